"""How a name stands in its sentence: whether it means what it says, and of what it is told to be a part.

Knows the order of names and quantities, and what was tied so far. Must not know facts.
"""

from __future__ import annotations

from dataclasses import replace

from sitegen import lazy_re as re
from sitegen.checks.narrative.grammar import phrases
from sitegen.checks.narrative.grammar.claims import Mention, Topic, Whole
from sitegen.checks.narrative.naming.names import Names
from sitegen.prose.text.quantities import Quantity


class Standing:
    """A sentence while it is read. `levels` are the quantities that a name is said to be, by where they start,
    `changed` those that something changed by. `spoken` is the line of a table that the sentence speaks of, as in
    `Topic`.
    """

    def __init__(
        self,
        text: str,
        items: list[Mention | Quantity],
        quantities: tuple[Quantity, ...],
        names: Names,
        bodies: re.Pattern[str],
        topic: Topic,
    ) -> None:
        self.text = text
        self.items = items
        self.quantities = quantities
        self.levels: dict[int, Mention] = {}
        self.changed: dict[int, Mention | None] = {}
        self.spoken: str | None = topic.spoken
        self._of_source = False
        self._in_list = False
        self._names = names
        self._bodies = bodies
        self._topic = topic.whole

    def named(self, index: int) -> tuple[Mention, int]:
        """The name at `index` with the line it is of and the whole it is a part of, and where what names it begins."""
        name = self.items[index]
        assert isinstance(name, Mention), "a name is asked for"
        earlier = self.items[index - 1] if index else None
        head = self.text[earlier.end if earlier else 0 : name.start]
        begin, of, alone = index, name.of, name.alone
        if (
            isinstance(earlier, Mention)
            and phrases.OF.fullmatch(head)
            and earlier.name not in self._names.columns
        ):
            of, begin = earlier.name, index - 1
        elif name.name in self._names.columns:
            spoken = "" if phrases.SHARE.fullmatch(head) and "预算" not in name.name else self.spoken
            of, alone = spoken or "", spoken == "" and self._says_no_line(head)
        start = self.items[begin].start
        # 甲 50 万元、乙 40 万元，执行率 97%: that of 乙, or of both.
        carried = begin == index and bool(of) and of == self.spoken
        narrowed = self._narrowed(name.name, of, start) or (carried and self._in_list)
        named = replace(name, of=of, alone=alone, whole=self.part_of(start), narrowed=narrowed)
        return named, begin

    def _says_no_line(self, head: str) -> bool:
        """Whether the words before a column's name say nothing that could be a line."""
        words = phrases.GENERAL_HEAD.sub("", self._bodies.sub("", head.rpartition("。")[2]).lstrip(",;"))
        joining = (phrases.OPENERS, phrases.SHARE, phrases.IS_OF, phrases.COMPLETION)
        return any(each.fullmatch(words) is not None for each in joining)

    def _narrowed(self, name: str, of: str, start: int) -> bool:
        """Whether `name`, told `of` a line, may mean less than it says: the money of one source, or what was spent
        (全年支出) on the line that the sentence speaks of.
        """
        if name in self._names.lines and phrases.ALL_SPENT.fullmatch(name):
            return self.spoken != ""
        if self._of_source and of == self.spoken:
            return True
        before = self.text[max(0, start - 20) : start]
        if phrases.SCORE.search(name):
            return phrases.OF_A_PROJECT.search(before) is not None
        of_source = phrases.NARROWED.search(before)
        return of_source is not None and not phrases.BY_NATURE.search(of or name)

    def speaks_of(self, name: Mention) -> None:
        """From here on the sentence speaks of the line of `name`."""
        self._of_source = name.narrowed
        self._in_list = self.text[: name.start].endswith("、")
        if name.of:
            self.spoken = name.of
        elif name.name in self._names.lines:
            self.spoken = name.name
        elif not name.alone:
            self.spoken = None

    def part_of(self, start: int, *, of_change: bool = False) -> Whole | None:
        """What the words before `start` tell parts of; `of_change` if changes are told of it."""
        at = self.text.rfind("其中", 0, start)
        if at < 0:
            at = self.text.rfind("(", 0, start)
            if at >= 0 and ")" in self.text[at:start]:
                at = -1
        if at < 0 or "。" in self.text[at:start]:
            return self._topic
        return self.whole_at(at, of_change=of_change) or self._topic

    def whole_at(self, at: int, *, of_change: bool = False) -> Whole | None:
        """What a 其中 at `at` tells parts of: the amount before it. A change is passed over where the sentence ends
        between, as is a percentage.
        """
        ends = self.text[at - 1 : at] in ("。", "") or at == len(self.text)
        for quantity in reversed(self.quantities):
            if quantity.end > at or quantity.unit in ("%", "‰"):
                continue
            if quantity.start in self.changed:
                subject = self.changed[quantity.start]
                if of_change:
                    return Whole(subject.name, subject.of) if subject is not None else Whole("")
                if ends:
                    continue
                return Whole("")
            name = self.levels.get(quantity.start)
            if name is not None and (name.of or name.alone or name.name not in self._names.columns):
                return Whole(name.name, name.of, None if quantity.rough else quantity)
            return Whole("", amount=None if quantity.rough else quantity)
        return None

    def level_before(self, index: int) -> Quantity | None:
        """The amount that the words before the quantity at `index` are about: behind it may stand what share it has,
        and the rest of its sentence if there is no other amount in it.
        """
        quantity = self.items[index]
        at = self.quantities.index(quantity) if isinstance(quantity, Quantity) else 0
        before = self.quantities[at - 1]
        between = self.text[before.end : quantity.start]
        if "。" in between:
            begin = self.text.rfind("。", 0, before.start) + 1
            stated = [
                each for each in self.quantities[:at] if each.start >= begin and each.unit not in ("%", "‰")
            ]
            return stated[0] if len(stated) == 1 else None
        if before.unit != "%" or at < 2:
            return before
        level = self.quantities[at - 2]
        shared = phrases.SHARED.fullmatch(self.text[level.end : before.start])
        return level if shared is not None and level.unit != "%" else before

    def stands_alone(self, index: int) -> bool:
        """Whether nothing before the name, back to the last quantity, changes what it means."""
        before = self.items[index - 1] if index else None
        start = self.items[index].start
        head = self.text[before.end if before else 0 : start]
        if isinstance(before, Mention) and (
            not phrases.NEW_CLAUSE.search(head) or phrases.ADJUSTED.search(self.text, 0, start)
        ):
            return False
        if self.opens(head):
            return True
        # 甲 5 万元和乙 3 万元: 乙 is what it is called only if 甲 is.
        goes_on = before is not None and phrases.AND.fullmatch(head) is not None
        return goes_on and (not isinstance(before, Quantity) or before.start in self.levels)

    def opens(self, head: str) -> bool:
        """Whether the words before a name only introduce it. Clauses that end before it are over."""
        last = re.split(r"[,;:。)]", head)[-1]
        return phrases.OPENERS.fullmatch(self._bodies.sub("", last)) is not None
