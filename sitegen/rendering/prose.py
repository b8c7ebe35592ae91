"""Narrative with its figures and footnotes put in.

Knows that pieces of prose are finished, safe HTML, how a figure stands in a sentence, and how one
comes from the text to a footnote and back. Must not know Markdown.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from sitegen import lazy_re as re
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.narrative import FactReference, Note, NoteReference, Piece, Prose
from sitegen.model.reports.report import Report
from sitegen.numbers.figures import format_figure, plain_figure

_TABLE = re.compile(r"<table>\s*<caption>(.*?)</caption>", re.DOTALL)
_SCROLL = (
    '<div class="table-scroll" role="group" tabindex="0" aria-label="{0}">\n<table>\n<caption>{0}</caption>'
)


_REFERENCE = (
    '<sup class="note-reference" data-search-ignore=""><a id="{0}-reference{1}" href="#{0}-note{2}" role="doc-noteref">'
    '<span class="visually-hidden">脚注 </span>[{2}]</a></sup>'
)
_BACK = '<a href="#{0}-reference{1}" role="doc-backlink" aria-label="返回{3}：正文中引用脚注 {2} 之处">返回{3}</a>'


def prose_html(prose: Prose, report: Report, identifier: str) -> str:
    """The HTML of `prose`, which stands in the element `identifier`: ids of footnotes begin with it. A
    reference that names no figure (loading has refused it) is shown as it was written.
    """
    html = _joined(prose.pieces, report, identifier)
    if "<table>" in html:
        html = _TABLE.sub(lambda found: _SCROLL.format(found[1]), html)
        html = html.replace("</table>", "</table>\n</div>")
    if not prose.notes:
        return html
    items = "".join(_note(note, number, report, identifier) for number, note in enumerate(prose.notes, 1))
    return f'{html}<section class="notes" role="doc-endnotes" aria-label="脚注">\n<ol>\n{items}</ol>\n</section>\n'


def _joined(pieces: Iterable[Piece], report: Report, identifier: str) -> str:
    return "".join(_inserted(piece, report, identifier) for piece in pieces)


def _inserted(piece: Piece, report: Report, identifier: str) -> str:
    match piece:
        case FactReference():
            return _mention(piece, report)
        case NoteReference():
            return _REFERENCE.format(identifier, _use(piece.number, piece.use), piece.number)
    return piece


def _use(number: int, use: int) -> str:
    """What tells apart the places that refer to one footnote."""
    return str(number) if use == 1 else f"{number}-{use}"


def _note(note: Note, number: int, report: Report, identifier: str) -> str:
    words = _joined(note.pieces, report, identifier)
    several = note.uses > 1
    back = " ".join(
        _BACK.format(identifier, _use(number, use), number, f" {use}" if several else "")
        for use in range(1, note.uses + 1)
    )
    return f'<li id="{identifier}-note{number}">{words} {back}</li>\n'


def _mention(mention: FactReference, report: Report) -> str:
    fact = report.find(mention.reference)
    if fact is None or fact.figure is None:
        return str(Markup("{}").format(mention.text))
    return figure_html(fact)


def figure_html(fact: Fact) -> str:
    """A figure with its unit, as it stands in a sentence; "" for a fact that is no figure."""
    value = fact.value
    if value.figure is None:
        return ""
    shown = format_figure(value.figure, value.decimals) + value.unit
    return str(
        Markup('<data value="{}" data-fact="{}">{}</data>').format(
            plain_figure(value.figure), fact.address, shown
        )
    )
