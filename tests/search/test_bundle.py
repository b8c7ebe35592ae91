"""A bundle: which files it has, that it depends on its pages alone, and what pages become."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.search import spelling
from sitegen.search.bundle import SearchFailed, SearchPage, runtime
from sitegen.search.cbor import read_cbor, write_cbor
from sitegen.search.page import document, read
from sitegen.search.service import index_files
from tests.search.examples import PHRASES, bundle_of, many, page, years


def test_only_what_the_browser_loads_is_kept():
    bundle = bundle_of(years()["2021"])
    kinds = sorted({path.rsplit(".", 1)[1] for path in bundle})
    assert kinds == ["json", "pf_filter", "pf_fragment", "pf_index", "pf_meta"]
    assert sum(path.startswith("fragment/") for path in bundle) == 3
    assert sum(path.startswith("filter/") for path in bundle) == 4


def test_the_program_is_there_once_for_the_whole_site():
    assert sorted(runtime()) == ["pagefind.js", "site/wasm.unknown.pagefind"]


def test_no_pages_no_bundle():
    assert bundle_of([]) == {}


def test_the_same_pages_in_any_order_give_the_same_bytes():
    pages = list(many(60))
    first = bundle_of(pages)
    for seed in range(5):
        random.Random(seed).shuffle(pages)
        assert bundle_of(pages) == first


def test_another_word_gives_another_bundle_and_leaves_other_pages_alone():
    pages = list(many(3))
    before = bundle_of(pages)
    pages[0] = page(pages[0].url, "改了的题目", "改了的文字")
    after = bundle_of(pages)
    assert before["pagefind-entry.json"] != after["pagefind-entry.json"]
    assert len({path for path in before if "fragment/" in path} - set(after)) == 1


def test_one_address_for_two_pages_is_refused():
    with pytest.raises(ValueError, match="same address"):
        bundle_of([many(1)[0], many(1)[0]])


def test_a_request_that_pagefind_refuses_is_an_error():
    with pytest.raises(SearchFailed):
        index_files([("a.html", None)], language="und", include_characters="")  # type: ignore[list-item]


def test_a_missing_program_is_an_error(monkeypatch):
    monkeypatch.setattr("sitegen.search.service.get_executable", lambda: None)
    with pytest.raises(SearchFailed, match="not installed"):
        bundle_of(many(1))


def test_a_program_that_ends_early_is_an_error(monkeypatch):
    monkeypatch.setattr("sitegen.search.service.get_executable", lambda: "/bin/false")
    with pytest.raises(SearchFailed, match="too early"):
        bundle_of(many(1))


def test_what_of_a_page_is_read():
    title, passages = read(years()["2020"][0])
    assert title == "岳阳市2020年度部门整体支出绩效评价自评报告"
    texts = [passage.text for passage in passages]
    assert not any("词" in text or "空白" in text or "注1" in text or "目录" in text for text in texts)
    assert [(each.level, each.id, each.text) for each in passages if each.level] == [
        (2, "s-1", "一、基本概况"),
        (3, "f-duties", "职能职责概述"),
        (2, "s-2", "二、收支情况"),
        (4, "t-expenditure", "支出和结余情况"),
    ]
    assert texts[-6:] == ["机构名称", "支出合计", "1、机关", "1,075.30", "2、下属单位", "原表未标单位。"]


def test_an_element_can_be_kept_out():
    html = "<main><h1>甲</h1><p>乙<b data-search-ignore>丙</b>丁<!-- 注 -->戊</p><p hidden>己</p></main>"
    assert [each.text for each in read(SearchPage("a", html))[1]] == ["乙丁戊"]


def test_deep_nesting_is_read():
    html = "<main><h1>甲</h1>" + "<div>" * 200 + "乙" + "</div>" * 200 + "</main>"
    assert [each.text for each in read(SearchPage("a", html))[1]] == ["乙"]


def test_text_cannot_leave_its_place():
    made = document(page("a", '"><script>', "a&lt;script&gt;b", 部门='"x<y'))
    assert "<script" not in made
    assert 'data-v="&quot;x&lt;y"' in made


@pytest.mark.parametrize(("query", "expected"), PHRASES.items())
def test_phrases(query, expected):
    assert [list(phrase) for phrase in spelling.phrases(query)] == expected


def test_spelling():
    assert spelling.spell("“三公”经费1,075.30万元，372.33、644.00") == (
        "“三 公” 经 费 1,075．3~ 万 元 ， 372．33 、 644^~~"
    )


values = st.recursive(
    st.integers(-(2**63), 2**63) | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=30),
    max_leaves=60,
)


@given(values)
def test_cbor_is_read_as_it_was_written(value):
    assert read_cbor(write_cbor(value)) == value


@pytest.mark.parametrize("data", [b"", b"\x82\x01", b"\x9f", b"\x61", b"\x01\x01", b"\x19\x01", b"\xff"])
def test_what_is_not_one_item_is_refused(data):
    with pytest.raises(ValueError, match=r"."):
        read_cbor(data)
