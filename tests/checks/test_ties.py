"""Sentences of a report compared with its tables: what must be found, and what must not be accused.

A form of the kind that most departments use: lines with a budget and what was spent of it. The texts are generated
from the figures, so that they are right whatever the pattern, the unit and the order of the columns.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.checks.rule import Subject
from sitegen.checks.rules.texts import (
    text120_narrative_contradicts_figure,
    text121_share_does_not_follow,
    text122_change_does_not_follow,
    text123_completion_does_not_follow,
)
from sitegen.model.reports.report import Report
from sitegen.reading.markdown.narrative import parse_narrative
from sitegen.source import SourceFile
from tests.site_tools import minimal
from tests.whole_site import load_site

RULES = (
    text120_narrative_contradicts_figure,
    text121_share_does_not_follow,
    text122_change_does_not_follow,
    text123_completion_does_not_follow,
)
LINES = ("基本支出", "工资福利支出", "商品和服务支出", "项目支出")
COLUMNS = ("年初预算数", "调整预算数", "支出决算数")
FIGURES = {
    "支出合计": ("1800.00", "1900.00", "1654.37"),
    "基本支出": ("1100.00", "1150.00", "1061.25"),
    "工资福利支出": ("800.00", "850.00", "812.46"),
    "商品和服务支出": ("300.00", "300.00", "248.79"),
    "项目支出": ("700.00", "750.00", "593.12"),
}
LAST = {
    "支出合计": ("1700.00", "1750.00", "1598.41"),
    "基本支出": ("1000.00", "1020.00", "998.63"),
    "项目支出": ("700.00", "730.00", "599.78"),
}
ITEMS = (("行政运行", "60.00", "50.00"), ("事业运行", "234.56", "231.08"), ("住房公积金", "45.67", "41.23"))


def loaded(
    folder, columns=COLUMNS, figures=FIGURES, last=LAST, title="演示表"
) -> tuple[Report, Report | None]:
    """The report of 2020 on a form with these columns, and the one of the year before."""
    lines = "".join(f"            {name}: {{标识: l{index}}}\n" for index, name in enumerate(figures))
    heads = "".join(f"            {name}: {{标识: c{index}}}\n" for index, name in enumerate(columns))
    form = (
        f"表单: demo\n名称: {title}\n单位: 万元\n小数: 2\n部分:\n  一、数据:\n    内容:\n      数据:\n        类型: 表格\n"
        f"        标识: data\n        标题: 支出情况\n        行:\n          项目: 项目\n          固定行:\n{lines}"
        f"        列:\n{heads}      说明: {{标识: notes, 类型: 正文}}\n"
    )
    root = minimal(folder, form, _report(2020, columns, figures))
    if last:
        before = root / "content/reports/2019/ju"
        before.mkdir(parents=True)
        (before / "report.yaml").write_text(_report(2019, columns, last), encoding="utf-8")
    reports = {each.year: each for each in load_site(root)[0].reports}
    return reports[2020], reports.get(2019)


def _report(year, columns, figures) -> str:
    rows = "".join(
        f"  {name}: {{{', '.join(f'{column}: {cells[COLUMNS.index(column)]}' for column in columns)}}}\n"
        for name, cells in figures.items()
    )
    return f"表单: demo\n部门: ju\n年度: {year}\n数据:\n{rows}"


def found(reports: tuple[Report, Report | None], text: str) -> list[tuple[str, str]]:
    """The code and the number of each finding on a narrative."""
    texts, _ = parse_narrative(SourceFile("narrative.md", f"# 说明\n\n{text}\n"), frozenset())
    subject = Subject(replace(reports[0], prose={"说明": texts[0]}), reports[1])
    outcomes = [outcome for rule in RULES for outcome in rule.check(subject)]
    return [
        (each.diagnostic.code, each.diagnostic.actual) for each in outcomes if each.diagnostic is not None
    ]


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    return loaded(tmp_path_factory.mktemp("site"))


def rate(spent: str, budget: str) -> str:
    """How much of the budget was spent, in percent."""
    return f"{Decimal(spent) / Decimal(budget) * 100:.2f}%"


def item(number: int, name: str, budget: str, spent: str, named: str = "{}（项）。") -> str:
    """The paragraph on an item that every 决算说明 has."""
    return (
        f"{number}、{named.format(name)}年初预算为{budget}万元，支出决算为{spent}万元，"
        f"完成年初预算的{rate(spent, budget)}。决算数小于预算数的主要原因：厉行节约。"
    )


LABELS = (
    "{}（项）。",
    "一般公共服务支出（类）财政事务（款）{}（项）。",
    "{}（项）。主要用于：人员支出、公用支出。",
    "{}",
    "{}支出",
    "城乡社区管理事务（款）{}（项）。\n\n",
)


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("columns", list(permutations(COLUMNS)))
def test_items_that_the_form_does_not_have_are_not_compared_with_its_whole(tmp_path, label, columns):
    text = "\n\n".join(item(index, *each, named=label) for index, each in enumerate(ITEMS, 1))
    head = "（一）支出决算具体情况\n\n支出合计年初预算为1800.00万元，支出决算为1654.37万元，完成年初预算的91.91%。其中：\n\n"
    for narrative in (text, head + text):
        assert found(loaded(tmp_path / str(len(narrative)), columns), narrative) == []


@pytest.mark.parametrize("label", LABELS)
def test_items_that_the_form_has_are_compared_with_their_own_lines(tmp_path, label):
    figures = FIGURES | {name: (budget, budget, spent) for name, budget, spent in ITEMS}
    reports = loaded(tmp_path, figures=figures, last={})
    text = "\n\n".join(item(index, *each, named=label) for index, each in enumerate(ITEMS, 1))
    assert found(reports, text) == []
    wrong = text.replace("231.08万元", "213.08万元")
    assert ("TEXT120", "213.08万元") in found(reports, wrong)


def test_what_a_sentence_states_comes_before_the_table(tmp_path):
    blank = FIGURES | {"项目支出": ('""', '""', "500.00")}
    reports = loaded(tmp_path, figures=blank, last={})
    assert found(reports, "项目支出年初预算为600万元，支出决算500万元，完成年初预算的83.33%。") == []
    assert found(reports, "项目支出年初预算为600万元，支出决算500万元，完成年初预算的88.33%。") == [
        ("TEXT123", "88.33%")
    ]
    assert found(reports, "项目支出支出决算500万元，完成年初预算的83.33%。") == []


def test_parts_of_another_whole_are_not_the_lines_of_that_name(reports):
    text = (
        "1. 基本支出1061.25万元。其中：\n\n工资福利支出812.46万元，占基本支出的76.56%。\n\n商品和服务支出248.79万元。\n\n"
        "2. 项目支出593.12万元，占支出合计的35.85%，同比减少6.66万元，下降1.11%。其中：\n\n"
        "工资福利支出12.00万元，占项目支出2.02%。\n\n商品和服务支出226.00万元，占项目支出预算38.10%。\n\n"
    )
    assert found(reports, text) == []
    assert found(reports, "项目支出593.12万元，其中：工资福利支出12.00万元、商品和服务支出226.00万元。") == []
    assert found(reports, "科普专项100.00万元，其中：商品和服务支出60.00万元。") == []
    wrong = text.replace("工资福利支出812.46", "工资福利支出821.46")
    assert ("TEXT120", "821.46万元") in found(reports, wrong)


def test_a_column_that_the_form_does_not_have_is_not_another_one(tmp_path):
    reports = loaded(tmp_path, ("调整预算数", "支出决算数"), last={})
    assert found(reports, "基本支出年初预算为1100.00万元，支出决算为1061.25万元。") == []
    assert found(reports, "基本支出年初预算为1100.00万元，支出决算为1016.25万元。") == [
        ("TEXT120", "1016.25万元")
    ]
    spent = loaded(tmp_path / "spent", ("支出决算数",), last={})
    assert found(spent, "基本支出预算1100.00万元，调整预算1150.00万元，全年支出1061.25万元。") == []


@pytest.mark.parametrize(
    ("right", "number", "slip"),
    [
        ("基本支出1061.25万元，占支出合计的64.15%，同比增加62.62万元，增长6.27%。", "62.62万元", "26.62万元"),
        ("基本支出1061.25万元，占支出合计的64.15%，同比增加62.62万元，增长6.27%。", "6.27%", "6.72%"),
        ("基本支出1061.25万元，占支出合计的64.15%，同比增加62.62万元，增长6.27%。", "64.15%", "64.51%"),
        ("与2019年度相比，基本支出增加62.62万元，增长6.27%。", "62.62万元", "66.62万元"),
        ("与上年相比，项目支出减少6.66万元，下降1.11%。", "减少6.66万元", "增加6.66万元"),
        ("项目支出593.12万元，比上年减少6.66万元，下降1.11%。", "下降1.11%", "增长1.11%"),
        ("基本支出支出决算数比上年增加62.62万元，增长6.27%。", "62.62万元", "62.26万元"),
        ("基本支出1061.25万元，主要用于保障运转。较2019年度决算数增加62.62万元。", "62.62万元", "62.26万元"),
        ("基本支出1061.25万元，增加62.62万元，增长6.27%。", "62.62万元", "62.26万元"),
        ("项目支出593.12万元，比上年减支6.66万元，下降1.11%。", "6.66万元", "6.56万元"),
        (
            "支出合计支出决算数比上年增加55.96万元。其中：基本支出决算增加62.62万元。",
            "62.62万元",
            "62.26万元",
        ),
        ("基本支出年初预算为1100.00万元，支出决算为1061.25万元。", "1061.25万元", "1016.25万元"),
        ("基本支出年初预算为1100.00万元，支出决算为1061.25万元。", "1100.00万元", "1010.00万元"),
        ("基本支出支出决算1061.25万元，完成年初预算的96.48%。", "96.48%", "94.68%"),
        ("基本支出1061.25万元，占年初预算1100.00万元的96.48%。", "96.48%", "94.68%"),
        ("基本支出1061.25万元，为年初预算1100.00万元的96.48%。", "96.48%", "94.68%"),
        ("完成基本支出1061.25万元。", "1061.25万元", "1016.25万元"),
        ("基本支出预算安排1100.00万元。", "1100.00万元", "1010.00万元"),
        ("基本支出（类）10,612,500.00元。", "10,612,500.00元", "10,621,500.00元"),
        ("一般公共预算财政拨款基本支出1061.25万元。", "1061.25万元", "1016.25万元"),
        ("本部门（下属3家事业单位）基本支出1061.25万元。", "1061.25万元", "1161.25万元"),
        ("基本支出预算1100.00万元，支出1061.25万元。", "1061.25万元", "1016.25万元"),
        ("截至2020年12月31日，基本支出1061.25万元。", "1061.25万元", "1016.25万元"),
    ],
)
def test_patterns_of_real_texts(reports, right, number, slip):
    assert found(reports, right) == []
    assert right.count(number) == 1
    accused = [actual for _, actual in found(reports, right.replace(number, slip))]
    assert slip.lstrip("增加下降长减少") in accused


RIGHT = (
    "支出合计1654.37万元，其中：财政拨款支出1500.00万元，基本支出1061.25万元。",
    "项目支出593.12万元，主要包括：甲项目200万元，乙项目393.12万元。",
    "2020年基本支出年初预算1100.00万元，调整后预算1150.00万元，决算数1061.25万元。",
    "基本支出比预算减少88.75万元，下降7.72%。",
    "2021年，我单位预算安排项目支出800万元。",
    "截至2020年6月30日，项目支出300.00万元。",
    "上半年基本支出500.00万元。",
    "1—9月项目支出420.00万元，完成年初预算的60.00%。",
    "下属单位科技馆基本支出300万元。",
    "基本支出中，工资福利支出812.46万元，比上年减少5万元。",
    "支出决算为100万元的项目有3个。",
    "年初预算为100万元以上的项目12个。",
    "支出合计1654.37万元，比上年增加55.96万元，增长3.50%，完成年初预算的91.91%，其中基本支出完成96.48%，项目支出完成84.73%。",
    "三、一般公共预算财政拨款支出决算情况\n\n（一）总体情况\n\n2020年度一般公共预算财政拨款支出年初预算1500.00万元，支出决算1400.00万元，完成年初预算的93.33%。其中：基本支出900.00万元，占64.29%；项目支出500.00万元，占35.71%。",
    "一般公共预算财政拨款年初预算为1500.00万元，支出决算为1400.00万元，完成年初预算的93.33%。",
    "政府性基金预算财政拨款年初预算为100.00万元，支出决算为80.00万元，完成年初预算的80.00%。",
    "（二）支出决算结构情况\n\n一般公共服务支出（类）264.87万元，占16.01%；住房保障支出（类）29.42万元，占1.78%。",
    "六、一般公共预算财政拨款基本支出决算情况说明\n\n一般公共预算财政拨款基本支出900.00万元，其中：工资福利支出700.00万元，商品和服务支出200.00万元。",
    "项目支出593.12万元。其中：工资福利支出18.00万元，商品和服务支出412.00万元，资本性支出163.12万元。",
    "部门预算项目3个，其中：甲项目年初预算100.00万元，支出决算90.00万元，完成年初预算的90.00%；乙项目年初预算200.00万元，支出决算180.00万元，完成年初预算的90.00%。",
    "甲项目：年初预算100.00万元，调整预算120.00万元，支出决算90.00万元，完成调整预算的75.00%。",
    "1.甲项目。\n\n年初预算100.00万元，支出决算90.00万元，完成年初预算的90.00%。",
    "（1）机关：年初预算为600.00万元，支出决算为550.00万元。",
    "公用经费年初预算300.00万元，支出决算248.79万元，完成年初预算的82.93%。",
    "人员经费支出812.46万元，占基本支出的76.56%，较上年增加10.00万元。",
    "基本支出1061.25万元，占比64.15%；项目支出593.12万元，占比35.85%。",
    "支出合计同比增长3.50%，基本支出同比增长6.27%，项目支出同比下降1.11%。",
    "基本支出较上年增加62.62万元，其中工资福利支出增加40.00万元，商品和服务支出增加22.62万元。",
    "2019年基本支出998.63万元，2020年基本支出1061.25万元，增加62.62万元，增长6.27%。",
    "与2018年相比，基本支出增加100.00万元。",
    "基本支出执行率92.28%，项目支出执行率79.08%。",
    "基本支出超年初预算10万元的单位2个。",
    "本年支出1654.37万元，年初预算1800.00万元，调整预算1900.00万元，预算调整率5.56%。",
    "从2019年的998.63万元增加到2020年的1061.25万元，基本支出增加62.62万元。",
    "项目支出593.12万元，较年初预算700.00万元减少106.88万元，下降15.27%。",
    "基本支出1,061.25万元（财政拨款1,000.00万元、其他资金61.25万元）。",
    "项目支出（含结转）650.00万元。",
    "不含项目支出的支出合计1061.25万元。",
    "基本支出和项目支出分别为1061.25万元和593.12万元，分别占支出合计的64.15%和35.85%。",
    "基本支出、项目支出年初预算分别为1100.00万元、700.00万元。",
    "2020年收入合计1700.00万元，支出合计1654.37万元，年末结转45.63万元。",
    "2020年支出合计预算1800.00万元，2021年支出合计预算2000.00万元。",
    "根据2019年编制的预算，支出合计年初预算1800.00万元。",
    "项目支出中用于设备购置100.00万元，支出决算98.00万元。",
    "工资福利支出年初预算800.00万元，决算812.46万元，超预算12.46万元，完成101.56%。",
    "年初预算1800.00万元，追加100.00万元，调整预算1900.00万元，支出决算1654.37万元，完成调整预算的87.07%。",
    "农业局：年初预算为500.00万元，支出决算为480.00万元；水利局：年初预算为600.00万元，支出决算为590.00万元。",
    "培训费年初预算12.00万元，支出决算10.00万元，完成年初预算的83.33%，比上年减少2.00万元，下降16.67%。",
    "基本支出下降的主要原因是人员减少3人，减少支出30.00万元。",
    "项目支出完成率84.73%，其中甲项目支出100.00万元，完成率80.00%。",
    "支出合计较2019年度决算数增加55.96万元，较2020年年初预算减少145.63万元。",
    "项目支出比2019年预算减少106.88万元。",
)  # fmt: skip
"""Right sentences that speak of parts, of other years and times, of others, of money of one source."""


@pytest.mark.parametrize("text", RIGHT)
def test_right_sentences_are_not_accused(reports, text):
    assert found(reports, text) == []


def test_a_change_at_comparable_scope_is_not_that_of_the_tables(reports):
    assert found(reports, "基本支出1061.25万元，同口径比2019年增加12.00万元，增长1.14%。") == []
    assert found(reports, "基本支出1061.25万元，比年初预算减少38.75万元，下降3.52%。") == []


def test_money_of_one_source_may_be_less_than_the_line(reports):
    assert found(reports, "一般公共预算财政拨款基本支出985.40万元。") == []


@given(
    columns=st.permutations(COLUMNS),
    line=st.sampled_from(LINES),
    unit=st.sampled_from((("万元", 1), ("元", 10000))),
    words=st.sampled_from(
        (
            "{line}年初预算为{budget}，支出决算为{spent}，完成年初预算的{rate}。",
            "2020年{line}支出决算{spent}，完成年初预算{budget}的{rate}。",
            "1、{line}。年初预算{budget}，决算{spent}，执行率{rate}。",
            "（一）总体情况\n\n本单位{line}{spent}，占支出合计的{share}。",
        )
    ),
)
def test_right_sentences_are_silent_whatever_the_order_of_columns(
    tmp_path_factory, columns, line, unit, words
):
    key = "".join(str(COLUMNS.index(each)) for each in columns)
    if key not in _SITES:
        _SITES[key] = loaded(tmp_path_factory.mktemp(f"order{key}"), tuple(columns))
    initial, _, spent = FIGURES[line]
    text = words.format(
        line=line,
        budget=f"{Decimal(initial) * unit[1]:.2f}{unit[0]}",
        spent=f"{Decimal(spent) * unit[1]:.2f}{unit[0]}",
        rate=rate(spent, initial),
        share=rate(spent, FIGURES["支出合计"][2]),
    )
    assert found(_SITES[key], text) == []


_SITES: dict[str, tuple[Report, Report | None]] = {}


@pytest.mark.parametrize("name", ["上年结转", "项目支出", "工资福利支出"])
@pytest.mark.parametrize("fund", ["财政拨款", "一般公共预算", "政府性基金"])
def test_a_name_means_the_row_of_the_fund_that_is_spoken_of(tmp_path, fund, name):
    figures = FIGURES | {
        name: ("2065.25", "2065.25", "2065.25"),
        f"{fund}{name}": ("1178.17", "1178.17", "1178.17"),
    }
    reports = loaded(tmp_path, figures=figures, last={})
    for text in (
        f"本年{fund}收支8580.16万元，包括：当年拨款7401.99万元、{name}{{}}万元。",
        f"一、{fund}收支情况\n\n包括：当年拨款7401.99万元、{name}{{}}万元。",
    ):
        assert found(reports, text.format("1178.17")) == []
        assert ("TEXT120", "1187.17万元") in found(reports, text.format("1187.17"))
    assert found(reports, f"{name}1178.17万元。") == [], "a row that is called so states it"
    assert ("TEXT120", "2056.25万元") in found(reports, f"{name}2056.25万元。")
