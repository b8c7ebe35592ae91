"""An index: what it finds is what pages show, changed it is what it would be anew, and queries are cut one way."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.search.directory import BLOCK, numbers_of, shards_for
from sitegen.search.document import ShownText
from sitegen.search.grams import asked_grams, grams_of, shard_of
from sitegen.search.index import Change, changed, made
from sitegen.search.page import SearchPage, read
from sitegen.search.postings import packed, unpacked
from sitegen.search.shards import pack_shard, unpack_shard
from sitegen.search.spelling import phrases
from tests.search.examples import PHRASES, Indexed, many, page, years


def test_an_index_that_is_changed_is_what_it_would_be_anew():
    chance = Random(7)
    words = "收入支出结转项目绩效财政预算决算机关服务中心"
    texts = {number: "".join(chance.choices(words, k=30)) for number in range(80)}
    grams = {number: grams_of(text) for number, text in texts.items()}
    shards = dict(made(sorted(grams.items()), 32))
    for _ in range(20):
        before = dict(grams)
        for number in chance.sample(sorted(grams), 4):
            moved = chance.randrange(120)
            text = "".join(chance.choices(words + "0123456789", k=30))
            if chance.random() < 0.3 and moved not in grams:
                grams[moved] = grams.pop(number)
            elif chance.random() < 0.2:
                del grams[number]
            else:
                grams[number] = grams_of(text)
        gone = [
            Change(number, each, None, frozenset())
            for number, each in before.items()
            if grams.get(number) != each
        ]
        come = [
            Change(None, frozenset(), number, each)
            for number, each in grams.items()
            if before.get(number) != each
        ]
        fresh = changed([*gone, *come], 32, shards.__getitem__)
        shards |= fresh
        assert shards == dict(made(sorted(grams.items()), 32))


def test_a_change_touches_the_shards_alone_in_which_its_grams_lie():
    pages = {number: grams_of(f"第{number}局支出{number}.5万元，人员经费") for number in range(300)}
    shards = dict(made(pages.items(), 256))
    after = grams_of("第7局支出8.25万元，人员经费")
    fresh = changed([Change(7, pages[7], 7, after)], 256, shards.__getitem__)
    assert set(fresh) == {shard_of(gram, 256) for gram in pages[7] ^ after}


@given(st.sets(st.integers(0, 5000)))
def test_postings_are_read_as_they_were_written(numbers):
    assert unpacked(packed(sorted(numbers))) == sorted(numbers)


@given(st.dictionaries(st.text(min_size=1), st.binary()))
def test_shards_are_read_as_they_were_written(grams):
    assert unpack_shard(pack_shard(grams)) == grams


@pytest.mark.parametrize("data", [b"", b"x", pack_shard({"科协": b"\x02"})[:-2]])
def test_what_is_no_shard_is_refused(data):
    with pytest.raises(ValueError, match=r"."):
        unpack_shard(data)


@pytest.mark.parametrize("data", [b"\x81", b"\x03"])
def test_postings_that_end_early_are_refused(data):
    with pytest.raises(ValueError, match="too early"):
        unpacked(data)


def test_a_page_that_joins_moves_no_page_of_another_group():
    groups = [["a", "b"], [f"c{number}" for number in range(40)], ["d"]]
    before = numbers_of(groups)
    groups[1].append("c40")
    after = numbers_of(groups)
    assert {url: after[url] for url in before} == before
    assert all(after[group[0]] % BLOCK == 0 for group in groups)


def test_one_address_for_two_pages_is_refused():
    with pytest.raises(ValueError, match="same address"):
        numbers_of([["a"], ["a"]])


def test_shards_grow_with_the_site():
    counts = [shards_for(pages) for pages in (0, 30, 500, 5000)]
    assert counts == sorted(counts)
    assert all(count & (count - 1) == 0 for count in counts)


SIGNS = st.sampled_from(
    "科协三公经费支出学技术局岳阳市的年度“”《》，。、 ·1234567890.,%abCé𬭚㙍\u3000０９．，"
)
TEXTS = st.lists(st.text(SIGNS, min_size=1, max_size=24), min_size=1, max_size=4)


def site_of(texts: list[list[str]]) -> Indexed:
    """A page for each list of paragraphs."""
    pages = (
        SearchPage(
            f"{number}.html",
            f"<main><h1>第{number}页</h1>{''.join(f'<p>{each}</p>' for each in paragraphs)}</main>",
        )
        for number, paragraphs in enumerate(texts)
    )
    return Indexed(tuple(pages))


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4), st.data())
def test_every_phrase_that_is_shown_is_found(texts, data):
    index = site_of(texts)
    number = data.draw(st.integers(0, len(texts) - 1))
    text = data.draw(st.sampled_from(texts[number]))
    rows = phrases(text)
    if not rows:
        return
    row = data.draw(st.sampled_from(rows))
    start = data.draw(st.integers(0, len(row) - 1))
    words = row[start : data.draw(st.integers(start + 1, len(row)))]
    # Words side by side, as somebody types them: numbers and Latin words need a blank not to become one.
    parts = [words[0]]
    for before, word in pairwise(words):
        parts.append(f"“{word}" if before[-1].isascii() and word[0].isascii() else word)
    query = "".join(parts)
    if phrases(query) == (words,):
        assert f"{number}.html" in index.lookup.find(query)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4), st.text(SIGNS, min_size=1, max_size=6))
def test_nothing_is_found_that_is_not_shown(texts, query):
    index = site_of(texts)
    for url in index.lookup.find(query):
        title, passages = read(next(each for each in index.pages if each.url == url))
        shown = [row for text in (title, *(each.text for each in passages)) for row in phrases(text)]
        for words in phrases(query):
            assert any(words == row[at : at + len(words)] for row in shown for at in range(len(row)))


@given(st.text(SIGNS, min_size=1, max_size=30))
def test_what_is_asked_for_is_among_what_a_text_has(text):
    grams = grams_of(text)
    for row in phrases(text):
        for start in range(len(row)):
            for end in range(start + 1, len(row) + 1):
                asked = asked_grams(row[start:end])
                assert grams.issuperset(asked) or all(len(gram) == 1 for gram in asked)


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


def test_of_a_page_that_lists_what_others_say_the_title_is_found():
    index = Indexed((SearchPage("a", "<main><h1>公开情况</h1><p>某局的报告</p></main>", lists=True),))
    assert index.lookup.find("公开情况") == {"a"}
    assert index.lookup.find("某局") == frozenset()


@pytest.mark.parametrize(("query", "expected"), PHRASES.items())
def test_phrases(query, expected):
    assert [list(phrase) for phrase in phrases(query)] == expected


def test_a_text_says_what_stands_on_the_page():
    index = Indexed((page("a", "甲局2021年度报告", "“三公”经费支出11.30万元。", "1,075.30"),))
    text = ShownText(index.texts[index.numbers["a"]])
    assert text.says(("三", "公", "经", "费"))
    assert text.says(("1075.3",))
    assert text.says(("2021", "年", "度"))
    assert not text.says(("费", "11.3"))


def test_everything_is_found_among_many_pages():
    index = Indexed(many(120))
    for number in range(120):
        queries = (f"第{number}局", f"{number * 13}.{number % 100:02}", chr(0x4E00 + number * 40))
        for query in queries:
            assert f"reports/2019/d{number}/zhengti/index.html" in index.lookup.find(query)
