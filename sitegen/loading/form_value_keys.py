"""The keys of a form file that say what a single value may be, as pydantic models.

Knows names, units, decimals and 必填, as they are written. Must not know tables, nor what keys mean together.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from sitegen.loading.decode import ID_PATTERN, Spec, YesNo
from sitegen.model.forms.spec import ValueType

Name = Annotated[str, Field(pattern=r"^[^\W\d][\w·]*(（\w+）[\w·]*)*$")]
"""A name that may stand in a formula."""

Id = Annotated[str, Field(pattern=ID_PATTERN)]
"""An ASCII name in kebab case."""


def _listed(value: object) -> object:
    return value if isinstance(value, list) else [value]


PrecisionWords = Annotated[list[str], BeforeValidator(_listed)]
"""`2`, `[1, 2]`, `精确`, `[精确, 2]`, `[2, 小额记0]`."""


class UnitsFile(Spec):
    """单位 of a form whose reports choose it."""

    choices: list[str] = Field(alias="可选")


def _choice(value: object) -> object:
    return {"可选": value} if isinstance(value, list) else value


Unit = Annotated[
    Annotated[str, Tag("unit")] | Annotated[UnitsFile, Tag("choice")],
    Discriminator(lambda value: "choice" if isinstance(value, dict | UnitsFile) else "unit"),
    BeforeValidator(_choice),
]
"""`万元`; `{可选: [元, 万元]}`, or only the list."""

PrecisionByUnit = Annotated[
    Annotated[PrecisionWords, Tag("words")] | Annotated[dict[str, PrecisionWords], Tag("units")],
    Discriminator(lambda value: "units" if isinstance(value, dict) else "words"),
]
"""小数 of a form; for each unit where the report chooses it."""

NOT_ALL_BLANK = "不全空"


class ConditionFile(Spec):
    """必填 under a condition."""

    formula: str = Field(alias="条件")
    severity: Literal["错误", "警告", "提示"] | None = Field(None, alias="级别")
    note: str = Field("", alias="说明")


def _required(value: object) -> bool | str:
    if value not in ("是", "否", NOT_ALL_BLANK):
        raise PydanticCustomError("required", "请写“是”“否”“不全空”，或 {条件: 公式}")
    return NOT_ALL_BLANK if value == NOT_ALL_BLANK else value == "是"


Required = Annotated[
    Annotated[bool | str, BeforeValidator(_required), Tag("word")]
    | Annotated[ConditionFile, Tag("condition")],
    Discriminator(lambda value: "condition" if isinstance(value, dict | ConditionFile) else "word"),
]
"""`是`, `否`, `不全空`, `{条件: 公式}`."""


class ValueKeys(Spec):
    """What fields, columns and lines have in common."""

    type: ValueType | None = Field(None, alias="类型")
    unit: str | None = Field(None, alias="单位")
    precision: PrecisionWords | None = Field(None, alias="小数")
    required: Required | None = Field(None, alias="必填")
    negative: YesNo | None = Field(None, alias="可负")
    choices: list[str] | None = Field(None, alias="选项")
    hint: str | None = Field(None, alias="提示")
    label: str | None = Field(None, alias="标签")
    aliases: list[str] = Field([], alias="别名")
