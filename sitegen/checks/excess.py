"""More findings of a rule in one place than anybody reads: the first ones, and how many more there are.

Knows how many are too many. Must not know any rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sitegen.model.outcome import Outcome

MAX_SHOWN = 500
"""Findings of one rule about one fact or text. What people write stays far below; a text made of nothing but
faults has as many as characters, and each is kept, compared, drawn and printed several times.
"""


def without_excess(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """`outcomes` of one rule. Of those with a finding, the first `MAX_SHOWN` about each fact or text are kept;
    one more, where the next one was, says how many were left out.
    """
    counts = Counter[str]()
    first_left: dict[str, Outcome] = {}
    for outcome in outcomes:
        if outcome.diagnostic is None:
            yield outcome
            continue
        fact = outcome.diagnostic.fact
        counts[fact] += 1
        if counts[fact] <= MAX_SHOWN:
            yield outcome
        else:
            first_left.setdefault(fact, outcome)
    for fact, outcome in first_left.items():
        assert outcome.diagnostic is not None
        message = f"同类问题还有 {counts[fact] - MAX_SHOWN} 处，不再逐一列出。"
        found = replace(outcome.diagnostic, message=message, expected="", actual="", related=(), edits=())
        yield outcome._replace(diagnostic=found)
