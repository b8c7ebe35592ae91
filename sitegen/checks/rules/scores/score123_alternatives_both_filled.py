"""SCORE123: of lines that stand for one another, more than one is filled."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.rule import Subject
from sitegen.checks.scores.marks import filled
from sitegen.diagnostics import Related, Rule, Severity
from sitegen.model.reports.table_data import Row
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "SCORE123",
    "alternatives-both-filled",
    Severity.ERROR,
    "几行中只能填一行，填了不止一行",
    checks="表单用“任选”连在一起的几行，报告只填其中一行；计分和满分也只算填了的一行。",
    why="任选其一的项目都填了，分值就重复计算，总分会超过满分。",
    example="有无违规（甲）: {得分: 5}\n有无违规（乙）: {得分: 5}    # 两行任选其一",
    remedy="留下适用的一行，其余各行清空。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each choice that a form gives."""
    report = subject.report
    for data in report.tables.values():
        choices: dict[str, list[Row]] = {}
        for row in data.value_rows:
            if row.line is not None and row.line.choice:
                choices.setdefault(row.line.choice, []).append(row)
        for name, rows in choices.items():
            statement = f"“{name}”的几行只填一行"
            given = [row for row in rows if filled(data, row)]
            at = f"{data.table.name}[{(given or rows)[0].key}]"
            if len(given) < 2:
                yield Outcome(RULE.code, Result.PASS, at, statement)
                continue
            second = given[1]
            found = RULE.found(
                second.span.place,
                f"“{'”“'.join(row.label for row in rows)}”任选一行填写，却填了 {len(given)} 行。",
                report=report.key,
                fact=f"{data.table.name}[{second.key}]",
                expected="只填一行",
                actual=f"填了 {len(given)} 行",
                related=tuple(
                    Related(f"{data.table.name}[{row.key}]", row.label, row.span.place)
                    for row in given
                    if row is not second
                ),
            )
            yield Outcome(RULE.code, Result.FAIL, at, statement, diagnostic=found)
