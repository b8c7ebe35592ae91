"""The tags of a page, one after the other.

Reads what our templates write, and what HTML allows between tags: comments, scripts, character
references. A tenth of the time of the standard library's parser, which follows every mistake a page could
make; a test holds the two together. Must not know what tags mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_TOKEN = re.compile(
    r"<!--.*?-->"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)(?P<rest>(?:[^\"'>]|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_RAW = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style")}
"""Elements whose content is no markup (HTML Standard, 13.1.2.1), and where they end."""


class Tag(NamedTuple):
    """A tag: where it begins and ends in the text, whether it closes an element, its name in lower case,
    its attributes as written.
    """

    start: int
    end: int
    closing: bool
    name: str
    written: str

    @property
    def attributes(self) -> dict[str, str]:
        """Name in lower case → value; "" for one without."""
        found: dict[str, str] = {}
        for name, double, single, bare in _ATTRIBUTE.findall(self.written):
            value = double or single or bare
            found.setdefault(name.lower(), unescape(value) if "&" in value else value)
        return found


def tags(text: str) -> Iterator[Tag]:
    """All tags of a page, without those in comments, scripts and style sheets."""
    at = 0
    while (found := _TOKEN.search(text, at)) is not None:
        at = found.end()
        name = found["name"]
        if name is None:
            continue
        name = name.lower()
        closing = bool(found["close"])
        yield Tag(found.start(), at, closing, name, found["rest"])
        if name in _RAW and not closing:
            end = _RAW[name].search(text, at)
            at = end.start() if end is not None else len(text)
