"""The pages around the reports: what they say about the sample site, computed from the model."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from functools import cache
from xml.etree import ElementTree as ET

import pytest

from sitegen.model.results.outcome import Result
from sitegen.model.results.publication import Status
from sitegen.rendering import feeds
from sitegen.rendering.pages.form import form, more_reports, pages_of_reports
from sitegen.rendering.parts import Entries, Reports
from tests.renderers import context_of, files_of
from tests.rendering.pages_under_test import parsed
from tests.site_tools import ROOT, check

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@cache
def checked():
    return check(ROOT)


@cache
def verdicts():
    return {verdict.report: verdict for verdict in checked().verdicts}


@pytest.fixture(scope="module")
def files(sample_site):
    """Path → content of everything but the PDFs of the sample site."""
    return sample_site.files()


@pytest.fixture(scope="module")
def page(files):
    """Parses a page of the sample site."""
    return lambda path: parsed(files[path].decode())


def rows(document, identifier):
    """The texts of the cells of a table, row by row."""
    table = document.get_element_by_id(identifier)
    return [[cell.text_content().strip() for cell in row] for row in table.xpath(".//tbody/tr")]


def report(key):
    return next(each for each in checked().site.reports if each.key == key)


def test_the_matrix_shows_every_status_in_words_and_sign(page):
    found = {row[0]: row[1:] for row in rows(page("publication/index.html"), "publication-matrix")}
    assert found["示例市文化和旅游局"] == [
        "✓ 按时公开（2 份中 1 份）",
        "▲ 逾期公开（4 份中 1 份）",
        "✗ 未公开（3 份中 1 份）",
        "✓ 按时公开（2 份）",
        "无",
    ]
    assert found["岳阳市科学技术协会"][-1] == "✓ 已公开"
    assert found["示例市交通运输局"][0] == "… 未到期"


def test_the_matrix_counts_what_the_model_says(page):
    lead = page("publication/index.html").xpath("//p[@class='lead']")[0].text_content()
    for status in Status:
        count = sum(
            each.status is status for each in context_of(checked().site, checked().verdicts).publications
        )
        assert f"{status} {count} 份" in lead
    assert lead.startswith("截至2024年12月31日")


def test_what_is_late_or_missing_is_listed_with_its_deadline(page):
    found = rows(page("publication/index.html"), "publication-wanting")
    assert {row[-1] for row in found} == {"▲ 逾期公开", "✗ 未公开"}
    missing = next(row for row in found if row[-1] == "✗ 未公开")
    assert missing == [
        "示例市文化和旅游局",
        "2022年度",
        "部门整体支出绩效评价自评报告",
        "2023年9月30日",
        "—",
        "✗ 未公开",
    ]


def test_the_page_of_a_department_says_what_is_missing(page):
    text = page("departments/shili-wenlv/index.html").text_content()
    assert "应当在2023年9月30日以前公开，截至2024年12月31日未公开。" in text


def test_key_figures_over_the_years_are_those_of_the_reports_in_one_unit(page):
    document = page("departments/shili-keji/index.html")
    table = document.get_element_by_id("trends-table")
    years = [cell.text_content() for cell in table.xpath(".//thead//th")][1:]
    for row in table.xpath(".//tbody/tr"):
        concept = row[0].text_content().partition("（万元）")[0].partition("（元）")[0]
        for year, cell in zip(years, row[1:], strict=True):
            values = cell.xpath(".//data/@value")
            stated = {
                fact.figure
                * (Decimal("0.0001") if fact.unit == "元" and "（万元）" in row[0].text_content() else 1)
                for each in checked().site.reports
                if each.department.id == "shili-keji" and f"{each.year}年度" == year
                if (fact := each.concept(concept)) is not None and fact.figure is not None
            }
            assert {Decimal(value) for value in values} <= stated
            assert bool(values) == bool(stated)


def test_two_years_side_by_side_with_exact_differences(page):
    found = rows(
        page("departments/shili-keji/yueyang-bumen-zhengti/2022-2023/index.html"), "compare-expenditure"
    )
    total = next(row for row in found if row[0] == "全局汇总：支出合计")
    assert total[1:] == ["2184.35", "2391.62", "+207.27", "+9.49%"]


def test_a_rate_is_not_given_where_it_means_nothing(page):
    for number, row in enumerate(
        rows(page("departments/shili-keji/yueyang-bumen-zhengti/2022-2023/index.html"), "compare-expenditure")
    ):
        if row[1] in ("0", "0.00") or row[1].startswith("−"):
            assert row[4] == "—", (number, row)


def test_every_check_is_listed_with_its_result(page):
    key = "2020/yueyang-kexie/yueyang-bumen-zhengti"
    verdict = verdicts()[key]
    document = page(f"reports/{key}/checks/index.html")
    listed = [row[2] for table in document.xpath("//table/@id") for row in rows(document, table)]
    assert listed.count("✓ 通过") == verdict.count(Result.PASS)
    assert listed.count("▲ 不符，已说明") == verdict.count(Result.WAIVED)
    assert listed.count("… 无法核对") == verdict.count(Result.NOT_CHECKABLE)


def test_corrections_are_on_the_report_and_in_the_list_of_the_site(page):
    listed = rows(page("corrections/index.html"), "corrections-table")
    expected = [each for report in checked().site.reports for each in report.corrections]
    assert len(listed) == len(expected) >= 3
    document = page("reports/2023/shili-keji/yueyang-bumen-zhengti/index.html")
    section = document.get_element_by_id("corrections").getparent().text_content()
    assert "1,079.51" in section
    assert "1,079.15" in section
    assert document.get_element_by_id("correction-1").xpath(".//a/@href")[0].startswith("#f-")


def test_targets_are_met_or_missed_in_words_and_sign(page):
    document = page("reports/2023/shili-keji/yueyang-bumen-zhengti/index.html")
    verdict = verdicts()["2023/shili-keji/yueyang-bumen-zhengti"]
    met = [found.text_content() for found in document.xpath("//span[@class='met']")]
    missed = [found.text_content() for found in document.xpath("//span[@class='missed']")]
    assert set(met) == {"✓ 达到目标"}
    assert len(met) == sum(verdict.attainments.values())
    assert len(met) + len(missed) == len(verdict.attainments)
    for name, value in verdict.attainments.items():
        cell = document.xpath(f"//data[@data-fact='{name}']/.. | //td[data[@data-fact='{name}']]")
        if cell:
            assert ("未达到目标" in cell[0].text_content()) is not value


def test_invented_reports_say_so_on_every_page_and_real_ones_do_not(files):
    for path, data in files.items():
        if not path.endswith(".html"):
            continue
        parts = path.split("/")
        of = (
            parts[2]
            if parts[0] == "reports"
            else parts[1]
            if parts[0] == "departments" and len(parts) > 2
            else ""
        )
        says = 'class="invented"' in data.decode()
        assert says == of.startswith("shili-"), path


def test_neighbouring_years_lead_to_one_another(page):
    document = page("reports/2022/shili-keji/yueyang-bumen-zhengti/index.html")
    assert document.xpath("//link[@rel='prev']/@href") == [
        "../../../2021/shili-keji/yueyang-bumen-zhengti/index.html"
    ]
    assert document.xpath("//a[@rel='next']/@href") == [
        "../../../2023/shili-keji/yueyang-bumen-zhengti/index.html"
    ]


def test_a_report_says_how_to_cite_it(page):
    cited = (
        page("reports/2023/shili-keji/yueyang-bumen-zhengti/index.html")
        .xpath("//p[@class='citation']")[0]
        .text
    )
    of = report("2023/shili-keji/yueyang-bumen-zhengti")
    assert of.digest[:12] in cited.replace("-", "")
    assert "https://example.org/reports/2023/shili-keji/yueyang-bumen-zhengti/" in cited


def test_linked_data_tells_programs_of_report_and_dataset(page, files):
    (text,) = page("reports/2023/shili-keji/yueyang-bumen-zhengti/index.html").xpath(
        "//script[@type='application/ld+json']/text()"
    )
    found = {node["@type"]: node for node in json.loads(text)["@graph"]}
    assert set(found) == {"Report", "Dataset"}
    assert found["Report"]["publisher"]["name"] == "示例市科学技术局"
    assert found["Report"]["dateModified"] > found["Report"]["datePublished"]
    kinds = {each["encodingFormat"] for each in found["Dataset"]["distribution"]}
    assert {"text/csv", "application/json"} <= kinds
    for each in found["Dataset"]["distribution"]:
        assert each["contentUrl"].removeprefix("https://example.org/") in files


def test_every_page_but_404_has_a_canonical_address_and_is_in_the_sitemap(files):
    root = ET.fromstring(files["sitemap.xml"])
    listed = {entry.findtext(f"{SITEMAP}loc") for entry in root}
    for path, data in files.items():
        if path.endswith(".html") and path != "404.html":
            (canonical,) = parsed(data.decode()).xpath("//link[@rel='canonical']/@href")
            assert canonical in listed
            assert canonical == f"https://example.org/{path.removesuffix('index.html')}"
    assert "https://example.org/404.html" not in listed
    assert b"Sitemap: https://example.org/sitemap.xml" in files["robots.txt"]


def test_the_feed_has_reports_and_corrections_newest_first(files):
    root = ET.fromstring(files["feed.xml"])
    entries = root.findall(f"{ATOM}entry")
    days = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert days == sorted(days, reverse=True)
    assert root.findtext(f"{ATOM}updated") == days[0]
    names = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(names) == len(set(names))
    titles = [entry.findtext(f"{ATOM}title") for entry in entries]
    assert sum(title.startswith("更正：") for title in titles) == 3
    published = sum(each.published is not None for each in checked().site.reports)
    assert len(entries) == published + 3


def test_the_page_for_wrong_addresses_works_at_any_depth(page):
    document = page("404.html")
    links = document.xpath("//a/@href | //link[@rel='stylesheet']/@href | //script/@src | //form/@action")
    assert all(link.startswith(("/", "#")) for link in links)


def test_a_site_without_an_address_has_no_feed_and_says_nothing_of_it(tmp_path):
    case = check(ROOT / "tests/sites/case-19-zongbiao")
    site = replace(case.site, config=replace(case.site.config, base_url=""))
    made = files_of(site, case.verdicts)
    assert "robots.txt" in made
    assert not {"feed.xml", "sitemap.xml"} & set(made)
    home = made["index.html"].decode()
    assert "feed.xml" not in home
    assert "canonical" not in home


def test_the_page_of_data_lists_every_file_with_its_size(page, files):
    data = {path for path in files if path.startswith("data/") and not path.endswith(".html")}
    links = page("data/index.html").xpath("//ul[@class='downloads']//a/@href")
    assert {f"data/{link}" for link in links} == data


@pytest.mark.parametrize("name", ["yueyang-bumen-zhengti", "mof-xiangmu-zhichu", "sangong-yusuan"])
def test_the_page_of_a_form_lists_its_identities_and_reports(name, page):
    document = page(f"forms/{name}/index.html")
    of = checked().site.forms[name]
    if of.identities:
        assert [row[0] for row in rows(document, "identities-table")] == [
            each.text for _, each in of.identities
        ]
    links = document.xpath("//ul[@class='report-list']//a/@href")
    assert len(links) == sum(each.form.id == name for each in checked().site.reports)


def test_every_table_outside_reports_has_a_caption_and_names_its_headers(files):
    for path, data in files.items():
        if not path.endswith(".html"):
            continue
        for table in parsed(data.decode()).xpath("//table[contains(@class, 'listing')]"):
            assert table.xpath("normalize-space(caption)"), path
            heads = table.xpath("./thead/tr/th")
            assert all(head.get("scope") == "col" for head in heads)
            for row in table.xpath("./tbody/tr"):
                assert row[0].get("scope") == "row"
                assert len(row) == len(heads), path


def test_reports_of_a_form_are_listed_a_hundred_a_page():
    made = check(ROOT / "tests/sites/case-19-zongbiao")
    (summary,) = context_of(made.site, made.verdicts).reports[:1]
    many = tuple(
        replace(summary, key=f"{year}/a/b", year=year, title=f"{year}") for year in range(2220, 1949, -1)
    )
    context = replace(context_of(made.site, made.verdicts), reports=many)
    described = made.site.forms[summary.form]
    pages = [form(context, described), *(more_reports(context, described, number) for number in (2, 3))]
    listed = [
        entry.link.label
        for page in pages
        for part in page.parts
        for block in part.blocks
        if isinstance(block, Reports)
        for entry in block.reports
    ]
    assert listed == [str(year) for year in range(2220, 1949, -1)]
    assert pages_of_reports(context, described) == len(pages)
    ways = [
        entry
        for part in pages[1].parts
        for block in part.blocks
        if isinstance(block, Entries)
        for entry in block.entries
    ]
    assert [(each.link.href, each.words) for each in ways] == [
        ("../index.html", ""),
        ("index.html", "本页"),
        ("../3/index.html", ""),
    ]


def test_a_sitemap_that_would_be_too_long_becomes_several(monkeypatch):
    monkeypatch.setattr(feeds, "MOST_PAGES", 20)
    made = files_of(checked().site, checked().verdicts)
    maps = [each.text for each in ET.fromstring(made["sitemap.xml"]).iter(f"{SITEMAP}loc")]
    names = [each.rpartition("/")[2] for each in maps]
    assert names == [f"sitemap-{number}.xml" for number in range(1, len(names) + 1)]
    listed = [each.text for name in names for each in ET.fromstring(made[name]).iter(f"{SITEMAP}loc")]
    pages = [path for path in made if path.endswith(".html") and path != "404.html"]
    assert len(listed) == len(set(listed)) == len(pages)
