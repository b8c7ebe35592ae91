"""The rules about searching the finished site.

Knows what can be wrong with the search. Must not know how it is made.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.diagnostics import Diagnostic, Rule, Severity
from sitegen.source import Place

SEARCH_FINDS_NOTHING = Rule(
    "OUT107",
    "search-finds-nothing",
    Severity.ERROR,
    "站内搜索找不到应当找到的页面",
    checks="每份报告和每个部门的页面，都能用部门名称、标题里的词和页面上的一个数字，在站内搜索的索引里找到；有改动的，发布前试搜一遍。",
    why="搜索没有结果时，读者会以为没有公开。索引出错不会自己显出来，只有试着找一次才知道。",
    example="搜索“岳阳市科学技术协会”，没有结果。",
    remedy="若改过主题模板，看看正文是否还在 main 元素里、有没有误加 data-search-ignore；否则请把这条信息报告给 sitegen 的维护者。",
)
RULES = (SEARCH_FINDS_NOTHING,)


@dataclass(frozen=True, slots=True)
class Missing:
    """A `query` that does not find the page at `url`."""

    url: str
    query: str


def not_found(missing: Missing) -> Diagnostic:
    """The finding about a query that does not find its page."""
    message = f"搜索“{missing.query}”找不到这个页面。"
    return SEARCH_FINDS_NOTHING.found(Place(missing.url, 1, 1), message)


def failed(reason: str) -> Diagnostic:
    """The finding that no search could be made at all."""
    return SEARCH_FINDS_NOTHING.found(Place("search", 1, 1), f"没有建成搜索索引：{reason}")
