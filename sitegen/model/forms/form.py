"""A form: sections, fields, tables, identities, scoring.

Knows what any form can consist of, never which forms exist. Must not know YAML or HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from sitegen.model.forms.formula import Identity, Reference
from sitegen.model.forms.spec import ValueSpec
from sitegen.model.forms.table import Role, Table, TwoSided


@dataclass(frozen=True, slots=True)
class Field:
    """A single value or text with a name of its own. `id` is ASCII, for URLs and exports."""

    name: str
    id: str
    label: str
    spec: ValueSpec
    aliases: tuple[str, ...] = ()
    """Other names that narrative calls it by (公用经费 for 公用支出)."""
    role: Role | None = None
    """What it means where marks, amounts or reasons stand outside tables."""
    marks: Decimal | None = None
    """Full marks of a score that the form fixes."""
    own_headings: bool = False
    """Whether the headings of this text are the report's own, any number of them. The text of each is a field of the
    report's form, and says so too.
    """


Item = Field | Table | TwoSided


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a form under one heading."""

    title: str
    items: tuple[Item, ...]
    identities: tuple[Identity, ...] = ()


@dataclass(frozen=True, slots=True)
class Scoring:
    """How a form is scored.

    `total` and `grade` are names of fields, `full` the full marks, `grades` pairs of grade and
    least total, best first. `weights` are the marks that a top group of indicators must share
    (empty: the form does not say).
    """

    full: Decimal = Decimal(100)
    total: str = ""
    grade: str = ""
    grades: tuple[tuple[str, Decimal], ...] = ()
    weights: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What must accompany the figures of a form.

    `days`: within how many days after approval a report must be public (None: the form does not
    say). `signatures`: fields to be signed. `goals`: pairs of narrative fields, a goal and its
    result. `change_notes`: narrative field → concepts whose change from year to year it explains.
    `threshold`: the change, as a part of last year's figure, from which it must be explained.
    """

    days: int | None = None
    signatures: tuple[str, ...] = ()
    goals: tuple[tuple[str, str], ...] = ()
    change_notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    threshold: Decimal = Decimal("0.3")


@dataclass(frozen=True, eq=False)
class Form:
    """A form as data, equal to itself alone, so that what follows from it can be kept. `title` is its name; `heading` the title of a report, with `{部门}` and
    `{年度}` in it. `first_year` and `last_year` bound the years it is valid for (None: open).

    `concepts` names figures by what they mean on whatever form (支出合计 → 支出.支出合计): two reports
    of a department and year must agree on them. `parts` are figures contained in a concept of
    another report, as a project's spending is in the department's.
    """

    id: str
    title: str
    heading: str
    jurisdiction: str
    sections: tuple[Section, ...]
    first_year: int | None = None
    last_year: int | None = None
    unit: str = ""
    source: str = ""
    extends: str = ""
    scoring: Scoring | None = None
    concepts: Mapping[str, Reference] = field(default_factory=dict)
    parts: Mapping[str, Reference] = field(default_factory=dict)
    disclosure: Disclosure = Disclosure()
    path: str = ""
    digest: str = field(default="", compare=False)
    editions: Mapping[str, Form] = field(default_factory=dict)
    """Where the report chooses the unit of its amounts: the form in each of them, and under "" in all
    of them, for those who read about the form. The form itself is in the first.
    """

    general: Form | None = None
    """Of the form as the report of one year uses it: the form in words for any year."""

    @property
    def units(self) -> tuple[str, ...]:
        """The units that a report may choose from; none where the form says it."""
        return tuple(filter(None, self.editions))

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Every field by name."""
        return {item.name: item for item in self._items() if isinstance(item, Field)}

    @cached_property
    def tables(self) -> dict[str, Table]:
        """Every table by name; a two-sided table counts as its two sides."""
        found: dict[str, Table] = {}
        for item in self._items():
            if isinstance(item, Table):
                found[item.name] = item
            elif isinstance(item, TwoSided):
                found[item.left.name] = item.left
                found[item.right.name] = item.right
        return found

    @cached_property
    def identities(self) -> tuple[tuple[Table | None, Identity], ...]:
        """Every identity with the table it belongs to (None: to a section)."""
        found: list[tuple[Table | None, Identity]] = []
        for table in self.tables.values():
            found += [(table, identity) for identity in table.identities]
        for section in self.sections:
            found += [(None, identity) for identity in section.identities]
        return tuple(found)

    @cached_property
    def conditions(self) -> tuple[tuple[Table | None, Identity], ...]:
        """Every condition under which something must be filled, with the table it belongs to."""
        found: list[tuple[Table | None, Identity]] = [
            (None, each.spec.condition) for each in self.fields.values() if each.spec.condition is not None
        ]
        for table in self.tables.values():
            own = [column.spec.condition for column in table.leaves]
            own += [line.keys.condition for line in table.lines.values() if line.keys is not None]
            found += [(table, condition) for condition in own if condition is not None]
        return tuple(found)

    def _items(self) -> Iterator[Item]:
        for section in self.sections:
            yield from section.items
