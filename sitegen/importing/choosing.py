"""Which form a document is on, and of which year it is.

Knows how many of its texts each form can place. Never decides where two come near each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sitegen import lazy_re as re
from sitegen.importing.placing.place import Placed, place
from sitegen.importing.source import Document, Grid
from sitegen.model.forms.edition import edition
from sitegen.model.forms.form import Form

AHEAD = 1.15
"""How many times as many texts the first form must place as the second."""
FEWEST = 4
"""Texts that a form must place: fewer is chance."""
EVERYWHERE = "全国通用"
"""The 地区 of forms that are for all regions."""
_PROVINCE = 2
"""Characters by which provinces differ."""
_FIRST_TEXTS = 12
"""Paragraphs and cells among which a title stands."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年")
_YEAR_IN_WORDS = re.compile(r"(二[〇○零O0][〇○零O0一二三四五六七八九]{2})\s*年")
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A form, and how much of the document it places."""

    form: Form
    placed: Placed


def candidates(forms: Iterable[Form], document: Document, year: int) -> list[Candidate]:
    """What each form places of `document`, the most first."""
    found = [Candidate(form, place(in_words_of(form, year), document)) for form in forms]
    return sorted(found, key=lambda each: (-each.placed.count, each.form.id))


def clearly_first(found: Sequence[Candidate], region: str) -> Candidate | None:
    """The form that it is beyond doubt; None where there is none. Of forms that come near one another, that of the
    `region` of the department is it, or the one for all regions if the others are for other ones.
    """
    if not found or found[0].placed.count < FEWEST:
        return None
    near = [each for each in found if each.placed.count * AHEAD > found[0].placed.count]
    if len(near) == 1 or not region:
        return near[0] if len(near) == 1 else None
    at_home = [each for each in near if each.form.jurisdiction[:_PROVINCE] == region[:_PROVINCE]]
    for_all = [
        each
        for each in near
        if each.form.jurisdiction in ("", EVERYWHERE) and each.placed.count == found[0].placed.count
    ]
    return next((group[0] for group in (at_home, for_all) if len(group) == 1), None)


def in_words_of(form: Form, year: int) -> Form:
    """`form` in the words of a year, and in all units that a report may choose."""
    return edition(form.editions.get("", form), year)


def year_of(document: Document) -> int | None:
    """The year that the title tells; None where it tells none, or several."""
    told: list[str] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            told += [cell.text for cell in block.cells[:_FIRST_TEXTS] if cell.text]
        else:
            told.append(block.text)
        if len(told) > _FIRST_TEXTS:
            break
    for text in told[:_FIRST_TEXTS]:
        years = {int(each) for each in _YEAR.findall(text)}
        years |= {_in_figures(each) for each in _YEAR_IN_WORDS.findall(text)}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def _in_figures(words: str) -> int:
    return int("".join(str(_DIGITS.get(each, 0)) for each in words))
