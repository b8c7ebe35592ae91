"""The two files of a report, as a clerk would have written them from the document.

Knows how a report is laid out. Must not know documents.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen import lazy_re as re
from sitegen.importing.placing.place import Placed
from sitegen.importing.placing.rows import Rows
from sitegen.importing.placing.words import one_line
from sitegen.importing.values import paragraphs, typed
from sitegen.model.forms.form import Field
from sitegen.model.forms.spec import ValueSpec, ValueType
from sitegen.model.forms.table import FixedRows, ListRows, Table, TwoSided

LONGEST_LINE = 120
"""Characters of a row that is written on one line."""
LONGEST_TEXT = 40
"""Characters of a text in such a row."""
_PLAIN = re.compile(
    r"-?\d+(?:\.\d+)?[%％]?|[\w（《“①-⑳≥≤][\w.%％（）《》“”、；。·—～ⅠⅡⅢ①-⑳≥≤:]*(?:(?<!:) [\w（）、；。—]+)*"
)
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off"})
"""Words that other programs would take for something else."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a report says of itself."""

    form: str
    department: str
    year: int
    slug: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one key of report.yaml, key and all, with an end of line."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Texts:
    """A report: the parts of report.yaml, with the section that each begins, and the texts of narrative.md by heading."""

    head: tuple[Part, ...]
    sections: tuple[tuple[str, tuple[Part, ...]], ...]
    narrative: dict[str, str]

    @property
    def report(self) -> str:
        """report.yaml."""
        pieces = ["".join(part.text for part in self.head)]
        pieces += ["".join(part.text for part in parts) for _, parts in self.sections if parts]
        return "\n".join(pieces)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every part below the head."""
        return tuple(part for _, parts in self.sections for part in parts)

    @property
    def prose(self) -> str:
        """narrative.md; "" if the form has no such texts."""
        return "\n".join(
            f"# {name}\n" + (f"\n{text}\n" if text else "") for name, text in self.narrative.items()
        )


def texts(placed: Placed, head: Head) -> Texts:
    """The report that `placed` comes to."""
    told = {"表单": head.form, "部门": head.department, "年度": str(head.year)}
    told |= {"标识": head.slug} if head.slug else {}
    told |= {"单位": head.unit} if head.unit else {}
    sections = []
    for section in placed.form.sections:
        parts: list[Part] = []
        for item in section.items:
            if isinstance(item, Field):
                parts += _field(item, placed.fields.get(item.name, ""))
                continue
            for table in (item.left, item.right) if isinstance(item, TwoSided) else (item,):
                rows = placed.tables.get(table.name)
                if rows is not None and any(rows.cells.values()):
                    parts.append(Part(table.name, _table(table, rows)))
        sections.append((section.title, tuple(parts)))
    return Texts(
        tuple(Part(key, f"{key}: {value}\n") for key, value in told.items()),
        tuple(sections),
        {
            field.name: paragraphs(placed.fields.get(field.name, ""))
            for field in placed.form.fields.values()
            if field.spec.type is ValueType.NARRATIVE and not field.own_headings
        },
    )


def _field(field: Field, text: str) -> list[Part]:
    if field.spec.type is ValueType.NARRATIVE or not text:
        return []
    return [Part(field.name, f"{field.name}: {scalar(typed(text, field.spec), 0)}\n")]


def _table(table: Table, rows: Rows) -> str:
    tree: dict[str, object] = {}
    for path, cells in rows.cells.items():
        here = tree
        for name in path:
            inner = here.setdefault(_label(table, name), {})
            assert isinstance(inner, dict)
            here = inner
        here |= {
            name: typed(cells[name], _spec_of(table, path[-1], name)) for name in _in_order(table, cells)
        }
    return f"{table.name}:\n" + "".join(_lines(tree, table, 1))


def _label(table: Table, name: str) -> str:
    """People are named without the blanks by which two characters are as wide as three."""
    name = one_line(name)
    is_person = isinstance(table.rows, ListRows) and table.rows.header.startswith("姓")
    return re.sub(r"\s+", "", name) if is_person else name


def _spec_of(table: Table, row: str, name: str) -> ValueSpec:
    column = table.column(name)
    assert column is not None
    line = table.lines.get(row) if isinstance(table.rows, FixedRows) else None
    return table.spec(column, line)


def _in_order(table: Table, cells: dict[str, str]) -> list[str]:
    return [column.name for column in table.leaves if column.name in cells]


def _lines(tree: dict[str, object], table: Table, depth: int) -> list[str]:
    lines: list[str] = []
    indent = "  " * depth
    single = table.leaves[0].name if len(table.leaves) == 1 and isinstance(table.rows, FixedRows) else ""
    for name, inner in tree.items():
        label = scalar(name, 0, key=True)
        if not isinstance(inner, dict):
            lines.append(f"{indent}{label}: {scalar(str(inner), depth)}\n")
        elif not inner:
            lines.append(f"{indent}{label}: {{}}\n")
        elif single and list(inner) == [single]:
            lines.append(f"{indent}{label}: {scalar(str(inner[single]), depth)}\n")
        elif all(
            isinstance(each, str) and "\n" not in each and len(each) <= LONGEST_TEXT
            for each in inner.values()
        ) and (len(flow := _flow(inner)) + len(indent) + len(label) < LONGEST_LINE):
            lines.append(f"{indent}{label}: {flow}\n")
        else:
            lines += [f"{indent}{label}:\n", *_lines(inner, table, depth + 1)]
    return lines


def _flow(cells: dict[str, object]) -> str:
    return (
        "{"
        + ", ".join(f"{scalar(name, 0, key=True)}: {scalar(str(text), 0)}" for name, text in cells.items())
        + "}"
    )


def scalar(text: str, depth: int, *, key: bool = False) -> str:
    """`text` as YAML that is read as just this text, at a depth of so many indents."""
    if "\n" in text and not key:
        indent = "  " * (depth + 1)
        return "|\n" + "\n".join(f"{indent}{line}" for line in text.split("\n"))
    plain = _PLAIN.fullmatch(text) and not text.endswith((":", " ")) and text.lower() not in _WORDS
    if plain and not (key and ":" in text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n")
    return f'"{escaped}"'
