"""Addresses of facts, and patterns over them, in words that a reader understands.

Knows `表.列[行]` and `字段`. Must not know pages.
"""

from __future__ import annotations

from sitegen import lazy_re as re
from sitegen.model.forms.form import Form

_ADDRESS = re.compile(r"(?P<item>[^.\[]+)(?:\.(?P<column>[^\[]+))?(?:\[(?P<row>.*)\])?", re.DOTALL)


def in_words(form: Form, address: str) -> str:
    """`支出.人员支出[科技馆]` as `支出：科技馆，人员支出`; `*` as 各列, 各行 or the whole table."""
    if address in form.fields:  # the heading of a text may look like anything
        return form.fields[address].label or address
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return address
    item, column, row = match["item"], match["column"], match["row"]
    table = form.tables.get(item)
    if table is None:
        return address
    if column in (None, "*") and row in (None, "*"):
        return table.caption
    found = table.column(column) if column is not None else None
    column_words = "各列" if column == "*" else found.label if found is not None else column or ""
    row_words = "各行" if row == "*" else row or ""
    return f"{table.caption}：{'，'.join(filter(None, (row_words, column_words)))}"


def item_of(address: str) -> str:
    """The table or field that `address` belongs to."""
    match = _ADDRESS.fullmatch(address)
    return match["item"] if match is not None else address
