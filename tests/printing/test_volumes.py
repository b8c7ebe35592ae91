"""汇编: everything of every report, once, with names that do not clash and links that lead on."""

from __future__ import annotations

import io
import re

import pikepdf
import pymupdf
import pytest
from lxml import html

from sitegen.build.volumes import Content, volume_order, volumes
from sitegen.rendering.pages.context import Context
from sitegen.rendering.templates import environment
from tests.printing.tag_tree import read
from tests.site_tools import ROOT, TODAY, check
from tests.workshops import workshop

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pdf")]


@pytest.fixture(scope="module")
def orders(fonts):
    with workshop(ROOT, volumes=("部门", "年度")) as shop:
        works = shop.workshop
        setup = works.setup
        tasks = {task.head.key: task for task in shop.tasks}
        summaries = tuple(works.examine(task).summary for task in shop.tasks)
        context = Context(
            setup.ground.frame.config,
            setup.ground.frame.departments,
            setup.ground.frame.forms,
            summaries,
            TODAY,
        )

        def content(key):
            data = works.data(tasks[key])[f"reports/{key}/report.json"]
            return Content(works.report(tasks[key]), works.view(tasks[key]), data)

        templates = environment(setup.theme)
        found = (
            volume_order(each, content, templates, setup.ground.frame.config.base_url, ROOT, fonts)
            for each in volumes(context)
        )
        return {order.path: order for order in found}


def reports_of(order):
    found = {report.head: report for report in check(ROOT).site.reports}
    return [found[head] for head in order.heads]


def test_every_department_and_every_year_has_one_with_all_its_reports(orders):
    site = check(ROOT).site
    for report in site.reports:
        for path in (f"departments/{report.department.id}/volume.pdf", f"years/{report.year}/volume.pdf"):
            assert report.key in {each.key for each in orders[path].heads}
    assert sum(len(order.heads) for order in orders.values()) == 2 * len(site.reports)


def test_names_are_unique_and_every_link_within_leads_somewhere(orders):
    for order in orders.values():
        page = html.fromstring(order.job.html)
        names = page.xpath("//@id")
        assert len(set(names)) == len(names)
        assert {href[1:] for href in page.xpath("//@href") if href.startswith("#")} <= set(names)
        assert {name for headers in page.xpath("//@headers") for name in headers.split()} <= set(names)


def test_pictures_and_attachments_are_found_below_the_site(orders):
    order = orders["departments/shili-keji/volume.pdf"]
    pictures = html.fromstring(order.job.html).xpath("//img/@src")
    assert pictures
    assert all(each.startswith("reports/2023/shili-keji/") for each in pictures)


@pytest.fixture(scope="module")
def volume(orders, printed):
    order = orders["years/2022/volume.pdf"]
    return order, printed(order.job)


def test_it_is_compliant_and_nothing_was_complained_about(volume, conformance):
    assert volume[1].warnings == ()
    assert conformance.broken(volume[1].data) == []


def test_every_cell_of_every_report_is_there_with_headers_of_its_own_report(volume):
    order, outcome = volume
    page = html.fromstring(order.job.html)
    tags = read(outcome.data)
    expected = [
        tuple(cell.get("headers", "").split()) for cell in page.xpath("//table[@id]//th | //table[@id]//td")
    ]
    found = [
        tuple(str(name) for name in cell.attributes.get("/Headers", ()))
        for table in tags.root.all("Table")
        if not any(cell.id.startswith("table") for cell in table.all("TH"))
        for cell in table.all("TH", "TD")
    ]
    assert found == expected
    assert len(list(tags.root.all("Art"))) == len(order.heads)


def test_contents_and_bookmarks_lead_to_every_report(volume):
    order, outcome = volume
    with pymupdf.open(stream=outcome.data) as opened:
        reports = {re.sub(r"\s", "", title): page for level, title, page in opened.get_toc() if level == 1}
        contents = re.sub(r"[\s.]", "", opened[1].get_text())
    for report in reports_of(order):
        title = re.sub(r"\s", "", report.title)
        assert f"{title}{reports[title]}" in contents


def test_the_data_of_every_report_is_inside(volume):
    order, outcome = volume
    with pikepdf.open(io.BytesIO(outcome.data)) as pdf:
        assert len(pdf.attachments) == len(order.heads)


def test_pages_offer_the_volume(sample, tmp_path_factory):
    assert "departments/shili-keji/volume.pdf" in sample
