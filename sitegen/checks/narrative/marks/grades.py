"""Grades that texts tell, compared with those of the report: 评价等级为良; 5 个项目为优，1 个为良.

Knows the words before a grade, and how rows of each grade are counted. Must not know rules. A grade that may be that of
something else than the whole, or of some of the rows, is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sitegen import lazy_re as re
from sitegen.checks.scores.scoring import USUAL_GRADES, grade_fact, total_fact
from sitegen.model.forms.spec import ValueType
from sitegen.model.reports.fact import Fact, State
from sitegen.model.reports.passage import Passage
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import TableData
from sitegen.prose.text.quantities import Quantity, quantities
from sitegen.prose.text.sentences import Sentence, every_sentence

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
    fact, counts = _grade_of_all(report), list(_counts(report))
    if fact is None and not counts:
        return
    plans = {goal for goal, _ in report.form.disclosure.goals}
    for passage in report.passages:
        if passage.at not in plans and _MAY_TELL.search(passage.text) is not None:
            yield from _in_passage(report, passage, fact, counts)


def _in_passage(
    report: Report, passage: Passage, fact: Fact | None, counts: list[_Counts]
) -> Iterator[Graded]:
    for sentence in every_sentence(passage):
        if set(map(int, _YEAR.findall(sentence.text))) - {report.year}:
            continue
        if fact is not None:
            yield from _of_all(report, sentence, fact)
        counted = [graded for each in counts for graded in _counted(sentence, each)]
        yield from ([each for each in counted if each.agrees] or counted)[:1]


def _grade_of_all(report: Report) -> Fact | None:
    fact = grade_fact(report)
    return fact if fact is not None and fact.value.state is State.TEXT and fact.spec.choices else None


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many rows of a table have each grade, each with a fact that tells it."""

    there: dict[str, tuple[int, Fact]]


def _counts(report: Report) -> Iterator[_Counts]:
    """The grades of the rows of each table that tells them, and the tables that count them themselves."""
    for data in report.tables.values():
        if (counted := _distribution(data)) is not None:
            yield _Counts(counted)
        for column in data.table.leaves:
            if _GRADED.search(column.label) is not None and not column.spec.numeric:
                facts = [fact for row in data.value_rows if (fact := data.cell(row.key, column.name))]
                told = [fact for fact in facts if fact.value.state is State.TEXT]
                choices = column.spec.choices or tuple(dict(USUAL_GRADES))
                if told and {fact.value.text for fact in told} <= set(choices):
                    yield _Counts(
                        {
                            grade: (len(own), (own or told)[0])
                            for grade in choices
                            for own in ([fact for fact in told if fact.value.text == grade],)
                        }
                    )


def _distribution(data: TableData) -> dict[str, tuple[int, Fact]] | None:
    """The numbers of a table whose rows are the grades."""
    grades = set(dict(USUAL_GRADES))
    rows = [row for row in data.value_rows if row.key in grades]
    columns = [column for column in data.table.leaves if column.spec.type is ValueType.COUNT]
    if len(rows) < len(grades) - 1 or len(columns) != 1:
        return None
    facts = {row.key: data.cell(row.key, columns[0].name) for row in rows}
    return {
        grade: (int(fact.figure), fact)
        for grade, fact in facts.items()
        if fact is not None and fact.figure is not None
    }


def _of_all(report: Report, sentence: Sentence, fact: Fact) -> Iterator[Graded]:
    """The grade that a sentence tells of the whole: with the marks of the whole, or with no marks."""
    told = _of_whole(fact.spec.choices).search(sentence.text)
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


def _counted(sentence: Sentence, told_by: _Counts) -> Iterator[Graded]:
    """How many rows are said to have each grade, where the sentence tells of all of them."""
    told = _told(sentence.text, tuple(told_by.there))
    there = {grade: number for grade, (number, _) in told_by.there.items() if number}
    if not told or not there or len({each["grade"] for each in told}) < len(told):
        return
    if not set(there) <= {each["grade"] for each in told} and len(told) < _SEVERAL:
        return
    wrong = [each for each in told if int(each["number"]) != there.get(each["grade"], 0)]
    at = wrong[0] if wrong else told[0]
    due = "、".join(f"{grade} {number} 个" for grade, number in there.items())
    fact = told_by.there[at["grade"]][1]
    yield Graded(sentence, at.start(), at.end(), fact, due, not wrong)


_OF_GRADE = r"(?:等级|等次|级|等|档)?的?(?:项目|单位|指标)?(?:有|共|为|是|:)*"
_SEVERAL = 3
"""Grades that are counted together are those of all rows."""
_KIND = r"(?:个|家|项)(?:项目|单位|指标)?"
_RESULT = r"(?:的?(?:自评|评价|绩效|考核)*(?:等级|等次|结果)?)?(?:被?评定?)?(?:为|是)?"


@lru_cache(maxsize=64)
def _of_whole(choices: tuple[str, ...]) -> re.Pattern[str]:
    """Finds the grade of the whole."""
    return re.compile(rf"{_CALLED}(?P<grade>{_any_of(choices)}){_ENDS}")


def _told(text: str, choices: tuple[str, ...]) -> list[re.Match[str]]:
    """Every number of rows with a grade: behind it (5 个为优), else before it (优的 5 个)."""
    return max((list(each.finditer(text)) for each in _of_rows(choices)), key=len)


@lru_cache(maxsize=64)
def _of_rows(choices: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Find numbers of rows with a grade, behind and before it."""
    grade, number = f"(?P<grade>{_any_of(choices)})", r"(?P<number>\d{1,4})"
    behind = rf"{number}{_KIND}{_RESULT}{grade}{_ENDS}"
    before = rf"(?:(?<=[为是果级次中])|(?<![\u4e00-\u9fff])){grade}{_OF_GRADE}{number}{_KIND}(?=[,;、()]|$)"
    return re.compile(behind), re.compile(before)


def _any_of(choices: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(choices, key=len, reverse=True)))
