"""Pelican: the PyPI packages `pelican`, `Markdown` and `PyYAML`, with its cache of read files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.measure import Command
from bench.peers.peer import Peer, python_environment
from bench.peers.sheet import Sheet


class Pelican(Peer):
    """Departments are categories, years are tags. Its own metadata cannot hold tables, so the settings bring a
    reader for YAML.
    """

    name = "pelican"
    packages = ("pelican==4.12.0", "Markdown==3.11.3", "PyYAML==6.0.3")
    content = "content"
    left = ("cache",)

    def install_commands(self, tools: Path) -> tuple[Command, ...]:
        return python_environment(tools, self.packages)

    def arguments(self, tools: Path) -> tuple[str, ...]:
        return (str(tools / "bin/pelican"), "content", "-s", "pelicanconf.py", "-o", "output", "-q")

    def front_matter(self, sheet: Sheet) -> Mapping[str, Any]:
        address = f"reports/{sheet.path}/"
        return {
            "date": f"{sheet.year}-01-01",
            "category": sheet.department,
            "tags": [sheet.year],
            "slug": f"{sheet.year}-{sheet.department}-{sheet.form}",
            "url": address,
            "save_as": f"{address}index.html",
        }


PELICAN = Pelican()
