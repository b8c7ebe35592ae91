"""Where several relations do not hold, the number is named whose change mends most of them, and each fault by itself."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from random import Random

import pytest

from sitegen.diagnostics import Diagnostic
from tests.prose.front_door import found_in

SEEDS = range(30)
FUNDS = (
    "{year}年社会保险基金收入合计{whole}万元，其中：保险费收入{a}万元，占{a_share}%；财政补贴收入{b}万元，占{b_share}%；利息收入{c}万元，占{c_share}%。",
    "{year}年收入合计{whole}万元，其中：事业收入{a}万元，占{a_share}%；经营收入{b}万元，占{b_share}%；其他收入{c}万元，占{c_share}%。",
    "{year}年支出合计{whole}万元，其中：人员经费{a}万元，占{a_share}%；公用经费{b}万元，占{b_share}%；项目支出{c}万元，占{c_share}%。",
)
CHANGES = (
    "{year}年度公务用车运行维护费支出决算{level}万元，比上年{way}{change}万元，{way_of_rate}{rate}%。",
    "{year}年会议费支出{level}万元，较上年{way}{change}万元，{way_of_rate}{rate}%。",
    "{year}年度培训费决算{level}万元，与上年相比{way}{change}万元，{way_of_rate}{rate}%。",
)
SPLIT = "其中：燃油费{a}万元，维修费{b}万元，保险费{c}万元。"
CENT = Decimal("0.01")


def rounded(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


def at(found: list[Diagnostic]) -> list[str]:
    """What stands where each finding is."""
    return [each.place.line_text[each.place.column - 1 :][: each.place.length] for each in found]


def parts(random: Random) -> dict[str, Decimal]:
    amounts = [Decimal(random.randint(100_000, 999_999)) / 100 for _ in range(3)]
    whole = sum(amounts)
    shares = [rounded(100 * each / whole) for each in amounts]
    names = "abc"
    told = dict(zip(names, amounts, strict=True)) | {"whole": whole}
    return told | {f"{name}_share": share for name, share in zip(names, shares, strict=True)}


def told_of_funds(seed: int) -> tuple[str, dict[str, Decimal]]:
    told = parts(Random(seed))
    return FUNDS[seed % len(FUNDS)], told


def change(random: Random) -> dict[str, Decimal]:
    level = Decimal(10 * random.randint(300, 899) + random.randint(1, 9)) / 100
    by = Decimal(random.randint(111, 999)) / 100
    return {"level": level, "change": by, "rate": rounded(100 * by / (level + by))}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    narratives: dict[str, str] = {}
    for seed in SEEDS:
        pattern, told = told_of_funds(seed)
        narratives[f"right{seed}"] = pattern.format(year=2023, **told)
        wrong = pattern.format(year=2023, **told)
        wrong = wrong.replace(f"{told['b']}万元", f"{told['b']}元")
        share = told["a_share"]
        narratives[f"unit{seed}"] = wrong.replace(f"{share}%", f"{share + 3}%", 1)
        of = CHANGES[seed % len(CHANGES)]
        down = {"way": "减少", "way_of_rate": "下降"}
        told = change(Random(seed)) | {"year": 2023}
        narratives[f"down{seed}"] = of.format(**told, **down)
        turned = of.format(**told, way="增加", way_of_rate="增长")
        a = rounded(told["level"] * Decimal("0.4"))
        b = int(told["level"] / 3) + Decimal("0.25")
        split = {"a": a, "b": b + Decimal("0.50"), "c": told["level"] - a - b}
        narratives[f"turned{seed}"] = turned + SPLIT.format(**split)
        again = of.format(**told | {"rate": told["rate"] + 1}, **down)
        narratives[f"twice{seed}"] = again.replace("比上年", f"比上年的{told['level'] + told['change']}万元")
    given = {name: (2023, f"# 概述\n\n{text}\n") for name, text in narratives.items()}
    return found_in(tmp_path_factory.mktemp("accused"), given)


@pytest.mark.parametrize("name", ["right", "down"])
def test_what_agrees_is_not_accused(found, name):
    assert not [each for seed in SEEDS for each in found[f"{name}{seed}"]]


def test_a_unit_that_breaks_several_relations_and_a_share_are_two_faults(found):
    for seed in SEEDS:
        told = told_of_funds(seed)[1]
        accused = found[f"unit{seed}"]
        assert f"{told['b']}元" in at(accused), seed
        assert f"{told['a_share'] + 3}%" in at(accused), seed
        assert f"{told['b_share']}%" not in at(accused), seed
        assert any(f"如果是 {told['b']}万元" in each.remedy for each in accused), seed


def test_a_change_told_the_wrong_way_is_not_hidden_by_a_sum_of_the_same_amount(found):
    for seed in SEEDS:
        accused = found[f"turned{seed}"]
        assert {each.code for each in accused} == {"TEXT122", "TEXT124"}, seed
        remedy = next(each.remedy for each in accused if each.code == "TEXT122")
        assert "增减方向都改过来" in remedy, seed


def test_a_place_that_is_only_counted_is_named_with_its_line(found):
    messages = [each.message for seed in SEEDS for each in found[f"twice{seed}"]]
    told = [each for each in messages if "另外" in each]
    assert told
    assert all("第 3 行第" in each or "正文" in each.partition("另外")[2] for each in told)
