"""The year that the words before a name in a sentence tell.

Knows words for years, and those after which a year is only compared with. Must not know facts.
"""

from __future__ import annotations

from functools import lru_cache

from sitegen import lazy_re as re

YEAR = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?!以来|前|编制|印发|出台|启动|开工|立项|成立|建成)|(?P<last>(?:上年度?|去年|上一年度?)(?!末?结转|末?结余|无|没有|未))|(?P<this>本年度?|今年|当年)"
)
COMPARING = re.compile(r"(?:[比较与同由](?:于)?|根据|依据|按照?|参照|对照|结合)$")
_REASON = re.compile(r"原因|由于|因为|主要是|主要系")
_RANGE = re.compile(r"\d{4}年?[-—~至到]\d{4}年")


@lru_cache(maxsize=1024)
def told_year(text: str, start: int, name: str, own: int) -> tuple[int | None, bool]:
    """The year that `text` speaks of at `start`, where it names `name` in a report of the year `own`, None if unclear; and whether it tells it."""
    if _RANGE.search(text):
        return None, False
    year, told = own, 0
    upto = start + name.startswith(("年末", "年初"))  # 2022*年末*结余 tells the year
    for match in YEAR.finditer(text, 0, upto):
        if COMPARING.search(text, max(0, match.start() - 2), match.start()) or (told and match[0] == "当年"):
            continue  # 当年 is the year just told
        if _is_in_a_reason(text, match.start(), start):
            continue
        year = int(match["year"] or own - (1 if match["last"] else 0))
        told = match.end()
    if year != own and ";" in text[told:start]:
        return None, False  # whether it still speaks of that year is unclear
    return year, told > 0


def _is_in_a_reason(text: str, at: int, name: int) -> bool:
    """Whether what stands `at` belongs to a reason that is given in a sentence before that of the `name`."""
    end = text.rfind("。", 0, name)
    begin = text.rfind("。", 0, at) + 1
    return at < end and _REASON.search(text, begin, at) is not None


_OPENS = re.compile(
    r"^(?:目标[一二三四五六七八九十\d]*[:、.]?)?(?:\(?[一二三四五六七八九十\d]+[、.)])?(?:截[至止]到?)?(?P<year>(?:19|20)\d\d)年"
    r"(?:12月31日|12月?底|12月末|度|底|末|全年)?(?!以?[来前]|[至到—~-]|\d)"
)
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d年|上年|去年|上一年|本年|今年")
_PLANS = re.compile(r"下达|批复|立项|申报|提前|结转|计划|制定|印发|编制")
"""What was done the year before for this one."""


def year_begun_with(text: str, own: int) -> re.Match[str] | None:
    """The year before or after that of the report, `own`, with which a sentence begins that tells no other."""
    told = _OPENS.match(text)
    if told is None or abs(int(told["year"]) - own) != 1:
        return None
    if _ANY_YEAR.search(text, told.end()) or _PLANS.search(text):
        return None
    return told
