"""Formulas of a form file to identities and conditions, with the place of each.

Knows where formulas stand and how they are written. Must not know whether a name in them exists.
"""

from __future__ import annotations

from collections.abc import Sequence as Seq
from dataclasses import replace

from sitegen.diagnostics import Diagnostic, Severity, quoted
from sitegen.loading.form_file import IdentityFile
from sitegen.loading.form_value_keys import ConditionFile
from sitegen.loading.rules.forms import BAD_FORMULA
from sitegen.model.forms.formula import Identity, Relation
from sitegen.reading.formula import parse_identity
from sitegen.reading.formula_tokens import FormulaError
from sitegen.reading.yaml.nodes import Mapping, Node, Scalar, Sequence
from sitegen.source import Span

_SEVERITIES = {"错误": Severity.ERROR, "警告": Severity.WARNING, "提示": Severity.INFO}


def parse_identities(
    written: Seq[str | IdentityFile], node: Node | None
) -> tuple[tuple[Identity, ...], tuple[Diagnostic, ...]]:
    """The identities under 校验; `node` is that list. Names are not looked up yet."""
    found: list[Identity] = []
    problems: list[Diagnostic] = []
    items = node.items if isinstance(node, Sequence) else ()
    for entry, item in zip(written, items, strict=True):
        full = entry if isinstance(entry, IdentityFile) else None
        scalar = item.get("公式") if isinstance(item, Mapping) else item
        if not isinstance(scalar, Scalar):
            continue  # the models have refused it
        identity, complaint = _parsed(scalar, full)
        if identity is not None and identity.relation is Relation.DIFFERENT:
            complaint = BAD_FORMULA.found(
                scalar.span.place, f"公式{quoted(identity.text)}：“≠”只能用在“必填”的“条件”里。"
            )
        if complaint is not None:
            problems.append(complaint)
        elif identity is not None:
            columns = tuple(full.columns) if full is not None else ()
            found.append(replace(identity, columns=columns))
    return tuple(found), tuple(problems)


def parse_condition(written: ConditionFile, node: Node | None) -> tuple[Identity | None, Diagnostic | None]:
    """The condition of a 必填, which is at `node`. Names are not looked up yet."""
    scalar = node.get("条件") if isinstance(node, Mapping) else None
    return _parsed(scalar, written) if isinstance(scalar, Scalar) else (None, None)


def _parsed(
    scalar: Scalar, full: IdentityFile | ConditionFile | None
) -> tuple[Identity | None, Diagnostic | None]:
    """The identity that `scalar` is, or what is wrong with it."""
    text, span = scalar.text, scalar.span
    column = span.column + scalar.quoted
    try:
        left, relation, right = parse_identity(text, span.source, span.line, column)
    except FormulaError as error:
        place = Span.at(span.source, span.line, column + error.offset).place
        return None, BAD_FORMULA.found(place, f"公式{quoted(text)}：{error.message}。")
    severity = _SEVERITIES[full.severity] if full is not None and full.severity is not None else None
    note = full.note if full is not None else ""
    return Identity(left, relation, right, text, span, severity, note=note), None
