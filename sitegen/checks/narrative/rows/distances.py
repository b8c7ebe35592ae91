"""How far from its target a sentence says that a result is: 通关时间 52 分钟，比目标多 7 分钟.

Knows the words for it behind a result. Must not know which rows there are, or how findings are worded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from sitegen import lazy_re as re
from sitegen.checks.narrative.naming.rows import Told
from sitegen.checks.narrative.rows.results import Stated
from sitegen.numbers.intervals import Interval
from sitegen.prose.text.quantities import Quantity

_MORE = "增加|增长|延长|推迟|推后|滞后|延后|延迟|超出|超过|高出|提高|多|高|慢|超"
_LESS = "缩短|提前|减少|降低|压减|压缩|下降|节约|节省|少|低|快"
_FROM_TARGET = re.compile(
    r",?(?:比|较|与)(?:年度|全年|年初|当年|预定|既定|原定|设定|绩效)*(?:目标|计划|指标|任务|要求)+(?:值|数|时间|工期|时限)?(?:相比较?|比较)?,?"
    rf"(?:实际|仅|只|共)*(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?:了|出)?(?P<number>\d+(?:\.\d+)?)(?P<unit>[^\W\d_]{{1,5}}|%)"
)
_ROUGH = re.compile(r"左右|以上|多|余|以内")
_POINTS = ("百分点", "个百分点")


@dataclass(frozen=True, slots=True)
class Distance:
    """`stated` is a result, and behind it `quantity` how far it is said to be from its target, `sign` 1 if above; the
    target is `due` away from it, and both `agree` or not.
    """

    stated: Stated
    told: Told
    quantity: Quantity
    sign: int
    due: Interval
    agrees: bool


def distances(rows: Iterable[Stated]) -> Iterator[Distance]:
    """Every distance from a target that is told right behind the result of one indicator."""
    for stated in rows:
        told, text = stated.told[0], stated.sentence.text
        match = _FROM_TARGET.match(text, stated.quantity.end)
        if match is None or len(stated.told) > 1 or told.count or told.goal is None:
            continue
        sign = 1 if match["more"] is not None else -1
        # The result may be told wrong, and its distance from the target be right.
        dues = [_exact(each) - _exact(told.goal) for each in (stated.quantity.amount, told.amount)]
        quantity = _quantity(match, told)
        same_way = any(due.nominal * sign > 0 for due in dues)
        agrees = same_way if quantity.rough else any((_signed(quantity, sign)).agrees(due) for due in dues)
        if agrees or not same_way or not quantity.rough:
            yield Distance(stated, told, quantity, sign, dues[0], agrees)


def _exact(amount: Interval) -> Interval:
    return Interval.exactly(amount.nominal)


def _quantity(match: re.Match[str], told: Told) -> Quantity:
    """The distance; a `rough` one is in another unit than the result, so that only its direction tells something."""
    written = match["unit"]
    units = sorted((*told.units, *(_POINTS if "%" in told.units else ())), key=len, reverse=True)
    unit = next((each for each in units if written.startswith(each) and each != "%"), "")
    rough = not unit or _ROUGH.match(match.string, match.start("unit") + len(unit)) is not None
    start, end = match.start("number"), match.start("unit") + len(unit or written)
    digits = match["number"]
    measure = "%" if unit in _POINTS else unit
    return Quantity(start, end, Decimal(digits), len(digits.partition(".")[2]), measure, rough)


def _signed(quantity: Quantity, sign: int) -> Interval:
    return quantity.amount if sign > 0 else -quantity.amount
