"""What texts say that there is of a table's amount for each: 国内公务接待 214 人次，人均接待费 109.35 元.

Knows the words for it, and which numbers of the sentence can be of what is meant. Must not know rules. An amount may be
of more than the row tells, so only a slip for what follows is wrong for sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from sitegen import lazy_re as re
from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.narrative.naming.columns import Kind, sorts
from sitegen.checks.narrative.naming.number_slips import is_slip
from sitegen.model.forms.spec import ValueType
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.numbers.figures import unit_factor, unit_kind
from sitegen.numbers.intervals import Interval
from sitegen.prose.text.document import Document
from sitegen.prose.text.quantities import Quantity
from sitegen.prose.text.sentences import Sentence
from sitegen.prose.text.terms import BEFORE, Role, Term

_MEAN = re.compile(
    r"(?:(?P<of>[人户车次批生亩校])均|平均每(?P<each>[人户车次批生亩校辆台名间座所处套件家条项只头栋眼]|公里)|每(?P<one>[户人辆])平均)(?:次|的)?"
    r"(?P<what>[^\d,;:。()]{0,12}?)(?:支出|开支|金额|费用|标准|成本)?(?:为|是|达到?|:)*$"
)
_COUNTED = {
    "人": ("人", "人次"), "名": ("人",), "台": ("台",), "户": ("户",), "车": ("辆",), "辆": ("辆",), "次": ("人次", "批次", "次"), "批": ("批次", "批"),
    "生": ("人",), "亩": ("亩",), "校": ("个", "家"),
}  # fmt: skip
"""Units of what there is a mean of."""
_ANY_AMOUNT = re.compile(r"总?投[入资]|造价|建设|成本|花费|改造|补[助贴]|奖补|")
"""What is said of a mean that names no amount of the tables."""
_TOLD = re.compile(r"均")
_LONGEST = 24
"""Characters before an amount that can make a mean of it."""
_MOST_NUMBERS = 2
"""Of those in the sentence, the nearest that it can be of."""
_MOST_AMOUNTS = 3
"""Of those in the paragraph, the nearest that it can be of where its words do not say."""
_SHORTEST = 2
_READ_BEFORE = 40
"""Terms before a mean among which is what it is of."""
_FEWEST = 3
_POWERS = (
    Fraction(1, 100),
    Fraction(1, 10),
    Fraction(10),
    Fraction(100),
    Fraction(1, 10**4),
    Fraction(10**4),
)
"""By how much a misplaced point, or a wrong unit, is off."""


@dataclass(frozen=True, slots=True)
class Mean:
    """In `sentence`, `quantity` is said to be the part of `whole`, a fact or an amount of the text, for each of `number`;
    it is `due`, and `agrees` or not.
    """

    sentence: Sentence
    quantity: Quantity
    number: Quantity
    whole: Fact | Term
    due: Interval
    agrees: bool


def means(report: Report, texts: Iterable[Document]) -> Iterator[Mean]:
    """Every mean that the texts tell behind the number of people or things that it is of."""
    figures = _Figures(report)
    for text in texts:
        for paragraph in text.paragraphs:
            if _TOLD.search(paragraph.passage.text) is not None:
                yield from _in_paragraph(figures, tuple(paragraph.terms))


def _in_paragraph(figures: _Figures, terms: Sequence[Term]) -> Iterator[Mean]:
    for at, term in enumerate(terms):
        told = _told(term.sentence.text, term.quantity)
        if told is None:
            continue
        each_one = told["of"] or told["each"] or told["one"]
        units = _COUNTED.get(each_one, (each_one,))
        before = terms[max(0, at - _READ_BEFORE) : at]
        numbers = [
            each for each in before if each.quantity.unit in units and _is_counted(each, term.sentence)
        ]
        if numbers:
            yield from _mean(figures, term, told["what"], numbers[-_MOST_NUMBERS:], before)


def _told(text: str, quantity: Quantity) -> re.Match[str] | None:
    """The words right before an amount that make a mean of it."""
    if quantity.kind != "money" or quantity.rough:
        return None
    return _MEAN.search(text, max(0, quantity.start - _LONGEST), quantity.start)


def _is_counted(term: Term, sentence: Sentence) -> bool:
    """Whether there can be a mean of a number that is told before it in its sentence."""
    return term.sentence is sentence and bool(term.quantity.value) and not term.quantity.rough


def _mean(
    figures: _Figures, mean: Term, what: str, numbers: list[Term], before: Sequence[Term]
) -> Iterator[Mean]:
    """The mean of the amount that is called `what`, else of one that the paragraph tells `before`: by any of `numbers`
    it may be right, by the last it may be wrong.
    """
    quantity = mean.quantity
    stated = Interval.of(quantity.value, quantity.decimals).scaled(unit_factor(quantity.unit))
    named = len(what) >= _SHORTEST and not _ANY_AMOUNT.fullmatch(what)
    wholes: list[tuple[Fact | Term, Interval]] = (
        [*figures.called(what)] if named else [*_amounts_told(before)]
    )
    if not (wholes or named) and len(quantity.digits) >= _FEWEST:
        wholes += figures.in_other_unit(numbers[-1], stated)
    found = [
        Mean(mean.sentence, quantity, number.quantity, whole, due, agrees)
        for number in reversed(numbers)
        for whole, amount in wholes
        for due in (amount.scaled(1 / Fraction(number.quantity.value)),)
        for agrees in (due.agrees(stated) or figures.explain(amount, stated),)
    ]
    agreeing = [each for each in found if each.agrees]
    slips = [
        each for each in found if each.number is numbers[-1].quantity and _is_slip(quantity, stated, each.due)
    ]
    if agreeing or named or not figures.divide(numbers, stated):
        yield from (agreeing or slips)[:1]


def _is_slip(quantity: Quantity, stated: Interval, due: Interval) -> bool:
    """Whether one slip makes a mean of what is due: as it is rounded, its point is misplaced in what it rounds."""
    return is_slip(quantity, due.nominal) or (
        len(quantity.digits) >= _FEWEST and any(stated.scaled(power).agrees(due) for power in _POWERS)
    )


def _amounts_told(before: Sequence[Term]) -> Iterator[tuple[Term, Interval]]:
    """The nearest amounts of money that a paragraph tells, but those that are changes."""
    told = [
        each
        for each in reversed(before)
        if each.kind == "money" and each.role is Role.LEVEL and not each.quantity.rough and not each.beside
    ]
    for each in told[:_MOST_AMOUNTS]:
        if each.year != BEFORE and each.quantity.value:
            yield each, each.amount


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

    def divide(self, numbers: list[Term], stated: Interval) -> bool:
        """Whether a mean is right by an amount of the tables, whatever it is called."""
        return any(
            amount.scaled(1 / Fraction(number.quantity.value)).agrees(stated)
            for _, _, amount in self._amounts
            for number in numbers
        )

    def in_other_unit(self, number: Term, stated: Interval) -> list[tuple[Fact, Interval]]:
        """The amounts of which a mean would be right in 万元 for 元, or the other way round."""
        due = [stated.scaled(each) for each in (Fraction(10**4), Fraction(1, 10**4))]
        return [
            (fact, amount)
            for _, fact, amount in self._amounts
            if any(amount.scaled(1 / Fraction(number.quantity.value)).agrees(each) for each in due)
        ]

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
