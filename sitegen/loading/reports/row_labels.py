"""The labels of rows: how they become keys, and which rows they make of a list of institutions or items.

Knows ordinals, totals and names that stand twice. Must not know cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from sitegen import lazy_re as re
from sitegen.model.forms.table import InstitutionRows
from sitegen.model.reports.table_data import Row, RowKind
from sitegen.reading.yaml.nodes import Mapping, Node

ORDINAL = (
    r"(?:[一二三四五六七八九十百]+、|[(（][一二三四五六七八九十百]+[)）]|[(（]?\d+[)）]|\d+、|\d+[.．](?!\d)"
    r"|[①-⑳]|其中[:：]|(?:指标|目标|任务)\d+[:：])"
)
"""What may stand before the name of a row and is no part of it."""
_ORDINAL = re.compile(rf"^{ORDINAL}\s*")


def row_key(label: str) -> str:
    """`label` without leading ordinals (1、 一、 （一） ① 指标1： 其中：) and final ；or 。"""
    key = label.strip()
    while (shorter := _ORDINAL.sub("", key)) != key and shorter:
        key = shorter
    return key.rstrip("；;。").strip() or label.strip()


Written = tuple[Row, Node | None]
"""A row and what the report gives for it."""


def institutions(rows: InstitutionRows, node: Mapping) -> Iterator[Written]:
    """The first or last of several is the total; a single institution has none."""
    last = len(node.entries) - 1
    total = {"首行": 0, "末行": last}.get(rows.total) if last > 0 else None
    for index, entry in enumerate(node.entries):
        kind = RowKind.TOTAL if index == total else RowKind.INSTITUTION
        yield Row(row_key(entry.key.text), entry.key.text.strip(), kind, entry.key.span), entry.value


def told_apart(rows: list[Written]) -> list[Written]:
    """`rows` where items of the same name in different groups have their group before the name."""
    times = Counter(row.key for row, _ in rows)
    return [
        (replace(row, key=f"{row.groups[-1]}/{row.key}"), value)
        if times[row.key] > 1 and row.groups and row.kind is RowKind.ITEM
        else (row, value)
        for row, value in rows
    ]
