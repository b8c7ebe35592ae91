"""What a peer is given of a report: the words of its tables in order, and its narrative.

Reads the same files as sitegen, as text: a peer neither parses figures nor checks them. Must not know any
peer. Which columns a table has and what they are called is asked of sitegen's own forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from sitegen.loading.forms.files import load_forms
from sitegen.loading.reports.paths import report_paths
from sitegen.loading.site import load_departments
from sitegen.model.forms.form import Form
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import ListRows, Table
from sitegen.model.reports.report import Department

REPORTS = Path("content/reports")
FIELDS = "基本情况"
"""The caption of the table of fields, which sitegen shows as a list."""


class Row(NamedTuple):
    """Its headers, then what stands in the columns ("": nothing)."""

    labels: tuple[str, ...]
    cells: tuple[str, ...]


class Grid(NamedTuple):
    """A table: `heads` stand over the rows' labels, `columns` over their cells."""

    caption: str
    heads: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Sheet:
    """A report as a peer gets it."""

    year: str
    department: str
    department_name: str
    form: str
    title: str
    grids: tuple[Grid, ...]
    narrative: str

    @property
    def path(self) -> str:
        """Where its page lies below `reports/`, with sitegen as with every peer."""
        return f"{self.year}/{self.department}/{self.form}"


class Sheets:
    """The sheets of the site at `root`; its forms and departments are read once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._forms = load_forms(root).usable
        self.departments: Mapping[str, Department] = load_departments(root)[0] or {}

    def __iter__(self) -> Iterator[Sheet]:
        return (self.of(path.parent) for path in report_paths(self._root)[0])

    def of(self, folder: Path) -> Sheet:
        """The sheet of the report in `folder`."""
        text = (folder / "report.yaml").read_text(encoding="utf-8")
        written: dict[str, Any] = yaml.load(text, Loader=yaml.CBaseLoader)
        form = self._forms[written["表单"]]
        department = self.departments[written["部门"]]
        heading = form.heading.replace("{年度}", written["年度"]).replace("{部门}", department.name)
        return Sheet(
            year=written["年度"],
            department=department.id,
            department_name=department.name,
            form=form.id,
            title=heading,
            grids=(_fields(form, written), *_tables(form, written)),
            narrative=(folder / "narrative.md").read_text(encoding="utf-8"),
        )


def _fields(form: Form, written: Mapping[str, Any]) -> Grid:
    rows = []
    for name, field in form.fields.items():
        if name not in written:
            continue
        unit = field.spec.unit if field.spec.type is ValueType.COUNT else ""
        rows.append(Row((field.label,), (f"{written[name]}{unit}",)))
    return Grid(FIELDS, ("",), ("",), tuple(rows))


def _tables(form: Form, written: Mapping[str, Any]) -> Iterator[Grid]:
    for name, table in form.tables.items():
        if name in written:
            groups = table.rows.groups if isinstance(table.rows, ListRows) else ()
            rows = _rows(written[name], table, len(groups), ())
            columns = tuple(column.label for column in table.leaves)
            yield Grid(table.caption, (*groups, table.rows.header), columns, tuple(rows))


def _rows(node: Mapping[str, Any], table: Table, depth: int, above: tuple[str, ...]) -> Iterator[Row]:
    """The rows below `depth` levels of groups."""
    for label, inner in node.items():
        if depth:
            yield from _rows(inner, table, depth - 1, (*above, label))
        else:
            yield Row((*above, label), tuple(inner.get(column.name, "") for column in table.leaves))
