"""One tree takes the place of another: what is carried over before, the moment itself, and what is noted after.

Knows what somebody added to the published folder, and that the two folders change places. Must not know how the new
tree was made, nor whether it is newer.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress

from sitegen.errors import InTheWay, reported
from sitegen.publishing.atomic_swap import exchange, make_durable
from sitegen.publishing.foreign_files import carry, foreign, in_the_way, not_to_be_carried
from sitegen.publishing.journal import Site
from sitegen.publishing.manifest import MANIFEST, PART
from sitegen.publishing.staging import Tree


def carried_over(site: Site, live: Tree, wanted: Mapping[str, str]) -> tuple[str, ...]:
    """What lies in `live` and is carried into the release `wanted`. Raises InTheWay, OSError."""
    if not site.in_use:
        return ()
    found = live.foreign
    if os.path.lexists(site.live / PART):  # ours are never there, only in the staging tree
        found = (*found, PART)
    clashes = tuple(in_the_way(site.live, found, wanted))
    if clashes and live.manifest is None:
        why = (
            f"没有完整的清单（{MANIFEST}），认不出哪些文件是 sitegen 写的；清空它，或者换一个目录。会被覆盖的"
        )
        raise InTheWay(site.live, clashes, why)
    if clashes:
        raise InTheWay(site.live, clashes, "有不是 sitegen 写的文件，占了要写的位置；移走或改名以后再来")
    if stuck := tuple(not_to_be_carried(site.live, found)):
        raise InTheWay(site.live, stuck, "有管道、设备，不能带到新的一版；移走以后再来")
    return tuple(path for path in found if path not in wanted)


def put_in_place(site: Site) -> None:
    """The moment of publication."""
    if site.in_use:
        exchange(site.live, site.staging)
    else:
        site.staging.rename(site.live)


def finish(site: Site, before: Tree, kept: tuple[str, ...], wanted: Mapping[str, str]) -> tuple[str, ...]:
    """Note that the release `wanted` is published, and carry over what somebody put into the release `before` while
    it was made: the paths of that.
    """
    late: tuple[str, ...] = ()
    with reported(site.live, "新的网站已经换上，但断电后可能又变回原来的；请检查磁盘。"):
        if site.staging.is_dir():
            found = set(foreign(site.staging, before.entries)).difference(kept, wanted)
            late = tuple(found.difference(in_the_way(site.staging, found, wanted)))
            carry(late, site.staging, site.live, site.staging / PART)
        make_durable((site.live.parent,), site.live.parent)
    with suppress(OSError):  # the journal names a release that is no longer there: it does no harm
        site.end()
    return late
