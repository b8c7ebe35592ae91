"""Searching the sample site in a real browser: what must be found is found."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

KEXIE = "reports/2020/yueyang-kexie/yueyang-bumen-zhengti/index.html"


def results(page, address, query):
    page.goto(f"{address}/search/index.html?q={query}")
    expect(page.locator("#search [role=status]")).to_have_text(re.compile(r"找到.*条|没有找到"))
    links = page.locator("#search a").evaluate_all("found => found.map(each => each.href.split('#')[0])")
    return [link.removeprefix(f"{address}/") for link in dict.fromkeys(links)]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("科协", KEXIE),
        ("三公经费", "reports/2023/shili-keji/sangong-yusuan/index.html"),
        ("1,075.3", KEXIE),
        ("1075.30", KEXIE),
        ("１０７５．３", KEXIE),
        ("市科协", KEXIE),
        ("科协2021年三公经费", KEXIE),
        ("文旅局2023年三公经费", "reports/2023/shili-wenlv/sangong-yusuan/index.html"),
        ("372.33", KEXIE),
        ("𬭚家湾", "reports/2023/shili-wenlv/gujianzhu-xiushan/index.html"),
        ("㙍", None),
        ("示例市文化和旅游局", "departments/shili-wenlv/index.html"),
    ],
)
def test_what_must_be_found_is_found(browser, address, query, wanted):
    page = browser.new_page()
    problems = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    found = results(page, address, query)
    assert found, page.locator("#search").inner_text()
    if wanted is not None:
        assert wanted in [link if link.endswith(".html") else f"{link}index.html" for link in found]
    assert problems == []
    page.close()


def test_reports_and_departments_come_before_forms(browser, address):
    page = browser.new_page(viewport={"width": 375, "height": 667})
    kinds = [link.split("/")[0] for link in results(page, address, "绩效自评表")]
    page.close()
    assert kinds == sorted(kinds, key=lambda kind: kind == "forms"), kinds
    assert "reports" in kinds


def test_the_years_next_to_one_without_a_report_are_offered(browser, address):
    page = browser.new_page(viewport={"width": 375, "height": 667})
    results(page, address, "科协2021年三公经费")
    assert page.locator("#search .offer button").all_inner_texts() == ["2020年度"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    page.close()


def test_a_word_that_is_nowhere_is_said_to_be_nowhere(browser, address):
    page = browser.new_page()
    page.goto(f"{address}/search/index.html?q=齾齾齾")
    expect(page.locator("#search [role=status]")).to_contain_text("没有找到")
    page.close()


def test_any_page_leads_to_the_search(browser, address):
    page = browser.new_page()
    page.goto(f"{address}/index.html")
    page.get_by_label("搜索报告").fill("科协")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=*")
    expect(page.locator("#search [role=status]")).to_contain_text("找到")
    page.close()


def test_pages_are_light(site):
    """HTML and style sheets of any page, compressed as servers do: 60 KB at most."""
    output, pages = site
    styles = sum(len(gzip.compress(path.read_bytes(), 6)) for path in (output / "assets").glob("*.css"))
    heavy = {
        page: weight
        for page in pages
        if (weight := len(gzip.compress(Path(output / page).read_bytes(), 6)) + styles) > 60_000
    }
    assert heavy == {}
