"""Bytes of a file to source text.

Knows encodings, sizes and characters that must not occur. Must not know YAML or Markdown.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from sitegen import lazy_re as re
from sitegen.diagnostics import Diagnostic, Edit
from sitegen.files import IsLink, TooLarge, read_limited
from sitegen.reading.findings import Findings
from sitegen.reading.lookalikes import ACCENTS, SUSPECT, LookAlike, composed, look_alikes, meant, ordinary
from sitegen.reading.rules.files import (
    CONTROL_CHARACTER,
    FILE_TOO_LARGE,
    LOOK_ALIKE_CHARACTER,
    UNREADABLE_FILE,
    WRONG_ENCODING,
)
from sitegen.reading.symlinks import linked
from sitegen.source import Place, SourceFile, Span

YAML_LIMIT = 1024 * 1024
"""Bytes of a YAML file; a report has some ten thousand."""

MARKDOWN_LIMIT = 512 * 1024
"""Bytes of a Markdown file."""

# C0 and C1 controls, invisible characters, marks that change the direction of writing, line
# separators that editors do not count as line ends, noncharacters.
_NEVER = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e"
    "\u034f\u115f\u1160\u17b4\u17b5\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f"
)
_FORBIDDEN = re.compile(f"[{_NEVER}]|(?<![\u1820-\u18aa])\u180e")  # within Mongolian words this parts vowels
_ODD = re.compile(f"[{_NEVER}\u180e{SUSPECT}{ACCENTS}]")
"""What no text has in which every character is what it looks like: nearly all are such."""
_INVISIBLE = "看不见的空白字符"
"""Characters that mean nothing where they stand: they can be taken away."""

_KINDS = (
    ("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "改变文字方向的隐藏字符"),
    ("\u2028\u2029", "隐藏的分行符"),
    (
        "\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u3164\uffa0\u2060\u2061\u2062\u2063\u2064\ufeff",
        _INVISIBLE,
    ),
)

_REASONS = {
    errno.ENOENT: "文件不存在",
    errno.EACCES: "没有读取的权限",
    errno.EPERM: "没有读取的权限",
    errno.EISDIR: "这是一个文件夹",
    errno.EINVAL: "这不是普通文件",
    errno.ENXIO: "这不是普通文件",  # a socket
}

Read = tuple[SourceFile | None, tuple[Diagnostic, ...]]


def read_source(path: Path, shown: str, limit: int) -> Read:
    """The text of `path`, called `shown` in messages, if it is UTF-8 of at most `limit` bytes.

    A byte order mark is dropped. Characters that must not occur are reported and replaced by
    U+FFFD, so that reading can go on and none of them reaches a page or a terminal. Characters that
    look like ordinary ones are reported, and read as these; letters in pieces are read whole, so that they are the same
    in pages, data and PDFs.
    """
    start = Place(shown, 1, 1)
    try:
        data = read_limited(path, limit)
    except TooLarge as error:
        message = (
            f"文件有 {error.size:,} 字节，超过 {error.limit:,} 字节（{error.limit // 1024} KiB）的上限。"
        )
        return None, (FILE_TOO_LARGE.found(start, message),)
    except IsLink:
        return None, (linked(shown),)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, "系统报告读取失败")
        return None, (UNREADABLE_FILE.found(start, f"打不开文件：{reason}。"),)
    return decode_source(data, shown)


def decode_source(data: bytes, shown: str) -> Read:
    """The text that `data` encodes; see `read_source`."""
    utf16 = WRONG_ENCODING.found(Place(shown, 1, 1), "文件看起来是 UTF-16 编码，只能用 UTF-8。")
    head = data[:400]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) * 4 > len(head):
        return None, (utf16,)
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return None, (utf16 if b"\0" in data else _not_utf8(data, error.start, shown),)
    if _ODD.search(text) is None:
        return SourceFile(shown, text), ()
    allowed = without_forbidden(text)
    return SourceFile(shown, composed(ordinary(allowed))), _characters_in(
        SourceFile(shown, text), SourceFile(shown, allowed)
    )


def forbidden(text: str) -> Iterator[tuple[int, str]]:
    """Every character of `text` that must not occur: its offset, and its kind with its number
    ("改变文字方向的隐藏字符 U+202E").
    """
    for match in _FORBIDDEN.finditer(text):
        kind = next((name for characters, name in _KINDS if match[0] in characters), "控制字符")
        yield match.start(), f"{kind} U+{ord(match[0]):04X}"


def without_forbidden(text: str) -> str:
    """`text` with U+FFFD for every character that must not occur."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def _characters_in(source: SourceFile, shown: SourceFile) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with single characters of `source`, `shown` without those that must not occur."""
    findings = Findings()
    if shown.text != source.text:
        for number, line in enumerate(source.lines, 1):
            for offset, name in forbidden(line):
                message = f"这里有{name}，肉眼看不出来，公开后会误导读者。"
                gone = Edit(Span.at(source, number, offset + 1).place, "")
                edits = (gone,) if name.startswith(_INVISIBLE) else ()
                place = Span.at(shown, number, offset + 1).place
                findings.add(CONTROL_CHARACTER, place, message, edits=edits)
    if next(look_alikes(source.text), None) is not None:
        for number, line in enumerate(source.lines, 1):
            for sure, found in groupby(look_alikes(line), lambda each: each.meant is not None):
                _tell(source, shown, number, tuple(found), findings, sure=sure)
    return findings.diagnostics()


def _tell(
    source: SourceFile,
    shown: SourceFile,
    number: int,
    found: tuple[LookAlike, ...],
    findings: Findings,
    *,
    sure: bool,
) -> None:
    """One finding for the characters `found` in line `number`."""
    place = Span.at(shown, number, found[0].offset + 1, len(found[0].written)).place
    named = "；".join(dict.fromkeys(map(_named, found)))
    if not sure:
        message = f"{named}，公开后读者看不到原来的字。"
        findings.add(LOOK_ALIKE_CHARACTER, place, message, remedy="对照原件，重新输入这个字。")
        return
    first, last = found[0], found[-1]
    written = source.line(number)[first.offset : last.offset + len(last.written)]
    edits = (Edit(Span.at(source, number, first.offset + 1, len(written)).place, meant(written)),)
    message = f"{named}。看上去没有错，搜索、核对时却不算同一个字；能一个换一个的，已按普通的字读。"
    findings.add(LOOK_ALIKE_CHARACTER, place, message, edits=edits)


def _named(found: LookAlike) -> str:
    code = " ".join(f"U+{ord(each):04X}" for each in found.written)
    if not found.meant:
        return f"这里有{found.kind} {code}"
    return f"“{found.written}”是{found.kind} {code}，应是“{found.meant}”"


def _not_utf8(data: bytes, offset: int, shown: str) -> Diagnostic:
    """The finding for a byte at `offset` that no UTF-8 has; most often the editor wrote GBK."""
    encoding, guess = "gb18030", "看起来是 GBK 编码，"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        encoding, guess = "utf-8", ""
        text = data.decode(encoding, errors="replace")
    before = SourceFile(shown, data[:offset].decode(encoding, errors="ignore")).lines
    span = Span.at(SourceFile(shown, without_forbidden(text)), len(before), len(before[-1]) + 1)
    message = f"文件{guess}不是 UTF-8：第 {span.line} 行有不能识别的字节 0x{data[offset]:02X}。"
    return WRONG_ENCODING.found(span.place, message)
