"""Charts, ready to draw: parts of a whole, figures over the years, scores against weights.

Knows labels and figures, and says in a sentence what it draws. Every bar is as long as its figure,
exactly; what is missing is said to be missing and has no bar. Must not know the model, nor SVG.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from sitegen.rendering.charts.layout import Bar, Row, draw
from sitegen.rendering.charts.views import NO_SOURCE, ChartView, Mark, MarkGroup, Quantity, Source, Years
from sitegen.rendering.charts.words import (
    MISSING,
    change_in_words,
    in_figures,
    named,
    rounded,
    share_in_words,
    spaced,
    summed_figures,
    with_unit,
)

_EXACT = 400
"""Digits that sums are kept to: more than any sum of figures has."""

_LISTED = 5
"""How many indicators that lost marks are named in the description."""


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
        said.append(named(part.label, part.shown, unit) + (f"，占{spaced(share)}" if share else ""))
    said += ["、".join(labels) + word for word, labels in absent.items()]
    shapes, height = draw(rows)
    called = named(whole.label, whole.shown, unit)
    description = f"{called}，其中{'；'.join(said)}。"
    if len(known) == len(parts) and sum(known) != total:
        added = summed_figures(part.value for part in parts)
        description += f"各项相加为 {with_unit(added, unit)}，与{whole.label}不同。"
    title = f"{heading}：{called}的构成" if heading else f"{called}的构成"
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
    score, weight = (
        summed_figures(mark.score for mark in marks),
        summed_figures(mark.weight for mark in marks),
    )
    return f"{score} / {weight}"


def _attained(groups: Sequence[MarkGroup], unit: str, cut_off: bool) -> Iterator[str]:
    marks = [mark for group in groups for mark in group.marks]
    score, weight = (
        summed_figures(mark.score for mark in marks),
        summed_figures(mark.weight for mark in marks),
    )
    yield f"{sum(mark.count for mark in marks)} 项指标"
    among = "其中" if cut_off else ""
    if cut_off:
        yield "，原件有缺失，不是全部"
    if weight != MISSING:
        yield f"，{among}分值合计 {with_unit(weight, unit)}"
    if score != MISSING:
        yield f"，{among}得分合计 {with_unit(score, unit)}"
    full = sum((Fraction(mark.weight) for mark in marks if mark.weight is not None), Fraction(0))
    if MISSING not in (score, weight) and full > 0 and not cut_off:
        got = sum((Fraction(mark.score) for mark in marks if mark.score is not None), Fraction(0))
        yield f"，得分率 {rounded(got / full * 100, 2)}%"
    yield "。"
    headed = [group for group in groups if group.label]
    if len(headed) > 1:
        yield "，".join(f"{group.label} {_out_of(group.marks)}" for group in headed) + "。"
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
        yield f"{year}年 {with_unit(in_figures(value), unit)}"
        if last is not None:
            since = "" if last[0] == year - 1 else f"比{last[0]}年"
            yield since + change_in_words(last[1], value, unit)
        last = (year, value)
