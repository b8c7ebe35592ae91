"""Bytes of a file to source text.

Knows encodings, sizes and characters that must not occur. Must not know YAML or Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from sitegen.diagnostics import Diagnostic
from sitegen.files import TooLarge, read_limited
from sitegen.reading.findings import Findings
from sitegen.reading.rules import CONTROL_CHARACTER, FILE_TOO_LARGE, UNREADABLE_FILE, WRONG_ENCODING
from sitegen.source import Place, SourceFile, Span

YAML_LIMIT = 1024 * 1024
"""Bytes of a YAML file; a report has some ten thousand."""

MARKDOWN_LIMIT = 512 * 1024
"""Bytes of a Markdown file."""

# C0 and C1 controls, invisible characters, marks that change the direction of writing, line
# separators that editors do not count as line ends, noncharacters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e"
    "\u034f\u115f\u1160\u17b4\u17b5\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f]"
    "|(?<![\u1820-\u18aa])\u180e"  # within Mongolian words it parts vowels
)
_KINDS = (
    ("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "改变文字方向的隐藏字符"),
    ("\u2028\u2029", "隐藏的分行符"),
    (
        "\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u3164\uffa0\u2060\u2061\u2062\u2063\u2064\ufeff",
        "看不见的空白字符",
    ),
)

Read = tuple[SourceFile | None, tuple[Diagnostic, ...]]


def read_source(path: Path, shown: str, limit: int) -> Read:
    """The text of `path`, called `shown` in messages, if it is UTF-8 of at most `limit` bytes.

    A byte order mark is dropped. Characters that must not occur are reported and replaced by
    U+FFFD, so that reading can go on and none of them reaches a page or a terminal.
    """
    start = Place(shown, 1, 1)
    try:
        # Opening a pipe would wait for whoever writes to it.
        if path.exists() and not path.is_file():
            what = "这是一个文件夹" if path.is_dir() else "这不是普通文件"
            return None, (UNREADABLE_FILE.found(start, f"打不开文件：{what}。"),)
        data = read_limited(path, limit)
    except TooLarge as error:
        message = (
            f"文件有 {error.size:,} 字节，超过 {error.limit:,} 字节（{error.limit // 1024} KiB）的上限。"
        )
        return None, (FILE_TOO_LARGE.found(start, message),)
    except OSError as error:
        reasons = {FileNotFoundError: "文件不存在", PermissionError: "没有读取的权限"}
        reason = reasons.get(type(error), "系统报告读取失败")
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
    source = SourceFile(shown, without_forbidden(text))
    return source, _forbidden_in(text, source)


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


def _forbidden_in(text: str, source: SourceFile) -> tuple[Diagnostic, ...]:
    if source.text == text:
        return ()
    findings = Findings()
    for number, line in enumerate(SourceFile(source.path, text).lines, 1):
        for offset, name in forbidden(line):
            message = f"这里有{name}，肉眼看不出来，公开后会误导读者。"
            findings.add(CONTROL_CHARACTER, Span.at(source, number, offset + 1).place, message)
    return findings.diagnostics()


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
