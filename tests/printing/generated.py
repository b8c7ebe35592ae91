"""Reports that consist of tables of any size, for what no sample happens to have."""

from __future__ import annotations

from dataclasses import replace

from sitegen.printing.job import PrintJob
from sitegen.rendering.documents.print_page import column_rules, print_html
from sitegen.rendering.report_view import report_view
from tests.rendering import builder
from tests.rendering.pages_under_test import TEMPLATES

SENTENCE = "按计划推进各项工作，"


def spending(columns: int, text: str, rows: int, label: str = "甲单位", name: str = "t"):
    """A table of as many columns of figures."""
    drawn = tuple(builder.column(f"第{number}列", f"c{number}") for number in range(1, columns + 1))
    table = replace(builder.SPENDING, name=name, id=name, columns=drawn, note="", caption=f"表{name}")
    named = [f"{number}、{label}" for number in range(1, rows + 1)]
    return builder.data(table, [(builder.institution(each), [text] * columns) for each in named])


def indicators(rows: int, length: int, together: int, name: str = "t"):
    """A table of indicators in groups, with reasons of `length` characters."""
    table = replace(builder.INDICATORS, name=name, id=name, caption=f"表{name}")
    reason = (SENTENCE * (length // len(SENTENCE) + 1))[:length]
    return builder.data(
        table,
        [
            (
                builder.item(f"指标{number}", f"产出{number // (2 * together)}", f"数量{number // together}"),
                ["≥200", "218名副高级以上专家", "10", "99.50", reason],
            )
            for number in range(rows)
        ],
    )


def report_of_tables(*tables):
    """A report that consists of `tables`."""
    first, middle, last = builder.FORM.sections
    section = replace(middle, items=tuple(data.table for data in tables))
    return replace(
        builder.report(),
        form=replace(builder.FORM, sections=(first, section, last)),
        tables=builder.tables() | {data.table.name: data for data in tables},
    )


def report_of(*tables) -> PrintJob:
    """The PDF of such a report."""
    report = report_of_tables(*tables)
    view = report_view(builder.site().config, report, builder.verdict(), {})
    return PrintJob(print_html(TEMPLATES, view), column_rules(view), view.url, (), report.published)
