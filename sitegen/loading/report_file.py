"""The fixed keys of a report file, as pydantic models.

Knows the head of a report, 数据说明, 资料缺失 and 更正. Must not know forms: everything else in a report is
read against its form by sitegen.loading.reports.files.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from sitegen.loading.decode import Day, Spec, Words, parse_day
from sitegen.loading.form_value_keys import Id

LONG_TERM = "长期"


def _until(value: object) -> date | None:
    if value == LONG_TERM:
        return None
    day = parse_day(value) if isinstance(value, str) else None
    if day is None:
        raise PydanticCustomError("until", "请写日期（如 2027-12-31）或“长期”")
    return day


class ExplanationFile(Spec):
    """One 数据说明."""

    code: Annotated[str, Field(pattern=r"^[A-Z]+\d{3}$")] = Field(alias="规则")
    at: Annotated[str, Field(min_length=1)] = Field(alias="位置")
    actual: str = Field("", alias="实为")
    expected: str = Field("", alias="应为")
    reason: Annotated[str, Field(min_length=1)] = Field(alias="说明")
    approved_by: Annotated[str, Field(min_length=1)] = Field(alias="批准")
    until: Annotated[date | None, BeforeValidator(_until)] = Field(alias="有效期至")


class GapFile(Spec):
    """One 资料缺失."""

    at: Annotated[str, Field(min_length=1)] = Field(alias="范围")
    reason: Annotated[str, Field(min_length=1)] = Field(alias="说明")


class CorrectionFile(Spec):
    """One 更正."""

    day: Day = Field(alias="日期")
    at: Annotated[str, Field(min_length=1)] = Field(alias="位置")
    before: Annotated[str, Field(min_length=1)] = Field(alias="原为")
    after: Annotated[str, Field(min_length=1)] = Field(alias="改为")
    reason: Annotated[str, Field(min_length=1)] = Field(alias="原因")


class HeadFile(Spec):
    """The head of a report."""

    form: str = Field(alias="表单")
    department: str = Field(alias="部门")
    year: int = Field(alias="年度", ge=1949, le=2200)
    slug: Id | None = Field(None, alias="标识")
    title: Words = Field("", alias="标题")
    unit: str = Field("", alias="单位")
    approved: Day | None = Field(None, alias="批复日期")
    published: Day | None = Field(None, alias="公开日期")
    source: str = Field("", alias="来源")
    note: str = Field("", alias="备注")
    explanations: list[ExplanationFile] = Field([], alias="数据说明")
    gaps: list[GapFile] = Field([], alias="资料缺失")
    corrections: list[CorrectionFile] = Field([], alias="更正")


HEAD_KEYS = tuple(field.alias or name for name, field in HeadFile.model_fields.items())
"""The keys that every report has, whatever its form."""
