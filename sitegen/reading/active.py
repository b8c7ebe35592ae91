"""What runs, or fetches something, by itself when a document is opened: macros, actions, fields, updating links.

Knows one list of signs for each kind of container. Works on bytes, with an end to what is unpacked, since it is asked
of files nobody trusts. Must not know names of files beside a report, nor what documents say.
"""

from __future__ import annotations

import html
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from sitegen import lazy_re as re
from sitegen.publishable import RUNNING

MOST_BYTES = 64 * 1024 * 1024
"""Of what is read or unpacked of a file to look for signs."""
_LONGEST_PACK = 8 * 1024 * 1024

Sign = tuple[str, re.Pattern[bytes]]


def _wide(word: str) -> bytes:
    return b"".join(re.escape(bytes([each])) + b"\0" for each in word.encode())


_FAR = rb"(?:https?:|ftp:|file:/{2,5}(?![/A-Za-z]:)[^/\s\"]|\\\\(?=[^\\\"\s]))"
"""An address elsewhere; what lies on a disk of the author's own is not fetched by anybody."""
_FIELDS: tuple[Sign, ...] = (
    ("会运行命令的 DDE 域", re.compile(rb"(?<![A-Za-z])DDE(?:AUTO)?[\s\"]")),
    ("会自动更新的链接（LINK 域）", re.compile(rb"(?<![A-Za-z])LINK\s[^{}]{0,500}?\\{1,2}a(?![A-Za-z])")),
    (
        "会从别处取内容的 INCLUDETEXT 域",
        re.compile(rb"(?<![A-Za-z])INCLUDETEXT\s+\"?\s*(?:https?:|ftp:|\\\\)"),
    ),
)
_PDF: tuple[Sign, ...] = (
    ("脚本（JavaScript）", re.compile(rb"/S\s*/JavaScript(?![A-Za-z])")),
    ("启动程序的动作（Launch）", re.compile(rb"/S\s*/Launch(?![A-Za-z])")),
    ("往外发送数据的动作（SubmitForm）", re.compile(rb"/S\s*/SubmitForm(?![A-Za-z])")),
    ("读入数据的动作（ImportData）", re.compile(rb"/S\s*/ImportData(?![A-Za-z])")),
    (
        "指向别的电脑上文件的链接",
        re.compile(rb"/(?:URI|U?F)\s*\(\s*(?:file:/{2}(?!/)[^)]|\\\\\\\\)"),
    ),
)
_OLE: tuple[Sign, ...] = (
    ("宏", re.compile(_wide("_VBA_PROJECT"))),
    ("会运行命令的 DDE 域", re.compile(rb"\x13\s*DDE(?:AUTO)?\s|\x13\0(?:\s\0)*" + _wide("DDE"))),
)
_OPEN_DOCUMENT: tuple[Sign, ...] = (
    ("会运行脚本的事件", re.compile(rb"<script:event-listener[\s>]|[\"'](?:vnd\.sun\.star\.script|macro):")),
    ("会自动更新的链接（DDE）", re.compile(rb"<(?:office:dde-source|text:dde-connection-decl)[\s>]")),
)
_OFFICE: tuple[Sign, ...] = (
    ("宏", re.compile(rb"ContentType=[\"'][^\"']*macroEnabled")),
    ("会自动更新的链接（DDE）", re.compile(rb"<(?:\w+:)?ddeLink[\s>]")),
    ("会自动更新的链接", re.compile(rb"<\w+:OLEObject\s[^>]*UpdateMode=[\"']Always")),
)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_TEMPLATE = re.compile(rb"Type=[\"'][^\"']*/attachedTemplate[\"']")
_TARGET = re.compile(rb"Target=[\"']\s*" + _FAR, re.IGNORECASE)
_INSTRUCTION = re.compile(
    rb"<w:instrText[^>]*>([^<]*)|\sw:instr=\"([^\"]*)\"|w:fldCharType=\"(?:begin|end)\""
)
_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("宏", re.compile(r"(?:^|/)vba(?:Project\.bin|Data\.xml)$|^xl/macrosheets/.", re.IGNORECASE)),
    ("宏", re.compile(r"^Scripts/.*[^/]$")),
)
_BASIC = re.compile(r"^Basic/.*\.xml$")
_MODULE = re.compile(rb"<script:module[\s>]")
_PACKAGE = re.compile(_wide("Ole10Native"))
_PROGRAM = re.compile(
    rb"\.(?:" + b"|".join(each.encode() for each in sorted(RUNNING)) + rb")\0", re.IGNORECASE
)
_STREAM = re.compile(rb">>\s*stream\r?\n")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def active(head: bytes, stream: BinaryIO) -> str:
    """What runs in the document that begins with `head`, in Chinese; "" if nothing is found."""
    stream.seek(0)
    if head.startswith(b"PK"):
        return next(_in_package(stream), "")
    if b"%PDF-" in head:
        return _first(_PDF, _drawn_out(stream.read(MOST_BYTES)))
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _first(_OLE, stream.read(MOST_BYTES))
    return ""


def _first(signs: tuple[Sign, ...], data: bytes) -> str:
    return next((what for what, sign in signs if sign.search(data)), "")


def _drawn_out(data: bytes) -> bytes:
    """The objects of a PDF, those that are packed too, without what its streams hold; names as they are meant."""
    parts: list[bytes] = []
    at, left = 0, MOST_BYTES
    while begin := _STREAM.search(data, at):
        parts.append(data[at : begin.start()])
        end = data.find(b"endstream", begin.end())
        end = len(data) if end < 0 else end
        if b"/ObjStm" in data[max(at, begin.start() - 500) : begin.start()] and left > 0:
            try:
                pack = zlib.decompressobj().decompress(data[begin.end() : end], min(left, _LONGEST_PACK))
            except zlib.error:  # packed otherwise, or encrypted: others tell what cannot be read
                pack = data[begin.end() : end]
            left -= len(pack)
            parts.append(pack)
        at = end
    parts.append(data[at:])
    return _ESCAPED.sub(lambda match: bytes.fromhex(match[1].decode()), b"\n".join(parts))


def _in_package(stream: BinaryIO) -> Iterator[str]:
    """What runs in a packed document; nothing of one that is damaged, which others tell."""
    try:
        with zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
            is_office, is_open = "[Content_Types].xml" in names, "content.xml" in names
            if not (is_office or is_open):
                return  # an archive of files: nobody opens them with it
            for name in names:
                yield from (what for what, sign in _NAMES if sign.search(name))
                ending = name.rpartition(".")[2].lower()
                if ending in RUNNING:
                    yield f"程序或脚本（.{ending}）"
            left = MOST_BYTES
            for name in names:
                with archive.open(name) as part:
                    data = part.read(left) if left > 0 else b""
                left -= len(data)
                yield from _in_part(name, data, is_open=is_open)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError):
        return


def _in_part(name: str, data: bytes, *, is_open: bool) -> Iterator[str]:
    if name.endswith(".bin") and _PACKAGE.search(data) and _PROGRAM.search(data):
        yield "嵌着的程序或脚本"
    if not name.endswith((".xml", ".rels")):
        return
    if _BASIC.match(name) and _MODULE.search(data):
        yield "宏"
    found = _first(_OPEN_DOCUMENT if is_open else _OFFICE, data)
    if found:
        yield found
    if name.endswith(".rels"):
        for relation in _RELATION.finditer(data):
            if _TEMPLATE.search(relation[0]) and _TARGET.search(relation[0]):
                yield "从别处取来的模板"
    if b"instr" in data:
        words = b"".join(each[1] or each[2] or b"\n" for each in _INSTRUCTION.finditer(data))
        if found := _first(_FIELDS, html.unescape(words.decode("utf-8", "replace")).encode()):
            yield found
