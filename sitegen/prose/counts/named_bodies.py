"""How many offices a text says that there are, and how many it names: 设 4 个内设机构：办公室、财务科、人事科、信息中心.

Knows how names of offices end and how sentences list them. Must not know amounts or rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from sitegen import lazy_re as re
from sitegen.numbers.numerals import numeral
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text.document import Document
from sitegen.prose.text.quantities import Quantity
from sitegen.prose.text.sentences import Sentence, whole
from sitegen.prose.text.terms import Role, Term

_NUMBER = r"(?P<number>\d{1,2}|[一二三四五六七八九十两]{1,3})个"
_THING = r"(?P<thing>[^,，。;；:：、()（）\d]{0,10}?(?:机构|科室|处室|股室|部门|单位|科|处|室|股|中心|站所|站|所|院))"
_NAMES = r"(?P<names>[^。;；:：\d]{4,400}?)"
_BEFORE = re.compile(
    rf"{_NUMBER}{_THING}(?:,?(?:分别|具体|即)?(?:是|为|包括)?:|,?(?:分别|具体)(?:是|为)|(?P<inside>\()){_NAMES}(?(inside)\)|(?:[。;；]|$))"
)
"""*4 个内设机构：办公室、财务科、人事科、信息中心*。"""
_BEHIND = re.compile(rf"(?:内设|下设|设有|设立|设置|设|包括)(?:了|:)?{_NAMES}(?:共计?)?{_NUMBER}{_THING}")
"""内设*办公室、财务科 2 个职能科室*。"""
_END = re.compile(
    r"(?:[室科股部处组办队站所局院馆校会厂场班库系委]|中心|公司|窗口|机关|本级)(?:\([^()]*\))?$"
)
"""How names of offices end. 教育、文化股 may be one office with two fields."""
_BOTH = re.compile(r"[和及与]|以及")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_MOST = 24


def named_bodies(document: Document) -> Iterator[Relation]:
    """Every such number with the last of the names, where each of them is clearly that of one office."""
    for paragraph in document.paragraphs:
        if "个" not in paragraph.passage.text or "、" not in paragraph.passage.text:
            continue
        sentence = whole(paragraph.passage)
        for pattern in (_BEFORE, _BEHIND):
            for match in islice(pattern.finditer(sentence.text), _MOST):
                yield from _as_many(sentence, match)


def _as_many(sentence: Sentence, match: re.Match[str]) -> Iterator[Relation]:
    end = match.end("names")
    plain = _IN_BRACKETS.sub(lambda each: "·" * len(each[0]), match["names"])
    is_open = plain.endswith("等")
    plain, end = plain.removesuffix("等"), end - is_open
    names = plain.split("、")
    told = int(match["number"]) if match["number"].isdecimal() else numeral(match["number"])
    clear = all(
        _END.search(name.rstrip("·")) and "," not in name and not _BOTH.search(name) for name in names
    )
    if told is None or len(names) < _FEWEST or not clear:
        return
    if is_open and len(names) < told:
        return  # 办公室、财务科等 4 个科室 need not name all of them
    number = _term(sentence, match.start("number"), match.end("thing"), told)
    last = _term(sentence, end - len(names[-1]), end, len(names))
    yield Relation(Kind.AS_MANY, (number, last))


_FEWEST = 2


def _term(sentence: Sentence, start: int, end: int, value: int) -> Term:
    return Term(sentence, Quantity(start, end, Decimal(value), 0, "个", rough=False), Role.LEVEL, "")
