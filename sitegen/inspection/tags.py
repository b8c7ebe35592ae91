"""The tags of a page, one after the other.

Reads what our templates write, and what HTML allows between tags: comments, scripts, character
references. A tenth of the time of the standard library's parser, which follows every mistake a page could
make; a test holds the two together. Must not know what tags mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from sitegen import lazy_re as re

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


def others_than(
    names: Iterable[str], attributes: Iterable[str], expected: Iterable[tuple[str, str]] = ()
) -> re.Pattern[str]:
    """A run of text and tags, none of which has one of the `names` or one of the `attributes`; nor has a name for
    which an attribute is `expected`, and lacks it or has it empty. A tag that is not written quite properly ends
    the run.
    """
    words = "|".join(sorted(attributes))
    given = r"""(?:"[^"]++"|'[^']++'|[^\s"'=<>`]++)"""
    attribute = rf"""(?:\s++(?!(?:{words})[\s=/>])[^\s"'<>/=]++(?:\s*+=\s*+(?:{given}|""|''))?+)"""
    end = r"\s*+/?+>"
    wanted = "|".join(sorted({*names, *_RAW, *(name for name, _ in expected)}))
    kinds = [
        r"[^<]++",
        rf"</?+(?!(?:{wanted})[\s/>])[a-z][a-z0-9:-]*+{attribute}*+{end}",
        *(
            rf"</{name}>|<{name}{attribute}*?\s++{sought}\s*+=\s*+{given}{attribute}*+{end}"
            for name, sought in expected
        ),
    ]
    return re.compile(f"(?:{'|'.join(kinds)})*+", re.IGNORECASE)


def tags(text: str, besides: re.Pattern[str] | None = None) -> Iterator[Tag]:
    """The tags of a page, without those in comments, scripts and style sheets. `besides` are those of no interest,
    a pattern of `others_than`: they cost next to nothing.
    """
    at = 0
    while True:
        if besides is not None:
            run = besides.match(text, at)
            at = run.end() if run is not None else at
        found = _TOKEN.search(text, at)
        if found is None:
            return
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
