"""数据: every download, and what its columns mean.

Knows which files there are and the words of the long table. Must not know how the files are made.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.rendering import urls
from sitegen.rendering.pages.context import Context
from sitegen.rendering.parts import (
    Entries,
    Entry,
    Files,
    Heading,
    Item,
    Listing,
    ListingRow,
    PageView,
    Part,
    Text,
)
from sitegen.rendering.views import Download, Link


def data(context: Context, files: Sequence[Download], columns: Sequence[tuple[str, str]]) -> PageView:
    """The page of data. `files` are those of the whole site, `columns` the long table's, with what they
    mean.
    """
    path, title = urls.DATA, "数据"
    forms = tuple(
        Entry(
            Link(context.forms[identifier].title, urls.relative(path, urls.form(identifier))),
            f"{len(reports)} 份",
        )
        for identifier, reports in sorted(context.by_form.items())
    )
    return context.page(
        "data",
        path,
        title,
        "全站数据下载：每个数字一行，附数据字典。",
        (
            Part("files", "全站数据", (Files("全站数据下载", tuple(files)),) if files else ()),
            Part("columns", "各列的意思", (_columns(columns),)),
            Part("concepts", "主要数据", tuple(_concepts(context, path))),
            Part(
                "dictionary",
                "数据字典",
                (
                    Text(("各张表有哪些栏目、单位是什么、怎样核对，见表单的页面；也可以下载数据字典。",)),
                    *((Entries(forms),) if forms else ()),
                ),
            ),
            Part("reports", "每份报告的数据", (Text((_PER_REPORT,)),)),
            Part("states", "状态", (_states(),)),
        ),
        lead="本站公开的数字都可以下载、再用。使用时请注明来源和公开日期。",
    )


_PER_REPORT = (
    "每份报告的页面上有它自己的 PDF、XLSX、CSV 和 JSON。XLSX 按原表的样子，数字带单位和小数；CSV 一格一行；"
    "JSON 还有正文、核对结果和数据说明。"
)

_STATES = (
    ("数字", "填了数字，“数值”一列是它本身。"),
    ("文字", "填了文字或日期。"),
    ("未填", "空着，不是零。"),
    ("—", "表上规定或填报人写明没有内容。"),
    ("不适用", "这一项与填报单位无关。"),
    ("资料缺失", "原件中没有，无从得知。"),
)


def _columns(columns: Sequence[tuple[str, str]]) -> Listing:
    rows = tuple(ListingRow(Item(name), (Item(meaning),)) for name, meaning in columns)
    return Listing("columns-table", "全站数据各列", (Heading("列"), Heading("意思")), rows)


def _states() -> Listing:
    rows = tuple(ListingRow(Item(name), (Item(meaning),)) for name, meaning in _STATES)
    return Listing("states-table", "“状态”一列的各种情形", (Heading("状态"), Heading("意思")), rows)


def _concepts(context: Context, path: str) -> Sequence[Listing]:
    """What has one meaning on several forms."""
    found: dict[str, list[tuple[str, str]]] = {}
    for identifier in sorted(context.by_form):
        form = context.forms[identifier]
        for concept in form.concepts:
            link = (form.title, urls.relative(path, urls.form(identifier)))
            found.setdefault(concept, []).append(link)
    if not found:
        return ()
    rows = tuple(
        ListingRow(
            Item(concept),
            (Item("、".join(title for title, _ in forms), forms[0][1] if len(forms) == 1 else ""),),
        )
        for concept, forms in found.items()
    )
    headings = (Heading("概念"), Heading("出自的表单"))
    note = "“概念”一列相同的数字意思相同，可以跨表单、跨年度比较。"
    return (Listing("concepts-table", "可以跨表单比较的数据", headings, rows, note),)
