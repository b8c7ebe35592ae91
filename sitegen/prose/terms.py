"""What each number of a sentence is: an amount, a change, a rate, a share, what was planned, of what.

Knows words and their order within one sentence. Must not know other sentences or arithmetic. A number whose words
are not understood claims nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sitegen.figures import unit_kind
from sitegen.prose import words
from sitegen.prose.quantities import Quantity, quantities
from sitegen.prose.sentences import Sentence

MOST_WORDS = 120
"""Characters before a number that can say what it is; names are shorter."""


class Role(StrEnum):
    """What a number is said to be."""

    LEVEL = "数额"
    CHANGE = "增减额"
    RATE = "增减幅度"
    SHARE = "占比"
    COMPLETION = "完成率"
    UNCLEAR = ""


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A quantity of `sentence` and what its words say. `subject` is the label of what it is of ("" for unsaid),
    `whole` that of what a share is of. `sign` is 1 for a growing change, −1 for a falling one. `year` is
    the one told in its sentence (None: none), −1 for the year before, whichever that is; `planned` whether it is a budget
    (None: unsaid). `depth` counts the open brackets around it, `item` the parts of the sentence before its own.
    """

    sentence: Sentence
    quantity: Quantity
    role: Role
    words: str
    subject: str = ""
    whole: str = ""
    sign: int = 1
    year: int | None = None
    planned: bool | None = None
    depth: int = 0
    item: int = 0
    to: bool = False
    """Whether it is what something has changed to (降至)."""

    @property
    def kind(self) -> str:
        """The kind of its unit: money, %, 人 …"""
        return unit_kind(self.quantity.unit)

    @property
    def written(self) -> str:
        """The number with its unit as the text has it."""
        return self.sentence.written(self.quantity.start, self.quantity.end)


_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年(?!以[来前]|[-—~至到])")
_COMPARING = re.compile(r"(?:[比较与同由]|相比|对比)于?$")
_CLOSED = re.compile(r"\([^()]*\)")
_ITEMS = re.compile(r";|其中|包括")


def terms(sentence: Sentence, bodies: re.Pattern[str]) -> tuple[Term, ...]:
    """The terms of a sentence in order; the names that `bodies` finds are no part of labels."""
    return tuple(_terms(sentence, bodies))


def _terms(sentence: Sentence, bodies: re.Pattern[str]) -> Iterator[Term]:
    text = sentence.text
    last, depth, item = 0, 0, 0
    year: int | None = None
    for quantity in quantities(text):
        gap = text[last : quantity.start]
        depth = max(0, depth + gap.count("(") - gap.count(")"))
        item += len(_ITEMS.findall(gap))
        told = _year(gap)
        year = told if told is not None else year
        words_before = bodies.sub("", gap[-MOST_WORDS:])
        yield _term(sentence, quantity, words_before, year, depth, item)
        last = quantity.end


def _year(gap: str) -> int | None:
    """The year that `gap` says the figures after it are of; a year that is compared with is not."""
    found = None
    for match in _YEAR.finditer(gap):
        if _COMPARING.search(gap, 0, match.start()) is None:
            found = int(match["year"])
    return found


def clause_of(gap: str) -> str:
    """The clause of `gap` that ends in the number; what is in brackets that are closed divides nothing. Where the
    last clause says no name (支出：5 万元), the one before it belongs to it.
    """
    masked = _CLOSED.sub(lambda match: "·" * len(match[0]), gap)
    end = len(masked)
    for _ in range(2):
        begin = max(masked.rfind(mark, 0, end) for mark in ",;:、(")
        own = gap[begin + 1 :]
        if begin < 0 or masked[begin] not in ",:" or len(words.label(own)) > 1 or not _IS_BARE.fullmatch(own):
            return own
        end = begin
    return own


_IS_BARE = re.compile(r"(?:共计?|合计|总计|分别|金额|为|是|有|约|达到?|支出|收入|的)*")


def _term(sentence: Sentence, quantity: Quantity, gap: str, year: int | None, depth: int, item: int) -> Term:
    clause = clause_of(gap)
    role, sign, whole, subject, to = Role.UNCLEAR, 1, "", "", False
    of_then = words.is_before(clause)
    planned = words.is_planned(clause)
    rough = quantity.rough or words.UNSURE.search(clause) is not None
    changed = words.CHANGED.search(clause)
    compared = words.SINCE.search(gap) or words.SINCE_BUDGET.search(gap)
    if changed is not None and changed["way"] in words.WEAK and compared is None and not _follows_change(gap):
        changed = None
    kind = unit_kind(quantity.unit)
    if rough:
        pass
    elif kind == "%" or quantity.unit in ("%", "‰"):
        role, whole = _proportion(clause, gap, changed)
        if changed is not None and role is Role.RATE:
            sign = words.sign_of(changed["way"])
            subject = _subject_of_change(clause[: changed.start()])
        elif role is Role.SHARE:
            subject = words.label(clause.partition("占")[0]) if "占" in clause else ""
        elif role is Role.COMPLETION:
            subject = ""
    elif changed is not None and quantity.unit != "百分点" and not words.CHANGED_TO.search(clause):
        role, sign = Role.CHANGE, words.sign_of(changed["way"])
        subject = _subject_of_change(clause[: changed.start()])
    elif quantity.unit == "百分点":
        pass
    elif words.CHANGED_TO.search(clause):
        role, to = Role.LEVEL, True
    elif words.THAN.fullmatch(clause):
        role, of_then = Role.LEVEL, True
    elif words.OVER.search(words.SINCE.sub("", clause)) is None and words.TRANSFERRED.search(clause) is None:
        role, subject = Role.LEVEL, words.label(clause)
    if quantity.value < 0 and role in (Role.CHANGE, Role.RATE) and sign < 0:
        role = Role.UNCLEAR  # 下降 -5 %: either may be meant
    return Term(
        sentence,
        quantity,
        role,
        clause,
        subject,
        whole,
        sign,
        -1 if of_then and role is Role.LEVEL else year,
        planned,
        depth,
        item,
        to,
    )


def _follows_change(gap: str) -> bool:
    return words.ADJACENT.fullmatch(gap) is not None


def _proportion(clause: str, gap: str, changed: re.Match[str] | None) -> tuple[Role, str]:
    """What a percentage is, and the label of its whole if that is told."""
    tail = gap[-MOST_WORDS:] if clause == "" else clause
    if changed is not None and "占" not in clause[changed.start() :]:
        return Role.RATE, ""
    share = words.SHARE.search(tail)
    if share is not None:
        whole = share["whole"] or ""
        if whole and words.PLANNED_WHOLE.fullmatch(whole):
            return Role.COMPLETION, ""
        return Role.SHARE, words.label(whole)
    if words.COMPLETION.search(tail):
        return Role.COMPLETION, ""
    return Role.UNCLEAR, ""


def _subject_of_change(head: str) -> str:
    """The label of what has changed, said before the comparison: 公务接待费比上年."""
    for pattern in (words.SINCE, words.SINCE_BUDGET):
        match = pattern.search(head)
        if match is not None:
            before, after = head[: match.start()], head[match.end() :]
            return words.label(before) or words.label(after)
    return words.label(head)
