"""CBOR (RFC 8949), by cbor2, with ValueError for whatever is not as Pagefind writes it.

Must not know what any of it means.
"""

from __future__ import annotations

from typing import Any

from cbor2 import CBORError, dumps, loads

_PAIR, _END = b"\x82", "end"


def read_cbor(data: bytes) -> Any:
    """The one item that `data` holds. Raises ValueError, also when anything follows it."""
    try:
        # cbor2 says nothing of what follows an item; of a pair, it sees whether the second is ours.
        value, end = loads(_PAIR + data + dumps(_END))
    except CBORError as error:
        raise ValueError(f"not CBOR: {error}") from error
    if end != _END:
        raise ValueError("something follows the item")
    return value


def write_cbor(value: Any) -> bytes:
    """`value` (integers, texts, bytes, lists of them) as CBOR."""
    return dumps(value)
