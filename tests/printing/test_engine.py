"""What is replaced inside WeasyPrint, as it is there: a version that calls it otherwise is not let in unseen."""

from __future__ import annotations

import inspect
import tomllib
from pathlib import Path

import pytest
import weasyprint.pdf
from packaging.requirements import Requirement
from weasyprint import css
from weasyprint.layout import block
from weasyprint.pdf import fonts

from sitegen.printing.engine import own_parts, quick_styles, repeated_spans
from sitegen.printing.subsets import Library

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))

REPLACED = {
    (weasyprint.pdf, "add_tags"): "pdf document pdf_version page_streams",
    (fonts.Font, "subset"): "self to_unicode hinting",
    (fonts, "get_hb_object_data"): "hb_object ot_color glyph",
    (block, "table_layout"): (
        "context table bottom_space skip_stack containing_block page_is_empty absolute_boxes fixed_boxes"
    ),
    (css, "ComputedStyle"): (
        "parent_style cascaded pseudo_type root_style base_url font_config initial_page_sizes"
    ),
    (css, "AnonymousStyle"): "parent_style",
}
"""Where each part is found by those that call it → its parameters."""


@pytest.mark.parametrize(("where", "name"), REPLACED, ids=lambda each: getattr(each, "__name__", each))
def test_what_is_replaced_is_called_as_we_know_it(where, name):
    assert list(inspect.signature(getattr(where, name)).parameters) == REPLACED[where, name].split()


def test_nothing_else_is_replaced_and_everything_is_put_back():
    modules = {where for where, _ in REPLACED}
    before = {where: dict(vars(where)) for where in modules}
    with quick_styles(), repeated_spans(), own_parts(None, Library()):
        changed = {
            (where, name)
            for where in modules
            for name, value in vars(where).items()
            if before[where].get(name) is not value
        }
    assert changed == set(REPLACED)
    assert {where: dict(vars(where)) for where in modules} == before


@pytest.mark.parametrize("package", ["weasyprint", "pydyf"])
def test_the_next_version_is_let_in_by_somebody_who_has_looked(package):
    (needed,) = (
        each for line in PROJECT["project"]["dependencies"] if (each := Requirement(line)).name == package
    )
    assert any(each.operator == "<" for each in needed.specifier)
