"""Shares of a whole that a text or a table tells by the very words: 涉及预算 3903.70 万元，占项目支出预算的 84.48%.

Knows where the words of a whole stand again before an amount, or are the name of a figure. Must not know rules. Only
what text and table tell alike is surely the whole; where one of them tells it, a share is wrong only if it is a slip.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sitegen import lazy_re as re
from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.narrative.naming.number_slips import is_slip
from sitegen.checks.narrative.naming.percentages import Percentage
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.numbers.figures import unit_kind
from sitegen.numbers.intervals import Interval
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import Role, Term

_SHARE = re.compile(r"[,(]?占(?P<whole>[^,;:。()占]{3,20}?)的?(?:比重|比例|比)?(?:为|是|达到?)?")
_HEAD = re.compile(r"(?:(?:19|20)\d\d年度?|全年|本年度?|当年|部门|本部门|单位|其中|的|全部)*")
_TAIL = re.compile(r"(?:总额|总量|总数|总计|合计|金额|数|为|是|共计?|达到?)*$")
_YEAR = re.compile(r"(?<!\d)20\d\d年")
_SHORTEST = 4
"""Characters of the name of a whole; 支出, 总预算 are those of many."""
_MOST = 2000
"""Amounts of a text that are looked at: longer ones tell a whole more than once."""


def shares_of_named_wholes(report: Report, texts: Iterable[Document]) -> Iterator[Percentage]:
    """Every share right behind its part whose whole is named as an amount of the text or a figure is."""
    for text in texts:
        told = [term for paragraph in text.paragraphs for term in paragraph.terms]
        shares = list(_shares(told))
        if shares:
            amounts = _Amounts(report, told[:_MOST])
            for share in shares:
                yield from _judged(share, amounts)


@dataclass(frozen=True, slots=True)
class _Share:
    """A `share`, the `part` right before it, and the words of its `whole`."""

    part: Term
    share: Term
    whole: str


def _shares(told: Sequence[Term]) -> Iterator[_Share]:
    for part, share in pairwise(told):
        if share.role is not Role.SHARE or part.sentence is not share.sentence or not _may_be_part(part):
            continue
        between = share.sentence.text[part.quantity.end : share.quantity.start]
        said = _SHARE.fullmatch(between)
        if said is not None and _YEAR.search(said["whole"]) is None:
            name = _core(said["whole"])
            if len(name) >= _SHORTEST:
                yield _Share(part, share, name)


def _may_be_part(term: Term) -> bool:
    """Whether a term is an amount of money, told exactly."""
    return term.role is Role.LEVEL and term.kind == "money" and not (term.quantity.rough or term.beside)


class _Amounts:
    """What the texts and the report call amounts of this year, by the words alone."""

    def __init__(self, report: Report, told: Sequence[Term]) -> None:
        self._told: dict[str, list[Term]] = {}
        for term in told:
            if _may_be_part(term) and term.year in (None, report.year):
                self._told.setdefault(_core(term.words), []).append(term)
        self._facts: dict[str, list[Fact]] = {}
        for name, field in report.form.fields.items():
            fact = report.fields.get(name)
            if fact is not None and fact.figure is not None and unit_kind(fact.unit) == "money":
                for each in {_core(field.name), _core(field.label)}:
                    self._facts.setdefault(each, []).append(fact)

    def told(self, name: str) -> list[Term]:
        """The amounts of the texts that are called so."""
        return self._told.get(name, [])

    def facts(self, name: str) -> list[Fact]:
        """The figures that are called so, whether planned or not."""
        return [*self._facts.get(name, []), *self._facts.get(name.removesuffix("预算"), [])]


def _core(words: str) -> str:
    """`words` without what says when, whose, and that it is all of it."""
    head = _HEAD.match(words)
    return _TAIL.sub("", words[head.end() if head is not None else 0 :])


def _judged(told: _Share, amounts: _Amounts) -> Iterator[Percentage]:
    """The share by its whole, where that is one amount."""
    terms_told, facts = amounts.told(told.whole), amounts.facts(told.whole)
    wholes: list[Interval] = [term.amount for term in terms_told]
    wholes += [amount for fact in facts if (amount := amount_of(fact)) is not None]
    if not wholes or any(not each.meets(wholes[0]) or each.may_be_zero for each in wholes):
        return
    due = told.part.amount / wholes[0]
    agrees = due.meets(told.share.amount)
    sure = bool(terms_told and facts)
    if agrees or sure or is_slip(told.share.quantity, due.nominal):
        whole = terms_told[0] if terms_told else None
        yield Percentage(told.share, told.part, tuple(facts), due, agrees, whole)
