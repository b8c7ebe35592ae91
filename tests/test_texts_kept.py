"""Nothing that is written vanishes or changes its meaning in silence.

Every text goes in by the front door, as the narrative of a site that is checked, mended or built.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from sitegen import pipeline
from tests.calling import call
from tests.site_tools import TODAY, check, minimal

FORM = """\
表单: demo
名称: 演示表
部分:
  一、概况:
    内容:
      任务: {标识: task, 类型: 文字}
      职能职责概述: {标识: duty, 类型: 正文}
      预期目标: {标识: goal, 类型: 正文}
"""
REPORT = "表单: demo\n部门: ju\n年度: 2020\n任务: 科普\n"
FILE = "content/reports/2020/ju/narrative.md"


@dataclass
class Told:
    """What is said of a text, and its text under both headings as it is read."""

    root: Path
    findings: list[tuple[str, str, int, int]]
    messages: str
    html: dict[str, str]

    @property
    def codes(self) -> list[str]:
        return [code for _, code, _, _ in self.findings]


def told(folder: Path, text: str) -> Told:
    """What checking a site says that has `text` as its narrative."""
    root = minimal(folder, FORM, REPORT, text)
    return again(root)


def again(root: Path) -> Told:
    checked = check(root)
    (report,) = checked.site.reports
    html = {
        name: "".join(piece if isinstance(piece, str) else "{}" for piece in prose.pieces)
        for name, prose in report.prose.items()
    }
    found = [(each.severity, each.code, each.place.line, each.place.column) for each in checked.diagnostics]
    words = "\n".join(f"{each.message}\n{each.remedy}" for each in checked.diagnostics)
    return Told(root, found, words, html)


def under(folder: Path, text: str) -> Told:
    """As `told`, of a text under the first heading, which begins on line 3."""
    return told(folder, f"# 职能职责概述\n\n{text}\n")


def fixed(found: Told) -> tuple[str, Told]:
    """The narrative after `sitegen check --fix`, and what is said of it then."""
    call("check", "--root", str(found.root), "--fix")
    return (found.root / FILE).read_text(encoding="utf-8"), again(found.root)


def published(found: Told) -> str:
    """The report's page."""
    built = pipeline.build(found.root, found.root / "output", today=TODAY, pdf=False)
    assert built.published, found.messages
    return (found.root / "output/reports/2020/ju/demo/index.html").read_text(encoding="utf-8")


# Headings


BLANKS = ["\u3000", "\u00a0", "\u2003", "\u2009", "\u202f", "\u3000\u3000", "\u00a0 "]


@pytest.mark.parametrize("blank", BLANKS)
def test_an_odd_blank_behind_the_first_heading_loses_nothing(tmp_path, blank):
    found = told(tmp_path, f"#{blank}职能职责概述\n\n负责科普。\n\n# 预期目标\n\n培训12期。\n")
    assert found.findings == [("warning", "TEXT112", 1, 1)]
    assert f"U+{ord(blank[0]):04X}" in found.messages
    assert found.html == {"职能职责概述": "<p>负责科普。</p>\n", "预期目标": "<p>培训12期。</p>\n"}
    text, after = fixed(found)
    assert text.startswith("# 职能职责概述\n\n负责")
    assert after.findings == []
    assert after.html == found.html


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize("marks", ["#", "##"])
def test_an_odd_blank_behind_a_later_heading_keeps_the_sections_apart(tmp_path, blank, marks):
    name = "预期目标" if marks == "#" else "小标题"
    found = told(tmp_path, f"# 职能职责概述\n\n负责科普。\n{marks}{blank}{name}\n培训12期。\n")
    assert found.findings == [("warning", "TEXT112", 4, 1)]
    if marks == "#":
        assert found.html == {"职能职责概述": "<p>负责科普。</p>\n", "预期目标": "<p>培训12期。</p>\n"}
    else:
        assert found.html == {"职能职责概述": "<p>负责科普。</p>\n<h4>小标题</h4>\n<p>培训12期。</p>\n"}
    assert fixed(found)[1].findings == []


@pytest.mark.parametrize(
    "line", ["　　# 预期目标", "\u00a0# 预期目标", "＃ 预期目标", "＃　预期目标", "　＃　预期目标"]
)
def test_headings_with_marks_or_indents_of_another_width_are_headings(tmp_path, line):
    found = told(tmp_path, f"# 职能职责概述\n\n负责科普。\n\n{line}\n\n培训12期。\n")
    assert found.findings == [("warning", "TEXT112", 5, 1)]
    assert found.html["预期目标"] == "<p>培训12期。</p>\n"
    assert "\n\n# 预期目标\n\n" in fixed(found)[0]


@pytest.mark.parametrize("line", ["#预期目标", "＃预期目标", "　　#预期目标"])
def test_a_heading_without_a_blank_is_told_and_can_be_mended(tmp_path, line):
    found = told(tmp_path, f"# 职能职责概述\n\n负责科普。\n\n{line}\n\n培训12期。\n")
    assert found.findings == [("error", "TEXT112", 5, 1)]
    text, after = fixed(found)
    assert "\n\n# 预期目标\n\n" in text
    assert after.findings == []
    assert after.html["预期目标"] == "<p>培训12期。</p>\n"


def test_a_first_heading_without_a_blank_is_told_and_can_be_mended(tmp_path):
    found = told(tmp_path, "#职能职责概述\n\n负责科普。\n")
    assert found.findings == [("error", "TEXT112", 1, 1)]
    assert fixed(found)[1].html == {"职能职责概述": "<p>负责科普。</p>\n"}


@pytest.mark.parametrize("line", ["#3楼改造完成。", "#1机组、#2机组检修完成。"])
def test_what_may_be_no_heading_is_told_and_left(tmp_path, line):
    found = under(tmp_path, line)
    assert found.findings == [("error", "TEXT112", 3, 1)]
    assert "\\#" in found.messages
    assert line in fixed(found)[0]


@pytest.mark.parametrize(
    "line", ["####### 小标题", "#######小标题", "＃＃＃＃＃＃＃　小标题", "######## 小标题"]
)
def test_more_marks_than_there_are_levels(tmp_path, line):
    assert under(tmp_path, line).findings == [("error", "TEXT112", 3, 1)]


def test_a_first_line_with_too_many_marks_is_told_as_a_heading(tmp_path):
    found = told(tmp_path, "####### 职能职责概述\n\n负责科普。\n")
    assert ("error", "TEXT112", 1, 1) in found.findings


@pytest.mark.parametrize(("line", "severity"), [("===", "error"), ("------", "warning")])
def test_titles_with_a_line_below(tmp_path, line, severity):
    found = under(tmp_path, f"主要成效\n{line}\n\n培训12期。")
    assert found.findings == [(severity, "TEXT112", 4, 1)]
    assert "## 主要成效" in found.messages


@pytest.mark.parametrize(
    "text", ["\\#不是标题", "共 5 项\n\n# 预期目标\n\n好", "负责 # 的标注", "## 小标题 ##", "##\t小标题"]
)
def test_headings_and_signs_that_are_right(tmp_path, text):
    assert under(tmp_path, text).findings == []


# Signs within words


@pytest.mark.parametrize(
    "text",
    [
        "规格为5*3*2米。",
        "面积３*４*２米。",
        "编号1_000_2，1_000_3。",
        "长*宽*高为5*3。",
        "单价*数量*天数，共30元。",
        "A*B*C型，2**3**2。",
        "比例5~3~2，约10~20~30天。",
        "电话159****9860、138****1234。",
        "张*、李*、王*参加。",
        "张**、李**参加。",
        "张**（男）、李**（女）参加。",
        "张**等人，李**等人参加。",
        "张*（男）、李*（女）参加。",
        "（*某）、（*某）参加。",
        "*号为必填，带*号的不得空着。",
        "第____号，____年____月____日（____）。",
        "____单位____部门。",
        "_____，_____。",
        "规格为 *3* 米。",
        "5`3`2",
        "5 * 3 * 2 = 30",
        "10^2^3，a|b|c。",
    ],
)
def test_signs_that_are_no_marks_are_printed(tmp_path, text):
    found = under(tmp_path, text)
    assert found.html["职能职责概述"] == f"<p>{text}</p>\n"
    assert not {"TEXT132", "TEXT105"} & set(found.codes)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("全年**重点**工作，**100**万元", "全年<strong>重点</strong>工作，<strong>100</strong>万元"),
        ("**一、总体情况：**全年", "<strong>一、总体情况：</strong>全年"),
        (
            "按照**《办法》**执行，（**甲**）乙",
            "按照<strong>《办法》</strong>执行，（<strong>甲</strong>）乙",
        ),
        ("坚持**目标导向，问题导向**原则", "坚持<strong>目标导向，问题导向</strong>原则"),
        ("*重点* 与 **5*3*2米**", "<em>重点</em> 与 <strong>5*3*2米</strong>"),
        ("（*重点*）", "（<em>重点</em>）"),
        ("__重点__ ***粗斜***", "<strong>重点</strong> <em><strong>粗斜</strong></em>"),
    ],
)
def test_marks_are_marks_still(tmp_path, text, html):
    assert under(tmp_path, text).html["职能职责概述"] == f"<p>{html}</p>\n"


@pytest.mark.parametrize(
    ("text", "shown"), [(">=90%", "&gt;=90%"), ("> 90%", "&gt; 90%"), ("- >95%", "&gt;95%")]
)
def test_a_sign_before_a_number_is_no_quotation(tmp_path, text, shown):
    found = under(tmp_path, text)
    assert found.findings == [("warning", "TEXT132", 3, 1)]
    assert shown in found.html["职能职责概述"]
    after = fixed(found)[1]
    assert after.findings == []
    assert after.html == found.html


def test_a_minus_that_would_be_a_bullet_is_told(tmp_path):
    found = under(tmp_path, "结余：\n\n- 18.8万元")
    assert found.findings == [("warning", "TEXT132", 5, 1)]
    assert "“-18.8万元”" in found.messages


@pytest.mark.parametrize(
    "text", ["> 2020年全年完成培训12期，参加620人次。", "- 3项\n- 5项", "> 1. 甲\n> 2. 乙"]
)
def test_quotations_and_lists_that_begin_with_numbers(tmp_path, text):
    assert under(tmp_path, text).findings == []


# Tables

TABLE = "| 项目 | 金额 |\n|---|---|\n| 培训 | 3 |\n| 会议 | 2 |"


@pytest.mark.parametrize(
    "text",
    [
        "｜项目｜金额｜\n｜－－｜－－｜\n｜培训｜3｜\n｜会议｜2｜",
        "｜项目｜金额｜\n｜培训｜3｜\n｜会议｜2｜",
        "| 项目 | 金额 |\n|－－|－－|\n| 培训 | 3 |\n| 会议 | 2 |",
        "| 项目 | 金额 |\n|——|——|\n| 培训 | 3 |\n| 会议 | 2 |",
        "| 项目 | 金额 |\n| 培训 | 3 |\n| 会议 | 2 |",
        "| 项目 | 金额 |\n|---|\n| 培训 | 3 |\n| 会议 | 2 |",
        "|项目|金额|\n|---|---|---|\n|培训|3|\n|会议|2|",
        "│项目│金额│\n│──│──│\n│培训│3│\n│会议│2│",
        "项目\t金额\n培训\t3\n会议\t2",
    ],
)
def test_tables_that_are_none_are_read_as_tables_and_told(tmp_path, text):
    found = under(tmp_path, f"如下：\n\n{text}\n\n以上。")
    assert found.findings == [("warning", "TEXT128", 5, 1)]
    assert "| 培训 | 3 |" in found.messages
    right = again(
        minimal(tmp_path / "right", FORM, REPORT, f"# 职能职责概述\n\n如下：\n\n{TABLE}\n\n以上。\n")
    )
    assert found.html == right.html
    mended, after = fixed(found)
    assert after.findings == []
    assert after.html == right.html
    assert mended.count("\n|---|---|\n") == 1


@pytest.mark.parametrize(
    "text",
    [
        "｜项目｜金额｜\n｜培训｜3｜万元｜",
        "| 项目 | 金额 |\n|--|--|--|\n| 培训 | 3 | 万元 |",
        "｜甲｜乙｜丙｜",
        "项目\t金额\n培训\t3\t万元",
        "培训\t3\n会议\t2",
        "\t金额\n培训\t3\n会议\t2",
    ],
)
def test_tables_that_leave_doubt_are_told_with_what_can_be_copied(tmp_path, text):
    found = under(tmp_path, text)
    assert ("error", "TEXT128", 3) in [each[:3] for each in found.findings]
    assert "|---|" in found.messages
    assert text in fixed(found)[0]


def test_the_line_below_a_table_is_no_row(tmp_path):
    found = under(tmp_path, f"{TABLE}\n以上单位：万元")
    assert found.findings == [("warning", "TEXT129", 7, 1)]
    assert found.html["职能职责概述"].endswith("</table>\n<p>以上单位：万元</p>\n")
    text, after = fixed(found)
    assert "| 会议 | 2 |\n\n以上单位：万元" in text
    assert (after.findings, after.html) == ([], found.html)


def test_the_line_below_a_pasted_table_is_no_row(tmp_path):
    found = under(tmp_path, "项目\t金额\n培训\t3\n会议\t2\n以上单位：万元")
    assert found.html["职能职责概述"].endswith("</table>\n<p>以上单位：万元</p>\n")
    assert fixed(found)[1].html == found.html


def test_empty_headers_and_missing_cells_are_told(tmp_path):
    found = under(
        tmp_path, "| | 金额 | 备注 |\n|---|---|---|\n| 培训 | 3 | |\n| 会议 | 2 |\n| 差旅 | 1 | 2 | 3 |"
    )
    assert [(severity, code, line) for severity, code, line, _ in found.findings] == [
        ("warning", "TEXT130", 3),
        ("warning", "TEXT113", 6),
        ("error", "TEXT113", 7),
    ]
    assert '<th scope="col"></th>' not in found.html["职能职责概述"]


@pytest.mark.parametrize(
    "text",
    [TABLE, "项目 | 金额\n:-- | --:\n培训 | 3", f"单位：万元\n{TABLE}", f"> {TABLE.replace(chr(10), chr(10) + '> ')}",
     "| 写法 \\| 说明 | 金额 |\n|---|---|\n| 甲｜乙 | 3 |", "联系人：\t张三\n电话：\t8634551", "甲|乙两类。"],
)  # fmt: skip
def test_tables_and_bars_that_are_right(tmp_path, text):
    assert not {"TEXT128", "TEXT129", "TEXT113"} & set(under(tmp_path, text).codes)


# Paragraphs

LONG = "本年度各项工作按照年初计划有序推进，共组织开展各类科普活动三百余场次，参加人数超过六万人次，群众满意度持续提高，得到社会各界的广泛好评，为全面完成全年目标任务打下了坚实的基础。"


@pytest.mark.parametrize(
    "lines",
    [
        ["　　负责全市科普。", "　　指导基层科协。"],
        ["负责全市科普。", "　　指导基层科协。", "　　管理科技馆。"],
        ["一、部门概况", "本部门内设五个科室。"],
        ["（一）部门职责。", "（二）机构设置。"],
        ["1.举办培训12期。", "2.参加620人次。", "3.印发资料1万份。"],
        ["目标1：培训12期；", "目标2：参加620人次。"],
        ["联系人：张三", "办公地址：某路1号"],
        ["测试局", "2021年3月5日"],
        ["1、收入情况", "2023年收入100万元。"],
        ["单位：万元", "一、收入情况"],
        [LONG, "下一步继续推进。"],
    ],
)
def test_lines_that_can_only_be_paragraphs_are_read_so_and_told(tmp_path, lines):
    found = under(tmp_path, "\n".join(lines))
    assert found.findings[0] == ("warning", "TEXT131", 4, 1)
    assert found.codes == ["TEXT131"]
    paragraphs = [each.strip("　") for each in re.findall("<p>(.*)</p>", found.html["职能职责概述"])]
    assert paragraphs == [line.strip("　") for line in lines]
    text, after = fixed(found)
    assert "\n\n".join(lines) in text
    assert (after.findings, after.html) == ([], found.html)


@pytest.mark.parametrize(
    "lines",
    [
        ["负责全市科普。", "指导基层科协。", "管理科技馆。"],
        ["举办培训班12期。", "参加3万人次。"],
        ["培训费", "会议费", "差旅费"],
        ["2023年支出90万元，其中：", "基本支出60万元；", "项目支出30万元。"],
    ],
)
def test_lines_that_may_be_paragraphs_are_told_and_left(tmp_path, lines):
    found = under(tmp_path, "\n".join(lines))
    assert found.findings == [("warning", "TEXT131", 3, 1)]
    assert "\n".join(lines) in fixed(found)[0]


@pytest.mark.parametrize(
    "text",
    [
        "本年度各项工作按照年初计划有序推进，共组织开展各类科普活动三百余场次，参加人数\n超过六万人次，群众满意度持续提高。",
        "本年度各项工作按照年初计划有序推进，共组织开展各类科普活动三百余场次，参加人数很多。\n群众满意度持续提高，得到社会各界的广泛好评，为全面完成全年目标任务打下了坚实的基础\n条件。",
        "- 培训12期。\n- 参加620人次。",
        "1. 培训12期。\n2. 参加620人次。",
        "| 甲 | 乙 |\n|---|---|\n| 一、培训 | 3。 |\n| 二、会议 | 2。 |",
        "> 第一句。\n> 第二句。\n> 第三句。",
    ],
)
def test_wrapped_text_and_lists_are_left_alone(tmp_path, text):
    assert under(tmp_path, text).findings == []


def test_line_ends_of_windows_stay(tmp_path):
    root = minimal(tmp_path, FORM, REPORT)
    text = "# 职能职责概述\r\n\r\n　　负责。\r\n　　指导。\r\n\r\n项目\t金额\r\n培训\t3\r\n"
    (root / FILE).write_bytes(text.encode())
    fixed(again(root))
    assert (root / FILE).read_bytes().decode() == (
        "# 职能职责概述\r\n\r\n　　负责。\r\n\r\n　　指导。\r\n\r\n| 项目 | 金额 |\r\n|---|---|\r\n| 培训 | 3 |\r\n"
    )


# Footnotes and addresses


def test_footnotes_lead_there_and_back(tmp_path):
    found = told(
        tmp_path,
        "# 职能职责概述\n\n在编26人[^1]，离休[^注]2人，另有[^1]。\n\n# 预期目标\n\n培训12期[^1]。\n\n"
        "[^1]: 截至年末，见**编制**批复。\n[^注]: 含“两费”[附件](a.pdf)。\n",
    )
    (tmp_path / "content/reports/2020/ju/a.pdf").write_bytes(b"%PDF-1.4")
    page = published(found)
    for place in ("f-duty-reference1", "f-duty-reference1-2", "f-duty-reference2", "f-goal-reference1"):
        assert page.count(f'id="{place}"') == 1
        assert page.count(f'href="#{place}"') == 1
    for note, uses in (("f-duty-note1", 2), ("f-duty-note2", 1), ("f-goal-note1", 1)):
        assert page.count(f'id="{note}"') == 1
        assert page.count(f'href="#{note}"') == uses
    assert page.count('role="doc-noteref"') == page.count('role="doc-backlink"') == 4
    assert page.count('role="doc-endnotes"') == 2
    assert "截至年末，见<strong>编制</strong>批复。" in page
    assert '<a href="a.pdf">附件</a>' in page
    assert "[^" not in page


@pytest.mark.parametrize("note", ["[^1]： 截至年末。", "[^1]:截至年末。", "[^1]:\t截至年末。"])
def test_ways_to_write_a_footnote(tmp_path, note):
    found = under(tmp_path, f"在编26人[^1]。\n{note}")
    assert set(found.codes) <= {"TEXT133"}
    assert fixed(found)[1].findings == []
    assert re.search(r"<li id=.f-duty-note1.>截至年末。", published(found))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("在编26人[^1]。", (3, 6)),
        ("在编26人。\n\n[^1]: 截至年末。", (5, 1)),
        ("甲[^1]。\n\n[^1]: 一。\n\n[^1]: 二。", (7, 1)),
        ("甲[^1]。\n\n[^1]: 一[^2]。\n\n[^2]: 二。", (5, 1)),
    ],
)
def test_footnotes_that_do_not_fit_are_told(tmp_path, text, place):
    found = under(tmp_path, text)
    assert ("warning", "TEXT133", *place) in found.findings


def test_a_footnote_of_a_heading_is_told(tmp_path):
    found = told(tmp_path, "# 职能职责概述[^1]\n\n甲。\n\n[^1]: 一。\n")
    assert ("warning", "TEXT133", 1, 3) in found.findings


def test_the_words_of_footnotes_are_checked_and_exported(tmp_path):
    found = under(tmp_path, "在编26人[^1]。\n\n[^1]: 截至年末 ，共计。")
    assert found.findings == [("warning", "TEXT119", 5, 11)]
    published(found)
    assert "截至年末 ，共计。" in (found.root / "output/reports/2020/ju/demo/report.json").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("详见http://www.gov.cn/a/t2_1*b*.html。", "http://www.gov.cn/a/t2_1*b*.html"),
        ("（https://www.gov.cn）", "https://www.gov.cn"),
        ("网址：https://a.gov.cn/x?a=1&b=2。", "https://a.gov.cn/x?a=1&amp;b=2"),
        ("**https://a.gov.cn/**", "https://a.gov.cn/"),
        ("<https://a.gov.cn/>", "https://a.gov.cn/"),
    ],
)
def test_bare_addresses_are_links(tmp_path, text, address):
    found = under(tmp_path, text)
    assert found.findings == []
    assert f'<a href="{address}" rel="noopener noreferrer">{address}</a>' in found.html["职能职责概述"]


@pytest.mark.parametrize(
    "text", ["http://", "http://a@b.cn/", "xhttp://a.cn", "[详见http://a.cn](https://b.gov.cn)"]
)
def test_what_is_no_address_stays_as_it_is(tmp_path, text):
    found = under(tmp_path, text)
    assert found.findings == []
    assert 'href="http://a' not in found.html["职能职责概述"]


# Characters and file names


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("资⾦⽀出、⺠⽣、⻓效。", "资金支出、民生、长效。"),
        ("客⼾120⼾。", "客户120户。"),
        ("支出𝟏𝟎𝟎万元。", "支出100万元。"),
        ("培训12期﹐参加︵620人︶。", "培训12期，参加（620人）。"),
        ("本\uf98e度。", "本年度。"),
        ("参加Cafe\u0301展，Ha\u0300 Nô\u0323i。", "参加Café展，Hà Nội。"),
    ],
)
def test_characters_that_look_like_others_are_read_as_these_and_told(tmp_path, text, meant):
    found = under(tmp_path, text)
    assert found.findings[0][:3] == ("warning", "YAML114", 3)
    assert found.html["职能职责概述"] == f"<p>{meant}</p>\n"
    mended, after = fixed(found)
    assert meant in mended
    assert after.findings == []


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u200c", "\u200d", "\ufe00", "\U000e0101", "\ufe0f"]
)
def test_characters_that_nobody_sees_are_told_and_taken_away(tmp_path, hidden):
    found = under(tmp_path, f"资{hidden}金支出。")
    assert [(code, line, column) for _, code, line, column in found.findings] in (
        [("YAML104", 3, 2)],
        [("YAML114", 3, 2)],
    )
    mended, after = fixed(found)
    assert "资金支出。" in mended
    assert after.findings == []


def test_keys_of_a_report_are_known_by_their_looks(tmp_path):
    root = minimal(
        tmp_path, FORM, REPORT.replace("任务", "任务").replace("科普", "⽀出"), "# 职能职责概述\n\n甲。\n"
    )
    found = again(root)
    assert found.findings == [("warning", "YAML114", 4, 5)]
    call("check", "--root", str(root), "--fix")
    assert "任务: 支出\n" in (root / "content/reports/2020/ju/report.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("character", ["\ue000", "\ufffd", "⺈"])
def test_characters_that_are_lost_are_told(tmp_path, character):
    assert under(tmp_path, f"资{character}支出。").findings == [("warning", "YAML114", 3, 2)]


@pytest.mark.parametrize(
    "text", ["☑️ 完成，1️⃣ 甲，👨‍👩‍👧。", "ئۇيغۇر\u200cچە", "面积3㎡，25℃，①甲。", "﨑玉县"]
)
def test_characters_that_are_right(tmp_path, text):
    assert under(tmp_path, text).findings == []


@pytest.mark.parametrize(
    ("written", "kept"),
    [("re\u0301sume\u0301.pdf", "r\u00e9sum\u00e9.pdf"), ("r\u00e9sum\u00e9.pdf", "re\u0301sume\u0301.pdf")],
)
def test_a_file_is_found_however_its_letters_are_composed(tmp_path, written, kept):
    root = minimal(tmp_path, FORM, REPORT, f"# 职能职责概述\n\n[附件]({written})\n")
    (root / "content/reports/2020/ju" / kept).write_bytes(b"%PDF-1.4")
    found = again(root)
    assert "TEXT103" not in found.codes
    published(found)
    assert (root / "output/reports/2020/ju/demo" / kept).exists()


@pytest.mark.parametrize("written", ["附件１.pdf", "附件1.PDF", "附⾦1.pdf"])
def test_a_file_that_only_looks_like_another_is_told_with_its_name(tmp_path, written):
    kept = "附金1.pdf" if "⾦" in written else "附件1.pdf"
    root = minimal(tmp_path, FORM, REPORT, f"# 职能职责概述\n\n[附件]({written})\n")
    (root / "content/reports/2020/ju" / kept).write_bytes(b"%PDF-1.4")
    found = again(root)
    assert {"TEXT103", "YAML114"} & set(found.codes)
    assert f"[附件]({kept})" in fixed(found)[0]


def test_files_that_look_alike_are_told(tmp_path):
    root = minimal(tmp_path, FORM, REPORT, "# 职能职责概述\n\n甲。\n")
    for name in ("r\u00e9.txt", "re\u0301.txt"):
        (root / "content/reports/2020/ju" / name).write_text("名单", encoding="utf-8")
    assert again(root).codes == ["SITE108"]
