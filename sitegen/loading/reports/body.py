"""The body of a report file: everything that its form describes, read against it.

Knows fields and tables, and names that the form has not. Must not know the head of a report, nor its texts.
"""

from __future__ import annotations

from sitegen.diagnostics import Diagnostic
from sitegen.loading.decode import nearest
from sitegen.loading.report_file import HEAD_KEYS
from sitegen.loading.reports.precision import with_decimals
from sitegen.loading.reports.tables import read_table
from sitegen.loading.reports.values import read_value
from sitegen.loading.rules.keys import UNKNOWN_FIELD
from sitegen.model.forms.form import Field, Form
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import Role
from sitegen.model.reports.address_patterns import matches
from sitegen.model.reports.fact import Fact, State
from sitegen.model.reports.report import Gap
from sitegen.model.reports.table_data import TableData
from sitegen.reading.yaml.nodes import Mapping


class Body:
    """Reads everything of a report that its form describes."""

    def __init__(self, form: Form, node: Mapping, key: str) -> None:
        self._form = form
        self._node = node
        self._key = key
        self.problems: list[Diagnostic] = []

    def fields(self) -> dict[str, Fact]:
        """The facts in fields, by name."""
        found: dict[str, Fact] = {}
        for name, field in self._form.fields.items():
            node = self._node.get(name)
            if field.spec.type is ValueType.NARRATIVE and node is None:
                continue
            value, problems = read_value(node, field.spec, name, self._key)
            self.problems += problems
            entry = self._node.entry(name)
            span = self._node.entries[0].key.span
            if entry is not None:
                span = entry.key.span if value.state is State.BLANK else entry.value.span
            if field.spec.type is not ValueType.NARRATIVE:
                found[name] = Fact(name, value, field.spec, span)
        for section in self._form.sections:
            together = {
                item.name: found[item.name]
                for item in section.items
                if isinstance(item, Field) and item.name in found
            }
            with_decimals(
                together,
                [name for name in together if self._form.fields[name].role is Role.WEIGHT],
            )
            found |= together
        return found

    def tables(self, gaps: tuple[Gap, ...]) -> dict[str, TableData]:
        """The tables, by name; what is missing from one is not told where `gaps` say why."""
        found: dict[str, TableData] = {}
        for name, table in self._form.tables.items():
            entry = self._node.entry(name)
            span = entry.key.span if entry is not None else self._node.entries[0].key.span
            lacking = any(matches(gap.at, name) or gap.at == f"{name}.*" for gap in gaps)
            node = entry.value if entry is not None else None
            found[name], problems = read_table(table, node, span, self._key, lacking=lacking)
            self.problems += problems
        return found

    def unknown(self) -> None:
        """Refuse what the form has not."""
        known = [*self._form.fields, *self._form.tables]
        for entry in self._node.entries:
            name = entry.key.text
            if name not in known and name not in HEAD_KEYS:
                hint = nearest(name, [*known, *HEAD_KEYS])
                message = f"表单“{self._form.title}”里没有“{name}”这一项。{hint}"
                self.problems.append(UNKNOWN_FIELD.found(entry.key.span.place, message, report=self._key))
