"""feed.xml, sitemap.xml, robots.txt: the site for programs that follow and search it.

Knows Atom (RFC 4287), the sitemap protocol (sitemaps.org) and robots.txt (RFC 9309). All need the public
address of the site: without one, only robots.txt is made.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sitegen.model.forms.form import Form
from sitegen.model.reports.report import Department
from sitegen.model.results.summary import ReportSummary
from sitegen.model.site import SiteConfig
from sitegen.rendering import urls

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"

LATEST = 50
"""Entries in the feed."""

MOST_PAGES = 50_000
"""In one sitemap (sitemaps.org)."""


def feed(
    config: SiteConfig,
    departments: Mapping[str, Department],
    forms: Mapping[str, Form],
    reports: Iterable[ReportSummary],
) -> bytes:
    """The latest reports and corrections, newest first. Times are midnight in China: nobody records more."""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "zh-CN"})
    _text(root, "title", f"{config.name}：新公开的报告和更正")
    if config.description:
        _text(root, "subtitle", config.description)
    home, own = f"{config.base_url}/", urls.public(config.base_url, urls.FEED)
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": own})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": home})
    _text(root, "id", home)
    latest = heapq.nlargest(LATEST, _changes(reports), key=lambda each: each[:2])
    _text(root, "updated", _moment(latest[0][0] if latest else date(1970, 1, 1)))
    author = SubElement(root, "author")
    _text(author, "name", config.publisher or config.name)
    for day, _, report, number in latest:
        root.append(_of(config, departments[report.department], forms[report.form], report, day, number))
    return _written(root)


def _changes(reports: Iterable[ReportSummary]) -> Iterator[tuple[date, str, ReportSummary, int]]:
    """Day, what orders changes of one day, report, and which correction it is (0: the publication)."""
    for report in reports:
        if report.published is not None:
            yield report.published, report.key, report, 0
        for number, each in enumerate(report.corrections, 1):
            yield each.day, f"{report.key}#{number}", report, number


def _of(
    config: SiteConfig, body: Department, form: Form, report: ReportSummary, day: date, number: int
) -> Element:
    page = urls.public(config.base_url, urls.report(report.key))
    shown = f"{'【示例】' if body.invented else ''}{body.name}：{report.title}"
    if not number:
        said = f"{body.name}公开了{report.year}年度的“{form.title}”。"
        return _entry(page, page, shown, day, said, body.name)
    each = report.corrections[number - 1]
    said = f"{each.place}：原为 {each.before}，改为 {each.after}。原因：{each.reason}"
    name = f"{page}#correction-{number}"
    return _entry(name, f"{page}#corrections", f"更正：{shown}", day, said, body.name)


def _entry(name: str, link: str, title: str, day: date, summary: str, author: str) -> Element:
    entry = Element("entry")
    _text(entry, "title", title)
    _text(entry, "id", name)
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": link})
    _text(entry, "updated", _moment(day))
    _text(entry, "published", _moment(day))
    _text(SubElement(entry, "author"), "name", author)
    _text(entry, "summary", summary)
    return entry


def sitemap(config: SiteConfig, pages: Iterable[tuple[str, date | None]]) -> bytes:
    """Every page with the day of its last change, where that is known."""
    root = Element("urlset", {"xmlns": SITEMAP})
    for path, changed in sorted(pages):
        entry = SubElement(root, "url")
        _text(entry, "loc", urls.public(config.base_url, path))
        if changed is not None:
            _text(entry, "lastmod", changed.isoformat())
    return _written(root)


def sitemap_index(config: SiteConfig, maps: Iterable[str]) -> bytes:
    """Where the `maps` are, for a site with more pages than one may hold."""
    root = Element("sitemapindex", {"xmlns": SITEMAP})
    for path in maps:
        _text(SubElement(root, "sitemap"), "loc", urls.public(config.base_url, path))
    return _written(root)


def robots(config: SiteConfig) -> bytes:
    """Everything may be read; where the sitemap lies."""
    lines = ["User-agent: *", "Allow: /"]
    if config.base_url:
        lines.append(f"Sitemap: {urls.public(config.base_url, urls.SITEMAP)}")
    return ("\n".join(lines) + "\n").encode()


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00+08:00"


def _written(root: Element) -> bytes:
    indent(root, " ")
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"
