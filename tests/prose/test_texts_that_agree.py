"""Texts made from figures that agree are silent, and are read: their statements are really reckoned with."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.prose.generated import MAKERS, Text, text
from tests.prose.reading import numbers_of, relations_of
from tests.prose.traps import TRAPS

SILENT = tuple(each for each in MAKERS if each not in ("whole and parts", "whole and shares"))
SILENT_TRAPS = tuple(
    each
    for each in TRAPS
    if each not in ("last_years_parts", "overlapping", "both_ways", "in_turn", "two_bases")
)
JUDGED = ("change", "change of both", "from to", "whole and parts", "nested")
"""Patterns whose statements are reckoned with."""
FEW = settings(max_examples=40)
randoms = st.integers(0, 2**32).map(Random)


def told_wrongly(made: Text) -> list[str]:
    """What is said to be wrong."""
    found = relations_of(made.markdown().markdown, made.year)
    return [
        f"{each.kind}: {[term.words + term.written for term in each.terms]}"
        for each in found
        if not each.holds
    ]


@pytest.mark.parametrize("pattern", SILENT)
@FEW
@given(randoms)
def test_a_sentence_of_any_pattern_is_silent(pattern, random):
    made = text(random, [pattern])
    assert not told_wrongly(made), made.markdown().markdown


@pytest.mark.parametrize("trap", SILENT_TRAPS)
@FEW
@given(randoms)
def test_a_correct_sentence_that_looks_wrong_is_silent(trap, random):
    made = text(random, [], [TRAPS[trap]])
    assert not told_wrongly(made), made.markdown().markdown


@pytest.mark.parametrize("pattern", JUDGED)
def test_most_statements_are_reckoned_with(pattern):
    stated = judged = 0
    for seed in range(60):
        made = text(Random(f"{pattern} {seed}"), [pattern])
        written = made.markdown()
        found = [numbers_of(each.terms, written) for each in relations_of(written.markdown, made.year)]
        for told in made.told:
            for equation in told.equations:
                stated += 1
                judged += any(set(equation.numbers) <= set(numbers) for numbers in found)
    assert judged >= 0.95 * stated, f"{judged} of {stated}"
