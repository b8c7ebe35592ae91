"""What is written where a form wants a figure to a `Value`.

Knows units, decimals, ways to write a figure that is none, and what binary computations leave. Must not know dates,
choices or words, nor tables.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation

from sitegen.diagnostics import Diagnostic, quoted
from sitegen.loading.rules.values import (
    EXCESS_DECIMALS,
    FLOATING_POINT_NOISE,
    FULL_WIDTH_DIGITS,
    NOT_A_FIGURE,
    THOUSANDS_SEPARATOR,
    UNIT_CONFLICT,
)
from sitegen.model.forms.spec import ValueSpec, ValueType
from sitegen.model.reports.fact import State, Value
from sitegen.numbers.figures import (
    MAX_DIGITS,
    MONEY_UNITS,
    Figure,
    Malformed,
    Oddity,
    parse_figure,
    plain_figure,
)
from sitegen.source import Span

NOISE_DECIMALS = 10
"""A figure with so many decimals came out of a binary computation."""

NOISE_BEYOND = 6
"""So many decimals more than the form allows, likewise."""

USUAL_DECIMALS = 2
"""Decimals that a figure is proposed with where the form does not say."""

SLIGHT = Decimal("0.000001")
"""Noise of this part of a figure or less comes of how computers keep numbers, those of seven digits too."""

_QUOTES = "“”‘’「」"
_MALFORMED = {
    Malformed.NOT_A_NUMBER: "不是数字",
    Malformed.LEADING_ZERO: "前面有多余的 0；若是编号，不应填在这里",
    Malformed.TOO_LONG: "位数太多，不像真实的数字",
    Malformed.BAD_GROUPING: "逗号的位置不合千位分隔的规则，不能确定是多少",
    Malformed.EXPONENT: "是科学记数或带有字母，请写成普通数字",
}

Read = tuple[Value, tuple[Diagnostic, ...]]


def read_figure(text: str, spec: ValueSpec, span: Span, fact: str, report: str) -> Read:
    """The figure that `text` is, in the unit and to the decimals that the form wants."""
    parsed = parse_figure(text)
    if isinstance(parsed, Malformed):
        message = f"“{fact}”要填数字，写的是{quoted(shortened(text))}：{_MALFORMED[parsed]}。"
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


def read_measure(text: str, spec: ValueSpec, span: Span, fact: str, report: str) -> Read:
    """A target or actual value is a figure where it can be read as one, otherwise words."""
    parsed = parse_figure(text)
    if parsed is Malformed.NOT_A_NUMBER:
        return Value(State.TEXT, text), ()
    if isinstance(parsed, Malformed):
        message = f"“{fact}”写的是{quoted(shortened(text))}：{_MALFORMED[parsed]}。"
        return Value(State.INVALID, text), (
            NOT_A_FIGURE.found(span.place, message, remedy=_plainly(text, parsed), report=report, fact=fact),
        )
    excess = _excess(parsed, spec, span, fact, report)
    value = Value(State.FIGURE, text, parsed.value, parsed.decimals, parsed.unit or spec.unit)
    problems = _oddities(parsed, span, fact, report)
    return value, problems if excess is None else (*problems, excess)


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
        message = (
            f"“{fact}”的 {shortened(str(parsed.value))} 有 {parsed.decimals} 位小数，像是软件计算留下的误差。"
        )
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


def shortened(text: str) -> str:
    """`text`, or its beginning where a finding cannot quote all of it."""
    return text if len(text) <= 40 else f"{text[:40]}…（共 {len(text)} 字）"
