"""How many more or fewer there are, with what came and what went in brackets behind: 净减 3 辆（报废 5 辆，新购 2 辆）.

Knows words of coming and going. Must not know money or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from sitegen import lazy_re as re
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import Role, Term

_NET = re.compile(r"净(?:增加?|减少?)(?:了|为)?$")
_GONE = re.compile(
    r"(?:报废|处置|拍卖|退休|调出|转出|离职|辞职|病故|死亡|注销|关闭|划出|拆除|上交|减少)[^,;、()\d]{0,6}$"
)
_COME = re.compile(
    r"(?:新购|购置|购入|新增|增加|调入|转入|招录|录用|招聘|新建|划入|接收|新设)[^,;、()\d]{0,6}$"
)


def net_changes(document: Document) -> Iterator[Relation]:
    """Every such change whose brackets tell nothing else."""
    for paragraph in document.paragraphs:
        if "净" not in paragraph.passage.text:
            continue
        for sentence, terms in paragraph.sentences:
            for index, change in enumerate(terms[:-1]):
                opens = sentence.text.startswith("(", change.quantity.end)
                if change.role is Role.CHANGE and opens and _NET.search(change.words):
                    yield from _net(_in_brackets(terms[index + 1 :], change.depth), change)


def _in_brackets(behind: Sequence[Term], depth: int) -> list[Term]:
    return [*takewhile(lambda term: term.depth > depth, behind)]


def _net(inside: Sequence[Term], change: Term) -> Iterator[Relation]:
    unit = change.quantity.unit
    signed = [
        replace(term, role=Role.CHANGE, sign=1 if _COME.search(term.words) else -1)
        for term in inside
        if term.quantity.unit == unit
        and not term.quantity.rough
        and bool(_COME.search(term.words)) != bool(_GONE.search(term.words))
    ]
    if len(signed) == len(inside) > 1:
        yield Relation(Kind.CHANGES, (*signed, change))
