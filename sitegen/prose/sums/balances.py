"""What is left of income over spending, and words that say that nothing is: 当年收支结余 5 万元, 收支持平.

Knows how paragraphs tell both sides. Must not know other sums or rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import lazy_re as re
from sitegen.prose.relations.mending import mendings
from sitegen.prose.relations.relations import Kind, Relation, Word
from sitegen.prose.text.document import Document, Paragraph
from sitegen.prose.text.terms import BEFORE, Role, Term

_LEFT = re.compile(r"收支(?:结余|差额|相抵结余)(?:为|是)?$")
_EVEN = re.compile(r"(?<!基本实现)(?<!基本)收支(?:持平|相等)(?=[,，。;；]|$)")
_INCOME, _SPENDING = "收入", "支出"
_TOTAL = re.compile(r"[总共合]计|总额|总量|总|完成|合")
"""What both sides have in their names besides, or only one of them."""


def balances(document: Document) -> Iterator[Relation]:
    """Income and spending of one fund, and what a paragraph says is left of them."""
    for paragraph in document.paragraphs:
        if "收支" in paragraph.passage.text:
            yield from _balance(paragraph)


def _balance(paragraph: Paragraph) -> Iterator[Relation]:
    terms = [term for term in paragraph.terms if term.kind == "money"]
    income, spending = _sides(terms)
    if income is None or spending is None:
        return
    for term in terms:
        if term.role is Role.LEVEL and _LEFT.search(term.words):
            relation = Relation(Kind.DIFFERENCE, (income, spending, term))
            if relation.holds or income.amount.meets(spending.amount) or any(mendings(relation)):
                yield relation
    even = _EVEN.search(paragraph.passage.text)
    if even is not None:
        yield Relation(Kind.EQUAL, (income, spending), Word(paragraph.passage, even.start(), even.end()))


def _sides(terms: list[Term]) -> tuple[Term | None, Term | None]:
    """The only income and the only spending of one fund; with parts of either behind them, those that are told first."""
    income, spending = (_side(terms, side) for side in (_INCOME, _SPENDING))
    pairs = [(one, other) for one in income for other in spending if _are_of_one(one, other)]
    if not pairs or pairs[0] != (income[0], spending[0]):
        return None, None
    return pairs[0]


def _side(terms: list[Term], side: str) -> list[Term]:
    """The amounts of income, or of spending, that were not only planned."""
    return [
        term
        for term in terms
        if term.role is Role.LEVEL
        and side in term.words
        and not (term.planned or term.beside or term.depth or term.inside or term.year == BEFORE)
        and not _LEFT.search(term.words)
    ]


def _are_of_one(income: Term, spending: Term) -> bool:
    """Whether both sides are of one fund: the second that is told need not name it again."""
    funds = _fund(income, _INCOME), _fund(spending, _SPENDING)
    first, second = funds if _place(income) < _place(spending) else reversed(funds)
    return first.endswith(second)


def _place(term: Term) -> int:
    return term.sentence.offsets[term.quantity.start]


def _fund(term: Term, side: str) -> str:
    """What a side is of: 社会保险基金收入完成, 全县社会保险基金支出."""
    return _WHO.sub("", _TOTAL.sub("", term.subject.replace(side, "")))


_WHO = re.compile(r"^(?:全[省市县区州盟旗]|实现|[省市县区州盟旗]级)+")
