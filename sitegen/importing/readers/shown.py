"""A number as its sheet shows it, and what it hides.

Knows codes of number formats (ECMA-376, part 1, 18.8.30). Must not know sheets. What is shown is what was printed and
published; where that is not the number that is stored, it is said.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from sitegen import lazy_re as re

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy-mm-dd", 15: "yyyy-mm-dd",
    16: "mm-dd", 17: "yyyy-mm", 22: "yyyy-mm-dd", 27: "yyyy-mm", 28: "mm-dd", 31: "yyyy-mm-dd", 37: "#,##0",
    38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
    57: "yyyy-mm", 58: "mm-dd",
}  # fmt: skip
"""Formats that every workbook has, by number."""

_SIGNIFICANT = 15
"""Figures that a sheet keeps of a number."""
_ASIDE = re.compile(r"\[[^\]]*\]|_.|\*.")
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_DATE = re.compile(r"[ymd]", re.IGNORECASE)
_DECIMALS = re.compile(r"[0#?]\.([0#?]+)")
_SCALED = re.compile(r"[0#?][^0#?.]*\\?[!\\]\.|[0#?],+(?![0#?,])|/|[eE][+-]")
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001 — days have no zone
_LATEST = 2_958_465
"""The last day that a sheet knows."""


def shown(written: str, code: str, *, from_1904: bool = False) -> tuple[str, str]:
    """The number `written` as a sheet shows it in the format `code`, and what is odd about that ("" for nothing)."""
    try:
        stored = Decimal(written)
    except InvalidOperation:
        return written, ""
    if not stored.is_finite() or abs(stored.adjusted()) > 30:
        return written, ""
    exact = _exact(stored)
    section = _ASIDE.sub("", code.split(";", maxsplit=1)[0])
    literal = _QUOTED.sub("", section)
    if code.lower() in ("", "general", "@", "g/通用格式") or not re.search(
        r"[0#?ymd]", literal, re.IGNORECASE
    ):
        return _plain(exact), ""
    if _DATE.search(literal) and not re.search(r"[0#?]", literal):
        return _day(exact, literal, from_1904=from_1904)
    if _SCALED.search(section):
        return _plain(exact), f"显示的格式（{code[:30]}）改变了数的大小，放入的是格里存的 {_plain(exact)}"
    return _in_format(exact, section)


def _in_format(exact: Decimal, section: str) -> tuple[str, str]:
    literal = _QUOTED.sub("", section)
    percent = "%" in literal
    value = exact.scaleb(2) if percent else exact
    found = _DECIMALS.search(literal)
    places = len(found[1]) if found else 0
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:f}"
    least = len(found[1].rstrip("#?")) if found else 0
    while "." in text and text.endswith("0") and len(text.split(".")[1]) > least:
        text = text[:-1].rstrip(".")
    text = text.rstrip(".")
    said = "%" if percent else ""
    note = "" if rounded == value else f"格里存的是 {_plain(value)}{said}，显示和放入的是 {text}{said}"
    before, after = _around(section)
    return f"{before}{text}{said}{after}", note


def _around(section: str) -> tuple[str, str]:
    """The words before and behind the figures, such as 人."""
    first = re.search(r"[0#?]", _QUOTED.sub(lambda found: " " * len(found[0]), section))
    at = first.start() if first else len(section)
    pieces = [(found.start() < at, found[1] or "") for found in _QUOTED.finditer(section)]
    words = ["".join(text for early, text in pieces if early is which).strip() for which in (True, False)]
    return words[0], words[1]


def _day(exact: Decimal, code: str, *, from_1904: bool) -> tuple[str, str]:
    if not 0 < exact < _LATEST:
        return _plain(exact), ""
    day = _EPOCHS[from_1904] + timedelta(days=int(exact))
    has = {letter: letter in code.lower() for letter in "yd"}
    if not has["y"]:
        return f"{day.month}月{day.day}日" if has["d"] else f"{day.month}月", ""
    return f"{day:%Y-%m-%d}" if has["d"] else f"{day.year}年{day.month}月", ""


def _exact(stored: Decimal) -> Decimal:
    """The number without the noise behind the figures that a sheet keeps."""
    if stored == 0:
        return Decimal(0)
    return stored.quantize(Decimal(1).scaleb(stored.adjusted() - _SIGNIFICANT + 1), ROUND_HALF_UP)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text
