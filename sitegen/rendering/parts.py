"""What pages other than reports consist of: parts, tables of links and figures, lists.

Knows text, links and figures that are ready to print. Must not know the model, nor which pages exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from sitegen.rendering.charts.views import ChartView
from sitegen.rendering.views import Day, Download, Link, Shell


@dataclass(frozen=True, slots=True)
class Item:
    """A cell of a listing.

    `text` is shown, as a link where there is an `href`; `value` is the figure for machines ("" for
    none); `tone` tells good from bad in the style sheet, beside the words, never instead of them.
    """

    text: str
    href: str = ""
    value: str = ""
    unit: str = ""
    tone: str = ""

    @property
    def shown(self) -> str:
        """What is read: the text with its unit."""
        return self.text + self.unit

    @property
    def plain(self) -> bool:
        """Whether it is words and nothing else, as most are."""
        return not (self.href or self.value or self.tone == "none")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a listing; `numeric` ones are aligned by their digits."""

    label: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class ListingRow:
    """A row: what it is about, and a cell for every column but the first."""

    head: Item
    cells: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A simple table: one row of column headers, one header a row. With `sortable`, scripts may offer
    another order; the one given here is never lost.
    """

    kind: ClassVar[str] = "listing"
    id: str
    caption: str
    columns: tuple[Heading, ...]
    """The first is above the rows' own headers."""
    rows: tuple[ListingRow, ...]
    note: str = ""
    sortable: bool = False

    def cells(self, row: ListingRow) -> Iterator[tuple[Heading, Item]]:
        """The cells of a row with their columns."""
        return zip(self.columns[1:], row.cells, strict=True)


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs."""

    kind: ClassVar[str] = "text"
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Names and what belongs to them."""

    kind: ClassVar[str] = "terms"
    pairs: tuple[tuple[str, Item], ...]


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A report in a list."""

    link: Link
    department: str
    year: str
    form: str
    published: Day | None
    checks: str
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Reports:
    """A list of reports."""

    kind: ClassVar[str] = "reports"
    reports: tuple[ReportEntry, ...]
    department: bool = True
    """Whether each entry says whose report it is."""
    year: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """A link in a list, with what is to be said of it in a word or two (3 份)."""

    link: Link
    words: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """A list of links under a heading of its own ("" for none)."""

    kind: ClassVar[str] = "entries"
    entries: tuple[Entry, ...]
    title: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Charts:
    """Charts, drawn from a table that stands beside them."""

    kind: ClassVar[str] = "charts"
    charts: tuple[ChartView, ...]


@dataclass(frozen=True, slots=True)
class Files:
    """Files to download."""

    kind: ClassVar[str] = "files"
    label: str
    files: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class SearchForm:
    """A field to search from; `action` is the search page."""

    kind: ClassVar[str] = "search"
    action: str


Block = Listing | Text | Terms | Reports | Entries | Charts | Files | SearchForm


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks under one heading, which may be a link; without a heading, the blocks at the top."""

    id: str
    heading: str
    blocks: tuple[Block, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class PageView:
    """A page. A theme may have a template for its `kind`; otherwise all are drawn by one.

    `eyebrow` stands above the heading: where it belongs. `lead` is its first paragraph.
    """

    kind: str
    shell: Shell
    heading: str
    parts: tuple[Part, ...]
    eyebrow: str = ""
    lead: str = ""
