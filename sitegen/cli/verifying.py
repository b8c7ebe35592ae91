"""What `sitegen verify` does, and prints.

Knows how signatures are told. Must not know how signing works.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sitegen.cli import releases as release_commands
from sitegen.cli.pdfs import is_release, pdfs, quiet, refuse_pipes
from sitegen.cli.terminal import Exit, console, refuse
from sitegen.machine.os_errors import in_words
from sitegen.signing.verify import PdfView, SignatureView, Trusted, certificates, verify
from sitegen.visible import shown


def verify_all(paths: Sequence[Path], trust: Sequence[Path]) -> Exit:
    """Look at releases and PDFs: is everything as it was published, and as it was signed. With `trust`, a
    PDF that nobody trusted has signed is a finding too.
    """
    quiet()
    refuse_pipes(trust)
    try:
        roots = certificates(trust)
    except OSError as error:
        refuse(f"读不了信任的证书 {shown(error.filename)}：{in_words(error)}。")
    except ValueError as error:
        refuse(f"{error}。")
    outcome = Exit.CLEAN
    refuse_pipes(paths)
    for path in paths:
        files = tuple(pdfs([path]))
        if path.is_dir() and _verified_folder(path, files) is not Exit.CLEAN:
            outcome = Exit.FINDINGS
        unsigned = 0
        for file in files:
            try:
                found = verify(file.read_bytes(), roots)
            except OSError as error:
                console().print(f"{shown(file)}：读不了（{in_words(error)}）。", style="red")
                outcome = Exit.FINDINGS
                continue
            good = found.vouched if trust else found.intact
            unsigned += not (found.signatures or found.problem)
            if not good or found.signatures or not path.is_dir():
                _tell(file, found, roots, good=good)
            if not good:
                outcome = Exit.FINDINGS
        if path.is_dir():
            console().print(f"{shown(path)}：{len(files)} 个 PDF，其中 {unsigned} 个没有签名。")
    return outcome


def _verified_folder(folder: Path, files: tuple[Path, ...]) -> Exit:
    """Compare a release with its manifest. A folder of PDFs that was never one has none, and says so."""
    if is_release(folder) or not files:
        return release_commands.verify(folder)
    console().print(
        f"{shown(folder)} 没有发布清单，不是 sitegen 发布的网站；只核对里面的 PDF。", style="yellow"
    )
    return Exit.CLEAN


def _tell(path: Path, found: PdfView, roots: Trusted, *, good: bool) -> None:
    out = console()
    out.print(f"{shown(path)}\n  SHA-256  {found.digest}")
    if found.problem:
        out.print(f"  {found.problem}。", style="red")
    elif not found.signatures:
        out.print("  没有签名。", style="" if good else "red")
    for each in found.signatures:
        out.print(f"  {_words(each, roots)}", style="" if good else "red")


def _words(each: SignatureView, roots: Trusted) -> str:
    what = "时间戳" if each.is_timestamp else "签名"
    if each.stamped is not None:
        when = f"，可信的时间戳证明签于 {_local(each.stamped)}"
    else:
        when = f"，自报签于 {_local(each.time)}" if each.time is not None else ""
    if not each.intact:
        return f"{what}无效：{each.signer}{when}。签名以后：{each.later}。"
    whole = "" if each.whole else "（这个签名不包括后加的部分）"
    trust = each.trust if roots else "没有核对证书可不可信（用 --trust 指明信任的根证书）"
    return f"{what}有效：{each.signer}{when}。签名以后：{each.later}{whole}；{trust}。"


def _local(time: datetime) -> str:
    """In the reader's time zone, as on the clock on the wall."""
    return f"{time.astimezone():%Y-%m-%d %H:%M}"
