"""Style sheets and scripts as pages get them: joined from parts, so that a page asks for few files.

Knows the lines by which a file names its parts: `@import "../styles/table.css";`, perhaps with a medium, and
`import "../scripts/choices.js";`. Parts lie in folders of a theme from which nothing is published; an address in one is
relative to the file that it becomes part of. Must not know what else files say.
"""

from __future__ import annotations

import posixpath

from sitegen import lazy_re as re
from sitegen.errors import PartMissing
from sitegen.rendering.theme import Theme

_PART_OF_A_SHEET = re.compile(rb'^@import "([^"\n]+)"(?: ([^;"\n]+))?;\n?', re.MULTILINE)
_PART_OF_A_SCRIPT = re.compile(rb'^import "([^"\n]+)";\n?', re.MULTILINE)


def published(theme: Theme, path: str) -> bytes:
    """Return what the file at `path`, below `assets/` of the theme, is on the site: with its parts in the places where
    it names them. Imports of anything else stay. Raises PartMissing.
    """
    content = theme.file(path).read_bytes()
    if path.endswith(".css"):
        return _sheet(theme, path, content)
    if path.endswith(".js"):
        return _script(theme, path, content)
    return content


def _sheet(theme: Theme, path: str, content: bytes) -> bytes:
    def part(named: re.Match[bytes]) -> bytes:
        rules, medium = _part(theme, path, "styles", named), named[2]
        if rules is None:
            return named[0]
        return b"@media " + medium + b" {\n" + rules + b"}\n" if medium else rules

    return _PART_OF_A_SHEET.sub(part, content)


def _script(theme: Theme, path: str, content: bytes) -> bytes:
    def part(named: re.Match[bytes]) -> bytes:
        text = _part(theme, path, "scripts", named)
        return named[0] if text is None else text

    joined = _PART_OF_A_SCRIPT.sub(part, content)
    # In a block: what parts call by name for one another is no business of other scripts.
    return content if joined == content else b"{\n" + joined + b"}\n"


def _part(theme: Theme, path: str, folder: str, named: re.Match[bytes]) -> bytes | None:
    """The part in `folder` that the file at `path` names; None, if what it names is no part."""
    relative = named[1].decode("utf-8", "replace")
    part = posixpath.normpath(posixpath.join(posixpath.dirname(path), relative))
    if not part.startswith(f"{folder}/"):
        return None
    try:
        return theme.file(part).read_bytes()
    except FileNotFoundError:
        raise PartMissing(path, part) from None
