"""Why nothing was published, in words for the person who asked for it.

Knows sentences. Must not know how a release is published.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sitegen.machine.os_errors import in_words
from sitegen.visible import shown

UNTOUCHED = "公开的网站没有改动。"
"""What is true of every failure before the folders are exchanged."""

_NAMED = 20
"""Paths that a refusal lists: more is another kind of trouble than single files."""


class NotPublished(Exception):
    """The base of all refusals; its text is a Chinese sentence to be shown as it is."""


class NotOurs(NotPublished):
    """A folder holds files that sitegen did not make. `folder` is that folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{shown(folder)} 里有不是 sitegen 生成的文件，不敢覆盖；请换一个目录或先清空它。{UNTOUCHED}"
        )
        self.folder = folder


class InTheWay(NotPublished):
    """`paths` in `folder`, none of which sitegen wrote, lie where it would write, or cannot be carried over."""

    def __init__(self, folder: Path, paths: Sequence[str], why: str) -> None:
        more = f"……等 {len(paths)} 个" if len(paths) > _NAMED else ""
        named = "、".join(map(shown, paths[:_NAMED]))
        super().__init__(f"{shown(folder)} 里{why}：{named}{more}。{UNTOUCHED}")
        self.folder = folder
        self.paths = tuple(paths)


class Busy(NotPublished):
    """Another process is publishing to `folder`. `holder` says which, in Chinese."""

    def __init__(self, folder: Path, holder: str) -> None:
        super().__init__(
            f"另一个 sitegen（{shown(holder)}）正在往 {shown(folder)} 发布；等它结束后再试。{UNTOUCHED}"
        )
        self.folder = folder
        self.holder = holder


class NotUsed(NotPublished):
    """Something lies where our own files lie that cannot be relied upon. `path` is where."""

    def __init__(self, path: Path, why: str, remedy: str) -> None:
        super().__init__(f"{shown(path)} {why}{remedy}{UNTOUCHED}")
        self.path = path


class NoRelease(NotPublished):
    """What was asked for needs a whole release that is not there."""


class Differs(NotPublished):
    """The files of a release are not those that its manifest names."""


class PartMissing(NotPublished):
    """The file at `path` of the theme names a `part` that the theme does not have."""

    def __init__(self, path: str, part: str) -> None:
        super().__init__(
            f"主题的 {shown(path)} 要并入 {shown(part)}，可是主题里没有这个文件，页面会缺少这一部分。"
            f"请改正 {shown(path)} 里的 import，或者把文件放到这里。{UNTOUCHED}"
        )


class CannotWrite(NotPublished):
    """The operating system refused. `cause` is its error; `outcome` says what became of the site."""

    def __init__(self, folder: Path, cause: OSError, outcome: str) -> None:
        name = cause.filename if isinstance(cause.filename, str) else folder
        super().__init__(f"读写 {shown(name)} 时出错：{in_words(cause)}。{outcome}")
        self.folder = folder
        self.cause = cause


@contextmanager
def reported(folder: Path, outcome: str = UNTOUCHED) -> Iterator[None]:
    """Raise every OSError of the block as CannotWrite; `outcome` is what is true of the site then."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(folder, error, outcome) from error
