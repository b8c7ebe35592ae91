"""数据说明: which findings they cover, and which of them cover nothing.

Knows codes, addresses and dates. Must not know how findings come about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sitegen.diagnostics import Diagnostic, Rule, Severity, Waiver
from sitegen.model.address import is_blanket, matches
from sitegen.model.report import Explanation, Report

UNUSED = Rule(
    "WAIVE101",
    "unused-waiver",
    Severity.ERROR,
    "数据说明没有对应的问题",
    checks="每条数据说明的规则和位置，都要对上一个实际存在的问题。",
    why="问题已经改正而说明还在，页面上就会登出不存在的问题；位置写错，真正的问题就没有说明。",
    example="数据说明:\n  - {规则: SUM101, 位置: 支出.基本支出[科技馆], …}    # 这里并没有问题",
    remedy="删去这条说明，或改正规则和位置。",
)
EXPIRED = Rule(
    "WAIVE102",
    "expired-waiver",
    Severity.ERROR,
    "数据说明已过有效期",
    checks="数据说明的“有效期至”不早于生成站点的日期。",
    why="说明只是暂时的办法，到期应当改正，或重新批准。",
    example="有效期至: 2021-12-31",
    remedy="改正数字；确需延长的，经批准后改写有效期。",
)
NOT_WAIVABLE = Rule(
    "WAIVE103",
    "not-waivable",
    Severity.ERROR,
    "这样的数据说明不能用",
    checks="数据说明要写明一条可以说明的规则和具体的位置；读不出的数据、笼统的“*”都不行。",
    why="笼统的说明会把以后新出现的错误一并遮住。",
    example="数据说明:\n  - {规则: SUM101, 位置: '*', …}",
    remedy="写明规则编号（sitegen explain 可查）和事实的位置，如 支出.基本支出[科技馆]。",
)
RULES = (UNUSED, EXPIRED, NOT_WAIVABLE)

LONG_TERM = "长期"


@dataclass(frozen=True, slots=True)
class _Use:
    explanation: Explanation
    problem: Diagnostic | None


def apply(
    report: Report, diagnostics: Iterable[Diagnostic], rules: Mapping[str, Rule], today: date
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """`diagnostics` of `report`, covered ones marked as waived; and what is wrong with the
    explanations themselves. `rules` are all rules by code.
    """
    uses = [_Use(each, _unusable(report, each, rules, today)) for each in report.explanations]
    problems = [use.problem for use in uses if use.problem is not None]
    usable = [use.explanation for use in uses if use.problem is None]
    used: set[int] = set()
    result: list[Diagnostic] = []
    for found in diagnostics:
        cover = next(
            (each for each in usable if each.code == found.code and matches(each.at, found.fact)), None
        )
        if cover is not None:
            used.add(id(cover))
            until = cover.until.isoformat() if cover.until is not None else LONG_TERM
            result.append(replace(found, waiver=Waiver(cover.reason, cover.approved_by, until)))
        else:
            result.append(found)
    for each in usable:
        if id(each) not in used:
            message = f"没有“{each.code}”在“{each.at}”的问题，这条数据说明是多余的。"
            problems.append(UNUSED.found(each.span.place, message, report=report.key, fact=each.at))
    return tuple(result), tuple(problems)


def _unusable(
    report: Report, explanation: Explanation, rules: Mapping[str, Rule], today: date
) -> Diagnostic | None:
    rule = rules.get(explanation.code)
    place, at = explanation.span.place, explanation.at
    if rule is None:
        message = f"没有编号为“{explanation.code}”的规则。"
    elif not rule.waivable:
        message = f"规则 {rule.code}（{rule.title}）不能用数据说明放过，只能改正。"
    elif is_blanket(at):
        message = f"位置“{at}”太笼统，要写明是哪一个数字。"
    elif explanation.until is not None and explanation.until < today:
        message = f"这条数据说明的有效期到 {explanation.until.isoformat()} 为止，已经过期。"
        return EXPIRED.found(place, message, report=report.key, fact=at)
    else:
        return None
    return NOT_WAIVABLE.found(place, message, report=report.key, fact=at)
