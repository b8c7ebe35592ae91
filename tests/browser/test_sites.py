"""Every page of the sample site, and of the sites with other forms, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from sitegen import pipeline
from tests.site_tools import ROOT, TODAY

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> list[Path]:
    """Every page of the sample site and of the test site with the two-sided table."""
    found = []
    for number, root in enumerate((ROOT, ROOT / "tests/sites/case-19-zongbiao")):
        output = tmp_path_factory.mktemp(f"site{number}") / "output"
        built = pipeline.build(root, output, today=TODAY, pdf=False)
        assert built.published
        found += [output / page for page in built.pages]
    assert len(found) >= 14
    return found


@pytest.mark.parametrize("width", [375, 1280])
def test_no_violation_no_sideways_scrolling_no_message_and_no_request_elsewhere(browser, pages, width):
    problems: list[str] = []
    for path in pages:
        name = path.parent.name
        page = browser.new_page(viewport={"width": width, "height": 900})
        messages: list[str] = []
        page.on("console", lambda message, to=messages: to.append(message.text))
        page.on("request", lambda request, to=messages: to.append(request.url))
        page.goto(path.as_uri())
        sideways = page.evaluate("document.documentElement.scrollWidth") > width
        # axe makes requests of its own, which the pages' policy refuses: look before it runs.
        problems += [f"{name}: {message}" for message in messages if not message.startswith("file:")]
        problems += [f"{name}: scrolls sideways"] if sideways else []
        violations = Axe().run(page).response["violations"]
        problems += [f"{name}: {found['id']}: {found['nodes'][0]['html'][:200]}" for found in violations]
        page.close()
    assert problems == []


def test_without_scripts_everything_is_there(browser, pages):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 900})
    page = context.new_page()
    page.goto(next(path for path in pages if "yueyang-bumen-zhengti" in str(path)).as_uri())
    text = page.inner_text("body")
    for words in ("372.33", "数据说明", "全民科学素质", "下载 CSV"):
        assert words in text
    context.close()
