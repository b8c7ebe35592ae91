"""A report and its verdict as the view of a page.

Knows how the items of a form become blocks. Must not know rules (their titles are given), HTML
pages or files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise

from sitegen.model.forms.form import Field, Item, Section, Table, TwoSided, ValueType
from sitegen.model.reports.address import matches
from sitegen.model.reports.places import in_words
from sitegen.model.reports.report import Report, State
from sitegen.model.results.outcome import Verdict
from sitegen.model.results.summary import Edition, grade
from sitegen.model.site import SiteConfig
from sitegen.rendering import findings, urls
from sitegen.rendering.charts.of_report import report_charts
from sitegen.rendering.grids.body import Marks, table_grid, two_sided_grid
from sitegen.rendering.grids.cells import WORDS, CellView, cell_view
from sitegen.rendering.grids.grid import Grid
from sitegen.rendering.grids.head import shown_unit
from sitegen.rendering.grids.paper import papers
from sitegen.rendering.prose import prose_html
from sitegen.rendering.shell import article_tags, day, linked_data, on, shell
from sitegen.rendering.views import (
    Block,
    CorrectionView,
    Download,
    FieldsBlock,
    FieldView,
    GapView,
    Link,
    ProseBlock,
    ReportView,
    SectionView,
    TableBlock,
)

SHORT_TABLE, FEW_LINES = 14, 28
"""Rows of figures that are kept together on a page, if they have no more lines than that."""


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
    body = _Body(report, notes.marks, findings.rounded_tables(verdict), verdict.attainments)
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


def _is_signed(field: Field) -> bool:
    """Whether `field` is a line at the end of a form: 负责人（签章）, and the day beside it."""
    if field.spec.type is ValueType.DATE:
        return any(word in field.label for word in ("签字", "意见", "签章", "盖章"))
    return field.spec.type is ValueType.PERSON and any(word in field.label for word in "签章")


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


def _is_short(item: Item) -> bool:
    return isinstance(item, Field) and item.spec.type is not ValueType.NARRATIVE


def _fields_blocks(fields: Sequence[FieldView], *, opinion: bool) -> Iterator[FieldsBlock]:
    """`fields` as blocks; after an `opinion`, those with which it is signed are one of their own."""
    signed = 0
    if opinion:
        while signed < len(fields) and fields[signed].signature:
            signed += 1
            if fields[signed - 1].value.day or "日期" in fields[signed - 1].label:
                break
    if signed:
        yield FieldsBlock(tuple(fields[:signed]), sign_off=True)
    if signed < len(fields):
        yield FieldsBlock(tuple(fields[signed:]))


@dataclass(frozen=True)
class _Body:
    """Makes the sections of a report."""

    report: Report
    marks: Marks
    rounded: frozenset[str]
    attainments: Mapping[str, bool]

    @cached_property
    def sections(self) -> tuple[SectionView, ...]:
        return tuple(
            SectionView(f"part-{number}", section.title, tuple(self._blocks(section)))
            for number, section in enumerate(self.report.form.sections, 1)
        )

    @cached_property
    def anchors(self) -> dict[str, str]:
        """Address of a fact, a text or a table → the id it has on the page."""
        found: dict[str, str] = {name: f"t-{table.id}" for name, table in self.report.form.tables.items()}
        for section in self.report.form.sections:
            for item in section.items:
                if isinstance(item, TwoSided):
                    found |= {side.name: f"t-{item.id}" for side in (item.left, item.right)}
                elif isinstance(item, Field):
                    found[item.name] = f"f-{item.id}"
        for view in self.sections:
            for block in view.blocks:
                if isinstance(block, TableBlock):
                    found |= block.grid.anchors
        return found

    @property
    def summary(self) -> tuple[FieldView, ...]:
        """What most readers look for first: the result of scoring, and the figures that mean something
        beyond the form.
        """
        scoring = self.report.form.scoring
        names = [scoring.total, scoring.grade] if scoring is not None else []
        given = [self.report.form.fields[name] for name in names if name in self.report.form.fields]
        found = [
            replace(self._field(field), id="")
            for field in given
            if self.report.fields[field.name].value.state in (State.FIGURE, State.TEXT)
        ]
        for concept in self.report.form.concepts:
            fact = self.report.concept(concept)
            if fact is not None and fact.figure is not None:
                marks = self.marks.get(fact.address, ())
                found.append(FieldView("", concept, cell_view(fact, marks, with_unit=True)))
        return tuple(found)

    def _blocks(self, section: Section) -> Iterator[Block]:
        opinion = False
        for short, items in groupby(section.items, _is_short):
            if short:
                fields = [self._field(item) for item in items if isinstance(item, Field)]
                yield from _fields_blocks(fields, opinion=opinion)
                continue
            for item in items:
                block = self._block(item)
                opinion = isinstance(block, ProseBlock) and block.opinion
                yield block

    def _block(self, item: Item) -> Block:
        match item:
            case Field():
                return self._prose(item)
            case Table():
                grid = table_grid(self.report.tables[item.name], self.marks, self.attainments)
                return self._table(grid, item.caption, (item,))
            case TwoSided():
                left, right = self.report.tables[item.left.name], self.report.tables[item.right.name]
                grid = two_sided_grid(item, left, right, self.marks)
                return self._table(grid, item.caption, (item.left, item.right))

    def _field(self, field: Field) -> FieldView:
        marks = self.marks.get(field.name, ())
        return FieldView(
            f"f-{field.id}",
            field.label,
            cell_view(self.report.fields[field.name], marks, with_unit=True),
            signature=_is_signed(field),
        )

    def _prose(self, field: Field) -> ProseBlock:
        prose = self.report.prose.get(field.name)
        marks = self.marks.get(field.name, ())
        opinion = field.label.endswith("意见") and not field.own_headings
        if prose is not None and not prose.empty:
            value = CellView(State.TEXT, fact=field.name, marks=marks)
            name = f"f-{field.id}"
            return ProseBlock(name, field.label, prose_html(prose, self.report, name), value, opinion)
        gone = any(matches(gap.at, field.name) for gap in self.report.gaps)
        state = State.UNAVAILABLE if gone else State.BLANK
        value = CellView(state, words=WORDS[state], marks=marks)
        return ProseBlock(f"f-{field.id}", field.label, "", value, opinion)

    def _table(self, grid: Grid, caption: str, tables: tuple[Table, ...]) -> TableBlock:
        names = [table.name for table in tables]
        units = dict.fromkeys(filter(None, map(shown_unit, tables)))
        printed = papers(grid)
        return TableBlock(
            id=grid.id,
            caption=caption,
            unit="、".join(units),
            grid=grid,
            note="\n".join(dict.fromkeys(table.note for table in tables if table.note)),
            footnotes=(findings.ROUNDED,) if self.rounded.intersection(names) else (),
            marks=tuple(mark for name in names for mark in self.marks.get(name, ())),
            papers=printed,
            short=sum(map(len, grid.bodies)) <= SHORT_TABLE and grid.pinned and printed[0].lines <= FEW_LINES,
        )
