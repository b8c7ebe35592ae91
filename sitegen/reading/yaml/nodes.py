"""YAML as a tree of raw texts with their places.

Knows scalars, sequences and mappings with text keys. A scalar is the text as written: whether it is
a number, a date or a yes is for the form to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sitegen.source import Span


class Scalar(NamedTuple):
    """A value as written, quotes and escapes resolved. `span` covers it with its quotes."""

    text: str
    span: Span
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    span: Span


class Entry(NamedTuple):
    """A key and its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order they are written; every key once."""

    entries: tuple[Entry, ...]
    span: Span

    def entry(self, name: str) -> Entry | None:
        """The entry whose key is `name`."""
        return next((entry for entry in self.entries if entry.key.text == name), None)

    def get(self, name: str) -> Node | None:
        """The value of the key `name`."""
        entry = self.entry(name)
        return entry.value if entry is not None else None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys in their order."""
        return tuple(entry.key.text for entry in self.entries)


Node = Scalar | Sequence | Mapping


def child(node: Node | None, *names: str) -> Node | None:
    """What `node` has under the first of `names`, and that under the next, and so on; or None."""
    for name in names:
        node = node.get(name) if isinstance(node, Mapping) else None
    return node
