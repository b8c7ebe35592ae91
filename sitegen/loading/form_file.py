"""The keys of a form file, as pydantic models; those of single values are in `value_keys`.

Knows the form language's words. Must not know what they mean together: sitegen.loading.forms.files
builds a `Form` from them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from sitegen.loading.decode import Spec, YesNo
from sitegen.loading.form_value_keys import Id, Name, PrecisionByUnit, PrecisionWords, Unit, ValueKeys
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import Role


class FieldFile(ValueKeys):
    """A field."""

    id: Id = Field(alias="标识")
    type: ValueType = Field(alias="类型")
    role: Role | None = Field(None, alias="角色")
    marks: Decimal | None = Field(None, alias="分值", gt=0)
    own_headings: YesNo = Field(False, alias="标题自拟")


class ColumnFile(ValueKeys):
    """A column that holds values."""

    id: Id = Field(alias="标识")
    role: Role | None = Field(None, alias="角色")
    width: int = Field(0, alias="宽", ge=0, le=100)


class GroupFile(Spec):
    """A header over columns."""

    label: str | None = Field(None, alias="标签")
    columns: Columns = Field(alias="列")


def _column_kind(value: Any) -> str:
    return "group" if isinstance(value, dict) and "列" in value else "column"


Columns = dict[
    str,
    Annotated[
        Annotated[ColumnFile, Tag("column")] | Annotated[GroupFile, Tag("group")], Discriminator(_column_kind)
    ],
]
GroupFile.model_rebuild()


class LineFile(ValueKeys):
    """A fixed line."""

    id: Id = Field(alias="标识")
    number: str | None = Field(None, alias="行次")
    indent: int = Field(0, alias="缩进", ge=0, le=5)
    heading: YesNo = Field(False, alias="标题行")
    columns: list[str] | None = Field(None, alias="填列")
    marks: Decimal | None = Field(None, alias="分值", gt=0)
    choice: str = Field("", alias="任选")
    sums: YesNo = Field(False, alias="合计行")
    direction: Literal["正向", "反向", ""] = Field("", alias="方向")


class RowsFile(Spec):
    """行: one of three kinds, told apart by its first key."""

    institution: str | None = Field(None, alias="机构")
    total: Literal["首行", "末行", "无"] = Field("无", alias="合计")
    line: str | None = Field(None, alias="项目")
    number: str | None = Field(None, alias="行次")
    lines: dict[Name, LineFile] | None = Field(None, alias="固定行")
    item: str | None = Field(None, alias="清单")
    groups: list[str] = Field([], alias="分组")
    role: Role | None = Field(None, alias="角色")


class IdentityFile(Spec):
    """A formula with what belongs to it."""

    formula: str = Field(alias="公式")
    severity: Literal["错误", "警告", "提示"] | None = Field(None, alias="级别")
    columns: list[str] = Field([], alias="列")
    note: str = Field("", alias="说明")


Identities = list[
    Annotated[
        Annotated[str, Tag("text")] | Annotated[IdentityFile, Tag("full")],
        Discriminator(lambda value: "full" if isinstance(value, dict) else "text"),
    ]
]


class TableFile(Spec):
    """A table."""

    kind: Literal["表格"] = Field("表格", alias="类型")
    id: Id = Field(alias="标识")
    caption: str = Field(alias="标题")
    unit: str | None = Field(None, alias="单位")
    precision: PrecisionWords | None = Field(None, alias="小数")
    note: str = Field("", alias="备注")
    required: YesNo = Field(False, alias="必填")
    rows: RowsFile = Field(alias="行")
    columns: Columns = Field(alias="列")
    identities: Identities = Field([], alias="校验")
    empty_note: str = Field("", alias="空表说明")
    marks: Decimal | None = Field(None, alias="分值", gt=0)


class TwoSidedFile(Spec):
    """Two tables side by side."""

    kind: Literal["双栏表"] = Field(alias="类型")
    id: Id = Field(alias="标识")
    caption: str = Field(alias="标题")
    left: dict[Name, TableFile] = Field(alias="左", min_length=1, max_length=1)
    right: dict[Name, TableFile] = Field(alias="右", min_length=1, max_length=1)


def _item_kind(value: Any) -> str:
    kind = value.get("类型") if isinstance(value, dict) else None
    return {"表格": "table", "双栏表": "two-sided"}.get(str(kind), "field")


ItemFile = Annotated[
    Annotated[FieldFile, Tag("field")]
    | Annotated[TableFile, Tag("table")]
    | Annotated[TwoSidedFile, Tag("two-sided")],
    Discriminator(_item_kind),
]


class SectionFile(Spec):
    """A part under a heading."""

    items: dict[Name, ItemFile] = Field(alias="内容")
    identities: Identities = Field([], alias="校验")


class ScoringFile(Spec):
    """评分."""

    full: Decimal = Field(Decimal(100), alias="满分", gt=0)
    total: str = Field("", alias="总分")
    grade: str = Field("", alias="等级")
    grades: dict[str, Decimal] = Field({}, alias="等级表")
    weights: dict[str, Decimal] = Field({}, alias="分组分值")


class DisclosureFile(Spec):
    """公开."""

    days: int | None = Field(None, alias="期限", ge=1, le=366)
    signatures: list[str] = Field([], alias="签章")
    goals: dict[str, str] = Field({}, alias="目标对照")
    change_notes: dict[str, list[str]] = Field({}, alias="变动说明")
    threshold: Annotated[str, Field(pattern=r"^\d{1,3}%$")] = Field("30%", alias="变动幅度")


class YearsFile(Spec):
    """适用年度."""

    first: int | None = Field(None, alias="起", ge=1949, le=2200)
    last: int | None = Field(None, alias="止", ge=1949, le=2200)


class FormFile(Spec):
    """A form file after 继承 has been worked in."""

    id: Id = Field(alias="表单")
    title: str = Field(alias="名称", min_length=1)
    heading: str = Field("", alias="标题")
    jurisdiction: str = Field("", alias="地区")
    years: YearsFile | None = Field(None, alias="适用年度")
    unit: Unit = Field("", alias="单位")
    precision: PrecisionByUnit | None = Field(None, alias="小数")
    source: str = Field("", alias="来源")
    extends: str = Field("", alias="继承")
    scoring: ScoringFile | None = Field(None, alias="评分")
    concepts: dict[str, str] = Field({}, alias="概念")
    parts: dict[str, str] = Field({}, alias="计入")
    disclosure: DisclosureFile | None = Field(None, alias="公开")
    sections: dict[str, SectionFile] = Field(alias="部分", min_length=1)
