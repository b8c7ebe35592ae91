"""CSV files: the long table of facts, and lists of reports, departments and the forms' items.

Written for Excel and WPS as they are used in offices: UTF-8 with a byte order mark, CRLF. Text that a
spreadsheet program would take for a formula begins with an apostrophe (CWE-1236). Must not know pages.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from sitegen.exports.dictionary import DICTIONARY_COLUMNS, dictionary
from sitegen.exports.rows import FactRow, fact_rows
from sitegen.model.forms.form import Form
from sitegen.model.reports.report import Department, Report
from sitegen.model.results.summary import ReportSummary
from sitegen.numbers.figures import plain_figure

FACT_COLUMNS = {
    "报告": "报告的编号：年度/部门/标识。",
    "部门标识": "部门的编号。",
    "部门": "公开报告的部门。",
    "机构": "数字属于哪个单位：表里按单位分行的，是那个单位；其余是部门自己。",
    "年度": "报告的年度。",
    "表单": "表单的编号。",
    "概念": "在不同的表单里意思相同的数字有同一个概念，可以跨表单、跨年度比较；多数数字没有。",
    "表": "所在的表；单独的栏目没有。",
    "行": "行的名称，照原表。",
    "列": "列或栏目的名称。",
    "地址": "在报告里的位置，一份报告里不重复。",
    "值": "照填报的样子，数字不补零，不加分隔符。",
    "数值": "值是数字的，就是这个数字；否则空着。",
    "单位": "数字的单位。",
    "状态": "这一格是数字、文字、空着，还是不适用。",
}
"""The columns of the long table, and what they mean."""

REPORT_COLUMNS = {
    "编号": "年度/部门/标识，全站不重复，也是报告网址的一部分。",
    "部门标识": "部门的编号。",
    "年度": "报告的年度。",
    "标识": "同一部门同一年度的几份报告靠它区分。",
    "标题": "报告的标题。",
    "表单": "表单的编号。",
    "批复日期": "批复的日期；不知道的空着。",
    "公开日期": "公开的日期；不知道的空着。",
    "来源": "报告从哪里来。",
    "示例": "部门是虚构的，报告只用来演示。",
    "核对通过": "有多少项核对通过。",
    "已说明": "有多少项核对对不上，但报告附有说明。",
    "存疑": "有多少项核对对不上，也没有说明。",
    "无法核对": "有多少项因为缺少数字等原因没法核对。",
    "数据版本": "填报的数据、正文、图片和附件的摘要，哪一个改了都会变。",
}
"""The columns of the list of reports, and what they mean."""

DEPARTMENT_COLUMNS = {
    "标识": "部门的编号。",
    "名称": "部门的全称。",
    "简称": "部门的简称；没有的空着。",
    "地区": "部门所在的地区；不知道的空着。",
    "示例": "部门是虚构的，报告只用来演示。",
}
"""The columns of the list of departments, and what they mean."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def report_csv(report: Report) -> bytes:
    """All facts of `report`, in the order of its form."""
    return facts_csv((fact_lines(report),))


def fact_lines(report: Report) -> bytes:
    """The part of `facts_csv` that `report` is."""
    return _lines(map(_fact, fact_rows(report))).encode()


def facts_csv(parts: Iterable[bytes]) -> bytes:
    """All facts of some reports, one a line; `parts` are their `fact_lines`."""
    return b"".join((_csv(tuple(FACT_COLUMNS), ()), *parts))


def reports_csv(reports: Iterable[ReportSummary], departments: Mapping[str, Department]) -> bytes:
    """One line a report; `departments` are by id."""
    rows = (_report(report, departments[report.department]) for report in reports)
    return _csv(tuple(REPORT_COLUMNS), rows)


def departments_csv(departments: Iterable[Department]) -> bytes:
    """One line a department."""
    rows = (
        (*map(harmless, (each.id, each.name, each.short_name, each.jurisdiction)), _yes(each.invented))
        for each in departments
    )
    return _csv(tuple(DEPARTMENT_COLUMNS), rows)


def dictionary_csv(forms: Iterable[Form]) -> bytes:
    """One line for every item of the forms."""
    entries = (entry for form in forms for entry in dictionary(form))
    return _csv(DICTIONARY_COLUMNS, (tuple(map(harmless, entry)) for entry in entries))


def harmless(text: str) -> str:
    """`text` so that no spreadsheet program computes it: an apostrophe is put before it."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _fact(row: FactRow) -> Sequence[str]:
    number = "" if row.number is None else plain_figure(row.number)
    value = row.value if row.number is not None else harmless(row.value)
    head = (row.report, row.department_id, row.department, row.institution, str(row.year), row.form)
    place = (row.concept, row.table, row.row, row.column, row.address)
    return (*map(harmless, (*head, *place)), value, number, harmless(row.unit), row.state)


def _report(report: ReportSummary, body: Department) -> Sequence[str]:
    days, counts = (report.approved, report.published), report.checks
    return (
        *map(harmless, (report.key, body.id, str(report.year), report.slug, report.title)),
        report.form,
        *(day.isoformat() if day is not None else "" for day in days),
        harmless(report.source),
        _yes(body.invented),
        *map(str, (counts.passed, counts.waived, counts.failed, counts.not_checkable)),
        report.digest,
    )


def _yes(value: bool) -> str:
    return "是" if value else "否"


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    return _lines((columns, *rows)).encode("utf-8-sig")


def _lines(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
