"""What the names of a formula are counted in, in the column and line at hand.

Knows what the form says of fields, columns and lines. Must not know numbers, nor what is done with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.model.forms.form import Form
from sitegen.model.forms.formula import LineRange, Reference
from sitegen.model.forms.spec import ValueSpec, ValueType
from sitegen.model.forms.table import Column, Line, Table
from sitegen.model.formulas.binding import LineTarget, lines_between, resolve, target_spec
from sitegen.model.formulas.measures import Measure, UnitsDoNotFit, measure_of, words
from sitegen.numbers.figures import unit_kind


@dataclass(frozen=True, slots=True)
class Names:
    """The names in a formula of `table` (None: of a section)."""

    form: Form
    table: Table | None
    column: Column | None
    line: Line | None

    def is_measured(self, reference: Reference) -> bool:
        """Whether it is a target or a result."""
        return self._spec(reference).type is ValueType.MEASURE

    def _spec(self, reference: Reference) -> ValueSpec:
        target = resolve(self.form, self.table, reference)
        assert target is not None, "names are looked up before units"
        spec = target_spec(target, self.column, self.line)
        if not spec.numeric and spec.type is not ValueType.MEASURE:
            line = "这一行" if isinstance(target, LineTarget) else ""
            raise UnitsDoNotFit(f"“{reference}”{line}不是数字", reference)
        return spec

    def measure(self, reference: Reference) -> Measure | None:
        """What it is counted in; None for a target or a result, which fits anything."""
        spec = self._spec(reference)
        return None if spec.type is ValueType.MEASURE else measure_of(spec.unit)

    def measure_of_range(self, lines: LineRange) -> Measure | None:
        """The same of what its lines add up to."""
        first, last = (resolve(self.form, self.table, end) for end in (lines.first, lines.last))
        between = (
            lines_between(first, last)
            if isinstance(first, LineTarget) and isinstance(last, LineTarget)
            else None
        )
        if not between or not isinstance(first, LineTarget):
            raise UnitsDoNotFit(f"“{words(lines)}”不是同一张表中从上到下的若干行", lines.first)
        units = dict(self._units_of(first.table, between))
        name, unit = next(iter(units.items()), ("", ""))
        odd = next((each for each in units if unit_kind(units[each]) != unit_kind(unit)), None)
        if odd is not None:
            message = f"“{words(lines)}”里“{odd}”的单位是{units[odd] or '空的'}，与“{name}”（{unit}）不能相加"
            raise UnitsDoNotFit(message, lines.first)
        return measure_of(unit) if units else None

    def _units_of(self, table: Table, lines: tuple[Line, ...]) -> Iterator[tuple[str, str]]:
        """The name and unit of each of `lines` that has a unit of its own."""
        for line in lines:
            spec = target_spec(LineTarget(table, line), self.column)
            if spec.type is ValueType.MEASURE:
                continue
            if not spec.numeric:
                raise UnitsDoNotFit(f"“{line.name}”这一行不是数字", Reference((line.name,)))
            yield line.name, spec.unit
