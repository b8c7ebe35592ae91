"""Grades that texts tell, compared with those of the report: 评价等级为良; 5 个项目为优，1 个为良.

Knows the words before a grade, and how rows of each grade are counted. Must not know rules. A grade that may be that of
something else than the whole, or of some of the rows, is left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.checks.scoring import grade_fact, total_fact
from sitegen.model.form import Column, ValueType
from sitegen.model.passage import Passage
from sitegen.model.report import Fact, Report, State, TableData
from sitegen.prose.quantities import Quantity, quantities
from sitegen.prose.sentences import Sentence, every_sentence

_MAY_TELL = re.compile(r"等级|等次|档次|级别|结果|结论|评[为定]|\d个")
_CALLED = r"(?:等级|等次|档次|级别|评价结果|自评结果|评价结论|自评结论|考核结果|评定|评)(?:被)?(?:评定|评|确定|认定|核定)?(?:为|是|:)+"
_GRADED = re.compile(r"等级|等次|档次|级别|评价结果|自评结果")
_ENDS = r"(?=[,;、()]|级|等[,;)]|$)"
_ANOTHER = re.compile(
    r"上年|去年|上一年|前年|目标|力争|争取|拟|建议|其中|以上|以下|\d个|[各该每]个?(?:项目|单位)"
)
"""Words of a sentence whose grade may be that of another year, of something else, or none that was given."""
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")


@dataclass(frozen=True, slots=True)
class Graded:
    """From `start` up to `end` of `sentence` stands what `fact` says otherwise or not: it is `due`."""

    sentence: Sentence
    start: int
    end: int
    fact: Fact
    due: str
    agrees: bool


def grades(report: Report) -> Iterator[Graded]:
    """Every grade of the whole that the texts tell, and every number of rows that have one."""
    fact, columns = _grade_of_all(report), list(_columns(report))
    if fact is None and not columns:
        return
    plans = {goal for goal, _ in report.form.disclosure.goals}
    for passage in report.passages:
        if passage.at not in plans and _MAY_TELL.search(passage.text) is not None:
            yield from _in_passage(report, passage, fact, columns)


def _in_passage(
    report: Report, passage: Passage, fact: Fact | None, columns: list[tuple[TableData, Column]]
) -> Iterator[Graded]:
    for sentence in every_sentence(passage):
        if set(map(int, _YEAR.findall(sentence.text))) - {report.year}:
            continue
        if fact is not None:
            yield from _of_all(report, sentence, fact)
        if len(columns) == 1:
            yield from _counted(sentence, *columns[0])


def _grade_of_all(report: Report) -> Fact | None:
    fact = grade_fact(report)
    return fact if fact is not None and fact.value.state is State.TEXT and fact.spec.choices else None


def _columns(report: Report) -> Iterator[tuple[TableData, Column]]:
    """The columns that hold a grade of each row."""
    for data in report.tables.values():
        for column in data.table.leaves:
            if column.spec.type is ValueType.CHOICE and _GRADED.search(column.label) is not None:
                yield data, column


def _of_all(report: Report, sentence: Sentence, fact: Fact) -> Iterator[Graded]:
    """The grade that a sentence tells of the whole: with the marks of the whole, or with no marks."""
    told = re.search(rf"{_CALLED}(?P<grade>{_any_of(fact.spec.choices)}){_ENDS}", sentence.text)
    if told is None or _ANOTHER.search(sentence.text, 0, told.start()) is not None:
        return
    marks = [each for each in quantities(sentence.text) if each.unit == "分" and each.end <= told.start()]
    total = total_fact(report)
    if marks and not (total is not None and _is_total(total, marks[-1])):
        return
    due = fact.value.text
    yield Graded(sentence, told.start("grade"), told.end("grade"), fact, due, told["grade"] == due)


def _is_total(total: Fact, marks: Quantity) -> bool:
    return total.figure is not None and total.figure == marks.value


def _counted(sentence: Sentence, data: TableData, column: Column) -> Iterator[Graded]:
    """How many rows are said to have each grade, where the sentence tells of all of them."""
    pattern = rf"(?P<number>\d{{1,4}})个(?:项目|单位|指标)?(?:的?(?:自评|评价|绩效|考核)*(?:等级|等次|结果)?)?(?:被?评定?)?(?:为|是)?(?P<grade>{_any_of(column.spec.choices)}){_ENDS}"
    told = list(re.finditer(pattern, sentence.text))
    facts = [fact for row in data.value_rows if (fact := data.cell(row.key, column.name)) is not None]
    there = Counter(fact.value.text for fact in facts if fact.value.state is State.TEXT)
    if not told or not there or len({each["grade"] for each in told}) < len(told):
        return
    if not set(there) <= {each["grade"] for each in told}:
        return
    wrong = [each for each in told if int(each["number"]) != there[each["grade"]]]
    at = wrong[0] if wrong else told[0]
    due = "、".join(f"{grade} {there[grade]} 个" for grade in column.spec.choices if there[grade])
    yield Graded(sentence, at.start(), at.end(), facts[0], due, not wrong)


def _any_of(choices: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(choices, key=len, reverse=True)))
