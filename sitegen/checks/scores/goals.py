"""Numbered items of a narrative text, and whether two texts are the same but for their numbers.

Knows the ordinals that clerks write (1. 2、 （一） ① 一是 目标1：) and where such a thing is no ordinal
(decimals, dates, amounts). Must not know rules or findings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from sitegen import lazy_re as re
from sitegen.model.reports.passage import Passage
from sitegen.model.reports.report import Report
from sitegen.numbers.numerals import numeral, spelt
from sitegen.source import Place

_HAN = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ORDINAL = re.compile(
    r"(?:^|[。；;]|(?<!\d)[：:，,])[ \t]*(?P<mark>"
    r"(?P<label>目标|任务|指标|措施|问题)[ ]?(?P<labelled>\d{1,2})(?P<what>[^\s\d:：、，。,]{0,8})[:：、]"
    r"|(?P<arabic>\d{1,2})[ ]?[.．、](?![\d.])"
    r"|[（(](?P<bracketed>\d{1,2})[）)]"
    r"|(?P<half_bracketed>\d{1,2})[）)]"
    rf"|(?P<han>[{_HAN}]{{1,3}})、(?![{_HAN}][、季月级类期批号楼层])"
    rf"|[（(](?P<han_bracketed>[{_HAN}]{{1,3}})[）)]"
    rf"|(?P<first>[{_HAN}]{{1,3}})是"
    rf"|(?P<circled>[{_CIRCLED}])"
    r")",
    re.MULTILINE,
)
_STYLES = ("labelled", "arabic", "bracketed", "half_bracketed", "han", "han_bracketed", "first", "circled")
_LIST_MARKER = re.compile(r"^\s*\d{1,9}[.)]\s+")

FARTHEST = 3
"""Where more numbers than this are left out, the next is no ordinal of the same list (1. 2. 95、)."""

ALIKE = 0.95
"""From this ratio on two texts count as the same."""

SHORTEST = 20
"""Characters: shorter texts may well be alike."""

_NOT_WORDS = re.compile(r"[\W_]")


@dataclass(frozen=True, slots=True)
class Ordinal:
    """An ordinal in a text. `style` tells levels apart, `text` is what is written, `at` its offset
    in the whole text of the field (see `joined`).
    """

    number: int
    style: str
    text: str
    passage: Passage
    start: int
    at: int

    @property
    def place(self) -> Place:
        """Where it stands; the marker of a list item stands before its passage."""
        length = len(self.text)
        if self.start >= 0:
            return self.passage.place(self.start, length)
        first = self.passage.place(0)
        return first._replace(column=first.column + self.start, length=length)


@dataclass(frozen=True, slots=True)
class Fault:
    """An ordinal that does not follow the one before it: `expected` would have."""

    ordinal: Ordinal
    before: Ordinal
    expected: int

    @property
    def is_skip(self) -> bool:
        """Whether numbers are left out; otherwise one comes again."""
        return self.ordinal.number > self.expected


@lru_cache(maxsize=64)
def _passages(report: Report, field: str) -> tuple[Passage, ...]:
    """The passages of a narrative field, without the cells of its tables."""
    prose = report.prose.get(field)
    found = prose.passages if prose is not None else ()
    if prose is None or "|" not in prose.span.source.text:
        return found
    return tuple(each for each in found if not _line(each).lstrip().startswith("|"))


@lru_cache(maxsize=64)
def joined(report: Report, field: str) -> str:
    """The text of a narrative field, a line a passage, with the numbers of its lists."""
    return "\n".join(_marker(each) + each.text for each in _passages(report, field))


@lru_cache(maxsize=64)
def ordinals(report: Report, field: str) -> tuple[Ordinal, ...]:
    """Every ordinal of the narrative field, in order."""
    found: list[Ordinal] = []
    offset = 0
    for passage in _passages(report, field):
        marker = _marker(passage)
        if marker:
            written = marker.strip()
            found.append(Ordinal(int(written[:-1]), "arabic", written, passage, -len(marker), offset))
        offset += len(marker)
        marks = (_ordinal(match, passage, offset) for match in _ORDINAL.finditer(passage.text))
        found += [each for each in marks if each is not None]
        offset += len(passage.text) + 1
    return tuple(found)


@lru_cache(maxsize=256)
def _marker(passage: Passage) -> str:
    """`3. ` where the passage begins an item of a numbered list, otherwise nothing."""
    match = _LIST_MARKER.fullmatch(_line(passage)[: passage.begin[1] - 1])
    return match[0].lstrip() if match is not None else ""


def _line(passage: Passage) -> str:
    """The line of the file on which `passage` begins."""
    return passage.span.source.line(passage.begin[0])


def _ordinal(match: re.Match[str], passage: Passage, offset: int) -> Ordinal | None:
    style = next(each for each in _STYLES if match[each])
    written = match[style]
    number = _CIRCLED.index(written) + 1 if style == "circled" else _number(written)
    if number is None:
        return None
    level = f"{match['label']}{match['what']}" if style == "labelled" else style
    start, mark = match.start("mark"), match["mark"]
    return Ordinal(number, level, mark, passage, start, offset + start)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else numeral(text)


def faults(report: Report, field: str) -> Iterator[Fault]:
    """Every ordinal that repeats a number, or skips some that stand nowhere in between.

    Each style is a level of its own. Beginning again at 1 is no fault, nor is going on after a
    nested list of the same style; a list that does not begin at 1 is left alone.
    """
    text = joined(report, field)
    levels: dict[str, list[Ordinal]] = {}
    for each in ordinals(report, field):
        lists = levels.setdefault(each.style, [])
        if each.number == 1:
            lists.append(each)
            continue
        depth = next((i for i in reversed(range(len(lists))) if lists[i].number + 1 == each.number), None)
        if depth is not None:
            lists[depth:] = [each]
        elif lists:
            last, expected = lists[-1], lists[-1].number + 1
            left_out = range(expected, each.number)
            if len(left_out) > FARTHEST:
                continue
            if not left_out or any(not mentions(text[last.at : each.at], number) for number in left_out):
                yield Fault(each, last, expected)
            lists[-1] = max(last, each, key=lambda ordinal: ordinal.number)


def mentions(text: str, number: int) -> bool:
    """Whether `number` stands in `text` like an ordinal of any style, or in a list of them (目标2至4)."""
    circled = _CIRCLED[number - 1 : number] or "(?!)"
    han = spelt(number).removeprefix("一") if 10 <= number < 20 else spelt(number)
    return (
        re.search(
            rf"(?<![\d.]){number}\s*[.．、)）:：至到~～—-](?!\d)|(?:目标|任务|第|[、至到和及~～—-])\s*{number}(?![\d.])"
            rf"|{circled}|(?<![{_HAN}]){han}[是要、)）]|第{han}",
            text,
        )
        is not None
    )


def outermost(report: Report, field: str) -> tuple[Ordinal, ...]:
    """The items that the text as a whole consists of, numbered 1, 2, 3 …; none where it is not so."""
    found = ordinals(report, field)
    items = tuple(each for each in found if each.style == found[0].style)
    in_order = [each.number for each in items] == list(range(1, len(items) + 1))
    return items if in_order and len(items) > 1 else ()


@lru_cache(maxsize=64)
def answers(report: Report, field: str) -> tuple[Ordinal, ...]:
    """The items that the text as a whole consists of, their numbers rising; some may be left out. Only what is
    named by its goal (目标2：) may begin with another number than 1.
    """
    found = ordinals(report, field)
    items = tuple(each for each in found if each.style == found[0].style)
    numbers = [each.number for each in items]
    rising = len(items) > 1 and numbers == sorted(set(numbers))
    return items if rising and (numbers[0] == 1 or items[0].style.startswith("目标")) else ()


def unanswered(report: Report, goal: str, result: str) -> tuple[Ordinal, ...] | None:
    """The numbered goals without a result of their number; None where the texts are not numbered alike."""
    goals, results = outermost(report, goal), answers(report, result)
    numbers = {each.number for each in results}
    if not goals or not results:
        return None
    if max(numbers) > len(numbers) and not numbers <= {each.number for each in goals}:
        return None
    told = joined(report, result)
    return tuple(each for each in goals if each.number not in numbers and not mentions(told, each.number))


def copied(report: Report, goal: str, result: str, shortest: int) -> Iterator[tuple[Ordinal, Ordinal]]:
    """The goals and results of one number that have the same words, `shortest` characters or more."""
    goals, results = outermost(report, goal), answers(report, result)
    if not goals or not results:
        return
    words = dict(zip(goals, _items(joined(report, goal), goals), strict=True))
    by_number = {each.number: each for each in goals}
    for each, text in zip(results, _items(joined(report, result), results), strict=True):
        due = by_number.get(each.number)
        if due is not None and len(text) >= shortest and words[due] == text:
            yield due, each


def _items(text: str, items: tuple[Ordinal, ...]) -> list[str]:
    """The words of each item of `text`, which end where the next begins."""
    ends = [*(each.at for each in items[1:]), len(text)]
    return [bare(text[each.at : end]) for each, end in zip(items, ends, strict=True)]


@lru_cache(maxsize=64)
def bare(text: str) -> str:
    """The words of `text`: without ordinals, punctuation and blanks."""
    lines = (_LIST_MARKER.sub("", line, count=1) for line in text.splitlines())
    return _NOT_WORDS.sub("", "".join(_ORDINAL.sub("", line) for line in lines))


def are_alike(first: str, second: str) -> bool:
    """Whether two texts of some length are the same, or as good as, but for ordinals and punctuation."""
    one, other = bare(first), bare(second)
    if min(len(one), len(other)) < SHORTEST:
        return False
    # No more can match than they have in common in whatever order, which is told in no time.
    common = (Counter(one) & Counter(other)).total()
    if 2 * common / (len(one) + len(other)) < ALIKE:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
