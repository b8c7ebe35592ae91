"""How a sentence ties its names and quantities to claims.

Knows the order of names and quantities, and by `phrases` the words between them. Must not know facts:
names are only positions here. Whatever stands between a name and a quantity and is not listed unties them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sitegen import lazy_re as re
from sitegen.checks.narrative.grammar import completions, lists, phrases
from sitegen.checks.narrative.grammar.claims import (
    ALL,
    Change,
    Claim,
    Completion,
    Level,
    Mention,
    Read,
    Share,
    Topic,
)
from sitegen.checks.narrative.grammar.standing import Standing
from sitegen.checks.narrative.grammar.unnamed_wholes import wholes
from sitegen.checks.narrative.naming.names import Names
from sitegen.prose.text.quantities import Quantity, quantities

NOTHING_SAID = Topic()


def read(text: str, names: Names, bodies: re.Pattern[str], topic: Topic = NOTHING_SAID) -> Read:
    """What `text`, a sentence written evenly, claims. Rough numbers and plans claim nothing. `names`
    are those of figures, `bodies` finds those of institutions, of the department and the project. `topic` is what
    the text before leaves to be understood.
    """
    found = quantities(text)
    mentions = tuple(Mention(match.start(), match.end(), match[0]) for match in names.pattern.finditer(text))
    if not found:
        return Read(mentions, (), ())
    inside = [
        mention
        for mention in (*mentions, *wholes(text, names, bodies, mentions))
        if not any(q.start < mention.end and mention.start < q.end for q in found)
    ]
    items: list[Mention | Quantity] = sorted([*inside, *found], key=lambda item: item.start)
    standing = Standing(text, items, found, names, bodies, topic)
    alone = len(items) == 1 and not phrases.BUDGET_SELF.search(text[: found[0].start])
    claims = () if alone else tuple(_Reader(standing, bodies).claims())
    return Read(mentions, found, claims, standing.whole_at(len(text)))


class _Reader:
    def __init__(self, standing: Standing, bodies: re.Pattern[str]) -> None:
        self.standing = standing
        self._text = standing.text
        self._bodies = bodies
        self._quantities = standing.quantities
        self._items = standing.items
        self._levels = standing.levels
        plan = phrases.PLAN.search(standing.text)
        self._until = plan.start() if plan else len(standing.text)
        self._targets = phrases.ends(phrases.TARGET, standing.text)
        self._elsewhere = phrases.ends(phrases.ELSEWHERE, standing.text)
        self._parts_of_year = phrases.ends(phrases.PART_OF_YEAR, standing.text)
        self._stops = phrases.ends(phrases.STOP, standing.text)
        self._told_from: set[int] = set()
        """Where the quantities begin to which something went from what it was the year before."""
        self._whole: Mention | None = None
        self._sharers: dict[int, tuple[Mention, Mention]] = {}
        """Where a percentage begins that is an institution's share → what of, and the whole."""
        self._since: phrases.Since | None = None
        """What the sentence compares with, once it does."""

    def claims(self) -> Iterator[Claim]:
        """Every claim of the sentence."""
        for index, item in enumerate(self._items):
            if not isinstance(item, Quantity) or not self._tells_what_is(item):
                continue
            understood = False
            for claim in self._about(index, item):
                understood = True
                self._remember(claim)
                yield claim
            if not understood and item.unit not in ("%", "‰") and not self._is_adjustment(item):
                self.standing.spoken = None
        yield from lists.appositions(self._text, self._items, self._until)

    def _remember(self, claim: Claim) -> None:
        if isinstance(claim, Level):
            self.standing.speaks_of(claim.mention)
        elif isinstance(claim, Share) and isinstance(claim.whole, Mention):
            self._whole = claim.whole
            if isinstance(claim.part, Mention) and claim.part.body:
                self._sharers[claim.quantity.start] = claim.part, claim.whole
        elif isinstance(claim, Change):
            if claim.subject is not None:
                self.standing.speaks_of(claim.subject)
            for quantity in (claim.quantity, claim.other):
                if quantity is not None:
                    self.standing.changed[quantity.start] = claim.subject
            if not claim.bare:
                self._since = phrases.Since(claim.year, claim.than)

    def _is_adjustment(self, quantity: Quantity) -> bool:
        return phrases.ADDED.search(self._text, max(0, quantity.start - 8), quantity.start) is not None

    def _tells_what_is(self, quantity: Quantity) -> bool:
        """Whether it is neither planned nor, in its clause, a target, nor others' figure."""
        text, end = self._text, quantity.start
        clause = max(text.rfind(mark, 0, end) for mark in ",;") + 1
        if end >= self._until or phrases.last(self._targets, end) > clause:
            return False
        begin = phrases.last(self._stops, end)  # what was said before a full stop is over
        if quantity.unit in ("元", "%") and phrases.last(self._parts_of_year, end) > begin:
            return False
        others = phrases.last(self._elsewhere, end)
        return others <= begin or any(each.search(text, others, end) for each in (phrases.HERE, self._bodies))

    def _about(self, index: int, quantity: Quantity) -> Iterator[Claim]:
        before = self._items[index - 1] if index else None
        gap = self._text[before.end if before else 0 : quantity.start]
        if isinstance(before, Mention):
            yield from self._after_name(index, gap, quantity)
        elif isinstance(before, Quantity):
            yield from self._after_quantity(index, before, gap, quantity)
        elif quantity.unit == "%" and not quantity.rough:
            of = phrases.BUDGET_SELF.search(gap)
            if of is not None and self.standing.opens(gap[: of.start()]):
                yield Completion(None, None, quantity)

    # After a name.

    def _after_name(self, index: int, gap: str, quantity: Quantity) -> Iterator[Claim]:
        name, begin = self.standing.named(index - 1)
        earlier = self._items[begin - 1] if begin else None
        head = self._text[earlier.end if earlier else 0 : self._items[begin].start]
        if phrases.RESPECTIVELY.fullmatch(gap):
            yield from self._respectively(index, quantity)
        elif quantity.unit in ("%", "‰"):
            yield from self._proportion(index, name, begin, gap, quantity)
        elif phrases.SHARE_OF_STATED.fullmatch(head) and phrases.LEVEL.fullmatch(gap):
            yield from self._level(name, quantity)
        elif (body := self._bodies.fullmatch(gap)) and self.standing.stands_alone(begin):
            yield from self._level(replace(name, body=body[0]), quantity)
        elif self.standing.stands_alone(begin) and (
            phrases.LEVEL.fullmatch(gap) or phrases.OF_KIND.fullmatch(gap)
        ):
            yield from self._level(name, quantity)
        elif not quantity.rough and self.standing.stands_alone(begin):
            yield from self._change_of(index, name, gap, quantity)

    def _proportion(
        self, index: int, name: Mention, begin: int, gap: str, quantity: Quantity
    ) -> Iterator[Claim]:
        """A percentage after a name: of it, its own, its change, or a rate that it is."""
        earlier = self._items[begin - 1] if begin else None
        head = self._text[earlier.end if earlier else 0 : self._items[begin].start]
        if quantity.rough:
            return
        if isinstance(earlier, Mention) and phrases.IS_OF.fullmatch(head):
            if gap == "的" and self.standing.stands_alone(begin - 1):
                yield Share(self.standing.named(begin - 1)[0], name, quantity)
        elif phrases.COMPLETION.fullmatch(head) and phrases.BUDGET_NAMED.fullmatch(name.name + gap):
            spent = earlier if isinstance(earlier, Quantity) else None
            yield completions.completion(self.standing, name, spent, quantity)
        elif phrases.SHARE.fullmatch(head):
            part = self._subject(begin - 1)
            if part is not None and phrases.OF_IT.fullmatch(gap):
                level = earlier if isinstance(earlier, Quantity) else None
                yield Share(part, replace(name, whole=None), quantity, level)
        elif phrases.SHARES.fullmatch(head) and phrases.OF_IT.fullmatch(gap):
            for part, share in lists.pairs_before(self._text, self._quantities, quantity):
                yield Share(part, replace(name, whole=None), share)
        elif not self.standing.stands_alone(begin):
            return
        elif (body := self._sharing(gap)) is not None:
            yield Share(replace(name, body=body), replace(name, body=ALL), quantity)
        elif phrases.ONLY_SHARE.fullmatch(gap):
            whole = self._whole_spoken_of(index - 1) or self._whole_stated(name)
            if whole is not None:
                yield Share(name, whole, quantity)
        elif phrases.LEVEL.fullmatch(gap):
            yield from self._level(name, quantity)
        else:
            yield from self._change_of(index, name, gap, quantity)

    def _level(self, name: Mention, quantity: Quantity) -> Iterator[Level]:
        if phrases.ATTRIBUTE.match(self._text, quantity.end):
            return
        self._levels[quantity.start] = name
        if quantity.rough:
            self.standing.speaks_of(name)
        else:
            yield Level(name, quantity)

    def _change_of(self, index: int, name: Mention, gap: str, quantity: Quantity) -> Iterator[Change]:
        name = replace(name, whole=self.standing.part_of(name.start, of_change=True))
        if change := phrases.CHANGE_OF.fullmatch(gap):
            since = phrases.since(change)
        elif (change := phrases.MERELY_BY.fullmatch(gap)) is not None:
            led = phrases.since_told_before(self._text, name.start)
            if led is None and self._since is None:
                return
            since = led or self._since or phrases.Since()
        else:
            return
        yield self._change(index, name, None, change, quantity, since)

    def _change(
        self,
        index: int,
        subject: Mention | None,
        level: Quantity | None,
        change: re.Match[str],
        quantity: Quantity,
        since: phrases.Since | None,
    ) -> Change:
        """The change that `change` tells; without `since` it does not say since when."""
        if level is not None and level.rough:
            level = None
        year, than = (since.year, since.than) if since is not None else (None, "")
        way, other = phrases.sign(change["way"]), self._again(index)
        again = phrases.sign_again(self._text, quantity.end, other.start, way) if other is not None else 0
        return Change(
            subject, level, way, quantity, year, other, bare=since is None, than=than, other_sign=again
        )

    def _respectively(self, index: int, first: Quantity) -> Iterator[Level]:
        """甲、乙分别为 1、2: as many names as quantities, or institutions before the only name."""
        names: list[Mention] = []
        for item in reversed(self._items[:index]):
            if not isinstance(item, Mention) or (names and not lists.listed(self._text, (item, names[0]))):
                break
            names.insert(0, item)
        given = lists.in_turn(self._text, self._quantities, first)
        begin = self._items.index(names[0])
        head = self._text[self._items[begin - 1].end if begin else 0 : names[0].start]
        if len(names) == 1:
            names = [replace(names[0], body=body) for body in self._bodies_listed(head)]
        elif not self.standing.opens(head):
            return
        if len(names) == len(given) > 1:
            whole = self.standing.part_of(names[0].start)
            for name, quantity in zip(names, given, strict=True):
                yield from self._level(replace(name, whole=whole), quantity)

    def _bodies_listed(self, head: str) -> list[str]:
        """The institutions that `head` ends in: 机关、科技馆和科技活动管理中心的."""
        found = list(self._bodies.finditer(head))
        words = "".join(self._bodies.split(head)[1:])
        clean = re.fullmatch(r"(?:[、和及与]|以及)*的?", words) is not None
        return [match[0] for match in found] if clean else []

    # After a quantity.

    def _after_quantity(self, index: int, before: Quantity, gap: str, quantity: Quantity) -> Iterator[Claim]:
        body = self._body_of(before, gap)
        if quantity.unit == "%" and not quantity.rough and (sharing := self._sharing(gap)) is not None:
            part, whole = self._shared(before)
            if part is not None and whole is not None:
                yield Share(replace(part, body=sharing), whole, quantity)
                return
        if body is not None:
            if quantity.unit == before.unit:
                yield from self._level(replace(self._levels[before.start], body=body), quantity)
        elif quantity.rough:
            return
        elif (spent := self._spent_of(before, gap, quantity)) is not None:
            yield from self._level(spent, quantity)
        elif phrases.TO.fullmatch(gap):
            yield from self._from_to(index, before, quantity)
        elif before.start in self._told_from and (by := phrases.JUST_BY.fullmatch(gap)):
            subject = self._levels.get(before.start)
            yield self._change(index, subject, before, by, quantity, phrases.Since())
        elif told := self._told_change(index, gap, quantity):
            yield told
        elif by := phrases.BY.fullmatch(gap):
            yield from self._more_than(index, before, phrases.sign(by["way"]), quantity)
        elif quantity.unit == "%":
            yield from self._percentage(before, gap, quantity)

    def _spent_of(self, before: Quantity, gap: str, quantity: Quantity) -> Mention | None:
        """The line of which `before` was told, where `gap` goes on to what was spent of it."""
        name = self._levels.get(before.start)
        line = self.standing.spoken
        if name is None or not line or quantity.unit != before.unit or phrases.NOT_SPENT.search(line):
            return None
        if phrases.GOES_ON_SPENT.fullmatch(gap) is None:
            return None
        return replace(name, start=before.end + 1, end=quantity.start, name=line, of="")

    def _told_change(self, index: int, gap: str, quantity: Quantity) -> Change | None:
        """The change of what was stated before: 甲 5 万元，占乙的 10%，比上年减少 1 万元. Where the sentence has
        ended between, only if it stated one amount.
        """
        level, words = self.standing.level_before(index), gap.rpartition("。")[2]
        if level is None:
            return None
        subject = self._levels.get(level.start)
        if change := phrases.CHANGE.fullmatch(words):
            return self._change(index, subject, level, change, quantity, phrases.since(change))
        by = phrases.JUST_BY.fullmatch(words) if subject is not None and words == gap else None
        if by is None or quantity.unit not in ("%", level.unit):
            return None
        since = phrases.since_told_before(self._text, level.start) or self._since
        return self._change(index, subject, level, by, quantity, since)

    def _sharing(self, gap: str) -> str | None:
        """The institution of which `gap` says that it has a share: 科技馆占."""
        body = self._bodies.search(gap)
        if body is None or phrases.BY_BODY.fullmatch(gap[: body.start()]) is None:
            return None
        return body[0] if phrases.ONLY_SHARE.fullmatch(gap[body.end() :]) else None

    def _shared(self, before: Quantity) -> tuple[Mention | None, Mention | None]:
        """What institutions have shares of, after the quantity `before`, and the whole of it."""
        if before.start in self._sharers:
            return self._sharers[before.start]
        name = self._levels.get(before.start)
        return (name, replace(name, body=ALL)) if name is not None else (None, None)

    def _percentage(self, before: Quantity, gap: str, quantity: Quantity) -> Iterator[Claim]:
        if before.rough:
            return
        if phrases.SHARE_ALONE.fullmatch(gap):
            whole: Quantity | Mention | None = lists.whole_before(self._text, self._quantities, before)
            if whole is None and self._whole is not None:
                among = self._text.rfind("其中", 0, before.start)
                whole = self._whole if self._whole.start > among else None
            whole = whole or self._whole_spoken_of(1)
            if whole is not None:
                yield Share(self._levels.get(before.start, before), whole, quantity, before)
        elif gap == "的" and before.start in self._levels:
            yield from self._share_of_stated(before, quantity)
        elif phrases.BUDGET_SELF.fullmatch(gap) or (
            phrases.RATE_OF_TWO.fullmatch(gap) and completions.budgets_before(self.standing, before)
        ):
            yield completions.completion(self.standing, None, before, quantity)

    def _share_of_stated(self, whole: Quantity, quantity: Quantity) -> Iterator[Share]:
        """甲 5 万元，占乙 50 万元的 10%."""
        index = self._quantities.index(whole)
        name = self._levels[whole.start]
        part = self._quantities[index - 1] if index else None
        if part is not None and phrases.SHARE_OF_STATED.fullmatch(self._text[part.end : name.start]):
            yield Share(part, whole, quantity)

    def _more_than(self, index: int, base: Quantity, way: int, quantity: Quantity) -> Iterator[Change]:
        """甲 6 万元，较上年的 5 万元多 1 万元."""
        at = self._quantities.index(base)
        level = self._quantities[at - 1] if at else None
        if level is None or level.rough or base.rough or level.unit != base.unit:
            return
        than = phrases.THAN.fullmatch(self._text[level.end : base.start])
        if than is not None:
            subject = self._levels.get(level.start)
            year = int(than["year"]) if than["year"] else None
            yield Change(subject, level, way, quantity, year, self._again(index))

    def _from_to(self, index: int, base: Quantity, quantity: Quantity) -> Iterator[Claim]:
        """公务接待费由上年的 6 万元降至 5 万元."""
        subject = self._items[index - 2] if index > 1 else None
        words = self._text[subject.end if subject else 0 : base.start]
        since = phrases.FROM.fullmatch(words) if isinstance(subject, Mention) else None
        if base.rough or base.unit != quantity.unit or since is None or not isinstance(subject, Mention):
            return
        self._told_from.add(quantity.start)
        if self.standing.stands_alone(index - 2):
            if since["last"]:
                self._since = phrases.Since()
                yield Level(replace(subject, last=True), base)
            yield from self._level(subject, quantity)

    def _body_of(self, before: Quantity, gap: str) -> str | None:
        """The institution that `gap` goes on to, saying the same of it: 支出合计5万元，其中局机关3万元."""
        body = self._bodies.search(gap) if before.start in self._levels else None
        if body is None or not phrases.GOES_ON.fullmatch(gap[: body.start()]):
            return None
        return body[0] if phrases.IS_JUST.fullmatch(gap[body.end() :]) else None

    def _again(self, index: int) -> Quantity | None:
        """The same change, stated once more in another unit right after."""
        here, after = self._items[index], self._items[index + 1] if index + 1 < len(self._items) else None
        if not isinstance(here, Quantity) or not isinstance(after, Quantity):
            return None
        if after.rough or after.unit == here.unit:
            return None
        return after if phrases.AGAIN.fullmatch(self._text[here.end : after.start]) else None

    # What a name or quantity is about.

    def _whole_spoken_of(self, index: int) -> Mention | None:
        """Of what shares are told, before the name at `index`: the last whole, or 在甲中."""
        first = self._items[0]
        if self._whole is None and index > 0 and isinstance(first, Mention):
            after = self._items[1]
            name = replace(first, of="")
            if phrases.IN.match(self._text[: first.start]) and phrases.AMONG.match(self._text, first.end):
                return name
            if isinstance(after, Mention) and phrases.AMONG.match(self._text, after.end):
                named, begin = self.standing.named(1)
                return named if begin == 0 else None
        return self._whole

    def _whole_stated(self, name: Mention) -> Mention | Quantity | None:
        """The amount right before 其中, of which `name` is a part; its name where it is rough."""
        at = self._text.rfind("其中", 0, name.start)
        wholes = [each for each in self._quantities if each.end <= at]
        if not wholes or wholes[-1].end + 2 < at or wholes[-1].unit in ("%", "‰"):
            return None
        return self._levels.get(wholes[-1].start) if wholes[-1].rough else wholes[-1]

    def _subject(self, index: int) -> Mention | Quantity | None:
        """What the words before a 占 are about: the name, or the quantity that was tied to one."""
        if index < 0:
            return None
        item = self._items[index]
        if isinstance(item, Mention):
            return item if self.standing.stands_alone(index) else None
        return None if item.rough else self._levels.get(item.start, item)
