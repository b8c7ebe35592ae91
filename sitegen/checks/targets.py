"""Targets of indicators: read from a text or from columns, and compared with what was achieved.

Knows words and signs of comparison. Must not know scores. What is only words, or leaves the
direction open, is not comparable and never taken for met or missed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from sitegen.figures import Figure, parse_figure, to_base, unit_kind
from sitegen.model.formula import Relation

_WORDS: dict[str, Relation] = {
    "≥": Relation.AT_LEAST, ">=": Relation.AT_LEAST, "≧": Relation.AT_LEAST,
    "≤": Relation.AT_MOST, "<=": Relation.AT_MOST, "≦": Relation.AT_MOST,
    ">": Relation.GREATER, "＞": Relation.GREATER, "<": Relation.LESS, "＜": Relation.LESS,
    "=": Relation.EQUAL, "＝": Relation.EQUAL, "等于": Relation.EQUAL,
    "不低于": Relation.AT_LEAST, "不少于": Relation.AT_LEAST, "不小于": Relation.AT_LEAST, "至少": Relation.AT_LEAST,
    "达到": Relation.AT_LEAST, "大于等于": Relation.AT_LEAST,
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
_STATED = re.compile(
    rf"(?<![未没不])(?P<sign>{_SIGNS})\s*(?P<number1>{_NUMBER})\s*{_TAIL}"
    rf"|(?P<number2>{_NUMBER})\s*(?:{_KNOWN_UNIT}|[^\W\d_]{{0,6}}?)(?:{_ENDINGS})"
)
_ORDINALS = re.compile(r"(?:指标|目标|任务)\d+\s*[:：]|\d{4}\s*年度?|^\s*\d+\s*[、.．](?!\d)")
"""Numbers that are no targets: ordinals and years."""

_PERCENT_WORDS = {"百分比": "%", "百分点": "%", "％": "%"}


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


def stated_targets(text: str) -> tuple[Target, ...]:
    """Every target that `text` states with a sign or a word: `指标1：满意率高于98%`.

    None at all if a number is left over that no statement explains (`90%≤满意率≤100%`, `未达到5%`): the
    text then says more than we can read, and half of it would be misleading.
    """
    plain = _ORDINALS.sub(" ", text)
    matches = list(_STATED.finditer(plain))
    if re.search(r"\d", _STATED.sub(" ", plain)):
        return ()
    found = [target for match in matches if (target := _target(match)) is not None]
    return tuple(found) if len(found) == len(matches) else ()


def _target(match: re.Match[str]) -> Target | None:
    if match["sign"]:
        relation, number = _WORDS[match["sign"]], match["number1"]
        rest = (match["unit"] or match["word"] or "").strip()
    else:
        words = match[0][len(match["number2"]) :].strip()
        ending = next(each for each in sorted(_AFTER, key=len, reverse=True) if words.endswith(each))
        relation, number, rest = _AFTER[ending], match["number2"], words.removesuffix(ending)
    parsed = parse_figure(number + _unit(rest))
    return (
        Target(relation, parsed.value, parsed.unit, match[0].strip()) if isinstance(parsed, Figure) else None
    )


def target_of_columns(sign: str, text: str, unit: str) -> tuple[Target, ...]:
    """The target that 指标性质, 指标值 and 度量单位 state together; none where 指标值 is words."""
    if not sign:
        stated = stated_targets(text)
        if stated:
            return stated
    parsed = parse_figure(text)
    if not isinstance(parsed, Figure):
        return ()
    own = parsed.unit or _unit(unit)
    return (Target(_WORDS.get(sign), parsed.value, own, f"{sign}{text}{'' if parsed.unit else unit}"),)


def compare(targets: tuple[Target, ...], actual: Decimal, unit: str) -> Achievement:
    """Whether `actual` meets all `targets`; NOT_COMPARABLE when any of them cannot be told."""
    results = {_compare(target, actual, unit) for target in targets}
    if Achievement.MISSED in results:
        return Achievement.MISSED
    return Achievement.MET if results == {Achievement.MET} else Achievement.NOT_COMPARABLE


def _compare(target: Target, actual: Decimal, unit: str) -> Achievement:
    if target.unit and unit and unit_kind(target.unit) != unit_kind(unit):
        return Achievement.NOT_COMPARABLE
    due = to_base(target.value, target.unit)
    done = to_base(actual, unit or target.unit)
    if not target.unit and unit:
        due = to_base(target.value, unit)
    match target.relation:
        case Relation.AT_LEAST:
            met = done >= due
        case Relation.AT_MOST:
            met = done <= due
        case Relation.GREATER:
            met = done > due
        case Relation.LESS:
            met = done < due
        case Relation.EQUAL:
            met = done == due
        case None:
            return Achievement.MET if done == due else Achievement.NOT_COMPARABLE
    return Achievement.MET if met else Achievement.MISSED


def _unit(text: str) -> str:
    """`text` as parse_figure() takes a unit."""
    plain = _PERCENT_WORDS.get(text.strip(), text.strip())
    return plain if len(plain) <= 8 else ""
