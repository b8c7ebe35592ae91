"""A report's view as the page that is printed: the same body as on the site, its own frame.

Knows the template, and how wide columns are on paper. Must not know how HTML becomes a PDF.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from jinja2 import Environment

from sitegen import lazy_re as re
from sitegen.rendering.documents.prose_paper import on_paper, with_broken_words
from sitegen.rendering.grids.paper import PdfResult
from sitegen.rendering.views import Block, ProseBlock, ReportView, TableBlock

TITLE_WIDTH = 16
"""Characters of a title that stand on one line of the cover."""

WIDEST = 20
"""Characters that fit on a line of the cover in the type of titles; longer ones are set smaller."""

_BREAKS = (re.compile(r"(?=（[^（）]+）$)"), re.compile(r"(?<=年度)|(?<=\d年)(?!度)"))
"""Where a title may be broken, best first: before what is in brackets at its end, after the year."""


_NOT_FOR_PAPER = re.compile(r'</?(?:data|time)\b[^>]*>|<span class="visually-hidden">[^<]*</span>')
"""What the site has for programs and for screen readers; each would be one more box to lay out."""


def print_html(templates: Environment, view: ReportView) -> str:
    """The page of `view` for print."""
    sections = tuple(
        replace(section, blocks=tuple(part for block in section.blocks for part in _printed(block)))
        for section in view.sections
    )
    view = replace(view, sections=sections)
    page = templates.get_template("pdf.html").render(view=view, title_lines=title_lines, widest=WIDEST)
    return with_broken_words(_NOT_FOR_PAPER.sub("", page))


def title_lines(title: str) -> tuple[str, ...]:
    """A title for a cover: on two lines where one is too long.

    A line must not end within a word (GB/T 9704-2012, 7.3.1); elsewhere nothing tells where words end.
    """
    if len(title) > TITLE_WIDTH:
        for pattern in _BREAKS:
            parts = pattern.split(title, maxsplit=1)
            if len(parts) == 2 and min(map(len, parts)) > 2:
                return tuple(parts)
    return (title,)


def column_rules(view: ReportView) -> str:
    """Style rules for the widths of all columns: with them the layout of tables needs no measuring."""
    return "\n".join(rule for block in _tables(view) for paper in block.papers for rule in _rules(paper))


def _tables(view: ReportView) -> Iterable[TableBlock]:
    for section in view.sections:
        yield from (block for block in section.blocks if isinstance(block, TableBlock))


def _rules(paper: PdfResult) -> Iterable[str]:
    widths = paper.setting.widths
    for number, width in enumerate(widths, 1):
        yield f"#{paper.grid.id} .col-{number} {{ width: {100 * width / sum(widths):.3f}% }}"


def _printed(block: Block) -> Iterator[Block]:
    """A block as it is printed: a table in its parts, each a table of its own, a text with its tables set."""
    if isinstance(block, ProseBlock):
        yield replace(block, html=on_paper(block.html))
        return
    if not isinstance(block, TableBlock):
        yield block
        return
    whole = len(block.papers)
    for number, paper in enumerate(block.papers, 1):
        yield replace(
            block,
            id=paper.grid.id,
            grid=paper.grid,
            papers=(paper,),
            caption=block.caption if whole == 1 else f"{block.caption}（共 {whole} 部分，第 {number} 部分）",
            note=block.note if number == whole else "",
            footnotes=block.footnotes if number == whole else (),
        )
