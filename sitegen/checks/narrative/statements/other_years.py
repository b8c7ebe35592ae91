"""A year that a text tells and that is not the report's, while the figures it tells of it are this year's own: 2021年，全年预算数 1626.30 万元 in
the report of 2022.

Knows figures by their values alone. Must not know names (`misdated`) or rules. Two figures of one sentence, of so many digits, are the same by no
chance; where the report, or the one before it, has them of another year as well, nothing is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.narrative.naming.columns import sorts
from sitegen.checks.narrative.naming.namesakes import has_enough_digits
from sitegen.checks.narrative.naming.years_told import year_begun_with
from sitegen.checks.narrative.rows.results import Stated
from sitegen.checks.narrative.statements.rule_outcomes import Words
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.prose.text.quantities import Quantity, quantities
from sitegen.prose.text.sentences import Sentence, sentences

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


def other_years(report: Report, rows: Iterable[Stated]) -> Iterator[OtherYear]:
    """Every sentence that begins with such a year, and tells no other; `rows` are the figures that texts tell by the name
    of their row.
    """
    own: _Figures | None = None
    results: dict[tuple[str, int], dict[str, Fact]] = defaultdict(dict)
    for each in rows:
        if each.misdated and each.agrees:
            fact = each.told[0].fact
            results[_key(each.sentence)][fact.address] = fact
    for passage in report.passages:
        if not passage.narrative:
            continue
        for sentence in sentences(passage):
            told = year_begun_with(sentence.text, report.year)
            if told is None:
                continue
            own = _figures(report) if own is None else own
            facts = _of_this_year(quantities(sentence.text), own) or tuple(results[_key(sentence)].values())
            if len(facts) >= _FEWEST and _tells_its_own_year(report):
                words = Words(told.start("year"), told.end("year") + 1)
                yield OtherYear(sentence, words, report.year, facts)


def _key(sentence: Sentence) -> tuple[str, int]:
    return sentence.passage.key, sentence.offsets[0]


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
