"""The claims of a report's texts, with the facts they are about.

Knows which texts state what is: goals and plans do not. Must not know rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitegen.checks.arithmetic import amount_of
from sitegen.checks.narrative.claims import Claim, Mention
from sitegen.checks.narrative.grammar import read
from sitegen.checks.narrative.names import names_of
from sitegen.checks.narrative.ties import Said, Tied, Ties
from sitegen.figures import unit_kind
from sitegen.intervals import Interval
from sitegen.model.report import Fact, Report
from sitegen.prose.quantities import Quantity
from sitegen.prose.sentences import Sentence, sentences

_KINDS = ("money", "人", "辆", "个", "批次", "人次")
"""Kinds of units that shares and changes are stated of."""


@dataclass(frozen=True, slots=True)
class Option:
    """What an operand may stand for: an amount, its kind of unit, the fact it is (None: as stated, by `quantity`)."""

    amount: Interval
    kind: str
    fact: Fact | None = None
    quantity: Quantity | None = None

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
    """A claim of a sentence, with what finds the facts that its names mean."""

    sentence: Sentence
    claim: Claim
    ties: Ties

    def tied(
        self, mention: Mention, kind: str, *, wide: bool = False, level: Quantity | None = None
    ) -> Tied | None:
        """The fact that a name means, among figures whose unit is of `kind`; None if unclear. With
        `wide`, those of other institutions may be meant too. `level` is what it is said to be.
        """
        sentence, said = self.sentence, None
        if level is not None:
            passage = sentence.passage
            said = Said(level.start, f"{passage.at} {passage.text[: sentence.offsets[0]]}")
        return self.ties.tie(sentence.text, mention, kind, wide=wide, said=said)

    def options(self, operand: Mention | Quantity, *, wide: bool = False) -> tuple[Option, ...]:
        """What a name or a stated quantity may stand for, the likeliest first; none if unclear."""
        if isinstance(operand, Quantity):
            return (
                () if operand.rough else (Option(operand.amount, unit_kind(operand.unit), quantity=operand),)
            )
        for kind in _KINDS:
            tied = self.tied(operand, kind, wide=wide)
            if tied is not None:
                facts = (tied.fact, *tied.others)
                return tuple(
                    Option(amount, kind, fact) for fact in facts if (amount := amount_of(fact)) is not None
                )
        return ()

    def budgets(self, mention: Mention) -> Iterator[tuple[tuple[Option, ...], tuple[Option, ...]]]:
        """Of each row that `mention` may be of: its budgets, and what was spent of them."""
        for budgets, spent in self.ties.budgets(self.sentence.text, mention):
            yield _money(budgets), _money(spent)

    def years(self, mention: Mention) -> Iterator[tuple[Option, Option]]:
        """This year's amount and last year's where both stand in a row that `mention` may be of."""
        for new, old in self.ties.years(self.sentence.text, mention, "money"):
            yield from zip(_money([new]), _money([old]), strict=False)

    def changes(self, mention: Mention, unit: str) -> tuple[Option, ...]:
        """The changes since last year that the report states itself of what `mention` may mean."""
        kind = unit_kind(unit)
        found = self.ties.changes(self.sentence.text, mention, kind)
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
    for passage in report.passages:
        if passage.at in goals:
            continue
        for sentence in sentences(passage):
            for claim in read(sentence.text, names, ties.bodies).claims:
                yield Statement(sentence, claim, ties)
