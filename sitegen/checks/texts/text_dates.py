"""Dates and years as a text states them, and what about them cannot be right.

Knows the calendar, and words by which a text says whether something is past or planned. Must not know reports or
rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sitegen import lazy_re as re

_EVEN = str.maketrans("０１２３４５６７８９—–－～", "0123456789----")
_DATE = re.compile(
    r"(?<![\d.])(?P<year>\d{4,5})\s*年\s*(?P<month>\d{1,2})\s*月(?:份|\s*(?P<day>\d{1,2})\s*[日号]|(?P<end>底|末))?(?!\d)",
    re.ASCII,
)
_HAS_DATE = re.compile(r"[\d０-９][ 　]*[年月]")
"""Cheap, and most texts have none."""
_MONTH_AND_DAY = re.compile(r"(?<![\d年.])(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号](?!\d)", re.ASCII)
_FISCAL_YEAR = re.compile(r"(?<![\d.])(?P<year>\d{4,5})\s*年度", re.ASCII)
_SPAN = re.compile(
    r"(?<![\d.])(?P<first>(?:19|20)\d\d)\s*年?度?\s*(?:-|~|至|到)\s*(?P<last>(?:19|20)\d\d)\s*年", re.ASCII
)
_DAY = (
    r"(?P<year{0}>(?:19|20)\d\d)\s*年\s*(?P<month{0}>\d{{1,2}})\s*月(?:份|\s*(?P<day{0}>\d{{1,2}})\s*[日号])?"
)
_DAYS = re.compile(
    rf"(?<![\d.]){_DAY.format(1)}\s*(?:起|开始)?[,，]?\s*(?:-+|~|至|到)\s*{_DAY.format(2)}", re.ASCII
)
"""*2024 年 1 月至 2023 年 12 月*."""
_WORKS = re.compile(
    rf"(?<![\d.]){_DAY.format(1)}(?P<started>开工|动工|开工建设|进场施工|启动)(?P<between>[^。；;]{{0,24}}?){_DAY.format(2)}(?P<ended>[^。；;，,、\d]{{0,6}}?(?:完工|竣工|建成|验收|交付|完成))",
    re.ASCII,
)
"""*2022 年 4 月 20 日开工，2022 年 3 月 15 日完工*."""
_ENDS = re.compile(r"[。！？!?；;\n]")
_PLANNED = re.compile(
    r"将|计划|预计|拟|力争|目标|争取|确保|到期|有效|截止(?:日期|时间)|期限|之?前(?:完成|建成|实现|达到)|规划|至今后|合同|服务期|实施期|建设期|工期|届满"
)
_PAST = re.compile(r"已|累计|完成了|实现了|共(?!同)|截[至止]|召开了|开展了|举办了|发放了|收到")
_SPANNING = re.compile(r"[日号月份底末年]\s*(?:起|开始)?[,，]?\s*(?:-+|~|至|到)\s*$")
"""Before the second date of a span, which may be yet to come when its first is past."""
FIRST, LAST = 1000, 2100
"""Years between which a month or a 年度 may lie."""


class Fault(NamedTuple):
    """What is wrong with the date from `start` up to `end`, in Chinese."""

    start: int
    end: int
    message: str


class Day(NamedTuple):
    """A date that a text states: the last day that it can mean, and whether it is told as past."""

    start: int
    end: int
    day: date
    past: bool


def has_date(text: str) -> bool:
    """Whether `text` may state a date or year."""
    return _HAS_DATE.search(text) is not None


def faults(text: str) -> Iterator[Fault]:
    """Dates that no calendar has, years that no report is about, spans that end before they begin."""
    if not has_date(text):
        return
    even = text.translate(_EVEN)
    for match in _DATE.finditer(even):
        year, month = int(match["year"]), int(match["month"])
        if not FIRST <= year <= LAST:
            yield Fault(*match.span(), f"{match['year']}年不像真实的年份")
        elif not _exists(year, month, int(match["day"] or 1)):
            yield Fault(*match.span(), f"没有“{match[0]}”这一天" if match["day"] else f"没有 {month} 月")
    for match in _MONTH_AND_DAY.finditer(even):
        if not _exists(2020, int(match["month"]), int(match["day"])):
            yield Fault(*match.span(), f"没有“{match[0]}”这一天")
    for match in _FISCAL_YEAR.finditer(even):
        if not FIRST <= int(match["year"]) <= LAST:
            yield Fault(*match.span(), f"{match['year']}年度不像真实的年度")
    for match in _SPAN.finditer(even):
        if int(match["first"]) > int(match["last"]):
            yield Fault(*match.span(), "起止的年份前后颠倒")
    for match in _DAYS.finditer(even):
        begin, end = _month_or_day(match, "1"), _month_or_day(match, "2")
        if begin[: len(end)] > end[: len(begin)]:
            yield Fault(*match.span(), "起止的日期前后颠倒")
    for match in _WORKS.finditer(even) if "工" in even else ():
        begin, end = _month_or_day(match, "1"), _month_or_day(match, "2")
        one = not re.search("[期段批个项]|另|其[他中]", match["between"])
        if one and begin[: len(end)] > end[: len(begin)]:
            said = f"{match['ended']}早于{match['started']}"
            yield Fault(match.start("year2"), match.end(), f"这里的日期前后颠倒，{said}")


def _month_or_day(span: re.Match[str], which: str) -> tuple[int, ...]:
    """Year, month and, where it is told, day of an end of a span."""
    told = (span[f"{part}{which}"] for part in ("year", "month", "day"))
    return tuple(int(each) for each in told if each is not None)


def days(text: str) -> Iterator[Day]:
    """Every date with year and month in `text` that exists."""
    if not has_date(text):
        return
    even = text.translate(_EVEN)
    begin, end, said = 0, -1, False
    for match in _DATE.finditer(even):
        if match.start() > end:  # the first date of its sentence
            begin = max((each.end() for each in _ENDS.finditer(even, begin, match.start())), default=begin)
            found = _ENDS.search(even, match.start())
            end = found.start() if found is not None else len(even)
            said = _is_past(even[begin:end])
        year, month, day = int(match["year"]), int(match["month"]), int(match["day"] or 1)
        if not (FIRST <= year < LAST and _exists(year, month, day)):
            continue
        last = date(year, month, day)
        if not match["day"]:
            last = (last.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        is_end = _SPANNING.search(even, max(0, match.start() - 8), match.start()) is not None
        yield Day(*match.span(), last, said and not is_end)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Every span of years in `text`, in order."""
    for match in _SPAN.finditer(text.translate(_EVEN) + "年"):
        if int(match["first"]) <= int(match["last"]):
            yield int(match["first"]), int(match["last"])


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _is_past(sentence: str) -> bool:
    """Whether a sentence tells what has happened."""
    return bool(_PAST.search(sentence)) and not _PLANNED.search(sentence)
