"""Disclosure texts made from figures that agree, in the sentences that departments write.

Knows how reports tell amounts, changes, rates and shares, and which numbers of a sentence depend on one another.
Must not know how the program reads any of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from random import Random

from tests.prose.equations import Equation
from tests.prose.figures import LEAVES, OTHERS, PARTS, Figures, figures
from tests.prose.written_numbers import Number, Style, number, style

Piece = str | Number


@dataclass(frozen=True, slots=True)
class Told:
    """Paragraphs, each of words and numbers, of one `pattern`; `equations` are those that can be judged."""

    pattern: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    equations: tuple[Equation, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """All that is told in a report of `year`."""

    year: int
    told: tuple[Told, ...]

    @property
    def numbers(self) -> Iterator[Number]:
        """Its numbers in order."""
        for told in self.told:
            for paragraph in told.paragraphs:
                yield from (piece for piece in paragraph if isinstance(piece, Number))

    def markdown(self, old: Number | None = None, new: Number | None = None) -> Written:
        """The narrative, with the number `new` for `old`."""
        lines = ["# 概述", ""]
        places: dict[tuple[int, int], Number] = {}
        for told in self.told:
            for paragraph in told.paragraphs:
                line = ""
                for piece in paragraph:
                    each = new if new is not None and piece is old else piece
                    if isinstance(each, Number):
                        line += each.way
                        places[len(lines) + 1, len(line) + 1] = piece
                        line += each.written
                    else:
                        line += each
                lines += [line, ""]
        return Written("\n".join(lines), places)


@dataclass(frozen=True, slots=True)
class Written:
    """A narrative, and which number of its text begins at which line and column."""

    markdown: str
    places: Mapping[tuple[int, int], Number]


class Teller:
    """Tells figures; every choice of words is `random`'s."""

    def __init__(self, random: Random, writing: Style, of: Figures) -> None:
        self.random, self.style, self.of = random, writing, of

    @cached_property
    def funds(self) -> tuple[Fraction, ...]:
        """Income, two amounts that are added to it and one that is taken away: the same wherever a text tells them."""
        least = self.style.least
        return tuple(least * self.random.randint(10**size, 30 * 10**size) for size in (3, 3, 3, 2))

    @cached_property
    def account(self) -> tuple[str, Fraction, Fraction, Fraction, Fraction]:
        """A fund's name, its income, what it spent, and a part of either."""
        least = self.style.least
        income = self.random.randint(10**4, 30 * 10**4)
        spent = income * self.random.randint(30, 90) // 100
        parts = [self.random.randint(10**size, 3 * 10**size) for size in (3, 2)]
        fund = self.pick("职工养老保险基金", "失业保险基金", "居民医疗保险基金")
        return fund, least * income, least * spent, least * parts[0], least * parts[1]

    def amount(self, value: Fraction, way: str = "") -> Number:
        """An amount of money."""
        return number(value, self.style.unit, self.style, way)

    def percentage(self, value: Fraction, way: str = "") -> Number:
        """A part of 1."""
        return number(value, "%", self.style, way)

    def count(self, value: int, unit: str) -> Number:
        """A number of things."""
        return number(Fraction(value), unit, self.style)

    def pick(self, *choices: str) -> str:
        """One of the words."""
        return self.random.choice(choices)

    def pieces(self, template: str, fields: Mapping[str, Piece]) -> tuple[Piece, ...]:
        """The template with the fields in its places: {name}, and one of several words: <为|是>."""
        chosen = re.sub(r"<([^<>]*)>", lambda match: self.pick(*match[1].split("|")), template)
        parts = re.split(r"\{(\w+)\}", chosen)
        found = [fields[part] if index % 2 else part for index, part in enumerate(parts)]
        return tuple(piece for piece in found if piece != "")

    def fields(self, name: str) -> dict[str, Piece]:
        """Everything that can be told of one thing."""
        item, year = self.of.items[name], self.of.year
        change = item.spent - item.last
        up = change > 0
        less = item.spent - item.budget
        money = self.pick("增加", "增加", "增收" if name.endswith("收入") else "增加") if up else "减少"
        rate = self.pick("增长", "上升") if up else self.pick("下降", "降低")
        found: dict[str, Piece] = {
            "name": name,
            "year": str(year),
            "past": str(year - 1),
            "budget": self.amount(item.budget),
            "spent": self.amount(item.spent),
            "last": self.amount(item.last),
            "base": self.amount(item.last),
            "change": self.amount(change, money),
            "less": self.amount(less, "增加" if less > 0 else "减少"),
        }
        if item.budget:
            found["done"] = self.percentage(item.spent / item.budget)
            found["under"] = self.percentage(less / item.budget, "增长" if less > 0 else "下降")
        if item.last:
            found["growth"] = self.percentage(change / item.last, rate)
        return found

    def names(self, fits: Callable[[str], bool] = bool) -> str:
        """The name of something that has changed."""
        known = [name for name in (*LEAVES, *OTHERS, *PARTS) if fits(name)]
        changed = [
            name
            for name in known
            if self.of.items[name].spent != self.of.items[name].last
            and self.of.items[name].spent != self.of.items[name].budget
            and self.of.items[name].last
        ]
        return self.random.choice(changed)


SINCE = "<比上年|较上年|同比|与上年相比，|较上年度|比去年|与{past}年相比，|较{past}年度决算数|比{past}年|比上年决算数|与{past}年度相比>"
IS = "<为|是|>"
_TEMPLATES: Mapping[str, tuple[str, ...]] = {
    "completion": (
        f"{{name}}年初预算{IS}{{budget}}，支出决算{IS}{{spent}}，完成年初预算的{{done}}。",
        f"{{name}}<全年|年初|本年|调整>预算<数|>{IS}{{budget}}，<执行数|决算数|实际支出>{IS}{{spent}}，<执行率|预算执行率|完成率|预算完成率>{IS}{{done}}。",
        "{year}年度{name}预算{budget}，支出决算{spent}，<完成预算|占预算的|为预算的>{done}。",
        "{name}支出决算为{spent}，完成年初预算{budget}的{done}。",
        "年初预算安排{name}{budget}，实际支出{spent}，预算执行率为{done}。",
    ),
    "change": (
        f"{{year}}年度{{name}}{{spent}}，{SINCE}{{change}}，{{growth}}。",
        f"{{name}}<支出决算|决算|>{IS}{{spent}}，{SINCE}{{change}}，{{growth}}。",
        f"{{name}}<共计|总计|合计|>{{spent}}，{SINCE}{{growth}}，{{change}}。",
        f"{{name}}{{spent}}（{SINCE}{{change}}，{{growth}}）。",
        "{name}{spent}，{change}，{growth}。",
        f"{{name}}{{spent}}。{SINCE}{{change}}，{{growth}}，主要原因是业务调整。",
        f"{{name}}{{spent}}，{SINCE}{{change}}<、|；>{{growth}}。",
    ),
    "change of both": (
        f"{{name}}年初预算为{{budget}}，支出决算为{{spent}}，完成年初预算的{{done}}，{SINCE}{{change}}，{{growth}}。",
        f"{{name}}预算{{budget}}，决算{{spent}}，执行率{{done}}；{SINCE}{{change}}，{{growth}}。",
    ),
    "from to": (
        "{name}由上年的{last}<降至|减少到|下降到>{spent}，{growth}。",
        "{name}由{past}年的{last}<降至|减至|减少至>{spent}，{change}，{growth}。",
    ),
    "than before": (
        "{name}{spent}，<较|比>上年的{last}{change}，{growth}。",
        "{name}支出{spent}，上年支出{last}，{change}，{growth}。",
        "{name}{year}年决算{spent}，{past}年决算{last}，同比{change}，{growth}。",
        "{year}年{name}{spent}，<与|同|比>{past}年{last}<相比|相比较|>{change}，{growth}。",
        "{year}年{name}{spent}，<比|较>{past}年{name}{last}{change}，{growth}。",
        "{name}<比|较>{past}年的{base}{change}，{growth}。",
    ),
    "than budget": (
        "{name}年初预算为{budget}，支出决算为{spent}，<比年初预算|较年初预算数|比预算数>{less}，{under}。",
        "{name}支出决算{spent}，比年初预算{budget}{less}，{under}。",
    ),
}
_EQUATIONS = (
    ("quotient", ("spent", "budget", "done")),
    ("growth", ("spent", "change", "growth")),
    ("growth from", ("spent", "last", "growth")),
    ("difference", ("spent", "last", "change")),
    ("quotient", ("change", "base", "growth")),
    ("growth", ("spent", "less", "under")),
    ("difference", ("spent", "budget", "less")),
)


def equations(pieces: Iterable[Piece], fields: Mapping[str, Piece]) -> Iterator[Equation]:
    """What the numbers of a sentence must satisfy, by the fields that it has."""
    told = set(map(id, pieces))
    for kind, names in _EQUATIONS:
        numbers = [fields.get(name) for name in names]
        if all(id(each) in told for each in numbers):
            yield Equation(kind, tuple(each for each in numbers if isinstance(each, Number)))


def of_one(teller: Teller, pattern: str) -> Told:
    """What is told of one thing, in a sentence of `pattern`."""
    of = teller.of.items
    template = teller.random.choice(_TEMPLATES[pattern])
    falls = pattern == "from to"
    name = teller.names(lambda name: not falls or of[name].spent < of[name].last)
    fields = teller.fields(name)
    pieces = teller.pieces(template, fields)
    return Told(pattern, (pieces,), tuple(equations(pieces, fields)))


def of_whole(teller: Teller, pattern: str) -> Told:
    """A whole and all its parts."""
    whole = teller.random.choice(list(PARTS))
    parts = [*PARTS[whole]]
    teller.random.shuffle(parts)
    parts.sort(key=lambda part: part.startswith("其他"))
    items = teller.of.items
    total = teller.amount(items[whole].spent)
    amounts = [teller.amount(items[part].spent) for part in parts]
    told: list[Equation] = [Equation("sum", (*amounts, total))]
    shares = [teller.percentage(items[part].spent / items[whole].spent) for part in parts]
    year = str(teller.of.year)
    among = teller.pick("，其中：", "，其中", "，包括：", "。其中：", "，其中，", "，具体为：")
    if pattern == "whole and shares":
        told += [Equation("quotient", (a, total, s)) for a, s in zip(amounts, shares, strict=True)]
        how = teller.pick("，占{}", "，占比{}", "（占{}）", f"，占{whole}的{{}}", "，占比为{}")
        before, _, after = how.partition("{}")
    head: list[Piece] = [
        teller.pick("", f"{year}年度", "本年度"),
        whole,
        teller.pick("", "共计", "总计", "为", "决算为"),
        total,
    ]
    rows: list[list[Piece]] = []
    for part, amount, share in zip(parts, amounts, shares, strict=True):
        row: list[Piece] = [part, amount]
        if pattern == "whole and shares":
            row += [before, share, after]
        rows.append(row)
    if pattern == "whole in paragraphs":
        marks = teller.random.choice(
            [
                ("（{}）", "一二三四五六"),
                ("{}、", "一二三四五六"),
                ("{}. ", "123456"),
                ("{}", "①②③④⑤⑥"),
                ("- {}", ["", "", "", "", "", ""]),
            ]
        )
        paragraphs: list[tuple[Piece, ...]] = [
            (*head, teller.pick("，其中：", "，具体如下：", "，其中", "。其中："))
        ]
        for index, row in enumerate(rows):
            tail = teller.pick("。", "，主要用于单位日常运转。", "；")
            paragraphs.append((marks[0].format(marks[1][index]), *row, tail))
        return Told(pattern, tuple(clean(each) for each in paragraphs), tuple(told))
    join = teller.pick("，", "；", "、") if pattern != "whole and shares" else teller.pick("；", "，")
    line: list[Piece] = [*head, among]
    for index, row in enumerate(rows):
        line += [join if index else "", *row]
    return Told(pattern, (clean([*line, "。"]),), tuple(told))


def of_share(teller: Teller, pattern: str) -> Told:
    """A part, its share, and the whole, which is named."""
    whole = teller.random.choice(list(PARTS))
    part = teller.random.choice([part for part in PARTS[whole] if teller.of.items[part].spent])
    items = teller.of.items
    total, amount = teller.amount(items[whole].spent), teller.amount(items[part].spent)
    share = teller.percentage(items[part].spent / items[whole].spent)
    template = teller.random.choice(
        [
            "{whole}{total}。{part}{amount}，占{whole}的{share}。",
            "{part}{amount}，占{whole}{total}的{share}。",
            "{whole}为{total}，{part}为{amount}，占{whole}的{share}。",
            "{year}年{whole}{total}，其中{part}{amount}，占比{share}。",
            "{part}支出决算为{amount}，占<全年|>{whole}（{total}）的{share}。",
        ]
    )
    fields = {
        "whole": whole,
        "part": part,
        "total": total,
        "amount": amount,
        "share": share,
        "year": str(teller.of.year),
    }
    return Told(pattern, (teller.pieces(template, fields),), (Equation("quotient", (amount, total, share)),))


def of_nested(teller: Teller, pattern: str) -> Told:
    """A whole with parts of which one has parts in brackets."""
    whole, middle = teller.random.choice(
        [("支出合计", "基本支出"), ("“三公”经费", "公务用车购置及运行维护费")]
    )
    items = teller.of.items
    total = teller.amount(items[whole].spent)
    amounts = {part: teller.amount(items[part].spent) for part in (*PARTS[whole], *PARTS[middle])}
    opening, closing = teller.random.choice(
        [("（其中：", "）"), ("（其中", "）"), ("（", "）"), ("（包括", "）")]
    )
    line: list[Piece] = [whole, total, teller.pick("，其中：", "，其中")]
    for index, part in enumerate(PARTS[whole]):
        line += ["，" if index else "", part, amounts[part]]
        if part == middle:
            first, second = PARTS[middle]
            line += [opening, first, amounts[first], "、", second, amounts[second], closing]
    line.append("。")
    found = [Equation("sum", (*(amounts[part] for part in PARTS[whole]), total))]
    found.append(Equation("sum", (*(amounts[part] for part in PARTS[middle]), amounts[middle])))
    return Told(pattern, (clean(line),), tuple(found))


def of_repeat(teller: Teller, pattern: str) -> Told:
    """One amount in two paragraphs."""
    name = teller.names(lambda name: len(name) >= 4 and name not in ("收入合计", "支出合计"))
    fields = teller.fields(name)
    first = teller.pieces("{year}年度{name}支出决算为{spent}，<主要用于日常工作。|用途符合规定。>", fields)
    again = {**fields, "spent": teller.amount(teller.of.items[name].spent)}
    second = teller.pieces("{name}支出决算<为|>{spent}，完成年初预算的{done}。", again)
    numbers = tuple(each for each in (fields["spent"], again["spent"]) if isinstance(each, Number))
    return Told(pattern, (first, second), (Equation("same", numbers),))


def of_funds(teller: Teller, pattern: str) -> Told:
    """Income with what is added to it and what is taken away, and what that comes to."""
    *parts, away = teller.funds
    added, taken = [teller.amount(each) for each in parts], teller.amount(away)
    total = teller.amount(sum(parts) - away)
    fields = {"first": added[0], "second": added[1], "third": added[2], "taken": taken, "total": total}
    template = teller.random.choice(
        [
            "全县一般公共预算收入{first}，加上上级补助收入{second}、调入资金{third}，<扣除|减去>上解支出{taken}，收入总量为{total}。",
            "一般公共预算收入完成{first}；加上转移支付收入{second}，上年结余{third}；扣除体制上解支出{taken}，可用财力总计{total}。",
        ]
    )
    equation = Equation("sum less the last", (*added, taken, total))
    return Told(pattern, (teller.pieces(template, fields),), (equation,))


def of_vehicles(teller: Teller, pattern: str) -> Told:
    """Vehicles by what they are for, all of them."""
    numbers = [teller.random.randint(1, 60) for _ in range(3)]
    parts = [teller.count(each, "辆") for each in numbers]
    total = teller.count(sum(numbers), "辆")
    fields = {"total": total, "first": parts[0], "second": parts[1], "third": parts[2]}
    template = teller.random.choice(
        [
            "年末公务用车保有量{total}，其中：机要通信用车{first}、执法执勤用车{second}、其他用车{third}。",
            "<截至年末，|>本单位共有车辆{total}（包括主要领导干部用车{first}，应急保障用车{second}，特种专业技术用车{third}）。",
        ]
    )
    return Told(pattern, (teller.pieces(template, fields),), (Equation("sum", (*parts, total)),))


def of_balance(teller: Teller, pattern: str) -> Told:
    """Income and spending of one fund, each with a part of it, and what is left."""
    fund, income, spent, part, other = teller.account
    fields = {
        "income": teller.amount(income),
        "spent": teller.amount(spent),
        "part": teller.amount(part),
        "other": teller.amount(other),
        "left": teller.amount(income - spent),
    }
    template = (
        f"{fund}<收入|收入完成>{{income}}，其中<：|>保险费收入{{part}}。<支出|基金支出>{{spent}}<，其中：待遇支出{{other}}|>。"
        "<本年|当年>收支结余{left}。"
    )
    numbers = tuple(fields[name] for name in ("income", "spent", "left"))
    return Told(pattern, (teller.pieces(template, fields),), (Equation("difference", numbers),))


def of_two_sentences(teller: Teller, pattern: str) -> Told:
    """Both years in one sentence, the change in the next."""
    fields = teller.fields(teller.names())
    template = f"{{name}}{IS}{{spent}}，上年{{name}}{IS}{{last}}。<与上年相比，|较上年|比去年>{{change}}<，{{growth}}|>。"
    pieces = teller.pieces(template, fields)
    return Told(pattern, (pieces,), tuple(equations(pieces, fields)))


def of_complements(teller: Teller, pattern: str) -> Told:
    """What is done of something, and what is not."""
    done, left = (teller.random.randint(100, 900) for _ in range(2))
    fields = {
        "done": teller.count(done, "项"),
        "left": teller.count(left, "项"),
        "total": teller.count(done + left, "项"),
    }
    template = "共<查出|涉及>问题{total}，<已整改|已完成整改>{done}，<正在整改|尚未整改|未整改>{left}。"
    numbers = tuple(fields[name] for name in ("done", "left", "total"))
    return Told(pattern, (teller.pieces(template, fields),), (Equation("sum", numbers),))


def clean(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece != "")


MAKERS: Mapping[str, Callable[[Teller, str], Told]] = {
    **dict.fromkeys(_TEMPLATES, of_one),
    "whole and parts": of_whole,
    "whole and shares": of_whole,
    "whole in paragraphs": of_whole,
    "share": of_share,
    "nested": of_nested,
    "repeat": of_repeat,
    "funds": of_funds,
    "vehicles": of_vehicles,
    "balance": of_balance,
    "two sentences": of_two_sentences,
    "complements": of_complements,
}
"""What can be told, by the name of the pattern."""


def text(random: Random, patterns: Sequence[str], traps: Sequence[Callable[[Teller], Told]] = ()) -> Text:
    """A text of all `patterns` and `traps` in some order, on figures that agree."""
    writing = style(random)
    teller = Teller(random, writing, figures(random, writing))
    told = [MAKERS[pattern](teller, pattern) for pattern in patterns] + [trap(teller) for trap in traps]
    random.shuffle(told)
    return Text(teller.of.year, tuple(told))
