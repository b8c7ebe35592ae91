"""Formulas of a form file to identities whose every name is known.

Knows that names must resolve, ranges must run forward and units must fit. Must not compute
anything.
"""

from __future__ import annotations

from collections.abc import Sequence as Seq

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.loading.decode import nearest
from sitegen.loading.form_file import IdentityFile
from sitegen.loading.rules import BAD_FORMULA
from sitegen.model.binding import Axis, MixedAxes, axis, columns_of, resolve
from sitegen.model.form import Form, Table
from sitegen.model.formula import Identity, references, span_of
from sitegen.model.units import UnitsDoNotFit, fitted
from sitegen.reading.formula import FormulaError, parse_identity
from sitegen.reading.nodes import Mapping, Node, Scalar, Sequence
from sitegen.source import Span

_SEVERITIES = {"错误": Severity.ERROR, "警告": Severity.WARNING, "提示": Severity.INFO}


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
        text, span = scalar.text, scalar.span
        column = span.column + scalar.quoted
        try:
            left, relation, right = parse_identity(text, span.source, span.line, column)
        except FormulaError as error:
            place = Span.at(span.source, span.line, column + error.offset).place
            problems.append(BAD_FORMULA.found(place, f"公式“{text}”：{error.message}。"))
            continue
        found.append(
            Identity(
                left,
                relation,
                right,
                text,
                span,
                _SEVERITIES[full.severity] if full and full.severity else None,
                tuple(full.columns) if full else (),
                full.note if full else "",
            )
        )
    return tuple(found), tuple(problems)


def verify(form: Form) -> tuple[Diagnostic, ...]:
    """What is wrong with the formulas of `form`: unknown names, mixed axes, units that don't fit."""
    problems: list[Diagnostic] = []
    for table, identity in form.identities:
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
        complaint = _complaint(form, table, identity)
        if complaint:
            problems.append(BAD_FORMULA.found(identity.span.place, f"公式“{identity.text}”{complaint}。"))
        elif (misfit := _misfit(form, table, identity)) is not None:
            place = (span_of(misfit.at) or identity.span).place
            problems.append(BAD_FORMULA.found(place, f"公式“{identity.text}”：{misfit.message}。"))
    return tuple(problems)


def _complaint(form: Form, table: Table | None, identity: Identity) -> str:
    if not references(identity.left) + references(identity.right):
        return "里没有任何名称，与报告无关"
    try:
        axis(form, table, identity.left, identity.right)
    except MixedAxes:
        return "既有列名又有行名，请写成“列[行]”"
    return ""


def _misfit(form: Form, table: Table | None, identity: Identity) -> UnitsDoNotFit | None:
    """Why the units of `identity` do not fit, in one of the columns it is repeated for."""
    along = axis(form, table, identity.left, identity.right)
    columns = columns_of(table, identity) if table is not None and along is Axis.COLUMNS else (None,)
    for column in columns:
        try:
            fitted(form, table, identity, column)
        except UnitsDoNotFit as error:
            return error
    return None


def _names(form: Form, table: Table | None) -> list[str]:
    names = list(form.fields) + list(form.tables)
    for each in form.tables.values():
        names += [column.name for column in each.leaves] if each is table or table is None else []
        names += list(each.lines)
    return names
