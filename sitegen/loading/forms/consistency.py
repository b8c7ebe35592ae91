"""Whether a form's names fit together: none twice, none that points nowhere.

Knows what the keys of a form refer to. Must not know formulas (sitegen.loading.forms.formulas) nor reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.diagnostics import Diagnostic
from sitegen.loading.decode import nearest
from sitegen.loading.forms.unused_roles import unused_roles
from sitegen.loading.report_file import HEAD_KEYS
from sitegen.loading.rules.forms import BAD_FORM
from sitegen.model.forms.form import Field, Form
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import Role, Table, TwoSided
from sitegen.model.formulas.binding import resolve
from sitegen.reading.yaml.nodes import Mapping, child
from sitegen.source import Place


def contradictions(form: Form, node: Mapping) -> Iterable[Diagnostic]:
    """Names used twice, reserved names, scoring that points nowhere."""
    place = node.span.place
    seen: set[str] = set()
    ids: set[str] = set()
    for section in form.sections:
        for item in section.items:
            names = (item.left.name, item.right.name) if isinstance(item, TwoSided) else (item.name,)
            for name in names:
                at = child(node, "部分", section.title, "内容", item.name)
                where = at.span.place if at is not None else place
                if name in HEAD_KEYS:
                    yield BAD_FORM.found(where, f"“{name}”是报告开头的固定项，字段和表格不能用这个名称。")
                if name in seen:
                    yield BAD_FORM.found(where, f"名称“{name}”在表单里用了两次。")
                seen.add(name)
            if item.id in ids:
                yield BAD_FORM.found(place, f"标识“{item.id}”在表单里用了两次。")
            ids.add(item.id)
    for table in form.tables.values():
        yield from _table_contradictions(table, place)
    if form.scoring is not None:
        for role, name in (("总分", form.scoring.total), ("等级", form.scoring.grade)):
            if name and name not in form.fields:
                hint = nearest(name, form.fields)
                yield BAD_FORM.found(place, f"评分的“{role}”指到的字段“{name}”不存在。{hint}")
    yield from unused_roles(form, node)
    yield from _own_headings(form, node)
    for key, name, texts in _named_fields(form):
        field = form.fields.get(name)
        if field is None or (field.spec.type is ValueType.NARRATIVE) is not texts:
            at = child(node, *key.split("."))
            what = "正文" if texts else "字段"
            where = at.span.place if at is not None else place
            yield BAD_FORM.found(where, f"“{key}”指到的{what}“{name}”不存在。{nearest(name, form.fields)}")
    for name in {each for names in form.disclosure.change_notes.values() for each in names}:
        if name not in form.concepts:
            at = child(node, "公开", "变动说明")
            where = at.span.place if at is not None else place
            yield BAD_FORM.found(where, f"“变动说明”里的“{name}”没有列在“概念”下面。")
    for key, references in (("概念", form.concepts), ("计入", form.parts)):
        for name, reference in references.items():
            if resolve(form, None, reference) is None:
                at = child(node, key, name)
                where = at.span.place if at is not None else place
                yield BAD_FORM.found(where, f"“{key}”里“{name}”指的“{reference}”在表单里不存在。")


def _own_headings(form: Form, node: Mapping) -> Iterator[Diagnostic]:
    """What is wrong with 标题自拟: it is for one text, which a report has under names that no form can know."""
    met = ""
    for section in form.sections:
        for item in section.items:
            if not (isinstance(item, Field) and item.own_headings):
                continue
            at = child(node, "部分", section.title, "内容", item.name)
            where = at.span.place if at is not None else node.span.place
            if item.spec.type is not ValueType.NARRATIVE:
                yield BAD_FORM.found(
                    where, f"“标题自拟”只用于正文，“{item.name}”的类型是{item.spec.type.value}。"
                )
            if item.spec.condition is not None:
                yield BAD_FORM.found(where, f"“{item.name}”标题自拟，“必填”只能写“是”或“否”，不能写条件。")
            if met:
                message = f"标题自拟的正文只能有一项，已经有“{met}”，不能再有“{item.name}”。"
                yield BAD_FORM.found(where, message)
            met = item.name
    for key, name, texts in _named_fields(form):
        if texts and name in form.fields and form.fields[name].own_headings:
            at = child(node, *key.split("."))
            where = at.span.place if at is not None else node.span.place
            message = f"“{key}”指到的“{name}”标题自拟，报告里没有叫这个名称的一项；另设一项正文。"
            yield BAD_FORM.found(where, message)


def _named_fields(form: Form) -> Iterator[tuple[str, str, bool]]:
    """Every field that another part of the form names: by which key, its name, whether it is narrative."""
    disclosure = form.disclosure
    for name in disclosure.signatures:
        yield "公开.签章", name, False
    for pair in disclosure.goals:
        for name in pair:
            yield "公开.目标对照", name, True
    for name in disclosure.change_notes:
        yield "公开.变动说明", name, True
    for table in form.tables.values():
        if table.empty_note:
            yield "空表说明", table.empty_note, True


def _table_contradictions(table: Table, place: Place) -> Iterable[Diagnostic]:
    for kind, names in (
        ("列", [column.name for column in table.leaves]),
        ("列的标识", [column.id for column in table.leaves]),
        ("行的标识", [line.id for line in table.lines.values()]),
        ("行或列", [column.name for column in table.leaves] + list(table.lines)),
    ):
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield BAD_FORM.found(place, f"表格“{table.name}”里有两个{kind}叫“{name}”。")
    roles = [column.role for column in table.leaves if column.role is not None]
    for role in sorted({role for role in roles if roles.count(role) > 1 and role in Role}):
        yield BAD_FORM.found(place, f"表格“{table.name}”里有两列的角色都是“{role.value}”。")
    for line in table.lines.values():
        for name in line.columns or ():
            if table.column(name) is None:
                yield BAD_FORM.found(place, f"行“{line.name}”的“填列”里，“{name}”不是列名。")
