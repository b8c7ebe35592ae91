"""Where a site may be written: never among what it is made from.

Knows what lies in the folder of a site. Must not know how a release is published, and imports nothing large: a build
asks before it knows whether there is anything to be done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import sitegen
from sitegen.errors import UNTOUCHED, NotPublished
from sitegen.publishing.manifest import MARK

_SETTINGS = Path("content") / "site.yaml"
"""What shows that a folder is a site."""

_NEIGHBOUR = re.compile(r"\..+\.(spare|aside)")
"""The names that lie beside a published folder (see `journal`)."""


def refuse_among_sources(target: Path, root: Path) -> None:
    """Raises NotPublished when `target`, through any links, is not a place for a release: the folder of the site at
    `root` or of any other, or around the former, or in what such a site is made from, or in another release.
    """
    real = target.resolve()
    if _is_site(real):
        raise NotPublished(_sentence(target, "是一个站点的目录"))
    if _is_site(root) and root.resolve().is_relative_to(real):
        raise NotPublished(_sentence(target, f"在站点 {root} 的外面一层"))
    around = (real, *real.parents)
    for folder, what in _taken(around, root):
        if any(_same(each, folder) for each in around):
            raise NotPublished(_sentence(target, f"在 {folder} 里，那里是{what}"))


def _taken(around: tuple[Path, ...], root: Path) -> Iterator[tuple[Path, str]]:
    """Folders that hold something else, of all that may lie `around` the target, and what it is."""
    yield Path(sitegen.__file__).parent, "sitegen 的程序"
    for site in filter(_is_site, (root.resolve(), *around)):
        yield site / "content", "报告和设置"
        yield site / "themes", "主题"
        hidden = (each for each in around if each.name.startswith(".") and _same(each.parent, site))
        yield from ((each, "程序自己的内容") for each in hidden)
    yield from ((each, "另一个网站备用的一份") for each in around if _NEIGHBOUR.fullmatch(each.name))
    for release in around[1:]:
        if (release / MARK).exists():
            yield release, "另一个生成的网站"


def _is_site(folder: Path) -> bool:
    return (folder / _SETTINGS).exists()


def _same(one: Path, other: Path) -> bool:
    """Whether both are one folder, whatever their names: some systems take capitals for small letters. Neither need be
    there yet.
    """
    try:
        return one == other or one.samefile(other)
    except OSError:
        return False


def _sentence(target: Path, what: str) -> str:
    return f"{target} {what}，不能把网站写在那里；请换一个目录。{UNTOUCHED}"
