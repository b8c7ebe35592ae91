"""Charts, ready to draw: parts of a whole, figures over the years, scores against weights.

Knows labels and figures, and says in a sentence what it draws. Every bar is as long as its figure,
exactly; what is missing is said to be missing and has no bar. Must not know the model, nor SVG.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from fractions import Fraction

from sitegen.figures import format_figure, plain_figure
from sitegen.rendering.charts_layout import Bar, Row, Shape, draw

MISSING = "缺"
"""What stands in place of a figure that is not there."""

_EXACT = 400
"""Digits that sums are kept to: more than any sum of figures has."""

_TENFOLD = 11
"""Growth beyond tenfold is not given as a rate."""

_LISTED = 5
"""How many indicators that lost marks are named in the description."""


@dataclass(frozen=True, slots=True)
class Source:
    """The table a chart is drawn from: `href` leads to it ("" where it is not on the page)."""

    label: str = ""
    href: str = ""


NO_SOURCE = Source()


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart. `id` is unique on the page; `shapes` are drawn in their order, in a drawing `height`
    pixels high and as wide as there is room. `description` states the figures in words.
    """

    id: str
    title: str
    description: str
    unit: str
    shapes: tuple[Shape, ...] = field(repr=False)
    height: int
    source: Source = NO_SOURCE

    @property
    def hatched(self) -> bool:
        """Whether it needs the pattern of negative bars."""
        return any(shape.role == "negative" for shape in self.shapes)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its name. `text` is how it is shown, or why there is none ("": as computed)."""

    label: str
    value: Decimal | None
    text: str = ""

    @property
    def shown(self) -> str:
        """The figure as printed, or what stands in its place."""
        if self.text:
            return self.text
        return MISSING if self.value is None else in_figures(self.value)


@dataclass(frozen=True, slots=True)
class Mark:
    """The score of an indicator, out of its weight; or those of `count` indicators added up, of which
    `lacking` have no score.
    """

    label: str
    score: Decimal | None
    weight: Decimal | None
    count: int = 1
    lacking: int = 0


@dataclass(frozen=True, slots=True)
class MarkGroup:
    """Indicators under one heading ("" for none)."""

    label: str
    marks: tuple[Mark, ...]


Years = Mapping[int, Decimal | None]
"""A figure for every year; None, or a year left out between others, is missing."""


def composition(
    identifier: str,
    whole: Quantity,
    parts: Sequence[Quantity],
    unit: str,
    *,
    heading: str = "",
    source: Source = NO_SOURCE,
) -> ChartView:
    """How `whole` is made up of `parts`: a bar a part, on a track as long as the whole. `heading`
    says what it is about where its name does not.
    """
    assert whole.value is not None, "a whole that is not known has no parts"
    total = Fraction(whole.value)
    known = [Fraction(part.value) for part in parts if part.value is not None]
    share_known = total > 0 and all(value >= 0 for value in known)
    track = (Bar(total, "track"),) if share_known else ()
    rows: list[Row] = []
    said: list[str] = []
    absent: dict[str, list[str]] = {}
    for part in parts:
        if part.value is None:
            rows.append(Row(part.label, part.shown, absent=True))
            absent.setdefault(part.shown, []).append(part.label)
            continue
        value = Fraction(part.value)
        share = share_in_words(value / total) if share_known and value else ""
        rows.append(Row(part.label, part.shown + (f" · {share}" if share else ""), (*track, _bar(value))))
        said.append(_named(part.label, part.shown, unit) + (f"，占{_spaced(share)}" if share else ""))
    said += ["、".join(labels) + word for word, labels in absent.items()]
    shapes, height = draw(rows)
    named = _named(whole.label, whole.shown, unit)
    description = f"{named}，其中{'；'.join(said)}。"
    if len(known) == len(parts) and sum(known) != total:
        added = _sum(part.value for part in parts)
        description += f"各项相加为 {_with(added, unit)}，与{whole.label}不同。"
    title = f"{heading}：{named}的构成" if heading else f"{named}的构成"
    return ChartView(identifier, title, description, unit, shapes, height, source)


def series(
    identifier: str, title: str, lines: Mapping[str, Years], unit: str, source: Source = NO_SOURCE
) -> ChartView:
    """One to four figures over the years, on one scale: a row a year, a heading a figure."""
    assert 1 <= len(lines) <= 4, "more cannot be taken in"
    years = [year for line in lines.values() for year in line]
    span = range(min(years), max(years) + 1) if years else range(0)
    rows: list[Row] = []
    said = []
    for label, line in lines.items():
        if len(lines) > 1:
            rows.append(Row(label, "", heading=True))
        rows += [_year(year, line.get(year)) for year in span]
        words = "，".join(_over_the_years(line, span, unit))
        said.append(f"{label}：{words}" if len(lines) > 1 else words)
    shapes, height = draw(rows)
    description = "；".join(said) + "。" if rows else "没有数据。"
    return ChartView(identifier, title, description, unit, shapes, height, source)


def attainment(
    identifier: str,
    title: str,
    groups: Sequence[MarkGroup],
    unit: str = "分",
    source: Source = NO_SOURCE,
    *,
    cut_off: bool = False,
) -> ChartView:
    """The score of every indicator on a track as long as its weight. `cut_off` tells that some are missing
    from the source, so that nothing is said of the whole.
    """
    rows: list[Row] = []
    for group in groups:
        if group.label:
            rows.append(Row(group.label, _out_of(group.marks), heading=True))
        rows += map(_mark, group.marks)
    shapes, height = draw(rows)
    description = "".join(_attained(groups, unit, cut_off))
    return ChartView(identifier, title, description, unit, shapes, height, source)


def summed(groups: Sequence[MarkGroup]) -> MarkGroup:
    """Every group as one mark, the sum of its own; one that lacks a mark has no sum."""
    with localcontext(prec=_EXACT):
        return MarkGroup(
            "",
            tuple(
                Mark(
                    group.label or ("其他" if len(groups) > 1 else "全部指标"),
                    _total([mark.score for mark in group.marks]),
                    _total([mark.weight for mark in group.marks]),
                    sum(mark.count for mark in group.marks),
                    sum(mark.score is None for mark in group.marks),
                )
                for group in groups
            ),
        )


def _total(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def _bar(value: Fraction) -> Bar:
    return Bar(value, "negative" if value < 0 else "bar")


def _year(year: int, value: Decimal | None) -> Row:
    if value is None:
        return Row(f"{year}年", MISSING, absent=True)
    return Row(f"{year}年", in_figures(value), (_bar(Fraction(value)),))


def _mark(mark: Mark) -> Row:
    bars = () if mark.weight is None else (Bar(Fraction(mark.weight), "track"),)
    if mark.score is not None:
        bars = (*bars, _bar(Fraction(mark.score)))
    return Row(mark.label, _out_of((mark,)), bars, absent=mark.score is None)


def _out_of(marks: Sequence[Mark]) -> str:
    """`37 / 40`."""
    score, weight = _sum(mark.score for mark in marks), _sum(mark.weight for mark in marks)
    return f"{score} / {weight}"


def _sum(values: Iterator[Decimal | None]) -> str:
    """The sum in figures, with as many decimals as its parts have; 缺 if one is missing."""
    total, decimals = Fraction(0), 0
    for value in values:
        if value is None:
            return MISSING
        total += Fraction(value)
        decimals = max(decimals, _decimals(value))
    return _rounded(total, decimals)


def _attained(groups: Sequence[MarkGroup], unit: str, cut_off: bool) -> Iterator[str]:
    marks = [mark for group in groups for mark in group.marks]
    score, weight = _sum(mark.score for mark in marks), _sum(mark.weight for mark in marks)
    yield f"{sum(mark.count for mark in marks)} 项指标"
    among = "其中" if cut_off else ""
    if cut_off:
        yield "，原件有缺失，不是全部"
    if weight != MISSING:
        yield f"，{among}分值合计 {_with(weight, unit)}"
    if score != MISSING:
        yield f"，{among}得分合计 {_with(score, unit)}"
    full = sum((Fraction(mark.weight) for mark in marks if mark.weight is not None), Fraction(0))
    if MISSING not in (score, weight) and full > 0 and not cut_off:
        got = sum((Fraction(mark.score) for mark in marks if mark.score is not None), Fraction(0))
        yield f"，得分率 {_rounded(got / full * 100, 2)}%"
    yield "。"
    named = [group for group in groups if group.label]
    if len(named) > 1:
        yield "，".join(f"{group.label} {_out_of(group.marks)}" for group in named) + "。"
    lost = [mark for mark in marks if mark.score is not None and mark.weight not in (None, mark.score)]
    if lost:
        some = "、".join(f"{mark.label} {_out_of((mark,))}" for mark in lost[:_LISTED])
        more = f"等 {len(lost)} 项" if len(lost) > _LISTED else ""
        yield f"得分与分值不同的：{some}{more}。"
    gaps = sum(mark.lacking or mark.score is None for mark in marks)
    if gaps:
        yield f"{gaps} 项缺得分，得分没有合计。"


def _over_the_years(line: Years, span: range, unit: str) -> Iterator[str]:
    last: tuple[int, Decimal] | None = None
    for year in span:
        value = line.get(year)
        if value is None:
            yield f"{year}年{MISSING}"
            continue
        yield f"{year}年 {_with(in_figures(value), unit)}"
        if last is not None:
            since = "" if last[0] == year - 1 else f"比{last[0]}年"
            yield since + change_in_words(last[1], value, unit)
        last = (year, value)


def change_in_words(before: Decimal, after: Decimal, unit: str) -> str:
    """`增长 9.49%`; in absolute terms where a rate would mean nothing: `减少 5 万元`."""
    old, new = Fraction(before), Fraction(after)
    if new == old:
        return "持平"
    if old > 0 and 0 <= new <= _TENFOLD * old:
        rate = _rounded(abs(new - old) / old * 100, 2)
        word = "增长" if new > old else "下降"
        return f"{word} {rate}%" if rate != "0.00" else f"{word}不足 0.01%"
    difference = _rounded(abs(new - old), max(_decimals(before), _decimals(after)))
    return f"{'增加' if new > old else '减少'} {_with(difference, unit)}"


def share_in_words(share: Fraction) -> str:
    """`40.1%`; what is not nothing is never called 0.0%."""
    if 0 < share < Fraction(1, 2000):
        return "不足 0.1%"
    return f"{_rounded(share * 100, 1)}%"


def in_figures(value: Decimal) -> str:
    """`value` as a page shows it, with the decimals it has."""
    return format_figure(value, _decimals(value))


def _decimals(value: Decimal) -> int:
    return len(plain_figure(value).partition(".")[2])


def _rounded(value: Fraction, decimals: int) -> str:
    """`value` in figures, half rounded away from zero; exact however many digits it has."""
    digits = int(abs(value) * 10**decimals + Fraction(1, 2))
    text = f"{digits:0{decimals + 1}d}"
    whole = len(text) - decimals
    sign = "-" if value < 0 and digits else ""
    return format_figure(Decimal(f"{sign}{text[:whole]}.{text[whole:]}"), decimals)


def _with(figure: str, unit: str) -> str:
    return f"{figure} {unit}" if unit else figure


def _named(label: str, figure: str, unit: str) -> str:
    space = "" if label.endswith(("）", "”", "》")) else " "
    return f"{label}{space}{_with(figure, unit)}"


def _spaced(share: str) -> str:
    return share if share.startswith("不") else f" {share}"
