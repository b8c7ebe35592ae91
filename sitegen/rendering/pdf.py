"""A report's view to a tagged PDF.

Knows WeasyPrint: the same body template as the page, its own shell and style sheet. Never opens the
network, nor a file outside the theme and the report's folder. Must not know the model.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from jinja2 import Environment
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from sitegen.rendering.theme import Theme
from sitegen.rendering.views import ReportView, TableBlock

VARIANT = "pdf/ua-1"

_NOWHERE = "https://sitegen.invalid/"
"""Stands for the report's public address where that is not known; never in the result."""


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF, the number of its pages, and everything WeasyPrint complained about."""

    data: bytes
    pages: int
    warnings: tuple[str, ...]


class Printer:
    """Prints reports with one theme; keeps the parsed style sheet and the fonts between them."""

    def __init__(self, templates: Environment, theme: Theme) -> None:
        self._templates = templates
        self._folders = theme.folders
        self._fonts = FontConfiguration()
        with _complaints() as warnings:
            self._style = CSS(
                filename=theme.file("print/pdf.css"),
                url_fetcher=_Fetcher({}, theme.folders),
                font_config=self._fonts,
            )
        self._style_warnings = tuple(warnings)

    def print(self, view: ReportView, folder: Path) -> Document:
        """The PDF of `view`; images are taken from the report's `folder`."""
        base = view.url or _NOWHERE
        page = self._templates.get_template("pdf.html").render(view=view)
        columns = column_rules(view)
        with _complaints() as warnings:
            html = HTML(string=page, base_url=base, url_fetcher=_Fetcher({base: folder}, self._folders))
            if not view.url:
                _drop_relative_links(html)
            sheets = [self._style, CSS(string=columns, font_config=self._fonts)]
            document = html.render(font_config=self._fonts, stylesheets=sheets, pdf_variant=VARIANT)
            data = document.write_pdf(
                pdf_variant=VARIANT, pdf_identifier=sha256((page + columns).encode()).digest()[:16]
            )
        assert data is not None
        return Document(data, len(document.pages), self._style_warnings + tuple(warnings))


def column_rules(view: ReportView) -> str:
    """Style rules for the widths of all columns: with them the layout of tables needs no measuring."""
    rules: list[str] = []
    for section in view.sections:
        for block in section.blocks:
            if isinstance(block, TableBlock):
                columns = block.grid.columns
                total = sum(column.width for column in columns)
                rules += [
                    f"#{block.id} .col-{number} {{ width: {100 * column.width / total:.3f}% }}"
                    for number, column in enumerate(columns, 1)
                ]
    return "\n".join(rules)


class _Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Opens files below some folders: of the theme as file: addresses, of a report as relative ones,
    which are absolute by the time they come here.
    """

    def __init__(self, bases: dict[str, Path], folders: tuple[Path, ...]) -> None:
        super().__init__(allowed_protocols=())
        self._bases = bases
        self._folders = folders

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 — WeasyPrint's signature
        """The file that `url` stands for; raises ValueError for anything else."""
        for base, folder in self._bases.items():
            if url.startswith(base):
                return _opened(url, folder / unquote(urlsplit(url[len(base) :]).path), (folder,))
        parts = urlsplit(url)
        if parts.scheme == "file" and not parts.netloc:
            return _opened(url, Path(url2pathname(parts.path)), self._folders)
        raise ValueError("只能使用主题和报告目录里的文件")


def _opened(url: str, path: Path, roots: tuple[Path, ...]) -> URLFetcherResponse:
    real = path.resolve()
    if not any(real.is_relative_to(root.resolve()) for root in roots):
        raise ValueError("文件在主题和报告目录之外")
    return URLFetcherResponse(url, real.read_bytes())


def _drop_relative_links(html: HTML) -> None:
    """Without a public address, a link to a file beside the page would lead nowhere."""
    for link in html.etree_element.iter("a"):
        target = link.get("href", "")
        if target and not target.startswith("#") and not urlsplit(target).scheme:
            del link.attrib["href"]


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
def _complaints() -> Iterator[list[str]]:
    """What WeasyPrint logs meanwhile."""
    logger = logging.getLogger("weasyprint")
    collector = _Collector()
    logger.addHandler(collector)
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)
