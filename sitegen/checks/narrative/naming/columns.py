"""Which columns of a line a sentence can mean: of which year, of the budget or of what was spent.

Knows the words of columns' headers and of clauses that tell these. Must not know facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from sitegen import lazy_re as re
from sitegen.model.forms.table import Column, ColumnGroup, Role, Table


class Kind(StrEnum):
    """What a column of amounts holds, as far as its header tells."""

    SPENT = "决算"
    ADJUSTED = "调整预算"
    INITIAL = "年初预算"
    BUDGET = "预算"
    OTHER = "其他"
    """A difference or a balance."""
    UNSAID = ""


_RANK = {Kind.SPENT: 0, Kind.UNSAID: 1, Kind.OTHER: 3}
BUDGETS = (Kind.BUDGET, Kind.ADJUSTED, Kind.INITIAL)

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_LAST = re.compile(r"上年|去年|上一年")
_THIS = re.compile(r"本年|当年|今年")
_OTHER = re.compile(r"增减|差额|差异|变动|结余|结转|节约|增长|[比较](?:上|去|年初|预算)")
_CHANGE = re.compile(r"同比|增减|增长|增幅|[比较](?:上|去)年")
_SINCE = re.compile(r"同比|[比较](?:上|去)年")
_NOT_SINCE = re.compile(r"[比较与](?:年初|预算|调整|计划)|差异|占|原因|说明")
_FUNDS = re.compile(
    r"(?:一般公共|政府性基金|国有资本经营)预算|预算(?=财政|单位|内|外|管理|拨款|科目)|部门预算(?!数)"
)
"""预算 that names the source of money, not what was planned."""
_INITIAL = re.compile(r"年初[^,;]{0,4}?预算|期初预算|预算批复")
_ADJUSTED = re.compile(r"调整后?(?:的)?(?:全年)?预算|全年预算|预算调整")
_SPENT = re.compile(r"决算|预?算?执行(?!率)|实际|支出数|完成数|统计数")
_UNCLEAR = re.compile(r"预算(?:支出|执行|完成|安排支出)|预决算")
_SPENDING = re.compile(r"支出|列支|开支|发生|使用|完成")
_SAID = re.compile(r"决算|执行(?!率)|实际|完成")


@dataclass(frozen=True, slots=True)
class Sort:
    """What a column holds; `year` is 0 for the report's own, −1 for the one before, None where unsaid."""

    year: int | None
    kind: Kind

    @property
    def rank(self) -> tuple[bool, int]:
        """The likelier a sentence without such words means it, the less."""
        return self.year not in (None, 0), _RANK.get(self.kind, 2)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the words of a clause want of a column; `year` is as in `Sort`, None where any will do. Where they are not
    `firm`, another will do if there is none of the `kind`: 支出 alone may be what is to be spent. A `told` kind stands
    right behind the name: a column that does not say what it holds is not meant then.
    """

    year: int | None = None
    kind: Kind = Kind.UNSAID
    firm: bool = True
    told: bool = False

    @property
    def budget(self) -> bool:
        """Whether the words behind a name say that its budget is meant."""
        return self.told and self.kind in BUDGETS


@lru_cache(maxsize=4096)  # every table of every form, in every year
def sorts(table: Table, year: int, title: str) -> dict[str, Sort]:
    """What each column of `table` holds, by name, in a report of `year` on the form `title`. Beside columns of the
    year before, those that say none are of this one. Where no header says 预算 or 决算, the table's name may, and
    the form's.
    """
    found = {column.name: _sort(column, words, year) for column, words in headers(table.columns)}
    if all(each.kind in (Kind.UNSAID, Kind.OTHER) for each in found.values()):
        kind = kind_told(f"{table.name} {table.caption}")
        kind = kind_told(title) if kind is Kind.UNSAID else kind
        found = {
            name: Sort(each.year, kind) if each.kind is Kind.UNSAID else each for name, each in found.items()
        }
    if any(each.year == -1 for each in found.values()):
        found = {name: Sort(0 if each.year is None else each.year, each.kind) for name, each in found.items()}
    return found


def kind_told(title: str) -> Kind:
    """What figures under `title` are, as far as it tells."""
    words = _FUNDS.sub("", title)
    told = [kind for kind in (Kind.BUDGET, Kind.SPENT) if kind in words]
    return told[0] if len(told) == 1 else Kind.UNSAID


def headers(columns: Iterable[Column | ColumnGroup], above: str = "") -> Iterator[tuple[Column, str]]:
    """Every column with its whole header: the words of the groups it stands in, then its own."""
    for each in columns:
        if isinstance(each, ColumnGroup):
            yield from headers(each.columns, f"{above}{each.label} ")
        else:
            yield each, f"{above}{each.label}"


def _sort(column: Column, words: str, year: int) -> Sort:
    years = {int(found) - year for found in _YEAR.findall(words)}
    if _LAST.search(words):
        years.add(-1)
    if _THIS.search(words):
        years.add(0)
    return Sort(years.pop() if len(years) == 1 else None, _kind(column, _FUNDS.sub("", words)))


def _kind(column: Column, words: str) -> Kind:
    if _OTHER.search(words):
        return Kind.OTHER
    spent, budget = column.role is Role.SPENT or _SPENT.search(words), "预算" in _SPENT.sub("", words)
    if spent and not budget:
        return Kind.SPENT
    if spent:
        return Kind.UNSAID
    return _budget(words) if budget or column.role is Role.BUDGET else Kind.UNSAID


@lru_cache(maxsize=4096)  # every table of every form, in every year
def changes(table: Table, year: int, title: str) -> frozenset[str]:
    """The columns of `table` that hold the change since the year before. Beside budgets, a header that does not say
    what is compared with may mean these.
    """
    kinds = sorts(table, year, title).values()
    budgets = any(each.kind in BUDGETS for each in kinds)
    return frozenset(
        column.name
        for column, words in headers(table.columns)
        if _CHANGE.search(words) and not _NOT_SINCE.search(words) and (_SINCE.search(words) or not budgets)
    )


def wanted(text: str, span: tuple[int, int], upto: int, year: int | None, before: str) -> Wanted:
    """What a sentence wants of the columns of the line that is named at `span` and whose amount begins at
    `upto`. `year` is the one that it tells, as in `Sort`. `before` is what the reader has read by then: what is
    said there of budgets or of last year may still be spoken of.
    """
    start, end = span
    clause = max(text.rfind(mark, 0, start) for mark in ",;(:") + 1
    kind, firm = _kind_wanted(
        text[clause:start], text[start:end], text[end:upto], f"{before} {text[:clause]}"
    )
    if year is None and kind is not Kind.UNSAID and not _LAST.search(before) and not _YEAR.search(before):
        year = 0
    return Wanted(year, kind, firm, "预算" in _FUNDS.sub("", text[end:upto]))


def _kind_wanted(head: str, name: str, gap: str, before: str) -> tuple[Kind, bool]:
    words = _FUNDS.sub("", f"{head}{name}{gap}")
    budget, spent = "预算" in words, _SAID.search(words) is not None
    if _UNCLEAR.search(words) or (budget and spent):
        return Kind.UNSAID, True
    if budget:
        return _budget(words), True
    spending = _SPENDING.search(gap) is not None or head.endswith("支出")
    if spent or (spending and "预算" not in _FUNDS.sub("", before)):
        return Kind.SPENT, spent
    return Kind.UNSAID, True


def _budget(words: str) -> Kind:
    if _INITIAL.search(words):
        return Kind.INITIAL
    return Kind.ADJUSTED if _ADJUSTED.search(words) else Kind.BUDGET


def is_other_budget(told: str, header: str) -> bool:
    """Whether words tell of the budget of the year's start, and a column's header of what became of it; or the other way
    round.
    """
    told, header = _FUNDS.sub("", told), _FUNDS.sub("", header)
    initial, adjusted = "年初" in told, "调整" in told or "全年预算" in told
    return (initial and _ADJUSTED.search(header) is not None) or (
        adjusted and _INITIAL.search(header) is not None
    )


def can_mean(want: Wanted, kind: Kind) -> bool:
    """Whether words can mean a figure of `kind` that has no others beside it."""
    if want.budget:
        return kind in BUDGETS
    return not (want.kind is Kind.SPENT and want.firm and kind in BUDGETS)


def meant(columns: dict[str, Sort], want: Wanted) -> tuple[list[str], list[str]]:
    """The names of those of `columns` that are meant, and of others that may be: none where the words want what is
    not there. Of those that the words do not tell apart, all are meant.
    """
    found = [name for name, each in columns.items() if want.year is None or each.year in (None, want.year)]
    if want.kind is not Kind.UNSAID:
        kinds = set(_kinds(want.kind, {columns[each].kind for each in found}))
        if want.budget:
            kinds.discard(Kind.UNSAID)
        of_kind = [each for each in found if columns[each].kind in kinds]
        found = of_kind if of_kind or want.firm else found
    elif want.year is not None:
        found = [each for each in found if columns[each].kind is not Kind.OTHER]
    first = min((columns[each].rank for each in found), default=None)
    likeliest = [each for each in found if columns[each].rank == first]
    return likeliest, [each for each in found if each not in likeliest]


def _kinds(kind: Kind, there: set[Kind]) -> tuple[Kind, ...]:
    """The kinds of columns that words of `kind` can mean where these are `there`."""
    if kind is Kind.BUDGET:
        return (*BUDGETS, Kind.UNSAID)
    if kind is Kind.SPENT:
        return (Kind.SPENT, Kind.UNSAID)
    return (kind,) if kind in there else (Kind.BUDGET, Kind.UNSAID)
