"""Outcomes of the rules on figures that sentences state.

Knows how such a finding is worded and placed, and how an outcome tells which figures it read. Must not know which rule
answers for which claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from sitegen.checks import wording
from sitegen.checks.narrative.naming.percentages import Percentage
from sitegen.checks.narrative.statements.ratios import Followed
from sitegen.checks.narrative.statements.statements import Statement
from sitegen.diagnostics import Related, Rule, quoted
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.passage import Passage
from sitegen.model.results.outcome import Outcome, Result
from sitegen.numbers.figures import unit_factor
from sitegen.numbers.intervals import Interval
from sitegen.prose.text.quantities import Quantity
from sitegen.prose.text.sentences import Sentence
from sitegen.prose.text.terms import Role
from sitegen.text_figures import Figure, Reading


class Words(NamedTuple):
    """Where words of a sentence stand that tell no quantity."""

    start: int
    end: int


def figure(sentence: Sentence, quantity: Quantity | Words, meaning: str = "") -> Figure:
    """`quantity` of `sentence`, taken for what `meaning` says, as an outcome tells that it was read."""
    start, end = sentence.offsets[quantity.start], sentence.offsets[quantity.end - 1] + 1
    return Figure(sentence.passage.key, start, end, meaning)


def reading(figures: Iterable[Figure], facts: Iterable[Fact] = ()) -> Reading:
    """`figures` of texts, compared with one another and with `facts`."""
    # The line is left out: many outcomes would each carry a long one.
    related = (
        Related(fact.address, wording.value_of(fact), fact.span.place._replace(line_text=""))
        for fact in facts
    )
    return Reading(tuple(dict.fromkeys(figures)), tuple(related))


def outcome(
    rule: Rule,
    report: str,
    statement: Statement,
    quantity: Quantity,
    result: Followed | None,
    said: str,
    due: str,
    sign: int = 1,
) -> Outcome:
    """The outcome of comparing `quantity`, with its `sign`, of which the text `said` what it is, with what follows:
    `due`, worded. Without a `result` it cannot be checked, nor with one that the words may not mean.
    """
    if result is not None and not result.stands(quantity, sign):
        result = None
    sentence = statement.sentence
    at, words = sentence.passage.at, sentence.written(quantity.start, quantity.end)
    statement_words = f"正文“{said} {words}”"
    itself = figure(sentence, quantity, said)
    if result is None:
        reason = "没有可以用来计算的数字"
        return Outcome(rule.code, Result.NOT_CHECKABLE, at, statement_words, reason, read=reading((itself,)))
    operands = (result.first, result.second)
    facts = [option.fact for option in operands if option.fact is not None]
    stated = [figure(sentence, option.quantity) for option in operands if option.quantity is not None]
    addresses = tuple(fact.address for fact in facts)
    read = reading((itself, *stated), facts)
    if result.agrees:
        return Outcome(rule.code, Result.PASS, at, statement_words, facts=addresses, read=read)
    found = rule.found(
        sentence.place(quantity.start, quantity.end),
        f"正文写{quoted(said)} {words}，按数字计算是{due}。",
        report=report,
        fact=at,
        expected=due,
        actual=words,
        related=tuple(Related(fact.address, wording.value_of(fact), fact.span.place) for fact in facts),
    )
    return Outcome(rule.code, Result.FAIL, at, statement_words, diagnostic=found, facts=addresses, read=read)


def percent(result: Followed | None) -> str:
    """What follows, as a percentage: ` 40.1%`."""
    return f" {wording.number(result.due.nominal * 100, 2)}%" if result is not None else ""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """`quantity` of `sentence`, which the text says is `said`, with what follows from `facts`: `due`, in words, as the
    `message` tells; it `agrees` or not.
    """

    sentence: Sentence
    quantity: Quantity | Words
    said: str
    facts: tuple[Fact, ...]
    due: str
    message: str
    agrees: bool
    remedy: str = ""

    def outcome(self, rule: Rule, report: str) -> Outcome:
        """What `rule` says of it."""
        sentence, quantity = self.sentence, self.quantity
        at, words = sentence.passage.at, sentence.written(quantity.start, quantity.end)
        statement, addresses = f"正文“{self.said}”{words}", tuple(fact.address for fact in self.facts)
        read = reading((figure(sentence, quantity, self.said),), self.facts)
        if self.agrees:
            return Outcome(rule.code, Result.PASS, at, statement, facts=addresses, read=read)
        found = rule.found(
            sentence.place(quantity.start, quantity.end),
            self.message,
            remedy=self.remedy,
            report=report,
            fact=at,
            expected=self.due,
            actual=words,
            related=tuple(
                Related(fact.address, wording.value_of(fact), fact.span.place) for fact in self.facts
            ),
        )
        return Outcome(rule.code, Result.FAIL, at, statement, diagnostic=found, facts=addresses, read=read)


def money(amount: Interval, like: Quantity, sentence: Sentence) -> str:
    """`amount` in the unit that `like` is written in: 12.45 万元."""
    text = sentence.text[like.start : like.end]
    unit = next((each for each in ("亿元", "万元", "千元") if text.endswith(each)), "元")
    digits = 4 if unit == "亿元" else 2
    return f"{wording.number(abs(amount.nominal) / Fraction(unit_factor(unit)), digits)} {unit}"


def places_compared(outcome: Outcome) -> set[tuple[str, int]]:
    """Where the figures of texts begin that `outcome` compares: the passage, and the offset in it."""
    if outcome.result is Result.NOT_CHECKABLE or outcome.read is None:
        return set()
    return {(told.passage, told.start) for told in outcome.read.figures}


def with_percentages(
    rule: Rule,
    report: str,
    outcomes: Iterable[Outcome],
    told: Iterable[Percentage],
    judged: Callable[[Passage, int], bool],
) -> Iterator[Outcome]:
    """`outcomes` of `rule`, and those of percentages `told`, which neither these compare nor the text has `judged`."""
    compared: set[tuple[str, int]] = set()
    for each in outcomes:
        compared |= places_compared(each)
        yield each
    for percentage in told:
        if percentage.term.key not in compared and not judged(
            percentage.term.sentence.passage, percentage.term.key[1]
        ):
            compared.add(percentage.term.key)
            yield _reckoned(percentage).outcome(rule, report)


def _reckoned(told: Percentage) -> Reckoned:
    term = told.term
    said = term.role or term.words
    due = f"{wording.number(abs(told.due.nominal) * 100, 2)}%"
    if term.role is Role.RATE:
        due = f"{'增加' if told.due.nominal > 0 else '减少'} {due}"
    from_what = [f"“{each.address}”{wording.value_of(each)}" for each in told.facts]
    if told.whole is not None:
        from_what.insert(0, quoted(told.whole.clause))
    listed = "、".join(from_what)
    message = f"正文写{quoted(term.clause)}，按前面的{quoted(told.anchor.clause)}和{listed}计算是 {due}。"
    return Reckoned(term.sentence, term.quantity, said, told.facts, due, message, told.agrees)
