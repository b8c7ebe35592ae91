"""What sentences and paragraphs carry on from those before: a list introduced by 其中, the item of a list.

Knows how Chinese texts number paragraphs, and the words that go on with the sentence before. Must not know facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitegen import lazy_re as re
from sitegen.checks.narrative.grammar.claims import Topic, Whole
from sitegen.checks.narrative.naming.names import Names
from sitegen.model.reports.passage import Passage
from sitegen.prose.text.sentences import LONGEST, Sentence

_GOES_ON = re.compile(
    r"其中|同比|按?(?:同口径|可比口径)|(?:比|较|与|同)(?:上年|去年|上一年|20\d\d年)|(?:增加|减少|增长|下降)[^,;。]{0,4}\d"
)
"""Words that begin a sentence on what the one before told."""
_BETWEEN = re.compile(r"[。\s]*")
_NUMBERED = re.compile(
    r"([一二三四五六七八九十]{1,3}、)|([（(][一二三四五六七八九十]{1,3}[)）])"
    r"|(\d{1,2}(?:[、．]|\.(?!\d)))|([（(]\d{1,2}[)）])|([①-⑳])"
)
"""How the items of lists are numbered, from the outermost list to the innermost."""
_LISTS = ("其中", "其中:", "其中：", "包括:", "包括：")
_LABEL, _SHORT = 120, 16
"""Characters of words without figures that only say what follows is about: at most so many, without a number."""
_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.]|[①-⑳])"
)
_ABOVE = re.compile(r"^.*\([类款]\)")
_CLASS = re.compile(r"\(项\)$")
"""一般公共服务支出（类）社会工作事务（款）行政运行（项）is about 行政运行."""
_GENERAL = re.compile(r"(?:情况|概况|总体|整体|说明|分析|总结|评价|执行|完成)[^,。;]{0,4}$")
"""What labels end in after which the whole is spoken of."""
_FIGURE = re.compile(r"\d\s*[万亿元%％个人辆批台项次]")
_UNNUMBERED = _NUMBERED.groups
_EVEN = str.maketrans("（）：．", "():.", '“”"‘’　 ')


def joined(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """The sentences of a passage, each with those that go on with what it tells: …减少5万元。其中：…"""
    last: Sentence | None = None
    for each in sentences:
        if last is not None and _goes_on(last, each):
            last = Sentence(
                last.passage,
                f"{last.text}。{each.text}",
                (*last.offsets, last.offsets[-1] + 1, *each.offsets),
            )
            continue
        if last is not None:
            yield last
        last = each
    if last is not None:
        yield last


def _goes_on(last: Sentence, following: Sentence) -> bool:
    between = last.passage.text[last.offsets[-1] + 1 : following.offsets[0]]
    return (
        _GOES_ON.match(following.text) is not None
        and _BETWEEN.fullmatch(between) is not None
        and "。" in between
        and len(last.text) + len(following.text) < LONGEST
    )


@dataclass(frozen=True, slots=True)
class _Open:
    """A paragraph under which others stand: those numbered deeper than `rank` (None: not yet known how), and what it
    leaves to be understood in them.
    """

    rank: int | None
    topic: Topic


class Outline:
    """The paragraphs under one heading, entered in turn, each with its sentences."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._open: list[_Open] = []
        self._rank: int | None = None
        self._spoken: str | None = ""

    def enter(self, passage: Passage) -> None:
        """Go on to `passage`: lists that it is no item of are over."""
        self._rank = _rank(passage)
        if self._rank is not None:
            while self._open and (rank := self._open[-1].rank) is not None and rank >= self._rank:
                self._open.pop()
            if self._open and self._open[-1].rank is None:
                self._open[-1] = _Open(self._rank - 1, self._open[-1].topic)
        above = self._open[-1].topic if self._open else Topic()
        label = passage.text.partition("。")[0]
        self._spoken = self._label(label) if self._labels(label) else above.spoken

    def topic(self) -> Topic:
        """What the paragraphs before, and the label that this one begins with, leave to be understood."""
        return Topic(self._open[-1].topic.whole if self._open else None, self._spoken)

    def leave(self, passage: Passage, whole: Whole | None) -> None:
        """Note what paragraphs after `passage` are told parts of: of `whole`, if it ends in 其中, else of what an
        item of a list is about.
        """
        text = passage.text.rstrip()
        if text.endswith(_LISTS) and whole is not None:
            self._open.append(_Open(self._rank, Topic(whole)))
        elif self._rank is not None:
            self._open.append(_Open(self._rank, Topic(self._subject(text), self._spoken)))
        elif self._labels(text) and "。" not in text:
            self._open = [each for each in self._open if each.rank is not None]
            self._open.append(_Open(_UNNUMBERED, Topic(self._subject(text), self._spoken)))

    def _labels(self, label: str) -> bool:
        """Whether `label`, with which a paragraph begins, says only what it is about."""
        if "，" in label or _FIGURE.search(label) is not None:
            return False
        return 0 < len(label.translate(_EVEN)) <= (_LABEL if self._rank is not None else _SHORT)

    def _label(self, label: str) -> str | None:
        """The line that a label names, of 类, 款 and 项 the last; "" if what follows is said in general."""
        even = _NUMBER.sub("", label.translate(_EVEN))
        last = _CLASS.sub("", _ABOVE.sub("", even))
        if last in self._names.lines:
            return last
        return "" if last == even and _GENERAL.search(even) else None

    def _subject(self, text: str) -> Whole | None:
        """What an item is about: the figure that it names first."""
        found = self._names.pattern.search(text[: 2 * _LABEL].translate(_EVEN))
        return (
            Whole(found[0], above=True) if found is not None and found[0] not in self._names.columns else None
        )


def _rank(passage: Passage) -> int | None:
    """How deep the list is whose item `passage` is; None if it has no number."""
    line = passage.span.source.line(passage.begin[0]).strip() or passage.text
    found = _NUMBERED.match(line)
    return found.lastindex - 1 if found is not None and found.lastindex is not None else None
