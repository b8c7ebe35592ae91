"""SCORE106: the grade is not the one that the total score gives."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.rule import Subject
from sitegen.checks.scores.scoring import grade_fact, grade_of, total_fact
from sitegen.diagnostics import Rule, Severity
from sitegen.model.reports.fact import State
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "SCORE106",
    "grade-does-not-follow",
    Severity.ERROR,
    "等次与总分不符",
    checks="按表单的等级表（一般 优 ≥ 90，良 ≥ 80，中 ≥ 60，差 < 60），由总分得出的等次与所填的一致。"
    "表单没有写等级表、有一个等级（等次）字段填了优、良、中、差的，按这个通行的办法比，只作警告。",
    why="等次是公众最直接看到的结论。",
    example="总分: 85\n评价等次: 优",
    remedy="改正等次或总分。",
    source="财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）。",
    waivable=True,
)
USUAL = "表单没有写等级表，这是按通行的办法（优 ≥ 90，良 ≥ 80，中 ≥ 60，满分按 100 分折算）比的；另有办法的，写进表单的“等级表”。"


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome a report that has a grade."""
    report, scoring = subject.report, subject.report.form.scoring
    total, grade = total_fact(report), grade_fact(report)
    if scoring is None or grade is None or total is None:
        return
    statement = f"{grade.address} 与 {total.address} 相符"
    facts = (grade.address, total.address)
    if total.figure is None or grade.value.state is not State.TEXT:
        nothing = total.value.state is State.BLANK and grade.value.state is State.BLANK
        result = Result.NOT_APPLICABLE if nothing else Result.NOT_CHECKABLE
        yield Outcome(RULE.code, result, grade.address, statement, "总分或等次没有填报", facts=facts)
        return
    due = grade_of(scoring, total.figure)
    if grade.value.text.strip() == due:
        yield Outcome(RULE.code, Result.PASS, grade.address, statement, facts=facts)
        return
    found = RULE.found(
        grade.span.place,
        f"总分 {wording.value_of(total)}，等次应为“{due or '（低于最低一等）'}”，填的是“{grade.value.text}”。"
        f"{'' if scoring.grades else USUAL}",
        report=report.key,
        fact=grade.address,
        expected=due,
        actual=grade.value.text,
        related=wording.related((total,), grade),
        severity=None if scoring.grades else Severity.WARNING,
    )
    yield Outcome(RULE.code, Result.FAIL, grade.address, statement, diagnostic=found, facts=facts)
