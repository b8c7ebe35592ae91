"""Numbered lists are printed with the numbers of the text."""

from __future__ import annotations

import re

import pymupdf
import pytest

from tests.printing.jobs import job

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pdf")]


def test_lists_and_items_keep_their_numbers(printed):
    body = '<ol start="3"><li>甲</li><li value="9">乙<ol><li>里</li><li value="7">里</li></ol></li><li>丙</li></ol>'
    with pymupdf.open(stream=printed(job(body)).data) as opened:
        text = "".join(page.get_text() for page in opened)
    assert sorted(map(int, re.findall(r"(\d+)\.", text))) == [1, 3, 7, 9, 10]
