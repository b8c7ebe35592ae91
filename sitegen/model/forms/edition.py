"""A form as the report of one year uses it: `{年度}` and the like filled in, amounts in the report's unit.

Knows which placeholders the texts of a form may have. Everything that prints a report, writes its data or
reads it takes these texts from the report's own form, so nothing else has to fill them in. Must not know
files nor pages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from sitegen import lazy_re as re
from sitegen.model.forms.form import Field, Form, Item, Section
from sitegen.model.forms.formula import Identity
from sitegen.model.forms.spec import ValueSpec
from sitegen.model.forms.table import (
    Column,
    ColumnGroup,
    FixedRows,
    InstitutionRows,
    ListRows,
    Rows,
    Table,
    TwoSided,
)

PLACEHOLDER = re.compile(r"[{｛]([^{}｛｝]*)[}｝]")

YEARS = {"年度": 0, "上年": -1, "下年": 1}
"""Placeholders for years, and which year each is, counted from the report's."""

UNIT = "单位"
"""The placeholder for the unit of amounts."""

_WITHOUT_YEAR = {"年度": "本年", "上年": "上年", "下年": "下年"}
_YEAR = re.compile(rf"\{{({'|'.join(YEARS)})\}}(年?)")

Wording = Callable[[str], str]


@lru_cache(maxsize=512)
def edition(form: Form, year: int, unit: str = "") -> Form:
    """`form` for a report of `year` whose amounts are in `unit` ("": the form's own). A form that leaves
    nothing open is its own edition.
    """
    chosen = form.editions.get(unit, form) if unit else form

    def worded(text: str) -> str:
        return with_years(text, year).replace(f"{{{UNIT}}}", chosen.unit)

    return replace(_reworded(chosen, worded), general=in_general(form)) if is_open(chosen) else chosen


def with_years(text: str, year: int) -> str:
    """`text` with the years of a report of `year`."""
    return _YEAR.sub(lambda match: f"{year + YEARS[match[1]]}{match[2]}", text)


@lru_cache(maxsize=64)
def in_general(form: Form) -> Form:
    """`form` for those who read about the form itself: 本年 and 上年 where a report has its years."""
    general = form.editions.get("", form)

    def worded(text: str) -> str:
        filled = _YEAR.sub(lambda match: _WITHOUT_YEAR[match[1]], text)
        return filled.replace(f"{{{UNIT}}}", general.unit)

    return _reworded(general, worded) if is_open(general) else general


@lru_cache(maxsize=256)
def is_open(form: Form) -> bool:
    """Whether any text of the form has a placeholder."""
    met: list[str] = []

    def seen(text: str) -> str:
        met.append(text)
        return text

    _reworded(form, seen)
    return any("{" in text for text in met)


def _reworded(form: Form, worded: Wording) -> Form:
    return replace(form, sections=tuple(_section(each, worded) for each in form.sections))


def _section(section: Section, worded: Wording) -> Section:
    return Section(
        worded(section.title),
        tuple(_item(each, worded) for each in section.items),
        tuple(_identity(each, worded) for each in section.identities),
    )


def _item(item: Item, worded: Wording) -> Item:
    match item:
        case Field():
            return replace(
                item,
                label=worded(item.label),
                spec=_spec(item.spec, worded),
                aliases=tuple(map(worded, item.aliases)),
            )
        case Table():
            return _table(item, worded)
        case TwoSided():
            left, right = _table(item.left, worded), _table(item.right, worded)
            return replace(item, caption=worded(item.caption), left=left, right=right)


def _table(table: Table, worded: Wording) -> Table:
    return replace(
        table,
        caption=worded(table.caption),
        columns=tuple(_column(each, worded) for each in table.columns),
        rows=_rows(table.rows, worded),
        note=worded(table.note),
        identities=tuple(_identity(each, worded) for each in table.identities),
    )


def _column(column: Column | ColumnGroup, worded: Wording) -> Column | ColumnGroup:
    if isinstance(column, ColumnGroup):
        return ColumnGroup(worded(column.label), tuple(_column(each, worded) for each in column.columns))
    return replace(
        column,
        label=worded(column.label),
        spec=_spec(column.spec, worded),
        aliases=tuple(map(worded, column.aliases)),
    )


def _rows(rows: Rows, worded: Wording) -> Rows:
    match rows:
        case InstitutionRows():
            return replace(rows, header=worded(rows.header))
        case ListRows():
            return replace(rows, header=worded(rows.header), groups=tuple(map(worded, rows.groups)))
        case FixedRows():
            lines = tuple(
                replace(
                    line,
                    label=worded(line.label),
                    aliases=tuple(map(worded, line.aliases)),
                    keys=replace(line.keys, hint=worded(line.keys.hint))
                    if line.keys is not None and line.keys.hint
                    else line.keys,
                )
                for line in rows.lines
            )
            return replace(
                rows, header=worded(rows.header), lines=lines, number_header=worded(rows.number_header)
            )


def _spec(spec: ValueSpec, worded: Wording) -> ValueSpec:
    return replace(spec, hint=worded(spec.hint)) if spec.hint else spec


def _identity(identity: Identity, worded: Wording) -> Identity:
    return replace(identity, note=worded(identity.note)) if identity.note else identity
