"""SCORE108: marks are lost and the reason is not given."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sitegen.checks import wording
from sitegen.checks.rule import Subject
from sitegen.checks.scores.marks import reason_fields
from sitegen.checks.scores.scoring import Indicator, OtherMarks, indicators, lost, parts
from sitegen.checks.targets import Achievement
from sitegen.checks.texts.words import gives_reason, is_no_reason, narrative, reasons, text_of
from sitegen.diagnostics import Rule, Severity
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import Column, Role
from sitegen.model.reports.fact import Fact, State, Value
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import Row
from sitegen.model.results.outcome import Outcome, Result
from sitegen.numbers.figures import plain_figure

RULE = Rule(
    "SCORE108",
    "points-lost-without-reason",
    Severity.WARNING,
    "扣了分，没有写原因",
    checks="得分低于分值的指标（没有目标和结果的打分表，有原因一列的也查），或没有达到目标的指标，要在原因一列写明；只写“无”“/”“—”“不适用”“无偏差”或一个数（0、1）的等于没有写；原因另有一栏的（角色是“原因”的字段或正文），写在那里。"
    "表单没有地方写原因的，扣了分的不查；没有达到目标、又没有打分的，正文里要提到原因。",
    why="读者要知道为什么没有做到；目标达到了还扣分，更要说明。",
    example="资金到位及时率: {指标性质: ≥, 指标值: 100, 实际完成值: 100%, 分值: 10, 得分: 7}",
    remedy="补写原因和改进措施；扣分有误的改正得分。",
    source="财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）所附自评表。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each indicator that lost marks or missed its target, and for each other row that lost marks, if
    there is a place to say why.
    """
    yield from _of_indicators(subject.report)
    for part in parts(subject.report):
        if isinstance(part, OtherMarks) and (lost(part.weight, part.score) or 0) > 0:
            yield from _of_other_marks(subject.report, part)


def _of_other_marks(report: Report, part: OtherMarks) -> Iterator[Outcome]:
    """Of a row without target or result, beside which its table has a column for reasons."""
    column = _column(report, part.row)
    if column is None or part.reason is None or part.score is None or part.weight is None:
        return
    facts = (part.score, part.weight, part.reason)
    addresses = tuple(fact.address for fact in facts)
    at, value = part.score, part.reason.value
    statement = f"{part.row.label}：扣分要写明原因"
    if value.state is State.UNAVAILABLE:
        reason = f"“{column.label}”资料缺失"
        yield Outcome(RULE.code, Result.NOT_CHECKABLE, at.address, statement, reason, facts=addresses)
    elif _is_reason(value):
        yield Outcome(RULE.code, Result.PASS, at.address, statement, facts=addresses)
    else:
        points = plain_figure(lost(part.weight, part.score) or Decimal(0))
        found = RULE.found(
            at.span.place,
            f"“{part.row.label}”扣了 {points} 分，{_lacking(part.reason, f'“{column.label}”')}。",
            report=report.key,
            fact=at.address,
            related=wording.related(facts, at),
        )
        yield Outcome(RULE.code, Result.FAIL, at.address, statement, diagnostic=found, facts=addresses)


def _of_indicators(report: Report) -> Iterator[Outcome]:
    for indicator in indicators(report):
        points = indicator.lost
        if points is not None and points < 0:
            continue  # more than full marks: SCORE102 says so
        missed = indicator.achievement is Achievement.MISSED
        if not (missed or (points is not None and points > 0)):
            continue
        facts = tuple(
            fact
            for fact in (
                indicator.score or indicator.actual, indicator.weight, indicator.actual, indicator.reason,
            )
            if fact is not None
        )  # fmt: skip
        at = facts[0]
        place = _place(report, indicator)
        given = _given(report, indicator, missed)
        if given is None:
            continue
        addresses = tuple(fact.address for fact in facts)
        statement = f"{indicator.row.label}：扣分或未完成要写明原因"
        if given is State.UNAVAILABLE:
            yield Outcome(
                RULE.code, Result.NOT_CHECKABLE, at.address, statement, f"{place}资料缺失", facts=addresses
            )
            continue
        if given is State.TEXT:
            yield Outcome(RULE.code, Result.PASS, at.address, statement, facts=addresses)
            continue
        met = indicator.achievement is Achievement.MET
        goal = f"没有达到目标“{indicator.target_words}”" if indicator.presumed else "没有达到目标"
        what = goal if missed else "达到了目标" if met else ""
        marks = f"扣了 {plain_figure(points)} 分" if points else ""
        found = RULE.found(
            at.span.place,
            f"“{indicator.row.label}”{'，'.join(part for part in (what, marks) if part)}，{_lacking(indicator.reason, place)}。",
            remedy=f"在{place}里补写原因和改进措施；扣分有误的改正得分。" if place.startswith("“") else "",
            report=report.key,
            fact=at.address,
            related=wording.related(facts, at),
        )
        yield Outcome(RULE.code, Result.FAIL, at.address, statement, diagnostic=found, facts=addresses)


def _place(report: Report, indicator: Indicator) -> str:
    """What the form calls the place of the reason, in quotation marks."""
    column = _column(report, indicator.row) if indicator.reason is not None else None
    if column is not None:
        return f"“{column.label}”"
    fields = reason_fields(report.form)
    return "".join(f"“{field.label}”" for field in fields) or "正文里的原因"


def _column(report: Report, row: Row) -> Column | None:
    """The column for reasons of the table that `row` stands in."""
    return next(
        (data.table.with_role(Role.REASON) for data in report.tables.values() if data.row(row.key) is row),
        None,
    )


def _is_reason(value: Value) -> bool:
    return value.state is State.TEXT and not is_no_reason(value.text)


def _lacking(reason: Fact | None, place: str) -> str:
    """That no reason is given, and what is written in its place."""
    said = reason.value.text.strip() if reason is not None else ""
    return f"{place}只写了“{said}”，没有说明原因" if said else f"没有写{place}"


def _given(report: Report, indicator: Indicator, missed: bool) -> State | None:
    """Whether a reason is given (TEXT), missing (BLANK) or lost with the source; None where the form has
    no place for it and none is due.
    """
    if indicator.reason is not None:
        value = indicator.reason.value
        if value.state is State.UNAVAILABLE:
            return value.state
        return State.TEXT if _is_reason(value) else State.BLANK
    fields = reason_fields(report.form)
    if fields:
        texts = [
            text_of(report, field.name)
            for field in fields
            if field.spec.type is ValueType.NARRATIVE
        ]  # fmt: skip
        if any(reasons(report)) or any(text and not is_no_reason(text) for text in texts):
            return State.TEXT
        lacking = any(
            report.fields[field.name].value.state is State.UNAVAILABLE
            for field in fields
            if field.name in report.fields
        )
        return State.UNAVAILABLE if None in texts or lacking else State.BLANK
    if not missed or indicator.score is not None or report.form.scoring is not None:
        return None
    return State.TEXT if any(gives_reason(each.text) for each in narrative(report)) else State.BLANK
