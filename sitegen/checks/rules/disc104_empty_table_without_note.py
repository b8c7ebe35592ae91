"""DISC104: a table holds no figure, and the report does not say why."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.rule import Subject
from sitegen.checks.words import says_nothing, text_of
from sitegen.diagnostics import Rule, Severity
from sitegen.model.outcome import Outcome, Result
from sitegen.model.report import Fact, State

RULE = Rule(
    "DISC104",
    "empty-table-without-note",
    Severity.WARNING,
    "空表没有说明",
    checks="表单给表格写了“空表说明”的，整张表没有数字（或只有 0）时，那一栏正文要写明原因。",
    why="空表可能是没有这项收支，也可能是漏填；不说明，读者分不清。",
    example="三公经费表各行都空着，“空表说明”也没有写",
    remedy="在正文里写明哪张表是空的、为什么，如“本单位没有‘三公’经费支出，三公经费表为空表”。",
    source="财政部《地方预决算公开操作规程》（财预〔2016〕143号）：没有数据的表格应当列出空表并说明。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each table that must be explained when it is empty."""
    report = subject.report
    for data in report.tables.values():
        table = data.table
        if not table.empty_note:
            continue
        statement = f"“{table.name}”有数字，或在“{table.empty_note}”里说明"
        facts = tuple(fact for fact in data)
        text = text_of(report, table.empty_note)
        if any(fact.figure for fact in facts) or (text is not None and not says_nothing(text)):
            yield Outcome(RULE.code, Result.PASS, table.name, statement)
        elif text is None or any(map(_is_unknown, facts)):
            yield Outcome(RULE.code, Result.NOT_CHECKABLE, table.name, statement, "资料缺失")
        else:
            place = data.rows[0].span.place if facts and _is_written(facts) else report.span.place
            found = RULE.found(
                place,
                f"“{table.name}”没有数字，“{table.empty_note}”里也没有说明。",
                report=report.key,
                fact=table.name,
            )
            yield Outcome(RULE.code, Result.FAIL, table.name, statement, diagnostic=found)


def _is_unknown(fact: Fact) -> bool:
    return fact.value.state in (State.UNAVAILABLE, State.INVALID)


def _is_written(facts: tuple[Fact, ...]) -> bool:
    return any(fact.value.state is not State.BLANK for fact in facts)
