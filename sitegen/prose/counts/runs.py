"""Lists that nothing opens: 已落实 90 亩，建设甲 20 亩、乙 30 亩、丙 25 亩和丁 15 亩; 新建 9 公里：左岸 4 公里，右岸 5 公里; 甲 1 次、乙 4 次、丙 2 次，共 7 次.

Knows where numbers of one unit stand one behind the other. Must not know what opens a list or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen import lazy_re as re
from sitegen.prose.relations.mending import is_one_slip_away
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import BEFORE, Role, Term

_NEXT = re.compile(r"(?:\([^()]*\))?(?:[、,]|[和及与]|以及)[^;:。]*")
_LISTED = re.compile(r"(?:\([^()]*\))?(?:、|[和及与]|以及)[^,;:。]*")
_COLON = re.compile(r"(?:\([^()]*\))?:[^,;:。\d]*")
_TOGETHER = re.compile(r",(?:共|共计|合计|总计)(?:为|是)?")
_OPEN = re.compile(
    r"其中|(?:19|20)\d\d年|上年|去年|包括|包含|占|比|较|每|均|累计|等|加|减|扣|合计|总计|总量|总额"
)
_FEW, _MANY, _MOST = 2, 4, 24
_TRIED = 8
"""Parts of a list of which each is tried for a slip."""


def runs(document: Document) -> Iterator[Relation]:
    """Every such list with its whole, where it adds up or would but for one slip; things that are counted in full with 共
    behind them must.
    """
    for paragraph in document.paragraphs:
        for place, (sentence, terms) in enumerate(paragraph.sentences):
            plain = [term for term in terms if term.kind != "proportion"]
            yield from _behind_their_whole(sentence.text, plain)
            units = frozenset(term.quantity.unit for term in paragraph.before(place))
            yield from _before_their_whole(sentence.text, plain, units)


def _behind_their_whole(text: str, terms: Sequence[Term]) -> Iterator[Relation]:
    for index, whole in enumerate(terms[:-_FEW]):
        first = terms[index + 1]
        opened = _COLON.fullmatch(text, whole.quantity.end, first.quantity.start) is not None
        parts = _run(text, terms[index + 1 : index + 1 + _MOST], _NEXT)
        end = parts[-1].quantity.end if parts else 0
        if (
            len(parts) < (_FEW if opened else _MANY)
            or _OPEN.match(whole.words)
            or _LISTED.fullmatch(text, whole.quantity.end, first.quantity.start)
            or not _are_alike([whole, *parts])
            or _OPEN.search(text, whole.quantity.end, end)
            or text.startswith("等", end)
        ):
            continue
        relation = Relation(Kind.SUM, (*parts, whole))
        if relation.holds or (len(parts) <= _TRIED and is_one_slip_away(relation)):
            yield relation


def _before_their_whole(text: str, terms: Sequence[Term], told: frozenset[str]) -> Iterator[Relation]:
    """The lists of a sentence; of a unit that the sentence before has `told`, too, more may be meant than its own."""
    for index, whole in enumerate(terms[: _MOST + 1]):
        before = terms[:index]
        if not before or not _TOGETHER.fullmatch(text, before[-1].quantity.end, whole.quantity.start):
            continue
        alike = [term for term in before if term.quantity.unit == whole.quantity.unit]
        listed = len(alike) > _FEW and _run(text, alike, _LISTED) == alike and alike[-1] is before[-1]
        if listed and _are_alike([*alike, whole]) and not _OPEN.search(text, 0, whole.quantity.start):
            relation = Relation(Kind.SUM, (*alike, whole))
            if relation.holds or whole.quantity.unit not in told or is_one_slip_away(relation):
                yield relation


def _run(text: str, terms: Sequence[Term], between: re.Pattern[str]) -> list[Term]:
    """The first of the terms and those listed behind it in its unit."""
    found = [*terms[:1]]
    for term in terms[1:_MOST]:
        last = found[-1]
        if term.quantity.unit != last.quantity.unit or term.depth != last.depth:
            break
        if between.fullmatch(text, last.quantity.end, term.quantity.start) is None:
            break
        found.append(term)
    return found


def _are_alike(terms: Sequence[Term]) -> bool:
    return len({term.quantity.unit for term in terms}) == 1 and all(
        term.role in (Role.LEVEL, Role.UNCLEAR)
        and term.kind not in ("proportion", "百分点", "倍")
        and not (term.quantity.rough or term.beside or term.to or term.year == BEFORE)
        and term.planned == terms[0].planned
        and (term.year, term.period) == (terms[0].year, terms[0].period)
        for term in terms
    )
