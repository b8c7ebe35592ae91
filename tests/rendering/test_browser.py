"""The report page in a real browser: no violations, no sideways scrolling, targets large enough."""

from __future__ import annotations

import pytest

from tests.browser.accessibility import violations
from tests.rendering.pages_under_test import write_site

pytestmark = pytest.mark.slow

SMALL = """() => [...document.querySelectorAll('a, summary')]
  .filter(each => !each.closest('sup, p, td, .prose'))
  .filter(each => each.getBoundingClientRect().height < 44)
  .map(each => each.outerHTML)"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    write_site(folder)
    return (folder / "reports/2020/kexie/demo/index.html").as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser, address, scheme):
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page.goto(address)
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_only_tables_scroll_sideways(browser, address, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    messages = []
    page.on("console", lambda message: messages.append(message.text))
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(SMALL) == []
    assert messages == []


def test_the_first_stop_of_the_keyboard_is_the_way_to_the_text(browser, address):
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
