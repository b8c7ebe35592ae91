"""Marks of the groups of indicators and the marks of the whole: 产出指标得 48.5 分，效益指标得 30 分，……总分 97.98 分.

Knows how a text tells marks one after another. Must not know tables of marks or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen import lazy_re as re
from sitegen.prose.relations.mending import is_one_slip_away
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import Term

_GOT = re.compile(r"得分?(?:为|是)?$")
_FULL = re.compile(r"^[^,;:()]{2,12}?(?:满分|分值|权重)?(?:为|是|共)?$")
_TOTAL = re.compile(
    r"^(?:[我本](?:局|委|办|院|校|会|厅|部|中心|单位|部门))?(?:综合|自评|评价|绩效|最终|合计)*(?:总分|总得分|得分合计|综合得分|合计得分?)(?:为|是|共)?$"
)
_FEWEST = 3
"""Groups of indicators; fewer marks may be of anything."""
_ALL = 100


def mark_sums(document: Document) -> Iterator[Relation]:
    """Every list of marks that were got with the total told right behind it: where it adds up, would but for one slip, or
    where the full marks told with them are all that there are.
    """
    for paragraph in document.paragraphs:
        terms = [term for term in paragraph.terms if term.quantity.unit == "分" and not term.quantity.rough]
        for index, term in enumerate(terms):
            if _TOTAL.match(term.words):
                yield from _added(terms[:index], term)


def _added(before: Sequence[Term], whole: Term) -> Iterator[Relation]:
    got: list[Term] = []
    full: list[Term] = []
    for term in before:
        (got if _GOT.search(term.words) else full).append(term)
    if len(got) < _FEWEST or any(_FULL.match(term.words) is None for term in full):
        return
    relation = Relation(Kind.SUM, (*got, whole))
    every = len(full) == len(got) and sum(term.quantity.value for term in full) == _ALL
    if relation.holds or every or is_one_slip_away(relation):
        yield relation
