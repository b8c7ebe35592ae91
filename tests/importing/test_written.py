"""What is written is read as just what was placed, whatever the words are; and what is broken is refused."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.importing.again import NotMerged, again
from sitegen.importing.readers.read import blocks_of
from sitegen.importing.values import paragraphs, typed
from sitegen.importing.writing import Head, scalar, texts
from sitegen.model.forms.spec import ValueSpec, ValueType
from sitegen.reading.attached.texts import Unreadable
from sitegen.reading.yaml.nodes import Mapping, Scalar
from sitegen.reading.yaml.tree import parse_yaml
from sitegen.source import SourceFile
from tests.importing import documents
from tests.importing.test_made_documents import placed
from tests.rendering.pages_under_test import examples

WORDS = st.text(
    st.one_of(
        st.sampled_from("：:#-—>≥%{}[],，\"'&*!|@`~\\ \t（）0123456789.有无是否年"),
        st.characters(categories=["L", "N", "P", "S"]),
    ),
    min_size=1,
    max_size=30,
).filter(lambda text: text == text.strip())


@given(WORDS, WORDS)
def test_words_are_read_as_they_were_written(name, text):
    written = f"甲:\n  {scalar(name, 0, key=True)}: {scalar(text, 1)}\n  乙: {{{scalar(name, 0, key=True)}: {scalar(text, 0)}}}\n"
    node, _ = parse_yaml(SourceFile("a", written))
    assert isinstance(node, Mapping)
    inner = node.get("甲")
    assert isinstance(inner, Mapping)
    assert inner.entries[0].key.text == name
    assert isinstance(inner.entries[0].value, Scalar)
    assert inner.entries[0].value.text == text
    if name != "乙":
        assert inner.get("乙").get(name).text == text


@given(st.lists(WORDS, min_size=2, max_size=5))
def test_lines_are_read_as_they_were_written(lines):
    text = "\n".join(lines)
    node, _ = parse_yaml(SourceFile("a", f"甲: {scalar(text, 0)}\n"))
    assert isinstance(node, Mapping)
    assert node.get("甲").text.rstrip("\n") == text


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("# 一、概况", "\\# 一、概况"),
        ("1. 开展科普", "1\\. 开展科普"),
        ("1.开展科普", "1.开展科普"),
        (">90%", "\\>90%"),
        ("- 其他", "\\- 其他"),
        ("5*3*2米", "5*3*2米"),
    ],
)
def test_the_beginning_of_a_line_is_no_mark_of_markdown(line, written):
    assert paragraphs(line) == written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("387,664.62", "387664.62"),
        ("１２．５０", "12.50"),
        ("−18.8", "-18.8"),
        ("431.30", "431.30"),
        ("98 %", "98 %"),
        ("—", "—"),
        ("1,2", "1,2"),
        ("约5", "约5"),
    ],
)
def test_figures_are_typed_as_a_clerk_would(text, value):
    assert typed(text, ValueSpec(ValueType.NUMBER)) == value


def test_names_of_people_are_written_without_the_blanks_of_layout():
    assert typed("杨   岳", ValueSpec(ValueType.PERSON)) == "杨岳"


# Over what is there


KEY = "2020/yueyang-kexie/yueyang-bumen-zhengti"


def made():
    _, report, _ = examples()[KEY]
    found = placed(report, "docx", documents.word(report))
    return texts(found, Head(report.form.id, "yueyang-kexie", 2020))


def test_again_over_itself_changes_nothing():
    new = made()
    found = again(new.report, new.prose, new)
    assert (found.report, found.narrative, found.changes) == (new.report, new.prose, ())


@pytest.mark.parametrize("seed", range(20))
def test_again_over_another_report_comes_to_the_new_one_and_keeps_the_rest(seed):
    chance = random.Random(seed)
    new = made()
    lines = new.report.splitlines(keepends=True)
    for _ in range(3):
        at = chance.randrange(4, len(lines))
        lines[at] = lines[at].replace("1", "7")
    report = "".join(lines) + "\n数据说明:\n  - {规则: DISC105, 位置: 甲}    # 留着\n"
    try:
        found = again(report, new.prose, new)
    except NotMerged:
        return
    assert "# 留着" in found.report
    once_more = again(found.report, found.narrative, new)
    assert once_more.changes == ()


def test_a_file_that_cannot_be_read_is_not_touched():
    with pytest.raises(NotMerged):
        again("表单: [", "", made())


# Broken files


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html"])
def test_broken_bytes_are_refused_or_read(kind):
    _, report, _ = examples()[KEY]
    data = {"docx": documents.word, "xlsx": documents.workbook, "html": documents.page}[kind](report)
    chance = random.Random(kind)
    for _ in range(60):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 20)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        del broken[chance.choice((len(broken), chance.randrange(len(broken)))) :]
        with suppress(Unreadable):
            blocks_of(f"a.{kind}", bytes(broken))
