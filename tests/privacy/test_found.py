"""Personal data are found however they are written and wherever they stand: every way of `writings`, every carrier."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from tests.privacy import carriers
from tests.privacy.writings import MAIL, MOBILE, NARRATIVE, RESIDENT, YAML
from tests.site_tools import check, minimal

NUMBER = "13800138000"
LOCATION = "PRIV108"

FORM = """表单: demo
名称: 演示表
单位: 万元
小数: 2
部分:
  一、概况:
    内容:
      联络电话: {标识: phone, 类型: 电话}
      说明: {标识: remark, 类型: 文字}
      支出合计: {标识: total, 类型: 金额}
      概述: {标识: overview, 类型: 正文}
      名单:
        类型: 表格
        标识: people
        标题: 名单
        行: {机构: 姓名}
        列:
          手机号: {标识: mobile, 类型: 整数}
          身份证号: {标识: identity, 类型: 文字}
          住处: {标识: home, 标签: 家庭住址, 类型: 文字}
          QQ: {标识: chat, 标签: QQ号, 类型: 文字}
          人数: {标识: persons, 类型: 整数}
"""

MISSED = {
    "narrative: 7 4",  # 1380013 8000 without a word of what it is: two figures beside one another
}
"""Ways that are not found, and why."""


@dataclass(frozen=True)
class Way:
    """A way to publish personal data: what is written in which files of a report, or of the site. The files are made
    when somebody asks: there are hundreds, and whoever lists the tests needs none.
    """

    name: str
    code: str
    report: str = ""
    narrative: str = ""
    files: dict[str, Callable[[], bytes]] = field(default_factory=dict)
    around: tuple[str, int, str] | None = None
    """A file of the site, the line that is found (0: any), and what is written there."""


def _reports() -> Iterator[Way]:
    for name, code, text in NARRATIVE:
        yield Way(f"narrative: {name}", code, narrative=f"# 概述\n\n{text}\n")
    for name, code, text in YAML:
        yield Way(f"report: {name}", code, report=text)
    for kind, makes in (("docx", carriers.WORD), ("xlsx", carriers.EXCEL), ("pdf", carriers.PDF)):
        for name, make in makes.items():
            yield Way(f"{kind}: {name}", MOBILE, files={f"a.{kind}": partial(make, NUMBER)})
    for name, (file, make) in (*carriers.PICTURES.items(), *carriers.OTHERS.items()):
        yield Way(f"file: {name}", MOBILE, files={file: partial(make, NUMBER)})
    for name, (file, kind) in carriers.LOCATED.items():
        yield Way(f"place: {name}", LOCATION, files={file: partial(carriers.located, kind)})
    yield Way(
        "place: JPEG, filled gap", LOCATION, files={"a.jpg": partial(carriers.located, "JPEG", filled=True)}
    )
    for name in (f"{NUMBER}.txt", f"张某{NUMBER}.txt", f"张某_{NUMBER}_终稿.txt", "138-0013-8000.txt"):
        yield Way(f"name: {name}", MOBILE, files={name: "好".encode})
    yield Way("name: ID", RESIDENT, files={"张某110101199001010015.txt": "好".encode})


REPORTS = tuple(_reports())
AROUND = (
    Way("site: publisher", MOBILE, around=("site.yaml", 2, f"主办单位: 测试{NUMBER}")),
    Way("site: escaped", MOBILE, around=("site.yaml", 3, '简介: "联系\\x313800138000"')),
    Way("site: contact", MOBILE, around=("site.yaml", 4, "联系方式: 电话 138-0013-8000")),
    Way("department: description", MOBILE, around=("departments.yaml", 3, f"  简介: 电话{NUMBER}")),
    Way("department: comment", MOBILE, around=("departments.yaml", 4, f"  地区: 测试 # {NUMBER}")),
    *(
        Way(f"form: {key}", code, around=(f"forms/f{number}.yaml", 0, FORM.replace(*change)))
        for number, (key, code, change) in enumerate(
            (
                ("source", MOBILE, ("单位: 万元", f"单位: 万元\n来源: 电话{NUMBER}")),
                ("escaped", MAIL, ("单位: 万元", '单位: 万元\n来源: "example88\\x40qq.com"')),
                ("label", MOBILE, ("类型: 文字", f"类型: 文字, 标签: 说明{NUMBER}")),
                ("hint", MOBILE, ("类型: 文字", f"类型: 文字, 提示: 填{NUMBER}")),
                ("comment", MOBILE, ("小数: 2", f"小数: 2 # 问{NUMBER}")),
            )
        )
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def found(tmp_path_factory) -> set[tuple[str, int, str]]:
    """Everything that a check of one site with all ways finds: file, line, code."""
    root = minimal(
        tmp_path_factory.mktemp("ways"), FORM, "表单: demo\n部门: ju\n年度: 2020\n支出合计: 1.00\n"
    )
    content = root / "content"
    site, departments = ["名称: 测试站"], ["ju:", "  名称: 测试局"]
    lines = {"site.yaml": site, "departments.yaml": departments}
    for way in AROUND:
        assert way.around is not None
        name, _, text = way.around
        if name in lines:
            lines[name].append(text)
        else:
            (content / name).write_text(
                text.replace("表单: demo", f"表单: {Path(name).stem}"), encoding="utf-8"
            )
    departments += [line for at in range(len(REPORTS)) for line in (f"d{at}:", f"  名称: 测试第{at}局")]
    for name, text in lines.items():
        (content / name).write_text("\n".join(text) + "\n", encoding="utf-8")
    for at, way in enumerate(REPORTS):
        folder = _folder(root, at)
        folder.mkdir(parents=True)
        total = "" if "支出合计" in way.report else "支出合计: 1.00\n"
        head = f"表单: demo\n部门: d{at}\n年度: 2020\n{total}"
        (folder / "report.yaml").write_text(f"{head}{way.report}\n", encoding="utf-8")
        if way.narrative:
            (folder / "narrative.md").write_text(way.narrative, encoding="utf-8")
        for name, make in way.files.items():
            (folder / name).write_bytes(make())
    return {(each.place.file, each.place.line, each.code) for each in check(root).diagnostics}


def _folder(root: Path, at: int) -> Path:
    return root / f"content/reports/2020/d{at}"


@pytest.mark.parametrize("at", range(len(REPORTS)), ids=[way.name for way in REPORTS])
def test_in_a_report(found, at):
    way, folder = REPORTS[at], _folder(Path(), at).as_posix()
    codes = {code for file, _, code in found if file.startswith(f"{folder}/")}
    assert (way.code in codes) is (way.name not in MISSED)
    assert "PRIV107" not in codes, "everything could be read"


@pytest.mark.parametrize("way", AROUND, ids=[way.name for way in AROUND])
def test_around_the_reports(found, way):
    name, line, _ = way.around
    lines = {at for file, at, code in found if file == f"content/{name}" and code == way.code}
    assert lines
    assert not line or line in lines


def test_a_figure_is_nobodys(tmp_path):
    report = "表单: demo\n部门: ju\n年度: 2020\n支出合计: 1.00\n名单:\n  甲: {人数: 13800138000}\n"
    assert not [each for each in check(minimal(tmp_path, FORM, report)).diagnostics if "PRIV" in each.code]


def test_enough_ways():
    assert len(REPORTS) + len(AROUND) >= 260
    assert len(MISSED) * 20 <= len(REPORTS), "at least 95 % are found"
