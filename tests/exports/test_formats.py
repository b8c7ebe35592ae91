"""The list of formats, which everything that deals with data files goes by."""

from __future__ import annotations

import mimetypes

from sitegen.exports.formats import EXPORTS, export_of
from sitegen.publishable import DATA_TYPES


def test_nothing_else_may_have_the_name_of_an_export():
    assert {export.suffix for export in EXPORTS} | {"pdf"} == set(DATA_TYPES)


def test_programs_are_told_the_type_that_they_expect_of_the_name():
    for export in EXPORTS:
        assert export_of(f"data/facts-2025.{export.suffix}") is export
        assert export.media_type == mimetypes.guess_type(f"report.{export.suffix}")[0]
