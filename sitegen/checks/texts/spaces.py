"""Blanks where Chinese text has none.

Knows characters, and what clerks use blanks for: ordinals, columns, names, titles of two bodies.
Works on a text alone. Must not know reports, files, rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import lazy_re as re
from sitegen.checks.texts.typography import CLOSING, HAN, NUMERAL, OPENING, STOPS, Fault, around, masked

_BLANK = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BLANKS = re.compile(f"[{_BLANK}]+")
_WIDE = re.compile(f"[{HAN}{STOPS}{OPENING}{CLOSING}…—]")
_CHINESE = re.compile(f"[{HAN}]")

_SENTENCE = re.compile("[，。；！？]")
_LAYOUT = re.compile(rf"签字|签名|签章|盖章|公章|[{_BLANK}]月[{_BLANK}]*日|[|｜_＿□☐☑√]")
_LABEL_FOLLOWS = re.compile(rf"[{HAN}（）()/]{{1,12}}[：:]")
_ORDINAL = re.compile(
    rf"(?:^|[^0-9])(?:[0-9]{{1,3}}(?:\.[0-9]{{1,2}})*|[①-⑳])[.．、)）:：]?$|(?:^|[^{HAN}])[{NUMERAL}]{{1,3}}[、)）.．]$"
    rf"|第[{NUMERAL}〇零0-9]+[编章节条款项部分期批次步轮]+$"
)
_BODY = re.compile(r"(?:[央院部委局厅办署会府室处社团队所站校司馆庭党盟联]|银行|[总分支]行)$")
_BODY_FOLLOWS = re.compile(rf"[{HAN}]{{0,11}}?[院部委局厅办署会府室处社]")
_NUMBERED_HEADING = re.compile(
    rf"(?:[{NUMERAL}]{{1,3}}、|[（(][0-9{NUMERAL}]{{1,3}}[）)]|[0-9]{{1,2}}[.．、])[{HAN}]{{2,20}}"
)
_HEADING = re.compile(
    rf"[{HAN}]{{0,8}}(?:概况|情况|目标|内容|说明|问题|建议|措施|依据|背景|原则|范围|总则|附则|摘要|介绍|简介|分析|结论|职责"
    r"|任务|计划|安排|时间|地点|单位|名称|要求|方法|标准|成效|做法|经验|打算|关键词|附件|附表|备注|注|甲方|乙方)"
)
_TOKEN_LENGTH = 4
_LIST_LENGTH = 3
_BLANK_TO_FILL = 2


def odd_spaces(text: str) -> tuple[Fault, ...]:
    """Blanks between Chinese characters, at Chinese punctuation, several in a row, full-width and
    non-breaking ones within a sentence. Indentation, single blanks beside digits and Latin letters,
    and what is laid out by blanks (labels, lists of names, signatures) pass.
    """
    found: list[Fault] = []
    offset = 0
    if not _BLANKS.search(text):
        return ()
    for line in masked(text).split("\n"):
        found += [Fault(offset + each.start, offset + each.end, each.replacement) for each in _odd(line)]
        offset += len(line) + 1
    return tuple(found)


def _odd(line: str) -> Iterator[Fault]:
    sentence = _SENTENCE.search(line) is not None
    layout = _LAYOUT.search(line) is not None
    for match in _BLANKS.finditer(line):
        start, end = match.span()
        if start == 0 or end == len(line) or layout:
            continue
        before, after = around(line, start, end)
        if _at_bracket(before, after) or _is_before_stop(before, after):
            yield Fault(start, end, "")
        elif sentence and not _is_layout(before, after):
            replacement = _replacement(match[0], before, after)
            if replacement is not None:
                yield Fault(start, end, replacement)


def _is_before_stop(before: str, after: str) -> bool:
    return after[0] in STOPS and before[-1] not in OPENING


def _at_bracket(before: str, after: str) -> bool:
    """Whether the blank stands just inside brackets or quotes that hold more than a mark."""
    if before[-1] in OPENING:
        inner = re.match(rf"[^{CLOSING}]*", after)
        return inner is not None and len(inner[0].strip()) > _BLANK_TO_FILL
    if after[0] in CLOSING:
        last = re.search(rf"[^{OPENING}]*$", before)
        return last is not None and len(last[0].strip()) > _BLANK_TO_FILL
    return False


def _is_layout(before: str, after: str) -> bool:
    """Whether what stands around the blank is told apart by it on purpose."""
    return _ORDINAL.search(before[-12:]) is not None or _LABEL_FOLLOWS.match(after) is not None


def _replacement(blank: str, before: str, after: str) -> str | None:
    """What `blank` should be; None where it may stay."""
    left, right = before[-1], after[0]
    single = blank == " "
    if _WIDE.match(left) and _WIDE.match(right):
        return "" if _joins_chinese(before, after, single) else None
    if single or (left.isdigit() and right.isdigit()):
        return None
    if len(blank) == 1 and blank != "\u3000" and not _WIDE.match(left + right) and not _WIDE.match(right):
        return None  # a thin or non-breaking blank between a number and its unit
    return "" if left in STOPS or right in OPENING else " "


def _joins_chinese(before: str, after: str, single: bool) -> bool:
    """Whether a blank between Chinese characters or signs parts what belongs together."""
    left = before[-1]
    if left in "：":
        return False
    if left in "。；？！":
        return not single  # one blank parts sentences, as in a cell without paragraphs
    if left in STOPS:
        return True
    return not (
        _inside_quotes(before, after)
        or _is_heading(before, after)
        or _are_tokens(before, after)
        or (_BODY.search(before) and _BODY_FOLLOWS.match(after))
    )


def _inside_quotes(before: str, after: str) -> bool:
    """Whether the blank parts two bodies in an open title (《中共中央 国务院关于…》), or phrases of one
    length in an open quotation (“不忘初心 牢记使命”).
    """
    if before.count("《") > before.count("》"):
        return _BODY.search(before) is not None
    words = re.search(rf"[{HAN}]*$", before), re.match(rf"[{HAN}]*", after)
    left, right = (len(word[0]) if word is not None else 0 for word in words)
    quoted = any(before.count(opening) > before.count(closing) for opening, closing in ("“”", "‘’"))
    return quoted and left == right > 1


def _is_heading(before: str, after: str) -> bool:
    """Whether the line so far is a heading and a clause follows, as in 项目概况 本项目…"""
    words, clause = before.strip(), re.match(rf"[^{STOPS}]*", after)
    if _HEADING.fullmatch(words):
        return True
    follows = clause is not None and len(clause[0]) > _TOKEN_LENGTH
    return follows and _NUMBERED_HEADING.fullmatch(words) is not None


def _are_tokens(before: str, after: str) -> bool:
    """Whether the words between the nearest punctuation are a list: of names behind a colon, of
    single characters (年 月 日, 张 三), or of three short ones or more (创新 协调 绿色).
    """
    first = re.search(rf"[^{STOPS}{OPENING}{CLOSING}]*$", before)
    rest = re.match(rf"[^{STOPS}{OPENING}{CLOSING}]*", after)
    left, right = (first[0] if first else "").split(), (rest[0] if rest else "").split()
    words = (*left, *right)
    if not left or not right or max(map(len, words)) > _TOKEN_LENGTH:
        return False
    behind_colon = first is not None and before[: first.start()][-1:] == "："
    return behind_colon or len(words) >= _LIST_LENGTH or max(map(len, words)) == 1
