"""A document imported over a report that is there already: what it changes, and the files with only that changed.

Knows report.yaml by its parts, each under a key at the left edge. Comments, order, 数据说明 and whatever the document
does not say stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen import lazy_re as re
from sitegen.importing.writing import Part, Texts, scalar
from sitegen.loading.reports.row_labels import row_key
from sitegen.reading.yaml.nodes import Mapping, Node, Scalar
from sitegen.reading.yaml.tree import parse_yaml
from sitegen.source import SourceFile

_KEY = re.compile(r"^(?:\"(?P<quoted>[^\"]+)\"|(?P<plain>[^\s#\"'\-{}\[\]][^:#]*?))\s*:(?=\s|$)")
_HEADING = re.compile(r"^#[ \u3000]+(.+?)\s*$")
_AFTER_FIGURES = ("数据说明", "资料缺失", "更正")

Address = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What stands at `address` before and after; "" where nothing does."""

    address: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Again:
    """Both files as they come to be, and every difference from what they are. `old` are the files as they are."""

    report: str
    narrative: str
    changes: tuple[Change, ...]

    @property
    def is_clean(self) -> bool:
        """Whether nothing that was there is changed or taken away."""
        return not any(change.before for change in self.changes)


class NotMerged(Exception):
    """What is there cannot be read, or not be changed without touching more."""


def again(report: str, narrative: str, new: Texts) -> Again:
    """What importing `new` makes of the files `report` and `narrative`; raises NotMerged."""
    changes: list[Change] = []
    merged = _report(report, new, changes)
    text = _narrative(narrative, new.narrative, changes)
    return Again(merged, text, tuple(changes))


def _report(text: str, new: Texts, changes: list[Change]) -> str:
    old = _values(text)
    chunks = _chunks(text)
    wanted = _values(new.report)
    additions: list[str] = []
    for part in new.parts:
        if part.key not in chunks:
            additions.append(part.text)
            changes += (Change(_said(part, each), "", value) for each, value in wanted[part.key].items())
            continue
        before, after = old.get(part.key, {}), wanted[part.key]
        found = [
            Change(_said(part, each), before.get(each, ""), after.get(each, ""))
            for each in dict.fromkeys((*before, *after))
            if before.get(each, "") != after.get(each, "")
        ]
        changes += found
        if found:
            chunks[part.key] = _chunk(chunks[part.key], part, before, after)
    pieces: list[str] = []
    for key, chunk in chunks.items():
        if key in _AFTER_FIGURES and additions:
            pieces += (*additions, "\n")
            additions = []
        pieces.append(chunk)
    if additions and pieces and not pieces[-1].endswith("\n"):
        pieces.append("\n")
    result = "".join((*pieces, *additions))
    _verify(result, old, wanted, new)
    return result


def _verify(
    result: str, old: dict[str, dict[Address, str]], wanted: dict[str, dict[Address, str]], new: Texts
) -> None:
    """Raise NotMerged where the result does not say what it must."""
    told = _values(result)
    for part in new.parts:
        if told.get(part.key) != wanted[part.key]:
            raise NotMerged
    if any(told.get(key) != values for key, values in old.items() if key not in wanted):
        raise NotMerged


def _chunk(chunk: str, part: Part, before: dict[Address, str], after: dict[Address, str]) -> str:
    """The part of the file under one key, with `after` for `before`: single values are exchanged where they stand, if
    the same places are filled; else the part is written anew.
    """
    lines = chunk.split("\n")
    tail = len(lines)
    while tail > 1 and (not lines[tail - 1].strip() or lines[tail - 1].startswith("#")):
        tail -= 1
    rest = "\n".join(lines[tail:])
    if before.keys() == after.keys():
        root, _ = parse_yaml(SourceFile("", chunk))
        edits = []
        for address, node in _leaves(root, ()):
            value = after.get(address[1:])
            if value is not None and before[address[1:]] != value:
                edits.append((node, value))
        whole = all(node.span.line == node.span.end_line and "\n" not in value for node, value in edits)
        if whole and edits:
            for node, value in sorted(edits, key=lambda each: each[0].span[1:3], reverse=True):
                span = node.span
                line = lines[span.line - 1]
                lines[span.line - 1] = (
                    line[: span.column - 1] + scalar(value, 0) + line[span.end_column - 1 :]
                )
            return "\n".join(lines)
    return part.text + rest


def _chunks(text: str) -> dict[str, str]:
    """The text cut before each key at the left edge; what stands before the first under ""."""
    found: dict[str, list[str]] = {"": []}
    here = ""
    for line in text.splitlines(keepends=True):
        key = _KEY.match(line)
        if key is not None:
            here = key["quoted"] or key["plain"]
            if here in found:
                raise NotMerged
            found[here] = []
        found[here].append(line)
    return {key: "".join(lines) for key, lines in found.items()}


def _values(text: str) -> dict[str, dict[Address, str]]:
    """Every value by its key at the left edge, then by the way down to it."""
    root, problems = parse_yaml(SourceFile("", text))
    if not isinstance(root, Mapping) or problems:
        raise NotMerged
    found: dict[str, dict[Address, str]] = {key: {} for key in root.keys}
    for address, node in _leaves(root, ()):
        if node.text.strip():
            found[address[0]][address[1:]] = node.text.strip()
    return found


def _leaves(node: Node | None, above: Address) -> list[tuple[Address, Scalar]]:
    if isinstance(node, Scalar):
        return [(above, node)]
    if not isinstance(node, Mapping):
        return []
    found: list[tuple[Address, Scalar]] = []
    for entry in node.entries:
        name = entry.key.text if not above else row_key(entry.key.text)
        found += _leaves(entry.value, (*above, name))
    return found


def _said(part: Part, address: Address) -> str:
    return " / ".join((part.key, *address))


def _narrative(text: str, new: dict[str, str], changes: list[Change]) -> str:
    """narrative.md with the texts that the document has; as it is, if it has no others."""
    known = len(changes)
    sections: dict[str, list[str]] = {"": []}
    here = ""
    for line in text.splitlines():
        heading = _HEADING.match(line)
        if heading is not None:
            here = heading[1]
            sections.setdefault(here, [])
        else:
            sections[here].append(line)
    for name, wanted in new.items():
        before = "\n".join(sections.get(name, [])).strip()
        if wanted and re.sub(r"\s+", "", before) != re.sub(r"\s+", "", wanted):
            changes.append(Change(name, before, wanted))
            sections[name] = ["", *wanted.split("\n"), ""]
        else:
            sections.setdefault(name, [""])
    if not any(change.address in new for change in changes[known:]):
        return text
    pieces = [
        (f"# {name}\n" if name else "") + "\n".join(lines).rstrip("\n") + "\n"
        for name, lines in sections.items()
        if name or any(lines)
    ]
    return "\n".join(pieces)
