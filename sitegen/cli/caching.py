"""What `sitegen cache` does and prints.

Knows how sizes look at a terminal. Must not know what is kept.
"""

from __future__ import annotations

from pathlib import Path

from rich.table import Table as Grid

from sitegen.artifacts.store import Condition
from sitegen.cache import prune
from sitegen.cli.terminal import console, refuse, say
from sitegen.errors import NotPublished
from sitegen.trust.own_files import check_kept
from sitegen.trust.seal import Seal, find_seal
from sitegen.visible import shown

_MEGABYTE = 1024 * 1024
_KINDS = {
    "documents": "供搜索的文字",
    "facts": "报告的数字",
    "ledger": "核对的结果和目录",
    "lists": "全站的页面和数据",
    "pages": "报告的页面和数据",
    "pdf": "PDF",
    "search": "搜索索引",
}


def tell_condition(condition: Condition) -> None:
    """Say what was wrong with the cache, apart from results."""
    if condition.disbelieved:
        say(condition.disbelieved, error=True)
    if condition.damaged:
        say(f"缓存里有 {condition.damaged} 条损坏了，已经重做。", error=True)
    if condition.held:
        say("缓存正被别的程序占用，这次没有用它，全部重做了；关掉那个程序，下次就快。", error=True)


def _usable(root: Path) -> tuple[Path, Seal]:
    """The folder of what is kept, and the seal on it; refuses what somebody else put there."""
    try:
        return check_kept(root), find_seal()
    except NotPublished as error:
        refuse(str(error))


def print_shares(root: Path) -> None:
    """A line a kind: how much is kept, since when."""
    out = console()
    folder, seal = _usable(root)
    found = tuple(prune.shares(folder, seal))
    out.print(
        f"缓存在 {shown(folder)}。整个目录可以删除，下次生成会自动补上；复制到别的机器的，密钥相同才会采用。"
    )
    if not found:
        out.print("现在是空的。")
        return
    grid = Grid(box=None, pad_edge=False)
    for heading in ("内容", "条数", "大小", "最久未用"):
        grid.add_column(heading)
    for share in found:
        size = f"{share.size / _MEGABYTE:.1f} MB"
        grid.add_row(_KINDS.get(share.kind, share.kind), str(share.entries), size, share.oldest.isoformat())
    out.print(grid)
    out.print(f"合计 {sum(share.size for share in found) / _MEGABYTE:.1f} MB。")


def print_pruned(root: Path, days: int, megabytes: int) -> None:
    """Prune, and say what came of it."""
    folder, seal = _usable(root)
    done = prune.prune(folder, seal, days=days, most_bytes=megabytes * _MEGABYTE)
    console().print(
        f"清除了 {done.entries} 条（{done.size / _MEGABYTE:.1f} MB），"
        f"还有 {done.left} 条（{done.left_size / _MEGABYTE:.1f} MB）。"
    )
