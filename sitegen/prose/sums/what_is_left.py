"""How far what there is lies from what there may be, in words that tell the direction: 编制 63 人，在职 57 人，空编 6 人; 预算 860 万元，执行 817 万元，
结余 43 万元.

Knows which words belong to which two quantities. Must not know targets, changes since last year or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sitegen import lazy_re as re
from sitegen.prose.relations.mending import mendings
from sitegen.prose.relations.relations import Kind, Relation, Word
from sitegen.prose.text import words
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import BEFORE, Role, Term


class _Words(NamedTuple):
    """What is `told` to lie between the `greater` and the `lesser` number of people, each by its words."""

    told: re.Pattern[str]
    greater: re.Pattern[str]
    lesser: re.Pattern[str]


_POSTS = re.compile(r"编制|核定|定编|职数")
_STAFF = re.compile(r"在职|在编|在岗|实有|现有|实际(?!编制)|到岗")
_TAIL = r"(?:资金|金额|经费|数|额|预算)*(?:为|是|共|共计|有|:)*$"
_IS_TAIL = r"(?:人员|人数|数|名额|编制)*(?:为|是|共|有|:)*$"
_TABLE = (
    _Words(re.compile(rf"^[,(]?(?:超编|超员|超配|超职数)(?:配备)?{_IS_TAIL}"), _STAFF, _POSTS),
    _Words(re.compile(rf"^[,(]?(?:空编|缺编|空缺|空余|缺额|缺员|尚缺|空岗){_IS_TAIL}"), _POSTS, _STAFF),
)
_LEFT = re.compile(
    rf"^[,(]?(?:尚有|年末|资金|预算|指标|项目|当年|年度)*(?:结余结转|结转结余|结余|剩余|尚余|节余|未执行|未使用|未支出|未支付){_TAIL}"
)
_OTHER = re.compile(
    r"上年|去年|其中|每|人均|年初结|累计|预计|退休|离休|聘用|临时|追加|调[增减]|结余|结转|比|较|占"
)
_MAY_TELL = re.compile(r"编|缺|空|余|未[执使支]")


def what_is_left(document: Document) -> Iterator[Relation]:
    """Every such distance with its two amounts, told before it in the same sentence; the budget also in the one before."""
    for paragraph in document.paragraphs:
        for place, (sentence, terms) in enumerate(paragraph.sentences):
            if _MAY_TELL.search(sentence.text):
                for index, term in enumerate(terms):
                    yield from _told(paragraph.before(place), terms[max(0, index - _NEAREST) : index], term)


_NEAREST = 5


def _told(earlier: Sequence[Term], before: Sequence[Term], term: Term) -> Iterator[Relation]:
    if term.quantity.rough:
        return
    if term.kind == "money":
        if _LEFT.search(term.words):
            yield from _of_money(earlier, before, term)
        return
    for each in _TABLE:
        said = each.told.search(term.words)
        if said is not None:
            greater, lesser = (_only(before, term, pattern) for pattern in (each.greater, each.lesser))
            if greater is not None and lesser is not None and greater is not lesser:
                yield from _of_people(greater, lesser, term, said)
            return


def _only(before: Sequence[Term], term: Term, pattern: re.Pattern[str]) -> Term | None:
    """The one amount before `term` that the pattern finds, of the same part of the sentence."""
    found = [
        each
        for each in before
        if each.quantity.unit == term.quantity.unit
        and (each.item, each.depth) == (term.item, term.depth)
        and each.role in (Role.LEVEL, Role.UNCLEAR)
        and not (each.quantity.rough or each.beside or each.year == BEFORE)
        and pattern.search(each.words)
        and not _OTHER.search(each.words)
    ]
    return found[0] if len(found) == 1 else None


def _of_people(greater: Term, lesser: Term, term: Term, said: re.Match[str]) -> Iterator[Relation]:
    yield Relation(Kind.APART, (greater, lesser, term))
    start = term.quantity.start - len(term.words) + said.start()
    start += term.sentence.text[start : term.quantity.start].startswith((",", "("))
    offsets = term.sentence.offsets
    word = Word(term.sentence.passage, offsets[start], offsets[term.quantity.start - 1] + 1)
    if term.quantity.value:
        yield Relation(Kind.SMALLER, (lesser, greater), word)


def _budget(terms: Sequence[Term]) -> Term | None:
    """The amount right before what was spent, if it is a budget of the whole, or money that was received."""
    found = [term for term in terms if term.kind == "money"][-1:]
    for term in found:
        plain = term.role is Role.LEVEL and not (term.item or term.beside or term.quantity.rough)
        return term if plain and _is_received(term) and not _OTHER.search(term.words) else None
    return None


def _is_received(term: Term) -> bool:
    return term.planned or (
        words.RECEIVED.search(term.words) is not None and words.PAID.search(term.words) is None
    )


def _spent(before: Sequence[Term], left: Term) -> Term | None:
    """The amount right before what is left but for its rate."""
    found = next((term for term in reversed(before) if term.kind != "proportion"), None)
    if found is None or found.kind != "money" or (found.item, found.depth) != (left.item, left.depth):
        return None
    plain = found.role is Role.LEVEL and not (_is_received(found) or found.beside or found.quantity.rough)
    return found if plain and words.PAID.search(found.words) and not _OTHER.search(found.words) else None


def _of_money(earlier: Sequence[Term], before: Sequence[Term], left: Term) -> Iterator[Relation]:
    """Money that is left: some of it may be told apart, so that only a slip is surely wrong."""
    spent = _spent(before, left)
    if spent is None:
        return
    told = [term for term in before[: before.index(spent)] if term.kind == "money"]
    budget = _budget(told or earlier)
    if budget is None:
        return
    if told and left.role is Role.LEVEL:
        relation = Relation(Kind.SUM, (spent, left, budget))  # as `sums` tells the same
    else:
        relation = Relation(Kind.APART, (budget, spent, left))
    if relation.holds or any(mendings(relation)):
        yield relation
