"""Words that say how two amounts compare: 决算数小于预算数, 与上年持平.

Knows these words. Must not know rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sitegen.model.passage import Passage
from sitegen.prose import labels
from sitegen.prose.document import Document
from sitegen.prose.relations import Kind, Relation, Word, first_that_holds
from sitegen.prose.sentences import Sentence
from sitegen.prose.terms import BEFORE, MOST_WORDS, Role, Term

_COMPARED = re.compile(
    r"(?P<done>决算|支出|执行|实际)[^,;。预]{0,6}?(?P<word>小于|低于|少于|大于|高于|多于|超过|等于|同|与)"
    r"(?:本年|全年|年度|年初|部门|调整后?)*预算[数额]?(?P<even>(?:基本)?(?:持平|一致|相等|相同))?"
)
_LESS, _MORE = ("小于", "低于", "少于"), ("大于", "高于", "多于", "超过")


def comparisons(document: Document) -> Iterator[Relation]:
    """Every such word with the budget and the spending, or the rate of completion, that are told before it. Where
    several may be meant, it is wrong only if it fits none.
    """
    for paragraph in document.paragraphs:
        terms = tuple(paragraph.terms)
        for sentence, found in paragraph.sentences:
            yield from _against_targets(paragraph.passage, sentence, found)
        told, index = _Told(), 0
        for head, match in _compared(paragraph.passage.text):
            while index < len(terms) and _end(terms[index]) < match.start():
                told.add(terms[index])
                index += 1
            yield from first_that_holds(_tried(document, paragraph.passage, told, head, match))


def _compared(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Every such word, with the words before it in its clause."""
    if "预算" not in text:
        return
    text, last = text.translate(_EVEN), 0
    for match in _COMPARED.finditer(text):
        begin = max(last, *(text.rfind(mark, last, match.start()) + 1 for mark in ",;。"))
        yield text[begin : match.start()], match
        last = match.end()


def _end(term: Term) -> int:
    return term.sentence.offsets[term.quantity.end - 1]


_TARGET = re.compile(
    r"[,(]?(?P<word>高于|超过|超出|大于|低于|小于|未达到?|没有达到|未完成|没有完成|不及)(?:[^,;。\d]{0,8}?(?:目标|指标|预期|计划|任务|要求)[^,;。\d]{0,4})?"
)
_BY_HOW_MUCH = re.compile(r"(?:高于|超过|超出|大于|低于|小于)[^,;。\d]*(?:目标|指标|预期|计划|任务|要求)$")
_AIM = re.compile(r"目标|指标|预期|计划|任务|要求")


def _against_targets(passage: Passage, sentence: Sentence, terms: Sequence[Term]) -> Iterator[Relation]:
    """满意度 90.6 %，高于目标 92 %: a result beside its target and the word between them."""
    for first, second in pairwise(terms):
        said = _TARGET.fullmatch(sentence.text, first.quantity.end, second.quantity.start)
        changed = {first.role, second.role} & {Role.CHANGE, Role.RATE}
        if (
            said is None
            or first.quantity.unit != second.quantity.unit
            or first.quantity.unit == "百分点"
            or changed
        ):
            continue
        behind = sentence.text[second.quantity.end : second.quantity.end + 6]
        if not _AIM.search(said[0]) and not _AIM.search(behind):
            continue
        if _BY_HOW_MUCH.search(said[0]) and first.kind != "proportion":
            continue  # 完成 8 个，低于目标 2 个: by two, or less than two
        word = Word(passage, sentence.offsets[said.start("word")], sentence.offsets[said.end("word") - 1] + 1)
        above = said["word"] in ("高于", "超过", "超出", "大于")
        yield Relation(Kind.SMALLER, (second, first) if above else (first, second), word)


_EVEN = str.maketrans("，；", ",;")


class _Told:
    """Budgets with the spending told behind them, and rates of completion, of a paragraph as far as it was read. Of
    each only the first and the last count: the words may speak of a part, or of the whole that was told before its
    parts.
    """

    def __init__(self) -> None:
        self.pairs: list[tuple[Term, Term]] = []
        self.rates: list[Term] = []
        self._last: Term | None = None

    def add(self, term: Term) -> None:
        """Go on to the next term."""
        if term.role is Role.COMPLETION:
            self.rates = [*self.rates[:1], term]
        if (
            term.role is not Role.LEVEL
            or term.kind != "money"
            or term.depth
            or term.beside
            or term.year == BEFORE
        ):
            return
        last = self._last
        together = last is not None and term.item == last.item and term.sentence is last.sentence
        if last is None or not together or bool(term.planned) == bool(last.planned):
            self._last = term
            return
        budget, spent = (last, term) if last.planned else (term, last)
        if term.subject in ("", last.subject) or not last.subject:
            self.pairs = [*self.pairs[:1], (budget, spent)]
        self._last = None


_FEW = 8
_DENIED = re.compile(r"没有|未|不|如果|若|是否|凡")


def _tried(
    document: Document, passage: Passage, told: _Told, head: str, match: re.Match[str]
) -> Iterator[Relation]:
    word, even = match["word"], match["even"] or ""
    said = Word(passage, match.start("done"), match.end())
    if word in ("同", "与") and (not even or even.startswith("基本")):
        return
    if _DENIED.search(head[-_FEW:]) or _DENIED.search(match[0]):
        return
    label = labels.label(head) if len(head) <= MOST_WORDS else ""
    pairs = told.pairs[::-1] or list(_named(document, label))
    for budget, spent in pairs:
        if word in _LESS:
            yield Relation(Kind.SMALLER, (spent, budget), said)
        elif word in _MORE:
            yield Relation(Kind.SMALLER, (budget, spent), said)
        else:
            yield Relation(Kind.EQUAL, (spent, budget), said)
    rates = told.rates
    if rates:
        kind = Kind.BELOW if word in _LESS else Kind.ABOVE if word in _MORE else Kind.WHOLE
        for rate in (rates[-1], rates[0]) if not pairs else rates[-1:]:
            yield Relation(kind, (rate,), said)


_MOST = 8


def _named(document: Document, label: str) -> Iterator[tuple[Term, Term]]:
    """Budget and spending of what is named, told in other paragraphs."""
    if not label or label in labels.NAMELESS or label in labels.GENERIC:
        return
    found = [term for term in document.by_label.get(label, ()) if document.year_of(term) == document.year][
        :_MOST
    ]
    for budget in (term for term in found if term.planned):
        yield from ((budget, term) for term in found if term.planned is False)
