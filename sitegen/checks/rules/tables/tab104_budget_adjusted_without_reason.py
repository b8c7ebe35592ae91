"""TAB104: a budget was adjusted during the year, and the report does not say why."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sitegen import lazy_re as re
from sitegen.checks import wording
from sitegen.checks.concepts import same_kind
from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.rule import Subject
from sitegen.checks.scores.scoring import execution_lines
from sitegen.checks.texts.adjustments import says_why_adjusted, speaks_of_budget
from sitegen.checks.texts.words import is_no_reason, lacks_narrative, reasons
from sitegen.diagnostics import Related, Rule, Severity
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import Role
from sitegen.model.reports.fact import Fact, State
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import Row, TableData
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "TAB104",
    "budget-adjusted-without-reason",
    Severity.INFO,
    "预算调整了，没有说明",
    checks="同一行里年初预算与全年（调整后）预算相差一成以上的，报告里要有一处说为什么：这一行自己的原因，别处说到预算、调整、追加、结转、压减之类的原因，"
    "或者正文里说预算调整了又说了缘由的句子。别的指标的扣分原因、只是提到“调整后预算数”“结转结余”的不算。表单没有地方写的不查。",
    why="预算年中调整多少、为什么，是绩效评价要看的；读者只看到两个数。",
    example="项目经费: {年初预算: 320, 调整后预算数: 689.16}    # 各处都没有说明",
    remedy="在原因栏或正文里写明调整了多少、为什么。",
    waivable=True,
)
LEAST = Fraction(1, 10)
_INITIAL = re.compile("^年初(?:预算|安排|批复)")
_ADJUSTED = re.compile("^(?:全年预算|调整后?预算|调整后|调整数)")

_ITEM = re.compile(r"[^.\[]+\[")
"""Where the name of an item stands, such as 绩效指标[预算调整率]: a name gives no reason."""


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each row with both budgets, where the form has room for a reason."""
    report = subject.report
    if not _has_room(report):
        return
    for data in report.tables.values():
        initial = next((each.name for each in data.table.leaves if _INITIAL.search(each.name)), None)
        adjusted = next((each.name for each in data.table.leaves if _ADJUSTED.search(each.name)), None)
        if initial is None or adjusted is None:
            continue
        for row in data.value_rows[:1]:
            first, second = data.cell(row.key, initial), data.cell(row.key, adjusted)
            if first is not None and second is not None:
                outcome = _compared(report, data, row, first, second)
                if outcome is not None:
                    yield outcome


def _compared(report: Report, data: TableData, row: Row, first: Fact, second: Fact) -> Outcome | None:
    before, after = amount_of(first), amount_of(second)
    if before is None or after is None or not same_kind(first, second) or before.nominal <= 0:
        return None
    change = after.nominal - before.nominal
    statement = f"“{second.address}”的调整有说明"
    facts = (first.address, second.address)
    if abs(change) < LEAST * before.nominal:
        return Outcome(RULE.code, Result.PASS, second.address, statement, facts=facts)
    if _is_explained(report, data, row):
        return Outcome(RULE.code, Result.PASS, second.address, statement, facts=facts)
    if lacks_narrative(report):
        return Outcome(
            RULE.code, Result.NOT_CHECKABLE, second.address, statement, "正文资料缺失", facts=facts
        )
    rate = wording.number(abs(change / before.nominal) * 100, 2)
    actual = f"{'增加' if change > 0 else '减少'} {rate}%"
    found = RULE.found(
        second.span.place,
        f"“{second.address}”{wording.value_of(second)}，年初是 {wording.value_of(first)}，{actual}，报告里没有说明为什么。",
        report=report.key,
        fact=second.address,
        actual=actual,
        related=(Related(first.address, wording.value_of(first), first.span.place),),
    )
    return Outcome(RULE.code, Result.FAIL, second.address, statement, diagnostic=found, facts=facts)


def _is_explained(report: Report, data: TableData, row: Row) -> bool:
    """Whether the row has a reason of its own, another reason speaks of the budget, or a text says why."""
    own = [line.reason for line in execution_lines(report) if line.row is row]
    column = data.table.with_role(Role.REASON)
    if column is not None:
        own.append(data.cell(row.key, column.name))
    if any(fact.value.state is State.TEXT and not is_no_reason(fact.value.text) for fact in own if fact):
        return True
    if any(speaks_of_budget(fact.value.text) for fact in reasons(report)):
        return True
    texts = (each for each in report.passages if not _ITEM.match(each.at))
    return any(says_why_adjusted(each.text) for each in texts)


def _has_room(report: Report) -> bool:
    form = report.form
    return any(each.spec.type is ValueType.NARRATIVE for each in form.fields.values()) or any(
        table.with_role(Role.REASON) is not None for table in form.tables.values()
    )
