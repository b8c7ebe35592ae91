"""One site of many reports with a narrative each, checked once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from sitegen.diagnostics import Diagnostic
from tests.site_tools import check

FORM = """\
表单: demo
名称: 演示表
单位: 万元
部分:
  一、概况:
    内容:
      编号: {标识: number, 类型: 文字}
      概述: {标识: text, 类型: 正文}
"""
RULES = ("TEXT121", "TEXT122", "TEXT123", "TEXT124", "TEXT127")


def found_in(root: Path, narratives: Mapping[str, tuple[int, str]]) -> Mapping[str, list[Diagnostic]]:
    """What the rules find in each department's report: `narratives` holds its year and its text."""
    content = root / "content"
    (content / "forms").mkdir(parents=True)
    (content / "forms/demo.yaml").write_text(FORM, encoding="utf-8")
    (content / "site.yaml").write_text("名称: 测试站\n主办单位: 测试\n", encoding="utf-8")
    departments = "".join(f"{name}:\n  名称: {name}局\n" for name in narratives)
    (content / "departments.yaml").write_text(departments, encoding="utf-8")
    for name, (year, narrative) in narratives.items():
        report = content / f"reports/{year}/{name}"
        report.mkdir(parents=True)
        report_text = f"表单: demo\n部门: {name}\n年度: {year}\n编号: 甲\n"
        (report / "report.yaml").write_text(report_text, encoding="utf-8")
        (report / "narrative.md").write_text(narrative, encoding="utf-8")
    found: dict[str, list[Diagnostic]] = defaultdict(list)
    diagnostics = check(root).diagnostics
    assert not [each for each in diagnostics if each.code.startswith("FORM")]
    for each in diagnostics:
        if each.code in RULES:
            found[Path(each.place.file).parent.name].append(each)
    return found
