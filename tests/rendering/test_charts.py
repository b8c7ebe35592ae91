"""Charts: exact bars, words that never collide, alternatives, and drawings that a strict page accepts."""

from __future__ import annotations

import io
import logging
import re
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pikepdf
import pymupdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from sitegen.rendering.charts import kinds
from sitegen.rendering.charts.layout import BAR, FONT, LINE, NARROW, Rect, Text, percent, text_width, wrapped
from sitegen.rendering.charts.of_report import report_charts, series_chart
from sitegen.rendering.charts.parts import bare_label
from sitegen.rendering.charts.views import NO_SOURCE, ChartView, Mark, MarkGroup, Quantity, Source
from sitegen.rendering.charts.words import change_in_words
from tests.browser.accessibility import violations
from tests.rendering import builder
from tests.rendering.pages_under_test import TEMPLATES, write_assets
from tests.site_tools import ROOT, check, minimal

SVG = "{http://www.w3.org/2000/svg}"
LONG = "纳入专户管理的非税收入拨款（含上缴财政专户后按规定返还的资金，以及ABC-2000平台按规定管理的其他资金）"

figures = st.decimals(
    min_value=Decimal("-1e24"), max_value=Decimal("1e24"), places=2, allow_nan=False, allow_infinity=False
)
amounts = st.decimals(min_value=0, max_value=Decimal("1e24"), places=2, allow_nan=False, allow_infinity=False)
maybe = st.none() | figures
labels = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Mn", "Me", "Cf", "Co")), max_size=80
)
named = st.sampled_from(["基本支出", "项目支出", LONG, "学生受资助人数≥735人次", "a" * 70, ""]) | labels
quantities = st.lists(st.builds(Quantity, named, maybe), min_size=1, max_size=8)
marks = st.lists(st.builds(Mark, named, maybe, maybe), min_size=1, max_size=8).map(tuple)
groups = st.lists(st.builds(MarkGroup, named, marks), max_size=4)
years = st.dictionaries(st.integers(2000, 2020), maybe, max_size=8)


def d(text: str) -> Decimal:
    return Decimal(text)


compositions = st.builds(
    lambda whole, parts: kinds.composition("c", Quantity("支出合计", whole), parts, "万元"),
    figures,
    quantities,
)
attainments = st.builds(lambda found: kinds.attainment("c", "得分与分值", found), groups)
serieses = st.builds(
    lambda lines: kinds.series("c", "支出", lines, "万元"),
    st.dictionaries(named, years, min_size=1, max_size=4),
)
views = compositions | attainments | serieses


def drawn(view) -> str:
    return str(TEMPLATES.get_template("_chart.html").module.chart(view))


def _svg(view) -> str:
    return re.search(r"<svg.*</svg>", drawn(view), re.DOTALL)[0]


def bars(view) -> list[Rect]:
    return [shape for shape in view.shapes if shape.kind == "rect" and shape.role != "track"]


def texts(view, role: str) -> list[str]:
    return [shape.text for shape in view.shapes if shape.kind == "text" and shape.role == role]


def box(shape, width: int):
    """Left, top, right, bottom at `width` pixels."""
    if isinstance(shape, Rect):
        left = float(shape.start) * width
        return left, shape.y, left + float(shape.length) * width, shape.y + shape.height
    long = text_width(shape.text)
    left = width - long if shape.anchor == "end" else 0
    return left, shape.y - FONT, left + long, shape.y + LINE - 15


def overlap(one, other) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def sample() -> tuple[ChartView, ...]:
    """One of every kind, with everything that is difficult."""
    source = Source("收支情况", "#t-x")
    return (
        kinds.composition(
            "chart-income",
            Quantity("收入合计", d("1056.5")),
            [
                Quantity("公共财政拨款", d("912.53")),
                Quantity("政府基金拨款", None, "未填"),
                Quantity(LONG, d("0")),
                Quantity("其他收入", d("143.97")),
            ],
            "万元",
            source=source,
        ),
        kinds.series(
            "chart-years",
            "收支",
            {
                "收入合计": {2019: d("99"), 2020: None, 2022: d("123456789012345678901234.56")},
                "当年结余": {2020: d("-18.8"), 2022: d("22")},
            },
            "万元",
            source,
        ),
        kinds.attainment(
            "chart-marks",
            "得分与分值",
            [
                MarkGroup("产出指标", (Mark("人数", d("10"), d("10")), Mark("及时率", None, d("10")))),
                MarkGroup("效益指标", (Mark(LONG, d("0"), d("20")), Mark("超过", d("25"), d("20")))),
            ],
            source=source,
        ),
    )


# Lengths


@given(views)
def test_bars_are_as_long_as_their_figures_and_start_at_zero(view):
    (zero,) = {shape.at for shape in view.shapes if shape.kind == "line"} or {Fraction(0)}
    for bar in (shape for shape in view.shapes if shape.kind == "rect"):
        assert zero in (bar.start, bar.start + bar.length)


@given(st.lists(figures, min_size=1, max_size=8))
def test_lengths_are_proportional_without_any_rounding(values):
    view = kinds.series("c", "支出", {"支出": dict(enumerate(values, 2000))}, "万元")
    lengths = [bar.length for bar in bars(view)]
    assert len(lengths) == len(values)
    for (one, first), (other, second) in combinations(zip(values, lengths, strict=True), 2):
        assert first * abs(Fraction(other)) == second * abs(Fraction(one))
    negative = [bar.role == "negative" for bar in bars(view)]
    assert negative == [value < 0 for value in values]
    if any(values):
        assert max(bar.start + bar.length for bar in bars(view)) == 1 or all(v <= 0 for v in values)


@given(amounts, st.lists(amounts, min_size=1, max_size=8))
def test_a_part_is_to_its_track_what_it_is_to_the_whole(whole, parts):
    view = kinds.composition("c", Quantity("合计", whole), [Quantity("a", part) for part in parts], "元")
    tracks = [shape for shape in view.shapes if shape.kind == "rect" and shape.role == "track"]
    for part, bar, track in zip(parts if whole else [], bars(view), tracks, strict=bool(whole)):
        assert bar.length * Fraction(whole) == track.length * Fraction(part)


@given(st.fractions(0, 1))
def test_what_is_drawn_differs_from_the_exact_share_by_less_than_a_millionth(share):
    text = percent(share)
    assert re.fullmatch(r"\d{1,3}(\.\d{1,4})?%", text)
    assert abs(Fraction(text[:-1]) / 100 - share) <= Fraction(1, 10**6)


# Words and bars keep apart


@given(views, st.sampled_from([NARROW, 284, 320, 684, 900]))
@settings(max_examples=200)
def test_nothing_lies_outside_and_no_word_touches_another_or_a_bar(view, width):
    for shape in view.shapes:
        if shape.kind == "line":
            assert 0 <= shape.at <= 1
            assert 0 <= shape.y1 < shape.y2 <= view.height
            continue
        left, top, right, bottom = box(shape, width)
        assert -0.001 <= left <= right <= width + 0.001, shape
        assert 0 <= top < bottom <= view.height, shape
    words = [box(shape, width) for shape in view.shapes if isinstance(shape, Text)]
    rects = [box(shape, width) for shape in view.shapes if isinstance(shape, Rect)]
    assert not any(overlap(one, other) for one, other in combinations(words, 2))
    assert not any(overlap(word, rect) for word in words for rect in rects)


@given(named, st.integers(0, 3))
@example("0000000000AAAAAAAA§®®÷÷ň\u1975", 0)  # exactly as wide as there is room
@settings(deadline=None)
def test_lines_are_short_enough_and_lose_nothing_unless_they_say_so(text, most):
    lines = wrapped(text, NARROW, most)
    assert all(text_width(line) <= NARROW for line in lines)
    assert not most or len(lines) <= most
    whole = "".join("".join(lines).split())
    expected = "".join(text.split())
    assert whole == expected or (most and whole.endswith("…") and expected.startswith(whole[:-1]))


def test_lines_break_where_chinese_may_break():
    assert wrapped(LONG, NARROW) == [
        "纳入专户管理的非税收入拨款（含上缴财政专",
        "户后按规定返还的资金，以及ABC-2000平",
        "台按规定管理的其他资金）",
    ]
    assert wrapped("一二三四五六七八九十一二三四五六七八九。", 19 * FONT)[1] == "九。"
    assert wrapped(LONG, NARROW, 2)[1].endswith("…")


def test_words_are_never_smaller_than_twelve_pixels():
    assert all('font-size="14"' in drawn(view) and "viewBox" not in drawn(view) for view in sample())


# What is said


def test_a_composition_says_its_figures_and_shares():
    view = kinds.composition(
        "c",
        Quantity("支出合计", d("1075.30")),
        [Quantity("基本支出", d("431.30")), Quantity("项目支出", d("644"))],
        "万元",
    )
    assert view.title == "支出合计 1075.30 万元的构成"
    assert (
        view.description
        == "支出合计 1075.30 万元，其中基本支出 431.30 万元，占 40.1%；项目支出 644 万元，占 59.9%。"
    )
    assert texts(view, "value") == ["431.30 · 40.1%", "644 · 59.9%"]


def test_parts_that_do_not_add_up_are_said_not_to():
    parts = [Quantity("甲", d("60")), Quantity("乙", d("30.5"))]
    view = kinds.composition("c", Quantity("合计", d("100")), parts, "元")
    assert view.description.endswith("各项相加为 90.5 元，与合计不同。")


def test_negative_parts_have_no_shares_and_look_different():
    parts = [Quantity("甲", d("130")), Quantity("乙", d("-30"))]
    view = kinds.composition("c", Quantity("合计", d("100")), parts, "元")
    assert "%" not in view.description
    assert [bar.role for bar in bars(view)] == ["bar", "negative"]
    assert view.hatched
    assert texts(view, "value") == ["130", "−30"]
    assert "<pattern" in drawn(view)


def test_a_tiny_part_is_not_called_nothing():
    parts = [Quantity("甲", d("999999")), Quantity("乙", d("1")), Quantity("丙", d("0"))]
    view = kinds.composition("c", Quantity("合计", d("1000000")), parts, "元")
    assert texts(view, "value") == ["999,999 · 100.0%", "1 · 不足 0.1%", "0"]
    assert bars(view)[1].length == Fraction(1, 10**6)
    assert bars(view)[2].length == 0


def test_years_are_compared_in_words():
    view = series_chart("支出合计", {2022: d("2184.35"), 2023: d("2391.62")}, "万元")
    assert view.description == "2022年 2184.35 万元，2023年 2391.62 万元，增长 9.49%。"
    assert view.title == "支出合计"


def test_a_missing_year_is_missing_and_not_zero():
    view = series_chart("支出", {2019: d("10"), 2020: None, 2022: d("0"), 2023: d("5")}, "万元")
    assert texts(view, "label") == ["2019年", "2020年", "2021年", "2022年", "2023年"]
    assert texts(view, "absent") == ["缺", "缺"]
    assert texts(view, "value") == ["10", "0", "5"]
    assert len(bars(view)) == 3
    assert view.description == (
        "2019年 10 万元，2020年缺，2021年缺，2022年 0 万元，比2019年下降 100.00%，2023年 5 万元，增加 5 万元。"
    )


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("100", "100.00", "持平"),
        ("100", "150", "增长 50.00%"),
        ("100", "0", "下降 100.00%"),
        ("100", "100.001", "增长不足 0.01%"),
        ("-5", "5.5", "增加 10.5 元"),
        ("5", "-5", "减少 10 元"),
        ("0", "3", "增加 3 元"),
        ("10", "110", "增长 1000.00%"),
        ("10", "110.01", "增加 100.01 元"),
        ("0.01", "1" + "0" * 23, "增加 99" + ",999" * 7 + ".99 元"),
    ],
)
def test_changes_in_words(before, after, words):
    assert change_in_words(d(before), d(after), "元") == words


def test_one_year_and_none():
    assert series_chart("支出", {2023: d("7")}, "万元").description == "2023年 7 万元。"
    nothing = series_chart("支出", {}, "万元")
    assert (nothing.description, nothing.shapes, nothing.height) == ("没有数据。", (), 0)


def test_attainment_names_what_lost_marks():
    view = kinds.attainment(
        "c",
        "得分与分值",
        [
            MarkGroup("产出指标", (Mark("人数", d("10"), d("10")), Mark("及时率", d("7"), d("10")))),
            MarkGroup("效益指标", (Mark("知晓率", d("9.5"), d("10")),)),
        ],
    )
    assert view.description == (
        "3 项指标，分值合计 30 分，得分合计 26.5 分，得分率 88.33%。产出指标 17 / 20，效益指标 9.5 / 10。"
        "得分与分值不同的：及时率 7 / 10、知晓率 9.5 / 10。"
    )
    assert texts(view, "heading") == ["产出指标", "效益指标"]
    assert texts(view, "value") == ["17 / 20", "10 / 10", "7 / 10", "9.5 / 10", "9.5 / 10"]


def test_a_missing_score_leaves_the_sum_open():
    view = kinds.attainment("c", "得分", [MarkGroup("", (Mark("人数", None, d("10")),))])
    assert view.description == "1 项指标，分值合计 10 分。1 项缺得分，得分没有合计。"
    assert texts(view, "absent") == ["缺 / 10"]
    assert [shape.role for shape in view.shapes if shape.kind == "rect"] == ["track"]


def test_many_indicators_become_their_groups():
    group = MarkGroup("产出指标", (Mark("甲", d("0.1"), d("0.3")), Mark("乙", d("0.2"), None)))
    assert kinds.summed([group]) == MarkGroup("", (Mark("产出指标", d("0.3"), None, 2),))


# What a report gets


def charts_of(key: str, root=ROOT):
    return report_charts(next(found for found in check(root).site.reports if found.key.startswith(key)))


def test_the_seed_report_gets_its_wholes():
    found = charts_of("2020/yueyang-kexie")
    assert [view.id for view in found] == [
        "chart-income_total",
        "chart-expenditure_total",
        "chart-three-public_total",
    ]
    assert texts(found[0], "absent") == ["未填", "未填"]
    assert found[1].source == Source("部门（单位）年度支出和结余情况", "#t-expenditure")


def test_income_of_final_accounts_is_drawn_by_source():
    (view,) = charts_of("2021/daguan", ROOT / "tests/sites/case-19-zongbiao")
    assert view.title == "收入：本年收入合计 25,754,899.39 元的构成"
    assert texts(view, "label")[0] == "一般公共预算财政拨款收入"
    assert view.source.href == "#t-final-accounts"


def test_indicators_are_drawn_in_their_groups():
    (view,) = charts_of("2022/yongde")
    assert view.title == "绩效指标：得分与分值"
    assert texts(view, "heading") == ["产出指标", "效益指标", "满意度指标"]
    assert "资金到位及时率 7 / 10" in view.description


def test_too_many_indicators_for_a_page_become_their_groups(tmp_path):
    rows = "".join(f"      指标{n}: {{分值: 2, 得分: 1}}\n" for n in range(30))
    text = f"绩效指标:\n  产出:\n    数量:\n{rows}  效益:\n    社会:\n      末: {{分值: 40, 得分: 9.5}}\n"
    (view,) = demo(tmp_path, text, SCORED)
    assert texts(view, "label") == ["产出", "效益"]
    assert texts(view, "value") == ["30 / 60", "9.5 / 40"]
    assert view.height < 600


def test_a_form_without_sums_or_scores_gets_no_chart():
    assert report_charts(builder.report()) == ()


FORM = """表单: demo
名称: 测试
标题: 测试
地区: 测试
单位: 元
来源: 测试
部分:
  一:
    内容:
      甲: {标识: a, 类型: 金额}
      乙: {标识: b, 类型: 金额}
      丙: {标识: c, 类型: 金额}
      丁: {标识: d, 类型: 金额, 可负: 是}
      资金:
        类型: 表格
        标识: funds
        标题: 资金
        行: {项目: 项目, 固定行: {1.合计: {标识: all}, （一）子: {标识: x}, 其中：丑: {标识: y}}}
        列: {预算数: {标识: budget}, 执行数: {标识: spent, 角色: 执行数}}
        校验: [1.合计 = （一）子 + 其中：丑]
    校验:
      - 甲 = 乙 + 丙
      - 乙 + 丁 = 丙
      - 甲 ≥ 乙 + 丙
      - 甲 = 乙 - 丙
      - 甲 = 乙 × 2
      - 甲 = 上年.乙 + 上年.丙
"""


SCORED = """表单: demo
名称: 测试
标题: 测试
地区: 测试
来源: 测试
部分:
  一:
    内容:
      绩效指标:
        类型: 表格
        标识: indicators
        标题: 绩效指标
        行: {清单: 三级指标, 分组: [一级指标, 二级指标]}
        列:
          分值: {标识: weight, 类型: 得分, 小数: [0, 2], 角色: 分值}
          得分: {标识: score, 类型: 得分, 小数: [0, 2], 角色: 得分}
"""


def demo(tmp_path, text: str, form: str = FORM):
    root = minimal(tmp_path, form, "表单: demo\n部门: ju\n年度: 2023\n来源: 测试\n" + text)
    (report,) = check(root).site.reports
    return report_charts(report)


def test_fields_of_a_section_can_be_a_whole_and_its_parts(tmp_path):
    form = FORM.replace("1.合计", "合计").replace("（一）子", "子").replace("其中：丑", "丑")
    (view,) = demo(tmp_path, "甲: 3\n乙: 1\n丙: 2\n丁: 1\n", form)
    assert (view.id, view.source, view.unit) == ("chart-a", NO_SOURCE, "元")


@pytest.mark.parametrize("text", ["甲: 3\n乙: 3\n丙: 0\n", "甲: 3\n乙: 1\n", "乙: 1\n丙: 2\n", ""])
def test_what_is_not_known_or_tells_nothing_is_not_drawn(tmp_path, text):
    form = FORM.replace("1.合计", "合计").replace("（一）子", "子").replace("其中：丑", "丑")
    assert demo(tmp_path, text, form) == ()


def test_of_several_columns_what_was_spent_is_drawn(tmp_path):
    form = FORM.replace("1.合计", "合计").replace("（一）子", "子").replace("其中：丑", "丑")
    rows = (
        "资金:\n  合计: {预算数: 9, 执行数: 5}\n  子: {预算数: 4, 执行数: 2}\n  丑: {预算数: 5, 执行数: 3}\n"
    )
    (view,) = demo(tmp_path, rows, form)
    assert view.title == "资金（执行数）：合计 5 元的构成"


@pytest.mark.parametrize(
    ("label", "bare"),
    [
        ("1.公务接待费", "公务接待费"),
        ("（一）支出合计", "支出合计"),
        ("其中：（1）购置费", "购置费"),
        ("二十三、其他支出", "其他支出"),
        ("3.5吨货车", "3.5吨货车"),
        ("（一）", "（一）"),
    ],
)
def test_numbers_of_lines_are_not_their_names(label, bare):
    assert bare_label(label) == bare


def test_ids_are_unique_on_a_page():
    for root in (ROOT, ROOT / "tests/sites/example-two-years"):
        for report in check(root).site.reports:
            ids = [view.id for view in report_charts(report)]
            assert len(ids) == len(set(ids))
            for view in report_charts(report):
                assert view.source.href.startswith("#t-")


# What is drawn


@pytest.mark.parametrize("key", ["2020/yueyang-kexie", "2022/yongde"])
def test_golden(golden, key):
    text = "".join(map(drawn, charts_of(key)))
    golden(f"charts-{key.replace('/', '-')}.html", text)


@given(views)
@settings(max_examples=30)
def test_the_drawing_is_xml_that_a_strict_page_accepts(view):
    root = etree.fromstring(_svg(view))
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in {
            "svg", "title", "defs", "pattern", "path", "rect", "line", "text",
        }  # fmt: skip
        assert not {name for name in element.attrib if name == "style" or name.startswith("on")}
    assert root.get("role") == "img"
    title = root.find(f"{SVG}title")
    assert root.get("aria-labelledby") == title.get("id")
    assert title.text == view.title
    assert len(root.findall(f"{SVG}rect")) == sum(shape.kind == "rect" for shape in view.shapes)


def test_labels_are_escaped():
    view = series_chart("<b>&\"'", {2023: d("1")}, "<元>")
    assert "<b>" not in drawn(view)
    assert "<元>" not in drawn(view)


def page(*views: ChartView) -> str:
    return (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>图</title>'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'\">"
        '<meta name="color-scheme" content="light dark">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="assets/tokens.css"><link rel="stylesheet" href="assets/site.css">'
        '<link rel="stylesheet" href="assets/charts.css"></head>'
        f'<body><main class="frame"><h1>图</h1>{"".join(map(drawn, views))}<h2 id="t-x">表</h2></main></body></html>'
    )


@pytest.mark.slow
def test_weasyprint_draws_it_without_a_word(caplog):
    from weasyprint import HTML  # not above: it is slow to load

    with caplog.at_level(logging.WARNING, "weasyprint"):
        text = re.sub("<link[^>]*>", "", page(*sample()))
        data = HTML(string=text).write_pdf(pdf_variant="pdf/ua-1")
    assert caplog.messages == []
    with pikepdf.open(io.BytesIO(data)) as opened:
        told = [str(found.Alt) for found in opened.objects if "/Alt" in _keys(found)]
    assert sorted(told) == sorted(view.title for view in sample())
    with pymupdf.open(stream=data) as opened:
        printed = "".join(leaf.get_text() for leaf in opened)
        bars_printed = [found for leaf in opened for found in leaf.get_drawings() if found["fill"]]
    assert "912.53" in printed
    assert "未填" in printed
    assert bars_printed


def _keys(found) -> list[str]:
    return list(found.keys()) if isinstance(found, pikepdf.Dictionary) else []


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("charts")
    write_assets(folder)
    (folder / "index.html").write_text(page(*sample()), encoding="utf-8")
    return (folder / "index.html").as_uri()


BOXES = """() => [...document.querySelectorAll('svg')].map(svg => [...svg.querySelectorAll('text, rect')].map(e => {
  const r = e.getBoundingClientRect(), s = svg.getBoundingClientRect();
  return [e.tagName, r.left - s.left, r.top - s.top, r.right - s.left, r.bottom - s.top, s.width, s.height,
          parseFloat(getComputedStyle(e).fontSize)] }))"""


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 900])
def test_in_a_browser_no_word_touches_another(browser, address, width):
    shown = browser.new_page(viewport={"width": width, "height": 900})
    messages = []
    shown.on("console", lambda message: messages.append(message.text))
    shown.goto(address)
    assert shown.evaluate("document.documentElement.scrollWidth") == width
    assert messages == []
    for chart in shown.evaluate(BOXES):
        words = [each for each in chart if each[0] == "text"]
        assert all(each[7] >= 12 for each in words)
        assert all(each[1] >= -1 and each[3] <= each[5] + 1 and each[4] <= each[6] + 1 for each in chart)
        assert not any(
            one[1] < other[3] and other[1] < one[3] and abs(one[2] - other[2]) < BAR
            for one, other in combinations(words, 2)
        )


WIDTHS = """([weight, letters]) => {
  const context = document.createElement('canvas').getContext('2d');
  context.font = weight + ' 140px "Noto Sans CJK SC"';
  return letters.map(letter => context.measureText(letter).width / 10) }"""


@pytest.mark.slow
@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_no_letter_is_wider_than_estimated(browser, weight):
    letters = [*map(chr, range(32, 127)), *"−·，。（）％—…“”、①Ⅲ㎡℃×÷±≥≤中文亿"]
    widths = browser.new_page().evaluate(WIDTHS, [weight, letters])
    assert [
        each for each, width in zip(letters, widths, strict=True) if width > text_width(each) + 0.01
    ] == []


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser, address, scheme):
    shown = browser.new_page(viewport={"width": 900, "height": 900}, color_scheme=scheme)
    shown.goto(address)
    assert violations(shown) == []


@pytest.mark.slow
def test_colours_are_forced(browser, address):
    shown = browser.new_page(forced_colors="active")
    shown.goto(address)
    fill = "e => getComputedStyle(document.querySelector(e)).fill"
    assert shown.evaluate(fill, ".chart-label") != shown.evaluate(fill, ".chart-track")
    assert shown.evaluate(fill, ".chart-bar") != shown.evaluate(fill, ".chart-track")
