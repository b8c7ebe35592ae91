"""What texts say that there is of a table's amount for each: 国内公务接待 214 人次，人均接待费 109.35 元.

Knows the words for it, and which numbers of the sentence can be of what is meant. Must not know rules. An amount may be
of more than the row tells, so only a slip for what follows is wrong for sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from sitegen.checks.arithmetic import amount_of
from sitegen.checks.narrative.columns import Kind, sorts
from sitegen.checks.narrative.slips import is_slip
from sitegen.figures import unit_factor, unit_kind
from sitegen.intervals import Interval
from sitegen.model.form import ValueType
from sitegen.model.report import Fact, Report
from sitegen.prose.quantities import Quantity, quantities
from sitegen.prose.sentences import Sentence, sentences

_MEAN = re.compile(
    r"(?:(?P<of>[人户车次批生亩校])均|平均每(?P<each>[人户车次批生亩校辆]))(?:次|的)?"
    r"(?P<what>[^\d,;:。()]{2,12}?)(?:支出|开支|金额|费用|标准|成本)?(?:为|是|达到?|:)*$"
)
_COUNTED = {
    "人": ("人", "人次"), "户": ("户",), "车": ("辆",), "辆": ("辆",), "次": ("人次", "批次", "次"), "批": ("批次", "批"),
    "生": ("人",), "亩": ("亩",), "校": ("个", "家"),
}  # fmt: skip
"""Units of what there is a mean of."""
_TOLD = re.compile(r"均")
_LONGEST = 24
"""Characters before an amount that can make a mean of it."""
_MOST_NUMBERS = 2
"""Of those in the sentence, the nearest that it can be of."""


@dataclass(frozen=True, slots=True)
class Mean:
    """In `sentence`, `quantity` is said to be the part of `fact` for each of `number`; it is `due`, and `agrees` or not."""

    sentence: Sentence
    quantity: Quantity
    number: Quantity
    fact: Fact
    due: Interval
    agrees: bool


def means(report: Report) -> Iterator[Mean]:
    """Every mean that the texts tell behind the number of people or things that it is of."""
    figures = _Figures(report)
    for passage in report.passages:
        if _TOLD.search(passage.text) is None:
            continue
        for sentence in sentences(passage):
            found = quantities(sentence.text)
            for at, quantity in enumerate(found):
                told = _told(sentence.text, quantity)
                if told is not None:
                    units = _COUNTED[told["of"] or told["each"]]
                    numbers = [
                        each for each in found[:at] if each.unit in units and each.value and not each.rough
                    ]
                    if numbers:
                        yield from _mean(figures, sentence, quantity, told["what"], numbers[-_MOST_NUMBERS:])


def _told(text: str, quantity: Quantity) -> re.Match[str] | None:
    """The words right before an amount that make a mean of it."""
    if quantity.kind != "money" or quantity.rough:
        return None
    return _MEAN.search(text, max(0, quantity.start - _LONGEST), quantity.start)


def _mean(
    figures: _Figures, sentence: Sentence, quantity: Quantity, what: str, numbers: list[Quantity]
) -> Iterator[Mean]:
    """The mean of the amount that is called `what`: by any of `numbers` it may be right, by the last it may be wrong."""
    stated = Interval.of(quantity.value, quantity.decimals).scaled(unit_factor(quantity.unit))
    found = [
        Mean(sentence, quantity, number, fact, due, due.agrees(stated) or figures.explain(amount, stated))
        for number in reversed(numbers)
        for fact, amount in figures.called(what)
        for due in (amount.scaled(1 / Fraction(number.value)),)
    ]
    agreeing = [each for each in found if each.agrees]
    slips = [each for each in found if each.number is numbers[-1] and is_slip(quantity, each.due.nominal)]
    yield from (agreeing or slips)[:1]


class _Figures:
    """The amounts and numbers of a report's tables."""

    def __init__(self, report: Report) -> None:
        self._report = report

    @cached_property
    def _amounts(self) -> list[tuple[str, Fact, Interval]]:
        """What was spent or was to be, this year, each with the label of its row."""
        return list(_amounts(self._report))

    @cached_property
    def _numbers(self) -> list[Fraction]:
        facts = (fact for fact in self._report.facts() if fact.spec.type is ValueType.COUNT)
        return sorted({Fraction(fact.figure) for fact in facts if fact.figure})

    def called(self, what: str) -> list[tuple[Fact, Interval]]:
        """The amounts of the rows that are called so."""
        return [(fact, amount) for label, fact, amount in self._amounts if what in label]

    def explain(self, amount: Interval, stated: Interval) -> bool:
        """Whether a mean is right by a number of the tables: then that of the text is wrong."""
        return any(amount.scaled(1 / each).agrees(stated) for each in self._numbers)


def _amounts(report: Report) -> Iterator[tuple[str, Fact, Interval]]:
    for data in report.tables.values():
        columns = sorts(data.table, report.year, report.form.title)
        names = [
            name for name, each in columns.items() if each.kind is not Kind.OTHER and each.year in (None, 0)
        ]
        for row in data.value_rows:
            for name in names:
                fact = data.cell(row.key, name)
                amount = amount_of(fact) if fact is not None and unit_kind(fact.unit) == "money" else None
                if fact is not None and amount is not None and amount.nominal:
                    yield row.label, fact, amount
