"""Mechanical corrections: from findings to changed files.

Knows edits, lines and bytes. What is not touched by an edit stays as it is, byte for byte: line
ends, a byte order mark, everything else. New lines end as the line does that they come from. Must not know what is corrected nor why.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sitegen import lazy_re as re
from sitegen.authoring.start import Refused
from sitegen.diagnostics import Diagnostic, Edit
from sitegen.files import write_atomic
from sitegen.visible import shown

_MARK = "\ufeff"
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
"""Only LF, CR LF and CR end a line."""
_END = re.compile(r"\r\n|\n|\r")
_DIFF_LINES = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a file holds `before` and `after`, as UTF-8 text with its line ends. `path` is relative
    to the root, in POSIX form.
    """

    path: str
    before: str
    after: str


def planned(root: Path, diagnostics: Iterable[Diagnostic]) -> tuple[FileChange, ...]:
    """The changes that mend those of `diagnostics` that have edits and no 数据说明, by file.

    The edits of a finding lie in one file; all of them are made or none. Of two findings whose
    edits overlap, the one that stands first is mended; the other is found again. What no longer
    stands in the file as the finding saw it is left alone. Raises Refused for a file outside
    `root`, behind a link or unreadable.
    """
    by_file: dict[str, list[tuple[Edit, ...]]] = {}
    for found in diagnostics:
        if found.edits and not found.waived:
            by_file.setdefault(found.edits[0].place.file, []).append(found.edits)
    changes = []
    for path in sorted(by_file):
        before = _read(root, path)
        after = _edited(before, by_file[path])
        if after != before:
            changes.append(FileChange(path, before, after))
    return tuple(changes)


def diff(change: FileChange) -> str:
    """`change` as a unified diff, for people and, unless it is printed and hides something, for `patch -p1`."""
    before, after = (_DIFF_LINES.findall(text) for text in (change.before, change.after))
    lines = difflib.unified_diff(before, after, f"a/{change.path}", f"b/{change.path}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def write(root: Path, changes: Sequence[FileChange]) -> None:
    """Write `changes` below `root`, each file whole or not at all. Raises Refused, before anything
    is written, when a file lies outside `root` or behind a link or has changed meanwhile.
    """
    for change in changes:
        if _read(root, change.path) != change.before:
            raise Refused(f"{shown(change.path)} 在检查之后又改过，没有改动任何文件；请重新检查。")
    for change in changes:
        write_atomic(root / change.path, change.after.encode())


def _read(root: Path, path: str) -> str:
    """The text of a file that may be written, line ends and byte order mark included."""
    parts = PurePosixPath(path)
    target = root / parts
    if parts.is_absolute() or ".." in parts.parts or not target.is_file():
        raise Refused(f"{shown(path)} 不是这个站点里的文件，没有改动任何文件。")
    if any((root / each).is_symlink() for each in (parts, *parts.parents)[:-1]):
        raise Refused(f"{shown(path)} 是链接，指向别处的文件，没有改动任何文件。")
    try:
        return target.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{shown(path)} 读不出来，没有改动任何文件。") from error


def _edited(text: str, wanted: Iterable[tuple[Edit, ...]]) -> str:
    starts = _line_starts(text)
    taken: list[tuple[int, int, str]] = []
    for edits in sorted(wanted, key=lambda each: (each[0].place.line, each[0].place.column)):
        ranges = [_range(text, starts, edit) for edit in edits]
        found = [each for each in ranges if each is not None]
        if len(found) == len(edits) and not any(_overlap(one, other) for one in found for other in taken):
            taken += found
    for start, end, replacement in sorted(taken, reverse=True):
        text = text[:start] + replacement + text[end:]
    return text


def _range(text: str, starts: Sequence[int], edit: Edit) -> tuple[int, int, str] | None:
    """From where to where in `text` the edit goes; None where its line is another by now."""
    place = edit.place
    if not 1 <= place.line < len(starts):
        return None
    start, end = starts[place.line - 1], starts[place.line]
    line = text[start:end].rstrip("\r\n")
    last = place.column - 1 + place.length
    if line != place.line_text or place.column < 1 or last > len(line):
        return None
    ends = text[start + len(line) : end] or _first_end(text)
    return start + place.column - 1, start + last, edit.text.replace("\n", ends)


def _first_end(text: str) -> str:
    """The line end that `text` has first."""
    match = _END.search(text)
    return match[0] if match else "\n"


def _overlap(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _line_starts(text: str) -> list[int]:
    """Where each line begins, and the end of the text. A byte order mark is no part of line 1."""
    starts = [1 if text.startswith(_MARK) else 0]
    starts += [match.end() for match in _LINES.finditer(text, starts[0])]
    return starts
