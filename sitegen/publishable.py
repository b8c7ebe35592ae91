"""Which files that lie beside a report may be published, by name and type.

Knows the names that sitegen itself writes beside a report, names that some computers cannot hold, and what a browser
or a server would run. Must not know reports, how links are written, nor contents (sitegen.reading.content_type).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sitegen import lazy_re as re

PAGE = "index.html"
CHECKS = "checks"
PACKAGE = "datapackage.json"
STEM = "report"
DATA_TYPES = ("pdf", "csv", "xlsx", "json")

GENERATED = (PAGE, CHECKS, PACKAGE, *(f"{STEM}.{kind}" for kind in DATA_TYPES))
"""Files and folders that sitegen writes beside each report."""
SOURCES = ("report.yaml", "narrative.md")
"""What a report is read from."""

TYPES: Mapping[str, tuple[str, ...]] = {
    "文档": ("pdf", "ofd", "doc", "docx", "wps", "rtf", "odt", "txt"),
    "表格": ("xls", "xlsx", "et", "ods", "csv"),
    "演示文稿": ("ppt", "pptx", "dps", "odp"),
    "数据": ("json", "geojson"),
    "压缩包": ("zip", "rar", "7z"),
    "图片": ("png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff"),
    "音像": ("mp3", "mp4"),
}
"""Types that may be attached anywhere."""

_SERVED = """
php php3 php4 php5 php7 php8 phps phtml phar asp aspx ascx ashx asmx asa asax cer jsp jspx jspa cgi fcgi pl py
shtml htm html svg js
"""
_BROWSERS = "xhtml xht mhtml mht svgz xml xsl xslt rss atom mjs cjs wasm css swf jar hta htc manifest"
_SERVERS = "pm pyc rb lua sh bash ksh csh zsh htaccess htpasswd ini inc config conf yaml yml toml env"
_COMPUTERS = """
exe com dll scr pif cpl msi msp bat cmd ps1 psm1 vbs vbe jse ws wsf wsh reg lnk url scf inf app dmg pkg deb rpm
apk ipa iso img vhd chm hlp gadget command desktop elf so
"""
_MACROS = "docm dotm xlsm xltm xlam xlsb pptm potm ppam ppsm"

SERVED = frozenset(_SERVED.split())
"""Types that servers run, or name to a browser, some even with another type behind (`x.php.pdf`)."""
ACTIVE = SERVED.union(*(words.split() for words in (_BROWSERS, _SERVERS, _COMPUTERS, _MACROS)))
"""Types that run, or may: no site can allow them."""
RUNNING = frozenset(f"{_COMPUTERS} {_MACROS} js mjs jar hta swf".split())
"""Types of programs and scripts, which no document has reason to hold."""

_DEVICES = re.compile(r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)")
_FORBIDDEN = frozenset('<>:"|?*\\')
_CUTTING = re.compile(r";|%(?:0[0ad]|2[ef]|3[abf]|5c)", re.IGNORECASE)
"""Where some servers end a name, or resolve it once more, and so take its type from the middle."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a file may not be published, in Chinese, and a name that it may have ("" where no name would do)."""

    reason: str
    better: str = ""


def types(more: Iterable[str] = ()) -> frozenset[str]:
    """The types that may be attached, with `more` that a site adds; never those that run."""
    usual = {kind for kinds in TYPES.values() for kind in kinds}
    return frozenset({*usual, *map(plain_type, more)} - ACTIVE)


def plain_type(written: str) -> str:
    """A type as people write it (`.DWG`), as it is compared."""
    return unicodedata.normalize("NFKC", written).strip().lstrip(".").casefold()


def folded(name: str) -> str:
    """What is the same for all names that some server or computer takes for one."""
    return "/".join(map(_folded, name.split("/")))


def _folded(part: str) -> str:
    once = unicodedata.normalize("NFKC", part).casefold()
    return unicodedata.normalize("NFKC", once).replace("/", "_").strip().rstrip(". ")


_GENERATED = frozenset(map(folded, GENERATED))
_SOURCES = frozenset(map(folded, SOURCES))


def unfit_name(name: str, allowed: Collection[str]) -> Unfit | None:
    """Why a file of this `name`, relative to the report's folder, may not be published beside the report; None if it
    may. `allowed` are the types that may be attached.
    """
    plain = folded(name)
    parts = plain.split("/")
    if plain in _SOURCES:
        return Unfit("这是填报用的文件，网站上另有由它生成的网页和数据，不能当附件")
    if parts[0] in _GENERATED:
        better = f"附件-{name}" if "/" not in name else f"附件/{name.partition('/')[2]}"
        possible = unfit_name(better, allowed) is None
        return Unfit(
            f"“{parts[0]}”是网站自己要生成的，同名的附件会冒充或盖掉它（不分大小写、全角半角）",
            better if possible else "",
        )
    return _odd_name(name, parts) or _odd_type(parts[-1], allowed)


def _odd_name(name: str, parts: list[str]) -> Unfit | None:
    for written, part in zip(name.split("/"), parts, strict=False):
        if written.startswith(".") or not part:
            return Unfit("文件名不能以点开头，那是隐藏文件")
        if written != written.strip().rstrip(". "):
            return Unfit("文件名的开头和末尾不能有空格，末尾不能有点，Windows 会去掉它们")
        if _DEVICES.match(part):
            return Unfit(
                f"“{written}”在 Windows 上是设备的名称，下载后打不开",
                f"附件-{name}" if "/" not in name else "",
            )
        if cut := _CUTTING.search(written):
            return Unfit(
                f"文件名里有“{cut[0]}”，有的服务器会在那里把名称截断，当成别的类型",
                _CUTTING.sub("-", name),
            )
        if not written.isprintable() or _FORBIDDEN & set(unicodedata.normalize("NFKC", written)):
            return Unfit('文件名里有 < > : " | ? * \\ 之一或看不见的字符，Windows 上存不下来')
    return None


def _odd_type(name: str, allowed: Collection[str]) -> Unfit | None:
    kinds = [kind.strip() for kind in name.split(".")[1:]]
    last = kinds[-1] if kinds else ""
    running = last if last in ACTIVE else next((kind for kind in kinds if kind in SERVED), None)
    if running is not None:
        return Unfit(
            f"“.{running}”这一类文件会在读者的浏览器、电脑或网站的服务器上运行，不能公开；内容要公开的，另存为 PDF"
        )
    if last not in allowed:
        what = f"“.{last}”这一类文件" if last else "没有扩展名的文件"
        return Unfit(
            f"{what}不在可以公开的附件类型之内；请另存为 PDF 等常用的格式"
            + (f"，确要公开的，由网站管理员在 site.yaml 的“附件类型”里加上 {last}" if last else "")
        )
    return None


def alike(names: Iterable[str]) -> dict[str, str]:
    """Of `names`, those that some server or computer takes for another, with that other."""
    first: dict[str, str] = {}
    found: dict[str, str] = {}
    for name in sorted(names):
        other = first.setdefault(folded(name), name)
        if other != name:
            found[name] = other
            found.setdefault(other, name)
    return found
