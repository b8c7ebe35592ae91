"""Some reports of a site, and those that they are compared with.

Knows that a report is compared with others of its department, and of the departments it adds up.
Reads of the others no more than the line that names their department. Must not know forms.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from sitegen.model.report import Department

_DEPARTMENT = re.compile(rb"""^["']?\xe9\x83\xa8\xe9\x97\xa8["']?[ \t]*:[ \t]*["']?([\w-]+)""", re.MULTILINE)
"""部门: …, in UTF-8, at the beginning of a line."""


def together(
    paths: Iterable[Path], only: Collection[Path], departments: Mapping[str, Department]
) -> tuple[Path, ...]:
    """Of `paths` those in or below `only`, and all of their departments."""
    heads = {path: _department(path) for path in paths}
    chosen = {path for path in heads if any(path == each or each in path.parents for each in only)}
    wanted = {heads[path] for path in chosen}
    for department in tuple(wanted):
        if department in departments:
            wanted |= set(departments[department].members)
    return tuple(path for path, department in heads.items() if path in chosen or department in wanted - {""})


def _department(path: Path) -> str:
    """The department that a report names; "" when that cannot be told."""
    try:
        match = _DEPARTMENT.search(path.read_bytes())
    except OSError:
        return ""
    return match[1].decode() if match else ""
