"""An index: what can be found on which page, in shards, and the change of it from page to page.

Knows grams by the numbers of pages. An index that was changed is the index that would be made anew, byte for byte.
Must not know what pages are, nor where shards are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from sitegen.search.grams import shard_of
from sitegen.search.postings import packed, unpacked
from sitegen.search.shards import pack_shard, unpack_shard

Grams = frozenset[str]


class Change(NamedTuple):
    """A page that loses and gains grams, at the number `before` and at that `after`; no number is None."""

    before: int | None
    lost: Grams
    after: int | None
    gained: Grams


def made(pages: Iterable[tuple[int, Grams]], shards: int) -> Iterator[tuple[int, bytes]]:
    """Yield the shards of an index of `pages`, which come by their numbers, each with its own number."""
    numbers: dict[str, int | list[int]] = {}
    for number, grams in pages:
        for gram in grams:
            known = numbers.setdefault(
                gram, number
            )  # most are on one page alone: a list for each is much memory
            if isinstance(known, list):
                known.append(number)
            elif known != number:
                numbers[gram] = [known, number]
    parts: list[list[str]] = [[] for _ in range(shards)]
    for gram in numbers:
        parts[shard_of(gram, shards)].append(gram)
    for shard, grams_of_it in enumerate(parts):
        found = ((gram, numbers.pop(gram)) for gram in grams_of_it)
        yield shard, pack_shard({gram: packed([on] if isinstance(on, int) else on) for gram, on in found})
        grams_of_it.clear()


def changed(changes: Iterable[Change], shards: int, content: Callable[[int], bytes]) -> dict[int, bytes]:
    """Return the shards that are other ones after `changes`; `content` gives a shard as it was. Raises ValueError when
    one is damaged.
    """
    parts: dict[int, dict[str, bytes]] = {}
    for gram, (lost, gained) in _by_gram(changes).items():
        number = shard_of(gram, shards)
        if number not in parts:
            parts[number] = unpack_shard(content(number))
        part = parts[number]
        left = sorted(set(unpacked(part.get(gram, b""))) - lost | gained)
        if left:
            part[gram] = packed(left)
        else:
            part.pop(gram, None)
    return {number: pack_shard(part) for number, part in sorted(parts.items())}


def _by_gram(changes: Iterable[Change]) -> Mapping[str, tuple[set[int], set[int]]]:
    """Return, by gram, the numbers that it loses and those that it gains."""
    found: dict[str, tuple[set[int], set[int]]] = {}
    for change in changes:
        stays = change.lost & change.gained if change.before == change.after else frozenset()
        for side, number, grams in ((0, change.before, change.lost), (1, change.after, change.gained)):
            if number is not None:
                for gram in grams - stays:
                    found.setdefault(gram, (set(), set()))[side].add(number)
    return found
