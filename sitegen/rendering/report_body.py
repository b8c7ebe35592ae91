"""The sections of a report as views.

Knows how the items of a form become blocks. Must not know rules, what stands around the sections, HTML or files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from sitegen.model.forms.form import Field, Item, Section
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import Table, TwoSided
from sitegen.model.reports.address_patterns import matches
from sitegen.model.reports.fact import State
from sitegen.model.reports.report import Report
from sitegen.rendering import findings
from sitegen.rendering.grids.body import Marks, table_grid, two_sided_grid
from sitegen.rendering.grids.cells import WORDS, CellView, cell_view
from sitegen.rendering.grids.grid import Grid
from sitegen.rendering.grids.head import shown_unit
from sitegen.rendering.grids.paper import papers
from sitegen.rendering.prose import prose_html
from sitegen.rendering.views import Block, FieldsBlock, FieldView, ProseBlock, SectionView, TableBlock

SHORT_TABLE, FEW_LINES = 14, 28
"""Rows of figures that are kept together on a page, if they have no more lines than that."""


def _is_signed(field: Field) -> bool:
    """Whether `field` is a line at the end of a form: 负责人（签章）, and the day beside it."""
    if field.spec.type is ValueType.DATE:
        return any(word in field.label for word in ("签字", "意见", "签章", "盖章"))
    return field.spec.type is ValueType.PERSON and any(word in field.label for word in "签章")


def _is_short(item: Item) -> bool:
    return isinstance(item, Field) and item.spec.type is not ValueType.NARRATIVE


def _fields_blocks(fields: Sequence[FieldView], *, opinion: bool) -> Iterator[FieldsBlock]:
    """`fields` as blocks; after an `opinion`, those with which it is signed are one of their own."""
    signed = 0
    if opinion:
        while signed < len(fields) and fields[signed].signature:
            signed += 1
            if fields[signed - 1].value.day or "日期" in fields[signed - 1].label:
                break
    if signed:
        yield FieldsBlock(tuple(fields[:signed]), sign_off=True)
    if signed < len(fields):
        yield FieldsBlock(tuple(fields[signed:]))


@dataclass(frozen=True)
class ReportBody:
    """Makes the sections of a report."""

    report: Report
    marks: Marks
    rounded: frozenset[str]
    attainments: Mapping[str, bool]

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
        """What most readers look for first: the result of scoring, and the figures that mean something
        beyond the form.
        """
        scoring = self.report.form.scoring
        names = [scoring.total, scoring.grade] if scoring is not None else []
        given = [self.report.form.fields[name] for name in names if name in self.report.form.fields]
        found = [
            replace(self._field(field), id="")
            for field in given
            if self.report.fields[field.name].value.state in (State.FIGURE, State.TEXT)
        ]
        for concept in self.report.form.concepts:
            fact = self.report.concept(concept)
            if fact is not None and fact.figure is not None:
                marks = self.marks.get(fact.address, ())
                found.append(FieldView("", concept, cell_view(fact, marks, with_unit=True)))
        return tuple(found)

    def _blocks(self, section: Section) -> Iterator[Block]:
        opinion = False
        for short, items in groupby(section.items, _is_short):
            if short:
                fields = [self._field(item) for item in items if isinstance(item, Field)]
                yield from _fields_blocks(fields, opinion=opinion)
                continue
            for item in items:
                block = self._block(item)
                opinion = isinstance(block, ProseBlock) and block.opinion
                yield block

    def _block(self, item: Item) -> Block:
        match item:
            case Field():
                return self._prose(item)
            case Table():
                grid = table_grid(self.report.tables[item.name], self.marks, self.attainments)
                return self._table(grid, item.caption, (item,))
            case TwoSided():
                left, right = self.report.tables[item.left.name], self.report.tables[item.right.name]
                grid = two_sided_grid(item, left, right, self.marks)
                return self._table(grid, item.caption, (item.left, item.right))

    def _field(self, field: Field) -> FieldView:
        marks = self.marks.get(field.name, ())
        return FieldView(
            f"f-{field.id}",
            field.label,
            cell_view(self.report.fields[field.name], marks, with_unit=True),
            signature=_is_signed(field),
        )

    def _prose(self, field: Field) -> ProseBlock:
        prose = self.report.prose.get(field.name)
        marks = self.marks.get(field.name, ())
        opinion = field.label.endswith("意见") and not field.own_headings
        if prose is not None and not prose.empty:
            value = CellView(State.TEXT, fact=field.name, marks=marks)
            name = f"f-{field.id}"
            return ProseBlock(name, field.label, prose_html(prose, self.report, name), value, opinion)
        gone = any(matches(gap.at, field.name) for gap in self.report.gaps)
        state = State.UNAVAILABLE if gone else State.BLANK
        value = CellView(state, words=WORDS[state], marks=marks)
        return ProseBlock(f"f-{field.id}", field.label, "", value, opinion)

    def _table(self, grid: Grid, caption: str, tables: tuple[Table, ...]) -> TableBlock:
        names = [table.name for table in tables]
        units = dict.fromkeys(filter(None, map(shown_unit, tables)))
        printed = papers(grid)
        return TableBlock(
            id=grid.id,
            caption=caption,
            unit="、".join(units),
            grid=grid,
            note="\n".join(dict.fromkeys(table.note for table in tables if table.note)),
            footnotes=(findings.ROUNDED,) if self.rounded.intersection(names) else (),
            marks=tuple(mark for name in names for mark in self.marks.get(name, ())),
            papers=printed,
            short=sum(map(len, grid.bodies)) <= SHORT_TABLE and grid.pinned and printed[0].lines <= FEW_LINES,
        )
