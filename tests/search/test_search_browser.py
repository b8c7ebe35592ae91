"""The search page in a real browser, served as on the web, under the policy that it needs."""

from __future__ import annotations

import gzip
import json
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random

import pytest
from jinja2 import ChoiceLoader, DictLoader

from sitegen.rendering.joined_files import published
from sitegen.rendering.templates import environment
from sitegen.rendering.theme import find_theme
from sitegen.search.spelling import phrases
from tests.browser.accessibility import violations
from tests.search.examples import HOME, JIAOTONG, KEJI, KEXIE, PHRASES, WENLV, Indexed, every_page
from tests.site_tools import ROOT

pytestmark = pytest.mark.slow

BASE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'
{%- block script_src %}{% endblock %}; {% block connect_src %}{% endblock -%}
style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>搜索</title>
{% for path in styles %}<link rel="stylesheet" href="../{{ path }}">{% endfor %}
{% block links %}{% endblock %}
</head><body><main id="main" class="frame"><h1>搜索</h1>{% block before %}{% endblock %}
<section><h2>按年度查找</h2><ul><li><a href="../years/2021/index.html">2021年度</a></li></ul></section>
</main></body></html>"""
PREFIX = "public/jixiao"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args):
        pass


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The site, in a folder below the server's root."""
    top = tmp_path_factory.mktemp("search")
    site = top / PREFIX
    index = Indexed(every_page())
    files = {f"search/{path}": data for path, data in index.files.items()}
    files |= {page.url: page.html.encode() for page in index.pages}
    theme, _ = find_theme(Path("/nowhere"), "gov")
    assert theme is not None
    files |= {path: published(theme, path) for path in theme.assets}
    templates = environment(theme)
    assert templates.loader is not None
    templates.loader = ChoiceLoader([DictLoader({"page.html": BASE}), templates.loader])
    html = templates.get_template("search.html").render(
        view={"shell": {"assets": "../assets"}},
        styles=sorted(path for path in theme.assets if path.endswith(".css")),
    )
    files["search/index.html"] = html.encode()
    (top / "favicon.ico").write_bytes(b"")
    for path, data in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
    return top


@pytest.fixture(scope="module")
def address(folder):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{PREFIX}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser, address):
    """A page that must end without a message and without a request elsewhere."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    problems: list[str] = []
    origin = address.removesuffix(f"{PREFIX}/")
    opened.on("console", lambda message: problems.append(message.text))
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("request", lambda request: request.url.startswith(origin) or problems.append(request.url))
    yield opened
    opened.close()
    assert problems == []


def ask(page, address, query="", parameters=""):
    page.goto(f"{address}search/?q={query}{parameters}")
    page.wait_for_function(
        "() => /找到|没有/.test(document.querySelector('#search [role=status]')?.textContent)"
    )
    return found(page, address)


def found(page, address):
    """The reports and pages that are listed; departments' own pages apart."""
    return [link for link in listed(page, address) if not link.startswith("departments/")]


def listed(page, address):
    links = page.eval_on_selector_all("#search .results h3 a", "all => all.map(each => each.href)")
    return [link.removeprefix(address) for link in links]


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        ("三公经费", [WENLV, JIAOTONG, KEXIE]),
        ("1075.30", [KEXIE]),
        ("1,075.30", [KEXIE]),
        ("１０７５．３", [KEXIE]),
        ("372.33", [KEXIE]),
        ("人员支出372.33万元", [KEXIE]),
        ("璟", [KEJI]),
        ("𬭚", [KEJI]),
        ("㙍", [KEJI]),
        ("325.25", ["reports/2019/d25/zhengti/index.html"]),
    ],
)
def test_queries_find_the_right_pages(page, address, query, pages):
    assert ask(page, address, query) == pages
    assert f"找到 {len(pages)} 条结果" in page.inner_text("#search [role=status]")


@pytest.mark.parametrize("query", ["科协", "市科协", "岳阳市科协", "科学技术协会", "岳阳市科学技术协会"])
def test_a_department_is_found_by_any_of_its_names_its_own_page_first(page, address, query):
    assert ask(page, address, query) == [KEXIE]
    assert listed(page, address)[0].startswith("departments/")


@pytest.mark.parametrize(
    ("query", "pages", "words"),
    [
        ("部门 报告 良", [KEJI], "找到 1 条结果"),
        ("科协三公经费", [KEXIE], "分成“科协”“三公经费”来找"),
        ("科协2020年三公经费是多少", [KEXIE], "分成“科协”“2020年”“三公经费”来找"),
        ("科协2021年三公经费", [KEXIE], "没有一页同时有“科协”“三公经费”“2021年”；不要求“2021年”"),
        ("科协 齾齾", [KEXIE], "“齾齾”在全站都没有。按其余的词“科协”"),
        ("科协人员支出372.33万元", [KEXIE], "分成"),
        ("岳阳市科学协会", [KEXIE], "分成“岳阳市科学”“协会”来找，找到 2 条结果"),
    ],
)
def test_queries_of_several_words_say_what_was_found(page, address, query, pages, words):
    assert ask(page, address, query)[: len(pages)] == pages
    assert words in page.inner_text("#search [role=status]")


def test_years_and_departments_nearby_are_offered_and_can_be_chosen_by_keyboard(page, address):
    ask(page, address, "科协2021年三公经费")
    page.focus("#search .offer button")
    page.keyboard.press("Enter")
    page.wait_for_function("() => !document.querySelector('#search .offer button')")
    assert page.input_value("#search-query") == "科协2020年三公经费"
    assert found(page, address) == [KEXIE]
    ask(page, address, "科学技术协合会")
    assert page.inner_text("#search [role=status]").endswith("相近的列在下面，可以改查")
    page.click("#search .offer button >> text=岳阳市科学技术协会")
    page.wait_for_selector("#search .results > li")
    assert found(page, address) == [KEXIE]


def test_excerpts_are_marked_and_sections_linked(page, address):
    ask(page, address, "三公经费")
    items = page.query_selector_all("#search .results > li")
    marks = [[mark.inner_text() for mark in each.query_selector_all("mark")] for each in items]
    assert all("三公”经费" in marked for marked in marks[1:])
    assert "“三公”经费支出11.30万元" in items[2].inner_text()
    assert [link.get_attribute("href") for link in items[2].query_selector_all(".sections a")] == [
        f"{address}{KEXIE}#f-duties"
    ]
    assert "岳阳市科学技术协会" in items[2].query_selector(".meta").inner_text()


def test_a_figure_leads_to_its_table_and_keeps_its_form(page, address):
    ask(page, address, "1075.3")
    assert page.inner_text("#search mark") == "1,075.30"
    assert page.get_attribute("#search .sections a", "href") == f"{address}{KEXIE}#t-expenditure"
    assert page.inner_text("#search .sections a") == "支出和结余情况"


def test_no_character_is_parted(page, address):
    """𬭚 and its like are two units of a JavaScript string."""
    page.goto(f"{address}search/")
    parts = "\n".join(
        (ROOT / f"themes/gov/scripts/{name}.js").read_text(encoding="utf-8")
        for name in ("elements", "search-words", "search-results")
    )
    whole = page.evaluate(
        f"""(lengths) => {{ {parts}
        return lengths.map((length) => {{
          const text = "甲".repeat(length) + "𬭚".repeat(200) + "乙" + "𬭚".repeat(200);
          const content = {{ url: "a", title: "题", labels: [], text: [text, [2, "b", text]] }};
          const terms = [{{ variants: [["乙"]], sure: new Set() }}];
          return searchResults.item(document.baseURI, 1, content, terms).textContent;
        }}).every((shown) => shown.includes("乙") && shown.isWellFormed()); }}""",
        list(range(8)),
    )
    assert whole


def test_markup_in_a_text_stays_text(page, address):
    ask(page, address, "陈璟")
    assert "<不是标签>" in page.inner_text("#search .excerpt")


def test_filters(page, address):
    assert ask(page, address, "三公经费", "&year=2021年度&grade=优") == [JIAOTONG]
    page.select_option("#search-grade", "")
    page.wait_for_function("() => document.querySelectorAll('#search .results > li').length === 2")
    assert "grade" not in page.url
    page.fill("#search-query", "")
    page.wait_for_function("() => document.querySelectorAll('#search .results > li').length === 3")
    assert sorted(found(page, address)) == sorted([KEJI, JIAOTONG, WENLV])
    options = page.eval_on_selector_all("#search-year option", "all => all.map(each => each.value)")
    assert options == ["", "2021年度", "2020年度", "2019年度"]


def test_pages_without_a_year_are_found_too(page, address):
    assert ask(page, address, "按部门查看") == [HOME]


def test_nothing_is_said_plainly(page, address):
    assert ask(page, address, "饕餮") == []
    assert page.inner_text("#search [role=status]").startswith("没有找到“饕餮”")


def test_typing_escape_and_more(page, address):
    page.goto(f"{address}search/")
    page.type("#search-query", "年度报告")
    page.wait_for_function("() => document.querySelectorAll('#search .results > li').length === 6")
    assert "q=" in page.url
    page.click("#search > button")
    page.wait_for_function("() => document.querySelectorAll('#search .results > li').length === 12")
    assert page.evaluate("document.activeElement === document.querySelectorAll('#search .results h3 a')[6]")
    page.focus("#search-query")
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.querySelector('#search .results > li')")
    assert page.input_value("#search-query") == ""
    assert "q=" not in page.url


def test_half_a_word_of_pinyin_is_no_query(page, address):
    page.goto(f"{address}search/")
    page.focus("#search-query")
    client = page.context.new_cdp_session(page)
    client.send("Input.imeSetComposition", {"text": "ke xie", "selectionStart": 6, "selectionEnd": 6})
    page.wait_for_timeout(600)
    assert page.inner_text("#search [role=status]") == ""
    client.send("Input.insertText", {"text": "科协"})
    page.wait_for_selector("#search .results > li")
    assert found(page, address) == [KEXIE]


def test_a_file_that_is_gone_is_an_error_and_not_an_empty_result(browser, address):
    page = browser.new_page()
    page.route("**/grams/*", lambda route: route.fulfill(status=404))
    assert ask(page, address, "科协") == []
    assert page.inner_text("#search [role=status]").startswith("搜索没有加载成功")
    page.close()
    page = browser.new_page()
    page.route("**/directory.bin", lambda route: route.abort())
    assert ask(page, address, "科协") == []
    page.close()


def test_without_scripts_there_are_links(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}search/")
    assert not page.is_visible("#search")
    assert "请打开脚本再试" in page.inner_text("#without-scripts")
    assert page.is_visible("main a >> text=2021年度")
    context.close()


def test_queries_are_cut_as_in_python(page, address):
    chance = Random(3)
    signs = "科协三公经费“”《》，。、 ·1234567890.,%-abCéÀ𬭚㙍\u3000\u200b\u0301０９．，ＡｚⅣ②ß"
    drawn = {"".join(chance.choices(signs, k=chance.randrange(1, 16))) for _ in range(500)}
    wanted = PHRASES | {text: [list(words) for words in phrases(text)] for text in drawn}
    page.goto(f"{address}search/")
    words = (ROOT / "themes/gov/scripts/search-words.js").read_text(encoding="utf-8")
    cut = page.evaluate(
        f"(queries) => {{ {words}\n return queries.map(searchWords.phrases); }}", list(wanted)
    )
    assert dict(zip(wanted, cut, strict=True)) == wanted


@pytest.mark.parametrize("width", [320, 375, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible(browser, address, width, scheme):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    ask(page, address, "科协2021年三公经费")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.evaluate(
        "() => [...document.querySelectorAll('#search a, #search input, #search select, #search button')]"
        ".filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 44)"
        ".map(each => each.outerHTML)"
    )
    assert small == []
    assert violations(page) == []
    page.close()


def test_the_first_query_loads_little(browser, address, folder):
    """Program, index and texts: 60 kB and 20 requests at most. Scripts are packed by servers, the rest is already."""
    page = browser.new_page()
    loaded: list[str] = []
    page.on("requestfinished", lambda request: loaded.append(request.url.split("?")[0]))
    ask(page, address, "三公经费")
    page.close()
    own = [url.removeprefix(address) for url in loaded if url.endswith((".bin", "/search.js"))]
    sizes = {path: _sent(folder / PREFIX / path) for path in own}
    assert sum(sizes.values()) < 60_000, json.dumps(sizes)
    assert len(own) <= 20, json.dumps(own)
    assert len(own) == len(set(own)), "nothing is loaded twice"


def _sent(path: Path) -> int:
    data = path.read_bytes()
    return len(gzip.compress(data, 6)) if path.suffix == ".js" else len(data)
