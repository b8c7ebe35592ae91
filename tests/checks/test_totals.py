"""What is said of sums over a whole column: the sum is named, not its first cell."""

from __future__ import annotations

from sitegen.model.results.outcome import Result
from tests.site_tools import check, minimal

FORM = """表单: demo
名称: 演示表
单位: 万元
小数: 2
部分:
  一、任务:
    内容:
      总额: {标识: all, 类型: 金额}
      比例: {标识: share, 类型: 百分比}
      任务:
        类型: 表格
        标识: tasks
        标题: 任务
        行: {清单: 任务}
        列:
          金额: {标识: amount}
    校验:
      - 合计(任务.金额) = 总额 × 比例
"""


def test_sum_of_a_column_is_named_and_few_of_its_cells_are_listed(tmp_path):
    rows = "".join(f"  事项{number}: {{金额: 1.00}}\n" for number in range(300))
    report = (
        f"表单: demo\n部门: ju\n年度: 2020\n总额: 600.00\n比例: 49%\n任务:\n{rows}  合计: {{金额: 300.00}}\n"
    )
    (found,) = check(minimal(tmp_path, FORM, report)).diagnostics
    assert found.code == "TAB101"
    assert found.message.startswith(
        "“合计(任务.金额)”是 300 万元，按“合计(任务.金额) = 总额 × 比例”应为 294 万元"
    )
    assert found.fact == "任务.金额[事项0]"
    assert len(found.related) == 20


def test_single_figure_is_what_is_wrong_on_whichever_side_it_stands(tmp_path):
    form = FORM.replace("总额 × 比例", "总额")
    report = "表单: demo\n部门: ju\n年度: 2020\n总额: 3.00\n任务:\n  甲: {金额: 2.00}\n"
    (found,) = check(minimal(tmp_path, form, report)).diagnostics
    assert found.fact == "总额"
    assert "“总额”填 3 万元，按“合计(任务.金额) = 总额”应为 2 万元" in found.message


def test_blank_figure_on_the_right_is_not_demanded(tmp_path):
    form = FORM.replace("总额 × 比例", "总额")
    report = "表单: demo\n部门: ju\n年度: 2020\n总额:\n任务:\n  甲: {金额: 2.00}\n"
    assert not check(minimal(tmp_path, form, report)).diagnostics


NAMES = """表单: demo
名称: 演示表
单位: 万元
小数: 2
部分:
  一、三公:
    内容:
      经费:
        类型: 表格
        标识: funds
        标题: 经费
        行:
          固定行:
            合计: {标识: sum}
            因公出国（境）费: {标识: abroad}
            其他: {标识: other}
        列:
          金额: {标识: amount}
        校验:
          - 合计 = 因公出国（境）费 + 其他
          - 合计 = 合计(因公出国（境）费:其他)
          - 合计 = 合计（因公出国（境）费，其他）
          - {公式: "经费.金额[合计] = 合计(经费.金额)"}
"""


def test_names_with_wide_brackets_and_a_line_called_like_a_function(tmp_path):
    report = "表单: demo\n部门: ju\n年度: 2020\n经费:\n  合计: {金额: 3.00}\n  因公出国（境）费: {金额: 2.00}\n  其他: {金额: 1.00}\n"
    right = check(minimal(tmp_path / "right", NAMES, report))
    assert not right.diagnostics
    wrong = check(minimal(tmp_path / "wrong", NAMES, report.replace("3.00", "3.50"))).diagnostics
    assert [(found.code, found.fact) for found in wrong] == [("SUM101", "经费.金额[合计]")] * 4


RATE = """表单: demo
名称: 演示表
单位: 万元
小数: 2
部分:
  一、执行:
    内容:
      资金:
        类型: 表格
        标识: funds
        标题: 资金
        行: {清单: 项目}
        列:
          预算数: {标识: budget}
          执行数: {标识: spent}
          执行率: {标识: rate, 类型: 百分比}
        校验:
          - 执行率 = 执行数 ÷ 预算数
"""


def test_a_ratio_of_nothing_is_told_apart_from_one_that_cannot_be_computed(tmp_path):
    rows = {
        "零": ("{预算数: 0, 执行数: 0, 执行率: —}", Result.NOT_CHECKABLE),
        "缺预算": ("{预算数: —, 执行数: 1.00, 执行率: 5%}", Result.NOT_CHECKABLE),
        "没有": ("{预算数: —, 执行数: —, 执行率: —}", Result.NOT_APPLICABLE),
        "空": ("{预算数: , 执行数: , 执行率: }", Result.NOT_APPLICABLE),
        "对": ("{预算数: 2.00, 执行数: 1.00, 执行率: 50%}", Result.PASS),
    }
    written = "".join(f"  {name}: {cells}\n" for name, (cells, _) in rows.items())
    checked = check(minimal(tmp_path, RATE, f"表单: demo\n部门: ju\n年度: 2020\n资金:\n{written}"))
    assert not checked.diagnostics
    results = [each.result for each in checked.verdicts[0].outcomes if each.code == "SUM101"]
    assert results == [result for _, result in rows.values()]
