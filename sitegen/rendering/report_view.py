"""A report and its verdict as the view of a page.

Knows how the items of a form become blocks. Must not know rules (their titles are given), HTML
pages or files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sitegen.model.address import matches
from sitegen.model.form import Field, Item, Section, Table, TwoSided, ValueType
from sitegen.model.outcome import Verdict
from sitegen.model.report import Report, State
from sitegen.model.site import Site
from sitegen.rendering import findings, urls
from sitegen.rendering.cells import WORDS, CellView, cell_view
from sitegen.rendering.grid import Grid
from sitegen.rendering.grid_body import Marks, table_grid, two_sided_grid
from sitegen.rendering.grid_head import shown_unit
from sitegen.rendering.places import in_words
from sitegen.rendering.prose import prose_html
from sitegen.rendering.shell import article_tags, day, shell
from sitegen.rendering.views import (
    Block,
    Download,
    FieldsBlock,
    FieldView,
    GapView,
    Link,
    ProseBlock,
    ReportView,
    SectionView,
    TableBlock,
)

PORTRAIT_WIDTH = 36
"""The widest grid, in half columns of figures, that is legible on an upright A4 page."""

SHORT_TABLE = 14
"""Rows of figures that are kept together on a page."""


def report_view(site: Site, report: Report, verdict: Verdict, titles: Mapping[str, str]) -> ReportView:
    """The view of `report`. `titles` are the titles of the rules by code. Downloads are added with
    `with_downloads` once they exist: the PDF is made from this view too.
    """
    path = urls.report(report.key)
    department = report.department
    trail = (
        (f"{report.year}年度", urls.year(report.year)),
        (department.name, urls.department(department.id)),
    )
    base = site.config.base_url
    frame = shell(site.config, path, report.title, trail, f"{department.name}：{report.title}")
    frame = replace(frame, tags=(*frame.tags, *article_tags(report.title, report.published, department.name)))
    notes = findings.Notes(report, verdict, titles)
    body = _Body(report, notes.marks, findings.rounded_tables(verdict))
    sections = body.sections
    checks = findings.checks_view(report, verdict)
    gaps = tuple(GapView(in_words(report.form, gap.at), gap.reason) for gap in report.gaps)
    return ReportView(
        shell=frame,
        key=report.key,
        title=report.title,
        year=Link(f"{report.year}年度", urls.relative(path, urls.year(report.year))),
        department=Link(department.name, urls.relative(path, urls.department(department.id))),
        published=day(report.published),
        form=report.form.title,
        jurisdiction=department.jurisdiction,
        source=report.source,
        summary=body.summary,
        contents=tuple(
            _contents(sections, note=bool(report.note), notes=bool(notes.marked), gaps=bool(gaps))
        ),
        sections=sections,
        checks=checks,
        notes=notes.views(body.anchors),
        gaps=gaps,
        note=report.note,
        url=f"{base}/{urls.report_folder(report.key)}/" if base else "",
    )


def with_downloads(view: ReportView, downloads: tuple[Download, ...]) -> ReportView:
    """`view` with the files that lie beside its page."""
    return replace(view, downloads=downloads)


def _contents(sections: tuple[SectionView, ...], *, note: bool, notes: bool, gaps: bool) -> Iterator[Link]:
    for section in sections:
        yield Link(section.title, f"#{section.id}")
    if note:
        yield Link("备注", "#remark")
    if notes:
        yield Link("数据说明", "#notes")
    if gaps:
        yield Link("资料缺失", "#gaps")
    yield Link("数据校验", "#checks")


@dataclass(frozen=True)
class _Body:
    """Makes the sections of a report."""

    report: Report
    marks: Marks
    rounded: frozenset[str]

    @cached_property
    def sections(self) -> tuple[SectionView, ...]:
        return tuple(
            SectionView(f"part-{number}", section.title, tuple(self._blocks(section)))
            for number, section in enumerate(self.report.form.sections, 1)
        )

    @cached_property
    def anchors(self) -> dict[str, str]:
        """Address of a fact, a text or a table → the id it has on the page."""
        found: dict[str, str] = {name: f"t-{table.id}" for name, table in self.report.form.tables.items()}
        for section in self.report.form.sections:
            for item in section.items:
                if isinstance(item, TwoSided):
                    found |= {side.name: f"t-{item.id}" for side in (item.left, item.right)}
                elif isinstance(item, Field):
                    found[item.name] = f"f-{item.id}"
        for view in self.sections:
            for block in view.blocks:
                if isinstance(block, TableBlock):
                    found |= block.grid.anchors
        return found

    @property
    def summary(self) -> tuple[FieldView, ...]:
        """The result of scoring: what most readers look for first."""
        scoring = self.report.form.scoring
        names = [scoring.total, scoring.grade] if scoring is not None else []
        given = [self.report.form.fields[name] for name in names if name in self.report.form.fields]
        return tuple(
            replace(self._field(field), id="")
            for field in given
            if self.report.fields[field.name].value.state in (State.FIGURE, State.TEXT)
        )

    def _blocks(self, section: Section) -> Iterator[Block]:
        pending: list[FieldView] = []
        for item in section.items:
            if isinstance(item, Field) and item.spec.type is not ValueType.NARRATIVE:
                pending.append(self._field(item))
                continue
            if pending:
                yield FieldsBlock(tuple(pending))
                pending = []
            yield self._block(item)
        if pending:
            yield FieldsBlock(tuple(pending))

    def _block(self, item: Item) -> Block:
        match item:
            case Field():
                return self._prose(item)
            case Table():
                grid = table_grid(self.report.tables[item.name], self.marks)
                return self._table(grid, item.caption, (item,))
            case TwoSided():
                left, right = self.report.tables[item.left.name], self.report.tables[item.right.name]
                grid = two_sided_grid(item, left, right, self.marks)
                return self._table(grid, item.caption, (item.left, item.right))

    def _field(self, field: Field) -> FieldView:
        marks = self.marks.get(field.name, ())
        return FieldView(
            f"f-{field.id}", field.label, cell_view(self.report.fields[field.name], marks, with_unit=True)
        )

    def _prose(self, field: Field) -> ProseBlock:
        prose = self.report.prose.get(field.name)
        marks = self.marks.get(field.name, ())
        if prose is not None and not prose.empty:
            value = CellView(State.TEXT, fact=field.name, marks=marks)
            return ProseBlock(f"f-{field.id}", field.label, prose_html(prose, self.report), value)
        gone = any(matches(gap.at, field.name) for gap in self.report.gaps)
        state = State.UNAVAILABLE if gone else State.BLANK
        return ProseBlock(f"f-{field.id}", field.label, "", CellView(state, words=WORDS[state], marks=marks))

    def _table(self, grid: Grid, caption: str, tables: tuple[Table, ...]) -> TableBlock:
        names = [table.name for table in tables]
        units = dict.fromkeys(filter(None, map(shown_unit, tables)))
        return TableBlock(
            id=grid.id,
            caption=caption,
            unit="、".join(units),
            grid=grid,
            note="\n".join(dict.fromkeys(table.note for table in tables if table.note)),
            footnotes=(findings.ROUNDED,) if self.rounded.intersection(names) else (),
            marks=tuple(mark for name in names for mark in self.marks.get(name, ())),
            wide=sum(column.width for column in grid.columns) > PORTRAIT_WIDTH,
            short=sum(map(len, grid.bodies)) <= SHORT_TABLE and grid.pinned,
        )
