"""Marks wherever they stand, through the front door: what counts, and what the page is told."""

from __future__ import annotations

from sitegen.checks.scores.scoring import execution_lines, indicators, parts, scored_facts, total_rows
from sitegen.model.forms.table import Role
from sitegen.rendering.charts.of_report import report_charts
from tests.site_tools import check, minimal

HEAD = "表单: demo\n部门: ju\n年度: 2020\n"
FORM = """\
表单: demo
名称: 演示表
单位: 万元
小数: 2
评分: {满分: 100, 总分: 总分}
部分:
  预算执行情况:
    内容:
      预算执行:
        类型: 表格
        标识: execution
        标题: 预算执行
        分值: 20
        行: {项目: 资金, 固定行: {资金总额: {标识: all}, 其他: {标识: other}}}
        列:
          预算数: {标识: budget, 角色: 预算数}
          执行数: {标识: spent, 角色: 执行数}
          执行率: {标识: rate, 类型: 百分比, 角色: 执行率}
      执行得分: {标识: execution-score, 类型: 得分, 小数: [精确, 2], 角色: 得分}
  指标:
    内容:
      评分表:
        类型: 表格
        标识: marks
        标题: 评分表
        行:
          项目: 指标
          固定行:
            履职: {标识: duties, 合计行: 是}
            任务完成率: {标识: tasks, 缩进: 1, 分值: 30}
            投诉件数: {标识: complaints, 缩进: 1, 分值: 10, 方向: 反向}
            甲类制度: {标识: first, 分值: 40, 任选: 制度}
            乙类制度: {标识: second, 分值: 40, 任选: 制度}
            总计: {标识: sum}
        列:
          目标值: {标识: target, 类型: 指标值, 角色: 目标}
          完成值: {标识: actual, 类型: 指标值, 角色: 实际}
          得分: {标识: score, 类型: 得分, 小数: [精确, 2], 角色: 得分}
      扣分原因: {标识: reasons, 类型: 文字, 角色: 原因}
      总分: {标识: total, 类型: 得分, 小数: [精确, 2]}
"""
REPORT = (
    HEAD
    + """\
预算执行:
  资金总额: {预算数: 100.00, 执行数: 95.00, 执行率: 95%}
执行得分: 19
评分表:
  履职: {得分: 38}
  任务完成率: {目标值: 100%, 完成值: 96%, 得分: 28}
  投诉件数: {目标值: 5件, 完成值: 3件, 得分: 10}
  乙类制度: {目标值: 健全, 完成值: 健全, 得分: 40}
  总计: {得分: 78}
扣分原因: 两项任务因汛期推迟
总分: 97
"""
)
MARKS = ("SCORE", "FORM", "SUM")


def codes(checked) -> list[str]:
    return [each.code for each in checked.diagnostics if each.code.startswith(MARKS)]


def checked_with(folder, *changes: tuple[str, str]):
    text = REPORT
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return check(minimal(folder, FORM, text))


def test_marks_outside_columns_make_up_the_total(tmp_path):
    checked = checked_with(tmp_path)
    assert codes(checked) == []
    (report,) = checked.site.reports
    whole = execution_lines(report)[0]
    assert whole.score is report.fields["执行得分"]
    assert whole.weight is not None and whole.weight.figure == 20
    assert [each.row.label for each in indicators(report)] == ["任务完成率", "投诉件数", "乙类制度"]
    assert sum(fact.figure for fact in scored_facts(report, Role.WEIGHT)) == 100
    assert sum(fact.figure for fact in scored_facts(report, Role.SCORE)) == 97
    assert [row.row.label for row in total_rows(report)] == ["履职", "总计"]
    assert len(parts(report)) == 5


def test_every_slip_in_them_is_found(tmp_path):
    slips = {
        ("执行得分: 19", "执行得分: 20"): ["SCORE103", "SCORE105"],
        ("履职: {得分: 38}", "履职: {得分: 37}"): ["SCORE103"],
        ("总计: {得分: 78}", "总计: {得分: 87}"): ["SCORE103"],
        ("完成值: 96%, 得分: 28", "完成值: 96%, 得分: 31"): ["SCORE102", "SCORE103", "SCORE103", "SCORE103"],
        ("扣分原因: 两项任务因汛期推迟\n", ""): ["SCORE108"],
        ("完成值: 3件", "完成值: 8件"): ["SCORE107"],
        ("完成值: 96%", "完成值: 基本完成"): ["SCORE118"],
        ("完成值: 健全, 得分: 40", "得分: 40"): ["SCORE110"],
        ("总分: 97", "总分: 98"): ["SCORE103"],
        ("  总计", "  甲类制度: {完成值: 健全, 得分: 40}\n  总计"): [
            "SCORE101", "SCORE103", "SCORE103", "SCORE123",
        ],
    }  # fmt: skip
    for number, (change, expected) in enumerate(slips.items()):
        assert sorted(codes(checked_with(tmp_path / str(number), change))) == expected, change


LIST = """\
表单: demo
名称: 演示表
单位: 万元
小数: 2
评分: {满分: 100}
部分:
  指标:
    内容:
      绩效指标:
        类型: 表格
        标识: indicators
        标题: 绩效指标
        行: {清单: 指标, 分组: [一级指标]}
        列:
          目标值: {标识: target, 类型: 指标值, 角色: 目标}
          完成值: {标识: actual, 类型: 指标值, 角色: 实际}
          分值: {标识: weight, 类型: 得分, 小数: 精确, 角色: 分值}
          得分: {标识: score, 类型: 得分, 小数: [精确, 2], 角色: 得分}
"""


def listed(number: int, *, group: str = "") -> str:
    indent = "    " if group else "  "
    rows = [
        f"{indent}指标{chr(0x4E00 + each)}: {{目标值: 90%, 完成值: {95 - each % 9}%, 分值: 2, 得分: 2}}"
        for each in range(number)
    ]
    return HEAD + "绩效指标:\n" + (f"  {group}:\n" if group else "") + "\n".join(rows) + "\n"


def charts_of(folder, report: str):
    (loaded,) = check(minimal(folder, LIST, report)).site.reports
    return [each for each in report_charts(loaded) if each.id == "chart-indicators"]


def test_the_page_counts_what_can_be_told_and_nothing_else(tmp_path):
    rows = {
        "采购执行率": ("100%", "72.74%", False),
        "在职控制率": ("100%", "92%", True),
        "结转结余率": ("2%", "0", None),
        "发放率": ("100%", "1", None),
        "满意度": ("≥90%", "≥90%", None),
        "补贴": ("6户", "无", None),
        "事故": ("0起", "0起", True),
        "制度": ("健全", "健全", None),
    }
    body = "".join(f"  {name}: {{目标值: {due}, 完成值: {done}}}\n" for name, (due, done, _) in rows.items())
    (verdict,) = check(minimal(tmp_path, LIST, HEAD + "绩效指标:\n" + body)).verdicts
    told = {f"绩效指标.完成值[{name}]": met for name, (_, _, met) in rows.items() if met is not None}
    assert verdict.attainments == told


def test_the_words_of_a_chart_count_indicators(tmp_path):
    (few,) = charts_of(tmp_path / "few", listed(12, group="产出"))
    assert few.description.startswith("12 项指标，分值合计 24 分，得分合计 24 分，得分率 100.00%。")
    two = listed(30, group="产出") + "  效益:\n" + "    就业: {目标值: 9, 完成值: 9, 分值: 40, 得分: 37}\n"
    (many,) = charts_of(tmp_path / "many", two)
    assert many.description.startswith("31 项指标，分值合计 100 分，得分合计 97 分")


def test_one_bar_for_all_indicators_is_no_chart(tmp_path):
    assert charts_of(tmp_path / "one", listed(1)) == []
    assert charts_of(tmp_path / "many", listed(50)) == []
    assert charts_of(tmp_path / "group", listed(50, group="产出")) == []


def test_a_table_that_is_cut_off_has_no_rate(tmp_path):
    cut = "资料缺失:\n  - {范围: '绩效指标.*', 说明: 原件截断}\n"
    (view,) = charts_of(tmp_path / "all", listed(5) + cut)
    assert view.description.startswith("5 项指标，原件有缺失，不是全部，其中分值合计 10 分")
    assert "得分率" not in view.description
    row = "  指标余: {}\n资料缺失:\n  - {范围: '绩效指标.*[指标余]', 说明: 原件截断}\n"
    (view,) = charts_of(tmp_path / "row", listed(5) + row)
    assert "得分率" not in view.description


def test_sums_that_a_table_prints_are_no_indicators(tmp_path):
    (view,) = charts_of(tmp_path, listed(5) + "  合计: {分值: 10, 得分: 10}\n")
    assert view.description.startswith("5 项指标，分值合计 10 分")


def test_a_row_that_sums_lacks_neither_target_nor_result(tmp_path):
    text = HEAD + (
        "绩效指标:\n  产出指标:\n    分值: 20\n    得分: 18\n"
        "    里程: {目标值: 10公里, 完成值: 11公里, 分值: 20, 得分: 18}\n"
        "  合计: {分值: 20, 得分: 18}\n"
    )
    checked = check(minimal(tmp_path, LIST.replace("满分: 100", "满分: 20"), text))
    (report,) = checked.site.reports
    cells = report.tables["绩效指标"].cells
    assert [cells[row, "完成值"].value.text for row in ("里程", "产出指标", "合计")] == ["11公里", "—", "—"]
    assert [row.label for row in report.tables["绩效指标"].rows] == ["里程", "小计", "合计"]
    assert not {"FORM103", "SCORE101", "SCORE103", "SCORE110", "SCORE118"} & set(codes(checked))


def test_a_share_pasted_into_a_percent_column_is_proposed_as_percent(tmp_path):
    for number, (written, expected) in enumerate(
        {
            "0.0900000762939453": "9%",
            "0.928700000000001": "92.87%",
            "92.8700000000001": "92.87",
            "0.0900000762939453%": "0.09%",
        }.items()
    ):
        checked = checked_with(tmp_path / str(number), ("执行率: 95%", f"执行率: {written}"))
        (found,) = [each for each in checked.diagnostics if each.code == "FORM108"]
        assert found.expected == expected
        assert expected in found.remedy


def test_a_one_for_a_hundred_percent_is_asked_with_both_spellings(tmp_path):
    checked = checked_with(tmp_path, ("执行率: 95%", "执行率: 0.95"))
    (found,) = [each for each in checked.diagnostics if each.code == "SCORE104"]
    assert "0.95%" in found.message and "95%" in found.message
    assert "写 95%（或 95）" in found.remedy
    table = LIST.replace(
        "          得分: {标识", "          到位率: {标识: rate, 类型: 百分比}\n          得分: {标识"
    )
    text = HEAD + "绩效指标:\n  道路: {目标值: 合格, 完成值: 合格, 到位率: 1}\n"
    checked = check(minimal(tmp_path / "b", table, text))
    (found,) = [each for each in checked.diagnostics if each.code == "SCORE121"]
    assert "100%" in found.message and " 1%" in found.message
    assert "写 100%" in found.remedy and "写 1%" in found.remedy


def test_remedies_name_the_own_value_and_it_mends_the_fault(tmp_path):
    table = LIST.replace("满分: 100", "满分: 20")
    cases = {
        "≥95%|≥95%": ("SCORE113", "95%"),
        "95%以上|95％以上": ("SCORE113", "95%"),
        "≤30.5万元|完成": ("SCORE118", "30.5万元"),
        "12期|100%": ("SCORE118", "12期"),
    }
    for number, (cells, (code, proposed)) in enumerate(cases.items()):
        target, written = cells.split("|")

        def found(result, target=target, number=number, code=code):
            text = HEAD + f"绩效指标:\n  道路: {{目标值: {target}, 完成值: {result}}}\n"
            checked = check(minimal(tmp_path / f"{number}-{result}", table, text))
            return [each for each in checked.diagnostics if each.code == code]

        (fault,) = found(written)
        assert f"写“{proposed}”" in fault.remedy
        assert not found(proposed)


def test_marks_in_place_of_targets_are_answered_with_the_first_of_them(tmp_path):
    def found(folder, targets):
        rows = "".join(f"  {name}: {{目标值: {due}, 完成值: 30}}\n" for name, due in targets.items())
        checked = check(minimal(tmp_path / folder, LIST, f"{HEAD}绩效指标:\n{rows}"))
        return [each for each in checked.diagnostics if each.code == "SCORE117"]

    marks = {"建设公路": "30", "验收合格": "30", "按期完成": "20", "群众满意": "20"}
    (fault,) = found("a", marks)
    assert "“建设公路”的 30 是分值的" in fault.remedy and "写“≥30”，后面加上单位" in fault.remedy
    assert not found("b", marks | {"建设公路": "≥30公里"})
    (fault,) = found(
        "c", {"投诉件数": "30"} | {name: due for name, due in marks.items() if name != "建设公路"}
    )
    assert "写“≤30”" in fault.remedy
