"""What is read in place of what is written: the same words, told, and the same after it is mended."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.authoring.fixes import planned
from sitegen.reading.lines.normalising import mend
from sitegen.reading.markdown.narrative import parse_narrative
from sitegen.source import SourceFile

PIECES = [
    "#", "＃", "　", "\u00a0", " ", "\t", "\n", "\n\n", "|", "｜", "---", "——", "===", ">", "- ", "1. ", "1.", "一、", "（一）", "*", "**",
    "_", "____", "~", "。", "，", "：", "；", "5", "3.2", "%", "张", "李", "项目", "金额", "http://a.cn/", "[^1]", "[^1]: ", "\\", "甲", "乙",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def read(text: str):
    return parse_narrative(SourceFile("narrative.md", text), ())


def letters(text: str) -> str:
    return re.sub(r"[^\u4e00-\u9fff0-9]", "", text)


@settings(max_examples=400)
@given(texts)
def test_what_is_read_in_its_place_has_the_same_words(text):
    mended = mend(SourceFile("narrative.md", text))
    assert letters(mended.text) == letters(text)
    assert len(mended.origin) == mended.text.count("\n") + 1
    assert list(mended.origin) == sorted(mended.origin)
    if mended.text != text.replace("\r\n", "\n"):
        untold = re.sub(r"(?m)^[#＃\s]*$", "", text)  # marks of a heading without a name, told later
        assert mended.told or re.sub(r"(?m)^[#＃\s]*$", "", mended.text) == untold


@settings(max_examples=300, deadline=None)
@given(texts)
def test_mending_writes_what_was_read(text):
    text = f"# 甲\n\n{text}\n"
    before = mend(SourceFile("narrative.md", text))
    with TemporaryDirectory() as folder:
        after = fixed(Path(folder), text)
    assert mend(SourceFile("narrative.md", after)).text.split() == before.text.split()


def fixed(root: Path, text: str) -> str:
    """`text` after every correction of what is beyond doubt; those that overlap follow one another."""
    for _ in range(6):
        (root / "narrative.md").write_text(text, encoding="utf-8")
        told = mend(SourceFile("narrative.md", text)).told
        changes = planned(root, [each for each in told if each.severity == "warning"])
        if not changes:
            return text
        text = changes[0].after
    raise AssertionError("corrections without end")


@settings(max_examples=400)
@given(texts)
def test_no_word_vanishes_without_an_error(text):
    """Every Chinese character and digit of a text is in it as it is read, or something is told."""
    (*found,), told = read(f"# 甲\n\n{text}\n")
    written = letters(text)
    kept = letters("".join(each.heading + each.plain for each in found).removeprefix("甲"))
    notes = [piece for each in found for note in each.notes for piece in note.pieces]
    lost = len(written) - len(kept)
    numbered = len(re.findall(r"\d+\.(?:\s|$)", text))  # the number of an item is no word of it
    if not told and not notes and "[^" not in text and not numbered:
        assert lost <= 0, (text, kept)
