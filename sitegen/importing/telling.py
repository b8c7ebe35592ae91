"""What an import came to, in words and as documents for programs and people.

Knows what is told. Must not know how a document was read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

from sitegen.importing.placing.ledger import Entry, Fate, counts
from sitegen.importing.run import Imported
from sitegen.visible import in_json, in_markup, visible

VERSION = 1
TOLD = (Fate.UNCLEAR, Fate.LEFT, Fate.CHANGED)
"""What a person must look at."""
_MOST = 60
"""Characters of a text that are quoted."""
_ADVICE = {
    Fate.UNCLEAR: "说不清放在哪里，没有放入，请对照原件填写",
    Fate.LEFT: "表单里没有对应的地方，没有放入",
    Fate.CHANGED: "已放入，请对照原件",
}


def in_brief(text: str) -> str:
    """The beginning of a text, on one line."""
    line = visible(" ".join(text.split()))
    return line if len(line) <= _MOST else f"{line[: _MOST - 1]}…"


def lines(new: Imported) -> Iterator[str]:
    """What is told in words."""
    yield f"{'、'.join(map(visible, new.names))}：按表单“{new.form.title}”（{new.form.id}），{new.year} 年度。"
    number = counts(new.entries)
    yield (
        f"读到 {sum(number.values())} 处文字：放入 {number[Fate.PLACED] + number[Fate.CHANGED]} 处"
        f"（其中与原件有出入 {number[Fate.CHANGED]} 处），表头和标签 {number[Fate.STRUCTURE]} 处，"
        f"说不清 {number[Fate.UNCLEAR]} 处，没有放入 {number[Fate.LEFT]} 处。"
    )
    for fate in TOLD:
        found = [entry for entry in new.entries if entry.fate is fate]
        if found:
            yield f"{_ADVICE[fate]}："
            yield from (f"  {_line(entry)}" for entry in found)
    if new.changes:
        yield f"与原有的报告不同的有 {len(new.changes)} 处："
        for change in new.changes:
            before, after = in_brief(change.before) or "（空）", in_brief(change.after) or "（空）"
            yield f"  {visible(change.address)}：{before} → {after}"


def _line(entry: Entry) -> str:
    where = f" → {'、'.join(entry.addresses)}" if entry.addresses else ""
    why = f"（{'；'.join(entry.why)}）" if entry.why else ""
    return f"{visible(entry.at)}：{in_brief(entry.text) or '（没有文字）'}{visible(where)}{visible(why)}"


def as_json(new: Imported, paths: tuple[str, ...]) -> str:
    """All of it, for programs; `paths` are the files that were written."""
    number = counts(new.entries)
    document = {
        "version": VERSION,
        "files": list(new.names),
        "form": new.form.id,
        "year": new.year,
        "written": list(paths),
        "summary": {fate.name.lower(): number[fate] for fate in Fate},
        "entries": [
            {
                "at": entry.at,
                "text": entry.text,
                "fate": entry.fate.name.lower(),
                "addresses": list(entry.addresses),
                "why": list(entry.why),
            }
            for entry in new.entries
        ],
        "changes": [
            {"address": change.address, "before": change.before, "after": change.after}
            for change in new.changes
        ],
    }
    return in_json(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>{title}</title>
<style>body{{font:16px/1.6 sans-serif;margin:2em auto;max-width:70em;padding:0 1em}}table{{border-collapse:collapse;width:100%}}th,td{{border:1px solid #888;padding:.3em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}}</style></head>
<body><h1>{title}</h1>
{head}
<table><caption>每一处文字的去向</caption><thead><tr><th scope="col">去向</th><th scope="col">原件里的位置</th><th scope="col">原文</th><th scope="col">放入</th><th scope="col">说明</th></tr></thead>
<tbody>
{rows}
</tbody></table></body></html>
"""
_ORDER = (Fate.UNCLEAR, Fate.LEFT, Fate.CHANGED, Fate.PLACED, Fate.STRUCTURE)


def as_html(new: Imported) -> str:
    """All of it, as a page of its own: what must be looked at comes first."""
    told = [line for line in lines(new) if not line.startswith("  ")][:2]
    rows = [
        f"<tr><td>{entry.fate.value}</td><td>{escape(entry.at)}</td><td>{escape(entry.text)}</td>"
        f"<td>{escape('、'.join(entry.addresses))}</td><td>{escape('；'.join(entry.why))}</td></tr>"
        for entry in sorted(new.entries, key=lambda entry: _ORDER.index(entry.fate))
    ]
    title = escape(f"导入：{'、'.join(new.names)}")
    page = _PAGE.format(
        title=title, head="\n".join(f"<p>{escape(line)}</p>" for line in told), rows="\n".join(rows)
    )
    return in_markup(page)
