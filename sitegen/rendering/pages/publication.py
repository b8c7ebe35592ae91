"""公开情况: departments × years, what is public in time, late or missing.

Knows statuses and their words. Must not know dates' arithmetic: that is the model's.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.model.results.publication import GOOD_TO_BAD, Publication, Status, obliged, worst
from sitegen.rendering import urls
from sitegen.rendering.pages.context import Context
from sitegen.rendering.parts import Heading, Item, Listing, ListingRow, PageView, Part, Text
from sitegen.rendering.shell import on

SIGNS = {
    Status.IN_TIME: "✓",
    Status.PUBLIC: "✓",
    Status.LATE: "▲",
    Status.MISSING: "✗",
    Status.NOT_DUE: "…",
}
"""A sign beside the words, so that a table can be taken in at a glance."""

TONES = {
    Status.IN_TIME: "good",
    Status.PUBLIC: "plain",
    Status.LATE: "warning",
    Status.MISSING: "bad",
    Status.NOT_DUE: "absent",
}

MATRIX_NOTE = (
    "按时公开：在规定期限内公开；逾期公开：晚于期限；未公开：期限已过而没有公开；未到期：期限还没有到；"
    "已公开：没有规定期限，或没有注明公开日期。空白表示这一年没有应当公开的报告。"
)


def publication(context: Context) -> PageView:
    """The page of 公开情况: the matrix, then every report that is late or missing."""
    path, title = urls.PUBLICATION, "公开情况"
    day = on(context.as_of)
    counts = dict.fromkeys(GOOD_TO_BAD, 0)
    for each in context.publications:
        counts[each.status] += 1
    told = "，".join(f"{status} {count} 份" for status, count in counts.items() if count)
    wanting = [each for each in context.publications if each.status in (Status.LATE, Status.MISSING)]
    return context.page(
        "publication",
        path,
        title,
        "各部门各年度的报告是否按时公开。",
        (
            Part("matrix", "各部门各年度", (matrix(context, path), Text((MATRIX_NOTE,)))),
            Part("wanting", "逾期和未公开的报告", (_wanting(context, wanting, path),) if wanting else ()),
        )
        if context.publications
        else (Part("none", "", (Text(("还没有公开的报告，也没有登记公开要求。",)),)),),
        lead=f"截至{day.text}：{told}。" if told else "",
    )


def matrix(context: Context, path: str) -> Listing:
    """Departments × years, for the page at `path`."""
    years = sorted({each.year for each in context.publications}, reverse=True)
    cells: dict[tuple[str, int], list[Publication]] = {}
    for each in context.publications:
        cells.setdefault((each.department, each.year), []).append(each)
    rows = tuple(
        ListingRow(
            Item(department.name, urls.relative(path, urls.department(department.id))),
            tuple(_cell(cells.get((department.id, year), ()), path, year, department.id) for year in years),
        )
        for department in obliged(context.config, context.departments, context.reports)
    )
    headings = (Heading("部门"), *(Heading(f"{year}年度") for year in years))
    return Listing("publication-matrix", "各部门各年度公开情况", headings, rows)


def _cell(found: Sequence[Publication], path: str, year: int, department: str) -> Item:
    status = worst(found)
    if status is None:
        return Item("", tone="none")
    public = [each.report for each in found if each.report is not None]
    words = f"{SIGNS[status]} {status}"
    if len(found) > 1:
        bad = sum(each.status is status for each in found)
        words += f"（{len(found)} 份）" if bad == len(found) else f"（{len(found)} 份中 {bad} 份）"
    if len(public) == 1 and len(found) == 1:
        href = urls.relative(path, urls.report(public[0].key))
    else:
        href = f"{urls.relative(path, urls.department(department))}#year-{year}" if public else ""
    return Item(words, href, tone=TONES[status])


def _wanting(context: Context, found: list[Publication], path: str) -> Listing:
    rows = []
    for each in found:
        form = context.forms[each.form]
        report = each.report
        href = urls.relative(path, urls.report(report.key)) if report is not None else ""
        rows.append(
            ListingRow(
                Item(context.departments[each.department].name),
                (
                    Item(f"{each.year}年度"),
                    Item(report.title if report is not None else form.title, href),
                    Item(on(each.deadline).text if each.deadline is not None else "—"),
                    Item(on(report.published).text if report is not None and report.published else "—"),
                    Item(f"{SIGNS[each.status]} {each.status}", tone=TONES[each.status]),
                ),
            )
        )
    headings = tuple(map(Heading, ("部门", "年度", "报告", "应当公开的期限", "公开日期", "情况")))
    return Listing("publication-wanting", "逾期和未公开的报告", headings, tuple(rows), sortable=True)
