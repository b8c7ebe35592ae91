"""Days, months and ends of years, as deadlines and as the time something was done.

Knows how clerks write them. Must not know indicators.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from sitegen import lazy_re as re

Period = tuple[date, date]
"""The first and the last day it may mean."""

_THIRDS = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "中": (11, 20), "下旬": (21, 31), "末": (21, 31)}
_WHEN = re.compile(
    r"(?:于|在|至|到|截至|截止到?|不晚于|不迟于|早于|≤|<|＜|≦)?\s*"
    r"(?:(?P<year>(?:19|20)\d\d)\s*(?:年度?|[-./])|(?P<this>当年|本年|本年度)?)\s*"
    r"(?:(?P<month>\d{1,2})\s*(?:月份?|[-./](?=\d)|(?=$))\s*"
    r"(?:(?P<day>\d{1,2})\s*日?|(?P<third>上旬|中旬|下旬|底|末|初|中))?"
    r"|(?P<end>年?底|年?末))?\s*"
    r"(?P<before>(?:之前|以前|之内|以内|前|内)?)\s*"
    r"(?P<verb>(?:全部|全面|均|已|按期|按时|顺利)*(?:完成|完工|竣工|建成|交付|发放|拨付|到位|下达|开工|投入使用|投用|验收|支付|使用|实施)"
    r"[^\d，。；;、]{0,4})?"
)


_HINT = re.compile(r"月|年底|年末|^[底末]|\d[-./]\d{1,2}[-./]\d")
"""What every day and month has."""


def period(text: str, year: int) -> Period | None:
    """When `text` says: 2020年10月底前, 12月, 11月18日, 年底前; a month without a year is one of `year`.

    None for anything else, and for numbers alone.
    """
    if _HINT.search(text) is None:
        return None
    plain = text.strip().rstrip("。；;．. ")
    match = _WHEN.fullmatch(plain)
    if match is None or (match["month"] is None and match["end"] is None):
        return None
    if match["month"] is not None and not re.search(r"月|[-./]\d{1,2}[-./]", plain):
        return None
    which = int(match["year"] or year)
    try:
        if match["end"] is not None:
            return date(which, 1, 1), date(which, 12, 31)
        month = int(match["month"])
        last = monthrange(which, month)[1] if 1 <= month <= 12 else 0
        if match["day"] is not None:
            day = date(which, month, int(match["day"]))
            return day, day
        if match["third"] == "底":
            return date(which, month, 21), date(which, month, last)
        first, until = _THIRDS.get(match["third"] or "", (1, last))
        return date(which, month, first), date(which, month, min(until, last))
    except ValueError:
        return None
