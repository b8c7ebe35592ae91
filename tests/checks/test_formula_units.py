"""A number in a formula has the unit of what it is compared with, on reports that are checked."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Diagnostic
from tests.site_tools import check, minimal

FORM = """\
表单: demo
名称: 演示表
单位: 万元
部分:
  一、概况:
    内容:
      资金总额: {标识: funds, 类型: 金额}
      补助: {标识: grant, 类型: 金额}
      单价: {标识: price, 类型: 金额, 单位: 元}
      数量: {标识: quantity, 类型: 整数, 单位: 台}
      人数: {标识: staff, 类型: 整数, 单位: 人}
      完成率: {标识: done, 类型: 百分比}
      分值: {标识: weight, 类型: 得分}
      得分: {标识: score, 类型: 得分}
      支出:
        类型: 表格
        标识: spent
        标题: 支出
        行: {项目: 项目, 固定行: {甲: {标识: a}, 乙: {标识: b}, 台数: {标识: n, 类型: 整数, 单位: 台}}}
        列:
          金额: {标识: amount}
          折合元: {标识: yuan, 单位: 元}
        校验:
          - {公式: 甲 ≤ 5, 列: [金额, 折合元]}
    校验:
"""


def found(tmp_path, formula: str, report: str) -> tuple[Diagnostic, ...]:
    form = f"{FORM}      - {formula}\n"
    return check(minimal(tmp_path, form, f"表单: demo\n部门: ju\n年度: 2020\n{report}\n")).diagnostics


@pytest.mark.parametrize(
    ("formula", "good", "bad"),
    [
        ("资金总额 ≤ 5", "资金总额: 4", "资金总额: 6"),
        ("资金总额 ≤ 5", "资金总额: 5", "资金总额: 5.1"),
        ("补助 ≥ 50", "补助: 50", "补助: 4"),
        ("补助 = 40000", "补助: 40000", "补助: 4"),
        ("补助 = 40000元", "补助: 4", "补助: 4.1"),
        ("补助 = 资金总额 + 1", "补助: 4\n资金总额: 3", "补助: 4\n资金总额: 4"),
        ("1 + 资金总额 = 补助", "补助: 4\n资金总额: 3", "补助: 4\n资金总额: 4"),
        ("补助 ≥ -(3)", "补助: 1", ""),
        ("完成率 ≥ 90", "完成率: 95", "完成率: 89%"),
        ("完成率 ≥ 90%", "完成率: 90", "完成率: 89%"),
        ("完成率 ≤ 资金总额 ÷ 补助", "完成率: 90\n资金总额: 4\n补助: 4", "完成率: 90\n资金总额: 2\n补助: 4"),
        ("完成率 = 补助 ÷ 资金总额 × 100", "完成率: 80\n补助: 4.00\n资金总额: 5.00", "完成率: 90\n补助: 4.00\n资金总额: 5.00"),
        ("完成率 = 100 × 补助 ÷ 资金总额", "完成率: 80\n补助: 4.00\n资金总额: 5.00", "完成率: 90\n补助: 4.00\n资金总额: 5.00"),
        ("补助 ÷ 资金总额 ≥ 90%", "补助: 9.5\n资金总额: 10.0", "补助: 8.5\n资金总额: 10.0"),
        ("补助 ÷ 人数 ≤ 2", "补助: 4\n人数: 2", "补助: 9\n人数: 2"),
        ("得分 = 20 × 完成率", "得分: 19\n完成率: 95%", "得分: 17\n完成率: 95%"),
        ("得分 = 20分 × 完成率", "得分: 19\n完成率: 95%", "得分: 17\n完成率: 95%"),
        ("得分 = 分值 × 完成率 ÷ 100", "得分: 19\n分值: 20\n完成率: 95%", "得分: 17\n分值: 20\n完成率: 95%"),
        ("得分 = 最小(10, 20 × 完成率)", "得分: 10\n完成率: 95%", "得分: 9\n完成率: 95%"),
        ("得分 = 100 × 完成率 - 5", "得分: 90\n完成率: 95%", "得分: 60\n完成率: 95%"),
        ("补助 = 单价 × 数量", "补助: 4\n单价: 2000\n数量: 20", "补助: 5\n单价: 2000\n数量: 20"),
        ("补助 = 0.5 × 人数", "补助: 4\n人数: 8", "补助: 5\n人数: 8"),
        ("补助 = 500元 × 人数", "补助: 4\n人数: 80", "补助: 5\n人数: 80"),
        ("补助 ≤ 资金总额 × 1.1", "补助: 11\n资金总额: 10", "补助: 13\n资金总额: 10"),
        ("补助 ≤ 资金总额 × 110％", "补助: 11\n资金总额: 10", "补助: 13\n资金总额: 10"),
        ("数量 = 补助 ÷ 单价", "补助: 4\n单价: 2000\n数量: 20", "补助: 4\n单价: 2000\n数量: 30"),
        ("人数 ≤ 3 人", "人数: 3", "人数: 4"),
        ("资金总额 ≥ 0", "资金总额: 0", ""),
        ("5 ≥ 资金总额", "资金总额: 5", "资金总额: 6"),
        ("得分 = 20 × (100 - 完成率)", "得分: 1\n完成率: 95", "得分: 3\n完成率: 95"),
        ("得分 = 60 + 40 × 完成率", "得分: 98\n完成率: 95", "得分: 99\n完成率: 95"),
        ("完成率 = 补助 ÷ 资金总额 - 1", "完成率: 5\n补助: 105.00\n资金总额: 100.00", "完成率: 7\n补助: 105.00\n资金总额: 100.00"),
        ("完成率 = (补助 ÷ 资金总额 - 1) × 100", "完成率: 5\n补助: 105.00\n资金总额: 100.00", "完成率: 7\n补助: 105.00\n资金总额: 100.00"),
        ("补助 ÷ 资金总额 ≤ 100", "补助: 100.00\n资金总额: 100.00", "补助: 105.00\n资金总额: 100.00"),
    ],
)  # fmt: skip
def test_what_holds_is_silent_and_what_does_not_is_found(tmp_path, formula, good, bad):
    assert not [each for each in found(tmp_path / "good", formula, good) if each.severity == "error"]
    if bad:
        codes = [each.code for each in found(tmp_path / "bad", formula, bad)]
        assert codes == ["SUM101" if "=" in formula else "SUM104"]


def test_a_limit_is_worded_in_its_unit(tmp_path):
    (money,) = found(tmp_path / "money", "资金总额 ≤ 5", "资金总额: 6")
    assert "左边 6 万元，右边 5 万元，超出 1 万元" in money.message
    (rate,) = found(tmp_path / "rate", "补助 ÷ 资金总额 ≥ 90%", "补助: 8\n资金总额: 10")
    assert "左边 80%，右边 90%" in rate.message


def test_between_lines_a_number_has_the_unit_of_each_column(tmp_path):
    report = "支出:\n  甲: {金额: 4, 折合元: 40000}"
    (only,) = found(tmp_path, "资金总额 ≤ 5", report)
    assert (only.code, only.fact) == ("SUM104", "支出.折合元[甲]")
    assert "右边 5 元" in only.message
