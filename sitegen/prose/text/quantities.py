"""Numbers with a unit in a sentence.

Knows digits, separators, units and words that make a number approximate. Must not know facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from sitegen import lazy_re as re
from sitegen.numbers.figures import is_to_the_fen, unit_factor, unit_kind
from sitegen.numbers.intervals import Interval

_NUMBER = r"(?=[-\d])(?<![\d.A-Za-z])(?<!\d,)-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_TIMES = {"": 1, "万": 10**4, "亿": 10**8}
_UNIT = (
    r"(?P<unit>百万元|千元|元|%|‰|个百分点|百分点|人次|个?批次|批|人|名|辆|台(?:\(套\)|套)?|套|座|处|盏|个|所|项|次|件|户|家|场|(?<!第\d)条(?!件|例|款)|份(?!额)|张|栋|倍|平方公里|公里|km(?![A-Za-z²\d/])|公顷|立方米|平方米|㎡|亩|吨|间(?!接|隔|断)|棵|株"
    r"|(?<!第\d)期(?![间末初限刊款])|分(?![之别类布期析管担配会步项钟])|(?<=[万亿])(?=[,;、。()]|$))"
)
_QUANTITY = re.compile(rf"(?P<number>{_NUMBER})(?P<more>[多余]?)(?P<times>[万亿]?)(?P<still>[多余]?){_UNIT}")
_ABOUT_BEFORE = re.compile(
    r"(?:(?<![节集签])约|近|接近|超|超过|高于|低于|不足|不到|少于|大于|小于|至少|至多|最多|逾|突破|[≥≤><])$"
)
_ABOUT_AFTER = re.compile(r"左右|以上|以下|以内|上下|余|多(?!\d)|之内")
_POSTS = re.compile(r"编制(?:人员|总数|数量|数|名额|总量)?(?:为|是|共计?|有|核定|合计)*$")
_NAME = 10
_SAME = {
    "名": "人",
    "个批次": "批次",
    "个百分点": "百分点",
    "㎡": "平方米",
    "km": "公里",
    "台(套)": "台",
    "台套": "台",
}


@dataclass(frozen=True, eq=False)
class Quantity:
    """A number as a sentence states it, from `start` up to `end`: 6.5 万元 is 65,000 元 given to −3
    `decimals`. A number said to be `rough` (约, 余, 左右) or a bound (以上, 不超过) is compared with nothing.
    """

    start: int
    end: int
    value: Decimal
    decimals: int
    unit: str
    rough: bool

    @cached_property
    def kind(self) -> str:
        """The kind of its unit: money, proportion, 人 …"""
        return unit_kind(self.unit)

    @cached_property
    def digits(self) -> str:
        """The digits of its value without zeros at either end: the same for 6.5 万元 and 65000 元."""
        return f"{abs(self.value):f}".replace(".", "").strip("0")

    @property
    def length(self) -> int:
        """How many digits it is written with, but for zeros in front."""
        return len(f"{abs(self.value).scaleb(self.decimals):.0f}")

    def but_for(self, value: Decimal, decimals: int) -> Quantity:
        """It with another value."""
        return Quantity(self.start, self.end, value, decimals, self.unit, self.rough)

    @cached_property
    def amount(self) -> Interval:
        """What it stands for, in the base unit of its kind; nothing, and money to the 分, is exact."""
        exact = self.value == 0 or is_to_the_fen(self.unit, self.decimals)
        interval = Interval.exactly(self.value) if exact else Interval.of(self.value, self.decimals)
        return interval.scaled(unit_factor(self.unit))


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Every number with a unit in `text`, which is written evenly. Several read a sentence, one after the other."""
    found = []
    for match in _QUANTITY.finditer(text):
        digits = match["number"].replace(",", "")
        decimals = len(digits.partition(".")[2])
        times = _TIMES[match["times"]]
        before = text[max(0, match.start() - 4) : match.start()]
        rough = bool(
            match["more"]
            or match["still"]
            or _ABOUT_BEFORE.search(before)
            or _ABOUT_AFTER.match(text, match.end())
        )
        unit = _SAME.get(match["unit"], match["unit"]) or "元"
        if unit == "个" and _are_posts(text, match.start(), match.end()):
            unit = "人"
        value = Decimal(digits) * times
        shift = len(str(times)) - 1
        found.append(Quantity(match.start(), match.end(), value, decimals - shift, unit, rough))
    return tuple(_with_bare_bases(text, _with_bare_counts(text, found)))


def _are_posts(text: str, start: int, end: int) -> bool:
    """Whether a number counts posts, each for one person: 编制 350 个, and not 编制 12 个指标."""
    return (
        text[end : end + 1] in ("", *",;、()")
        and _POSTS.search(text, max(0, start - _NAME), start) is not None
    )


def _with_bare_counts(text: str, found: Sequence[Quantity]) -> Sequence[Quantity]:
    """`found`, with the numbers of a list of things that lack their unit: 共 6 辆，其中执法用车 4、其他用车 2 辆."""
    if not _LIST.search(text):
        return found
    units = [each.unit for each in found]
    bare = []
    for unit in set(units).intersection(_COUNTED):
        places = [each for each in found if each.unit == unit]
        for match in _BARE.finditer(text, places[0].end, places[-1].start):
            if not any(each.start < match.end() and match.start() < each.end for each in found):
                value = Decimal(match[0].replace(",", ""))
                bare.append(Quantity(match.start(), match.end(), value, 0, unit, rough=False))
    return sorted([*found, *bare], key=lambda each: each.start) if len(units) > 1 and bare else found


def _with_bare_bases(text: str, found: Sequence[Quantity]) -> Sequence[Quantity]:
    """`found`, with what something is compared with that lacks its unit: 比 2016 年的 6871.82 减少 243.10 万元."""
    starts = {each.start: each for each in found if each.unit.endswith("元")} if "." in text else {}
    bare = []
    for match in _BASE.finditer(text) if starts else ():
        change = starts.get(match.end())
        if change is not None:
            digits, decimals = match["number"].replace(",", ""), len(match["number"].partition(".")[2])
            shift = len(str(_TIMES[text[change.end - 2]])) - 1 if text[change.end - 2] in _TIMES else 0
            value = Decimal(digits).scaleb(shift)
            bare.append(
                Quantity(
                    match.start(), match.end("number"), value, decimals - shift, change.unit, rough=False
                )
            )
    return sorted([*found, *bare], key=lambda each: each.start) if bare else found


_BASE = re.compile(
    r"(?<![\d.,A-Za-z-])(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)\.\d+)(?:增加|减少|增长|下降)(?:了)?(?=\d)"
)
_LIST = re.compile(r"其中|包括")
_COUNTED = ("辆", "所", "台", "家", "人")
_BARE = re.compile(
    r"(?<=[\u4e00-\u9fff)])(?<!第)(?:\d{1,3}(?:,\d{3})+|(?!(?:19|20)\d\d)\d+)(?=[,、;)](?!\d{3}))"
)
