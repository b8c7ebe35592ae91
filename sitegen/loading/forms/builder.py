"""The models of a form file to a `Form`: keys validated, names and formulas settled.

Knows what a form's keys mean together. Must not know where forms lie, nor reports.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sitegen.diagnostics import Diagnostic
from sitegen.files import digest
from sitegen.intervals import Rounding
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
from sitegen.loading.forms.consistency import contradictions
from sitegen.loading.forms.formulas import verify, verify_editions
from sitegen.loading.forms.head import disclosure_of, scoring_of, wrong_units
from sitegen.loading.forms.identities import parse_condition, parse_identities
from sitegen.loading.forms.texts import stray_placeholders
from sitegen.loading.rules.forms import BAD_FORM, UNIT_MISSING
from sitegen.loading.value_keys import ConditionFile, UnitsFile, ValueKeys
from sitegen.model.forms.form import (
    USUAL_UNITS,
    Column,
    ColumnGroup,
    Field,
    FixedRows,
    Form,
    InstitutionRows,
    Item,
    Line,
    LineKeys,
    ListRows,
    Precision,
    Rows,
    Section,
    Table,
    TwoSided,
    ValueSpec,
    ValueType,
)
from sitegen.model.forms.formula import Identity, Reference
from sitegen.reading.formula import parse_reference
from sitegen.reading.formula_tokens import FormulaError
from sitegen.reading.yaml.nodes import Mapping, Node, Scalar, child

SMALL_AS_ZERO = "小额记0"
"""The word under 小数 that says that small amounts are printed as 0."""

Problems = list[Diagnostic]


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


@dataclass(frozen=True, slots=True)
class _Need:
    """必填 as written: always, under a condition, or not in every cell."""

    required: bool = False
    condition: Identity | None = None
    not_all_blank: bool = False


class _Builder:
    """Turns the models of one form file into model objects, collecting what is wrong."""

    def __init__(self, unit: str, precision: list[str] | None) -> None:
        self._unit = unit
        self._words = precision
        self.problems: Problems = []

    def section(self, title: str, written: SectionFile, node: Node | None) -> Section:
        items: list[Item] = []
        for name, item in written.items.items():
            where = child(node, "内容", name)
            if isinstance(item, FieldFile):
                spec = self._spec(item, item.type, self._unit, self._words, where)
                if spec.not_all_blank:
                    self._complain(where, f"“{name}”只填一个值，“必填”不能写“不全空”，请写“是”。")
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
            self._complain(node, "双栏表的两边都要用固定行。")
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
            self._complain(node, f"表格“{name}”里有没有列的“列”。")
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
            precision=self._precision(precision or [], ValueType.MONEY, node),
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
                spec = self._spec(column, column.type or ValueType.MONEY, unit, precision, where)
                label, aliases = column.label or name, tuple(column.aliases)
                found.append(Column(name, column.id, label, spec, column.role, column.width, aliases))
        return tuple(found)

    def _rows(self, written: RowsFile, node: Node | None) -> Rows:
        kinds = [kind for kind in (written.institution, written.lines, written.item) if kind is not None]
        if len(kinds) != 1:
            self._complain(node, "“行”要写明一种：机构、固定行（连同“项目”）或清单。")
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
            self._line_keys(written, node), columns, tuple(written.aliases), written.marks, written.choice,
            written.sums, written.direction,
        )  # fmt: skip

    def _line_keys(self, written: LineFile, node: Node | None) -> LineKeys | None:
        """What a line says itself; what it does not say is as its columns say."""
        need, kind, precision = self._need(written, node), written.type, written.precision
        if kind is ValueType.CHOICE and not written.choices:
            self._complain(node, "选项类的行要用“选项”列出各种写法。")
        keys = LineKeys(
            type=kind,
            unit=written.unit or None,
            precision=None
            if precision is None
            else self._precision(precision, kind or ValueType.MONEY, node),
            required=None if need is None else need.required,
            negative=written.negative,
            choices=None if written.choices is None else tuple(written.choices),
            hint=written.hint,
            condition=None if need is None else need.condition,
            not_all_blank=need is not None and need.not_all_blank,
        )
        return None if keys == LineKeys() else keys

    def _spec(
        self,
        written: ValueKeys,
        kind: ValueType,
        unit: str,
        precision: list[str] | None,
        node: Node | None,
    ) -> ValueSpec:
        if kind is ValueType.MONEY:
            own_unit = written.unit or unit
            words = written.precision or precision or []
        else:
            own_unit = written.unit or USUAL_UNITS.get(kind, "")
            words = written.precision or []
        if kind is ValueType.MONEY and not own_unit and node is not None:
            self.problems.append(UNIT_MISSING.found(node.span.place, "这里是金额，却没有单位。"))
        if kind is ValueType.CHOICE and not written.choices:
            self._complain(node, "选项类的字段要用“选项”列出各种写法。")
        need = self._need(written, node) or _Need()
        return ValueSpec(
            type=kind,
            unit=own_unit,
            precision=self._precision(words, kind, node),
            required=need.required,
            negative=bool(written.negative),
            choices=tuple(written.choices or ()),
            hint=written.hint or "",
            condition=need.condition,
            not_all_blank=need.not_all_blank,
        )

    def _need(self, written: ValueKeys, node: Node | None) -> _Need | None:
        """What 必填 says; None where it is not written."""
        match written.required:
            case None:
                return None
            case ConditionFile() as under:
                condition, problem = parse_condition(under, child(node, "必填"))
                self.problems += [] if problem is None else [problem]
                return _Need(condition=condition)
            case bool() as required:
                return _Need(required)
            case _:
                return _Need(not_all_blank=True)

    def _precision(self, words: list[str], kind: ValueType, node: Node | None) -> Precision:
        numbers = [int(word) for word in words if word.isascii() and word.isdigit() and int(word) <= 12]
        exact = "精确" in words or kind is ValueType.COUNT
        zero_rounded = SMALL_AS_ZERO in words
        if len(numbers) + ("精确" in words) + zero_rounded != len(words) or len(numbers) > 2:
            self._complain(
                node,
                f"“小数”的写法不对：{'、'.join(words)}。可写 2、[1, 2]、精确、[精确, 2] 或 [2, {SMALL_AS_ZERO}]。",
            )
            return Precision()
        if exact and zero_rounded:
            self._complain(node, f"“小数”里“精确”和“{SMALL_AS_ZERO}”不能同时写：精确的 0 就是没有。")
            return Precision()
        rounding = Rounding.EXACT if exact else Rounding.NEAREST
        if kind is ValueType.COUNT:
            return Precision(0, 0, rounding)
        if not numbers:
            return Precision(rounding=rounding, zero_rounded=zero_rounded)
        return Precision(min(numbers), max(numbers), rounding, zero_rounded)

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
                self._complain(where, f"“{key}”里“{name}”指的“{text}”读不懂：{error.message}。")
        return found

    def _complain(self, node: Node | None, message: str) -> None:
        if node is not None:
            self.problems.append(BAD_FORM.found(node.span.place, message))


def _has_columns(columns: Columns) -> bool:
    """Whether every group down to the last has a column."""
    return bool(columns) and all(
        _has_columns(column.columns) for column in columns.values() if isinstance(column, GroupFile)
    )
