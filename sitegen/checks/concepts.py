"""Figures that mean the same in different reports, and what a report calls them.

Knows 概念 and 计入 of a form, and the departments whose figures another adds up. Must not know rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitegen import lazy_re as re
from sitegen.checks import wording
from sitegen.checks.equations.arithmetic import NOTHING, amount_of
from sitegen.checks.rule import Subject
from sitegen.checks.sibling import Origin
from sitegen.diagnostics import Related
from sitegen.model.forms.spec import ValueType
from sitegen.model.formulas.binding import ColumnTarget, FieldTarget, LineTarget, resolve
from sitegen.model.reports.fact import Fact, State
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import TableData
from sitegen.numbers.figures import unit_kind
from sitegen.numbers.intervals import Interval

_SCOPE = re.compile(r"（[^（）]*）$")
_QUOTES = str.maketrans("", "", "“”\"‘’'《》 ")
_UNKNOWN = (State.UNAVAILABLE, State.TEXT, State.INVALID)
SHORTEST_NAME = 3
"""Characters: shorter names (合计, 金额) could mean anything."""


@dataclass(frozen=True, slots=True)
class Term:
    """A figure of another report that takes part in a sum or a comparison."""

    origin: Origin
    fact: Fact

    @property
    def related(self) -> Related:
        """The figure as a finding shows it."""
        where = f"{self.origin.department}{self.origin.year}年《{self.origin.title}》"
        return Related(f"{where}：{self.fact.address}", wording.value_of(self.fact), self.fact.span.place)


def concepts(report: Report) -> Iterator[tuple[str, Fact]]:
    """Every concept of the form with its fact, where the report has one."""
    for name in report.form.concepts:
        fact = report.concept(name)
        if fact is not None:
            yield name, fact


def same_kind(one: Fact, other: Fact) -> bool:
    """Whether two figures can be compared: both money, both proportions, or of the same unit."""
    return unit_kind(one.unit) == unit_kind(other.unit)


def is_unknown(fact: Fact) -> bool:
    """Whether something stands there that is no figure, or stood in the source and is lost."""
    return fact.value.state in _UNKNOWN


def added_up(facts: Iterable[Fact]) -> Interval:
    """The sum of the figures among `facts`, in base units; what is blank adds nothing."""
    result = NOTHING
    for fact in facts:
        amount = amount_of(fact)
        if amount is not None:
            result += amount
    return result


def whole(data: TableData, column: str) -> Fact | None:
    """The figure of a column for the department as a whole: of the total row, or the only row."""
    row = data.total_row or (data.value_rows[0] if len(data.value_rows) == 1 else None)
    return data.cell(row.key, column) if row is not None else None


def missing_members(subject: Subject) -> tuple[str, ...]:
    """The ids of the departments to be added up that have no report of this form and year."""
    there = {member.department.id for member in subject.members}
    return tuple(each for each in subject.report.department.members if each not in there)


def sums(subject: Subject) -> Iterator[tuple[str, Fact, tuple[Fact | None, ...]]]:
    """What a department that adds up others must equal the sum of: a name, its own fact, and the
    fact of each member (None: it has none), for every concept and every column of money.
    """
    report = subject.report
    seen: set[str] = set()
    for name, fact in concepts(report):
        seen.add(fact.address)
        yield name, fact, tuple(member.concept(name) for member in subject.members)
    for data in report.tables.values():
        for column in data.table.leaves:
            own = whole(data, column.name) if column.spec.type is ValueType.MONEY else None
            if own is None or own.address in seen:
                continue
            parts = tuple(whole(each.tables[data.table.name], column.name) for each in subject.members)
            yield f"{data.table.name}.{column.name}", own, parts


def names_of(report: Report, concept: str) -> tuple[str, ...]:
    """What narrative may call a concept: its name without the scope in brackets, its label, 别名."""
    reference = report.form.concepts[concept]
    match resolve(report.form, None, reference):
        case FieldTarget(field):
            called: tuple[str, ...] = (field.name, field.label, *field.aliases)
        case LineTarget(_, line):
            called = (line.name, line.label, *line.aliases)
        case ColumnTarget(table, column, row):
            line_there = table.lines.get(row or "")
            at = line_there or column
            called = (at.name, at.label, *at.aliases)
        case None:
            called = ()
    plain = (evenly(_SCOPE.sub("", name)) for name in (concept, *called))
    return tuple(dict.fromkeys(name for name in plain if len(name) >= SHORTEST_NAME))


def evenly(text: str) -> str:
    """`text` without quotation marks and blanks: “三公”经费 and 三公经费 are the same."""
    return text.translate(_QUOTES)
