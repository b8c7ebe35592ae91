"""The page for reviewers: escaped, valid, accessible, alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from lxml import html as lxml_html

from sitegen.reporters.html import report
from sitegen.source import Place
from tests.browser.accessibility import violations
from tests.nu_checker import complaints
from tests.reporters.records import FINDINGS, SUM, record
from tests.reporters.strategies import HOSTILE, given_any_record

KNOWN_TAGS = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "section", "article", "div", "h1", "h2",
    "h3", "h4", "p", "a", "table", "caption", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "ul", "li",
    "code", "pre", "mark", "span", "details", "summary", "strong",
}  # fmt: skip


def hostile():
    """The run with every hostile text in every field that holds text."""
    text = "".join(HOSTILE)
    found = SUM.found(
        Place(f"content/{text}.yaml", 1, 3, 40, text),
        text,
        remedy=text,
        report=text,
        fact=text,
        expected=text,
    )
    return record((*FINDINGS, found), site=text, reports=(text,))


@given_any_record
def test_no_text_becomes_markup(made):
    page = lxml_html.document_fromstring(report(made).encode())
    assert {element.tag for element in page.iter() if isinstance(element.tag, str)} <= KNOWN_TAGS
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []
    addresses = page.xpath("//@href | //@src")
    assert all(page.xpath("//*[@id=$id]", id=each[1:]) and each[0] == "#" for each in addresses)
    assert len(page.xpath("//@id")) == len(set(page.xpath("//@id")))
    shown = page.text_content()
    for found in made.diagnostics:
        assert found.message in shown


def test_every_finding_rule_and_state_is_on_the_page():
    page = lxml_html.document_fromstring(report(record()))
    articles = page.xpath("//article")
    assert len(articles) == len(FINDINGS)
    states = [article.get("class") for article in articles]
    assert sorted(states) == ["done", "done", "error", "error", "error", "info", "warning"]
    marked = [mark.text for mark in page.xpath("//mark")]
    assert "792.7" in marked
    assert "１50" in marked
    assert [each.text_content() for each in page.xpath("//caption")] == [
        "各份报告的问题数", "表内核对（SUM）", "跨年核对（YEAR）", "填得对不对（FORM）", "SITE",
    ]  # fmt: skip
    assert "没有运行" in page.text_content()


def test_findings_stand_under_their_report():
    page = lxml_html.document_fromstring(report(record()))
    sections = {
        section.xpath("string(h3)"): len(section.xpath("article")) for section in page.xpath("//section")
    }
    assert sections == {"站点设置和其他文件": 2, "2020/kexie/demo": 5}
    rows = {row.xpath("string(th)"): row.xpath("td/text()") for row in page.xpath("(//table)[1]/tbody/tr")}
    assert rows["2020/kexie/demo"] == ["1", "1", "1", "1", "1"]
    assert rows["2021/kexie/demo"] == ["0", "0", "0", "0", "0"]


def test_of_a_long_line_the_part_around_the_figure_is_shown():
    line = "甲" * 500 + "1.5" + "乙" * 500
    page = lxml_html.document_fromstring(report(record((SUM.found(Place("a.yaml", 1, 501, 3, line), "…"),))))
    (shown,) = page.xpath("//pre")
    assert shown.text_content() == "…" + "甲" * 120 + "1.5" + "乙" * 120 + "…"


def test_figures_in_texts_lead_to_what_they_were_compared_with():
    page = lxml_html.document_fromstring(report(record()))
    (sentence,) = page.xpath("//*[@class='sentence']")
    shown = sentence.xpath("string(p[2])")
    for said in (
        "支出合计792.7万元✗（不符）",
        "占一成",
        "50人≈（约数或上下限）",
        "<省>",
        "136人？（没有读懂）",
    ):
        assert said in shown
    told = [page.xpath("string(id($id))", id=each.get("href")[1:]) for each in sentence.xpath("p[2]//a")]
    assert told == [
        "792.7万元 ✗ 作为“支出合计”，与“支出.支出合计[科协]”581.3 万元比较（SUM101）：不符；"
        "✓ 作为“总数”，与文字里的 400万元、300万元比较（SUM103）：相符",
        "50人 ≈ 约数或上下限，不比较",
        "400万元 ▲ 与文字里的 792.7万元比较（SUM101）：不符，已写数据说明",
        "300万元 ✓ 作为“算式”，按所写的数重算（SUM101）：相符",
        "136人 ？ 没有读懂，没有核对",
        "5% … 作为“比上年增加”，读懂了，没有可以比较的数（SUM101）",
    ]


def test_every_header_cell_says_what_it_heads():
    page = lxml_html.document_fromstring(report(record()))
    assert page.xpath("//th[not(@scope)]") == []
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.slow
def test_the_page_is_valid_html(tmp_path):
    pages = {"record": record(), "clean": record(()), "empty": record((), reports=()), "hostile": hostile()}
    for name, made in pages.items():
        (tmp_path / f"{name}.html").write_text(report(made), encoding="utf-8")
    files = [str(tmp_path / f"{name}.html") for name in pages]
    # What is hostile is in no language; which one is guessed is left to chance.
    assert complaints(files, "--no-langdetect") == []


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "check.html"
    path.write_text(report(hostile()), encoding="utf-8")
    return path.as_uri()


@pytest.mark.slow
def test_the_page_asks_for_nothing_and_says_nothing_to_the_console(browser, address):
    page = browser.new_page()
    requests, messages = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.on("dialog", lambda dialog: messages.append(dialog.message))
    page.goto(address)
    assert requests == [address]
    assert messages == []


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser, address, scheme):
    page = browser.new_page(viewport={"width": 1000, "height": 900}, color_scheme=scheme)
    page.goto(address)
    assert violations(page) == []


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 1000])
def test_only_tables_scroll_sideways(browser, address, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.slow
def test_nothing_is_cut_off_on_a4(browser, address):
    page = browser.new_page(viewport={"width": 680, "height": 900})  # 180 mm
    page.emulate_media(media="print")
    page.goto(address)
    assert (
        page.evaluate(
            "[...document.querySelectorAll('.wide')].filter(each => each.scrollWidth > each.clientWidth).length"
        )
        == 0
    )
