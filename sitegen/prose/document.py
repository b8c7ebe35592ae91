"""A report's running text as terms in paragraphs, and where something of the same name is told.

Knows the order of paragraphs and sentences, and which year they speak of. Must not know arithmetic.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sitegen.model.passage import Passage
from sitegen.prose import words
from sitegen.prose.sentences import Sentence, sentences
from sitegen.prose.terms import Role, Term, terms

_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年")
_NOBODY = re.compile(r"(?!)")
_SHORTEST = 3
"""Characters that a label must have for a longer one that ends in it to mean the same."""


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
            if term.role is Role.LEVEL and term.subject
        )

    @cached_property
    def by_label(self) -> dict[str, tuple[Term, ...]]:
        """The amounts by what they are of."""
        found: dict[str, list[Term]] = defaultdict(list)
        for term in self.levels:
            found[term.subject].append(term)
        return {label: tuple(each) for label, each in found.items()}

    @cached_property
    def _longer(self) -> dict[str, tuple[str, ...]]:
        """Ends of labels → the labels that end so."""
        found: dict[str, list[str]] = defaultdict(list)
        for label in self.by_label:
            for start in range(1, len(label) - _SHORTEST + 1):
                found[label[start:]].append(label)
        return {end: tuple(each) for end, each in found.items()}

    def named(self, label: str, kind: str) -> tuple[Term, ...]:
        """The amounts of `kind` of what `label` names: so named, else by a longer or a shorter name of the same
        end.
        """
        found = self.by_label.get(label, ())
        if not found and len(label) >= _SHORTEST:
            others = [*self._longer.get(label, ())]
            others += [
                label[start:]
                for start in range(1, len(label) - _SHORTEST + 1)
                if label[start:] in self.by_label
            ]
            found = tuple(term for other in others for term in self.by_label[other])
        return tuple(term for term in found if term.kind == kind)

    def year_of(self, term: Term) -> int:
        """The year that an amount is of; the report's own where none is told."""
        if term.year is None:
            return self.year
        return self.year - 1 if term.year == -1 else term.year


def read_document(passages: Iterable[Passage], year: int, bodies: re.Pattern[str] = _NOBODY) -> Document:
    """The text of `passages`, paragraph by paragraph. `bodies` finds those who speak, whose names say nothing of what
    a figure is.
    """
    return Document(tuple(_paragraph(passage, bodies) for passage in passages), year)


def _paragraph(passage: Passage, bodies: re.Pattern[str]) -> Paragraph:
    heading = _YEAR.search(passage.at)
    year = int(heading["year"]) if heading is not None else None
    found: list[tuple[Sentence, tuple[Term, ...]]] = []
    for sentence in sentences(passage):
        read = tuple(_carried(terms(sentence, bodies), year))
        told = [term.year for term in read if term.year not in (None, -1)]
        year = told[-1] if told else year
        found.append((sentence, read))
    return Paragraph(passage, tuple(found))


def _carried(read: Sequence[Term], year: int | None) -> Iterator[Term]:
    """The terms, with the year of the sentences before where a sentence tells none, and with the name of the amount
    before where its words name nothing (年初预算为 6 万元，支出决算为 5 万元).
    """
    subject, item = "", -1
    for term in read:
        each = term
        if each.year is None and year is not None:
            each = replace(each, year=year)
        if each.role is Role.LEVEL:
            if each.subject in words.NAMELESS and subject and item == each.item:
                each = replace(each, subject=subject)
            elif each.subject in words.NAMELESS:
                each = replace(each, subject="")
            else:
                subject, item = each.subject, each.item
        yield each
