"""The seal on what is kept from run to run: tells what we wrote ourselves from what somebody put there.

Knows a secret key, where it lies, and a digest with that key (BLAKE2b, RFC 7693). Must not know what is sealed.

A cache that was restored, copied or committed says what earlier runs found: whoever can write it could let a report
pass that contradicts itself. Without the key nobody can write a record that is believed.
"""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from secrets import token_bytes

from sitegen.errors import NotPublished
from sitegen.files import opened
from sitegen.machine.os_errors import in_words
from sitegen.visible import shown, visible

VARIABLE = "SITEGEN_CACHE_KEY"
"""The variable with a key of many machines, such as a secret of CI."""

SHORTEST = 16
"""Characters of such a key: fewer can be tried out."""

_NAME = Path("sitegen") / "cache-key"
"""Of the user's own key, below the folder for what programs keep (XDG)."""

_BYTES = 32
"""Of a key."""

SEAL_BYTES = 32


class _NoKey(Exception):
    """The user's own key cannot be had; the text says why, in Chinese."""


@dataclass(frozen=True)
class Seal:
    """Seals with `key`. If the key lasts for this run only, `doubt` says why, in Chinese."""

    key: bytes = field(repr=False)
    doubt: str = ""

    def of(self, what: bytes, *parts: str | bytes) -> bytes:
        """The seal on `parts`, which are `what` (at most 16 bytes)."""
        data = b"\n".join([part.encode() if isinstance(part, str) else part for part in parts])
        return blake2b(data, key=self.key, person=what, digest_size=SEAL_BYTES).digest()

    @cached_property
    def number(self) -> int:
        """Tells the key from others, and nothing more of it: positive, 31 bits."""
        return int.from_bytes(self.of(b"number")[:4]) >> 1 | 1


def find_seal() -> Seal:
    """The seal of the key in the variable, else of the user's own key, which is made if there is none, else of one
    for this run: nothing that was kept is believed then. Raises NotPublished for a key that is too short.
    """
    given = os.environ.get(VARIABLE, "")
    if given:
        if len(given) < SHORTEST:
            raise NotPublished(
                f"环境变量 {VARIABLE} 太短，容易被猜出；至少 {SHORTEST} 个字符，可以用 openssl rand -hex 32 生成。"
            )
        return Seal(blake2b(given.encode(errors="surrogateescape"), digest_size=_BYTES).digest())
    try:
        return Seal(_own_key())
    except _NoKey as error:
        return Seal(
            token_bytes(_BYTES), f"{error}；以前的缓存无法确认是自己写的，这次全部重新核对、重新生成。"
        )


def own_key_file() -> Path | None:
    """Where the user's own key lies, or will lie; None where there is no place for it."""
    try:
        return _state_folder() / _NAME
    except _NoKey:
        return None


def _own_key() -> bytes:
    path = _state_folder() / _NAME
    try:
        with suppress(FileNotFoundError):
            return _read(path)
        _make(path)
        return _read(path)
    except OSError as error:
        raise _NoKey(f"读写不了缓存的密钥 {shown(path)}（{in_words(error)}）") from None


def _state_folder() -> Path:
    """Where programs of this user keep what is theirs."""
    given, home = os.environ.get("XDG_STATE_HOME", ""), os.environ.get("HOME", "")
    if given.startswith("/"):
        return Path(given)
    if home.startswith("/"):
        return Path(home) / ".local/state"
    raise _NoKey(f"没有设置 HOME，不知道缓存的密钥放在哪里（也可以设 {VARIABLE}）")


def _read(path: Path) -> bytes:
    """The key at `path`, which nobody else may know."""
    with opened(path) as stream:
        state = os.fstat(stream.fileno())
        text = stream.read(2 * _BYTES + 2)
    if state.st_uid != os.geteuid():
        raise _NoKey(f"缓存的密钥 {shown(path)} 属于别的用户")
    if stat.S_IMODE(state.st_mode) & 0o077:
        raise _NoKey(
            f"缓存的密钥 {shown(path)} 别的用户也能读（运行 chmod 600 {visible(str(path))}，或删去它）"
        )
    try:
        key = bytes.fromhex(text.decode())
    except ValueError:
        key = b""
    if len(key) != _BYTES:
        raise _NoKey(f"{shown(path)} 里不是密钥（删去它，会重新生成）")
    return key


def _make(path: Path) -> None:
    """Make a key; one that another run has made meanwhile stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent)  # for its owner only
    try:
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(f"{token_bytes(_BYTES).hex()}\n")
        with suppress(FileExistsError):
            os.link(part, path)
    finally:
        Path(part).unlink()
