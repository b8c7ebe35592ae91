"""Which encoding bytes are in that nobody has named, and what is readable in bytes that are no text.

Knows encodings. Must not know any kind of file.
"""

from __future__ import annotations

from contextlib import suppress

from sitegen import lazy_re as re
from sitegen.reading.attached.texts import Unreadable

_SAMPLE = 1 << 16
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_MANY = 0.9
_EIGHT_BITS = ("utf-8-sig", "gb18030")
_BROKEN = "\ufffd"
_SHIFTED = re.compile(r"\+[A-Za-z0-9+/]{12,}-?|\+A[A-Za-z0-9+/]{2,}-")
"""What is no ASCII in UTF-7, and what somebody makes look as if it were not."""
_WORDS = re.compile(rb"(?:[\t\x20-\x7e]|[\xc2-\xf4][\x80-\xbf]{1,3}){6,}")
_WIDE_WORDS = re.compile(rb"(?:[\t\x20-\x7e]\0){6,}|(?:\0[\t\x20-\x7e]){6,}")


def decoded(data: bytes) -> str:
    """The text that `data` encodes; what is broken in it becomes a character that nobody sees."""
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if marked:
        return data.decode(marked, errors="replace")
    text = _whole(data)
    if text is None:
        broken = (data.decode(encoding, errors="replace") for encoding in _EIGHT_BITS)
        text = min(broken, key=lambda each: each.count(_BROKEN))
    return _SHIFTED.sub(_shifted, text.replace("\0", ""))


def expect_whole(data: bytes) -> None:
    """Raise Unreadable where something in `data` is no text."""
    if not data.startswith(tuple(mark for mark, _ in _MARKS)) and _whole(data) is None:
        raise Unreadable("不是 UTF-8、UTF-16、UTF-32 或 GBK 编码的文字，或者有坏的字节")


def _whole(data: bytes) -> str | None:
    """The text that `data` encodes without any mark of how, None if nothing fits all of it."""
    data = _without_filling(data)
    for encoding in _wide(data) if b"\0" in data else _EIGHT_BITS:
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    return None


def _shifted(match: re.Match[str]) -> str:
    """What it stands for, where that can be read."""
    try:
        meant = match[0].encode().decode("utf-7")
    except UnicodeDecodeError:
        return match[0]
    return meant if meant.isprintable() else match[0]


def readable(data: bytes) -> str:
    """The words in `data`, which may be text or anything else: whole where it is text, else what looks like words."""
    try:
        return data.decode("utf-8").replace("\0", "")
    except UnicodeDecodeError:
        words = [each[0].decode("utf-8", errors="replace") for each in _WORDS.finditer(data)]
        words += [each[0].replace(b"\0", b"").decode("ascii") for each in _WIDE_WORDS.finditer(data)]
        return "\n|\n".join(words)


def _without_filling(data: bytes) -> bytes:
    """`data` without NULs that fill it up, where no other is in it."""
    stripped = data.strip(b"\0")
    return data if b"\0" in stripped else stripped


def _wide(data: bytes) -> tuple[str, ...]:
    """What data with NULs in it may be, the likeliest first. Where the NULs stand tells how wide a character is, and
    in which order its bytes are: they are the high ones of ASCII, of which every text has some.
    """
    sample = data[: min(len(data), _SAMPLE) // 4 * 4]
    fourths = [sample[at::4].count(0) for at in range(4)]
    most = _MANY * len(sample) / 4
    if sample and min(fourths[2:]) >= most and fourths[0] < most:
        return ("utf-32-le",)
    if sample and min(fourths[:2]) >= most and fourths[3] < most:
        return ("utf-32-be",)
    even, odd = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    either = ("utf-16-le", "utf-16-be") if odd >= even else ("utf-16-be", "utf-16-le")
    return (*either, *_EIGHT_BITS)
