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


DISTRICTS = st.lists(
    st.sampled_from(["渝中区", "黔江区", "安化县", "宜都市", "玉州区", "黄陂镇"]),
    min_size=2,
    max_size=2,
    unique=True,
)
AMOUNTS = st.integers(100_000, 900_000)


@FEW
@given(
    DISTRICTS,
    AMOUNTS,
    AMOUNTS,
    st.integers(5_000, 90_000),
    st.sampled_from(["“三公”经费", "公务接待费", "会议费"]),
)
def test_a_change_is_of_the_amount_under_its_own_heading(districts, elsewhere, past, fall, name):
    (there, here), now = districts, past - fall
    texts = {
        rate: (
            f"# {there}\n\n2023年{name}支出{elsewhere / 100:.2f}万元。\n\n"
            f"# {here}\n\n2023年度{here}{name}总支出为{now / 100:.2f}万元。"
            f"与上年相比，2023年度{name}支出减少了{fall / 100:.2f}万元，下降了{rate:.2f}%。\n"
        )
        for rate in (fall / past * 100, fall / past * 100 + 17.5)
    }
    right, wrong = ([each for each in relations_of(text, 2023) if not each.holds] for text in texts.values())
    assert not right
    assert any(f"{now / 100:.2f}万元" in [term.written for term in each.terms] for each in wrong)


@pytest.mark.parametrize("end", ["，无其他用车", "，没有其他车辆", "、其他用车0辆"])
def test_a_list_that_says_that_there_are_no_others_is_complete(end):
    text = "# 概述\n\n共有车辆{}辆，其中应急保障用车12辆、执法执勤用车26辆" + end + "。\n"
    assert all(each.holds for each in relations_of(text.format(38), 2023))
    assert [each for each in relations_of(text.format(48), 2023) if not each.holds]


@pytest.mark.parametrize("opening", ["包括", "其中"])
def test_more_vehicles_than_there_are_are_wrong_whatever_opens_their_list(opening):
    text = f"# 概述\n\n年末共有车辆5辆，{opening}应急保障用车4辆、执法执勤用车6辆。\n"
    assert [each for each in relations_of(text, 2023) if not each.holds]
