"""Formats that only other programs read: made into Word's or Excel's by LibreOffice, where it is installed.

Knows LibreOffice's command. Must not know what is in the files.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from sitegen.machine.probes import find_office
from sitegen.reading.attached.texts import Unreadable
from sitegen.visible import shown, visible

TO = {
    ".doc": ".docx", ".wps": ".docx", ".rtf": ".docx", ".odt": ".docx",
    ".xls": ".xlsx", ".et": ".xlsx",
}  # fmt: skip
"""What each old format is made into."""
_SECONDS = 120
INSTALL = "sudo apt-get install --no-install-recommends libreoffice-writer libreoffice-calc"


def converted(path: Path) -> tuple[str, bytes]:
    """The file at `path` in a format that is read, with its name; raises Unreadable, which says what to type."""
    kind = path.suffix.lower()
    to = TO[kind]
    office = find_office()
    name = shlex.quote(visible(str(path)))
    if office is None:
        program = "Word 或 WPS" if to == ".docx" else "Excel 或 WPS"
        raise Unreadable(
            f"{kind} 是旧格式，要先转成 {to}：在 {program} 里“另存为”{to} 再导入；或者装上 LibreOffice，以后自动转换：{INSTALL}"
        )
    with tempfile.TemporaryDirectory(prefix="sitegen-") as folder:
        copy = Path(folder) / f"document{kind}"
        shutil.copyfile(path, copy)
        try:
            subprocess.run(  # noqa: S603 — the program that the operator has installed, on a copy
                [office, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation=file://{folder}/profile",
                 "--convert-to", to.lstrip("."), "--outdir", folder, str(copy)],
                check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                timeout=_SECONDS,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise Unreadable(f"LibreOffice 转换 {shown(path.name)} 超过 {_SECONDS} 秒，已停止") from None
        made = copy.with_suffix(to)
        if not made.is_file():
            raise Unreadable(
                f"LibreOffice 没有能把它转成 {to}，多半是文件损坏或有密码。自己试：soffice --headless --convert-to {to[1:]} {name}"
            )
        return f"{path.stem}{to}", made.read_bytes()
