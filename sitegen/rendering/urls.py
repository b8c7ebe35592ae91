"""Where things are on the site, and how one page links to another.

Knows paths relative to the site's root, in POSIX form. Must not know any file system: every link
is relative, so that the site works in any folder, and from a disk.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote, urlsplit

HOME = "index.html"
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


def report_folder(key: str) -> str:
    """Where the report with this key (年度/部门/标识) has its page, downloads and images."""
    return f"reports/{key}"


def report(key: str) -> str:
    """The page of the report with this key."""
    return f"{report_folder(key)}/index.html"


def report_file(key: str, suffix: str) -> str:
    """A download beside the page of the report: `suffix` is "pdf", "csv" or "json"."""
    return f"{report_folder(key)}/report.{suffix}"


def asset(path: str) -> str:
    """A file of the theme that pages need."""
    return f"{ASSETS}/{path}"


def relative(origin: str, target: str) -> str:
    """The link from the page `origin` to `target`, both relative to the site's root."""
    return quote(posixpath.relpath(target, posixpath.dirname(origin) or "."))


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
