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
_UNIT = r"%|％|‰|百分比|百分点|[个十百千万亿]*元|[^\W\d_]{0,3}?"
_STATED = re.compile(
    rf"(?P<sign>{_SIGNS})\s*(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>{_UNIT})(?P<after>{_ENDINGS})?(?=$|[^\w%％‰]|{_ENDINGS})"
    rf"|(?P<number2>\d[\d,]*(?:\.\d+)?)\s*(?P<unit2>{_UNIT})(?P<after2>{_ENDINGS})"
)


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
    """Every target that `text` states with a sign or a word: `指标1：满意率高于98%`."""
    found = []
    for match in _STATED.finditer(text):
        relation = _WORDS[match["sign"]] if match["sign"] else _AFTER[match["after2"]]
        parsed = parse_figure(
            (match["number"] or match["number2"]) + _unit(match["unit"] or match["unit2"] or "")
        )
        if isinstance(parsed, Figure):
            found.append(Target(relation, parsed.value, parsed.unit, match[0]))
    return tuple(found)


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
    plain = text.strip()
    return plain if plain and len(plain) <= 8 else ""
