"""What pages show, as frozen data: the only thing templates see.

Knows text, links and cells that are ready to print. Must not know the model: a page that has the
same view is the same page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from sitegen.rendering.charts.views import ChartView
from sitegen.rendering.grids.cells import CellView
from sitegen.rendering.grids.grid import Grid
from sitegen.rendering.grids.paper import PdfResult


@dataclass(frozen=True, slots=True)
class Link:
    """A link; `href` is relative to the page it stands on."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Day:
    """A date: `iso` for machines, `text` for people."""

    iso: str
    text: str


@dataclass(frozen=True, slots=True)
class Shell:
    """What surrounds the content of every page.

    `title` is the page's own, `tags` the page tags of 《政府网站发展指引》 as (name, content),
    `breadcrumbs` the pages above this one, home first (none on the home page itself). `sections` are
    the site's main pages, the present one among them where `current` is its address; `colophon` are
    the links at the foot. `canonical`, `feed` and `linked_data` (JSON-LD) are "" where the site does
    not know its own address. `invented` pages say so.
    """

    site: str
    publisher: str
    contact: str
    title: str
    description: str
    home: str
    assets: str
    """Where the theme's files lie, relative to the page, without a final slash."""
    breadcrumbs: tuple[Link, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    sections: tuple[Link, ...] = ()
    colophon: tuple[Link, ...] = ()
    search: str = ""
    current: str = ""
    canonical: str = ""
    feed: str = ""
    linked_data: str = ""
    invented: bool = False


@dataclass(frozen=True, slots=True)
class FieldView:
    """A short value with its name. A `signature` is a name that is signed, or the day of signing."""

    id: str
    label: str
    value: CellView
    signature: bool = False


@dataclass(frozen=True, slots=True)
class FieldsBlock:
    """Short values that follow one another; of a `sign_off`, who signs the opinion before it, and when."""

    kind: ClassVar[str] = "fields"
    wide: ClassVar[bool] = False
    fields: tuple[FieldView, ...]
    sign_off: bool = False


@dataclass(frozen=True, slots=True)
class ProseBlock:
    """A text. `html` is safe and complete; "" where there is no text: `value` says why. Without a `label` it is what
    stands before the first heading.
    """

    kind: ClassVar[str] = "prose"
    wide: ClassVar[bool] = False
    id: str
    label: str
    html: str
    value: CellView
    opinion: bool = False
    """Whether somebody gives an opinion here, to be signed: a box on the form."""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table. `footnotes` are sentences that sitegen adds to the form's own `note`."""

    kind: ClassVar[str] = "table"
    id: str
    caption: str
    unit: str
    grid: Grid
    note: str
    footnotes: tuple[str, ...]
    marks: tuple[int, ...]
    papers: tuple[PdfResult, ...]
    """The table as it is printed: one part, or several side by side."""
    short: bool
    """Whether it fits on one page, and should not be torn over two."""

    @property
    def wide(self) -> bool:
        """Whether it needs a page in landscape."""
        return self.papers[0].setting.lies

    @property
    def type(self) -> str:
        """The class of its type in print; "" for the normal one."""
        return self.papers[0].setting.type


Block = FieldsBlock | ProseBlock | TableBlock


@dataclass(frozen=True, slots=True)
class SectionView:
    """A part of the report."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Checks that could not be made for one `reason`; `items` say what would have been checked."""

    reason: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChecksView:
    """数据校验. `doubts` are findings that neither stop publication nor are explained."""

    summary: str
    unchecked: tuple[Unchecked, ...]
    doubts: tuple[str, ...]
    texts: str = ""
    """How many sentences with figures were checked, and how many not; "" where there are none."""


@dataclass(frozen=True, slots=True)
class NoteView:
    """数据说明: a finding that is published as it is, with who takes responsibility for it.

    `places` link to the figures it is about.
    """

    number: int
    id: str
    rule: str
    places: tuple[Link, ...]
    found: str
    reason: str
    approved_by: str
    until: str


@dataclass(frozen=True, slots=True)
class GapView:
    """资料缺失."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file: `kind` as readers call it (PDF, CSV), `media_type` as programs do, `size` in bytes, `pages` 0 for data;
    `name` says what it is where that does not go without saying.
    """

    kind: str
    media_type: str
    href: str
    size: int
    pages: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A 更正 as readers see it."""

    day: Day
    place: Link
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """The page of a report, and its PDF."""

    shell: Shell
    key: str
    title: str
    year: Link
    department: Link
    published: Day | None
    form: str
    jurisdiction: str
    source: str
    summary: tuple[FieldView, ...]
    contents: tuple[Link, ...]
    sections: tuple[SectionView, ...]
    checks: ChecksView
    notes: tuple[NoteView, ...]
    gaps: tuple[GapView, ...]
    note: str
    downloads: tuple[Download, ...] = ()
    url: str = ""
    """The public address of the page; "" when the site does not know its own."""
    corrections: tuple[CorrectionView, ...] = ()
    charts: tuple[ChartView, ...] = ()
    all_checks: str = ""
    """The page that lists every check."""
    citation: str = ""
    version: str = ""
    """数据版本 as people compare it: twelve digits in groups of four."""
    previous: Link | None = None
    """The report of the year before, on the same form."""
    next: Link | None = None
    comparisons: tuple[Link, ...] = ()
    met: int = 0
    """How many indicators meet their target, of `judged` where that can be told."""
    judged: int = 0
    grade: str = ""
    anchors: Mapping[str, str] = field(default_factory=dict)
    """Address of a fact, a text or a table → the id it has on the page."""
