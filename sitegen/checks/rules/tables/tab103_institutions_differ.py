"""TAB103: tables of one report name different institutions."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.rule import Subject
from sitegen.diagnostics import Diagnostic, Related, Rule, Severity
from sitegen.model.forms.table import InstitutionRows
from sitegen.model.reports.table_data import RowKind, TableData
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "TAB103",
    "institutions-differ",
    Severity.ERROR,
    "各表的机构不一致",
    checks="一份报告里，按机构分行的各张表列出的机构（去掉序号后的名称）相同；没有填的表不算。",
    why="跨表核对按机构名称找到同一行；名称写得不一样，就核对不到，错误的数字会漏过去。",
    example="收入:\n  科技馆: {收入合计: 200.45}\n支出:\n  科技管: {支出合计: 195.59}    # 写错一个字",
    remedy="把同一机构的名称改成一样；确实只在一张表里有的，在“数据说明”里写明。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each further table of institutions, compared with the first."""
    tables = [
        data
        for data in subject.report.tables.values()
        if isinstance(data.table.rows, InstitutionRows) and data.rows
    ]
    for data in tables[1:]:
        statement = f"{data.table.name} 与 {tables[0].table.name} 的机构相同"
        found = tuple(_differences(tables[0], data, subject.report.key))
        if not found:
            yield Outcome(RULE.code, Result.PASS, data.table.name, statement)
        for each in found:
            yield Outcome(RULE.code, Result.FAIL, each.fact, statement, diagnostic=each)


def _differences(first: TableData, other: TableData, report: str) -> Iterator[Diagnostic]:
    """Institutions that only one of two tables names; totals are called by many names."""
    for here, there in ((other, first), (first, other)):
        named = [row for row in there.value_rows if row.kind is not RowKind.TOTAL]
        names = "、".join(row.key for row in named)
        for row in here.value_rows:
            if row.kind is not RowKind.TOTAL and there.row(row.key) is None:
                yield RULE.found(
                    row.span.place,
                    f"“{here.table.name}”里有“{row.key}”，“{there.table.name}”里没有。",
                    report=report,
                    fact=f"{here.table.name}[{row.key}]",
                    expected=names,
                    actual=row.key,
                    related=(Related(there.table.name, names, there.value_rows[0].span.place),),
                )
