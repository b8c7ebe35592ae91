"""Why nothing was published, in words for the person who asked for it.

Knows sentences and the errors of the operating system. Must not know how a release is published.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sitegen.visible import visible

UNTOUCHED = "公开的网站没有改动。"
"""What is true of every failure before the folders are exchanged."""

_NAMED = 20
"""Paths that a refusal lists: more is another kind of trouble than single files."""

_CAUSES = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "所在的磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出了磁盘配额",
    errno.EIO: "磁盘读写出错，磁盘可能已损坏",
    errno.EXDEV: "它自己是挂载点，不能整个替换；请改用它里面的一个子目录",
    errno.EBUSY: "它正被系统占用或自己是挂载点，不能整个替换；请改用它里面的一个子目录",
    errno.ENOTDIR: "路径上有一个不是目录",
    errno.EISDIR: "那里是一个目录",
    errno.ENOENT: "不存在",
    errno.ENAMETOOLONG: "名称太长",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ELOOP: "链接成了环",
    errno.EPIPE: "对方已经关闭",
    errno.EBADF: "没有打开",
    errno.EINVAL: "这里不能这样读写",
    errno.ENXIO: "那里没有人读",
    errno.EEXIST: "已经存在",
}


def in_words(error: OSError) -> str:
    """Why the operating system refused, in Chinese as far as it is known."""
    return _CAUSES.get(error.errno or 0) or error.strerror or str(error)


class NotPublished(Exception):
    """The base of all refusals; its text is a Chinese sentence to be shown as it is."""


class NotOurs(NotPublished):
    """A folder holds files that sitegen did not make. `folder` is that folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} 里有不是 sitegen 生成的文件，不敢覆盖；请换一个目录或先清空它。")
        self.folder = folder


class InTheWay(NotPublished):
    """`paths` in `folder`, none of which sitegen wrote, lie where it would write, or cannot be carried over."""

    def __init__(self, folder: Path, paths: Sequence[str], why: str) -> None:
        more = f"……等 {len(paths)} 个" if len(paths) > _NAMED else ""
        named = "、".join(map(visible, paths[:_NAMED]))
        super().__init__(f"{folder} 里{why}：{named}{more}。{UNTOUCHED}")
        self.folder = folder
        self.paths = tuple(paths)


class Busy(NotPublished):
    """Another process is publishing to `folder`. `holder` says which, in Chinese."""

    def __init__(self, folder: Path, holder: str) -> None:
        super().__init__(f"另一个 sitegen（{holder}）正在往 {folder} 发布；等它结束后再试。{UNTOUCHED}")
        self.folder = folder
        self.holder = holder


class NotUsed(NotPublished):
    """Something lies where our own files lie that cannot be relied upon. `path` is where."""

    def __init__(self, path: Path, why: str, remedy: str) -> None:
        super().__init__(f"{path} {why}{remedy}{UNTOUCHED}")
        self.path = path


class NoRelease(NotPublished):
    """What was asked for needs a whole release that is not there."""


class Differs(NotPublished):
    """The files of a release are not those that its manifest names."""


class CannotWrite(NotPublished):
    """The operating system refused. `cause` is its error; `outcome` says what became of the site."""

    def __init__(self, folder: Path, cause: OSError, outcome: str) -> None:
        name = cause.filename if isinstance(cause.filename, str) else folder
        super().__init__(f"读写 {name} 时出错：{in_words(cause)}。{outcome}")
        self.folder = folder
        self.cause = cause


@contextmanager
def reported(folder: Path, outcome: str = UNTOUCHED) -> Iterator[None]:
    """Raise every OSError of the block as CannotWrite; `outcome` is what is true of the site then."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(folder, error, outcome) from error
