"""Runs with any text in them, hostile text most of all.

Knows how to make records. Must not know any format.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sitegen.diagnostics import Edit, Related, Severity, Waiver
from sitegen.source import Place
from sitegen.text_figures import Compared, Fate, SentenceRead, TextsRead, Understood
from tests.reporters.records import DIGITS, KEXIE_KEY, SUM, record

HOSTILE = (
    "</script><script>alert(1)</script>", "<img src=http://example.invalid/x onerror=alert(1)>", "</pre></td>",
    "]]>", "<!--", "-->", "&amp;", "&#0;", '"', "'", "{{ 7 * 7 }}", "{% raw %}", "::error::x", "\n::error::x",
    "\r\n::warning file=a,line=1::y", "##[error]", "%0A", "%25", ",line=9", "::", "](https://example.invalid/)",
    "##vso[task.setvariable x]", "##", "[x]", ":", "\u3000::error::x", "\x1b[31m", "\x9b2J", "\u200b", "\u2067", "\udcb1",
    "\x00", "\x07", "\x85", "\u2028", "\ufffe", "\U0001ffff", "\u202e", "  ", "\t", "，", "支出", "../..",
)  # fmt: skip
letters = st.characters(exclude_categories=["Cs"])
texts = st.text(letters, max_size=12) | st.lists(st.sampled_from(HOSTILE), max_size=3).map("".join)
words = texts.map(lambda text: f"甲{text}")
"""Never empty."""
places = st.builds(
    Place,
    texts.map(lambda text: f"content/{text}.yaml") | st.just("内置表单/demo.yaml"),
    st.integers(1, 999),
    st.integers(1, 40),
    st.integers(1, 10),
    texts,
)
relateds = st.builds(Related, words, texts, st.none() | places)
edits = st.builds(Edit, places, texts)
waivers = st.builds(Waiver, words, words, words)


@st.composite
def findings(draw):
    found = draw(st.sampled_from([SUM, DIGITS])).found(
        draw(places),
        draw(words),
        remedy=draw(texts),
        report=draw(st.sampled_from(["", KEXIE_KEY]) | words),
        fact=draw(texts),
        expected=draw(texts),
        actual=draw(texts),
        related=tuple(draw(st.lists(relateds, max_size=2))),
        severity=draw(st.sampled_from(Severity)),
        edits=tuple(draw(st.lists(edits, max_size=2))),
    )
    state = draw(st.sampled_from(["open", "waived", "known"]))
    return replace(found, waiver=draw(waivers) if state == "waived" else None, known=state == "known")


@st.composite
def sentences(draw):
    text = draw(words)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    checks = st.builds(
        Compared,
        st.just("TEXT120"),
        st.sampled_from(Fate),
        texts,
        st.lists(relateds, max_size=2).map(tuple),
        st.lists(texts, max_size=2).map(tuple),
    )
    figures = tuple(
        Understood(
            start, end, draw(places), tuple(draw(st.lists(checks, max_size=2))), draw(st.sampled_from(Fate))
        )
        for start, end in pairwise(cuts)
    )
    return SentenceRead(draw(texts), text, draw(places), figures)


reads = st.builds(TextsRead, words, st.lists(sentences(), max_size=2).map(tuple))
records = st.builds(
    lambda found, site, read: record(tuple(found), site=site, texts=read),
    st.lists(findings(), max_size=4),
    texts,
    st.none() | st.lists(reads, max_size=2).map(tuple),
)


def given_any_record(test):
    """Runs `test` with many runs; how long one takes says nothing on a busy machine."""
    return given(records)(test)
