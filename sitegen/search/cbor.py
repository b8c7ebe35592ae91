"""CBOR (RFC 8949), as far as Pagefind uses it.

Knows the encoding of integers, texts, bytes and arrays of a known length. Must not know what any of
it means. Raises ValueError at anything else, so that a new format is noticed.
"""

from __future__ import annotations

from typing import Any

_UNSIGNED, _NEGATIVE, _BYTES, _TEXT, _ARRAY = range(5)
_LONGEST_DIRECT = 23
_WIDTHS = {24: 1, 25: 2, 26: 4, 27: 8}


def read_cbor(data: bytes) -> Any:
    """The one item that `data` holds."""
    value, end = _item(data, 0)
    if end != len(data):
        raise ValueError(f"{len(data) - end} bytes follow the item")
    return value


def write_cbor(value: Any) -> bytes:
    """`value` (integers, texts, bytes, lists of them) as CBOR."""
    match value:
        case bool():
            raise ValueError("true and false are not used")
        case int():
            return _start(_UNSIGNED, value) if value >= 0 else _start(_NEGATIVE, -1 - value)
        case bytes():
            return _start(_BYTES, len(value)) + value
        case str():
            data = value.encode()
            return _start(_TEXT, len(data)) + data
        case list():
            return _start(_ARRAY, len(value)) + b"".join(map(write_cbor, value))
        case _:
            raise ValueError(f"{type(value).__name__} is not used")


def _start(kind: int, number: int) -> bytes:
    if number <= _LONGEST_DIRECT:
        return bytes([kind << 5 | number])
    mark, width = next((mark, width) for mark, width in _WIDTHS.items() if number < 1 << 8 * width)
    return bytes([kind << 5 | mark]) + number.to_bytes(width, "big")


def _item(data: bytes, at: int) -> tuple[Any, int]:
    """The item at `at`, and where it ends. Nesting is Pagefind's own: five deep."""
    kind, number, at = _head(data, at)
    if kind == _UNSIGNED:
        return number, at
    if kind == _NEGATIVE:
        return -1 - number, at
    if kind in (_BYTES, _TEXT):
        end = at + number
        if end > len(data):
            raise ValueError("the data end too early")
        return (data[at:end].decode() if kind == _TEXT else data[at:end]), end
    if kind == _ARRAY:
        items = []
        for _ in range(number):
            item, at = _item(data, at)
            items.append(item)
        return items, at
    raise ValueError(f"an item of kind {kind} at byte {at}")


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """The kind of the item at `at`, its number (value or length), and where what follows begins."""
    if at >= len(data):
        raise ValueError("the data end too early")
    kind, number = data[at] >> 5, data[at] & 31
    at += 1
    if number <= _LONGEST_DIRECT:
        return kind, number, at
    width = _WIDTHS.get(number)
    if width is None or at + width > len(data):
        raise ValueError(f"a length that is not stated at byte {at}")
    return kind, int.from_bytes(data[at : at + width], "big"), at + width
