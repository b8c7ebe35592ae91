"""Whether two pages of a report show the same words: of its tables, and of its narrative.

Knows HTML: cells, headers, paragraphs, and how sitegen's pages mark what they add to a cell. Must not know where the pages
come from.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from lxml import html

_ADDED = ("visually-hidden", "absent", "met", "missed", "mark")
"""Classes of what sitegen adds to what the report says: words for screen readers, verdicts, notes."""
_NOT_ADDED = " and ".join(f"not(contains(concat(' ', @class, ' '), ' {name} '))" for name in _ADDED)
_TEXTS = html.etree.XPath(f".//text()[not(ancestor::*[not({_NOT_ADDED})])]")


@dataclass(frozen=True)
class Words:
    """`cells` with how often each stands there; blank cells are not counted. `headers` of rows and columns,
    `paragraphs` of the narrative.
    """

    cells: Counter[str]
    headers: frozenset[str]
    paragraphs: frozenset[str]


def words(page: str) -> Words:
    """The words of a page. Fields of a report, which sitegen has in lists, count as a table. Where a page does not
    mark its narrative, all its paragraphs are taken for that.
    """
    tree = html.document_fromstring(page)
    cells = [*tree.iter("td"), *tree.xpath("//dd[starts-with(@id, 'f-')]")]
    fields = tree.xpath("//dt[following-sibling::dd[starts-with(@id, 'f-')]]")
    prose = tree.find_class("prose") or [tree]
    shown = (_shown(cell) for cell in cells)
    return Words(
        Counter(text for text in shown if text),
        frozenset(map(_shown, (*tree.iter("th"), *fields))) - {""},
        frozenset(_shown(paragraph) for part in prose for paragraph in part.iter("p")),
    )


def differences(ours: str, theirs: str) -> list[str]:
    """What the other page shows otherwise; nothing when it shows all that ours does. Ours has headers over
    groups of columns which the other need not repeat.
    """
    mine, other = words(ours), words(theirs)
    return [
        *(f"missing: {text}" for text in sorted((mine.cells - other.cells).elements())),
        *(f"added: {text}" for text in sorted((other.cells - mine.cells).elements())),
        *(f"another header: {text}" for text in sorted(other.headers - mine.headers)),
        *(f"missing paragraph: {text}" for text in sorted(mine.paragraphs - other.paragraphs)),
        *([] if mine.cells else ["no table in our page"]),
        *([] if mine.paragraphs else ["no narrative in our page"]),
    ]


def _shown(element: html.HtmlElement) -> str:
    """Its words, without blanks; sitegen sets a minus sign where others leave the hyphen of the file."""
    return "".join("".join(_TEXTS(element)).split()).replace("\N{MINUS SIGN}", "-")
