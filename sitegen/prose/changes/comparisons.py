"""Words that say how two amounts compare: 决算数小于预算数, 与上年持平.

Knows these words. Must not know rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sitegen import lazy_re as re
from sitegen.model.reports.passage import Passage
from sitegen.prose.relations.relations import Kind, Relation, Word, first_that_holds
from sitegen.prose.text import labels
from sitegen.prose.text.document import Document
from sitegen.prose.text.sentences import Sentence
from sitegen.prose.text.terms import BEFORE, MOST_WORDS, Role, Term

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
    r"[,(]?(?P<word>高于|超过|超出|大于|低于|小于|未达到?|没有达到|未完成|没有完成|不及)(?:年度|全年|当年|年初|既定|预定)*(?:[^,;。\d]{0,8}?(?:目标|指标|预期|计划|任务|要求)[^,;。\d]{0,4})?"
)
_BY_HOW_MUCH = re.compile(r"(?:高于|超过|超出|大于|低于|小于)[^,;。\d]*(?:目标|指标|预期|计划|任务|要求)$")
_AIM = re.compile(r"目标|指标|预期|计划|任务|要求")
_DONE = re.compile(
    r"[,(]?(?:已|实际|均)*(?P<word>超额完成|圆满完成|全面完成|顺利完成|如期完成|按期完成|完成)(?:了)?(?:年度|全年|当年|年初|既定|预定)*"
)
_THE_TARGET = re.compile(
    r"的?(?:年度|全年|当年|年初|绩效|既定|预定|规划|计划)*(?:目标|任务|指标|计划)(?:任务|值|数|量)?(?=[,;。)]|$)"
)
"""2,874 户，超额完成 3,000 户*的年度目标任务*: as many as should have been, not a part of them."""
_WITHIN = re.compile(
    r"[,(]?(?:均|都|实际|也)*(?P<word>未超过|没有超过|不超过|未超出|未突破|没有突破|不高于|控制在|高于|超过|超出|大于|突破|低于|小于|少于)(?:了)?"
)
_LIMIT = re.compile(
    r"(?:以内|之内)?的?(?:年度|全年|年初|规定|核定|批复|预算|成本|造价|投资|单位|支出|人均)*"
    r"(?:控制(?:标准|数|目标|指标|价|线|额|限额|上限)|限额(?:标准)?|定额(?:标准)?|上限|最高限价|招标控制价|规定标准|标准上限|标准)(?=[,;。)]|$)"
)
"""36.8 万元，低于 38 万元*的控制标准*."""
_ABOVE = ("高于", "超过", "超出", "大于", "突破", "超额完成")
_FULLY = ("圆满完成", "全面完成", "顺利完成", "如期完成", "按期完成", "完成")
_AT_MOST = ("未超过", "没有超过", "不超过", "未超出", "未突破", "没有突破", "不高于", "控制在")


def _against_targets(passage: Passage, sentence: Sentence, terms: Sequence[Term]) -> Iterator[Relation]:
    """满意度 90.6 %，高于目标 92 %: a result beside its target or its limit, and the word between them."""
    for first, second in pairwise(terms):
        if first.quantity.unit != second.quantity.unit or first.quantity.unit == "百分点":
            continue
        if {first.role, second.role} & {Role.CHANGE, Role.RATE}:
            continue
        said = _word_between(sentence.text, first, second)
        if said is None:
            continue
        word = Word(passage, sentence.offsets[said.start("word")], sentence.offsets[said.end("word") - 1] + 1)
        if said["word"] in _AT_MOST:
            yield Relation(Kind.NOT_LARGER, (first, second), word)
        elif said["word"] in _FULLY:
            yield Relation(Kind.NOT_LARGER, (second, first), word)
        else:
            yield Relation(Kind.SMALLER, (second, first) if said["word"] in _ABOVE else (first, second), word)


def _word_between(text: str, first: Term, second: Term) -> re.Match[str] | None:
    """The word that says how a result compares with the target, the limit or the task behind it."""
    start, end = first.quantity.end, second.quantity.start
    within = _WITHIN.fullmatch(text, start, end)
    if within is not None and _LIMIT.match(text, second.quantity.end):
        return within
    done = _DONE.fullmatch(text, start, end)
    if done is not None:
        return done if _is_counted(first) and _THE_TARGET.match(text, second.quantity.end) else None
    said = _TARGET.fullmatch(text, start, end)
    if said is None:
        return None
    if (
        first.kind not in ("money", "proportion")
        and _THAT_REACHED.search(first.words)
        and said[0].endswith("的")
    ):
        return None  # 达到目标的 15 项，未达到目标的 3 项: how many did, and how many did not
    behind = _AIM.search(text, second.quantity.end, second.quantity.end + _BEHIND)
    if behind is None and (said["word"] in _LEFT_UNDONE or not _AIM.search(said[0])):
        return None
    # 完成 8 个，低于目标 2 个: by two, or less than two
    return None if _BY_HOW_MUCH.search(said[0]) and first.kind != "proportion" else said


_THAT_REACHED = re.compile(
    r"(?:达到|达成|完成|超过|实现)[^,;:]{0,8}(?:目标|指标|预期|计划|任务|要求)[^,;:]{0,4}的$"
)
_BEHIND = 6
_LEFT_UNDONE = ("未完成", "没有完成")
"""Words behind which may stand how many were not: 未完成计划的 2 个."""


def _is_counted(term: Term) -> bool:
    """Whether it is a number of things: of what is measured, less may be better."""
    return term.kind not in ("money", "proportion") and not term.quantity.rough


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
