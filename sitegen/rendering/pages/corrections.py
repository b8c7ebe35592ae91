"""更正记录: what was corrected after it was public, over the whole site.

Knows corrections. Must not know how they are announced in the feed.
"""

from __future__ import annotations

from sitegen.rendering import urls
from sitegen.rendering.pages.context import Context
from sitegen.rendering.parts import Heading, Item, Listing, ListingRow, PageView, Part, Text
from sitegen.rendering.shell import on


def corrections(context: Context) -> PageView:
    """Every correction, latest first."""
    path, title = urls.CORRECTIONS, "更正记录"
    found = sorted(
        ((each, report) for report in context.reports for each in report.corrections),
        key=lambda pair: (pair[0].day, pair[1].key),
        reverse=True,
    )
    rows = tuple(
        ListingRow(
            Item(on(each.day).text),
            (
                Item(
                    f"{context.departments[report.department].name}：{report.title}",
                    urls.relative(path, urls.report(report.key)),
                ),
                Item(each.place),
                Item(each.before),
                Item(each.after),
                Item(each.reason),
            ),
        )
        for each, report in found
    )
    headings = tuple(map(Heading, ("日期", "报告", "位置", "原为", "改为", "原因")))
    block = (
        Listing("corrections-table", "公开以后的更正", headings, rows) if rows else Text(("还没有更正。",))
    )
    return context.page(
        "corrections",
        path,
        title,
        "报告公开以后更正了什么，为什么更正。",
        (Part("all", "", (block,)),),
        lead="报告公开以后改动过的数字和文字都登记在这里，新的在前。发布前的修改不在内。",
    )
