"""Tables in a narrative: their totals are found by what adds up, and a number that does not is named."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sitegen.prose.relations.relations import Kind
from tests.prose.reading import relations_of

pytestmark = pytest.mark.repeating

Table = list[list[int]]
randoms = st.integers(0, 2**32).map(Random)
_FEWEST = 1000


def made(random: Random) -> tuple[list[str], Table]:
    """Districts with their counties, in at least three columns, totals before or behind what they add up."""
    width, last = random.randint(3, 6), random.random() < 0.5
    names: list[str] = []
    rows: Table = []
    totals: Table = []
    for district in range(random.randint(2, 4)):
        counties = [
            [random.randint(_FEWEST, 99999) for _ in range(width)] for _ in range(random.randint(2, 5))
        ]
        total = [sum(column) for column in zip(*counties, strict=True)]
        own = [f"第{district}县{index}" for index in range(len(counties))]
        names += [*own, f"第{district}片区"] if last else [f"第{district}片区", *own]
        rows += [*counties, total] if last else [total, *counties]
        totals.append(total)
    whole = [sum(column) for column in zip(*totals, strict=True)]
    if last:
        return [*names, "合计"], [*rows, whole]
    return ["全市", *names], [whole, *rows]


def markdown(names: list[str], rows: Table, scale: int) -> str:
    """The table, in whole numbers or with two decimals."""
    heads = ["地区", *(f"{month}月收入" for month in range(1, 1 + len(rows[0]))), "增幅%"]
    lines = [heads, ["---"] * len(heads)]
    for index, (name, row) in enumerate(zip(names, rows, strict=True)):
        numbers = [f"{each / 100:.2f}" if scale else f"{each}" for each in row]
        lines.append([name, *numbers, f"{index}.5"])
    return "# 概述\n\n单位：万元\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


@settings(max_examples=30)
@given(randoms)
def test_totals_of_tables_are_found_and_silent(random):
    names, rows = made(random)
    found = relations_of(markdown(names, rows, random.randint(0, 1)), 2020)
    assert all(each.holds for each in found)
    totals = sum("片区" in name or name in ("全市", "合计") for name in names)
    assert sum(each.kind is Kind.SUM for each in found) == totals * len(rows[0])


@settings(max_examples=30)
@given(randoms)
def test_a_number_whose_digits_changed_places_is_named(random):
    names, rows = made(random)
    row, column = random.randrange(len(rows)), random.randrange(len(rows[0]))
    digits = str(rows[row][column])
    at = random.randrange(1, len(digits) - 1)
    assume(digits[at] != digits[at + 1])
    rows[row][column] = int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])
    assume(rows[row][column] % 100)  # of a round number no slip can be told from chance
    broken = [each for each in relations_of(markdown(names, rows, 0), 2020) if not each.holds]
    assert broken
    assert all(str(rows[row][column]) in [term.written for term in each.terms] for each in broken)
