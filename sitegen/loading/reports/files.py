"""Report files to `Report`s, read against their forms.

Knows the head of a report, and in which order its parts are read. Must not know rules that compare figures.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from pathlib import Path

from sitegen import lazy_re as re
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.files import TooLarge, digest, read_limited
from sitegen.loading.decode import decode, spans_of
from sitegen.loading.isolated import Patience, SitePatience
from sitegen.loading.report_file import HEAD_KEYS, HeadFile
from sitegen.loading.reports.attachments import load_attachments
from sitegen.loading.reports.body import Body
from sitegen.loading.reports.consistency import as_a_whole, without_content
from sitegen.loading.reports.gaps import read_gaps, stray_gaps, unit_problems, with_gaps
from sitegen.loading.reports.narratives import NARRATIVE, load_narrative
from sitegen.loading.reports.paths import REPORTS
from sitegen.loading.reports.references import Known, called, looked_up
from sitegen.loading.yaml_file import read_mapping
from sitegen.model.forms.edition import edition, with_years
from sitegen.model.forms.form import Form
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.narrative import Prose
from sitegen.model.reports.report import Correction, Department, Explanation, Report
from sitegen.model.reports.report_head import ReportHead
from sitegen.reading.file_names import LARGEST
from sitegen.reading.yaml.nodes import Mapping, Scalar


def read_head(path: Path, root: Path) -> ReportHead | None:
    """What tells the report at `path` from all others, as it says itself; None when that cannot be read.
    `load_report` gives a report if, besides, its form and department are known.
    """
    node, _ = read_mapping(path, path.relative_to(root).as_posix(), HEAD_KEYS)
    if node is None:
        return None
    head, _ = decode(HeadFile, _head_of(node))
    if head is None:
        return None
    folder = path.parent.relative_to(root).as_posix()
    return ReportHead(head.year, head.department, head.slug or head.form, head.form, folder)


def _head_of(node: Mapping) -> Mapping:
    return Mapping(tuple(entry for entry in node.entries if entry.key.text in HEAD_KEYS), node.span)


def load_report(
    path: Path, root: Path, known: Known, site: SitePatience | None = None
) -> tuple[Report | None, tuple[Diagnostic, ...]]:
    """The report at `path`, or None when its file or head cannot be read; and all problems."""
    shown = path.relative_to(root).as_posix()
    node, found = read_mapping(path, shown)
    if node is None:
        return None, found
    problems = list(found)
    head_node = _head_of(node)
    head, found = decode(HeadFile, head_node)
    problems += found
    titles = {each.title: each.id for each in known.forms.values()}
    form, found = looked_up(head_node, "表单", known.forms, titles, known.unusable)
    problems += found
    department, found = looked_up(head_node, "部门", known.departments, called(known.departments))
    problems += found
    if form is None:
        return None, tuple(problems)
    if head is not None:
        problems += unit_problems(form, head.unit, head_node)
        form = edition(form, head.year, head.unit)
    key = f"{head.year}/{head.department}/{head.slug or form.id}" if head is not None else path.parent.name
    body = Body(form, node, key)
    gaps = read_gaps(form, head, head_node) if head is not None else ()
    fields, tables = body.fields(), body.tables(gaps)
    body.unknown()
    patience = Patience(site=site)
    form, prose, found = load_narrative(path.parent, root, form, key, known.attachable, patience)
    problems += body.problems + list(found)
    if head is None or department is None:
        return None, tuple(problems)
    report = Report(
        form=form,
        department=department,
        year=head.year,
        slug=head.slug or form.id,
        title=head.title or _heading(form, department, head.year, fields),
        approved=head.approved,
        published=head.published,
        source=head.source,
        note=head.note,
        folder=path.parent.relative_to(root).as_posix(),
        fields=fields,
        tables=tables,
        prose=prose,
        explanations=tuple(
            Explanation(
                item.code,
                item.at,
                item.actual,
                item.expected,
                item.reason,
                item.approved_by,
                item.until,
                span,
            )
            for item, span in zip(head.explanations, spans_of(head_node, "数据说明"), strict=True)
        ),
        gaps=gaps,
        span=head_node.entries[0].key.span,
        corrections=_corrections(head, head_node),
        written={
            entry.key.text: entry.value.span if isinstance(entry.value, Scalar) else entry.key.span
            for entry in node.entries
        },
        digest=_version(path, node.span.source.text, prose),
        attachments=load_attachments(path.parent, root, patience),
    )
    problems += stray_gaps(report)
    report = with_gaps(report)
    within = report.folder.removeprefix(f"{REPORTS}/").split("/")
    problems += as_a_whole(report, head_node, within[:2], known.departments)
    if not any(each.severity is Severity.ERROR for each in problems):
        problems += without_content(report, node)
    return report, tuple(problems)


def _version(path: Path, text: str, prose: Map[str, Prose]) -> str:
    """数据版本: a digest of all that the report consists of, one after the other: report.yaml, narrative.md,
    the pictures and attachments in the order of their names.
    """
    names = sorted({name for each in prose.values() for name in each.assets})
    files = (path.parent / name for name in (NARRATIVE, *names))
    return digest(text.encode(), *map(_content, files))


def _content(path: Path) -> bytes:
    """What is in the file; nothing where that cannot be read, which has been told and stops every build."""
    try:
        return read_limited(path, LARGEST)
    except (OSError, TooLarge):
        return b""


def _corrections(head: HeadFile, node: Mapping) -> tuple[Correction, ...]:
    found = [
        Correction(item.day, item.at, item.before, item.after, item.reason, span)
        for item, span in zip(head.corrections, spans_of(node, "更正"), strict=True)
    ]
    return tuple(sorted(found, key=lambda each: each.day))


def _heading(form: Form, department: Department, year: int, fields: Map[str, Fact]) -> str:
    """The title the form prescribes, with {部门}, {年度} and {字段:名称} filled in."""
    text = with_years(form.heading, year).replace("{部门}", department.name)
    return re.sub(r"\{字段:([^{}]+)\}", lambda match: _text_of(fields.get(match[1])), text)


def _text_of(fact: Fact | None) -> str:
    return fact.value.text if fact is not None else ""
