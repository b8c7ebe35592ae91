"""YAML to nodes: what is kept as written, what is refused, and where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.reading.findings import MAX_SHOWN
from sitegen.reading.text import forbidden
from sitegen.reading.yaml.nodes import Mapping, Scalar, Sequence
from sitegen.reading.yaml.tree import MAX_DEPTH, MAX_NODES, parse_yaml
from sitegen.source import SourceFile


def parse(text):
    return parse_yaml(SourceFile("report.yaml", text))


def tree(text):
    """What a text without faults holds, as plain data."""
    node, found = parse(text)
    assert [each.message for each in found] == []
    return plain(node)


def plain(node):
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {entry.key.text: plain(entry.value) for entry in node.entries}


def faults(text):
    return [(each.code, each.place.line, each.place.column) for each in parse(text)[1]]


def scalars(node):
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    else:
        for entry in node.entries:
            yield entry.key
            yield from scalars(entry.value)


def written(span):
    """What stands in the source where `span` says, of one line."""
    return span.source.line(span.line)[span.column - 1 : span.end_column - 1]


def test_a_report():
    text = "表单: demo\n支出:\n  汇总: {支出合计: 1075.30, 基本支出: }\n  科技馆:\n    支出合计: 0\n清单: [甲, '乙']\n"
    assert tree(text) == {
        "表单": "demo",
        "支出": {"汇总": {"支出合计": "1075.30", "基本支出": ""}, "科技馆": {"支出合计": "0"}},
        "清单": ["甲", "乙"],
    }


@pytest.mark.parametrize(
    "text",
    ["no", "on", "off", "~", "null", "000123", "110101199003070000", "1.10", "12:30:45", "1_000", "1e3",
     "2025-02-30", "9" * 5000, ".nan", ".inf", "=", "0x1F", "是", "《办法》", "1、科协", "（一）甲"],
)  # fmt: skip
def test_5_to_12_scalars_stay_as_written(text):
    assert tree(f"a: {text}") == {"a": text}


def test_places_count_characters_not_bytes_nor_units():
    node, _ = parse("甲:\r\n  𠮷𠮷: 值\r\n  b:\r\nc: '引 用'\n")
    first = node.get("甲")
    assert (first.entries[0].key.span.column, first.entries[0].value.span.column) == (3, 7)
    blank = first.get("b")
    assert (blank.text, blank.span.line, blank.span.column) == ("", 3, 5)
    quoted = node.get("c")
    assert (quoted.text, quoted.quoted, written(quoted.span)) == ("引 用", True, "'引 用'")


def test_mappings_are_asked_by_name():
    node, _ = parse("a: 1\nb: 2")
    assert isinstance(node, Mapping)
    assert node.keys == ("a", "b")
    assert node.get("c") is None
    assert node.entry("c") is None
    assert node.entry("b").value.text == "2"


def test_1_alias_bomb():
    text = "a: &a [x,x,x]\n" + "".join(f"b{i}: &b{i} [{','.join(['*a'] * 9)}]\n" for i in range(9))
    _, found = parse(text)
    assert {each.code for each in found} == {"YAML108"}
    assert len(found) == MAX_SHOWN + 1
    assert (found[0].place.line, found[0].place.column) == (1, 4)


def test_2_merge_keys():
    node, found = parse("a: 1\nb:\n  <<: {c: 2}\n  d: 3\n")
    assert [(each.code, each.place.line, each.place.column) for each in found] == [("YAML108", 3, 3)]
    assert plain(node) == {"a": "1", "b": {"d": "3"}}
    assert tree('"<<": 1') == {"<<": "1"}, "in quotes it is a name like any other"


@pytest.mark.parametrize("bomb", ["[", "{a: ", "- ", "? ", "- - - "])
def test_3_nesting_bombs_are_left_at_the_limit(bomb):
    node, found = parse(bomb * 100_000)
    assert node is None
    assert [each.code for each in found] == ["YAML106"]


def test_3_the_limit_itself_is_allowed():
    assert faults("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    assert faults("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == [("YAML106", 1, MAX_DEPTH + 1)]


def test_4_duplicate_keys_show_both_places_and_keep_the_first():
    node, found = parse("收入: 1\n支出: 2\n收入: 3\n")
    (finding,) = found
    assert (finding.code, finding.place.line, finding.place.column) == ("YAML107", 3, 1)
    assert "第 1 行" in finding.message
    (first,) = finding.related
    assert (first.fact, first.value, first.place.line, first.place.column) == ("收入", "1", 1, 1)
    assert plain(node) == {"收入": "1", "支出": "2"}


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system", "!foo", "!!binary", "!!str", "!"])
def test_13_tags(tag):
    assert faults(f"a: {tag} x") == [("YAML109", 1, 4)]


def test_13_tagged_collections_and_directives():
    assert faults("a: !!set {b, c}") == [("YAML109", 1, 4)]
    assert faults("a: !e!x 1") == [("YAML109", 1, 4)]
    assert faults("%TAG ! tag:example.org:\n---\na: 1") == [("YAML109", 1, 1)]


def test_14_keys_are_texts():
    assert faults('1: a\n"1": b\n') == [("YAML107", 2, 1)]
    assert faults("? [a, b]\n: 1\n") == [("YAML110", 1, 3)]
    assert faults("{a: 1}: 2\n") == [("YAML110", 1, 1)]
    assert faults(": 1") == [("YAML110", 1, 1)]
    assert faults("*a : 1") == [("YAML108", 1, 1)]


def test_15_a_list_that_contains_itself():
    assert faults("a: &a [*a]") == [("YAML108", 1, 4), ("YAML108", 1, 8)]


@pytest.mark.parametrize("escape", ["\\0", "\\a", "\\x85", "\\u202e", "\\L", "\\uFEFF"])
def test_17_control_characters_by_escapes(escape):
    node, found = parse(f'a: "x{escape}y"')
    assert [(each.code, each.place.line, each.place.column) for each in found] == [("YAML104", 1, 4)]
    assert plain(node) == {"a": "x\ufffdy"}


@pytest.mark.parametrize("text", ["", "\n\n", "# 说明\n", "---\n", "''"])
def test_18_empty_files(text):
    node, found = parse(text)
    assert node is None
    assert [(each.code, each.place.line, each.place.column) for each in found] == [("YAML111", 1, 1)]


def test_18_several_documents():
    node, found = parse("年度: 2020\n---\n年度: 2021\n")
    assert [(each.code, each.place.line, each.place.column) for each in found] == [("YAML112", 2, 1)]
    assert plain(node) == {"年度": "2020"}


def test_19_items_are_counted():
    node, found = parse("[" + "a," * MAX_NODES + "]")
    assert node is None
    assert [each.code for each in found] == ["YAML103"]


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("表单：a\n部门：b\n", 1, 3, "“表单”后面用了全角冒号"),
        ("表单: a\n部门：b\n年度: 2020\n", 2, 3, "“部门”后面用了全角冒号"),
        ("支出:\n  汇总：\n    合计: 1\n", 2, 5, "“汇总”后面用了全角冒号"),
        ("支出:\n  汇总：{合计: 1}\n", 2, 5, "“汇总”后面用了全角冒号"),
        ("支出:\n  汇总: {合计：1}\n", 2, 10, "“合计”后面用了全角冒号"),
        ("- 甲：乙\n- 丙: 丁\n  戊：己\n  庚: 1\n", 3, 4, "“戊”后面用了全角冒号"),
        ("表单:a\n部门: b\n", 1, 3, "要跟一个空格"),
        ("支出: {合计:1}\n", 1, 8, "要跟一个空格"),
        ("支出: {合计 1}\n", 1, 6, "缺少半角冒号"),
        ("人数 27\n实有: 26\n", 1, 5, "缺少冒号"),
        ("支出:\n\t合计: 1\n", 2, 1, "制表符"),
        ("支出: 100\n  基本: 50\n", 2, 5, "下面不能再分项"),
        ("说明: 依据: 文件\n", 1, 7, "两个冒号"),
        ("支出: {合计: 1，基本: 2}\n", 1, 11, "全角逗号"),
        ("支出: {合计: 1\n年度: 2020\n", 1, 5, "没有“}”配对"),
        ("- {公式: 甲[合计] = 乙}\n", 1, 8, '公式: "甲[…"'),
        ("- {公式: 甲 = 合计(乙, 丙)}\n", 1, 18, "用英文引号括起来"),
        ("清单: [甲, 乙\n", 1, 5, "没有“]”配对"),
        ("清单: 甲]\n年度: 1\n]\n", 3, 1, "多了一个“]”"),
        ("备注: '甲\n年度: 2020\n", 1, 5, "引号没有配对"),
        ('备注: "甲" 乙\n', 1, 9, "引号或括号后面"),
        ('备注: "C:\\部门"\n', 1, 8, "反斜杠"),
        ("备注: @甲\n", 1, 5, "不能以“@”开头"),
        ("支出:\n    合计: 1\n  基本: 2\n", 3, 3, "缩进与上文对不齐"),
        ("支出: - 甲\n", 1, 5, "另起一行"),
        ("- 甲\n乙: 1\n", 2, 1, "以“- ”开头"),
    ],
)
def test_syntax_errors_in_a_clerks_words(text, line, column, words):
    (finding,) = parse(text)[1]
    assert (finding.code, finding.place.line, finding.place.column) == ("YAML105", line, column)
    assert words in finding.message


def test_emphasis_is_not_an_alias():
    (finding,) = parse("备注: **重点**\n")[1]
    assert (finding.code, finding.place.line, finding.place.column) == ("YAML108", 1, 5)
    assert "引号" in finding.message


def test_a_full_width_colon_in_words_is_no_fault():
    assert tree("其中：甲: 1\n备注: 电话：88888888\n联系方式:\n  电话：1\n") == {
        "其中：甲": "1",
        "备注": "电话：88888888",
        "联系方式": "电话：1",
    }


def test_all_faults_of_a_file_are_told_at_once():
    text = "a: &x 1\nb: !t 2\na: 3\n[c]: 4\nd: *x\n"
    assert faults(text) == [
        ("YAML108", 1, 4),
        ("YAML109", 2, 4),
        ("YAML107", 3, 1),
        ("YAML110", 4, 1),
        ("YAML108", 5, 4),
    ]


@given(st.text(max_size=300))
def test_any_text_gives_a_tree_or_a_finding(text):
    node, found = parse(text)
    assert node is not None or found
    for each in found:
        assert 1 <= each.place.line <= len(SourceFile("", text).lines) + 1
        assert each.message.endswith("。")


@given(st.text(alphabet="ab:-?[]{}#&*!|>'\"%@`,\n\t 甲：，\\", max_size=80))
def test_any_yaml_like_text_gives_a_tree_or_a_finding(text):
    node, found = parse(text)
    assert node is not None or found


WORDS = st.text(
    alphabet=st.characters(categories=("L", "N", "P", "S"), include_characters=" 𠮷"), min_size=1, max_size=12
).filter(lambda word: word.strip() == word and not any(forbidden(word)))
QUOTED = WORDS.map(lambda word: "'" + word.replace("'", "''") + "'")


@given(
    st.dictionaries(QUOTED, st.one_of(QUOTED, st.lists(QUOTED), st.dictionaries(QUOTED, QUOTED)), min_size=1)
)
def test_every_span_points_at_its_text(data):
    lines = []
    for key, value in data.items():
        if isinstance(value, dict):
            lines += [f"{key}:", *(f"    {name}: {each}" for name, each in value.items())]
            lines[-len(value) - 1] += "" if value else " {}"
        else:
            lines.append(f"{key}: {value if isinstance(value, str) else '[' + ', '.join(value) + ']'}")
    node, found = parse("\r\n".join(lines))
    assert found == ()
    for scalar in scalars(node):
        assert written(scalar.span) == "'" + scalar.text.replace("'", "''") + "'"


def test_an_open_bracket_before_a_long_word_is_told_at_once():
    _, found = parse_yaml(SourceFile("a.yaml", "甲: {" + "字" * 200_000 + "{"))
    assert {each.code for each in found} == {"YAML105"}
