"""What became of every text of a document: each has one fate, and each address one text.

Knows fates. Must not know how they are decided. This is what makes an import safe: nothing is dropped, nothing is put
in two places, and what is not placed is told with its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sitegen.importing.source import Document, Unit


class Fate(StrEnum):
    """What became of a text. The values are what people read."""

    PLACED = "已放入"
    CHANGED = "已放入，与原件有出入"
    UNCLEAR = "说不清"
    LEFT = "没有放入"
    STRUCTURE = "表头和标签"


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of the source at `at`, and where it went: `addresses` of the report; `why` it did not, or what is odd."""

    at: str
    text: str
    fate: Fate
    addresses: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


class Ledger:
    """Is written while a document is placed, then closed."""

    def __init__(self, document: Document) -> None:
        self._units = document.units()
        self._placed: dict[Unit, tuple[str, ...]] = {}
        self._structure: set[Unit] = set()
        self._unclear: dict[Unit, dict[str, None]] = {}
        self._remarks: dict[Unit, dict[str, None]] = {}
        self._taken: dict[str, Unit] = {}

    def is_free(self, unit: Unit) -> bool:
        """Whether nothing has been decided of `unit`, but perhaps a doubt."""
        return unit not in self._placed and unit not in self._structure

    def place(self, unit: Unit, *addresses: str) -> None:
        """`unit` went to `addresses`, none of which is taken."""
        assert self.is_free(unit) and not any(each in self._taken for each in addresses), addresses
        self._placed[unit] = addresses
        self._taken |= dict.fromkeys(addresses, unit)

    def is_taken(self, address: str) -> bool:
        """Whether another text has this address."""
        return address in self._taken

    def structure(self, unit: Unit) -> None:
        """`unit` is a header, a label or a caption of the form, if it is free."""
        if self.is_free(unit):
            self._structure.add(unit)

    def doubt(self, unit: Unit, why: str) -> None:
        """It cannot be said where `unit` belongs, unless somebody else knows."""
        self._unclear.setdefault(unit, {})[why] = None

    def remark(self, unit: Unit, what: str) -> None:
        """`unit` is placed otherwise than it stands."""
        self._remarks.setdefault(unit, {})[what] = None

    def source_of(self, address: str) -> str:
        """Where in the source what is at `address` stands; "" if nothing is."""
        unit = self._taken.get(address)
        return unit.at if unit is not None else ""

    def closed(self) -> tuple[Entry, ...]:
        """One entry for every text."""
        return tuple(self._entry(unit) for unit in self._units if unit.text.strip() or unit.notes)

    def _entry(self, unit: Unit) -> Entry:
        odd = (*unit.notes, *self._remarks.get(unit, ()))
        if unit in self._placed:
            return Entry(unit.at, unit.text, Fate.CHANGED if odd else Fate.PLACED, self._placed[unit], odd)
        if unit in self._structure:
            return Entry(unit.at, unit.text, Fate.STRUCTURE, (), odd)
        doubts = tuple(self._unclear.get(unit, ()))
        return Entry(unit.at, unit.text, Fate.UNCLEAR if doubts else Fate.LEFT, (), (*doubts, *odd))


def counts(entries: Iterable[Entry]) -> dict[Fate, int]:
    """How many texts have each fate."""
    found = dict.fromkeys(Fate, 0)
    for entry in entries:
        found[entry.fate] += 1
    return found
