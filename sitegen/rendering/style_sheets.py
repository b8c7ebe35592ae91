"""Style sheets as pages get them: joined from parts, so that a page asks for few files.

Knows the one rule of a sheet that names a part: `@import "../styles/table.css";`, perhaps with a medium. Parts lie in
the folder `styles/` of a theme, where nothing is published; an address in one is relative to the sheet that it becomes
part of. Must not know what any other rule says.
"""

from __future__ import annotations

import posixpath
import re

from sitegen.errors import NotPublished
from sitegen.rendering.theme import Theme
from sitegen.visible import shown

PARTS = "styles"
"""The folder of a theme with the parts of style sheets."""

_IMPORT = re.compile(rb'^@import "([^"\n]+)"(?: ([^;"\n]+))?;\n?', re.MULTILINE)


class PartMissing(NotPublished):
    """A style sheet of the theme names a part that the theme does not have."""

    def __init__(self, sheet: str, part: str) -> None:
        super().__init__(
            f"主题的 {shown(sheet)} 要并入 {shown(part)}，可是主题里没有这个文件，页面会失去这一部分样式。"
            f"请改正 {shown(sheet)} 里的 @import，或者把文件放到这里。"
        )


def joined(theme: Theme, sheet: str) -> bytes:
    """Return the style sheet at `sheet` with its parts in the places where it names them. Imports of anything else
    stay. Raises PartMissing.
    """
    folder = posixpath.dirname(sheet)

    def part(found: re.Match[bytes]) -> bytes:
        path = posixpath.normpath(posixpath.join(folder, found[1].decode("utf-8", "replace")))
        if not path.startswith(f"{PARTS}/"):
            return found[0]
        try:
            content = theme.file(path).read_bytes()
        except FileNotFoundError:
            raise PartMissing(sheet, path) from None
        medium = found[2]
        return b"@media " + medium + b" {\n" + content + b"}\n" if medium else content

    return _IMPORT.sub(part, theme.file(sheet).read_bytes())


def published(theme: Theme, path: str) -> bytes:
    """Return what a file below `assets/` of the theme is on the site."""
    return joined(theme, path) if path.endswith(".css") else theme.file(path).read_bytes()
