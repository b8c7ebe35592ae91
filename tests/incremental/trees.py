"""What the tests of builds compare: the files of a folder, and what a first build would make of a site.

Knows the black box: a site's folder, the day, what is published, what is found. Must not know how a build finds
out what has changed.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sitegen import pipeline
from sitegen.checking import Findings
from sitegen.explain import OF_BUILDING
from sitegen.files import digest
from sitegen.model.results.outcome import Result as Outcome
from sitegen.model.results.outcome import Summary
from sitegen.publishing.manifest import MANIFEST

Tree = dict[str, bytes]


@dataclass(frozen=True)
class Checked:
    """What `sitegen check` tells: findings in the order of their words, keys of reports, numbers of outcomes."""

    diagnostics: tuple[str, ...]
    reports: tuple[str, ...]
    results: Mapping[str, Mapping[Outcome, int]]

    @classmethod
    def of(cls, found: Findings) -> Checked:
        """What a check would tell of what a check or a build has `found`."""
        told = (repr(each) for each in found.diagnostics if each.code not in OF_BUILDING)
        return cls(tuple(sorted(told)), found.reports, found.results)


@dataclass(frozen=True)
class Result:
    """What a build came to. Findings are in the order of their words; the `tree` is what is published now,
    whether or not by this build.
    """

    published: bool
    diagnostics: tuple[str, ...]
    summary: Summary
    pages: tuple[str, ...]
    documents: tuple[str, ...]
    others: int
    tree: Tree
    checked: Checked


@dataclass
class FirstBuilds:
    """Builds of content as if it never had been built, in `folder`, by one process, however many others take. What
    was made once is not made again.
    """

    folder: Path
    made: dict[str, Result] = field(default_factory=dict)
    _same: dict[bytes, bytes] = field(default_factory=dict)

    def of(self, root: Path, today: date, *, pdf: bool = False) -> Result:
        """The site at `root`, copied to a folder that no build has seen."""
        sources = {path: data for path, data in everything(root).items() if not path.startswith(".sitegen/")}
        parts = (part for path in sorted(sources) for part in (path.encode(), digest(sources[path]).encode()))
        key = digest(str((today, pdf)).encode(), *parts)
        if key not in self.made:
            copy = self.folder / "copy"
            shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".sitegen"))
            result = built(copy, self.folder / "output", today, pdf=pdf, jobs=1)
            # Most files are those of other builds: one copy of each is enough.
            result.tree.update(
                {path: self._same.setdefault(data, data) for path, data in result.tree.items()}
            )
            self.made[key] = result
            shutil.rmtree(self.folder)
        return self.made[key]


def built(root: Path, output: Path, today: date, *, pdf: bool = False, jobs: int | None = None) -> Result:
    """Build, and look at what there is then."""
    found = pipeline.build(root, output, today=today, pdf=pdf, jobs=jobs)
    return Result(
        found.published,
        tuple(sorted(map(repr, found.checked.diagnostics))),
        found.checked.summary,
        found.pages,
        found.documents,
        found.others,
        tree(output),
        Checked.of(found.checked),
    )


def everything(folder: Path) -> Tree:
    """Every file by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def tree(output: Path) -> Tree:
    """What is published, with the list of it; nothing if there is no such folder."""
    found = everything(output)
    return {path: data for path, data in found.items() if path == MANIFEST or not path.startswith(".sitegen")}


def assert_same(now: Result, wanted: Result, before: Tree, where: str) -> None:
    """`before` is what was published until now: it stays if nothing is published."""
    assert now.diagnostics == wanted.diagnostics, f"{where}: other findings.\n{_compared(now, wanted)}"
    assert now.published == wanted.published, (
        f"{where}: published {now.published}, should be {wanted.published}"
    )
    assert now.summary == wanted.summary, f"{where}: {now.summary}, should be {wanted.summary}"
    expected = wanted.tree if wanted.published else before
    assert now.tree == expected, f"{where}: other files.\n{differences(now.tree, expected)}"
    made, should = ((each.pages, each.documents, each.others) for each in (now, wanted))
    assert made == should, f"{where}: says it made {made}, should be {should}"


def _compared(now: Result, wanted: Result) -> str:
    more, fewer = set(now.diagnostics), set(wanted.diagnostics)
    return "\n".join(
        [
            "found only now:",
            *sorted(more - fewer),
            "not found now:",
            *sorted(fewer - more),
            f"{len(now.diagnostics)} findings, should be {len(wanted.diagnostics)}",
        ]
    )


def differences(now: Tree, wanted: Tree) -> str:
    """Which files differ, and of the first ones the first line that does."""
    said = [
        *(f"  too much: {path}" for path in sorted(now.keys() - wanted.keys())),
        *(f"  missing: {path}" for path in sorted(wanted.keys() - now.keys())),
    ]
    for path in sorted(path for path in now.keys() & wanted.keys() if now[path] != wanted[path]):
        said.append(f"  differs: {path}")
        if not path.endswith((".png", ".pdf", ".xlsx")) and len(said) < 40:
            lines = zip(now[path].split(b"\n"), wanted[path].split(b"\n"), strict=False)
            ours, theirs = next((both for both in lines if both[0] != both[1]), (b"", b"(longer)"))
            said += [f"    is:        {_short(ours)}", f"    should be: {_short(theirs)}"]
    return "\n".join(said)


def _short(line: bytes) -> str:
    return line.decode(errors="replace").strip()[:300]
