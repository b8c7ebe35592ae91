"""What was spent beside its plan, shares that come to more than all, targets that were missed, means in the wrong unit.

The texts are generated in the words of several provinces: right ones are silent, and what is told the other way is found.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from random import Random

import pytest

from tests.prose.front_door import found_in

SEEDS = range(12)
PLANS = (
    "项目概算{plan}万元，实际完成投资{spent}万元，{word}{by}万元。",
    "项目实际完成投资{spent}万元，比计划投资{plan}万元{word}{by}万元。",
    "工程批复投资{plan}万元，实际投资{spent}万元，{word}{by}万元。",
    "“三公”经费决算{spent}万元，其中公务接待费1.20万元；预算{plan}万元，{word}{by}万元。",
    "工程控制价{plan}万元，结算价{spent}万元，{word}资金{by}万元。",
)
MORE, LESS = {0: "超概算", 3: "超支", 4: "超支"}, "节约"
SHARES = (
    "其中公务用车购置及运行维护费支出占{a}%，公务接待费支出占{b}%。",
    "人员经费占{a}%，公用经费占{b}%。",
    "保险费收入占{a}%、财政补贴收入占{b}%、利息收入占{c}%。",
)
TARGETS = (
    ("建成蓄水池{more}座，超额完成年度{less}座的目标任务。", "建成蓄水池{less}座，超额完成年度{more}座的目标任务。"),
    ("完成调研课题{less}个，未完成年度{more}个的目标。", "完成调研课题{more}个，未完成年度{less}个的目标。"),
    ("新建卫生室{less}所，没有完成{more}所的目标。", "新建卫生室{more}所，没有完成{less}所的目标。"),
    ("改造农房{more}户，圆满完成年度{less}户的任务。", "改造农房{less}户，圆满完成年度{more}户的任务。"),
)  # fmt: skip
MEANS = (
    "全年建成实训室{number}间，总投入{whole}万元，平均每间投入{mean}{unit}。",
    "新建供水点{number}处，共支出{whole}万元，平均每处造价{mean}{unit}。",
    "改造卫生厕所{number}座，总投资{whole}万元，平均每座投资{mean}{unit}。",
)
SILENT = (
    "项目概算12.50万元，实际投资11.20万元，没有超概算。",
    "基本支出占72.12%，人员经费占60.30%，项目支出占27.88%。",
    "女性占60.50%，党员占45.20%。",
    "授予中小企业合同金额占88.50%，其中小微企业占62.10%。",
    "完成调研课题9个，未完成年度计划的2个。",
)


def of_plans(seed: int) -> tuple[str, str]:
    random, at = Random(seed), seed % len(PLANS)
    spent = Decimal(random.randint(2000, 9999)) / 100
    by = Decimal(random.randint(101, 999)) / 100
    more = seed // len(PLANS) % 2 == 0
    ways = MORE.get(at, "超出计划投资"), LESS
    told = {"spent": spent, "plan": spent - by if more else spent + by, "by": by}
    if not more and at == 3:
        ways = ways[0], "节约"
    right, wrong = ways if more else ways[::-1]
    return PLANS[at].format(**told, word=right), PLANS[at].format(**told, word=wrong)


def of_shares(seed: int) -> tuple[str, str]:
    random = Random(seed)
    a = Decimal(random.randint(5001, 6999)) / 100
    c = Decimal(random.randint(101, 299)) / 100
    pattern = SHARES[seed % len(SHARES)]
    b = 100 - a - (c if "{c}" in pattern else 0)
    return tuple(pattern.format(a=a, b=each, c=c) for each in (b, b + 10))


def of_targets(seed: int) -> tuple[str, str]:
    less = Random(seed).randint(6, 40)
    return tuple(each.format(less=less, more=less + 2) for each in TARGETS[seed % len(TARGETS)])


def of_means(seed: int) -> tuple[str, str]:
    random = Random(seed)
    number, whole = random.randint(4, 30), Decimal(random.randint(10001, 99999)) / 100
    mean = (whole / number).quantize(Decimal("0.01"), ROUND_HALF_UP)
    told = {"number": number, "whole": whole, "mean": mean}
    pattern = MEANS[seed % len(MEANS)]
    return pattern.format(**told, unit="万元"), pattern.format(**told, unit="元")


KINDS = {"plans": of_plans, "shares": of_shares, "targets": of_targets, "means": of_means}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    texts = {f"silent{at}": text for at, text in enumerate(SILENT)}
    for name, made in KINDS.items():
        for seed in SEEDS:
            texts[f"{name}{seed}right"], texts[f"{name}{seed}wrong"] = made(seed)
    given = {name: (2023, f"# 概述\n\n{text}\n") for name, text in texts.items()}
    return found_in(tmp_path_factory.mktemp("plans"), given)


@pytest.mark.parametrize("name", KINDS)
def test_what_is_told_rightly_is_silent(found, name):
    told = {seed: found[f"{name}{seed}right"] for seed in SEEDS}
    assert not any(told.values()), [KINDS[name](seed)[0] for seed in SEEDS if told[seed]]


@pytest.mark.parametrize("name", KINDS)
def test_what_is_told_the_other_way_is_found(found, name):
    missed = [KINDS[name](seed)[1] for seed in SEEDS if not found[f"{name}{seed}wrong"]]
    assert not missed


@pytest.mark.parametrize("at", range(len(SILENT)))
def test_what_is_no_such_statement_is_left_alone(found, at):
    assert not found[f"silent{at}"]
