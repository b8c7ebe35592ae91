"""Lists in a sentence: parts in brackets, parts with their shares, quantities given in turn (分别).

Knows only the sentence and where its quantities stand. Must not know names' meaning or facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sitegen.checks.narrative.grammar import phrases
from sitegen.checks.narrative.grammar.claims import Apposition, Level, Mention
from sitegen.prose.text.quantities import Quantity


def listed(text: str, items: Sequence[Mention | Quantity]) -> bool:
    """Whether nothing but 、和, stands between the items."""
    return all(phrases.LISTED.fullmatch(text[a.end : b.start]) for a, b in pairwise(items))


def in_turn(text: str, quantities: Sequence[Quantity], first: Quantity) -> tuple[Quantity, ...]:
    """The quantities from `first` on that are listed one after another."""
    found = [first]
    for each in quantities[quantities.index(first) + 1 :]:
        if not listed(text, (found[-1], each)):
            break
        found.append(each)
    return tuple(found)


def whole_before(text: str, quantities: Sequence[Quantity], part: Quantity) -> Quantity | None:
    """The quantity of which 其中 says that `part` is one."""
    at = text.rfind("其中", 0, part.start)
    wholes = [each for each in quantities if each.end <= at and each.unit == part.unit]
    return wholes[-1] if wholes and not wholes[-1].rough and wholes[-1].end + 2 >= at else None


def appositions(text: str, items: Sequence[Mention | Quantity], until: int) -> Iterator[Apposition]:
    """地方资金 10 万元（省级资金 4 万元、市县资金 6 万元）: nothing in the brackets but names and amounts in turn."""
    for index, whole in enumerate(items):
        if not isinstance(whole, Quantity) or whole.unit != "元" or whole.rough or whole.end > until:
            continue
        end = text.find(")", whole.end) if text.startswith("(", whole.end) else -1
        if end < 0:
            continue
        inside = [each for each in items[index + 1 :] if each.end <= end]
        found = list(_in_turn_named(text, whole.end + 1, inside))
        if len(found) > 1 and 2 * len(found) == len(inside) and found[-1].quantity.end == end:
            yield Apposition(whole, tuple(found))


def _in_turn_named(text: str, begin: int, items: Sequence[Mention | Quantity]) -> Iterator[Level]:
    for name, amount in zip(items[::2], items[1::2], strict=False):
        if not isinstance(name, Mention) or not isinstance(amount, Quantity):
            return
        joined = text[begin : name.start] in ("", "、", ",") and phrases.LEVEL.fullmatch(
            text, name.end, amount.start
        )
        if not joined or amount.unit != "元" or amount.rough:
            return
        begin = amount.end
        yield Level(name, amount)


def pairs_before(
    text: str, quantities: Sequence[Quantity], share: Quantity
) -> list[tuple[Quantity, Quantity]]:
    """The shares listed from `share` on, each with its part before them; none if they do not match."""
    shares = in_turn(text, quantities, share)
    index = quantities.index(share)
    amounts = quantities[max(0, index - len(shares)) : index]
    apart = any(mark in text[amounts[0].end : amounts[-1].start] for mark in ";:占") if amounts else True
    if apart or len(amounts) != len(shares) or any(each.unit != "%" for each in shares):
        return []
    return list(zip(amounts, shares, strict=True))
