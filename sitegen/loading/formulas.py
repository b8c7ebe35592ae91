"""Formulas of a form file to identities whose every name is known.

Knows that names must resolve, ranges must run forward and units must fit. Must not compute
anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence as Seq
from dataclasses import replace

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.figures import unit_kind
from sitegen.loading.decode import nearest
from sitegen.loading.form_file import ConditionFile, IdentityFile
from sitegen.loading.rules import BAD_FORMULA
from sitegen.model.binding import LineTarget, MixedAxes, axis, lines_between, resolve, target_spec
from sitegen.model.form import Form, Table, ValueType
from sitegen.model.formula import (
    Call,
    Expression,
    Identity,
    LineRange,
    Negation,
    Number,
    Operation,
    Reference,
    Relation,
    references,
)
from sitegen.reading.formula import FormulaError, parse_identity
from sitegen.reading.nodes import Mapping, Node, Scalar, Sequence
from sitegen.source import Span

_SEVERITIES = {"错误": Severity.ERROR, "警告": Severity.WARNING, "提示": Severity.INFO}

Dimension = frozenset[tuple[str, int]] | None
"""Units with their powers; None for a bare number, which fits anything."""


def parse_identities(
    written: Seq[str | IdentityFile], node: Node | None
) -> tuple[tuple[Identity, ...], tuple[Diagnostic, ...]]:
    """The identities under 校验; `node` is that list. Names are not looked up yet."""
    found: list[Identity] = []
    problems: list[Diagnostic] = []
    items = node.items if isinstance(node, Sequence) else ()
    for entry, item in zip(written, items, strict=True):
        full = entry if isinstance(entry, IdentityFile) else None
        scalar = item.get("公式") if isinstance(item, Mapping) else item
        if not isinstance(scalar, Scalar):
            continue  # the models have refused it
        identity, complaint = _parsed(scalar, full)
        if identity is not None and identity.relation is Relation.DIFFERENT:
            complaint = BAD_FORMULA.found(
                scalar.span.place, f"公式“{identity.text}”：“≠”只能用在“必填”的“条件”里。"
            )
        if complaint is not None:
            problems.append(complaint)
        elif identity is not None:
            columns = tuple(full.columns) if full is not None else ()
            found.append(replace(identity, columns=columns))
    return tuple(found), tuple(problems)


def parse_condition(written: ConditionFile, node: Node | None) -> tuple[Identity | None, Diagnostic | None]:
    """The condition of a 必填, which is at `node`. Names are not looked up yet."""
    scalar = node.get("条件") if isinstance(node, Mapping) else None
    return _parsed(scalar, written) if isinstance(scalar, Scalar) else (None, None)


def _parsed(
    scalar: Scalar, full: IdentityFile | ConditionFile | None
) -> tuple[Identity | None, Diagnostic | None]:
    """The identity that `scalar` is, or what is wrong with it."""
    text, span = scalar.text, scalar.span
    column = span.column + scalar.quoted
    try:
        left, relation, right = parse_identity(text, span.source, span.line, column)
    except FormulaError as error:
        place = Span.at(span.source, span.line, column + error.offset).place
        return None, BAD_FORMULA.found(place, f"公式“{text}”：{error.message}。")
    severity = _SEVERITIES[full.severity] if full is not None and full.severity is not None else None
    note = full.note if full is not None else ""
    return Identity(left, relation, right, text, span, severity, note=note), None


def verify(form: Form) -> tuple[Diagnostic, ...]:
    """What is wrong with the formulas of `form`: unknown names, mixed axes, units that don't fit."""
    return (*_verified(form, form.identities, False), *_verified(form, form.conditions, True))


def _verified(
    form: Form, identities: Iterable[tuple[Table | None, Identity]], of_cell: bool
) -> list[Diagnostic]:
    """The same of some `identities`; with `of_cell` they are conditions, each of a single cell, so that a
    column in them is its row's and a line its column's.
    """
    problems: list[Diagnostic] = []
    for table, identity in identities:
        unknown = [
            reference
            for side in (identity.left, identity.right)
            for reference in references(side)
            if resolve(form, table, reference) is None
        ]
        for reference in unknown:
            place = (reference.span or identity.span).place
            hint = nearest(reference.names[-1], _names(form, table))
            problems.append(BAD_FORMULA.found(place, f"公式“{identity.text}”里的“{reference}”不存在。{hint}"))
        if table is not None:
            for name in identity.columns:
                if table.column(name) is None:
                    hint = nearest(name, [column.name for column in table.leaves])
                    problems.append(
                        BAD_FORMULA.found(identity.span.place, f"“列”里的“{name}”不是这张表的列。{hint}")
                    )
        if unknown:
            continue
        complaint = _complaint(form, table, identity, of_cell)
        if complaint:
            problems.append(BAD_FORMULA.found(identity.span.place, f"公式“{identity.text}”{complaint}。"))
    return problems


def _complaint(form: Form, table: Table | None, identity: Identity, of_cell: bool) -> str:
    if not references(identity.left) + references(identity.right):
        return "里没有任何名称，与报告无关"
    try:
        axis(form, table, identity.left, identity.right)
    except MixedAxes:
        if not of_cell:
            return "既有列名又有行名，请写成“列[行]”"
    try:
        left = _dimension(form, table, identity.left)
        right = _dimension(form, table, identity.right)
    except FormulaError as error:
        return error.message
    if left is not None and right is not None and left != right:
        return f"两边的单位不同（{_words(left)}，{_words(right)}）"
    return ""


def _dimension(form: Form, table: Table | None, expression: Expression) -> Dimension:
    match expression:
        case Number():
            return None
        case Reference():
            target = resolve(form, table, expression)
            assert target is not None, "verify() has looked it up"
            spec = target_spec(target)
            if spec.type is ValueType.MEASURE:
                return None  # a number in whatever unit the report gives it, or words
            if not spec.numeric:
                raise FormulaError(f"里的“{expression}”不是数字", 0)
            kind = "分" if spec.type is ValueType.SCORE else unit_kind(spec.unit)
            return frozenset() if kind in ("proportion", "") else frozenset({(kind, 1)})
        case Negation(operand):
            return _dimension(form, table, operand)
        case LineRange(first, last):
            start, end = resolve(form, table, first), resolve(form, table, last)
            if not (isinstance(start, LineTarget) and isinstance(end, LineTarget)) or not lines_between(
                start, end
            ):
                raise FormulaError(f"里的“{first}:{last}”不是同一张表中从上到下的若干行", 0)
            return _dimension(form, table, first)
        case Operation("÷", _, Number(value=value)) if value == 0:
            raise FormulaError("的除数是 0，永远算不出", 0)
        case Operation("×" | "÷" as operator, left, right):
            sign = 1 if operator == "×" else -1
            powers = dict(_dimension(form, table, left) or ())
            for unit, power in _dimension(form, table, right) or ():
                powers[unit] = powers.get(unit, 0) + sign * power
            return frozenset((unit, power) for unit, power in powers.items() if power)
        case Operation(_, left, right):
            return _same(form, table, (left, right))
        case Call(_, arguments):
            return _same(form, table, arguments)


def _same(form: Form, table: Table | None, expressions: tuple[Expression, ...]) -> Dimension:
    known = {_dimension(form, table, expression) for expression in expressions} - {None}
    if len(known) > 1:
        raise FormulaError("把单位不同的数加在了一起", 0)
    return next(iter(known), None)


def _words(dimension: frozenset[tuple[str, int]]) -> str:
    names = {"money": "金额"}
    return "×".join(names.get(unit, unit) for unit, _ in sorted(dimension)) or "比率"


def _names(form: Form, table: Table | None) -> list[str]:
    names = list(form.fields) + list(form.tables)
    for each in form.tables.values():
        names += [column.name for column in each.leaves] if each is table or table is None else []
        names += list(each.lines)
    return names
