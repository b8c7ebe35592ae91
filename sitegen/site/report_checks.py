"""The check of all reports of a site: what earlier runs found and still holds, and what has to be found out.

Knows what is noted of a check, and until when it holds. Must not know how a report is checked, nor what is drawn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from sitegen.cache.database import Database
from sitegen.diagnostics import Diagnostic
from sitegen.loading.rules.reports import UNIT_UNLIKE_OTHERS
from sitegen.model.forms.form import Form
from sitegen.model.results.outcome import Result
from sitegen.numbers.figures import MONEY_UNITS
from sitegen.site.fingerprints import ReportTask
from sitegen.site.records import BadRecord, CheckedReport, read, written
from sitegen.site.report_checker import CheckContext
from sitegen.source import Place

AT_ONCE = 32
"""Reports whose records are noted together."""

OTHERS = 2
"""Departments that must agree before another is odd."""

EXAMINED = "examined"
"""A kind of records."""

Progress = Callable[[int, int, str], None]
"""Called with (done, of, what is being done in Chinese)."""

Each = TypeVar("Each")


def examine(
    tasks: Sequence[ReportTask],
    check_context: CheckContext,
    database: Database,
    fresh: Callable[[Sequence[ReportTask]], Iterable[CheckedReport]],
    progress: Progress,
) -> dict[str, CheckedReport]:
    """What checking each of the `tasks` comes to, by the key of the report. `fresh` checks those of which the
    `database` says nothing that holds; what it says is noted as it comes.
    """
    names = {task.head.key: check_context.keys.examined(task) for task in tasks}
    found = _noted(names, check_context, database)
    due = in_company(task for task in tasks if task.head.key not in found)
    for batch in batches(_told(zip(due, fresh(due), strict=True), len(found), len(tasks), progress)):
        found |= {task.head.key: examined for task, examined in batch}
        database.keep(EXAMINED, {names[task.head.key]: written(examined) for task, examined in batch})
        database.commit()
    return found


def findings(tasks: Iterable[ReportTask], examined: Mapping[str, CheckedReport]) -> Iterator[Diagnostic]:
    """What checking found, in the order of the `tasks`."""
    for task in tasks:
        yield from examined[task.head.key].findings


def units_unlike_others(
    tasks: Iterable[ReportTask], examined: Mapping[str, CheckedReport], forms: Mapping[str, Form]
) -> Iterator[Diagnostic]:
    """Reports that state a concept in another unit of money than all other departments of the year do, on forms that
    know the same concepts.
    """
    stated: dict[tuple[int, frozenset[str], str], dict[str, dict[str, ReportTask]]] = {}
    for task in tasks:
        alike = frozenset(forms[task.head.form].concepts)
        for figure in examined[task.head.key].summary.figures:
            if figure.unit in MONEY_UNITS:
                units = stated.setdefault((task.head.year, alike, figure.concept), {})
                units.setdefault(figure.unit, {})[task.head.department] = task
    told: set[str] = set()
    for (year, _, concept), units in stated.items():
        usual = max(units, key=lambda unit: len(units[unit]))
        others = [each for unit, bodies in units.items() if unit != usual for each in bodies]
        if len(units[usual]) < OTHERS or len(others) != 1 or others[0] in units[usual]:
            continue
        unit, task = next((unit, bodies[others[0]]) for unit, bodies in units.items() if unit != usual)
        if task.head.key not in told:
            told.add(task.head.key)
            yield UNIT_UNLIKE_OTHERS.found(
                Place(f"{task.head.folder}/report.yaml", 1, 1),
                f"“{concept}”用的单位是{unit}，{year} 年度其余 {len(units[usual])} 个部门都用{usual}。",
                report=task.head.key,
                expected=usual,
                actual=unit,
            )


def results(examined: Iterable[CheckedReport]) -> dict[str, Counter[Result]]:
    """Numbers of outcomes by rule and result."""
    counted: dict[str, Counter[Result]] = {}
    for each in examined:
        for code, numbers in each.results.items():
            counted.setdefault(code, Counter()).update(numbers)
    return counted


def in_company(tasks: Iterable[ReportTask]) -> list[ReportTask]:
    """`tasks` so that reports that are compared with one another follow one another."""
    return sorted(tasks, key=lambda task: (task.head.department, task.head.year, task.head.slug))


def batches(found: Iterator[Each]) -> Iterator[list[Each]]:
    """`found`, several at a time."""
    while batch := list(islice(found, AT_ONCE)):
        yield batch


def _told(work: Iterable[Each], done: int, of: int, progress: Progress) -> Iterator[Each]:
    for number, each in enumerate(work, done + 1):
        progress(number, of, "读取和核对")
        yield each


def _noted(
    names: Mapping[str, str], check_context: CheckContext, database: Database
) -> dict[str, CheckedReport]:
    """What earlier runs found, and still holds."""
    data = database.find_all(EXAMINED, names.values())
    found: dict[str, CheckedReport] = {}
    for report, name in names.items():
        try:
            examined = read(data[name], CheckedReport)
        except (KeyError, BadRecord):
            continue
        if examined.holds(check_context.today):
            found[report] = examined
    return found
