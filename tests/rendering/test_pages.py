"""Pages as documents: ids, attributes, headings, links, tags, and what they say."""

from __future__ import annotations

import itertools
import re
from functools import cache

import pytest

from sitegen.inspection.pages import inspect
from sitegen.rendering import draw
from sitegen.rendering.report_view import with_downloads
from sitegen.rendering.templates import file_size
from sitegen.rendering.urls import relative, safe_url
from sitegen.rendering.views import Download
from tests.renderers import files_of
from tests.rendering import builder
from tests.rendering.pages_under_test import TEMPLATES, keys, page_of, parsed, view_by_hand

NAMES = (
    "reports/2020/kexie/demo/checks/index.html",
    "reports/2020/kexie/demo/index.html",
    "years/2020/index.html",
    "index.html",
    "departments/index.html",
    "forms/index.html",
    "publication/index.html",
    "corrections/index.html",
    "search/index.html",
    "data/index.html",
    "about/index.html",
    "accessibility/index.html",
    "404.html",
    "departments/kexie/index.html",
    "forms/demo/index.html",
)
"""The pages of the site built by hand."""

ALL = (*NAMES, *keys()[1:])
TAG = re.compile(
    r"<(?:!DOCTYPE html|/?[a-z][a-z0-9]*(?:\s+[a-zA-Z][-a-zA-Z0-9:]*(?:=(?:\"[^\"<>]*\"|'[^'<>]*'))?)*\s*/?)>"
)


@cache
def files() -> dict[str, bytes]:
    """The site built by hand."""
    found = files_of(builder.site(), (builder.verdict(),))
    assert tuple(path for path in found if path.endswith(".html")) == NAMES
    return found


def page(name: str = "reports/2020/kexie/demo/index.html") -> str:
    """A page of the site built by hand, or that of an example."""
    return files()[name].decode() if name in NAMES else page_of(name)


@pytest.mark.parametrize("name", ALL)
def test_ids_are_unique_ascii_and_every_reference_is_met(name):
    document = parsed(page(name))
    ids = document.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z][a-z0-9_-]*", found) for found in ids)
    assert {found for value in document.xpath("//@headers") for found in value.split()} <= set(ids)
    assert {found for value in document.xpath("//@aria-labelledby") for found in value.split()} <= set(ids)
    assert {found[1:] for found in document.xpath("//@href") if found.startswith("#")} <= set(ids)


@pytest.mark.parametrize("name", ALL)
def test_every_attribute_is_quoted_and_nothing_is_styled_or_scripted_inline(name):
    assert TAG.sub("", page(name)).count("<") == 0
    document = parsed(page(name))
    assert not document.xpath("//@style | //style | //@onclick | //iframe")
    assert not document.xpath("//script[not(@src) and not(@type='application/ld+json')]")
    elsewhere = document.xpath("//@src | //link[not(@rel='canonical')]/@href")
    assert not [found for found in elsewhere if "//" in found]


@pytest.mark.parametrize("name", ALL)
def test_headings_never_skip_a_level(name):
    levels = [int(found.tag[1]) for found in parsed(page(name)).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_links_between_pages_are_relative_and_all_lead_somewhere():
    found = inspect(files(), "https://example.org")
    assert (found.wrong, found.links) == ((), ())
    assert inspect({**files(), "departments/kexie/index.html": b""}, "https://example.org").wrong != ()


def test_page_tags_of_the_government_guideline():
    document = parsed(page())
    tags = {found.get("name"): found.get("content") for found in document.xpath("//meta[@name]")}
    assert tags["SiteName"] == "绩效公开"
    assert tags["SiteDomain"] == "example.org"
    assert tags["SiteIDCode"] == "4306000001"
    assert tags["ColumnName"] == tags["ColumnType"] == "绩效公开"
    assert tags["ArticleTitle"] == builder.report().title
    assert tags["PubDate"] == "2021-06-30 00:00"
    assert tags["ContentSource"] == "岳阳市科学技术协会"


def test_a_policy_forbids_everything_that_a_page_does_not_need():
    (policy,) = parsed(page()).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy


def test_what_was_checked_and_what_was_not_is_said():
    document = parsed(page())
    checks = document.get_element_by_id("checks").getparent().text_content()
    assert "2 项通过（其中 1 项合计有四舍五入的尾差），1 项说明，1 项无法核对" in checks
    assert "没有上年报告" in checks
    assert "部门（单位）年度支出和结余情况：科技馆，累计结余（年初 = 上年年末）" in checks


def test_a_waived_finding_is_marked_at_its_figure_and_explained():
    document = parsed(page())
    (mark,) = document.get_element_by_id("f-expenditure_r1_personnel").xpath(".//a")
    note = document.get_element_by_id(mark.get("href")[1:])
    text = note.text_content()
    for words in ("表内合计与分项不符", "相差 3.17 万元。", "按原报告公开。", "办公室", "长期"):
        assert words in text
    assert note.xpath(".//a/@href") == ["#f-expenditure_r1_personnel"]


def test_a_difference_of_rounding_is_a_footnote_of_its_table_only():
    notes = [found.text_content() for found in parsed(page()).xpath("//p[@class='table-note']")]
    assert notes == ["原表未标单位。", "注：因四舍五入，分项之和与合计略有出入。"]


def test_missing_texts_say_why():
    document = parsed(page())
    opinion = document.get_element_by_id("f-opinion").getnext()
    assert opinion.text_content() == "资料缺失"
    assert document.get_element_by_id("f-contact").text_content() == "未填"


def test_a_figure_in_the_text_is_the_fact_with_its_unit():
    (figure,) = parsed(page()).xpath("//div[@class='prose']//data")
    assert figure.text == "1075.3万元"
    assert figure.get("data-fact") == "支出.支出合计[市科协及二级机构汇总]"
    assert parsed(page()).xpath("string(//div[@class='prose']/p)").endswith("A < B。")


def test_a_table_in_the_text_can_be_scrolled():
    (frame,) = parsed(page()).xpath("//div[@class='prose']/div")
    assert (frame.get("class"), frame.get("tabindex"), frame.get("aria-label")) == (
        "table-scroll",
        "0",
        "甲，表 1",
    )


def test_texts_of_a_report_are_escaped():
    assert "影响面&lt;不大&gt;" in page()


def test_downloads_state_kind_length_and_size():
    downloads = (
        Download("PDF", "application/pdf", "report.pdf", 319_488, 8),
        Download("CSV", "text/csv", "report.csv", 900),
    )
    drawn = draw.report_page(TEMPLATES, with_downloads(view_by_hand(), downloads))
    links = [found.text for found in parsed(drawn).xpath("//ul[@class='downloads']//a")]
    assert links == ["下载 PDF（8 页，312 KB）", "下载 CSV（900 字节）"]


def test_the_home_page_leads_to_reports_years_and_departments():
    links = parsed(page("index.html")).xpath("//main//a/@href")
    assert set(links) >= {
        "reports/2020/kexie/demo/index.html",
        "years/2020/index.html",
        "departments/kexie/index.html",
        "forms/demo/index.html",
        "publication/index.html",
    }


@pytest.mark.parametrize(
    ("origin", "target", "link"),
    [
        ("index.html", "assets/site.css", "assets/site.css"),
        ("years/2020/index.html", "index.html", "../../index.html"),
        ("reports/2020/a/b/index.html", "years/2020/index.html", "../../../../years/2020/index.html"),
    ],
)
def test_relative_links(origin, target, link):
    assert relative(origin, target) == link


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=c#d",
        "http://example.org",
        "mailto:a@example.org",
        "图.png",
        "a/b.pdf",
        "#f-a",
    ],
)
def test_safe_addresses_are_left_alone(address):
    assert safe_url(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " JaVaScript:alert(1)",
        "java\nscript:x",
        "data:text/html,x",
        "//evil",
        "/etc",
        "\\\\x",
        "vbscript:x",
        "file:///etc/passwd",
        "1a:b",
        "http://[x",
    ],
)
def test_other_addresses_are_refused(address):
    assert safe_url(address) == "#"


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 字节"), (999, "999 字节"), (1024, "1 KB"), (319_488, "312 KB"), (1_500_000, "1.4 MB")],
)
def test_sizes_for_people(size, words):
    assert file_size(size) == words
