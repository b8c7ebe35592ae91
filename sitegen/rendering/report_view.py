"""A report and its verdict as the view of a page.

Knows what stands around the sections of a report: links, notes, citation, data for programs. Must not know rules (their
titles are given), HTML pages or files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from sitegen.model.forms.form import Field
from sitegen.model.reports.address_words import in_words
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Verdict
from sitegen.model.results.summary import Edition, grade
from sitegen.model.site import SiteConfig
from sitegen.rendering import findings, urls
from sitegen.rendering.charts.of_report import report_charts
from sitegen.rendering.report_body import ReportBody
from sitegen.rendering.shell import article_tags, day, linked_data, on, shell
from sitegen.rendering.views import CorrectionView, Download, GapView, Link, ReportView, SectionView


def report_view(
    config: SiteConfig,
    report: Report,
    verdict: Verdict,
    titles: Mapping[str, str],
    editions: Sequence[Edition] = (),
) -> ReportView:
    """The view of `report`. `titles` are the titles of the rules by code, `editions` the reports of the
    same department on the same form of all years, earliest first. Downloads are added with
    `with_downloads` once they exist: the PDF is made from this view too.
    """
    path = urls.report(report.key)
    department = report.department
    trail = (("部门", urls.DEPARTMENTS), (department.name, urls.department(department.id)))
    said = f"{department.name}：{report.title}"
    frame = shell(config, path, report.title, trail, said, invented=department.invented)
    tags = article_tags(report.title, report.published, department.name, frame.canonical)
    frame = replace(frame, tags=(*frame.tags, *tags))
    notes = findings.Notes(report, verdict, titles)
    body = ReportBody(report, notes.marks, findings.rounded_tables(verdict), verdict.attainments)
    sections = body.sections
    checks = findings.checks_view(report, verdict)
    charts = report_charts(report)
    gaps = tuple(GapView(in_words(report.form, gap.at), gap.reason) for gap in report.gaps)
    return ReportView(
        shell=frame,
        key=report.key,
        title=report.title,
        year=Link(f"{report.year}年度", urls.relative(path, urls.year(report.year))),
        department=Link(department.name, urls.relative(path, urls.department(department.id))),
        published=day(report.published),
        form=report.form.title,
        jurisdiction=department.jurisdiction,
        source=report.source,
        summary=body.summary,
        contents=tuple(_contents(sections, report, charts=bool(charts), notes=bool(notes.marked))),
        sections=sections,
        checks=checks,
        notes=notes.views(body.anchors),
        gaps=gaps,
        note=report.note,
        url=frame.canonical,
        corrections=tuple(
            CorrectionView(
                on(each.day),
                Link(
                    in_words(report.form, each.at),
                    f"#{body.anchors[each.at]}" if each.at in body.anchors else "",
                ),
                each.before,
                each.after,
                each.reason,
            )
            for each in report.corrections
        ),
        charts=charts,
        all_checks=urls.relative(path, urls.checks(report.key)),
        citation=_citation(report, frame.canonical),
        version=_version(report),
        met=sum(verdict.attainments.values()),
        judged=len(verdict.attainments),
        grade=grade(report),
        anchors=body.anchors,
        previous=_neighbour(editions, report, -1, path),
        next=_neighbour(editions, report, +1, path),
        comparisons=tuple(_comparisons(editions, report, path)),
    )


def _citation(report: Report, url: str) -> str:
    """How to cite the report, by GB/T 7714 for an electronic announcement; the digest tells versions
    apart.
    """
    day = report.corrections[-1].day if report.corrections else report.published
    when = f"（{day.isoformat()}）" if day is not None else ""
    parts = (report.department.name, f"{report.title}[EB/OL]", when, url, f"数据版本 {_version(report)}")
    return "．".join(part for part in parts if part)


def _version(report: Report) -> str:
    """数据版本, short enough to be compared by eye."""
    return "-".join(report.digest[at : at + 4] for at in range(0, 12, 4))


def _neighbour(editions: Sequence[Edition], report: Report, step: int, path: str) -> Link | None:
    """The report of the last or the next year for which there is one."""
    keys = [each.key for each in editions]
    if report.key not in keys:
        return None
    at = keys.index(report.key) + step
    if not 0 <= at < len(editions):
        return None
    return Link(f"{editions[at].year}年度", urls.relative(path, urls.report(editions[at].key)))


def _comparisons(editions: Sequence[Edition], report: Report, path: str) -> Iterator[Link]:
    for one, other in pairwise(editions):
        if report.key in (one.key, other.key):
            target = urls.comparison(report.department.id, report.slug, one.year, other.year)
            yield Link(f"{one.year}年度与{other.year}年度对比", urls.relative(path, target))


def with_downloads(view: ReportView, downloads: tuple[Download, ...]) -> ReportView:
    """`view` with the files that lie beside its page, and what programs are told of it."""
    frame = replace(view.shell, linked_data=_linked_data(view, downloads)) if view.url else view.shell
    return replace(view, shell=frame, downloads=downloads)


def _linked_data(view: ReportView, downloads: tuple[Download, ...]) -> str:
    """The report and its figures as schema.org's Report and Dataset."""
    publisher = {"@type": "GovernmentOrganization", "name": view.department.label}
    published = view.published.iso if view.published is not None else ""
    common = {
        "inLanguage": "zh-CN",
        "datePublished": published,
        "dateModified": view.corrections[-1].day.iso if view.corrections else published,
        "publisher": publisher,
        "temporalCoverage": view.year.label.removesuffix("年度"),
        "isBasedOn": view.source,
    }
    report = {"@type": "Report", "@id": view.url, "url": view.url, "name": view.title, **common}
    data = {
        "@type": "Dataset",
        "@id": f"{view.url}#data",
        "name": f"{view.title}（数据）",
        "description": f"{view.shell.description}的全部数字，一格一行。",
        "url": view.url,
        **common,
        "distribution": [_download(view, file) for file in downloads if not file.pages],
    }
    printed = [_download(view, file) for file in downloads if file.pages]
    return linked_data(({**report, "encoding": printed, "about": {"@id": data["@id"]}}, data))


def _download(view: ReportView, file: Download) -> dict[str, str]:
    return {
        "@type": "DataDownload",
        "encodingFormat": file.media_type,
        "contentUrl": f"{view.url}{file.href}",
        "contentSize": f"{file.size} B",
    }


def _contents(
    sections: tuple[SectionView, ...], report: Report, *, charts: bool, notes: bool
) -> Iterator[Link]:
    for section, described in zip(sections, report.form.sections, strict=True):
        yield Link(section.title, f"#{section.id}")
        for item in described.items:
            if isinstance(item, Field) and item.own_headings and item.label:
                yield Link(item.label, f"#f-{item.id}")
    if charts:
        yield Link("图示", "#charts")
    if report.note:
        yield Link("备注", "#remark")
    if report.corrections:
        yield Link("更正", "#corrections")
    if notes:
        yield Link("数据说明", "#notes")
    if report.gaps:
        yield Link("资料缺失", "#gaps")
    yield Link("数据校验", "#checks")
