"""SCORE126: the reason beside an indicator says the opposite of its target and result."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import lazy_re as re
from sitegen.checks import wording
from sitegen.checks.rule import Subject
from sitegen.checks.scores.scoring import Indicator, indicators
from sitegen.checks.targets import Achievement, Deadline, Target
from sitegen.diagnostics import Rule, Severity
from sitegen.model.forms.formula import Relation
from sitegen.model.reports.fact import State
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "SCORE126",
    "reason-contradicts-result",
    Severity.WARNING,
    "原因一栏说的与完成情况相反",
    checks="原因一栏写“提前12天完工”“超额完成”的，完成值达到了指标值；写“未完成目标”“比计划推迟”的，完成值没有达到。"
    "说的是今后、上年、其中一部分的不查；指标值与完成值比不出来的不查。",
    why="一个说提前，一个晚了 12 天，读者不知道扣分是为什么，也不知道该信哪一个。",
    example="工程完工时间: {指标值: 10月31日前, 完成值: 11月12日, 原因: 散热器到货较晚，工程比计划提前12天完工}",
    remedy="核对完成值和原因，改正写反的一处。",
    waivable=True,
)
_PLAN = r"(?:年度|全年|年初|原定|既定|预定|预期|合同|绩效)*(?:计划|目标|任务|指标值?|规定|要求|工期)(?:值|时间|工期|期限)?"
_SPAN = r"(?:约|近|了)*(?:\d+(?:\.\d+)?|[一二两三四五六七八九十半]+)个?(?:天|日|月|周|工作日|小时|分钟)"
_EARLY = re.compile(rf"提前{_SPAN}(?!通知|公告|申请|报名|预约|告知)|[比较]{_PLAN}(?:时间)?提前")
_EXCEEDED = re.compile(
    rf"(?<!未)(?<!没有)(?<!不)超额完成|超过(?:了)?{_PLAN}|高于{_PLAN}|(?:已经?|均|全部){{1,2}}(?:完成|达到)(?:了)?{_PLAN}"
)
_LATE = re.compile(rf"[比较]{_PLAN}(?:推迟|滞后|延后|延误|晚|逾期)|(?:推迟|滞后|延误|逾期){_SPAN}")
_SHORT = re.compile(
    rf"(?:未能?|没有|没能)(?:按期|按时|如期|全部|全面)*(?:完成|达到|实现)(?:了)?{_PLAN}(?!的)"
)
_ELSEWHERE = re.compile(
    r"今后|下一步|以后|避免|防止|确保|力争|争取|将|不再|上年|去年|部分|个别|其中|有的|如果|若|虽|但|除|剔除|此前|原因是"
)
_CLAUSE = re.compile(r"[^，,。；;！!]+")
_UP = (Relation.AT_LEAST, Relation.GREATER, Relation.EQUAL)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each indicator whose target and result can be compared, and that has a reason."""
    for indicator in indicators(subject.report):
        reason, met = indicator.reason, indicator.achievement is Achievement.MET
        if reason is None or reason.value.state is not State.TEXT:
            continue
        if indicator.achievement is Achievement.NOT_COMPARABLE:
            continue
        statement, facts = (
            f"{indicator.row.label}：原因与完成情况不相反",
            (reason.address, indicator.actual.address),
        )
        said = _contrary(reason.value.text, indicator, met=met)
        if not said:
            yield Outcome(RULE.code, Result.PASS, reason.address, statement, facts=facts)
            continue
        came = "达到了目标" if met else "没有达到目标"
        found = RULE.found(
            reason.span.place,
            f"“{indicator.row.label}”的目标是“{indicator.target_words}”，完成 {wording.value_of(indicator.actual)}，{came}，"
            f"原因却写“{said}”。",
            report=subject.report.key,
            fact=reason.address,
            actual=said,
            related=wording.related((reason, indicator.actual), reason),
        )
        yield Outcome(RULE.code, Result.FAIL, reason.address, statement, diagnostic=found, facts=facts)


def _contrary(text: str, indicator: Indicator, *, met: bool) -> str:
    """The clause of a reason that says the opposite of what was achieved; "" for none."""
    words = _of_met(indicator) if met else _of_missed(indicator)
    for clause in _CLAUSE.finditer(text):
        if any(each.search(clause[0]) for each in words) and _ELSEWHERE.search(clause[0]) is None:
            return clause[0].strip()
    return ""


def _of_met(indicator: Indicator) -> tuple[re.Pattern[str], ...]:
    """Words that cannot be true of a target that was met."""
    timed = any(isinstance(each, Deadline) for each in indicator.targets)
    return (_SHORT, _LATE) if timed else (_SHORT,)


def _of_missed(indicator: Indicator) -> tuple[re.Pattern[str], ...]:
    """Words that cannot be true of a target that was missed: more than the plan is better only where more is due."""
    if any(isinstance(each, Deadline) for each in indicator.targets):
        return (_EARLY,)
    upward = all(isinstance(each, Target) and each.relation in _UP for each in indicator.targets)
    return (_EXCEEDED,) if upward else ()
