"""Whether the content of a file is what its name says: what a browser would take for a page never is.

Knows how files of each type begin, and what a browser looks for in a file whose type it is not told (WHATWG MIME
Sniffing). Must not know names (sitegen.publishable), nor what the files say.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

from sitegen import lazy_re as re
from sitegen.publishable import Unfit
from sitegen.reading.active import active

_HEAD = 1445
"""Bytes that a browser looks at, and that tell what a file is."""
_PIECE = 1 << 16

_ZIP = rb"PK(?:\x03\x04|\x05\x06|\x07\x08)"
_OFFICE = rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|" + _ZIP
"""Old documents, new ones, and new ones with a password, which lie in the container of the old."""
_RICH_TEXT = rb"\{\\rtf"
_PICTURE = rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|RIFF.{4}WEBP|BM.{4}\0{4}|II[*+]\0|MM\0[*+]"
"""Any picture under any picture's name: programs go by the content, and no browser runs it."""

_BEGINNINGS: Mapping[str, bytes] = {
    "pdf": rb"(?:\xef\xbb\xbf)?[\s\0]*%PDF-",
    "doc wps": _OFFICE + b"|" + _RICH_TEXT,
    "rtf": _RICH_TEXT,
    "xls ppt et dps docx xlsx pptx": _OFFICE,
    "ofd odt ods odp zip": _ZIP,
    "rar": rb"Rar!\x1a\x07",
    "7z": rb"7z\xbc\xaf\x27\x1c",
    "png jpg jpeg webp gif bmp tif tiff": _PICTURE,
    "mp3": rb"ID3|\xff[\xe2-\xe7\xf2-\xf7\xfa-\xfd]",
    "mp4": rb".{4}(?:ftyp|moov|mdat|free|skip|wide)",
}
_BINARY = {
    kind: re.compile(beginning, re.DOTALL)
    for kinds, beginning in _BEGINNINGS.items()
    for kind in kinds.split()
}
"""How files of each type begin: what begins otherwise is something else."""
_TEXT = frozenset({"txt", "csv", "json", "geojson", "md"})

_MARKUP = re.compile(r"[\s\0\ufeff]*<[A-Za-z!?/]")
"""More than browsers take for a page or a feed: whatever tag, comment or declaration a file opens with."""
_SCRIPT = re.compile(r"#!")
_CONTROL = re.compile(r"[\0-\x08\x0e-\x19\x1c-\x1f]")
"""What the standard calls binary, without the mark with which DOS ended its texts."""
_PROGRAM = re.compile(
    rb"MZ|\x7fELF|\xca\xfe\xba[\xbe\xbf]|\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe|\0asm|L\0\0\0\x01\x14\x02|MSCF"
)
"""For texts, and for the types that a site adds, whose beginnings nobody knows here."""

_LIVE = re.compile(
    rb"\\(?:objdata|objautlink|objlink|objupdate|objocx)"
    rb"|\\\*\s*\\template\s+(?:https?:|ftp:|\\\\\\\\)"
    rb"|\\fldinst(?:[\s{}]|\\[a-z]+-?\d*){1,40}(?:DDE(?:AUTO)?[\s\"]|INCLUDETEXT\s+\"?(?:https?:|ftp:|\\\\\\\\)"
    rb"|LINK\s[^{}]{0,200}\\\\a(?![A-Za-z]))",
    re.IGNORECASE,
)
_LONGEST_WORD = 512

_MARKED = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def unfit_content(name: str, stream: BinaryIO) -> Unfit | None:
    """Why a file with the content of `stream` may not be published under its `name`; None if it may."""
    head = stream.read(_HEAD)
    kind = name.rpartition(".")[2].lower()
    what = _instead(kind, head)
    if what:
        return Unfit(
            f"文件名以 .{kind} 结尾，内容却{what}，有的浏览器、电脑会运行它；请用原来的软件另存为真正的 .{kind}"
        )
    if re.match(_RICH_TEXT, head) and _live(head, stream):
        return Unfit("这个 RTF 文件里嵌着别的文件或会自动更新的链接，打开时会运行；请另存为 PDF")
    if what := active(head, stream):
        return Unfit(
            f"这个文件里有{what}，打开时会运行，或者连到别处；请去掉以后另存（文档另存为不带宏的格式，链接断开；PDF 用"
            "“打印成 PDF”重新生成），再放进来"
        )
    return None


def _instead(kind: str, head: bytes) -> str:
    """What a file of that `kind` has instead of what its name says; "" if it has that, or nothing at all."""
    if not head:
        return ""
    beginning = _BINARY.get(kind)
    if beginning is not None and beginning.match(head):
        return ""
    text = _decoded(head)
    if _MARKUP.match(text):
        return "是网页、XML 或脚本"
    if _SCRIPT.match(text):
        return "是脚本"
    if beginning is not None:
        return f"不是 {kind.upper()}"
    if _PROGRAM.match(head) and (kind not in _TEXT or b"\0" in head):  # a table may begin with the letters MZ
        return "是可执行程序"
    return "不是文字" if kind in _TEXT and _CONTROL.search(text) else ""


def _decoded(head: bytes) -> str:
    """`head` as text; that of a file in UTF-16 without its mark too, where nothing else makes it a text."""
    for mark, encoding in _MARKED:
        if head.startswith(mark):
            return head.decode(encoding, errors="ignore")
    text = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    if _CONTROL.search(text):
        for encoding in ("utf-16-le", "utf-16-be"):
            wide = head.decode(encoding, errors="ignore")
            if not _CONTROL.search(wide):
                return wide
    return text


def _live(head: bytes, stream: BinaryIO) -> bool:
    """Whether rich text has objects that run when it is opened."""
    kept = head
    while kept:
        if _LIVE.search(kept):
            return True
        piece = stream.read(_PIECE)
        kept = kept[-_LONGEST_WORD:] + piece if piece else b""
    return False
