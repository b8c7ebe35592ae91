"""Two years of one department side by side: every figure of two reports on the same form.

Knows tables and fields of a form. Must not know why figures changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.forms.form import Field, Section
from sitegen.model.forms.form import Item as FormItem
from sitegen.model.forms.table import Table, TwoSided
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import Row, RowKind, TableData
from sitegen.model.site import SiteConfig
from sitegen.rendering import urls
from sitegen.rendering.grids.head import shown_unit
from sitegen.rendering.pages.context import framed
from sitegen.rendering.pages.figures import difference, item, rate, restated
from sitegen.rendering.parts import Entries, Entry, Heading, Item, Listing, ListingRow, PageView, Part, Text
from sitegen.rendering.views import Link

SHOWN = (RowKind.TOTAL, RowKind.INSTITUTION, RowKind.LINE)
"""Rows that mean the same from year to year; indicators are others each year."""


def comparison(config: SiteConfig, before: Report, after: Report) -> PageView:
    """The page that compares `after` with `before`."""
    body = after.department
    path = urls.comparison(body.id, after.slug, before.year, after.year)
    title = f"{body.name}{before.year}年度与{after.year}年度对比"
    parts = [
        Part("reports", "", (Entries(tuple(_report(each, path) for each in (before, after))),)),
    ]
    # 2020年决算数 is another column in each of the two: their texts are those for any year.
    for number, section in enumerate((after.form.general or after.form).sections, 1):
        listings = tuple(_listings(section, before, after))
        parts.append(Part(f"part-{number}", section.title, listings))
    if not any(part.heading for part in parts if part.blocks):
        parts.append(Part("none", "", (Text(("这两份报告没有可以逐年对比的数字。",)),)))
    return framed(
        config,
        "comparison",
        path,
        title,
        f"{body.name}：{after.form.title}，{before.year}年度与{after.year}年度的数字并列，并算出增减。",
        parts,
        trail=(("部门", urls.DEPARTMENTS), (body.name, urls.department(body.id))),
        eyebrow=after.form.title,
        lead="增减由程序按两份报告的数字算出；上年为零、为负或没有数字的，不算增减率。指标每年不同，不作对比。",
        invented=body.invented,
    )


def _report(report: Report, path: str) -> Entry:
    return Entry(Link(report.title, urls.relative(path, urls.report(report.key))), f"{report.year}年度")


def _listings(section: Section, before: Report, after: Report) -> Iterator[Listing]:
    headings = (
        Heading("项目"),
        Heading(f"{before.year}年度", numeric=True),
        Heading(f"{after.year}年度", numeric=True),
        Heading("增减", numeric=True),
        Heading("增减率", numeric=True),
    )
    fields = [each for each in section.items if isinstance(each, Field) and each.spec.numeric]
    rows = [
        _row(each.label, after.fields[each.name].spec.unit, before.fields[each.name], after.fields[each.name])
        for each in fields
    ]
    if rows:
        yield Listing(f"compare-{fields[0].id}", f"{section.title}：单项数字", headings, tuple(rows))
    for each in section.items:
        for table in _tables(each):
            rows = list(_table_rows(table, before.tables[table.name], after.tables[table.name]))
            if rows:
                unit = shown_unit(after.tables[table.name].table)
                caption = f"{table.caption}（单位：{unit}）" if unit else table.caption
                yield Listing(f"compare-{table.id}", caption, headings, tuple(rows))


def _tables(each: FormItem) -> tuple[Table, ...]:
    match each:
        case Table():
            return (each,)
        case TwoSided():
            return (each.left, each.right)
        case Field():
            return ()


def _table_rows(worded: Table, before: TableData, after: TableData) -> Iterator[ListingRow]:
    """Rows of both, those of the later report first; a row only one of them has is no change. `worded` is
    the table in words for any year.
    """
    rows: dict[str, Row] = {}
    for data in (after, before):
        for row in data.value_rows:
            if row.kind in SHOWN:
                rows.setdefault(row.key, row)
    table = after.table
    numeric = [column for column in table.leaves if column.spec.numeric]
    for row in rows.values():
        for column in numeric:
            one, other = before.cell(row.key, column.name), after.cell(row.key, column.name)
            if all(fact is None or fact.figure is None for fact in (one, other)):
                continue
            label = (worded.lines[row.line.name].label if row.line is not None else row.label).strip()
            own = worded.column(column.name) or column
            label = label if len(numeric) == 1 else f"{label}：{own.label}"
            spec = table.spec(column, row.line)
            yield _row(label, spec.unit if spec.unit != table.unit else "", one, other)


def _row(label: str, unit: str, before: Fact | None, after: Fact | None) -> ListingRow:
    named = f"{label}（{unit}）" if unit and unit not in label else label
    if after is not None and after.figure is not None:
        before = restated(before, after.unit)
    cells = (item(before), item(after), difference(before, after), rate(before, after))
    return ListingRow(Item(named), cells)
