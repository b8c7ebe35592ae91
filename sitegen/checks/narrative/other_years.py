"""A year that a text tells and that is not the report's, while the figures it tells of it are this year's own: 2021年，全年预算数 1626.30 万元 in
the report of 2022.

Knows figures by their values alone. Must not know names (`misdated`) or rules. Two figures of one sentence, of so many digits, are the same by no
chance; where the report, or the one before it, has them of another year as well, nothing is said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from sitegen.checks.arithmetic import amount_of
from sitegen.checks.narrative.columns import sorts
from sitegen.checks.narrative.namesakes import has_enough_digits
from sitegen.checks.narrative.outcomes import Words
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.prose.quantities import Quantity, quantities
from sitegen.prose.sentences import Sentence, sentences

_OPENS = re.compile(
    r"^(?:[一二三四五六七八九十\d]+[、.])?(?:截[至止])?(?P<year>(?:19|20)\d\d)年(?:度|底|末|全年)?(?!以?[来前]|[至到—~-])"
)
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d年|上年|去年|上一年|本年|今年")
_PLANS = re.compile(r"下达|批复|立项|申报|提前|结转|计划|制定|印发|编制")
"""What was done the year before for this one."""
_FEWEST = 2
_Figures = dict[tuple[str, Fraction], list[Fact]]
"""Figures by whether they are of another year ("" for no) and what they come to."""


@dataclass(frozen=True, slots=True)
class OtherYear:
    """`words` of `sentence` tell a year, of which it then tells `facts` of the report's own: `due`."""

    sentence: Sentence
    words: Words
    due: int
    facts: tuple[Fact, ...]


def other_years(report: Report) -> Iterator[OtherYear]:
    """Every sentence that begins with such a year, and tells no other."""
    own: _Figures | None = None
    for passage in report.passages:
        if not passage.narrative:
            continue
        for sentence in sentences(passage):
            told = _OPENS.match(sentence.text)
            if told is None or int(told["year"]) not in (report.year - 1, report.year + 1):
                continue
            if _ANY_YEAR.search(sentence.text, told.end()) or _PLANS.search(sentence.text):
                continue
            own = _figures(report) if own is None else own
            facts = _of_this_year(quantities(sentence.text), own)
            if len(facts) >= _FEWEST and _tells_its_own_year(report):
                words = Words(told.start("year"), told.end("year") + 1)
                yield OtherYear(sentence, words, report.year, facts)


def _tells_its_own_year(report: Report) -> bool:
    """Whether a text tells the report's year at all: else it is the report's that may be wrong."""
    return any(str(report.year) in each.text for each in report.passages if each.narrative)


def _figures(report: Report) -> _Figures:
    """The figures of the report by their amount."""
    found: _Figures = defaultdict(list)
    for data in report.tables.values():
        columns = sorts(data.table, report.year, report.form.title)
        for row in data.value_rows:
            for column in data.table.leaves:
                fact = data.cell(row.key, column.name) if column.spec.numeric else None
                amount = amount_of(fact) if fact is not None else None
                if (
                    fact is not None
                    and amount is not None
                    and fact.figure is not None
                    and has_enough_digits(fact.figure)
                ):
                    of_year = "" if columns[column.name].year in (None, 0) else "other"
                    found[of_year, amount.nominal].append(fact)
    return found


def _of_this_year(stated: tuple[Quantity, ...], own: _Figures) -> tuple[Fact, ...]:
    """The figures that amounts of money in the sentence are; none if one of them is not."""
    found: dict[str, Fact] = {}
    for quantity in stated:
        if quantity.kind != "money" or quantity.rough:
            continue
        key = quantity.amount.nominal
        facts = own.get(("", key), [])
        if not facts or own.get(("other", key)):
            return ()
        found[facts[0].address] = facts[0]
    return tuple(found.values())
