"""Every cell of every table is read out with the header cells that the form says, and no others."""

from __future__ import annotations

import pytest

from sitegen.model.forms.table import TwoSided
from sitegen.model.reports.table_data import RowKind
from sitegen.rendering.grids.body import table_grid
from tests.rendering import builder
from tests.rendering.pages_under_test import (
    examples,
    expected_headers,
    header_labels,
    keys,
    page_of,
    parsed,
    text_of,
)


@pytest.fixture(scope="module")
def hand():
    """The page of the report built by hand, parsed."""
    return parsed(page_of(builder.report().key))


def tables_of(report):
    """Table data and the label of its side, for every table of the form."""
    sides = {}
    for section in report.form.sections:
        for item in section.items:
            if isinstance(item, TwoSided):
                sides |= {side.name: (side.caption,) for side in (item.left, item.right)}
    return [(data, sides.get(name, ())) for name, data in report.tables.items()]


@pytest.mark.parametrize("key", keys())
def test_every_data_cell_names_exactly_the_headers_the_form_says(key):
    _, report, _ = examples()[key]
    document = parsed(page_of(key))
    expected = [cell for data, above in tables_of(report) for cell in expected_headers(data, above)]
    assert expected or not report.form.tables
    for name, labels, fact in expected:
        cell = document.get_element_by_id(name)
        assert cell.tag == "td"
        # A list header such as “评价内容” over two levels is named by the rows' headers, not by cells.
        assert sorted(header_labels(document, cell)) == sorted(labels), fact.address
        if fact.figure is not None:
            (figure,) = cell.xpath(".//data")
            assert (figure.get("data-fact"), figure.get("value")) == (fact.address, f"{fact.figure:f}")
    cells = document.xpath("//td[@id]")
    assert {cell.get("id") for cell in cells} == {name for name, _, _ in expected}


@pytest.mark.parametrize("key", keys())
def test_every_table_is_a_full_rectangle_and_every_header_has_a_scope(key):
    for table in parsed(page_of(key)).xpath("//table[thead/tr/th/@id]"):
        columns = len(table.xpath("./colgroup/col"))
        for part in table.xpath("./thead | ./tbody"):
            taken: set[tuple[int, int]] = set()
            rows = part.xpath("./tr")
            for y, row in enumerate(rows):
                x = 0
                for cell in row.xpath("./th | ./td"):
                    while (y, x) in taken:
                        x += 1
                    wide, high = int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))
                    area = {(y + j, x + i) for i in range(wide) for j in range(high)}
                    assert not area & taken
                    taken |= area
            assert taken == {(y, x) for y in range(len(rows)) for x in range(columns)}
        for header in table.xpath(".//th"):
            spans = int(header.get("colspan", 1)) > 1 or int(header.get("rowspan", 1)) > 1
            assert header.get("scope") in ("col", "row", "colgroup", "rowgroup")
            if (
                header.get("scope") in ("colgroup", "rowgroup")
                and header.getparent().getparent().tag == "thead"
            ):
                assert spans


def test_equal_neighbouring_headers_of_groups_are_one_cell(hand):
    table = hand.get_element_by_id("t-indicators")
    first = table.xpath("./thead/tr[1]/th")
    assert [(text_of(cell), cell.get("colspan"), cell.get("scope")) for cell in first[:2]] == [
        ("评价内容", "2", "colgroup"),
        ("绩效目标", None, "col"),
    ]


def test_an_item_higher_up_covers_the_levels_it_does_not_have(hand):
    table = hand.get_element_by_id("t-indicators")
    labels = {text_of(cell): cell.get("colspan") for cell in table.xpath(".//th[@scope='row']")}
    assert labels == {"科普活动": None, "专家入库": None, "按期完成": None, "社会影响": "2", "群众满意": "3"}


def test_groups_span_their_rows_and_each_top_group_has_a_body(hand):
    table = hand.get_element_by_id("t-indicators")
    groups = {text_of(cell): cell.get("rowspan", "1") for cell in table.xpath(".//th[@scope='rowgroup']")}
    assert groups == {
        "产出目标": "4",
        "数量指标": "2",
        "时效指标": "1",
        "成本指标": "1",
        "效益目标": "1",
        "其他目标": "1",
    }
    assert [len(body.xpath("./tr")) for body in table.xpath("./tbody")] == [4, 1, 1, 1]


def test_an_empty_group_is_printed_as_an_empty_row_that_says_so(hand):
    table = hand.get_element_by_id("t-indicators")
    rows = table.xpath(f".//tr[@class='{RowKind.EMPTY}']")
    assert [row.xpath("string(./td)") for row in rows] == ["未填", "未填"]
    assert [row.xpath("./td/@colspan") for row in rows] == [["6"], ["7"]]


def test_a_table_without_rows_says_so_in_one_row():
    data = builder.data(builder.INDICATORS, [])
    (body,) = table_grid(data, {}).bodies
    (row,) = body
    (cell,) = row.cells
    assert (cell.colspan, cell.words, cell.shown) == (8, "本表没有内容", True)


def test_fixed_lines_have_numbers_indentation_headings_and_their_own_units(hand):
    table = hand.get_element_by_id("t-three-public")
    numbers = list(table.xpath(".//td[@class='number']"))
    assert [cell.text for cell in numbers] == ["1", "2", "3", "4", "5"]
    assert header_labels(hand, numbers[1]) == ["行次", "（一）支出合计"]
    labels = [cell.text_content() for cell in table.xpath(".//th[@class='indent-2']")]
    assert labels == ["接待批次（个）", "接待人次（人）"]
    heading = table.xpath(".//tr[@class='heading']")[0]
    assert heading.xpath("./td[@class='filler']/@colspan") == ["2"]


def test_two_sides_are_one_table_with_totals_side_by_side(hand):
    table = hand.get_element_by_id("t-final-accounts")
    rows = [[text_of(cell) for cell in row.xpath("./th")] for row in table.xpath("./tbody/tr")]
    assert rows == [
        ["财政拨款", "教育支出"],
        ["科学支出"],
        ["其他支出"],
        ["本年收入合计", "本年支出合计"],
        ["总计", "总计"],
    ]
    for cell in table.xpath(".//td[@headers]"):
        sides = {name.split("_")[0] for name in cell.get("headers").split() if name.count("_") > 1}
        assert len(sides) == 1


def test_the_states_of_a_cell_look_and_read_different(hand):
    shown = {
        name: " ".join(hand.get_element_by_id(f"f-expenditure_r3_{name}").text_content().split())
        for name in ("basic", "personnel", "operating", "project", "balance")
    }
    assert shown == {
        "basic": "未填",
        "personnel": "0",
        "operating": "—无内容",
        "project": "不适用",
        "balance": "资料缺失",
    }
    blank = hand.get_element_by_id("f-expenditure_r3_basic")
    assert blank.xpath(".//*[@class='visually-hidden']/text()") == ["未填"]


def test_figures_are_shown_as_written_and_given_to_machines_plainly(hand):

    def figure(name):
        (found,) = hand.get_element_by_id(name).xpath(".//data")
        return found.text, found.get("value")

    assert figure("f-expenditure_r1_basic") == ("431.30", "431.30")
    assert figure("f-expenditure_r1_balance") == ("−18.8", "-18.8")
    assert figure("f-expenditure_r3_cumulative") == ("123,456.5", "123456.5")
    assert figure("f-indicators_r2_rate") == ("99.50%", "99.50")
    assert figure("f-indicators_r1_target") == ("735人次", "735")


def test_the_unit_of_money_is_stated_once_and_not_where_there_is_no_money(hand):
    assert "单位：万元" in hand.get_element_by_id("t-expenditure").xpath("string(./caption)")
    assert "单位" not in hand.get_element_by_id("t-indicators").xpath("string(./caption)")
