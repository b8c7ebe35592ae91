"""Targets of indicators: read from a text or from columns, and compared with what was achieved.

Knows words and signs of comparison. Must not know scores. What is only words, or leaves the
direction open, is not comparable and never taken for met or missed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto

from sitegen.figures import MONEY_UNITS, PROPORTIONS, Figure, parse_figure, unit_factor, unit_kind
from sitegen.model.formula import Relation
from sitegen.numerals import in_digits

_WORDS: dict[str, Relation] = {
    "≥": Relation.AT_LEAST, ">=": Relation.AT_LEAST, "≧": Relation.AT_LEAST,
    "≤": Relation.AT_MOST, "<=": Relation.AT_MOST, "≦": Relation.AT_MOST,
    ">": Relation.GREATER, "＞": Relation.GREATER, "<": Relation.LESS, "＜": Relation.LESS,
    "=": Relation.EQUAL, "＝": Relation.EQUAL, "等于": Relation.EQUAL,
    "不低于": Relation.AT_LEAST, "不少于": Relation.AT_LEAST, "不小于": Relation.AT_LEAST, "至少": Relation.AT_LEAST,
    "达到": Relation.AT_LEAST, "达": Relation.AT_LEAST, "完成": Relation.AT_LEAST, "大于等于": Relation.AT_LEAST,
    "不超过": Relation.AT_MOST, "不高于": Relation.AT_MOST, "不大于": Relation.AT_MOST, "不多于": Relation.AT_MOST,
    "至多": Relation.AT_MOST, "小于等于": Relation.AT_MOST,
    "高于": Relation.GREATER, "大于": Relation.GREATER, "多于": Relation.GREATER, "超过": Relation.GREATER,
    "低于": Relation.LESS, "小于": Relation.LESS, "少于": Relation.LESS,
}  # fmt: skip
_AFTER = {"以上": Relation.AT_LEAST, "及以上": Relation.AT_LEAST, "以内": Relation.AT_MOST,
          "以下": Relation.AT_MOST, "及以下": Relation.AT_MOST}  # fmt: skip

_SIGNS = "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
_ENDINGS = "|".join(sorted(map(re.escape, _AFTER), key=len, reverse=True))
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_KNOWN_UNIT = r"%|％|‰|百分比|百分点|[千万百亿]{0,2}元"
# A unit we know may be followed by anything; another word is a unit only if nothing follows it.
_TAIL = (
    rf"(?:(?P<unit>{_KNOWN_UNIT})(?:{_ENDINGS})?"
    rf"|(?P<word>[^\W\d_]{{0,6}}?)(?:{_ENDINGS})?(?=$|\W))"
)
_RANGE_UNIT = rf"(?:{_KNOWN_UNIT}|[^\W\d_]{{0,6}}?(?=$|\W))"
_BELOW = r"[≤≦<＜]"
_STATED = re.compile(
    rf"(?P<from>{_NUMBER})\s*(?P<from_unit>{_KNOWN_UNIT})?\s*(?P<over>{_BELOW})[^\d≤≦<＜≥>；;，。]{{1,20}}"
    rf"(?P<under>{_BELOW})\s*(?P<to>{_NUMBER})\s*(?P<to_unit>{_RANGE_UNIT})"
    rf"|(?<![-\d.])(?P<low>{_NUMBER})\s*(?P<low_unit>{_KNOWN_UNIT})?\s*(?:[-~～—－–]{{1,2}}|至)\s*"
    rf"(?P<high>{_NUMBER})\s*(?P<high_unit>{_RANGE_UNIT})(?![-\d])"
    rf"|(?<![未没不])(?P<sign>{_SIGNS})\s*(?P<number1>{_NUMBER})\s*{_TAIL}"
    rf"|(?P<number2>{_NUMBER})\s*(?:{_KNOWN_UNIT}|[^\W\d_]{{0,6}}?)(?:{_ENDINGS})"
)
_COMPLETED = re.compile(r"(?:^|[；;，,。])([^；;，,。\d未没不]*(?:100[%％])?完成)(?=$|[；;，,。\s])")
"""A clause that asks for completion: 开展学术交流活动年内完成."""

_ORDINALS = re.compile(r"(?:指标|目标|任务)\d+\s*[:：]|\d{4}\s*年度?|^\s*\d+\s*[、.．](?!\d)")
"""Numbers that are no targets: ordinals and years."""

_BEFOREHAND = re.compile(r"^(?:已经?|实际|均|都)+")
_PLAIN_RESULT = re.compile(
    rf"(?:完成|达到|达|实现|为)?\s*({_NUMBER})\s*({_KNOWN_UNIT}|[^\W\d_]{{0,6}}?)(?:完成)?"
)
_DONE = re.compile(r"(?:按[时期]|按计划|及时|如期|年内|全部|全面|顺利)*完成")
_NOT_DONE = re.compile(
    r"(?:尚|还|仍)?(?:未|没有|没)(?:能|按[时期]|按计划|年内|全部)*(?:完成|达标|达到|实现)(?:预期|年度|年初)?(?:目标|指标|任务)?"
)

_PERCENT_WORDS = {"百分比": "%", "百分点": "%", "％": "%"}
_SAME = {"名": "人"}
_THOUSANDS = {"万": Decimal(10**4), "亿": Decimal(10**8)}
WHOLE = Decimal(1)


class Achievement(Enum):
    """What comparing a target with the actual value says."""

    MET = auto()
    MISSED = auto()
    NOT_COMPARABLE = auto()


@dataclass(frozen=True, slots=True)
class Target:
    """One stated target. `relation` is None where the text leaves the direction open."""

    relation: Relation | None
    value: Decimal
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class Completion:
    """A target that something be completed (年内完成)."""

    text: str


Goal = Target | Completion


@dataclass(frozen=True, slots=True)
class Achieved:
    """What a result says: a value from `least` to `most` in `unit` (None: nobody knows how little
    or how much; an open end does not belong to it), and whether the work is `done`.
    """

    least: Decimal | None = None
    most: Decimal | None = None
    unit: str = ""
    least_open: bool = False
    most_open: bool = False
    done: bool | None = None


def is_sign(text: str) -> bool:
    """Whether `text` is a sign or word of comparison (≥, 不低于), rather than 定性 or nothing."""
    return text.strip() in _WORDS


def stated_targets(text: str) -> tuple[Goal, ...]:
    """Every target that `text` states with a sign or a word: `指标1：满意率高于98%`; a range is two.

    None at all if a number is left over that no statement explains (`未达到5%`): the text then says
    more than we can read, and half of it would be misleading. Chinese numerals count as digits.
    """
    plain = _ORDINALS.sub(" ", in_digits(text)).strip()
    completed = [match[1].strip() for match in _COMPLETED.finditer(plain)]
    rest = _COMPLETED.sub(" ", plain)
    matches = list(_STATED.finditer(rest))
    if re.search(r"\d", _STATED.sub(" ", rest)):
        return ()
    found = [_targets(match) for match in matches]
    if not all(found):
        return ()
    return (*(target for targets in found for target in targets), *map(Completion, completed))


def _targets(match: re.Match[str]) -> tuple[Target, ...]:
    """What one statement says; nothing where it cannot be read."""
    if match["from"]:
        signs = (Relation.GREATER if match["over"] in "<＜" else Relation.AT_LEAST,
                 Relation.LESS if match["under"] in "<＜" else Relation.AT_MOST)  # fmt: skip
        return _range(signs, (match["from"], match["from_unit"]), (match["to"], match["to_unit"]))
    if match["low"]:
        signs = (Relation.AT_LEAST, Relation.AT_MOST)
        return _range(signs, (match["low"], match["low_unit"]), (match["high"], match["high_unit"]))
    if match["sign"]:
        relation, number = _WORDS[match["sign"]], match["number1"]
        rest = (match["unit"] or match["word"] or "").strip()
    else:
        words = match[0][len(match["number2"]) :].strip()
        ending = next(each for each in sorted(_AFTER, key=len, reverse=True) if words.endswith(each))
        relation, number, rest = _AFTER[ending], match["number2"], words.removesuffix(ending)
    parsed = parse_figure(number + _unit(rest))
    if not isinstance(parsed, Figure):
        return ()
    return (Target(relation, parsed.value, parsed.unit, match[0].strip()),)


def _range(
    signs: tuple[Relation, Relation], low: tuple[str, str | None], high: tuple[str, str]
) -> tuple[Target, ...]:
    """Both ends of a range; nothing where they are not in order or of different units."""
    unit = _unit(high[1])
    first, last = parse_figure(low[0] + _unit(low[1] or unit)), parse_figure(high[0] + unit)
    if not isinstance(first, Figure) or not isinstance(last, Figure):
        return ()
    if first.unit != last.unit or first.value >= last.value:
        return ()
    return tuple(
        Target(sign, end.value, end.unit, f"{sign}{number}{end.unit}")
        for sign, end, number in zip(signs, (first, last), (low[0], high[0]), strict=True)
    )


def target_of_columns(sign: str, text: str, unit: str) -> tuple[Goal, ...]:
    """The target that 指标性质, 指标值 and 度量单位 state together; none where 指标值 is words."""
    relation = _WORDS.get(sign)
    stated = stated_targets(text) if relation is None else ()
    if stated:
        return tuple(_in_unit(each, _unit(unit)) for each in stated)
    parsed = parse_figure(in_digits(text))
    if not isinstance(parsed, Figure):
        return ()
    own = parsed.unit or _unit(unit)
    return (Target(relation, parsed.value, own, f"{sign}{text}{'' if parsed.unit else unit}"),)


def _in_unit(goal: Goal, unit: str) -> Goal:
    return replace(goal, unit=unit) if isinstance(goal, Target) and not goal.unit else goal


def achieved_figure(value: Decimal, unit: str) -> Achieved:
    """A result that is a figure; a proportion of 100 % or more is done."""
    proportion = unit_kind(unit) == "proportion"
    done = True if proportion and value * unit_factor(unit) >= WHOLE else None
    return Achieved(value, value, unit, done=done)


def achieved(text: str) -> Achieved | None:
    """What a result in words says: 已完成95%, 95%以上, 两次, 未完成; None where that is not certain."""
    plain = _BEFOREHAND.sub("", in_digits(text).strip().rstrip("。；;．. "))
    if _DONE.fullmatch(plain):
        return Achieved(done=True)
    if _NOT_DONE.fullmatch(plain):
        return Achieved(done=False)
    match = _PLAIN_RESULT.fullmatch(plain)
    if match is not None:
        parsed = parse_figure(match[1] + _unit(match[2]))
        return achieved_figure(parsed.value, parsed.unit) if isinstance(parsed, Figure) else None
    if re.search(r"\w", _STATED.sub("", plain)):
        return None
    bounds = [each for each in stated_targets(plain) if isinstance(each, Target)]
    return _bounded(bounds) if bounds and len({each.unit for each in bounds}) == 1 else None


def _bounded(bounds: list[Target]) -> Achieved | None:
    """The results that satisfy all `bounds`; None where a side is bounded twice."""
    low = [each for each in bounds if each.relation in (Relation.AT_LEAST, Relation.GREATER)]
    high = [each for each in bounds if each.relation in (Relation.AT_MOST, Relation.LESS)]
    if len(low) > 1 or len(high) > 1 or len(low) + len(high) < len(bounds):
        return None
    return Achieved(
        low[0].value if low else None,
        high[0].value if high else None,
        bounds[0].unit,
        bool(low) and low[0].relation is Relation.GREATER,
        bool(high) and high[0].relation is Relation.LESS,
    )


def compare(goals: tuple[Goal, ...], actual: Achieved) -> Achievement:
    """Whether `actual` meets all `goals`; NOT_COMPARABLE when any of them cannot be told."""
    results = {_compare(goal, actual) for goal in goals}
    if Achievement.MISSED in results:
        return Achievement.MISSED
    return Achievement.MET if results == {Achievement.MET} else Achievement.NOT_COMPARABLE


def _compare(goal: Goal, actual: Achieved) -> Achievement:
    if isinstance(goal, Completion):
        if actual.done is None:
            return Achievement.NOT_COMPARABLE
        return Achievement.MET if actual.done else Achievement.MISSED
    if actual.done is False and goal.relation in (Relation.AT_LEAST, Relation.GREATER):
        return Achievement.MISSED
    due_factor, due_kind = _measure(goal.unit or actual.unit)
    factor, kind = _measure(actual.unit or goal.unit)
    if kind != due_kind:
        return Achievement.NOT_COMPARABLE
    due = goal.value * due_factor
    least = None if actual.least is None else actual.least * factor
    most = None if actual.most is None else actual.most * factor
    above = least is not None and (least > due or (least == due and actual.least_open))
    below = most is not None and (most < due or (most == due and actual.most_open))
    at_least, at_most = above or least == due, below or most == due
    match goal.relation:
        case Relation.AT_LEAST:
            met, missed = at_least, below
        case Relation.AT_MOST:
            met, missed = at_most, above
        case Relation.GREATER:
            met, missed = above, at_most
        case Relation.LESS:
            met, missed = below, at_least
        case Relation.EQUAL:
            met, missed = at_least and at_most, above or below
        case None:
            met, missed = at_least and at_most, False
    return Achievement.MET if met else Achievement.MISSED if missed else Achievement.NOT_COMPARABLE


def _measure(unit: str) -> tuple[Decimal, str]:
    """How many base units one `unit` is, and of what kind: 万人次 is 10,000 人次."""
    if unit in MONEY_UNITS or unit in PROPORTIONS:
        return unit_factor(unit), unit_kind(unit)
    times = _THOUSANDS.get(unit[:1])
    plain = unit if times is None else unit[1:]
    return times or WHOLE, _SAME.get(plain, plain)


def _unit(text: str) -> str:
    """`text` as parse_figure() takes a unit."""
    plain = _PERCENT_WORDS.get(text.strip(), text.strip())
    return plain if len(plain) <= 8 else ""
