"""The surroundings of a page: site name, breadcrumbs, page tags.

Knows the site's settings and the page tags of 《政府网站发展指引》. Must not know what a page shows.
"""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from sitegen.model.site import SiteConfig
from sitegen.rendering import urls
from sitegen.rendering.views import Day, Link, Shell

COLUMN = "绩效公开"
"""The column of the site that all pages belong to (ColumnName)."""

HOME_LABEL = "首页"


def shell(
    config: SiteConfig, path: str, title: str, trail: tuple[tuple[str, str], ...], description: str
) -> Shell:
    """The surroundings of the page at `path`; `trail` are (label, path) of the pages between it and
    the home page.
    """
    above = () if path == urls.HOME else ((HOME_LABEL, urls.HOME), *trail)
    return Shell(
        site=config.name,
        publisher=config.publisher,
        contact=config.contact,
        title=title,
        description=description,
        home=urls.relative(path, urls.HOME),
        assets=urls.relative(path, urls.ASSETS),
        breadcrumbs=tuple(Link(label, urls.relative(path, target)) for label, target in above),
        tags=_site_tags(config),
    )


def _site_tags(config: SiteConfig) -> tuple[tuple[str, str], ...]:
    tags = {
        "SiteName": config.name,
        "SiteDomain": urlsplit(config.base_url).hostname or "",
        "SiteIDCode": config.identifier,
        "ColumnName": COLUMN,
        "ColumnType": COLUMN,
    }
    return tuple((name, content) for name, content in tags.items() if content)


def article_tags(title: str, published: date | None, source: str) -> tuple[tuple[str, str], ...]:
    """The tags of an article. PubDate has to have a time, which nobody records: midnight."""
    tags = {
        "ArticleTitle": title,
        "PubDate": f"{published.isoformat()} 00:00" if published else "",
        "ContentSource": source,
    }
    return tuple((name, content) for name, content in tags.items() if content)


def day(value: date | None) -> Day | None:
    """A date for people and machines."""
    return None if value is None else Day(value.isoformat(), f"{value.year}年{value.month}月{value.day}日")
