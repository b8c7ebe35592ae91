"""Tables that hold targets and no results: what counts, beside indicators and alone."""

from __future__ import annotations

from pathlib import Path

from sitegen.checks.scores.scoring import scored_facts
from sitegen.model.forms.table import Role
from tests.site_tools import check, minimal

HEAD = "表单: demo\n部门: ju\n年度: 2020\n"
PLANNED = """\
      申报指标:
        类型: 表格
        标识: planned
        标题: 申报指标
        行: {清单: 三级指标}
        列:
          指标值: {标识: target, 类型: 指标值, 角色: 目标}
          权重: {标识: weight, 类型: 得分, 角色: 分值}
"""
RESULTS = """\
      自评指标:
        类型: 表格
        标识: results
        标题: 自评指标
        行: {清单: 三级指标}
        列:
          目标值: {标识: target, 类型: 指标值, 角色: 目标}
          完成值: {标识: actual, 类型: 指标值, 角色: 实际}
          分值: {标识: weight, 类型: 得分, 角色: 分值}
          得分: {标识: score, 类型: 得分, 角色: 得分}
"""
FORM = "表单: demo\n名称: 演示表\n单位: 万元\n评分: {满分: 100}\n部分:\n  一、指标:\n    内容:\n"
TARGETS = "申报指标:\n  甲: {指标值: ≥3场, 权重: 60}\n  乙: {指标值: ≥4场, 权重: 40}\n"


def test_targets_alone_count_toward_the_full_marks(tmp_path: Path) -> None:
    checked = check(minimal(tmp_path, FORM + PLANNED, HEAD + TARGETS))
    (report,) = checked.site.reports
    assert [fact.figure for fact in scored_facts(report, Role.WEIGHT)] == [60, 40]
    assert [each.code for each in checked.diagnostics if each.code.startswith(("SCORE", "FORM"))] == []


def test_beside_results_what_was_planned_is_not_counted_twice(tmp_path: Path) -> None:
    results = (
        "自评指标:\n  甲: {目标值: ≥3场, 完成值: 4场, 分值: 60, 得分: 60}\n"
        "  乙: {目标值: ≥4场, 完成值: 5场, 分值: 40, 得分: 40}\n"
    )
    checked = check(minimal(tmp_path, FORM + PLANNED + RESULTS, HEAD + TARGETS + results))
    (report,) = checked.site.reports
    assert sum(fact.figure for fact in scored_facts(report, Role.WEIGHT)) == 100
    assert "SCORE101" not in [each.code for each in checked.diagnostics]
