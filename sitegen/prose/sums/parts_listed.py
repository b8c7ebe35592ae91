"""The parts that stand behind the opening of a list, up to where the sentence goes over to something else.

Knows what ends a list and what a part is made of itself. Must not know which amount is the whole, nor rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from sitegen import lazy_re as re
from sitegen.numbers.intervals import Interval
from sitegen.prose.sums.item_lists import is_other_side
from sitegen.prose.text import labels, wholes, words
from sitegen.prose.text.terms import BEFORE, Role, Term


def parts_listed(text: str, start: int, following: Sequence[Term], whole: Term) -> Iterator[Term]:
    """The parts told in the rest of the sentence. What a part is made of itself is none of the whole's."""
    inside = text[:start].count("(") > text[:start].count(")")
    depth = following[0].depth if following and inside else 0
    seen: dict[str, Term] = {}
    opening = OPENING.match(text, start)
    last, nested, subject = opening.end() if opening is not None else start + 2, False, ""
    for term in following:
        gap = text[last : term.quantity.start]
        last = term.quantity.end
        if inside and term.depth < depth:
            break
        nested = nested and ";" not in gap
        if ";" in gap and _are_of_one_whole(text, whole, term):
            return  # 甲 6 万元，占 60 %，其中乙 3 万元；丙 4 万元，占 40 %: 丙 is beside 甲
        if words.AMONG.search(gap) and term.depth == (depth if inside else whole.depth):
            nested = True
        if words.MAINLY.fullmatch(gap) and seen and not nested:
            nested = term.amount.may_be_at_most([*seen.values()][-1].amount)
        if term.depth > (depth if inside else whole.depth) or nested:
            continue
        if any(name and term.words.startswith(f"{name}中") for name in seen):
            continue  # 其中教师 40 人；教师中党员 9 人
        if whole.role is Role.CHANGE and term.role is Role.LEVEL:
            subject = term.subject
        if words.ENDS_LIST.search(gap) or words.ADDING.search(gap) or is_total(term, whole):
            return
        if ";" in gap and _is_beside(text, term, whole, len(seen)):
            return
        if term.role is not whole.role or term.kind != whole.kind or term.year == BEFORE or term.beside:
            continue
        # 甲 50 个，金额 1006 万元；乙 67 个，金额 2589 万元: 金额 is no name.
        name = term.subject
        if whole.role is Role.LEVEL and name in labels.GENERIC:
            name = ""
        if whole.role is Role.LEVEL:
            ratio = abs(term.quantity.value) / (abs(whole.quantity.value) or 1)
            larger = ";" in gap and 1 < ratio < _ABSURD
            if (
                larger
                and not wholes.are_all_parts(whole.subject, [*seen, term.subject])
                and not _is_the_rest_in_another_unit(seen.values(), term, whole)
            ):
                break
            if is_other_side(term, whole):
                continue
            if words.LEFT.match(term.words) and _SPENT_ALONE.search(whole.words):
                return  # 决算支出 90 万元，其中甲 40 万元、乙 50 万元，年末结余 10 万元: what is left was not spent
            if not seen and words.IN_TURN.search(term.words):
                name = ""  # 分别为甲局 5 万元: the name of the whole, for that of a body is none
            if name and name == whole.subject:
                break
        if whole.role is Role.CHANGE:
            name = name or subject
            if not name:
                continue
        if name and name in seen:
            continue
        seen[name or f"#{len(seen)}"] = term
        yield term


_MEASURED = frozenset(("公里", "公顷", "亩", "平方米", "立方米", "平方公里", "吨"))


_SURPLUS = re.compile(r"(?:盈余|亏损|收支差额)(?:为|是|:)*$")


def _are_of_one_whole(text: str, whole: Term, term: Term) -> bool:
    """Whether two amounts have shares right behind them that lead to one whole, of which both are parts."""
    if whole.sentence is not term.sentence:
        return False
    told = [_SHARE_BEHIND.match(text, each.quantity.end) for each in (whole, term)]
    if told[0] is None or told[1] is None or not (whole.quantity.value and term.quantity.value):
        return False
    wholes_of = [
        each.amount / Interval.of(Decimal(said["share"]), len(said["share"].partition(".")[2]))
        for each, said in zip((whole, term), told, strict=True)
        if said is not None and Decimal(said["share"])
    ]
    return len(wholes_of) == len(told) and wholes_of[0].meets(wholes_of[1])


_SHARE_BEHIND = re.compile(r"[,(](?:约|所|各)?占(?:比)?(?:为)?(?P<share>\d{1,3}\.\d{1,2})%")


_SPENT_ALONE = re.compile(r"(?:支出|执行|决算)(?!.*(?:总计|合计|总额|预算|资金))")
"""What was spent, and not a total that holds what is left as well."""


def is_total(term: Term, whole: Term) -> bool:
    """Whether it is all income or all spending, and no part of either: 加上补助 2 万元，其中：甲 2 万元，收入合计 12 万元."""
    return words.TOTAL_OF_SIDE.search(term.words) is not None and (
        "收入" in whole.words or "支出" in whole.words
    )


def _is_the_rest_in_another_unit(seen: Iterable[Term], term: Term, whole: Term) -> bool:
    """Whether an amount larger than the whole is what the others leave of it, but for its unit: 万元 written 亿元."""
    rest = whole.quantity.value - sum(each.quantity.value for each in seen)
    return rest > 0 and abs(term.quantity.value / _UNITS_APART - rest) <= rest * _ROUNDED


_UNITS_APART, _ROUNDED = 10_000, Decimal("0.02")


def _is_beside(text: str, term: Term, whole: Term, parts: int) -> bool:
    """Whether what stands behind a semicolon is no part, but something else after so many parts: 河道 9 公里，其中甲 4 公里、乙 5 公里；护岸 3 公里;
    支出 9 万元，其中甲 4 万元、乙 5 万元；本年盈余 1 万元; 甲 9 万元，其中乙 8 万元；丙 7 万元，其中….
    """
    return (
        (parts > 0 and whole.quantity.unit in _MEASURED)
        or _SURPLUS.search(term.words) is not None
        or (parts == 1 and _has_parts(text, term))
    )


def _has_parts(text: str, term: Term) -> bool:
    return words.AMONG.match(text[term.quantity.end : term.quantity.end + NEAR].lstrip(",(")) is not None


_ABSURD = 100
"""How much more than its whole a part is only by a slip of the unit."""

OPENING = re.compile(rf"{words.AMONG.pattern}|{words.DIVIDED_BY.pattern}|\((?=[^()\d]{{2,20}}\d)")
NEAR = 24
"""As many characters stand at most between a number and what is said of it."""
