"""SCORE101: the marks of all parts do not add up to the full marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sitegen.checks import wording
from sitegen.checks.rule import Subject
from sitegen.checks.scores.marks import is_fixed
from sitegen.checks.scores.planned import targets_alone
from sitegen.checks.scores.scoring import (
    ExecutionLine,
    TotalRow,
    indicator_tables,
    indicators,
    is_cut_off,
    parts,
    scored_facts,
    target_tables,
    total_rows,
)
from sitegen.diagnostics import Diagnostic, Related, Rule, Severity
from sitegen.model.forms.table import Role
from sitegen.model.reports.fact import Fact, State
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import Row, TableData
from sitegen.model.results.outcome import Outcome, Result
from sitegen.numbers.figures import plain_figure
from sitegen.source import Span

RULE = Rule(
    "SCORE101",
    "weights-do-not-add-up",
    Severity.ERROR,
    "各项分值之和不是满分",
    checks="预算执行的分值与各指标分值之和等于表单规定的满分（一般为 100 分）；表里印出的合计、小计等于所含各项之和；"
    "表单规定了一张表的分值的，各项之和与它相等。表里的总分可以连预算执行一起算，也可以不算。同一个差错只报一次：小计、合计或一张表的差额"
    "就是满分的差额的，只报前者。",
    why="分值之和不是满分，总分就不能与别的项目比较，等次也无从评定。",
    example="执行 10 分，指标分值 40、30、10，合计 90 分",
    remedy="核对各行分值；原件如此的，在“数据说明”里写明。",
    source="财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）。",
    waivable=True,
)


@dataclass(frozen=True, slots=True)
class _Sum:
    """Marks that are to come to `due`, and what says so: the total `at`, which stands at `span`."""

    where: str
    statement: str
    what: str
    facts: tuple[Fact, ...]
    due: Decimal
    at: str
    span: Span
    printed: bool = False
    """Whether the report states what is due."""

    @property
    def difference(self) -> Decimal:
        return _added(self.facts) - self.due


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome a report, the sum of the weights; one for each total of them that is printed or fixed."""
    report = subject.report
    sums: list[_Sum] = []
    for each in _sums(report):
        outcome = _unclear(report, each)
        if outcome is not None:
            yield outcome
        else:
            sums.append(each)
    wrong = [each for each in sums if each.difference]
    told: list[_Sum] = []
    # The narrower sum explains the wider one; of two over the same marks, the printed total the other.
    for each in sorted(wrong, key=lambda one: (len(one.facts), not one.printed)):
        if not _explained(each, told):
            told.append(each)
    for each in sums:
        if each in told:
            yield _outcome(each, _finding(report, each))
        elif not each.difference:
            yield _outcome(each, None)


def _sums(report: Report) -> Iterator[_Sum]:
    scoring = report.form.scoring
    facts = scored_facts(report, Role.WEIGHT)
    if scoring is not None and facts:
        statement = f"各项分值之和 = {wording.number(Fraction(scoring.full))}"
        at, span = _of_all(report, facts)
        yield _Sum("分值", statement, "各项分值之和是", facts, scoring.full, at, span)
    for data in (*indicator_tables(report), *target_tables(report)):
        marks = data.table.marks
        weights = _own_weights(report, data)
        if marks is not None and weights:
            statement = f"“{data.table.caption}”各项分值之和 = {plain_figure(marks)}"
            what = f"“{data.table.caption}”各项分值之和是"
            at, span = _of_table(report, data)
            yield _Sum(data.table.name, statement, what, weights, marks, at, span)
    for row in total_rows(report):
        if row.weight is not None and not is_fixed(row.weight) and row.weight.figure is not None:
            yield _total(report, row, row.weight, row.weight.figure)


def _weights(report: Report) -> Iterator[tuple[Row, Fact]]:
    """The marks of every indicator, and of every target that stands alone."""
    for each in (indicators(report), targets_alone(report)):
        yield from ((one.row, one.weight) for one in each if one.weight is not None)


def _own_weights(report: Report, data: TableData) -> tuple[Fact, ...]:
    """The weights that a table of indicators states."""
    return tuple(
        weight for row, weight in _weights(report) if not is_fixed(weight) and data.row(row.key) is row
    )


def _of_table(report: Report, data: TableData) -> tuple[str, Span]:
    """What stands for all weights of a table, and where: its printed total, or else where the table begins."""
    for row in total_rows(report):
        if row.whole and row.weight is not None and data.row(row.row.key) is row.row:
            return row.weight.address, row.weight.span
    column = data.table.with_role(Role.WEIGHT)
    name = data.table.name
    return (f"{name}.{column.name}" if column is not None else name), report.where(name)


def _of_all(report: Report, facts: tuple[Fact, ...]) -> tuple[str, Span]:
    """What stands for all weights of the report, and where: as for the table that states most of them."""
    stated = (*indicator_tables(report), *target_tables(report))
    tables = [data for data in stated if _own_weights(report, data)]
    if tables:
        return _of_table(report, max(tables, key=lambda data: len(_own_weights(report, data))))
    at = next((fact for fact in facts if fact.figure is not None and not is_fixed(fact)), facts[0])
    return at.address, at.span


def _total(report: Report, row: TotalRow, weight: Fact, said: Decimal) -> _Sum:
    """A printed total: of its rows, or (of all rows) of the whole report, whichever it is nearer to."""
    facts = tuple(part.weight for part in row.parts if part.weight is not None)
    everything = scored_facts(report, Role.WEIGHT)
    words = "所含各项分值之和是"
    if row.whole and abs(_added(everything) - said) < abs(_added(facts) - said):
        facts, words = everything, "连同预算执行等各项分值之和是"
    what = f"“{weight.address}”填 {plain_figure(said)} 分，{words}"
    statement = f"{weight.address} = 各项分值之和"
    return _Sum(weight.address, statement, what, facts, said, weight.address, weight.span, printed=True)


def _some_have_none(report: Report) -> bool:
    """Whether something is scored whose full marks the form does not ask for."""
    counted = [part for part in parts(report) if not isinstance(part, ExecutionLine) or part.whole]
    return any(part.weight is None and part.score is not None for part in counted)


def _added(facts: tuple[Fact, ...]) -> Decimal:
    return sum((fact.figure for fact in facts if fact.figure is not None), Decimal(0))


def _explained(wide: _Sum, told: list[_Sum]) -> bool:
    """Whether the differences of narrower sums, no two over the same marks, make up that of `wide`."""
    whole = {fact.address for fact in wide.facts}
    seen: set[str] = set()
    found = Decimal(0)
    for each in reversed(told):
        own = {fact.address for fact in each.facts}
        if own <= whole and not own & seen:
            seen |= own
            found += each.difference
    return bool(seen) and found == wide.difference


def _unclear(report: Report, each: _Sum) -> Outcome | None:
    """That the sum cannot be checked, if so."""
    given = any(fact.figure is not None for fact in each.facts)
    unknown = any(fact.value.state in (State.UNAVAILABLE, State.INVALID) for fact in each.facts)
    reason = ""
    if each.where == "分值" and _some_have_none(report):
        reason = "有的项目没有分值一栏"
    elif is_cut_off(report) or unknown or not given:
        reason = "分值没有填报" if not given and not unknown else "部分分值缺失或填写有误"
    addresses = tuple(fact.address for fact in each.facts)
    if not reason:
        return None
    return Outcome(RULE.code, Result.NOT_CHECKABLE, each.where, each.statement, reason, facts=addresses)


def _finding(report: Report, each: _Sum) -> Diagnostic:
    total, due = plain_figure(_added(each.facts)), plain_figure(each.due)
    facts = tuple(fact for fact in each.facts if fact.address != each.at)
    return RULE.found(
        each.span.place,
        f"{each.what} {total} 分。" if each.printed else f"{each.what} {total} 分，应为 {due} 分。",
        report=report.key,
        fact=each.at,
        expected=f"{due} 分",
        actual=f"{total} 分",
        related=tuple(Related(fact.address, wording.value_of(fact), fact.span.place) for fact in facts),
    )


def _outcome(each: _Sum, found: Diagnostic | None) -> Outcome:
    addresses = tuple(fact.address for fact in each.facts)
    result = Result.PASS if found is None else Result.FAIL
    return Outcome(RULE.code, result, each.where, each.statement, diagnostic=found, facts=addresses)
