"""Form files to `Form`s: 继承 worked in, keys validated, names and formulas settled.

Knows where built-in forms lie and what a form's keys mean together. Must not know reports.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from importlib import resources
from pathlib import Path

from sitegen.diagnostics import Diagnostic
from sitegen.files import digest
from sitegen.intervals import Rounding
from sitegen.loading.decode import decode, nearest
from sitegen.loading.form_consistency import contradictions
from sitegen.loading.form_file import (
    Columns,
    DisclosureFile,
    FieldFile,
    FormFile,
    GroupFile,
    Identities,
    LineFile,
    RowsFile,
    ScoringFile,
    SectionFile,
    TableFile,
    TwoSidedFile,
    ValueKeys,
)
from sitegen.loading.formulas import parse_identities, verify
from sitegen.loading.inheritance import MisplacedChange, extend, plain_form
from sitegen.loading.rules import BAD_FORM, BAD_SETTING, STRAY_FILE, UNIT_MISSING
from sitegen.loading.yaml_file import read_mapping
from sitegen.model.form import (
    Column,
    ColumnGroup,
    Disclosure,
    Field,
    FixedRows,
    Form,
    InstitutionRows,
    Item,
    Line,
    ListRows,
    Precision,
    Rows,
    Scoring,
    Section,
    Table,
    TwoSided,
    ValueSpec,
    ValueType,
)
from sitegen.model.formula import Identity, Reference
from sitegen.reading.formula import FormulaError, parse_reference
from sitegen.reading.nodes import Mapping, Node, Scalar, child
from sitegen.source import Place

BUILT_IN = "内置表单"
"""How places in built-in form files are shown."""

Problems = list[Diagnostic]

Mappings = dict[str, Mapping]
"""Form files by the id of their form."""


def built_in_forms() -> Path:
    """The folder of the forms that come with sitegen."""
    return Path(str(resources.files("sitegen"))) / "forms"


def load_forms(root: Path) -> tuple[dict[str, Form], tuple[Diagnostic, ...]]:
    """Every form by id: built in, and those of `root`/content/forms, which win."""
    own, problems = _read(root / "content" / "forms", "content/forms")
    built_in, found = _built_in()
    problems = (*found, *problems)
    nodes = {**built_in, **own}
    forms: dict[str, Form] = {}
    for name in sorted(nodes):
        settled = not own.keys() & _ancestors(name, nodes)
        form, found = _settled_form(name) if settled else _form(name, nodes)
        problems += found
        if form is not None:
            forms[name] = form
    return forms, tuple(dict.fromkeys(problems))


@cache
def _built_in() -> tuple[Mappings, tuple[Diagnostic, ...]]:
    """The forms that come with sitegen, which stay as they are while it runs, and what is wrong with them."""
    return _read(built_in_forms(), BUILT_IN)


@cache
def _settled_form(name: str) -> tuple[Form | None, tuple[Diagnostic, ...]]:
    """A built-in form that rests on none of a site's own."""
    return _form(name, _built_in()[0])


def _read(folder: Path, shown: str) -> tuple[Mappings, tuple[Diagnostic, ...]]:
    """The form files of a folder by the id of their form, and what is wrong with them."""
    problems: Problems = []
    for path in sorted(folder.glob("*.[yY][mM][lL]")):
        place = Place(f"{shown}/{path.name}", 1, 1)
        problems.append(STRAY_FILE.found(place, f"“{path.name}”不会被读取，表单的文件名要以 .yaml 结尾。"))
    nodes: dict[str, Mapping] = {}
    for path in sorted(folder.glob("*.yaml")):
        node, found = read_mapping(path, f"{shown}/{path.name}")
        problems += found
        form_id = node.get("表单") if node is not None else None
        if node is None:
            continue
        if not isinstance(form_id, Scalar) or not form_id.text:
            problems.append(BAD_SETTING.found(node.span.place, "表单文件要有一项“表单: 编号”。"))
        elif form_id.text in nodes:
            problems.append(BAD_FORM.found(form_id.span.place, f"表单编号“{form_id.text}”已有别的文件在用。"))
        else:
            nodes[form_id.text] = node
    return nodes, tuple(problems)


def _ancestors(name: str, nodes: Mappings) -> set[str]:
    """`name`, the form that it extends, the one that this extends, and so on."""
    found: set[str] = set()
    while name in nodes and name not in found:
        found.add(name)
        parent = nodes[name].get("继承")
        name = parent.text if isinstance(parent, Scalar) else ""
    return found


def _form(name: str, nodes: Mappings) -> tuple[Form | None, tuple[Diagnostic, ...]]:
    merged, problems = _merged(name, nodes)
    form, found = build_form(merged) if merged is not None else (None, ())
    return form, (*problems, *found)


def _merged(
    name: str, nodes: Mappings, below: tuple[str, ...] = ()
) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    node = nodes[name]
    parent = node.get("继承")
    try:
        if not isinstance(parent, Scalar) or not parent.text:
            return plain_form(node), ()
        if parent.text in (*below, name):
            chain = " → ".join((*below, name, parent.text))
            return None, (BAD_FORM.found(parent.span.place, f"继承成了环：{chain}。"),)
        if parent.text not in nodes:
            hint = nearest(parent.text, nodes)
            return None, (BAD_FORM.found(parent.span.place, f"没有可继承的表单“{parent.text}”。{hint}"),)
        base, problems = _merged(parent.text, nodes, (*below, name))
        return (extend(base, node) if base is not None else None), problems
    except MisplacedChange as error:
        return None, (BAD_FORM.found(error.node.span.place, f"{error.message}。"),)


def build_form(node: Mapping) -> tuple[Form | None, tuple[Diagnostic, ...]]:
    """The form that `node` (with 继承 worked in) describes."""
    written, problems = decode(FormFile, node)
    if written is None:
        return None, problems
    builder = _Builder(written)
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
        unit=written.unit,
        source=written.source,
        extends=written.extends,
        scoring=_scoring(written.scoring),
        concepts=builder.references("概念", written.concepts, child(node, "概念")),
        parts=builder.references("计入", written.parts, child(node, "计入")),
        disclosure=_disclosure(written.disclosure),
        path=node.span.source.path,
        digest=digest(repr(written).encode()),
    )
    found = builder.problems + list(contradictions(form, node))
    if not found:
        found += verify(form)
    return (None if found else form), tuple(found)


class _Builder:
    """Turns the models of one form file into model objects, collecting what is wrong."""

    def __init__(self, form: FormFile) -> None:
        self._form = form
        self.problems: Problems = []

    def section(self, title: str, written: SectionFile, node: Node | None) -> Section:
        items: list[Item] = []
        for name, item in written.items.items():
            where = child(node, "内容", name)
            if isinstance(item, FieldFile):
                spec = self._spec(item, item.type, self._form.unit, self._form.precision, where)
                aliases = tuple(item.aliases)
                items.append(Field(name, item.id, item.label or name, spec, aliases, item.role, item.marks))
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
        unit = self._form.unit if written.unit is None else written.unit
        precision = written.precision or self._form.precision
        if not _has_columns(written.columns):
            self._complain(node, f"表格“{name}”里有没有列的“列”。")
        return Table(
            name=name,
            id=written.id,
            caption=written.caption,
            columns=self._columns(written.columns, unit, precision, child(node, "列")),
            rows=self._rows(written.rows, unit, precision, child(node, "行")),
            unit=unit,
            note=written.note,
            required=written.required,
            identities=self._identities(written.identities, child(node, "校验")),
            empty_note=written.empty_note,
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

    def _rows(self, written: RowsFile, unit: str, precision: list[str] | None, node: Node | None) -> Rows:
        kinds = [kind for kind in (written.institution, written.lines, written.item) if kind is not None]
        if len(kinds) != 1:
            self._complain(node, "“行”要写明一种：机构、固定行（连同“项目”）或清单。")
        if written.institution is not None:
            return InstitutionRows(written.institution, "" if written.total == "无" else written.total)
        if written.lines is not None:
            lines = tuple(
                self._line(name, line, unit, precision, child(node, "固定行", name))
                for name, line in written.lines.items()
            )
            return FixedRows(written.line or "项目", lines, written.number or "行次")
        return ListRows(written.item or "", tuple(written.groups), written.role)

    def _line(
        self, name: str, written: LineFile, unit: str, precision: list[str] | None, node: Node | None
    ) -> Line:
        own = written.type or written.unit or written.precision or written.negative or written.required
        spec = self._spec(written, written.type or ValueType.MONEY, unit, precision, node) if own else None
        columns = None if written.columns is None else tuple(written.columns)
        return Line(
            name, written.id, written.label or name, written.number, written.indent, written.heading, spec,
            columns, tuple(written.aliases), written.marks, written.choice, written.sums, written.direction,
        )  # fmt: skip

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
            own_unit = written.unit or {ValueType.PERCENT: "%", ValueType.SCORE: "分"}.get(kind, "")
            words = written.precision or []
        if kind is ValueType.MONEY and not own_unit and node is not None:
            self.problems.append(UNIT_MISSING.found(node.span.place, "这里是金额，却没有单位。"))
        if kind is ValueType.CHOICE and not written.choices:
            self._complain(node, "选项类的字段要用“选项”列出各种写法。")
        return ValueSpec(
            type=kind,
            unit=own_unit,
            precision=self._precision(words, kind, node),
            required=written.required,
            negative=written.negative,
            choices=tuple(written.choices),
            hint=written.hint,
        )

    def _precision(self, words: list[str], kind: ValueType, node: Node | None) -> Precision:
        numbers = [int(word) for word in words if word.isascii() and word.isdigit() and int(word) <= 12]
        exact = "精确" in words or kind is ValueType.COUNT
        if len(numbers) + ("精确" in words) != len(words) or len(numbers) > 2:
            self._complain(node, f"“小数”的写法不对：{'、'.join(words)}。可写 2、[1, 2]、精确 或 [精确, 2]。")
            return Precision()
        rounding = Rounding.EXACT if exact else Rounding.NEAREST
        if kind is ValueType.COUNT:
            return Precision(0, 0, rounding)
        if not numbers:
            return Precision(rounding=rounding)
        return Precision(min(numbers), max(numbers), rounding)

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


def _scoring(written: ScoringFile | None) -> Scoring | None:
    if written is None:
        return None
    grades = sorted(written.grades.items(), key=lambda pair: -pair[1])
    return Scoring(written.full, written.total, written.grade, tuple(grades), tuple(written.weights.items()))


def _disclosure(written: DisclosureFile | None) -> Disclosure:
    if written is None:
        return Disclosure()
    return Disclosure(
        days=written.days,
        signatures=tuple(written.signatures),
        goals=tuple(written.goals.items()),
        change_notes={name: tuple(concepts) for name, concepts in written.change_notes.items()},
        threshold=Decimal(written.threshold.removesuffix("%")) / 100,
    )
