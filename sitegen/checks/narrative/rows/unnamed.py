"""Amounts of texts that are a table's but for a slip, though no name ties them to it.

Knows how near words are to the names of a row and a column. Must not know what other figures are tied to. An amount of
fewer digits, or that is any figure of the report, is left alone: only what can be nothing else is told.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

from sitegen import lazy_re as re
from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.narrative.grammar import phrases
from sitegen.checks.narrative.naming.columns import Kind, sorts
from sitegen.checks.narrative.naming.number_slips import is_slip
from sitegen.model.forms.table import FixedRows
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.numbers.figures import unit_factor, unit_kind
from sitegen.numbers.intervals import Interval
from sitegen.prose.text.quantities import Quantity, quantities
from sitegen.prose.text.sentences import Sentence, sentences

_MOST_DIGITS, _MANY_DIGITS, _FEWEST_DIGITS = 6, 5, 4
"""Digits that no other amount has by chance, where nothing but the unit is wrong; where the name is near too; and where
nothing but the unit is wrong and the sentence has the name of the row or the column.
"""
_POWERS = tuple(Fraction(10) ** power for power in (4, -4, 8, -8))
_LEVEL = re.compile(r"(?:共计|合计|总计|共|为|是|达到?|实现|完成|支出|发生|有|:)*$")
_LONGEST = 24
"""Characters before an amount that may say what it is."""
_CLAUSE = re.compile(r"[^,;:。()\d]*$")
_NO_WORD = re.compile(r"[\W\d_A-Za-z]+")
_SIDES = ("收入", "支出", "预算", "决算", "年初", "年末", "期初", "期末", "上年", "本年")
"""Words of which a name and what is near to it have the same, or none."""
_SHORTEST_ROW = 4
_NEAREST = 3
_NEAR = Fraction(3, 4)
"""Characters that a near name has in order, and what part of the name they are."""


@dataclass(frozen=True, slots=True)
class Unnamed:
    """In `sentence` what is called `name` is said to be `quantity`, a slip for the figure of `fact`."""

    sentence: Sentence
    name: str
    quantity: Quantity
    fact: Fact


def unnamed_slips(report: Report, told: set[tuple[str, int]]) -> Iterator[Unnamed]:
    """Every such amount of the texts of `report` that is not `told` to be a figure, by passage and offset."""
    cells = _Cells(report)
    goals = {goal for goal, _ in report.form.disclosure.goals}
    for passage in report.passages:
        for sentence in sentences(passage) if passage.at not in goals else ():
            plan = phrases.PLAN.search(sentence.text)
            for quantity in quantities(sentence.text):
                if quantity.rough or quantity.kind != "money":
                    continue
                if (passage.key, sentence.offsets[quantity.start]) in told:
                    continue
                start = _name_of(sentence.text, quantity.start)
                name = sentence.text[start : quantity.start]
                planned = plan is not None and plan.start() < quantity.start
                target = planned or phrases.TARGET.search(name) is not None
                fact = None if target else cells.meant(name, quantity, sentence.text)
                if fact is not None:
                    yield Unnamed(sentence, sentence.written(start, quantity.start), quantity, fact)


def _name_of(text: str, end: int) -> int:
    """Where the words begin that the clause has before the amount that begins at `end`."""
    clause = _CLAUSE.search(text, max(0, end - _LONGEST), end)
    return clause.start() if clause is not None else end


class _Cells:
    """The amounts of a report's tables and fields, sought by value."""

    def __init__(self, report: Report) -> None:
        self._report = report

    @cached_property
    def _figures(self) -> tuple[int, list[int], list[Fact]]:
        """The amounts in order, as whole numbers over one denominator, each with its fact."""
        found = [
            (amount.nominal, fact)
            for fact in self._report.facts()
            if unit_kind(fact.unit) == "money" and (amount := amount_of(fact)) is not None and amount.nominal
        ]
        found.sort(key=lambda each: each[0])
        over = lcm(*(value.denominator for value, _ in found))
        return over, [int(value * over) for value, _ in found], [fact for _, fact in found]

    @cached_property
    def _rows(self) -> dict[str, list[tuple[str, list[Fact]]]]:
        """The rows, each with its amounts, by the two characters with which their names begin."""
        found: dict[str, list[tuple[str, list[Fact]]]] = defaultdict(list)
        for name, facts in dict(_rows(self._report)).items():
            plain = _NO_WORD.sub("", name)
            found[plain[:2]].append((plain, facts))
        return found

    def meant(self, words: str, quantity: Quantity, text: str) -> Fact | None:
        """The only figure for which `quantity` of the sentence `text` can be a slip, called `words`; None where it is one
        as it stands.
        """
        digits = len(str(quantity.value).replace(".", "").strip("0"))
        stated = Interval.of(quantity.value, quantity.decimals).scaled(unit_factor(quantity.unit))
        if digits < _FEWEST_DIGITS or not words or self._within(stated):
            return None
        for power in _POWERS:
            for each in self._within(stated.scaled(power)):
                known = digits >= _MOST_DIGITS and _shares(words, each.address)
                named = _names_row(text[: quantity.start], each.address) or _names_column(words, each.address)
                if known or named:
                    return each
        if digits < _MANY_DIGITS:
            return None
        called = _LEVEL.sub("", words)
        near = [facts for name, facts in self._rows.get(called[:2], ()) if _is_near(called, name)]
        facts = [fact for each in near for fact in each]
        slips = [fact for fact in facts if (own := amount_of(fact)) and is_slip(quantity, own.nominal)]
        return slips[0] if len(near) == 1 and slips else None

    def _within(self, interval: Interval) -> list[Fact]:
        """The figures that may be what `interval` is."""
        over, values, facts = self._figures
        low, high = interval.whole_numbers(over)
        return facts[bisect_left(values, low) : bisect_right(values, high)]


def _rows(report: Report) -> Iterator[tuple[str, list[Fact]]]:
    """The amounts of this year of each row that the form prints, by its name."""
    for data in report.tables.values():
        if not isinstance(data.table.rows, FixedRows):
            continue
        columns = sorts(data.table, report.year, report.form.title)
        names = [name for name, each in columns.items() if each.year != -1 and each.kind is not Kind.OTHER]
        for row in data.value_rows:
            facts = [fact for name in names if (fact := data.cell(row.key, name)) is not None]
            money = [fact for fact in facts if fact.figure is not None and unit_kind(fact.unit) == "money"]
            if money:
                yield row.key, money


def _shares(words: str, address: str) -> bool:
    """Whether both have two characters of a word in common."""
    name = _NO_WORD.sub(" ", address.partition(".")[2] or address)
    return any(words[at : at + 2] in name for at in range(len(words) - 1))


def _names_row(text: str, address: str) -> bool:
    """Whether a text has the name of the row of a cell."""
    name = _NO_WORD.sub("", address.partition("[")[2])
    return len(name) >= _SHORTEST_ROW and name in text


def _names_column(words: str, address: str) -> bool:
    """Whether the words before an amount end in the name of the column of a cell."""
    name = _NO_WORD.sub("", address.partition(".")[2].partition("[")[0])
    return len(name) >= _SHORTEST_ROW and _LEVEL.sub("", words).endswith(name)


def _is_near(words: str, name: str) -> bool:
    """Whether `words` may be meant for `name`, which begins like them: they have most of it in order."""
    if len(name) <= _NEAREST or words == name:
        return False
    if any((side in words) is not (side in name) for side in _SIDES):
        return False
    common = _in_order(words, name)
    return common >= _NEAREST and common >= _NEAR * len(name)


def _in_order(one: str, other: str) -> int:
    """How many characters both have in the same order."""
    row = [0] * (len(other) + 1)
    for character in one:
        before = 0
        for at, each in enumerate(other, 1):
            before, row[at] = row[at], before + 1 if character == each else max(row[at], row[at - 1])
    return row[-1]
