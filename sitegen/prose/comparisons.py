"""Words that say how two amounts compare: 决算数小于预算数, 与上年持平.

Knows these words. Must not know rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sitegen.prose.document import Document
from sitegen.prose.relations import Kind, Relation
from sitegen.prose.terms import Role, Term

_COMPARED = re.compile(
    r"(?P<head>[^,;。]*?)(?P<done>决算|支出|执行|实际)[^,;。预]{0,6}?(?P<word>小于|低于|少于|大于|高于|多于|超过|等于|同|与)"
    r"(?:本年|全年|年度|年初|部门|调整后?)*预算[数额]?(?P<even>(?:基本)?(?:持平|一致|相等|相同))?"
)
_LESS, _MORE = ("小于", "低于", "少于"), ("大于", "高于", "多于", "超过")


def comparisons(document: Document) -> Iterator[Relation]:
    """Every such word with the budget and the spending that were told last before it."""
    for paragraph in document.paragraphs:
        terms = tuple(paragraph.terms)
        for match in _COMPARED.finditer(paragraph.passage.text.translate(_EVEN)):
            found = _pair(terms, match.start("done"))
            word = match["word"]
            if found is None:
                continue
            budget, spent = found
            if word in _LESS:
                yield Relation(Kind.SMALLER, (spent, budget), word)
            elif word in _MORE:
                yield Relation(Kind.SMALLER, (budget, spent), word)
            elif (word == "等于" or match["even"]) and not (match["even"] or "").startswith("基本"):
                yield Relation(Kind.EQUAL, (spent, budget), match["even"] or word)


_EVEN = str.maketrans("，；", ",;")


def _pair(terms: Sequence[Term], upto: int) -> tuple[Term, Term] | None:
    """The budget and the spending of one thing, the first that the paragraph tells before the offset `upto`: the words
    speak of it, not of the parts told after it.
    """
    budget: Term | None = None
    pairs: list[tuple[Term, Term]] = []
    for term in terms:
        if term.sentence.offsets[term.quantity.end - 1] >= upto:
            break
        if term.role is not Role.LEVEL or term.kind != "money" or term.depth or term.year == -1:
            continue
        if term.planned:
            budget = term
        elif budget is not None and term.item == budget.item and term.sentence is budget.sentence:
            if term.subject in ("", budget.subject):
                pairs.append((budget, term))
            budget = None
    return pairs[0] if len(pairs) == 1 else None
