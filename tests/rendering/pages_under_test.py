"""Pages, parsed, and what a reader of them needs to know.

Knows HTML as lxml sees it. Must not know how sitegen makes it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lxml import html

from sitegen.explain import BY_CODE
from sitegen.model.forms.table import ColumnGroup
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import RowKind, TableData
from sitegen.model.results.outcome import Verdict
from sitegen.model.site import SiteConfig
from sitegen.rendering import draw
from sitegen.rendering.joined_files import published
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
HEAD = re.compile(r"^(表单|部门|年度|标识): *(\S+)", re.MULTILINE)


def theme():
    found, problems = find_theme(ROOT, "gov")
    assert found is not None, problems
    return found


TEMPLATES = environment(theme())


def view_by_hand(base_url: str = "https://example.org"):
    return report_view(builder.site(base_url).config, builder.report(), builder.verdict(), TITLES)


@cache
def keys() -> tuple[str, ...]:
    """The keys of `examples()`, in their order, from the heads of the files alone: tests are listed in
    every process, also in those that run none of them.
    """
    found = [builder.report().key]
    for root in SITES:
        files = (root / "content/reports").rglob("report.yaml")
        heads = [dict(HEAD.findall(file.read_text(encoding="utf-8"))) for file in files]
        order = sorted((-int(head["年度"]), head["部门"], head.get("标识") or head["表单"]) for head in heads)
        found += [f"{-year}/{department}/{slug}" for year, department, slug in order]
    return tuple(found)


@cache
def examples() -> Mapping[str, tuple[SiteConfig, Report, Verdict]]:
    """The report built by hand and every report of the sample sites, by key."""
    found = {
        builder.report().key: (
            builder.site("https://example.org").config,
            builder.report(),
            builder.verdict(),
        )
    }
    for root in SITES:
        checked = check(root)
        assert checked.site is not None
        for report, verdict in zip(checked.site.reports, checked.verdicts, strict=True):
            found[report.key] = checked.site.config, report, verdict
    assert tuple(found) == keys()
    return found


@cache
def page_of(key: str) -> str:
    """The page of an example."""
    config, report, verdict = examples()[key]
    return draw.report_page(TEMPLATES, report_view(config, report, verdict, TITLES))


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
    path.write_text(page_of(builder.report().key), encoding="utf-8")
    write_assets(folder)


def write_assets(folder: Path) -> None:
    """The files that pages ask for, as they are published."""
    for name in theme().assets:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(published(theme(), name))
