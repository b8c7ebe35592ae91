"""Whether a line of a form is a part of the whole that a sentence tells parts of.

Knows how forms show parts: by their order and indents, and by the amounts. Must not know sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from sitegen import lazy_re as re
from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.narrative.grammar.claims import Whole
from sitegen.checks.narrative.naming.names import Meaning
from sitegen.model.forms.table import Line, Role
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import Row, TableData
from sitegen.numbers.figures import unit_kind
from sitegen.numbers.intervals import Interval

_TOTAL = re.compile(r"合计|总计|总[额数量]|^总|资金总额|小计")


class Belongs(Enum):
    """Whether a line is a part of a whole."""

    SURE = auto()
    PERHAPS = auto()
    NOT = auto()


def whole_row(data: TableData) -> Row | None:
    """The line that is the whole of its table: the only one, or the first if it is called a total or is the first of
    a table of funds.
    """
    rows = data.value_rows
    if not rows:
        return None
    of_funds = data.table.with_role(Role.BUDGET) is not None and data.table.with_role(Role.SPENT) is not None
    first = rows[0]
    return first if len(rows) == 1 or of_funds or first.sums or _TOTAL.search(first.label) else None


def belongs(
    report: Report,
    meaning: Meaning,
    facts: Sequence[Fact],
    whole: Whole,
    wholes: Sequence[tuple[Meaning, Sequence[Fact]]],
) -> Belongs:
    """Whether the figures of `meaning` may be parts of `whole`, which stands for `wholes`. What is more than the
    whole is no part of it, whatever it is called.
    """
    if _exceed(facts, whole, [fact for _, found in wholes for fact in found]):
        return Belongs.NOT
    if not whole.name and _money(facts):
        return Belongs.PERHAPS
    if meaning.line is None or meaning.table is None or not _money(facts):
        return Belongs.SURE
    data = report.tables[meaning.table.name]
    lines = [_line_of(data, each) for each, _ in wholes if each.table is meaning.table]
    if any(each.table is not meaning.table for each, _ in wholes):
        return Belongs.SURE
    found = {_in_table(data, meaning.line, line) for line in lines if line is not None} or {Belongs.PERHAPS}
    return next(each for each in Belongs if each in found)


def _line_of(data: TableData, meaning: Meaning) -> Line | None:
    """The line that is meant; of a column alone the one that is the whole."""
    whole = whole_row(data) if meaning.line is None else None
    return whole.line if whole is not None else meaning.line


def _exceed(facts: Sequence[Fact], whole: Whole, wholes: Sequence[Fact]) -> bool:
    """Whether all of `facts` are more than the whole can be."""
    parts = _money(facts)
    most = [amount for fact in wholes if (amount := amount_of(fact)) is not None]
    if whole.amount is not None:
        most.append(whole.amount.amount)
    if not parts or not most:
        return False
    return all(part.low > each.high for part in parts for each in most)


def _money(facts: Sequence[Fact]) -> list[Interval]:
    return [
        amount
        for fact in facts
        if unit_kind(fact.unit) == "money" and (amount := amount_of(fact)) is not None
    ]


def _in_table(data: TableData, part: Line, whole: Line) -> Belongs:
    """Whether `part` stands below `whole`: by the indents if there are any, else under the first line."""
    rows = [row.line for row in data.rows if row.line is not None]
    if part is whole or whole is rows[0]:
        return Belongs.SURE
    if any(each.indent for each in rows):
        above = _above(rows, part)
        if whole in above:
            return Belongs.SURE
        if any(not each.heading for each in above):
            return Belongs.NOT
    total = whole_row(data)
    return Belongs.SURE if total is not None and total.line is whole else Belongs.PERHAPS


def _above(rows: Sequence[Line], line: Line) -> list[Line]:
    """The lines that `line` stands under, by their indents."""
    found: list[Line] = []
    indent = line.indent
    for each in reversed(rows[: rows.index(line)]):
        if each.indent < indent:
            found.append(each)
            indent = each.indent
    return found
