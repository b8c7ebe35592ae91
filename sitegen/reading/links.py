"""Which addresses a report's text may use.

Knows schemes and paths; an allow-list, everything else is refused. Must not know Markdown.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import unquote

SCHEMES = ("http", "https", "mailto")
IMAGES = (".png", ".jpg", ".jpeg", ".webp")

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_BLANK = re.compile(r"[\x00-\x20\u00a0\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an address is refused, in Chinese; `missing` when a file is not there."""

    words: str
    missing: bool = False


def refusal(target: str, assets: Collection[str], *, image: bool) -> Refusal | None:
    """Why `target` may not be used, None if it may. `assets` are the files that may be named."""
    decoded = unquote(target)
    squeezed = _BLANK.sub("", decoded)
    if not target:
        return Refusal("地址是空的")
    scheme = _SCHEME.match(squeezed)
    if scheme is not None:
        if image:
            return Refusal("图片要放在报告目录里")
        allowed = scheme[1].lower() in SCHEMES and _SCHEME.match(target) is not None
        return None if allowed else Refusal(f"不允许 {scheme[1].lower()}: 开头的地址")
    if squeezed.startswith("#") and not image:
        return None
    if squeezed.startswith(("/", "\\")) or "\\" in decoded:
        return Refusal("不能用 / 或 \\ 开头的地址，只能用报告目录里的文件")
    path = posixpath.normpath(decoded.split("#")[0].split("?")[0])
    if path.startswith("..") or ".." in decoded.split("/"):
        return Refusal("不能指到报告目录之外")
    if image and not path.lower().endswith(IMAGES):
        return Refusal("图片只能是 PNG、JPEG 或 WebP")
    return None if path in assets else Refusal("报告目录里没有这个文件", missing=True)
