"""Bad inputs, numbered as in the design: one clear finding with file, line and column each time.

Every input goes in by the front door, as a file of a site that is checked. Nothing may raise, and
nothing may be published.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from sitegen import pipeline
from sitegen.model.reports.fact import State
from sitegen.reading.text import MARKDOWN_LIMIT, YAML_LIMIT
from sitegen.rendering import theme
from sitegen.rendering.templates import environment
from sitegen.rendering.theme import Theme
from sitegen.rendering.urls import safe_url
from tests.site_tools import ROOT, TODAY, check, minimal

FORM = """\
表单: demo
名称: 演示表
单位: 万元
小数: 2
部分:
  一、概况:
    内容:
      编号: {标识: number, 类型: 文字}
      开关: {标识: switch, 类型: 文字}
      金额: {标识: amount, 类型: 金额}
      人数: {标识: people, 类型: 整数, 单位: 人}
      日期: {标识: day, 类型: 日期}
      说明: {标识: text, 类型: 正文}
"""
HEAD = "表单: demo\n部门: ju\n年度: 2020\n"
REPORT = "content/reports/2020/ju/report.yaml"
NARRATIVE = "content/reports/2020/ju/narrative.md"


def found(folder: Path, body: str | bytes, narrative: str | None = None):
    """The findings about a report whose file is HEAD and `body` (or, as bytes, the whole file)."""
    root = minimal(folder, FORM, HEAD + body if isinstance(body, str) else "", narrative)
    if isinstance(body, bytes):
        (root / REPORT).write_bytes(body)
    checked = check(root)
    built = pipeline.build(root, folder / "output", today=TODAY, pdf=False)
    errors = [each for each in checked.diagnostics if each.severity == "error"]
    assert built.published is not bool(errors)
    assert (folder / "output").exists() is not bool(errors), "nothing is published in spite of errors"
    return list(checked.diagnostics)


def only(diagnostics, code, line, column, file=REPORT):
    """The one finding, of rule `code` at its place."""
    places = [(each.code, each.place.file, each.place.line, each.place.column) for each in diagnostics]
    assert places == [(code, file, line, column)], [each.message for each in diagnostics]
    return diagnostics[0]


def value(folder: Path, body: str, name: str):
    """The value of a field of a report that has no findings."""
    root = minimal(folder, FORM, HEAD + body)
    checked = check(root)
    assert [each.message for each in checked.diagnostics] == []
    return checked.site.reports[0].fields[name].value


def test_01_alias_bomb(tmp_path):
    body = "a: &a [x]\n" + "".join(f"b{i}: &b{i} [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n" for i in range(9))
    diagnostics = found(tmp_path, body)
    anchors = [each for each in diagnostics if each.code == "YAML108"]
    assert (anchors[0].place.line, anchors[0].place.column) == (4, 4)
    assert len(anchors) > 9


def test_02_merge_key_bomb(tmp_path):
    diagnostics = found(tmp_path, "金额: &a {x: 1}\n编号:\n  <<: [*a, *a]\n")
    assert {(each.code, each.place.line) for each in diagnostics} >= {("YAML108", 4), ("YAML108", 6)}


def test_03_nested_brackets_neither_crash_nor_hang(tmp_path):
    only(found(tmp_path, "金额: " + "[" * 100_000), "YAML106", 4, 5 + 31)


def test_04_duplicate_key_names_both_lines(tmp_path):
    finding = only(found(tmp_path, "金额: 1\n人数: 2\n金额: 3\n"), "YAML107", 6, 1)
    assert "第 4 行" in finding.message
    assert finding.related[0].place.line == 4


@pytest.mark.parametrize("word", ["no", "on", "off", "yes", "NO", "true", "~"])
def test_05_no_implicit_booleans(tmp_path, word):
    assert value(tmp_path, f"开关: {word}\n", "开关").text == word


def test_06_leading_zeros_stay_in_texts_and_are_refused_as_figures(tmp_path):
    assert value(tmp_path / "text", "编号: 000123\n", "编号").text == "000123"
    only(found(tmp_path / "figure", "金额: 000123\n"), "FORM104", 4, 5)


def test_07_texts_and_decimals_stay_as_written(tmp_path):
    assert value(tmp_path / "id", "编号: 110101199003070000\n", "编号").text == "110101199003070000"
    written = value(tmp_path / "figure", "金额: 1.10\n", "金额")
    assert (written.figure, written.decimals, written.text) == (Decimal("1.10"), 2, "1.10")


@pytest.mark.parametrize("text", ["12:30:45", "1_000"])
def test_08_times_and_underscores_are_no_figures(tmp_path, text):
    assert value(tmp_path / "text", f"编号: {text}\n", "编号").text == text
    only(found(tmp_path / "figure", f"金额: {text}\n"), "FORM104", 4, 5)


def test_09_exponents_are_no_figures(tmp_path):
    assert "科学记数" in only(found(tmp_path, "金额: 1e3\n"), "FORM104", 4, 5).message


def test_10_a_day_that_does_not_exist(tmp_path):
    only(found(tmp_path / "field", "日期: 2025-02-30\n"), "FORM111", 4, 5)
    head = found(tmp_path / "head", "公开日期: 2025-02-30\n")
    assert (head[0].code, head[0].place.line, head[0].place.column) == ("FORM117", 4, 7)


def test_11_five_thousand_digits(tmp_path):
    finding = only(found(tmp_path, "金额: " + "9" * 5000 + "\n"), "FORM104", 4, 5)
    assert len(finding.message) < 200


@pytest.mark.parametrize("text", [".nan", ".inf", "-.inf", "NaN", "Infinity"])
def test_12_not_a_number(tmp_path, text):
    only(found(tmp_path, f"金额: {text}\n"), "FORM104", 4, 5)


@pytest.mark.parametrize(
    "text",
    ["!!python/object/apply:os.system [ls]", "!foo x", "!!binary aGk=", "!!set {}", "!!str 1", "! 1"],
)
def test_13_tags(tmp_path, text):
    diagnostics = found(tmp_path, f"编号: {text}\n")
    # A list or set behind a tag has the wrong shape besides.
    shapes = [each for each in diagnostics if each.code != "FORM102"]
    only(shapes, "YAML109", 4, 5)


def test_14_a_number_as_key_is_the_same_text_key(tmp_path):
    diagnostics = found(tmp_path, '1: a\n"1": b\n')
    assert ("YAML107", 5, 1) in [(each.code, each.place.line, each.place.column) for each in diagnostics]


def test_15_a_list_that_contains_itself(tmp_path):
    diagnostics = found(tmp_path, "编号: &a [*a]\n")
    assert [each.code for each in diagnostics if each.code.startswith("YAML")] == ["YAML108", "YAML108"]


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        ((HEAD + "编号: 岳阳\n").encode("gbk"), 1, "GBK"),
        ((HEAD + "编号: 岳阳\n").encode("utf-16"), 1, "UTF-16"),
        ((HEAD + "编号: 岳阳\n").encode("utf-16-le"), 1, "UTF-16"),
        (HEAD.encode() + b"\xb1\xe0: 1\n", 4, "GBK"),
    ],
)
def test_16_other_encodings_say_how_to_convert(tmp_path, data, line, words):
    diagnostics = found(tmp_path, data)
    assert [(each.code, each.place.line) for each in diagnostics] == [("YAML102", line)]
    assert words in diagnostics[0].message
    assert "另存为" in diagnostics[0].remedy


def test_17_control_characters_also_by_escapes(tmp_path):
    only(found(tmp_path / "escape", '编号: "a\\0b"\n'), "YAML104", 4, 5)
    only(found(tmp_path / "raw", "编号: a\x07b\n"), "YAML104", 4, 6)


def test_18_empty_file_and_two_documents(tmp_path):
    only(found(tmp_path / "empty", b""), "YAML111", 1, 1)
    only(found(tmp_path / "comment", b"# nothing\n"), "YAML111", 1, 1)
    only(found(tmp_path / "two", "金额: 1\n---\n金额: 2\n"), "YAML112", 5, 1)


def test_the_largest_files_are_as_large_as_the_documents_say():
    rules = (ROOT / "docs/校验规则.md").read_text(encoding="utf-8")
    assert (YAML_LIMIT, MARKDOWN_LIMIT) == (1024 * 1024, 512 * 1024)
    assert "1 MiB" in rules
    assert "512 KiB" in rules


def test_19_a_million_items_are_not_read(tmp_path):
    body = HEAD + "编号:\n" + "- 1\n" * (YAML_LIMIT // 4)
    only(found(tmp_path, body.encode()), "YAML103", 1, 1)


def test_20_raw_html_in_markdown(tmp_path):
    diagnostics = found(tmp_path, "", "# 说明\n\n正文 <script>alert(1)</script>\n")
    assert [(each.code, each.place.file, each.place.line, each.place.column) for each in diagnostics] == [
        ("TEXT101", NARRATIVE, 3, 4),
        ("TEXT101", NARRATIVE, 3, 20),
    ]


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "&#106;avascript:alert(1)",
        "java&#x0A;script:alert(1)",
        "file:///etc/passwd",
    ],
)
def test_21_links_that_run_code(tmp_path, link):
    diagnostics = found(tmp_path, "", f"# 说明\n\n看 [这里]({link})\n")
    assert [(each.code, each.place.line) for each in diagnostics] == [("TEXT102", 3)]


@pytest.mark.parametrize(
    "text",
    ["[a](//evil/)", "[a](../../etc/passwd)", "[a](%2e%2e/x)", "[a](/etc/passwd)", r"[a](..\\x)",
     "![a](../x.png)", "![a](//evil/x.png)", "![a](https://evil/x.png)", "![a](x.svg)"],
)  # fmt: skip
def test_22_links_and_images_outside_the_folder(tmp_path, text):
    diagnostics = found(tmp_path, "", f"# 说明\n\n{text}\n")
    assert [(each.code, each.place.line) for each in diagnostics] == [("TEXT102", 3)]


def test_22_a_file_that_is_not_there(tmp_path):
    only(found(tmp_path, "", "# 说明\n\n![图](a.png)\n"), "TEXT103", 3, 6, NARRATIVE)


def test_23_bidi_override(tmp_path):
    only(found(tmp_path / "yaml", "编号: a\u202eb\n"), "YAML104", 4, 6)
    only(found(tmp_path / "text", "", "# 说明\n\n字\u202e字\n"), "YAML104", 3, 2, NARRATIVE)


@pytest.mark.parametrize("mark", ["> ", "- "])
def test_24_deep_quotes_and_lists_are_an_error_not_a_loss(tmp_path, mark):
    diagnostics = found(tmp_path, "", "# 说明\n\n" + mark * 60 + "深处\n")
    assert [(each.code, each.place.line) for each in diagnostics] == [("TEXT105", 3)]


@pytest.mark.parametrize("piece", ["*a ", "[", "![", "`", "_a", "> ", "&", "<", "(", "~", "[a](", "**a **"])
def test_25_pathological_markdown_is_bounded(tmp_path, piece):
    """More of them, and longer: tests/test_endless_texts.py."""
    found(tmp_path / "short", "", "# 说明\n\n" + piece * 5_000 + "\n")
    long = "# 说明\n\n" + piece * (MARKDOWN_LIMIT // len(piece))
    only(found(tmp_path / "long", "", long), "YAML103", 1, 1, NARRATIVE)


def theme_of(folder: Path, template: str) -> Theme:
    (folder / "templates").mkdir(parents=True)
    (folder / "templates/page.html").write_text(template, encoding="utf-8")
    return Theme("test", (folder,))


def test_26_templates_escape_and_know_no_undefined_names(tmp_path):
    templates = environment(theme_of(tmp_path, "{{ x }}{{ y }}"))
    with pytest.raises(UndefinedError):
        templates.get_template("page.html").render(x="<b>")
    templates = environment(theme_of(tmp_path / "b", "{{ x }}"))
    assert templates.get_template("page.html").render(x="<b>") == "&lt;b&gt;"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "JAVASCRIPT:x"])
def test_27_addresses_in_templates_pass_a_filter(address):
    assert safe_url(address) == "#"
    assert safe_url("https://example.org/a?b=c") == "https://example.org/a?b=c"
    assert safe_url("../index.html#a:b") == "../index.html#a:b"


def test_28_that_themes_are_trusted_code_is_said():
    assert "A theme is trusted code" in (theme.__doc__ or "")
    assert "主题是可信代码" in (ROOT / "docs/命令.md").read_text(encoding="utf-8")
    assert "trusted code" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_all_problems_of_a_run_are_shown_at_once(tmp_path):
    diagnostics = found(
        tmp_path, "金额: 1e3\n人数: 2.5\n日期: 2025-02-30\n没有: 1\n", "# 说明\n\n<b>\n\n# 别的\n"
    )
    assert [(each.code, each.place.line) for each in diagnostics] == [
        ("TEXT101", 3),
        ("FORM101", 5),
        ("FORM104", 4),
        ("FORM104", 5),
        ("FORM111", 6),
        ("FORM101", 7),
    ]


def test_blank_zero_dash_and_not_applicable_are_four_things(tmp_path):
    states = []
    for number, text in enumerate(["", "0", "—", "不适用"]):
        states.append(value(tmp_path / str(number), f"编号: 1\n金额: {text}\n", "金额").state)
    assert states == [State.BLANK, State.FIGURE, State.DASH, State.NOT_APPLICABLE]


@pytest.mark.parametrize("name", ["report.yml", "Report.yaml", "报告.yaml", "report.YAML"])
def test_a_report_that_is_called_something_else_is_not_passed_over(tmp_path, name):
    root = minimal(tmp_path, FORM, HEAD + "金额: 1\n")
    (root / REPORT).rename((root / REPORT).with_name(name))
    found = {(each.code, each.place.file) for each in check(root).diagnostics}
    assert ("SITE105", f"content/reports/2020/ju/{name}") in found


def test_a_form_that_ends_in_yml_and_a_report_that_is_a_dead_link_are_not_passed_over(tmp_path):
    root = minimal(tmp_path, FORM, HEAD + "金额: 1\n")
    (root / "content/forms/other.yml").write_text("表单: other\n", encoding="utf-8")
    (root / REPORT).unlink()
    (root / REPORT).symlink_to(root / "nowhere.yaml")
    found = {(each.code, each.place.file) for each in check(root).diagnostics}
    assert found == {("SITE105", "content/forms/other.yml"), ("YAML101", REPORT)}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("      甲: {标识: a, 类型: 金额}\n    校验:\n      - 甲 = 甲 / 0\n", "除数是 0"),
        ("      甲: {标识: a, 类型: 金额}\n    校验:\n      - 1 = 2\n", "没有任何名称"),
        ("      表: {类型: 表格, 标识: t, 标题: t, 行: {机构: a}, 列: {}}\n", "没有列"),
        ("      表: {类型: 表格, 标识: t, 标题: t, 行: {机构: a}, 列: {甲: {列: {}}}}\n", "没有列"),
    ],
)
def test_a_form_that_can_check_nothing_is_refused(tmp_path, body, words):
    head = "表单: demo\n名称: 表\n单位: 万元\n部分:\n  一、甲:\n    内容:\n"
    root = minimal(tmp_path, head + body, HEAD)
    messages = [each.message for each in check(root).diagnostics if each.place.file.endswith("demo.yaml")]
    assert len(messages) == 1
    assert words in messages[0]
