"""How a sentence ties its names and quantities to claims.

Knows the order of names and quantities, and by `phrases` the words between them. Must not know facts:
names are only positions here. Whatever stands between a name and a quantity and is not listed unties them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sitegen.checks.narrative import lists, phrases
from sitegen.checks.narrative.claims import ALL, Change, Claim, Completion, Level, Mention, Read, Share
from sitegen.checks.narrative.names import Names
from sitegen.checks.narrative.wholes import wholes
from sitegen.figures import unit_kind
from sitegen.prose.quantities import Quantity, quantities


def read(text: str, names: Names, bodies: re.Pattern[str]) -> Read:
    """What `text`, a sentence written evenly, claims. Rough numbers and plans claim nothing. `names`
    are those of figures, `bodies` finds those of institutions, of the department and the project.
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
    reader = _Reader(text, inside, found, bodies)
    return Read(mentions, found, tuple(reader.claims()))


class _Reader:
    def __init__(
        self, text: str, mentions: list[Mention], found: tuple[Quantity, ...], bodies: re.Pattern[str]
    ) -> None:
        self._text = text
        self._bodies = bodies
        self._quantities = found
        self._items: list[Mention | Quantity] = sorted([*mentions, *found], key=lambda item: item.start)
        plan = phrases.PLAN.search(text)
        self._until = plan.start() if plan else len(text)
        self._levels: dict[int, Mention] = {}
        self._bases: dict[int, Quantity] = {}
        self._changes: set[int] = set()
        self._whole: Mention | None = None
        self._sharers: dict[int, tuple[Mention, Mention]] = {}
        """Where a percentage begins that is an institution's share → what of, and the whole."""
        self._since: tuple[int | None] | None = None
        """The year that the sentence compares with, once it does."""

    def claims(self) -> Iterator[Claim]:
        """Every claim of the sentence."""
        for index, item in enumerate(self._items):
            if isinstance(item, Quantity) and self._tells_what_is(item):
                for claim in self._about(index, item):
                    if isinstance(claim, Share) and isinstance(claim.whole, Mention):
                        self._whole = claim.whole
                        if isinstance(claim.part, Mention) and claim.part.body:
                            self._sharers[claim.quantity.start] = claim.part, claim.whole
                    if isinstance(claim, Change) and not claim.bare:
                        self._since = (claim.year,)
                        self._changes.add(claim.quantity.start)
                    yield claim
        yield from lists.parts(self._text, self._quantities, self._until)
        yield from lists.composition(self._text, self._quantities, self._until)
        yield from lists.appositions(self._text, self._items, self._until)

    def _tells_what_is(self, quantity: Quantity) -> bool:
        """Whether it is neither planned nor, in its clause, a target, nor others' figure."""
        text, end = self._text, quantity.start
        clause = max(text.rfind(mark, 0, end) for mark in ",;") + 1
        if end >= self._until or phrases.TARGET.search(text, clause, end):
            return False
        others = phrases.last(phrases.ELSEWHERE, text, 0, end)
        return (
            others < 0
            or max(phrases.last(each, text, others, end) for each in (phrases.HERE, self._bodies)) >= 0
        )

    def _about(self, index: int, quantity: Quantity) -> Iterator[Claim]:
        before = self._items[index - 1] if index else None
        gap = self._text[before.end if before else 0 : quantity.start]
        if isinstance(before, Mention):
            yield from self._after_name(index, before, gap, quantity)
        elif isinstance(before, Quantity):
            yield from self._after_quantity(index, before, gap, quantity)
        elif quantity.unit == "%" and not quantity.rough:
            of = phrases.BUDGET_SELF.search(gap)
            if of is not None and self._opens(gap[: of.start()]):
                yield Completion(None, None, quantity)

    # After a name.

    def _after_name(self, index: int, name: Mention, gap: str, quantity: Quantity) -> Iterator[Claim]:
        earlier = self._items[index - 2] if index > 1 else None
        head = self._text[earlier.end if earlier else 0 : name.start]
        if phrases.RESPECTIVELY.fullmatch(gap):
            yield from self._respectively(index, quantity)
        elif isinstance(earlier, Mention) and phrases.OF.fullmatch(head) and phrases.LEVEL.fullmatch(gap):
            if self._stands_alone(index - 2):
                yield from self._level(replace(name, of=earlier.name), quantity)
        elif quantity.unit in ("%", "‰"):
            yield from self._proportion(index, name, head, gap, quantity)
        elif phrases.SHARE.fullmatch(head) and phrases.LEVEL.fullmatch(gap):
            yield from self._level(name, quantity)
        elif (body := self._bodies.fullmatch(gap)) and self._stands_alone(index - 1):
            yield from self._level(replace(name, body=body[0]), quantity)
        elif phrases.LEVEL.fullmatch(gap) and self._stands_alone(index - 1):
            yield from self._level(name, quantity)
        elif not quantity.rough and self._stands_alone(index - 1, of_change=True):
            yield from self._change_of(index, name, gap, quantity)

    def _proportion(
        self, index: int, name: Mention, head: str, gap: str, quantity: Quantity
    ) -> Iterator[Claim]:
        """A percentage after a name: of it, its own, its change, or a rate that it is."""
        earlier = self._items[index - 2] if index > 1 else None
        if quantity.rough:
            return
        if isinstance(earlier, Mention) and phrases.IS_OF.fullmatch(head):
            if gap == "的" and self._stands_alone(index - 2):
                yield Share(earlier, name, quantity)
        elif phrases.SHARE.fullmatch(head) and "预算" not in name.name:
            part = self._subject(index - 2)
            if part is not None and phrases.OF_IT.fullmatch(gap):
                yield Share(part, name, quantity)
        elif phrases.SHARES.fullmatch(head) and phrases.OF_IT.fullmatch(gap):
            for part, share in lists.pairs_before(self._text, self._quantities, quantity):
                yield Share(part, name, share)
        elif phrases.COMPLETION.fullmatch(head) and gap == "的" and "预算" in name.name:
            yield self._completion(name, earlier if isinstance(earlier, Quantity) else None, quantity)
        elif not self._stands_alone(index - 1):
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
        self._levels[quantity.start] = name
        if not quantity.rough:
            yield Level(name, quantity)

    def _change_of(self, index: int, name: Mention, gap: str, quantity: Quantity) -> Iterator[Change]:
        if change := phrases.CHANGE.fullmatch(gap):
            yield Change(
                name,
                None,
                phrases.sign(change["way"]),
                quantity,
                phrases.year_compared(change),
                self._again(index),
            )
        elif self._since is not None and (by := phrases.MERELY_BY.fullmatch(gap)):
            yield Change(name, None, phrases.sign(by["way"]), quantity, *self._since, self._again(index))

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
        if self._is_part_of_something_else(names[0].start, set()):
            return
        if len(names) == 1:
            names = [replace(names[0], body=body) for body in self._bodies_listed(head)]
        elif not self._opens(head):
            return
        if len(names) == len(given) > 1:
            for name, quantity in zip(names, given, strict=True):
                yield from self._level(name, quantity)

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
        elif phrases.TO.fullmatch(gap):
            yield from self._from_to(index, before, quantity)
        elif before.start in self._bases and (by := phrases.JUST_BY.fullmatch(gap)):
            subject, base = self._levels.get(before.start), self._bases[before.start]
            yield Change(subject, before, phrases.sign(by["way"]), quantity, None, self._again(index), base)
        elif change := phrases.CHANGE.fullmatch(gap):
            level = None if before.rough else before
            subject = self._levels.get(before.start)
            yield Change(
                subject,
                level,
                phrases.sign(change["way"]),
                quantity,
                phrases.year_compared(change),
                self._again(index),
            )
        elif quantity.unit == "%" and before.start in self._levels and (by := phrases.JUST_BY.fullmatch(gap)):
            level = None if before.rough else before
            yield Change(self._levels[before.start], level, phrases.sign(by["way"]), quantity, bare=True)
        elif by := phrases.BY.fullmatch(gap):
            yield from self._more_than(index, before, phrases.sign(by["way"]), quantity)
        elif quantity.unit == "%":
            yield from self._percentage(before, gap, quantity)

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
            if whole is not None:
                yield Share(self._levels.get(before.start, before), whole, quantity)
        elif gap == "的" and before.start in self._levels:
            yield from self._share_of_stated(before, quantity)
        elif phrases.BUDGET_SELF.fullmatch(gap) or (
            phrases.RATE_OF_TWO.fullmatch(gap) and self._budgets_before(before)
        ):
            yield self._completion(None, before, quantity)

    def _share_of_stated(self, whole: Quantity, quantity: Quantity) -> Iterator[Share]:
        """甲 5 万元，占乙 50 万元的 10%."""
        index = self._quantities.index(whole)
        name = self._levels[whole.start]
        part = self._quantities[index - 1] if index else None
        if part is not None and phrases.SHARE.fullmatch(self._text[part.end : name.start]):
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
            yield Change(subject, level, way, quantity, year, self._again(index), base)

    def _from_to(self, index: int, base: Quantity, quantity: Quantity) -> Iterator[Claim]:
        """公务接待费由上年的 6 万元降至 5 万元."""
        subject = self._items[index - 2] if index > 1 else None
        words = self._text[subject.end if subject else 0 : base.start]
        since = phrases.FROM.fullmatch(words) if isinstance(subject, Mention) else None
        if base.rough or base.unit != quantity.unit or since is None or not isinstance(subject, Mention):
            return
        self._bases[quantity.start] = base
        if self._stands_alone(index - 2):
            if since["last"]:
                self._since = (None,)
                yield Level(replace(subject, last=True), base)
            yield from self._level(subject, quantity)

    def _body_of(self, before: Quantity, gap: str) -> str | None:
        """The institution that `gap` goes on to, saying the same of it: 支出合计5万元，其中局机关3万元."""
        body = self._bodies.search(gap) if before.start in self._levels else None
        if body is None or not phrases.GOES_ON.fullmatch(gap[: body.start()]):
            return None
        return body[0] if phrases.IS_JUST.fullmatch(gap[body.end() :]) else None

    def _completion(self, budget: Mention | None, spent: Quantity | None, quantity: Quantity) -> Completion:
        if spent is None or spent.rough:
            return Completion(budget, None, quantity)
        budgets = self._budgets_before(spent) if budget is None else ()
        names = [each for each in self._items if isinstance(each, Mention) and each.end <= spent.start]
        subject = self._levels.get(spent.start) or (names[-1] if names else None)
        return Completion(budget, spent, quantity, budgets, subject)

    def _budgets_before(self, spent: Quantity) -> tuple[Quantity, ...]:
        """The budget that the sentence states right before what was `spent` of it, or several: 年初, 调整."""
        text, at = self._text, self._quantities.index(spent)
        found: list[Quantity] = []
        for budget in reversed(self._quantities[:at]):
            if not phrases.BUDGETED.search(text, max(0, budget.start - 12), budget.start):
                break
            if budget.rough or unit_kind(budget.unit) != unit_kind(spent.unit):
                break
            found.append(budget)
        if not found or spent.rough or not self._goes_on_to_spent(found[0].end, spent.start):
            return ()
        return tuple(found)

    def _goes_on_to_spent(self, start: int, end: int) -> bool:
        """Whether the words between a budget and an amount say that this was spent of it, and of nothing else."""
        words = self._text[start:end]
        spending = phrases.SPENT.search(words)
        return (
            spending is not None
            and "其中" not in words
            and self._opens(words[: spending.start()])
            and all(
                phrases.SPENT_NAME.fullmatch(each.name)
                for each in self._items
                if isinstance(each, Mention) and start <= each.start < end
            )
        )

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
            among = self._text[: first.start] in ("在", "从")
            if among and phrases.AMONG.match(self._text, first.end):
                return first
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
            return item if self._stands_alone(index) else None
        return None if item.rough else self._levels.get(item.start, item)

    def _stands_alone(self, index: int, *, of_change: bool = False) -> bool:
        """Whether nothing before the name, back to the last quantity, changes what it means. `of_change`
        if a change is told of it, which may be part of a change.
        """
        before = self._items[index - 1] if index else None
        start = self._items[index].start
        head = self._text[before.end if before else 0 : start]
        if self._is_part_of_something_else(start, self._changes if of_change else set()):
            return False
        if isinstance(before, Mention) and (
            not phrases.NEW_CLAUSE.search(head) or phrases.ADJUSTED.search(self._text, 0, start)
        ):
            return False
        if self._opens(head):
            return True
        # 甲 5 万元和乙 3 万元: 乙 is what it is called only if 甲 is.
        goes_on = before is not None and phrases.AND.fullmatch(head) is not None
        return goes_on and (not isinstance(before, Quantity) or before.start in self._levels)

    def _is_part_of_something_else(self, start: int, known: set[int]) -> bool:
        """Whether 其中 or a bracket before `start` tells the parts of a quantity that has no name we know
        and is not one of those that start at `known`.
        """
        at = self._text.rfind("其中", 0, start)
        if at < 0:
            at = self._text.rfind("(", 0, start)
            if at < 0 or ")" in self._text[at:start]:
                return False
        wholes = [each for each in self._quantities if each.end <= at and not each.rough]
        return bool(wholes) and wholes[-1].start not in self._levels and wholes[-1].start not in known

    def _opens(self, head: str) -> bool:
        """Whether the words before a name only introduce it. Clauses that end before it are over."""
        last = re.split(r"[,;:。)]", head)[-1]
        return phrases.OPENERS.fullmatch(self._bodies.sub("", last)) is not None
