"""What every peer has in common: its folder, its pages, how it is installed and run.

Knows files and commands. Must not know any one peer. A peer builds the site in a folder of its own: our
templates for it, copied from `sites/`, and a file with front matter for each report, into `output/`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.measure import Command
from bench.peers.sheet import Sheet, Sheets

SITES = Path(__file__).parent / "sites"
OUTPUT = "output"
STAMP = "installed"
"""Below a peer's tools: what was installed, written when the installation had come to its end."""


class NotInstallable(Exception):
    """Something that a peer is installed with is missing. Says what."""


class Peer(ABC):
    """Another site generator. `name` is its name and that of its folders, `content` where its reports go,
    `left` what building leaves besides the output.
    """

    name: str
    packages: tuple[str, ...]
    """What is installed, with versions."""
    content: str
    left: tuple[str, ...] = ()

    @abstractmethod
    def install_commands(self, tools: Path) -> tuple[Command, ...]:
        """What installs `packages` into the existing folder `tools`. Raises NotInstallable."""

    @abstractmethod
    def arguments(self, tools: Path) -> tuple[str, ...]:
        """The command line that builds the site in the current folder into `output/`."""

    @abstractmethod
    def front_matter(self, sheet: Sheet) -> Mapping[str, Any]:
        """What the peer needs to know of a report besides title and tables."""

    def others(self, sheets: Sheets) -> Iterator[tuple[str, str]]:  # noqa: ARG002 - most peers need none
        """Further files (path, text) that stand beside the reports."""
        return iter(())

    def tools(self, everything: Path) -> Path:
        """The folder, below that of all peers' tools, for this one's."""
        return everything / self.name

    def available(self, everything: Path) -> bool:
        """Whether just what is asked for is installed."""
        stamp = self.tools(everything) / STAMP
        return stamp.is_file() and stamp.read_text(encoding="utf-8") == self._wanted()

    def install(self, everything: Path) -> None:
        """Install it, in place of any other version. Raises NotInstallable, CalledProcessError."""
        tools = self.tools(everything)
        shutil.rmtree(tools, ignore_errors=True)
        tools.mkdir(parents=True)
        for command in self.install_commands(tools):
            environment = {**os.environ, **command.environment}
            subprocess.run(command.arguments, cwd=command.folder, env=environment, check=True)
        (tools / STAMP).write_text(self._wanted(), encoding="utf-8")

    def prepare(self, root: Path, folder: Path) -> None:
        """Write to the new `folder` the site that the corpus at `root` is with this peer."""
        shutil.copytree(SITES / self.name, folder)
        sheets = Sheets(root)
        for path, text in self.others(sheets):
            _write(folder / path, text)
        for sheet in sheets:
            self._put(sheet, folder)

    def update(self, root: Path, report: Path, folder: Path) -> None:
        """Write the one report in the folder `report` of the corpus anew."""
        self._put(Sheets(root).of(report), folder)

    def build(self, folder: Path, everything: Path) -> Command:
        """The command that builds `folder`."""
        return Command(self.arguments(self.tools(everything)), folder)

    def forget_builds(self, folder: Path) -> None:
        """Remove what building left, so that the next build is the first."""
        for left in (OUTPUT, *self.left):
            shutil.rmtree(folder / left, ignore_errors=True)

    def page(self, folder: Path, report: str) -> Path:
        """The page of the report that `reports/` has under this path."""
        return folder / OUTPUT / "reports" / report / "index.html"

    def _put(self, sheet: Sheet, folder: Path) -> None:
        """Front matter in YAML, one line a row; JSON strings are YAML strings, and 431.30 must stay one."""
        head = {
            "title": sheet.title,
            "year": sheet.year,
            "department": sheet.department,
            "department_name": sheet.department_name,
            **self.front_matter(sheet),
        }
        lines = ["---", *(f"{key}: {_text(value)}" for key, value in head.items()), "tables:"]
        for grid in sheet.grids:
            lines += [
                f"  - caption: {_text(grid.caption)}",
                f"    heads: {_text(grid.heads)}",
                f"    columns: {_text(grid.columns)}",
                "    rows:",
            ]
            lines += (f"      - {_text({'labels': row.labels, 'cells': row.cells})}" for row in grid.rows)
        text = "\n".join((*lines, "---", "", sheet.narrative))
        _write(folder / self.content / f"{sheet.path}.md", text)

    def _wanted(self) -> str:
        return " ".join(self.packages)


def python_environment(tools: Path, packages: tuple[str, ...]) -> tuple[Command, ...]:
    """Makes `tools` a virtual environment with these packages."""
    pip = (str(tools / "bin/python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input")
    return (
        Command((sys.executable, "-m", "venv", str(tools)), tools),
        Command((*pip, "install", *packages), tools),
    )


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
