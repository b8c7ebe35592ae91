"""A value as people see and hear it.

Knows how figures, dates, blanks and dashes are shown; each state looks different, and has words
where its look alone would not be read out. Must not know tables or pages.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.forms.spec import ValueType
from sitegen.model.reports.fact import Fact, State, Value
from sitegen.numbers.figures import format_figure, plain_figure

WORDS = {
    State.BLANK: "未填",
    State.DASH: "无内容",
    State.NOT_APPLICABLE: "不适用",
    State.UNAVAILABLE: "资料缺失",
}
"""States without a value, in words."""


@dataclass(frozen=True, slots=True)
class CellView:
    """A value on a page.

    `text` is what is shown (figures formatted, unit apart), `value` the figure for machines ("" for
    none), `day` an ISO date. `words` say what an empty or drawn cell means. `marks` are the numbers
    of the 数据说明 about it.
    """

    state: str
    text: str = ""
    unit: str = ""
    value: str = ""
    day: str = ""
    words: str = ""
    fact: str = ""
    marks: tuple[int, ...] = ()
    met: bool | None = None
    """Whether an actual value meets its target; None where that is not asked or cannot be told."""


def cell_view(fact: Fact, marks: tuple[int, ...] = (), *, with_unit: bool = False) -> CellView:
    """`fact` for a page. Its unit is shown if `with_unit`, or where it belongs to the figure
    itself: percentages, and targets and actual values that bring their own.
    """
    value = fact.value
    words = WORDS.get(value.state, "")
    if value.state is State.FIGURE and value.figure is not None:
        own = value.unit == "%" or fact.spec.type is ValueType.MEASURE
        return CellView(
            state=value.state,
            text=format_figure(value.figure, value.decimals),
            unit=value.unit if with_unit or own else "",
            value=plain_figure(value.figure),
            fact=fact.address,
            marks=marks,
        )
    if value.state is State.TEXT:
        day = value.day.isoformat() if value.day else ""
        return CellView(value.state, _shown(value), day=day, fact=fact.address, marks=marks)
    if value.state is State.DASH:
        return CellView(value.state, "—", words=words, fact=fact.address, marks=marks)
    return CellView(value.state, value.text, words=words, fact=fact.address, marks=marks)


def _shown(value: Value) -> str:
    if value.day is None:
        return value.text
    return f"{value.day.year}年{value.day.month}月{value.day.day}日"
