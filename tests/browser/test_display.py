"""阅读设置 and sorting: they work by keyboard, last from page to page, and are missed by nobody without them."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow

REPORT = "reports/2023/shili-keji/yueyang-bumen-zhengti/index.html"
STATED = "Object.assign({}, document.documentElement.dataset)"

SPEECH = """
window.spoken = [];
window.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) { super(); this.text = text; }
};
const speech = {
  speak(words) { window.spoken.push([words.lang, words.text]); window.last = words; },
  cancel() {}, pause() { window.paused = true; }, resume() { window.paused = false; },
};
Object.defineProperty(window, 'speechSynthesis', {value: speech});
"""


@pytest.fixture
def page(browser, address):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}/{REPORT}")
    yield page
    context.close()


def opened(page):
    page.get_by_role("button", name="阅读设置").click()
    return page.locator("#display-panel")


def test_settings_last_from_page_to_page_until_they_are_undone(page, address):
    panel = opened(page)
    panel.get_by_role("button", name="长者模式").click()
    panel.get_by_role("button", name="放大").click()
    panel.get_by_role("button", name="高对比").click()
    wanted = {"mode": "elder", "size": "1", "contrast": "high"}
    assert page.evaluate(STATED) == wanted
    assert page.locator("#display-status").text_content() == "对比度：高对比"
    page.goto(f"{address}/index.html")
    assert page.evaluate(STATED) == wanted
    page.reload()
    assert page.evaluate(STATED) == wanted
    assert page.context.cookies() == []
    panel = opened(page)
    assert panel.get_by_role("button", name="长者模式").get_attribute("aria-pressed") == "true"
    panel.get_by_role("button", name="恢复默认").click()
    assert page.evaluate(STATED) == {}
    page.reload()
    assert page.evaluate(STATED) == {}


def test_type_grows_to_30_pixels_and_no_page_scrolls_sideways(page):
    size = "parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize)"
    assert page.evaluate(size) >= 18
    panel = opened(page)
    panel.get_by_role("button", name="长者模式").click()
    assert page.evaluate(size) >= 20
    for _ in range(6):
        panel.get_by_role("button", name="放大").click(force=True)
    assert 29.5 <= page.evaluate(size) <= 30.5
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    lines = "parseFloat(getComputedStyle(document.body).lineHeight) / parseFloat(getComputedStyle(document.body).fontSize)"
    assert page.evaluate(lines) >= 1.3


def test_the_keyboard_is_enough(page):
    page.get_by_role("button", name="阅读设置").focus()
    page.keyboard.press("Enter")
    assert page.locator("#display-panel").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "长者模式"
    page.keyboard.press("Space")
    assert page.evaluate(STATED) == {"mode": "elder"}
    page.keyboard.press("Escape")
    assert not page.locator("#display-panel").is_visible()
    assert page.evaluate("document.activeElement.textContent") == "阅读设置"


def test_every_button_is_large_enough(page):
    panel = opened(page)
    for button in panel.get_by_role("button").all():
        box = button.bounding_box()
        assert box is None or (box["height"] >= 44 and box["width"] >= 44)


def test_where_nothing_may_be_stored_the_choice_holds_for_the_page(browser, address):
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied'); }})"
    )
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}/{REPORT}")
    opened(page).get_by_role("button", name="深色").click()
    assert page.evaluate(STATED) == {"scheme": "dark"}
    assert errors == []
    context.close()


def test_nonsense_in_the_store_is_ignored(browser, address):
    context = browser.new_context()
    context.add_init_script('localStorage.setItem(\'sitegen.display\', \'{"mode": "<b>", "size": 7\')')
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}/index.html")
    assert page.evaluate(STATED) == {}
    assert errors == []
    context.close()


def test_reading_aloud_says_tables_with_their_headers_and_shows_where_it_is(browser, address):
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(SPEECH)
    page = context.new_page()
    page.goto(f"{address}/{REPORT}")
    panel = opened(page)
    panel.get_by_role("button", name="朗读正文").click()
    for _ in range(400):
        if page.locator("#display-status").text_content() == "朗读完了":
            break
        page.evaluate("window.last.dispatchEvent(new Event('end'))")
    spoken = page.evaluate("window.spoken")
    assert {language for language, _ in spoken} == {"zh-CN"}
    texts = [text for _, text in spoken]
    assert any(text.startswith("全局汇总，") and "支出合计 2391.62" in text for text in texts)
    assert any("示例市科学技术局2023年度" in text for text in texts)
    assert not any("跳到正文" in text for text in texts)
    context.close()


def test_reading_aloud_can_be_held_and_stopped(browser, address):
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(SPEECH)
    page = context.new_page()
    page.goto(f"{address}/{REPORT}")
    panel = opened(page)
    panel.get_by_role("button", name="朗读正文").click()
    assert page.locator(".speaking").count() == 1
    panel.get_by_role("button", name="暂停").click()
    assert page.evaluate("window.paused") is True
    panel.get_by_role("button", name="继续").click()
    assert page.evaluate("window.paused") is False
    panel.get_by_role("button", name="停止").click()
    assert page.locator(".speaking").count() == 0
    assert panel.get_by_role("button", name="朗读正文").is_visible()
    context.close()


def test_a_browser_that_cannot_speak_is_told(browser, address):
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(window, 'speechSynthesis', {value: undefined})")
    page = context.new_page()
    page.goto(f"{address}/{REPORT}")
    assert "不能朗读" in opened(page).text_content()
    context.close()


def test_sorting_comes_back_to_the_servers_order(browser, address):
    page = browser.new_page()
    page.goto(f"{address}/years/2023/index.html")
    table = page.locator("#figures-table")
    column = "[...document.querySelectorAll('#figures-table tbody tr')].map(row => row.cells[2].textContent.trim())"
    given = page.evaluate(column)
    button = table.get_by_role("button").nth(2)
    button.click()
    assert page.evaluate(column) == sorted(given, key=lambda text: float(text.replace(",", "")))
    assert table.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    button.click()
    assert page.evaluate(column) == sorted(given, key=lambda text: float(text.replace(",", "")), reverse=True)
    button.click()
    assert page.evaluate(column) == given
    assert table.locator("th[aria-sort]").count() == 0
    page.close()


def test_what_is_empty_comes_last_in_either_order(browser, address):
    page = browser.new_page()
    page.goto(f"{address}/publication/index.html")
    table = page.locator("#publication-wanting")
    cells = "[...document.querySelectorAll('#publication-wanting tbody tr')].map(row => row.cells[4].textContent.trim())"
    given = page.evaluate(cells)
    assert "—" in given
    for _ in range(2):
        table.get_by_role("button").nth(4).click()
        assert page.evaluate(cells)[-1] == "—"
    table.get_by_role("button").nth(4).click()
    assert page.evaluate(cells) == given
    page.close()


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
