"""What was done of what was to be done, in things: 建成 436 台，比目标 420 台多 16 台，完成目标的 103.81 %.

Knows how sentences tell a result, its target, how far they are apart and the rate of completion, in any order. Must not know money that was budgeted
(`completions`) or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sitegen import lazy_re as re
from sitegen.prose.relations.relations import Kind, Relation, Word
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import BEFORE, Term

_AIM = r"(?:目标|任务|计划|指标|要求|标准|定额|限额|编制|核定|预期)"
_AIM_TAIL = r"(?:任务|目标|值|数|量|指标|要求)*"
_PRECEDING = r"[^,;:、()\d]{0,12}?"
_TARGET = re.compile(rf"{_PRECEDING}{_AIM}{_PRECEDING}$")
_NO_TARGET = re.compile(r"每|累计|上年|去年|比|较|以[上下内]|不少于|不低于|不超过|完成|实际")
_DONE = re.compile(
    r"^[,(]?(?:全年|年末|年内|当年|至年底|本年)*(?:实际|已|共|现已|累计)*(?:完成|建成|达到?|实现|为|有|新建|改造|治理|购置|培训|实施|执行)*(?:了|为)?$"
)
_THAN = re.compile(
    rf"[,(]?[^,;:、()\d]{{0,6}}?(?:[比较]|相比|相较于?)(?:年初|年度|全年|绩效|既定|原定|预定|设定|本年|当年)*的?{_AIM}{_AIM_TAIL}的?(?:为)?"
)
"""436 台*，比目标值* 420 台多 16 台."""
_OF = re.compile(
    rf"[,(]?(?:占|完成|达到?|为|相当于)(?:了)?(?:年初|年度|全年|绩效|既定|原定|预定|设定|本年|当年)*的?(?:{_AIM}|应完成|下达){_AIM_TAIL}的?(?:为)?"
)
"""22.6 亩*，完成目标值* 22 亩的 102.73 %."""
_OF_THAT = re.compile(r"的(?:比重|比例)?(?:为|是)?")
_BY = re.compile(
    rf"[,]?(?:相?[比较](?:年初|年度|全年|绩效|既定|原定|预定)*的?{_AIM}{_AIM_TAIL})?(?:(?P<more>(?:增加|超出|超过|超额完成|超额|超|多完成|多|高)(?:出|于|了)?)|(?P<less>(?:减少|少完成|少|低|差|缺|欠)(?:于|了)?))"
    rf"(?:{_AIM}{_AIM_TAIL})?(?:完成)?(?:了)?"
)
"""420 台*多* 16 台; 建成 48 处，*超目标* 2 处."""
_RATE = re.compile(
    rf"[,(]?(?:{_AIM}|年度|全年|总体|数量){{0,3}}(?:完成率|达成率|完成比例|实现率)(?:为|是|达到?|:)?|[,(]?完成(?:了)?(?:年初|年度|全年|绩效|既定|原定|预定)*{_AIM}{_AIM_TAIL}的"
)


def counted_targets(document: Document) -> Iterator[Relation]:
    """Every result with its target and what the sentence reckons from them."""
    for paragraph in document.paragraphs:
        for sentence, terms in paragraph.sentences:
            for index, (first, second) in enumerate(pairwise(terms)):
                if _are_alike(first, second):
                    behind = terms[index + 2 : index + 2 + _MOST]
                    yield from _reckoned(sentence.text, first, second, behind)


_MOST = 2
"""Quantities behind a result and its target that are reckoned from them."""


def _are_alike(first: Term, second: Term) -> bool:
    return (
        first.quantity.unit == second.quantity.unit
        and first.kind not in ("money", "proportion")
        and first.quantity.unit not in ("百分点", "分", "倍")
        and first.item == second.item
        and first.depth == second.depth
        and not (first.quantity.rough or second.quantity.rough)
        and BEFORE not in (first.year, second.year)
    )


def _reckoned(text: str, first: Term, second: Term, behind: Sequence[Term]) -> Iterator[Relation]:
    between = text[first.quantity.end : second.quantity.start]
    if _THAN.fullmatch(between) or _OF.fullmatch(between):
        done, target = first, second
    elif _is_target(first) and _DONE.fullmatch(between):
        done, target = second, first
    else:
        return
    last = second
    for term in behind:
        gap = text[last.quantity.end : term.quantity.start]
        if term.quantity.rough or term.item != second.item:
            return
        told = list(_of_two(done, target, last, term, gap))
        if not told:
            return
        yield from told
        last = term


def _is_target(term: Term) -> bool:
    return _TARGET.search(term.words) is not None and _NO_TARGET.search(term.words) is None


def _of_two(done: Term, target: Term, last: Term, term: Term, gap: str) -> Iterator[Relation]:
    """What `term`, behind `gap`, says of the two: a rate of completion, or how far they are apart."""
    if term.kind == "proportion":
        inside = last is target and _OF_THAT.fullmatch(gap) is not None
        if term.quantity.unit == "%" and (inside or _RATE.fullmatch(gap)):
            yield Relation(Kind.COMPLETION, (target, done, term))
        return
    by = _BY.fullmatch(gap)
    if by is None or term.quantity.unit != done.quantity.unit:
        return
    yield Relation(Kind.APART, (done, target, term))
    offsets = term.sentence.offsets
    start, end = (
        last.quantity.end + by.start(by.lastgroup or 0),
        last.quantity.end + by.end(by.lastgroup or 0),
    )
    word = Word(term.sentence.passage, offsets[start], offsets[end - 1] + 1)
    if term.quantity.value:
        yield Relation(Kind.SMALLER, (target, done) if by["more"] else (done, target), word)
