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
from sitegen.checks.rules import (
    text120_narrative_contradicts_figure,
    text121_share_does_not_follow,
    text122_change_does_not_follow,
    text123_completion_does_not_follow,
)
from sitegen.model.report import Report
from sitegen.reading.markdown import parse_narrative
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
    assert ("TEXT123", "98.52%") in found(reports, wrong)


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
