"""阅读设置 and sorting: they work by keyboard, last from page to page, and are missed by nobody without them.

Most of it is tried on two small pages made for it, the rest on the sample site.
"""

from __future__ import annotations

import json
import re

import pytest

from sitegen.model.forms.spec import ValueType
from sitegen.rendering.grids.head import own_unit, shown_unit
from sitegen.rendering.joined_files import published
from tests.browser.accessibility import violations
from tests.rendering.pages_under_test import theme, write_assets
from tests.site_tools import ROOT, check

pytestmark = pytest.mark.slow

ASSETS = ROOT / "themes/gov/assets"
HOME = "http://display.test/"
REPORT = "reports/2023/shili-keji/yueyang-bumen-zhengti/index.html"
STATED = "Object.assign({}, document.documentElement.dataset)"
KEPT = "JSON.parse(localStorage.getItem('sitegen.display'))"
FOCUSED = "document.activeElement.textContent"
STATUS = "#display-status"

LOOKS = {
    "normal": {},
    "largest": {"size": "3"},
    "elder": {"mode": "elder"},
    "elder, largest": {"mode": "elder", "size": "3"},
    "yellow on black": {"contrast": "high"},
    "black on white": {"contrast": "white"},
    "dark": {"scheme": "dark"},
}
WIDTHS = (320, 768, 1440)

FRAME = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; \
img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>样页</title>
<script src="assets/display-early.js"></script>
<link rel="stylesheet" href="assets/tokens.css">
<link rel="stylesheet" href="assets/site.css">
<link rel="stylesheet" href="assets/charts.css">
<link rel="stylesheet" href="assets/display.css">
<script src="assets/display.js" defer></script>
<script src="assets/sort.js" defer></script>
</head><body>
<a class="skip-link" href="#main">跳到正文</a>
<header class="masthead"><div class="frame"><a class="site-name" href="one.html">某市绩效公开</a>
<div id="display-tools" class="display-tools" hidden></div></div>
<nav class="sections" aria-label="主要栏目"><ul class="frame"><li><a href="two.html">部门</a></li></ul></nav>
</header>
<main id="main" class="frame" tabindex="-1">{main}</main>
<footer class="colophon"><div class="frame"><p>主办单位：某市财政局</p></div></footer>
</body></html>"""

NOTE = '<sup class="mark"><a href="#note-1"><span class="visually-hidden">数据说明</span>注1</a></sup>'

ONE = f"""<article class="report"><h1>2020年度<br>自评报告</h1>
<dl class="facts"><div><dt>年度</dt><dd>2020年度</dd></div></dl>
<div role="group" aria-label="下载"><ul class="downloads"><li><a href="two.html">下载 CSV</a></li></ul></div>
<div class="columns"><nav class="contents" aria-labelledby="c"><h2 id="c">目录</h2>
<ol><li><a href="#income">收入</a></li></ol></nav>
<div class="report-body"><section><h2 id="income">收入{NOTE}</h2>
<p>收入<strong>1,056.50</strong>万元，
比上年−3.2%，见“A-1”。原文写作，。不改。</p>
<p class="visually-hidden">不读</p>
<ul><li>甲项<ul><li>其一</li><li>其二</li></ul>还有</li></ul>
<ul class="report-list"><li><a href="two.html">某局报告</a> <p class="meta"><span>某局</span><span>2020年度</span></p></li></ul>
<div class="table-block"><div class="table-scroll" role="group" aria-label="收入" tabindex="0">
<table id="t-in" class="pinned"><caption><span class="caption-text"><span>年度收入</span>{NOTE} \
<span class="unit-line">单位：万元</span></span></caption>
<thead>
<tr><th id="h0" scope="col" rowspan="2">单位</th><th id="h1" scope="colgroup" colspan="2">收入</th>
<th id="h2" scope="col" rowspan="2">得分</th><th id="h3" scope="col" rowspan="2">人数<span class="unit">（人）</span></th></tr>
<tr><th id="h4" scope="col" headers="h1">收入合计</th><th id="h5" scope="col" headers="h1">其他</th></tr>
</thead><tbody>
<tr><th id="r1" scope="row" headers="h0">科协机关</th>
<td class="figure" headers="h1 h4 r1"><data value="778.55">778.55</data></td>
<td class="figure" headers="h1 h5 r1">{NOTE}<data value="-87.01">−87.01</data></td>
<td class="figure" headers="h2 r1"><data value="10">10</data><span class="met"><span aria-hidden="true">✓ </span>达到目标</span></td>
<td class="figure" headers="h3 r1"><data value="1027">1,027</data></td></tr>
<tr><th id="r2" scope="row" headers="h0">科技馆</th>
<td class="figure" headers="h1 h4 r2"><span aria-hidden="true">—</span><span class="visually-hidden">无内容</span></td>
<td class="figure" headers="h1 h5 r2"><span class="visually-hidden">未填</span></td>
<td class="figure" headers="h2 r2"><data value="8">8</data></td>
<td class="figure" headers="h3 r2"><data value="3">3</data></td></tr>
</tbody></table></div></div>
<div class="table-scroll" role="group" aria-label="两侧" tabindex="0"><table><caption>两侧</caption><thead><tr><th scope="col">收入</th><th scope="col">行次</th><th scope="col">金额</th>
<th scope="col">支出</th><th scope="col">金额</th></tr></thead><tbody>
<tr><th scope="row">拨款</th><td class="number">1</td><td class="figure"><data value="5">5</data></td>
<th scope="row">教育</th><td class="figure"><data value="6" data-unit="元">6</data></td></tr></tbody></table></div>
<details><summary>哪些没有核对</summary><p>合着的不读</p></details>
<p><a href="two.html">下一页</a></p>
</section></div></div></article>"""

SPOKEN = [
    "2020年度，自评报告",
    "年度：2020年度",
    "收入，见注1",
    "收入1056.50万元， 比上年负3.2%，见“A-1”。原文写作，。不改。",
    "甲项",
    "其一",
    "其二",
    "还有",
    "某局报告",
    "某局，2020年度",
    "年度收入，单位：万元，见注1",
    "科协机关，收入合计，778.55 万元；其他，负87.01 万元，见注1；得分，10，达到目标；人数（人），1027",
    "科技馆，收入合计，无内容；其他，未填；得分，8；人数（人），3",
    "两侧",
    "拨款，金额，5；教育，金额，6 元",
    "哪些没有核对",
    "下一页",
]

ROWS = [
    ("丙局", '<data value="10.50">10.50</data>', "2024年10月1日"),
    ("甲局", '<data value="9">9</data>', "2024年9月30日"),
    ("合计", '<data value="18.5">18.50</data>', "—"),
    ("乙局", "—", '<span class="visually-hidden">无</span>'),
    ("丁局", '<data value="-1">−1</data>', "2024年9月30日"),
    ("戊局", "资料缺失", "2024年2月1日"),
    ("己局", '<data value="9.00">9.00</data>', ""),
]
TWO = (
    """<div class="page"><h1>各部门</h1><div class="table-block">
<div class="table-scroll" role="group" aria-label="对照" tabindex="0">
<table id="figures" class="listing pinned" data-sortable><caption><span class="caption-text">对照</span></caption><thead><tr>
<th scope="col">部门</th><th scope="col" class="figure-head">支出合计<span class="unit">（万元）</span></th>
<th scope="col">公开日期</th></tr></thead><tbody>"""
    + "".join(
        f'<tr class="{"total" if name == "合计" else "item"}"><th scope="row">{name}</th>'
        f'<td class="figure">{figure}</td><td class="text">{day}</td></tr>'
        for name, figure, day in ROWS
    )
    + """</tbody></table></div></div>
<div class="table-scroll" role="group" aria-label="合并" tabindex="0"><table id="spans" data-sortable><caption>合并</caption><thead><tr><th scope="col">甲</th><th scope="col">乙</th></tr></thead>
<tbody><tr><th scope="rowgroup" rowspan="2">一</th><td>1</td></tr><tr><td>2</td></tr></tbody></table></div>
<p><a href="one.html">上一页</a></p></div>"""
)
PAGES = {"one.html": ONE, "two.html": TWO}

VOICES = """
class Utterance extends EventTarget { constructor(text) { super(); this.text = text; } }
window.SpeechSynthesisUtterance = Utterance;
window.spoken = [];
window.voices = [{lang: 'en-US', localService: true}, {lang: 'zh-HK', localService: true},
                 {lang: 'zh_CN', localService: false}, {lang: 'zh-CN', localService: true}];
window.mute = false;
window.speech = {
  speaking: false, pending: false,
  getVoices() { return window.voices; },
  speak(words) {
    this.speaking = true;
    window.last = words;
    window.spoken.push(words);
    if (!window.mute) words.dispatchEvent(new Event('start'));
  },
  cancel() {
    this.speaking = false;
    const words = window.last;
    if (words) words.dispatchEvent(Object.assign(new Event('error'), {error: 'canceled'}));
  },
};
Object.defineProperty(window, 'speechSynthesis', {value: window.speech});
"""
DONE = "window.speech.speaking = false; window.last.dispatchEvent(new Event('end'))"
TEXTS = "window.spoken.map(each => each.text)"


@pytest.fixture
def visit(browser):
    """Opens a page made for the tests; looks, scripts and what the browser is like may be given."""
    contexts = []

    def serve(route):
        name = route.request.url.removeprefix(HOME)
        if name in PAGES:
            route.fulfill(body=FRAME.replace("{main}", PAGES[name]), content_type="text/html; charset=utf-8")
        elif name == "favicon.ico":
            route.fulfill(body="")
        else:
            kind = "text/css" if name.endswith(".css") else "text/javascript"
            route.fulfill(body=published(theme(), name), content_type=f"{kind}; charset=utf-8")

    def opening(path="one.html", *, look=None, script="", without=(), width=1280, height=900, **settings):
        settings = {"reduced_motion": "reduce", "color_scheme": "light"} | settings
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        contexts.append(context)
        context.route(f"{HOME}**", serve)
        for name in without:
            context.route(f"{HOME}assets/{name}", lambda route: route.abort())
        if look:
            kept = json.dumps(json.dumps(look))
            context.add_init_script(
                f"localStorage.getItem('sitegen.display') || localStorage.setItem('sitegen.display', {kept})"
            )
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.problems = []
        page.on("console", lambda message: page.problems.append(message.text))
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.goto(HOME + path)
        return page

    yield opening
    for context in contexts:
        context.close()


def opened(page):
    page.get_by_role("button", name="阅读设置").click()
    return page.locator("#display-panel")


def press(page, *names):
    for name in names:
        page.locator("#display-panel").get_by_role("button", name=name, exact=True).click(force=True)


def told(page):
    return page.locator(STATUS).text_content()


# Choosing


def test_settings_last_from_page_to_page_until_they_are_undone(visit):
    page = visit()
    panel = opened(page)
    press(page, "长者模式", "放大", "高对比 黑底黄字", "深色", "慢")
    looks = {"mode": "elder", "size": "1", "contrast": "high", "scheme": "dark"}
    assert page.evaluate(STATED) == looks
    assert page.evaluate(KEPT) == {**looks, "rate": "slow"}
    page.goto(f"{HOME}two.html")
    assert page.evaluate(STATED) == looks
    page.reload()
    assert page.evaluate(STATED) == looks
    assert page.context.cookies() == []
    assert page.evaluate("Object.keys(localStorage)") == ["sitegen.display"]
    panel = opened(page)
    for name in ("长者模式", "高对比 黑底黄字", "深色", "慢"):
        assert panel.get_by_role("button", name=name, exact=True).get_attribute("aria-pressed") == "true"
    for name in ("标准", "高对比 白底黑字", "跟随系统", "浅色", "中", "快"):
        assert panel.get_by_role("button", name=name, exact=True).get_attribute("aria-pressed") == "false"
    press(page, "恢复默认")
    assert page.evaluate(STATED) == {}
    assert told(page) == "已恢复默认"
    page.reload()
    assert page.evaluate(STATED) == {}
    assert page.problems == []


def test_each_choice_is_told_and_shown(visit):
    page = visit()
    panel = opened(page)
    for name, words in (
        ("长者模式", "长者模式已打开"),
        ("长者模式", "长者模式已关闭"),
        ("缩小", "字号 100%，已是最小"),
        ("放大", "字号 115%"),
        ("放大", "字号 135%"),
        ("放大", "字号 165%"),
        ("放大", "字号 165%，已是最大"),
        ("复原", "字号 100%"),
        ("高对比 白底黑字", "对比度：高对比 白底黑字"),
        ("标准", "对比度：标准"),
        ("浅色", "颜色：浅色"),
        ("跟随系统", "颜色：跟随系统"),
        ("快", "朗读快慢：快"),
    ):
        press(page, name)
        assert told(page) == words
        assert page.locator(".display-size").text_content() in (re.findall(r"\d+%", words) or ["100%"])
    assert "颜色由它决定" not in panel.inner_text()
    press(page, "高对比 黑底黄字")
    assert "颜色由它决定" in panel.inner_text()


GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.mark.parametrize(
    ("system", "look", "ground"),
    [
        ("light", {}, "rgb(255, 255, 255)"),
        ("dark", {}, "rgb(20, 24, 28)"),
        ("light", {"scheme": "dark"}, "rgb(20, 24, 28)"),
        ("dark", {"scheme": "light"}, "rgb(255, 255, 255)"),
        ("dark", {"contrast": "white"}, "rgb(255, 255, 255)"),
        ("light", {"contrast": "high", "scheme": "light"}, "rgb(0, 0, 0)"),
    ],
)
def test_the_look_is_there_before_the_tools(visit, system, look, ground):
    page = visit(look=look, color_scheme=system, without=("display.js", "sort.js"))
    assert page.evaluate(GROUND) == ground
    assert page.evaluate(STATED) == look


TONES = """document.querySelector('main').insertAdjacentHTML('beforeend', ['good', 'warning', 'bad']
  .map(tone => `<p class="tone-${tone}">词</p>`).join(''))"""
WITHOUT_EFFECT = """names => {
  const properties = ['color', 'backgroundColor', 'borderTopColor', 'borderBottomColor', 'outlineColor', 'outlineWidth',
    'fontFamily', 'fontSize', 'lineHeight', 'marginTop', 'columnGap', 'maxWidth', 'minHeight'];
  const root = document.documentElement;
  const look = () => [...document.querySelectorAll('body, body *')]
    .map(element => getComputedStyle(element))
    .map(style => properties.map(name => style[name]).join()).join();
  const other = value => value.startsWith('#') ? '#123456'
    : /\\d/.test(value) ? value.replace(/[\\d.]+/, number => 1.5 * number) : 'monospace';
  const before = look();
  return names.filter(name => {
    root.style.setProperty(name, other(getComputedStyle(root).getPropertyValue(name).trim()));
    const after = look();
    root.style.removeProperty(name);
    return after === before;
  });
}"""


def test_every_token_changes_something(visit):
    tokens = set(re.findall("^ +(--[a-z-]+):", (ASSETS / "tokens.css").read_text("utf-8"), re.MULTILINE))
    page = visit()
    page.evaluate(TONES)
    opened(page)
    page.keyboard.press("Tab")  # something has the focus
    # Which links were visited, no script is told.
    assert page.evaluate(WITHOUT_EFFECT, sorted(tokens - {"--link-visited"})) == []


def test_the_early_script_is_small_and_comes_before_the_styles():
    assert (ASSETS / "display-early.js").stat().st_size < 600
    base = (ROOT / "themes/gov/templates/base.html").read_text(encoding="utf-8")
    names = re.findall(r"assets }}/([a-z-]+\.(?:js|css))", base)
    assert names[:2] == ["display-early.js", "tokens.css"]


@pytest.mark.parametrize("look", ["yellow on black", "dark"])
def test_paper_is_black_on_white(visit, look):
    page = visit(look=LOOKS[look])
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert not page.locator("#display-tools").is_visible()


def test_where_nothing_may_be_stored_the_choice_holds_for_the_page(visit):
    denied = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied'); }})"
    page = visit(script=denied)
    opened(page)
    press(page, "深色")
    assert page.evaluate(STATED) == {"scheme": "dark"}
    assert page.problems == []


@pytest.mark.parametrize(
    "kept", ['{"mode": "<b>", "size": 7', '{"mode": "x", "size": "9"}', "null", "[1]", '"a"']
)
def test_nonsense_in_the_store_is_ignored(visit, kept):
    page = visit(script=f"localStorage.setItem('sitegen.display', {json.dumps(kept)})")
    assert page.evaluate(STATED) == {}
    opened(page)
    press(page, "放大")
    assert page.evaluate(STATED) == {"size": "1"}
    assert page.problems == []


def test_files_opened_from_a_folder_have_the_tools_as_well(browser, tmp_path):
    (tmp_path / "one.html").write_text(FRAME.replace("{main}", ONE), encoding="utf-8")
    write_assets(tmp_path)
    page = browser.new_page()
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto((tmp_path / "one.html").as_uri())
    opened(page)
    press(page, "长者模式")
    assert page.evaluate(STATED) == {"mode": "elder"}
    assert problems == []
    page.close()


# The panel


def test_the_keyboard_is_enough(visit):
    page = visit()
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "阅读设置"
    opener = page.locator(".display-opener")
    assert opener.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    assert opener.get_attribute("aria-expanded") == "true"
    order = []
    for _ in range(15):
        page.keyboard.press("Tab")
        order.append(page.evaluate(FOCUSED))
        outline = page.evaluate("getComputedStyle(document.activeElement).outline")
        assert "solid 3px" in outline
    assert order == [
        "长者模式", "缩小", "放大", "复原", "标准", "高对比 黑底黄字", "高对比 白底黑字",
        "跟随系统", "浅色", "深色", "朗读全文", "慢", "中", "快", "恢复默认",
    ]  # fmt: skip
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    assert page.evaluate(KEPT) == {"rate": "fast"}
    page.keyboard.press("Escape")
    assert not page.locator("#display-panel").is_visible()
    assert page.evaluate(FOCUSED) == "阅读设置"
    assert opener.get_attribute("aria-expanded") == "false"


def test_the_panel_does_not_hide_what_the_reader_goes_on_to(visit):
    page = visit()
    panel = opened(page)
    panel.get_by_role("button", name="关闭").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "部门"
    assert not panel.is_visible()
    opened(page)
    page.locator("footer p").click()
    assert not panel.is_visible()
    opened(page)
    panel.get_by_role("button", name="关闭").click()
    assert not panel.is_visible()
    assert page.evaluate(FOCUSED) == "阅读设置"


SMALL = """least => [...document.querySelectorAll('.display-tools button, .sort')]
  .filter(each => each.checkVisibility())
  .map(each => [each.textContent, each.getBoundingClientRect()])
  .filter(([, box]) => box.width < least || box.height < least)
  .map(([text, box]) => `${text} ${box.width} ${box.height}`)"""

CUT = """() => [...document.querySelectorAll('.display-tools *, .sort, h1, h2, p, caption, a')]
  .filter(each => each.checkVisibility() && !each.closest('.visually-hidden'))
  .filter(each => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== 'inline')
  .map(each => each.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("look", LOOKS)
def test_every_look_is_accessible_and_fits(visit, look):
    page = visit("two.html", look=LOOKS[look], script=VOICES)
    for path, states in {"two.html": ("closed",), "one.html": ("closed", "open", "reading")}.items():
        page.goto(HOME + path)
        assert page.evaluate(STATED) == LOOKS[look]
        for state in states:
            if state == "open":
                opened(page)
            if state == "reading":
                press(page, "朗读全文")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                where = (path, state, width)
                assert page.locator("#display-panel").is_visible() == (state == "open"), where
                assert page.locator(".reading-bar").is_visible() == (state == "reading"), where
                assert page.evaluate("document.documentElement.scrollWidth") == width, where
                assert page.evaluate(SMALL, 60 if "elder" in look else 44) == [], where
                assert page.evaluate(CUT) == [], where
                assert violations(page) == [], where
    assert page.problems == []


def test_at_400_percent_everything_can_be_reached(visit):
    page = visit(look=LOOKS["elder, largest"], width=320, height=256, script=VOICES)
    panel = opened(page)
    for button in panel.get_by_role("button").all():
        button.focus()
        box = button.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 321
        assert box["y"] >= 0 and box["y"] + box["height"] <= 257
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_elder_mode_is_one_column_of_large_type(visit):
    page = visit(look=LOOKS["elder"], width=1440)
    small = page.evaluate("""() => [...document.querySelectorAll('body *')]
      .filter(each => each.checkVisibility() && !each.closest('.visually-hidden') && each.innerText
        && [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
      .filter(each => parseFloat(getComputedStyle(each).fontSize) < 18)
      .map(each => each.outerHTML.slice(0, 80))""")
    assert [each for each in small if "#note" not in each] == []
    contents, body = page.locator(".contents"), page.locator(".report-body")
    assert contents.evaluate("each => getComputedStyle(each).position") == "static"
    assert contents.bounding_box()["y"] + contents.bounding_box()["height"] <= body.bounding_box()["y"]
    lines = "parseFloat(getComputedStyle(document.body).lineHeight) / parseFloat(getComputedStyle(document.body).fontSize)"
    assert page.evaluate(lines) >= 1.3
    words = page.locator("main").inner_text()
    assert page.goto(f"{HOME}one.html")
    page.evaluate("localStorage.clear(); document.documentElement.removeAttribute('data-mode')")
    assert page.locator("main").inner_text() == words


def test_forced_colors_show_what_is_pressed_and_focused(visit):
    page = visit(forced_colors="active")
    panel = opened(page)
    ground = "each => getComputedStyle(each).backgroundColor"
    pressed = panel.get_by_role("button", name="标准", exact=True)
    assert pressed.evaluate(ground) != panel.get_by_role("button", name="长者模式").evaluate(ground)
    page.keyboard.press("Tab")
    assert "solid" in page.evaluate("getComputedStyle(document.activeElement).outline")


@pytest.mark.parametrize("look", ["normal", "elder, largest"])
def test_nothing_moves_when_the_scripts_come(visit, look):
    boxes = """[...document.querySelectorAll('.masthead, main, h1, table, th, td')]
      .map(each => each.getBoundingClientRect()).map(box => [box.x, box.y, box.width, box.height].map(Math.round))"""
    before = visit(look=LOOKS[look], without=("display.js", "sort.js"))
    after = visit(look=LOOKS[look])
    for width in WIDTHS:
        for path in PAGES:
            for page in (before, after):
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(HOME + path)
            assert before.evaluate(boxes) == after.evaluate(boxes), (path, width)


# Reading aloud


def test_what_is_read_aloud(visit):
    page = visit(script=VOICES)
    opened(page)
    press(page, "朗读全文")
    assert told(page) == "正在朗读"
    marked = []
    for _ in SPOKEN:
        marked.append(page.evaluate("[...document.querySelectorAll('.speaking')].map(each => each.tagName)"))
        page.evaluate(DONE)
    assert page.evaluate(TEXTS) == SPOKEN
    assert all(len(each) == 1 for each in marked)
    assert [each[0] for each in marked[:4]] == ["H1", "DIV", "H2", "P"]
    assert marked[11] == ["TR"]
    assert told(page) == "朗读完了"
    assert page.locator(".speaking").count() == 0
    assert not page.locator(".reading-bar").is_visible()
    assert page.evaluate(FOCUSED) == "阅读设置"
    assert page.evaluate(
        "window.spoken.map(each => [each.lang, each.voice.lang, each.voice.localService, each.rate])"
    ) == [["zh-CN", "zh-CN", True, 1]] * len(SPOKEN)
    assert page.problems == []


def test_the_place_being_read_is_in_view_above_the_bar(visit):
    page = visit(script=VOICES, width=320, height=500)
    opened(page)
    press(page, "朗读全文")
    for number, _ in enumerate(SPOKEN, 1):
        assert page.locator(".reading-place").text_content() == f"第 {number} 段，共 {len(SPOKEN)} 段"
        box = page.locator(".speaking").bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= page.locator(".reading-bar").bounding_box()["y"]
        page.evaluate(DONE)


@pytest.mark.parametrize(("motion", "behavior"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_the_page_glides_only_for_those_who_like_it(visit, motion, behavior):
    recorded = """window.moves = [];
    Element.prototype.scrollIntoView = function (how) { how?.behavior && window.moves.push(how.behavior); };"""
    page = visit(script=VOICES + recorded, reduced_motion=motion)
    opened(page)
    press(page, "朗读全文")
    assert page.evaluate("window.moves") == [behavior]


def test_reading_aloud_can_be_held_quickened_and_stopped(visit):
    page = visit(script=VOICES)
    panel = opened(page)
    press(page, "快", "朗读全文")
    assert not panel.is_visible()
    assert page.evaluate(FOCUSED) == "暂停"
    page.evaluate(DONE)
    page.keyboard.press("Enter")
    assert told(page) == "朗读已暂停"
    assert page.evaluate("window.speech.speaking") is False
    assert page.locator(".speaking").count() == 1
    assert page.evaluate(FOCUSED) == "继续"
    page.keyboard.press("Enter")
    assert page.evaluate(TEXTS) == [SPOKEN[0], SPOKEN[1], SPOKEN[1]]
    opened(page)
    press(page, "慢")
    assert page.evaluate(TEXTS)[3:] == [SPOKEN[1]]
    rates = page.evaluate("window.spoken.map(each => each.rate)")
    assert rates[0] == rates[2] > 1 > rates[3]
    page.locator(".reading-bar").get_by_role("button", name="停止").click()
    assert told(page) == "朗读已停止"
    assert page.locator(".speaking").count() == 0
    assert page.evaluate(FOCUSED) == "阅读设置"
    assert page.evaluate("document.documentElement.className") == "scripted"
    assert page.evaluate("window.spoken.length") == 4


def test_escape_stops_reading(visit):
    page = visit(script=VOICES)
    opened(page)
    press(page, "朗读全文")
    page.keyboard.press("Escape")
    assert told(page) == "朗读已停止"
    assert not page.locator(".reading-bar").is_visible()


def test_long_paragraphs_are_read_in_parts(visit):
    page = visit(script=VOICES)
    sentences = [
        f"第{number}句话说的是科学普及工作的情况和取得的成绩，一共有三十来个字。" for number in range(6)
    ]
    page.evaluate(
        "text => { document.getElementById('main').innerHTML = `<p>${text}</p>`; }", "".join(sentences)
    )
    opened(page)
    press(page, "朗读全文")
    for _ in range(3):
        assert page.locator("p.speaking").count() == 1
        page.evaluate(DONE)
    assert page.evaluate(TEXTS) == ["".join(sentences[at : at + 2]) for at in (0, 2, 4)]
    assert told(page) == "朗读完了"


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("Object.defineProperty(window, 'speechSynthesis', {value: undefined})", "这个浏览器不能朗读"),
        (VOICES + "window.voices = window.voices.slice(0, 1)", "没有中文语音"),
        (VOICES + "window.voices = []; window.mute = true", "没有读成"),
        ("", "没有读成"),  # the browser of the tests has no voice at all
    ],
)
def test_who_cannot_be_read_to_is_told(visit, script, words):
    page = visit(script=script)
    panel = opened(page)
    page.clock.install()
    press(page, "朗读全文")
    if script:
        page.clock.fast_forward(1000)
        for _ in range(5):
            page.clock.run_for(2000)
    panel.get_by_text(words).wait_for()
    assert panel.is_visible()
    assert words in told(page)
    assert not page.locator(".reading-bar").is_visible()
    assert page.locator(".speaking").count() == 0
    assert page.problems == []


def test_voices_that_come_late_are_waited_for(visit):
    page = visit(script=VOICES + "window.late = window.voices; window.voices = []")
    opened(page)
    press(page, "朗读全文")
    assert page.evaluate("window.spoken.length") == 0
    page.evaluate("window.voices = window.late")
    page.locator(".reading-bar").wait_for()
    assert page.evaluate("window.spoken[0].voice.lang") == "zh-CN"


def test_units_are_said_of_amounts_only():
    """The page says the unit of a column only where it is not that of the table or plain from the word 得分."""
    script = (ROOT / "themes/gov/scripts/spoken-text.js").read_text(encoding="utf-8")
    pattern = re.search(r"NO_AMOUNT = /(.+)/;", script)
    assert pattern
    site = check(ROOT).site
    assert site is not None
    wrong = [
        f"{form.id}: {column.label}"
        for form in site.forms.values()
        for table in form.tables.values()
        for column in table.leaves
        if column.spec.type in (ValueType.SCORE, ValueType.COUNT, ValueType.NUMBER)
        and shown_unit(table)
        and column.spec.unit != shown_unit(table)
        and not own_unit(column.spec.unit, column.label, table)
        and not re.search(pattern[1], column.label)
        and not re.search(r"[（(][^（）()A-Za-z0-9]{1,4}[）)]$", column.label)
    ]
    assert wrong == []


# Sorting


def order(page):
    return "".join(
        page.evaluate("[...document.querySelectorAll('#figures tbody th')].map(each => each.textContent[0])")
    )


@pytest.mark.parametrize(
    ("column", "ascending", "descending"),
    [
        ("部门", "丙丁合己甲戊乙", "乙戊合甲己丁丙"),
        ("支出合计（万元）", "丁甲合己丙戊乙", "丙甲合己丁戊乙"),
        ("公开日期", "戊甲合丁丙乙己", "丙甲合丁戊乙己"),
    ],
)
def test_sorting_comes_back_to_the_servers_order(visit, column, ascending, descending):
    page = visit("two.html")
    given = "丙甲合乙丁戊己"
    assert order(page) == given
    table = page.locator("#figures")
    button = table.get_by_role("button", name=column, exact=True)
    button.focus()
    for wanted, sort, words in (
        (ascending, "ascending", f"按“{column}”升序"),
        (descending, "descending", f"按“{column}”降序"),
        (given, None, "已恢复原来的顺序"),
        (ascending, "ascending", f"按“{column}”升序"),
    ):
        page.keyboard.press("Enter")
        assert order(page) == wanted
        assert [each.get_attribute("aria-sort") for each in table.locator("th[aria-sort]").all()] == [
            sort
        ] * bool(sort)
        assert page.locator(".table-block [role=status]").text_content() == words
        assert page.evaluate(FOCUSED) == column
    assert page.problems == []


def test_another_column_starts_anew(visit):
    page = visit("two.html")
    buttons = page.locator("#figures .sort")
    buttons.nth(1).click()
    buttons.nth(2).click()
    sorts = page.evaluate(
        "[...document.querySelectorAll('#figures thead th')].map(each => each.getAttribute('aria-sort'))"
    )
    assert sorts == [None, None, "ascending"]
    assert page.locator("#figures thead .unit").text_content() == "（万元）"


def test_tables_with_merged_cells_are_left_alone(visit):
    assert visit("two.html").locator("#spans button").count() == 0


# The sample site


@pytest.fixture
def report(browser, address):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.add_init_script(VOICES)
    page = context.new_page()
    page.goto(f"{address}/{REPORT}")
    yield page
    context.close()


def test_type_of_a_report_grows_to_30_pixels_and_it_does_not_scroll_sideways(report):
    size = "parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize)"
    assert report.evaluate(size) >= 18
    opened(report)
    press(report, "长者模式")
    assert report.evaluate(size) >= 20
    press(report, *["放大"] * 6)
    assert 29.5 <= report.evaluate(size) <= 30.5
    report.set_viewport_size({"width": 320, "height": 800})
    assert report.evaluate("document.documentElement.scrollWidth") == 320


def test_a_report_is_read_aloud_with_its_tables(report):
    opened(report)
    press(report, "朗读全文")
    for _ in range(600):
        if told(report) == "朗读完了":
            break
        report.evaluate(DONE)
    texts = report.evaluate(TEXTS)
    assert any(text.startswith("全局汇总，") and "支出合计，2391.62 万元" in text for text in texts)
    assert any("示例市科学技术局2023年度" in text for text in texts)
    assert not any("跳到正文" in text or "数据说明注" in text for text in texts)


def test_lists_of_the_site_are_sorted_by_figures_and_days(report, address):
    report.goto(f"{address}/years/2023/index.html")
    column = "[...document.querySelectorAll('#figures-table tbody tr')].map(row => row.cells[2].textContent.trim())"
    given = report.evaluate(column)
    button = report.locator("#figures-table").get_by_role("button").nth(2)
    for wanted in (sorted(given, key=float), sorted(given, key=float, reverse=True), given):
        button.click()
        assert report.evaluate(column) == wanted
    report.goto(f"{address}/publication/index.html")
    cells = "[...document.querySelectorAll('#publication-wanting tbody tr')].map(row => row.cells[4].textContent.trim())"
    given = report.evaluate(cells)
    assert "—" in given
    button = report.locator("#publication-wanting").get_by_role("button").nth(4)
    for _ in range(2):
        button.click()
        assert report.evaluate(cells)[-1] == "—"
    button.click()
    assert report.evaluate(cells) == given


def test_forced_colours_and_print_lose_nothing(browser, address):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/{REPORT}")
    page.emulate_media(forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    outline = "getComputedStyle(document.querySelector('.display-opener')).borderTopStyle"
    assert page.evaluate(outline) == "solid"
    page.emulate_media(media="print", forced_colors="none")
    assert not page.locator("#display-tools").is_visible()
    assert not page.locator(".sections").is_visible()
    assert page.locator("#t-expenditure").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.table-scroll')).overflowX") == "visible"
    page.close()


def test_motion_is_only_for_those_who_do_not_mind(browser, address):
    for wish, behaviour in (("reduce", "auto"), ("no-preference", "smooth")):
        context = browser.new_context(reduced_motion=wish)
        page = context.new_page()
        page.goto(f"{address}/index.html")
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == behaviour
        context.close()


# What a theme may set

TOKENS = re.findall(
    r"`(--[a-z-]+)`",
    "\n".join(
        line
        for line in (ROOT / "docs/主题.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| `--")
    ),
)
UNTELLABLE = {"--link-visited"}
"""No script may find out what a reader visited."""
TELL = """token => {
  const root = document.documentElement, styles = () => [...document.querySelectorAll('*')].map(each => {
    const own = getComputedStyle(each);
    return [own.color, own.backgroundColor, own.fontFamily, own.fontSize, own.lineHeight, own.margin, own.minHeight,
            own.maxWidth, own.gap, own.borderColor, own.outlineColor, own.outlineWidth, own.fill].join();
  }).join('|');
  const before = styles(), was = getComputedStyle(root).getPropertyValue(token).trim();
  if (!was) return 'unset';
  const other = was[0] == '#' ? '#123456' : /^[\\d.]/.test(was)
    ? was.replace(/^[\\d.]+/, number => String(Number(number) * 1.5)) : 'monospace';
  root.style.setProperty(token, other);
  const after = styles();
  root.style.removeProperty(token);
  return before == after ? 'same' : 'changed';
}"""


def test_every_size_and_colour_that_themes_may_set_changes_a_page(browser, address):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    waiting = [each for each in TOKENS if each not in UNTELLABLE]
    assert len(waiting) > 20
    for path in ("index.html", "publication/index.html", REPORT):
        page.goto(f"{address}/{path}")
        page.keyboard.press("Tab")
        waiting = [token for token in waiting if page.evaluate(TELL, token) != "changed"]
    context.close()
    assert waiting == [], "变量改了，页面不变"
