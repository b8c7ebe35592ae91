"""Days that texts tell of what a table has a date of: 工程于 2022 年 11 月 12 日完工, where it was in 2023.

Knows how near a text and the name of an indicator are. Must not know rules. Only the same day of another year, or one
with the two digits of the day or month exchanged, is wrong for sure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sitegen import lazy_re as re
from sitegen.checks.scores.scoring import indicators
from sitegen.checks.targets import Deadline
from sitegen.checks.texts.text_dates import days
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.passage import Passage
from sitegen.model.reports.report import Report

_NO_WORDS = re.compile(r"时间|日期|时效|完成|及时|项目|工作|[\W\d_]+")
_MARKS = re.compile(r"[。；;！!\n]")
_AROUND = 30
"""Characters around a date that say what happened then."""
_DAY = re.compile(r"日|号")


@dataclass(frozen=True, slots=True)
class Dated:
    """The day that `passage` tells from `start` up to `end`, of what `fact` has a date of: `day`, if it `agrees`."""

    passage: Passage
    start: int
    end: int
    fact: Fact
    day: date
    agrees: bool


def misdated(report: Report) -> Iterator[Dated]:
    """Every day in the texts of what a table or a field has a date of."""
    known = list(_known(report))
    if not known:
        return
    all_days = {day for day, _, _ in known} | _planned(report)
    cells = {fact.address for _, fact, _ in known}
    for passage in report.passages:
        if passage.at in cells:
            continue
        for each in days(passage.text):
            if _DAY.search(passage.text, each.start, each.end) is None:
                continue
            around = _clause(passage.text, each.start, each.end)
            for day, fact, words in known:
                if any(word in around for word in words) and (day == each.day or _is_slip(each.day, day)):
                    agrees = each.day in all_days
                    yield Dated(passage, each.start, each.end, fact, day, agrees)
                    break


def _known(report: Report) -> Iterator[tuple[date, Fact, frozenset[str]]]:
    """The days on which indicators were met, with the words of their names, in pairs of characters."""
    for each in indicators(report):
        when = each.achieved.when if each.achieved is not None else None
        words = _pairs(each.row.label)
        if when is not None and when[0] == when[1] and words:
            yield when[0], each.actual, words


def _planned(report: Report) -> set[date]:
    goals = {goal.by for each in indicators(report) for goal in each.targets if isinstance(goal, Deadline)}
    return goals | {fact.value.day for fact in report.facts() if fact.value.day is not None}


def _pairs(label: str) -> frozenset[str]:
    plain = _NO_WORDS.sub(" ", label)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1) if " " not in plain[at : at + 2])


def _clause(text: str, start: int, end: int) -> str:
    """What stands around a date in its sentence."""
    before = _MARKS.split(text[max(0, start - _AROUND) : start])[-1]
    return before + _MARKS.split(text[end : end + _AROUND])[0]


def _is_slip(told: date, due: date) -> bool:
    """Whether `told` is `due` in the year before or after it, or with two digits exchanged."""
    if (told.month, told.day) == (due.month, due.day):
        return abs(told.year - due.year) == 1
    if told.year != due.year:
        return False
    same_month = told.month == due.month and f"{told.day:02}" == f"{due.day:02}"[::-1]
    return same_month or (told.day == due.day and f"{told.month:02}" == f"{due.month:02}"[::-1])
