"""A made-up department with many reports of projects in one year, all of which count into the report of the whole.

Knows how little a project's report may say. Must not know what is measured.
"""

from __future__ import annotations

from pathlib import Path

DEPARTMENT, YEAR = "ju", 2024
SPENT = 50
"""万元 of each project."""

WHOLE_FORM = """\
表单: zhengti
名称: 整体支出自评报告
单位: 万元
小数: 2
概念:
  部门项目支出（决算）: 项目支出
部分:
  一、收支:
    内容:
      项目支出: {标识: projects, 类型: 金额}
"""


def projects(root: Path, number: int) -> Path:
    """Write a site with a department of so many projects to the new folder `root`; returns `root`."""
    content = root / "content"
    reports = content / f"reports/{YEAR}/{DEPARTMENT}"
    (content / "forms").mkdir(parents=True)
    reports.mkdir(parents=True)
    _write(content / "site.yaml", "名称: 示例市绩效公开\n主办单位: 示例市财政局\n")
    _write(content / "departments.yaml", f"{DEPARTMENT}:\n  名称: 示例市水利局\n  示例: 是\n")
    _write(content / "forms/zhengti.yaml", WHOLE_FORM)
    _write(reports / "report.yaml", f"{_head('zhengti', 'zhengti')}项目支出: {number * SPENT}.00\n")
    for each in range(1, number + 1):
        folder = reports / f"xiangmu-{each:04}"
        folder.mkdir()
        _write(folder / "report.yaml", _project(each))
    return root


def _project(number: int) -> str:
    """The report of a project."""
    money = f"年初预算数: {SPENT}.00, 全年预算数: {SPENT}.00, 全年执行数: {SPENT}.00, 执行率: 100%"
    return f"""\
{_head("mof-xiangmu-zhichu", f"xiangmu-{number:04}")}项目名称: 第{number}号渠道整修
主管部门: 示例市水利局
实施单位: 示例市水利局
项目资金:
  年度资金总额: {{{money}, 分值: 10, 得分: 10}}
  当年财政拨款: {{{money}}}
绩效指标:
  产出指标:
    数量指标:
      整修渠道: {{年度指标值: ≥{number + 2}公里, 实际完成值: {number + 3}公里, 分值: 20, 得分: 20}}
    质量指标:
      工程验收合格率: {{年度指标值: ≥95%, 实际完成值: 98%, 分值: 30, 得分: 30}}
  效益指标:
    社会效益指标:
      受益农户: {{年度指标值: ≥{number + 200}户, 实际完成值: {number + 204}户, 分值: 30, 得分: 30}}
  满意度指标:
    服务对象满意度指标:
      农户满意度: {{年度指标值: ≥95%, 实际完成值: 94%, 分值: 10, 得分: 9.5, 偏差原因分析及改进措施: 施工占道较久，明年避开农忙。}}
总分: 99.5
评价等次: 优
"""


def _head(form: str, slug: str) -> str:
    return f"表单: {form}\n部门: {DEPARTMENT}\n年度: {YEAR}\n标识: {slug}\n来源: 编写，供测量用。\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
