"""narrative.md of a report, against the form.

Knows which headings a form has and which files lie in a report's folder. Must not know Markdown
(sitegen.reading.markdown.narrative) nor figures.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path

from sitegen import lazy_re as re
from sitegen.diagnostics import Diagnostic
from sitegen.files import opened
from sitegen.loading.decode import nearest
from sitegen.loading.isolated import Patience
from sitegen.loading.reports.pictures import Pictures
from sitegen.loading.reports.template_hints import template_hint, unfilled
from sitegen.loading.reports.values import repeated_hint
from sitegen.loading.rules.keys import UNKNOWN_FIELD
from sitegen.loading.rules.values import SPREADSHEET_DEBRIS, TEMPLATE_HINT
from sitegen.model.forms.form import Form
from sitegen.model.forms.own_headings import field_of, with_headings
from sitegen.model.forms.spec import ValueType
from sitegen.model.reports.narrative import Prose
from sitegen.publishable import Unfit, alike, unfit_name
from sitegen.reading.content_type import unfit_content
from sitegen.reading.file_names import left_over, unusable
from sitegen.reading.markdown.narrative import parse_narrative
from sitegen.reading.text import MARKDOWN_LIMIT, read_source
from sitegen.reading.yaml.comments import DEBRIS

NARRATIVE = "narrative.md"

MOST_TOLD = 20
"""Marks of a template that are told of one paragraph: who mends these sees the others."""

_TOO_MANY_MARKS = re.compile(r"#+\s+\S")
"""A heading of no level, which has been told as such."""


def _debris(text: Prose, name: str, report: str) -> list[Diagnostic]:
    """What a spreadsheet left in `text`."""
    return [
        SPREADSHEET_DEBRIS.found(
            passage.place(match.start(), len(match[0])),
            f"“{name}”里留着表格软件的出错标记“{match[0]}”，不是数据。",
            report=report,
            fact=name,
        )
        for passage in text.passages
        if "#" in passage.text
        for match in DEBRIS.finditer(passage.text)
        if match.start() or not _TOO_MANY_MARKS.match(passage.text)
    ]


def _hints(text: Prose, name: str, form: Form, report: str) -> list[Diagnostic]:
    """What a template left in `text`: each mark that was to be replaced, else that it is but a hint."""
    found = [
        (passage.place(match.start(), len(match[0])), match[0].strip())
        for passage in text.passages
        for match in islice(unfilled(passage.text), MOST_TOLD)
    ]
    plain = text.plain.strip()
    whole = "" if found else template_hint(plain) or repeated_hint(plain, form.fields[name].spec)
    if whole:
        found.append((text.span.place, whole))
    return [
        TEMPLATE_HINT.found(
            place,
            f"“{name}”还留着模板的填写提示“{left}”，没有填写实际内容。",
            report=report,
            fact=name,
        )
        for place, left in found
    ]


def load_narrative(
    folder: Path, root: Path, form: Form, report: str, types: Collection[str], patience: Patience
) -> tuple[Form, dict[str, Prose], tuple[Diagnostic, ...]]:
    """The texts of the report in `folder` by the name of their field, none without the file; and the `form` with the
    headings that it leaves to the report. Attachments may be of the `types`; pictures are looked into as long as there
    is `patience`.
    """
    path = folder / NARRATIVE
    if not os.path.lexists(path):  # a link that leads nowhere is told by who reads it
        return form, {}, ()
    source, problems = read_source(path, path.relative_to(root).as_posix(), MARKDOWN_LIMIT)
    if source is None:
        return form, {}, problems
    assets = _beside(folder)
    own = field_of(form)
    texts, found = parse_narrative(
        source,
        Pictures(frozenset(assets), folder, patience),
        _unfit(assets, types),
        opening=own.name if own is not None else "",
    )
    collected = [*problems, *found]
    fields = _names(form)
    if own is not None:
        taken = {*form.fields, *form.tables, *fields, ""} - {own.name}
        form = with_headings(form, [text.heading for text in texts if text.heading not in taken])
        fields = _names(form)
    known: dict[str, Prose] = {}
    for text in texts:
        name = fields.get(text.heading)
        if name is None:
            message = f"表单“{form.title}”没有叫“{text.heading}”的正文。{nearest(text.heading, fields)}"
            if text.heading in form.fields or text.heading in form.tables:
                message = f"“{text.heading}”在表单里是别的一项，填在 report.yaml 里，不能作正文的标题。"
            collected.append(UNKNOWN_FIELD.found(text.span.place, message, report=report))
            continue
        known[name] = text
        collected += _debris(text, name, report)
        collected += _hints(text, name, form, report)
    return form, known, tuple(collected)


def _beside(folder: Path) -> dict[str, Path]:
    """The files in and below `folder` that a text may name, by their names."""
    found = ((file.relative_to(folder), file) for file in folder.rglob("*"))
    return {name.as_posix(): file for name, file in found if _is_asset(name.parts, file)}


def _is_asset(parts: tuple[str, ...], file: Path) -> bool:
    """Whether a text may name the file whose path in the report's folder has these `parts`."""
    if parts[-1].startswith(".") or left_over(parts[-1]) or any(unusable(part, 0) for part in parts):
        return False
    try:
        found = file.lstat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and not unusable(parts[-1], found.st_size)


def _unfit(assets: Mapping[str, Path], types: Collection[str]) -> dict[str, Unfit]:
    """Those that may not be published, and why."""
    twins = alike(assets)
    found: dict[str, Unfit] = {}
    for name, file in assets.items():
        why = unfit_name(name, types) or _unfit_content(name, file)
        if why is None and name in twins:
            why = Unfit(
                f"它与“{twins[name]}”只差大小写、全角半角或字的编码，有的服务器和电脑只留得下一个；请改掉一个的名称"
            )
        if why is not None:
            found[name] = why
    return found


def _unfit_content(name: str, file: Path) -> Unfit | None:
    """Why its content may not be published; None where it cannot be read, which others tell."""
    with suppress(OSError), opened(file) as stream:
        return unfit_content(name, stream)
    return None


def _names(form: Form) -> dict[str, str]:
    """What a heading may be, and which text it means."""
    return {
        name: field.name
        for field in form.fields.values()
        if field.spec.type is ValueType.NARRATIVE
        for name in (field.name, field.label or field.name)
    }
