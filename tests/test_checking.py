"""What `sitegen check` can do besides: some reports only, baselines, rules of the site's own choice."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace as replaced

import pytest

from sitegen import baseline, checking, pipeline
from sitegen.cache.snapshot import SourceChanged
from sitegen.diagnostics import Severity
from sitegen.site.report_checker import ReportChecker
from sitegen.workers.pool import WORTH_IT
from tests.site_tools import ROOT, SEED, TODAY, check, codes, copy_of, cut, minimal, replace

FORM = """\
表单: demo
名称: 演示表
单位: 万元
小数: 2
部分:
  一、支出:
    内容:
      支出合计: {标识: total, 类型: 金额}
      基本支出: {标识: basic, 类型: 金额}
      项目支出: {标识: project, 类型: 金额}
      总体情况: {标识: overview, 类型: 正文}
    校验:
      - 支出合计 = 基本支出 + 项目支出
"""
REPORT = """\
表单: demo
部门: ju
年度: 2020
支出合计: 3.00
基本支出: 1.00
项目支出: 1.00
"""
WRONG = "content/reports/2020/ju/report.yaml"


@pytest.fixture
def broken(tmp_path):
    """A site with one report whose total is wrong."""
    return minimal(tmp_path, FORM, REPORT, "# 总体情况\n\n支出合计3.00万元，，基本支出1.50万元。\n")


@pytest.fixture
def sample(tmp_path):
    """The sample site without the seed's explanations."""
    root = copy_of(ROOT, tmp_path)
    cut(root / SEED, "数据说明:")
    return root


# Some reports only


def only(root, *paths):
    return checking.check(root, today=TODAY, only=[root / path for path in paths])


def test_of_some_reports_only_their_findings_are_given(sample):
    everything = check(sample)
    seed = only(sample, "content/reports/2020/yueyang-kexie")
    other = only(sample, "content/reports/2021")
    assert seed.reports == ("2020/yueyang-kexie/yueyang-bumen-zhengti",)
    assert seed.diagnostics == tuple(
        each for each in everything.diagnostics if each.report.startswith("2020/")
    )
    assert {report.split("/")[0] for report in other.reports} == {"2021"}
    assert other.diagnostics == tuple(
        each for each in everything.diagnostics if each.report.startswith("2021/")
    )


def test_a_report_alone_is_still_compared_with_last_years(tmp_path):
    form = FORM.replace("基本支出 + 项目支出", "基本支出 + 项目支出\n      - 基本支出 = 上年.项目支出")
    root = minimal(tmp_path, form, REPORT.replace("3.00", "2.00"))
    before = root / "content/reports/2019/ju/report.yaml"
    before.parent.mkdir(parents=True)
    before.write_text(
        REPORT.replace("2020", "2019").replace("项目支出: 1.00", "项目支出: 2.00"), encoding="utf-8"
    )
    assert codes(only(root, "content/reports/2020").diagnostics) == ["YEAR101"]


def test_what_is_wrong_with_reports_of_other_departments_is_not_told(sample):
    (sample / "content/reports/2021/chongqing-jiangbei/report.yaml").write_text(
        "部门: chongqing-jiangbei\n\tx", encoding="utf-8"
    )
    assert codes(only(sample, "content/reports/2022").diagnostics) == []
    assert "YAML105" in codes(check(sample).diagnostics)


def test_a_report_that_is_there_twice_is_told_by_either_path(sample):
    twin = sample / "content/reports/2020/twin"
    twin.mkdir()
    (twin / "report.yaml").write_bytes((sample / SEED).read_bytes())
    assert "SITE102" in codes(only(sample, "content/reports/2020/twin").diagnostics)
    assert "SITE102" in codes(only(sample, "content/reports/2020/yueyang-kexie").diagnostics)


def test_where_settings_cannot_be_read_the_reports_still_are(sample):
    (sample / "content/site.yaml").unlink()
    (sample / SEED).write_text("表单: [", encoding="utf-8")
    (sample / "content/reports/2021/chongqing-jiangbei/report.yaml").write_text("表单: [", encoding="utf-8")
    everywhere = check(sample).diagnostics
    assert {"SITE101", "YAML105"} <= set(codes(everywhere))
    some = only(sample, "content/reports/2020")
    assert {each.place.file for each in some.diagnostics} == {SEED, "content/site.yaml"}
    (sample / SEED).write_bytes((ROOT / SEED).read_bytes())
    assert checking.stops(only(sample, "content/reports/2020"), strict=False), "nothing of it was checked"


def test_settings_are_told_of_whatever_reports_are_checked(sample):
    replace(sample / "content/site.yaml", "名称:", "规则: {不查: [SUM999]}\n名称:")
    assert codes(only(sample, "content/reports/2022").diagnostics) == ["SITE106"]


def test_a_file_that_cannot_be_read_is_a_finding(sample):
    (sample / SEED).unlink()
    (sample / SEED).symlink_to("/proc/self/mem")  # root may not read this either
    assert [each.code for each in check(sample).diagnostics if each.place.file == SEED] == ["YAML101"]


# What earlier checks have found


@pytest.fixture
def examined(monkeypatch):
    """Keys of the reports that are checked, and not remembered."""
    keys, examine = [], ReportChecker.examine

    def noting(self, task):
        keys.append(task.head.key)
        return examine(self, task)

    monkeypatch.setattr(ReportChecker, "examine", noting)
    return keys


def test_what_has_not_changed_is_not_checked_again(sample, examined):
    first = check(sample)
    assert sorted(examined) == sorted(first.reports)
    del examined[:]
    assert check(sample) == first
    assert examined == []
    replace(sample / SEED, "支出合计: 792.7", "支出合计: 792.8")
    changed = check(sample)
    assert {key.split("/")[1] for key in examined} == {"yueyang-kexie"}
    assert changed.diagnostics == checking.check(copy_of(sample, sample / "again"), today=TODAY).diagnostics
    assert changed.diagnostics != first.diagnostics


def test_a_build_remembers_what_a_check_has_found(sample, examined, tmp_path):
    found = check(sample)
    del examined[:]
    built = pipeline.build(sample, tmp_path / "output", today=TODAY, pdf=False, jobs=1)
    assert examined == []
    assert built.checked.diagnostics == found.diagnostics


def test_several_processes_find_what_one_does(tmp_path):
    root = copy_of(ROOT, tmp_path)
    for number in range(20):
        twin = root / f"content/reports/20{30 + number}/yueyang-kexie"
        twin.mkdir(parents=True)
        text = (root / SEED).read_text(encoding="utf-8").replace("年度: 2020", f"年度: 20{30 + number}")
        (twin / "report.yaml").write_text(text, encoding="utf-8")
    several = checking.check(root, today=TODAY, jobs=2)
    assert len(several.reports) >= WORTH_IT, "otherwise no process is started"
    assert several == replaced(
        checking.check(copy_of(root, tmp_path / "alone"), today=TODAY, jobs=1), root=root
    )


def test_where_nothing_can_be_kept_the_findings_are_the_same(sample):
    found = check(sample)
    shutil.rmtree(sample / ".sitegen")
    (sample / ".sitegen").write_text("in the way", encoding="utf-8")
    assert check(sample) == found


def test_a_file_that_is_saved_meanwhile_is_checked_as_it_is_then(sample):
    saved = []

    def save(done, _of, _what):
        if done == 1 and not saved:
            saved.append(done)
            for report in (sample / "content/reports").rglob("report.yaml"):
                report.write_text(report.read_text(encoding="utf-8") + "\n# 又保存了一次\n", encoding="utf-8")

    found = checking.check(sample, today=TODAY, jobs=1, progress=save)
    assert saved
    assert found == checking.check(sample, today=TODAY)


def test_a_file_that_does_not_stop_changing_is_named(sample):
    def save(_done, _of, _what):
        for report in (sample / "content/reports").rglob("report.yaml"):
            report.write_text(report.read_text(encoding="utf-8") + "\n# 又保存了一次\n", encoding="utf-8")

    with pytest.raises(SourceChanged, match="content/reports"):
        checking.check(sample, today=TODAY, jobs=1, progress=save)


# Baselines


def test_known_findings_fail_nothing_and_new_ones_do(broken, tmp_path):
    file = tmp_path / "baseline.json"
    before = check(broken)
    assert checking.stops(before, strict=False)
    assert baseline.write(file, before.diagnostics) == len(codes(before.diagnostics)) > 1
    again = checking.with_baseline(check(broken), baseline.read(file))
    assert all(each.known for each in again.diagnostics)
    assert again.summary.known == len(again.diagnostics)
    assert not checking.stops(again, strict=True)
    replace(broken / WRONG, "项目支出: 1.00", "项目支出: 1.10")
    changed = checking.with_baseline(check(broken), baseline.read(file))
    assert [each.code for each in changed.diagnostics if not each.known] == ["SUM101"]
    assert checking.stops(changed, strict=False), "with another figure it is another finding"


def test_a_finding_is_known_whatever_its_line(broken, tmp_path):
    file = tmp_path / "baseline.json"
    baseline.write(file, check(broken).diagnostics)
    report = broken / WRONG
    report.write_text("# 一行注释\n\n" + report.read_text(encoding="utf-8"), encoding="utf-8")
    assert all(each.known for each in checking.with_baseline(check(broken), baseline.read(file)).diagnostics)


def test_what_is_gone_is_counted(broken, tmp_path):
    file = tmp_path / "baseline.json"
    baseline.write(file, check(broken).diagnostics)
    replace(broken / WRONG, "支出合计: 3.00", "支出合计: 2.00")
    checked = checking.with_baseline(check(broken), baseline.read(file))
    assert checked.gone >= 1
    assert "SUM101" not in codes(checked.diagnostics)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 1}', '{"version": 99, "findings": []}', "\x80"]
)
def test_what_is_no_baseline_is_refused(text, tmp_path):
    file = tmp_path / "baseline.json"
    file.write_text(text, encoding="latin-1")
    with pytest.raises(baseline.BadBaseline, match="基线"):
        baseline.read(file)


def test_a_baseline_can_be_read_by_people(broken, tmp_path):
    file = tmp_path / "baseline.json"
    baseline.write(file, check(broken).diagnostics)
    found = json.loads(file.read_text(encoding="utf-8"))["findings"]
    assert {"code": "SUM101", "fact": "支出合计"}.items() <= next(
        each for each in found if each["code"] == "SUM101"
    ).items()


# Rules of the site's own choice


def with_rules(root, text):
    (root / "content/site.yaml").write_text(f"名称: 测试站\n规则:\n{text}", encoding="utf-8")
    return check(root)


def test_rules_that_are_turned_off_find_nothing(broken):
    assert {"SUM101", "TEXT114"} <= set(codes(check(broken).diagnostics))
    checked = with_rules(broken, "  不查: [SUM101, TEXT]\n")
    assert not {"SUM101", "TEXT114", "TEXT120"} & set(codes(checked.diagnostics))
    assert {"SUM101", "TEXT114"} <= checked.settings.disabled
    assert not any(outcome.code == "SUM101" for verdict in checked.verdicts for outcome in verdict.outcomes)


def test_only_some_rules(broken):
    checked = with_rules(broken, "  只查: [SUM]\n  不查: [SUM103]\n")
    assert set(codes(checked.diagnostics)) == {"SUM101"}
    assert "SUM103" in checked.settings.disabled


def test_a_severity_of_the_sites_own(broken):
    checked = with_rules(broken, "  级别: {SUM: 警告, TEXT: 提示}\n")
    severities = {each.code: each.severity for each in checked.diagnostics}
    assert severities["SUM101"] is Severity.WARNING
    assert severities["TEXT114"] is Severity.INFO
    assert not checking.stops(checked, strict=False)
    assert checking.stops(checked, strict=True)


def test_an_explanation_of_a_rule_that_is_off_is_not_called_unused(tmp_path):
    root = copy_of(ROOT, tmp_path)
    checked = with_rules(root, "  不查: [SUM101, SUM102, SCORE107, TEXT]\n")
    assert "WAIVE101" not in codes(checked.diagnostics)
