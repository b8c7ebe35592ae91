"""What several formats say in the same words, as plain text.

Knows how findings, edits and counts read in Chinese. Must not know any format.
"""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.diagnostics import Diagnostic, Edit, Related, Severity, Waiver
from sitegen.reporters.record import Record
from sitegen.source import Place
from sitegen.text_figures import COMPARED, Compared, Fate, TextsRead
from sitegen.visible import visible

SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "错误",
    Severity.WARNING: "警告",
    Severity.INFO: "提示",
}
RESULTS: Mapping[str, str] = {
    "pass": "通过",
    "fail": "不符",
    "waived": "已说明",
    "not_checkable": "无法核对",
    "not_applicable": "不适用",
}
"""How checks can end, in the order they are told."""

FATES: Mapping[Fate, tuple[str, str, str]] = {
    Fate.DIFFERS: ("✗", "不符", "不符"),
    Fate.EXPLAINED: ("▲", "不符而已说明", "不符，已写数据说明"),
    Fate.AGREES: ("✓", "相符", "相符"),
    Fate.ALONE: ("…", "无可比较", "读懂了，没有可以比较的数"),
    Fate.ROUGH: ("≈", "约数或上下限", "约数或上下限，不比较"),
    Fate.UNREAD: ("？", "没有读懂", "没有读懂，没有核对"),
}
"""What became of a figure in a text: as a sign, in a word, and in full."""

BUILT_IN = "内置"
"""Places that begin so lie in files shipped with sitegen, not in the site."""


def one_line(text: str) -> str:
    """`text` with every stretch of white space as one space."""
    return " ".join(text.split())


def at(place: Place) -> str:
    """`file:line:column`."""
    return f"{visible(place.file)}:{place.line}:{place.column}"


def built_in(place: Place) -> bool:
    """Whether `place` lies in a file shipped with sitegen."""
    return place.file.startswith(BUILT_IN)


def status(found: Diagnostic) -> str:
    """已说明, 已有（基线）, or the severity."""
    if found.waived:
        return "已说明"
    return "已有（基线）" if found.known else SEVERITIES[found.severity]


def sides(found: Diagnostic) -> str:
    """What should be written and what is, as far as the finding says; "" where it says neither."""
    given = (("应为", found.expected), ("实为", found.actual))
    return "；".join(f"{word}：{text}" for word, text in given if text)


def related(other: Related) -> str:
    """Another figure with its value, without its place."""
    return f"{other.fact} {other.value}" if other.value else other.fact


def explained(waiver: Waiver) -> str:
    """The 数据说明 with who approved it and until when."""
    return f"{waiver.reason}（批准：{waiver.approved_by}，有效期至：{waiver.until}）"


def edit(each: Edit) -> str:
    """What an edit does: `第 3 行第 5 列“，。”改为“。”`."""
    place = each.place
    old = visible(place.line_text[place.column - 1 : place.column - 1 + place.length])
    new = visible(each.text)
    where = f"第 {place.line} 行第 {place.column} 列"
    if not old:
        return f"{where}插入“{new}”"
    return f"{where}“{old}”改为“{new}”" if new else f"{where}“{old}”删去"


def lines(found: Diagnostic) -> list[str]:
    """What follows a finding's message: sides, 数据说明 or remedy, corrections; a line each."""
    result = [text for text in (sides(found),) if text]
    if found.waiver is not None:
        result.append(f"数据说明：{explained(found.waiver)}")
    elif found.remedy:
        result.append(f"办法：{found.remedy}")
    if found.edits:
        result.append(f"可自动改正：{'；'.join(map(edit, found.edits))}")
    return result


def compared(each: Compared) -> str:
    """One check of a figure: what it was taken for, what it was compared with, by which rule, and the result."""
    taken = f"作为“{each.meaning}”，" if each.meaning else ""
    against = [f"“{fact.fact}”{fact.value}" for fact in each.facts]
    if each.figures:
        against.append(f"文字里的 {'、'.join(each.figures)}")
    sign, _, result = FATES[each.fate]
    if against:
        return f"{sign} {taken}与{'、'.join(against)}比较（{each.rule}）：{result}"
    if each.fate in COMPARED:
        return f"{sign} {taken}按所写的数重算（{each.rule}）：{result}"
    return f"{sign} {taken}{result}（{each.rule}）"


def unchecked(fate: Fate) -> str:
    """Of a figure that no check read, why."""
    sign, _, result = FATES[fate]
    return f"{sign} {result}"


def texts(each: TextsRead) -> str:
    """How many sentences hold figures, and what became of these, in one sentence."""
    if not each.sentences:
        return "文字里没有带单位的数字。"
    told = [f"{count} 个{word}" for fate, (_, word, _) in FATES.items() if (count := each.count(fate))]
    return f"文字里有数字的句子 {len(each.sentences)} 句，其中的数字：{'，'.join(told)}。"


def counts(results: Mapping[str, int]) -> str:
    """`3 项通过，0 项不符，…`."""
    return "，".join(f"{results.get(name, 0)} 项{word}" for name, word in RESULTS.items())


def summary(record: Record) -> str:
    """The run in one sentence."""
    still = [found.severity for found in record.diagnostics if found.open]
    severities = "，".join(f"{word} {still.count(each)}" for each, word in SEVERITIES.items())
    known = sum(found.known for found in record.diagnostics)
    return (
        f"核对了 {len(record.reports)} 份报告：{counts(record.summary)}；{severities}"
        + (f"；基线里已有 {known} 个，不算不通过" if known else "")
        + "。"
    )
