"""Pages, parsed, and what a reader of them needs to know.

Knows HTML as lxml sees it. Must not know how sitegen makes it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from lxml import html

from sitegen.explain import BY_CODE
from sitegen.model.form import ColumnGroup
from sitegen.model.report import Report, RowKind, TableData
from sitegen.rendering import draw
from sitegen.rendering.report_view import report_view
from sitegen.rendering.templates import environment
from sitegen.rendering.theme import find_theme
from tests.rendering import builder
from tests.site_tools import ROOT, check

SITES = (
    ROOT,
    ROOT / "tests/sites/case-19-zongbiao",
    *(ROOT / f"tests/sites/case-{case}-published" for case in ("01", "03", "06", "08", "24")),
)
TITLES = {code: rule.title for code, rule in BY_CODE.items()}


def theme():
    found, problems = find_theme(ROOT, "gov")
    assert found is not None, problems
    return found


TEMPLATES = environment(theme())


def view_by_hand(base_url: str = "https://example.org"):
    return report_view(builder.site(base_url).config, builder.report(), builder.verdict(), TITLES)


@cache
def reports() -> tuple[tuple[Report, str], ...]:
    """Every report of the sample sites and the one built by hand, with its page."""
    found = [(builder.report(), draw.report_page(TEMPLATES, view_by_hand()))]
    for root in SITES:
        checked = check(root)
        assert checked.site is not None
        for report, verdict in zip(checked.site.reports, checked.verdicts, strict=True):
            view = report_view(checked.site.config, report, verdict, TITLES)
            found.append((report, draw.report_page(TEMPLATES, view)))
    return tuple(found)


def parsed(page: str):
    return html.fromstring(page.encode())


def text_of(element) -> str:
    """The text of a header cell as printed, without its unit and marks."""
    parts = [element.text or ""]
    parts += [child.tail or "" for child in element]
    return "".join(parts).strip()


def header_labels(document, cell) -> list[str]:
    """The labels of the header cells that `cell` names."""
    return [text_of(document.get_element_by_id(name)) for name in cell.get("headers", "").split()]


def column_paths(columns, above=()):
    """Column → labels of the groups it stands under and its own, from the form alone."""
    for column in columns:
        if isinstance(column, ColumnGroup):
            yield from column_paths(column.columns, (*above, column.label))
        else:
            yield column, (*above, column.label)


def expected_headers(data: TableData, above=()):
    """(id of the cell, labels of the headers that apply) for every cell, from form and report alone."""
    for number, row in enumerate(data.rows, 1):
        if row.kind in (RowKind.HEADING, RowKind.EMPTY):
            continue
        key = row.line.id if row.line else f"r{number}"
        for column, labels in column_paths(data.table.columns):
            name = f"f-{data.table.id}_{key}_{column.id}"
            yield name, [*above, *labels, *row.groups, row.label], data.cells[row.key, column.name]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def write_site(folder: Path) -> None:
    """The page of the report built by hand with its theme, so that a browser can open it."""
    path = folder / "reports/2020/kexie/demo/index.html"
    path.parent.mkdir(parents=True)
    path.write_text(reports()[0][1], encoding="utf-8")
    for name, file in theme().assets.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(file.read_bytes())
