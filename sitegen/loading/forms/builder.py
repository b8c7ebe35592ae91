"""The models of a form file to a `Form`: keys validated, names and formulas settled.

Knows what a form's keys mean together. Must not know where forms lie, nor reports.
"""

from __future__ import annotations

from dataclasses import replace

from sitegen.diagnostics import Diagnostic
from sitegen.files import digest
from sitegen.loading.decode import decode
from sitegen.loading.form_file import (
    Columns,
    FieldFile,
    FormFile,
    GroupFile,
    Identities,
    LineFile,
    RowsFile,
    SectionFile,
    TableFile,
    TwoSidedFile,
)
from sitegen.loading.form_value_keys import UnitsFile
from sitegen.loading.forms.consistency import contradictions
from sitegen.loading.forms.formulas import verify, verify_editions
from sitegen.loading.forms.head import disclosure_of, scoring_of, wrong_units
from sitegen.loading.forms.identities import parse_identities
from sitegen.loading.forms.specs import Specs, complain
from sitegen.loading.forms.texts import stray_placeholders
from sitegen.model.forms.form import Field, Form, Item, Section
from sitegen.model.forms.formula import Identity, Reference
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import (
    Column,
    ColumnGroup,
    FixedRows,
    InstitutionRows,
    Line,
    ListRows,
    Rows,
    Table,
    TwoSided,
)
from sitegen.reading.formula import parse_reference
from sitegen.reading.formula_tokens import FormulaError
from sitegen.reading.yaml.nodes import Mapping, Node, Scalar, child


def build_form(node: Mapping) -> tuple[Form | None, tuple[Diagnostic, ...]]:
    """The form that `node` (with 继承 worked in) describes."""
    written, problems = decode(FormFile, node)
    if written is None:
        return None, problems
    units = (written.unit.choices or [""]) if isinstance(written.unit, UnitsFile) else [written.unit]
    found = list(wrong_units(written, node)) + list(stray_placeholders(node))
    form, problems = _built(written, node, units[0])
    found += problems
    found += contradictions(form, node)
    if not found:
        found += verify(form)
    if len(units) > 1 and not found:
        editions = {unit: _built(written, node, unit) for unit in units}
        found += [each for _, problems in editions.values() for each in problems]
        found += verify_editions([each for each, _ in editions.values()])
        general, _ = _built(written, node, units[0], "或".join(units))
        form = replace(form, editions={unit: each for unit, (each, _) in editions.items()} | {"": general})
    return (None if found else form), tuple(found)


def _built(
    written: FormFile, node: Mapping, unit: str, shown: str = ""
) -> tuple[Form, tuple[Diagnostic, ...]]:
    """The form with amounts in `unit`, which is `shown` in other words where that is given."""
    precision = written.precision.get(unit) if isinstance(written.precision, dict) else written.precision
    builder = _Builder(shown or unit, precision)
    sections = tuple(
        builder.section(title, section, child(node, "部分", title))
        for title, section in written.sections.items()
    )
    form = Form(
        id=written.id,
        title=written.title,
        heading=written.heading or "{部门}{年度}年度" + written.title,
        jurisdiction=written.jurisdiction,
        sections=sections,
        first_year=written.years.first if written.years else None,
        last_year=written.years.last if written.years else None,
        unit=shown or unit,
        source=written.source,
        extends=written.extends,
        scoring=scoring_of(written.scoring),
        concepts=builder.references("概念", written.concepts, child(node, "概念")),
        parts=builder.references("计入", written.parts, child(node, "计入")),
        disclosure=disclosure_of(written.disclosure),
        path=node.span.source.path,
        digest=digest(repr(written).encode()),
    )
    return form, tuple(builder.problems)


class _Builder:
    """Turns the models of one form file into model objects, collecting what is wrong."""

    def __init__(self, unit: str, precision: list[str] | None) -> None:
        self._unit = unit
        self._words = precision
        self.problems: list[Diagnostic] = []
        self._specs = Specs(self.problems)

    def section(self, title: str, written: SectionFile, node: Node | None) -> Section:
        items: list[Item] = []
        for name, item in written.items.items():
            where = child(node, "内容", name)
            if isinstance(item, FieldFile):
                spec = self._specs.spec(item, item.type, self._unit, self._words, where)
                if spec.not_all_blank:
                    complain(self.problems, where, f"“{name}”只填一个值，“必填”不能写“不全空”，请写“是”。")
                aliases = tuple(item.aliases)
                own = item.own_headings
                items.append(
                    Field(name, item.id, item.label or name, spec, aliases, item.role, item.marks, own)
                )
            elif isinstance(item, TableFile):
                items.append(self._table(name, item, where))
            else:
                items.append(self._two_sided(name, item, where))
        return Section(title, tuple(items), self._identities(written.identities, child(node, "校验")))

    def _two_sided(self, name: str, written: TwoSidedFile, node: Node | None) -> TwoSided:
        (left, left_table), (right, right_table) = (
            next(iter(written.left.items())),
            next(iter(written.right.items())),
        )
        if left_table.rows.lines is None or right_table.rows.lines is None:
            complain(self.problems, node, "双栏表的两边都要用固定行。")
        return TwoSided(
            name,
            written.id,
            written.caption,
            self._table(left, left_table, child(node, "左", left)),
            self._table(right, right_table, child(node, "右", right)),
        )

    def _table(self, name: str, written: TableFile, node: Node | None) -> Table:
        unit = self._unit if written.unit is None else written.unit
        precision = written.precision or self._words
        if not _has_columns(written.columns):
            complain(self.problems, node, f"表格“{name}”里有没有列的“列”。")
        return Table(
            name=name,
            id=written.id,
            caption=written.caption,
            columns=self._columns(written.columns, unit, precision, child(node, "列")),
            rows=self._rows(written.rows, child(node, "行")),
            unit=unit,
            note=written.note,
            required=written.required,
            identities=self._identities(written.identities, child(node, "校验")),
            empty_note=written.empty_note,
            precision=self._specs.precision(precision or [], ValueType.MONEY, node),
            marks=written.marks,
        )

    def _columns(
        self, written: Columns, unit: str, precision: list[str] | None, node: Node | None
    ) -> tuple[Column | ColumnGroup, ...]:
        found: list[Column | ColumnGroup] = []
        for name, column in written.items():
            where = child(node, name)
            if isinstance(column, GroupFile):
                inner = self._columns(column.columns, unit, precision, child(where, "列"))
                found.append(ColumnGroup(column.label or name, inner))
            else:
                spec = self._specs.spec(column, column.type or ValueType.MONEY, unit, precision, where)
                label, aliases = column.label or name, tuple(column.aliases)
                found.append(Column(name, column.id, label, spec, column.role, column.width, aliases))
        return tuple(found)

    def _rows(self, written: RowsFile, node: Node | None) -> Rows:
        kinds = [kind for kind in (written.institution, written.lines, written.item) if kind is not None]
        if len(kinds) != 1:
            complain(self.problems, node, "“行”要写明一种：机构、固定行（连同“项目”）或清单。")
        if written.institution is not None:
            return InstitutionRows(written.institution, "" if written.total == "无" else written.total)
        if written.lines is not None:
            lines = tuple(
                self._line(name, line, child(node, "固定行", name)) for name, line in written.lines.items()
            )
            return FixedRows(written.line or "项目", lines, written.number or "行次")
        return ListRows(written.item or "", tuple(written.groups), written.role)

    def _line(self, name: str, written: LineFile, node: Node | None) -> Line:
        columns = None if written.columns is None else tuple(written.columns)
        return Line(
            name, written.id, written.label or name, written.number, written.indent, written.heading,
            self._specs.line_keys(written, node), columns, tuple(written.aliases), written.marks, written.choice,
            written.sums, written.direction,
        )  # fmt: skip

    def _identities(self, written: Identities, node: Node | None) -> tuple[Identity, ...]:
        identities, problems = parse_identities(written, node)
        self.problems += problems
        return identities

    def references(self, key: str, written: dict[str, str], node: Node | None) -> dict[str, Reference]:
        """What the names under `key` refer to."""
        found: dict[str, Reference] = {}
        for name, text in written.items():
            where = child(node, name)
            if not isinstance(where, Scalar):
                continue
            span = where.span
            try:
                found[name] = parse_reference(text, span.source, span.line, span.column)
            except FormulaError as error:
                complain(self.problems, where, f"“{key}”里“{name}”指的“{text}”读不懂：{error.message}。")
        return found


def _has_columns(columns: Columns) -> bool:
    """Whether every group down to the last has a column."""
    return bool(columns) and all(
        _has_columns(column.columns) for column in columns.values() if isinstance(column, GroupFile)
    )
