"""A table of a form: columns, lines and other rows, and what may stand where they meet.

Knows what any table can consist of. Must not know sections, nor what stands around a table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from sitegen.model.forms.formula import Identity
from sitegen.model.forms.spec import SUMMABLE, LineKeys, Precision, ValueSpec, ValueType, overridden


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

    A `heading` line holds no values. `keys` are what the line says itself of its cells (a count
    among amounts), key by key. `columns` are the names of the columns the form leaves open in
    this line; None means all.
    """

    name: str
    id: str
    label: str
    number: str | None = None
    indent: int = 0
    heading: bool = False
    keys: LineKeys | None = None
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
    precision: Precision = field(default_factory=Precision)
    """Of amounts, where neither column nor line says another."""
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

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """What findings call each column, by name: its label, or where several have the same, its name."""
        shared = Counter(column.label for column in self.leaves)
        return {
            column.name: column.label if shared[column.label] == 1 else column.name for column in self.leaves
        }

    @property
    def stated_unit(self) -> str:
        """The unit that is stated for the whole table: that of its amounts; "" if it has none."""
        return self.unit if any(column.spec.type is ValueType.MONEY for column in self.leaves) else ""

    def with_role(self, role: Role) -> Column | None:
        """The column that has `role`, if the form gives it to one."""
        return self._by_role.get(role)

    @cached_property
    def _by_role(self) -> dict[Role, Column]:
        return {column.role: column for column in self.leaves if column.role is not None}

    def spec(self, column: Column, line: Line | None) -> ValueSpec:
        """What may stand where `column` and `line` meet."""
        if line is None or line.keys is None:
            return column.spec
        return self._specs.get((column.name, line.name), column.spec)

    def line_spec(self, line: Line) -> ValueSpec | None:
        """What `line` holds, where it says something of its own."""
        if line.keys is None:
            return None
        return next((self._specs[column.name, line.name] for column in self._governed), None)

    def line_unit(self, line: Line | None) -> str:
        """The unit of `line` where it has one of its own, else ""."""
        if line is None or line.keys is None or (line.keys.type is None and line.keys.unit is None):
            return ""
        spec = self.line_spec(line)
        return spec.unit if spec is not None else ""

    @cached_property
    def _governed(self) -> tuple[Column, ...]:
        """The columns that lines have a say in: the amounts, or where there are none, other sums."""
        for kinds in ({ValueType.MONEY}, SUMMABLE):
            found = tuple(column for column in self.leaves if column.spec.type in kinds)
            if found:
                return found
        return ()

    @cached_property
    def _specs(self) -> dict[tuple[str, str], ValueSpec]:
        """What may stand in the lines that say something of their own."""
        return {
            (column.name, line.name): overridden(column.spec, line.keys, self.unit, self.precision)
            for line in self.lines.values()
            if line.keys is not None
            for column in self._governed
        }

    @cached_property
    def conditional(self) -> bool:
        """Whether any cell must be filled under a condition only."""
        specs = (column.spec for column in self.leaves)
        return any(spec.condition is not None for spec in (*specs, *self._specs.values()))


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
