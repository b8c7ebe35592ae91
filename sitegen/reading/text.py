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

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters and those that change the direction of text."""

Read = tuple[SourceFile | None, tuple[Diagnostic, ...]]


def read_source(path: Path, shown: str, limit: int) -> Read:
    """The text of `path`, called `shown` in messages; None when it cannot be used.

    Characters that must not occur are all reported, and the text is then not used.
    """
    start = Place(shown, 1, 1)
    try:
        data = read_limited(path, limit)
    except TooLarge as error:
        message = f"文件有 {error.size} 字节，超过 {error.limit // 1024} KiB 的上限。"
        return None, (FILE_TOO_LARGE.found(start, message),)
    except OSError as error:
        reasons = {
            FileNotFoundError: "文件不存在",
            PermissionError: "没有读取的权限",
            IsADirectoryError: "这是一个目录",
        }
        return None, (
            UNREADABLE_FILE.found(start, f"打不开文件：{reasons.get(type(error), '系统报告读取失败')}。"),
        )
    return decode_source(data, shown)


def decode_source(data: bytes, shown: str) -> Read:
    """The text that `data` encodes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or (
        len(data) > 1 and data[:400].count(0) > len(data[:400]) // 4
    ):
        return None, (WRONG_ENCODING.found(Place(shown, 1, 1), "文件看起来是 UTF-16 编码，只能用 UTF-8。"),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        begin = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[begin : error.start].decode("utf-8", "replace")) + 1
        guess = "看起来是 GBK 编码，" if _is_gbk(data) else ""
        message = f"文件{guess}不是 UTF-8：第 {line} 行有不能识别的字节 0x{data[error.start]:02X}。"
        return None, (WRONG_ENCODING.found(Place(shown, line, column), message),)
    source = SourceFile(shown, text)
    found = _forbidden(source)
    return (None if found else source), found


def forbidden(text: str) -> Iterator[tuple[int, str]]:
    """Every forbidden character in `text`: its offset and its name in words."""
    for match in FORBIDDEN.finditer(text):
        kind = "改变文字方向的字符" if match[0] >= "\u2000" else "控制字符"
        yield match.start(), f"{kind} U+{ord(match[0]):04X}"


def without_forbidden(text: str) -> str:
    """`text` without its forbidden characters."""
    return FORBIDDEN.sub("", text)


def _forbidden(source: SourceFile) -> tuple[Diagnostic, ...]:
    if FORBIDDEN.search(source.text) is None:
        return ()
    findings = Findings()
    for number, line in enumerate(source.lines, 1):
        for offset, name in forbidden(line):
            place = Span.at(source, number, offset + 1).place
            findings.add(CONTROL_CHARACTER, place, f"这里有不能使用的{name}。")
    return findings.diagnostics()


def _is_gbk(data: bytes) -> bool:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True
