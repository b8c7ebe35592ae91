"""Whose figure a text speaks of: of which place, of which account, of what is being divided.

Knows the words that say so, and that they hold until others are told. Must not know facts or rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sitegen import lazy_re as re
from sitegen.model.reports.passage import Passage

_PLACE = re.compile(
    r"(?:^|(?<=[，。；：、,;:（(]))[^，。；：、,;:（(\d]{0,6}?(?:[省市县区州盟旗]本级|[省市县区州盟旗镇乡]|街道)(?=[^，。；：、\d]{0,12}(?:收入|支出))"
)
"""*南昌县*财政总收入, *区本级*财政收入, *全市*财政支出."""
_ACCOUNT = re.compile(r"一般公共预算|公共财政预算|政府性基金|国有资本经营|社会保险基金|社保基金")
_DIVIDED = re.compile(r"(?P<whole>[^，。；：、,;:\d]{2,12})按[^，。；：、,;:\d]{1,8}[分看][：:，,]")
"""*地方收入*按构成分：税收收入 10 万元."""


_EXTENT = re.compile(r"全(?:部门|系统|口径)|(?:列入|纳入|计入|属于)[^，。；：、,;:（(\d]{2,16}的")
"""*全部门*会议费 8 万元，其中*列入机关运行经费的*会议费 6 万元."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The place and the account that are spoken of, what is divided there and how much of it; "" for none that is told."""

    place: str = ""
    account: str = ""
    whole: str = ""
    extent: str = ""


class Scopes:
    """The scope of every place of some passages, which stand in their order."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._before: dict[str, Scope] = {}
        last = Scope()
        for passage in passages:
            self._before[passage.key] = last
            last = _after(last, passage.text)

    def at(self, passage: Passage, offset: int) -> Scope:
        """What is spoken of right before `offset` of `passage`."""
        text = passage.text[max(0, offset - _FAR) : offset]
        return _after(self._before.get(passage.key, Scope()), text)


_FAR = 2000
"""Characters of a paragraph over which a word holds."""


def _after(last: Scope, text: str) -> Scope:
    """What is spoken of behind `text`; what is divided is so in its own paragraph only."""
    place, account, whole, extent = (
        next(reversed(list(pattern.finditer(text))), None)
        for pattern in (_PLACE, _ACCOUNT, _DIVIDED, _EXTENT)
    )
    return Scope(
        place[0] if place is not None else last.place,
        account[0] if account is not None else last.account,
        whole["whole"] if whole is not None else "",
        extent[0] if extent is not None else "",
    )
