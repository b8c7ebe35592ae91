"""Outcomes of the arithmetic within a report's texts, each with the rule that answers for it.

Knows how contradictions are worded and placed. Must not know how they are found, or facts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.narrative.statements.levels import Told
from sitegen.checks.narrative.statements.rule_outcomes import reading
from sitegen.checks.narrative.statements.text_arithmetic_wording import due_words, message, remedy
from sitegen.diagnostics import Related, Rule, Severity
from sitegen.model.reports.passage import Passage
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome, Result
from sitegen.numbers.intervals import Interval
from sitegen.prose.contradictions import Contradiction, contradictions
from sitegen.prose.finders import relations
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import Term
from sitegen.text_figures import Reading

ANSWERING = {
    Kind.SHARE: "TEXT121",
    Kind.ONE_WHOLE: "TEXT121",
    Kind.SHARES: "TEXT121",
    Kind.RATE: "TEXT122",
    Kind.RATE_OF_BASE: "TEXT122",
    Kind.GROWTH: "TEXT122",
    Kind.DIFFERENCE: "TEXT122",
    Kind.DIRECTION: "TEXT122",
    Kind.APART: "TEXT122",
    Kind.ENOUGH: "TEXT122",
    Kind.RISING: "TEXT127",
    Kind.FALLING: "TEXT127",
    Kind.CUT: "TEXT127",
    Kind.CHANGES: "TEXT122",
    Kind.MIXED: "TEXT122",
    Kind.POINTS: "TEXT122",
    Kind.BARE_RATE: "TEXT122",
    Kind.MEAN: "TEXT127",
    Kind.MULTIPLIED: "TEXT127",
    Kind.MEAN_OF_ALL: "TEXT127",
    Kind.COMPLETION: "TEXT123",
    Kind.COMPLETION_BY_CHANGE: "TEXT123",
    Kind.MIXED_COMPLETION: "TEXT123",
    Kind.SUM: "TEXT124",
    Kind.AT_MOST: "TEXT124",
    Kind.SAME: "TEXT127",
    Kind.MISTYPED: "TEXT127",
    Kind.SMALLER: "TEXT127",
    Kind.NOT_LARGER: "TEXT127",
    Kind.EQUAL: "TEXT127",
    Kind.BELOW: "TEXT127",
    Kind.ABOVE: "TEXT127",
    Kind.WHOLE: "TEXT127",
    Kind.AS_MANY: "TEXT127",
    Kind.NOTHING: "TEXT127",
}
"""The rule that answers for each kind of relation."""


class Within:
    """What the quantities of a report's texts say of one another, reckoned once for all rules."""

    def __init__(self, report: Report, texts: Iterable[Document], levels: Iterable[Told]) -> None:
        """`texts` are the report's; `levels` are the figures that are compared with facts: what follows from a wrong one is no fault of its own."""
        self._report = report.key
        levels = tuple(levels)
        right = {each.key: amount_of(each.fact) for each in levels if not each.agrees}
        confirmed = {each.key for each in levels if each.agrees}
        found = [relations(text) for text in texts]
        self._holding: dict[str, list[Relation]] = defaultdict(list)
        self._contradictions: dict[str, list[Contradiction]] = defaultdict(list)
        judged: set[tuple[str, int]] = set()
        for one in found:
            for each in one:
                judged.update(term.key for term in _following(each))
                if each.holds:
                    self._holding[ANSWERING[each.kind]].append(each)
            left = (each for each in one if not _follows_from(each, right))
            for fault in contradictions(left, confirmed):
                self._contradictions[ANSWERING[fault.relations[0].kind]].append(fault)
        self._judged = frozenset(judged)
        self._contradicted_terms = frozenset(
            term.key
            for faults in self._contradictions.values()
            for fault in faults
            for relation in fault.relations
            for term in relation.terms
        )

    def judges(self, passage: Passage, offset: int) -> bool:
        """Whether the proportion that begins at `offset` of `passage` is compared with numbers of the text itself."""
        return (passage.key, offset) in self._judged

    def contradicts(self, passage: Passage, offset: int) -> bool:
        """Whether the number that begins at `offset` of `passage` is one that cannot be right beside others of the text."""
        return (passage.key, offset) in self._contradicted_terms

    def outcomes(self, rule: Rule) -> Iterator[Outcome]:
        """What `rule` answers for: one outcome for each relation that holds and for each contradiction."""
        for each in self._holding[rule.code]:
            said, read = _said(each), _read([each])
            yield Outcome(rule.code, Result.PASS, each.terms[-1].sentence.passage.at, said, read=read)
        for one in self._contradictions[rule.code]:
            yield self._contradicted(rule, one)

    def _contradicted(self, rule: Rule, found: Contradiction) -> Outcome:
        relation = found.relations[0]
        at = found.suspect or (found.mended.term if found.mended is not None else _telling(relation))
        sentence, quantity = at.sentence, at.quantity
        others = [term for each in found.relations for term in each.terms if term is not at]
        told = message(found, at)
        truncated = relation.holds_truncated
        if truncated:
            told += "像是截去了尾数，没有四舍五入。"
        word = relation.word
        if word is not None:
            others = [term for each in found.relations for term in each.terms]
            place = word.passage.place(word.start, word.end - word.start)
        else:
            place = sentence.place(quantity.start, quantity.end)
        diagnostic = rule.found(
            place,
            told,
            remedy=remedy(found),
            report=self._report,
            fact=sentence.passage.at,
            expected=due_words(relation),
            actual=relation.terms[-1].written,
            related=tuple(_related(term) for term in dict.fromkeys(others)),
            severity=Severity.WARNING if truncated or relation.kind in _DOUBTED else None,
        )
        read = _read(found.relations)
        said = _said(relation)
        return Outcome(rule.code, Result.FAIL, sentence.passage.at, said, diagnostic=diagnostic, read=read)


def _follows_from(relation: Relation, right: Mapping[tuple[str, int], Interval | None]) -> bool:
    """Whether a relation holds with the amounts that tables hold in place of those that contradict them."""
    if not right or not any(term.key in right for term in relation.terms):
        return False
    return relation.held_by(
        [right.get(term.key) or each for term, each in zip(relation.terms, relation.amounts, strict=True)]
    )


def _following(relation: Relation) -> Iterator[Term]:
    """The proportions that follow from the others."""
    if relation.kind not in _WITHOUT_AMOUNT:
        yield from (term for term in relation.terms if term.kind == "proportion")


_WITHOUT_AMOUNT = frozenset(
    (
        Kind.DIRECTION,
        Kind.RISING,
        Kind.FALLING,
        Kind.CUT,
        Kind.BELOW,
        Kind.ABOVE,
        Kind.WHOLE,
        Kind.SMALLER,
        Kind.NOT_LARGER,
    )
)
"""Kinds that tell nothing of how much."""


_DOUBTED = frozenset((Kind.MISTYPED, Kind.CUT))
"""Kinds that are likely wrong, not surely."""


def _telling(relation: Relation) -> Term:
    """The term at which a contradiction is told: what follows from the others."""
    return relation.terms[-1]


def _read(found: Iterable[Relation]) -> Reading:
    return reading(term.figure for each in found for term in each.terms)


def _related(term: Term) -> Related:
    quantity = term.quantity
    return Related("正文", term.clause, term.sentence.place(quantity.start, quantity.end))


def _said(relation: Relation) -> str:
    stated = "、".join(f"“{term.clause}”" for term in relation.terms)
    return f"正文{stated}（{relation.word.written if relation.word is not None else relation.kind}）"
