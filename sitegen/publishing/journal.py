"""What lies beside a published folder, and what it tells after a kill.

Knows the names, the journal, and whose folders they are. Must not know how a release is made.

Beside the folder that is published, `output`, lie

- `.output.spare`, a second tree: the release before, or an unfinished one;
- `.output.unfinished`, the journal: it names the release that is being replaced, and is there from before the
  staging tree is changed until after it has become `output`. So while it names the release in `output`, the staging tree
  was never published and cannot be trusted;
- `.output.lock`, the lock.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sitegen import lazy_re as re
from sitegen.errors import InTheWay, NotOurs, NotUsed
from sitegen.files import IsLink, TooLarge, digest, is_regular, read_limited
from sitegen.publishing.atomic_swap import aside, make_durable, recover
from sitegen.publishing.lock import HOLDER
from sitegen.publishing.manifest import MANIFEST, MARK, MOST_BYTES
from sitegen.publishing.mounts import mounts
from sitegen.trust.own_files import refuse_strangers, refuse_tracked

_NOTE_BYTES = 1000
"""More than a journal says."""
_JOURNAL = re.compile(rb"\0*|none\n?|[0-9a-f]{0,64}\n?")
"""What a journal may say; a power failure cuts it off, or leaves nothing but zeros."""
_NO_RELEASE = "none"
"""What the journal says when the folder is empty or holds the output of an old version of sitegen."""


@dataclass(frozen=True)
class Site:
    """A published folder, `live`, and its neighbours."""

    live: Path

    @classmethod
    def at(cls, output: Path) -> Site:
        """Through symbolic links: the folder is replaced, not the link. Raises NotOurs, NotUsed for what somebody else
        put beside it, InTheWay for what is mounted in it; OSError, also for what cannot be replaced.
        """
        site = cls(output.resolve())
        if site.live in mounts(site.live):
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(site.live))
        refuse_tracked(site.live.parent, (neighbour.name for neighbour in site._neighbours))
        site._refuse_foreign()
        return site

    @property
    def staging(self) -> Path:
        """The second tree."""
        return self._beside("spare")

    @property
    def lock(self) -> Path:
        """The file that is locked."""
        return self._beside("lock")

    @property
    def in_use(self) -> bool:
        """Whether anything is published. Raises OSError when there is something else than a folder."""
        return _has_files(self.live)

    @property
    def unfinished(self) -> bool:
        """Whether the staging tree cannot be trusted; known when the site is settled."""
        return self._journal.exists()

    def settle(self) -> None:
        """Bring order into what a kill may have left: both folders where they belong, and the journal only
        there if the staging tree was never published. Raises NotOurs, OSError.
        """
        recover(self.live, self.staging)
        self._refuse_foreign()
        with suppress(FileNotFoundError):
            # Cut off, it names nothing: then the staging tree had not been changed yet.
            if self._noted() != self._note():
                self._journal.unlink()

    def begin(self) -> None:
        """Note, durably, that the staging tree is about to be changed. Raises OSError."""
        if not self.unfinished:
            with self._journal.open("xb") as stream:
                stream.write(self._note())
            make_durable((self._journal, self.live.parent), self.live.parent)

    def end(self) -> None:
        """Note that the staging tree is gone, or that it is the release before. Raises OSError."""
        self._journal.unlink(missing_ok=True)

    @property
    def _journal(self) -> Path:
        return self._beside("unfinished")

    @property
    def _neighbours(self) -> tuple[Path, ...]:
        return self.staging, self.lock, self._journal, aside(self.live)

    def _beside(self, what: str) -> Path:
        return self.live.parent / f".{self.live.name}.{what}"

    def _noted(self) -> bytes:
        """What the journal says. Raises OSError."""
        return read_limited(self._journal, _NOTE_BYTES)

    def _note(self) -> bytes:
        try:
            release = digest(read_limited(self.live / MANIFEST, MOST_BYTES))
        except (IsLink, TooLarge, FileNotFoundError, NotADirectoryError):
            release = _NO_RELEASE
        return f"{release}\n".encode()

    def _refuse_foreign(self) -> None:
        refuse_strangers(self._neighbours)
        for file, ours in ((self.lock, HOLDER), (self._journal, _JOURNAL)):
            if not _reads(file, ours):
                raise NotUsed(file, "不是 sitegen 写的，却在 sitegen 要用的位置。", "移走或改名以后再来。")
        for folder in (self.live, self.staging, aside(self.live)):
            if found := mounts(folder):
                places = [str(each.relative_to(folder.parent)) for each in found]
                raise InTheWay(folder.parent, places, "有挂载的内容，不能带到新的一版；卸载以后再来")
            if _has_files(folder) and not is_regular(folder / MARK):
                raise NotOurs(folder)


def _reads(file: Path, ours: re.Pattern[bytes]) -> bool:
    """Whether what `file` says is such as we write there; it need not be there. Raises OSError."""
    try:
        return ours.fullmatch(read_limited(file, _NOTE_BYTES)) is not None
    except TooLarge:
        return False
    except FileNotFoundError:
        return True


def _has_files(folder: Path) -> bool:
    try:
        return any(folder.iterdir())
    except FileNotFoundError:
        return False
