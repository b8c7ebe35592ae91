"""Correct sentences on what is not the report's own: other years, other units, plans, targets, rough numbers.

Knows what else reports tell. Must not know how the program reads any of it.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from tests.prose.figures import PARTS, Item
from tests.prose.generated import Piece, Teller, Told, clean


def beside(name: str, *paragraphs: tuple[Piece, ...]) -> Told:
    """What stands beside the sentences that are judged."""
    return Told(f"trap: {name}", tuple(clean(each) for each in paragraphs))


def some(teller: Teller, item: Item, low: float = 0.1, high: float = 0.9) -> Fraction:
    """Some amount of about the size of what was spent on `item`, or of something that is not nothing."""
    base = item.spent or 100 * teller.style.least
    return max(
        teller.style.least, Fraction(round(base * Fraction(teller.random.uniform(low, high)) * 100), 100)
    )


def institutions(teller: Teller) -> Told:
    """Others than the one that reports spend on the same."""
    name = teller.names()
    item = teller.of.items[name]
    spent = [some(teller, item) for _ in range(4)]
    ways = ["减少" if spent[2 * i] < spent[2 * i + 1] else "增加" for i in (0, 1)]
    rates = ["下降" if each == "减少" else "增长" for each in ways]
    if min(abs(spent[0] - spent[1]), abs(spent[2] - spent[3])) < 2 * teller.style.least:
        return beside("institutions", ("下属单位情况另见附件。",))
    line: list[Piece] = []
    for index, unit in enumerate(
        teller.random.sample(["市水文中心", "县图书馆", "第一中学", "执法支队", "局机关"], 2)
    ):
        now, past = spent[2 * index : 2 * index + 2]
        line += [
            "；" if index else "",
            unit,
            teller.pick(name, f"{name}支出", f"{name}决算"),
            teller.amount(now),
            "，比上年",
            teller.amount(now - past, ways[index]),
            "，",
            teller.percentage((now - past) / past, rates[index]),
        ]
    return beside("institutions", (*line, "。"))


def next_years_plan(teller: Teller) -> Told:
    """What is planned for the year to come."""
    name = teller.names()
    item = teller.of.items[name]
    plan = some(teller, item, 1.1, 1.6)
    change = plan - item.budget
    way, rate = ("增加", "增长") if change > 0 else ("减少", "下降")
    if abs(change) < 2 * teller.style.least or not item.budget:
        return beside("next year's plan", ("下一年度预算另行公开。",))
    line = (
        f"{teller.of.year + 1}年预算安排{name}",
        teller.amount(plan),
        f"，比{teller.of.year}年预算",
        teller.amount(change, way),
        "，",
        teller.percentage(change / item.budget, rate),
        "。",
    )
    return beside("next year's plan", line)


def targets(teller: Teller) -> Told:
    """What was to be reached."""
    name = teller.names()
    item = teller.of.items[name]
    line = (
        f"年度目标：{name}控制在",
        teller.amount(some(teller, item, 1.2, 2)),
        teller.pick("以内", "以下", ""),
        "，群众满意度≥",
        teller.percentage(Fraction(95, 100)),
        "，预算执行率不低于",
        teller.percentage(Fraction(90, 100)),
        "。",
    )
    return beside("targets", line)


def rough(teller: Teller) -> Told:
    """Numbers that are not meant to be exact."""
    name = teller.names()
    amount = teller.amount(some(teller, teller.of.items[name], 0.8, 1.2))
    before, after = teller.random.choice(
        [("约", ""), ("近", ""), ("", "左右"), ("超过", ""), ("", "以上"), ("大约", "")]
    )
    share = teller.percentage(Fraction(teller.random.randint(10, 90), 100))
    line = (f"{name}{before}", amount, f"{after}，占比约", share, "。")
    return beside("rough", line)


def last_years(teller: Teller) -> Told:
    """What was told a year ago."""
    name = teller.names()
    item = teller.of.items[name]
    budget = some(teller, item, 0.5, 1.5)
    line = (
        teller.pick("上年", f"{teller.of.year - 1}年度", "去年", f"{teller.of.year - 1}年"),
        f"{name}年初预算为",
        teller.amount(budget),
        "，支出决算为",
        teller.amount(item.last),
        "，完成年初预算的",
        teller.percentage(item.last / budget),
        "。",
    )
    return beside("last year's", line)


def last_years_parts(teller: Teller) -> Told:
    """A whole of the year before, with its parts."""
    whole = teller.random.choice(list(PARTS))
    line: list[Piece] = [
        f"{teller.of.year - 1}年度{whole}",
        teller.amount(teller.of.items[whole].last),
        "，其中：",
    ]
    for index, part in enumerate(PARTS[whole]):
        line += ["，" if index else "", part, teller.amount(teller.of.items[part].last)]
    return beside("last year's parts", (*line, "。"))


def other_wholes(teller: Teller) -> Told:
    """Shares of what is not told."""
    name = teller.names()
    item = teller.of.items[name]
    line = (
        name,
        teller.amount(item.spent),
        teller.pick(
            "，占全市的", f"，占全县{name}的", "，占上年同期的", "，占全省同类支出的", "，占本级财政支出的"
        ),
        teller.percentage(Fraction(teller.random.randint(1, 9999), 10000)),
        "。",
    )
    return beside("other wholes", line)


def from_nothing(teller: Teller) -> Told:
    """A rate of change from nothing."""
    name = teller.pick("设备购置专项", "应急抢险专项", "公务用车更新专项")
    amount = some(teller, teller.of.items["会议费"])
    start = teller.pick("上年无此项支出，增加", "上年为0，增加", "上年没有发生，比上年增加", "比上年增加")
    line = (
        f"{name}支出",
        teller.amount(amount),
        f"，{start}",
        teller.amount(amount),
        "，增长",
        teller.percentage(Fraction(1)),
        "。",
    )
    return beside("from nothing", line)


def halfway(teller: Teller) -> Told:
    """What had been spent by the middle of the year."""
    name = teller.names()
    item = teller.of.items[name]
    half = some(teller, item, 0.2, 0.8)
    line = (
        teller.pick("上半年", "截至6月30日，", "前三季度", "1-6月"),
        f"{name}支出",
        teller.amount(half),
        "，完成年初预算的",
        teller.percentage(half / item.budget),
        "。",
    )
    return beside("halfway", line)


def other_unit(teller: Teller) -> Told:
    """An amount that is told in another unit elsewhere."""
    name = teller.names()
    spent = teller.of.items[name].spent
    unit = "元" if teller.style.unit != "元" else "万元"
    fine = replace(teller.style, unit=unit, decimals=2)
    if spent < 10 * fine.least:
        return beside("other unit", ("金额单位以表为准。",))
    other = Teller(teller.random, fine, teller.of)
    return beside(
        "other unit",
        (f"{name}支出决算", other.amount(spent), "。"),
        (f"{name}支出决算", teller.amount(spent), "。"),
    )


def times(teller: Teller) -> Told:
    """A change told in times, and an average."""
    name = teller.names(lambda name: not name.endswith("收入"))
    item = teller.of.items[name]
    line = (
        f"{name}支出",
        teller.amount(item.spent),
        "，相当于上年的1.5倍，人均",
        teller.amount(some(teller, item, 0.05, 0.3)),
        "，平均每次",
        teller.amount(some(teller, item, 0.01, 0.1)),
        "。",
    )
    return beside("times", line)


def scores(teller: Teller) -> Told:
    """Points that were given."""
    random = teller.random
    first = random.randint(60, 99)
    line = (
        "自评得分",
        teller.count(first, "分"),
        "，其中预算执行率指标满分",
        teller.count(10, "分"),
        "，得",
        teller.count(random.randint(1, 10), "分"),
        "，群众满意度",
        teller.percentage(Fraction(random.randint(70, 100), 100)),
        "，得",
        teller.count(10, "分"),
        "。",
    )
    return beside("scores", line)
