"""Our scanner of tags sees what the standard library's parser sees."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.inspection.pages import complaints, inspect
from sitegen.inspection.tags import others_than, tags


class Theirs(HTMLParser):
    """Collects tags as (closing, name, attributes)."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[bool, str, dict[str, str]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes: dict[str, str] = {}
        for name, value in attrs:
            attributes.setdefault(name, value or "")
        self.found.append((False, tag, attributes))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        self.found.append((True, tag, {}))


SOME = (("a", "svg", "h2"), ("id", "class"), (("td", "scope"),))
"""Names and attributes that somebody wants to know of, and attributes that they want to miss."""

BESIDES = others_than(*SOME)


def ours(text: str, besides=None) -> list[tuple[bool, str, dict[str, str]]]:
    return [(tag.closing, tag.name, {} if tag.closing else tag.attributes) for tag in tags(text, besides)]


def some(found: list[tuple[bool, str, dict[str, str]]]) -> list[tuple[bool, str, dict[str, str]]]:
    names, attributes, expected = SOME
    return [
        tag
        for tag in found
        if tag[1] in names
        or tag[2].keys() & set(attributes)
        or any(tag[1] == name and not tag[0] and not tag[2].get(sought) for name, sought in expected)
    ]


@pytest.mark.slow
def test_on_every_page_of_the_sample(sample_site):
    assert len(sample_site.pages) > 80
    for page in sample_site.pages:
        text = (sample_site.output / page).read_text(encoding="utf-8")
        assert ours(text) == Theirs(text).found, page
        assert some(ours(text, BESIDES)) == some(ours(text)), page
        assert len(ours(text, BESIDES)) < len(ours(text)), page


NAMES = st.sampled_from(["p", "td", "svg", "h2", "Title", "a", "img", "data-x"])
VALUES = st.text("ab &<>\"'=/\n中文;", max_size=8)


@st.composite
def pieces(draw) -> str:
    kind = draw(st.sampled_from(["start", "end", "text", "comment", "script"]))
    name = draw(NAMES)
    if kind == "end":
        return f"</{name}>"
    if kind == "text":
        return draw(VALUES).replace("<", "&lt;").replace("&", "&amp;")
    if kind == "comment":
        return f"<!-- {draw(VALUES).replace('-', '').replace('>', '')} -->"
    if kind == "script":
        return f"<script>{draw(VALUES).replace('/', '').replace('<', '&')} if (a < b && c > d) '<p>'</script>"
    value = draw(VALUES).replace("&", "&amp;").replace('"', "&quot;")
    quoted = draw(st.sampled_from([f'="{value}"', "", "=x1", "='y z'"]))
    called = draw(st.sampled_from(["id", "scope", "class", "data-x"]))
    return f"<{name} {called}{quoted}{draw(st.sampled_from(['', ' hidden', ' /']))}>"


@given(st.lists(pieces(), max_size=12))
def test_on_made_up_markup(parts):
    text = "".join(parts)
    assert ours(text) == Theirs(text).found
    assert some(ours(text, BESIDES)) == some(ours(text))


@given(
    st.lists(
        st.sampled_from(
            ["<", "td", " ", "scope", "=", '"', "'", ">", "/", "id", "a", "x", "h2", "svg", "!--", "-"]
        ),
        max_size=30,
    ).map("".join)
)
def test_what_is_left_out_hides_nothing_however_badly_a_page_is_written(text):
    assert some(ours(text, BESIDES)) == some(ours(text))


def test_places_are_those_of_the_tag():
    page = '<html lang="zh"><title>a &amp; b</title>\n<h1 id="x">甲</h1>\n  <p>乙<a href="nowhere.html">丙</a></p></html>'
    files = {"index.html": page.encode()}
    (link,) = inspect(files).links
    (found,) = complaints(files, "", {link})
    assert (found.code, found.place.line, found.place.column) == ("OUT101", 3, 7)
    assert found.place.line_text == '<p>乙<a href="nowhere.html">丙</a></p></html>'
