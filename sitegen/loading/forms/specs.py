"""The keys of a form file that say what a single value may be to a `ValueSpec`.

Knows types, units, 小数 and 必填, and what may not stand together among them. Must not know fields, tables or sections.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.diagnostics import Diagnostic
from sitegen.loading.form_file import LineFile
from sitegen.loading.form_value_keys import ConditionFile, ValueKeys
from sitegen.loading.forms.identities import parse_condition
from sitegen.loading.rules.forms import BAD_FORM, UNIT_MISSING
from sitegen.model.forms.formula import Identity
from sitegen.model.forms.spec import USUAL_UNITS, LineKeys, Precision, ValueSpec, ValueType
from sitegen.numbers.intervals import Rounding
from sitegen.reading.yaml.nodes import Node, child

SMALL_AS_ZERO = "小额记0"
"""The word under 小数 that says that small amounts are printed as 0."""


@dataclass(frozen=True, slots=True)
class _Need:
    """必填 as written: always, under a condition, or not in every cell."""

    required: bool = False
    condition: Identity | None = None
    not_all_blank: bool = False


class Specs:
    """Makes specifications of fields, columns and lines; what is wrong joins `problems`."""

    def __init__(self, problems: list[Diagnostic]) -> None:
        self._problems = problems

    def line_keys(self, written: LineFile, node: Node | None) -> LineKeys | None:
        """What a line says itself; what it does not say is as its columns say."""
        need, kind, precision = self._need(written, node), written.type, written.precision
        if kind is ValueType.CHOICE and not written.choices:
            complain(self._problems, node, "选项类的行要用“选项”列出各种写法。")
        keys = LineKeys(
            type=kind,
            unit=written.unit or None,
            precision=None if precision is None else self.precision(precision, kind or ValueType.MONEY, node),
            required=None if need is None else need.required,
            negative=written.negative,
            choices=None if written.choices is None else tuple(written.choices),
            hint=written.hint,
            condition=None if need is None else need.condition,
            not_all_blank=need is not None and need.not_all_blank,
        )
        return None if keys == LineKeys() else keys

    def spec(
        self,
        written: ValueKeys,
        kind: ValueType,
        unit: str,
        precision: list[str] | None,
        node: Node | None,
    ) -> ValueSpec:
        """What a field or column of this `kind` may hold; amounts are in `unit` and to `precision` unless it says."""
        if kind is ValueType.MONEY:
            own_unit = written.unit or unit
            words = written.precision or precision or []
        else:
            own_unit = written.unit or USUAL_UNITS.get(kind, "")
            words = written.precision or []
        if kind is ValueType.MONEY and not own_unit and node is not None:
            self._problems.append(UNIT_MISSING.found(node.span.place, "这里是金额，却没有单位。"))
        if kind is ValueType.CHOICE and not written.choices:
            complain(self._problems, node, "选项类的字段要用“选项”列出各种写法。")
        need = self._need(written, node) or _Need()
        return ValueSpec(
            type=kind,
            unit=own_unit,
            precision=self.precision(words, kind, node),
            required=need.required,
            negative=bool(written.negative),
            choices=tuple(written.choices or ()),
            hint=written.hint or "",
            condition=need.condition,
            not_all_blank=need.not_all_blank,
        )

    def _need(self, written: ValueKeys, node: Node | None) -> _Need | None:
        """What 必填 says; None where it is not written."""
        match written.required:
            case None:
                return None
            case ConditionFile() as under:
                condition, problem = parse_condition(under, child(node, "必填"))
                self._problems += [] if problem is None else [problem]
                return _Need(condition=condition)
            case bool() as required:
                return _Need(required)
            case _:
                return _Need(not_all_blank=True)

    def precision(self, words: list[str], kind: ValueType, node: Node | None) -> Precision:
        """What the `words` under 小数 say of figures of this `kind`."""
        numbers = [int(word) for word in words if word.isascii() and word.isdigit() and int(word) <= 12]
        exact = "精确" in words or kind is ValueType.COUNT
        zero_rounded = SMALL_AS_ZERO in words
        if len(numbers) + ("精确" in words) + zero_rounded != len(words) or len(numbers) > 2:
            complain(
                self._problems,
                node,
                f"“小数”的写法不对：{'、'.join(words)}。可写 2、[1, 2]、精确、[精确, 2] 或 [2, {SMALL_AS_ZERO}]。",
            )
            return Precision()
        if exact and zero_rounded:
            complain(
                self._problems, node, f"“小数”里“精确”和“{SMALL_AS_ZERO}”不能同时写：精确的 0 就是没有。"
            )
            return Precision()
        rounding = Rounding.EXACT if exact else Rounding.NEAREST
        if kind is ValueType.COUNT:
            return Precision(0, 0, rounding)
        if not numbers:
            return Precision(rounding=rounding, zero_rounded=zero_rounded)
        return Precision(min(numbers), max(numbers), rounding, zero_rounded)


def complain(problems: list[Diagnostic], node: Node | None, message: str) -> None:
    """Add to `problems` that the form contradicts itself at `node`, if it is written at all."""
    if node is not None:
        problems.append(BAD_FORM.found(node.span.place, message))
