"""A report: facts in fields and tables, narrative, explanations.

Knows what a report consists of, and how a reference finds a fact in it. Must not know YAML, rules or pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from sitegen.model.forms.form import Form
from sitegen.model.forms.formula import Reference
from sitegen.model.forms.spec import ValueType
from sitegen.model.reports.address_patterns import matches
from sitegen.model.reports.attachment import Attachment
from sitegen.model.reports.fact import Fact, State
from sitegen.model.reports.narrative import Prose
from sitegen.model.reports.passage import Passage, passage_of
from sitegen.model.reports.report_head import ReportHead
from sitegen.model.reports.table_data import RowKind, TableData, only_figures
from sitegen.source import Span

_WORDS = frozenset({ValueType.LINE, ValueType.MEASURE})
"""Types whose words are text, rather than a name, a number of a telephone or a choice."""


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
