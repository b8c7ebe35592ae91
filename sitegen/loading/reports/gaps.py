"""What a report must have and has not: blank 必填, 资料缺失 that excuses it, the unit it must state.

Knows required fields, cells and texts, and which of them a 资料缺失 covers. Must not know conditions over
figures (sitegen.checks), nor how values are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sitegen import lazy_re as re
from sitegen.diagnostics import Diagnostic
from sitegen.loading.decode import nearest, spans_of
from sitegen.loading.report_file import HeadFile
from sitegen.loading.rules.keys import MISSING_FIELD, UNKNOWN_FIELD
from sitegen.loading.rules.values import BAD_CHOICE, UNIT_CONFLICT
from sitegen.model.forms.form import Field, Form
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import Line
from sitegen.model.reports.address_patterns import is_blanket, matches
from sitegen.model.reports.fact import Fact, State, Value
from sitegen.model.reports.report import Gap, Report
from sitegen.model.reports.table_data import RowKind, TableData
from sitegen.reading.yaml.nodes import Mapping

_ADDRESS = re.compile(r"(?P<item>[^.\[]+)(?:\.(?P<column>[^\[]+))?(?:\[(?P<row>.*)\])?", re.DOTALL)


def unit_problems(form: Form, unit: str, head: Mapping) -> list[Diagnostic]:
    """What is wrong with the `unit` that the report's head states ("": none)."""
    entry = head.entry("单位")
    place = head.entries[0].key.span.place
    if entry is not None:
        place = (entry.value if unit else entry.key).span.place
    if form.units and not unit:
        message = f"没有写金额的单位。表单“{form.title}”的金额可以用{'、'.join(form.units)}，要写明是哪一个。"
        remedy = f"在报告开头写一行“单位: {form.units[0]}”（或{'、'.join(form.units[1:])}）。"
        return [MISSING_FIELD.found(place, message, remedy=remedy, fact="单位")]
    if form.units and unit not in form.units:
        message = f"“单位”写的是“{unit}”，这张表单只能是：{'、'.join(form.units)}。"
        return [BAD_CHOICE.found(place, message, fact="单位")]
    if unit and not form.units and unit != form.unit:
        message = f"报告写着“单位: {unit}”，表单“{form.title}”规定金额用{form.unit or '各表自己的单位'}，不由报告选择。"
        remedy = f"金额按{form.unit or '表单的规定'}填，删去“单位”这一行；要让报告选择单位的，在表单里写“单位: {{可选: [元, 万元]}}”。"
        return [UNIT_CONFLICT.found(place, message, remedy=remedy, fact="单位")]
    return []


def read_gaps(form: Form, head: HeadFile, node: Mapping) -> tuple[Gap, ...]:
    """The report's 资料缺失. A table, column or row that is named as such means all its cells."""
    spans = spans_of(node, "资料缺失")
    return tuple(
        Gap(_spelt_out(form, item.at.strip()), item.reason, span)
        for item, span in zip(head.gaps, spans, strict=True)
    )


def _spelt_out(form: Form, at: str) -> str:
    """`at` as a pattern over addresses: 支出 as 支出.*, 支出.基本支出 as 支出.基本支出[*], 支出[科技馆] as 支出.*[科技馆]."""
    match = _ADDRESS.fullmatch(at)
    table = form.tables.get(match["item"]) if match is not None else None
    if match is None or table is None:
        return at
    if match["column"] is None:
        return f"{table.name}.*" if match["row"] is None else f"{table.name}.*[{match['row']}]"
    named = match["row"] is None and table.column(match["column"]) is not None
    return f"{at}[*]" if named else at


def stray_gaps(report: Report) -> Iterator[Diagnostic]:
    """Each 资料缺失 that means nothing of this report: nothing is missing there, and the page would say so."""
    names: list[str] | None = None
    for gap in report.gaps:
        if is_blanket(gap.at):
            message = f"“资料缺失”的范围“{gap.at}”太笼统，会把整份报告的空白和合计都放过。"
            remedy = "写明缺的是什么：字段、表、“表.列”或“表.列[行]”；不止一处的，逐条写。"
            yield UNKNOWN_FIELD.found(gap.span.place, message, remedy=remedy, report=report.key, fact=gap.at)
            continue
        if _means_something(report, gap.at):
            continue
        names = names or [
            *report.form.fields,
            *report.form.tables,
            *(fact.address for fact in report.facts()),
        ]
        written = gap.at
        message = f"“资料缺失”的范围“{written}”在这份报告里什么也对不上。{nearest(written, names)}"
        remedy = "改正范围：字段、表、“表.列”或“表.列[行]”，行要是报告里写了的行；不缺什么的，删去这一条。"
        yield UNKNOWN_FIELD.found(gap.span.place, message, remedy=remedy, report=report.key, fact=written)


def _means_something(report: Report, at: str) -> bool:
    if any(matches(at, name) for name in report.form.fields):
        return True
    match = _ADDRESS.fullmatch(at)
    table = report.form.tables.get(match["item"]) if match is not None else None
    if match is not None and table is not None and match["row"] in (None, "*"):
        # A whole table or column may be missing, and all its rows with it.
        return any(matches(match["column"] or "*", column.name) for column in table.leaves)
    return any(matches(at, fact.address) for fact in report.facts())


def with_gaps(report: Report) -> Report:
    """`report` with the blank facts of its 资料缺失 marked as unavailable."""
    if not report.gaps:
        return report

    def marked(fact: Fact) -> Fact:
        if fact.value.state is State.BLANK and any(matches(gap.at, fact.address) for gap in report.gaps):
            return replace(fact, value=Value(State.UNAVAILABLE))
        return fact

    fields = {name: marked(fact) for name, fact in report.fields.items()}
    tables = {
        name: replace(data, cells={key: marked(fact) for key, fact in data.cells.items()})
        for name, data in report.tables.items()
    }
    return replace(report, fields=fields, tables=tables)


def missing(report: Report) -> list[Diagnostic]:
    """Required fields and cells that are blank, required texts that are empty."""
    found: list[Diagnostic] = []
    needless = _not_chosen(report)
    for fact in report.facts():
        if fact.spec.required and fact.value.state is State.BLANK and fact.address not in needless:
            message = f"“{fact.address}”是必填项，没有填。"
            found.append(MISSING_FIELD.found(fact.span.place, message, report=report.key, fact=fact.address))
    for name, field in report.form.fields.items():
        if field.spec.type is not ValueType.NARRATIVE or not field.spec.required:
            continue
        text = report.prose.get(name)
        if (text is None or text.empty) and not any(matches(gap.at, name) for gap in report.gaps):
            place = text.span.place if text is not None else report.span.place
            message, remedy = _no_text(field, written=text is not None)
            found.append(MISSING_FIELD.found(place, message, remedy=remedy, report=report.key, fact=name))
    for data in report.tables.values():
        found += _wholly_blank(report, data)
    return found


def _no_text(field: Field, *, written: bool) -> tuple[str, str]:
    """What is wrong where a text is lacking, its heading being `written` or not, and how to mend it."""
    if written:
        message = f"标题“{field.name}”下面没有写内容。"
        return message, "写上内容；下面的标题是它的下一级的，给下面的标题多加一个“#”；多余的标题删去。"
    message = f"正文“{field.name}”是必填项，narrative.md 里没有写。"
    if field.own_headings:
        return message, "在 narrative.md 里写正文：标题自拟，一级标题写“# 标题”，下一级写“## 标题”。"
    return message, f"在 narrative.md 里加上标题“# {field.name}”和正文。"


def _not_chosen(report: Report) -> set[str]:
    """The cells of lines that another line stands for: the report fills one of the two."""
    found: set[str] = set()
    for data in report.tables.values():
        cells: dict[str, dict[str, list[Fact]]] = {}
        for row in data.value_rows:
            if row.line is not None and row.line.choice:
                facts = [data.cells[row.key, column.name] for column in data.table.leaves]
                cells.setdefault(row.line.choice, {})[row.key] = facts
        for rows in cells.values():
            given = {
                key
                for key, facts in rows.items()
                if any(each.value.state not in (State.BLANK, State.DASH) for each in facts)
            }
            kept = given or set(list(rows)[:1])
            found |= {each.address for key, facts in rows.items() if key not in kept for each in facts}
    return found


def _wholly_blank(report: Report, data: TableData) -> Iterator[Diagnostic]:
    """Columns and lines that may have blanks but have nothing else: one finding for each."""
    table = data.table
    wanted = [column for column in table.leaves if column.spec.not_all_blank]
    lines = [row for row in data.value_rows if row.line and row.line.keys and row.line.keys.not_all_blank]
    if not (wanted or lines) or not _is_written(data):
        return
    for column in wanted:
        cells = [
            data.cells[row.key, column.name]
            for row in data.value_rows
            if _is_open(row.line, column.name) and not (row.kind is RowKind.ITEM and row.sums)
        ]
        if cells and all(fact.value.state is State.BLANK for fact in cells):
            message = f"表格“{table.name}”的“{column.label}”一列全空，一行也没有填。"
            yield MISSING_FIELD.found(
                cells[0].span.place, message, report=report.key, fact=f"{table.name}.{column.name}[*]"
            )
    for row in lines:
        cells = [
            data.cells[row.key, column.name]
            for column in table.leaves
            if column.spec.numeric and _is_open(row.line, column.name)
        ]
        if cells and all(fact.value.state is State.BLANK for fact in cells):
            message = f"表格“{table.name}”的“{row.label}”一行全空，一列也没有填。"
            yield MISSING_FIELD.found(
                row.span.place, message, report=report.key, fact=f"{table.name}.*[{row.key}]"
            )


def _is_open(line: Line | None, column: str) -> bool:
    """Whether the form leaves the cell of `line` in `column` to be filled."""
    return line is None or line.columns is None or column in line.columns


def _is_written(data: TableData) -> bool:
    """Whether the report gives the table at all: that a whole table is missing is told once."""
    given = any(fact.value.state not in (State.BLANK, State.DASH) for fact in data)
    places = {row.span.line for row in data.value_rows}
    return given or (data.table.required and len(places) > 1)
