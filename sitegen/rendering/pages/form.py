"""The page of a form: what it asks for, and what of it is checked.

Knows the kinds of items a form consists of. Must not know reports' figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from sitegen.model.forms.edition import in_general
from sitegen.model.forms.form import Field, Form, Section
from sitegen.model.forms.spec import need_in_words
from sitegen.model.forms.table import FixedRows, InstitutionRows, ListRows, Table, TwoSided
from sitegen.rendering import urls
from sitegen.rendering.pages.context import Context
from sitegen.rendering.parts import (
    Block,
    Entries,
    Entry,
    Heading,
    Item,
    Listing,
    ListingRow,
    PageView,
    Part,
    Reports,
    Terms,
    Text,
)
from sitegen.rendering.views import Link

A_PAGE = 100
"""Reports that are listed on one page."""

TRAIL = (("表单", urls.FORMS),)


def form(context: Context, described: Form) -> PageView:
    """The page of the form `described`."""
    described = in_general(described)
    path = urls.form(described.id)
    parts = [Part("about", "关于这张表单", (_about(described),))]
    parts += [
        Part(f"part-{number}", section.title, tuple(_items(section)))
        for number, section in enumerate(described.sections, 1)
    ]
    parts.append(Part("identities", "怎样核对", tuple(_identities(described))))
    parts.append(Part("reports", "用这张表的报告", tuple(_reports(context, described, 1))))
    return context.page(
        "form",
        path,
        described.title,
        f"{described.title}：有哪些栏目，怎样核对。",
        parts,
        trail=TRAIL,
        eyebrow=described.jurisdiction,
    )


def more_reports(context: Context, described: Form, number: int) -> PageView:
    """The `number`th page of reports on the form `described`, from the second on."""
    title = f"{described.title}：报告（第 {number} 页）"
    return context.page(
        "form",
        urls.form(described.id, number),
        title,
        f"用“{described.title}”填报的报告，第 {number} 页。",
        (Part("reports", "用这张表的报告", tuple(_reports(context, described, number))),),
        trail=(*TRAIL, (described.title, urls.form(described.id))),
        eyebrow=described.jurisdiction,
    )


def pages_of_reports(context: Context, described: Form) -> int:
    """How many pages the reports on the form take; at least the form's own."""
    return max(1, ceil(len(context.by_form.get(described.id, ())) / A_PAGE))


def _reports(context: Context, described: Form, number: int) -> Iterator[Block]:
    """The reports of a page, latest first, and the ways to the other pages."""
    reports, path = context.by_form.get(described.id, []), urls.form(described.id, number)
    if not reports:
        return
    yield Reports(context.entries(reports[(number - 1) * A_PAGE : number * A_PAGE], path))
    count = pages_of_reports(context, described)
    if count > 1:
        pages = (
            Entry(
                Link(f"第 {page} 页", urls.relative(path, urls.form(described.id, page))),
                "本页" if page == number else "",
            )
            for page in range(1, count + 1)
        )
        yield Entries(tuple(pages))


def _about(described: Form) -> Terms:
    first, last = described.first_year, described.last_year
    years = f"{first or '……'}—{last or '今'}" if first or last else ""
    pairs = (
        ("编号", described.id),
        ("适用地区", described.jurisdiction),
        ("适用年度", years),
        ("金额单位", described.unit),
        ("出处", described.source),
    )
    return Terms(tuple((name, Item(value)) for name, value in pairs if value))


def _items(section: Section) -> Iterator[Block]:
    fields = [item for item in section.items if isinstance(item, Field)]
    if fields:
        rows = tuple(
            ListingRow(Item(each.label), (Item(_type(each)), Item(_remark(each)))) for each in fields
        )
        headings = (Heading("栏目"), Heading("填什么"), Heading("要求"))
        yield Listing(f"fields-{fields[0].id}", f"{section.title}：栏目", headings, rows)
    for item in section.items:
        match item:
            case Table():
                yield _table(item)
            case TwoSided():
                yield _table(item.left)
                yield _table(item.right)
            case _:
                pass


def _type(field: Field) -> str:
    unit = f"，{field.spec.unit}" if field.spec.unit else ""
    own = "，标题自拟" if field.own_headings else ""
    return f"{field.spec.type.value}{unit}{own}"


def _remark(field: Field) -> str:
    words = [need] if (need := need_in_words(field.spec)) else []
    if field.spec.choices:
        words.append("、".join(field.spec.choices) + "之一")
    return "；".join(words) or "可以不填"


def _table(table: Table) -> Listing:
    rows = tuple(
        ListingRow(
            Item(column.label),
            (Item(column.spec.type.value), Item(column.spec.unit or "—"), Item(column.role or "—")),
        )
        for column in table.leaves
    )
    headings = (Heading("列"), Heading("填什么"), Heading("单位"), Heading("作用"))
    return Listing(f"table-{table.id}", f"{table.caption}：各列", headings, rows, _rows(table))


def _rows(table: Table) -> str:
    match table.rows:
        case InstitutionRows(header, total):
            return f"每行一个{header}" + (f"，{total}是合计。" if total else "。")
        case FixedRows(_, lines):
            return "固定的行：" + "、".join(line.label for line in lines) + "。"
        case ListRows(header, groups):
            return f"每行一个{header}" + (f"，按{'、'.join(groups)}分组。" if groups else "。")


def _identities(described: Form) -> Iterator[Block]:
    yield Text(
        (
            "发布之前，程序按下列等式核对每份报告，不符而又没有说明的不能发布。几个四舍五入过的数相加，"
            "尾数可以有四舍五入所能造成的出入，那样的会注明；一个数与一个数、以元为单位的数，分毫不差才算相符。",
        )
        if described.identities
        else ("这张表没有规定等式；合计、评分、日期和文字按通用规则核对。",)
    )
    if described.identities:
        rows = tuple(
            ListingRow(
                Item(identity.text),
                (Item(table.caption if table is not None else "表间"), Item(identity.note or "—")),
            )
            for table, identity in described.identities
        )
        headings = (Heading("等式"), Heading("所在的表"), Heading("说明"))
        yield Listing("identities-table", "核对的等式", headings, rows)
    conditions = tuple(_conditions(described))
    if conditions:
        headings = (Heading("栏目"), Heading("所在的表"), Heading("何时必填"))
        yield Listing("conditions-table", "在一定条件下必填的", headings, conditions)


def _conditions(described: Form) -> Iterator[ListingRow]:
    """What must be filled under a condition."""
    specs = [(each.label, "—", each.spec) for each in described.fields.values()]
    for table in described.tables.values():
        specs += [(column.label, table.caption, column.spec) for column in table.leaves]
        lines = ((line, table.line_spec(line)) for line in table.lines.values())
        specs += [
            (line.label, table.caption, spec)
            for line, spec in lines
            if spec is not None and line.keys is not None and line.keys.condition is not None
        ]
    for label, where, spec in specs:
        if spec.condition is not None:
            yield ListingRow(Item(label), (Item(where), Item(spec.condition.text)))
