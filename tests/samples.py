"""The sample site as a build makes it, once in a run of the tests.

Knows how the site is built. Must not know what is looked for in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen import pipeline
from sitegen.publishing.manifest import SEAL
from tests.shared import Shared
from tests.site_tools import ROOT, TODAY


@dataclass(frozen=True)
class Sample:
    """A published site: its folder, the paths of its pages and PDFs in it, and how many other files the build
    says it has. Not to be changed.
    """

    output: Path
    pages: tuple[str, ...]
    documents: tuple[str, ...]
    others: int

    def files(self) -> Mapping[str, bytes]:
        """Path → content of everything, as `files_of` says."""
        return files_of(self.output)


def files_of(output: Path) -> Mapping[str, bytes]:
    """Path → content of everything published, but for the seal, which is of one tree."""
    found = (path for path in output.rglob("*") if path.is_file() and path.name != SEAL)
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in found}


def sample(shared: Shared, *, pdf: bool) -> Sample:
    """The sample site with or without PDFs."""

    def make(folder: Path) -> None:
        built = pipeline.build(ROOT, folder / "output", today=TODAY, pdf=pdf)
        assert built.published, built.checked.diagnostics
        known = {"pages": built.pages, "documents": built.documents, "others": built.others}
        (folder / "built.json").write_text(json.dumps(known), encoding="utf-8")

    folder = shared.once("sample-with-pdfs" if pdf else "sample", make)
    known = json.loads((folder / "built.json").read_text(encoding="utf-8"))
    return Sample(folder / "output", tuple(known["pages"]), tuple(known["documents"]), known["others"])
