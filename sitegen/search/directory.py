"""The file that the browser reads first: what can be chosen by, what each page is, other names of the same; and the
numbers by which the index names pages.

Knows pages as departments and lists of the site, and their order. A group of pages begins at a multiple of BLOCK, so
that a page that joins one moves none of the other groups until BLOCK more have joined. Must not know the index.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sitegen.search.shards import pack

DIRECTORY = "directory.bin"
SHARDS, TEXTS = "grams", "text"
"""Folders beside it."""

BLOCK = 32
"""The browser reckons with the same."""


def shard_path(number: int) -> str:
    """Return where the shard with this number lies."""
    return f"{SHARDS}/{number}.bin"


def text_path(number: int) -> str:
    """Return where the text of the page with this number lies."""
    return f"{TEXTS}/{number}.bin"


@dataclass(frozen=True, slots=True)
class ListedReport:
    """A report as it can be chosen; `form` is a title."""

    url: str
    year: int
    form: str
    grade: str


@dataclass(frozen=True, slots=True)
class ListedDepartment:
    """A department with the address of its own page, and its reports in order."""

    url: str
    name: str
    short_name: str
    reports: tuple[ListedReport, ...]


@dataclass(frozen=True, slots=True)
class SitePages:
    """All pages that can be found. `others` belong to no department: address → the title of a form, the number of a
    year, or nothing.
    """

    others: Mapping[str, str | int | None]
    departments: tuple[ListedDepartment, ...]
    synonyms: tuple[tuple[str, ...], ...] = ()

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The addresses of pages, as they are numbered."""
        return (
            tuple(self.others),
            *((each.url, *(report.url for report in each.reports)) for each in self.departments),
        )


def numbers_of(groups: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return the number of each page of `groups`, by its address. Raises ValueError when two have one address."""
    found: dict[str, int] = {}
    first = 0
    for group in groups:
        found.update((url, first + at) for at, url in enumerate(group))
        first += -(-len(group) // BLOCK) * BLOCK
    if len(found) != sum(map(len, groups)):
        raise ValueError("two pages have the same address")
    return found


def shards_for(pages: int) -> int:
    """Return into how many shards the index of so many pages is parted: so that each has about 2 kB."""
    return max(16, 1 << (max(pages, 1) // 4).bit_length())


def directory(pages: SitePages, shards: int, digests: Iterable[str]) -> bytes:
    """Return the file that describes `pages`, whose index has so many shards; the other files have these `digests`."""
    reports = [report for each in pages.departments for report in each.reports]
    forms = _distinct(
        [each for each in pages.others.values() if isinstance(each, str)] + [each.form for each in reports]
    )
    grades = _distinct(each.grade for each in reports)
    content = {
        "version": sha256("".join(digests).encode()).hexdigest()[:12],
        "shards": shards,
        "others": [each or 0 for each in pages.others.values()],
        "departments": [[each.name, each.short_name, len(each.reports)] for each in pages.departments],
        "forms": forms,
        "grades": grades,
        "year": [each.year for each in reports],
        "form": [*map(_places(forms).__getitem__, (each.form for each in reports))],
        "grade": [*map(_places(grades).__getitem__, (each.grade for each in reports))],
        "synonyms": pages.synonyms,
    }
    return pack(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


def _distinct(values: Iterable[str]) -> list[str]:
    return sorted(set(values))


def _places(values: Sequence[str]) -> dict[str, int]:
    return {value: at for at, value in enumerate(values)}
