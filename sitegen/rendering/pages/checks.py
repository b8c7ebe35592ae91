"""Every check that was made of a report, and what it came to.

Knows outcomes. Must not know rules: their titles are given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome, Result, Verdict
from sitegen.model.results.summary import counts_of
from sitegen.model.site import SiteConfig
from sitegen.rendering import urls
from sitegen.rendering.findings import place_of, texts_told
from sitegen.rendering.pages.context import framed
from sitegen.rendering.parts import Heading, Item, Listing, ListingRow, PageView, Part, Text

RESULTS = {
    Result.FAIL: Item("✗ 存疑", tone="bad"),
    Result.WAIVED: Item("▲ 不符，已说明", tone="warning"),
    Result.PASS: Item("✓ 通过", tone="good"),
    Result.NOT_CHECKABLE: Item("… 无法核对", tone="absent"),
}
"""How results are shown, worst first. What does not apply is not listed."""

ROUNDED = Item("≈ 通过，有尾差", tone="good")
"""How a sum is shown that holds only because its figures are rounded."""


def checks(
    config: SiteConfig,
    report: Report,
    verdict: Verdict,
    titles: Mapping[str, str],
    anchors: Mapping[str, str],
) -> PageView:
    """The page that lists every check of `report`. `titles` are the titles of rules by code, `anchors`
    the ids that facts have on the report's page.
    """
    path, title = urls.checks(report.key), "数据校验结果"
    by_rule: dict[str, list[Outcome]] = {}
    for outcome in verdict.outcomes:
        if outcome.result in RESULTS:
            by_rule.setdefault(outcome.code, []).append(outcome)
    page = urls.relative(path, urls.report(report.key))
    parts = [
        Part(
            f"rule-{code.lower()}",
            titles.get(code, code),
            (_listing(code, titles.get(code, code), outcomes, report, page, anchors),),
        )
        for code, outcomes in sorted(by_rule.items(), key=lambda pair: (_worst(pair[1]), pair[0]))
    ]
    if not parts:
        parts.append(Part("none", "", (Text(("这份报告没有可以自动核对的数据。",)),)))
    body = report.department
    return framed(
        config,
        "checks",
        path,
        title,
        f"{report.title}：每一项核对和它的结果。",
        parts,
        trail=(
            ("部门", urls.DEPARTMENTS),
            (body.name, urls.department(body.id)),
            (report.title, urls.report(report.key)),
        ),
        heading=f"数据校验结果：{report.title}",
        eyebrow=body.name,
        lead=_lead(report, verdict),
        invented=body.invented,
    )


def _lead(report: Report, verdict: Verdict) -> str:
    told = str(counts_of(verdict))
    if not told:
        return ""
    checked = f"发布前由程序逐项核对：{told}。“无法核对”是缺少数据，或只有文字，不等于通过。"
    return checked + texts_told(report, verdict)


def _worst(outcomes: list[Outcome]) -> int:
    order = list(RESULTS)
    return min(order.index(outcome.result) for outcome in outcomes)


def _listing(
    code: str, title: str, outcomes: list[Outcome], report: Report, page: str, anchors: Mapping[str, str]
) -> Listing:
    order = list(RESULTS)
    ordered = sorted(outcomes, key=lambda outcome: order.index(outcome.result))
    rows = tuple(_rows(ordered, report, page, anchors))
    headings = (Heading("核对什么"), Heading("位置"), Heading("结果"), Heading("说明"))
    return Listing(f"checks-{code.lower()}", f"{title}（{code}，{len(rows)} 项）", headings, rows)


def _rows(
    outcomes: list[Outcome], report: Report, page: str, anchors: Mapping[str, str]
) -> Iterator[ListingRow]:
    for outcome in outcomes:
        place = place_of(report, outcome) or "整份报告"
        anchor = anchors.get(outcome.subject)
        remark = outcome.reason
        if outcome.diagnostic is not None:
            remark = outcome.diagnostic.message
            if outcome.diagnostic.waiver is not None:
                remark += f"　说明：{outcome.diagnostic.waiver.reason}"
        yield ListingRow(
            Item(outcome.statement or place),
            (
                Item(place, f"{page}#{anchor}" if anchor else ""),
                ROUNDED if outcome.rounded else RESULTS[outcome.result],
                Item(remark or "—"),
            ),
        )
