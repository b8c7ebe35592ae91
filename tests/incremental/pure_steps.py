"""Steps of a build that follow from what they are given and from nothing else, done once for the same.

Hundreds of builds from nothing compile the same templates, read the same pages and print the same documents.
Each of these is a function of its whole input, which is the key here: the source of a template, a page, a document
with every file of its theme. So what is remembered cannot hide a stale page: a build that
hands on old input gets what belongs to the old input. `test_pure_steps` holds both to each other.

Knows these three steps. Must not know what a build keeps, nor by which keys.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from sitegen.artifacts import pdf_printer, search_documents
from sitegen.artifacts.pdf_printer import PdfPrinter
from sitegen.files import digest
from sitegen.printing.fonts import FontSet
from sitegen.printing.job import Printed, PrintJob
from sitegen.printing.pool import PrintPool
from sitegen.rendering import templates
from sitegen.rendering.theme import Theme
from sitegen.search.document import Document
from sitegen.search.page import SearchPage


class _Compiled(BytecodeCache):
    """Templates by name and source; where their file lies makes no difference."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], bytes] = {}

    def get_cache_key(self, name: str, _filename: str | None = None) -> str:
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        code = self._code.get((bucket.key, bucket.checksum))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


@dataclass(frozen=True)
class _Lent:
    """A press that others use as well, and that stays open."""

    press: PrintPool

    def print(self, jobs: Iterable[PrintJob]) -> Iterator[Printed | str]:
        return self.press.print(jobs)

    def __exit__(self, *_how: object) -> None:
        pass


@dataclass
class PureSteps:
    """What was done before; `saved` counts how often a step was not done again."""

    saved: dict[str, int] = field(default_factory=dict)
    _compiled: _Compiled = field(default_factory=_Compiled)
    _documents: dict[SearchPage, Document] = field(default_factory=dict)
    _printed: dict[str, Printed] = field(default_factory=dict)
    _presses: dict[str, PrintPool] = field(default_factory=dict)

    def remember(self, patch: pytest.MonkeyPatch) -> None:
        """From now on, in this process and those forked from it."""
        environment, read, prints = templates.Environment, search_documents.document_of, PdfPrinter._printed
        patch.setattr(pdf_printer, "PrintPool", self._press)
        patch.setattr(templates, "Environment", lambda **settings: self._environment(environment, settings))
        patch.setattr(search_documents, "document_of", lambda page: self._read(read, page))
        patch.setattr(PdfPrinter, "_printed", lambda printer, jobs: self._print(prints, printer, jobs))

    def _environment(self, make: type[Environment], settings: dict[str, Any]) -> Environment:
        return make(**settings, bytecode_cache=self._compiled)

    def _read(self, make: Callable[[SearchPage], Document], page: SearchPage) -> Document:
        if page in self._documents:
            self._count("read")
        else:
            self._documents[page] = make(page)
        return self._documents[page]

    def _print(
        self,
        make: Callable[[PdfPrinter, Sequence[PrintJob]], Iterable[Printed | str]],
        printer: PdfPrinter,
        jobs: Sequence[PrintJob],
    ) -> Iterator[Printed | str]:
        keys = [digest(pickle.dumps(tuple(_input(printer._theme, job)))) for job in jobs]
        missing = {key: job for key, job in zip(keys, jobs, strict=True) if key not in self._printed}
        made = dict(zip(missing, make(printer, tuple(missing.values())), strict=True)) if missing else {}
        self._printed |= {key: each for key, each in made.items() if isinstance(each, Printed)}
        for key in keys:
            if key not in missing:
                self._count("print")
            yield made[key] if key in made else self._printed[key]

    def _press(self, style: Path, theme: tuple[Path, ...], fonts: FontSet, *, most: int) -> _Lent:
        """Workers that are warm already, where the theme lies in the same place and is the same."""
        key = digest(pickle.dumps((style, theme, fonts.stamp, *_files(theme))))
        if key not in self._presses:
            self._presses[key] = PrintPool(style, theme, fonts, most=most)
        return _Lent(self._presses[key])

    def close(self) -> None:
        """Let the workers end."""
        for press in self._presses.values():
            press.__exit__(None, None, None)

    def _count(self, step: str) -> None:
        self.saved[step] = self.saved.get(step, 0) + 1


def _input(theme: Theme, job: PrintJob) -> Iterator[object]:
    """Everything that a document can depend on: itself, every file of its folders and of its theme."""
    yield (job.html, job.css, job.url, job.day, job.files, job.weight)
    yield from _files((*(folder for _, folder in job.folders), *theme.folders))


def _files(folders: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """The path and digest of every file of the folders, but for what builds keep there."""
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            if ".sitegen" not in path.parts:
                yield (path.relative_to(folder).as_posix(), digest(path.read_bytes()))
