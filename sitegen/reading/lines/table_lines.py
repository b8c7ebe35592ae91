"""Tables that Markdown does not see as such: with bars of another width, without the line below the
header, or with tabs, as they come out of Word.

Knows how rows are drawn. Works on lines. Must not know what a table is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from sitegen import lazy_re as re
from sitegen.diagnostics import Edit, Severity
from sitegen.reading.lines.draft import Draft
from sitegen.reading.rules.lines import LINE_TAKEN_FOR_ROW, TABLE_NOT_UNDERSTOOD

BARS = "|｜│┃"
"""What people part cells with, for use inside a character class."""

_BLANK = " \t\u00a0\u3000"
_DASHES = r"\-－—–―─━═﹣"
_BAR = re.compile(rf"(?<!\\)[{BARS}]")
_BAR_OF_MARKDOWN = re.compile(r"(?<!\\)\|")
_RULE = re.compile(":?-+:?")
_DASHED = re.compile(rf"[{_BLANK}]*([:：]?)[{_DASHES}]+([:：]?)[{_BLANK}]*")
_FRAME = re.compile(rf"[{_BLANK}{BARS}+├┼┤┌┬┐└┴┘╞╪╡:：{_DASHES}]+")
_MARKED = re.compile(r"[ \t]*(?:[#>]|[-+*][ \t]|\d{1,9}[.)][ \t])")
_NUMBER = re.compile(r"[-−－+]?\d[\d.,，]*\s*(?:[%％]|万?元|亿元)?")
_SENTENCE = re.compile("[。：:；]")
_FEWEST_BARS = 3
_SHOWN_ROWS = 8

Row = tuple[str, ...]
"""The cells of a line."""


class _Group(NamedTuple):
    """Lines in a row that look like a table's: the first one's index, the cells of each."""

    first: int
    rows: tuple[Row, ...]

    @property
    def end(self) -> int:
        return self.first + len(self.rows)


def read_tables(draft: Draft) -> frozenset[int]:
    """Read as tables those lines of `draft` that can be nothing else, and tell all that are not
    written as such. Returns the indexes of all lines that belong to tables.
    """
    found: set[int] = set()
    for group in tuple(_groups(draft, _at_bars)):
        for each in _apart(draft, group):
            found |= _barred(draft, each)
    for group in tuple(_groups(draft, _at_tabs)):
        found |= _tabbed(draft, group)
    return frozenset(found)


def _groups(draft: Draft, cut: Callable[[str], Row]) -> Iterator[_Group]:
    rows: list[Row] = []
    for index in range(len(draft) + 1):
        row = cut(draft.line(index))
        if row:
            rows.append(row)
        elif rows:
            yield _Group(index - len(rows), tuple(rows))
            rows = []


def _apart(draft: Draft, group: _Group) -> Iterator[_Group]:
    """`group`, and what stands above a table in it."""
    for start in range(1, len(group.rows) - 1):
        if not _is_dashed(group.rows[start + 1]):
            continue
        if _is_table(draft, group.first + start):
            if not _is_table(draft, group.first):
                yield _Group(group.first, group.rows[:start])
                group = _Group(group.first + start, group.rows[start:])
            break
    yield group


def _at_bars(line: str) -> Row:
    """The cells of a line with bars; none where it has none, or is marked as something else."""
    if _BAR.search(line) is None or _MARKED.match(line):
        return ()
    cells = [cell.strip(_BLANK) for cell in _BAR.split(line.strip(_BLANK))]
    if cells and not cells[0]:
        del cells[0]
    if cells and not cells[-1]:
        del cells[-1]
    return tuple(cells)


def _at_tabs(line: str) -> Row:
    """The cells of a line with tabs between words."""
    if "\t" not in line.strip(" \n") or _BAR.search(line) is not None:
        return ()
    cells = tuple(cell.strip(_BLANK) for cell in line.strip(" \n").split("\t"))
    # A number or a bullet before the only tab marks an item of a list.
    return () if (len(cells) == 2 and _MARKED.match(line)) or line.lstrip()[:1] in "#>" else cells


def _barred(draft: Draft, group: _Group) -> frozenset[int]:
    """Read `group`, and tell what follows it as a row that is none."""
    first, rows = group
    header = rows[0]
    dashed = [number for number, row in enumerate(rows) if _is_dashed(row)]
    if len(rows) > 1 and _is_table(draft, first):
        edges = draft.line(first).strip(_BLANK)
        if edges[:1] == "|":
            _part_below(draft, group.end)
        return frozenset(range(first, group.end))
    body = [row for row in rows[1:] if not _is_dashed(row)]
    framed = all(draft.line(index).strip(_BLANK)[:1] in BARS for index in range(first, group.end))
    even = dashed in ([], [1]) and body and all(len(row) == len(header) for row in body)
    if not dashed and not framed:
        if even and all(header) and len(header) > 1:
            message = "这几行用竖线隔开，像是表格，公开后会连成一段文字。"
            _tell(draft, group, message, severity=Severity.WARNING)
        return frozenset()
    if len(rows) == 1 and len(header) < _FEWEST_BARS:
        return frozenset()
    if even and len(header) > 1 and all(header) and not _is_dashed(header):
        edits = _rewrite(draft, group, rows[1] if dashed else ())
        if edits:
            what = "竖线、横线要用半角的“|”“-”" if dashed else "第二行要用“|---|”隔开表头"
            _part_below(draft, group.end)
            message = f"这里像是表格，但写法不对：{what}，一般软件会印成一段文字。已按表格读，第一行是表头。"
            _tell(draft, group, message, edits)
        return frozenset(range(first, group.end))
    message = "这里像是表格，但写法不对，会印成一段文字，竖线原样留着。"
    _tell(draft, group, message)
    return frozenset(range(first, group.end))


def _is_table(draft: Draft, index: int) -> bool:
    """Whether Markdown sees a table's header in line `index`, as it is written."""
    header, rule = _cells(draft.line(index)), _cells(draft.line(index + 1))
    return len(header) == len(rule) and all(_RULE.fullmatch(cell.strip(" \t")) for cell in rule)


def _cells(line: str) -> list[str]:
    """The cells of a row as Markdown cuts it."""
    cells = _BAR_OF_MARKDOWN.split(line.strip(" \t"))
    first, last = int(not cells[0]), int(not cells[-1])
    return cells[first : len(cells) - last]


def _is_dashed(row: Row) -> bool:
    return bool(row) and all(_DASHED.fullmatch(cell) for cell in row)


def _rewrite(draft: Draft, group: _Group, rule: Row) -> tuple[Edit, ...]:
    """Read the rows of `group` as Markdown has them; `rule` are the dashes below the header."""
    edits: list[Edit] = []
    header = group.rows[0]
    dashes = rule if len(rule) == len(header) else ("---",) * len(header)
    line = "|" + "|".join(map(_dashes, dashes)) + "|"
    for number, row in enumerate(group.rows):
        index = group.first + number
        if rule and number == 1:
            edits += draft.replace(index, line)
        elif number == 0 and not rule:
            edits += draft.replace(index, _written(row), line)
        else:
            edits += draft.replace(index, _written(row))
    return tuple(edits)


def _dashes(cell: str) -> str:
    match = _DASHED.fullmatch(cell)
    left, right = match.groups() if match else ("", "")
    return (":" if left else "") + "---" + (":" if right else "")


def _written(row: Row) -> str:
    return "| " + " | ".join(row) + " |"


def _part_below(draft: Draft, index: int) -> None:
    """The line right below a table would be a row."""
    line = draft.line(index)
    if not line.strip() or _MARKED.match(line) or _FRAME.fullmatch(line):
        return
    message = "这一行紧接在表格下面，一般软件会把它当作表格的一行。已按表格下面的文字读。"
    draft.tell(LINE_TAKEN_FOR_ROW, index, message, edits=draft.part(index))


def _tabbed(draft: Draft, group: _Group) -> frozenset[int]:
    """Read `group`, whose cells stand between tabs."""
    first, rows = group
    header = rows[0]
    if len(rows) == 1 or not any(all(row) for row in rows) or any(_SENTENCE.search(cell) for cell in header):
        return frozenset()
    even = all(len(row) == len(header) for row in rows)
    if even and all(header) and len(set(header)) == len(header) and not any(map(_NUMBER.fullmatch, header)):
        edits = _rewrite(draft, group, ())
        if draft.line(group.end).strip():
            edits += draft.part(group.end)
        message = f"这 {len(rows)} 行用制表符隔开，像是从 Word 或表格软件粘贴来的表格，一般软件会连成一段文字。已按表格读，第一行是表头。"
        _tell(draft, group, message, edits)
        return frozenset(range(first, group.end))
    message = f"这 {len(rows)} 行用制表符隔开，像是从 Word 或表格软件粘贴来的表格，公开后会连成一段文字。"
    _tell(draft, group, message)
    return frozenset(range(first, group.end))


def _tell(
    draft: Draft,
    group: _Group,
    message: str,
    edits: tuple[Edit, ...] = (),
    severity: Severity | None = None,
) -> None:
    """`edits` are there where the meaning is beyond doubt."""
    rows = [row for row in group.rows if not _is_dashed(row)] or [("",)]
    width = max(map(len, rows))
    full = [row + ("",) * (width - len(row)) for row in rows[:_SHOWN_ROWS]]
    shown = [_written(full[0]), "|" + "---|" * width, *map(_written, full[1:])]
    if len(rows) > _SHOWN_ROWS:
        shown.append("……")
    hint = "sitegen check --fix 可以代改，写成：" if edits else "表头每格写上名称，每行格数相同，写成："
    draft.tell(
        TABLE_NOT_UNDERSTOOD,
        group.first,
        message,
        remedy="\n".join((hint, *shown)),
        severity=Severity.WARNING if edits else severity,
        edits=edits,
    )
