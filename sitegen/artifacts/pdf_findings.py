"""What is wrong with a PDF, as findings at the place of the cause.

Knows a report's files and how values are shown on paper. Must not know how anything is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from unicodedata import category

from sitegen import lazy_re as re
from sitegen.diagnostics import Diagnostic
from sitegen.model.reports.report import Report
from sitegen.model.reports.report_head import ReportHead
from sitegen.printing.fonts import FontSet
from sitegen.printing.job import Overflow, PrintJob
from sitegen.printing.rules import GLYPH_MISSING, PDF_FAILED, PDF_WARNING, RUNS_OVER, TOO_LONG
from sitegen.source import Place

MOST_ROWS = 3000
"""Of all tables of a report together; eight thousand take 18 s and 400 MB."""

_FILES = ("report.yaml", "narrative.md")
_PART = {
    "report.yaml": re.compile(r"^[^\s#-][^\n]*:", re.MULTILINE),
    "narrative.md": re.compile(r"^#{1,6} ", re.MULTILINE),
}
_SHOWN_OVERFLOWS = 5
_TAG = re.compile(r"<[^>]*>")
_PICTURE = re.compile(r"Failed to load image at '([^']*)': (.*)")
_AS_SHOWN = str.maketrans({",": None, "\N{MINUS SIGN}": "-"})


def problems_of(job: PrintJob, reports: Sequence[Report], root: Path, fonts: FontSet) -> Iterator[Diagnostic]:
    """What can be told before anything is printed."""
    for report in reports:
        tables = {name: data for name, data in report.tables.items() if data.rows}
        rows = sum(len(data.rows) for data in tables.values())
        if rows > MOST_ROWS:
            name, longest = max(tables.items(), key=lambda each: len(each[1].rows))
            message = f"这份报告的表格共 {rows} 行（“{name}”有 {len(longest.rows)} 行），PDF 最多能排 {MOST_ROWS} 行。"
            yield TOO_LONG.found(longest.rows[0].span.place, message, report=report.key)
    heads = [report.head for report in reports]
    for character in fonts.missing(_TAG.sub("", job.html)):
        message = f"字体里没有“{character}”（U+{ord(character):04X}）这个字。"
        if category(character) == "Co":
            message = f"U+{ord(character):04X} 是私用字符，换一台电脑就是别的字或方框，多半来自 Word 的符号（Wingdings）或造字。"
        head, place = _place((character,), heads, root)
        if place is None:
            message += "它不在报告里，在表单、部门名称或主题里。"
        yield GLYPH_MISSING.found(place or _top(head), message, report=head.key)


def failed(words: str, heads: Sequence[ReportHead], root: Path) -> Diagnostic:
    """There is no PDF; `words` say why. What takes longest is told, since nobody knows where a program stood still."""
    head, place = _longest_part(heads, root)
    if place.line > 1:
        words = f"{words}最长的一部分从这里开始，多半是它。"
    return PDF_FAILED.found(place, words, report=head.key)


def warnings(said: Iterable[str], heads: Sequence[ReportHead], root: Path) -> Iterator[Diagnostic]:
    """What was complained about while a PDF was made."""
    for words in said:
        picture = _PICTURE.fullmatch(words)
        if picture is None:
            yield PDF_WARNING.found(_top(heads[0]), f"生成 PDF 时：{words}。", report=heads[0].key)
            continue
        name = picture[1].rsplit("/", 1)[-1]
        head, place = _place((name,), heads, root)
        message = f"图片 {name} 读不出来，PDF 里没有它（{picture[2]}）。"
        yield PDF_WARNING.found(place or _top(head), message, report=head.key)


def overflowing(found: Sequence[Overflow], heads: Sequence[ReportHead], root: Path) -> Iterator[Diagnostic]:
    """What runs over its place on a page; the first few of many."""
    for each in found[:_SHOWN_OVERFLOWS]:
        what = f"“{each.text[:30]}”" if each.text else "图片"
        where = "伸出了表格的格子，会和旁边的字叠在一起" if each.in_cell else "伸出了页边，会被裁掉"
        plain = each.text.translate(_AS_SHOWN)
        head, place = _place(tuple(filter(None, (each.text, plain))), heads, root)
        message = f"PDF 第 {each.page} 页的{what}{where}。"
        yield RUNS_OVER.found(place or _top(head), message, report=head.key)
    if len(found) > _SHOWN_OVERFLOWS:
        rest = f"PDF 里另有 {len(found) - _SHOWN_OVERFLOWS} 处伸出了格子或页边。"
        yield RUNS_OVER.found(_top(heads[0]), rest, report=heads[0].key)


def _top(head: ReportHead) -> Place:
    return Place(f"{head.folder}/report.yaml", 1, 1)


def _longest_part(heads: Sequence[ReportHead], root: Path) -> tuple[ReportHead, Place]:
    """Where the longest part of the reports begins: a heading of a text, a key of a report."""
    longest, found = 0, (heads[0], _top(heads[0]))
    for head in heads:
        for name in _FILES:
            path = root / head.folder / name
            text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
            starts = [match.start() for match in _PART[name].finditer(text)]
            for start, end in pairwise([*starts, len(text)]):
                if end - start > longest:
                    line = text[start:].split("\n", 1)[0]
                    number = text.count("\n", 0, start) + 1
                    longest = end - start
                    found = head, Place(f"{head.folder}/{name}", number, 1, max(1, len(line)), line)
    return found


def _place(wanted: Sequence[str], heads: Sequence[ReportHead], root: Path) -> tuple[ReportHead, Place | None]:
    """Where one of the texts `wanted` stands in the files of the reports, and in whose."""
    for words in wanted:
        for head in heads:
            for name in _FILES:
                path = root / head.folder / name
                text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
                at = text.find(words)
                if at >= 0:
                    start, number = text.rfind("\n", 0, at) + 1, text.count("\n", 0, at) + 1
                    line = text[start:].split("\n", 1)[0]
                    place = Place(f"{head.folder}/{name}", number, at - start + 1, len(words), line)
                    return head, place
    return heads[0], None
