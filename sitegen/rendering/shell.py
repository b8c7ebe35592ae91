"""The surroundings of a page: site name, ways through the site, page tags, canonical address.

Knows the site's settings, its main pages and the page tags of 《政府网站发展指引》. Must not know what a
page shows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from sitegen.model.site import SiteConfig
from sitegen.rendering import urls
from sitegen.rendering.views import Day, Link, Shell

COLUMN = "绩效公开"
"""The column of the site that all pages belong to (ColumnName)."""

HOME_LABEL = "首页"

SECTIONS = (
    ("部门", urls.DEPARTMENTS),
    ("公开情况", urls.PUBLICATION),
    ("更正记录", urls.CORRECTIONS),
    ("数据", urls.DATA),
    ("搜索", urls.SEARCH),
)
"""The main pages, which every page leads to."""

COLOPHON = (("关于本站", urls.ABOUT), ("无障碍声明", urls.ACCESSIBILITY), ("表单", urls.FORMS))


def shell(
    config: SiteConfig,
    path: str,
    title: str,
    trail: tuple[tuple[str, str], ...],
    description: str,
    *,
    invented: bool = False,
) -> Shell:
    """The surroundings of the page at `path`; `trail` are (label, path) of the pages between it and
    the home page. `invented` is what no real body published.
    """

    def to(target: str) -> str:
        if path == urls.NOT_FOUND:
            return urls.rooted(config.base_url, target)
        return urls.relative(path, target)

    above = () if path == urls.HOME else ((HOME_LABEL, urls.HOME), *trail)
    known = bool(config.base_url)
    colophon = (*COLOPHON, ("订阅更新", urls.FEED)) if known else COLOPHON
    return Shell(
        site=config.name,
        publisher=config.publisher,
        contact=config.contact,
        title=title,
        description=description,
        home=to(urls.HOME),
        assets=to(urls.ASSETS),
        breadcrumbs=tuple(Link(label, to(target)) for label, target in above),
        tags=_site_tags(config, description),
        sections=tuple(Link(label, to(target)) for label, target in SECTIONS),
        colophon=tuple(Link(label, to(target)) for label, target in colophon),
        search=to(urls.SEARCH),
        current=to(path),
        canonical=urls.public(config.base_url, path) if known and path != urls.NOT_FOUND else "",
        feed=to(urls.FEED) if known else "",
        invented=invented,
    )


def _site_tags(config: SiteConfig, description: str) -> tuple[tuple[str, str], ...]:
    tags = {
        "SiteName": config.name,
        "SiteDomain": urlsplit(config.base_url).hostname or "",
        "SiteIDCode": config.identifier,
        "ColumnName": COLUMN,
        "ColumnDescription": description,
        "ColumnKeywords": f"{COLUMN},预算绩效,部门决算",
        "ColumnType": COLUMN,
    }
    return tuple((name, content) for name, content in tags.items() if content)


def article_tags(title: str, published: date | None, source: str, url: str) -> tuple[tuple[str, str], ...]:
    """The tags of an article. PubDate has to have a time, which nobody records: midnight."""
    tags = {
        "ArticleTitle": title,
        "PubDate": f"{published.isoformat()} 00:00" if published else "",
        "ContentSource": source,
        "Url": url,
    }
    return tuple((name, content) for name, content in tags.items() if content)


def linked_data(graph: tuple[Mapping[str, Any], ...]) -> str:
    """JSON-LD for a script element: no text in it can end the element."""
    document = {"@context": "https://schema.org", "@graph": [_without_gaps(each) for each in graph]}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _without_gaps(node: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _without_gaps(value) if isinstance(value, Mapping) else value
        for name, value in node.items()
        if value not in ("", None, (), [])
    }


def day(value: date | None) -> Day | None:
    """A date for people and machines."""
    return None if value is None else on(value)


def on(value: date) -> Day:
    """A date that is known, for people and machines."""
    return Day(value.isoformat(), f"{value.year}年{value.month}月{value.day}日")
