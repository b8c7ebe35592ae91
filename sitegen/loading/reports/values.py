"""What is written in a cell or field to a `Value`, against what the form allows there.

Knows blanks, dashes, 不适用, figures, dates, choices and left-over hints. Must not know tables.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation

from sitegen import lazy_re as re
from sitegen.diagnostics import Diagnostic, quoted
from sitegen.figures import MAX_DIGITS, MONEY_UNITS, Figure, Malformed, Oddity, parse_figure, plain_figure
from sitegen.loading.decode import parse_day
from sitegen.loading.reports.template_hints import template_hint
from sitegen.loading.rules import (
    BAD_CHOICE,
    BAD_DATE,
    EXCESS_DECIMALS,
    FLOATING_POINT_NOISE,
    FULL_WIDTH_DIGITS,
    NOT_A_FIGURE,
    SPREADSHEET_DEBRIS,
    TEMPLATE_HINT,
    TEXT_IN_WRONG_PLACE,
    THOUSANDS_SEPARATOR,
    UNIT_CONFLICT,
    WRONG_SHAPE,
)
from sitegen.model.forms.form import ValueSpec, ValueType
from sitegen.model.reports.report import BLANK, State, Value
from sitegen.reading.yaml.comments import DEBRIS
from sitegen.reading.yaml.nodes import Node, Scalar
from sitegen.source import Span

DASHES = frozenset({"—", "——", "-", "--", "–", "－", "/", "／"})
"""Ways to write that there is nothing to write."""

NOT_APPLICABLE = "不适用"

NOISE_DECIMALS = 10
"""A figure with so many decimals came out of a binary computation."""

NOISE_BEYOND = 6
"""So many decimals more than the form allows, likewise."""

USUAL_DECIMALS = 2
"""Decimals that a figure is proposed with where the form does not say."""

SLIGHT = Decimal("0.000001")
"""Noise of this part of a figure or less comes of how computers keep numbers, those of seven digits too."""

SHORTEST_HINT = 4
"""Characters: a shorter 提示 (优, 无) may be what is meant to stand there."""

NEARLY = 4
"""Characters: brackets and a full stop around a hint that is repeated."""

_QUOTES = "“”‘’「」"
_NOT_WORDS = re.compile(r"[\W_]+")
_FORMULA = re.compile(
    r"=\s*(?:[A-Z]+\(.*\)|\$?[A-Z]{1,3}\$?\d+(?:\s*[-+*/:]\s*\$?[A-Z]{1,3}\$?\d+)*)", re.ASCII | re.DOTALL
)

_MALFORMED = {
    Malformed.NOT_A_NUMBER: "不是数字",
    Malformed.LEADING_ZERO: "前面有多余的 0；若是编号，不应填在这里",
    Malformed.TOO_LONG: "位数太多，不像真实的数字",
    Malformed.BAD_GROUPING: "逗号的位置不合千位分隔的规则，不能确定是多少",
    Malformed.EXPONENT: "是科学记数或带有字母，请写成普通数字",
}

Read = tuple[Value, tuple[Diagnostic, ...]]

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
        return _figure(text, spec, span, fact, report)
    if spec.type is ValueType.MEASURE:
        return _measure(text, spec, span, fact, report)
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
    return f"公式{quoted(_shortened(text))}" if _FORMULA.fullmatch(text) else ""


def repeated_hint(text: str, spec: ValueSpec) -> str:
    """`text`, if it does no more than repeat what the form tells people to write here; otherwise ""."""
    if len(spec.hint) < SHORTEST_HINT or abs(len(text) - len(spec.hint)) > NEARLY or text in spec.choices:
        return ""
    words = _NOT_WORDS.sub("", text)
    return text if len(words) >= SHORTEST_HINT and words == _NOT_WORDS.sub("", spec.hint) else ""


def _figure(text: str, spec: ValueSpec, span: Span, fact: str, report: str) -> Read:
    parsed = parse_figure(text)
    if isinstance(parsed, Malformed):
        message = f"“{fact}”要填数字，写的是{quoted(_shortened(text))}：{_MALFORMED[parsed]}。"
        return Value(State.INVALID, text), (
            NOT_A_FIGURE.found(span.place, message, remedy=_plainly(text, parsed), report=report, fact=fact),
        )
    if parsed.unit and parsed.unit != spec.unit:
        due = f"单位是“{spec.unit}”" if spec.unit else "没有单位"
        message = f"“{fact}”按表单{due}，这里却写着“{parsed.unit}”。"
        return Value(State.INVALID, text), (
            UNIT_CONFLICT.found(
                span.place, message, remedy=_converted(parsed, spec.unit), report=report, fact=fact
            ),
        )
    if spec.type is ValueType.COUNT and parsed.value != parsed.value.to_integral_value():
        message = f"“{fact}”要填整数，写的是{quoted(text)}。"
        return Value(State.INVALID, text), (
            NOT_A_FIGURE.found(span.place, message, report=report, fact=fact),
        )
    problems = _oddities(parsed, span, fact, report)
    excess = _excess(parsed, spec, span, fact, report)
    if excess is not None and excess.code == FLOATING_POINT_NOISE.code:
        meant = _surely_meant(parsed, spec)
        if meant is None:
            return Value(State.INVALID, text), (*problems, excess)
        understood = f"{excess.message}其余核对先按 {plain_figure(meant)} 理解。"
        problems = (*problems, replace(excess, message=understood))
        return Value(State.FIGURE, text, meant, _places(spec), spec.unit), problems
    value = Value(State.FIGURE, text, parsed.value, parsed.decimals, spec.unit)
    return value, problems if excess is None else (*problems, excess)


def _plainly(text: str, why: Malformed) -> str:
    """The remedy for a figure written in a way that is no figure, where it is clear which one is meant."""
    if why is Malformed.NOT_A_NUMBER and text[0] in _QUOTES:
        inner = parse_figure(text.strip(_QUOTES))
        return f"去掉引号，写成 {text.strip(_QUOTES)}。" if isinstance(inner, Figure) else ""
    if why not in (Malformed.EXPONENT, Malformed.LEADING_ZERO):
        return ""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return ""
    if abs(value.adjusted()) > MAX_DIGITS:
        return ""
    plain = plain_figure(value if value else abs(value))
    return f"是数字的，写成 {plain}；是编号的，不应填在这里。"


def _converted(parsed: Figure, unit: str) -> str:
    """The remedy for a figure in another unit of money than the form's."""
    if parsed.unit not in MONEY_UNITS or unit not in MONEY_UNITS:
        return f"按表单的单位写数字：{plain_figure(parsed.value)}，或者核对是不是填错了栏。"
    value = (parsed.value * MONEY_UNITS[parsed.unit] / MONEY_UNITS[unit]).normalize()
    return (
        f"确实是{parsed.unit}的，换算成{unit}，写成 {plain_figure(value)}；数字本来就是{unit}的，去掉单位。"
    )


def _measure(text: str, spec: ValueSpec, span: Span, fact: str, report: str) -> Read:
    """A target or actual value is a figure where it can be read as one, otherwise words."""
    parsed = parse_figure(text)
    if parsed is Malformed.NOT_A_NUMBER:
        return Value(State.TEXT, text), ()
    if isinstance(parsed, Malformed):
        message = f"“{fact}”写的是{quoted(_shortened(text))}：{_MALFORMED[parsed]}。"
        return Value(State.INVALID, text), (
            NOT_A_FIGURE.found(span.place, message, remedy=_plainly(text, parsed), report=report, fact=fact),
        )
    excess = _excess(parsed, spec, span, fact, report)
    value = Value(State.FIGURE, text, parsed.value, parsed.decimals, parsed.unit or spec.unit)
    problems = _oddities(parsed, span, fact, report)
    return value, problems if excess is None else (*problems, excess)


def _date(text: str, span: Span, fact: str, report: str) -> Read:
    day = parse_day(text)
    if day is None:
        message = f"“{fact}”要填日期，写的是{quoted(_shortened(text))}，没有这一天或写法不对。"
        return Value(State.INVALID, text), (BAD_DATE.found(span.place, message, report=report, fact=fact),)
    return Value(State.TEXT, text, day=day), ()


def _oddities(parsed: Figure, span: Span, fact: str, report: str) -> tuple[Diagnostic, ...]:
    if not parsed.oddities:
        return ()
    rules = {
        Oddity.FULL_WIDTH: (FULL_WIDTH_DIGITS, "用了全角字符"),
        Oddity.THOUSANDS_SEPARATOR: (THOUSANDS_SEPARATOR, "带有千位分隔符"),
    }
    due = f"{plain_figure(parsed.value)}{parsed.unit}"
    return tuple(
        rule.found(
            span.place,
            f"“{fact}”的数字{what}，已按 {plain_figure(parsed.value)} 理解。",
            remedy=f"写成 {due}。",
            report=report,
            fact=fact,
            expected=plain_figure(parsed.value),
        )
        for rule, what in (rules[oddity] for oddity in parsed.oddities)
    )


def _excess(parsed: Figure, spec: ValueSpec, span: Span, fact: str, report: str) -> Diagnostic | None:
    most = spec.precision.most
    over = parsed.decimals - most if most is not None else 0
    if parsed.decimals >= NOISE_DECIMALS or over >= NOISE_BEYOND:
        message = f"“{fact}”的 {_shortened(str(parsed.value))} 有 {parsed.decimals} 位小数，像是软件计算留下的误差。"
        meant, remedy = _without_noise(parsed, spec)
        return FLOATING_POINT_NOISE.found(
            span.place, message, remedy=remedy, report=report, fact=fact, expected=meant
        )
    if over > 0:
        message = f"“{fact}”写了 {parsed.decimals} 位小数，表单规定最多 {most} 位。"
        return EXCESS_DECIMALS.found(span.place, message, report=report, fact=fact)
    return None


def _without_noise(parsed: Figure, spec: ValueSpec) -> tuple[str, str]:
    """What was probably meant, and how to write it. A spreadsheet keeps 9 % as 0.09: what is at most 1 in
    a percent column, without a sign, is such a part of the whole.
    """
    places = _places(spec)
    if not _may_be_share(parsed, spec):
        meant = _rounded(parsed.value, places, parsed.unit)
        return meant, f"查明原数后按规定位数填写，如 {meant}。"
    meant, small = _rounded(parsed.value * 100, places, "%"), _rounded(parsed.value, places, "%")
    as_share = _rounded(parsed.value, places + 2, "")
    return (
        meant,
        f"表格软件里的 {meant} 存的是 {as_share}：查明原数，是 {meant} 的写 {meant}，确是百分之零点几的写 {small}。",
    )


def _surely_meant(parsed: Figure, spec: ValueSpec) -> Decimal | None:
    """The figure without its noise; None where that is not certain: what may be a share of 1, and what the
    form does not say the decimals of, unless the noise is as small as binary computations make it.
    """
    meant = round(parsed.value, _places(spec))
    slight = abs(parsed.value - meant) <= abs(parsed.value) * SLIGHT
    if _may_be_share(parsed, spec) or (spec.precision.most is None and not slight):
        return None
    return meant


def _may_be_share(parsed: Figure, spec: ValueSpec) -> bool:
    return spec.type is ValueType.PERCENT and not parsed.unit and 0 < abs(parsed.value) <= 1


def _places(spec: ValueSpec) -> int:
    return spec.precision.most if spec.precision.most is not None else USUAL_DECIMALS


def _rounded(value: Decimal, places: int, unit: str) -> str:
    text = plain_figure(round(value, places))
    return (text.rstrip("0").rstrip(".") if "." in text else text) + unit


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…（共 {len(text)} 字）"
