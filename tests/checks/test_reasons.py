"""What SCORE108 says of a lost reason: in the words of the form, and of what the clerk wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site_tools import check, minimal

FORM = """\
表单: demo
名称: 演示表
单位: 万元
小数: 2
部分:
  一、自评:
    内容:
      绩效指标:
        类型: 表格
        标识: indicators
        标题: 绩效指标
        行: {清单: 三级指标}
        列:
          完成值: {标识: actual, 类型: 指标值, 角色: 实际}
          分值: {标识: weight, 类型: 得分, 小数: 精确, 角色: 分值}
          得分: {标识: score, 类型: 得分, 小数: [1, 2], 角色: 得分}
          原因: {标识: reason, 标签: 扣分原因及改进措施, 类型: 文字, 角色: 原因}
"""


@pytest.mark.parametrize(
    ("reason", "said"),
    [("", "没有写“扣分原因及改进措施”"), ("无", "“扣分原因及改进措施”只写了“无”，没有说明原因")],
)
def test_a_missing_reason_is_told_in_the_words_of_the_form(tmp_path: Path, reason: str, said: str) -> None:
    report = f"表单: demo\n部门: ju\n年度: 2020\n绩效指标:\n  到位率: {{完成值: 90%, 分值: 10, 得分: 9, 原因: {reason}}}\n"
    minimal(tmp_path, FORM, report)
    (found,) = [each for each in check(tmp_path).diagnostics if each.code == "SCORE108"]
    assert said in found.message
    assert "在“扣分原因及改进措施”里补写" in found.remedy
