"""Model objects built by hand, modelled on the seed report: every kind of field, table, row and cell.

Knows the model only; no file is read.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sitegen.diagnostics import Diagnostic, Severity, Waiver
from sitegen.model.forms.form import Field, Form, Scoring, Section
from sitegen.model.forms.formula import Reference
from sitegen.model.forms.spec import LineKeys, ValueSpec, ValueType
from sitegen.model.forms.table import (
    Column,
    ColumnGroup,
    FixedRows,
    InstitutionRows,
    Line,
    ListRows,
    Table,
    TwoSided,
)
from sitegen.model.reports.fact import Fact, State, Value
from sitegen.model.reports.narrative import FactReference, Prose
from sitegen.model.reports.report import Department, Gap, Report
from sitegen.model.reports.table_data import Row, RowKind, TableData
from sitegen.model.results.outcome import Outcome, Result, Verdict
from sitegen.model.site import SiteConfig
from sitegen.numbers.figures import Figure, parse_figure
from sitegen.source import SourceFile, Span
from tests.whole_site import Site

SPAN = Span.at(SourceFile("content/reports/2020/kexie/report.yaml", "表单: demo"), 1, 1)
MONEY = ValueSpec(ValueType.MONEY, "万元")
MEASURE = ValueSpec(ValueType.MEASURE)
SCORE = ValueSpec(ValueType.SCORE, "分")
PERCENT = ValueSpec(ValueType.PERCENT, "%")
TEXT = ValueSpec(ValueType.LINE)
DEPARTMENT = Department("kexie", "岳阳市科学技术协会", jurisdiction="湖南省岳阳市")

_STATES = {
    "": State.BLANK,
    "—": State.DASH,
    "不适用": State.NOT_APPLICABLE,
    "资料缺失": State.UNAVAILABLE,
}


def value(text: str, spec: ValueSpec = MONEY) -> Value:
    """What a clerk wrote as `text`."""
    if text in _STATES:
        return Value(_STATES[text], text if text == "—" else "")
    if spec.type is ValueType.DATE:
        return Value(State.TEXT, text, day=date.fromisoformat(text))
    parsed = parse_figure(text) if spec.numeric or spec.type is ValueType.MEASURE else None
    if isinstance(parsed, Figure):
        unit = parsed.unit or spec.unit
        return Value(State.FIGURE, text, parsed.value, parsed.decimals, unit)
    return Value(State.TEXT, text)


def column(name: str, id_: str, spec: ValueSpec = MONEY, width: int = 0) -> Column:
    return Column(name, id_, name, spec, width=width)


def data(table: Table, rows: list[tuple[Row, list[str]]]) -> TableData:
    """A table filled with `rows`; a row has a text for every column, or none at all."""
    cells = {}
    for row, texts in rows:
        for leaf, text in zip(table.leaves, texts, strict=False):
            spec = table.spec(leaf, row.line)
            address = f"{table.name}.{leaf.name}[{row.key}]"
            cells[row.key, leaf.name] = Fact(address, value(text, spec), spec, SPAN)
    return TableData(table, tuple(row for row, _ in rows), cells)


def institution(label: str, kind: RowKind = RowKind.INSTITUTION) -> Row:
    return Row(label.rsplit("、", maxsplit=1)[-1], label, kind, SPAN)


def item(label: str, *groups: str) -> Row:
    return Row(label, label, RowKind.ITEM, SPAN, groups)


def empty(*groups: str) -> Row:
    return Row("/".join(groups), "", RowKind.EMPTY, SPAN, groups)


def lines(table: Table, texts: dict[str, list[str]]) -> TableData:
    """A table of fixed lines; what `texts` does not name is blank."""
    blank = [""] * len(table.leaves)
    rows = [
        (
            Row(line.name, line.label, RowKind.HEADING if line.heading else RowKind.LINE, SPAN, line=line),
            [] if line.heading else texts.get(line.name, blank),
        )
        for line in table.lines.values()
    ]
    return data(table, rows)


SPENDING = Table(
    "支出",
    "expenditure",
    "部门（单位）年度支出和结余情况",
    (
        column("支出合计", "total"),
        ColumnGroup(
            "其中：",
            (
                column("基本支出", "basic"),
                ColumnGroup("其中：", (column("人员支出", "personnel"), column("公用支出", "operating"))),
                column("项目支出", "project"),
            ),
        ),
        ColumnGroup("结余", (column("当年结余", "balance"), column("累计结余", "cumulative"))),
    ),
    InstitutionRows("机构名称", "首行"),
    unit="万元",
    note="原表未标单位。",
)
INDICATORS = Table(
    "绩效指标",
    "indicators",
    "绩效指标",
    (
        column("年度指标值", "target", MEASURE, width=2),
        column("实际完成值", "actual", MEASURE, width=2),
        column("分值", "weight", SCORE),
        column("执行率", "rate", PERCENT),
        column("偏差原因", "reason", TEXT, width=3),
    ),
    ListRows("绩效目标", ("评价内容", "评价内容")),
    unit="万元",
)
THREE_PUBLIC = Table(
    "三公经费",
    "three-public",
    "“三公”经费情况表",
    (column("预算数", "budget"), column("决算数", "final")),
    FixedRows(
        "项目",
        (
            Line("三公经费支出", "heading", "一、“三公”经费支出", "1", heading=True),
            Line("支出合计", "total", "（一）支出合计", "2"),
            Line("公务接待费", "reception", "1.公务接待费", "3", indent=1),
            Line("接待批次", "receptions", "接待批次", "4", indent=2, keys=LineKeys(ValueType.COUNT, "个")),
            Line("接待人次", "guests", "接待人次（人）", "5", indent=2, keys=LineKeys(ValueType.COUNT, "人")),
        ),
    ),
    unit="万元",
)


def side(name: str, id_: str, numbers: list[tuple[str, str]]) -> Table:
    printed = tuple(Line(line, f"line-{number}", line, number) for line, number in numbers)
    return Table(name, id_, name, (column("金额", "amount"),), FixedRows("项目", printed), unit="万元")


BOTH_SIDES = TwoSided(
    "决算总表",
    "final-accounts",
    "收入支出决算总表",
    side("决算收入", "final-income", [("财政拨款", "1"), ("本年收入合计", "4"), ("总计", "5")]),
    side(
        "决算支出",
        "final-expenditure",
        [("教育支出", "6"), ("科学支出", "7"), ("其他支出", "8"), ("本年支出合计", "9"), ("总计", "10")],
    ),
)
FIELDS = {
    "人员编制": (Field("人员编制", "quota", "人员编制", ValueSpec(ValueType.COUNT, "人")), "27"),
    "评价日期": (Field("评价日期", "day", "评价日期", ValueSpec(ValueType.DATE)), "2021-06-30"),
    "联系人": (Field("联系人", "contact", "联系人", TEXT), ""),
    "备注项": (Field("备注项", "remark", "备注项", TEXT), "=1+1"),
    "总分": (Field("总分", "score", "总分", SCORE), "100"),
    "等级": (Field("等级", "grade", "等级", TEXT), "优"),
}
DUTIES = Field("职能职责概述", "duties", "职能职责概述", ValueSpec(ValueType.NARRATIVE))
OPINION = Field("部门意见", "opinion", "部门意见", ValueSpec(ValueType.NARRATIVE))
FORM = Form(
    "demo",
    "部门整体支出绩效评价自评报告",
    "{部门}{年度}年度自评报告",
    "湖南省岳阳市",
    (
        Section("一、基本概况", (*(field for field, _ in list(FIELDS.values())[:4]), DUTIES, OPINION)),
        Section("二、收支情况", (SPENDING, THREE_PUBLIC, BOTH_SIDES)),
        Section("三、自评情况", (INDICATORS, FIELDS["总分"][0], FIELDS["等级"][0])),
    ),
    unit="万元",
    scoring=Scoring(Decimal(100), "总分", "等级"),
)
PROSE = Prose(
    "职能职责概述",
    (
        "<p>全年支出合计",
        FactReference(Reference(("支出", "支出合计")), "支出.支出合计", SPAN),
        "，兼顾 A &lt; B。</p>\n<h4>小标题</h4>\n<table>\n<caption>甲，表 1</caption>\n<thead>\n<tr>\n"
        '<th scope="col">乙</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>丙</td>\n</tr>\n</tbody>\n</table>\n',
    ),
    "全年支出合计{{支出.支出合计}}，兼顾 A < B。",
    SPAN,
)
WAIVED = "支出.人员支出[市科协及二级机构汇总]"


def tables() -> dict[str, TableData]:
    left, right = BOTH_SIDES.left, BOTH_SIDES.right
    filled = [
        data(
            SPENDING,
            [
                (
                    institution("市科协及二级机构汇总", RowKind.TOTAL),
                    ["1075.3", "431.30", "372.33", "58.97", "644", "-18.8", "100.45"],
                ),
                (
                    institution("1、科协机关"),
                    ["792.7", "431.30", "372.33", "58.97", "361.4", "-14.15", "44.2"],
                ),
                (institution("2、科技馆"), ["195.59", "", "0", "—", "不适用", "资料缺失", "123456.5"]),
            ],
        ),
        lines(
            THREE_PUBLIC,
            {
                "支出合计": ["11.32", "11.3"],
                "公务接待费": ["5.75", "5.7"],
                "接待批次": ["—", "12"],
                "接待人次": ["—", "34"],
            },
        ),
        lines(left, {"财政拨款": ["912.53"], "总计": ["1056.5"]}),
        lines(right, {"科学支出": ["1075.3"], "总计": ["1056.5"]}),
        data(
            INDICATORS,
            [
                (item("科普活动", "产出目标", "数量指标"), ["735人次", "735", "10", "100", ""]),
                (
                    item("专家入库", "产出目标", "数量指标"),
                    ["≥200", "218名副高级以上专家", "10", "99.50", "无"],
                ),
                (item("按期完成", "产出目标", "时效指标"), ["100%", "100%", "10", "100", "—"]),
                (empty("产出目标", "成本指标"), []),
                (item("社会影响", "效益目标"), ["有效", "有效", "10", "", "影响面<不大>"]),
                (item("群众满意"), ["98%", "98%", "10", "", "甲\n乙"]),
                (empty("其他目标"), []),
            ],
        ),
    ]
    return {each.table.name: each for each in filled}


def report() -> Report:
    return Report(
        form=FORM,
        department=DEPARTMENT,
        year=2020,
        slug="demo",
        title="岳阳市2020年度部门整体支出绩效评价自评报告",
        approved=None,
        published=date(2021, 6, 30),
        source="转录自公开的报告",
        note="签字处空白。",
        folder="content/reports/2020/kexie",
        fields={
            name: Fact(name, value(text, field.spec), field.spec, SPAN)
            for name, (field, text) in FIELDS.items()
        },
        tables=tables(),
        prose={"职能职责概述": PROSE},
        explanations=(),
        gaps=(Gap("部门意见", "原件没有", SPAN), Gap("支出.当年结余[科技馆]", "看不清", SPAN)),
        span=SPAN,
    )


def verdict() -> Verdict:
    waiver = Waiver("按原报告公开。", "办公室", "长期")
    waived = Diagnostic(
        "SUM101", "identity", Severity.ERROR, "相差 3.17 万元。", SPAN.place, fact=WAIVED, waiver=waiver
    )
    rounded = Diagnostic(
        "SUM103",
        "rounding",
        Severity.INFO,
        "在四舍五入的范围之内。",
        SPAN.place,
        fact="三公经费.决算数[支出合计]",
    )
    return Verdict(
        "2020/kexie/demo",
        (
            Outcome("SUM101", Result.PASS, "支出.基本支出[科协机关]", "基本支出 = 人员支出 + 公用支出"),
            Outcome("SUM103", Result.PASS, rounded.fact, "支出合计 = 公务接待费", diagnostic=rounded),
            Outcome("SUM101", Result.WAIVED, WAIVED, "汇总 = 其余各行之和", diagnostic=waived),
            Outcome(
                "YEAR101", Result.NOT_CHECKABLE, "支出.累计结余[科技馆]", "年初 = 上年年末", "没有上年报告"
            ),
        ),
        (waived, rounded),
    )


def site(base_url: str = "https://example.org") -> Site:
    config = SiteConfig("绩效公开", "市财政局", base_url, "4306000001", "公开各部门的绩效。", "电话见首页")
    return Site(config, {"kexie": DEPARTMENT}, {"demo": FORM}, (report(),))
