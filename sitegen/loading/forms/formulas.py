"""Whether the formulas of a form can be computed in every report.

Knows that names must resolve, ranges must run forward and units must fit. Must not compute
anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Sequence as Seq

from sitegen.diagnostics import Diagnostic, quoted
from sitegen.loading.decode import nearest
from sitegen.loading.rules.forms import BAD_FORMULA
from sitegen.model.forms.form import Form
from sitegen.model.forms.formula import (
    Call,
    Expression,
    Identity,
    Number,
    Reference,
    Relation,
    references,
    span_of,
)
from sitegen.model.forms.table import Column, Line, Table
from sitegen.model.formulas.bare_numbers import parts
from sitegen.model.formulas.binding import (
    Axis,
    ColumnTarget,
    MixedAxes,
    axis,
    cells_under,
    columns_of,
    has_whole,
    home,
    resolve,
    whole_columns,
)
from sitegen.model.formulas.measures import UnitsDoNotFit
from sitegen.model.formulas.units import Fitted, fitted


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
            problems.append(
                BAD_FORMULA.found(place, f"公式{quoted(identity.text)}里的“{reference}”不存在。{hint}")
            )
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
            problems.append(
                BAD_FORMULA.found(identity.span.place, f"公式{quoted(identity.text)}{complaint}。")
            )
        elif (misfit := _misfit(form, table, identity, of_cell)) is not None:
            place = (span_of(misfit.at) or identity.span).place
            problems.append(BAD_FORMULA.found(place, f"公式{quoted(identity.text)}：{misfit.message}。"))
    return problems


def verify_editions(editions: Seq[Form]) -> tuple[Diagnostic, ...]:
    """What is wrong with formulas of a form whose reports choose the unit, given the form in each: units that
    fit in some of them only, and numbers that mean another amount in each.
    """
    problems: list[Diagnostic] = []
    for several in zip(*map(_formulas, editions), strict=True):
        misfits = (_misfit(*each) for each in several)
        complaint = next((found for found in misfits if found is not None), None)
        complaint = complaint or _ambiguous(several, [form.unit for form in editions])
        if complaint is not None:
            identity = several[0][2]
            place = (span_of(complaint.at) or identity.span).place
            problems.append(BAD_FORMULA.found(place, f"公式{quoted(identity.text)}：{complaint.message}。"))
    return tuple(problems)


_Formula = tuple[Form, Table | None, Identity, bool]
"""A formula with its form and table, and whether it is the condition of a cell."""


def _formulas(form: Form) -> Iterator[_Formula]:
    yield from ((form, table, identity, False) for table, identity in form.identities)
    yield from ((form, table, identity, True) for table, identity in form.conditions)


def _ambiguous(several: Iterable[_Formula], units: Seq[str]) -> UnitsDoNotFit | None:
    """That a number in a formula is another amount in each of `units`, in which `several` have it."""
    for fits in zip(*(_fits(*each) for each in several), strict=True):
        numbers = (_numbers(each) if isinstance(each, Fitted) else () for each in fits)
        for number, *others in zip(*numbers, strict=False):
            if any(other.value != number.value for other in others):
                ways = "、".join(f"{number.text}{unit}" for unit in units)
                message = f"金额用{'还是'.join(units)}由报告写明，“{number.text}”没有写单位，在不同的报告里是不同的数，请写明，如 {ways}"
                return UnitsDoNotFit(message, number)
    return None


def _numbers(found: Fitted) -> tuple[Number, ...]:
    sides = (found.identity.left, found.identity.right)
    return tuple(part for side in sides for part in parts(side) if isinstance(part, Number))


def _complaint(form: Form, table: Table | None, identity: Identity, of_cell: bool) -> str:
    if not references(identity.left) + references(identity.right):
        return "里没有任何名称，与报告无关"
    try:
        axis(form, table, identity.left, identity.right)
    except MixedAxes:
        if not of_cell:
            return "既有列名又有行名，请写成“列[行]”"
        return ""
    return _never_checked(form, table, identity, of_cell)


def _never_checked(form: Form, table: Table | None, identity: Identity, of_cell: bool) -> str:
    """What whole columns in `identity` have no row in any report, and how to write it."""
    sides = (identity.left, identity.right)
    if table is None:
        columns = [list(whole_columns(form, side)) for side in sides]
        one_sided = bool(columns[0]) is not bool(columns[1])
        alone = identity.relation is Relation.EQUAL and one_sided
        other = sides[1] if columns[0] else sides[0]
        if any(columns) and (of_cell or (alone and references(other))):
            name = str(next(found for side in columns for found, _ in side))
            return f"里的“{name}”是一整列，不是一个数：要其中一行的，写成“{name}[行名]”；要各行之和的，写成“合计({name})”"
    own = table or home(form, *sides)
    for reference in () if own is None or of_cell else (*references(sides[0]), *references(sides[1])):
        target = resolve(form, table, reference)
        if not isinstance(target, ColumnTarget) or target.row is not None or own is None:
            continue
        there = target.table
        if own.lines and there.lines and not (table is None and has_whole(there)):
            meets = _names_of_lines(own) & _names_of_lines(there)
            if not meets and not _is_added(sides, reference):
                return (
                    f"里的“{reference}”没有与“{own.name}”同名的行，逐行核对永远对不上：要其中一行的，"
                    f"写成“{reference}[行名]”；要各行之和的，写成“合计({reference})”"
                )
    return ""


def _names_of_lines(table: Table) -> set[str]:
    return {line.name for line in table.lines.values() if not line.heading}


def _is_added(sides: Iterable[Expression], reference: Reference) -> bool:
    """Whether `reference` stands in 合计()."""
    calls = (
        part for side in sides for part in parts(side) if isinstance(part, Call) and part.function == "合计"
    )
    return any(argument is reference for call in calls for argument in call.arguments)


def _misfit(form: Form, table: Table | None, identity: Identity, of_cell: bool) -> UnitsDoNotFit | None:
    """Why the units of `identity` do not fit, in one of the columns it is repeated for; of a condition, in
    none of its cells.
    """
    fits = _fits(form, table, identity, of_cell)
    found = [each for each in fits if isinstance(each, UnitsDoNotFit)]
    fits_enough = len(found) < len(fits) if of_cell else not found
    return None if fits_enough else found[0]


def _fits(
    form: Form, table: Table | None, identity: Identity, of_cell: bool
) -> tuple[Fitted | UnitsDoNotFit, ...]:
    """`identity` fitted wherever it is computed, or why it does not fit there."""
    found: list[Fitted | UnitsDoNotFit] = []
    for column, line in _places(form, table, identity, of_cell):
        try:
            found.append(fitted(form, table, identity, column, line))
        except UnitsDoNotFit as error:
            found.append(error)
    return tuple(found)


def _places(
    form: Form, table: Table | None, identity: Identity, of_cell: bool
) -> tuple[tuple[Column | None, Line | None], ...]:
    """The columns and lines at hand where `identity` is computed."""
    if table is None:
        return ((None, None),)
    if of_cell:
        return tuple(cells_under(table, identity))
    if axis(form, table, identity.left, identity.right) is Axis.COLUMNS:
        return tuple((column, None) for column in columns_of(table, identity))
    return ((None, None),)


def _names(form: Form, table: Table | None) -> list[str]:
    names = list(form.fields) + list(form.tables)
    for each in form.tables.values():
        names += [column.name for column in each.leaves] if each is table or table is None else []
        names += list(each.lines)
    return names
