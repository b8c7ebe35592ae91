"""What the names of columns and lines imply of their figures, though the form has no formula for it.

Knows which shapes a share, a rate, a mean, a total and a balance can have, and tries them: a shape is believed only where
several places of the table fit it and hardly one does not. Must not know rules or findings.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from itertools import combinations, permutations

from sitegen import lazy_re as re
from sitegen.checks.equations.arithmetic import NOTHING, amount_of
from sitegen.checks.equations.repetition import repeated
from sitegen.model.forms.form import Form
from sitegen.model.forms.formula import Reference
from sitegen.model.forms.spec import SUMMABLE, ValueSpec, ValueType
from sitegen.model.forms.table import Role, Table
from sitegen.model.formulas.binding import Axis, ColumnTarget, LineTarget, resolve
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import TableData
from sitegen.numbers.figures import unit_kind
from sitegen.numbers.intervals import Interval

EVIDENCE = 3
"""So many places must fit a shape before another is said not to."""

DIGITS = 8
"""So many significant digits the figures of these places must have together, that they fit by no accident."""

FEW = 5
"""Among so many places that fit, one more may differ."""

MOST_NAMES = 14
"""A table with more columns is too wide for every shape to be tried."""

_SHARE = re.compile(r"占比|比重|构成比|份额|占.{0,10}(?:[%％]|比例?|百分比)")
_CHANGE = re.compile("增长|增减|增幅|变动|升降|同比|环比|增加|减少")
_MEAN = re.compile(r"均|单价|每[^年月季]")
_TOTAL = re.compile(r"合计|总计|小计|总额|总数|总量|^总|^计$")
_BALANCE = re.compile(
    "期末|年末|余额|结余|结转|净值|净额|差额|增减|变动|增加额|减少额|增长额|剩余|未完成|未执行"
)
_OPENING = re.compile("期初|年初|上年|上期")
"""Balances that nothing in their own table leads to."""


class Shape(Enum):
    """How a figure follows from others."""

    SUM = auto()
    BALANCE = auto()
    """The first and perhaps the second added, the others taken off."""
    RATIO = auto()
    GROWTH = auto()
    SHARE = auto()
    """Of a column, the figure as a part of that of the total row."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A column or line: what it is called in formulas and in print, and what it holds."""

    key: str
    title: str
    spec: ValueSpec
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """The figure `target` follows from the `operands` in this way; `added` of them are added, the rest taken off."""

    shape: Shape
    target: str
    operands: tuple[str, ...]
    added: int
    text: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A row, or for formulas between lines a column: what it is called, and the fact of each name."""

    key: str
    title: str
    fact: Callable[[str], Fact | None]
    whole: Callable[[str], Fact | None] = lambda _name: None
    """The fact of the total row."""


@dataclass(frozen=True, slots=True)
class Implied:
    """A hypothesis that is believed, in a place of the table where it does `hold` or not. `given` is what stands there,
    `due` what it should be, `fitting` the titles of places that are the evidence.
    """

    hypothesis: Hypothesis
    title: str
    subject: Fact
    facts: tuple[Fact, ...]
    given: Interval
    due: Interval
    holds: bool
    fitting: tuple[str, ...]


def implied(report: Report, accused: Collection[Fact] = ()) -> Iterator[Implied]:
    """Every place where a believed hypothesis can be computed of figures that are not `accused` already. Where one does
    not hold because of a figure that another one refuses, only the other is told.
    """
    for data in report.tables.values():
        found = [
            each
            for axis in (Axis.ROWS, Axis.COLUMNS)
            for target, tried in _hypotheses(report.form, data.table, axis)
            for each in _believed(target, tried, _places(data, target, axis), accused)
        ]
        failed = [each for each in found if not each.holds]
        yield from (each for each in found if not any(_follows(each, other) for other in failed))


def _follows(consequence: Implied, cause: Implied) -> bool:
    return cause.subject in consequence.facts and consequence.subject not in cause.facts


@lru_cache(maxsize=1024)
def _hypotheses(form: Form, table: Table, axis: Axis) -> tuple[tuple[_Name, tuple[Hypothesis, ...]], ...]:
    """Names whose figures may follow from others in the same row (for Axis.COLUMNS: the same column), with each way in
    which they may. What the form has a formula for is left to it.
    """
    names = _column_names(table) if axis is Axis.ROWS else _line_names(table)
    stated = _stated(form, table, axis)
    found = ((name, tuple(_ways(name, names, axis))) for name in names if name.key not in stated)
    return tuple((name, ways) for name, ways in found if ways)


def _column_names(table: Table) -> tuple[_Name, ...]:
    numeric = [column for column in table.leaves if column.spec.numeric]
    return tuple(_Name(each.name, table.titles[each.name], each.spec) for each in numeric[:MOST_NAMES])


def _line_names(table: Table) -> tuple[_Name, ...]:
    if not any(column.spec.type in SUMMABLE for column in table.leaves):
        return ()
    first = next(column for column in table.leaves if column.spec.type in SUMMABLE)
    lines = [line for line in table.lines.values() if not line.heading]
    return tuple(
        _Name(line.name, line.label, table.line_spec(line) or first.spec, line.indent) for line in lines
    )


def _stated(form: Form, table: Table, axis: Axis) -> frozenset[str]:
    """The names of which a formula, or a role, says already what they are."""
    found = set()
    for each in repeated(form):
        if each.axis is axis and each.home is table:
            identity = next(iter(each.fitted.values())).identity if each.fitted else None
            sides = (identity.left, identity.right) if identity is not None else ()
            targets = [resolve(form, each.table, side) for side in sides if isinstance(side, Reference)]
            found |= {target.column.name for target in targets if isinstance(target, ColumnTarget)}
            found |= {target.line.name for target in targets if isinstance(target, LineTarget)}
    rate = table.with_role(Role.RATE)
    if axis is Axis.ROWS and rate is not None and table.with_role(Role.SPENT) is not None:
        found.add(rate.name)
    return frozenset(found)


def _ways(target: _Name, names: Sequence[_Name], axis: Axis) -> Iterator[Hypothesis]:
    """Each way in which `target` may follow from other `names`, as far as what it is called allows."""
    called = f"{target.key}{target.title}"
    others = [name for name in names if name is not target]
    if target.spec.type is ValueType.PERCENT:
        amounts = [name for name in others if name.spec.type is not ValueType.PERCENT]
        if _SHARE.search(called) and axis is Axis.ROWS:
            for each in amounts:
                text = f"{target.title} = {each.title} ÷ 占比 100% 那一行的{each.title}"
                yield Hypothesis(Shape.SHARE, target.key, (each.key,), 1, text)
        yield from _rates(target, amounts, changes=_CHANGE.search(called) is not None)
        return
    alike = [name for name in others if _same_unit(name, target)]
    if _MEAN.search(called):
        counts = [name for name in others if not _same_unit(name, target)]
        for one, other in ((one, other) for one in alike for other in counts):
            text = f"{target.title} = {one.title} ÷ {other.title}"
            yield Hypothesis(Shape.RATIO, target.key, (one.key, other.key), 1, text)
    elif _TOTAL.search(called):
        yield from _sums(target, names)
    if _BALANCE.search(called) and not _OPENING.match(target.key) and len(alike) < MOST_NAMES:
        yield from _balances(target, alike)


def _same_unit(one: _Name, other: _Name) -> bool:
    if one.spec.type is ValueType.PERCENT or other.spec.type is ValueType.PERCENT:
        return False
    return unit_kind(one.spec.unit) == unit_kind(other.spec.unit)


def _rates(target: _Name, amounts: Sequence[_Name], *, changes: bool) -> Iterator[Hypothesis]:
    for one, other in permutations(amounts, 2):
        if not _same_unit(one, other):
            continue
        pair, divided = (one.key, other.key), f"{one.title} ÷ {other.title}"
        yield Hypothesis(Shape.RATIO, target.key, pair, 1, f"{target.title} = {divided}")
        if changes:
            text = f"{target.title} = （{one.title} - {other.title}）÷ {other.title}"
            yield Hypothesis(Shape.GROWTH, target.key, pair, 1, text)


def _sums(target: _Name, names: Sequence[_Name]) -> Iterator[Hypothesis]:
    """Neighbours of a total, before or behind it: of those that stand in different depths, the outermost."""
    at = names.index(target)
    runs = [names[at + 1 : end] for end in range(at + 3, len(names) + 1)]
    runs += [names[start:at] for start in range(at - 1)]
    for run in dict.fromkeys(tuple(run) for run in runs):
        outermost = min(name.indent for name in run)
        parts = [name for name in run if name.indent == outermost]
        if len(parts) > 1 and all(_same_unit(name, target) for name in parts):
            text = f"{target.title} = {' + '.join(name.title for name in parts)}"
            yield Hypothesis(Shape.SUM, target.key, tuple(name.key for name in parts), len(parts), text)


def _balances(target: _Name, alike: Sequence[_Name]) -> Iterator[Hypothesis]:
    """One less another, and two less a third, or less two others."""
    for one, other in permutations(alike, 2):
        yield _balance(target, (one,), (other,))
    for three in combinations(alike, 3):
        for single in three:
            pair = tuple(name for name in three if name is not single)
            yield _balance(target, pair, (single,))
            yield _balance(target, (single,), pair)


def _balance(target: _Name, plus: tuple[_Name, ...], minus: tuple[_Name, ...]) -> Hypothesis:
    text = f"{target.title} = {' + '.join(each.title for each in plus)}"
    text += "".join(f" - {each.title}" for each in minus)
    keys = tuple(each.key for each in (*plus, *minus))
    return Hypothesis(Shape.BALANCE, target.key, keys, len(plus), text)


def _places(data: TableData, target: _Name, axis: Axis) -> tuple[_Place, ...]:
    """The rows that have `target`, or for formulas between lines the columns."""
    return _rows(data, target) if axis is Axis.ROWS else _columns(data)


def _rows(data: TableData, target: _Name) -> tuple[_Place, ...]:
    whole = next((row for row in data.value_rows if _is_whole(data, row.key, target)), None)

    def place(row: str) -> _Place:
        return _Place(
            row,
            data.titles[row],
            lambda column: data.cell(row, column),
            lambda column: data.cell(whole.key, column) if whole is not None else None,
        )

    return tuple(place(row.key) for row in data.value_rows)


def _is_whole(data: TableData, row: str, target: _Name) -> bool:
    """Whether the row is the whole that shares are parts of: its own share says so."""
    fact = data.cell(row, target.key)
    return target.spec.type is ValueType.PERCENT and fact is not None and fact.figure == 100


def _columns(data: TableData) -> tuple[_Place, ...]:
    columns = [column for column in data.table.leaves if column.spec.type in SUMMABLE]

    def place(column: str) -> _Place:
        return _Place(column, data.table.titles[column], lambda line: data.cell(line, column))

    return tuple(place(column.name) for column in columns)


def _believed(
    target: _Name, hypotheses: Iterable[Hypothesis], places: Sequence[_Place], accused: Collection[Fact]
) -> Iterator[Implied]:
    """What the best of the `hypotheses` comes to; nothing where none is believed. A place that another one that is
    believed explains is left alone.
    """
    given = [(place, fact) for place in places if (fact := _figure(place, target.key)) is not None]
    given = [(place, fact) for place, fact in given if fact not in accused]
    if len(given) < EVIDENCE:
        return
    believed = [found for each in hypotheses if (found := _tried(each, given, accused)) is not None]
    if not believed:
        return
    best = min(believed, key=lambda found: (sum(not each.holds for each in found), -len(found[0].fitting)))
    explained = {each.subject for found in believed for each in found if each.holds}
    yield from (each for each in best if each.holds or each.subject not in explained)


def _figure(place: _Place, name: str) -> Fact | None:
    fact = place.fact(name)
    return fact if fact is not None and fact.figure is not None else None


def _tried(
    hypothesis: Hypothesis, given: Sequence[tuple[_Place, Fact]], accused: Collection[Fact]
) -> tuple[Implied, ...] | None:
    """`hypothesis` in every place that has its figures; None where it is not to be believed."""
    found: list[tuple[str, Fact, tuple[Fact, ...], Interval, Interval, bool]] = []
    fitting: list[str] = []
    failed = digits = 0
    most = max(1, len(given) // FEW)
    for place, fact in given:
        facts = _operands(hypothesis, place)
        stated, due = amount_of(fact), _due(hypothesis, facts)
        if stated is None or due is None or fact in facts or _is_accused(hypothesis, facts, accused):
            continue
        holds = stated.agrees(due)
        failed += not holds
        if failed > most:
            return None
        if holds and _tells(fact, facts):
            fitting.append(place.title)
            digits += _significant(fact)
        found.append((place.title, fact, facts, stated, due, holds))
    if len(fitting) < EVIDENCE or digits < DIGITS or failed > max(1, len(fitting) // FEW):
        return None
    evidence = tuple(fitting)
    return tuple(Implied(hypothesis, *each, evidence) for each in found)


def _is_accused(hypothesis: Hypothesis, facts: tuple[Fact, ...], accused: Collection[Fact]) -> bool:
    """Whether a figure that is needed is wrong for another reason. That of the total row is confirmed by every share."""
    own = facts[:1] if hypothesis.shape is Shape.SHARE else facts
    return any(fact in accused for fact in own)


def _operands(hypothesis: Hypothesis, place: _Place) -> tuple[Fact, ...]:
    found = [place.fact(name) for name in hypothesis.operands]
    if hypothesis.shape is Shape.SHARE:
        found.append(place.whole(hypothesis.operands[0]))
    return tuple(fact for fact in found if fact is not None)


def _due(hypothesis: Hypothesis, facts: tuple[Fact, ...]) -> Interval | None:
    """What the target should be; None where figures are lacking or say nothing."""
    amounts = [amount_of(fact) for fact in facts]
    if hypothesis.shape in (Shape.SUM, Shape.BALANCE):
        return _added(amounts, hypothesis.added)
    if len(amounts) != 2:
        return None
    one, other = amounts
    if one is None or other is None or other.low <= 0:
        return None
    return (one - other) / other if hypothesis.shape is Shape.GROWTH else one / other


def _added(amounts: Sequence[Interval | None], plus: int) -> Interval | None:
    """The first `plus` of `amounts` less the others; what is not filled adds nothing."""
    if sum(each is not None for each in amounts) < 2:
        return None
    result = NOTHING
    for at, each in enumerate(amounts):
        if each is not None:
            result = result + each if at < plus else result - each
    return result


def _tells(target: Fact, operands: tuple[Fact, ...]) -> bool:
    """Whether that these agree says something: each does, and the result is none of them."""
    if not target.figure or not all(fact.figure for fact in operands):
        return False
    return all(abs(fact.figure or 0) != abs(target.figure) for fact in operands)


def _significant(fact: Fact) -> int:
    assert fact.figure is not None
    return len(fact.figure.normalize().as_tuple().digits)
