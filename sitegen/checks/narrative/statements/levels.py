"""Figures that a report's texts name and state, each with the fact that it is compared with.

Knows which sentences state a figure of a table. Must not know rules or how findings are worded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitegen import lazy_re as re
from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.narrative.grammar.claims import Apposition, Level
from sitegen.checks.narrative.naming.number_slips import is_slip
from sitegen.checks.narrative.naming.scopes import Scope, Scopes
from sitegen.checks.narrative.rows.results import Stated
from sitegen.checks.narrative.rows.unnamed import unnamed_slips
from sitegen.checks.narrative.statements.statements import Statement
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.numbers.intervals import total
from sitegen.prose.text.quantities import Quantity, quantities
from sitegen.prose.text.sentences import Sentence, sentences


@dataclass(frozen=True, slots=True)
class Told:
    """In `sentence` what it calls `name` is said to be `quantity`: the figure of `fact`, with which it `agrees` or not."""

    sentence: Sentence
    name: str
    quantity: Quantity
    fact: Fact
    agrees: bool
    instead: Fact | None = None
    """The report's own figure that is stated, where the words tell another year; the `fact` itself where the report has
    no figure of that year.
    """

    @property
    def key(self) -> tuple[str, int]:
        """Where the number begins: its passage and the offset in it."""
        return self.sentence.passage.key, self.sentence.offsets[self.quantity.start]


def levels(report: Report, statements: Iterable[Statement], rows: Iterable[Stated]) -> Iterator[Told]:
    """Every figure of `report` that the texts name, once, `rows` being those told by the name of a row; and those that
    without a name can be but slips for one.
    """
    statements = tuple(statements)
    found: dict[tuple[str, int], Told] = {}
    for told in (*_named(statements), *_in_brackets(statements), *_by_row(rows)):
        found.setdefault(told.key, told)
    yield from _without_others(report, found.values())
    seen = set(found)
    for each in unnamed_slips(report, seen):
        yield Told(each.sentence, each.name, each.quantity, each.fact, agrees=False)


def _without_others(report: Report, found: Iterable[Told]) -> Iterator[Told]:
    """Those that remain where the text tells the table's figure, or a slip for it, of one place or account, and of another
    one that is not.
    """
    scopes: Scopes | None = None
    own: dict[tuple[str, str], set[Scope]] = {}
    for told in found:
        amount = amount_of(told.fact)
        if told.agrees or amount is None or is_slip(told.quantity, amount.nominal):
            yield told
            continue
        scopes = scopes or Scopes(report.passages)
        key = told.name, told.fact.address
        if key not in own:
            own[key] = {
                scopes.at(sentence.passage, sentence.offsets[quantity.start])
                for sentence, quantity in _tellings(report, told.name)
                if quantity.amount.agrees(amount) or is_slip(quantity, amount.nominal)
            }
        if not own[key] or scopes.at(told.sentence.passage, told.key[1]) in own[key]:
            yield told


def _tellings(report: Report, name: str) -> Iterator[tuple[Sentence, Quantity]]:
    """The numbers that stand right behind `name` in the report's texts, with no mark between."""
    right_behind = re.compile(rf"{re.escape(name)}[^,;:()\d]{{0,{_NEAR}}}")
    for passage in report.passages:
        for sentence in sentences(passage) if name in passage.text else ():
            ends = {match.end() for match in right_behind.finditer(sentence.text)}
            for quantity in quantities(sentence.text) if ends else ():
                if quantity.start in ends:
                    yield sentence, quantity


_NEAR = 8


def _named(statements: Iterable[Statement]) -> Iterator[Told]:
    for statement in statements:
        claim = statement.claim
        if not isinstance(claim, Level):
            continue
        found = statement.tied(claim.mention, claim.quantity.kind, level=claim.quantity)
        if found is None:
            own = statement.misdated(claim.mention, claim.quantity)
            if own is not None:
                name = statement.words(claim.mention)
                yield Told(statement.sentence, name, claim.quantity, own, agrees=False, instead=own)
            continue
        fact = found.accused(claim.quantity)
        if fact is not None or found.agrees(claim.quantity.amount):
            name = statement.words(claim.mention)
            own = found.of_this_year(claim.quantity)
            yield Told(statement.sentence, name, claim.quantity, fact or found.fact, fact is None, own)


def _in_brackets(statements: Iterable[Statement]) -> Iterator[Told]:
    for statement in statements:
        if isinstance(statement.claim, Apposition):
            for level, fact in _parts(statement, statement.claim):
                amount = amount_of(fact)
                agrees = amount is not None and amount.agrees(level.quantity.amount)
                yield Told(statement.sentence, statement.words(level.mention), level.quantity, fact, agrees)


def _parts(statement: Statement, claim: Apposition) -> Iterator[tuple[Level, Fact]]:
    """The parts with their figures, where those of one column add up to the whole that is stated: only then is it
    sure that the sentence speaks of them.
    """
    columns: list[dict[str, Fact]] = []
    for part in claim.parts:
        found = statement.tied(part.mention, "money")
        facts = (found.fact, *found.others) if found is not None and found.sure else ()
        columns.append({fact.address.partition("[")[0]: fact for fact in facts if fact.figure is not None})
    for column in columns[0]:
        figures = [each[column] for each in columns if column in each]
        amounts = [amount for each in figures if (amount := amount_of(each)) is not None]
        if len(amounts) == len(columns) and total(amounts).agrees(claim.whole.amount):
            yield from zip(claim.parts, figures, strict=True)
            return


def _by_row(rows: Iterable[Stated]) -> Iterator[Told]:
    for stated in rows:
        name = stated.sentence.written(stated.start, stated.end)
        yield Told(stated.sentence, name, stated.quantity, stated.told[0].fact, stated.agrees)
