"""Narrative with its figures put in.

Knows that pieces of prose are finished, safe HTML, and how a figure stands in a sentence. Must not
know Markdown.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from sitegen.figures import format_figure, plain_figure
from sitegen.model.narrative import FactReference, Prose
from sitegen.model.report import Fact, Report

_TABLE = re.compile(r"<table>\s*<caption>(.*?)</caption>", re.DOTALL)
_SCROLL = (
    '<div class="table-scroll" role="region" tabindex="0" aria-label="{0}">\n<table>\n<caption>{0}</caption>'
)


def prose_html(prose: Prose, report: Report) -> str:
    """The HTML of `prose`. A reference that names no figure (loading has refused it) is shown as
    it was written.
    """
    html = "".join(piece if isinstance(piece, str) else _mention(piece, report) for piece in prose.pieces)
    if "<table>" not in html:
        return html
    return _TABLE.sub(lambda found: _SCROLL.format(found[1]), html).replace("</table>", "</table>\n</div>")


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
