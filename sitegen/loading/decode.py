"""YAML nodes to pydantic models, with every complaint at its place and in Chinese.

Knows how pydantic names errors. Must not know any particular file's keys.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError

from sitegen import lazy_re as re
from sitegen.diagnostics import Diagnostic, quoted
from sitegen.loading.rules.keys import BAD_SETTING, MISSING_FIELD, UNKNOWN_FIELD, WRONG_SHAPE
from sitegen.numbers.numerals import numeral
from sitegen.reading.yaml.nodes import Mapping, Node, Scalar, Sequence
from sitegen.source import Span

_NUMERALS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_SPELT_DATE = re.compile(
    "([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})"
)
_EVEN_DATE = str.maketrans("０１２３４５６７８９．／－", "0123456789./-")

Plain = str | list[Any] | dict[str, Any]


ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
"""An ASCII name in kebab case."""

ID_WORDS = (
    "用小写字母、数字和连字符，以字母开头；连字符不放在开头、末尾，也不连写两个。如 keji-ju、xiangmu-2。"
)
"""What `ID_PATTERN` asks for, in the words of a clerk."""

FIRST_YEAR, LAST_YEAR = 1000, 9000
"""Of a date: days are counted on and back from it."""

_LENGTHS = [[4, month, day] for month in (1, 2) for day in (1, 2)]
"""Digits of year, month and day."""

SHORT = 20
"""Characters: whatever is longer is no number with a word too many."""


class Spec(BaseModel):
    """Base of every description of a file's keys: unknown keys are refused, data is frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_alias=True)


Decoded = TypeVar("Decoded", bound=BaseModel)


def _yes_or_no(value: object) -> bool:
    if value == "是":
        return True
    if value == "否":
        return False
    raise PydanticCustomError("yes_no", "请写“是”或“否”")


def _day(value: object) -> date:
    parsed = parse_day(value) if isinstance(value, str) else None
    if parsed is None:
        raise PydanticCustomError("day", "不是有效的日期，请写成 2021-06-30 的样子")
    return parsed


def _worded(value: object) -> object:
    if isinstance(value, str) and value.strip() and not any(each.isalnum() for each in value):
        raise PydanticCustomError("words", "只有符号，没有汉字、字母或数字，读者叫不出，也搜索不到")
    return value


Words = Annotated[str, BeforeValidator(_worded)]
"""A name that can be said and searched for."""

YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
"""是 or 否, nothing else."""

Day = Annotated[date, BeforeValidator(_day)]
"""A date that exists: `2021-06-30`, `2021年6月30日`, `2021.6.30`, `2021/6/30`."""


def parse_day(text: str) -> date | None:
    """The date that `text` gives, None when it gives none that exists. Between its parts stand 年 and 月, or
    twice the same of `-`, `.` and `/`.
    """
    plain = "".join(text.split()).translate(_EVEN_DATE).removesuffix("日").removesuffix("号")
    spelt = _SPELT_DATE.fullmatch(plain)
    if spelt is not None:
        plain = f"{spelt[1].translate(_NUMERALS)}-{numeral(spelt[2])}-{numeral(spelt[3])}"
    elif "年" in plain:
        plain = plain.replace("年", "-").replace("月", "-")
    else:
        plain = plain.replace(".", "-") if "-" not in plain and "/" not in plain else plain
        plain = plain.replace("/", "-") if "-" not in plain else plain
    parts = plain.split("-")
    if [len(part) for part in parts] not in _LENGTHS or not all(
        part.isascii() and part.isdigit() for part in parts
    ):
        return None
    if not FIRST_YEAR <= int(parts[0]) <= LAST_YEAR:
        return None
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        return None


def to_plain(node: Node) -> Plain:
    """`node` as strings, lists and dicts."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [to_plain(item) for item in node.items]
    return {entry.key.text: to_plain(entry.value) for entry in node.entries}


def decode(model: type[Decoded], node: Mapping) -> tuple[Decoded | None, tuple[Diagnostic, ...]]:
    """`node` as a `model`, or None and what is wrong with it, everything at once."""
    try:
        return model.model_validate(to_plain(node)), ()
    except ValidationError as error:
        known = tuple(_aliases(model))
        found = [_diagnostic(detail, node, known) for detail in error.errors(include_url=False)]
        unique = {(item.code, item.place, item.message): item for item in found}
        return None, tuple(unique.values())


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint at the known name that looks most like `name`, or ""."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"是不是“{close[0]}”？" if close else ""


def span_of(node: Node, location: tuple[int | str, ...]) -> tuple[Span, str]:
    """The place that pydantic's `location` means in `node`, and the last key on the way."""
    span, name = node.span, ""
    current: Node | None = node
    for part in location:
        if isinstance(current, Mapping):
            entry = current.entry(str(part))
            if entry is None:
                continue  # a tag of a union, or a key that is missing
            span, name, current = entry.key.span, entry.key.text, entry.value
            if isinstance(current, Scalar) and current.text:
                span = current.span
        elif isinstance(current, Sequence) and isinstance(part, int) and part < len(current.items):
            current = current.items[part]
            span = current.span
    return span, name


def spans_of(node: Mapping, name: str) -> list[Span]:
    """The places of the items listed under `name`."""
    listed = node.get(name)
    return [item.span for item in listed.items] if isinstance(listed, Sequence) else []


def _diagnostic(detail: Any, node: Mapping, known: tuple[str, ...]) -> Diagnostic:
    kind, location = detail["type"], detail["loc"]
    span, name = span_of(node, location)
    last = str(location[-1]) if location else ""
    if kind == "extra_forbidden":
        key_span = _key_span(node, location)
        return UNKNOWN_FIELD.found(
            key_span.place, f"不认识“{last}”这一项。{nearest(last, known)}", remedy="改正名称，或删去这一项。"
        )
    if kind == "missing":
        return MISSING_FIELD.found(span.place, f"缺少“{last}”。", remedy=f"补上“{last}：”一项。")
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return WRONG_SHAPE.found(span.place, f"“{name or last}”下面应当是“名称: 内容”的若干项。")
    if kind == "list_type":
        return WRONG_SHAPE.found(span.place, f"“{name or last}”下面应当是以“- ”开头的若干条。")
    if kind == "string_type":
        return WRONG_SHAPE.found(span.place, f"“{name or last}”应当是一段文字，不能再分项。")
    called, context = name or last, detail.get("ctx", {})
    written = detail.get("input")
    if kind.startswith("int_"):
        remedy = _as_number(called, written) or f"写成阿拉伯数字，不带别的字：“{called}: 数字”。"
        return BAD_SETTING.found(span.place, f"“{called}”应当是整数。", remedy=remedy)
    if kind.startswith("decimal_"):
        remedy = _as_number(called, written) or f"写成阿拉伯数字，不带别的字：“{called}: 数字”。"
        return BAD_SETTING.found(span.place, f"“{called}”应当是数字。", remedy=remedy)
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = f"不小于 {context.get('ge')}" if kind.startswith("greater") else f"不大于 {context.get('le')}"
        message = f"“{called}”写的是 {written}，应当{bound}。"
        return BAD_SETTING.found(span.place, message, remedy=f"改成{bound}的数。")
    if kind in ("literal_error", "enum"):
        expected = context.get("expected", "").replace("'", "").replace(" or ", "、").replace(", ", "、")
        remedy = f"从中选一个，照写：{expected}。"
        return BAD_SETTING.found(span.place, f"“{called}”只能是：{expected}。", remedy=remedy)
    if kind == "string_too_short":
        message = f"“{called}”后面是空的。"
        return BAD_SETTING.found(span.place, message, remedy=f"在“{called}:”后面补上内容。")
    if kind == "string_pattern_mismatch":
        message = f"“{called}”的写法不对：{quoted(str(written))}。"
        remedy = ID_WORDS if context.get("pattern") == ID_PATTERN else ""
        return BAD_SETTING.found(span.place, message, remedy=remedy)
    return BAD_SETTING.found(span.place, f"“{called}”：{detail['msg']}。")


def _as_number(name: str, written: object) -> str:
    """The remedy for a number written with other characters, where it is clear which number is meant."""
    plain = unicodedata.normalize("NFKC", str(written)).translate(_NUMERALS)
    digits = re.findall(r"\d+(?:\.\d+)?", plain)
    return f"写成“{name}: {digits[0]}”。" if len(digits) == 1 and len(str(written)) < SHORT else ""


def _key_span(node: Mapping, location: tuple[int | str, ...]) -> Span:
    current: Node | None = node
    for part in location[:-1]:
        if isinstance(current, Mapping):
            current = current.get(str(part)) or current
        elif isinstance(current, Sequence) and isinstance(part, int):
            current = current.items[part]
    entry = current.entry(str(location[-1])) if isinstance(current, Mapping) else None
    return entry.key.span if entry is not None else node.span


def _aliases(model: type[BaseModel]) -> set[str]:
    """Every key that `model` and the models inside it know."""
    schema = model.model_json_schema(by_alias=True)
    found = set(schema.get("properties", {}))
    for inner in schema.get("$defs", {}).values():
        found |= set(inner.get("properties", {}))
    return found
