"""What was read of the figures in texts: through the front door, and for any text."""

from __future__ import annotations

import json
from dataclasses import replace as changed

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import checking, pipeline
from sitegen.model.reports.passage import Passage, Run
from sitegen.model.results.outcome import Outcome, Result
from sitegen.prose.text.reading_coverage import understood
from sitegen.source import SourceFile, Span
from sitegen.text_figures import COMPARED, Fate, Figure, Reading
from tests.calling import call
from tests.rendering.pages_under_test import parsed
from tests.site_tools import ROOT, TODAY, check, minimal

FORM = """\
表单: demo
名称: 说明
单位: 万元
部分:
  情况:
    内容:
      支出合计: {标识: total, 类型: 金额}
      公用支出: {标识: running, 类型: 金额}
      说明: {标识: remark, 类型: 文字}
      目标: {标识: goal, 类型: 正文}
      完成: {标识: result, 类型: 正文}
"""
REPORT = """\
表单: demo
部门: ju
年度: 2020
批复日期: 2021-06-01
公开日期: 2021-06-10
支出合计: 100
公用支出: 40
说明: 得分=10*95/100=9.5。办理36件。
"""
TEXT = """\
# 目标

支出合计不超过120万元。

# 完成

**支出合计** 100.00万元，公用支出41万元，占支出合计的40%，约30人受益。

支出预算为60万元，支出决算为50万元，完成预算的83.33%。走访12户。没有数字的一句。
"""


@pytest.fixture
def root(tmp_path):
    return minimal(tmp_path, FORM, REPORT, TEXT)


def explained(root):
    (read,) = checking.check(root, today=TODAY, jobs=1, explain=True).texts
    return {
        sentence.text[each.start : each.end]: (sentence, each)
        for sentence in read.sentences
        for each in sentence.figures
    }


def test_each_figure_says_what_it_was_compared_with(root):
    found = explained(root)
    fates = {words: each.fate for words, (_, each) in found.items()}
    assert fates == {
        "10*95/100=9.5": Fate.AGREES,
        "36件": Fate.UNREAD,
        "120万元": Fate.ROUGH,
        "100.00万元": Fate.AGREES,
        "41万元": Fate.DIFFERS,
        "40%": Fate.AGREES,
        "30人": Fate.ROUGH,
        "60万元": Fate.AGREES,
        "50万元": Fate.AGREES,
        "83.33%": Fate.AGREES,
        "12户": Fate.UNREAD,
    }
    told = next(each for each in found["41万元"][1].checks if each.rule == "TEXT120")
    assert told.meaning == "公用支出"
    assert [(fact.fact, fact.value) for fact in told.facts] == [("公用支出", "40 万元")]
    assert told.facts[0].place.file.endswith("report.yaml")
    told = next(each for each in found["83.33%"][1].checks if each.rule == "TEXT123")
    assert told.figures == ("60万元", "50万元")
    assert ("50万元", "83.33%") in [each.figures for each in found["60万元"][1].checks]


def test_places_are_those_in_the_files(root):
    found = explained(root)
    sentence, each = found["100.00万元"]
    assert sentence.text.startswith("支出合计 100.00万元")
    assert sentence.text.endswith("。")
    line = TEXT.split("\n")[each.place.line - 1]
    assert line[each.place.column - 1 :].startswith("100.00万元")
    assert found["36件"][1].place.line == 8


def test_a_waiver_shows(root):
    path = root / "content/reports/2020/ju/report.yaml"
    waiver = "数据说明:\n  - {规则: TEXT120, 位置: 完成, 实为: 41万元, 应为: 40 万元, 说明: 原文如此。, 批准: 王某, 有效期至: 长期}\n"
    path.write_text(REPORT + waiver, encoding="utf-8")
    assert explained(root)["41万元"][1].fate is Fate.EXPLAINED


def test_every_check_of_figures_in_texts_tells_what_it_read():
    codes = {f"TEXT{number}" for number in (120, 121, 122, 123, 124, 125, 127)}
    outcomes = [one for verdict in check(ROOT).verdicts for one in verdict.outcomes if one.code in codes]
    assert codes - {"TEXT125"} <= {each.code for each in outcomes}
    assert [each.statement for each in outcomes if each.read is None or not each.read.figures] == []


def test_nothing_is_told_that_nobody_asked_for(root):
    assert checking.check(root, today=TODAY, jobs=1).texts is None
    document = json.loads(call("check", "--root", str(root), "--format", "json").stdout)
    assert document["texts"] is None


def test_the_command_line_tells_it_in_three_formats(root):
    told = call("check", "--root", str(root), "--explain-text").stdout
    assert "支出预算为60万元，支出决算为50万元，完成预算的83.33%。" in told
    assert "41万元  ✗ 作为“公用支出”，与“公用支出”40 万元比较（TEXT120）：不符" in told
    assert "12户  ？ 没有读懂，没有核对" in told
    assert told.splitlines()[-1].startswith("核对了 1 份报告")
    document = json.loads(call("check", "--root", str(root), "--explain-text", "--format", "json").stdout)
    figures = [each for text in document["texts"] for s in text["sentences"] for each in s["figures"]]
    assert {each["text"]: each["fate"] for each in figures}["41万元"] == "differs"
    page = call("check", "--root", str(root), "--format", "html").stdout
    assert "作为“公用支出”" in page, "a reviewer's page always tells it"
    refused = call("check", "--root", str(root), "--explain-text", "--format", "sarif")
    assert refused.returncode == 2
    assert "--explain-text 不能与 --format sarif 同用" in refused.stderr


def test_the_pages_for_citizens_count_sentences(root):
    path = root / "content/reports/2020/ju/narrative.md"
    path.write_text(TEXT.replace("41万元", "40万元"), encoding="utf-8")
    built = pipeline.build(root, root / "output", today=TODAY, pdf=False)
    assert built.published, built.checked.diagnostics
    said = (
        "文字里有数字的句子共 6 句，3 句里的数字与表里的数或前后文的数比较过；"
        "2 句里有数字没有能够自动核对，这不等于有错。"
    )
    for page in ("reports/2020/ju/demo/index.html", "reports/2020/ju/demo/checks/index.html"):
        assert said in parsed((root / "output" / page).read_text(encoding="utf-8")).text_content()


def passage(text):
    source = SourceFile("narrative.md", text)
    return Passage("甲", text, Span.at(source, 1, 1, max(1, len(text))), (Run(0, 1, 1),), narrative=True)


PIECES = [
    "支出12.5万元",
    "占40%",
    "约3人",
    "，",
    "。",
    "5",
    "万",
    "元",
    "“",
    "”",
    "\n",
    "36/40=90%",
    "甲",
    "８件",
    " ",
]
texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(
    texts, st.lists(st.tuples(st.integers(0, 80), st.integers(1, 30), st.sampled_from(Result)), max_size=8)
)
def test_whatever_was_read_is_shown_once_in_its_sentence(text, spans):
    of = passage(text)
    spans = [(start, min(len(text), start + length), result) for start, length, result in spans]
    outcomes = [
        Outcome("TEXT120", result, "甲", "", read=Reading((Figure(of.key, start, end),)))
        for start, end, result in spans
        if start < end
    ]
    plain, read = understood([of], []), understood([of], outcomes)
    for sentence in (*plain, *read):
        assert sentence.text in text
        for each in sentence.figures:
            assert sentence.text[each.start : each.end], "a figure lies within its sentence"
            assert text[each.place.column - 1 :].startswith(sentence.text[each.start : each.end])
    assert all(not each.checks for sentence in plain for each in sentence.figures)
    fates = [check.fate for sentence in read for each in sentence.figures for check in each.checks]
    told = [each for each in outcomes if each.result not in (Result.NOT_CHECKABLE, Result.NOT_APPLICABLE)]
    assert len([each for each in fates if each in COMPARED]) >= len(told), "each is shown where it read"
    bare = [changed(each, figures=()) for each in read]
    assert len(bare) == len(set(bare)) or text.count(bare[0].text) > 1
