"""Narratives as large as may be, made of nothing but marks: each is read, or refused at its line, in bounded time and
memory.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import helpers

from sitegen.reading.markdown.dialect import dialect
from sitegen.reading.markdown.narrative import MOST_MARKS
from sitegen.reading.text import MARKDOWN_LIMIT
from tests.calling import Limits, call
from tests.site_tools import minimal
from tests.test_bad_inputs import FORM, HEAD

MARKS = "\n|*_`[]!<&{\\"
BEFORE = "# 说明\n\n"
NARRATIVE = "content/reports/2020/ju/narrative.md"
LIMITS = Limits(seconds=10, megabytes=1024)

REFUSED = ["[", "![", "*a ", "_", "`", "<", "& ", "|1|2|\n", "- a\n", "1. a\n", "[^1]: a\n\n"]
READ = ["![[]", "[a](b) ", "|1|2|\n", "13800138000，", "全国2%"]


def checked(root, text):
    done = call("check", "--root", str(minimal(root, FORM, HEAD, BEFORE + text)), limits=LIMITS)
    assert done.returncode in (0, 1), done
    assert "内部出错" not in done.stderr
    return done.stdout


def of(piece: str, marks: int) -> str:
    """`piece` as often as it fits into a narrative, with at most so many marks."""
    times = (MARKDOWN_LIMIT - 100) // len(piece.encode())
    each = sum(sign in MARKS for sign in piece)
    return piece * (min(times, marks // each) if each else times)


@pytest.mark.slow
@pytest.mark.repeating
@pytest.mark.parametrize("piece", READ)
def test_as_many_marks_as_may_be_are_read(tmp_path, piece):
    assert "YAML103" not in checked(tmp_path, of(piece, MOST_MARKS - 10))


@pytest.mark.parametrize("piece", REFUSED)
def test_more_marks_are_refused_at_the_line_where_they_are_too_many(tmp_path, piece):
    text = of(piece, 2 * MOST_MARKS)
    first = [at for at, sign in enumerate(BEFORE + text) if sign in MARKS][MOST_MARKS]
    line = (BEFORE + text).count("\n", 0, first) + 1
    assert f"{NARRATIVE}:{line}:1 错误 YAML103" in checked(tmp_path, text)


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from(["[", "]", "](a)", "![", "(a)", "`", "\\", "甲", "*", "<b>", "{{", "[^1]"]),
        max_size=20,
    )
)
def test_labels_end_where_markdown_it_says(pieces):
    text = "".join(pieces)
    ours, theirs = dialect(), dialect()
    theirs.helpers = helpers
    assert [each.as_dict() for each in ours.parse(text)] == [each.as_dict() for each in theirs.parse(text)]
