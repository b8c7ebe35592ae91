"""The claims of a report's texts, with the facts they are about.

Knows which texts state what is: goals and plans do not. Must not know rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.narrative.grammar.carried_on import Outline, joined
from sitegen.checks.narrative.grammar.claims import Claim, Mention
from sitegen.checks.narrative.grammar.grammar import read
from sitegen.checks.narrative.naming.names import names_of
from sitegen.checks.narrative.naming.namesakes import Said
from sitegen.checks.narrative.statements.facts_meant import Tied, Ties
from sitegen.checks.narrative.statements.misdated import misdated
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.numbers.figures import unit_kind
from sitegen.numbers.intervals import Interval
from sitegen.prose.text.quantities import Quantity
from sitegen.prose.text.sentences import Sentence, sentences

_KINDS = ("money", "人", "辆", "个", "批次", "人次")
"""Kinds of units that shares and changes are stated of."""
_READ_BEFORE = 2000
"""Characters before a sentence that may tell what it speaks of."""


@dataclass(frozen=True, slots=True)
class Option:
    """What an operand may stand for: an amount, its kind of unit, the fact it is (None: as stated, by `quantity`), and
    whether it is `sure` that the words can mean that fact.
    """

    amount: Interval
    kind: str
    fact: Fact | None = None
    quantity: Quantity | None = None
    sure: bool = True

    @property
    def row(self) -> str:
        """The row of the fact; "" where there is none."""
        return self.fact.address.partition("[")[2] if self.fact is not None else ""

    def goes_with(self, other: Option, *, wide: bool = False) -> bool:
        """Whether one sentence can speak of both: of the same kind, and unless `wide` of one row."""
        same_row = wide or self.row == other.row or not self.row or not other.row
        return self.kind == other.kind and same_row


@dataclass(frozen=True)
class Statement:
    """A claim of a sentence, with what finds the facts that its names mean, and all quantities of the sentence."""

    sentence: Sentence
    claim: Claim
    ties: Ties
    quantities: tuple[Quantity, ...] = ()

    def tied(
        self, mention: Mention, kind: str, *, wide: bool = False, level: Quantity | None = None
    ) -> Tied | None:
        """The fact that a name means, among figures whose unit is of `kind`; None if unclear. With
        `wide`, those of other institutions may be meant too. `level` is what it, or its change, is said to be.
        """
        said = self._said(level) if level is not None else None
        beside = tuple(each for each in self.quantities if each is not level)
        return self.ties.tie(self.sentence.text, mention, kind, wide=wide, said=said, beside=beside)

    def _said(self, level: Quantity) -> Said:
        passage, begin = self.sentence.passage, self.sentence.offsets[0]
        return Said(
            level.start, passage.at, f"{passage.at} {passage.text[max(0, begin - _READ_BEFORE) : begin]}"
        )

    def misdated(self, mention: Mention, level: Quantity) -> Fact | None:
        """The report's own figure that `level` is, told as one of the year before."""
        beside = tuple(each for each in self.quantities if each is not level)
        return misdated(self.ties, self.sentence.text, mention, level, self._said(level), beside)

    def options(
        self,
        operand: Mention | Quantity,
        *,
        wide: bool = False,
        level: Quantity | None = None,
        change: Quantity | None = None,
    ) -> tuple[Option, ...]:
        """What a name or a stated quantity may stand for, the likeliest first; none if unclear. `level` is what the
        sentence says that it is: if that is neither its figure nor a slip for it, the name means something else.
        `change` is what it is said to have changed by.
        """
        if isinstance(operand, Quantity):
            return () if operand.rough else (Option(operand.amount, operand.kind, quantity=operand),)
        for kind in _KINDS:
            tied = self.tied(operand, kind, wide=wide, level=level or change)
            if tied is not None:
                sure = tied.sure
                if level is not None and not level.rough and level.kind == kind:
                    if not tied.agrees(level.amount) and tied.accused(level) is None:
                        return ()
                    sure = True
                facts = (tied.fact, *tied.others) if tied.only else ()
                return tuple(
                    Option(amount, kind, fact, sure=sure)
                    for fact in facts
                    if (amount := amount_of(fact)) is not None
                )
        return ()

    def budgets(self, mention: Mention) -> Iterator[tuple[tuple[Option, ...], tuple[Option, ...]]]:
        """Of each row that `mention` may be of: its budgets, and what was spent of them."""
        for budgets, spent in self.ties.budgets(self.sentence.text, mention, self.quantities):
            yield _money(budgets), _money(spent)

    def years(self, mention: Mention) -> Iterator[tuple[Option, Option]]:
        """This year's amount and last year's where both stand in a row that `mention` may be of."""
        for new, old in self.ties.years(self.sentence.text, mention, "money", self.quantities):
            yield from zip(_money([new]), _money([old]), strict=False)

    def changes(self, mention: Mention, unit: str) -> tuple[Option, ...]:
        """The changes since last year that the report states itself of what `mention` may mean."""
        kind = unit_kind(unit)
        found = self.ties.changes(self.sentence.text, mention, kind, self.quantities)
        return tuple(Option(amount, kind, fact) for fact in found if (amount := amount_of(fact)) is not None)

    def words(self, operand: Mention | Quantity) -> str:
        """The operand as the text has it."""
        return self.sentence.written(operand.start, operand.end)


def _money(facts: Iterable[Fact]) -> tuple[Option, ...]:
    return tuple(Option(amount, "money", fact) for fact in facts if (amount := amount_of(fact)) is not None)


def statements(report: Report, last_year: Report | None) -> tuple[Statement, ...]:
    """Every claim of the report's texts but those of its goals."""
    return tuple(_statements(report, last_year))


def _statements(report: Report, last_year: Report | None) -> Iterator[Statement]:
    goals = {goal for goal, _ in report.form.disclosure.goals}
    names = names_of(report.form)
    ties = Ties(report, last_year, names)
    for _, passages in groupby(report.passages, lambda passage: passage.at):
        outline = Outline(names)
        told = tuple(passages)
        if not any(map(sentences, told)):
            continue
        for passage in told:
            if passage.at in goals:
                continue
            whole = None
            outline.enter(passage)
            for sentence in joined(sentences(passage)):
                understood = read(sentence.text, names, ties.bodies, outline.topic())
                whole = understood.whole
                for claim in understood.claims:
                    yield Statement(sentence, claim, ties, understood.quantities)
            outline.leave(passage, whole)
