"""Words and columns that all exports share.

Knows how a value is written for machines: figures as they were given, never rounded or padded.
"""

from __future__ import annotations

from sitegen.model.reports.fact import State, Value
from sitegen.numbers.figures import plain_figure

STATES = {
    State.FIGURE: "数字",
    State.TEXT: "文字",
    State.BLANK: "未填",
    State.DASH: "—",
    State.NOT_APPLICABLE: "不适用",
    State.UNAVAILABLE: "资料缺失",
    State.INVALID: "无效",
}
"""状态 of a value."""


def written(value: Value) -> str:
    """The value as it was given: a figure without separators and with its own decimals, a date in
    ISO form; "" for what has no value.
    """
    if value.state is State.FIGURE and value.figure is not None:
        return plain_figure(value.figure)
    if value.day is not None:
        return value.day.isoformat()
    return value.text if value.state in (State.TEXT, State.INVALID) else ""
