"""The keys of content/site.yaml and content/departments.yaml, as pydantic models.

Knows the words of the settings. Must not know what they lead to.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from sitegen import lazy_re as re
from sitegen.loading.decode import Day, Spec, Words, YesNo
from sitegen.loading.form_value_keys import Id
from sitegen.publishable import ACTIVE, plain_type


class RulesFile(Spec):
    """规则."""

    severities: dict[str, Literal["错误", "警告", "提示"]] = Field({}, alias="级别")
    only: list[str] = Field([], alias="只查")
    without: list[str] = Field([], alias="不查")


class DutyFile(Spec):
    """One 公开要求."""

    year: int = Field(alias="年度", ge=1949, le=2200)
    form: str = Field(alias="表单")
    departments: Annotated[list[Id], Field(min_length=1)] = Field(alias="部门")
    deadline: Day = Field(alias="截止日期")


OneOrMore = Annotated[list[str], BeforeValidator(lambda given: [given] if isinstance(given, str) else given)]


class FontsFile(Spec):
    """字体."""

    title: OneOrMore = Field([], alias="标题")
    body: OneOrMore = Field([], alias="正文")
    headings: OneOrMore = Field([], alias="黑体")
    subheadings: OneOrMore = Field([], alias="楷体")
    tables: OneOrMore = Field([], alias="表格")
    extra: OneOrMore = Field([], alias="补充")


def _file_type(given: object) -> object:
    kind = plain_type(given) if isinstance(given, str) else ""
    if kind in ACTIVE:
        raise PydanticCustomError(
            "type", f"“{kind}”这一类文件会在读者的浏览器、电脑或网站的服务器上运行，不能作附件公开，请删去"
        )
    if not _TYPE.fullmatch(kind):
        raise PydanticCustomError("type", "请写文件的扩展名，如 dwg")
    return kind


_TYPE = re.compile(r"[a-z0-9]{1,12}")
FileType = Annotated[str, BeforeValidator(_file_type)]


def _names_of_one_thing(given: object) -> object:
    if isinstance(given, list) and all(isinstance(name, str) for name in given):
        if len(given) < 2:
            alone = "".join(f"只有“{name}”，" for name in given)
            raise PydanticCustomError(
                "row", f"每一组至少写两个同义的词，如 [村村通客车, 农村客运]；这一组{alone}请补上，或者删去"
            )
        for name in given:
            if not 2 <= len(name) <= _LONGEST_NAME:
                raise PydanticCustomError(
                    "row", f"“{name}”有 {len(name)} 个字，同义词要有 2 到 {_LONGEST_NAME} 个字，请改写或删去"
                )
    return given


_LONGEST_NAME = 40
Synonyms = Annotated[list[Words], BeforeValidator(_names_of_one_thing)]


class SiteFile(Spec):
    """content/site.yaml."""

    name: Annotated[Words, Field(min_length=1)] = Field(alias="名称")
    publisher: str = Field("", alias="主办单位")
    base_url: Annotated[str, Field(pattern=r"^(https?://[^\s/]+(/[^\s]*)?)?$")] = Field("", alias="网址")
    identifier: str = Field("", alias="网站标识码")
    description: str = Field("", alias="简介")
    contact: str = Field("", alias="联系方式")
    theme: Id = Field("gov", alias="主题")
    rules: RulesFile | None = Field(None, alias="规则")
    as_of: Day | None = Field(None, alias="统计截至")
    duties: list[DutyFile] = Field([], alias="公开要求")
    fonts: FontsFile | None = Field(None, alias="字体")
    volumes: list[Literal["部门", "年度"]] = Field([], alias="汇编")
    attachable: Annotated[list[FileType], Field(max_length=50)] = Field([], alias="附件类型")
    synonyms: list[Synonyms] = Field([], alias="同义词")


class DepartmentFile(Spec):
    """One entry of content/departments.yaml."""

    name: Annotated[Words, Field(min_length=1)] = Field(alias="名称")
    short_name: Words = Field("", alias="简称")
    jurisdiction: str = Field("", alias="地区")
    description: str = Field("", alias="简介")
    members: list[Id] = Field([], alias="汇总")
    invented: YesNo = Field(False, alias="示例")
