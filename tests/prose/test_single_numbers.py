"""A text of one number is read for what it says only where some of its words can say it: nothing is lost by that."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.prose.finders import may_relate, relations
from sitegen.prose.text.document import read_document
from sitegen.reading.markdown.narrative import parse_narrative
from sitegen.source import SourceFile

PIECES = [
    "公务接待费支出", "决算", "比上年", "增加", "下降", "的主要原因是", "完成", "年初预算的", "小于预算数", "大于年初预算", "占支出合计的",
    "其中", "9.8%", "5万元", "3人次", "人均", "高于目标", "，", "。", "（", "）", "2023年",
]  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=9))
def test_where_numbers_are_tied_together_they_may_be(pieces):
    prose, _ = parse_narrative(SourceFile("narrative.md", "# 说明\n\n甲" + "".join(pieces)), ())
    passages = [passage for each in prose for passage in each.passages]
    assert may_relate(passages) or not relations(read_document(passages, 2023))


def test_what_words_say_of_a_single_number_is_read():
    for text in ("支出比上年增加5万元，减少的主要原因是人员减少。", "支出完成率98%，决算数大于预算数。"):
        prose, _ = parse_narrative(SourceFile("narrative.md", f"# 说明\n\n{text}"), ())
        passages = prose[0].passages
        assert may_relate(passages)
        assert [each.holds for each in relations(read_document(passages, 2023))] == [False], text
