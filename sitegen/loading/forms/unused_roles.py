"""Roles that nothing would use: a role is a promise that something is checked.

Knows what the rules on scoring look for. Must not know reports.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic
from sitegen.loading.rules.forms import BAD_FORM
from sitegen.model.forms.form import Field, Form, Section
from sitegen.model.forms.table import FixedRows, InstitutionRows, ListRows, Role, Table, TwoSided
from sitegen.reading.yaml.nodes import Mapping, Node, child

_FIELD_ROLES = (Role.WEIGHT, Role.SCORE, Role.REASON, Role.RATE, Role.BUDGET, Role.SPENT)
_NEEDED = {
    Role.BUDGET: (Role.SPENT,),
    Role.TARGET: (Role.ACTUAL,),
    Role.OPERATOR: (Role.TARGET,),
    Role.UNIT: (Role.TARGET,),
}
"""A role and those that make something of it."""

_OF_RESULTS = frozenset({Role.SCORE, Role.REASON, Role.RATE, Role.BUDGET, Role.SPENT})
"""Roles of a table that tells of results, so that a target in it wants one, too. Without them, it is a table of
targets alone.
"""

_EXECUTION = (Role.BUDGET, Role.SPENT, Role.RATE)


def unused_roles(form: Form, node: Mapping) -> Iterator[Diagnostic]:
    """One finding for each role, or mark that the form fixes, that no rule would look at; at its line."""
    for section in form.sections:
        content = child(node, "部分", section.title, "内容")
        for item in section.items:
            if isinstance(item, Field) and item.role is None and item.marks is None:
                continue
            at = child(content, item.name)
            match item:
                case Field():
                    yield from _field(form, section, item, at)
                case Table():
                    yield from _table(item, at)
                case TwoSided():
                    yield from _table(item.left, child(at, "左", item.left.name))
                    yield from _table(item.right, child(at, "右", item.right.name))


def _field(form: Form, section: Section, field: Field, at: Node | None) -> Iterator[Diagnostic]:
    role = field.role
    if field.marks is not None and role is not Role.SCORE:
        yield from _finding(at, "分值", f"字段“{field.name}”写了“分值”，只有角色是“得分”的字段才用得上。")
    if role is None:
        return
    scoring = form.scoring
    if scoring is not None and role is Role.SCORE and field.name == scoring.total:
        yield from _finding(
            at, "角色", f"“{field.name}”是总分（见“评分”），不能又是一项得分，否则会加进自己。"
        )
    elif role not in _FIELD_ROLES:
        usable = "、".join(each.value for each in _FIELD_ROLES)
        yield from _finding(
            at, "角色", f"字段“{field.name}”的角色“{role.value}”没有哪项核对用得上；字段可用的是 {usable}。"
        )
    elif role is not Role.REASON and not field.spec.numeric:
        yield from _finding(at, "角色", f"字段“{field.name}”的角色是“{role.value}”，类型却不是数字。")
    else:
        roles = [each.role for each in section.items if isinstance(each, Field)]
        tables = [each for each in section.items if isinstance(each, Table)]
        partner = {Role.BUDGET: Role.SPENT, Role.SPENT: Role.BUDGET}.get(role)
        if partner is not None and partner not in roles:
            yield from _finding(
                at,
                "角色",
                f"字段“{field.name}”的角色是“{role.value}”，同一部分里没有“{partner.value}”，用不上。",
            )
        marks = role is Role.WEIGHT
        executed = any(each.with_role(Role.SPENT) or each.with_role(Role.RATE) for each in tables)
        if marks and (roles.count(Role.SCORE) > 1 or (Role.SCORE not in roles and not executed)):
            yield from _finding(
                at,
                "角色",
                f"字段“{field.name}”的分值不知道是哪一项的：同一部分里要有一个、而且只有一个得分字段；有几个的，把分值写在各字段的“分值”里。",
            )


def _table(table: Table, at: Node | None) -> Iterator[Diagnostic]:
    roles = {column.role for column in table.leaves if column.role is not None}
    for column in table.leaves:
        role = column.role
        if role in (None, Role.SPENT, Role.REASON):
            continue  # charts and texts look for what was spent, and for reasons, in any table
        assert role is not None
        missing = [each for each in _NEEDED.get(role, ()) if each not in roles]
        if role is Role.TARGET and not roles & _OF_RESULTS:
            missing = []
        fixed = isinstance(table.rows, FixedRows)
        if not missing and (fixed or (isinstance(table.rows, ListRows) and role not in _EXECUTION)):
            continue
        where = _column(child(at, "列"), column.name)
        if isinstance(table.rows, InstitutionRows):
            yield from _finding(
                where, "角色", f"“{column.name}”的角色“{role.value}”用不上：行是各个机构的表不计分。"
            )
        elif missing:
            yield from _finding(
                where,
                "角色",
                f"“{column.name}”的角色“{role.value}”用不上：表“{table.name}”没有角色是“{missing[0].value}”的列。",
            )
        else:
            yield from _finding(
                where, "角色", f"“{column.name}”的角色“{role.value}”用不上：预算执行表的行要用固定行。"
            )
    scored = roles & {Role.ACTUAL, Role.WEIGHT, Role.SCORE, Role.RATE}
    rows = table.rows
    if isinstance(rows, ListRows) and rows.role is not None:
        useful = rows.role is Role.TARGET and Role.ACTUAL in roles and Role.TARGET not in roles
        if not useful:
            yield from _finding(
                child(at, "行"),
                "角色",
                f"表“{table.name}”的行写了角色“{rows.role.value}”，用不上：只有“目标”，而且表里有“实际”一列、没有“目标”一列时才用。",
            )
    if table.marks is not None and (not scored or isinstance(rows, InstitutionRows)):
        yield from _finding(
            at, "分值", f"表“{table.name}”写了“分值”，表里却没有得分、执行率一类的列，用不上。"
        )
    choices = [line.choice for line in table.lines.values() if line.choice]
    for line in table.lines.values():
        if line.marks is None and not (line.sums or line.choice or line.direction):
            continue
        found = child(at, "行", "固定行", line.name)
        if (line.marks is not None or line.sums) and not scored:
            key = "分值" if line.marks is not None else "合计行"
            yield from _finding(found, key, f"行“{line.name}”写了“{key}”，表里却没有得分一类的列，用不上。")
        if line.choice and choices.count(line.choice) < 2:
            yield from _finding(
                found, "任选", f"行“{line.name}”的“任选: {line.choice}”只有这一行，至少要有两行。"
            )
        if line.direction and Role.TARGET not in roles:
            yield from _finding(
                found, "方向", f"行“{line.name}”写了“方向”，表里却没有角色是“目标”的列，用不上。"
            )


def _column(columns: Node | None, name: str) -> Node | None:
    """The column called `name`, in whatever group."""
    if not isinstance(columns, Mapping):
        return None
    for entry in columns.entries:
        if entry.key.text == name and child(entry.value, "列") is None:
            return entry.value
        found = _column(child(entry.value, "列"), name)
        if found is not None:
            return found
    return None


def _finding(node: Node | None, key: str, message: str) -> Iterator[Diagnostic]:
    at = child(node, key) or node
    if at is not None:
        yield BAD_FORM.found(at.span.place, message)
