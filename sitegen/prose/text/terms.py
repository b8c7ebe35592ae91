"""What each number of a sentence is: an amount, a change, a rate, a share, what was planned, of what.

Knows words and their order within one sentence. Must not know other sentences or arithmetic. A number whose words
are not understood claims nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from sitegen import lazy_re as re
from sitegen.numbers.figures import PROPORTIONS, is_to_the_fen, unit_factor
from sitegen.numbers.intervals import Interval
from sitegen.prose.text import labels, words
from sitegen.prose.text.quantities import Quantity, quantities
from sitegen.prose.text.sentences import Sentence
from sitegen.text_figures import Figure

MOST_WORDS = 120
"""Characters before a number that can say what it is; names are shorter."""

_MOST_SHOWN = 24
"""Of these, those that are told with the number."""
_REST = re.compile(r"[\d.]*(?:年度?|万?元|%)[)的]?|[)的]")
"""What words that are cut must not begin with: the rest of a year or of a number."""


class Role(StrEnum):
    """What a number is said to be."""

    LEVEL = "数额"
    CHANGE = "增减额"
    RATE = "增减幅度"
    SHARE = "占比"
    COMPLETION = "完成率"
    UNCLEAR = ""


BEFORE = -1
"""The `year` of what is told of the year before, whichever that is."""


@dataclass(frozen=True, eq=False)
class Term:
    """A quantity of `sentence` and what its `words`, the clause that ends in it, say. `subject` is the label of what it
    is of ("" for unsaid), `whole` that of what a share is of. `sign` is 1 for a growing change, −1 for a falling one.
    `year` is the one told in its sentence (None: none), or BEFORE; `period` the part of it ("" for all). `planned` says
    whether it is a budget (None: unsaid), `to` whether something has changed to it (降至), `inside` whether the
    quantity right before it is the whole or the budget that it is of (占基本支出 20 万元的 5 %), `beside` whether it is
    only what something else is compared with (占基本支出 20 万元, 较上年的 20 万元). `depth` counts the open
    brackets around it, `item` the parts of the sentence before its own.
    """

    sentence: Sentence
    quantity: Quantity
    role: Role
    words: str
    subject: str = ""
    whole: str = ""
    sign: int = 1
    year: int | None = None
    period: str = ""
    planned: bool | None = None
    to: bool = False
    inside: bool = False
    beside: bool = False
    depth: int = 0
    item: int = 0

    @property
    def kind(self) -> str:
        """The kind of its unit: money, proportion, 人 …"""
        return self.quantity.kind

    @cached_property
    def amount(self) -> Interval:
        """What its number stands for, in the base unit of its kind; a change that falls is negative."""
        return self.amount_if(self.quantity)

    def amount_if(self, quantity: Quantity) -> Interval:
        """What it would stand for if its number were that of `quantity`. A percentage of 0 is rounded like any other."""
        if self.kind == "proportion":
            found = Interval.of(quantity.value, quantity.decimals).scaled(PROPORTIONS[quantity.unit])
        elif self.kind == "money":
            found = quantity.amount
            if quantity.value == 0 and not is_to_the_fen(quantity.unit, quantity.decimals):
                nothing = Interval.of(quantity.value, quantity.decimals)  # less than half of the last place
                found = nothing.scaled(unit_factor(quantity.unit))
        elif quantity.decimals == 0:
            found = Interval.exactly(
                quantity.value
            )  # things are counted, not measured: but 128.69 万人次 is rounded
        else:
            found = quantity.amount
        return -found if self.sign < 0 else found

    @cached_property
    def figure(self) -> Figure:
        """It, as checks tell that they read it."""
        offsets = self.sentence.offsets
        start, end = offsets[self.quantity.start], offsets[self.quantity.end - 1] + 1
        return Figure(self.sentence.passage.key, start, end, self.subject)

    @cached_property
    def key(self) -> tuple[str, int]:
        """Where its number begins: the passage, and the offset in it."""
        return self.figure.passage, self.figure.start

    @cached_property
    def clause(self) -> str:
        """The number with the words that say what it is, as the text has them: 公务接待费支出决算为 5 万元."""
        quantity, sentence = self.quantity, self.sentence
        if sentence.passage.cell is not None:
            return f"{self.subject} {self.written}".lstrip()
        if len(self.words) <= _MOST_SHOWN:
            return sentence.written(max(0, quantity.start - len(self.words)), quantity.end)
        start = max(0, quantity.start - _MOST_SHOWN)
        rest = _REST.match(sentence.text, start, quantity.start)
        return f"…{sentence.written(rest.end() if rest is not None else start, quantity.end)}"

    @property
    def written(self) -> str:
        """The number with its unit as the text has it."""
        return self.sentence.written(self.quantity.start, self.quantity.end)

    @property
    def written_unit(self) -> str:
        """The unit as the text has it: 万元."""
        written = self.sentence.text[self.quantity.start : self.quantity.end]
        return written.lstrip("-0123456789.,")


_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年(?!以[来前]|[-—~至到])")
_COMPARING = re.compile(r"(?:[比较与同由]|相比|对比)于?$")
_CLOSED = re.compile(r"\([^()]*\)")
_ITEMS = re.compile(r";|其中|包括|包含")
_LISTED = re.compile(r"[、,和及与]|以及")
_IN_TURN = re.compile(r"(?P<names>.*?)(?:的?(?:支出|收入|金额|数))?(?:分别|依次)")


def terms(sentence: Sentence, bodies: re.Pattern[str]) -> tuple[Term, ...]:
    """The terms of a sentence in order; the names that `bodies` finds are no part of labels."""
    found = list(_terms(sentence, bodies))
    return tuple(_named_in_turn(sentence.text, found) if words.IN_TURN.search(sentence.text) else found)


class _Meaning(NamedTuple):
    """What the words before a number say that it is; as in Term. A budget is `planned` whatever else they say, and an
    amount of the year `before` is so whichever year they name.
    """

    role: Role
    subject: str = ""
    whole: str = ""
    sign: int = 1
    before: bool = False
    planned: bool = False
    to: bool = False
    inside: bool = False
    beside: bool = False


_UNCLEAR = _Meaning(Role.UNCLEAR)


def _terms(sentence: Sentence, bodies: re.Pattern[str]) -> Iterator[Term]:
    text = sentence.text
    last, depth, item, period = 0, 0, 0, ""
    year: int | None = None
    before: Term | None = None
    for quantity in quantities(text):
        gap = text[last : quantity.start]
        depth = max(0, depth + gap.count("(") - gap.count(")"))
        item += len(_ITEMS.findall(gap))
        told = _year(gap)
        year = told if told is not None else year
        period = words.period(gap) or period
        words_before = bodies.sub("", gap[-MOST_WORDS:])
        clause = clause_of(words_before)
        behind = text[quantity.end : quantity.end + _MOST_BEHIND]
        meaning = _meaning(quantity, clause, words_before, behind, before, period)
        before = Term(
            sentence,
            quantity,
            meaning.role,
            clause,
            meaning.subject,
            meaning.whole,
            meaning.sign,
            year=BEFORE if meaning.before else year,
            period=period,
            planned=meaning.planned or words.is_planned(clause),
            to=meaning.to,
            inside=meaning.inside,
            beside=meaning.beside,
            depth=depth,
            item=item,
        )
        yield before
        last = quantity.end


def _year(gap: str) -> int | None:
    """The year that `gap` says the figures after it are of; a year that is compared with is not."""
    found = None
    for match in _YEAR.finditer(gap):
        if _COMPARING.search(gap, max(0, match.start() - 3), match.start()) is None:
            found = int(match["year"])
    return found


def clause_of(gap: str) -> str:
    """The clause of `gap` that ends in the number; what is in brackets that are closed divides nothing. Where the
    last clause says no name (支出：5 万元; 基本支出（5 万元）), the one before it belongs to it.
    """
    masked = _CLOSED.sub(lambda match: "·" * len(match[0]), gap)
    if masked.endswith("(") and len(masked) > 1:
        masked, gap = masked[:-1], gap[:-1]
    end = len(masked)
    for _ in range(2):
        begin = max(masked.rfind(mark, 0, end) for mark in ",;:、(")
        own = gap[begin + 1 :]
        if (
            begin < 0
            or masked[begin] not in ",:"
            or len(labels.label(own)) > 1
            or not _IS_BARE.fullmatch(own)
        ):
            return own
        end = begin
    return own


_MOST_BEHIND = 24
"""Characters behind a number that can say what it is."""
_IS_BARE = re.compile(r"(?:共计?|合计|总计|分别|金额|为|是|有|约|达到?|支出|收入|的)*")


def _meaning(
    quantity: Quantity, clause: str, gap: str, behind: str, before: Term | None, period: str
) -> _Meaning:
    """What a number is by its `clause`, the end of `gap`, and the words `behind` it; `before` is the term before it. Of
    a `period` all its months may be told together (1-6 月累计).
    """
    if (
        quantity.rough
        or (not _is_planned_whole(clause) and _unsure(period).search(_CLOSED.sub("", clause)) is not None)
        or quantity.unit == "百分点"
        or words.OTHER_SCOPE.search(clause) is not None
    ):
        return _UNCLEAR
    changed = _changed(clause, gap)
    if quantity.kind == "proportion":
        read = _proportion(clause, gap, changed, before)
    elif changed is not None and not words.CHANGED_TO.search(clause):
        subject = _subject_of_change(clause[: changed.start()]) or _named_before(gap)
        read = _Meaning(Role.CHANGE, subject, sign=words.sign_of(changed["way"]))
    else:
        read = _level(clause, behind)
    if quantity.value < 0 and read.role in (Role.CHANGE, Role.RATE) and read.sign < 0:
        return _UNCLEAR  # 下降 -5 %: either may be meant
    return read


def _is_planned_whole(clause: str) -> bool:
    """Whether a clause names what was planned only as the whole of what follows: 收入 5 万元，*为调整预期* 6 万元的 83.33 %."""
    of = words.OF_WHOLE.fullmatch(clause)
    return of is not None and words.PLANNED_WHOLE.fullmatch(of["whole"]) is not None


def _unsure(period: str) -> re.Pattern[str]:
    return words.UNSURE_OF_MONTHS if words.SEVERAL_MONTHS.search(period) else words.UNSURE


def _changed(clause: str, gap: str) -> re.Match[str] | None:
    """The word of a change that a clause ends in, where the number behind it is one."""
    changed = words.CHANGED.search(clause)
    if changed is None:
        return None
    if changed["what"] and words.SINCE.search(clause) is None:
        return None  # 能力提升经费 is a name
    is_clear = (
        changed["way"] not in words.WEAK
        or words.SINCE.search(gap)
        or words.SINCE_BUDGET.search(gap)
        or words.ADJACENT.fullmatch(gap)
        or words.OVERSPENT.fullmatch(clause)
    )
    return changed if is_clear else None


def _level(clause: str, behind: str) -> _Meaning:
    """An amount, where its words, and those `behind` it, do not make it something else."""
    if words.CHANGED_TO.search(clause):
        return _Meaning(Role.LEVEL, to=True)
    if words.THAN.fullmatch(clause):
        return _Meaning(Role.LEVEL, before=True, beside=True)
    if words.THAN_BUDGET.fullmatch(clause):
        return _Meaning(Role.LEVEL, planned=True, beside=True)
    named = words.THAN_NAMED.fullmatch(clause) or words.NAMED_THAN.fullmatch(clause)
    if named is not None and words.CHANGES_BEHIND.match(behind) and not words.OVER.search(named["name"]):
        return _Meaning(Role.LEVEL, labels.label(named["name"]), before=True, beside=True)
    of = words.OF_WHOLE.fullmatch(clause)
    if of is not None:
        return _Meaning(Role.LEVEL, labels.label(of["whole"]), beside=True)
    if words.APART.fullmatch(clause):
        return _Meaning(Role.LEVEL, beside=True)
    compared_with_nothing = words.SINCE.sub("", clause)
    if words.OVER.search(compared_with_nothing) or words.TRANSFERRED.search(clause):
        return _UNCLEAR
    if words.YEAR_BEFORE.search(compared_with_nothing):
        return _Meaning(Role.LEVEL, labels.label(words.of_now(clause)), before=True)
    return _Meaning(Role.LEVEL, labels.label(clause))


def _proportion(clause: str, gap: str, changed: re.Match[str] | None, before: Term | None) -> _Meaning:
    """What a percentage is."""
    tail = clause or gap
    if changed is not None and "占" not in clause[changed.start() :]:
        subject = _subject_of_change(clause[: changed.start()])
        return _Meaning(Role.RATE, subject, sign=words.sign_of(changed["way"]))
    if words.OF_THAT.fullmatch(gap) and before is not None and before.role is Role.LEVEL:
        return _inside(before)
    if before is not None and before.role is Role.COMPLETION and words.AND_OF_BUDGET.fullmatch(gap):
        return _Meaning(Role.COMPLETION)
    share = words.SHARE.search(tail)
    if share is not None:
        whole = share["whole"] or ""
        if whole and words.PLANNED_WHOLE.fullmatch(whole):
            return _Meaning(Role.COMPLETION)
        if words.ANOTHERS.search(whole):
            return _UNCLEAR
        subject = labels.label(clause.partition("占")[0]) if "占" in clause else ""
        return _Meaning(Role.SHARE, subject, labels.label(whole))
    return _Meaning(Role.COMPLETION) if words.COMPLETION.search(tail) else _UNCLEAR


def _inside(whole: Term) -> _Meaning:
    """What 的 5 % is behind 占基本支出 20 万元, behind 完成年初预算 20 万元."""
    of = words.OF_WHOLE.fullmatch(whole.words)
    if of is None:
        return _UNCLEAR
    if words.ANOTHERS.search(of["whole"]) or words.REGIONS.match(of["whole"]):
        return _UNCLEAR
    budget = of["verb"] == "完成" or words.PLANNED_WHOLE.fullmatch(of["whole"]) is not None
    return _Meaning(Role.COMPLETION if budget else Role.SHARE, inside=True)


def _subject_of_change(head: str) -> str:
    """The label of what has changed, said before the comparison: 公务接待费比上年."""
    for pattern in (words.SINCE, words.SINCE_BUDGET, words.SINCE_START):
        match = pattern.search(head)
        if match is not None:
            before, after = head[: match.start()], head[match.end() :]
            return labels.label(before) or labels.label(after)
    return labels.label(words.COMPARING.sub("", head))


def _named_before(gap: str) -> str:
    """The label of what a clause before has said to be unchanged since something else: the change is of it, too."""
    found = [match for part in re.split("[,;]", gap)[:-1] if (match := words.UNCHANGED.fullmatch(part))]
    return labels.label(found[-1]["name"]) if found else ""


def _named_in_turn(text: str, found: list[Term]) -> Iterator[Term]:
    """The terms, those of 甲、乙分别为 1 万元、2 万元 each with its own name; unclear where names and numbers are not as
    many.
    """
    index = 0
    while index < len(found):
        run = _run(text, found[index:])
        if len(run) > 1 or words.IN_TURN.search(run[0].words):
            yield from _in_turn(text, run, found[index - 1] if index else None)
        else:
            yield run[0]
        index += len(run)


def _run(text: str, found: Sequence[Term]) -> list[Term]:
    """The first term and those listed right behind it, if it is said that they are told in turn."""
    first = found[0]
    run = [first]
    if first.role is Role.LEVEL and words.IN_TURN.search(first.words):
        for term in found[1:]:
            between = text[run[-1].quantity.end : term.quantity.start]
            if term.kind != first.kind or not _LISTED.fullmatch(between):
                break
            run.append(term)
    return run


def _in_turn(text: str, run: Sequence[Term], before: Term | None) -> Iterator[Term]:
    first = run[0]
    if first.role is not Role.LEVEL:
        yield from run
        return
    head = text[before.quantity.end if before is not None else 0 : first.quantity.start]
    told = _IN_TURN.match(re.split("[,;:]", head)[-1])
    names = re.split("[、和及与]|以及", told["names"]) if told is not None else []
    for place, term in enumerate(run):
        if len(names) == len(run):
            label = labels.label(names[place])
            yield replace(
                term,
                role=Role.LEVEL,
                subject=label,
                year=first.year,
                planned=first.planned,
                words=first.words,
            )
        else:
            yield replace(term, role=Role.UNCLEAR, subject="")
