"""What is written in a cell or field to a `Value`, against what the form allows there.

Knows blanks, dashes, 不适用, dates, choices and left-over hints. Must not know tables, nor how figures are written.
"""

from __future__ import annotations

from sitegen import lazy_re as re
from sitegen.diagnostics import quoted
from sitegen.loading.decode import parse_day
from sitegen.loading.reports.figures import Read, read_figure, read_measure, shortened
from sitegen.loading.reports.template_hints import template_hint
from sitegen.loading.rules.keys import WRONG_SHAPE
from sitegen.loading.rules.reports import TEXT_IN_WRONG_PLACE
from sitegen.loading.rules.values import BAD_CHOICE, BAD_DATE, SPREADSHEET_DEBRIS, TEMPLATE_HINT
from sitegen.model.forms.spec import ValueSpec, ValueType
from sitegen.model.reports.fact import BLANK, State, Value
from sitegen.reading.yaml.comments import DEBRIS
from sitegen.reading.yaml.nodes import Node, Scalar
from sitegen.source import Span

DASHES = frozenset({"—", "——", "-", "--", "–", "－", "/", "／"})
"""Ways to write that there is nothing to write."""

NOT_APPLICABLE = "不适用"

SHORTEST_HINT = 4
"""Characters: a shorter 提示 (优, 无) may be what is meant to stand there."""

NEARLY = 4
"""Characters: brackets and a full stop around a hint that is repeated."""

_NOT_WORDS = re.compile(r"[\W_]+")
_FORMULA = re.compile(
    r"=\s*(?:[A-Z]+\(.*\)|\$?[A-Z]{1,3}\$?\d+(?:\s*[-+*/:]\s*\$?[A-Z]{1,3}\$?\d+)*)", re.ASCII | re.DOTALL
)

INVALID = Value(State.INVALID)


def read_value(node: Node | None, spec: ValueSpec, fact: str, report: str) -> Read:
    """The value that `node` gives for the place called `fact`, and what is wrong with it.

    A value that is not allowed becomes INVALID and keeps its text, so that nothing is lost and
    no check takes it for a figure or a blank.
    """
    if node is None:
        return BLANK, ()
    if not isinstance(node, Scalar):
        message = f"“{fact}”这里应当只写一个值，不能再分项。"
        return INVALID, (WRONG_SHAPE.found(node.span.place, message, report=report, fact=fact),)
    text = node.text.strip()
    span = node.span  # its place is worked out only where something is wrong
    if not text:
        return BLANK, ()
    if text in DASHES:
        return Value(State.DASH, text), ()
    if text == NOT_APPLICABLE:
        return Value(State.NOT_APPLICABLE, text), ()
    if "#" in text or text[0] == "=":
        left = debris(text)
        if left:
            message = f"“{fact}”里留着表格软件的{left}，不是数据。"
            return Value(State.INVALID, text), (
                SPREADSHEET_DEBRIS.found(span.place, message, report=report, fact=fact),
            )
    hint = template_hint(text) or repeated_hint(text, spec)
    if hint:
        message = f"“{fact}”还留着模板的填写提示“{hint}”，没有填写实际内容。"
        return Value(State.INVALID, text), (
            TEMPLATE_HINT.found(span.place, message, report=report, fact=fact),
        )
    if spec.numeric:
        return read_figure(text, spec, span, fact, report)
    if spec.type is ValueType.MEASURE:
        return read_measure(text, spec, span, fact, report)
    if spec.type is ValueType.DATE:
        return _date(text, span, fact, report)
    if spec.type is ValueType.CHOICE and text not in spec.choices:
        message = f"“{fact}”写的是{quoted(text)}，只能是：{'、'.join(spec.choices)}。"
        return Value(State.INVALID, text), (BAD_CHOICE.found(span.place, message, report=report, fact=fact),)
    if spec.type is ValueType.NARRATIVE:
        message = f"“{fact}”是正文，应写在 narrative.md 的“# {fact}”标题之下。"
        return Value(State.INVALID, text), (
            TEXT_IN_WRONG_PLACE.found(
                span.place,
                message,
                remedy=f"移到 narrative.md 的“# {fact}”之下，这里删去。",
                report=report,
                fact=fact,
            ),
        )
    return Value(State.TEXT, text), ()


def debris(text: str) -> str:
    """What of `text` a spreadsheet left there, in words: 出错标记“#REF!”, 公式“=SUM(A1:A3)”; or ""."""
    match = DEBRIS.search(text)
    if match is not None:
        return f"出错标记“{match[0]}”"
    return f"公式{quoted(shortened(text))}" if _FORMULA.fullmatch(text) else ""


def repeated_hint(text: str, spec: ValueSpec) -> str:
    """`text`, if it does no more than repeat what the form tells people to write here; otherwise ""."""
    if len(spec.hint) < SHORTEST_HINT or abs(len(text) - len(spec.hint)) > NEARLY or text in spec.choices:
        return ""
    words = _NOT_WORDS.sub("", text)
    return text if len(words) >= SHORTEST_HINT and words == _NOT_WORDS.sub("", spec.hint) else ""


def _date(text: str, span: Span, fact: str, report: str) -> Read:
    day = parse_day(text)
    if day is None:
        message = f"“{fact}”要填日期，写的是{quoted(shortened(text))}，没有这一天或写法不对。"
        return Value(State.INVALID, text), (BAD_DATE.found(span.place, message, report=report, fact=fact),)
    return Value(State.TEXT, text, day=day), ()
