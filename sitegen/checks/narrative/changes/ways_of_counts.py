"""Whether a count has grown or fallen, as a text tells, compared with the table's column of changes: 比上年末减少 1845 人.

Knows which row is meant by the number alone: one of so many digits, that only one row of the report has. Must not know amounts of money (`ties`) or
rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sitegen import lazy_re as re
from sitegen.checks.narrative.naming.columns import changes
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.numbers.figures import unit_factor, unit_kind
from sitegen.prose.text.quantities import Quantity, quantities
from sitegen.prose.text.sentences import Sentence, sentences

_WAY = re.compile(
    r"(?P<said>(?:[比较]|同比|相?[比较]于?)[^,;:。\d]{0,10}?(?:20\d\d年)?[^,;:。\d]{0,6}?(?:(?P<up>净?增加|净增长?|增长|上升|提高|增|多)|(?P<down>净?减少|净减|下降|降低|减|少)))(?:了|为)?$"
)
_CHANGED = re.compile("增加|减少|增长|下降|净增|净减|增|减|多|少")
_FEWEST = 3
_FAR = 30


@dataclass(frozen=True, slots=True)
class WayOfCount:
    """In `sentence`, `quantity` is `said` to be a change of that `sign`; `fact` is the change in the table, of the same sign if it `agrees`."""

    sentence: Sentence
    quantity: Quantity
    said: str
    sign: int
    fact: Fact
    agrees: bool


def ways_of_counts(report: Report) -> Iterator[WayOfCount]:
    """Every change of a count that a text tells and exactly one row has."""
    there = _changes(report)
    if not there:
        return
    plans = {goal for goal, _ in report.form.disclosure.goals}
    for passage in report.passages:
        if passage.at in plans or _CHANGED.search(passage.text) is None:
            continue
        for sentence in sentences(passage):
            for quantity in quantities(sentence.text):
                yield from _of_one(sentence, quantity, there)


def _changes(report: Report) -> dict[Decimal, list[Fact]]:
    """The changes of counts in the tables, by how much they are."""
    found: dict[Decimal, list[Fact]] = defaultdict(list)
    for data in report.tables.values():
        for name in changes(data.table, report.year, report.form.title):
            for row in data.value_rows:
                fact = data.cell(row.key, name)
                unit = (fact.unit or fact.spec.unit) if fact is not None else ""
                if (
                    fact is not None
                    and fact.figure is not None
                    and unit_kind(unit) not in ("money", "proportion")
                ):
                    found[abs(fact.figure) * unit_factor(unit)].append(fact)
    return found


def _of_one(sentence: Sentence, quantity: Quantity, there: dict[Decimal, list[Fact]]) -> Iterator[WayOfCount]:
    if quantity.kind in ("money", "proportion") or quantity.rough or len(quantity.digits) < _FEWEST:
        return
    facts = there.get(quantity.value, [])
    way = _WAY.search(sentence.text, max(0, quantity.start - _FAR), quantity.start)
    if len(facts) == 1 and way is not None and facts[0].figure:
        sign, own = (1 if way["up"] else -1), (1 if facts[0].figure > 0 else -1)
        said = sentence.written(way.start("said"), way.end("said"))
        yield WayOfCount(sentence, quantity, said, sign, facts[0], sign == own)
