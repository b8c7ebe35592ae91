"""The wrapping of Pagefind's files.

Knows their compression and signature. Must not know what is in them.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping

ENTRY = "pagefind-entry.json"
"""The file that the browser reads first."""

_SIGNATURE = b"pagefind_dcd"


def unpack(files: Mapping[str, bytes], path: str) -> bytes:
    """What the file at `path` holds. Raises ValueError when it is not there or not Pagefind's."""
    try:
        data = gzip.decompress(files[path])
    except (KeyError, OSError, EOFError) as error:
        raise ValueError(f"{path} is missing, or cannot be unpacked") from error
    if not data.startswith(_SIGNATURE):
        raise ValueError(f"{path} is not a file of Pagefind's")
    return data[len(_SIGNATURE) :]


def pack(content: bytes) -> bytes:
    """A file that holds `content`; no time is stamped on it."""
    return gzip.compress(_SIGNATURE + content, mtime=0)
