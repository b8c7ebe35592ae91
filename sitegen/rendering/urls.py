"""Where things are on the site, and how one page links to another.

Knows paths relative to the site's root, in POSIX form. Must not know any file system: every link
is relative, so that the site works in any folder, and from a disk.
"""

from __future__ import annotations

import posixpath
from urllib.parse import quote, urlsplit

from sitegen import lazy_re as re
from sitegen.publishable import CHECKS, PAGE, STEM

HOME = "index.html"
DEPARTMENTS = "departments/index.html"
FORMS = "forms/index.html"
PUBLICATION = "publication/index.html"
CORRECTIONS = "corrections/index.html"
DATA = "data/index.html"
SEARCH = "search/index.html"
ABOUT = "about/index.html"
ACCESSIBILITY = "accessibility/index.html"
NOT_FOUND = "404.html"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
ASSETS = "assets"

REFUSED = "#"
"""What stands in place of an address that is not safe."""

_ODD = re.compile(r"[\x00-\x20\x7f\\]")


def department(identifier: str) -> str:
    """The page of a department."""
    return f"departments/{identifier}/index.html"


def year(number: int) -> str:
    """The page of a year."""
    return f"years/{number}/index.html"


def form(identifier: str, number: int = 1) -> str:
    """The page of a form, or a further page of reports on it."""
    return f"forms/{identifier}/{f'{number}/' if number > 1 else ''}index.html"


def comparison(department: str, slug: str, first: int, second: int) -> str:
    """The page that compares a department's reports of two years."""
    return f"departments/{department}/{slug}/{first}-{second}/index.html"


def sitemap(number: int) -> str:
    """One of several sitemaps."""
    return f"sitemap-{number}.xml"


def data(name: str) -> str:
    """A file with data of the whole site."""
    return f"data/{name}"


def report_folder(key: str) -> str:
    """Where the report with this key (年度/部门/标识) has its page, downloads and images."""
    return f"reports/{key}"


def report(key: str) -> str:
    """The page of the report with this key."""
    return f"{report_folder(key)}/{PAGE}"


def checks(key: str) -> str:
    """The page that lists every check of the report with this key."""
    return f"{report_folder(key)}/{CHECKS}/{PAGE}"


def report_file(key: str, suffix: str) -> str:
    """A download beside the page of the report: `suffix` is "pdf", "csv", "xlsx" or "json"."""
    return f"{report_folder(key)}/{STEM}.{suffix}"


def volume(page: str) -> str:
    """The volume of all reports on the page of a department or year."""
    return f"{posixpath.dirname(page)}/volume.pdf"


def asset(path: str) -> str:
    """A file of the theme that pages need."""
    return f"{ASSETS}/{path}"


def relative(origin: str, target: str) -> str:
    """The link from the page `origin` to `target`, both relative to the site's root."""
    return quote(posixpath.relpath(target, posixpath.dirname(origin) or "."))


def rooted(base_url: str, target: str) -> str:
    """The link to `target` from a page that may be shown at any address: from the root of the host."""
    return quote(f"{urlsplit(base_url).path.rstrip('/')}/{target}")


def public(base_url: str, target: str) -> str:
    """The public address of the page at `target`, without its index.html."""
    return f"{base_url}/{quote(target.removesuffix('index.html'))}"


def safe_url(address: str) -> str:
    """`address` if it is http, https, mailto or relative to the page, else "#".

    Browsers skip blanks and control characters in a scheme and take backslashes for slashes, so an
    address with any of them is refused, and so is one that begins with `/`.
    """
    text = address.strip()
    if _ODD.search(text):
        return REFUSED
    try:
        scheme = urlsplit(text).scheme
    except ValueError:
        return REFUSED
    if scheme:
        return text if scheme in ("http", "https", "mailto") else REFUSED
    return REFUSED if text.startswith("/") or ":" in text.split("/", 1)[0] else text
