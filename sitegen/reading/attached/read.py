"""The texts of a file, whatever kind it is of.

Knows which module reads which kind, by the end of the name. The only way into this package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath

from sitegen.reading.attached.archives import read_archive
from sitegen.reading.attached.encodings import expect_whole
from sitegen.reading.attached.pdf import read_pdf
from sitegen.reading.attached.pictures import read_picture
from sitegen.reading.attached.plain import read_json, read_lines, read_markup, read_table
from sitegen.reading.attached.texts import Allowance, AttachedText, Unreadable

IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff"})
_ARCHIVES = frozenset(
    {
        ".docx",
        ".docm",
        ".dotx",
        ".xlsx",
        ".xlsm",
        ".xltx",
        ".pptx",
        ".ppsx",
        ".ods",
        ".odt",
        ".odp",
        ".odg",
        ".ott",
        ".ots",
        ".otp",
        ".otg",
        ".potx",
    }
)
_OLD = frozenset({".doc", ".xls", ".ppt", ".wps", ".et", ".dps", ".rtf"})
_LEGACY = b"\xd0\xcf\x11\xe0"
"""How old documents begin, and new ones with a password."""
DEEPEST = 4
"""Files within files."""

_PLAIN: dict[str, Callable[[bytes, Allowance], Iterator[AttachedText]]] = {
    **dict.fromkeys((".txt", ".md", ".yaml", ".yml", ".log"), read_lines),
    **dict.fromkeys((".csv", ".tsv"), read_table),
    **dict.fromkeys((".json", ".geojson"), read_json),
    **dict.fromkeys((".xml", ".html", ".htm", ".svg"), read_markup),
}


def texts_of(name: str, data: bytes) -> Iterator[AttachedText]:
    """Every text of the file called `name` with the content `data`, in its order. Raises Unreadable: before the first
    text where nothing can be read, else where it cannot go on; says why in Chinese. Never raises anything else.
    """
    return _read(name, data, Allowance(), 0)


def _read(name: str, data: bytes, allowance: Allowance, depth: int) -> Iterator[AttachedText]:
    kind = PurePosixPath(name).suffix.lower()
    if depth > DEEPEST:
        raise Unreadable("文件里嵌的文件太深")
    inner = partial(_read, allowance=allowance, depth=depth + 1)
    try:
        if kind in _ARCHIVES:
            if data.startswith(_LEGACY):
                raise Unreadable("有密码，或是旧格式改了名字")
            texts = read_archive(data, inner, allowance)
        elif kind == ".pdf":
            texts = read_pdf(data, inner, allowance)
        elif kind in IMAGES:
            texts = read_picture(data, allowance)
        elif kind in _PLAIN:
            texts = _PLAIN[kind](data, allowance)
        else:
            raise Unreadable("旧格式" if kind in _OLD else f"不认识的格式 {kind or '（没有扩展名）'}")
        for text in texts:
            if text.text.strip():
                yield text
        if kind in _PLAIN:
            expect_whole(data)  # what is whole in it was read all the same
    except Unreadable:
        raise
    except Exception as error:  # the libraries raise anything for a damaged file
        raise Unreadable(f"文件损坏，或不是真正的 {kind}") from error
