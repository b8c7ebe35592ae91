"""A report's page as a browser prints it: wide tables are not cut, and their columns can be read."""

from __future__ import annotations

import pymupdf
import pytest

from sitegen.rendering import draw
from sitegen.rendering.joined_files import published
from sitegen.rendering.report_view import report_view
from tests.printing.generated import indicators, report_of_tables, spending
from tests.rendering import builder
from tests.rendering.pages_under_test import TEMPLATES, squeezed, theme

pytestmark = pytest.mark.slow

TABLES = (
    spending(10, "123456789.00", 4, name="a"),
    spending(12, "1234567.89", 4, name="b"),
    spending(14, "123456.78", 4, name="c"),
    spending(20, "123456789.00", 4, name="d"),
    indicators(9, 300, 3, name="e"),
)


@pytest.fixture
def page(browser):
    report = report_of_tables(*TABLES)
    html = draw.report_page(TEMPLATES, report_view(builder.site().config, report, builder.verdict(), {}))
    style = "".join(published(theme(), f"assets/{name}.css").decode() for name in ("tokens", "site"))
    opened = browser.new_page(bypass_csp=True)
    opened.set_content(html)
    opened.add_style_tag(content=style)
    yield opened
    opened.close()


def test_wide_tables_are_printed_whole(page):
    with pymupdf.open(stream=page.pdf(prefer_css_page_size=True)) as document:
        text = squeezed("".join(each.get_text() for each in document))
        for each in document:
            outside = [
                word[4] for word in each.get_text("words") if word[0] < 0 or word[2] > each.rect.width - 10
            ]
            assert outside == [], each.number + 1
    assert text.count("123,456,789.00") >= 4 * 10  # those of the table in parts are broken over lines
    assert text.count("1,234,567.89") == 4 * 12
    assert text.count("123,456.78") == 4 * 14


def test_columns_are_wider_than_a_character(page):
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 933, "height": 700})  # the text of a page that lies
    narrow = """() => [...document.querySelectorAll('table:not(.parts) tbody th, table:not(.parts) td')]
      .filter(cell => cell.textContent.trim().length > 3)
      .filter(cell => cell.clientWidth < 2.5 * parseFloat(getComputedStyle(cell).fontSize))
      .map(cell => cell.outerHTML)"""
    assert page.evaluate(narrow) == []
