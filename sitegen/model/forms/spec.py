"""What may be written in a place of a form: types, units, decimals, whether it must be filled.

Knows single places, and how a line of a table overrides its columns. Must not know fields and tables.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from sitegen.model.forms.formula import Identity
from sitegen.numbers.intervals import Rounding


class ValueType(StrEnum):
    """What a field, column or line holds. The values are the words of the form language."""

    MONEY = "金额"
    NUMBER = "数值"
    COUNT = "整数"
    PERCENT = "百分比"
    SCORE = "得分"
    MEASURE = "指标值"
    """A target or an actual value: a figure with any unit, or words."""
    NARRATIVE = "正文"
    """Markdown, a heading of narrative.md."""
    LINE = "文字"
    DATE = "日期"
    PHONE = "电话"
    PERSON = "人名"
    ORGANIZATION = "机构"
    CHOICE = "选项"


NUMERIC = frozenset({ValueType.MONEY, ValueType.NUMBER, ValueType.COUNT, ValueType.PERCENT, ValueType.SCORE})
"""Types whose values are figures, and nothing else."""

SUMMABLE = frozenset({ValueType.MONEY, ValueType.NUMBER, ValueType.COUNT})
"""Types whose values add up from the rows of a table to its total."""


@dataclass(frozen=True, slots=True)
class Precision:
    """How many decimals a value has: at least `least` however it is written (1056.5 万元 means
    1056.50), and at most `most` (None: any). In between, the figures it stands among decide. Small
    amounts may have become a 0 where `zero_rounded`; elsewhere 0 is exactly nothing.
    """

    least: int = 0
    most: int | None = None
    rounding: Rounding = Rounding.NEAREST
    zero_rounded: bool = False


USUAL_UNITS = {ValueType.PERCENT: "%", ValueType.SCORE: "分"}
"""Units of what has one whatever the form says."""


def usual_precision(kind: ValueType) -> Precision:
    """The precision of values of `kind` where a form says none: counts are exact."""
    return Precision(0, 0, Rounding.EXACT) if kind is ValueType.COUNT else Precision()


@dataclass(frozen=True, slots=True)
class ValueSpec:
    """What may be written in a place. `unit` is printed and "" where there is none."""

    type: ValueType
    unit: str = ""
    precision: Precision = Precision()
    required: bool = False
    negative: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""
    condition: Identity | None = None
    """必填 under this condition only; it may name what stands in the same row or column."""
    not_all_blank: bool = False
    """不全空: of a column, at least one of its cells is filled."""

    @property
    def numeric(self) -> bool:
        """Whether only a figure (or blank, —, 不适用) may stand here."""
        return self.type in NUMERIC


def need_in_words(spec: ValueSpec) -> str:
    """Whether something must be filled, as those who fill it read it; "" where it need not be."""
    if spec.required:
        return "必填"
    if spec.not_all_blank:
        return "这一列不能全空"
    return f"“{spec.condition.text}”时必填" if spec.condition is not None else ""


@dataclass(frozen=True, slots=True)
class LineKeys:
    """What a line says of its cells; None where the column decides."""

    type: ValueType | None = None
    unit: str | None = None
    precision: Precision | None = None
    required: bool | None = None
    negative: bool | None = None
    choices: tuple[str, ...] | None = None
    hint: str | None = None
    condition: Identity | None = None
    """With `required` False: the line decides, and this is when."""
    not_all_blank: bool = False
    """不全空: at least one cell of the line is filled."""


def overridden(spec: ValueSpec, keys: LineKeys, money: str, decimals: Precision) -> ValueSpec:
    """`spec` of a column with what a line says, key by key. Unit and decimals of one kind of value
    mean nothing for another; amounts then have those of the table, `money` and `decimals`.
    """
    kind = keys.type or spec.type
    unit, precision = spec.unit, spec.precision
    if kind is not spec.type:
        unit, precision = USUAL_UNITS.get(kind, ""), usual_precision(kind)
        if kind is ValueType.MONEY:
            unit, precision = money, decimals
    decides = keys.required is not None
    return replace(
        spec,
        type=kind,
        unit=unit if keys.unit is None else keys.unit,
        precision=precision if keys.precision is None else keys.precision,
        required=spec.required if keys.required is None else keys.required,
        negative=spec.negative if keys.negative is None else keys.negative,
        choices=spec.choices if keys.choices is None else keys.choices,
        hint=spec.hint if keys.hint is None else keys.hint,
        condition=keys.condition if decides else spec.condition,
        not_all_blank=False,  # that is said of the column, not of this cell
    )
