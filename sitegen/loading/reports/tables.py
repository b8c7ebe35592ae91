"""A table of a report: rows and cells read against the form.

Knows the three kinds of rows, how row labels become keys, and which cells a form leaves open.
Must not know the rest of a report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sitegen import lazy_re as re
from sitegen.diagnostics import Diagnostic, Related, quoted
from sitegen.loading.decode import nearest
from sitegen.loading.reports.precision import with_decimals
from sitegen.loading.reports.row_labels import Written, institutions, row_key, told_apart
from sitegen.loading.reports.values import read_value
from sitegen.loading.rules.keys import MISSING_FIELD, UNKNOWN_FIELD, WRONG_SHAPE
from sitegen.loading.rules.reports import DUPLICATE_ROW
from sitegen.loading.rules.values import TEMPLATE_HINT
from sitegen.model.forms.spec import SUMMABLE
from sitegen.model.forms.table import Column, FixedRows, InstitutionRows, ListRows, Role, Table
from sitegen.model.reports.fact import Fact, State, Value
from sitegen.model.reports.table_data import Row, RowKind, TableData, adds_up, only_figures
from sitegen.reading.yaml.nodes import Entry, Mapping, Node, Scalar
from sitegen.source import Span

_WIDE_COLON = re.compile(r"([^：\n]{1,40})：")
_PLACEHOLDER = re.compile(r"[…⋯.。·\s]+")
"""What templates print where more lines may be added."""
_OF_ONE = frozenset({Role.TARGET, Role.ACTUAL, Role.OPERATOR, Role.UNIT, Role.REASON})
"""What an indicator has, and a row that adds up the marks of several has not."""
SUBTOTAL = "小计"
"""What the marks of a group of items are printed as."""
_CLOSED = Value(State.DASH, "—")


def read_table(
    table: Table, node: Node | None, span: Span, report: str, *, lacking: bool = False
) -> tuple[TableData, tuple[Diagnostic, ...]]:
    """The table that `node` gives (None: nothing); `span` is where a missing one is reported, unless it
    is `lacking` in the source.
    """
    reader = _Reader(table, report, lacking)
    if isinstance(node, Mapping):
        rows = reader.rows(node)
    else:
        at = span if node is None else node.span
        rows = reader.rows(Mapping((), at)) if isinstance(table.rows, FixedRows) else []
        reader.no_mapping(node, at)
    return reader.fill(rows), tuple(reader.problems)


class _Reader:
    def __init__(self, table: Table, report: str, lacking: bool) -> None:
        self._lacking = lacking
        self._table = table
        self._report = report
        self.problems: list[Diagnostic] = []

    def no_mapping(self, node: Node | None, span: Span) -> None:
        name = self._table.name
        if node is not None and not (isinstance(node, Scalar) and not node.text.strip()):
            message = f"“{name}”是一张表，下面要一行一行地写“行名: {{列名: 数字}}”。{_wide_colon(node)}"
            self.problems.append(WRONG_SHAPE.found(span.place, message, report=self._report, fact=name))
        elif self._table.required and not self._lacking:
            message = f"缺少表格“{name}”（{self._table.caption}）。"
            self.problems.append(MISSING_FIELD.found(span.place, message, report=self._report, fact=name))

    def rows(self, node: Mapping) -> list[Written]:
        """The rows in the order they are printed."""
        match self._table.rows:
            case FixedRows() as rows:
                return list(self._fixed(rows, node))
            case InstitutionRows() as rows:
                return self._unique(list(institutions(rows, node)))
            case ListRows() as rows:
                return self._unique(told_apart(list(self._list(rows, node, ()))))

    def _fixed(self, rows: FixedRows, node: Mapping) -> Iterator[Written]:
        names = {row_key(line.label): line.name for line in rows.lines}
        names |= {line.name: line.name for line in rows.lines}
        given: dict[str, Entry] = {}
        for entry in node.entries:
            name = names.get(entry.key.text) or names.get(row_key(entry.key.text))
            if name is None or self._table.lines[name].heading:
                hint = nearest(row_key(entry.key.text), names)
                self._complain(entry.key, f"表格“{self._table.name}”没有“{entry.key.text}”这一行。{hint}")
            elif name in given:
                self._twice(name, entry.key.span, given[name].key.span)
            else:
                given[name] = entry
        for line in rows.lines:
            found = given.get(line.name)
            span = found.key.span if found is not None else node.span
            kind = RowKind.HEADING if line.heading else RowKind.LINE
            yield (
                Row(line.name, line.label, kind, span, line=line),
                found.value if found is not None else None,
            )

    def _list(self, rows: ListRows, node: Mapping, groups: tuple[str, ...]) -> Iterator[Written]:
        for entry in node.entries:
            label, value = entry.key.text.strip(), entry.value
            if _PLACEHOLDER.fullmatch(label):
                message = f"表格“{self._table.name}”里还留着模板的“{label}”一行，没有填写实际内容。"
                at = f"{self._table.name}[{'/'.join((*groups, label))}]"
                found = TEMPLATE_HINT.found(entry.key.span.place, message, report=self._report, fact=at)
                self.problems.append(found)
                continue
            # An item stands at the deepest level, or higher up if it has one of the columns.
            columns = isinstance(value, Mapping) and any(map(self._table.column, value.keys))
            if columns and isinstance(value, Mapping) and len(groups) < len(rows.groups):
                marks, items = self._parted(value)
                if items.entries:
                    # A group with items and marks of its own, which are their sum.
                    yield from self._list(rows, items, (*groups, label))
                    yield Row(row_key(label), SUBTOTAL, RowKind.ITEM, entry.key.span, (*groups, label)), marks
                    continue
            if len(groups) >= len(rows.groups) or columns:
                yield Row(row_key(label), label, RowKind.ITEM, entry.key.span, groups), value
            elif isinstance(value, Mapping) and value.entries:
                yield from self._list(rows, value, (*groups, label))
            else:
                if not isinstance(value, Mapping) and not (isinstance(value, Scalar) and not value.text):
                    self._misshapen(entry.key, label)
                yield (
                    Row("/".join((*groups, label)), "", RowKind.EMPTY, entry.key.span, (*groups, label)),
                    None,
                )

    def _parted(self, group: Mapping) -> tuple[Mapping, Mapping]:
        """What `group` gives for columns, and the items it has besides."""
        items = [
            entry
            for entry in group.entries
            if self._table.column(entry.key.text) is None and isinstance(entry.value, Mapping)
        ]
        cells = [entry for entry in group.entries if entry not in items]
        return Mapping(tuple(cells), group.span), Mapping(tuple(items), group.span)

    def _unique(self, rows: list[Written]) -> list[Written]:
        """`rows` without those whose key was used before; each of these is reported."""
        first: dict[str, Written] = {}
        for written in rows:
            row = written[0]
            if row.key in first:
                self._twice(row.key, row.span, first[row.key][0].span)
            else:
                first[row.key] = written
        return list(first.values())

    def fill(self, rows: list[Written]) -> TableData:
        """The table with a fact in every cell."""
        cells: dict[tuple[str, str], Fact] = {}
        for row, value in rows:
            if row.kind not in (RowKind.HEADING, RowKind.EMPTY):
                for column, fact in self._cells(row, value):
                    cells[row.key, column] = fact
        weight = self._table.with_role(Role.WEIGHT)
        with_decimals(cells, {key for key in cells if weight is not None and key[1] == weight.name})
        return TableData(self._table, tuple(row for row, _ in rows), cells)

    def _cells(self, row: Row, value: Node | None) -> Iterator[tuple[str, Fact]]:
        given: Mapping | None = None
        if isinstance(value, Mapping):
            given = value
            self._unknown_columns(value)
        elif isinstance(value, Scalar) and (single := only_figures(self._table)) is not None:
            key = Scalar(single.name, row.span, False)
            given = Mapping((Entry(key, value),), row.span)
        elif value is not None and not (isinstance(value, Scalar) and not value.text):
            self._misshapen(value, row.label)
        entries = {entry.key.text: entry for entry in given.entries} if given is not None else {}
        sums, is_item = row.sums, row.kind is RowKind.ITEM
        for column in self._table.leaves:
            fact = self._cell(row, column, entries.get(column.name))
            closed = sums and (column.role in _OF_ONE or (is_item and _is_of_one(column)))
            if closed and fact.value.state is State.BLANK:
                fact = replace(fact, value=_CLOSED)
            yield column.name, fact

    def _cell(self, row: Row, column: Column, entry: Entry | None) -> Fact:
        line, node = row.line, entry.value if entry is not None else None
        spec = self._table.spec(column, line)
        address = f"{self._table.name}.{column.name}[{row.key}]"
        span = row.span  # of what is not written at all
        if entry is not None:
            span = entry.key.span if _is_blank(entry.value) else entry.value.span
        is_open = line is None or line.columns is None or column.name in line.columns
        if node is None and not is_open:
            return Fact(address, _CLOSED, spec, span)
        value, problems = read_value(node, spec, address, self._report)
        if not is_open and value.state not in (State.DASH, State.BLANK):
            self._complain(
                node or _label_of(row), f"表单规定“{row.label}”这一行不填“{column.label}”。", address
            )
        self.problems += problems
        return Fact(address, value, spec, span)

    def _unknown_columns(self, value: Mapping) -> None:
        for entry in value.entries:
            if self._table.column(entry.key.text) is None:
                labels = {column.label: column.name for column in self._table.leaves}
                name = labels.get(entry.key.text)
                hint = (
                    f"表单里它叫“{name}”。"
                    if name
                    else nearest(entry.key.text, [column.name for column in self._table.leaves])
                )
                self._complain(entry.key, f"表格“{self._table.name}”没有“{entry.key.text}”这一列。{hint}")

    def _complain(self, node: Node, message: str, fact: str = "") -> None:
        self.problems.append(UNKNOWN_FIELD.found(node.span.place, message, report=self._report, fact=fact))

    def _misshapen(self, node: Node, label: str) -> None:
        message = f"“{label}”这一行要按列写成“{{列名: 内容}}”，不能只写一个值。{_wide_colon(node)}"
        self.problems.append(WRONG_SHAPE.found(node.span.place, message, report=self._report))

    def _twice(self, key: str, span: Span, first: Span) -> None:
        related = (Related(key, "", first.place),)
        message = f"表格“{self._table.name}”里“{key}”出现了两次，第一次在第 {first.line} 行。"
        self.problems.append(DUPLICATE_ROW.found(span.place, message, report=self._report, related=related))


def _wide_colon(node: Node) -> str:
    """What to add where a full-width colon made words of rows or columns."""
    if not isinstance(node, Scalar) or node.quoted or (match := _WIDE_COLON.match(node.text)) is None:
        return ""
    return f"{quoted(match[1].strip())}后面用了全角冒号“：”，应改为半角冒号加空格“: ”。"


def _label_of(row: Row) -> Scalar:
    return Scalar(row.label, row.span, False)


def _is_of_one(column: Column) -> bool:
    """Whether it says something of one item (words, a 单价), which a total of the list need not have."""
    return not column.spec.numeric or (
        column.spec.type in SUMMABLE and column.role is None and not adds_up(column)
    )


def _is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text.strip()
