"""What texts say is left of a budget, compared with the row whose amounts they tell: 执行 621.75 万元，结余 12.45 万元.

Knows which figure of a text is that of which row: by its value alone, whatever it is called. Must not know rules. What
is left may be more than that of one year, so only a slip for what is due is wrong for sure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations, product

from sitegen import lazy_re as re
from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.narrative.naming.cells import column_of
from sitegen.checks.narrative.naming.columns import BUDGETS, Kind, sorts
from sitegen.checks.narrative.naming.number_slips import is_slip
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.numbers.intervals import Interval
from sitegen.prose.text.quantities import Quantity, quantities
from sitegen.prose.text.sentences import Sentence, sentences

_LEFT = re.compile(
    r"(?P<what>结余|节余|剩余|结存|尚余|未支出|未使用|未执行|未支付|结转)(?:资金|金额|预算|经费|指标|数|额|下年|次年|使用|结转|结余|的)*"
    r"(?:共计|合计|为|是|共|有|了|达|:)*$"
)
_MAY_BE_LEFT = re.compile(r"[结节剩尚]余|未[支使执]|结[存转]")
_OTHER_TIME = re.compile(r"上年|上一年|去年|年初|期初|以前|历年|累计")
_LONGEST = 20
"""Characters before an amount that say that it is what is left."""
_NEAREST = 8
"""Of the numbers before, those among which the row's amount is."""
_FEWEST = 4
"""Digits that tell a row's amount from others."""


@dataclass(frozen=True, slots=True)
class Balance:
    """In `sentence`, `quantity` is said to be left of `budget`, after what was `spent`; it is `due`, and `agrees` or
    not.
    """

    sentence: Sentence
    quantity: Quantity
    budget: Fact
    spent: Fact
    due: Interval
    agrees: bool


def balances(report: Report) -> Iterator[Balance]:
    """Every amount that the texts say is left, where they tell right before it what was spent or what was to be."""
    goals = {goal for goal, _ in report.form.disclosure.goals}
    rows: list[_Row] | None = None
    for passage in report.passages:
        if passage.at in goals or _MAY_BE_LEFT.search(passage.text) is None:
            continue
        before: tuple[Quantity, ...] = ()
        for sentence in sentences(passage):
            found = quantities(sentence.text)
            for at, quantity in enumerate(found):
                if _is_left(sentence.text, quantity):
                    rows = _rows(report) if rows is None else rows
                    nearest = (*before, *found[max(0, at - _NEAREST) : at])[-_NEAREST:]
                    if not _is_told(quantity, nearest):
                        yield from _balance(sentence, quantity, nearest, rows)
            before = found[-_NEAREST:]


@dataclass(frozen=True, slots=True)
class _Row:
    """The amounts of one row: its budgets, and what was spent of them."""

    budgets: tuple[tuple[Fact, Interval], ...]
    spent: tuple[tuple[Fact, Interval], ...]

    def tells(self, stated: Interval) -> bool:
        """Whether an amount is one of the row's."""
        return any(amount.agrees(stated) for _, amount in (*self.budgets, *self.spent))


def _rows(report: Report) -> list[_Row]:
    """The rows that hold this year's budget and what was spent of it."""
    found = []
    for data in report.tables.values():
        columns = sorts(data.table, report.year, report.form.title)
        now = {name: each.kind for name, each in columns.items() if each.year in (None, 0)}
        budgets = [name for name, kind in now.items() if kind in BUDGETS]
        spent = [name for name, kind in now.items() if kind is Kind.SPENT]
        for row in data.value_rows if budgets and spent else ():
            planned, done = (
                tuple(
                    (fact, amount)
                    for name in names
                    if (fact := data.cell(row.key, name)) is not None
                    and (amount := amount_of(fact)) is not None
                )
                for names in (budgets, spent)
            )
            if planned and done:
                found.append(_Row(planned, done))
    return found


def _is_left(text: str, quantity: Quantity) -> bool:
    """Whether the words right before an amount say that it is left of this year's."""
    if quantity.kind != "money" or quantity.rough:
        return False
    begin = max(text.rfind(mark, 0, quantity.start) for mark in ",;:。") + 1
    clause = text[max(begin, quantity.start - _LONGEST) : quantity.start]
    return _LEFT.search(clause) is not None and _OTHER_TIME.search(clause) is None


def _is_told(quantity: Quantity, before: tuple[Quantity, ...]) -> bool:
    """Whether two amounts before leave what is said to be left: 收入 1700 万元，支出 1654 万元，结转 46 万元 is of income."""
    amounts = [each.amount for each in before if each.kind == "money"]
    return any((one - other).agrees(quantity.amount) for one, other in permutations(amounts, 2))


def _balance(
    sentence: Sentence, quantity: Quantity, before: tuple[Quantity, ...], rows: list[_Row]
) -> Iterator[Balance]:
    """What is left by the row of which the nearest amount before is one, unless several rows differ in that."""
    for anchor in reversed(before):
        told = anchor.kind == "money" and not anchor.rough and _tells_apart(anchor)
        meant = [row for row in rows if row.tells(anchor.amount)] if told else []
        if not meant:
            continue
        found = [
            Balance(sentence, quantity, budget, spent, due, due.agrees(quantity.amount))
            for row in meant
            for (budget, planned), (spent, done) in product(row.budgets, row.spent)
            if _are_of_one_side(budget, spent)
            for due in (planned - done,)
        ]
        agreeing = [each for each in found if each.agrees]
        slips = [each for each in found if is_slip(quantity, each.due.nominal)]
        yield from (agreeing or slips)[:1]
        return


def _are_of_one_side(budget: Fact, spent: Fact) -> bool:
    """Whether what was to be spent is compared with what was spent, not with what came in."""
    told = [_SIDE.findall(column_of(fact)) for fact in (budget, spent)]
    return not all(told) or set(told[0]) == set(told[1])


_SIDE = re.compile("收入|支出")


def _tells_apart(quantity: Quantity) -> bool:
    """Whether an amount is written with so many digits, not all of them round, that it is that of a row by no chance."""
    written = str(abs(int(quantity.value.scaleb(quantity.decimals))))
    return len(written) >= _FEWEST and len(written.rstrip("0")) >= _FEWEST - 1
