"""What is left where one thing is taken from another, by the names of all three: 资产 9 万元，负债 5 万元，净资产 4 万元; 满分 20 分，得 18 分，扣 2 分.

Knows these names. Must not know budgets or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sitegen import lazy_re as re
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import BEFORE, Role, Term


class _Names(NamedTuple):
    """What the `greater`, the `lesser` and the `rest` are called."""

    greater: re.Pattern[str]
    lesser: re.Pattern[str]
    rest: re.Pattern[str]


_SUM = r"(?:总额|总计|合计|总量|余额)?"
_IS = r"(?:为|是|共计?|:)*$"
_APART = (
    _Names(
        re.compile(rf"(?<!净)(?:资产(?:总额|总计|合计)|总资产){_IS}"),
        re.compile(rf"(?:负债(?:总额|总计|合计)|总负债){_IS}"),
        re.compile(rf"净资产{_SUM}{_IS}"),
    ),
    _Names(
        re.compile(rf"(?:资产)?(?:账面)?原[值价]{_IS}"),
        re.compile(rf"累计(?:折旧|摊销){_IS}"),
        re.compile(rf"(?:资产)?(?:账面)?净值{_IS}"),
    ),
    _Names(
        re.compile(rf"收入(?:总额|总计|合计){_IS}"),
        re.compile(rf"(?:支出|费用)(?:总额|总计|合计){_IS}"),
        re.compile(rf"(?:本年|本期|当年|年度)(?:净)?盈余{_IS}"),
    ),
)
"""Each told once in a paragraph, in any order."""
_BESIDE = (
    *(
        _Names(
            re.compile(rf"应{way}[^,;:、。()\d]{{0,10}}$"),
            re.compile(rf"(?:实际?|已){way}[^,;:、。()\d]{{0,6}}$"),
            re.compile(rf"(?:欠|少|漏|未){way}[^,;:、。()\d]{{0,6}}$"),
        )
        for way in "收缴付征"
    ),
    _Names(
        re.compile(rf"(?:满分|分值|权重)(?:分)?{_IS}"),
        re.compile(rf"(?<![扣失所])(?:实际|实|自评|评价)*得分?{_IS}"),
        re.compile(rf"(?:扣|扣减|失|扣掉){_IS}"),
    ),
)
"""One right behind the other."""


def accounts(document: Document) -> Iterator[Relation]:
    """Every such three numbers."""
    for paragraph in document.paragraphs:
        terms = [term for term in paragraph.terms if _is_plain(term)]
        for names in _APART:
            yield from _told_once(terms, names)
        yield from _carried_over(terms)
        for first, second, third in zip(terms, terms[1:], terms[2:], strict=False):
            if (
                first.sentence is third.sentence
                and len({term.quantity.unit for term in (first, second, third)}) == 1
            ):
                yield from _in_turn((first, second, third))


def _is_plain(term: Term) -> bool:
    return (
        term.kind in ("money", "分")
        and term.role in (Role.LEVEL, Role.UNCLEAR)
        and not (term.quantity.rough or term.beside or term.year == BEFORE or term.planned)
    )


def _told_once(terms: Sequence[Term], names: _Names) -> Iterator[Relation]:
    found = [[term for term in terms if name.search(term.words)] for name in names]
    if all(len(each) == 1 for each in found):
        yield Relation(Kind.DIFFERENCE, tuple(each[0] for each in found))


_MOST = 80
"""Amounts of a paragraph that tells one account."""
_INCOME = re.compile(rf"收入(?:总计|合计|总量){_IS}")
_SPENDING = re.compile(rf"支出(?:总计|合计|总量)?{_IS}")
_SPENDING_TOTAL = re.compile(rf"支出(?:总计|合计|总量){_IS}")
_CARRIED = re.compile(rf"^,?(?:年终|年末)?结转下年(?:支出|使用)?{_IS}")


def _carried_over(terms: Sequence[Term]) -> Iterator[Relation]:
    """收入合计 10 万元；支出 9 万元，结转下年 1 万元: what is told right behind all spending, which is told right behind all income or
    is a total itself.
    """
    if len(terms) > _MOST:
        return
    for index, left in enumerate(terms[1:], 1):
        spending = terms[index - 1]
        if _CARRIED.search(left.words) is None or _SPENDING.search(spending.words) is None:
            continue
        incomes = [term for term in terms[: index - 1] if _INCOME.search(term.words)]
        if len(incomes) != 1 or incomes[0].amount.meets(spending.amount):
            continue
        beside = incomes[0] is terms[index - 2] or _SPENDING_TOTAL.search(spending.words) is not None
        if beside and not any(
            _CARRIED.search(term.words) for term in (*terms[: index - 1], *terms[index + 1 :])
        ):
            yield Relation(Kind.DIFFERENCE, (incomes[0], spending, left))


def _in_turn(terms: tuple[Term, Term, Term]) -> Iterator[Relation]:
    gap = terms[0].sentence.text[terms[0].quantity.end : terms[2].quantity.start]
    if ";" in gap:
        return
    for names in _BESIDE:
        if all(name.search(term.words) for name, term in zip(names, terms, strict=True)):
            yield Relation(Kind.DIFFERENCE, terms)
            return
