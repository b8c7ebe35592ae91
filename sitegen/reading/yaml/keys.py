"""What stands before a value in YAML, as far as we refuse it: keys that are none, twice or without colon, anchors and tags.

Knows how keys are written, and what was meant. Must not know how a tree is built, nor which keys there are.
"""

from __future__ import annotations

from yaml.events import MappingStartEvent, ScalarEvent, SequenceStartEvent

from sitegen import lazy_re as re
from sitegen.diagnostics import Related
from sitegen.reading.findings import Findings
from sitegen.reading.rules.yaml import ANCHOR_OR_ALIAS, DUPLICATE_KEY, KEY_IS_NOT_TEXT, SYNTAX_ERROR, TAG
from sitegen.reading.yaml.nodes import Entry, Node, Scalar
from sitegen.reading.yaml.slips import broken_colon, wide_indent
from sitegen.source import SourceFile, Span

_NodeStart = ScalarEvent | MappingStartEvent | SequenceStartEvent

_COLON_BEFORE_BRACKET = re.compile(r"：\s*[\[{]")
_NEXT = re.compile(r"\s*(\S?)")


class Keys:
    """Looks at the keys of `source`; `findings` take what is wrong."""

    def __init__(self, source: SourceFile, findings: Findings) -> None:
        self._source = source
        self._findings = findings

    def accepted(self, node: Node) -> Scalar | None:
        """`node` as a key; None where it is refused."""
        if not isinstance(node, Scalar):
            self._findings.add(KEY_IS_NOT_TEXT, node.span.place, "冒号前面应当是名称，这里却是一组内容。")
            return None
        if not node.text.strip():
            self._findings.add(KEY_IS_NOT_TEXT, node.span.place, "冒号前面缺少名称。")
            return None
        # A blank at the beginning of a name is none that YAML takes for one.
        if node.text[0].isspace() and not node.quoted:
            fault = wide_indent(self._source, node.span.line)
            if fault is not None:
                self._findings.add(fault.rule, fault.span.place, fault.message)
                return None
        if node.text == "<<" and not node.quoted:
            message = "不能用合并键“<<”，请把内容直接写在这里。"
            self._findings.add(ANCHOR_OR_ALIAS, node.span.place, message)
            return None
        return node

    def repeated(self, first: Entry, key: Scalar) -> None:
        """Refuse `key`, which the mapping has: `first`."""
        place = first.key.span.place
        written = first.value.text if isinstance(first.value, Scalar) else ""
        message = f"“{key.text}”在第 {place.line} 行已经写过，这里又写了一次。"
        related = (Related(key.text, written, place),)
        self._findings.add(DUPLICATE_KEY, key.span.place, message, related=related)

    def check_colon(self, key: Scalar, value: Node) -> None:
        """Refuse a key that lacks its colon: `汇总：{合计: 1}` and `{合计：1}` are valid YAML, but never what was meant."""
        if key.quoted:
            return
        wide = _COLON_BEFORE_BRACKET.search(key.text) if "：" in key.text else None
        bare = isinstance(value, Scalar) and not value.text and not value.quoted and not self._has_colon(key)
        if wide is None and not bare:
            return
        end = key.span.end_column - 1 if key.span.end_line == key.span.line else None
        fault = broken_colon(self._source, key.span.line, key.span.column - 1, end)
        if fault is not None:
            self._findings.add(SYNTAX_ERROR, fault.span.place, fault.message)
        else:
            message = f"“{key.text}”后面缺少半角冒号和空格。"
            if key.text.count(")") > key.text.count("("):
                message += "前面的内容带有逗号的（如公式里的 合计(甲, 乙)），要把整段内容用英文引号括起来。"
            self._findings.add(SYNTAX_ERROR, key.span.place, message)

    def _has_colon(self, key: Scalar) -> bool:
        number, offset = key.span.end_line, key.span.end_column - 1
        while number <= len(self._source.lines):
            follows = _NEXT.match(self._source.line(number), offset)
            if follows is not None and follows[1]:
                return follows[1] == ":"
            number, offset = number + 1, 0
        return False

    def refuse_properties(self, event: _NodeStart, span: Span) -> None:
        """Refuse the anchor and the tag of what begins with `event`."""
        if event.anchor is not None:
            message = f"不能用锚点 &{event.anchor}，请删去；需要重复的内容，每处都直接写出来。"
            self._findings.add(ANCHOR_OR_ALIAS, span.place, message)
        if event.tag is not None:
            shown = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._findings.add(TAG, span.place, f"不能用类型标签 {shown}，请删去。")
