"""Along what the identities of a form are repeated, and what each of them ties together.

Knows the form alone, so that it is found once for all reports. Must not know facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from sitegen.model.forms.form import Form
from sitegen.model.forms.formula import Call, Identity, LineRange, Operation, Reference, Relation, references
from sitegen.model.forms.table import Table
from sitegen.model.formulas.binding import Axis, FieldTarget, LineTarget, axis, columns_of, home, resolve
from sitegen.model.formulas.units import Fitted, fitted


class Reach(Enum):
    """What an identity ties together."""

    TABLE = auto()
    REPORT = auto()
    YEARS = auto()


@dataclass(frozen=True, slots=True)
class Repeated:
    """An identity of a form, along what it is repeated, and what it ties together."""

    table: Table | None
    home: Table | None
    """The table whose rows it is repeated for: its own, or of one of a section that of the first column."""
    axis: Axis
    reach: Reach
    contains: bool
    """Whether one side is a whole that contains what stands on the other, though not all of it is there."""
    fitted: Mapping[str, Fitted]
    """By column, where it is between lines; else by "". Only the numbers in it differ."""


@lru_cache(maxsize=512)  # a form with years in its texts is one of its own each year
def repeated(form: Form) -> tuple[Repeated, ...]:
    """Every identity of `form`; the same for all its reports."""
    return tuple(_repeat(form, table, identity) for table, identity in form.identities)


def _repeat(form: Form, table: Table | None, identity: Identity) -> Repeated:
    along = axis(form, table, identity.left, identity.right)
    if table is not None and along is Axis.COLUMNS:
        each = {column.name: fitted(form, table, identity, column) for column in columns_of(table, identity)}
    else:
        each = {"": fitted(form, table, identity)}
    own = table if table is not None else home(form, identity.left, identity.right)
    return Repeated(table, own, along, _reach(form, table, identity), _contains(form, table, identity), each)


def _reach(form: Form, table: Table | None, identity: Identity) -> Reach:
    found = references(identity.left) + references(identity.right)
    if any(reference.last_year for reference in found):
        return Reach.YEARS
    tables = set()
    for reference in found:
        target = resolve(form, table, reference)
        tables.add("" if isinstance(target, FieldTarget) or target is None else target.table.name)
    return Reach.TABLE if len(tables) <= 1 else Reach.REPORT


UPWARDS = (Relation.AT_MOST, Relation.LESS)
"""Relations whose whole stands on the right."""


def _contains(form: Form, table: Table | None, identity: Identity) -> bool:
    """Whether one side of an inequality is a whole and the other parts of it: a sum, or lines that stand
    further in. A figure beside its limit (决算 ≤ 预算) is no part of it.
    """
    if identity.relation is Relation.EQUAL:
        return False
    whole, parts = identity.left, identity.right
    if identity.relation in UPWARDS:
        whole, parts = parts, whole
    if not isinstance(whole, Reference):
        return False
    match parts:
        case Operation("+", _, _) | LineRange() | Call("合计", _):
            return True
    one, other = resolve(form, table, whole), None
    if isinstance(parts, Reference):
        other = resolve(form, table, parts)
    if not isinstance(one, LineTarget) or not isinstance(other, LineTarget):
        return False
    return one.table is other.table and one.line.indent < other.line.indent
