"""Correct sentences that look as if they contradicted others, or themselves.

Knows parts that overlap, lists in turn, rates of several wholes. Must not know how the program reads any of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from tests.prose.figures import OTHERS, PARTS
from tests.prose.generated import SINCE, Piece, Teller, Told
from tests.prose.others import (
    beside,
    from_nothing,
    halfway,
    institutions,
    last_years,
    last_years_parts,
    next_years_plan,
    other_unit,
    other_wholes,
    rough,
    scores,
    some,
    targets,
    times,
)

Trap = Callable[[Teller], Told]


def overlapping(teller: Teller) -> Told:
    """Parts that are not all, or that overlap."""
    whole = teller.random.choice(list(PARTS))
    parts = teller.random.sample([*PARTS[whole]], 2)
    items = teller.of.items
    line: list[Piece] = [
        whole,
        teller.amount(items[whole].spent),
        teller.pick("，主要包括", "，其中：", "，其中主要是"),
    ]
    for index, part in enumerate(parts):
        line += ["、" if index else "", part, teller.amount(items[part].spent)]
    return beside("overlapping", (*line, teller.pick("等。", "等支出。", "等，用于履行职能。")))


def both_ways(teller: Teller) -> Told:
    """A whole divided in two ways, one after the other."""
    items = teller.of.items
    part = teller.random.choice(["城市更新项目", "老旧小区改造资金"])
    spent = items[part].spent
    own = some(teller, items[part])
    paid = some(teller, items[part])
    line = (
        f"{part}投入",
        teller.amount(spent),
        "，其中：省级资金",
        teller.amount(own),
        "，市级资金",
        teller.amount(spent - own),
        teller.pick("；其中：已支付", "；按用途分，其中：工程费"),
        teller.amount(paid),
        "，未支付",
        teller.amount(spent - paid),
        "。",
    )
    return beside("both ways", line)


def in_turn(teller: Teller) -> Told:
    """Amounts and shares listed one after another."""
    whole = teller.random.choice(list(PARTS))
    parts, items = PARTS[whole], teller.of.items
    line: list[Piece] = ["、".join(parts), "分别为"]
    for index, part in enumerate(parts):
        line += ["、" if index else "", teller.amount(items[part].spent)]
    line.append(teller.pick(f"，分别占{whole}的", "，分别占", f"，占{whole}的比重分别为"))
    for index, part in enumerate(parts):
        line += ["、" if index else "", teller.percentage(items[part].spent / items[whole].spent)]
    return beside("in turn", (*line, "。"))


def counted(teller: Teller) -> Told:
    """Things counted beside their money."""
    batches = teller.random.randint(3, 90)
    item, random = teller.of.items["公务接待费"], teller.random
    first = (
        "公务接待费",
        teller.amount(item.spent),
        "，国内公务接待",
        teller.count(batches, "批次"),
        "，",
        teller.count(batches * random.randint(2, 9), "人次"),
        "，其中外事接待",
        teller.count(0, "批次"),
        "、",
        teller.count(0, "人次"),
        "。",
    )
    bought = teller.of.items["公务用车购置费"].spent
    second = (
        "公务用车购置费",
        teller.amount(bought),
        "，购置公务用车",
        teller.count(random.randint(1, 5) if bought else 0, "辆"),
        "。公务用车运行维护费",
        teller.amount(teller.of.items["公务用车运行维护费"].spent),
        "，年末公务用车保有量为",
        teller.count(random.randint(1, 20), "辆"),
        "。",
    )
    abroad = teller.of.items["因公出国（境）费"].spent
    third = (
        "因公出国（境）费",
        teller.amount(abroad),
        "，全年安排因公出国（境）团组",
        teller.count(random.randint(1, 5) if abroad else 0, "个"),
        "，累计",
        teller.count(random.randint(5, 9) if abroad else 0, "人次"),
        "。",
    )
    return beside("counted", first, second, third)


def adjusted(teller: Teller) -> Told:
    """A budget that was adjusted; rates of both."""
    name = teller.names()
    item = teller.of.items[name]
    adjusted_to = some(teller, item, 1.1, 1.5)
    line = (
        f"{name}年初预算为",
        teller.amount(item.budget),
        "，调整预算为",
        teller.amount(adjusted_to),
        "，支出决算为",
        teller.amount(item.spent),
        "，完成年初预算的",
        teller.percentage(item.spent / item.budget),
        "，完成调整预算的",
        teller.percentage(item.spent / adjusted_to),
        "。",
    )
    return beside("adjusted", line)


def reasons(teller: Teller) -> Told:
    """A change, and what it came from, which is not all."""
    name = teller.names()
    fields = teller.fields(name)
    more = {
        "a": teller.amount(some(teller, teller.of.items[name], 0.05, 0.4), "增加"),
        "b": teller.amount(some(teller, teller.of.items[name], 0.05, 0.4), "减少"),
        "n": teller.count(teller.random.randint(1, 30), "人"),
    }
    template = f"{{name}}{{spent}}，{SINCE}{{change}}，{{growth}}，主要原因是<一是|>新进人员{{n}}，人员工资{{a}}<，|；|；二是>办公用房维修{{b}}。"
    return beside("reasons", teller.pieces(template, {**fields, **more}))


def points(teller: Teller) -> Told:
    """A share, or a rate of completion, that has changed by points."""
    whole = teller.random.choice(["支出合计", "基本支出"])
    part = PARTS[whole][0]
    items = teller.of.items
    share = items[part].spent / items[whole].spent
    before = items[part].last / items[whole].last
    way = ("提高", "上升") if share >= before else ("下降", "降低")
    by = replace(teller.percentage(abs(share - before)), unit="个百分点")
    line = (
        part,
        teller.amount(items[part].spent),
        f"，占{whole}的",
        teller.percentage(share),
        teller.pick("，上年占", "，比重较上年的", "，去年占比为", "（上年为"),
        teller.percentage(before),
        teller.pick("，变化", f"，{way[0]}", f"，{way[1]}了"),
        by,
        "。",
    )
    rates = (
        teller.pick("预算执行率由上年的", "群众满意度从", f"{part}占比由去年的"),
        teller.percentage(before),
        f"{way[0]}{teller.pick('至', '到')}",
        teller.percentage(share),
        teller.pick("，", "，共") + teller.pick(*way),
        by,
        "。",
    )
    return beside("points", line if teller.random.random() < 0.5 else rates)


def means(teller: Teller) -> Told:
    """An amount for each of so many people, and what there is some for each of elsewhere."""
    count = teller.random.randint(2, 900)
    spent = some(teller, teller.of.items["培训费"])
    each = Teller(teller.random, replace(teller.style, unit="元", decimals=2), teller.of)
    line = (
        teller.pick("培训干部", "共培训", "参训人员"),
        teller.count(count, "人"),
        "，支出",
        teller.amount(spent),
        teller.pick("，人均支出", "，人均"),
        each.amount(spent / count),
        teller.pick("", "，人均补助标准"),
        "。",
    )
    other = (
        "受益群众",
        teller.count(count, "人"),
        "，投入资金",
        teller.amount(spent),
        teller.pick("，人均增收", "，户均补助标准", "，人均纯收入达"),
        each.amount(some(teller, teller.of.items["会议费"])),
        "。",
    )
    return beside("means", tuple(piece for piece in line if piece) if line[-2] == "" else other, other)


def of_funds(teller: Teller) -> Told:
    """Wholes of several funds that share their names."""
    part = some(teller, teller.of.items["“三公”经费"])
    line = (
        "“三公”经费支出",
        teller.amount(teller.of.items["“三公”经费"].spent),
        "，其中一般公共预算财政拨款“三公”经费支出",
        teller.amount(part),
        "。",
    )
    name = teller.random.choice(OTHERS)
    second = (
        f"{name}支出",
        teller.amount(teller.of.items[name].spent),
        "（其中：财政拨款",
        teller.amount(some(teller, teller.of.items[name])),
        "）。",
    )
    return beside("of funds", line, second)


def compared_in_words(teller: Teller) -> Told:
    """Whether less was spent than planned, said in words."""
    name = teller.names(lambda name: not name.endswith("收入"))
    fields = teller.fields(name)
    item = teller.of.items[name]
    word = "小于" if item.spent < item.budget else "大于"
    template = f"{{name}}年初预算为{{budget}}，支出决算为{{spent}}，完成年初预算的{{done}}。决算数{word}预算数的主要原因是业务调整。"
    return beside("compared in words", teller.pieces(template, fields))


def the_same_as_before(teller: Teller) -> Told:
    """Nothing has changed."""
    name = teller.names(lambda name: not name.endswith("收入"))
    spent = teller.amount(teller.of.items[name].spent)
    project = teller.pick("档案管理专项", "法律顾问专项")
    nothing = teller.amount(Fraction(0), "增加")
    line = (
        f"{project}年初预算为",
        spent,
        "，支出决算为",
        teller.amount(teller.of.items[name].spent),
        "，完成年初预算的",
        teller.percentage(Fraction(1)),
        teller.pick("，决算数与预算数持平。", "，与上年持平。", "，决算数等于预算数。"),
    )
    second = (f"{project}比上年", nothing, "，增长", teller.percentage(Fraction(0)), "。")
    return beside("the same as before", line, second)


def two_bases(teller: Teller) -> Told:
    """A change against the budget and one against the year before."""
    name = teller.names(lambda name: not name.endswith("收入"))
    fields = teller.fields(name)
    template = "{name}支出决算为{spent}，比年初预算{less}，{under}，比上年{change}，{growth}。"
    return beside("two bases", teller.pieces(template, fields))


def carried_over(teller: Teller) -> Told:
    """Income, what was carried over, and what is left."""
    items = teller.of.items
    start, spent = some(teller, items["支出合计"]), some(teller, items["支出合计"])
    income = items["收入合计"].spent
    line = (
        "年初结转和结余",
        teller.amount(start),
        "，本年收入",
        teller.amount(income),
        "，使用非财政拨款结余",
        teller.amount(spent),
        "，收入总计",
        teller.amount(start + income + spent),
        "。",
    )
    return beside("carried over", line)


def side_by_side(teller: Teller) -> Told:
    """Budgets and spending of parts and whole in one sentence."""
    whole = teller.random.choice(["支出合计", "基本支出", "“三公”经费"])
    line: list[Piece] = []
    for name in (*PARTS[whole], whole):
        item = teller.of.items[name]
        line += [
            "；" if line else "",
            name,
            "预算",
            teller.amount(item.budget),
            "，决算",
            teller.amount(item.spent),
        ]
    return beside("side by side", (*line, "。"))


def small_companies(teller: Teller) -> Told:
    """Procurement from small companies: shares of two wholes."""
    items = teller.of.items
    total = items["政府采购支出"].spent
    small = max(
        teller.style.least, Fraction(round(total * Fraction(teller.random.uniform(0.3, 0.9)) * 100), 100)
    )
    tiny = max(
        teller.style.least, Fraction(round(small * Fraction(teller.random.uniform(0.3, 0.9)) * 100), 100)
    )
    line: list[Piece] = ["政府采购支出总额", teller.amount(total), "，其中："]
    for index, part in enumerate(PARTS["政府采购支出"]):
        line += ["、" if index else "", part, teller.amount(items[part].spent)]
    of, share = teller.random.choice(
        [("政府采购支出总额", tiny / total), ("授予中小企业合同金额", tiny / small)]
    )
    line += [
        "。授予中小企业合同金额",
        teller.amount(small),
        "，占政府采购支出总额的",
        teller.percentage(small / total),
        "，其中：授予小微企业合同金额",
        teller.amount(tiny),
        f"，占{of}的",
        teller.percentage(share),
        "。",
    ]
    for index, word in enumerate(("货物", "工程", "服务")):
        line += [
            f"{'，' if index else ''}{word}采购授予中小企业合同金额占{word}支出金额的",
            teller.percentage(Fraction(teller.random.randint(20, 100), 100)),
        ]
    line.append("。")
    return beside("small companies", tuple(line))


def changes_of_parts(teller: Teller) -> Told:
    """What a whole has changed by, and what its parts have."""
    whole = teller.random.choice(["“三公”经费", "支出合计", "基本支出"])
    line: list[Piece] = []
    for name in (whole, *PARTS[whole]):
        item = teller.of.items[name]
        change = item.spent - item.last
        if 0 < abs(change) < 2 * teller.style.least:
            return beside("changes of parts", ("增减情况见附表。",))
        line += [name if line else f"{whole}支出"]
        if not line[1:]:
            line += [teller.amount(item.spent), "，比上年"]
        if not change:
            line += ["与上年持平"]
        else:
            line += [teller.amount(change, "增加" if change > 0 else "减少")]
            if item.last:
                line += ["，", teller.percentage(change / item.last, "增长" if change > 0 else "下降")]
        line += ["，其中：" if name == whole else "；"]
    return beside("changes of parts", (*line[:-1], "。"))


def of_another(teller: Teller) -> Told:
    """What parts have changed by, and of one of them what another institution spent."""
    told = changes_of_parts(teller)
    part = teller.random.choice(["基本支出", "人员经费", "公用经费", "公务接待费"])
    body = teller.pick("市水文中心", "县图书馆", "第一中学", "执法支队", "区疾控中心", "江口镇")
    spent = teller.amount(some(teller, teller.of.items[part]))
    return beside("of another", *told.paragraphs, (f"{body}{part}", spent, "。"))


def projects(teller: Teller) -> Told:
    """Projects under numbered items, each with the same words for what it was given."""
    marks = teller.random.choice(
        [("（一）", "（二）"), ("一、", "二、"), ("1. ", "2. "), ("（1）", "（2）"), ("①", "②")]
    )
    names = teller.random.sample(
        [
            "农村道路建设项目",
            "饮水安全巩固提升工程",
            "数字档案馆建设项目",
            "县第二中学",
            "城南街道",
            "人才引进专项资金",
        ],
        2,
    )
    given = teller.pick("财政拨款", "县级财政拨款", "到位资金", "实际支出", "项目资金")
    amount = some(teller, teller.of.items["会议费"])
    near = amount + 10 * teller.style.least
    own_line = teller.random.random() < 0.5
    lines: list[tuple[Piece, ...]] = []
    for mark, name, value in zip(marks, names, (amount, near), strict=True):
        told: tuple[Piece, ...] = (given, teller.amount(value), "，资金使用合规。")
        lines += [(f"{mark}{name}",), told] if own_line else [(f"{mark}{name}。", *told)]
    return beside("projects", *lines)


def ten_thousands(teller: Teller) -> Told:
    """People counted in 万, rounded, with a change and a rate that were reckoned before rounding."""
    past = teller.random.randint(300_000, 3_000_000)
    rise = teller.random.randint(20_000, 250_000)
    what, unit = teller.random.choice(
        [("完成门急诊", "人次"), ("接待游客", "人次"), ("参保人数达", "人"), ("造林面积", "亩")]
    )
    line = (
        f"{what}{(past + rise) / 10_000:.2f}万{unit}，{teller.pick('同比', '比上年', '较上年')}增加{rise / 10_000:.2f}万{unit}，",
        teller.percentage(Fraction(rise, past), teller.pick("增长", "增幅")),
        "。",
    )
    return beside("ten thousands", line)


def both_sides(teller: Teller) -> Told:
    """Income and spending, each with its parts; the last part of one stands right before the parts of the other."""
    least = teller.style.least
    incomes = [least * teller.random.randint(10**4, 10**6), least * teller.random.randint(10, 10**4)]
    first = sum(incomes) * Fraction(teller.random.randint(20, 80), 100)
    first -= first % least
    spendings = [first, sum(incomes) - first]
    income, spending = teller.random.choice(
        [("收入", "支出"), ("收入主要", "支出主要"), ("本年收入", "本年支出"), ("其中收入", "其中支出")]
    )
    opening = ":" if income.startswith("其中") else teller.pick("包括", "包括：")
    line = (
        f"{income}{opening}当年拨款",
        teller.amount(incomes[0]),
        "、上年结转",
        teller.amount(incomes[1]),
        f"{teller.pick('；', '。', '，')}{spending}{opening}一般公共服务",
        teller.amount(spendings[0]),
        "、住房保障",
        teller.amount(spendings[1]),
        "。",
    )
    return beside("both sides", line)


def some_vehicles(teller: Teller) -> Told:
    """Vehicles of some sorts, and not of all."""
    numbers = [teller.random.randint(1, 30) for _ in range(3)]
    sorts = teller.random.sample(["应急保障用车", "执法执勤用车", "机要通信用车", "特种专业技术用车"], 2)
    line = (
        teller.pick("共有车辆", "年末公务用车保有量"),
        teller.count(sum(numbers), "辆"),
        f"，其中{sorts[0]}",
        teller.count(numbers[0], "辆"),
        f"、{sorts[1]}",
        teller.count(numbers[1], "辆"),
        "。",
    )
    return beside("some vehicles", line)


TRAPS: Mapping[str, Trap] = {
    each.__name__: each
    for each in (
        institutions,
        next_years_plan,
        targets,
        rough,
        last_years,
        last_years_parts,
        overlapping,
        both_ways,
        other_wholes,
        from_nothing,
        in_turn,
        counted,
        adjusted,
        halfway,
        other_unit,
        reasons,
        points,
        means,
        of_funds,
        compared_in_words,
        the_same_as_before,
        times,
        two_bases,
        carried_over,
        side_by_side,
        scores,
        small_companies,
        changes_of_parts,
        of_another,
        projects,
        ten_thousands,
        both_sides,
        some_vehicles,
    )
}
