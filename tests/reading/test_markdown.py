"""Markdown to prose: what is published, what is refused, and where."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.model.reports.narrative import FactReference
from sitegen.reading.markdown.narrative import parse_narrative
from sitegen.source import SourceFile

ASSETS = frozenset({"a.pdf", "p.png", "图 1.png"})


def parse(text):
    return parse_narrative(SourceFile("narrative.md", text), ASSETS)


def prose(text):
    """The only text under `# 甲`, which has no faults."""
    (found,), faults = parse("# 甲\n\n" + text)
    assert [each.message for each in faults] == []
    return found


def html(text):
    """Its HTML, with references in angle brackets."""
    pieces = prose(text).pieces
    return "".join(
        f"<<{piece.text}>>" if isinstance(piece, FactReference) else piece for piece in pieces
    ).strip()


def faults(text):
    """What is wrong with `text`, which begins on line 3."""
    return [(each.code, each.place.line, each.place.column) for each in parse("# 甲\n\n" + text)[1]]


def test_headings_delimit_texts():
    (first, second), found = parse("# 职能职责概述\n\n一。\n\n# **预期** 目标 #\n\n二。\n")
    assert found == ()
    assert (first.heading, first.pieces, first.plain) == ("职能职责概述", ("<p>一。</p>\n",), "一。")
    assert (second.heading, second.span.line, second.span.column) == ("预期 目标", 5, 3)


def test_an_empty_text_is_empty():
    (first, second), _ = parse("# 甲\n# 乙\n\n![图](p.png)\n")
    assert first.empty
    assert not second.empty


def test_common_markup():
    assert html("**粗** *斜* `{{ x }}` ~~a~~") == (
        "<p><strong>粗</strong> <em>斜</em> <code>{{ x }}</code> ~~a~~</p>"
    )
    assert html("1. 甲\n2. 乙") == "<ol>\n<li>甲</li>\n<li>乙</li>\n</ol>"
    assert html("3. 甲\n4. 乙") == '<ol start="3">\n<li>甲</li>\n<li>乙</li>\n</ol>'
    assert html("> 引") == "<blockquote>\n<p>引</p>\n</blockquote>"
    assert html("1 < 2 & “3”") == "<p>1 &lt; 2 &amp; “3”</p>"


def test_items_keep_the_numbers_they_are_written_with():
    assert html("1. 甲\n5. 乙\n6. 丙\n9. 丁") == (
        '<ol>\n<li>甲</li>\n<li value="5">乙</li>\n<li>丙</li>\n<li value="9">丁</li>\n</ol>'
    )
    inner = html("1. 甲\n   1. 里\n   3. 里\n2. 乙")
    assert inner.count("value=") == 1
    assert '<li value="3">里</li>' in inner


def test_headings_go_down_two_levels():
    text = "\n\n".join(f"{'#' * level} 题" for level in range(2, 7))
    assert html(text).split("\n") == [f"<h{level}>题</h{level}>" for level in (4, 5, 6, 6, 6)]


@pytest.mark.parametrize(
    "text", ["**一、总体情况：**全年", "全年**“重点”**工作", "按照**《办法》**执行", "（**甲**）乙"]
)
def test_bold_beside_chinese_punctuation(text):
    inner = re.search(r"\*\*(.+)\*\*", text)[1]
    assert html(text) == "<p>" + text.replace(f"**{inner}**", f"<strong>{inner}</strong>") + "</p>"


def test_lines_join_without_a_space_in_chinese_only():
    assert html("全年支出\n一百万元\nand more") == "<p>全年支出一百万元\nand more</p>"
    assert prose("全年支出\n一百万元").plain == "全年支出一百万元"
    assert html("一  \n二") == "<p>一<br>\n二</p>"


def test_nothing_is_lost_that_commonmark_would_drop_or_change():
    assert html("[注]: 本表不含离退休人员") == "<p>[注]: 本表不含离退休人员</p>"
    assert html("    首行缩进") == "<p>首行缩进</p>"
    assert html("年末小结，如下：\n---") == "<p>年末小结，如下：</p>\n<hr>"
    (_, second), found = parse("# 甲\n\n```\n没有结束\n\n# 乙\n")
    assert (second.heading, found) == ("乙", ())


def test_tables_can_be_read_aloud():
    assert html("| 项目 | 金额 |\n|---|--:|\n| 培训 | {{ 支出.培训 }} |") == (
        "<table>\n<caption>甲，表 1</caption>\n<thead>\n<tr>\n"
        '<th scope="col">项目</th>\n<th class="figure" scope="col">金额</th>\n</tr>\n</thead>\n'
        '<tbody>\n<tr>\n<td>培训</td>\n<td class="figure"><<支出.培训>></td>\n</tr>\n</tbody>\n</table>'
    )


def test_links_and_images():
    found = prose("[政策](https://www.gov.cn/a) [附件](a.pdf) ![现场](<图 1.png>) <kx@example.org>")
    assert "".join(found.pieces) == (
        '<p><a href="https://www.gov.cn/a" rel="noopener noreferrer">政策</a> <a href="a.pdf">附件</a> '
        '<img src="%E5%9B%BE%201.png" alt="现场"> <a href="mailto:kx@example.org">kx@example.org</a></p>\n'
    )
    assert found.assets == ("a.pdf", "图 1.png")


def test_references_to_facts():
    found = prose("全年 {{ 支出.支出合计 }}，其中 **{{支出.基本支出[科技馆]}}**，\\{{ 不是 }}。")
    first, second = found.references
    assert (first.text, str(first.reference)) == ("支出.支出合计", "支出.支出合计")
    assert (first.span.line, first.span.column, first.span.end_column) == (3, 4, 17)
    assert (first.reference.span.column, second.reference.row) == (7, "科技馆")
    assert found.pieces[0] == "<p>全年 "
    assert found.pieces[-1] == "</strong>，{{ 不是 }}。</p>\n"
    assert found.plain == "全年 {{ 支出.支出合计 }}，其中 {{支出.基本支出[科技馆]}}，{{ 不是 }}。"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("> 引 {{ 甲 }}", 3, 5),
        ("- 项\n\n  二 {{ 甲 }}", 5, 5),
        ("一\n二 {{ 甲 }}", 4, 3),
        ("## 题 {{ 甲 }} ##", 3, 6),
        ("| a | b |\n|-|-|\n| x \\| y {{ 甲 }} | z |", 5, 10),
        ("> | a |\n> |-|\n> | {{ 甲 }} |", 5, 5),
        ("　　首行 {{ 甲 }}", 3, 6),
        ("𠮷 {{ 甲 }}", 3, 3),
        ("[{{ 甲 }}](a.pdf)", 3, 2),
    ],
)
def test_places_of_references(text, line, column):
    (reference,) = prose(text).references
    assert (reference.span.line, reference.span.column) == (line, column)


@pytest.mark.parametrize(
    ("text", "column"),
    [("{{ 支出. }}", 7), ("甲 {{ }}", 6), ("{{ 1 + 2 }}", 4), ("{{ 甲", 1), ("![{{ 甲 }}](p.png)", 1)],
)
def test_references_that_cannot_be_read(text, column):
    assert faults(text) == [("TEXT109", 3, column)]


def test_20_raw_html_is_shown_as_text_and_reported():
    (found,), diagnostics = parse(
        "# 甲\n\n一 <script>alert(1)</script>\n\n<div onclick=x>\n二\n</div>\n\n<!-- 三 -->\n"
    )
    assert [(each.code, each.place.line, each.place.column) for each in diagnostics] == [
        ("TEXT101", 3, 3),
        ("TEXT101", 3, 19),
        ("TEXT101", 5, 1),
        ("TEXT101", 9, 1),
    ]
    text = "".join(found.pieces)
    assert "<script" not in text
    assert "<div" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("看 [这里](javascript:alert(1))", "TEXT102", 8),
        ("看 [这里](<&#106;avascript:alert(1)>)", "TEXT102", 9),
        ("看 [这里](java&#x0A;script:alert(1))", "TEXT102", 8),
        ("<vbscript:x>", "TEXT102", 2),
        ("[x](data:text/html,x)", "TEXT102", 5),
        ("[x](//evil/)", "TEXT102", 5),
        ("[x]( ../../etc/passwd )", "TEXT102", 6),
        ("![x](../p.png)", "TEXT102", 6),
        ("![x](架构.svg)", "TEXT102", 6),
        ("![x](没有.png)", "TEXT103", 6),
        ("[x](没有.pdf)", "TEXT103", 5),
        ("甲 ![](p.png)", "TEXT104", 3),
        ("甲 [](a.pdf)", "TEXT111", 3),
        ("甲 [附件](附件 1.pdf)", "TEXT111", 6),
        ('[x](a.pdf "&#8238;")', "YAML104", 5),
        ("甲 &#8238; 乙", "YAML104", 3),
    ],
)
def test_21_22_links_and_images_that_are_refused(text, code, column):
    assert faults(text) == [(code, 3, column)]


def test_what_is_refused_is_not_emitted():
    (found,), _ = parse("# 甲\n\n[点](javascript:x) ![图](//evil/p.png) [附](没有.pdf) &#8238;\n")
    assert "".join(found.pieces) == "<p>点 图 附 \ufffd</p>\n"
    assert found.assets == ()


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
@pytest.mark.parametrize("depth", [9, 60, 20_000])
def test_24_deep_nesting_is_an_error_not_a_loss(mark, depth):
    assert faults(mark * depth + "深处") == [("TEXT105", 3, 1 + 8 * len(mark))]


def test_24_nesting_up_to_the_limit_is_kept():
    assert "深处" in html("> " * 8 + "深处")
    deep = "".join("  " * level + f"- 第{level}层\n" for level in range(8))
    assert "第7层" in html(deep)
    assert faults(deep + "  " * 8 + "- 深处") == [("TEXT105", 11, 17)]


def test_24_emphasis_is_not_nested_without_end():
    assert faults("*甲 **乙 " * 6 + "深处** 丙*" + " 丁** 戊*" * 5)[0][0] == "TEXT105"


def test_text_outside_headings():
    (found,), diagnostics = parse("前言。\n\n再说 <b>。\n\n# 甲\n\n正文\n")
    assert [(each.code, each.place.line, each.place.column) for each in diagnostics] == [
        ("TEXT106", 1, 1),
        ("TEXT101", 3, 4),
    ]
    assert found.plain == "正文"


def test_headings_given_twice_keep_the_first():
    texts, (finding,) = parse("# 甲\n\n一\n\n# 甲\n\n二\n")
    assert (finding.code, finding.place.line, finding.place.column) == ("TEXT107", 5, 3)
    assert (finding.related[0].place.line, finding.related[0].place.column) == (1, 3)
    assert [each.plain for each in texts] == ["一"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("### 题", [("TEXT108", 3, 1)]),
        ("## 题\n\n#### 题", [("TEXT108", 5, 1)]),
        ("## 题\n\n### 题\n\n## 题", []),
        ("#没有空格", [("TEXT112", 3, 1)]),
        ("一\n＃ 全角", [("TEXT112", 4, 1)]),
        ("\\#不是标题", []),
        ("## ", [("TEXT112", 3, 1)]),
        ("> ## 引用里", [("TEXT112", 3, 1)]),
        ("# ", [("TEXT112", 3, 1)]),
    ],
)
def test_headings_that_are_wrong(text, found):
    assert faults(text) == found


def test_a_first_heading_without_its_space_is_told_once():
    _, (finding,) = parse("#甲\n\n文字\n")
    assert (finding.code, finding.place.line, finding.place.column) == ("TEXT112", 1, 1)


def test_cells_that_would_be_dropped():
    assert faults("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| 1 |") == [
        ("TEXT113", 5, 10),
        ("TEXT113", 6, 1),
    ]
    assert faults("a | b\n---|---\n1 | 2 | 3") == [("TEXT113", 5, 8)]


def test_all_faults_of_a_file_are_told_at_once():
    text = "# 甲\n\n<b> [x](//a) {{ . }}\n\n#### 题\n\n![](p.png)\n\n# 甲\n"
    assert [each.code for each in parse(text)[1]] == [
        "TEXT101",
        "TEXT102",
        "TEXT109",
        "TEXT108",
        "TEXT104",
        "TEXT107",
    ]


PATHOLOGICAL = ["*a ", "_a ", "[", "[a](", "![", "![a](", "`", "``a", "> ", "- ", "&", "<", "(", "\\", "{{", "{{a}} ",
                "**a**", "|", "a|b\n-|-\n", "<!--", "<a ", "&#8238;", "#", "# \n"]  # fmt: skip


@pytest.mark.parametrize("piece", PATHOLOGICAL)
def test_25_pathological_markdown_is_bounded(piece):
    texts, found = parse("# 甲\n\n" + piece * 5_000)
    assert texts
    assert len(found) < 100


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    parse(text)


@settings(max_examples=300)
@given(st.text(alphabet="#*_`[]()!<>{}|\\-+1.\"'&;:/ \n\t甲，ab", max_size=80))
def test_any_markdown_is_safe(text):
    texts, found = parse(text)
    for each in texts:
        written = "".join(piece for piece in each.pieces if isinstance(piece, str))
        tags = set(re.findall(r"<(/?[a-z0-9!?]+)", written))
        assert {tag.lstrip("/") for tag in tags} <= {
            "p", "em", "strong", "code", "a", "img", "br", "hr", "ol", "ul", "li", "blockquote", "h3", "h4", "h5",
            "h6", "table", "caption", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
        assert not re.search(r"<img(?![^>]* alt=)", written)
    for each in found:
        assert 1 <= each.place.line <= text.count("\n") + 1
        assert 1 <= each.place.column <= len(each.place.line_text) + 1


@given(
    st.lists(
        st.sampled_from(["全年", " ", "**重点**", "`{{ x }}`", "\n", "[甲](a.pdf)", "\\{{", "𠮷", "&amp;"])
    )
)
def test_every_reference_points_at_its_braces(around):
    text = "# 甲\n\n起" + "".join(around) + "{{ 支出.合计 }}" + "".join(around)
    source = SourceFile("narrative.md", text)
    for each in parse_narrative(source, ASSETS)[0]:
        for reference in each.references:
            span = reference.span
            assert source.line(span.line)[span.column - 1 : span.end_column - 1] == "{{ 支出.合计 }}"


@pytest.mark.parametrize(
    "text", ["为9{{ 甲 }}", "为{{ 甲 }}9", "为{{ 甲 }}.5", "为-{{ 甲 }}", "为0.{{ 甲 }}", "为12.{{ 甲 }}"]
)
def test_figures_stand_apart_from_digits_and_signs(text):
    assert [code for code, _, _ in faults(text)] == ["TEXT109"]


@pytest.mark.parametrize(
    "text", ["2023年{{ 甲 }}", "{{ 甲 }}-{{ 乙 }}", "（1）{{ 甲 }}。", "收入-{{ 甲 }}", "{{ 甲 }}，9人"]
)
def test_figures_may_stand_beside_words(text):
    assert faults(text) == []
