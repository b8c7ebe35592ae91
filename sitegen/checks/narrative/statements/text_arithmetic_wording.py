"""How contradictions within a text are worded, and what mends them.

Knows the words of each kind of relation. Must not know how contradictions are found, or facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sitegen.checks import wording
from sitegen.diagnostics import quoted
from sitegen.numbers.figures import unit_factor
from sitegen.numbers.intervals import Interval, total
from sitegen.prose.contradictions import Contradiction
from sitegen.prose.relations.mending import goes_the_other_way
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text.terms import Role, Term
from sitegen.prose.text.words import OVERSPENT


def message(found: Contradiction, at: Term) -> str:
    """What is wrong, told at `at`."""
    relation = found.relations[0]
    return _MESSAGES[relation.kind](relation) + _others(found.relations, at)


_MOST_TOLD = 3
"""Of the relations that one number is in and that do not hold."""


def _others(found: Sequence[Relation], at: Term) -> str:
    """What else `at` does not fit, with its numbers where another may be wrong: each may be a fault of its own."""
    if len(found) == 1:
        return ""
    told = dict.fromkeys(_told_after(each, found[0], at) for each in found[1 : _MOST_TOLD + 1])
    return f"{quoted(at.written)}与文中另外 {len(found) - 1} 处也对不上：{''.join(told)}"


def _told_after(relation: Relation, first: Relation, at: Term) -> str:
    """What a relation says besides the `first` that was told of `at`, with places."""
    if relation.terms[-1] is not first.terms[-1]:
        return _MESSAGES[relation.kind](relation)
    others = [term for term in relation.terms if term is not at and term not in first.terms]
    where = "、".join(f"{_place(term)}的{quoted(term.clause)}" for term in others)
    due = due_words(relation)
    return f"按{where}计算是 {due}。" if due and where else _MESSAGES[relation.kind](relation)


def _place(term: Term) -> str:
    place = term.sentence.place(term.quantity.start, term.quantity.end)
    return f"第 {place.line} 行第 {place.column} 列"


def _amount(value: Interval, like: Term) -> str:
    """`value` in the unit of `like`, changes with their direction."""
    number = value.nominal
    text = like.sentence.text[like.quantity.start : like.quantity.end]
    if like.kind == "proportion":
        scale = 100 if like.quantity.unit == "%" else 1000
        words = f"{wording.number(abs(number) * scale, 2)}{like.quantity.unit}"
    elif like.kind == "money":
        if like.sentence.passage.cell is not None:
            return wording.number(abs(number) / Fraction(unit_factor(like.quantity.unit)), 6)
        times = {"万": 10**4, "亿": 10**8}.get(next((each for each in "万亿" if each in text), ""), 1)
        unit = {1: "元", 10**4: "万元", 10**8: "亿元"}[times]
        words = f"{wording.number(abs(number) / times, 6)} {unit}"
    else:
        times = {"万": 10**4, "亿": 10**8}.get(text.removesuffix(like.quantity.unit)[-1:], 1)
        said = {1: "", 10**4: "万", 10**8: "亿"}[times]
        words = f"{wording.number(abs(number) / times, 6)} {said}{like.quantity.unit}"
    if like.role is Role.CHANGE and OVERSPENT.search(like.words):
        return f"{'超出' if number > 0 else '结余'} {words}"
    if like.role in (Role.CHANGE, Role.RATE):
        return "没有增减" if number == 0 else f"{'增加' if number > 0 else '减少'} {words}"
    return words if number >= 0 else f"-{words}"


def due_words(relation: Relation) -> str:
    """What the last of its numbers would be by the others, in its unit; "" where that is not one value."""
    due, last = relation.due, relation.terms[-1]
    if due is not None and relation.kind is Kind.APART and last.sign < 0:
        due = -due  # how far apart they are, in the direction that the text tells
    return _amount(due, last) if due is not None else ""


def _follows(relation: Relation) -> str:
    *others, last = relation.terms
    from_what = "、".join(quoted(term.clause) for term in others)
    due = due_words(relation)
    reckoned = f"计算是 {due}" if due else "对不上"
    return f"正文写{quoted(last.clause)}，按{from_what}{reckoned}。"


def _direction(relation: Relation) -> str:
    first, second = relation.terms
    return f"正文写{quoted(first.clause)}，又写{quoted(second.clause)}，一增一减，方向相反。"


def _one_whole(relation: Relation) -> str:
    part, share, other, other_share = relation.terms
    return (
        f"正文写{quoted(part.clause)}占 {share.written}、{quoted(other.clause)}占 {other_share.written}，"
        "用各数除以占比，推算出来的总数不是同一个数。"
    )


def _shares(relation: Relation) -> str:
    listed = "、".join(quoted(term.clause) for term in relation.terms)
    added = wording.number(total(relation.amounts).nominal * 100, 2)
    return f"正文写{listed}，加起来是 {added}%，超过了全部。"


def _sum(relation: Relation) -> str:
    *parts, whole = relation.terms
    if len(parts) == 1:
        return f"正文写{quoted(parts[0].clause)}，超过了{quoted(whole.clause)}。"
    listed = " + ".join(part.written for part in parts)
    verb = "超过了总数" if relation.kind is Kind.AT_MOST else "不是总数"
    return f"正文各项 {listed} = {due_words(relation)}，{verb}{quoted(whole.clause)}。"


def _changes(relation: Relation) -> str:
    *parts, whole = relation.terms
    listed = "、".join(quoted(part.clause) for part in parts)
    return f"正文各项增减{listed}，合计是{due_words(relation)}，与总的增减{quoted(whole.clause)}不符。"


def _mixed(relation: Relation) -> str:
    *parts, whole, rate = relation.terms
    base, how = ("上年数", "增减幅度") if relation.kind is Kind.MIXED else ("预算数", "完成率")
    listed = "、".join(
        f"{quoted(part.clause)}{quoted(own.clause)}"
        for part, own in zip(parts[::2], parts[1::2], strict=True)
    )
    return (
        f"正文写{quoted(whole.clause)}{quoted(rate.clause)}，它的各项{listed}：按各数和{how}倒推，"
        f"各项的{base}加起来不是总数的{base}。"
    )


def _enough(relation: Relation) -> str:
    level, change = relation.terms
    return (
        f"正文写{quoted(level.clause)}，又写{quoted(change.clause)}：增加的比本年数还多，上年数就成了负数。"
    )


def _points(relation: Relation) -> str:
    first, second, points = relation.terms
    way = "高" if points.sign > 0 else "低"
    return f"正文写{quoted(first.clause)}，比{quoted(second.clause)}{way} {points.written}，两个百分比相减对不上。"


def _bare_rate(relation: Relation) -> str:
    level, change, rate = relation.terms
    return (
        f"正文写{quoted(rate.clause)}，没有单位；按{quoted(level.clause)}、{quoted(change.clause)}计算是 {due_words(relation)}，"
        "像是漏了“%”。"
    )


def _same(relation: Relation) -> str:
    first, second = relation.terms
    return f"正文同一项有两个说法：一处写{quoted(first.clause)}，一处写{quoted(second.clause)}。"


def _mistyped(relation: Relation) -> str:
    first, second = relation.terms
    swapped = (
        first.written_unit == second.written_unit and first.quantity.decimals == second.quantity.decimals
    )
    how = "只有相邻两个数字颠倒" if swapped else "数字相同，只是单位或者小数点不同"
    return f"正文一处写{quoted(first.clause)}，一处写{quoted(second.clause)}，{how}，像是同一个数。"


def _word(relation: Relation) -> str:
    return relation.word.written if relation.word is not None else relation.kind


def _compared(relation: Relation) -> str:
    first, second = relation.terms
    return f"正文说{quoted(_word(relation))}，而文中的数字是{quoted(first.clause)}、{quoted(second.clause)}。"


def _against_rate(relation: Relation) -> str:
    return f"正文说{quoted(_word(relation))}，而文中写的是{quoted(relation.terms[0].clause)}。"


def _cut(relation: Relation) -> str:
    return f"正文写{quoted(relation.terms[0].clause)}，原因却只说{quoted(_word(relation))}，像是增减写反了，或者原因没有改。"


def _nothing(relation: Relation) -> str:
    money, count = relation.terms
    return f"正文写{quoted(money.clause)}，又写{quoted(count.clause)}：一个是零，一个不是。"


def _as_many(relation: Relation) -> str:
    told, last = relation.terms
    return f"正文写{quoted(told.clause)}，列出的却到{quoted(last.clause)}为止，共 {wording.number(last.amount.nominal)} 项。"


_MESSAGES = {
    Kind.RATE: _follows,
    Kind.RATE_OF_BASE: _follows,
    Kind.GROWTH: _follows,
    Kind.DIFFERENCE: _follows,
    Kind.COMPLETION: _follows,
    Kind.COMPLETION_BY_CHANGE: _follows,
    Kind.SHARE: _follows,
    Kind.DIRECTION: _direction,
    Kind.APART: _follows,
    Kind.ENOUGH: _enough,
    Kind.RISING: _against_rate,
    Kind.FALLING: _against_rate,
    Kind.CUT: _cut,
    Kind.ONE_WHOLE: _one_whole,
    Kind.SHARES: _shares,
    Kind.SUM: _sum,
    Kind.AT_MOST: _sum,
    Kind.CHANGES: _changes,
    Kind.MIXED: _mixed,
    Kind.MIXED_COMPLETION: _mixed,
    Kind.POINTS: _points,
    Kind.MEAN: _follows,
    Kind.MULTIPLIED: _follows,
    Kind.MEAN_OF_ALL: _follows,
    Kind.BARE_RATE: _bare_rate,
    Kind.SAME: _same,
    Kind.MISTYPED: _mistyped,
    Kind.SMALLER: _compared,
    Kind.NOT_LARGER: _compared,
    Kind.EQUAL: _compared,
    Kind.BELOW: _against_rate,
    Kind.ABOVE: _against_rate,
    Kind.WHOLE: _against_rate,
    Kind.AS_MANY: _as_many,
    Kind.NOTHING: _nothing,
}


def remedy(found: Contradiction) -> str:
    """What to do, with the only slip that would explain it where there is one."""
    if found.mended is None:
        return _other_way(found.relations[0])
    term = found.mended.term
    if not found.mended.written:
        return f"{quoted(term.clause)}的增减方向改过来，就都相符了；核对原始资料后改正。"
    return f"{quoted(term.written)}如果是 {found.mended.written}，就都相符了；核对原始资料后改正。"


def _other_way(relation: Relation) -> str:
    """What to do where a change and its rate both go the other way; "" where they do not."""
    if not goes_the_other_way(relation):
        return ""
    clauses = "、".join(quoted(term.clause) for term in relation.terms[1:])
    return f"{clauses}的增减方向都改过来，就都相符了；核对原始资料后改正。"
