"""Identities on random tables: consistent figures pass, a moved figure is found or told wherever
an identity contains it.

Each table goes in as a file and through loading, so that what is proved holds for real reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.checks.settings import Settings
from sitegen.loading.reports.files import load_report
from sitegen.loading.reports.references import Known
from sitegen.model.results.outcome import Outcome, Result, Verdict
from tests.site_tools import TODAY, check, minimal
from tests.whole_site import check_site

FORM = """\
表单: demo
名称: 演示表
单位: 万元
小数: 2
部分:
  一、支出:
    内容:
      支出:
        类型: 表格
        标识: expenditure
        标题: 支出情况
        行: {机构: 机构名称, 合计: 首行}
        列:
          支出合计: {标识: total}
          基本支出: {标识: basic}
          人员支出: {标识: staff}
          公用支出: {标识: office}
          项目支出: {标识: project}
        校验:
          - 支出合计 = 基本支出 + 项目支出
          - 基本支出 = 人员支出 + 公用支出
"""
HEAD = "表单: demo\n部门: ju\n年度: 2020\n"
COLUMNS = ("支出合计", "基本支出", "人员支出", "公用支出", "项目支出")
CENT = Decimal("0.01")

Cells = dict[tuple[str, str], Decimal]
"""Row and column to figure."""

Checker = Callable[[Cells], Verdict]


def table(parts: Iterable[tuple[Decimal, Decimal, Decimal]]) -> Cells:
    """A table whose sums are right; `parts` gives 人员, 公用 and 项目 of each institution."""
    rows = {f"单位{index}": each for index, each in enumerate(parts)}
    rows = {"合计": tuple(map(sum, zip(*rows.values(), strict=True)))} | rows
    cells: Cells = {}
    for row, (staff, office, project) in rows.items():
        figures = (staff + office + project, staff + office, staff, office, project)
        for column, figure in zip(COLUMNS, figures, strict=True):
            cells[row, column] = figure
    return cells


def written(cells: Cells) -> str:
    """`cells` as report.yaml."""
    rows: dict[str, list[str]] = {}
    for (row, column), figure in cells.items():
        rows.setdefault(row, []).append(f"{column}: {figure:f}")
    return HEAD + "支出:\n" + "".join(f"  {row}: {{{', '.join(figures)}}}\n" for row, figures in rows.items())


def address(cell: tuple[str, str]) -> str:
    row, column = cell
    return f"支出.{column}[{row}]"


@pytest.fixture(scope="module")
def verdict_on(tmp_path_factory) -> Checker:
    """Checks a table in 万元 with two decimals."""
    return checker(tmp_path_factory.mktemp("site"), FORM)


@pytest.fixture(scope="module")
def verdict_on_yuan(tmp_path_factory) -> Checker:
    """Checks a table in 元."""
    return checker(tmp_path_factory.mktemp("yuan"), FORM.replace("单位: 万元", "单位: 元"))


@pytest.fixture(scope="module")
def verdict_with_zeros_rounded(tmp_path_factory) -> Checker:
    """Checks a table in 万元 whose form says that small amounts are printed as 0."""
    return checker(tmp_path_factory.mktemp("zeros"), FORM.replace("小数: 2", "小数: [2, 小额记0]"))


def checker(folder: Path, form: str) -> Checker:
    """Writes a table into the report of a site whose form is loaded once, and checks it."""
    root = minimal(folder, form, HEAD)
    site = check(root).site
    path = root / "content/reports/2020/ju/report.yaml"

    def judged(cells: Cells) -> Verdict:
        path.write_text(written(cells), encoding="utf-8")
        report, found = load_report(path, root, Known(site.forms, site.departments))
        assert report is not None
        assert found == ()
        (verdict,) = check_site(replace(site, reports=(report,)), found, TODAY, Settings())
        return verdict

    return judged


def equalities(verdict: Verdict) -> list[Outcome]:
    """What the rules on equalities said, rounding differences included."""
    return [each for each in verdict.outcomes if each.code in ("SUM101", "SUM103")]


def figures(places: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(0, 10**6, places=places, allow_nan=False)


def amounts() -> st.SearchStrategy[Decimal]:
    """True amounts in 万元, to the 分: none, or what does not vanish when it is rounded."""
    return figures(6).filter(lambda amount: amount == 0 or amount >= CENT / 2)


def institutions(places: int) -> st.SearchStrategy[list[tuple[Decimal, Decimal, Decimal]]]:
    """Two to five: a single institution has no total row."""
    return st.lists(st.tuples(*[figures(places)] * 3), min_size=2, max_size=5)


@settings(max_examples=60, deadline=None)
@given(parts=institutions(places=2))
def test_figures_that_add_up_have_no_findings(verdict_on, parts):
    cells = table(parts)
    verdict = verdict_on(cells)
    assert verdict.diagnostics == ()
    # Two identities a row, and the total of each column.
    assert len(equalities(verdict)) == 2 * (len(parts) + 1) + len(COLUMNS)
    assert {each.result for each in equalities(verdict)} == {Result.PASS}


@settings(max_examples=60, deadline=None)
@given(parts=st.lists(st.tuples(*[amounts()] * 3), min_size=2, max_size=5))
def test_figures_that_were_rounded_one_by_one_are_no_error(verdict_on, parts):
    verdict = verdict_on(rounded(table(parts)))
    assert {each.code for each in verdict.diagnostics} <= {"SUM103"}
    assert {each.result for each in equalities(verdict)} == {Result.PASS}


@settings(max_examples=60, deadline=None)
@given(
    parts=st.lists(
        st.tuples(*[st.one_of(figures(6), st.decimals(0, 1, places=6))] * 3), min_size=2, max_size=5
    )
)
def test_small_amounts_may_become_0_where_the_form_says_so(verdict_with_zeros_rounded, parts):
    verdict = verdict_with_zeros_rounded(rounded(table(parts)))
    assert {each.code for each in verdict.diagnostics} <= {"SUM103"}


def rounded(cells: Cells) -> Cells:
    """`cells` as they are published."""
    return {cell: figure.quantize(CENT, ROUND_HALF_UP) for cell, figure in cells.items()}


@settings(max_examples=120, deadline=None)
@given(
    parts=institutions(places=2),
    data=st.data(),
    cents=st.one_of(st.integers(-6, -1), st.integers(1, 6), st.integers(7, 10**6)),
)
def test_a_moved_figure_is_found_or_told_in_exactly_the_identities_that_contain_it(
    verdict_on, parts, data, cents
):
    cells = table(parts)
    moved = data.draw(st.sampled_from(sorted(cells)))
    cells[moved] += cents * CENT
    figure = {address(cell): amount for cell, amount in cells.items()}

    outcomes = equalities(verdict_on(cells))
    containing = {each.statement: each for each in outcomes if address(moved) in each.facts}
    # Its row's and its column's; 基本支出 is a part of one identity and the total of another.
    assert len(containing) == (3 if moved[1] == "基本支出" else 2)

    # Every figure but 0 stands for half a cent more or less, and three of them can make up for it.
    terms = {
        statement: sum(figure[fact] != 0 for fact in each.facts) for statement, each in containing.items()
    }
    reached = {each for each in containing if terms[each] < 3 or abs(cents) > terms[each] / 2}
    failed = {each.statement for each in outcomes if each.result is Result.FAIL}
    assert failed == reached
    told = {each.statement: each.diagnostic.message for each in outcomes if each.code == "SUM103"}
    assert set(told) == set(containing) - reached
    assert all(
        f"相差 {abs(cents)} 个末位单位（{abs(cents) * CENT} 万元）" in message for message in told.values()
    )


@settings(max_examples=80, deadline=None)
@given(parts=institutions(places=2), data=st.data(), fen=st.sampled_from((-1, 1)))
def test_in_yuan_one_fen_is_an_error(verdict_on_yuan, parts, data, fen):
    cells = table(parts)
    assert verdict_on_yuan(cells).diagnostics == ()
    moved = data.draw(st.sampled_from(sorted(cells)))
    cells[moved] += fen * CENT
    outcomes = equalities(verdict_on_yuan(cells))
    assert {each.code for each in outcomes} == {"SUM101"}
    failed = {each.statement for each in outcomes if each.result is Result.FAIL}
    assert failed == {each.statement for each in outcomes if address(moved) in each.facts}


@settings(max_examples=40, deadline=None)
@given(parts=institutions(places=2), data=st.data())
def test_a_blank_total_is_named_where_it_is_missing(verdict_on, parts, data):
    cells = table(parts)
    cell = data.draw(st.sampled_from([cell for cell in sorted(cells) if cell[1] == "支出合计"]))
    due = cells.pop(cell)
    blank = [each for each in verdict_on(cells).diagnostics if each.code == "SUM102"]
    assert {each.fact for each in blank} == ({address(cell)} if due else set())
