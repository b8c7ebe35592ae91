"""Report files to `Report`s, read against their forms.

Knows the head of a report, its fields, tables, narrative, 数据说明 and 资料缺失. Must not know rules
that compare figures.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sitegen import lazy_re as re
from sitegen.diagnostics import Diagnostic, Severity, quoted
from sitegen.files import TooLarge, digest, read_limited
from sitegen.loading.apart import Patience, SitePatience
from sitegen.loading.decode import decode, nearest, spans_of
from sitegen.loading.report_file import HEAD_KEYS, HeadFile
from sitegen.loading.reports.attachments import load_attachments
from sitegen.loading.reports.consistency import as_a_whole, without_content
from sitegen.loading.reports.gaps import read_gaps, stray_gaps, unit_problems, with_gaps
from sitegen.loading.reports.narratives import NARRATIVE, load_narrative
from sitegen.loading.reports.precision import with_decimals
from sitegen.loading.reports.tables import read_table
from sitegen.loading.reports.values import read_value
from sitegen.loading.rules import FILES_LOOK_ALIKE, STRAY_FILE, UNKNOWN_FIELD, UNKNOWN_FORM
from sitegen.loading.yaml_file import read_mapping
from sitegen.model.forms.edition import edition, with_years
from sitegen.model.forms.form import Field, Form, Role, ValueType
from sitegen.model.reports.address import matches
from sitegen.model.reports.narrative import Prose
from sitegen.model.reports.report import (
    Correction,
    Department,
    Explanation,
    Fact,
    Gap,
    Report,
    State,
    TableData,
)
from sitegen.model.reports.report_head import ReportHead
from sitegen.model.site import SiteDefinition
from sitegen.publishable import types
from sitegen.reading.linked_files import link_on_the_way
from sitegen.reading.lookalikes import looks_like
from sitegen.reading.names import LARGEST, left_over, unusable
from sitegen.reading.yaml.nodes import Mapping, Scalar
from sitegen.source import Place

Problems = list[Diagnostic]
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Known:
    """What a report may refer to."""

    forms: Map[str, Form]
    departments: Map[str, Department]
    unusable: Collection[str] = ()
    """Ids of forms that have faults of their own, which are told elsewhere."""
    attachable: Collection[str] = types()
    """Types of files that texts may link to."""

    @classmethod
    def of(cls, definition: SiteDefinition) -> Known:
        """What the reports of a site may refer to."""
        return cls(
            definition.forms, definition.departments, definition.unusable, types(definition.config.attachable)
        )


REPORT = "report.yaml"
REPORTS = "content/reports"
"""Where reports lie, below the site's root."""


def report_paths(root: Path) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Every report.yaml of the site in a stable order, and files that look like parts of reports but
    would not be read. Links to folders are not followed.
    """
    link = link_on_the_way(root, REPORTS)
    if link is not None:
        return (), (link,)
    folder = root / REPORTS
    names = (
        (Path(inside) / name).relative_to(root).as_posix()
        for inside, _, own in os.walk(folder)
        for name in own
        if not any(unusable(part, 0) for part in (*Path(inside).relative_to(root).parts, name))
    )
    reports, stray = reports_among(names)
    return tuple(root / name for name in reports), stray


def reports_among(names: Iterable[str]) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """The same from the `names` of all files, relative to the site's root."""
    below = sorted(name.rpartition("/") for name in names if name.startswith(f"{REPORTS}/"))
    folders = {folder for folder, _, name in below if name == REPORT}
    stray: list[Diagnostic] = []
    for folder, _, name in below:
        if name == REPORT or name.startswith(".") or left_over(name):
            continue
        if name == NARRATIVE and folder not in folders:
            message = f"{NARRATIVE} 旁边没有 {REPORT}，这段正文不会公开。"
        elif name != NARRATIVE and (due := _due_name(name)):
            what = "报告" if due == REPORT else "正文"
            message = f"“{name}”不会被读取，{what}的文件名应为 {due}{_why(name, due)}。"
        else:
            continue
        stray.append(STRAY_FILE.found(Place(f"{folder}/{name}", 1, 1), message))
    stray += _twins((folder, name) for folder, _, name in below)
    reports = (f"{folder}/{REPORT}" for folder in folders)
    return tuple(sorted(reports, key=lambda name: name.split("/"))), tuple(stray)


def _twins(names: Iterable[tuple[str, str]]) -> Iterator[Diagnostic]:
    """Files of one folder whose names look alike, hidden ones left out."""
    seen: dict[tuple[str, str], str] = {}
    for folder, name in names:
        other = seen.setdefault((folder, looks_like(name)), name)
        if other != name and not name.startswith("."):
            message = f"“{name}”与同一文件夹里的“{other}”看上去一样，是两个文件。"
            yield FILES_LOOK_ALIKE.found(Place(f"{folder}/{name}", 1, 1), message)


_TEXT_FILE = re.compile(r"\.(?:ya?ml|md|markdown|txt)$", re.IGNORECASE)


def _due_name(name: str) -> str:
    """What the file called `name` was meant to be called, if it looks like a report or its narrative."""
    stem, is_text = name, False
    while (shorter := _TEXT_FILE.sub("", stem)) != stem:
        stem, is_text = shorter, True
    plain = re.sub(r"[\W_]+$|[\W_]*(?:\(?\d+\)?|（\d+）|副本|copy)[\W_]*$", "", stem.lower())
    if not is_text:
        return ""
    if plain == "narrative":
        return NARRATIVE
    return REPORT if plain == "report" or name.lower().endswith((".yaml", ".yml")) else ""


def _why(name: str, due: str) -> str:
    """What to say of a name that an eye takes for the right one."""
    if name.lower() == due:
        return "，全用小写"
    return "；看不到“.txt”的，在文件夹的“查看”里勾选“文件扩展名”" if name.lower() == f"{due}.txt" else ""


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
    form, found = _known(head_node, "表单", known.forms, titles, known.unusable)
    problems += found
    department, found = _known(head_node, "部门", known.departments, called(known.departments))
    problems += found
    if form is None:
        return None, tuple(problems)
    if head is not None:
        problems += unit_problems(form, head.unit, head_node)
        form = edition(form, head.year, head.unit)
    key = f"{head.year}/{head.department}/{head.slug or form.id}" if head is not None else path.parent.name
    body = _Body(form, node, key)
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


def _known(
    head: Mapping, what: str, known: Map[str, Found], names: Map[str, str], unusable: Collection[str] = ()
) -> tuple[Found | None, tuple[Diagnostic, ...]]:
    """What the head's `what` refers to among `known`; a missing name is reported by the models, and what
    is wrong with an `unusable` one where it is. `names` says which id somebody means who writes a name in
    its place.
    """
    node = head.get(what)
    if isinstance(node, Scalar) and node.text in unusable:
        return None, ()
    if not isinstance(node, Scalar) or node.text in known:
        return (known[node.text] if isinstance(node, Scalar) else None), ()
    message = f"没有编号为{quoted(node.text)}的{what}。"
    meant = names.get(_unquoted(node.text))
    if meant is not None:
        message += f"{quoted(node.text)}是{what}的名称，编号是“{meant}”。"
        remedy = f"写成“{what}: {meant}”。"
    else:
        message += nearest(node.text, known) or nearest(node.text, names)
        remedy = _LISTED[what]
    return None, (UNKNOWN_FORM.found(node.span.place, message, remedy=remedy),)


_LISTED = {
    "表单": "用 sitegen forms list 查看全部表单，改成其中一个的编号。",
    "部门": "改成 content/departments.yaml 里的编号；新部门先写进去。",
}


def called(departments: Map[str, Department]) -> dict[str, str]:
    """The ids of `departments` by names that only one of them has."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for each in departments.values():
        for name in {each.name, each.short_name} - {""}:
            shared |= {name} & found.keys()
            found[name] = each.id
    return {name: each for name, each in found.items() if name not in shared}


def _unquoted(text: str) -> str:
    return text.strip().strip("“”\"'‘’《》").strip()


class _Body:
    """Reads everything of a report that its form describes."""

    def __init__(self, form: Form, node: Mapping, key: str) -> None:
        self._form = form
        self._node = node
        self._key = key
        self.problems: Problems = []

    def fields(self) -> dict[str, Fact]:
        found: dict[str, Fact] = {}
        for name, field in self._form.fields.items():
            node = self._node.get(name)
            if field.spec.type is ValueType.NARRATIVE and node is None:
                continue
            value, problems = read_value(node, field.spec, name, self._key)
            self.problems += problems
            entry = self._node.entry(name)
            span = self._node.entries[0].key.span
            if entry is not None:
                span = entry.key.span if value.state is State.BLANK else entry.value.span
            if field.spec.type is not ValueType.NARRATIVE:
                found[name] = Fact(name, value, field.spec, span)
        for section in self._form.sections:
            together = {
                item.name: found[item.name]
                for item in section.items
                if isinstance(item, Field) and item.name in found
            }
            with_decimals(
                together,
                [name for name in together if self._form.fields[name].role is Role.WEIGHT],
            )
            found |= together
        return found

    def tables(self, gaps: tuple[Gap, ...]) -> dict[str, TableData]:
        found: dict[str, TableData] = {}
        for name, table in self._form.tables.items():
            entry = self._node.entry(name)
            span = entry.key.span if entry is not None else self._node.entries[0].key.span
            lacking = any(matches(gap.at, name) or gap.at == f"{name}.*" for gap in gaps)
            node = entry.value if entry is not None else None
            found[name], problems = read_table(table, node, span, self._key, lacking=lacking)
            self.problems += problems
        return found

    def unknown(self) -> None:
        known = [*self._form.fields, *self._form.tables]
        for entry in self._node.entries:
            name = entry.key.text
            if name not in known and name not in HEAD_KEYS:
                hint = nearest(name, [*known, *HEAD_KEYS])
                message = f"表单“{self._form.title}”里没有“{name}”这一项。{hint}"
                self.problems.append(UNKNOWN_FIELD.found(entry.key.span.place, message, report=self._key))


def _heading(form: Form, department: Department, year: int, fields: Map[str, Fact]) -> str:
    """The title the form prescribes, with {部门}, {年度} and {字段:名称} filled in."""
    text = with_years(form.heading, year).replace("{部门}", department.name)
    return re.sub(r"\{字段:([^{}]+)\}", lambda match: _text_of(fields.get(match[1])), text)


def _text_of(fact: Fact | None) -> str:
    return fact.value.text if fact is not None else ""
