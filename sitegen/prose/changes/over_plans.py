"""What was spent beside what was planned, and words that say which is more: 概算 10 万元，实际完成投资 9 万元，超概算 1 万元.

Knows what plans of money are called. Must not know rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen import lazy_re as re
from sitegen.prose.relations.relations import Kind, Relation, Word
from sitegen.prose.text.document import Document
from sitegen.prose.text.sentences import Sentence
from sitegen.prose.text.terms import BEFORE, Role, Term

_SAYS = ("超", "节约", "节省")
"""One of these is in every sentence that says so."""
_PLAN = re.compile(
    r"(?:概算|预算|计划(?:总)?投资|投资计划|批复(?:总)?投资|控制价|限价|估算)(?:总?投资|总额|资金|金额|安排|批复|下达|数|额|价|为|是|共)*$"
)
_SPENT = re.compile(
    r"(?:实际|决算|结算|完成投资|执行|支出|支付)(?:完成|发生|支出|支付|使用|到位|执行|总?投资|投入|资金|金额|造价|数|额|价|了|为|是|共)*$"
)
_PLANS = r"(?:概算|预算|计划(?:总)?投资|投资计划|批复(?:总)?投资|控制价|计划)"
_WORD = re.compile(
    rf"[,;(]?(?:实际|共|累计|总计|[比较]{_PLANS})*(?:(?P<more>超支|超出?{_PLANS}|突破{_PLANS})|(?P<less>节约|节省))"
    r"(?:财政)?(?:资金|投资|成本|支出|经费|费用|建设)*(?:了|约|达|为)?(?=$|[\d,;。)])"
)


def over_plans(document: Document) -> Iterator[Relation]:
    """Every such word right behind the second of both."""
    for paragraph in document.paragraphs:
        text = paragraph.passage.text
        if not any(each in text for each in _SAYS):
            continue
        for sentence, terms in paragraph.sentences:
            yield from _in_sentence(sentence, terms)


def _in_sentence(sentence: Sentence, terms: Sequence[Term]) -> Iterator[Relation]:
    for index, term in enumerate(terms):
        said = _WORD.match(sentence.text, term.quantity.end) if _is_amount(term) else None
        if said is None:
            continue
        pair = _pair(term, terms[:index])
        if pair is None:
            continue
        spent, plan = pair
        by = terms[index + 1] if index + 1 < len(terms) else None
        if by is not None and by.kind == "money" and by.quantity.start == said.end():
            if by.role is Role.CHANGE:
                yield Relation(Kind.DIFFERENCE, (spent, plan, by))
                continue
            yield Relation(Kind.APART, (spent, plan, by))
        group = said.lastgroup or 0
        start, end = sentence.offsets[said.start(group)], sentence.offsets[said.end(group) - 1] + 1
        word = Word(sentence.passage, start, end)
        yield Relation(Kind.SMALLER, (plan, spent) if said["more"] else (spent, plan), word)


def _pair(term: Term, before: Sequence[Term]) -> tuple[Term, Term] | None:
    """What was spent and what was planned, of which `term` is one and the only such amount `before` it the other; None
    where it is not clear.
    """
    is_plan = _PLAN.search(term.words) is not None
    if not is_plan and _SPENT.search(term.words) is None:
        return None
    wanted, other = (_SPENT, _PLAN) if is_plan else (_PLAN, _SPENT)
    found = [each for each in before if _is_amount(each) and wanted.search(each.words)]
    if len(found) != 1 or found[0].depth != term.depth or other.search(found[0].words):
        return None
    return (found[0], term) if is_plan else (term, found[0])


def _is_amount(term: Term) -> bool:
    return (
        term.kind == "money"
        and term.role not in (Role.CHANGE, Role.RATE)
        and term.year != BEFORE
        and not term.quantity.rough
    )
