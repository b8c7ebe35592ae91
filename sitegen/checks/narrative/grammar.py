"""How a sentence ties its names and quantities: levels, shares, changes, completion, parts.

Knows the words between them. Must not know facts: names are only positions here. Whatever stands
between a name and a quantity and is not listed here unties them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from sitegen.checks.narrative.claims import (
    Change,
    Claim,
    Completion,
    Composition,
    Level,
    Mention,
    Parts,
    Share,
)
from sitegen.checks.narrative.quantities import Quantity, quantities

_IS = (
    r"(?:的)?(?:总额|总数|总量|金额|数额|规模|费用|支出|收入|数|情况)?"
    r"(?:全年|当年|本年|年度|累计)?"
    r"(?:共计|合计|总计|共有|共|均|为|是|达到|达|实际|实现|完成|支出|列支|发生|使用|评定|得|有|:|,)*"
)
_LEVEL = re.compile(_IS + r"$")
_RESPECTIVELY = re.compile(r"(?:的)?(?:支出|收入|金额)?(?:分别|依次)(?:为|是|达到?|完成|支出|得)?$")
_LISTED = re.compile(r"(?:、|和|及|以及|与|,)+")
_OPENERS = (
    r"(?:\d{4}年度?|20\d\d|本年度?|当年|全年|今年|上年度?|去年|上一年度?|年末|年底|年初|截至|截止|\d+月\d*日?底?|末|底|其中|:|"
    r"我[局校镇县市区会院单位部门]+|本[局校镇县市区会院单位部门级]+|部门|单位|整体|全部|全系统|全口径|实际|累计|财政|决算|"
    r"按照?|根据|经费|资金|方面|的|在|共|年度|部门整体支出|整体支出|本?项目|该项目|专项|工作|从?[^,。]{0,6}来?看|全市|全县|全局|全校|[市县区]?(?:编办|编委|机构编制部门)|核定|批准|取得|\d+[.、]|\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十]+是|"
    r"[一二三四五六七八九十]+、|[,。、(])*"
)
_SHARE = re.compile(r"占(?:全部|全年|当年|本年|同期|本单位|本部门|我[局校院会]|部门|单位)?(?:的)?$")
_OF_IT = re.compile(r"(?:的|总额|总数|总量|比重|比例|比率|比)*(?:为|是|达到|达)?$")
_SHARE_ALONE = re.compile(r"[,(]?占(?:比(?:重|例)?)?(?:为|是|达到|达|:)?$")
_CHANGE = re.compile(
    r"[,(]?(?P<compared>(?:比|较|与|同)?(?:上年度?|去年|上一年度?|(?P<year>20\d\d)年度?)(?:同期|决算数?|预算数?|年初数?|实际|相比|比)*|[比较]年初(?:数|余额)?|同比)[,]?(?:实际)?"
    r"(?P<way>增加|增长|上升|提高|减少|下降|降低|压减|减|增|多|少)(?:了|额|幅|率)?(?:为|达到?)?$"
)
_AGAIN = re.compile(
    r"[,(、](?:同比)?(?:增幅|降幅|增长率?|下降率?|增加|减少|上升|降低|压减|提高)(?:为|是|达到?|了)?$"
)
_IS_OF = re.compile(r"(?:数|金额|总额)?(?:为|是|相当于|达到)")
_GOES_ON = re.compile(r"[,、;(]?(?:和|及)?(?:其中)?[:,]?")
_IS_JUST = re.compile(r"(?:为|是|有|:)?")
_AND = re.compile(r"和|及|以及|与")
_NEW_CLAUSE = re.compile(r"[,;](?!.*其中)")
_ADJUSTED = re.compile(r"剔除|扣除|不含|不包括|不计|除.*外|加上|减去|含|包括|合并")
_ONLY_SHARE = re.compile(r"(?:支出|经费|资金)?(?:仅|只|共)?占(?:比)?(?:为)?$")
_AMONG = re.compile(r"^(?:在|从)$")
_DOWN = frozenset(["减少", "下降", "降低", "压减", "压缩", "减", "少", "降幅"])
_COMPLETION = re.compile(r"(?:完成|占|达到?)(?:了)?$")
_BUDGET_SELF = re.compile(r"[,(]?(?:完成|占)(?:了)?(?:年度|全年|当年)?预算数?的(?:比例为)?$")
_TO = re.compile(
    r"(?:降|升|增|减|调整|压缩|压减|增加|减少|下降|上升|提高|增长|变)(?:低|少|加|长)?(?:至|到|为)$"
)
_FROM = re.compile(r"由[^,;。]{0,8}$")
_BY = re.compile(
    r"[,(、](?:同比|共)?(?P<way>增加|增长|上升|提高|减少|下降|降低|压减|压缩|减|增|增幅|降幅)(?:了|额|幅|率|度)?(?:为|达到?|是)?$"
)
_SHARES = re.compile(r"[,(]?占比?(?:比(?:重|例))?(?:分别|依次)(?:为|是|达到?)?$")
_RATE_OF_TWO = re.compile(r"[,(]?(?:预算|资金)?(?:执行率|完成率|支出进度)(?:为|是|达到|达|:)?$")
_BUDGETED = re.compile(r"预算(?:数|安排|资金|总额|金额|下达)*(?:为|是|共|:)?$")
_SPENT = re.compile(r"(?:实际|全年|已)*(?:执行|支出|完成|使用)(?:数|金额|资金)?(?:为|了|:)?$")
_NOT_PART = re.compile(r"[比较增减占多少升降]|结余|上年|去年|预算|实际|执行|以上|以下|每")
_UNREAL = re.compile(
    r"预计|预期|力争|争取|确保|如果|假设|应当|不低于|不超过|控制在|调整为|拟(?!定)"
    r"|计划(?=完成|达到|安排|投入|支出|使用|为|:)|目标(?=为|是|值|:)"
)


@dataclass(frozen=True)
class Read:
    """A sentence's names and quantities in order, and what it claims of them."""

    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]
    claims: tuple[Claim, ...]


def read(text: str, names: re.Pattern[str], bodies: re.Pattern[str]) -> Read:
    """What `text`, a sentence written evenly, claims. Rough numbers and plans claim nothing. `names`
    finds the names of figures, `bodies` those of institutions.
    """
    found = quantities(text)
    mentions = tuple(Mention(match.start(), match.end(), match[0]) for match in names.finditer(text))
    if not found:
        return Read(mentions, (), ())
    reader = _Reader(text, mentions, found, bodies)
    return Read(mentions, found, tuple(reader.claims()))


class _Reader:
    def __init__(
        self, text: str, mentions: tuple[Mention, ...], found: tuple[Quantity, ...], bodies: re.Pattern[str]
    ) -> None:
        self._text = text
        self._bodies = bodies
        self._quantities = found
        inside = [
            mention
            for mention in mentions
            if not any(q.start < mention.end and mention.start < q.end for q in found)
        ]
        self._items: list[Mention | Quantity] = sorted([*inside, *found], key=lambda item: item.start)
        unreal = _UNREAL.search(text)
        self._unreal = unreal.start() if unreal else len(text)
        self._levels: dict[int, Mention] = {}
        self._bases: dict[int, Quantity] = {}
        self._whole: Mention | None = None

    def claims(self) -> Iterator[Claim]:
        """Every claim of the sentence."""
        for index, item in enumerate(self._items):
            if isinstance(item, Quantity) and item.start < self._unreal:
                yield from self._about(index, item)
        yield from self._parts()
        yield from self._composition()

    def _about(self, index: int, quantity: Quantity) -> Iterator[Claim]:
        before = self._items[index - 1] if index else None
        gap = self._text[before.end if before else 0 : quantity.start]
        if isinstance(before, Mention):
            yield from self._after_name(index, before, gap, quantity)
        elif isinstance(before, Quantity):
            yield from self._after_quantity(index, before, gap, quantity)
        elif quantity.unit == "%" and not quantity.rough:
            of = _BUDGET_SELF.search(gap)
            if of is not None and self._opens(gap[: of.start()]):
                yield Completion(None, None, quantity)

    def _after_name(self, index: int, name: Mention, gap: str, quantity: Quantity) -> Iterator[Claim]:
        text = self._text
        earlier = self._items[index - 2] if index > 1 else None
        head = text[earlier.end if earlier else 0 : name.start]
        if isinstance(earlier, Mention) and head in ("", "的") and _LEVEL.fullmatch(gap):
            if self._stands_alone(index - 2) and not quantity.rough:
                self._levels[quantity.start] = replace(name, of=earlier.name)
                yield Level(self._levels[quantity.start], quantity)
        elif isinstance(earlier, Mention) and _IS_OF.fullmatch(head) and quantity.unit == "%":
            if gap == "的" and self._stands_alone(index - 2) and not quantity.rough:
                yield Share(earlier, name, quantity)
        elif _SHARE.search(head):
            part = self._subject(index - 2)
            if part is not None and _OF_IT.fullmatch(gap) and quantity.unit in ("%", "‰"):
                yield self._share(part, name, quantity)
        elif _ONLY_SHARE.fullmatch(gap) and quantity.unit == "%" and not quantity.rough:
            whole = self._whole_spoken_of(index - 1)
            if whole is not None and self._stands_alone(index - 1):
                yield self._share(name, whole, quantity)
        elif _COMPLETION.search(head) and gap == "的" and quantity.unit == "%":
            yield Completion(name, earlier if isinstance(earlier, Quantity) else None, quantity)
        elif _RESPECTIVELY.fullmatch(gap):
            yield from self._respectively(index)
        elif (body := self._bodies.fullmatch(gap)) and self._stands_alone(index - 1):
            start = name.end
            self._levels[quantity.start] = Mention(start, start + len(body[0]), name.name)
            if not quantity.rough:
                yield Level(self._levels[quantity.start], quantity)
        elif _LEVEL.fullmatch(gap) and self._stands_alone(index - 1):
            self._levels[quantity.start] = name
            if not quantity.rough:
                yield Level(name, quantity)
        elif (change := _CHANGE.fullmatch(gap)) and self._stands_alone(index - 1) and not quantity.rough:
            yield Change(name, None, _sign(change["way"]), quantity, _year(change), self._again(index))

    def _after_quantity(self, index: int, before: Quantity, gap: str, quantity: Quantity) -> Iterator[Claim]:
        body = self._body_of(before, gap)
        if body is not None:
            name = self._levels[before.start].name
            mention = Mention(before.end + body.start(), before.end + body.end(), name)
            self._levels[quantity.start] = mention
            if not quantity.rough and quantity.unit == before.unit:
                yield Level(mention, quantity)
            return
        if quantity.rough:
            return
        if _TO.fullmatch(gap):
            yield from self._from_to(index, before, quantity)
        elif before.start in self._bases and (by := _BY.fullmatch(gap)):
            subject, base = self._levels.get(before.start), self._bases[before.start]
            yield Change(subject, before, _sign(by["way"]), quantity, None, self._again(index), base)
        elif change := _CHANGE.fullmatch(gap):
            level = None if before.rough else before
            yield Change(
                self._levels.get(before.start),
                level,
                _sign(change["way"]),
                quantity,
                _year(change),
                self._again(index),
            )
        elif quantity.unit != "%":
            return
        elif _SHARE_ALONE.fullmatch(gap):
            whole = self._whole_before(before)
            if whole is not None and not before.rough:
                yield Share(self._levels.get(before.start, before), whole, quantity)
        elif _BUDGET_SELF.fullmatch(gap):
            yield Completion(None, None if before.rough else before, quantity)
        elif _RATE_OF_TWO.fullmatch(gap) and self._quantities[0] is not before:
            budget = self._quantities[self._quantities.index(before) - 1]
            if not before.rough and not budget.rough and self._budget_then_spent(budget, before):
                yield Completion(budget, before, quantity)

    def _from_to(self, index: int, base: Quantity, quantity: Quantity) -> Iterator[Claim]:
        """公务接待费由上年的 6 万元降至 5 万元."""
        subject = self._items[index - 2] if index > 1 else None
        start = subject.end if subject else 0
        if base.rough or base.unit != quantity.unit or not _FROM.search(self._text[start : base.start]):
            return
        self._bases[quantity.start] = base
        if isinstance(subject, Mention) and self._stands_alone(index - 2):
            self._levels[quantity.start] = subject
            yield Level(subject, quantity)

    def _body_of(self, before: Quantity, gap: str) -> re.Match[str] | None:
        """The institution that `gap` goes on to, saying the same of it: 支出合计5万元，其中局机关3万元."""
        body = self._bodies.search(gap) if before.start in self._levels else None
        if body is None or not _GOES_ON.fullmatch(gap[: body.start()]):
            return None
        return body if _IS_JUST.fullmatch(gap[body.end() :]) else None

    def _budget_then_spent(self, budget: Quantity, spent: Quantity) -> bool:
        text = self._text
        return bool(_BUDGETED.search(text, max(0, budget.start - 12), budget.start)) and bool(
            _SPENT.search(text[budget.end : spent.start])
        )

    def _share(self, part: Mention | Quantity, whole: Mention, quantity: Quantity) -> Share:
        self._whole = whole
        return Share(part, whole, quantity)

    def _whole_spoken_of(self, index: int) -> Mention | None:
        """Of what shares are told, before the name at `index`: the last whole, or 在甲中."""
        if self._whole is not None or index == 0:
            return self._whole
        first = self._items[0]
        among = isinstance(first, Mention) and _AMONG.match(self._text[: first.start])
        if among and re.match(r"中,|里,|构成看?,", self._text[first.end :]):
            self._whole = first if isinstance(first, Mention) else None
        return self._whole

    def _subject(self, index: int) -> Mention | Quantity | None:
        """What the words before a 占 are about: the name, or the quantity that was tied to one."""
        if index < 0:
            return None
        item = self._items[index]
        if isinstance(item, Mention):
            ends = self._text[item.end : item.end + 1] in ("占", ",")
            return item if ends and self._stands_alone(index) else None
        return None if item.rough else self._levels.get(item.start, item)

    def _stands_alone(self, index: int) -> bool:
        """Whether nothing before the name, back to the last quantity, changes what it means."""
        before = self._items[index - 1] if index else None
        head = self._text[before.end if before else 0 : self._items[index].start]
        start = self._items[index].start
        if self._is_part_of_something_else(start):
            return False
        if isinstance(before, Mention) and (
            not _NEW_CLAUSE.search(head) or _ADJUSTED.search(self._text, 0, start)
        ):
            return False
        return self._opens(head) or (before is not None and _AND.fullmatch(head) is not None)

    def _is_part_of_something_else(self, start: int) -> bool:
        """Whether a 其中 before `start` tells the parts of a quantity that has no name we know."""
        at = self._text.rfind("其中", 0, start)
        wholes = [each for each in self._quantities if each.end <= at]
        return bool(wholes) and wholes[-1].start not in self._levels

    def _opens(self, head: str) -> bool:
        """Whether the words before a name only introduce it. Clauses that end before it are over."""
        last = re.split(r"[,;:。)]", head)[-1]
        return re.fullmatch(_OPENERS, self._bodies.sub("", last)) is not None

    def _respectively(self, index: int) -> Iterator[Claim]:
        """甲、乙、丙分别为 1、2、3: as many names as quantities."""
        names: list[Mention] = []
        for position in range(index - 1, -1, -1):
            item = self._items[position]
            if not isinstance(item, Mention) or (
                names and not _LISTED.fullmatch(self._text[item.end : names[-1].start])
            ):
                break
            names.append(item)
        given: list[Quantity] = []
        for item in self._items[index:]:
            if not isinstance(item, Quantity) or (
                given and not _LISTED.fullmatch(self._text[given[-1].end : item.start])
            ):
                break
            given.append(item)
        first = self._items.index(names[-1])
        if self._is_part_of_something_else(names[-1].start):
            return
        if len(names) == len(given) > 1 and self._opens(
            self._text[self._items[first - 1].end if first else 0 : names[-1].start]
        ):
            for name, quantity in zip(reversed(names), given, strict=True):
                if not quantity.rough:
                    yield Level(name, quantity)

    def _again(self, index: int) -> Quantity | None:
        """The same change, stated once more in another unit right after."""
        if index + 1 >= len(self._items):
            return None
        here, after = self._items[index], self._items[index + 1]
        if not isinstance(here, Quantity) or not isinstance(after, Quantity):
            return None
        if after.rough or after.unit == here.unit:
            return None
        return after if _AGAIN.fullmatch(self._text[here.end : after.start]) else None

    def _whole_before(self, part: Quantity) -> Quantity | None:
        """The quantity of which 其中 says that `part` is one."""
        at = self._text.rfind("其中", 0, part.start)
        wholes = [each for each in self._quantities if each.end <= at and each.unit == part.unit]
        return wholes[-1] if wholes and not wholes[-1].rough and wholes[-1].end + 2 >= at else None

    def _composition(self) -> Iterator[Claim]:
        """甲 1 元，占 25%；乙 3 元，占 75%, or 甲 1 元、乙 3 元，占比分别为 25%、75%, the whole unsaid."""
        found = self._shares_one_by_one() or self._shares_after_all()
        parts, shares = tuple(part for part, _ in found), tuple(share for _, share in found)
        if (
            len(found) > 1
            and "其中" not in self._text[parts[0].start : shares[-1].end]
            and shares[-1].start < self._unreal
            and len({part.unit for part in parts}) == 1
            and not any(each.rough for each in (*parts, *shares))
        ):
            yield Composition(parts, shares)

    def _shares_one_by_one(self) -> list[tuple[Quantity, Quantity]]:
        return [
            (part, share)
            for part, share in pairwise(self._quantities)
            if share.unit == "%"
            and part.unit != "%"
            and _SHARE_ALONE.fullmatch(self._text[part.end : share.start])
            and self._whole_before(part) is None
        ]

    def _shares_after_all(self) -> list[tuple[Quantity, Quantity]]:
        found = self._quantities
        for index in range(2, len(found) - 1):
            if _SHARES.fullmatch(self._text[found[index - 1].end : found[index].start]):
                shares = list(found[index:])
                while shares and shares[-1].unit != "%":
                    shares.pop()
                parts = found[max(0, index - len(shares)) : index]
                listed = all(
                    _LISTED.fullmatch(self._text[a.end : b.start]) for a, b in pairwise(shares)
                ) and not any(mark in self._text[parts[0].end : parts[-1].start] for mark in ";:占")
                if listed and len(parts) == len(shares):
                    return list(zip(parts, shares, strict=True))
        return []

    def _parts(self) -> Iterator[Claim]:
        at = self._text.find("其中")
        if at < 0 or self._text.find("其中", at + 2) >= 0 or at > self._unreal:
            return
        before = [each for each in self._quantities if each.end <= at]
        if not before or before[-1].rough or before[-1].end + 2 < at or before[-1].unit != "元":
            return
        parts, last, depth = [], at + 2, 0
        for quantity in (each for each in self._quantities if each.start > at):
            words = self._text[last : quantity.start]
            depth += words.count("(") - words.count(")")
            last = quantity.end
            if depth > 0:
                continue
            if _NOT_PART.search(words) or quantity.unit != "元":
                continue
            if not quantity.rough:
                parts.append(quantity)
        if len(parts) > 1:
            yield Parts(before[-1], tuple(parts))


def _sign(way: str) -> int:
    return -1 if way in _DOWN else 1


def _year(change: re.Match[str]) -> int | None:
    """The year compared with; 0 if no report tells what is compared with (a budget, a year's start)."""
    if "预算" in (change["compared"] or "") or "年初" in (change["compared"] or ""):
        return 0
    return int(change["year"]) if change["year"] else None
