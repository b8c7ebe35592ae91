"""The HTML of a document, parsed.

Pages are our own and well-formed, but for the elements that HTML leaves open. The strict parser takes a
tenth of the time of one that follows every browser's habits, and says where a template is wrong. Must
not know what is on the page.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

import cssselect2
from weasyprint import HTML
from weasyprint.urls import URLFetcher

from sitegen import lazy_re as re
from sitegen.printing.job import MarkupError

_DOCTYPE = re.compile(r"\A\s*<!DOCTYPE html>", re.IGNORECASE)
_VOID = re.compile(
    r"<(area|base|br|col|hr|img|input|link|meta|source|wbr)\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*?)/?>"
)
"""Elements without an end (HTML Standard, 13.1.2)."""


class Page(HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """A page for WeasyPrint, from well-formed `text`; addresses are relative to `base_url`. Raises
    MarkupError.
    """

    def __init__(self, text: str, base_url: str, fetcher: URLFetcher) -> None:
        markup = _VOID.sub(r"<\1\2/>", _DOCTYPE.sub("", text))
        try:
            root = ET.fromstring(markup)  # noqa: S314 — our own markup; entities cannot be declared
        except ET.ParseError as error:
            line, column = error.position
            near = markup.split("\n")[line - 1][max(0, column - 30) : column + 30].strip()
            raise MarkupError(f"模板 pdf.html 画出的第 {line} 行有标签没有写对：…{near}…") from error
        self.base_url = base_url
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element
