"""What is wrong with a report that has been read, as a whole.

Knows what its form requires, the years the form is for, the folder the report lies in, and references in its prose.
Must not know files, nor rules that compare figures.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Map

from sitegen import lazy_re as re
from sitegen.diagnostics import Diagnostic
from sitegen.loading.decode import nearest
from sitegen.loading.report_file import HEAD_KEYS
from sitegen.loading.reports.gaps import missing
from sitegen.loading.rules.reports import FORM_NOT_VALID_THEN, NOTHING_FILLED_IN, WRONG_FOLDER
from sitegen.model.reports.fact import State, Value
from sitegen.model.reports.report import Department, Report
from sitegen.reading.findings import MAX_SHOWN
from sitegen.reading.rules.markdown import BAD_REFERENCE, UNKNOWN_FACT
from sitegen.reading.yaml.nodes import Mapping, Node, Scalar, Sequence

Problems = list[Diagnostic]


def as_a_whole(
    report: Report, head: Mapping, within: Iterable[str], departments: Map[str, Department]
) -> Problems:
    """What is missing, does not fit the form or the folders `within` which the report lies, or refers to nothing."""
    return [
        *missing(report),
        *_not_valid_then(report, head),
        *_unknown_facts(report),
        *_doubled_units(report),
        *_in_wrong_folder(report, head, within, departments),
    ]


def _not_valid_then(report: Report, head: Mapping) -> Problems:
    form = report.form
    first, last = form.first_year or report.year, form.last_year or report.year
    if first <= report.year <= last:
        return []
    bounds = f"{form.first_year or '……'}—{form.last_year or '……'}"
    entry = head.entry("年度")
    place = (entry.value.span if entry is not None else report.span).place
    message = f"表单“{form.title}”适用于 {bounds} 年度，报告是 {report.year} 年度。"
    return [FORM_NOT_VALID_THEN.found(place, message, report=report.key)]


def _in_wrong_folder(
    report: Report, head: Mapping, within: Iterable[str], departments: Map[str, Department]
) -> Problems:
    """Years and departments in the report's path that are not its own."""
    found: Problems = []
    for part in within:
        if re.fullmatch(r"(?:19|20)\d\d", part) and int(part) != report.year:
            key, message = "年度", f"报告写的是 {report.year} 年度，却放在 {part} 年度的文件夹里。"
        elif part in departments and part != report.department.id:
            message = (
                f"报告写的是{report.department.name}（{report.department.id}），"
                f"却放在{departments[part].name}（{part}）的文件夹里。"
            )
            key = "部门"
        else:
            continue
        entry = head.entry(key)
        place = (entry.value.span if entry is not None else report.span).place
        found.append(WRONG_FOLDER.found(place, message, report=report.key))
    return found


def without_content(report: Report, node: Mapping) -> Problems:
    """That nothing is written below the head, in no narrative, nor why."""
    waiting: list[Node] = [each.value for each in node.entries if each.key.text not in HEAD_KEYS]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Scalar):
            if each.text.strip():
                return []
        elif isinstance(each, Sequence):
            waiting += each.items
        else:
            waiting += (entry.value for entry in each.entries)
    if report.note.strip() or any(not text.empty for text in report.prose.values()):
        return []
    message = f"这份报告一项也没有填，《{report.form.title}》会是一张空表。"
    return [NOTHING_FILLED_IN.found(report.span.place, message, report=report.key)]


def _unknown_facts(report: Report) -> Problems:
    """References in prose that name no figure of this report."""
    missing = [
        (mention, fact)
        for text in report.prose.values()
        for mention in text.references
        if (fact := report.find(mention.reference)) is None or fact.figure is None
    ]
    found: Problems = []
    for mention, fact in missing[:MAX_SHOWN]:
        if fact is None:
            hint = nearest(mention.text, [each.address for each in report.facts()])
            message = f"正文引用的“{mention.text}”在这份报告里不存在。{hint}"
        else:
            message = f"正文引用的“{mention.text}”没有数字（{_state_words(fact.value)}）。"
        found.append(UNKNOWN_FACT.found(mention.span.place, message, report=report.key, fact=mention.text))
    for mention, _ in missing[MAX_SHOWN : MAX_SHOWN + 1]:
        message = f"同类问题还有 {len(missing) - MAX_SHOWN} 处，不再逐一列出。"
        found.append(UNKNOWN_FACT.found(mention.span.place, message, report=report.key, fact=mention.text))
    return found


_MONEY = re.compile(r"[万亿]?元|%")
"""Units with which no other word begins."""
_WORD_GOES_ON = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_PARTICLES = "的和与及或"


def _doubled_units(report: Report) -> Problems:
    """References in prose behind which the unit stands once more, with which the figure is printed."""
    found: Problems = []
    for mention in (mention for text in report.prose.values() for mention in text.references):
        fact = report.find(mention.reference)
        unit = fact.unit if fact is not None and fact.figure is not None else ""
        after = mention.span.source.line(mention.span.line)[mention.span.end_column - 1 :].lstrip(" *")
        if not unit or not after.startswith(unit):
            continue
        following = after[len(unit) :]
        whole = following[:1] in _PARTICLES or not _WORD_GOES_ON.match(following)
        if whole or _MONEY.fullmatch(unit):
            message = f"引用“{mention.text}”自己带着单位“{unit}”，后面又写了一遍，公开出来是“{unit}{unit}”。"
            remedy = f"删去“}}}}”后面的“{unit}”。"
            place = mention.span.place
            found.append(
                BAD_REFERENCE.found(place, message, remedy=remedy, report=report.key, fact=mention.text)
            )
    return found[:MAX_SHOWN]


def _state_words(value: Value) -> str:
    words = {State.BLANK: "未填", State.UNAVAILABLE: "资料缺失", State.NOT_APPLICABLE: "不适用"}
    return words.get(value.state) or f"写的是“{value.text}”"
