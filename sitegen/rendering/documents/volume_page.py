"""汇编: many reports as one document, each as it is printed alone, with a cover and contents before them.

Knows the markup of printed pages: names that are unique on a page are made unique in the volume, and
addresses relative to a report's page relative to the site. Must not know how HTML becomes a PDF.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup

from sitegen import lazy_re as re
from sitegen.rendering import urls
from sitegen.rendering.documents.print_page import WIDEST, column_rules, print_html, title_lines
from sitegen.rendering.views import Link, ReportView

_BODY = re.compile(r"<body>(.*)</body>", re.DOTALL)
_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_NAMES = re.compile(r'(\s(?:id|headers|aria-labelledby)=")([^"]*)"')
_ADDRESSES = re.compile(r'(\s(?:href|src)=")([^"]*)"')
_PAINT = re.compile(r"url\(#([^)]*)\)")
_SELECTOR = re.compile(r"^#", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class VolumeView:
    """A volume: its title, what it collects in words, and its reports in order."""

    title: str
    subtitle: str
    publisher: str
    reports: tuple[ReportView, ...]


def volume_html(templates: Environment, view: VolumeView) -> str:
    """The page of a volume for print; addresses are relative to the site."""
    parts = [
        Markup(_renamed(_body(print_html(templates, report)), f"r{number}-", urls.report_folder(report.key)))  # noqa: S704 — drawn by our templates
        for number, report in enumerate(view.reports, 1)
    ]
    contents = [
        Link(_listed(report, view), f"#r{number}-title") for number, report in enumerate(view.reports, 1)
    ]
    return templates.get_template("volume.html").render(
        view=view, parts=parts, contents=contents, title_lines=title_lines, widest=WIDEST
    )


def _listed(report: ReportView, view: VolumeView) -> str:
    """A report in the contents: with its department, where that does not go without saying."""
    name = report.department.label
    if report.title.startswith(name) or len({each.department.label for each in view.reports}) == 1:
        return report.title
    return f"{name}　{report.title}"


def volume_rules(reports: Iterable[ReportView]) -> str:
    """Style rules for the widths of all columns of all reports."""
    return "\n".join(
        _SELECTOR.sub(f"#r{number}-", column_rules(report)) for number, report in enumerate(reports, 1)
    )


def _body(page: str) -> str:
    found = _BODY.search(page)
    assert found is not None, "pdf.html has no body"
    return found[1]


def _renamed(body: str, prefix: str, folder: str) -> str:
    """`body` with `prefix` before every name, and addresses below `folder`."""

    def names(found: re.Match[str]) -> str:
        return f'{found[1]}{" ".join(prefix + name for name in found[2].split())}"'

    def address(found: re.Match[str]) -> str:
        return f'{found[1]}{_moved(found[2], prefix, folder)}"'

    def tag(found: re.Match[str]) -> str:
        text = _NAMES.sub(names, found[0])
        return _PAINT.sub(rf"url(#{prefix}\1)", _ADDRESSES.sub(address, text))

    return _TAG.sub(tag, body)


def _moved(address: str, prefix: str, folder: str) -> str:
    if address.startswith("#"):
        return f"#{prefix}{address[1:]}"
    parts = urlsplit(address)
    if not address or parts.scheme or parts.netloc:
        return address
    return posixpath.normpath(posixpath.join(folder, address))
