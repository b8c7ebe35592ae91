"""The standard library's `re`, but that a pattern is compiled when it is first asked for something.

A thousand patterns take longer to compile than a dozen reports to check, and a command needs a part of them. Knows
when a pattern is compiled. Must not know what it finds. Elsewhere: `from sitegen import lazy_re as re`.
"""

from __future__ import annotations

import re
from re import (
    ASCII,
    DOTALL,
    IGNORECASE,
    MULTILINE,
    Match,
    Pattern,
    RegexFlag,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import Any, AnyStr, cast

__all__ = [
    "ASCII",
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "Match",
    "Pattern",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]


class _Lazy:
    """Stands for a pattern. What was asked of it once is at hand the next time. What it finds knows the compiled pattern,
    not this one: `match.re is PATTERN` is never true.
    """

    def __init__(self, source: Any, flags: int | RegexFlag) -> None:
        self._arguments = source, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._arguments)
        for each in _WHAT_PATTERNS_DO:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return _Lazy, self._arguments


_WHAT_PATTERNS_DO = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split", "pattern")


def compile(pattern: AnyStr, flags: int | RegexFlag = 0) -> Pattern[AnyStr]:  # noqa: A001 — as in `re`
    """What does as the compiled `pattern` does."""
    return cast(Pattern[AnyStr], _Lazy(pattern, flags))
