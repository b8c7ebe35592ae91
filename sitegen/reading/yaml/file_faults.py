"""What only the whole of a YAML file shows: that nothing is in it, that it is no names with contents, what was swallowed.

Knows trees of nodes beside the text that they were read from. Must not know how a tree is built, nor any key.
"""

from __future__ import annotations

from sitegen.diagnostics import Severity
from sitegen.reading.findings import Findings
from sitegen.reading.rules.yaml import EMPTY_FILE, VALUE_TAKEN_FOR_COMMENT
from sitegen.reading.yaml.comments import swallowed
from sitegen.reading.yaml.nodes import Node, Scalar
from sitegen.reading.yaml.slips import broken_colon
from sitegen.source import SourceFile, Span


def looked_over(source: SourceFile, root: Node | None, findings: Findings, *, comments: bool) -> Node | None:
    """`root`, or None where nothing can be made of it; `findings` take what is wrong. Without `comments`, what they
    may have swallowed is not sought.
    """
    if root is None or (isinstance(root, Scalar) and not root.text.strip()):
        findings.add(EMPTY_FILE, Span.at(source, 1, 1).place, "文件是空的，一项内容也没有。")
        return None
    if isinstance(root, Scalar) and (fault := broken_colon(source, root.span.line)):
        findings.add(fault.rule, fault.span.place, fault.message)
        return None
    for each in swallowed(source, root) if comments else ():
        severity = Severity.WARNING if each.doubtful else None
        findings.add(
            VALUE_TAKEN_FOR_COMMENT, each.span.place, each.message, remedy=each.remedy, severity=severity
        )
    return root
