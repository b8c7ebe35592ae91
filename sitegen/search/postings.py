"""Numbers of pages as bytes: runs, each after the gap before it.

Knows ascending numbers. A gap is one number of variable length, doubled; odd if a run of more than one number follows,
whose length less two is the next. The same numbers always give the same bytes. Must not know what is numbered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def packed(numbers: Iterable[int]) -> bytes:
    """Return ascending `numbers` as bytes."""
    out = bytearray()
    end = 0
    for first, length in _runs(numbers):
        append_number(out, (first - end) * 2 + (length > 1))
        if length > 1:
            append_number(out, length - 2)
        end = first + length
    return bytes(out)


def unpacked(data: bytes) -> list[int]:
    """Return the numbers that `packed` was given. Raises ValueError when bytes are missing."""
    found: list[int] = []
    at = end = 0
    while at < len(data):
        gap, at = read_number(data, at)
        length = 1
        if gap & 1:
            length, at = read_number(data, at)
            length += 2
        first = end + (gap >> 1)
        end = first + length
        found.extend(range(first, end))
    return found


def append_number(out: bytearray, number: int) -> None:
    """Append `number`, seven bits a byte, the lowest first; a byte above 127 is not the last."""
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)


def read_number(data: bytes, at: int) -> tuple[int, int]:
    """Return the number that stands at `at`, and where the next begins. Raises ValueError."""
    number = shift = 0
    try:
        while True:
            byte = data[at]
            at += 1
            number |= (byte & 127) << shift
            if byte < 128:
                return number, at
            shift += 7
    except IndexError:
        raise ValueError("the file of the index ends too early") from None


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield first number and length of each run."""
    first = length = -1
    for number in numbers:
        if number == first + length and length > 0:
            length += 1
            continue
        if length > 0:
            yield first, length
        first, length = number, 1
    if length > 0:
        yield first, length
