"""Text of a file that lies beside a report.

Knows words and where they stand in the file. Must not know file formats.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AttachedText:
    """`text` that stands at `where`, worded for people: `第 2 页`, `工作表“明细”B4`, `文档属性“作者”`."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """The file `path`, relative to the site root. `problem` says in Chinese why its text, or a part
    of it, cannot be read ("" if all of it was).
    """

    path: str
    texts: tuple[AttachedText, ...] = ()
    problem: str = ""
    is_image: bool = False
