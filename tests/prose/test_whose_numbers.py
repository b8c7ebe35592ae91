"""Of what a number is told, where several may be meant: the whole before a list, what stands beside it, what is taken up again.

Every text is made anew of random numbers that agree: it is silent; with one number changed, it is named.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from random import Random

import pytest

from tests.prose.reading import relations_of

SEEDS = range(20)
CENT = Decimal("0.01")
Made = tuple[str, tuple[str, ...]]
"""A text that is right, and some that are wrong."""


def rounded(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


def share(part: Decimal | int, whole: Decimal | int) -> Decimal:
    return rounded(Decimal(100) * part / whole)


def amount(random: Random, low: int = 100_000, high: int = 999_999) -> Decimal:
    return Decimal(random.randint(low, high)) / 100


def year_before_behind_a_list(random: Random) -> Made:
    whole, part = amount(random, 600_000), amount(random, 10_000, 90_000)
    before = whole - amount(random, 10_000, 50_000)
    pattern = random.choice(
        (
            "收入总计{whole}万元，其中年初结转{part}万元，比上年的{before}万元增加{more}万元，增长{rate}%。",
            "支出合计{whole}万元，其中项目支出{part}万元，较上年的{before}万元增加{more}万元，增长{rate}%。",
            "全年补助{whole}万元，其中救灾补助{part}万元，比2022年的{before}万元增加{more}万元，增长{rate}%。",
        )
    )
    told = {"whole": whole, "part": part, "before": before, "more": whole - before}
    told["rate"] = share(whole - before, before)
    return pattern.format(**told), (pattern.format(**told | {"rate": told["rate"] + 3}),)


def year_before_of_counts(random: Random) -> Made:
    parts = [random.randint(11, 60) for _ in range(3)]
    whole = sum(parts)
    before = whole - random.randint(5, 9)
    pattern = "全年公示{}次，其中县级{}次、乡镇级{}次、村级{}次，比上年同期的{}次增加{}次，增长{}%。"
    rate = share(whole - before, before)
    right = pattern.format(whole, *parts, before, whole - before, rate)
    return right, (pattern.format(whole, *parts, before, whole - before, rate + 4),)


def what_was_paid_of_several(random: Random) -> Made:
    planned = [amount(random, 300_000, 400_000), amount(random, 100_000, 200_000)]
    paid = [each - amount(random, 1_000, 9_000) for each in planned]
    rate = share(paid[1], planned[1])
    text = random.choice(
        (
            "其中，中央财政资金支出{}万元，省级资金支出{}万元，执行率{}%。",
            "一般公共预算资金执行{}万元，政府性基金预算资金执行{}万元，后者执行率为{}%。",
        )
    )
    received = "下达资金{}万元，支出资金{}万元，执行率{}%。"
    wrong = received.format(planned[0], paid[0], share(paid[0], planned[0]) - 5)
    return text.format(*paid, rate), (wrong,)


def beside_a_list(random: Random) -> Made:
    inner = [amount(random, 200_000, 400_000), amount(random, 50_000, 150_000)]
    first, second = sum(inner), amount(random, 200_000, 500_000)
    whole = first + second
    pattern = random.choice(
        (
            "基本支出{}万元，占{}%，其中人员经费{}万元、公用经费{}万元；项目支出{}万元，占{}%。",
            "产业发展资金{}万元，占{}%，其中用于种植的{}万元、用于养殖的{}万元；乡村建设资金{}万元，占{}%。",
        )
    )
    told = [first, share(first, whole), *inner, second, share(second, whole)]
    return pattern.format(*told), (pattern.format(*told[:-1], told[-1] + 7),)


def part_named_with_its_whole(random: Random) -> Made:
    staff, teachers = random.randint(600, 900), random.randint(400, 550)
    double = random.randint(200, 390)
    pattern = random.choice(
        (
            "年末教职工{}人，其中专任教师{}人；专任教师中双师型教师{}人，占{}%。",
            "年末职工{}人，其中专业技术人员{}人；专业技术人员中高级职称{}人，占{}%。",
        )
    )
    right = share(double, teachers)
    return pattern.format(staff, teachers, double, right), (
        pattern.format(staff, teachers, double, right + 6),
    )


def some_of_them(random: Random) -> Made:
    whole = random.randint(40, 90)
    part = whole - random.randint(5, 20)
    thing, done = random.choice(
        (("完工小区", "实施雨污分流"), ("行政村", "通公交"), ("抽查项目", "存在问题"))
    )
    pattern = f"{{}}个{thing}中有{{}}个{done}，占{{}}%。"
    right = share(part, whole)
    return pattern.format(whole, part, right), (pattern.format(whole + 1, part, right),)


def more_than_last_year(random: Random) -> Made:
    before, more = random.randint(2000, 3000), random.randint(60, 99)
    rate = share(more, before)
    unit, name = random.choice((("户", "发放户数"), ("人", "资助人数"), ("家", "年检家数")))
    pattern = f"{name}比上年的{{}}{unit}多{{}}{unit}，增长{{}}%。"
    return pattern.format(before, more, rate), (pattern.format(before, more, rate + 2),)


def means_of_the_paragraph(random: Random) -> Made:
    cost, visits, guests = amount(random, 800, 1999), random.randint(40, 90), random.randint(300, 700)
    mean = rounded(cost * 10_000 / guests)
    pattern = random.choice(
        (
            "公务接待费支出{}万元，完成预算的69.00%。全年国内公务接待{}批次、{}人次，比上年增加7批次、55人次，人均{}元。",
            "国内公务接待支出{}万元。共接待{}批次、{}人次（不含司机），人均{}元。",
        )
    )
    wrong = (
        pattern.format(cost, visits, guests, mean * 10),
        pattern.format(cost, visits, guests, mean).replace(f"{mean}元", f"{mean}万元"),
    )
    return pattern.format(cost, visits, guests, mean), wrong


def taken_up_again(random: Random) -> Made:
    sent = random.randint(5, 9) * 100
    back = sent - random.randint(11, 30)
    pattern = "发放问卷{}份，收回有效问卷{}份。\n\n二是管护不够，{}份问卷中有61份提到维护不及时。"
    return pattern.format(sent, back, sent), (pattern.format(sent, back, sent + 50),)


def visits_of_the_year(random: Random) -> Made:
    tens, ones = random.sample(range(1, 10), 2)
    pattern = "全年国内公务接待{}批次、{}人次。\n\n全年{}批次公务接待均有公函。"
    visits, guests = 10 * tens + ones, random.randint(300, 700)
    return pattern.format(visits, guests, visits), (pattern.format(visits, guests, 10 * ones + tens),)


def who_is_insured(random: Random) -> Made:
    working, retired = random.randint(60_000, 90_000), random.randint(20_000, 30_000)
    pattern = "职工医保参保{}人（在职{}人、退休{}人），比上年增加1365人。"
    right = pattern.format(working + retired, working, retired)
    return right, (pattern.format(working + retired, working, retired - 429),)


def listed_in_one_breath(random: Random) -> Made:
    parts = [random.randint(2, 5) for _ in range(4)]
    done = random.randint(1, 2)
    pattern = "{}个项目已全部开工，其中产业{}个、建设{}个、就业{}个、教育{}个，完工{}个。"
    return pattern.format(sum(parts), *parts, done), (pattern.format(sum(parts) - 1, *parts, done),)


def marks_in_all(random: Random) -> Made:
    got = [Decimal(random.randint(900, 999)) / 100, Decimal(random.randint(450, 499)) / 10, 30, 10]
    whole = sum(got)
    pattern = "预算执行10分，按执行率得{}分；产出指标50分，得{}分；效益指标30分，得{}分；满意度指标10分，得{}分。自评总分{}分。"
    wrong = pattern.format(got[0] + Decimal("0.36"), *got[1:], whole)
    return pattern.format(*got, whole), (wrong,)


KINDS: tuple[Callable[[Random], Made], ...] = (
    year_before_behind_a_list,
    year_before_of_counts,
    what_was_paid_of_several,
    beside_a_list,
    part_named_with_its_whole,
    some_of_them,
    more_than_last_year,
    means_of_the_paragraph,
    taken_up_again,
    visits_of_the_year,
    who_is_insured,
    listed_in_one_breath,
    marks_in_all,
)
SILENT = {
    "several bodies in brackets": "47个小区中，青山县8个、安远县5个、双溪县3个（安远、双溪两县的8个小区由县区配套资金安排）。",
    "those that did and those that did not": "18项三级指标中，达到目标的15项，未达到目标的3项。",
    "what was paid of a fund": "其中，中央资金支出3620.50万元，进度52.85%。\n\n中央资金用于产业4720.00万元，占中央资金的68.91%。",
    "the whole of another fund": "本年支出中：基本支出51479.68万元，占84.49%；项目支出9452.38万元，占15.51%。\n\n"
    "2023年度一般公共预算财政拨款基本支出8112.03万元，占43.66%。其中，人员经费7581.07万元，公用经费530.96万元。",
    "a target and what was done": "改造城镇老旧小区46个。\n\n47个小区中有39个完成验收。",
    "marks of one group": "产出指标得48.5分，其中数量得20分，质量得18.5分，时效得10分。",
}


def broken(text: str) -> list[object]:
    return [each for each in relations_of(f"# 情况说明\n\n{text}\n", 2023) if not each.holds]


@pytest.mark.parametrize("kind", KINDS)
def test_what_agrees_is_silent_and_what_does_not_is_named(kind):
    for seed in SEEDS:
        right, wrong = kind(Random(f"{kind.__name__} {seed}"))
        assert not broken(right), right
        for each in wrong:
            assert broken(each), each


@pytest.mark.parametrize("kind", SILENT)
def test_what_may_well_be_is_silent(kind):
    assert not broken(SILENT[kind])
