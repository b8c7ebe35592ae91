"""数据说明: which findings they cover, and which of them cover nothing.

Knows codes, addresses and dates. Must not know how findings come about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sitegen import lazy_re as re
from sitegen.diagnostics import Diagnostic, Rule, Severity, Waiver
from sitegen.model.reports.address_patterns import is_blanket, matches
from sitegen.model.reports.report import Explanation, Report

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
    checks="数据说明要写明一条可以说明的规则和具体的位置；读不出的数据、笼统的“*”“*/*”“*预*”都不行；查个人信息的（PRIV）位置里不能有 *，还要写明“实为”。",
    why="笼统的说明会把以后新出现的错误一并遮住。",
    example="数据说明:\n  - {规则: SUM101, 位置: '*', …}",
    remedy="写明规则编号（sitegen explain 可查）和事实的位置，如 支出.基本支出[科技馆]。",
)
NO_LONGER_FITS = Rule(
    "WAIVE104",
    "waiver-no-longer-fits",
    Severity.ERROR,
    "数据说明与现在的数字不符",
    checks="数据说明里的“实为”“应为”与问题现在的“实为”“应为”相同；位置里有 * 的说明不核对这两项。",
    why="说明是就当时的数字批准的。数字后来变了，就是另一个问题，不能躲在旧的说明后面。",
    example="数据说明:\n  - {规则: SUM101, 位置: 支出.人员支出[汇总], 实为: 372.33 万元, 应为: 375.5 万元, …}    # 现在应为 376.5 万元",
    remedy="先核对数字；确实要按现在的数字公开的，经批准后改写“实为”“应为”。",
)
RULES = (UNUSED, EXPIRED, NOT_WAIVABLE, NO_LONGER_FITS)

LONG_TERM = "长期"


@dataclass(frozen=True, slots=True)
class _Use:
    explanation: Explanation
    problem: Diagnostic | None


def apply(
    report: Report,
    diagnostics: Iterable[Diagnostic],
    rules: Mapping[str, Rule],
    disabled: Collection[str],
    today: date,
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """`diagnostics` of `report`, covered ones marked as waived; and what is wrong with the
    explanations themselves. `rules` are all rules by code; of `disabled` ones nothing is found, so
    that their explanations cover nothing without being wrong.
    """
    uses = [_Use(each, _unusable(report, each, rules, today)) for each in report.explanations]
    problems = [use.problem for use in uses if use.problem is not None]
    usable = [use.explanation for use in uses if use.problem is None]
    by_code: dict[str, list[Explanation]] = {}
    for each in usable:
        by_code.setdefault(each.code, []).append(each)
    used: set[int] = set()
    misfits: list[tuple[list[Explanation], Diagnostic]] = []
    result: list[Diagnostic] = []
    for found in diagnostics:
        covers = [each for each in by_code.get(found.code, ()) if matches(each.at, found.fact)]
        if not covers:
            result.append(found)
            continue
        cover = next((each for each in covers if _fits(each, found)), None)
        if cover is not None:
            used.add(id(cover))
            until = cover.until.isoformat() if cover.until is not None else LONG_TERM
            result.append(replace(found, waiver=Waiver(cover.reason, cover.approved_by, until)))
        else:
            result.append(found)
            misfits.append((covers, found))
    for covers, found in misfits:
        cover = next((each for each in covers if id(each) not in used), None)
        if cover is not None:
            used.add(id(cover))
            problems.append(_misfit(cover, found, report.key))
    for each in usable:
        if id(each) not in used and each.code not in disabled:
            message = f"没有“{each.code}”在“{each.at}”的问题，这条数据说明是多余的。"
            problems.append(UNUSED.found(each.span.place, message, report=report.key, fact=each.at))
    return tuple(result), tuple(problems)


def _fits(explanation: Explanation, found: Diagnostic) -> bool:
    """Whether the finding is still the one that was approved; a pattern covers any figures."""
    if "*" in explanation.at:
        return True
    return _bare(explanation.actual) == _bare(found.actual) and _bare(explanation.expected) == _bare(
        found.expected
    )


def _bare(text: str) -> str:
    """`text` without the interval in brackets and without blanks."""
    return re.sub(r"\s|（[^（）]*～[^（）]*）", "", text)


def _misfit(explanation: Explanation, found: Diagnostic, report: str) -> Diagnostic:
    actual, expected = (
        re.sub(r"（[^（）]*～[^（）]*）", "", text) for text in (found.actual, found.expected)
    )
    now = f"现在实为“{actual}”，应为“{expected}”"
    if explanation.actual or explanation.expected:
        message = f"这条数据说明批准时实为“{explanation.actual}”，应为“{explanation.expected}”；{now}。"
    else:
        message = f"这条数据说明没有写明是就什么数字批准的；{now}。"
    remedy = f"核对无误后，在说明里写上 实为: {actual}, 应为: {expected}。"
    return NO_LONGER_FITS.found(
        explanation.span.place, message, remedy=remedy, report=report, fact=explanation.at
    )


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
    elif rule.code.startswith("PRIV") and "*" in at:
        message = f"规则 {rule.code} 查的是个人信息，位置“{at}”里不能有 *，要逐处写明位置和“实为”。"
    elif explanation.until is not None and explanation.until < today:
        message = f"这条数据说明的有效期到 {explanation.until.isoformat()} 为止，已经过期。"
        return EXPIRED.found(place, message, report=report.key, fact=at)
    else:
        return None
    return NOT_WAIVABLE.found(place, message, report=report.key, fact=at)
