"""A report: facts in fields and tables, narrative, explanations.

Knows figures as facts with their places and how a reference finds one. Must not know YAML,
rules or pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from sitegen import lazy_re as re
from sitegen.intervals import Interval
from sitegen.model.forms.form import (
    SUMMABLE,
    Column,
    Form,
    InstitutionRows,
    Line,
    Role,
    Table,
    ValueSpec,
    ValueType,
)
from sitegen.model.forms.formula import Reference
from sitegen.model.reports.address import matches
from sitegen.model.reports.attachment import Attachment
from sitegen.model.reports.narrative import Prose
from sitegen.model.reports.passage import Passage, passage_of
from sitegen.model.reports.report_head import ReportHead
from sitegen.source import Span


class State(StrEnum):
    """What stands in a cell. These are different things, and none is ever taken for another."""

    FIGURE = "figure"
    TEXT = "text"
    BLANK = "blank"
    """未填: nothing is written."""
    DASH = "dash"
    """— or /: the form or the clerk says there is nothing to write."""
    NOT_APPLICABLE = "not-applicable"
    """不适用."""
    UNAVAILABLE = "unavailable"
    """资料缺失: the source the report was transcribed from lacks it."""
    INVALID = "invalid"
    """Something that is not allowed here; a diagnostic says so."""


class RowKind(StrEnum):
    """What a row of a table is."""

    TOTAL = "total"
    INSTITUTION = "institution"
    LINE = "line"
    HEADING = "heading"
    ITEM = "item"
    EMPTY = "empty"
    """A group printed without any item."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value as written: `text` is the raw text, `figure` its number where it is one.

    `unit` is the unit of the figure: the one declared by the form, or for an indicator's target
    or actual value the one written beside it.
    """

    state: State
    text: str = ""
    figure: Decimal | None = None
    decimals: int = 0
    unit: str = ""
    day: date | None = None


BLANK = Value(State.BLANK)

_TOTALS = re.compile(
    r"(?:合计|总计|小计|总分|总得分|得分合计|分值合计|自评总分|自评得分合计|评价总分)(?:[（(].{0,12}[)）])?"
)

TOTAL = "合计"
"""What formulas may call the total row of any table."""

_NEVER_ADDED = re.compile(r"单价|均价|人均|户均|平均|标准|序号|编号|年份|占比|比例|比重|[率价]$")
"""Columns of figures whose sum means nothing."""
_ROLES_ADDED = frozenset({None, Role.BUDGET, Role.SPENT})
"""Marks have rules of their own; targets, results and rates are not added up."""

_WORDS = frozenset({ValueType.LINE, ValueType.MEASURE})
"""Types whose words are text, rather than a name, a number of a telephone or a choice."""


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A value with its address, what it may be, and its place. Each is equal to itself alone.

    `address` is `表.列[行]` or the name of a field. `span` is the value's place, or for a blank
    one the place of the row or report it is missing from. `decimals` are those that its figure was
    rounded to, as sitegen.loading.reports.precision found; None where it is exact.
    """

    address: str
    value: Value
    spec: ValueSpec
    span: Span
    decimals: int | None = None

    @property
    def figure(self) -> Decimal | None:
        """The number, None where there is none."""
        return self.value.figure

    @property
    def unit(self) -> str:
        """The unit of the figure."""
        return self.value.unit

    def interval(self) -> Interval | None:
        """What the figure stands for, in its own unit; None where there is no figure."""
        if self.value.figure is None:
            return None
        if self.decimals is None:
            return Interval.exactly(self.value.figure)
        return Interval.of(self.value.figure, self.decimals)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. `key` names it in addresses, `label` is what is printed, `groups` the
    labels of the groups it stands in, outermost first.
    """

    key: str
    label: str
    kind: RowKind
    span: Span
    groups: tuple[str, ...] = ()
    line: Line | None = None

    @property
    def sums(self) -> bool:
        """Whether its marks are the sum of others, so that they are not counted again: the form says so, or
        its name does (合计, 小计, 总分).
        """
        if self.line is not None and self.line.sums:
            return True
        named = self.kind in (RowKind.ITEM, RowKind.LINE)
        return named and _TOTALS.fullmatch("".join(self.label.split())) is not None


@dataclass(frozen=True, eq=False)
class TableData:
    """The rows of a table and their facts; a cell the report does not fill is a blank fact."""

    table: Table
    rows: tuple[Row, ...]
    cells: Mapping[tuple[str, str], Fact]
    """By (row key, column name). Headings and empty groups have none."""

    @cached_property
    def _rows_by_key(self) -> dict[str, Row]:
        return {row.key: row for row in self.rows if row.kind not in (RowKind.HEADING, RowKind.EMPTY)}

    def row(self, key: str) -> Row | None:
        """The row called `key`."""
        return self._rows_by_key.get(key)

    @cached_property
    def value_rows(self) -> tuple[Row, ...]:
        """The rows that hold values."""
        return tuple(self._rows_by_key.values())

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """What findings call each row, by key: its label, or where several have the same, its key."""
        shared = Counter(row.label for row in self.value_rows)
        return {row.key: row.label if shared[row.label] == 1 else row.key for row in self.value_rows}

    @cached_property
    def total_row(self) -> Row | None:
        """The row that is the total of the others, if the form has one."""
        return next((row for row in self.rows if row.kind is RowKind.TOTAL), None)

    @cached_property
    def counted_rows(self) -> tuple[Row, ...]:
        """The rows that are added up: all but the total and those that are printed as sums of others. A single
        row is counted whatever it is called.
        """
        rows = self.value_rows
        if len(rows) == 1:
            return rows
        return tuple(row for row in rows if row is not self.total_row and not row.sums)

    def named(self, row: str) -> str:
        """The key of the row that a formula calls `row`: 合计 is the total, whatever the report calls it."""
        if row != TOTAL or row in self._rows_by_key:
            return row
        return self._total_key or row

    @cached_property
    def _total_key(self) -> str:
        if isinstance(self.table.rows, InstitutionRows):
            only = self.value_rows[0] if self.table.rows.total and len(self.value_rows) == 1 else None
            found = self.total_row or only
        else:
            totals = [
                row for row in self.value_rows if row.kind is RowKind.ITEM and row.sums and not row.groups
            ]
            found = totals[0] if len(totals) == 1 else None
        return found.key if found is not None else ""

    def cell(self, row: str, column: str) -> Fact | None:
        """The fact where `row` and `column` meet."""
        return self.cells.get((row, column))

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.cells.values())


@dataclass(frozen=True, slots=True)
class Department:
    """A body that publishes reports. `id` is ASCII and part of URLs. `members` are the ids of the
    departments whose figures its own reports add up. An `invented` one is no real body: its reports
    show what the program can do.
    """

    id: str
    name: str
    short_name: str = ""
    jurisdiction: str = ""
    description: str = ""
    members: tuple[str, ...] = ()
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """A 数据说明: it covers findings of the rule `code` at the facts that `at` matches (`*`
    stands for anything). `until` is None for 长期.

    `actual` and `expected` are what the finding said when the explanation was approved ("" where
    the finding states neither): with other figures it covers nothing.
    """

    code: str
    at: str
    actual: str
    expected: str
    reason: str
    approved_by: str
    until: date | None
    span: Span


@dataclass(frozen=True, slots=True)
class Gap:
    """A 资料缺失: facts that `at` matches are not in the source of the report."""

    at: str
    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class Correction:
    """A 更正: what was public `before` that `day` at the place `at` (an address, or the name of a text),
    and what is said there since.
    """

    day: date
    at: str
    before: str
    after: str
    reason: str
    span: Span


@dataclass(frozen=True, eq=False)
class Report:
    """A report as submitted, equal to itself alone. `slug` tells reports of one form, department and year apart.
    `approved` is the day of the 批复, `published` the day it was made public.

    `folder` is the report's folder relative to the site root. `span` is the place of its head.
    """

    form: Form
    department: Department
    year: int
    slug: str
    title: str
    approved: date | None
    published: date | None
    source: str
    note: str
    folder: str
    fields: Mapping[str, Fact]
    tables: Mapping[str, TableData]
    prose: Mapping[str, Prose]
    explanations: tuple[Explanation, ...]
    gaps: tuple[Gap, ...]
    span: Span
    corrections: tuple[Correction, ...] = ()
    """In the order they were made."""
    written: Mapping[str, Span] = field(default_factory=dict)
    """Where each key of the report stands: a single value its value, anything longer its key."""
    digest: str = ""
    attachments: tuple[Attachment, ...] = ()

    @property
    def key(self) -> str:
        """`年度/部门/标识`, unique in a site, also its path in URLs."""
        return f"{self.year}/{self.department.id}/{self.slug}"

    @property
    def head(self) -> ReportHead:
        """What tells it from all others."""
        return ReportHead(self.year, self.department.id, self.slug, self.form.id, self.folder)

    def where(self, key: str) -> Span:
        """Where `key` (公开日期, the name of a table) is written; the head where it is not."""
        return self.written.get(key, self.span)

    def facts(self) -> Iterator[Fact]:
        """Every fact of the fields and tables, in the order of the form."""
        yield from self.fields.values()
        for data in self.tables.values():
            yield from data

    @cached_property
    def _by_address(self) -> dict[str, Fact]:
        return {fact.address: fact for fact in self.facts()}

    def fact(self, address: str) -> Fact | None:
        """The fact with exactly this address."""
        return self._by_address.get(address)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text: of fields and cells that hold words, names of items, then narrative."""
        found = [
            passage_of(fact.address, fact.value.text, fact.span)
            for fact in self.facts()
            if fact.value.state is State.TEXT and fact.spec.type in _WORDS
        ]
        for data in self.tables.values():
            found += [
                passage_of(f"{data.table.name}[{row.key}]", row.label, row.span)
                for row in data.rows
                if row.kind is RowKind.ITEM
            ]
        return (*found, *(passage for text in self.prose.values() for passage in text.passages))

    def lacks_rows(self, data: TableData) -> bool:
        """Whether the source lacks rows of `data`: 资料缺失 says so of all of it, or of all of a row but its
        name. `绩效指标.*` covers rows that nobody has named; `绩效指标.偏差原因[*]` covers one column.
        """
        gaps = [gap.at for gap in self.gaps if gap.at.split(".")[0] == data.table.name]
        if any(at.split(".", 1)[-1] in ("*", "*[*]") for at in gaps if "." in at):
            return True
        for row in data.rows if gaps else ():
            name = row.groups[-1] if row.kind is RowKind.EMPTY else row.key
            cells = [f"{data.table.name}.{column.name}[{name}]" for column in data.table.leaves]
            if all(any(matches(at, cell) for at in gaps) for cell in cells):
                return True
        return False

    def concept(self, name: str) -> Fact | None:
        """The fact that means `name`, if the form has that concept and the report the fact."""
        reference = self.form.concepts.get(name)
        return self.find(reference) if reference is not None else None

    def find(self, reference: Reference) -> Fact | None:
        """The fact that `reference` names, or None.

        `字段`; `表.列[行]`; `表.列` in a table with a total row or a single row; `表.行` or `表[行]`
        in a table with a single column of figures.
        """
        if len(reference.names) == 1 and reference.row is None:
            return self.fields.get(reference.names[0])
        data = self.tables.get(reference.names[0])
        if data is None or len(reference.names) > 2:
            return None
        name = reference.names[1] if len(reference.names) == 2 else None
        column = data.table.column(name) if name is not None else None
        if column is None:
            single = only_figures(data.table)
            row = reference.row if name is None else name
            if single is None or row is None or (name is not None and reference.row is not None):
                return None
            return data.cell(data.named(row), single.name)
        if reference.row is not None:
            return data.cell(data.named(reference.row), column.name)
        row_of = data.total_row or (data.value_rows[0] if len(data.value_rows) == 1 else None)
        return data.cell(row_of.key, column.name) if row_of is not None else None


def adds_up(column: Column) -> bool:
    """Whether the total of a list gives the sum of what stands in `column`."""
    return (
        column.spec.type in SUMMABLE
        and column.role in _ROLES_ADDED
        and _NEVER_ADDED.search(column.name) is None
    )


def only_figures(table: Table) -> Column | None:
    """The only column of figures in `table`; None when there are several or none."""
    numeric = [column for column in table.leaves if column.spec.numeric]
    return numeric[0] if len(numeric) == 1 else None
