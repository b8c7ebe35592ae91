"""The same through the front door: one site of many reports, checked once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from random import Random

from sitegen.diagnostics import Diagnostic
from tests.prose.equations import Equation
from tests.prose.generated import Text, text
from tests.prose.written_numbers import Number, slipped
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
SILENT = ("change", "change of both", "from to", "nested")
"""Patterns told in the reports."""
Slip = tuple[Number, Number]


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


def test_reports_whose_figures_agree_pass(tmp_path):
    made = {f"ju{seed}": text(Random(seed), Random(seed).choices(SILENT, k=2)) for seed in range(120)}
    told = {name: (each.year, each.markdown().markdown) for name, each in made.items()}
    assert not found_in(tmp_path, told)


def test_the_sentence_with_the_slip_is_named_and_no_other(tmp_path):
    made: dict[str, tuple[Text, Slip]] = {}
    for seed in range(120):
        random = Random(seed)
        each = text(random, random.choices(SILENT, k=3))
        slip = slip_in(each, random)
        if slip is not None:
            made[f"ju{seed}"] = each, slip
    told = {name: (each.year, each.markdown(*slip).markdown) for name, (each, slip) in made.items()}
    found = found_in(tmp_path, told)
    assert len(made) > 60
    silent = [each for name, (_, each) in told.items() if name not in found]
    assert len(silent) <= 0.05 * len(told), silent[0]
    for name, (each, (old, new)) in made.items():
        places = each.markdown(old, new).places
        line, _ = next(at for at, number in places.items() if number is old)
        for one in found[name]:
            lines = {one.place.line, *(related.place.line for related in one.related)}
            assert line in lines, (told[name], one.message)


def slip_in(made: Text, random: Random) -> Slip | None:
    """A number of one of the text's equations, and the same with a slip that makes it fail."""
    equations: list[Equation] = [each for told in made.told for each in told.equations]
    for equation in random.sample(equations, len(equations)):
        old = random.choice(equation.numbers)
        new = slipped(old, random)
        if new is not None and equation.fails(old, new):
            return old, new
    return None
