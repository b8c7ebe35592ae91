"""A form as a report with headings of its own uses it: each of them a text of the form.

Knows that one field of a form may leave its headings to the report. Whatever reads, prints, checks or exports texts by
the form finds these like any others, so nothing else has to know of them. Must not know files nor pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sitegen.model.forms.edition import in_general
from sitegen.model.forms.form import Field, Form, Item


def field_of(form: Form) -> Field | None:
    """The field of `form` whose headings the report chooses."""
    return next((each for each in form.fields.values() if each.own_headings), None)


def with_headings(form: Form, headings: Sequence[str]) -> Form:
    """`form` with a text for each of `headings`, in their order, in place of its field for them. The field itself is
    the text before the first heading, printed without a label, and is named in `headings` where there is one; without
    any it stays.
    """
    field = field_of(form)
    if field is None or not headings:
        return form
    sections = tuple(
        replace(each, items=tuple(_items(each.items, field, headings))) for each in form.sections
    )
    return replace(form, sections=sections, general=form.general or in_general(form))


def _items(items: Sequence[Item], field: Field, headings: Sequence[str]) -> Iterator[Item]:
    for item in items:
        if item is not field:
            yield item
            continue
        for number, heading in enumerate(headings, 1):
            if heading == field.name:
                yield replace(field, label="")
            else:
                yield replace(field, name=heading, id=f"{field.id}-{number}", label=heading)
