"""YAML to nodes, in one pass over the parser's events.

Knows what our YAML leaves out: anchors, aliases, merge keys, tags, repeated keys, keys that are
no text, depth without end. Nothing is converted and nothing recurses, so no input can exhaust the
stack or the memory. Must not know any key.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from sitegen.diagnostics import Diagnostic, Rule
from sitegen.reading.findings import Findings
from sitegen.reading.rules.files import CONTROL_CHARACTER, FILE_TOO_LARGE
from sitegen.reading.rules.yaml import (
    ANCHOR_OR_ALIAS,
    NESTING_TOO_DEEP,
    SEVERAL_DOCUMENTS,
    TAG,
)
from sitegen.reading.text import forbidden, without_forbidden
from sitegen.reading.yaml.errors import explain
from sitegen.reading.yaml.file_faults import looked_over
from sitegen.reading.yaml.keys import Keys
from sitegen.reading.yaml.nodes import Entry, Mapping, Node, Scalar, Sequence
from sitegen.source import SourceFile, Span

MAX_DEPTH = 32
"""Collections inside one another; the deepest form needs eight."""

MAX_NODES = 200_000
"""Keys, values, beginnings and ends of collections in one file."""

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_new = tuple.__new__
"""Makes a NamedTuple without its own constructor, which costs as much again."""


def parse_yaml(
    source: SourceFile, only: Collection[str] | None = None
) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """What `source` holds, and everything that is wrong with it. Where of its top level no other keys are wanted than
    `only` these, collections under others are passed over: they look empty, and what is wrong in them is not told.

    None when nothing can be made of the file: it is empty, its syntax is broken, or it is too
    deep or too long. Other faults leave a tree: a repeated key keeps its first value, an alias
    counts as blank, a merge key is left out.
    """
    builder = _Builder(source, _LOADER(source.text).get_event, only)
    try:
        builder.read()
    except yaml.YAMLError as error:
        fault = explain(error, source)
        builder.findings.add(fault.rule, fault.span.place, fault.message)
        builder.root = None
    else:
        builder.finish()
    return builder.root, builder.findings.diagnostics()


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come. `entries` is None for a sequence; `key` waits for its
    value, and is None when it was refused. In a `tagged` one (`!!set {a, b}`) keys need no colon.
    """

    span: Span
    entries: dict[str, Entry] | None
    items: list[Node] = field(default_factory=list)
    key: Scalar | None = None
    key_is_next: bool = True
    tagged: bool = False


class _Builder:
    """Takes events and keeps the collections that are open in a list of its own."""

    def __init__(
        self, source: SourceFile, get_event: Callable[[], Event | None], only: Collection[str] | None
    ) -> None:
        self.findings = Findings()
        self.root: Node | None = None
        self.stopped = False
        self._source = source
        self._keys = Keys(source, self.findings)
        self._get_event = get_event
        self._only = only
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0

    def read(self) -> None:
        """Work in every event, or as many as there may be. Raises yaml.YAMLError."""
        workings: dict[type, Callable[[Any], None]] = {
            ScalarEvent: self._scalar,
            MappingStartEvent: self._start,
            SequenceStartEvent: self._start,
            MappingEndEvent: self._end,
            SequenceEndEvent: self._end,
            AliasEvent: self._alias,
            DocumentStartEvent: self._document,
        }
        get_event, working = self._get_event, workings.get
        while not self.stopped:
            event = get_event()
            assert event is not None, "the end of the stream comes first"
            kind = type(event)
            if kind is StreamEndEvent:
                break
            work = working(kind)
            if work is not None:
                work(event)
                self._nodes += 1
                if self._nodes > MAX_NODES:
                    message = f"文件里超过了 {MAX_NODES:,} 项；后面的内容没有再读。"
                    self._stop(FILE_TOO_LARGE, self._span(event), message)

    def finish(self) -> None:
        """Look at what only the whole file shows."""
        if not self.stopped:
            comments = self._only is None
            self.root = looked_over(self._source, self.root, self.findings, comments=comments)

    def _scalar(self, event: ScalarEvent) -> None:
        # Most events are scalars, so calls are spared here.
        start, end = event.start_mark, event.end_mark
        assert start is not None
        assert end is not None
        span = _new(Span, (self._source, start.line + 1, start.column + 1, end.line + 1, end.column + 1))
        if event.anchor is not None or event.tag is not None:
            self._keys.refuse_properties(event, span)
        text, style = event.value, event.style
        if style == '"':
            for _, name in forbidden(text):
                self.findings.add(CONTROL_CHARACTER, span.place, f"引号里的转义写出了{name}。")
            text = without_forbidden(text)
        self._put(_new(Scalar, (text, span, style in ('"', "'"))))

    def _start(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        span = self._span(event)
        if event.anchor is not None or event.tag is not None:
            self._keys.refuse_properties(event, span)
        if len(self._open) == MAX_DEPTH:
            self._stop_in_the_depth(span)
            return
        only, above = self._only, self._open[0] if len(self._open) == 1 else None
        entries: dict[str, Entry] | None = {} if isinstance(event, MappingStartEvent) else None
        self._open.append(_Open(span, entries, tagged=event.tag is not None))
        if only is None or above is None or above.key is None or above.key_is_next:
            return
        if above.key.text not in only:
            self._pass_over()

    def _pass_over(self) -> None:
        """Leave out what the collection that was opened last holds."""
        depth = len(self._open)
        while not self.stopped:
            event = self._get_event()
            if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
                if depth == MAX_DEPTH:
                    self._stop_in_the_depth(self._span(event))
                depth += 1
            elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
                if depth == len(self._open):
                    self._end(event)
                    return
                depth -= 1
            self._nodes += 1

    def _stop_in_the_depth(self, span: Span) -> None:
        message = f"这里已经是第 {MAX_DEPTH + 1} 层，最多 {MAX_DEPTH} 层；后面的内容没有再读。"
        self._stop(NESTING_TOO_DEEP, span, message)

    def _end(self, event: Event) -> None:
        ended = self._open.pop()
        start, end = ended.span, self._span(event)
        span = Span(self._source, start.line, start.column, end.end_line, end.end_column)
        if ended.entries is None:
            self._put(Sequence(tuple(ended.items), span))
        else:
            self._put(Mapping(tuple(ended.entries.values()), span))

    def _alias(self, event: AliasEvent) -> None:
        span = self._span(event)
        message = f"不能用别名 *{event.anchor} 引用别处的内容，请把内容直接写在这里。"
        self.findings.add(ANCHOR_OR_ALIAS, span.place, message)
        top = self._open[-1] if self._open else None
        if top is not None and top.entries is not None and top.key_is_next:
            top.key, top.key_is_next = None, False
        else:
            self._put(Scalar("", span))

    def _document(self, event: DocumentStartEvent) -> None:
        self._documents += 1
        span = self._span(event)
        if self._documents > 1:
            message = "文件里有第二份内容，从这里的“---”开始；这一份没有读。"
            self.findings.add(SEVERAL_DOCUMENTS, span.place, message)
            self.stopped = True
        elif event.tags:
            self.findings.add(TAG, span.place, "文件开头的 %TAG 不能用，请删去。")

    def _put(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        top = self._open[-1]
        if top.entries is None:
            top.items.append(node)
        elif top.key_is_next:
            top.key, top.key_is_next = self._keys.accepted(node), False
        else:
            top.key_is_next = True
            key = top.key
            if key is None:
                return
            if key.text in top.entries:
                self._keys.repeated(top.entries[key.text], key)
            else:
                top.entries[key.text] = _new(Entry, (key, node))
            # Only these can lack their colon.
            if ("：" in key.text or (type(node) is Scalar and not node.text)) and not top.tagged:
                self._keys.check_colon(key, node)

    def _stop(self, rule: Rule, span: Span, message: str) -> None:
        self.findings.add(rule, span.place, message)
        self.root = None
        self.stopped = True

    def _span(self, event: Event) -> Span:
        start, end = event.start_mark, event.end_mark
        assert start is not None
        assert end is not None
        return Span(self._source, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
