"""Every kind of page in a real browser: three widths, light, dark, elder mode, high contrast.

The accessibility statement of every site tells what is measured here; the record beside
sitegen.rendering.accessibility is compared with it, or written anew with --update-golden.
"""

from __future__ import annotations

import json

import pytest

from sitegen import __version__, pipeline
from sitegen.rendering.accessibility import RECORD
from tests.browser.accessibility import violations
from tests.site_tools import ROOT, TODAY

pytestmark = pytest.mark.slow

WIDTHS = (320, 768, 1440)
LOOKS = {
    "light": {},
    "dark": {"scheme": "dark"},
    "elder": {"mode": "elder"},
    "contrast": {"contrast": "high"},
}
KINDS = {
    "首页": "index.html",
    "部门名录": "departments/index.html",
    "部门": "departments/shili-keji/index.html",
    "年度": "years/2023/index.html",
    "表单": "forms/yueyang-bumen-zhengti/index.html",
    "表单名录": "forms/index.html",
    "报告": "reports/2023/shili-keji/yueyang-bumen-zhengti/index.html",
    "数据校验": "reports/2020/yueyang-kexie/yueyang-bumen-zhengti/checks/index.html",
    "两年对比": "departments/shili-keji/yueyang-bumen-zhengti/2022-2023/index.html",
    "公开情况": "publication/index.html",
    "更正记录": "corrections/index.html",
    "数据": "data/index.html",
    "搜索": "search/index.html",
    "关于本站": "about/index.html",
    "无障碍声明": "accessibility/index.html",
    "没有这个页面": "404.html",
}

SMALL = """() => [...document.querySelectorAll('a, button, summary, input, select')]
  .filter(each => each.checkVisibility() && !each.closest('sup, p, td, th, dd, .prose, .notes, .chart-words'))
  .filter(each => each.getBoundingClientRect().height < 44)
  .map(each => each.outerHTML.slice(0, 160))"""

REACHED = """() => {
  const wanted = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
    .filter(each => each.checkVisibility({visibilityProperty: true}) && !each.disabled);
  return wanted.length;
}"""


# Where the keyboard is, as a number in the order of the page, and the line around it.
STOP = """() => {
  const reached = document.activeElement;
  if (reached === document.body) return null;
  return [[...document.querySelectorAll('*')].indexOf(reached), getComputedStyle(reached).outlineStyle];
}"""


def kind_of(page: str) -> str:
    """The kind of a page by its path, so that a new kind cannot be forgotten."""
    parts = page.split("/")
    match parts[0], len(parts):
        case "reports", 5:
            return "报告"
        case "reports", 6:
            return "数据校验"
        case "departments", 3:
            return "部门"
        case "departments", 5:
            return "两年对比"
        case "years", _:
            return "年度"
        case "forms", 3:
            return "表单"
    return next((kind for kind, path in KINDS.items() if path == page), f"? {page}")


def test_every_kind_of_page_is_tested(site):
    assert {kind_of(page) for page in site[1]} == set(KINDS)


@pytest.fixture
def watched(browser, address):
    """A page of the site, and what goes wrong in it."""
    context = browser.new_context(color_scheme="light")
    problems: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: problems.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))

    def seen(request):
        if not request.url.startswith(address):
            problems.append(f"{page.url}: asks for {request.url}")

    page.on("request", seen)
    yield page, problems
    context.close()


KEEP = "choice => localStorage.setItem('sitegen.display', choice)"

# A page is loaded in each look, at the width that comes first, and then made wider and narrower: no script
# asks for the width. That way it is loaded at each width as well.
MATRIX = {
    "light": WIDTHS,
    "dark": (768, 1440, 320),
    "elder": (1440, 320, 768),
    "contrast": (320,),
}


def test_every_look_is_tried_at_every_width():
    assert set(MATRIX) == set(LOOKS)
    assert all(set(MATRIX[look]) == set(WIDTHS) for look in LOOKS if look != "contrast")
    assert {widths[0] for widths in MATRIX.values()} == set(WIDTHS)


@pytest.mark.parametrize("kind", KINDS)
def test_no_violation_no_sideways_scrolling_no_message_and_no_request_elsewhere(watched, address, kind):
    page, problems = watched
    ready = "networkidle" if kind == "搜索" else "load"
    for look, widths in MATRIX.items():
        page.set_viewport_size({"width": widths[0], "height": 900})
        if look != "light":  # the site's own, without anything stored
            page.evaluate(KEEP, json.dumps(LOOKS[look]))
        page.goto(f"{address}/{KINDS[kind]}", wait_until=ready)
        assert page.evaluate("({...document.documentElement.dataset})") == LOOKS[look]
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            where = f"{kind}, {look}, {width}"
            if page.evaluate("document.documentElement.scrollWidth") > width:
                problems.append(f"{where}: scrolls sideways")
            problems += [f"{where}: too small: {found}" for found in page.evaluate(SMALL)]
            problems += [f"{where}: {found}" for found in violations(page)]
    assert problems == []


@pytest.mark.parametrize("kind", ["首页", "报告", "年度", "搜索"])
def test_the_keyboard_reaches_everything_in_order(browser, address, kind):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/{KINDS[kind]}", wait_until="networkidle")
    wanted = page.evaluate(REACHED)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    stops = []
    for _ in range(wanted + 5):
        if (stop := page.evaluate(STOP)) is None:
            break
        place, outline = stop
        assert outline != "none", page.evaluate("document.activeElement.outerHTML")
        stops.append(place)
        page.keyboard.press("Tab")
    assert len(set(stops)) == wanted
    assert stops == sorted(stops)


def test_without_scripts_every_link_and_table_is_there(browser, address):
    counted = {}
    for scripts in (True, False):
        page = browser.new_context(java_script_enabled=scripts).new_page()
        for kind, path in KINDS.items():
            page.goto(f"{address}/{path}")
            source = page.content()
            counted[kind, scripts] = [source.count(f"<{tag}") for tag in ("table", "td", "figure", "a href=")]
            if not scripts:
                assert page.locator("main").inner_text().strip(), kind
                assert not page.locator("#display-tools").is_visible(), kind
    assert {kind: counted[kind, False] for kind in KINDS} == {kind: counted[kind, True] for kind in KINDS}


def test_other_forms_are_shown_as_well(browser, tmp_path):
    """The two-sided table, which the sample does not have."""
    output = tmp_path / "output"
    built = pipeline.build(ROOT / "tests/sites/case-19-zongbiao", output, today=TODAY, pdf=False)
    assert built.published
    page = browser.new_page(viewport={"width": 320, "height": 900})
    problems = []
    for path in built.pages:
        page.goto((output / path).as_uri())
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            problems.append(f"{path} scrolls sideways")
        problems += [f"{path}: {found}" for found in violations(page)]
    assert problems == []


def test_the_statement_tells_what_is_measured(request):
    """The record says just which tests there are; the tests above fail when a result is another."""
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    pages = f"全部 {len(KINDS)} 种页面"
    looks = "浅色、深色、长者模式、高对比"
    widths = "、".join(map(str, WIDTHS))
    record["version"] = __version__
    record["tests"] = [
        {"what": "WCAG 2.2 A、AA 级和最佳做法的规则", "tool": "axe-core", "scope": f"{pages}，宽 {widths} 像素，{looks}", "result": "没有发现问题"},
        {"what": "页面不左右滚动，可点的地方高 44 像素以上", "tool": "Chromium", "scope": f"{pages}，宽 {widths} 像素，{looks}", "result": "符合"},
        {"what": "键盘依次到达每个可操作的地方，焦点看得见", "tool": "Chromium", "scope": "首页、年度、报告、搜索", "result": "符合"},
        {"what": "关闭脚本后链接和表格都在", "tool": "Chromium", "scope": pages, "result": "符合"},
        {"what": "不向其他网站发出请求，没有报错信息", "tool": "Chromium", "scope": pages, "result": "符合"},
        {"what": "HTML 合乎标准", "tool": "Nu HTML Checker、html-validate", "scope": "示例站的每个页面", "result": "没有发现问题"},
        {"what": "每个单元格都指明它的各级表头", "tool": "sitegen 自己的测试，对照表单", "scope": "每张表的每一格", "result": "符合"},
    ]  # fmt: skip
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    if request.config.getoption("--update-golden"):
        RECORD.write_text(text, encoding="utf-8")
    assert RECORD.read_text(encoding="utf-8") == text, "pytest --update-golden writes it anew"
