"""Puts the finished files in place of the old ones.

Knows folders and renames. Must not know what the files are.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from sitegen.files import write_atomic

MARK = ".sitegen-output"
"""A file that says that a folder was made by sitegen and may be replaced."""


class NotOurs(Exception):
    """The output folder holds files that sitegen did not make. `folder` is that folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} 里有不是 sitegen 生成的文件，不敢覆盖；请换一个目录或先清空它。")
        self.folder = folder


def publish(files: Mapping[str, bytes], output: Path) -> None:
    """Write `files` beside `output`, then swap the folders; raises NotOurs, OSError.

    A build that dies before the swap leaves the old output as it was.
    """
    if output.exists() and any(output.iterdir()) and not (output / MARK).exists():
        raise NotOurs(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    fresh, old = output.with_name(f"{output.name}.new"), output.with_name(f"{output.name}.old")
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    for path, data in files.items():
        write_atomic(fresh / path, data)
    write_atomic(fresh / MARK, b"")
    if output.exists():
        output.rename(old)
    fresh.rename(output)
    shutil.rmtree(old, ignore_errors=True)
