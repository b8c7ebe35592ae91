"""What is to be made, and what was made.

Knows paths, bytes and facts about documents. Must not know how anything is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sitegen.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Made:
    """The content of a file. `pages` is the number of pages of a document, 0 for other files."""

    data: bytes
    pages: int = 0
    warnings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of the output: its path relative to the output, and what makes it."""

    path: str
    make: Callable[[], Made]


@dataclass(frozen=True, slots=True)
class Output:
    """Files that were made, by path."""

    files: Mapping[str, Made]

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What went wrong while making them."""
        return tuple(found for made in self.files.values() for found in made.warnings)

    def contents(self) -> dict[str, bytes]:
        """Path → bytes."""
        return {path: made.data for path, made in self.files.items()}
