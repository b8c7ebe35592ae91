"""A document to its PDF.

Knows WeasyPrint. Keeps the theme's parsed style sheet and the fonts between documents. Must not know
what the documents are about.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pydyf
from weasyprint import CSS, Attachment
from weasyprint.text.fonts import FontConfiguration

from sitegen.printing.engine import complaints, own_parts, quick_styles, repeated_spans
from sitegen.printing.job import EmbeddedFile, Printed, PrintJob
from sitegen.printing.metadata import VARIANT, add_pdf_ua
from sitegen.printing.overflow import overflows
from sitegen.printing.page import Page
from sitegen.printing.resources import FolderFetcher
from sitegen.printing.subsets import Library, bare

_NOWHERE = "https://sitegen.invalid/"
"""Stands for the public address where that is not known; never in the result."""


class Printer:
    """Prints documents with one theme: its folders, and its style sheet for print."""

    def __init__(self, style: Path, theme: Iterable[Path]) -> None:
        self._theme = tuple(theme)
        self._fonts = FontConfiguration()
        self._library = Library()
        with complaints() as warnings:
            self._style = CSS(
                filename=style, url_fetcher=FolderFetcher((), self._theme), font_config=self._fonts
            )
        self._style_warnings = tuple(warnings)

    def print(self, job: PrintJob) -> Printed:
        """The PDF of `job`: PDF/A-3a and PDF/UA-1; the same bytes for the same job."""
        base = job.url or _NOWHERE
        folders = [(base + below, folder) for below, folder in job.folders]
        with complaints() as warnings:
            html = Page(job.html, base, FolderFetcher(folders, self._theme))
            if not job.url:
                _drop_relative_links(html)
            _number_lists(html)
            sheets = [self._style, CSS(string=job.css, font_config=self._fonts)]
            with quick_styles(), repeated_spans():
                document = html.render(font_config=self._fonts, stylesheets=sheets, pdf_variant=VARIANT)
            document.metadata.attachments = [_attachment(file, job.day) for file in job.files]
            with own_parts(html.etree_element, self._library):
                data = document.write_pdf(
                    finisher=_finish, pdf_variant=VARIANT, pdf_identifier=_identifier(job)
                )
        assert data is not None
        said = tuple(dict.fromkeys((*self._style_warnings, *warnings)))
        return Printed(data, len(document.pages), said, overflows(document))


def _finish(_document: Any, pdf: Any) -> None:
    add_pdf_ua(pdf)
    bare(pdf)
    pdf.objects[1:] = map(_Written, pdf.objects[1:])


class _Written(pydyf.Object):  # type: ignore[misc]  # pydyf has no types
    """An object that is not to change any more. pydyf writes each twice, once for the file's identifier."""

    def __init__(self, content: Any) -> None:
        super().__init__()
        self.number = content.number
        self._data: bytes = content.data
        self._compressible: bool = content.compressible

    @property
    def data(self) -> bytes:
        """Its content."""
        return self._data

    @property
    def compressible(self) -> bool:
        """Whether it may lie in a stream of objects."""
        return self._compressible


def _identifier(job: PrintJob) -> str:
    """The permanent part of the file's identifier: the same for the same content."""
    whole = sha256((job.html + "\0" + job.css).encode())
    for file in job.files:
        whole.update(file.data)
    return whole.hexdigest()[:32]


def _attachment(file: EmbeddedFile, day: date | None) -> Attachment:
    made = datetime.combine(day or date(1980, 1, 1), time(), UTC)
    return Attachment(
        string=file.data,
        name=file.name,
        description=file.description,
        created=made,
        modified=made,
        relationship="Source",
    )


def _number_lists(html: Page) -> None:
    """Lists and items keep the numbers that their text has: WeasyPrint reads `start` and `value` only
    together with all other attributes of presentation.
    """
    for name, attribute, rule in (("ol", "start", "counter-reset"), ("li", "value", "counter-set")):
        for element in html.etree_element.iter(name):
            number = element.get(attribute, "")
            if number.isdecimal():
                # One less in both: an item counts up after its counter is set.
                element.set("style", f"{rule}: list-item {int(number) - 1}")


def _drop_relative_links(html: Page) -> None:
    """Without a public address, a link to a file beside the page would lead nowhere."""
    for link in html.etree_element.iter("a"):
        target = link.get("href", "")
        if target and not target.startswith("#") and not urlsplit(target).scheme:
            del link.attrib["href"]
