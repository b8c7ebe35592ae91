"""A file that lies beside a report, and what was found in it.

Knows where in the file something stands. Must not know file formats, nor its texts: these are not kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.privacy.kinds import Found


@dataclass(frozen=True, slots=True)
class AttachedLeak:
    """Personal data at `where`, worded for people: `第 2 页`, `工作表“明细”B4`, `文档属性“作者”`. More than one are `count`
    of which only this first one is told.
    """

    where: str
    found: Found
    count: int = 1


@dataclass(frozen=True, slots=True)
class Attachment:
    """The file `path`, relative to the site root. `problem` says in Chinese why its text, or a part
    of it, cannot be read ("" if all of it was).
    """

    path: str
    leaks: tuple[AttachedLeak, ...] = ()
    problem: str = ""
    is_image: bool = False
