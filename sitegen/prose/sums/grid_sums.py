"""Sums among the rows and among the columns of tables in running text.

Knows how tables print totals, and that what adds up in most of its places is meant to in all. Must not know text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen import lazy_re as re
from sitegen.prose.relations.mending import is_one_slip_away
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text import labels, wholes
from sitegen.prose.text.document import Document
from sitegen.prose.text.grids import Line
from sitegen.prose.text.terms import Term

_TOTAL = re.compile(r"合计|总计|小计|共计|总额")
_MOST = 80
"""Lines of a table among which totals are sought."""
_LONG = 100
"""What adds up is no chance from here on."""


def grid_sums(document: Document) -> Iterator[Relation]:
    """Every total of a table with its parts, place by place."""
    for grid in document.grids:
        for lines in (grid.rows, grid.columns):
            known = dict(_known(lines))
            for total, parts in known.items():
                yield from _relations(lines, total, parts)
            learned = dict(_learned(lines[:_MOST]))
            for total, parts in (learned or dict(_named_total(lines[:_MOST]))).items():
                if total not in known:
                    for relation in _relations(lines, total, parts):
                        if relation.holds or is_one_slip_away(relation):
                            yield relation


def _relations(lines: Sequence[Line], total: int, parts: Sequence[int]) -> Iterator[Relation]:
    for place, whole in enumerate(lines[total].numbers):
        found = [term for part in parts if (term := lines[part].numbers[place]) is not None]
        relation = Relation(Kind.SUM, (*found, whole)) if whole is not None and found else None
        if relation is not None and (len(found) == len(parts) or relation.holds):
            yield relation  # what is left blank may be nothing, or missing


def _known(lines: Sequence[Line]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Totals whose parts the field prescribes, by their names."""
    named = {_label(line.name): index for index, line in enumerate(lines)}
    if "" in named and "三公" not in named:
        named["三公"] = named[""]  # the table's own total
    for whole, parts in wholes.known_parts(named):
        yield named[whole], tuple(named[part] for part in parts)


def _label(name: str) -> str:
    return labels.label(_TOTAL.sub("", name))


def _learned(lines: Sequence[Line]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Totals before their parts, the innermost first; then totals behind them."""
    rows = _even(lines)
    left = list(range(len(lines)))
    for forward in (True, False):
        for total in reversed(left.copy()) if forward else left.copy():
            at = left.index(total)
            near = left[at + 1 :] if forward else left[:at][::-1]
            least = 1 if _TOTAL.search(lines[total].name) else _TWO
            apart = [each for each in near if not _OF_ANOTHER.match(lines[each].name)]
            parts = _parts(rows, total, near, least=least) or _parts(rows, total, apart, least=least)
            if parts:
                yield total, tuple(sorted(parts))
                left = [each for each in left if each not in parts]


def _named_total(lines: Sequence[Line]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The only total of a table, if it is its first or last line, with all others: where one of them is mistyped, nothing adds up."""
    named = [index for index, line in enumerate(lines) if _TOTAL.search(line.name)]
    apart = any(_OF_ANOTHER.match(line.name) for line in lines)
    if len(named) == 1 and named[0] in (0, len(lines) - 1) and len(lines) > _TWO + 1 and not apart:
        yield named[0], tuple(index for index in range(len(lines)) if index != named[0])


_TWO = 2
_OF_ANOTHER = re.compile(r"\s*其中")
"""The name of a line that may be of the line before it, and not of the total."""


def _even(lines: Sequence[Line]) -> list[list[int | None]]:
    """The numbers as whole numbers, in each place of its finest digit."""
    width = range(len(lines[0].numbers)) if lines else range(0)
    finest = [max((_decimals(line.numbers[place]) for line in lines), default=0) for place in width]
    return [
        [_scaled(term, places) for term, places in zip(line.numbers, finest, strict=True)] for line in lines
    ]


def _decimals(term: Term | None) -> int:
    return term.quantity.decimals if term is not None else 0


def _scaled(term: Term | None, places: int) -> int | None:
    return int(term.quantity.value.scaleb(places)) if term is not None else None


def _parts(rows: Sequence[list[int | None]], total: int, near: Sequence[int], *, least: int) -> list[int]:
    """The first of the lines `near` that add up to `total` in all places but one, and in `least` at least."""
    whole = rows[total]
    added = [0] * len(whole)
    for count, part in enumerate(near, 1):
        added = [each + (number or 0) for each, number in zip(added, rows[part], strict=True)]
        apart = [abs(each - due) * 2 for each, due in zip(added, whole, strict=True) if due is not None]
        fitting = sum(
            abs(each - due) * 2 <= count + 1 and due >= _LONG
            for each, due in zip(added, whole, strict=True)
            if due is not None
        )
        if count > 1 and fitting >= least and sum(each > count + 1 for each in apart) <= 1:
            return list(near[:count])
    return []
