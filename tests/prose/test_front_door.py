"""The same through the front door: one site of many reports, checked once."""

from __future__ import annotations

from random import Random

from tests.prose.equations import Equation
from tests.prose.front_door import found_in
from tests.prose.generated import Text, text
from tests.prose.written_numbers import Number, slipped

SILENT = ("change", "change of both", "from to", "nested")
"""Patterns told in the reports."""
Slip = tuple[Number, Number]


def test_reports_whose_figures_agree_pass(tmp_path):
    made = {f"ju{seed}": text(Random(seed), Random(seed).choices(SILENT, k=2)) for seed in range(120)}
    told = {name: (each.year, each.markdown().markdown) for name, each in made.items()}
    assert not found_in(tmp_path, told)


def test_the_sentence_with_the_slip_is_named_and_no_other(tmp_path):
    made: dict[str, tuple[Text, Slip]] = {}
    for seed in range(120):
        random = Random(seed)
        each = text(random, random.choices(SILENT, k=3))
        slip = slip_in(each, random)
        if slip is not None:
            made[f"ju{seed}"] = each, slip
    told = {name: (each.year, each.markdown(*slip).markdown) for name, (each, slip) in made.items()}
    found = found_in(tmp_path, told)
    assert len(made) > 60
    silent = [each for name, (_, each) in told.items() if name not in found]
    assert len(silent) <= 0.05 * len(told), silent[0]
    for name, (each, (old, new)) in made.items():
        places = each.markdown(old, new).places
        line, _ = next(at for at, number in places.items() if number is old)
        for one in found[name]:
            lines = {one.place.line, *(related.place.line for related in one.related)}
            assert line in lines, (told[name], one.message)


def slip_in(made: Text, random: Random) -> Slip | None:
    """A number of one of the text's equations, and the same with a slip that makes it fail."""
    equations: list[Equation] = [each for told in made.told for each in told.equations]
    for equation in random.sample(equations, len(equations)):
        old = random.choice(equation.numbers)
        new = slipped(old, random)
        if new is not None and equation.fails(old, new):
            return old, new
    return None
