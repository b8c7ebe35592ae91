"""A document becomes a report by one command, which says what it did and checks what it wrote."""

from __future__ import annotations

import io
import json
import shutil

import docx
import pytest

from tests.calling import call
from tests.importing import documents
from tests.rendering.pages_under_test import examples
from tests.site_tools import ROOT, TODAY

SEED = "2020/yueyang-kexie/yueyang-bumen-zhengti"
FOLDER = "content/reports/2020/yueyang-kexie/yueyang-bumen-zhengti"


@pytest.fixture
def site(tmp_path):
    (tmp_path / "content").mkdir()
    for name in ("site.yaml", "departments.yaml"):
        shutil.copyfile(ROOT / "content" / name, tmp_path / "content" / name)
    return tmp_path


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "自评报告.docx"
    path.write_bytes(documents.word(examples()[SEED][1]))
    return path


def run(site, *arguments):
    return call("import", *map(str, arguments), "--root", str(site), "--today", TODAY.isoformat())


def test_a_document_becomes_a_report_that_is_checked(site, document):
    done = run(site, document, "--department", "yueyang-kexie")
    assert "按表单“部门整体支出绩效评价自评报告”（yueyang-bumen-zhengti），2020 年度" in done.stdout
    assert f"已写入 {FOLDER}/report.yaml" in done.stdout
    assert "核对了 1 份报告" in done.stdout
    assert done.returncode == 1, "the report contradicts itself, as its original does"
    report = (site / FOLDER / "report.yaml").read_text(encoding="utf-8")
    assert "基本支出: 431.30" in report, "decimals stay as they are"
    assert "# 预期目标\n\n目标1：" in (site / FOLDER / "narrative.md").read_text(encoding="utf-8")


def test_the_report_is_the_one_from_which_the_document_was_made(site, document, tmp_path):
    run(site, document, "--department", "yueyang-kexie")
    told = json.loads(
        call("check", "--root", str(site), "--format", "json", "--today", TODAY.isoformat()).stdout
    )
    original = json.loads(
        call(
            "check",
            "content/reports/2020",
            "--root",
            str(ROOT),
            "--format",
            "json",
            "--today",
            TODAY.isoformat(),
        ).stdout
    )

    def sums(findings):
        return sorted(
            (each["code"], each["fact"], each["expected"])
            for each in findings["diagnostics"]
            if each["code"].startswith("SUM")
        )

    assert sums(told) == sums(original) != []


def test_every_finding_names_the_place_in_the_document(site, document):
    done = run(site, document, "--department", "yueyang-kexie")
    finding = next(
        line for line in done.stdout.splitlines() if "“支出.人员支出[市科协及二级机构汇总]”填" in line
    )
    assert "（原件：正文第 2 张表第 4 行第 4 格）" in finding


def test_dry_run_writes_nothing(site, document):
    done = run(site, document, "--dry-run")
    assert done.returncode == 0
    assert "没有改动任何文件" in done.stdout
    assert not (site / "content/reports").exists()


def test_json_tells_the_fate_of_every_text(site, document):
    done = run(site, document, "--dry-run", "--format", "json")
    told = json.loads(done.stdout)
    assert told["form"] == "yueyang-bumen-zhengti"
    assert told["year"] == 2020
    assert sum(told["summary"].values()) == len(told["entries"])
    addresses = {address for entry in told["entries"] for address in entry["addresses"]}
    assert {"支出.人员支出[科协机关]", "人员编制", "预期目标"} <= addresses


def test_html_is_a_page_of_its_own(site, document):
    page = run(site, document, "--dry-run", "--format", "html").stdout
    assert page.startswith("<!DOCTYPE html>")
    assert "支出.人员支出[科协机关]" in page
    assert "<script" not in page


def test_several_files_are_one_report(site, tmp_path, document):
    more = docx.Document()
    more.add_paragraph("岳阳市2020年度部门整体支出绩效评价自评报告补充")
    more.add_paragraph("财政部门归口业务科室意见：同意")
    data = io.BytesIO()
    more.save(data)
    second = tmp_path / "意见.docx"
    second.write_bytes(data.getvalue())
    run(site, document, second, "--department", "yueyang-kexie", "--form", "yueyang-bumen-zhengti")
    narrative = (site / FOLDER / "narrative.md").read_text(encoding="utf-8")
    assert "# 财政部门归口业务科室意见\n\n同意" in narrative


# What must be known


def test_without_a_department_nothing_is_written(site, document):
    done = run(site, document)
    assert done.returncode == 2
    assert "--department" in done.stderr
    assert not (site / "content/reports").exists()


def test_a_department_that_is_not_there(site, document):
    done = run(site, document, "--department", "meiyou")
    assert done.returncode == 2
    assert "没有编号为“meiyou”的部门" in done.stderr


def test_a_title_without_a_year_wants_one(site, tmp_path):
    made = docx.Document()
    made.add_paragraph("部门整体支出绩效评价自评报告")
    made.add_paragraph("人员编制：27")
    made.save(path := tmp_path / "a.docx")
    done = run(site, path, "--dry-run", "--form", "yueyang-bumen-zhengti")
    assert done.returncode == 2
    assert "--year" in done.stderr
    assert run(site, path, "--dry-run", "--form", "yueyang-bumen-zhengti", "--year", "2020").returncode == 0


def test_a_document_of_no_form_is_refused(site, tmp_path):
    made = docx.Document()
    made.add_paragraph("2020年会议通知")
    made.add_paragraph("定于周五下午开会。")
    made.save(path := tmp_path / "a.docx")
    done = run(site, path, "--dry-run")
    assert done.returncode == 2
    assert "--form" in done.stderr


def test_forms_that_come_near_each_other_are_named(site, tmp_path):
    path = tmp_path / "a.docx"
    made = docx.Document()
    made.add_paragraph("2022年度项目支出绩效自评表")
    table = made.add_table(1, 6)
    for at, text in enumerate(("项目名称", "某项目", "主管部门", "某局", "实施单位", "某所")):
        table.cell(0, at).text = text
    made.save(path)
    done = run(site, path, "--dry-run")
    assert done.returncode == 2
    assert "--form" in done.stderr


def test_of_forms_alike_that_of_the_departments_region_is_taken(site, tmp_path):
    key = "2023/shili-keji/kepu-huimin"
    path = tmp_path / "2023.docx"
    path.write_bytes(documents.word(examples()[key][1]))
    assert run(site, path, "--dry-run").returncode == 2
    departments = site / "content/departments.yaml"
    for region, form in (("湖北省示例市", "mof-xiangmu-zhichu"), ("安徽省示例市", "anhui-xiangmu-zhichu")):
        departments.write_text(f"ju:\n  名称: 示例局\n  地区: {region}\n", encoding="utf-8")
        done = run(site, path, "--dry-run", "--department", "ju")
        assert f"（{form}）" in done.stdout


# Over a report that is there


def changed_document(tmp_path, old, new):
    report = examples()[SEED][1]
    path = tmp_path / "新的.docx"
    made = docx.Document(io.BytesIO(documents.word(report)))
    cells = [cell for table in made.tables for row in table.rows for cell in row.cells if cell.text == old]
    assert cells
    cells[0].text = new
    made.save(path)
    return path


def test_the_same_document_again_changes_nothing(site, document):
    run(site, document, "--department", "yueyang-kexie")
    before = (site / FOLDER / "report.yaml").read_bytes()
    done = run(site, document, "--department", "yueyang-kexie")
    assert "没有改动任何文件" in done.stdout
    assert (site / FOLDER / "report.yaml").read_bytes() == before


def test_a_newer_document_shows_what_changes_and_waits_for_force(site, document, tmp_path):
    run(site, document, "--department", "yueyang-kexie")
    path = site / FOLDER / "report.yaml"
    hand_made = path.read_text(encoding="utf-8").replace("人员编制: 27", "人员编制: 27    # 编办批复")
    hand_made += (
        "\n数据说明:\n  - {规则: DISC105, 位置: 评价组组长签字, 说明: 原件空白, 批准: 编辑, 有效期至: 长期}\n"
    )
    path.write_text(hand_made, encoding="utf-8")
    newer = changed_document(tmp_path, "361.4", "362.4")
    done = run(site, newer, "--department", "yueyang-kexie")
    assert done.returncode == 1
    assert "361.4 → 362.4" in done.stdout
    assert "--force" in done.stdout
    assert path.read_text(encoding="utf-8") == hand_made
    run(site, newer, "--department", "yueyang-kexie", "--force")
    assert path.read_text(encoding="utf-8") == hand_made.replace("361.4", "362.4"), "and nothing else"


def test_what_was_blank_is_filled_without_force(site, document, tmp_path):
    run(site, document, "--department", "yueyang-kexie")
    path = site / FOLDER / "report.yaml"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace("人员编制: 27\n", ""), encoding="utf-8")
    done = run(site, document, "--department", "yueyang-kexie")
    assert "人员编制：（空） → 27" in done.stdout
    assert "人员编制: 27\n" in path.read_text(encoding="utf-8")


def test_another_folder(site, document):
    done = run(site, document, "--department", "yueyang-kexie", "--to", site / "content/reports/2020/kexie")
    assert (site / "content/reports/2020/kexie/report.yaml").exists()
    assert "核对了 1 份报告" in done.stdout


def test_a_link_is_not_written_through(site, document, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder = site / FOLDER
    folder.parent.mkdir(parents=True)
    folder.symlink_to(elsewhere)
    done = run(site, document, "--department", "yueyang-kexie")
    assert done.returncode == 2
    assert "符号链接" in done.stderr
    assert list(elsewhere.iterdir()) == []
