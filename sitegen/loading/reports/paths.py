"""Which reports a site has: the files that are one, and those that look like parts of one and would not be read.

Knows names of files and folders. Must not know what is in them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from sitegen import lazy_re as re
from sitegen.diagnostics import Diagnostic
from sitegen.loading.reports.narratives import NARRATIVE
from sitegen.loading.rules.reports import FILES_LOOK_ALIKE
from sitegen.loading.rules.site import STRAY_FILE
from sitegen.reading.file_names import left_over, unusable
from sitegen.reading.lookalikes import looks_like
from sitegen.reading.symlinks import link_on_the_way
from sitegen.source import Place

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
