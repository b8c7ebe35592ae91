"""A form: sections, fields, tables, identities, scoring.

Knows what any form can consist of, never which forms exist. Must not know YAML or HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from sitegen.intervals import Rounding
from sitegen.model.formula import Identity, Reference


class ValueType(StrEnum):
    """What a field, column or line holds. The values are the words of the form language."""

    MONEY = "金额"
    NUMBER = "数值"
    COUNT = "整数"
    PERCENT = "百分比"
    SCORE = "得分"
    MEASURE = "指标值"
    """A target or an actual value: a figure with any unit, or words."""
    NARRATIVE = "正文"
    """Markdown, a heading of narrative.md."""
    LINE = "文字"
    DATE = "日期"
    PHONE = "电话"
    PERSON = "人名"
    ORGANIZATION = "机构"
    CHOICE = "选项"


NUMERIC = frozenset({ValueType.MONEY, ValueType.NUMBER, ValueType.COUNT, ValueType.PERCENT, ValueType.SCORE})
"""Types whose values are figures, and nothing else."""

SUMMABLE = frozenset({ValueType.MONEY, ValueType.NUMBER, ValueType.COUNT})
"""Types whose values add up from the rows of a table to its total."""


class Role(StrEnum):
    """What a column or field means to the rules on scoring. The values are words of the form language."""

    TARGET = "目标"
    ACTUAL = "实际"
    WEIGHT = "分值"
    SCORE = "得分"
    REASON = "原因"
    RATE = "执行率"
    BUDGET = "预算数"
    SPENT = "执行数"
    OPERATOR = "指标性质"
    UNIT = "计量单位"


@dataclass(frozen=True, slots=True)
class Precision:
    """How many decimals a value has: it stands for at least `least` of them however it is
    written (1056.5 万元 means 1056.50), and may be written with at most `most` (None: any).
    """

    least: int = 0
    most: int | None = None
    rounding: Rounding = Rounding.NEAREST


@dataclass(frozen=True, slots=True)
class ValueSpec:
    """What may be written in a place. `unit` is printed and "" where there is none."""

    type: ValueType
    unit: str = ""
    precision: Precision = Precision()
    required: bool = False
    negative: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""

    @property
    def numeric(self) -> bool:
        """Whether only a figure (or blank, —, 不适用) may stand here."""
        return self.type in NUMERIC


@dataclass(frozen=True, slots=True)
class Field:
    """A single value or text with a name of its own. `id` is ASCII, for URLs and exports."""

    name: str
    id: str
    label: str
    spec: ValueSpec
    aliases: tuple[str, ...] = ()
    """Other names that narrative calls it by (公用经费 for 公用支出)."""
    role: Role | None = None
    """What it means where marks, amounts or reasons stand outside tables."""
    marks: Decimal | None = None
    """Full marks of a score that the form fixes."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that holds values."""

    name: str
    id: str
    label: str
    spec: ValueSpec
    role: Role | None = None
    width: int = 0
    """Relative width in print; 0: by type."""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """A header over several columns, such as 其中 or 结余."""

    label: str
    columns: tuple[Column | ColumnGroup, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A fixed line of a table. `number` is its 行次 (None: not printed).

    A `heading` line holds no values. `spec` replaces the columns' specification where the line
    is of another kind (a count among amounts). `columns` are the names of the columns the form
    leaves open in this line; None means all.
    """

    name: str
    id: str
    label: str
    number: str | None = None
    indent: int = 0
    heading: bool = False
    spec: ValueSpec | None = None
    columns: tuple[str, ...] | None = None
    aliases: tuple[str, ...] = ()
    marks: Decimal | None = None
    """Full marks of the line that the form fixes."""
    choice: str = ""
    """Lines of one choice stand for one another: the report fills one of them."""
    sums: bool = False
    """Whether its marks are the sum of others: of the deeper lines below it, or of all."""
    direction: str = ""
    """正向 or 反向, where the form says which is better; "" where the name tells."""


@dataclass(frozen=True, slots=True)
class InstitutionRows:
    """Rows are institutions that the report names; one of them may be the total of the others."""

    header: str
    total: str = ""
    """"首行", "末行", or "" for none."""


@dataclass(frozen=True, slots=True)
class FixedRows:
    """Rows are the lines that the form prints."""

    header: str
    lines: tuple[Line, ...]
    number_header: str = "行次"


@dataclass(frozen=True, slots=True)
class ListRows:
    """Rows are items that the report names, in nested groups (一级 → 二级 → 三级指标)."""

    header: str
    groups: tuple[str, ...] = ()
    role: Role | None = None
    """What the item's own text means: in some forms it is the target."""


Rows = InstitutionRows | FixedRows | ListRows


@dataclass(frozen=True, eq=False)
class Table:
    """A table: a tree of columns over rows of one kind. Each is equal to itself alone."""

    name: str
    id: str
    caption: str
    columns: tuple[Column | ColumnGroup, ...]
    rows: Rows
    unit: str = ""
    note: str = ""
    required: bool = False
    identities: tuple[Identity, ...] = ()
    empty_note: str = ""
    """The narrative field that must say why the table is empty, where the form wants that."""
    marks: Decimal | None = None
    """Full marks of the whole table that the form fixes."""

    @cached_property
    def leaves(self) -> tuple[Column, ...]:
        """The columns that hold values, from left to right."""
        return tuple(_leaves(self.columns))

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.leaves}

    def column(self, name: str) -> Column | None:
        """The column called `name`."""
        return self._by_name.get(name)

    @cached_property
    def lines(self) -> dict[str, Line]:
        """The fixed lines by name; empty for other kinds of rows."""
        return {line.name: line for line in self.rows.lines} if isinstance(self.rows, FixedRows) else {}

    def with_role(self, role: Role) -> Column | None:
        """The column that has `role`, if the form gives it to one."""
        return self._by_role.get(role)

    @cached_property
    def _by_role(self) -> dict[Role, Column]:
        return {column.role: column for column in self.leaves if column.role is not None}

    def spec(self, column: Column, line: Line | None) -> ValueSpec:
        """What may stand where `column` and `line` meet: a line's own kind replaces amounts only."""
        if line is None or line.spec is None or column.spec.type is not ValueType.MONEY:
            return column.spec
        return line.spec


def _leaves(columns: tuple[Column | ColumnGroup, ...]) -> Iterator[Column]:
    for column in columns:
        if isinstance(column, ColumnGroup):
            yield from _leaves(column.columns)
        else:
            yield column


@dataclass(frozen=True, slots=True)
class TwoSided:
    """Two tables printed side by side, such as 收入 | 支出 of a 决算总表."""

    name: str
    id: str
    caption: str
    left: Table
    right: Table


Item = Field | Table | TwoSided


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a form under one heading."""

    title: str
    items: tuple[Item, ...]
    identities: tuple[Identity, ...] = ()


@dataclass(frozen=True, slots=True)
class Scoring:
    """How a form is scored.

    `total` and `grade` are names of fields, `full` the full marks, `grades` pairs of grade and
    least total, best first. `weights` are the marks that a top group of indicators must share
    (empty: the form does not say).
    """

    full: Decimal = Decimal(100)
    total: str = ""
    grade: str = ""
    grades: tuple[tuple[str, Decimal], ...] = ()
    weights: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What must accompany the figures of a form.

    `days`: within how many days after approval a report must be public (None: the form does not
    say). `signatures`: fields to be signed. `goals`: pairs of narrative fields, a goal and its
    result. `change_notes`: narrative field → concepts whose change from year to year it explains.
    `threshold`: the change, as a part of last year's figure, from which it must be explained.
    """

    days: int | None = None
    signatures: tuple[str, ...] = ()
    goals: tuple[tuple[str, str], ...] = ()
    change_notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    threshold: Decimal = Decimal("0.3")


@dataclass(frozen=True, eq=False)
class Form:
    """A form as data, equal to itself alone, so that what follows from it can be kept. `title` is its name; `heading` the title of a report, with `{部门}` and
    `{年度}` in it. `first_year` and `last_year` bound the years it is valid for (None: open).

    `concepts` names figures by what they mean on whatever form (支出合计 → 支出.支出合计): two reports
    of a department and year must agree on them. `parts` are figures contained in a concept of
    another report, as a project's spending is in the department's.
    """

    id: str
    title: str
    heading: str
    jurisdiction: str
    sections: tuple[Section, ...]
    first_year: int | None = None
    last_year: int | None = None
    unit: str = ""
    source: str = ""
    extends: str = ""
    scoring: Scoring | None = None
    concepts: Mapping[str, Reference] = field(default_factory=dict)
    parts: Mapping[str, Reference] = field(default_factory=dict)
    disclosure: Disclosure = Disclosure()
    path: str = ""
    digest: str = field(default="", compare=False)

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Every field by name."""
        return {item.name: item for item in self._items() if isinstance(item, Field)}

    @cached_property
    def tables(self) -> dict[str, Table]:
        """Every table by name; a two-sided table counts as its two sides."""
        found: dict[str, Table] = {}
        for item in self._items():
            if isinstance(item, Table):
                found[item.name] = item
            elif isinstance(item, TwoSided):
                found[item.left.name] = item.left
                found[item.right.name] = item.right
        return found

    @cached_property
    def identities(self) -> tuple[tuple[Table | None, Identity], ...]:
        """Every identity with the table it belongs to (None: to a section)."""
        found: list[tuple[Table | None, Identity]] = []
        for table in self.tables.values():
            found += [(table, identity) for identity in table.identities]
        for section in self.sections:
            found += [(None, identity) for identity in section.identities]
        return tuple(found)

    def _items(self) -> Iterator[Item]:
        for section in self.sections:
            yield from section.items
