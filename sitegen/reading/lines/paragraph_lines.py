"""Paragraphs that Markdown would join: lines of pasted text without a blank line between them.

Knows how a Chinese paragraph begins and ends. Works on lines. Must not know what a text is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sitegen import lazy_re as re
from sitegen.diagnostics import Edit
from sitegen.reading.lines.draft import Draft
from sitegen.reading.rules.lines import PARAGRAPHS_RUN_TOGETHER

_NUMERAL = "一二三四五六七八九十"
_INDENT = re.compile("\u3000|\u00a0{2}")
_WIDE_INDENT = re.compile("\t| {4}")
_ITEM = re.compile(r"[ \t]*(?:[-+*]|(\d{1,9})[.)])(?:[ \t]+|$)")
_OTHER = re.compile(r"[ \t]*(?:[#>|<=`]|\[\^|(?:[-*_][ \t]*){3,}$)")
_ENDS = tuple("。！？；：…”）;:!?")
_SENTENCE_ENDS = tuple("。！？；：;!?")
_GOES_ON = tuple("，、,（(“‘《〈【[—-－·+×÷=＝/")
_STOPS = re.compile("[，。；：！？,;:!?]")
_CHAPTER = re.compile(
    rf"第[{_NUMERAL}百0-9]{{1,4}}[章节部分编]|[{_NUMERAL}]{{1,3}}[、.．]|[（(][{_NUMERAL}]{{1,3}}[)）]"
)
_NUMBERED_TITLE = re.compile(r"\d{1,2}[、．.][ ]?[\u3400-\u9fff“”]{2,15}")
_ORDINAL = re.compile(
    rf"{_CHAPTER.pattern}|第[{_NUMERAL}百0-9]{{1,4}}[条款项，,、]|[{_NUMERAL}]是|[（(]\d{{1,2}}[)）]"
    rf"|\d{{1,2}}[、．.)）](?!\d)|[①-⑳]|(?:目标|任务|指标|问题|措施|附件|注)[ ]?[0-9{_NUMERAL}]{{1,2}}[：:、.．]"
)
_LABEL = re.compile(r"[\u3400-\u9fff（）()/]{2,12}[：:][ \u3000]*[^\s：:]")
_DAY = re.compile(rf"[0-9〇○{_NUMERAL}]{{2,4}}年[0-9{_NUMERAL}]{{1,2}}月[0-9{_NUMERAL}]{{1,3}}日")
_CHINESE = re.compile("[\u3400-\u9fff]")

_BLANKS = " \t\u00a0\u3000"
_WIDE = re.compile("[⺀-￯]")

_UNWRAPPED, _SELDOM_WRAPPED = 160, 130
"""No text, or hardly any, is wrapped at so many columns."""

_TOO_SHORT_TO_WRAP = 30
_LABELLED = 45
_SHORT = 20
_TITLE = 30
_FEW = 3


def read_paragraphs(draft: Draft, tables: frozenset[int]) -> None:
    """Part those lines of `draft` that can only be paragraphs of their own, and tell all that
    would be joined. `tables` are the lines of tables.
    """
    for first, end in _runs(draft, tables):
        sure = [index for index in range(first + 1, end) if _parts(draft, index)]
        if sure:
            edits: tuple[Edit, ...] = tuple(edit for index in sure for edit in draft.part(index))
            message = "这一行另起了一段，但与上一行之间没有空行，一般软件会把两段连成一段。已按分段读。"
            if len(sure) > 1:
                message = f"{message[:-1]}；到第 {sure[-1] + 1} 行为止，这样的共 {len(sure)} 处。"
            draft.tell(PARAGRAPHS_RUN_TOGETHER, sure[0], message, edits=edits)
        starts = [first, *sure, end]
        for start, stop in pairwise(starts):
            if _may_be_apart([draft.line(index).strip(_BLANKS) for index in range(start, stop)]):
                message = f"从这一行到第 {stop} 行之间没有空行，公开后会连成一段。"
                draft.tell(PARAGRAPHS_RUN_TOGETHER, start, message)


def _runs(draft: Draft, tables: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Lines that Markdown would make one paragraph: from the first up to, not including, the end."""
    first: int | None = None
    for index in range(len(draft) + 1):
        line = draft.line(index)
        text = bool(line.strip()) and not draft.is_changed(index)
        text = text and index not in tables and not _OTHER.match(line)
        item = _ITEM.match(line) if text else None
        begins = item is not None and (item[1] in (None, "1") or _in_list(draft, first))
        if first is not None and (not text or begins):
            yield first, index
            first = None
        if text and first is None:
            first = index


def _in_list(draft: Draft, first: int | None) -> bool:
    """Whether any number continues a list here: only one that begins with 1 interrupts a paragraph."""
    return first is None or _ITEM.match(draft.line(first)) is not None


def _parts(draft: Draft, index: int) -> bool:
    """Whether line `index` and the one before it can only be two paragraphs."""
    before, line = draft.line(index - 1), draft.line(index)
    last, words = before.strip(_BLANKS), line.strip(_BLANKS)
    item = _ITEM.match(last)
    last = last[item.end() :] if item else last
    if not last or last.endswith(_GOES_ON) or not _CHINESE.search(last + words):
        return False
    ended = last.endswith(_ENDS)
    return bool(
        _INDENT.match(line)
        or (_WIDE_INDENT.match(line) and ended and item is None and not _WIDE_INDENT.match(before))
        or (_ORDINAL.match(words) and (ended or (len(last) <= _SHORT and _LABEL.match(last))))
        or _is_title(last)
        or (_LABEL.match(last) and _LABEL.match(words) and (ended or len(last) <= _LABELLED))
        or _DAY.fullmatch(words)
        or (last.endswith(("。", "！", "？")) and _width(last) > _UNWRAPPED)
    )


def _width(line: str) -> int:
    """How many columns `line` takes; Chinese characters take two."""
    return len(line) + len(_WIDE.findall(line))


def _is_title(line: str) -> bool:
    if _NUMBERED_TITLE.fullmatch(line):
        return True
    return len(line) <= _TITLE and _CHAPTER.match(line) is not None and _STOPS.search(line) is None


def _may_be_apart(lines: Sequence[str]) -> bool:
    """Whether `lines`, which become one paragraph, look like several: each ends a sentence, or each
    is short and ends none.
    """
    if len(lines) < 2 or not any(map(_CHINESE.search, lines)):
        return False
    *inner, _ = lines
    if all(line.endswith(_SENTENCE_ENDS) for line in inner):
        longest = max(map(len, lines))
        return len(lines) >= _FEW or _width(inner[0]) > _SELDOM_WRAPPED or longest <= _TOO_SHORT_TO_WRAP
    return len(lines) >= _FEW and all(
        len(line) <= _SHORT and _CHINESE.search(line) and _STOPS.search(line) is None for line in lines
    )
