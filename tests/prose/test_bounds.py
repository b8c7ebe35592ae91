"""Slips that are left out because they lie outside of the bounds would not have mended anything."""

from __future__ import annotations

from random import Random

import pytest

from sitegen.prose.relations import mending
from tests.prose.generated import MAKERS, text
from tests.prose.reading import relations_of
from tests.prose.written_numbers import slipped


@pytest.mark.parametrize("pattern", MAKERS)
def test_bounds_leave_out_nothing_that_mends(pattern, monkeypatch):
    broken = []
    for seed in range(12):
        random = Random(f"{pattern} {seed}")
        made = text(random, [pattern])
        old = random.choice(list(made.numbers))
        new = slipped(old, random)
        if new is not None:
            found = relations_of(made.markdown(old, new).markdown, made.year)
            broken += [each for each in found if not each.holds]
    within = [[(each.term, each.written) for each in mending.mendings(relation)] for relation in broken]
    monkeypatch.setattr(mending, "bounds", lambda _, amounts: [((None, None),)] * len(amounts))
    everything = [[(each.term, each.written) for each in mending.mendings(relation)] for relation in broken]
    assert within == everything
