"""What `sitegen import` does besides importing: refusals, printing, the check that follows.

Knows the options' meaning. Must not know how documents are read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sitegen import checking
from sitegen.authoring.start import Refused
from sitegen.cli import checks, output, streams
from sitegen.cli.terminal import Exit, refuse, say, say_document
from sitegen.importing import run, telling
from sitegen.importing.run import Asked, Imported
from sitegen.loading.forms.files import load_forms
from sitegen.loading.reports.paths import REPORTS
from sitegen.machine.os_errors import in_words
from sitegen.visible import shown


@dataclass(frozen=True, slots=True)
class How:
    """What is done with what an import comes to."""

    dry: bool
    force: bool
    format: str


def imported(asked: Asked, how: How, today: date) -> Exit:
    """Import, tell what came of it, write it and check it."""
    try:
        new = run.imported(asked, list(load_forms(asked.root).usable.values()), dry=how.dry)
        if how.dry or not (new.is_new or new.is_clean or how.force):
            return _told(new, how)
        paths = run.written(asked.root, new)
    except Refused as refusal:
        refuse(refusal.message)
    except OSError as error:
        refuse(f"读写 {shown(error.filename)} 时出错：{in_words(error)}。")
    named = tuple(
        shown(path.relative_to(asked.root) if path.is_relative_to(asked.root) else path) for path in paths
    )
    if how.format == "json":
        streams.in_utf8()
        say_document(telling.as_json(new, named))
        return Exit.CLEAN
    if how.format == "html":
        streams.in_utf8()
        say_document(telling.as_html(new))
        return Exit.CLEAN
    for line in telling.lines(new):
        say(line)
    for name in named:
        say(f"已写入 {name}")
    if not named:
        say("与原有的报告相同，没有改动任何文件。")
    return _checked(asked.root, new, today)


def _told(new: Imported, how: How) -> Exit:
    """Tell what would be written, and that nothing was."""
    if how.format == "json":
        streams.in_utf8()
        say_document(telling.as_json(new, ()))
    elif how.format == "html":
        streams.in_utf8()
        say_document(telling.as_html(new))
    else:
        for line in telling.lines(new):
            say(line)
        say(
            "没有改动任何文件（--dry-run）。"
            if how.dry
            else "原有的内容会被改动，没有写；看过上面的不同，确实要改的加上 --force。"
        )
    return Exit.CLEAN if how.dry else Exit.FINDINGS


def _checked(root: Path, new: Imported, today: date) -> Exit:
    """Check what was written, if it is a report of the site; every finding names what in the source it is about."""
    assert new.folder is not None
    folder = new.folder.resolve()
    if not folder.is_relative_to(root / REPORTS):
        return Exit.CLEAN
    found = checks.checked(root, (folder,), today, None)
    sources = {address: entry.at for entry in new.entries for address in entry.addresses}
    named = tuple(
        replace(each, message=f"{each.message}（原件：{sources[each.fact]}）")
        if each.fact in sources
        else each
        for each in found.diagnostics
    )
    found = replace(found, diagnostics=named)
    output.deliver(output.findings(found))
    return Exit.FINDINGS if checking.stops(found, strict=False) else Exit.CLEAN
