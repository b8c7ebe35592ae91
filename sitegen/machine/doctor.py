"""What this machine has of what sitegen needs, and what the absence of a part costs.

Knows the names of outside parts: packages, libraries, fonts, programs. Must not know how they are
used, nor install anything. Libraries are looked up under the names that WeasyPrint tries.
"""

from __future__ import annotations

import ctypes
import platform
import shutil
import sys
from dataclasses import dataclass
from importlib import metadata

from sitegen.machine.probes import find_chromium, find_office, first_version, font_version, library

OLDEST_PYTHON = (3, 11)

PACKAGES = {
    "asn1crypto": "读取签名用的证书",
    "click": "接受命令",
    "cryptography": "读取签名用的证书",
    "fonttools": "读取字体",
    "jinja2": "生成网页",
    "livereload": "在本机预览网页",
    "lxml": "读取网页，建立站内搜索",
    "markdown-it-py": "读取正文（Markdown）",
    "msgspec": "记下已经生成的内容（缓存）",
    "pebble": "在限定的时间里制作 PDF",
    "xlsxwriter": "生成 Excel 数据",
    "phonenumbers": "识别手机号",
    "pillow": "读取图片",
    "pydantic": "核对表单和数据的写法",
    "pydyf": "制作 PDF",
    "pyhanko": "签名和验证 PDF",
    "pypdf": "读取 PDF 附件，查个人信息",
    "python-stdnum": "识别身份证号和银行卡号",
    "pyyaml": "读取数据（YAML）",
    "rich": "在终端里显示结果",
    "uharfbuzz": "把用到的字形装进 PDF",
    "watchfiles": "预览时察觉文件的改动",
    "weasyprint": "制作 PDF",
}
"""The runtime packages, and what each is needed for: a verb phrase, to follow 不能."""

PANGO = (
    ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
    ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    ("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    ("libfontconfig.so.1", "libfontconfig.1.dylib"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
)
"""The libraries without which WeasyPrint cannot be imported, each with its possible names."""

FONTS = ("Noto Sans CJK SC", "Noto Serif CJK SC")
FONT_WEIGHTS = {"常规体": 80, "粗体": 200}


_APT = "sudo apt-get install --no-install-recommends "


@dataclass(frozen=True, slots=True)
class Part:
    """Something sitegen needs.

    `version` is "" when the part is absent or does not tell. `needed_for`, `cost` (what its absence
    costs) are in Chinese; `command` is what to type to get it. `required` parts are those without
    which no site can be built; the others make it slower, or serve the tests only.
    """

    name: str
    present: bool
    version: str
    needed_for: str
    cost: str
    command: str
    required: bool = True

    @property
    def blocking(self) -> bool:
        """Whether no site can be built before this part is there."""
        return self.required and not self.present


def examine() -> tuple[Part, ...]:
    """All parts, in the order in which they should be put right. Takes about a second at most."""
    return (
        _python(),
        *(_package(name, purpose) for name, purpose in PACKAGES.items()),
        _pango(),
        *(_font(family) for family in FONTS),
        _chromium(),
        _java(),
        _poppler(),
        _softhsm(),
        _libreoffice(),
    )


def _python() -> Part:
    oldest = ".".join(map(str, OLDEST_PYTHON))
    return Part(
        name="Python",
        present=sys.version_info >= OLDEST_PYTHON,
        version=platform.python_version(),
        needed_for="运行 sitegen",
        cost=f"低于 {oldest} 的版本不能运行 sitegen",
        command="make site PYTHON=python3.12",
    )


def _package(name: str, purpose: str) -> Part:
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        version = ""
    return Part(
        name=name,
        present=bool(version),
        version=version,
        needed_for=purpose,
        cost=f"不能{purpose}",
        command="make site",
    )


def _pango() -> Part:
    libraries = [library(names) for names in PANGO]
    version = ""
    if libraries[1] is not None:
        libraries[1].pango_version_string.restype = ctypes.c_char_p
        version = libraries[1].pango_version_string().decode()
    return Part(
        name="Pango",
        present=None not in libraries,
        version=version,
        needed_for="PDF 的文字排版",
        cost="不能制作 PDF",
        command=_APT + "libpango-1.0-0 libpangoft2-1.0-0",
    )


def _font(family: str) -> Part:
    versions = {name: font_version(family, weight) for name, weight in FONT_WEIGHTS.items()}
    missing = "、".join(name for name, version in versions.items() if not version)
    return Part(
        name=f"字体 {family}",
        present=not missing,
        version=next(iter(versions.values())),
        needed_for="PDF 里的汉字",
        cost=f"缺{missing or '字体'}时，PDF 里的汉字显示不对或不显示",
        command=_APT + "fonts-noto-cjk",
    )


def _chromium() -> Part:
    path = find_chromium()
    return Part(
        name="Chromium",
        present=path is not None,
        version=first_version([path, "--version"]) if path else "",
        needed_for="测试：在真实浏览器里检查页面",
        cost="不能运行 make test；建站不受影响",
        command="make test",
        required=False,
    )


def _java() -> Part:
    path = shutil.which("javac")
    return Part(
        name="Java",
        present=path is not None,
        version=first_version([path, "-version"]) if path else "",
        needed_for="测试：校验 HTML 和 PDF 是否合乎标准",
        cost="不能运行 make test；建站不受影响",
        command=_APT + "default-jdk-headless libjaxb-java",
        required=False,
    )


def _poppler() -> Part:
    path = shutil.which("pdftotext")
    return Part(
        name="Poppler",
        present=path is not None,
        version=first_version([path, "-v"]) if path else "",
        needed_for="测试：用另一种程序读 PDF",
        cost="不能运行 make test；建站不受影响",
        command=_APT + "poppler-utils",
        required=False,
    )


def _softhsm() -> Part:
    path = shutil.which("softhsm2-util")
    return Part(
        name="SoftHSM",
        present=path is not None,
        version=first_version([path, "--version"]) if path else "",
        needed_for="测试：用硬件证书签名",
        cost="不能运行 make test；建站不受影响",
        command=_APT + "softhsm2",
        required=False,
    )


def _libreoffice() -> Part:
    path = find_office()
    return Part(
        name="LibreOffice",
        present=path is not None,
        version=first_version([path, "--version"]) if path else "",
        needed_for="导入旧格式的文件：.doc、.wps、.xls、.et",
        cost="旧格式要先用 Word、Excel 或 WPS 另存为 .docx、.xlsx 再导入；其余不受影响",
        command=_APT + "libreoffice-writer libreoffice-calc",
        required=False,
    )
