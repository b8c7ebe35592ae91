"""Which addresses a report's text may name.

Knows schemes, hosts and paths; what is not allowed by name is refused. Must not know Markdown.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote, unquote, urlsplit

from markdown_it.common.normalize_url import normalizeLink

from sitegen import lazy_re as re
from sitegen.diagnostics import Rule
from sitegen.publishable import Unfit
from sitegen.reading.lookalikes import looks_like
from sitegen.reading.rules.markdown import MISSING_FILE, UNFIT_ATTACHMENT, UNSAFE_LINK, UNUSABLE_PICTURE

IMAGES = (".png", ".jpg", ".jpeg", ".webp")

NONE: Mapping[str, Unfit] = MappingProxyType({})

_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):", re.IGNORECASE | re.ASCII)
_DOTS = re.compile("[。．｡]")
"""What browsers take for the dot of a host."""
_ALIKE = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"})
"""Scripts whose letters look like Latin ones."""
_MAIL = re.compile(r"mailto:[^\s@/?#]+@[^\s@/?#]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Allowed:
    """An address as it goes into HTML. `asset` is the file of the report's folder that it names,
    "" for an address elsewhere.
    """

    address: str
    asset: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """The rule that an address breaks, and how, in Chinese. `meant` is the only file with a name that
    looks like it, "" without one.
    """

    rule: Rule
    reason: str
    meant: str = ""


class Assets(frozenset[str]):
    """The files of a report's folder, relative to it. Whoever makes it may know more of them."""

    def fault(self, _path: str) -> str:
        """Why the picture at `_path` cannot be shown, in Chinese; "" if it can, as far as is known."""
        return ""


def judge(
    target: str, assets: Collection[str], *, image: bool, unfit: Mapping[str, Unfit] = NONE
) -> Allowed | Refused:
    """Whether a link or image may point to `target`, escapes and entities in it being resolved.

    `assets` are the files of the report's folder, relative to it, in POSIX form; `unfit` those that may not be
    published.
    """
    plain = unquote(target)
    if not plain.strip():
        return Refused(UNSAFE_LINK, "地址是空的")
    if not plain.isprintable() or plain != plain.strip():
        return Refused(UNSAFE_LINK, "地址里有看不见的字符")
    if "\\" in plain:
        return Refused(UNSAFE_LINK, "地址里不能有反斜杠")
    if scheme := _SCHEME.match(plain):
        if image:
            return Refused(UNSAFE_LINK, "图片要放在报告的文件夹里，不能取自别处")
        return _elsewhere(target, scheme[1].lower())
    if plain.startswith("#"):
        return Refused(UNSAFE_LINK, "不能链接到页内的位置")
    if plain.startswith("/") or ".." in plain.split("/"):
        return Refused(UNSAFE_LINK, "只能用报告文件夹里的文件")
    found = _file(target, assets, image=image)
    if isinstance(found, Allowed) and found.asset in unfit:
        why = unfit[found.asset]
        better = f"；把文件改名为“{why.better}”，链接也改成它" if why.better else ""
        return Refused(UNFIT_ATTACHMENT, f"{why.reason}{better}")
    return found


def _elsewhere(target: str, scheme: str) -> Allowed | Refused:
    if scheme == "mailto":
        if _MAIL.fullmatch(target):
            return Allowed(normalizeLink(target))
        return Refused(UNSAFE_LINK, "mailto: 后面应当是一个邮箱地址")
    if scheme not in ("http", "https") or not target.lower().startswith(scheme):
        return Refused(UNSAFE_LINK, f"不允许 {scheme}: 开头的地址")
    try:
        parts = urlsplit(target)
        host, _port = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or not target[len(scheme) :].startswith("://"):
        return Refused(UNSAFE_LINK, "地址里没有网站的域名，或域名、端口的写法不对")
    if "@" in parts.netloc:
        return Refused(UNSAFE_LINK, "域名前面不能有“@”，它会冒充别的网站")
    if odd := _odd_host(host):
        return Refused(UNSAFE_LINK, odd)
    return Allowed(normalizeLink(target))


def _odd_host(host: str) -> str:
    """Why `host` may lead elsewhere than it looks, in Chinese; "" if it leads where it says."""
    if "%" in host:
        return "域名里不能有 % 编码，它会把真正的网站藏起来"
    if host != unicodedata.normalize("NFKC", host) or _DOTS.search(host):
        return "域名里的点和字母要用半角的，全角的会指到别的网站"
    for label in host.split("."):
        scripts = {
            unicodedata.name(character, "").partition(" ")[0] for character in label if character.isalpha()
        }
        if "LATIN" in scripts and scripts & _ALIKE:
            return f"域名里的“{label}”混用了拉丁字母和长得一样的别种字母，是冒充别的网站的写法"
    return ""


def _file(target: str, assets: Collection[str], *, image: bool) -> Allowed | Refused:
    path, fragment = _relative(target), ""
    if image and not path.lower().endswith(IMAGES):
        return Refused(UNSAFE_LINK, "图片只能是 PNG、JPEG 或 WebP 文件")
    if path not in assets and "#" in target:
        whole, _, fragment = target.partition("#")
        path = _relative(whole)
    if path not in assets:
        alike = sorted(name for name in assets if looks_like(name) == looks_like(path))
        if len(alike) != 1:
            return Refused(MISSING_FILE, "报告的文件夹里没有这个文件")
        name = alike[0]
        if unicodedata.normalize("NFC", name) != unicodedata.normalize("NFC", path):
            case = name.lower() == path.lower()
            hint = "大小写要一致" if case else "看上去相近，有的字符（空格、全角或半角）不同"
            return Refused(MISSING_FILE, f"报告的文件夹里没有这个文件，只有“{name}”，{hint}", name)
        path = name  # the same letters, which some computers write in pieces
    why = assets.fault(path) if image and isinstance(assets, Assets) else ""
    if why:
        return Refused(UNUSABLE_PICTURE, why)
    return Allowed(quote(path) + (f"#{quote(unquote(fragment))}" if fragment else ""), path)


def _relative(target: str) -> str:
    return "/".join(part for part in unquote(target).split("/") if part not in ("", "."))
