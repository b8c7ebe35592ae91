"""What part of its target a sentence says that a result is: 举办培训班6期，完成目标的85.7%.

Knows the words for it behind a result. Must not know which rows there are, or how findings are worded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from sitegen import lazy_re as re
from sitegen.checks.equations.arithmetic import ONE
from sitegen.checks.narrative.naming.rows import Told
from sitegen.checks.narrative.rows.results import Stated
from sitegen.numbers.intervals import Interval
from sitegen.prose.text.quantities import Quantity

_OF_TARGET = re.compile(
    r"[,(]?(?:已|实际)*(?:占|为|是|达到?|完成)?(?:了)?(?:全年|年度|年初|当年|本年|既定|预定|计划|指标|绩效)*"
    r"(?P<of>目标|任务|计划|指标)(?:值|数|量|任务)?的(?P<number>\d+(?:\.\d+)?)%"
)
_BEYOND = re.compile(
    r"[,(]?超(?:额|过)?(?:完成)?(?:了)?(?:年度|全年|当年|既定)?(?:目标|任务|计划)?(?P<number>\d+(?:\.\d+)?)%"
)
_MEASURED = ("money", "proportion")
"""What is rounded even where it is whole; things that are counted are not."""
_ROUGH = re.compile(r"左右|以上|多|余|以内")


@dataclass(frozen=True, slots=True)
class Achieved:
    """`stated` is a result, and behind it `quantity` the part of its target that it is said to be: what is `due` does
    not follow from the text alone. `beyond` if it is what it exceeds the target by.
    """

    stated: Stated
    told: Told
    quantity: Quantity
    due: Interval
    agrees: bool
    beyond: bool


def achieved_parts(rows: Iterable[Stated]) -> Iterator[Achieved]:
    """Every part of a target that is told right behind the result of one indicator."""
    for stated in rows:
        told = stated.told[0]
        if len(stated.told) > 1 or told.count or told.goal is None or told.goal.nominal <= 0:
            continue
        text = stated.sentence.text
        for pattern, beyond in ((_OF_TARGET, False), (_BEYOND, True)):
            match = pattern.match(text, stated.quantity.end)
            if match is None or _ROUGH.match(text, match.end()):
                continue
            quantity = _percent(match)
            # The result may be told wrong, and its part of the target be right.
            counted = stated.quantity.decimals == 0 and stated.quantity.kind not in _MEASURED
            results = (stated.quantity.amount, told.amount)
            dues = [_part(each, told.goal, beyond=beyond, exact=counted) for each in results]
            agrees = any(due.agrees(quantity.amount) for due in dues)
            yield Achieved(stated, told, quantity, dues[0], agrees, beyond)
            break


def _percent(match: re.Match[str]) -> Quantity:
    digits = match["number"]
    return Quantity(
        match.start("number"), match.end(), Decimal(digits), len(digits.partition(".")[2]), "%", rough=False
    )


def _part(result: Interval, goal: Interval, *, beyond: bool, exact: bool) -> Interval:
    whole = Interval.exactly(result.nominal) if exact else result
    part = whole / Interval.exactly(goal.nominal)
    return part - ONE if beyond else part
