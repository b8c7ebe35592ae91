"""The numbered items of a text that are each about a thing of its own: a project, an institution.

Knows how Chinese texts number items, and words for such things. Must not know amounts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from sitegen import lazy_re as re
from sitegen.model.reports.passage import Passage

_STYLES = (
    r"[一二三四五六七八九十]{1,3}、",
    r"[（(][一二三四五六七八九十]{1,3}[)）]",
    r"\d{1,2}(?:[、．]|\.(?!\d))",
    r"[（(]\d{1,2}[)）]",
    r"[①-⑳]",
    r"[一二三四五六七八九]是",
)
"""How items are numbered, from the outermost list to the innermost."""
_ITEM = re.compile(
    rf"(?:^|(?<=[。；;！!？?\n]))\s*(?:{'|'.join(f'({style})' for style in _STYLES)})\s*(?P<title>[^，,。；;：:\n（(]{{2,40}})"
)
_THING = re.compile(
    r"[^，]{2}(?:项目|工程)(?!支出|绩效|资金使用|收支|预算|决算|情况|总体|管理)|专项(?:资金|经费)?$"
    r"|(?:局|委员会|办公室|中心|学校|小学|中学|幼儿园|医院|卫生院|研究所|站|支队|大队|镇|乡|村|街道|社区|公司)(?:本级|机关)?$"
)
"""Titles of items that are about one project or one institution."""


class Items:
    """Which thing each place of a text is about."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._found: dict[Passage, tuple[list[int], list[str]]] = {}
        open_items: dict[int, str] = {}
        at = ""
        for passage in passages:
            if passage.at != at:
                open_items, at = {}, passage.at
            before = passage.written_before if passage.written_before.strip() else ""
            places, things = [-1], [_thing(open_items)]
            for match in _ITEM.finditer(before + passage.text):
                rank = next(index for index in range(len(_STYLES)) if match[index + 1])
                open_items = {each: title for each, title in open_items.items() if each < rank}
                if _THING.search(match["title"]):
                    open_items[rank] = match["title"]
                places.append(match.start() - len(before))
                things.append(_thing(open_items))
            self._found[passage] = (places, things)

    def thing(self, passage: Passage, offset: int) -> str:
        """The title of the innermost item about a thing of its own that `offset` of `passage` stands in; "" for none."""
        places, things = self._found[passage]
        return things[max(0, bisect_right(places, offset) - 1)]


def _thing(open_items: dict[int, str]) -> str:
    return open_items[max(open_items)] if open_items else ""
