"""Targets of indicators, read from a text or from columns.

Knows words and signs of comparison. Must not know results, nor the names of indicators.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from sitegen import lazy_re as re
from sitegen.checks.targets.deadlines import Period, period
from sitegen.model.forms.formula import Relation
from sitegen.numbers.figures import Figure, parse_figure
from sitegen.numbers.numerals import in_digits

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
NUMBER = r"\d[\d,]*(?:\.\d+)?"
KNOWN_UNIT = r"%|％|‰|百分比|百分点|[千万百亿]{0,2}元"
# A unit we know may be followed by anything; another word is a unit only if nothing follows it.
_TAIL = (
    rf"(?:(?P<unit>{KNOWN_UNIT})(?:{_ENDINGS})?"
    rf"|(?P<word>[^\W\d_]{{0,6}}?)(?:{_ENDINGS})?(?=$|\W))"
)
_RANGE_UNIT = rf"(?:{KNOWN_UNIT}|[^\W\d_]{{0,6}}?(?=$|\W))"
_BELOW = r"[≤≦<＜]"
STATED = re.compile(
    rf"(?P<from>{NUMBER})\s*(?P<from_unit>{KNOWN_UNIT})?\s*(?P<over>{_BELOW})[^\d≤≦<＜≥>；;，。]{{1,20}}"
    rf"(?P<under>{_BELOW})\s*(?P<to>{NUMBER})\s*(?P<to_unit>{_RANGE_UNIT})"
    rf"|(?<![-\d.])(?P<low>{NUMBER})\s*(?P<low_unit>{KNOWN_UNIT})?\s*(?:[-~～—－–]{{1,2}}|至)\s*"
    rf"(?P<high>{NUMBER})\s*(?P<high_unit>{_RANGE_UNIT})(?![-\d])"
    rf"|(?<![未没不])(?P<sign>{_SIGNS})\s*(?P<number1>[-－]?{NUMBER})\s*{_TAIL}"
    rf"|(?P<number2>{NUMBER})\s*(?:{KNOWN_UNIT}|[^\W\d_]{{0,6}}?)(?:{_ENDINGS})"
)
_COMPLETED = re.compile(r"(?:^|[；;，,。])([^；;，,。\d未没不]*(?:100[%％])?完成)(?=$|[；;，,。\s])")
"""A clause that asks for completion: 开展学术交流活动年内完成."""

_PER = re.compile(rf"^([-+]?{NUMBER}\s*[^\W\d_]{{1,6}})/[^\W\d_]{{1,6}}$")
"""An amount for each of something: 500元/人, 12次/年."""

_ORDINALS = re.compile(r"(?:指标|目标|任务)\d+\s*[:：]|\d{4}\s*年度?|^\s*\d+\s*[、.．](?!\d)")
"""Numbers that are no targets: ordinals and years."""

_PERCENT_WORDS = {"百分比": "%", "百分点": "%", "％": "%"}


@dataclass(frozen=True, slots=True)
class Target:
    """One stated target. `relation` is None where the text leaves the direction open; `presumed` tells
    one that follows from the indicator's name alone. `better` is the direction in which a result beside one that is to
    be equal is still no failure; None where there is none.
    """

    relation: Relation | None
    value: Decimal
    unit: str
    text: str
    presumed: bool = False
    better: Relation | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """A target that something be completed (年内完成)."""

    text: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A target that something be completed by a day (2020年10月底前)."""

    by: date
    text: str


Goal = Target | Completion | Deadline


@dataclass(frozen=True, slots=True)
class Achieved:
    """What a result says: a value from `least` to `most` in `unit` (None: nobody knows how little
    or how much; an open end does not belong to it), whether the work is `done`, and `when`. `nothing`
    tells a zero in words (无, 未发生), which is no result of work that was due.
    """

    least: Decimal | None = None
    most: Decimal | None = None
    unit: str = ""
    least_open: bool = False
    most_open: bool = False
    done: bool | None = None
    when: Period | None = None
    nothing: bool = False


def is_sign(text: str) -> bool:
    """Whether `text` is a sign or word of comparison (≥, 不低于), rather than 定性 or nothing."""
    return text.strip() in _WORDS


@lru_cache(maxsize=4096)
def stated_targets(text: str) -> tuple[Goal, ...]:
    """Every target that `text` states with a sign or a word: `指标1：满意率高于98%`; a range is two.

    None at all if a number is left over that no statement explains (`未达到5%`): the text then says
    more than we can read, and half of it would be misleading. Chinese numerals count as digits.
    """
    plain = _ORDINALS.sub(" ", in_digits(text)).strip()
    completed = [match[1].strip() for match in _COMPLETED.finditer(plain)]
    rest = _COMPLETED.sub(" ", plain)
    matches = list(STATED.finditer(rest))
    if re.search(r"\d", STATED.sub(" ", rest)):
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
    parsed = parse_figure(number + unit_of(rest))
    if not isinstance(parsed, Figure):
        return ()
    return (Target(relation, parsed.value, parsed.unit, match[0].strip()),)


def _range(
    signs: tuple[Relation, Relation], low: tuple[str, str | None], high: tuple[str, str]
) -> tuple[Target, ...]:
    """Both ends of a range; nothing where they are not in order or of different units."""
    unit = unit_of(high[1])
    first, last = parse_figure(low[0] + unit_of(low[1] or unit)), parse_figure(high[0] + unit)
    if not isinstance(first, Figure) or not isinstance(last, Figure):
        return ()
    if first.unit != last.unit or first.value >= last.value:
        return ()
    return tuple(
        Target(sign, end.value, end.unit, f"{sign}{number}{end.unit}")
        for sign, end, number in zip(signs, (first, last), (low[0], high[0]), strict=True)
    )


def target_of_columns(sign: str, text: str, unit: str, year: int = 2000) -> tuple[Goal, ...]:
    """The target that 指标性质, 指标值 and 度量单位 state together; none where 指标值 is words. A month without
    a year is one of `year`.
    """
    relation = _WORDS.get(sign)
    stated = stated_targets(text) if relation is None else ()
    if stated:
        return tuple(_in_unit(each, unit_of(unit)) for each in stated)
    due = period(f"{text}{unit}" if unit == "月" else text, year)
    if due is not None:
        return (
            (Deadline(due[1], text.strip()),) if relation in (None, Relation.AT_MOST, Relation.LESS) else ()
        )
    number = in_digits(text).strip()
    parsed = parse_figure(_PER.sub(r"\1", number) if "/" in number else number)
    if not isinstance(parsed, Figure):
        return ()
    own = parsed.unit or unit_of(unit)
    return (Target(relation, parsed.value, own, f"{sign}{text}{'' if parsed.unit else unit}"),)


def _in_unit(goal: Goal, unit: str) -> Goal:
    return replace(goal, unit=unit) if isinstance(goal, Target) and not goal.unit else goal


def unit_of(text: str) -> str:
    """`text` as parse_figure() takes a unit."""
    plain = _PERCENT_WORDS.get(text.strip(), text.strip())
    return plain if len(plain) <= 8 else ""
