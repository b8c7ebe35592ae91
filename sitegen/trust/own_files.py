"""Whether what lies where our own files lie may be used at all.

Knows their names, and what only somebody else can have made: a link, a file of another user, a file under version
control. Must not know what is in any of them (`trust.seal` tells whose that is).
"""

from __future__ import annotations

import os
import shlex
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from sitegen.errors import NotUsed
from sitegen.files import link_within
from sitegen.trust.git_index import tracked

FOLDER = Path(".sitegen") / "cache"
"""Below the site's own folder."""


def check_kept(root: Path) -> Path:
    """The folder of what is kept of the site below `root`. Raises NotUsed."""
    refuse_tracked(root, (FOLDER.parts[0],))
    folder = root / FOLDER
    refuse_strangers((*(root / part for part in (FOLDER.parent, FOLDER)), *_inside(folder)))
    return folder


def refuse_strangers(paths: Iterable[Path]) -> None:
    """Raises NotUsed if one of the `paths` is a link, or belongs to somebody who is neither us nor whoever has the
    folder that it lies in.
    """
    for path in paths:
        try:
            found = path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            continue
        if stat.S_ISLNK(found.st_mode):
            raise _link(path)
        if found.st_uid not in (os.geteuid(), path.parent.stat().st_uid):
            why = f"属于别的用户（编号 {found.st_uid}），sitegen 不用它。"
            raise NotUsed(path, why, "请它的主人删去，或换一个目录。")


def refuse_tracked(folder: Path, names: Iterable[str]) -> None:
    """Raises NotUsed if one of the `names` in `folder` is under version control: whoever may propose a change could
    write it.
    """
    names = tuple(names)
    found = tracked(folder, names)
    if found is not None:
        name = found.relative_to(folder.resolve()).parts[0]
        why = "在 git 仓库里。这是 sitegen 自己的文件，谁提交的都不能信。"
        command = f"git -C {shlex.quote(str(folder))} rm -r --cached {shlex.quote(name)}"
        raise NotUsed(found, why, f"从仓库里去掉：{command}，再把 {name} 写进 .gitignore。")


def refuse_links(root: Path, path: Path) -> None:
    """Raises NotUsed if a link on the way to `path` lies in the site's folder `root`: whoever wrote the site made it."""
    link = link_within(root, path)
    if link is not None:
        raise _link(link)


def _link(path: Path) -> NotUsed:
    why = "是符号链接，sitegen 不往它指向的地方写，也不用那里的内容。"
    return NotUsed(path, why, f"删去它再运行：rm {shlex.quote(str(path))}。")


def _inside(folder: Path) -> Iterator[Path]:
    """What lies in `folder`, and the links in the folders there: entries lie one deeper, and are opened without
    following links.
    """
    for each in _listed(folder):
        yield Path(each.path)
        if each.is_dir(follow_symlinks=False):
            yield from (Path(below.path) for below in _listed(each.path) if below.is_symlink())


def _listed(folder: str | Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:  # not there, or no folder: nothing is kept then
        return []
