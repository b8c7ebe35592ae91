"""Tables without formulas, of random figures whose sums, shares and balances agree: silent; with one figure changed, it is named.

The figures are of several provinces' layouts: funds by source, assets by their changes, costs by year.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from random import Random

import pytest

from tests.site_tools import check

SEEDS = range(12)
CENT = Decimal("0.01")
Row = dict[str, Decimal]
FORM = """\
表单: demo
名称: 演示表
单位: 万元
小数: 2
部分:
  一、情况:
    内容:
      资金:
        类型: 表格
        标识: funds
        标题: 资金来源
        行: {清单: 项目}
        列:
          中央资金: {标识: central}
          省级资金: {标识: province}
          市县资金: {标识: local}
          资金合计: {标识: sum}
      资产:
        类型: 表格
        标识: assets
        标题: 资产变动
        行: {清单: 类别}
        列:
          年初数: {标识: opening}
          本年增加: {标识: up}
          本年减少: {标识: down}
          年末数: {标识: closing}
      费用:
        类型: 表格
        标识: costs
        标题: 机关运行经费
        行:
          项目: 项目
          固定行:
            办公费: {标识: office}
            差旅费: {标识: travel}
            会议费: {标识: meeting}
            费用合计: {标识: all}
        列:
          第一季度: {标识: q1}
          第二季度: {标识: q2}
          第三季度: {标识: q3}
          第四季度: {标识: q4}
"""
NAMES = "甲乙丙丁戊己庚辛"


def amount(random: Random, low: int = 10_000, high: int = 999_999) -> Decimal:
    return Decimal(random.randint(low, high)) / 100


def funds(random: Random) -> dict[str, Row]:
    rows = {}
    for name in NAMES[: random.randint(5, 8)]:
        parts = {each: amount(random) for each in ("中央资金", "省级资金", "市县资金")}
        rows[name] = parts | {"资金合计": sum(parts.values(), Decimal(0))}
    return rows


def assets(random: Random) -> dict[str, Row]:
    rows = {}
    for name in NAMES[: random.randint(5, 8)]:
        opening, up, down = amount(random, 500_000), amount(random), amount(random, 10_000, 400_000)
        rows[name] = {"年初数": opening, "本年增加": up, "本年减少": down, "年末数": opening + up - down}
    return rows


def costs(random: Random) -> dict[str, Row]:
    quarters = ("第一季度", "第二季度", "第三季度", "第四季度")
    rows = {name: {each: amount(random) for each in quarters} for name in ("办公费", "差旅费", "会议费")}
    total = {each: sum((row[each] for row in rows.values()), Decimal(0)) for each in quarters}
    return rows | {"费用合计": total}


TABLES: Mapping[str, Callable[[Random], dict[str, Row]]] = {"资金": funds, "资产": assets, "费用": costs}


def written(table: str, rows: Mapping[str, Row]) -> str:
    lines = [
        f"  {name}: {{{', '.join(f'{column}: {value:.2f}' for column, value in row.items())}}}\n"
        for name, row in rows.items()
    ]
    return f"{table}:\n{''.join(lines)}"


def changed(random: Random, rows: dict[str, Row]) -> tuple[str, str, dict[str, Row]]:
    """One figure a digit off: its row, its column, and all rows."""
    name, column = random.choice([(name, column) for name, row in rows.items() for column in row])
    value = rows[name][column]
    wrong = (value + random.choice((90, 900)) + value * Decimal("0.1")).quantize(CENT, ROUND_HALF_UP)
    return name, column, rows | {name: rows[name] | {column: wrong}}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What SUM107 says of each department's report: addresses by its name, and which figure was changed."""
    root = tmp_path_factory.mktemp("implied")
    content = root / "content"
    (content / "forms").mkdir(parents=True)
    (content / "forms/demo.yaml").write_text(FORM, encoding="utf-8")
    (content / "site.yaml").write_text("名称: 测试站\n主办单位: 测试\n", encoding="utf-8")
    changes: dict[str, tuple[str, str]] = {}
    names = []
    for table, seed in product(TABLES, SEEDS):
        random = Random(f"{table} {seed}")
        rows = TABLES[table](random)
        at = list(TABLES).index(table)
        row, column, wrong = changed(random, rows)
        for kind, told in (("right", rows), ("wrong", wrong)):
            name = f"{kind}{at}-{seed}"
            names.append(name)
            report = content / f"reports/2020/{name}"
            report.mkdir(parents=True)
            head = f"表单: demo\n部门: {name}\n年度: 2020\n"
            (report / "report.yaml").write_text(head + written(table, told), encoding="utf-8")
        changes[f"wrong{at}-{seed}"] = row, column
    departments = "".join(f"{name}:\n  名称: {name}局\n" for name in names)
    (content / "departments.yaml").write_text(departments, encoding="utf-8")
    diagnostics = [each for each in check(root).diagnostics if each.code == "SUM107"]
    told = {name: [each for each in diagnostics if f"/{name}/" in each.place.file] for name in names}
    return told, changes


def test_tables_whose_figures_agree_are_silent(found):
    told, changes = found
    for name in told:
        assert name in changes or not told[name], told[name]


def test_a_changed_figure_is_named_with_what_it_breaks(found):
    told, changes = found
    for name, (row, column) in changes.items():
        assert len(told[name]) == 1, (name, row, column)
        named = {told[name][0].fact, *(each.fact for each in told[name][0].related)}
        assert any(each.endswith(f".{column}[{row}]") for each in named if each), (name, row, column, named)
