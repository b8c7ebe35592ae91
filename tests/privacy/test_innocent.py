"""Amounts, codes, office telephones, masked numbers, days and tables of figures are nobody's."""

from __future__ import annotations

import pytest

from sitegen.privacy.detect import personal_data
from sitegen.reading.attached.read import texts_of
from tests.counting import calls
from tests.privacy.innocent import csv_of, docx_of, figures, innocent, xlsx_of
from tests.site_tools import ROOT
from tests.test_endless_texts import limited


@pytest.mark.parametrize("seed", range(4))
def test_what_merely_looks_like_it(seed):
    texts = list(innocent(seed, 8))
    assert len(texts) > 500
    assert [text for text in texts if any(personal_data(text))] == []


@pytest.mark.parametrize("folder", ["content", "sitegen/forms", "tests/sites", "tests/unseen"])
def test_nothing_in_what_was_published(folder):
    """The sample and the sites of the tests are what was published, or made up without any such number."""
    found = [
        f"{path}: {each.kind.value} {each.masked}"
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in (".yaml", ".md", ".csv", ".txt") and path.is_file()
        for each in personal_data(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("head", "text", "is_found"),
    [
        ("联系电话", "13800138000", True),
        ("", "13800138000", True),
        ("金额（元）", "13800138000", False),
        ("支出合计", "13800138000", False),
        ("项目编号", "13800138000", False),
        ("身份证号", "110101900101001", True),
        ("", "110101900101001", False),
        ("卡号", "4111111111111111", True),
        ("", "4111111111111111", False),
    ],
)
def test_a_table_says_what_its_cells_are(head, text, is_found):
    assert any(personal_data(text, head)) is is_found


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("make", [csv_of, xlsx_of, docx_of])
def test_tables_of_figures_and_codes(make, seed):
    """Pieces of a number in cells beside or below one another are not made of figures."""
    name, data = make(figures(seed, 60))
    found = [
        (text.text, each.masked)
        for text in texts_of(name, data)
        for each in personal_data(text.text, text.head)
    ]
    assert found == []


@pytest.mark.parametrize(
    "piece",
    ["1", "1 ", "13800-", "住在路", "京A", "a@", "138 0013 ", "1\n", "一", "单元1", "(at)"],
)
def test_twice_the_text_takes_twice_the_work(piece):
    with limited():  # searches within an expression are not counted
        list(personal_data(piece * (30_000 // len(piece))))
    once = "x" + piece * (4_000 // len(piece))
    assert calls(lambda: list(personal_data(once * 2))) <= 2.5 * calls(lambda: list(personal_data(once)))


@pytest.mark.parametrize("word", ["资金", "专项经费", "支出", "补助", "投资", "预算"])
@pytest.mark.parametrize(
    "number", ["：13800138000", "（13800138000）", "138-0013-8000", "138 0013 8000（电话同微信）"]
)
def test_what_somebody_is_in_charge_of_makes_no_sum_of_a_telephone(word, number):
    assert any(personal_data(f"李四管{word}{number}，王五管文书。"))


@pytest.mark.parametrize(
    "text", ["专项资金13800138000元", "支出合计13800138000", "支出: 13800138000", "投资￥13800138000"]
)
def test_a_sum_with_its_unit_or_in_a_cell_is_none(text):
    assert not any(personal_data(text))
