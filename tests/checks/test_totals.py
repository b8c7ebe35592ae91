"""What is said of sums over a whole column: the sum is named, not its first cell."""

from __future__ import annotations

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
