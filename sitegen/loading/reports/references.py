"""What a report may refer to: forms, departments, types of attachments; and what its head means by a name.

Knows ids, and names that are written in their place. Must not know the rest of a report.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping as Map
from dataclasses import dataclass
from typing import TypeVar

from sitegen.diagnostics import Diagnostic, quoted
from sitegen.loading.decode import nearest
from sitegen.loading.rules.reports import UNKNOWN_FORM
from sitegen.model.forms.form import Form
from sitegen.model.reports.report import Department
from sitegen.model.site import SiteDefinition
from sitegen.publishable import types
from sitegen.reading.yaml.nodes import Mapping, Scalar

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Known:
    """What a report may refer to."""

    forms: Map[str, Form]
    departments: Map[str, Department]
    unusable: Collection[str] = ()
    """Ids of forms that have faults of their own, which are told elsewhere."""
    attachable: Collection[str] = types()
    """Types of files that texts may link to."""

    @classmethod
    def of(cls, definition: SiteDefinition) -> Known:
        """What the reports of a site may refer to."""
        return cls(
            definition.forms, definition.departments, definition.unusable, types(definition.config.attachable)
        )


def looked_up(
    head: Mapping, what: str, known: Map[str, Found], names: Map[str, str], unusable: Collection[str] = ()
) -> tuple[Found | None, tuple[Diagnostic, ...]]:
    """What the head's `what` refers to among `known`; a missing name is reported by the models, and what
    is wrong with an `unusable` one where it is. `names` says which id somebody means who writes a name in
    its place.
    """
    node = head.get(what)
    if isinstance(node, Scalar) and node.text in unusable:
        return None, ()
    if not isinstance(node, Scalar) or node.text in known:
        return (known[node.text] if isinstance(node, Scalar) else None), ()
    message = f"没有编号为{quoted(node.text)}的{what}。"
    meant = names.get(_unquoted(node.text))
    if meant is not None:
        message += f"{quoted(node.text)}是{what}的名称，编号是“{meant}”。"
        remedy = f"写成“{what}: {meant}”。"
    else:
        message += nearest(node.text, known) or nearest(node.text, names)
        remedy = _LISTED[what]
    return None, (UNKNOWN_FORM.found(node.span.place, message, remedy=remedy),)


_LISTED = {
    "表单": "用 sitegen forms list 查看全部表单，改成其中一个的编号。",
    "部门": "改成 content/departments.yaml 里的编号；新部门先写进去。",
}


def called(departments: Map[str, Department]) -> dict[str, str]:
    """The ids of `departments` by names that only one of them has."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for each in departments.values():
        for name in {each.name, each.short_name} - {""}:
            shared |= {name} & found.keys()
            found[name] = each.id
    return {name: each for name, each in found.items() if name not in shared}


def _unquoted(text: str) -> str:
    return text.strip().strip("“”\"'‘’《》").strip()
