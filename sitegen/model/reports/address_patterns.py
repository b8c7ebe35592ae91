"""Patterns over fact addresses, as 数据说明 and 资料缺失 use them.

Knows one wildcard, `*`. Brackets are ordinary characters: they are part of an address.
"""

from __future__ import annotations

from functools import lru_cache

from sitegen import lazy_re as re

_PARTS = re.compile(r"[./\[\]]")


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in pattern.split("*")))


def matches(pattern: str, address: str) -> bool:
    """Whether `pattern` names `address`; `*` stands for any characters, also none."""
    return pattern == address or ("*" in pattern and _compiled(pattern).fullmatch(address) is not None)


def is_blanket(pattern: str) -> bool:
    """Whether `pattern` leaves everything open, and so says nothing about a place: no part of it is written out, not
    even how it begins.
    """
    parts = (part.strip() for part in _PARTS.split(pattern))
    return all(not part or part.startswith("*") for part in parts)
