"""Words that take up a change told before: 减少的主要原因是, 均比上年减少.

Knows these words, and which change they can mean. Must not know how changes are told or rules.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sitegen import lazy_re as re
from sitegen.model.reports.passage import Passage
from sitegen.prose.relations.relations import Kind, Relation, Word, first_that_holds
from sitegen.prose.text import labels, words
from sitegen.prose.text.document import Document, Paragraph
from sitegen.prose.text.terms import MOST_WORDS, Role, Term

_Named = Mapping[tuple[str, str], Sequence[Term]]
"""The changes of a text by the heading under which they are told and by what has changed, in order."""


def changes_in_words(document: Document) -> Iterator[Relation]:
    """Every such word with the changes that it may take up: it is wrong only if it fits none."""
    named: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for paragraph in document.paragraphs:
        for name, change in _named(paragraph):
            named[paragraph.passage.at, name].append(change)
    before: Sequence[Term] = ()
    for paragraph in document.paragraphs:
        changed = tuple(term for term in paragraph.terms if term.role in _CHANGES)
        if named or changed:
            yield from _taken_up(document, paragraph, changed, named)
            yield from _given(document, paragraph.passage, named)
        yield from _related(paragraph.passage, changed)
        yield from _of_all(paragraph.passage, changed, before)
        before = changed or before


_CHANGES = (Role.CHANGE, Role.RATE)


def _named(paragraph: Paragraph) -> Iterator[tuple[str, Term]]:
    """The changes of a paragraph, each with the name of what has changed."""
    for _, terms in paragraph.sentences:
        levels: dict[int, Term] = {}
        for term in terms:
            if term.role is Role.LEVEL and not term.beside:
                levels[term.depth] = term
            elif term.role in _CHANGES:
                name = term.subject or _named_by(levels.get(term.depth), term)
                if name not in labels.NAMELESS and name not in labels.GENERIC:
                    yield name, term


def _named_by(level: Term | None, change: Term) -> str:
    """The name of the amount before a change, where nothing but what is in brackets stands between them."""
    if level is None:
        return ""
    between = level.sentence.text[level.quantity.end : change.quantity.start]
    return "" if _NEXT.search(_CLOSED.sub("", between)) else level.subject


def _taken_up(
    document: Document, paragraph: Paragraph, changed: Sequence[Term], named: _Named
) -> Iterator[Relation]:
    """公务接待费减少的主要原因是: of the change of that name told before; of the nearest ones where there is no name."""
    passage = paragraph.passage
    for match in words.REASON.finditer(passage.text):
        head = _HEAD.split(passage.text[max(0, match.start() - MOST_WORDS) : match.start()])[-1]
        name = labels.label(head)
        told: Sequence[Term] = ()
        if name not in labels.NAMELESS:
            found = _under_one_heading(document, named, name, passage, match.start())
            told = [
                term for term in found if term.sentence.passage is not passage or _end(term) < match.start()
            ]
        elif not match["budget"]:
            told = _last_before(changed, match.start())
        if match["budget"]:
            told = [term for term in told if words.SINCE_BUDGET.search(term.words)]
        yield from _compared(told, Word(passage, match.start(), match.end()), rises=_rises(match))


def _given(document: Document, passage: Passage, named: _Named) -> Iterator[Relation]:
    """主要原因是公务用车购置费增加: of the change of that name."""
    for match in words.REASON_IS_CHANGE.finditer(passage.text):
        name = labels.label(match["name"])
        told = _under_one_heading(document, named, name, passage, match.start())
        said = Word(passage, match.start("name"), match.end())
        yield from _compared(told, said, rises=_rises(match))


def _related(passage: Passage, changed: Sequence[Term]) -> Iterator[Relation]:
    """增加 5 万元，主要原因是更换设备，导致相关支出增加: of the change that stands right before the reason."""
    for match in words.RELATED.finditer(passage.text) if changed else ():
        near = [term for term in _last_before(changed, match.start()) if match.start() - _NEAR < _end(term)]
        if not words.ON_THE_OTHER_HAND.search(match[0]):
            said = Word(passage, match.start("said"), match.end())
            yield from _compared(near, said, rises=_rises(match))


def _last_before(changed: Sequence[Term], start: int) -> Sequence[Term]:
    """The nearest of a paragraph's changes that end before `start`."""
    index = bisect_left(changed, start, key=_end)
    return changed[max(0, index - _NEAREST) : index]


def _rises(match: re.Match[str]) -> bool:
    found = match.groupdict()
    return bool(found.get("more") or found.get("above") or (found["way"] and words.sign_of(found["way"]) > 0))


def _compared(told: Sequence[Term], said: Word, *, rises: bool) -> Iterator[Relation]:
    kind = Kind.RISING if rises else Kind.FALLING
    yield from first_that_holds(Relation(kind, (term,), said) for term in reversed(told[-_NEAREST:]))


def _under_one_heading(
    document: Document, named: _Named, name: str, passage: Passage, start: int
) -> Sequence[Term]:
    """The nearest changes of that name that are told under the heading of the words at `start`, and of the same project."""
    found = named.get((passage.at, name), ())
    place = document.place

    def where(term: Term) -> tuple[int, int]:
        return place[term.sentence.passage], _end(term)

    middle = bisect_left(found, (place[passage], start), key=where)
    thing = document.thing_at(passage, start)
    near = found[max(0, middle - _NEAREST) : middle + _NEAREST]
    return [term for term in near if document.thing(term) == thing]


def _of_all(passage: Passage, changed: Sequence[Term], before: Sequence[Term]) -> Iterator[Relation]:
    """支出总额及明细均比上年减少: of the changes told before it under the same heading, in this paragraph or the last."""
    for match in words.ALL_CHANGED.finditer(passage.text) if changed or before else ():
        own = _last_before(changed, match.start())
        earlier = [term for term in before[-_NEAREST:] if term.sentence.passage.at == passage.at]
        told = [term for term in own or earlier if not words.SINCE_BUDGET.search(term.words)]
        if len(told) > 1:
            yield from _compared(told, Word(passage, match.start(), match.end()), rises=_rises(match))


def _end(term: Term) -> int:
    return term.sentence.offsets[term.quantity.end - 1]


_HEAD = re.compile(r"[,;:。，；：]|其中|(?<=[出费])中")
_CLOSED = re.compile(r"\([^()]*\)")
_NEXT = re.compile(r";|其中|包括")
_NEAREST = 6
_NEAR = 40
