"""What cannot be right whatever the form, where it takes more than one check or report to see it."""

from __future__ import annotations

from datetime import date

import pytest

from sitegen import checking
from tests.site_tools import check, codes, minimal

FORM = """\
表单: demo
名称: 演示表
单位: 万元
小数: 2
部分:
  一、概况:
    内容:
      支出合计: {标识: total, 类型: 金额}
      概述: {标识: text, 类型: 正文}
"""
HEAD = "表单: demo\n部门: ju\n年度: 2020\n"


def found_on(root, day: date) -> list[str]:
    """The codes of what a check on that day finds, what earlier checks found being remembered."""
    return codes(checking.check(root, today=day, jobs=1).diagnostics)


def test_what_lay_in_the_future_does_so_no_longer_when_the_day_has_come(tmp_path):
    root = minimal(
        tmp_path,
        FORM,
        HEAD + "批复日期: 2026-03-10\n支出合计: 1\n",
        "# 概述\n\n截至2026年5月31日，已完成全部任务。\n",
    )
    assert found_on(root, date(2026, 1, 1)) == ["TEXT126", "DISC108"]
    assert found_on(root, date(2026, 3, 9)) == ["TEXT126", "DISC108"]
    assert found_on(root, date(2026, 3, 10)) == ["TEXT126"]
    assert found_on(root, date(2026, 5, 30)) == ["TEXT126"]
    assert found_on(root, date(2026, 5, 31)) == []
    assert found_on(root, date(2026, 1, 1)) == ["TEXT126", "DISC108"]


def test_a_report_may_be_finished_a_month_before_it_is_made_public(tmp_path):
    root = minimal(tmp_path, FORM, HEAD + "公开日期: 2026-03-10\n支出合计: 1\n")
    assert found_on(root, date(2026, 2, 6)) == ["DISC108"]
    assert found_on(root, date(2026, 2, 7)) == []


@pytest.mark.parametrize(
    ("code", "at", "actual", "body"),
    [
        ("DISC108", "公开日期", "2012-06-30", "公开日期: 2012-06-30\n支出合计: 1\n"),
        ("YEAR103", "标题", "2019", "标题: 测试局2019年度部门决算\n支出合计: 1\n"),
    ],
)
def test_what_a_published_original_is_like_can_be_explained(tmp_path, code, at, actual, body):
    explanation = f"数据说明:\n  - {{规则: {code}, 位置: {at}, 实为: {actual}, 说明: 原件如此, 批准: 王某, 有效期至: 长期}}\n"
    assert codes(check(minimal(tmp_path / "open", FORM, HEAD + body)).diagnostics) == [code]
    assert codes(check(minimal(tmp_path / "explained", FORM, HEAD + body + explanation)).diagnostics) == []


def test_a_wrong_computation_can_be_explained(tmp_path):
    narrative = "# 概述\n\n控制率136/143=91.50%。\n"
    explanation = "数据说明:\n  - {规则: TEXT125, 位置: 概述, 实为: 91.5%, 应为: 95.1049%, 说明: 原件如此, 批准: 王某, 有效期至: 长期}\n"
    root = minimal(tmp_path, FORM, HEAD + "支出合计: 1\n" + explanation, narrative)
    assert codes(check(root).diagnostics) == []
