"""DISC104: a table holds no figure, and the report does not say why."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.rule import Subject
from sitegen.checks.texts.words import narrative, says_nothing, text_of
from sitegen.diagnostics import Rule, Severity
from sitegen.model.reports.fact import Fact, State
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import TableData
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "DISC104",
    "empty-table-without-note",
    Severity.WARNING,
    "空表没有说明",
    checks="表单给表格写了“空表说明”的，整张表没有数字（或只有 0）时，那一栏正文要写明原因。"
    "没有写“空表说明”的必填表，各格都是“—”“/”或“不适用”的，正文里要提到这张表，或者写明哪张是空表。",
    why="空表可能是没有这项收支，也可能是漏填；不说明，读者分不清。",
    example="三公经费表各行都空着，“空表说明”也没有写",
    remedy="在正文里写明哪张表是空的、为什么，如“本单位没有‘三公’经费支出，三公经费表为空表”。",
    source="财政部《地方预决算公开操作规程》（财预〔2016〕143号）：没有数据的表格应当列出空表并说明。",
    waivable=True,
)
_STRUCK = (State.DASH, State.NOT_APPLICABLE)
"""What stands in a cell that has nothing to say."""


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each table that must be explained when it is empty, and for each that must be filled."""
    report = subject.report
    for data in report.tables.values():
        table = data.table
        if not table.empty_note:
            if table.required:
                yield _of_required(report, data)
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


def _of_required(report: Report, data: TableData) -> Outcome:
    """Whether a table that must be filled says anything, or a text says why it does not."""
    name, statement = data.table.name, f"“{data.table.name}”有数字或文字，或者正文里提到它是空的"
    facts = tuple(data)
    struck = [fact for fact in facts if fact.value.state in _STRUCK]
    if not struck or any(fact.value.state not in (*_STRUCK, State.BLANK) for fact in facts):
        return Outcome(RULE.code, Result.PASS, name, statement)
    words = ("空表", name, data.table.caption)
    if any(word in passage.text for passage in narrative(report) for word in words):
        return Outcome(RULE.code, Result.PASS, name, statement)
    found = RULE.found(
        struck[0].span.place,
        f"“{name}”是必填的表，各格都是“{struck[0].value.text}”，没有一个数；正文里也没有说明为什么。",
        remedy="有数的，填上；没有这项收支的，填 0，并在正文里写明这张表为什么是空的。",
        report=report.key,
        fact=name,
    )
    return Outcome(RULE.code, Result.FAIL, name, statement, diagnostic=found)


def _is_unknown(fact: Fact) -> bool:
    return fact.value.state in (State.UNAVAILABLE, State.INVALID)


def _is_written(facts: tuple[Fact, ...]) -> bool:
    return any(fact.value.state is not State.BLANK for fact in facts)
