"""What a `#` in a YAML file swallows without a sound.

Knows that YAML leaves out everything from a `#` behind a blank on, and that our parser does so behind a
quotation mark or a bracket too. Must not know any key.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sitegen import lazy_re as re
from sitegen.reading.yaml.nodes import Mapping, Node, Scalar, Sequence
from sitegen.source import SourceFile, Span

DEBRIS = re.compile(
    r"#(?:REF!|DIV/0!|N/A(?![A-Za-z])|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)|(?<![\w#*])#{3,}(?![\w#*])",
    re.IGNORECASE,
)
"""What spreadsheets show in a cell whose formula fails, or that is too narrow."""

_SUSPICIOUS = re.compile(r"#(?![\s#]|$)|\S#|##|[:,\-]\s+#\s*[\d.,]+[%％]?\s*$", re.MULTILINE)
_NUMBER = re.compile(r"\s*-?\d[\d.,]*[%％]?\s*")
FARTHEST = 50
"""Lines above the place where the parser stumbles that may hold the cause."""
_CONTENT_ENDS = re.compile(r"[,，}\]\s]")
_IN_BRACKETS = re.compile(r"[ \t]#(?=\S)")


class Swallowed(NamedTuple):
    """Where something was swallowed, what is wrong, how to mend it ("" for as usual), and whether it may be a
    comment that was meant.
    """

    span: Span
    message: str
    remedy: str = ""
    doubtful: bool = False


def swallowed(source: SourceFile, root: Node) -> Iterator[Swallowed]:
    """Every content of `source`, read as `root`, that was taken for a comment."""
    if not _SUSPICIOUS.search(source.text):
        return
    covered, blanks = _places(root)
    for number, line in enumerate(source.lines, 1):
        if "#" not in line or not _SUSPICIOUS.search(line):
            continue
        start = next((at for at in _hashes(line) if not _inside(covered.get(number, ()), at)), -1)
        if start < 0:
            continue
        before, after = line[:start], line[start + 1 :]
        span = Span.at(source, number, start + 1, len(line.rstrip()) - start)
        written = line[start:].rstrip()
        if not before.strip():
            if DEBRIS.fullmatch(written) and written.strip("#"):
                yield Swallowed(span, _taken(written))
        elif not before[-1].isspace():
            if after.strip():
                yield Swallowed(span, f"“#”紧接在“{before[-1]}”后面，“{written}”不会公开。")
        elif DEBRIS.match(written) or (number in blanks and (after[:1].strip() or _NUMBER.fullmatch(after))):
            yield Swallowed(span, _taken(written), _in_quotes(written))
        elif after[:1].isascii() and after[:1].isalnum() and before.rstrip()[-1:] != ":":
            yield Swallowed(
                span,
                _taken(written),
                _in_quotes(f"{before.rsplit(': ', 1)[-1].strip()} {written}"),
                doubtful=True,
            )


def swallowed_in_brackets(source: SourceFile, last: int) -> Swallowed | None:
    """What a `#` swallowed together with the bracket that should close; sought upwards from line `last`."""
    for number in range(last, max(0, last - FARTHEST), -1):
        line = source.line(number)
        for match in _IN_BRACKETS.finditer(line):
            start = match.end() - 1
            before = line[:start]
            is_open = before.count("{") > before.count("}") or before.count("[") > before.count("]")
            if is_open and before.count('"') % 2 == 0:
                content = _CONTENT_ENDS.split(line[start:])[0]
                message = f"{_taken(content)}这一行后面的内容连同括号也略去了。"
                return Swallowed(
                    Span.at(source, number, start + 1, len(content)), message, _in_quotes(content)
                )
    return None


def _taken(written: str) -> str:
    if DEBRIS.match(written):
        return f"“{written}”是表格软件的出错标记，又因为以“#”开头被当成了注释，这一项成了没有填。"
    return f"“{written}”以“#”开头，前面有空格，被当成了注释，不会公开。"


def _in_quotes(written: str) -> str:
    """How to write what is content, so that it can be copied; "" where it cannot be."""
    if DEBRIS.match(written) or '"' in written or "\\" in written or "{" in written:
        return ""
    return f'是内容的，加上引号，写成 "{written}"；是注释的，“#”前后各空一格。'


def _hashes(line: str) -> Iterator[int]:
    at = line.find("#")
    while at >= 0:
        yield at
        at = line.find("#", at + 1)


def _inside(stretches: list[tuple[int, int]] | tuple[()], at: int) -> bool:
    return any(start <= at < end for start, end in stretches)


def _places(root: Node) -> tuple[dict[int, list[tuple[int, int]]], set[int]]:
    """By line, what of it is content; and the lines on which an entry or an item is left blank."""
    covered: dict[int, list[tuple[int, int]]] = {}
    blanks: set[int] = set()
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            for entry in node.entries:
                waiting += [entry.key, entry.value]
                if _is_blank(entry.value):
                    blanks.add(entry.key.span.end_line)
        elif isinstance(node, Sequence):
            waiting += node.items
            blanks |= {item.span.line for item in node.items if _is_blank(item)}
        else:
            _cover(node, covered)
    return covered, blanks


def _is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text and not node.quoted


def _cover(scalar: Scalar, covered: dict[int, list[tuple[int, int]]]) -> None:
    span = scalar.span
    first = span.line
    opening = span.source.line(first)[span.column - 1 : span.column]
    if opening in ("|", ">") and not scalar.quoted:
        first += 1  # behind the sign stands no content
    for number in range(first, span.end_line + 1):
        start = span.column - 1 if number == span.line else 0
        end = span.end_column - 1 if number == span.end_line else len(span.source.line(number))
        covered.setdefault(number, []).append((start, end))
