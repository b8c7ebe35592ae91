"""Computations that a text writes out: 136/143=95.10%, (63.46-32)/32=98.31%, 追加767.86÷年初1922.76=39.94%.

Knows numbers, signs of operations, brackets, units, and the words that may stand beside a number. What it cannot
read as a whole is no computation. Nothing recurses deeper than `DEEPEST`. Must not know reports, facts or rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from sitegen import lazy_re as re
from sitegen.numbers.figures import MONEY_UNITS
from sitegen.numbers.intervals import Interval
from sitegen.numbers.numerals import MEASURES

LONGEST = 240
"""Characters of a computation."""

DEEPEST = 8
"""Brackets inside one another."""

MOST = 40
"""Numbers in a computation."""

EXACT = -1
"""In place of decimals: numbers are what is written, and nothing else."""

_EVEN = str.maketrans(
    "０１２３４５６７８９．（）［］【】[]＋－−–×✕xX＊÷／＝≈％，", "0123456789.()()()()+---*****//==%,"
)
_CLAUSE = re.compile(r"[。；;：:！？!?、\n]|,(?!\d{3}(?!\d))|(?<!\d),")
_NUMBER = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3})+|0(?!\d)|[1-9]\d{0,17})(?:\.\d{1,12})?(?![\d.])", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d\d\s*年(?:度|初|末|底)?|第\d+|\d{1,2}月份", re.ASCII)
_SPAN_OF_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d\s*-\s*(?:19|20)\d\d(?!\d)", re.ASCII)
_PER = r"(?:/[\u4e00-\u9fff]{1,2}(?=\s*[*/)=(]|$))*"
_MEASURES = "|".join(
    (
        *MEASURES[5:],
        "分",
        "分钟",
        "小时",
        "个月",
        "年",
        "平方米",
        "米",
        "公斤",
        "千克",
        "头",
        "只",
        "张",
        "岁",
    )
)
_UNIT = re.compile(rf"\s*(%|‰|(?:百万|千|万|亿)?元|(?:{_MEASURES})(?=\s*(?:[-+*/=)(,]|$))){_PER}")
_NOTE = re.compile(r"\([^()\d]{1,20}\)")
_WORDS = re.compile(r"[A-Za-z\u4e00-\u9fff“”\"《》·\s]{1,24}")
_ROUGH = re.compile(r"\s*(?:左右|约|余|多|以上|以下|以内|上下)")
_AFTER = re.compile(r"\s*(?:$|\)|[^\d的之*/+%-][^\d]*$|(?:得|扣|计|应得|实得|加|折合|满分).*$)", re.DOTALL)
_FALLS = re.compile("下降|减少|降低|节约|节省|压减|缩减|偏差")
_ROUGH_BEFORE = re.compile(r"(?:约|近|超过?|不足|逾)\s*$")


class Number(NamedTuple):
    """A number as written: its value, decimals, and unit (%, 万元, or words that mean nothing here)."""

    value: Decimal
    decimals: int
    unit: str


@dataclass(frozen=True, slots=True)
class Operation:
    """`first` and `second` added, subtracted, multiplied or divided."""

    sign: str
    first: Expression
    second: Expression


Expression = Number | Operation


@dataclass(frozen=True, slots=True)
class Computation:
    """`left` = `right`, written in `text` from `start` up to `end`. `due` is what one side comes to, in the unit
    of the other, which is `unit`; `stated` is what the other says.
    """

    start: int
    end: int
    due: Fraction
    stated: Fraction
    unit: str
    holds: bool


def computations(text: str) -> Iterator[Computation]:
    """Every computation in `text` whose result can be told."""
    if "=" not in text and "＝" not in text and "≈" not in text:
        return
    even = text.translate(_EVEN)
    for start, end in _clauses(even):
        if end - start <= LONGEST and not _SPAN_OF_YEARS.search(even, start, end):
            yield from _in_clause(even, start, end)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in _CLAUSE.finditer(text):
        yield begin, match.start()
        begin = match.end()
    yield begin, len(text)


def _in_clause(text: str, begin: int, end: int) -> Iterator[Computation]:
    """Neighbouring sides that are numbers or operations; a side in words (执行率=…) is passed over."""
    signs = [at for at in range(begin, end) if text[at] == "="]
    edges = list(zip([begin, *(at + 1 for at in signs)], [*signs, end], strict=True))
    before: tuple[Expression, int] | None = None
    for number, (start, stop) in enumerate(edges):
        last = number == len(edges) - 1
        side = _Reader(text, start, stop).side(last=last)
        if before is not None and side is not None:
            falls = _FALLS.search(text, begin, end) is not None
            found = _compared(before[0], side[0], falls=falls)
            if found is not None:
                yield Computation(_begin(text, before[1], stop), side[1], *found)
        before = (side[0], start) if side is not None else (None if _has_digit(text, start, stop) else before)


def _begin(text: str, start: int, stop: int) -> int:
    while start < stop and text[start].isspace():
        start += 1
    return start


def _has_digit(text: str, start: int, stop: int) -> bool:
    return any("0" <= each <= "9" for each in text[start:stop])


class _Unreadable(Exception):
    """The text is no computation."""


class _Reader:
    """Reads the characters of `text` from `start` up to `end` as an expression."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text[:end]
        self._at = start
        self._depth = self._numbers = 0

    def side(self, *, last: bool) -> tuple[Expression, int] | None:
        """The expression and where it ends; None where there is none. Behind the `last` one words may follow."""
        try:
            found = self._sum()
        except _Unreadable:
            return None
        rest = self._text[self._at :]
        if _ROUGH.match(rest) or (rest.strip() and not (last and _AFTER.match(rest))):
            return None
        return found, self._at

    def _sum(self) -> Expression:
        return self._chain("+-", self._product)

    def _product(self) -> Expression:
        return self._chain("*/", self._factor)

    def _chain(self, signs: str, part: Callable[[], Expression]) -> Expression:
        result = part()
        while (sign := self._next()) and sign in signs:
            self._at += 1
            result = Operation(sign, result, part())
        return result

    def _next(self) -> str:
        while self._at < len(self._text) and self._text[self._at].isspace():
            self._at += 1
        return self._text[self._at] if self._at < len(self._text) else ""

    def _factor(self) -> Expression:
        self._skip_words()
        sign = self._next()
        if sign == "-":
            self._at += 1
            return Operation("-", Number(Decimal(0), 0, ""), self._factor())
        if sign == "(":
            return self._bracket()
        match = _NUMBER.match(self._text, self._at)
        self._numbers += 1
        if match is None or self._numbers > MOST:
            raise _Unreadable
        if _ROUGH_BEFORE.search(self._text, 0, self._at):
            raise _Unreadable
        self._at = match.end()
        digits = match[0].replace(",", "")
        unit = _UNIT.match(self._text, self._at)
        if unit is not None:
            self._at = unit.end()
        note = _NOTE.match(self._text, self._at)
        if note is not None:
            self._at = note.end()
        return Number(Decimal(digits), len(digits.partition(".")[2]), unit[1] if unit is not None else "")

    def _bracket(self) -> Expression:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _Unreadable
        self._at += 1
        inner = self._sum()
        if self._next() != ")":
            raise _Unreadable
        self._at += 1
        self._depth -= 1
        return inner

    def _skip_words(self) -> None:
        """Pass over words before a number or bracket (追加767.86), and a year (2017年决算数32)."""
        while (match := _YEAR.match(self._text, self._at) or _WORDS.match(self._text, self._at)) is not None:
            if match.end() == self._at:
                break
            self._at = match.end()


def _compared(
    first: Expression, second: Expression, *, falls: bool
) -> tuple[Fraction, Fraction, str, bool] | None:
    """What the computed side comes to, what the other states, in which unit, and whether both agree; None where
    nothing is computed or it cannot be told. Where the text says that something `falls`, its sign may be left out.
    """
    if isinstance(first, Number) and isinstance(second, Number):
        return None
    computed, stated = (second, first) if isinstance(first, Number) else (first, second)
    numbers = [*_numbers(computed), *_numbers(stated)]
    money = {each.unit for each in numbers if each.unit in MONEY_UNITS}
    scale = MONEY_UNITS if len(money) > 1 else {}
    decimals = max((each.decimals for each in _numbers(computed) if each.unit not in ("%", "‰")), default=0)
    is_sum = not any(sign in "*/" for sign in _signs(computed))
    try:
        finest = max(each.decimals for each in _numbers(stated))
        due = _value(computed, EXACT if is_sum and finest <= decimals else decimals, scale)
        said = _value(stated, None, scale)
    except ZeroDivisionError:
        return None
    is_ratio = any(each.unit in ("%", "‰") for each in numbers) or "/" in _signs(computed)
    times = (Fraction(1), Fraction(100), Fraction(1, 100)) if is_ratio else (Fraction(1),)
    signs = (1, -1) if falls else (1,)
    holds = any(due.scaled(each * sign).meets(said) for each in times for sign in signs)
    if not holds and len(money) > 1 and any(not each.unit for each in numbers):
        return None
    unit = stated.unit if isinstance(stated, Number) and stated.unit in ("%", "‰", *MONEY_UNITS) else ""
    nearest = min(times, key=lambda each: abs(due.nominal * each - said.nominal))
    factor = {"%": Fraction(100), "‰": Fraction(1000)}.get(unit, 1 / Fraction(scale.get(unit, Decimal(1))))
    return due.nominal * nearest * factor, said.nominal * factor, unit, holds


def _numbers(expression: Expression) -> Iterator[Number]:
    waiting = [expression]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Number):
            yield each
        else:
            waiting += [each.first, each.second]


def _signs(expression: Expression) -> str:
    if isinstance(expression, Number):
        return ""
    return expression.sign + _signs(expression.first) + _signs(expression.second)


def _value(expression: Expression, decimals: int | None, scale: dict[str, Decimal]) -> Interval:
    """What `expression` stands for. Numbers that are multiplied or divided may be rounded, to as many `decimals` as
    the finest of them has; whole numbers are counted, not rounded, and a sum is one of what is written. `decimals`
    is None for a result, which was rounded to what is written.
    """
    if isinstance(expression, Operation):
        first, second = _value(expression.first, decimals, scale), _value(expression.second, decimals, scale)
        match expression.sign:
            case "+":
                return first + second
            case "-":
                return first - second
            case "*":
                return first * second
        return first / second
    value, unit = expression.value, expression.unit
    if decimals is None:
        result = Interval.of(value, expression.decimals)
    elif decimals == EXACT:
        result = Interval.exactly(value)
    elif unit in ("%", "‰"):
        result = Interval.of(value, expression.decimals) if expression.decimals else Interval.exactly(value)
    elif decimals == 0 or value in (1, 100, 12):
        result = Interval.exactly(value)
    else:
        result = Interval.of(value, max(decimals, expression.decimals))
    factor = {"%": Fraction(1, 100), "‰": Fraction(1, 1000)}.get(unit, Fraction(scale.get(unit, Decimal(1))))
    return result.scaled(factor)
