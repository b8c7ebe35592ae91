"""SCORE121: a 1 where a percentage belongs: 100 % or 1 %?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sitegen import lazy_re as re
from sitegen.checks.equations.evaluation import Status
from sitegen.checks.rule import Subject
from sitegen.checks.scores.scoring import Indicator, execution_lines, indicators
from sitegen.checks.targets import Target, is_share
from sitegen.checks.wording import number
from sitegen.diagnostics import Rule, Severity
from sitegen.model.forms.spec import ValueType
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "SCORE121",
    "share-or-percent",
    Severity.WARNING,
    "写的是 1，是 100% 还是 1%",
    checks="百分比的栏目里单写一个 1（没有 %），又没有别的数可以核对的；指标值和完成值一个是百分数、另一个是不带 % 的小数（95% 与 0.96）的；"
    "“……率”的指标值和完成值都单写 1 的。变动、增减、占比一类本来可以是 1% 的栏目不查。",
    why="表格软件里的 100% 存的是 1，粘贴出来就成了 1；公开的页面会印成 1%，意思差一百倍。这样的指标不计入“达到目标的指标”。",
    example="渔船补贴发放率: {指标值: 100%, 完成值: 1}",
    remedy="是百分之百的写 100%，是百分之一的写 1%。",
    source="在已公开的报告中实际见过。",
    waivable=True,
)
_ONE = re.compile(r"[1１](?:[.．][0０]+)?")
_SMALL = re.compile(
    r"增长|增减|增幅|降幅|变动|变化|占|比重|浮动|利率|税率|误差|差率|差异|偏离|偏差|下降|上升|提高|降低|调整|系数|差错|投诉|结余"
)
_RATES = re.compile(r"(?:率|满意度)(?:[（(].*[)）])?$")


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each bare 1 in a percent column that no other figure decides, and for each indicator
    whose target and result may differ by a hundred times.
    """
    report = subject.report
    bare = list(_bare_ones(report))
    decided = _decided(subject) if bare else set()
    for fact, name in bare:
        if fact.address in decided or _SMALL.search(name):
            continue
        yield _found(fact, report, "这一栏的单位是 %", "1", "100%", "1%")
    for indicator in indicators(report):
        share = _share_of(indicator)
        if share is not None and share.figure is not None:
            text = share.value.text.strip()
            whole = f"{number(Fraction(share.figure * 100))}%"
            yield _found(share, report, f"“{indicator.row.label}”是百分数", text, whole, f"{text}%")


def _found(fact: Fact, report: Report, what: str, text: str, whole: str, small: str) -> Outcome:
    found = RULE.found(
        fact.span.place,
        f"“{fact.address}”写的是 {text}，{what}，看不出是 {whole} 还是 {small}。",
        remedy=f"是 {whole} 的写 {whole}，是 {small} 的写 {small}。",
        report=report.key,
        fact=fact.address,
        expected=f"{whole} 或 {small}",
        actual=text,
    )
    statement = f"{fact.address}：百分数带 %"
    return Outcome(RULE.code, Result.FAIL, fact.address, statement, diagnostic=found, facts=(fact.address,))


def _bare_ones(report: Report) -> Iterator[tuple[Fact, str]]:
    """Every value of a percent field or column that is a 1 and no more, with all that it is called."""
    for name, fact in report.fields.items():
        if _is_bare_one(fact):
            yield fact, f"{name} {report.form.fields[name].label}"
    for data in report.tables.values():
        columns = [column for column in data.table.leaves if column.spec.type is ValueType.PERCENT]
        if not columns and not any(line.keys for line in data.table.lines.values()):
            continue
        for row in data.value_rows:
            for column in data.table.leaves:
                fact = data.cells[row.key, column.name]
                if _is_bare_one(fact):
                    yield fact, f"{column.name} {column.label} {row.label}"


def _is_bare_one(fact: Fact) -> bool:
    return (
        fact.spec.type is ValueType.PERCENT
        and fact.figure == 1
        and _ONE.fullmatch(fact.value.text.strip()) is not None
    )


def _decided(subject: Subject) -> set[str]:
    """The addresses of figures that an identity or the amounts of their line decide."""
    found = {
        fact.address
        for evaluation in subject.evaluations
        if evaluation.status not in (Status.NOT_CHECKABLE, Status.NOT_APPLICABLE)
        for fact in evaluation.facts
    }
    for line in execution_lines(subject.report):
        if line.rate is None or line.spent is None or line.budget is None:
            continue
        if line.spent.figure is not None and line.budget.figure is not None:
            found.add(line.rate.address)
    return found


def _share_of(indicator: Indicator) -> Fact | None:
    """The target or the result that may be a part of the whole, where the other is a percentage."""
    actual, target = indicator.actual, indicator.target
    if len(indicator.targets) != 1 or not isinstance(indicator.targets[0], Target):
        return None
    goal, said = indicator.targets[0], indicator.achieved
    if said is None or said.least is None or said.least != said.most or said.nothing:
        return None
    if actual.figure is not None and is_share(actual.figure, said.unit, goal.value, goal.unit):
        return actual
    if target is not None and target.figure is not None:
        if is_share(goal.value, goal.unit, said.least, said.unit):
            return target
        both = actual.figure == 1 and goal.value == 1 and not said.unit and not goal.unit
        if both and _RATES.search(indicator.row.label) and not _SMALL.search(indicator.row.label):
            return actual
    return None
