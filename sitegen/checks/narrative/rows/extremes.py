"""The row that a text says to have the most or the least of its table: 得分最低的是康复设备购置项目，78.95 分.

Knows how a sentence tells such a row and its figure. Must not know rules. A column is told by the figure: the row's own, or, where that
is of another row, the column in which it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sitegen import lazy_re as re
from sitegen.checks.narrative.naming.named_rows import Named, named_rows
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.numbers.figures import unit_kind
from sitegen.prose.text.quantities import Quantity, quantities
from sitegen.prose.text.sentences import Sentence, sentences

_MOST = re.compile(r"(?P<low>最低|最少|最小|最短)|最高|最多|最大|最长|居首|第一")
_IS = re.compile(r"(?:的)?(?:[^,;:、()\d]{0,6}?(?:是|为|系))?")
_BETWEEN = re.compile(r"(?:项目|经费|工程|指标|工作|类|科目|支出|收入)*[,(、:]?[^,;:、()\d]{0,8}")
_ANOTHER = re.compile(r"上年|去年|历年|其中|之一|平均|每|累计|目标|全[省市县区]排")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_FEWEST, _FEWEST_DIGITS = 3, 3
"""Rows that a row can have the most of, and digits that tell one row's figure from others."""


@dataclass(frozen=True, slots=True)
class Extreme:
    """In `sentence`, `quantity` is said to be the figure of the row called `name`, the greatest or the least (`low`); `fact` is that row's, `other`
    the one that it really is (None: of this row, but not the extreme), and `agrees` tells whether all holds.
    """

    sentence: Sentence
    quantity: Quantity
    name: str
    words: str
    fact: Fact
    other: Fact | None
    agrees: bool


def extremes(report: Report) -> Iterator[Extreme]:
    """Every row that the texts of the report name as an extreme with its figure."""
    plans = {goal for goal, _ in report.form.disclosure.goals}
    told = [each for each in report.passages if each.at not in plans and _MOST.search(each.text)]
    rows = named_rows(report) if told else {}
    if not rows:
        return
    names = re.compile("|".join(map(re.escape, sorted(rows, key=len, reverse=True))))
    for passage in told:
        for sentence in sentences(passage):
            if not set(map(int, _YEAR.findall(sentence.text))) - {report.year}:
                yield from _in_sentence(sentence, names, rows)


def _in_sentence(sentence: Sentence, names: re.Pattern[str], rows: Mapping[str, Named]) -> Iterator[Extreme]:
    text, found = sentence.text, quantities(sentence.text)
    for most in _MOST.finditer(text):
        name = names.search(text, most.end(), most.end() + _NEAR)
        if name is None or _IS.fullmatch(text, most.end(), name.start()) is None:
            continue
        clause = max(text.rfind(mark, 0, most.start()) for mark in ",;:。") + 1
        behind = next((each for each in found if each.start >= name.end()), None)
        if behind is None or behind.rough or _ANOTHER.search(text, clause, behind.start):
            continue
        if _BETWEEN.fullmatch(text, name.end(), behind.start):
            words = text[clause : most.end()]
            yield from _told(sentence, behind, name[0], words, rows[name[0]], low=most["low"] is not None)


_NEAR = 40


def _told(
    sentence: Sentence, quantity: Quantity, name: str, words: str, named: Named, *, low: bool
) -> Iterator[Extreme]:
    own = {column: (fact, amount) for column, fact, amount in named.cells() if _is_of(fact, quantity)}
    for column, (fact, amount) in own.items():
        if amount.agrees(quantity.amount):
            others = list(named.others(column))
            beyond = [
                (other, value)
                for _, other, value in others
                if (value.is_less(amount) if low else amount.is_less(value))
            ]
            if len(others) + 1 >= _FEWEST:
                yield Extreme(
                    sentence, quantity, name, words, fact, beyond[0][0] if beyond else None, not beyond
                )
            return
    if len(quantity.digits) < _FEWEST_DIGITS:
        return
    meant = [
        (column, other)
        for column in own
        for _, other, value in named.others(column)
        if value.agrees(quantity.amount)
    ]
    meant = [each for each in meant if each[0] in words] or meant
    if len(meant) == 1:
        column, other = meant[0]
        yield Extreme(sentence, quantity, name, words, own[column][0], other, agrees=False)


def _is_of(fact: Fact, quantity: Quantity) -> bool:
    unit = fact.unit or fact.spec.unit
    return unit_kind(unit) == quantity.kind or (not unit and quantity.unit == "分")
