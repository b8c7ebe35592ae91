"""The command line as its users call it: output, exit codes, refusals. Never a traceback."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest
import yaml

from sitegen import __version__
from sitegen.loading.forms.files import load_forms
from tests.calling import call, fresh
from tests.site_tools import ROOT, SEED, copy_of, cut, minimal

FORM = """\
表单: demo
名称: 演示表
单位: 万元
小数: 2
部分:
  一、概况:
    内容:
      金额: {标识: amount, 类型: 金额, 可负: 是, 必填: 是}
"""


@pytest.fixture
def broken(tmp_path):
    """The sample site of the seed's year, without its explanations."""
    root = copy_of(ROOT, tmp_path, year=2020)
    cut(root / SEED, "数据说明:")
    return root


def test_version_and_help():
    assert fresh("--version").stdout == f"sitegen {__version__}\n"
    assert "check" in fresh("--help").stdout


def test_check_exits_0_when_clean_and_1_on_findings(broken):
    assert fresh("check", "--root", str(ROOT)).returncode == 0
    done = fresh("check", "--root", str(broken))
    assert done.returncode == 1
    assert f"{SEED}:22:11 错误 SUM101 identity-does-not-hold" in done.stdout
    assert "    人员支出: 372.33" in done.stdout
    assert "\x1b[" not in done.stdout, "plain in a pipe"
    assert done.stdout.splitlines()[-1].startswith("核对了 1 份报告")


def test_build_exits_1_when_nothing_is_published_and_0_when_it_is(broken, tmp_path):
    arguments = ("--root", str(broken), "--no-pdf", "--output", str(tmp_path / "output"))
    assert call("build", *arguments).returncode == 1
    assert not (tmp_path / "output").exists()
    fine = minimal(tmp_path / "fine", FORM, "表单: demo\n部门: ju\n年度: 2020\n金额: 1\n")
    assert call("build", "--root", str(fine), "--no-pdf").returncode == 0
    assert (fine / "output/index.html").exists()


def test_root_may_stand_before_or_after_the_command(broken):
    assert call("--root", str(broken), "check").returncode == 1
    assert call("--root", str(ROOT), "check", "--root", str(broken)).returncode == 1
    assert call("check", cwd=broken).returncode == 1


def test_the_json_report_has_its_documented_shape(broken):
    done = call("check", "--root", str(broken), "--format", "json")
    assert done.returncode == 1
    document = json.loads(done.stdout)
    assert document["version"] == 1
    assert set(document["summary"]) == {
        "pass", "fail", "waived", "not_checkable", "not_applicable", "error", "warning", "info",
        "known",
    }  # fmt: skip
    assert document["summary"]["error"] == 5
    finding = next(each for each in document["diagnostics"] if each["code"] == "SUM101")
    assert {
        "code", "name", "severity", "message", "file", "line", "column", "report", "fact", "expected", "actual",
        "waived", "related",
    } <= set(finding)  # fmt: skip
    assert (finding["file"], finding["line"], finding["column"]) == (SEED, 22, 11)
    assert set(finding["related"][0]) == {"fact", "file", "line", "column", "value"}
    clean = json.loads(call("check", "--root", str(ROOT), "--format", "json").stdout)
    assert len(clean["diagnostics"]) >= 15
    assert all(each["waived"] for each in clean["diagnostics"])


def test_warnings_fail_only_when_strict(tmp_path):
    root = str(minimal(tmp_path, FORM, "表单: demo\n部门: ju\n年度: 2020\n金额: １２\n"))
    assert call("check", "--root", root).returncode == 0
    assert call("check", "--root", root, "--strict").returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--root", "/nonexistent"],
        ["check", "--no-such-option"],
        ["explain", "NOPE101"],
        ["forms", "show", "nope"],
        ["new", "--form", "nope", "--department", "x", "--year", "2020"],
        ["new", "--form", "sangong-yusuan", "--department", "nope", "--year", "2020"],
    ],
)
def test_wrong_calls_exit_2_with_one_sentence(arguments):
    done = call(*arguments, cwd=ROOT)
    assert done.returncode == 2
    assert done.stderr.strip()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["new", "--form", "demo", "--department", "ju", "--year", "2021年"], "1949 到 2200 之间的整数"),
        (["new", "--form", "demo", "--department", "ju", "--year", "3000"], "1949 到 2200 之间的整数"),
        (["new", "--form", "demoo", "--department", "ju", "--year", "2021"], "是不是“demo”？"),
        (["new", "--form", "演示表", "--department", "ju", "--year", "2021"], "编号是“demo”"),
        (["new", "--form", "demo", "--department", "测试局", "--year", "2021"], "--department ju"),
        (["new", "--form", "demo", "--department", "jv", "--year", "2021"], "是不是“ju”？"),
        (["new", "--form", "demo", "--department", "ju", "--year", "2021", "--slug", "a--b"], "不连写两个"),
        (["check", "--today", "2021年"], "2021-06-30"),
        (["check", "--format", "pdf"], "只能是 text"),
        (["sign", "不存在.pdf"], "没有这个文件"),
    ],
)
def test_wrong_arguments_are_answered_in_chinese_with_what_is_due(tmp_path, arguments, words):
    minimal(tmp_path, FORM, "表单: demo\n部门: ju\n年度: 2020\n金额: 1\n")
    done = call(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert "is not" not in done.stderr
    assert "does not" not in done.stderr


def test_new_makes_no_second_copy_of_a_report_that_lies_elsewhere(tmp_path):
    minimal(tmp_path, FORM, "表单: demo\n部门: ju\n年度: 2020\n金额: 1\n")
    before = sorted(tmp_path.rglob("*"))
    done = call("new", "--form", "demo", "--department", "ju", "--year", "2020", cwd=tmp_path)
    assert done.returncode == 2
    assert "content/reports/2020/ju/report.yaml 已经是这份报告" in done.stderr
    assert sorted(tmp_path.rglob("*")) == before
    done = call("new", "--form", "demo", "--department", "ju", "--year", "2020", "--slug", "er", cwd=tmp_path)
    assert done.returncode == 0


def test_a_folder_of_somebody_else_is_never_replaced(tmp_path):
    root = minimal(tmp_path / "site", FORM, "表单: demo\n部门: ju\n年度: 2020\n金额: 12\n")
    target = tmp_path / "precious"
    target.mkdir()
    (target / "thesis.txt").write_text("years of work", encoding="utf-8")
    done = fresh("build", "--root", str(root), "--output", str(target), "--no-pdf")
    assert done.returncode == 2
    assert (target / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_explain_by_code_by_name_and_all():
    by_code = call("explain", "SUM101").stdout
    assert "表内合计与分项不符" in by_code
    assert call("explain", "identity-does-not-hold").stdout == by_code
    assert "SUM101" in call("explain").stdout
    assert by_code.splitlines()[0].lstrip("# ") in call("explain", "--all").stdout


def test_forms_are_listed_shown_and_described_by_a_schema():
    listed = call("forms", "list").stdout
    for name in ("yueyang-bumen-zhengti", "mof-xiangmu-zhichu", "yunnan-gongkai14", "bumen-juesuan"):
        assert name in listed
    shown = call("forms", "show", "yueyang-bumen-zhengti").stdout
    assert "校验：支出合计 = 基本支出 + 项目支出" in shown
    for form in load_forms(ROOT).usable.values():
        shown = call("forms", "show", form.id).stdout
        names = [column.name for table in form.tables.values() for column in table.leaves]
        assert all(re.search(rf"列 (?:.* › )?{re.escape(name)}", shown) for name in names), form.id
    for form, report in [
        ("yueyang-bumen-zhengti", SEED),
        ("yunnan-gongkai14", "content/reports/2022/yongde-minglang-zhongxue/report.yaml"),
        ("sangong-yusuan", "content/reports/2021/chongqing-jiangbei/report.yaml"),
        ("wenzi-baogao", "content/reports/2023/shili-jiaotong/sangong-shuoming/report.yaml"),
    ]:
        schema = json.loads(call("forms", "schema", form).stdout)
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        written = yaml.load((ROOT / report).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        assert [error.message for error in validator.iter_errors(written)] == []
        assert not validator.is_valid(written | {"没有这一项": "1"})


@pytest.mark.parametrize(
    "form",
    ["yueyang-bumen-zhengti", "yunnan-gongkai14", "bumen-juesuan", "sangong-yusuan", "wenzi-baogao"],
)
def test_a_new_site_and_a_new_report_load_and_lack_only_what_is_required(tmp_path, form):
    assert call("init", str(tmp_path)).returncode == 0
    assert call("init", str(tmp_path)).returncode == 2, "nothing is overwritten"
    new = [
        "new",
        "--root",
        str(tmp_path),
        "--form",
        form,
        "--department",
        "example-bureau",
        "--year",
        "2021",
    ]
    assert call(*new).returncode == 0
    assert call(*new).returncode == 2
    assert (tmp_path / f".schemas/{form}.schema.json").is_file()
    document = json.loads(call("check", "--root", str(tmp_path), "--format", "json").stdout)
    # Besides: nobody has signed, nothing is approved or public yet, an empty table is not explained, and where
    # nothing is required, nothing is filled in.
    required = {"FORM103", "DISC104", "DISC105", "DISC106", "DISC109"}
    assert {each["code"] for each in document["diagnostics"]} <= required


def test_doctor_names_every_part():
    done = fresh("doctor")
    assert done.returncode == 0
    for part in ("Python", "WeasyPrint", "Pango", "Noto"):
        assert part.lower() in done.stdout.lower()


def test_codes_are_stable_between_text_and_json(broken):
    from tests.site_tools import check

    found = [each.code for each in check(broken).diagnostics]
    assert found == [
        each["code"]
        for each in json.loads(call("check", "--root", str(broken), "--format", "json").stdout)["diagnostics"]
    ]
