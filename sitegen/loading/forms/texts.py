"""Texts of a form that a report fills in: whether every `{…}` in them is known, and the report's title.

Knows which keys of a form file are printed. Must not know what a form is made of otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import lazy_re as re
from sitegen.diagnostics import Diagnostic
from sitegen.loading.decode import nearest
from sitegen.loading.rules.forms import BAD_FORM
from sitegen.model.forms.edition import PLACEHOLDER, UNIT, YEARS
from sitegen.reading.yaml.nodes import Entry, Mapping, Node, Scalar, Sequence

_PRINTED = frozenset({
    "标签", "标题", "备注", "提示", "别名", "项目", "行次", "机构", "清单", "分组", "说明",
})  # fmt: skip
"""Keys whose texts a report prints."""

_KNOWN = (*YEARS, UNIT)
_DEPARTMENT = "部门"
_FIELD = re.compile(r"字段:(?P<name>.+)")


def stray_placeholders(node: Mapping) -> Iterator[Diagnostic]:
    """Every `{…}` in the printed texts of the form at `node` that nothing fills in."""
    sections = node.get("部分")
    for entry in node.entries:
        if entry.key.text == "标题" and isinstance(entry.value, Scalar):
            yield from _stray(entry.value, (_DEPARTMENT, *YEARS), _names(sections))
    if isinstance(sections, Mapping):
        for entry in sections.entries:
            yield from _stray(entry.key, _KNOWN)
            yield from _below(entry)


def _below(entry: Entry) -> Iterator[Diagnostic]:
    match entry.value:
        case Mapping() as inner:
            for each in inner.entries:
                if entry.key.text in ("列", "固定行"):  # their names are printed where there is no 标签
                    yield from _stray(each.key, _KNOWN)
                yield from _below(each)
        case Sequence() as listed:
            for item in listed.items:
                yield from _below(Entry(entry.key, item))
        case Scalar() as text if entry.key.text in _PRINTED:
            yield from _stray(text, _KNOWN)


def _stray(
    text: Scalar, known: tuple[str, ...], fields: tuple[str, ...] | None = None
) -> Iterator[Diagnostic]:
    """What `text` has in braces that is not `known`; `fields` are those whose content a title may have."""
    for match in PLACEHOLDER.finditer(text.text):
        name, full = match[1].strip(), match[0]
        field = _FIELD.fullmatch(name) if fields is not None else None
        listed = [f"{{{each}}}" for each in known] + (["{字段:名称}"] if fields is not None else [])
        if field is not None and fields is not None and field["name"] not in fields:
            hint = nearest(field["name"], fields)
            message = f"“{full}”指到的字段“{field['name']}”不存在。{hint}"
        elif field is None and name not in known:
            message = f"不认识“{full}”，会照原样印出来。可写{'、'.join(listed)}。"
        elif full != f"{{{name}}}" or match[1] != name:
            message = f"“{full}”要写成半角花括号、里面没有空格：“{{{name}}}”。"
        else:
            continue
        yield BAD_FORM.found(text.span.place, message, remedy="改正花括号里的字，或去掉花括号。")
    yield from _unpaired(text)


def _unpaired(text: Scalar) -> Iterator[Diagnostic]:
    rest = PLACEHOLDER.sub("", text.text)
    if any(brace in rest for brace in "{}｛｝"):
        message = f"“{text.text}”里的花括号没有成对，会照原样印出来。"
        yield BAD_FORM.found(text.span.place, message, remedy="补上缺的一半，或去掉花括号。")


def _names(sections: Node | None) -> tuple[str, ...]:
    """The names of all fields of a form; tables have no content of their own to put into a title."""
    found: list[str] = []
    for section in sections.entries if isinstance(sections, Mapping) else ():
        items = section.value.get("内容") if isinstance(section.value, Mapping) else None
        for item in items.entries if isinstance(items, Mapping) else ():
            kind = item.value.get("类型") if isinstance(item.value, Mapping) else None
            if not (isinstance(kind, Scalar) and kind.text in ("表格", "双栏表", "正文")):
                found.append(item.key.text)
    return tuple(found)
