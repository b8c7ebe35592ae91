"""Ordinals of narrative text: whole outlines pass, a number taken out or written twice is found."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.checks.scores.goals import are_alike, faults, mentions, ordinals, outermost
from sitegen.checks.texts.words import gives_reason, says_nothing
from sitegen.model.reports.passage import passage_of
from sitegen.numbers.numerals import spelt
from sitegen.source import SourceFile, Span

HAN = [spelt(number) for number in range(1, 10)]
STYLES = {
    "arabic": lambda number: f"{number}.",
    "comma": lambda number: f"{number}、",
    "bracketed": lambda number: f"（{number}）",
    "han": lambda number: f"{HAN[number - 1]}、",
    "han-bracketed": lambda number: f"（{HAN[number - 1]}）",
    "first": lambda number: f"{HAN[number - 1]}是",
    "circled": lambda number: "①②③④⑤⑥⑦⑧⑨"[number - 1],
    "goal": lambda number: f"目标{number}：",
}


class Stub(SimpleNamespace):
    """Equal to itself alone, as a report is."""

    __hash__ = object.__hash__
    __eq__ = object.__eq__


def report_of(*paragraphs: str):
    """A report whose narrative 正文 has these paragraphs, each on one line."""
    source = SourceFile("narrative.md", "\n".join(paragraphs))
    passages = tuple(
        passage_of("正文", text, Span.at(source, line, 1, len(text)))
        for line, text in enumerate(paragraphs, 1)
    )
    return Stub(prose={"正文": Stub(passages=passages, span=Span.at(source, 1, 1))})


def found(*paragraphs: str) -> list[tuple[int, int]]:
    """What was expected, and what stands there instead."""
    return [(fault.expected, fault.ordinal.number) for fault in faults(report_of(*paragraphs), "正文")]


styles = st.sampled_from(sorted(STYLES))
outlines = st.recursive(st.just([]), lambda inner: st.lists(inner, min_size=1, max_size=9), max_leaves=30)


def lines(outline: list, levels: list[str]) -> list[str]:
    """The outline written, each depth in a style of its own."""
    written = []
    for number, inner in enumerate(outline, 1):
        written.append(f"{STYLES[levels[0]](number)}开展工作")
        if inner and len(levels) > 1:
            written += lines(inner, levels[1:])
    return written


@given(outlines, st.permutations(sorted(STYLES)))
def test_an_outline_in_order_has_no_fault(outline, levels):
    levels = [each for each in levels if each != "comma"]  # to a reader 1. and 1、 are one level
    assert found(*lines(outline, levels)) == []
    assert found("。".join(lines(outline, levels))) == []


@given(styles, st.integers(3, 9), st.data())
def test_a_number_taken_out_is_found(style, count, data):
    gone = data.draw(st.integers(2, count - 1))
    written = [f"{STYLES[style](number)}开展工作" for number in range(1, count + 1) if number != gone]
    assert found(*written) == [(gone, gone + 1)]


@given(styles, st.integers(2, 9), st.data())
def test_a_number_written_twice_is_found(style, count, data):
    twice = data.draw(st.integers(2, count))
    numbers = sorted([*range(1, count + 1), twice])
    assert found(*(f"{STYLES[style](number)}开展工作" for number in numbers)) == [(twice + 1, twice)]


@given(st.text(alphabet="0123456789.、（）()一二三十是①②目标：:；。，, 万元月日\n", max_size=40))
def test_no_text_is_too_strange(text):
    found(*text.split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        "全年支出：1056.5万元。2.5万元用于培训，4.5万元用于印刷。",
        "1.活动。12.4宪法日宣传。3.15消费者权益日宣传。",
        "比例为1：1、1：3、1：5。",
        "一、二、四季度",
        "1.甲。95、96号楼。",
        "按照第（一）项、第（三）项办理。",
        "目标1：新建。目标1完成情况：已建成。\n目标2：改建。目标2完成情况：已改建。",
        "1.学校：（1）小学；（2）中学。（1）幼儿园；2.医院。",
    ],
)
def test_what_is_no_list_or_a_list_in_order(text):
    assert found(*text.split("\n")) == []


def test_the_outermost_list_is_the_one_that_begins_the_text():
    report = report_of("一、甲。（一）子；（二）丑。", "二、乙。", "三、丙。")
    assert [each.number for each in outermost(report, "正文")] == [1, 2, 3]
    assert [each.text for each in ordinals(report, "正文")] == ["一、", "（一）", "（二）", "二、", "三、"]
    assert outermost(report_of("1.甲", "3.丙"), "正文") == ()
    assert outermost(report_of("没有编号。"), "正文") == ()


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("2、推进", 2, True),
        ("目标2和目标3", 3, True),
        ("目标2至4均已完成", 4, True),
        ("二是推进", 2, True),
        ("②推进", 2, True),
        ("培训2人", 2, False),
        ("支出2.5万元", 2, False),
        ("12、推进", 2, False),
        ("十二是推进", 2, False),
    ],
)
def test_whether_a_number_is_mentioned(text, number, expected):
    assert mentions(text, number) is expected


def test_texts_are_alike_but_for_ordinals_and_punctuation():
    goal = "目标1：开展科普活动12场。目标2：服务群众3000人次，培训200人。"
    assert are_alike(goal, "1.开展科普活动12场；\n2.服务群众3000人次、培训200人")
    assert not are_alike(goal, "全年开展科普活动15场，服务群众3600人次，培训230人。")
    assert not are_alike("按时完成", "按时完成")


@pytest.mark.parametrize("text", ["", "无", "暂无", "没有。", "—", "/", "不涉及", " 无 。"])
def test_texts_that_say_nothing(text):
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["无公务用车购置", "没有安排支出", "减少", "0"])
def test_texts_that_say_something(text):
    assert not says_nothing(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受疫情影响，活动推迟。", True),
        ("资金结转下年。", True),
        ("主要原因是招标滞后。", True),
        ("项目实施顺利，没有发现问题。", False),
        ("无问题、无偏差。", False),
        ("按计划实施。", False),
        ("因此取得了较好的效果。", False),
    ],
)
def test_words_of_reasons(text, expected):
    assert gives_reason(text) is expected
