"""The tools of the browser tests themselves: they find what is planted, and disturb no other test."""

from __future__ import annotations

import asyncio

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.accessibility import OPTIONS, violations

pytestmark = pytest.mark.slow

FAULTY = """<!DOCTYPE html><html lang="zh-CN"><head><title>样页</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>[data-look="faint"] p { color: #999 } a { display: inline-block; height: 20px }</style></head><body>
<main><h1>样页</h1><p>正文</p><input><img src="data:,"><a href="#a">一</a><a href="#b">二</a></main></body></html>"""
PLANTED = {"label", "image-alt", "target-size"}


def ids(found):
    return {each.split(":")[0] for each in found}


def test_what_is_planted_is_found_in_each_state_of_a_page(browser):
    page = browser.new_page()
    page.set_content(FAULTY)
    assert ids(violations(page)) == PLANTED
    page.evaluate("document.documentElement.dataset.look = 'faint'")
    assert ids(violations(page)) == {*PLANTED, "color-contrast"}
    page.evaluate("delete document.documentElement.dataset.look")
    assert ids(violations(page)) == PLANTED
    page.reload()
    page.set_content(FAULTY)
    assert ids(violations(page)) == PLANTED


def test_nothing_is_missed_that_a_full_report_would_tell(browser):
    page = browser.new_page()
    page.set_content(FAULTY)
    full = Axe().run(page, options={"runOnly": OPTIONS["runOnly"]}).response["violations"]
    assert violations(page) == [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in full]
    by_default = Axe().run(page, options={}).response["violations"]
    assert {each["id"] for each in by_default} <= ids(violations(page))


def test_tests_without_a_browser_can_run_loops_beside_it(driven):
    async def answer():
        return 42

    assert driven[0].is_connected()
    assert asyncio.run(answer()) == 42


def test_the_browser_answers_after_a_loop_of_others(browser):
    page = browser.new_page()
    page.set_content("<p>一</p>")
    assert page.inner_text("p") == "一"
