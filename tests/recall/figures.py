"""Every figure of the clean reports changed in turn, in seven ways, and grades.

Whether an identity reaches a change is told without the checker's arithmetic: an equality of sums is
broken for certain when a figure moves by more than twice what its rounding allows.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from sitegen.diagnostics import Diagnostic
from sitegen.model.forms.spec import ValueType
from sitegen.model.reports.fact import Fact, State
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome, Result
from sitegen.numbers.figures import unit_factor
from tests.recall.changed import changed
from tests.recall.corpus import Clean, signature

SUMS = frozenset({"SUM101", "TAB101", "YEAR101", "SCORE101", "SCORE103", "SCORE111", "DOC101", "DOC103"})
"""Rules on equalities of sums. Others compare by order, or by ratios whose rounding hides small changes."""

MISSING = "漏填"


@dataclass(frozen=True, slots=True)
class Seeded:
    """A change: of what kind, where, from what to what; whether an equality reaches it, was it found."""

    kind: str
    site: str
    report: str
    at: str
    change: str
    family: str
    reached: bool
    found: bool


def seeded_figures(clean: Clean, chance: random.Random) -> Iterator[Seeded]:
    """Every change of every figure and grade of the site."""
    before = signature(clean.found)
    for report in clean.site.reports:
        reach = _Reach(clean, report)
        for kind, texts in _changes_of(report, chance):
            facts = tuple(texts)
            if kind == MISSING:
                again, found = _without(clean, report, facts[0])
            else:
                again, problems = changed(report, texts)
                found = (*problems, *clean.findings(report, again, problems, of_figures=True))
            new = {fact.address: again.fact(fact.address) for fact in facts}
            words = "，".join(f"{fact.value.text} → {_text(new[fact.address])}" for fact in facts)
            family = reach.family(facts)
            at = " ⇄ ".join(fact.address for fact in facts)
            yield Seeded(
                kind,
                clean.name,
                report.key,
                at,
                words,
                family,
                reach.certain(facts, new),
                signature(found) != before,
            )


def _text(fact: Fact | None) -> str:
    return (fact.value.text or "空白") if fact is not None else "?"


def _without(clean: Clean, report: Report, fact: Fact) -> tuple[Report, tuple[Diagnostic, ...]]:
    """The report and the findings, the fact left out of its file: what must be filled is told on loading."""
    path = clean.path(report)
    original = path.read_text(encoding="utf-8")
    lines = original.splitlines(keepends=True)
    line, start, end = fact.span.line - 1, fact.span.column - 1, fact.span.end_column - 1
    lines[line] = lines[line][:start] + lines[line][end:]
    path.write_text("".join(lines), encoding="utf-8")
    again, found = clean.reload(report)
    path.write_text(original, encoding="utf-8")
    assert again is not None and again.fact(fact.address) is not None
    return again, found


def _changes_of(report: Report, chance: random.Random) -> Iterator[tuple[str, dict[Fact, str]]]:
    """Each kind of change, and the texts that take the place of values."""
    facts = [fact for fact in report.facts() if fact.value.state is State.FIGURE]
    for fact in facts:
        for kind, text in _changes(fact.value.text, chance):
            yield kind, {fact: text}
    for one, other in pairwise(facts):
        if (
            one.span.line == other.span.line
            and one.spec.type is other.spec.type
            and one.figure != other.figure
        ):
            yield "与邻格互换", {one: other.value.text, other: one.value.text}
    for fact in report.facts():
        if fact.spec.type is ValueType.CHOICE and fact.value.state is State.TEXT:
            for choice in fact.spec.choices:
                if choice != fact.value.text:
                    yield "等级改写", {fact: choice}


def _changes(text: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """The ways in which one figure goes wrong; only those that change its value."""
    digits = "".join(character for character in text if character in "0123456789.-")
    unit = text[len(digits) :]
    value = Decimal(digits)
    places = [index for index, character in enumerate(digits) if character.isdigit()]
    index = chance.choice(places)
    wrong = chance.choice([each for each in "0123456789" if each != digits[index]])
    slipped = digits[:index] + wrong + digits[index + 1 :]
    pairs = [(a, b) for a, b in pairwise(places) if digits[a] != digits[b]]
    ways = [("一位写错", slipped)]
    if pairs:
        a, b = chance.choice(pairs)
        swapped = list(digits)
        swapped[a], swapped[b] = digits[b], digits[a]
        ways.append(("相邻两位颠倒", "".join(swapped)))
    ways += [
        ("正负号", f"{-value:f}"),
        ("差十倍", f"{value * 10:f}"),
        ("差一万倍（元与万元）", f"{value * 10000:f}"),
        (MISSING, ""),
    ]
    for kind, written in ways:
        body = written.lstrip("-")
        if len(body) > 1 and body[0] == "0" and body[1] != ".":
            written = ("-" if written.startswith("-") else "") + (body.lstrip("0") or "0")  # noqa: PLW2901
        if kind == MISSING:
            if value != 0:
                yield kind, written
        elif Decimal(written) != value:
            yield kind, written + unit


class _Reach:
    """Which equalities of sums hold figures of a report."""

    def __init__(self, clean: Clean, report: Report) -> None:
        self._report = report
        self._sums: list[Outcome] = [
            outcome
            for outcome in clean.outcomes(report)
            if outcome.code in SUMS and outcome.result is Result.PASS
        ]

    def family(self, facts: tuple[Fact, ...]) -> str:
        """The family of the first rule that holds one of `facts`, else SCORE for marks, "" for none."""
        addresses = {fact.address for fact in facts}
        codes = [outcome.code for outcome in self._sums if addresses & set(outcome.facts)]
        return codes[0].rstrip("0123456789") if codes else ""

    def certain(self, facts: tuple[Fact, ...], new: dict[str, Fact | None]) -> bool:
        """Whether a sum must be broken: it holds one of `facts` only, and that moves far enough."""
        for outcome in self._sums:
            held = [fact for fact in facts if fact.address in outcome.facts]
            if len(held) != 1:
                continue
            fact, after = held[0], new[held[0].address]
            if after is None or after.value.state is not State.FIGURE:
                if not self._others_given(outcome, fact):
                    continue
                moved = abs(fact.figure or Decimal(0)) * unit_factor(fact.unit)
            else:
                assert fact.figure is not None and after.figure is not None
                moved = abs(after.figure * unit_factor(after.unit) - fact.figure * unit_factor(fact.unit))
            if moved > 2 * self._allowed(outcome):
                return True
        return False

    def _others_given(self, outcome: Outcome, fact: Fact) -> bool:
        """Whether something is left to be added up without `fact`: it is the sum, or not the only part."""
        facts = [each for address in outcome.facts if (each := self._report.fact(address)) is not None]
        return fact.address == outcome.subject or any(
            each.figure is not None for each in facts if each.address not in (fact.address, outcome.subject)
        )

    def _allowed(self, outcome: Outcome) -> Decimal:
        """By how much the sum's figures, as rounded, may be off together, in base units."""
        facts = [fact for address in outcome.facts if (fact := self._report.fact(address)) is not None]
        return sum((_half(fact) for fact in facts), start=Decimal(0))


def _half(fact: Fact) -> Decimal:
    if fact.figure is None or fact.decimals is None:
        return Decimal(0)
    return Decimal(1).scaleb(-fact.decimals) / 2 * unit_factor(fact.unit)
