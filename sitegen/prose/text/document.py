"""A report's running text as terms in paragraphs, and where something of the same name is told.

Knows the order of paragraphs and sentences, and which year they speak of. Must not know arithmetic.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from sitegen import lazy_re as re
from sitegen.model.reports.passage import Passage
from sitegen.prose.text import labels, words
from sitegen.prose.text.grids import Grid, read_grids
from sitegen.prose.text.items import Items
from sitegen.prose.text.sentences import Sentence, sentences
from sitegen.prose.text.terms import BEFORE, Role, Term, terms

_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年")
_CLOSE = 3
"""Characters between sentences between which no other stands."""
_NOBODY = re.compile(r"(?!)")
_NEAREST = 24
"""Places that tell one thing, of which a sentence can be meant to speak: a text that repeats itself has thousands."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's sentences that hold quantities, each with its terms."""

    passage: Passage
    sentences: tuple[tuple[Sentence, tuple[Term, ...]], ...]

    @property
    def terms(self) -> Iterator[Term]:
        """Its terms in order."""
        for _, found in self.sentences:
            yield from found

    def before(self, place: int) -> tuple[Term, ...]:
        """The terms of the sentence right before the one at `place`; none if another stands between, without numbers."""
        if not place:
            return ()
        (earlier, found), (sentence, _) = self.sentences[place - 1 : place + 1]
        return found if sentence.offsets[0] - earlier.offsets[-1] <= _CLOSE else ()


@dataclass(frozen=True)
class Document:
    """The paragraphs of one text in a report of `year`, those without quantities too."""

    paragraphs: tuple[Paragraph, ...]
    year: int

    @cached_property
    def levels(self) -> tuple[Term, ...]:
        """Every amount of something named, in order."""
        return tuple(
            term
            for paragraph in self.paragraphs
            for term in paragraph.terms
            if term.role is Role.LEVEL and term.subject and not term.beside
        )

    @cached_property
    def by_label(self) -> dict[str, tuple[Term, ...]]:
        """The amounts by what they are of."""
        found: dict[str, list[Term]] = defaultdict(list)
        for term in self.levels:
            found[term.subject].append(term)
        return {label: tuple(each) for label, each in found.items()}

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        """The tables that the text holds."""
        return tuple(read_grids(paragraph.passage for paragraph in self.paragraphs))

    @cached_property
    def _longer(self) -> dict[str, tuple[str, ...]]:
        """Ends of labels → the labels that end so, and whose beginning only says who speaks or who pays."""
        found: dict[str, list[str]] = defaultdict(list)
        for label in self.by_label:
            for start in range(1, len(label) - 1):
                if labels.WHOSE.fullmatch(label, 0, start):
                    found[label[start:]].append(label)
        return {end: tuple(each) for end, each in found.items()}

    @cached_property
    def place(self) -> dict[Passage, int]:
        """Which of the paragraphs each passage is."""
        return {paragraph.passage: index for index, paragraph in enumerate(self.paragraphs)}

    @cached_property
    def order(self) -> dict[Term, int]:
        """How many terms stand before each."""
        every = (term for paragraph in self.paragraphs for term in paragraph.terms)
        return {term: index for index, term in enumerate(every)}

    @cached_property
    def _items(self) -> Items:
        return Items(paragraph.passage for paragraph in self.paragraphs)

    def thing(self, term: Term) -> str:
        """The project or institution that the numbered item around an amount is about; "" for none."""
        return self.thing_at(term.sentence.passage, term.sentence.offsets[term.quantity.start])

    def thing_at(self, passage: Passage, offset: int) -> str:
        """The same of a place of a text."""
        return self._items.thing(passage, offset)

    @cached_property
    def is_budget(self) -> bool:
        """Whether it tells only what is planned: then amounts of which that is not said are planned, too."""
        return not any(term.planned is False for term in self.levels)

    def named(self, label: str, near: Term, kind: str = "") -> tuple[Term, ...]:
        """The amounts, of the kind (or of `kind`) and period of `near`, of what `label` names, the nearest ones: so named, else by a
        name that is longer or shorter by who speaks or who pays.
        """
        found = self.by_label.get(label, ())
        if not found and label not in labels.GENERIC:
            others = [*self._longer.get(label, ())]
            others += [
                label[start:]
                for start in range(1, len(label) - 1)
                if label[start:] in self.by_label
                and labels.WHOSE.fullmatch(label, 0, start)
                and not labels.WHOSE.fullmatch(label, start)
            ]
            found = tuple(term for other in others for term in self.by_label[other])
        at = self.order.get(near, 0)
        if len(found) > _NEAREST:
            middle = bisect_left(found, at, key=lambda term: self.order.get(term, 0))
            found = found[max(0, middle - _NEAREST // 2) : middle + _NEAREST // 2]
        things = ("",) if label in labels.GENERIC else ("", self.thing(near))
        return tuple(
            term
            for term in found
            if term.kind == (kind or near.kind) and term.period == near.period and self.thing(term) in things
        )

    def named_in_section(self, label: str, near: Term, kind: str) -> tuple[Term, ...]:
        """The amounts of `kind` before `near` under the same heading of what `label` names, the nearest first: so named,
        else by a name that only says whose it is, and that it is the total; where it says that it is an institution's, only in the
        paragraph of `near`, which speaks of the same one.
        """
        if label in labels.GENERIC:
            return ()
        last = bisect_left(self.levels, self.order.get(near, 0), key=lambda term: self.order.get(term, 0))
        section = takewhile(
            lambda term: term.sentence.passage.at == near.sentence.passage.at,
            reversed(self.levels[max(0, last - _NEAREST) : last]),
        )
        found = [
            term
            for term in section
            if term.kind == kind
            and term.period == near.period
            and labels.is_of(term.subject, label, of_body=term.sentence.passage is near.sentence.passage)
        ]
        return tuple([term for term in found if term.subject == label] or found)

    def year_of(self, term: Term) -> int:
        """The year that an amount is of; the report's own where none is told."""
        if term.year is None:
            return self.year
        return self.year - 1 if term.year == BEFORE else term.year


def read_document(passages: Iterable[Passage], year: int, bodies: re.Pattern[str] = _NOBODY) -> Document:
    """The text of `passages`, paragraph by paragraph. `bodies` finds those who speak, whose names say nothing of what
    a figure is.
    """
    return Document(tuple(_paragraph(passage, bodies) for passage in passages), year)


def _paragraph(passage: Passage, bodies: re.Pattern[str]) -> Paragraph:
    heading = _YEAR.search(passage.at)
    year = int(heading["year"]) if heading is not None else None
    period = ""
    found: list[tuple[Sentence, tuple[Term, ...]]] = []
    for sentence in sentences(passage):
        read = tuple(_carried(terms(sentence, bodies), year))
        if period and not any(term.period for term in read) and not words.ALL_YEAR.search(sentence.text):
            read = tuple(replace(term, period=period) for term in read)
        period = read[-1].period if read else period
        told = [term.year for term in read if term.year not in (None, BEFORE)]
        year = told[-1] if told else year
        found.append((sentence, read))
    return Paragraph(passage, tuple(found))


_COUNTED = re.compile(r"\d(?:多|余)?[个项家处件](?P<things>项目|单位)(?:共|合计)?")


def _is_of_counted(term: Term) -> bool:
    """Whether an amount is of things that were counted right before it: 3 个项目 50 万元 is not 项目（支出）."""
    text, end = term.sentence.text, term.quantity.start
    return _COUNTED.fullmatch(text, max(0, end - len(term.words) - 2), end) is not None


def _carried(read: Sequence[Term], year: int | None) -> Iterator[Term]:
    """The terms, with the year of the sentences before where a sentence tells none, and with the name of the amount
    before where its words name nothing (年初预算为 6 万元，支出决算为 5 万元).
    """
    named: Term | None = None
    for term in read:
        each = term
        if each.year is None and year is not None:
            each = replace(each, year=year)
        if each.role is Role.LEVEL and not each.to and each.kind == "money" and _is_of_counted(each):
            each = replace(each, subject="")
        elif each.role is Role.LEVEL and not each.to:
            if each.subject not in labels.NAMELESS:
                named = each
            elif named is not None and named.item == each.item:
                told = each.year if term.year not in (None, year, named.year) else named.year
                each = replace(each, subject=named.subject, year=told)
            else:
                each = replace(each, subject="")
        yield each
