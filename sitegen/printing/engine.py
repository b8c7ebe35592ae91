"""WeasyPrint, with parts of ours in place of its own: the tag tree, and how fonts are read and cut down.

All are functions that WeasyPrint calls by name (decision 0013); its version is pinned, and tests
look at what comes out. Must not know what is printed.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial, partialmethod
from typing import Any
from xml.etree.ElementTree import Element

import weasyprint.pdf
from weasyprint import css
from weasyprint.layout import block
from weasyprint.pdf import fonts

from sitegen.printing.rowspans import table_layout
from sitegen.printing.styles import FilledAnonymousStyle, FilledStyle
from sitegen.printing.subsets import Library
from sitegen.printing.tags.tags import add_tags


@contextmanager
def quick_styles() -> Iterator[None]:
    """Meanwhile, styles of documents that are laid out are made by `printing.styles`."""
    theirs = css.ComputedStyle, css.AnonymousStyle
    css.ComputedStyle, css.AnonymousStyle = FilledStyle, FilledAnonymousStyle
    try:
        yield
    finally:
        css.ComputedStyle, css.AnonymousStyle = theirs


@contextmanager
def repeated_spans() -> Iterator[None]:
    """Meanwhile, cells over several rows stand on every page that their rows come to."""
    theirs = block.table_layout
    block.table_layout = table_layout
    try:
        yield
    finally:
        block.table_layout = theirs


@contextmanager
def own_parts(html: Element, library: Library) -> Iterator[None]:
    """Meanwhile, a PDF that is written gets its tags from `html`, and its fonts from `library`."""
    theirs = weasyprint.pdf.add_tags, fonts.Font.subset, fonts.get_hb_object_data
    weasyprint.pdf.add_tags = partial(_add_tags, html)
    fonts.Font.subset = partialmethod(_subset, library)
    fonts.get_hb_object_data = library.data
    try:
        yield
    finally:
        weasyprint.pdf.add_tags, fonts.Font.subset, fonts.get_hb_object_data = theirs


def _subset(font: Any, library: Library, to_unicode: dict[int, str], hinting: bool) -> None:
    library.subset(font, to_unicode, hinting)


def _add_tags(html: Element, pdf: Any, document: Any, _version: object, streams: Any) -> None:
    add_tags(html, pdf, document, streams)


class _Collector(logging.Handler):
    """Keeps the messages of one thread."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message of `record`."""
        if record.thread == self._thread:
            self.messages.append(record.getMessage())


@contextmanager
def complaints() -> Iterator[list[str]]:
    """What WeasyPrint logs meanwhile."""
    logger = logging.getLogger("weasyprint")
    collector = _Collector()
    logger.addHandler(collector)
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)
