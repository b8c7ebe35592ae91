"""Texts made from figures that agree are silent, and are read: their statements are really reckoned with."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.prose.generated import MAKERS, Text, text
from tests.prose.reading import numbers_of, relations_of
from tests.prose.traps import TRAPS

pytestmark = pytest.mark.repeating

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


@pytest.mark.parametrize("pattern", MAKERS)
@FEW
@given(randoms)
def test_a_sentence_of_any_pattern_is_silent(pattern, random):
    made = text(random, [pattern])
    assert not told_wrongly(made), made.markdown().markdown


@pytest.mark.parametrize("trap", TRAPS)
@FEW
@given(randoms)
def test_a_correct_sentence_that_looks_wrong_is_silent(trap, random):
    made = text(random, [], [TRAPS[trap]])
    assert not told_wrongly(made), made.markdown().markdown


@settings(max_examples=150)
@given(randoms)
def test_sentences_on_the_same_figures_are_silent_together(random):
    made = text(random, random.choices(list(MAKERS), k=random.randint(2, 8)))
    assert not told_wrongly(made), made.markdown().markdown


@settings(max_examples=150)
@given(randoms)
def test_sentences_are_silent_beside_others_that_look_as_if_they_contradicted_them(random):
    patterns = random.choices(list(MAKERS), k=random.randint(2, 8))
    traps = random.sample(list(TRAPS.values()), random.randint(1, 8))
    made = text(random, patterns, traps)
    assert not told_wrongly(made), made.markdown().markdown


@pytest.mark.parametrize("pattern", MAKERS)
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
