"""Chinese numerals: read back as spelt, and only before what is counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.numbers.numerals import in_digits, numeral, spelt


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", 0),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("九十五", 95),
        ("一百零五", 105),
        ("一百一十", 110),
        ("两千零五", 2005),
        ("一千零五十", 1050),
        ("一万", 10_000),
        ("十万", 100_000),
        ("一万零三百", 10_300),
        ("三亿零二", 300_000_002),
        ("一亿零一千", 100_001_000),
        # Words that are none, or can be read twice
        ("", None),
        ("三百五", None),
        ("二〇二〇", None),
        ("一二", None),
        ("十十", None),
        ("零十", None),
        ("百", None),
        ("一万亿", None),
        ("三十人", None),
    ],
)
def test_a_numeral(text, value):
    assert numeral(text) == value


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_every_number_is_read_as_it_is_spelt(value):
    assert numeral(spelt(value)) == value


@given(st.text(alphabet="零〇一二两三九十百千万亿", max_size=8))
def test_what_is_read_is_spelt_so(text):
    value = numeral(text)
    if value is not None:
        plain = text.replace("两", "二").replace("〇", "零")
        assert spelt(value) == ("一" + plain if plain.startswith("十") else plain)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("不少于两次", "不少于2次"),
        ("三十人", "30人"),
        ("十二场以上", "12场以上"),
        ("百分之九十五", "95%"),
        ("百分之九十五点五以上", "95.5%以上"),
        ("共五千元。", "共5000元。"),
        ("一次性补助", "一次性补助"),
        ("第三次", "第三次"),
        ("二级以上", "二级以上"),
        ("一个方面", "一个方面"),
        ("3万元", "3万元"),
        ("二〇二〇年", "二〇二〇年"),
        ("三农工作", "三农工作"),
    ],
)
def test_counts_and_percentages_in_digits(text, written):
    assert in_digits(text) == written
