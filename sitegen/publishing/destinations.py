"""Where a site, or another file that a caller names, may be written: never among what a site is made from.

Knows what lies in the folder of a site. Must not know how a release is published, and imports nothing large: a build
asks before it knows whether there is anything to be done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import sitegen
from sitegen import lazy_re as re
from sitegen.errors import UNTOUCHED, NotPublished
from sitegen.publishing.manifest import MARK
from sitegen.visible import shown

_SETTINGS = Path("content") / "site.yaml"
_REPORTS = Path("content") / "reports"
"""Either shows that a folder is a site."""

_SECOND_TREE = re.compile(r"\..+\.(?:spare|aside)")
_NOTE = re.compile(r"\..+\.(?:lock|unfinished)")
"""Names of what lies beside a published folder (see `journal`)."""


def refuse_among_sources(target: Path, root: Path) -> None:
    """Raises NotPublished when `target`, through any links, is not a place for a release: the folder of the site at
    `root` or of any other, or around the former, or in what such a site is made from, or in another release. Nothing of
    the way to it need be there yet.
    """
    real = target.resolve()
    if _is_site(real):
        raise NotPublished(_sentence(target, "是一个站点的目录"))
    if _is_site(root) and root.resolve().is_relative_to(real):
        raise NotPublished(_sentence(target, f"在站点 {shown(root)} 的外面一层"))
    around = (real, *real.parents)
    for folder, what in (*_taken(around, root), *_hidden(around, root), *_releases(real.parents)):
        if any(_same(each, folder) for each in around):
            raise NotPublished(_sentence(target, f"在 {shown(folder)} 里，那里是{what}"))


def refuse_own_files(path: Path, root: Path) -> None:
    """Raises NotPublished when a file at `path`, through any links, would lie among what the site at `root` or any
    other is made from, or among what sitegen keeps or has published: it would take the place of something there.
    """
    around = path.resolve().parents
    for folder, what in (*_taken(around, root), *_releases(around)):
        if any(_same(each, folder) for each in around):
            raise NotPublished(
                f"{shown(path)} 在 {shown(folder)} 里，那里是{what}，不能写在那里；请换一个地方。"
            )
    if _NOTE.fullmatch(path.name):
        raise NotPublished(f"{shown(path)} 是 sitegen 发布时自己用的文件名，不能写在那里；请换一个文件名。")


def _taken(around: Iterable[Path], root: Path) -> Iterator[tuple[Path, str]]:
    """Folders that hold something else, of all that may lie `around` a place, and what it is."""
    yield Path(sitegen.__file__).parent, "sitegen 的程序"
    for site in filter(_is_site, (root.resolve(), *around)):
        yield site / "content", "报告和设置"
        yield site / "themes", "主题"
        yield site / ".sitegen", "程序自己的内容"
    for folder in around:
        if folder.name == ".git":
            yield folder, "程序自己的内容"
        if _SECOND_TREE.fullmatch(folder.name):
            yield folder, "另一个网站备用的一份"


def _hidden(around: Iterable[Path], root: Path) -> Iterator[tuple[Path, str]]:
    """Hidden folders of sites: those that are there, whatever they are called, and those that would be made."""
    there = (each for site in filter(_is_site, (root, *around)) for each in site.glob(".*/"))
    made = (each for each in around if each.name.startswith(".") and _is_site(each.parent))
    yield from ((each, "程序自己的内容") for each in (*there, *made))


def _releases(folders: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    yield from ((each, "另一个生成的网站") for each in folders if (each / MARK).exists())


def _is_site(folder: Path) -> bool:
    return (folder / _SETTINGS).exists() or (folder / _REPORTS).is_dir()


def _same(one: Path, other: Path) -> bool:
    """Whether both are, or would be, one folder, whatever their names: some systems take capitals for small letters."""
    try:
        return one.samefile(other)
    except OSError:
        named_alike = one.name.casefold() == other.name.casefold() and one.parent == other.parent
        return named_alike and not (one.exists() or other.exists())


def _sentence(target: Path, what: str) -> str:
    return f"{shown(target)} {what}，不能把网站写在那里；请换一个目录。{UNTOUCHED}"
