"""SCORE129: the reason names another number of marks lost than weight and score make."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sitegen import lazy_re as re
from sitegen.checks import wording
from sitegen.checks.rule import Subject
from sitegen.checks.scores.scoring import lost, parts
from sitegen.diagnostics import Rule, Severity
from sitegen.model.reports.fact import Fact, State
from sitegen.model.results.outcome import Outcome, Result
from sitegen.numbers.figures import plain_figure

RULE = Rule(
    "SCORE129",
    "points-lost-differ-from-reason",
    Severity.WARNING,
    "原因里写的扣分与分值、得分不符",
    checks="原因一栏写了“扣2分”“扣除0.5分”的，各处加起来（或其中一处）等于分值减得分；写“每…扣1分”“最多扣2分”的是标准，不算。",
    why="分值 6、得分 5，说明却写扣 2 分：得分和说明有一处是错的，总分可能也错了。",
    example="内控制度: {分值: 6, 得分: 5, 扣分说明: 合同管理办法未及时修订，扣2分}",
    remedy="核对得分和扣分说明，改正写错的一处。",
    waivable=True,
)
_TAKEN = re.compile(r"(?:扣减|扣除|扣掉|扣|减|失)(?:去|了|得分)?\s*(?P<points>\d{1,3}(?:\.\d{1,2})?)\s*分")
_STANDARD = re.compile(
    r"每|各扣|最多|至多|标准|规则|不扣|应扣|扣完为止|得满分|酌情|[一1](?:项|处|次|个|例|起)扣"
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each reason that tells how many marks were lost."""
    for part in parts(subject.report):
        reason, score, weight = part.reason, part.score, part.weight
        points = lost(weight, score)
        if reason is None or score is None or weight is None or points is None:
            continue
        told = _told(reason)
        if not told:
            continue
        facts = (score, weight, reason)
        addresses = tuple(fact.address for fact in facts)
        statement = f"{part.row.label}：原因里的扣分 = 分值 - 得分"
        if points in (*told, sum(told)):
            yield Outcome(RULE.code, Result.PASS, score.address, statement, facts=addresses)
            continue
        said = "、".join(f"扣 {plain_figure(each)} 分" for each in told)
        found = RULE.found(
            reason.span.place,
            f"“{reason.address}”写的是{said}，分值 {wording.value_of(weight)}、得分 {wording.value_of(score)}，"
            f"扣了 {plain_figure(points)} 分。",
            report=subject.report.key,
            fact=reason.address,
            expected=f"扣 {plain_figure(points)} 分",
            actual=said,
            related=wording.related(facts, reason),
        )
        yield Outcome(RULE.code, Result.FAIL, reason.address, statement, diagnostic=found, facts=addresses)


def _told(reason: Fact) -> tuple[Decimal, ...]:
    """The marks that a reason says were taken off; none where it tells how they are."""
    text = reason.value.text if reason.value.state is State.TEXT else ""
    if _STANDARD.search(text):
        return ()
    return tuple(Decimal(match["points"]) for match in _TAKEN.finditer(text))
