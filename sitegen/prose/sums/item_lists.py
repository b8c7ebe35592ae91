"""Amounts that are told one a paragraph, and the whole they are of.

Knows how paragraphs are numbered and how the sentence before them announces them. Must not know lists within a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from sitegen import lazy_re as re
from sitegen.model.reports.passage import Passage
from sitegen.prose.relations.mending import is_one_slip_away
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text import labels, words
from sitegen.prose.text.document import Document, Paragraph
from sitegen.prose.text.terms import BEFORE, Role, Term


def parts_behind(document: Document, index: int, whole: Term) -> tuple[Term, ...]:
    """The parts of `whole` that the paragraphs behind the one at `index` tell; none of too many."""
    parts = tuple(islice(_of_paragraphs(document, index + 1, whole), _MOST + 1))
    return _with_the_last(document, whole, parts) if len(parts) <= _MOST else ()


_MOST = 200
"""Parts of one whole in as many paragraphs; of a longer list none are read."""


def announced(document: Document, index: int) -> Iterator[tuple[Term, tuple[Term, ...]]]:
    """财政拨款支出主要内容如下：, with numbered paragraphs behind it: a list of the amount of that name told right before."""
    passage = document.paragraphs[index].passage
    said = words.ANNOUNCES.search(passage.text)
    name = labels.label(passage.text[: said.start()]) if said is not None else ""
    if not _FEWEST <= len(name) <= _LONGEST:
        return
    found = {
        term.amount.nominal: term
        for paragraph in document.paragraphs[max(0, index - _JUST_BEFORE) : index]
        for term in paragraph.terms
        if term.subject == name and term.kind == "money" and term.role is Role.LEVEL
        if paragraph.passage.at == passage.at and not term.beside and term.year != BEFORE
    }
    if len(found) != 1:
        return
    (whole,) = found.values()
    parts = parts_behind(document, index, whole)
    if len(parts) > _FEWEST and is_numbered(parts[0]):
        yield whole, parts


_FEWEST = 2
_JUST_BEFORE = 4
_LONGEST = 20


def _of_paragraphs(document: Document, index: int, whole: Term) -> Iterator[Term]:
    """The first amount of each of the paragraphs that follow, as long as they begin with one."""
    style: str | None = None
    for paragraph in islice(document.paragraphs, index, None):
        first = _first(paragraph, whole)
        begins = _style(paragraph.passage)
        if first is None or paragraph.passage.at != document.paragraphs[index].passage.at:
            return
        if style is not None and begins != style:
            return
        style = begins
        yield first


def _first(paragraph: Paragraph, whole: Term) -> Term | None:
    terms = paragraph.sentences[0][1] if paragraph.sentences else ()
    first = terms[0] if terms else None
    if (
        first is None
        or first.role is not whole.role
        or first.kind != whole.kind
        or is_other_side(first, whole)
    ):
        return None
    return first if first.subject and first.subject != whole.subject else None


def _with_the_last(document: Document, whole: Term, parts: tuple[Term, ...]) -> tuple[Term, ...]:
    """The parts, with the one behind them that is numbered otherwise, by a slip or as nothing at all, where the list
    adds up with it, or would but for one slip.
    """
    if not parts:
        return parts
    paragraphs = document.paragraphs
    behind = document.place[parts[-1].sentence.passage] + 1
    last = _first(paragraphs[behind], whole) if behind < len(paragraphs) else None
    if (
        last is None
        or paragraphs[behind].passage.at != parts[-1].sentence.passage.at
        or adds_up(parts, whole)
    ):
        return parts
    longer = Relation(Kind.SUM, (*parts, last, whole))
    return (*parts, last) if longer.holds or is_one_slip_away(longer) else parts


def is_other_side(term: Term, whole: Term) -> bool:
    """Whether one is a budget and the other was spent."""
    return term.planned is not None and whole.planned is not None and term.planned != whole.planned


def adds_up(parts: tuple[Term, ...], whole: Term) -> bool:
    """Whether the parts are together as much as the whole."""
    return Relation(Kind.SUM, (*parts, whole)).holds


def is_numbered(part: Term) -> bool:
    """Whether the paragraph of a part bears a number or the mark of an item."""
    return _style(part.sentence.passage) != ""


_STYLES = tuple(
    re.compile(each)
    for each in (
        r"\s*[(（][一二三四五六七八九十]+[)）]",
        r"\s*[一二三四五六七八九十]+、",
        r"\s*\d+[.、．]",
        r"\s*[(（]\d+[)）]",
        r"\s*[①-⑳]",
        r"\s*[-*+]\s",
        r"\s*[—–]{1,2}",
    )
)


def _style(passage: Passage) -> str:
    """How a paragraph is numbered, or marked as an item of a list; "" for not at all."""
    written = passage.written_before
    return next((pattern.pattern for pattern in _STYLES if pattern.match(written + passage.text)), "")
