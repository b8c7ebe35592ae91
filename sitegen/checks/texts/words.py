"""What a report says in words: whether a text says anything, and whether it gives reasons.

Knows words that stand for nothing (无) and words of reasons. Must not know rules or findings.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import lazy_re as re
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import Role
from sitegen.model.reports.address_patterns import matches
from sitegen.model.reports.fact import Fact, State
from sitegen.model.reports.passage import Passage
from sitegen.model.reports.report import Report

_NOTHING = re.compile(
    r"(?:(?:暂?无|没有)(?:明显|较大|重大)?(?:偏差|偏离)?(?:情况|原因|说明)?|不涉及|不适用|略|[—\-－–/／\\、，,；;。．.\s])*"
)
_NO_LETTERS = re.compile(r"[\W\d_]*")
_DENIED = re.compile(r"(?:无|没有|未发现|未出现|不存在)[^，。；;、]{0,8}(?:问题|偏差|滞后)")
_REASONS = re.compile(
    r"原因|由于|因为|因[^此而]|未完成|未能|没有完成|结转|结余|滞后|延[期迟后]|推迟|偏差|偏低|问题|尚未|受.{1,12}影响"
)


def says_nothing(text: str) -> bool:
    """Whether `text` is empty, or only says that there is nothing to say."""
    return _NOTHING.fullmatch(text) is not None


def is_no_reason(text: str) -> bool:
    """Whether `text` cannot be a reason: it says nothing, or has no letter (0, 100%, ……), as what a spreadsheet
    leaves behind.
    """
    return says_nothing(text) or _NO_LETTERS.fullmatch(text) is not None


def gives_reason(text: str) -> bool:
    """Whether `text` has a word of reasons or problems that it does not deny (没有问题)."""
    return _REASONS.search(_DENIED.sub("", text)) is not None


def text_of(report: Report, name: str) -> str | None:
    """The text of the narrative field `name`; None where the source of the report lacks it."""
    prose = report.prose.get(name)
    if prose is not None and not prose.empty:
        return prose.plain.strip()
    return None if is_lacking(report, name) else ""


def is_lacking(report: Report, name: str) -> bool:
    """Whether 资料缺失 says that the source lacks the narrative field `name`."""
    return any(matches(gap.at, name) for gap in report.gaps)


def lacks_narrative(report: Report) -> bool:
    """Whether the source lacks any narrative of the report."""
    fields = report.form.fields.values()
    return any(
        text_of(report, field.name) is None for field in fields if field.spec.type is ValueType.NARRATIVE
    )


def narrative(report: Report) -> Iterator[Passage]:
    """Every paragraph, list item and cell of narrative.md."""
    return (passage for passage in report.passages if passage.narrative)


def reasons(report: Report) -> Iterator[Fact]:
    """Every reason that a table has a column for, or the form a field, and the report gives."""
    for field in report.form.fields.values():
        said = report.fields.get(field.name) if field.role is Role.REASON else None
        if said is not None and said.value.state is State.TEXT and not is_no_reason(said.value.text):
            yield said
    for data in report.tables.values():
        column = data.table.with_role(Role.REASON)
        for row in data.value_rows if column is not None else ():
            fact = data.cell(row.key, column.name) if column is not None else None
            if fact is not None and fact.value.state is State.TEXT and not is_no_reason(fact.value.text):
                yield fact
