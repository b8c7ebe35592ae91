"""So many things at so much each, and what that comes to: 428 人，每人 5000 元，共发放 214 万元.

Knows how a clause tells the three. Must not know means of what was spent (`counts`) or rules. What is told in months or in several prices is
left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from sitegen import lazy_re as re
from sitegen.prose.relations.mending import mendings
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import Term

_EACH = re.compile(
    r"^[,(]?(?:标准(?:为|是)?|均?按照?|统一)*每(?!年|月|天|日|季|学期|次)[^,;:、()\d每]{1,4}?"
    r"(?:[,]?(?:补助|补贴|奖励|发放|资助|给予|支付|单价|投入|标准|补偿|救助|安排|造价|价格|一次性|生活|资金|费用|金额|均|按)*)(?:为|是|:)?$"
)
"""*每人补助* 5000 元."""
_PER = re.compile(r"/[^\W\d]{1,4}|每[^\W\d]")
"""5000 元*/人*."""
_BY = re.compile(r"(?:^|[,(])(?:[^,;()\d]{0,8}按照?|标准为?|单价为?)$")
_IN_ALL = re.compile(
    r"[,(]?(?:的?(?:标准|补助|补贴|奖励|发放|价格|单价|计算|测算|执行)*)[,]?(?:[^,;:、()\d]{0,6}?(?:共计?|合计|总计|总共|累计)[^,;:、()\d]{0,8}|金额|总额|计|需)(?:为|是|达到?|:)?"
)
"""*，共发放* 214 万元."""
_IN_ALL_BEFORE = re.compile(r"(?:共计?|合计|总计|累计|发放|支付|兑付|拨付|投入|支出|安排)[^,;:、()\d]{0,10}$")
_NEXT = re.compile(r"[,(]?[^,;:、()\d每]{0,14}")
_FAR = (Fraction(1, 2), Fraction(2))
"""Farther from what it comes to, a sum is of something more, unless it is mistyped."""


def unit_prices(document: Document) -> Iterator[Relation]:
    """Every number of things with what each costs and what all of them cost, told one behind the other."""
    for paragraph in document.paragraphs:
        for sentence, terms in paragraph.sentences:
            if "每" in sentence.text or "元/" in sentence.text:
                yield from _in_sentence(sentence.text, terms)


def _in_sentence(text: str, terms: Sequence[Term]) -> Iterator[Relation]:
    begin, left_open = 0, -1
    prices = [index for index, term in enumerate(terms) if _is_price(text, term)]
    for at, until in pairwise((*prices, len(terms))):
        found = _group(text, terms[begin:until], at - begin) if terms[at].item != left_open else None
        begin = at + 1
        if found is not None:
            yield from _multiplied(*found)
        else:
            left_open = terms[at].item  # 甲 12 人，每人 8000 元，乙 30 人，每人 4000 元，共 …: of both


def _is_price(text: str, term: Term) -> bool:
    if term.kind != "money" or term.quantity.rough:
        return False
    per = _PER.match(text, term.quantity.end) is not None and _BY.search(term.words) is not None
    return per or _EACH.fullmatch(term.words) is not None


def _group(text: str, terms: Sequence[Term], at: int) -> tuple[Term, Term, Term] | None:
    """The number, the sum and the price at `at`, where they are told one right behind the other and no other beside them."""
    price = terms[at]
    before = [term for term in terms[:at] if _is_beside(text, term, price)]
    behind = [term for term in terms[at + 1 :] if _is_beside(text, price, term)]
    counts, sums = [t for t in before if _is_counted(t)], [t for t in before if t.kind == "money"]
    if behind and behind[0].kind == "money" and _IN_ALL.fullmatch(_gap(text, price, behind[0])):
        whole, number = behind[0], counts[-1] if counts and counts[-1] is terms[at - 1] else None
        return (number, whole, price) if number is not None and not sums else None
    if len(behind) > 1 and _is_counted(behind[0]) and _IN_ALL.fullmatch(_gap(text, behind[0], behind[1])):
        return (behind[0], behind[1], price) if behind[1].kind == "money" and not before else None
    if len(counts) == len(sums) == 1 and counts[0] is terms[at - 1] and sums[0] is terms[at - 2]:
        told = _IN_ALL_BEFORE.search(sums[0].words) and _NEXT.fullmatch(_gap(text, sums[0], counts[0]))
        return (counts[0], sums[0], price) if told and not behind else None
    return None


def _gap(text: str, first: Term, second: Term) -> str:
    start = first.quantity.end
    per = _PER.match(text, start)
    return text[per.end() if per is not None else start : second.quantity.start]


def _is_beside(text: str, first: Term, second: Term) -> bool:
    return first.item == second.item and "。" not in text[first.quantity.end : second.quantity.start]


def _is_counted(term: Term) -> bool:
    return (
        term.kind not in ("money", "proportion")
        and not term.quantity.rough
        and term.quantity.unit not in ("百分点", "分", "倍")
    )


def _multiplied(number: Term, whole: Term, price: Term) -> Iterator[Relation]:
    relation = Relation(Kind.MULTIPLIED, (number, price, whole))
    due = abs(number.amount.nominal * price.amount.nominal)
    if not due or any(term.quantity.rough for term in relation.terms):
        return
    near = _FAR[0] < abs(whole.amount.nominal) / due < _FAR[1]
    if relation.holds or near or any(each.term is whole for each in mendings(relation)):
        yield relation
