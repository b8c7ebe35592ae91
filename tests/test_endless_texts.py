"""A narrative made of anything repeated is checked in time and space that grow with its length only.

Each goes in by the front door. No time is measured: a generous limit on the processor's time ends what would
take forever, and what findings carry is counted.
"""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.rules_inline import html_inline

from sitegen.checks.excess import MAX_SHOWN, without_excess
from sitegen.checks.proofreading import words
from sitegen.checks.texts.typography import FOREIGN
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome, Result
from sitegen.prose.contradictions import contradictions
from sitegen.prose.finders import relations
from sitegen.prose.text import sentences as reader
from sitegen.prose.text.document import read_document
from sitegen.reading.markdown import dialect
from sitegen.reading.markdown.narrative import parse_narrative
from sitegen.source import LONGEST_QUOTED, Place, SourceFile, Span
from tests.counting import calls
from tests.site_tools import check, minimal
from tests.test_bad_inputs import FORM, HEAD

pytestmark = pytest.mark.repeating

LENGTH = 12_000
CPU_SECONDS = 15
"""Each takes some tenths of one; those that this test was written for took minutes at a greater length."""

REPEATED = [
    "[a](", "![a](", "[a](<", '[a](b "', "[a](b (", "[a]((", "[", "![", "]", "](", "[a][", "[^1]", "[a]: b\n", "[![a](",
    "[](b)\n", "[a](b)", "![a](b.png)", "**a", "_a ", "*a _b ", "a**b", "***a* ", "`", "`a` ", "`a\nb` ", "![`a\nb`](b) ",
    "<a", '<a b="', "<!-- a ", "<?", "<![CDATA[", "<http://a", "<b>", "{{", "{{a", "{{a}}", "{{(", "|", "a|", "|a|\n",
    "|a|\n|-|\n|b|\n\n", ":---|", "> ", "> a\n", "- ", "- a\n", "1. a\n", "&", "&#", "&amp;", "\\", "\\\n", "~~", "# ",
    "## a\n", "#a\n", "9", "1,", "9万元", "9万元，", "收入9万元，其中：", "占合计的9%，", "比上年增长9%，", "13812345678，", "ab@qq.com，",
    "住址：湖南省1号，", "湘A12345，", "（", "(", ")", "“", "”", "（a", "字,字", "的的，", "字 字", "，。", "一是", "（一）a\n\n", "www.",
    "#\u3000", "#\u3000a\n", "　　字。\n", "一、字\n", "字\n===\n", "字\n", "字：字\n", "｜", "｜字｜字｜\n", "字\t字\n", "\t", "——|", "a|b\n|---|\n|-|-|\n",
    "[^1]: 字\n\n", "字[^1]。[^1]: \n", "http://", "http://a.cn(", "http://a.cn ", "9*9*", "张**、", "张**（女）张", "____，", "> 9\n", "- 9\n\n",
    "1 ", "1-", "11010119111111 ", "⾦", "⾦⺈", "\u200c", "\u200b",
]  # fmt: skip
BUILT = {
    "backticks": "".join("`" * length + "a" for length in range(110)),
    "nested list": "".join("  " * depth + "- a\n" for depth in range(110)),
    "nested images": "![" * 2_000 + "a" + "](b)" * 2_000,
    "nested links": "[" * 2_400 + "a" + "](b)" * 2_400,
    "comments": "字<!-- a " * 1_400 + "--->",
    "HTML in a cell": "|a|\n|-|\n|" + "<b>" * 4_000 + "|\n",
    "escapes in a cell": "|a|\n|-|\n|" + "&amp;" * 2_400 + "|\n",
    "mixed": "[a](*b `c <d &e {{f\n" * 600,
    "mixed on a line": "*a [b **c](d _e ![f]( " * 550,
}
FIGURES: dict[str, Callable[[int], str]] = {
    "quantities": lambda n: f"{n}元",
    "quantities in a list": lambda n: f"第{n}类支出{n}.{n % 97:02}元、",
    "brackets": lambda n: f"（收入{n}元",
    "pairs of brackets": lambda n: f"基本支出（{n}元）",
    "one label": lambda n: f"公务接待费支出{n}元。",
    "one label, paragraphs": lambda n: f"公务接待费支出{n}元。\n\n",
    "one label, one clause after the other": lambda n: f"公务接待费支出{n}元，",
    "the same": lambda _: "公务接待费支出1234.56元。",
    "many labels": lambda n: f"第{n}号项目支出{n * 7919}元。",
    "wholes": lambda n: f"支出{n * 7919}元，其中：甲{n}支出{n * 31}元，乙{n}支出{n * 17}元；",
    "wholes in sentences": lambda n: f"支出{n * 7919}元，其中：人员经费{n * 31}元，公用经费{n * 17}元。",
    "paragraphs that open lists": lambda n: f"第{n}号支出{n * 31}元，其中：\n\n",
    "rates that do not follow": lambda n: (
        f"第{n}号支出{n * 7919}元，比上年减少{n * 31}元，下降{n % 89 + 10}%。"
    ),
    "rates of one label": lambda n: f"公务接待费支出{n * 7919}元，比上年减少{n * 31}元，下降{n % 89 + 10}%。",
    "changes": lambda n: f"公务接待费比上年减少{n * 31}元，下降{n % 89 + 10}%，",
    "opposite changes": lambda n: f"第{n}号支出{n * 7919}元，比上年减少{n * 31}元，增长{n % 89 + 10}%。",
    "from and to": lambda n: f"公务接待费由上年的{n * 7919}元降至{n * 31}元，下降{n % 89 + 10}%，",
    "shares": lambda n: f"第{n}号支出{n * 31}元，占支出合计的{n % 89 + 10}%。",
    "shares, both named": lambda n: (
        f"公务接待费支出{n * 31}元，三公经费{n * 97}元，公务接待费占三公经费的{n % 89 + 10}%。"
    ),
    "parts of 三公": lambda n: (
        f"三公经费支出{n * 31}元，其中：因公出国（境）费{n}元，公务用车购置及运行费{n * 7}元，公务接待费{n * 3}元。"
    ),
    "completions": lambda n: (
        f"第{n}号年初预算{n * 7919}元，支出决算{n * 31}元，完成年初预算的{n % 89 + 10}%。"
    ),
    "comparisons": lambda n: f"年初预算{n * 31}元，支出决算{n * 17}元，决算数大于预算数，",
    "sums": lambda n: f"收入{n * 31}元，加上上年结转{n * 17}元，收入合计{n * 97}元。收支相抵。",
    "years": lambda n: f"2020年公务接待费支出{n * 31}元，2019年支出{n * 17}元，",
    "table rows": lambda n: f"{n * 31}.27万元、{n * 17}.03万元\n\n",
    "receptions": lambda n: f"接待{n % 89 + 1}批次{n % 97 + 1}人次，",
    "headings": lambda n: f"# 第{n}号\n\n支出{n * 31}元。\n\n",
}
"""Figures, another each time."""


FIRST = 1_000
"""Of numbers with fewer digits nothing is guessed, so that they are less work than those that follow."""


def _figures(name: str, length: int) -> str:
    made = FIGURES[name]
    return "".join(made(n) for n in range(FIRST, FIRST + length // len(made(FIRST))))


BUILT |= {name: _figures(name, LENGTH) for name in FIGURES}
BUILT |= {
    "digits": "1234567890" * (LENGTH // 10),
    "a number of digits": "9" * LENGTH + "元",
    "a number in groups": "1" + ",234" * (LENGTH // 4) + "元",
    "brackets, deep": "（" * (LENGTH // 2) + "收入9万元" + "）" * (LENGTH // 2),
    "names in turn": "、".join(f"甲{n}" for n in range(900))
    + "分别为"
    + "、".join(f"{n}元" for n in range(900)),
    "a list of paragraphs": "支出合计9元，其中：\n\n"
    + "".join(f"{n}.第{n}号支出{n}元。\n\n" for n in range(700)),
}
TEXTS = {**{piece: piece * (LENGTH // len(piece)) for piece in REPEATED}, **BUILT}


@contextmanager
def limited():
    def stop(*_):
        raise AssertionError(f"more than {CPU_SECONDS} seconds of the processor")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@pytest.mark.parametrize("name", TEXTS)
def test_whatever_is_repeated_is_bounded(tmp_path, name):
    root = minimal(tmp_path, FORM, HEAD, f"# 说明\n\n{TEXTS[name]}\n")
    with limited():
        found = check(root).diagnostics
    assert max(Counter(each.code for each in found).values(), default=0) <= MAX_SHOWN + 1
    places = [place for each in found for place in (each.place, *(edit.place for edit in each.edits))]
    assert sum(len(place.line_text) for place in places) <= 20 * LENGTH + 2 * MAX_SHOWN * 200


@pytest.mark.parametrize("name", FIGURES)
def test_twice_the_figures_take_twice_the_work(name):
    def work(length: int) -> int:
        prose, _ = parse_narrative(SourceFile("narrative.md", f"# 说明\n\n{_figures(name, length)}\n"), ())
        passages = [passage for each in prose for passage in each.passages]
        return calls(lambda: list(contradictions(relations(read_document(passages, 2020)))))

    assert work(LENGTH // 2) <= 2.5 * work(LENGTH // 4)


def test_faults_beyond_the_limit_are_counted(tmp_path):
    root = minimal(tmp_path, FORM, HEAD, "# 说明\n\n" + "（甲\n" * (MAX_SHOWN + 3))
    found = [each for each in check(root).diagnostics if each.code == "TEXT117"]
    assert len(found) == MAX_SHOWN + 1
    assert found[-1].message == "同类问题还有 3 处，不再逐一列出。"
    assert found[-1].place.line == MAX_SHOWN + 3
    assert not found[-1].edits


def test_faults_of_settings_and_forms_beyond_the_limit_are_counted(tmp_path):
    unknown = "".join(f"栏{n}: 甲\n" for n in range(MAX_SHOWN + 3))
    root = minimal(tmp_path, FORM + unknown, HEAD)
    departments = root / "content/departments.yaml"
    departments.write_text(f"{departments.read_text(encoding='utf-8')}{unknown}", encoding="utf-8")
    found = check(root).diagnostics
    for name in ("content/forms/demo.yaml", "content/departments.yaml"):
        here = [each for each in found if each.place.file == name]
        assert len(here) == MAX_SHOWN + 1, name
        assert sum(each.message == "同类问题还有 3 处，不再逐一列出。" for each in here) == 1


def test_faults_are_counted_for_each_text_of_a_rule():
    rule = Rule("TEST1", "test", Severity.WARNING, "题", checks="", why="", example="", remedy="")
    found = [
        Outcome("TEST1", Result.FAIL, fact, "", diagnostic=rule.found(Place("a", line, 1), "错", fact=fact))
        for fact in "甲乙"
        for line in range(MAX_SHOWN)
    ]
    passed = Outcome("TEST1", Result.PASS, "丙", "")
    assert list(without_excess([*found, passed])) == [*found, passed]
    assert len(list(without_excess([*found, found[0]]))) == len(found) + 1


def test_the_longest_line_is_quoted_and_a_longer_one_is_not():
    assert Span.at(SourceFile("a", "字" * LONGEST_QUOTED), 1, 9).place.line_text == "字" * LONGEST_QUOTED
    assert Span.at(SourceFile("a", "字" * (LONGEST_QUOTED + 1)), 1, 9).place == Place("a", 1, 9, 1, "")


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from(["<!--", "-->", "-", ">", "字", "<!-->", "<!---->", "[", "](a)"]), max_size=14)
)
def test_comments_are_those_of_markdown_it(pieces):
    plain = dialect.dialect()
    plain.inline.ruler.at("html_inline", html_inline)
    text = "字" + "".join(pieces)
    ours = [each.as_dict() for each in dialect.dialect().parse(text)]
    assert ours == [each.as_dict() for each in plain.parse(text)]


@settings(max_examples=50)
@given(st.lists(st.sampled_from(["甲", "`乙`", "`丙\n丁`", "*戊*", "\n", "\\`", "&amp;", " "]), max_size=12))
def test_code_is_what_stands_behind_an_odd_number_of_marks_on_its_line(pieces):
    texts, _ = parse_narrative(SourceFile("narrative.md", "# 甲\n\n起`己`" + "".join(pieces)), ())
    for passage in texts[0].passages:
        expected = passage.text
        ends = [*(each.offset for each in passage.runs[1:]), len(expected)][: len(passage.runs)]
        for run, end in zip(passage.runs, ends, strict=True):  # none where no place is known
            place = passage.place(run.offset)
            if place.line_text[: place.column - 1].count("`") % 2:
                expected = expected[: run.offset] + FOREIGN * (end - run.offset) + expected[end:]
        assert words(passage) == expected


def test_a_sentence_without_an_end_is_read_in_parts_of_which_none_is_lost():
    text = "收入9万元，" * 2_000
    texts, _ = parse_narrative(SourceFile("narrative.md", f"# 甲\n\n{text}"), ())
    found = list(reader.sentences(texts[0].passages[0]))
    assert len(found) > 1
    assert all(len(each.text) <= reader.LONGEST and each.text.endswith(",") for each in found)
    assert "".join(each.written(0, len(each.text)) for each in found) == text
