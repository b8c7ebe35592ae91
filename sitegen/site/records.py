"""What builds note in the database, and how it becomes bytes.

Knows JSON and the types of records. Must not know how they come about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

import msgspec

from sitegen.cache.entries import key
from sitegen.diagnostics import Diagnostic
from sitegen.files import FileDigest
from sitegen.model.results.outcome import Result, Verdict
from sitegen.model.results.summary import ReportSummary

Record = TypeVar("Record")


class BadRecord(ValueError):
    """Not a record of that type: as good as none."""


@dataclass(frozen=True, slots=True)
class CheckedReport:
    """What checking a report came to.

    `results` are numbers of outcomes, by rule. `expiries` are the days until which its 数据说明 are valid, and those
    after which something no longer lies in the future: as long as none of them lies between `day`, when it was checked, and another day, the result is the same on that day.
    `verdict` is a digest of every outcome: pages that show outcomes follow from it. It is not `whole` where files were
    left unread because those of other reports had taken all the time: they are read the next time.
    """

    findings: tuple[Diagnostic, ...]
    summary: ReportSummary
    shown: str
    """A digest of the summary: lists follow from it."""
    results: Mapping[str, Mapping[Result, int]]
    expiries: tuple[date, ...]
    day: date
    verdict: str
    whole: bool = True

    def holds(self, today: date) -> bool:
        """Whether it says the same as a check made `today` would."""
        return self.whole and all((until < self.day) == (until < today) for until in self.expiries)


@dataclass(frozen=True, slots=True)
class Product:
    """Files of the output that were made together, without their content: path → digest and size. `wrong` is
    what is wrong with them, `links` where they lead beyond themselves. `ids` are those of its pages, where other pages
    are likely to lead to them: path → ids (of other pages they are read from the page when they are needed).
    `pages` is the length of a document.
    """

    files: Mapping[str, FileDigest]
    wrong: tuple[Diagnostic, ...] = ()
    links: tuple[str, ...] = ()
    pages: int = 0
    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)


def written(record: object) -> bytes:
    """`record` as UTF-8."""
    return msgspec.json.encode(record)


def read(data: bytes, kind: type[Record]) -> Record:
    """The record that `data` is; raises BadRecord."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadRecord(str(error)) from error


def digest_of(record: object) -> str:
    """A digest of everything that `record` says."""
    return key(written(record))


def verdict_digest(verdict: Verdict) -> str:
    """A digest of every outcome and finding."""
    return digest_of((verdict.outcomes, verdict.diagnostics, sorted(verdict.attainments.items())))
