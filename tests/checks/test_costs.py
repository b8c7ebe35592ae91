"""What SCORE119 says of money: costs are not completed, and 元 for 万元 is a slip worth a question."""

from __future__ import annotations

from pathlib import Path

from tests.site_tools import check, minimal

FORM = """\
表单: demo
名称: 演示表
单位: 万元
部分:
  一、自评:
    内容:
      预算执行:
        类型: 表格
        标识: execution
        标题: 预算执行
        行: {项目: 资金, 固定行: {资金总额: {标识: all}}}
        列:
          预算数: {标识: budget, 角色: 预算数}
          执行数: {标识: spent, 角色: 执行数}
      绩效指标:
        类型: 表格
        标识: indicators
        标题: 绩效指标
        行: {清单: 三级指标}
        列:
          指标值: {标识: target, 类型: 指标值, 角色: 目标}
          完成值: {标识: actual, 类型: 指标值, 角色: 实际}
          原因: {标识: reason, 类型: 文字, 角色: 原因}
"""
HEAD = (
    "表单: demo\n部门: ju\n年度: 2020\n预算执行:\n  资金总额: {预算数: 1315.42, 执行数: 1102.75}\n绩效指标:\n"
)


def _found(folder: Path, row: str) -> str:
    minimal(folder, FORM, f"{HEAD}  {row}\n")
    (found,) = [each for each in check(folder).diagnostics if each.code == "SCORE119"]
    return f"{found.message}{found.remedy}"


def test_a_cost_ten_thousand_times_too_low_is_asked_about_its_unit(tmp_path: Path) -> None:
    said = _found(tmp_path, "项目成本: {指标值: ≤1315.42万元, 完成值: 1102.75元, 原因: 节约}")
    assert "只用了不到 0.01%" in said
    assert "若是 1102.75 万元，就与指标值相当：单位可能写错了" in said
    assert "超出" not in said
    assert "完成了" not in said


def test_an_amount_of_the_funds_tells_the_unit_too(tmp_path: Path) -> None:
    said = _found(tmp_path, "项目成本: {指标值: ≤5000万元, 完成值: 1102.75元, 原因: 节约}")
    assert "若是 1102.75 万元，就与预算执行里的数相同" in said


def test_a_cost_of_a_tenth_is_worded_for_costs(tmp_path: Path) -> None:
    said = _found(tmp_path, "项目成本: {指标值: ≤30万元, 完成值: 3万元}")
    assert "只用了 10%，没有写原因" in said
    assert "为什么用得这么少" in said
    assert "单位可能" not in said
