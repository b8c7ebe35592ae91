"""Numbers of things beside the money that they cost.

Knows which go together. Must not know rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from sitegen import lazy_re as re
from sitegen.prose.relations.mending import LEAST_DIGITS, Mended, mendings
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text import words
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import BEFORE, Role, Term

_BOUGHT = (
    (re.compile(r"购置(?!及|和)"), re.compile(r"购置|更新"), "辆台"),
    (re.compile(r"出国"), re.compile(r"出国|团组|累计|^$"), "个人次"),
)


def counts(document: Document) -> Iterator[Relation]:
    """Nothing is spent where nothing is bought; as many receptions as guests at most."""
    for paragraph in document.paragraphs:
        told: list[Term] = []
        for _, terms in paragraph.sentences:
            for index, many in enumerate(terms):
                few = next((term for term in reversed(terms[:index]) if term.depth == many.depth), None)
                if few is None or few.quantity.rough or many.quantity.rough or few.item > many.item:
                    continue
                gap = many.quantity.start - few.quantity.end
                if _is_fewer(few, many) and gap <= _NEAR:
                    yield Relation(Kind.AT_MOST, (few, many))
                    if few.quantity.value == 0:
                        yield Relation(Kind.NOTHING, (few, many))
            yield from _bought(terms)
            yield from _means(terms)
            yield from _means_of_before(told, terms)
            told += (term for term in terms if _is_spent(term))
        yield from _headed(tuple(paragraph.terms))


_NEAR = 24
_FEWER = frozenset(
    (few, many)
    for few in ("批次", "批", "次", "户", "户次")
    for many in ("人次", "人")
    if (few, many) != ("次", "人")
)
"""As many receptions or households as people in them at most."""


def _headed(terms: tuple[Term, ...]) -> Iterator[Relation]:
    """抽查 10 个：到户项目 2 个：甲 15 万元、乙 23 万元。到村项目 8 个：…: a number that only heads the numbers that head things."""
    heads = [index for index, term in enumerate(terms) if _is_head(term)]
    if len(heads) <= _TWO or heads[0] + 1 != heads[1] or any(b - a == 1 for a, b in pairwise(heads[1:])):
        return
    whole = terms[heads[0]]
    alike = [index for index, term in enumerate(terms) if term.quantity.unit == whole.quantity.unit]
    if alike == heads:
        yield Relation(Kind.SUM, (*(terms[index] for index in heads[1:]), whole))


def _is_head(term: Term) -> bool:
    """Whether a number of things is followed by the things."""
    counted = term.kind not in ("money", "proportion") and not term.quantity.rough
    return counted and term.role is Role.LEVEL and term.sentence.text.startswith(":", term.quantity.end)


_TWO = 2


def _means(terms: tuple[Term, ...]) -> Iterator[Relation]:
    """培训 120 人，支出 6 万元，人均 500 元: where the sentence tells one amount and one number that it can be of, and only
    what divides, or would but for one slip.
    """
    for index, mean in enumerate(terms):
        if "均" not in mean.words:
            continue
        said = words.EACH.search(mean.words) or words.EACH.search(f",{mean.words}")
        if said is None or mean.kind != "money" or mean.quantity.rough:
            continue
        each = said["head"] or said["each"]
        before = [term for term in terms[:index] if not term.beside and term.year != BEFORE]
        amounts = [term for term in before if term.kind == "money"]
        units = words.EACH_OF.get(each, (each,))
        numbers = [term for term in before if term.quantity.unit in units]
        if len(amounts) != 1 or len(numbers) != 1 or amounts[0].role is not Role.LEVEL:
            continue
        if numbers[0].quantity.rough or numbers[0].role is not Role.LEVEL:
            continue
        relation = Relation(Kind.MEAN, (amounts[0], numbers[0], mean))
        if relation.holds or _is_slip(relation):
            yield relation


def _is_spent(term: Term) -> bool:
    told = term.role is Role.LEVEL and term.kind == "money" and term.year != BEFORE
    return told and not (term.planned or term.beside or term.depth or term.to or term.quantity.rough)


def _means_of_before(told: Sequence[Term], terms: Sequence[Term]) -> Iterator[Relation]:
    """支出 6 万元。全年 20 批次、120 人次，人均 500 元: where the sentence tells no amount, of the first that the paragraph has `told`, or
    of its last.
    """
    for index, mean in enumerate(terms):
        said = words.EACH.search(f",{mean.words}") if mean.kind == "money" else None
        if said is None or mean.quantity.rough or not told:
            continue
        units = words.EACH_OF.get(said["head"] or said["each"], (said["head"] or said["each"],))
        before = [*takewhile(lambda term: term.role is not Role.CHANGE, terms[:index])]
        numbers = [term for term in before if term.quantity.unit in units and not term.quantity.rough]
        money = [term for term in terms[:index] if term.kind == "money" and term.role is not Role.CHANGE]
        if len(numbers) != 1 or any(words.EACH.search(f",{term.words}") is None for term in money):
            continue
        relations = [Relation(Kind.MEAN, (amount, numbers[0], mean)) for amount in (told[0], told[-1])]
        found = [each for each in relations if each.holds] or [
            each for each in relations if _is_slip(each) or _has_point_elsewhere(each)
        ]
        yield from found[:1]


def _is_slip(relation: Relation) -> bool:
    """Whether one slip would make a mean right, in numbers so exact that this is no chance."""
    due, stated = relation.due, relation.amounts[-1]
    if due is None:
        return False
    unit = any(_is_unit(each) for each in mendings(relation) if each.term is relation.terms[-1])
    tried = (
        _UNITS if unit else sum(_SLIPS_A_DIGIT * len(f"{term.quantity.value:f}") for term in relation.terms)
    )
    width = due.high - due.low + stated.high - stated.low
    return tried * width <= abs(due.nominal) / _SLIPS_A_DIGIT and any(
        len(f"{each.term.quantity.value:f}".strip("0.")) >= LEAST_DIGITS - 1 for each in mendings(relation)
    )


def _has_point_elsewhere(relation: Relation) -> bool:
    """Whether a mean has the right digits, and but its unit or its point are wrong: 1,336.10 元 for 133.61 元."""
    due, mean = relation.due, relation.terms[-1]
    if due is None or sum(map(str.isdigit, mean.written)) < LEAST_DIGITS:
        return False
    exact = _HUNDRED * (due.high - due.low) <= abs(due.nominal)
    return exact and any(
        _digits(each.written) == _digits(mean.written) for each in mendings(relation) if each.term is mean
    )


_HUNDRED = 100


def _digits(written: str) -> str:
    return "".join(each for each in written if each.isdigit()).strip("0")


def _is_unit(mended: Mended) -> bool:
    """Whether only the unit is another: 81.70 元 for 81.70 万元."""
    number = re.compile(r"[\d,.]+")
    old, new = number.match(mended.term.written), number.match(mended.written)
    return old is not None and new is not None and old[0].replace(",", "") == new[0]


_SLIPS_A_DIGIT = 10
_UNITS = 3
"""Units that may be written for one another."""


def _counted(term: Term) -> str:
    """What is counted: 国内公务接待*批次* 168 次, 接待*人次* 1284 人."""
    said = words.COUNTED.search(term.words) if term.quantity.unit in ("次", "个", "人") else None
    return said[0] if said is not None else term.quantity.unit


def _is_fewer(first: Term, second: Term) -> bool:
    units = (_counted(first), _counted(second))
    return units in _FEWER or (units in (("个", "人次"), ("次", "人次")) and "团组" in first.words)


def _bought(terms: tuple[Term, ...]) -> Iterator[Relation]:
    for first, second in pairwise(terms):
        if first.role is not Role.LEVEL or first.kind != "money" or second.quantity.rough:
            continue
        for money, thing, units in _BOUGHT:
            if (
                money.search(first.subject)
                and second.quantity.unit
                and second.quantity.unit in units
                and thing.search(second.subject or "")
                and second.role is Role.LEVEL
                and second.item == first.item
            ):
                yield Relation(Kind.NOTHING, (first, second))
