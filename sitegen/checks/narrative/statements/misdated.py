"""This year's figures that a text tells as those of the year before, where the tables hold none of that year.

Knows how the words right before a name tell a year. Must not know rules.
"""

from __future__ import annotations

from sitegen import lazy_re as re
from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.narrative.grammar.claims import Mention
from sitegen.checks.narrative.naming.namesakes import Said, has_enough_digits
from sitegen.checks.narrative.statements.facts_meant import Ties
from sitegen.model.reports.fact import Fact
from sitegen.prose.text.quantities import Quantity

_YEAR_BEFORE = re.compile(
    r"(?<![比较与同由至到—-])(?P<year>20\d\d)年度?(?:末|底)?(?:[我本全][局校院会馆镇县市区单位部门]*|部门|单位)?(?:财政)?$"
)
"""The year that the words right before a name tell."""
_NEAR = 24
"""Characters before a name where such a year stands."""
_OF_BEFORE = re.compile(r"上年|上一年|去年|年初|期初|结转|下达|预算")
"""In names of what this year has from the one before."""


def misdated(
    ties: Ties, text: str, mention: Mention, stated: Quantity, said: Said, beside: tuple[Quantity, ...]
) -> Fact | None:
    """The report's own figure that `stated` is, where the words right before its name tell the year before: what they
    say would mean that figure, did they tell the report's year.
    """
    report = ties.report
    told = _YEAR_BEFORE.search(text, max(0, mention.start - _NEAR), mention.start)
    if told is None or told["year"] != str(report.year - 1):
        return None
    if not has_enough_digits(stated.value) or _OF_BEFORE.search(mention.name):
        return None
    if not any(str(report.year) in each.text for each in report.passages):
        return None  # then it is the report's year that is wrong
    this_year = f"{text[: told.start('year')]}{report.year}{text[told.end('year') :]}"
    found = ties.tie(this_year, mention, stated.kind, said=said, beside=beside)
    if found is None or not found.sure or not found.only or _OF_BEFORE.search(found.fact.address):
        return None
    amount = amount_of(found.fact)
    return found.fact if amount is not None and amount.agrees(stated.amount) else None
