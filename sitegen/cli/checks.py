"""What `sitegen check` does besides checking: paths, baselines, corrections.

Knows the options' meaning and refuses wrong ones. Must not know how findings are printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sitegen import baseline, checking
from sitegen.authoring import fixes
from sitegen.authoring.fixes import FileChange
from sitegen.authoring.start import Refused
from sitegen.cache.snapshot import SourceChanged
from sitegen.checking import Findings
from sitegen.cli import result_files
from sitegen.cli.caching import tell_condition
from sitegen.cli.progress import progress
from sitegen.cli.terminal import Exit, refuse, say
from sitegen.errors import NotPublished
from sitegen.files import link_within
from sitegen.machine.os_errors import in_words
from sitegen.visible import shown, visible


def reports_at(root: Path, paths: Iterable[Path]) -> tuple[Path, ...]:
    """`paths` resolved, from the current folder or else from `root`; refuses any without a report."""
    found = []
    for path in paths:
        links = (link_within(root, each.absolute()) for each in (path, root / path))
        link = next((each for each in links if each is not None), None)
        if link is not None:
            refuse(f"{shown(link)} 是符号链接，不读它指向的文件；请写文件或文件夹本身。")
        given = next((each for each in (path.resolve(), (root / path).resolve()) if each.exists()), None)
        if given is None:
            refuse(f"没有 {shown(path)} 这个文件或目录。")
        reports = root / "content" / "reports"
        if given != reports and reports not in given.parents:
            refuse(f"{shown(path)} 不在 {shown(reports)} 之下，那里没有报告。")
        folder = given if given.is_dir() else given.parent
        if not any(folder.rglob("report.yaml")):
            refuse(f"{shown(path)} 那里没有 report.yaml。")
        found.append(folder)
    return tuple(found)


EXPLAINING = ("text", "json", "html")
"""Formats that can tell what was read of texts."""


def explains(form: str, *, asked: bool) -> bool:
    """Whether what was read of texts is told: where it is `asked` for, and always on a reviewer's page; refuses
    formats that cannot.
    """
    if asked and form not in EXPLAINING:
        refuse(f"--explain-text 不能与 --format {form} 同用，只能用 {'、'.join(EXPLAINING)}。")
    return asked or form == "html"


def checked(
    root: Path, only: tuple[Path, ...], today: date, jobs: int | None, *, explain: bool = False
) -> Findings:
    """What checking comes to; refuses when that cannot be found out."""
    try:
        with progress() as advance:
            found = checking.check(root, today=today, only=only, jobs=jobs, progress=advance, explain=explain)
    except SourceChanged as change:
        refuse(f"核对的时候 {change} 一再被改动；等它保存好再核对。")
    except NotPublished as error:
        refuse(str(error))
    tell_condition(found.cache)
    return found


def with_baseline(checked: Findings, path: Path) -> Findings:
    """`checked`, compared with the baseline at `path`; refuses when that is none."""
    try:
        return checking.with_baseline(checked, baseline.read(path))
    except FileNotFoundError:
        refuse(f"没有基线文件 {shown(path)}；先用 --write-baseline {visible(str(path))} 生成。")
    except OSError as error:
        refuse(f"读不了基线文件 {shown(path)}：{in_words(error)}。")
    except baseline.BadBaseline as error:
        refuse(str(error))


def refuse_unfit_files(root: Path, output_file: Path | None, write_baseline: Path | None) -> None:
    """Refuse files that cannot take the results, before these are sought."""
    if output_file is not None:
        result_files.refuse_unfit(output_file, root)
    if write_baseline is not None:
        _refuse_what_is_no_baseline(write_baseline, root)


def _refuse_what_is_no_baseline(path: Path, root: Path) -> None:
    try:
        result_files.refuse_taken(path, root)
        if not baseline.is_baseline(path):
            refuse(f"{shown(path)} 里是别的内容，不是基线，不能写在上面；请换一个文件名。")
    except OSError as error:
        refuse(f"写不了 {shown(path)}：{in_words(error)}。")


def write_baseline(checked: Findings, path: Path) -> None:
    """Note every open finding in `path`; refuses a file that holds something else by now."""
    _refuse_what_is_no_baseline(path, checked.root)
    try:
        count = baseline.write(path, checked.diagnostics)
    except OSError as error:
        refuse(f"写不了 {shown(path)}：{in_words(error)}。")
    say(
        f"已把 {count} 个问题记入基线 {shown(path)}。以后用 --baseline {visible(str(path))} 核对，只有新出现的问题才算不通过。"
    )


def print_diff(checked: Findings) -> Exit:
    """What --fix would change, as a unified diff."""
    changes = _planned(checked)
    for change in changes:
        say(fixes.diff(change), end="")
    return Exit.FINDINGS if changes else Exit.CLEAN


def mend(checked: Findings) -> bool:
    """Correct what needs no judgement; whether anything was changed. Corrections that overlap are
    made one after the other: mend again what the next check finds.
    """
    changes = _planned(checked)
    try:
        fixes.write(checked.root, changes)
    except Refused as refusal:
        refuse(refusal.message)
    except OSError as error:
        refuse(f"写不了 {shown(error.filename)}：{in_words(error)}。")
    for change in changes:
        say(f"已改正 {shown(change.path)}", error=True)
    return bool(changes)


def _planned(checked: Findings) -> tuple[FileChange, ...]:
    try:
        return fixes.planned(checked.root, checked.diagnostics)
    except Refused as refusal:
        refuse(refusal.message)
