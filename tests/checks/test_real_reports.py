"""What sitegen finds, and does not find, in the reports that were really published."""

from __future__ import annotations

import pytest

from tests.site_tools import ROOT, SEED, check, copy_of, cut


def findings(checked):
    return {(found.code, found.fact): found for found in checked.diagnostics if not found.waived}


def line_of(path, start, after=""):
    """The number of the first line that begins with `start`, after the line that begins so."""
    lines = path.read_text(encoding="utf-8").splitlines()
    begin = next((i for i, line in enumerate(lines) if line.strip().startswith(after)), 0) if after else 0
    return next(i for i, line in enumerate(lines[begin:], begin + 1) if line.strip().startswith(start))


@pytest.fixture(scope="module")
def unexplained(tmp_path_factory):
    """The sample site with the seed's 数据说明 removed."""
    root = copy_of(ROOT, tmp_path_factory.mktemp("site"))
    cut(root / SEED, "数据说明:")
    return root, check(root)


def test_the_sample_site_is_clean_because_its_findings_are_explained():
    checked = check(ROOT)
    assert findings(checked) == {}
    assert checked.summary.waived == 5
    assert checked.summary.errors == checked.summary.warnings == 0


def test_the_seed_without_explanations_shows_its_five_contradictions_and_nothing_else(unexplained):
    _, checked = unexplained
    assert set(findings(checked)) == {
        ("SUM102", "支出.基本支出[科技活动管理中心]"),
        ("SUM101", "支出.支出合计[科技活动管理中心]"),
        ("SUM101", "支出.人员支出[市科协及二级机构汇总]"),
        ("SUM101", "支出.项目支出[市科协及二级机构汇总]"),
        ("SCORE107", "绩效指标.完成情况[科技人员满意率高于98%；指标2：群众满意率高于98%]"),
    }


def test_each_is_named_at_its_own_line_with_both_sides(unexplained):
    root, checked = unexplained
    found = findings(checked)
    path = root / SEED

    blank = found["SUM102", "支出.基本支出[科技活动管理中心]"]
    assert blank.place.line == line_of(path, "3、科技活动管理中心:", after="支出:")
    assert "人员支出[科技活动管理中心]”填了 3.17 万元" in blank.message

    row = found["SUM101", "支出.支出合计[科技活动管理中心]"]
    assert row.place.line == line_of(path, "支出合计: 87.01")
    assert (row.actual[:5], row.expected[:5]) == ("87.01", "83.84")
    assert "“支出.基本支出[科技活动管理中心]”未填" in row.message

    staff = found["SUM101", "支出.人员支出[市科协及二级机构汇总]"]
    assert staff.place.line == line_of(path, "人员支出: 372.33")
    assert staff.actual.startswith("372.33 万元")
    assert staff.expected.startswith("375.5 万元")

    project = found["SUM101", "支出.项目支出[市科协及二级机构汇总]"]
    assert project.place.line == line_of(path, "项目支出: 644")
    assert project.expected.startswith("640.83 万元")

    satisfaction = next(each for (code, _), each in found.items() if code == "SCORE107")
    assert satisfaction.place.line_text.strip().endswith("{完成情况: 98%}")
    assert "高于98%" in satisfaction.message
    assert "100" in satisfaction.message


def test_case_19_is_not_checkable_where_its_source_is_cut_off_and_passes_nowhere_there():
    checked = check(ROOT / "tests/sites/case-19-zongbiao")
    assert findings(checked) == {}
    outcomes = [each for verdict in checked.verdicts for each in verdict.outcomes]
    results = {each.statement: each.result.value for each in outcomes if each.code in ("SUM101", "TAB101")}
    assert {name.split(" ")[0] for name, result in results.items() if result == "pass"} == {
        "本年收入合计",
        "总计",
    }
    cut_off = [each for each in outcomes if any(fact.startswith("支出.") for fact in each.facts)]
    assert len(cut_off) >= 3
    assert {each.result.value for each in cut_off if each.code != "SUM105"} == {"not_checkable"}


def test_the_errors_of_cases_06_and_01_are_found_by_rules_written_for_forms_in_general():
    checked = check(ROOT / "tests/sites/own-forms")
    found = findings(checked)
    assert ("SCORE105", "预算执行.得分[基本支出]") in found, "92.87 % executed, full marks"
    over = {fact for code, fact in found if code == "SCORE109"}
    assert over == {"预算执行.全年执行数[年度资金总额]", "预算执行.全年执行数[项目支出]"}
    qingshen = [key for key, each in found.items() if "qingshen" in each.place.file]
    assert {code for code, _ in qingshen} == {"FORM103", "FORM110", "SCORE110"}
    assert sum(code == "FORM110" for code, _ in qingshen) >= 2
    assert sum(code == "SCORE110" for code, _ in qingshen) == 5


def test_an_institution_that_is_misspelt_in_one_table_does_not_slip_out_of_the_checks(tmp_path):
    root = copy_of(ROOT, tmp_path)
    path = root / SEED
    path.write_text(
        path.read_text(encoding="utf-8").replace("  2、科技馆:\n", "  2、科技管:\n", 1), encoding="utf-8"
    )
    assert ("TAB103", "支出[科技管]") in findings(check(root))


def test_totals_meet_totals_whatever_they_are_called(tmp_path):
    root = copy_of(ROOT, tmp_path)
    path = root / SEED
    text = path.read_text(encoding="utf-8")
    start = text.index("\n支出:\n")
    changed = text[:start] + text[start:].replace("  市科协及二级机构汇总:", "  合计:", 1)
    changed = changed.replace("支出[市科协及二级机构汇总]", "支出[合计]")
    path.write_text(changed.replace("当年结余: -18.8\n", "当年结余: -18.9\n"), encoding="utf-8")
    assert ("TAB101", "支出.当年结余[合计]") in findings(check(root))
