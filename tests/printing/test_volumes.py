"""汇编: everything of every report, once, with names that do not clash and links that lead on."""

from __future__ import annotations

import io
import re

import pikepdf
import pymupdf
import pytest
from lxml import html

from sitegen.artifacts.volumes import Content, volume_request, volumes
from sitegen.rendering.pages.context import Context
from sitegen.rendering.templates import environment
from tests.printing.tag_tree import read
from tests.renderers import renderer
from tests.site_tools import ROOT, TODAY, check

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pdf")]


@pytest.fixture(scope="module")
def requests(fonts):
    with renderer(ROOT, volumes=("部门", "年度")) as printer:
        works = printer.renderer
        setup = works.setup
        tasks = {task.head.key: task for task in printer.tasks}
        summaries = tuple(works.examine(task).summary for task in printer.tasks)
        context = Context(
            setup.check_context.definition.config,
            setup.check_context.definition.departments,
            setup.check_context.definition.forms,
            summaries,
            TODAY,
        )

        def content(key):
            data = works.data(tasks[key])[f"reports/{key}/report.json"]
            return Content(works.report(tasks[key]), works.view(tasks[key]), data)

        templates = environment(setup.theme)
        found = (
            volume_request(
                each, content, templates, setup.check_context.definition.config.base_url, ROOT, fonts
            )
            for each in volumes(context)
        )
        return {request.path: request for request in found}


def reports_of(request):
    found = {report.head: report for report in check(ROOT).site.reports}
    return [found[head] for head in request.heads]


def test_every_department_and_every_year_has_one_with_all_its_reports(requests):
    site = check(ROOT).site
    for report in site.reports:
        for path in (f"departments/{report.department.id}/volume.pdf", f"years/{report.year}/volume.pdf"):
            assert report.key in {each.key for each in requests[path].heads}
    assert sum(len(request.heads) for request in requests.values()) == 2 * len(site.reports)


def test_names_are_unique_and_every_link_within_leads_somewhere(requests):
    for request in requests.values():
        page = html.fromstring(request.job.html)
        names = page.xpath("//@id")
        assert len(set(names)) == len(names)
        assert {href[1:] for href in page.xpath("//@href") if href.startswith("#")} <= set(names)
        assert {name for headers in page.xpath("//@headers") for name in headers.split()} <= set(names)


def test_pictures_and_attachments_are_found_below_the_site(requests):
    request = requests["departments/shili-keji/volume.pdf"]
    pictures = html.fromstring(request.job.html).xpath("//img/@src")
    assert pictures
    assert all(each.startswith("reports/2023/shili-keji/") for each in pictures)


@pytest.fixture(scope="module")
def volume(requests, printed):
    request = requests["years/2022/volume.pdf"]
    return request, printed(request.job)


def test_it_is_compliant_and_nothing_was_complained_about(volume, conformance):
    assert volume[1].warnings == ()
    assert conformance.broken(volume[1].data) == []


def test_every_cell_of_every_report_is_there_with_headers_of_its_own_report(volume):
    request, outcome = volume
    page = html.fromstring(request.job.html)
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
    assert len(list(tags.root.all("Art"))) == len(request.heads)


def test_contents_and_bookmarks_lead_to_every_report(volume):
    request, outcome = volume
    with pymupdf.open(stream=outcome.data) as opened:
        reports = {re.sub(r"\s", "", title): page for level, title, page in opened.get_toc() if level == 1}
        contents = re.sub(r"[\s.]", "", opened[1].get_text())
    for report in reports_of(request):
        title = re.sub(r"\s", "", report.title)
        assert f"{title}{reports[title]}" in contents


def test_the_data_of_every_report_is_inside(volume):
    request, outcome = volume
    with pikepdf.open(io.BytesIO(outcome.data)) as pdf:
        assert len(pdf.attachments) == len(request.heads)


def test_pages_offer_the_volume(sample, tmp_path_factory):
    assert "departments/shili-keji/volume.pdf" in sample
