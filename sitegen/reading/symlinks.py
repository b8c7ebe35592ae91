"""Symbolic links among the content: told, and never followed.

Knows why a link is no file of a site. Must not know what any file is for.
"""

from __future__ import annotations

from pathlib import Path

from sitegen.diagnostics import Diagnostic, quoted
from sitegen.files import link_within
from sitegen.reading.rules.files import UNREADABLE_FILE
from sitegen.source import Place

_REMEDY = "删去这个链接，把它指向的文件或文件夹本身复制到这里。"


def linked(name: str) -> Diagnostic:
    """That the file or folder called `name`, relative to the site's root, is a link. The same words whoever
    finds it, so that it is told once.
    """
    message = f"{quoted(name)}是符号链接，没有读它指向的内容：链接可以指向站点之外，那里的文件会随网站公开。"
    return UNREADABLE_FILE.found(Place(name, 1, 1), message, remedy=_REMEDY)


def link_on_the_way(root: Path, name: str) -> Diagnostic | None:
    """That `name` below `root`, or a folder on the way to it, is a link, if it is."""
    link = link_within(root.resolve(), root / name)
    return linked(link.relative_to(root).as_posix()) if link is not None else None
