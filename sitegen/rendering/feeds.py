"""feed.xml, sitemap.xml, robots.txt: the site for programs that follow and search it.

Knows Atom (RFC 4287), the sitemap protocol (sitemaps.org) and robots.txt (RFC 9309). All need the public
address of the site: without one, only robots.txt is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sitegen.model.report import Report
from sitegen.model.site import SiteConfig
from sitegen.rendering import urls
from sitegen.rendering.places import in_words

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"

LATEST = 50
"""Entries in the feed."""


def feed(config: SiteConfig, reports: Iterable[Report]) -> bytes:
    """The latest reports and corrections, newest first. Times are midnight in China: nobody records more."""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "zh-CN"})
    _text(root, "title", f"{config.name}：新公开的报告和更正")
    if config.description:
        _text(root, "subtitle", config.description)
    home, own = f"{config.base_url}/", urls.public(config.base_url, urls.FEED)
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": own})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": home})
    _text(root, "id", home)
    entries = sorted(_entries(config, reports), key=lambda each: (each[0], each[1]), reverse=True)[:LATEST]
    _text(root, "updated", _moment(entries[0][0] if entries else date(1970, 1, 1)))
    author = SubElement(root, "author")
    _text(author, "name", config.publisher or config.name)
    root.extend(entry for _, _, entry in entries)
    return _written(root)


def _entries(config: SiteConfig, reports: Iterable[Report]) -> Iterator[tuple[date, str, Element]]:
    for report in reports:
        page = urls.public(config.base_url, urls.report(report.key))
        body = report.department
        shown = f"{'【示例】' if body.invented else ''}{body.name}：{report.title}"
        if report.published is not None:
            said = f"{body.name}公开了{report.year}年度的“{report.form.title}”。"
            entry = _entry(page, page, shown, report.published, said, body.name)
            yield report.published, report.key, entry
        for number, each in enumerate(report.corrections, 1):
            place = in_words(report.form, each.at)
            said = f"{place}：原为 {each.before}，改为 {each.after}。原因：{each.reason}"
            name = f"{page}#correction-{number}"
            entry = _entry(name, f"{page}#corrections", f"更正：{shown}", each.day, said, body.name)
            yield each.day, f"{report.key}#{number}", entry


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


def robots(config: SiteConfig) -> bytes:
    """Everything may be read; where the sitemap lies."""
    lines = ["User-agent: *", "Allow: /"]
    if config.base_url:
        lines.append(f"Sitemap: {urls.public(config.base_url, urls.SITEMAP)}")
    return ("\n".join(lines) + "\n").encode()


def last_change(report: Report) -> date | None:
    """The day of the last correction, or of publication."""
    return report.corrections[-1].day if report.corrections else report.published


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00+08:00"


def _written(root: Element) -> bytes:
    indent(root, " ")
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"
