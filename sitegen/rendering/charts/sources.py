"""Which table a chart is drawn from.

Knows where forms print their tables. Must not know charts.
"""

from __future__ import annotations

from sitegen.model.forms.form import Form
from sitegen.model.forms.table import Table, TwoSided
from sitegen.rendering.charts.views import NO_SOURCE, Source


def source_of(form: Form, table: Table | None) -> Source:
    """Where the figures of `table` are printed: a side of a two-sided table lies in the whole."""
    if table is None:
        return NO_SOURCE
    for section in form.sections:
        for item in section.items:
            if isinstance(item, TwoSided) and table in (item.left, item.right):
                return Source(item.caption, f"#t-{item.id}")
    return Source(table.caption, f"#t-{table.id}")
