"""When two labels are the same: without blanks, widths, units, ordinals.

Knows how labels are written. Must not know forms or documents.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from sitegen import lazy_re as re
from sitegen.loading.reports.row_labels import row_key

_UNIT = re.compile(
    r"[（(](?:单位[:：])?(?:[千万百亿]*元|%|％|人|个|辆|分|人次|批次|批|次|台|套|字数?限?[^）)]*)[）)]"
)
CONTINUED = re.compile(r"[（(]续[表上]?[)）]")
_IGNORED = re.compile(r"[\s:：“”\"'‘’*＊、]")
NOTHING = re.compile(r"(?:[_＿\s]|年\s*月\s*日)*")
"""What is printed where nothing has been filled in."""
FIGURE = re.compile(r"[-−—–/]+|不适用|资料缺失|[-−(（]?[￥¥]?\d[\d,，]*(?:[.．]\d+)?[)）]?\s*\D{0,3}")
"""What may stand where figures belong."""


@lru_cache(maxsize=50_000)
def norm(text: str) -> str:
    """A label without blanks, variants of width, units, colons."""
    text = unicodedata.normalize("NFKC", _UNIT.sub("", CONTINUED.sub("", text)))
    return _IGNORED.sub("", text).replace("(", "（").replace(")", "）")


@lru_cache(maxsize=50_000)
def key(text: str) -> str:
    """The same, and without ordinals: `一、基本支出`, `其中：基本支出`."""
    return norm(row_key(CONTINUED.sub("", text).strip()))


def one_line(text: str) -> str:
    """A label as it is written, on one line."""
    return re.sub(r"\s*\n\s*", "", CONTINUED.sub("", text)).strip()
