"""Comparisons with the year before whose words cannot be right: 接待批次减少 where the table has more; 与 2023 年度相比 told of 2023.

Knows rows that hold both years, and the words that say which way they went. Must not know rules. A change that has a
number is left to others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen import lazy_re as re
from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.narrative.naming.columns import Kind, sorts
from sitegen.checks.narrative.naming.rows import plain_name
from sitegen.model.forms.table import FixedRows
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.prose.text.sentences import Sentence, sentences

_WAY = re.compile(r"(?:增加|增长|增多|上升|减少|下降|降低)(?![^,;:。()]{0,6}\d)")
"""The words of a change that tell no number of it."""
_RISING = ("增加", "增长", "增多", "上升")
_BETWEEN = r"(?:数量?|支出)?(?:[比较](?:上年|去年)|同比|有所|大幅|明显|相应|也)*"
_DOUBTED = re.compile(r"未|没有|不|将|预计|力争|计划|预算|上年|去年|防止|避免|控制")
"""Words of a clause before a name whose change may be another one, or none."""
_LAST_YEAR = re.compile(r"上年|去年|同比|上一年")
_WHOSE = re.compile(r"^(?:国内公务|国内|公务|因公)")
_SHORTEST, _LONGEST = 4, 30
_READ_BEFORE = 400
"""Characters before a sentence that may tell which year is spoken of."""
_CHANGED = r"[^。;]{0,40}?(?:增加|减少|增长|下降|上升|持平)"
_OTHER_TIME = r"(?!年度?(?:[初底末上]|预算|计划|目标|指标|\d|[一二三四]季))"


@dataclass(frozen=True, slots=True)
class Compared:
    """From `start` up to `end` of `sentence` stand words that compare; `facts` are what they compare, none where they
    name a year that is no other; `agrees` says whether they can be right.
    """

    sentence: Sentence
    start: int
    end: int
    facts: tuple[Fact, ...]
    agrees: bool


def compared_in_words(report: Report) -> Iterator[Compared]:
    """Every such comparison of the texts but those of goals."""
    goals = {goal for goal, _ in report.form.disclosure.goals}
    rows = _rows(report)
    names = "|".join(map(re.escape, sorted(rows, key=len, reverse=True)))
    named = re.compile(rf"(?P<name>{names or '(?!)'}){_BETWEEN}$")
    own = re.compile(
        rf"(?:^|[,;])(?P<said>[比较与同]于?{report.year}{_OTHER_TIME}年度?(?:(?:支出|收入)?(?:决算|执行)数?)?)(?:相比|比较)?,?{_CHANGED}"
    )
    for passage in report.passages:
        if not passage.narrative or passage.at in goals:
            continue
        before = ""
        for sentence in sentences(passage):
            if rows:
                yield from _changes(report, sentence, named, rows)
            if str(report.year) in sentence.text:
                yield from _own_year(report, sentence, own, before)
            before = f"{before}{sentence.text}"[-_READ_BEFORE:]


def _rows(report: Report) -> dict[str, list[tuple[Fact, Fact]]]:
    """The rows that hold this year's figure and the one before it, by what texts call them."""
    found: dict[str, list[tuple[Fact, Fact]]] = {}
    for data in report.tables.values():
        columns = sorts(data.table, report.year, report.form.title)
        last = [name for name, each in columns.items() if each.year == -1 and each.kind is not Kind.OTHER]
        now = [
            name
            for name, each in columns.items()
            if each.year == 0 and last and each.kind is columns[last[0]].kind
        ]
        if not isinstance(data.table.rows, FixedRows) or len(last) != 1 or len(now) != 1:
            continue
        for row in data.value_rows:
            new, old = data.cell(row.key, now[0]), data.cell(row.key, last[0])
            name = plain_name(row.label).removesuffix("数")
            for called in {name, _WHOSE.sub("", name)} if new is not None and old is not None else ():
                if len(called) >= _SHORTEST and new is not None and old is not None:
                    found.setdefault(called, []).append((new, old))
    return found


def _changes(
    report: Report, sentence: Sentence, named: re.Pattern[str], rows: dict[str, list[tuple[Fact, Fact]]]
) -> Iterator[Compared]:
    text = sentence.text
    for way in _WAY.finditer(text) if "预算" not in text else ():
        name = named.search(text, max(0, way.start() - _LONGEST), way.start())
        if name is None:
            continue
        clause = max(text.rfind(mark, 0, name.start()) for mark in ",;:、") + 1
        since = _LAST_YEAR.search(text, 0, way.end()) or f"{report.year - 1}年" in text[: way.end()]
        if since and _DOUBTED.search(text, clause, name.start()) is None:
            pairs = rows[name["name"]]
            agrees = any(_may_be(new, old, rises=way[0] in _RISING) for new, old in pairs)
            yield Compared(sentence, name.start(), way.end(), pairs[0], agrees)


def _may_be(new: Fact, old: Fact, *, rises: bool) -> bool:
    now, before = amount_of(new), amount_of(old)
    if now is None or before is None:
        return True
    return not (now.is_less(before) if rises else before.is_less(now))


def _own_year(report: Report, sentence: Sentence, own: re.Pattern[str], before: str) -> Iterator[Compared]:
    """What is told of the year of the report, and compared with that year."""
    text = sentence.text
    for match in own.finditer(text):
        told = f"{before}{text[: match.start()]}"
        years = re.findall(r"(?<!\d)(20\d\d)年", told)
        if years and set(years) == {str(report.year)} and "预算" not in text and "月" not in told:
            yield Compared(sentence, match.start("said"), match.end("said"), (), agrees=False)
