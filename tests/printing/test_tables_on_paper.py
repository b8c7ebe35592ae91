"""Tables on paper, measured on finished pages: nothing overprinted, nothing cut, nothing orphaned.

Whatever number of columns a form has and whatever stands in them: tables are generated, not the samples'.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sitegen.model.reports.table_data import RowKind
from sitegen.rendering.documents.prose_paper import on_paper
from sitegen.rendering.grids.body import table_grid
from sitegen.rendering.grids.paper import papers
from sitegen.rendering.grids.widths import LYING, SMALLEST, UPRIGHT
from tests.printing.generated import indicators, report_of, spending
from tests.printing.jobs import job
from tests.rendering import builder
from tests.rendering.pages_under_test import squeezed

SLACK = 0.8
"""Points that rounding may take."""


def overprinted(page) -> list[tuple[str, str]]:
    """Pairs of words that stand on each other."""
    words = sorted(page.get_text("words"), key=lambda word: (round(word[1]), word[0]))
    return [
        (one[4], other[4])
        for one, other in pairwise(words)
        if abs(one[1] - other[1]) < 1 and one[2] > other[0] + SLACK
    ]


def outside(page) -> list[str]:
    """Words in the margins beside the text."""
    left, right = (70, 70) if page.rect.width > page.rect.height else (78, 73)
    return [
        word[4]
        for word in page.get_text("words")
        if word[0] < left - SLACK or word[2] > page.rect.width - right + SLACK
    ]


def smallest_type(page) -> float:
    return min(
        span["size"]
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
        if span["text"].strip()
    )


def lines_over_words(page) -> list[str]:
    """Words that a line between columns runs through."""
    uprights = [
        drawing["rect"]
        for drawing in page.get_drawings()
        if drawing["rect"].width < 2 < drawing["rect"].height
    ]
    return [
        word[4]
        for word in page.get_text("words")
        for line in uprights
        if word[0] + SLACK < (line.x0 + line.x1) / 2 < word[2] - SLACK
        and line.y0 < (word[1] + word[3]) / 2 < line.y1
    ]


def assert_tidy(printed) -> None:
    assert printed.overflows == ()
    assert printed.warnings == ()
    with pymupdf.open(stream=printed.data) as document:
        for page in document:
            assert overprinted(page) == [], page.number + 1
            assert outside(page) == [], page.number + 1


FIGURES = ("123456789.00", "1234567.89", "123456.78", "-0.5", "资料缺失", "987654321012.34")
COLUMNS = (2, 8, 10, 12, 14, 23)


@pytest.mark.slow
@pytest.mark.xdist_group("pdf")
def test_figures_of_any_width_in_any_number_of_columns_stand_apart(printed):
    tables = [
        spending(columns, text, 1, name=f"t{columns}-{number}")
        for columns in COLUMNS
        for number, text in enumerate(FIGURES)
    ]
    finished = printed(report_of(*tables))
    assert_tidy(finished)
    with pymupdf.open(stream=finished.data) as document:
        text = squeezed("".join(page.get_text() for page in document))
        assert min(map(smallest_type, document)) >= SMALLEST - 1.7  # marks are raised, and smaller
        assert all(lines_over_words(page) == [] for page in document)
    for shown in ("123,456,789.00", "−0.5", "资料缺失", "987,654,321,012.34"):
        assert text.count(shown) >= sum(COLUMNS)


@pytest.mark.slow
@pytest.mark.xdist_group("pdf")
@pytest.mark.parametrize(
    ("data", "most"),
    [
        (indicators(25, 400, 5), 11),
        (indicators(25, 230, 5), 8),
        (indicators(6, 1500, 2), 10),
        (indicators(60, 24, 30), 8),
        (spending(7, "123456.78", 90, "岳阳市某某区某某管理委员会办公室下属某某事务服务中心"), 9),
    ],
    ids=["25 x 400", "25 x 230", "6 x 1500", "60 x 24", "90 institutions"],
)
def test_long_tables_fill_their_pages_and_say_on_each_what_they_are_about(printed, data, most):
    finished = printed(report_of(data))
    assert_tidy(finished)
    heads = [squeezed(column.label) for column in data.table.leaves]
    with pymupdf.open(stream=finished.data) as document:
        first = next(page.number for page in document if "表t" in squeezed(page.get_text()))
        texts = [squeezed(page.get_text()) for page in document]
        end = next(number for number, text in enumerate(texts) if "三、自评情况" in text and number > first)
        upright = document[first].rect.width < document[first].rect.height
    pages = texts[first:end]
    assert 1 < len(pages) <= most
    # The heading, the caption, the head and the first row together; the head on every page.
    assert "二、收支情况" in pages[0]
    assert squeezed(data.rows[0].label) in pages[0]
    for text in pages:
        assert all(head in text for head in heads)
    for text in pages[:-1]:
        assert len(text) > (300 if upright else 250), "a page is half empty"
    if data.rows[0].groups:
        for row, text in ((row, text) for text in pages for row in data.rows if f"{row.label}≥" in text):
            assert all(group in text for group in row.groups), row.label


@given(
    st.integers(1, 30),
    st.lists(st.sampled_from((*FIGURES, "0", "—", "")), min_size=30, max_size=30),
    st.integers(0, 6),
)
def test_parts_of_a_table_are_tables_with_all_columns_and_every_name_once(columns, texts, rows):
    drawn = tuple(builder.column(f"第{number}列", f"c{number}") for number in range(columns))
    table = replace(builder.SPENDING, columns=drawn)
    data = builder.data(table, [(builder.institution(f"单位{row}"), texts) for row in range(rows)])
    grid = table_grid(data, {})
    parts = papers(grid)
    shown = [
        cell.id
        for part in parts
        for body in part.grid.bodies
        for row in body
        for cell in row.cells
        if cell.kind == "data"
    ]
    assert sorted(shown) == sorted(grid.anchors.values())
    names = [
        cell.id
        for part in parts
        for cells in (*part.grid.head, *(row.cells for body in part.grid.bodies for row in body))
        for cell in cells
        if hasattr(cell, "id")
    ]
    assert len(names) == len(set(names))
    for part in parts:
        whole = LYING if part.setting.lies else UPRIGHT
        assert sum(part.setting.widths) == pytest.approx(whole)
        assert part.setting.points >= SMALLEST
        assert len(part.setting.widths) == len(part.grid.columns)
        known = {cell.id for cells in part.grid.head for cell in cells}
        for body in part.grid.bodies:
            for row in body:
                assert sum(getattr(cell, "colspan", 1) for cell in row.cells) == len(part.grid.columns)
                known |= {cell.id for cell in row.cells if cell.kind == "header"}
                assert all(name in known for cell in row.cells for name in cell.headers)
                if row.kind is not RowKind.EMPTY and rows:
                    assert row.cells[0].kind == "header"


def narrative_table(columns, rows):
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    body = "\n".join(f"<tr>\n{''.join(f'<td>{cell}</td>' for cell in row)}\n</tr>" for row in rows)
    return (
        "<table>\n<caption>表 1</caption>\n<thead>\n<tr>\n"
        f"{head}\n</tr>\n</thead>\n<tbody>\n{body}\n</tbody></table>\n"
    )


REMARK = "按计划推进各项工作，下一步加强管理。"


@pytest.mark.slow
@pytest.mark.xdist_group("pdf")
def test_texts_keep_within_their_margins_and_fill_their_pages(printed, tmp_path):
    Image.new("RGB", (2400, 300), "gray").save(tmp_path / "a.png", dpi=(300, 300))
    rows = [
        (number, f"项目{number}", REMARK * (40 if number == 7 else 3), "123,456,789.00")
        for number in range(40)
    ]
    wide = narrative_table([f"第{n}列" for n in range(12)], [["123,456,789.00"] * 12])
    text = on_paper(
        '<p><img src="a.png" alt="图"></p>\n<p>见<img src="a.png" alt="图">。</p>\n'
        f"{narrative_table(('序号', '项目', '说明', '金额'), rows)}<p>后文。</p>\n{wide}"
    )
    note = f'<section class="after"><h2>备注</h2><p class="plain">{"W" * 180}</p></section>'
    finished = printed(job(f'<div class="prose">{text}</div>{note}', folder=tmp_path))
    assert_tidy(finished)
    with pymupdf.open(stream=finished.data) as document:
        pages = [squeezed(page.get_text()) for page in document]
        pictures = [info["bbox"] for page in document for info in page.get_image_info()]
    assert len(pages) <= 9
    assert len(pictures) == 2
    assert all(box[0] > 78 and box[2] < 595.3 - 73 for box in pictures)
    with_rows = [page for page in pages if "按计划" in page]
    assert all("序号项目说明金额" in page for page in with_rows)
    assert all(len(page) > 400 for page in with_rows[1:-1]), "a page is half empty"


def test_columns_of_a_narrative_table_are_as_wide_as_their_texts():
    rows = [(number, f"项目{number}", REMARK * 3, "12.00") for number in range(3)]
    html = on_paper(narrative_table(("序号", "项目", "说明", "金额"), rows))
    widths = [float(width) for width in re.findall(r'<col style="width: ([\d.]+)%">', html)]
    assert sum(widths) == pytest.approx(100, abs=0.01)
    assert widths[2] > 50
    assert 20 > widths[1] > widths[0] > 4
    assert "wide" not in html
