"""Findings as a page for the browser of the clerk who is writing.

Knows diagnostics and HTML. Must not know how the page is served.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from sitegen.diagnostics import Diagnostic, Severity

_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}

_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>还有问题没有解决</title>
<style>
body {{ font: 18px/1.7 "Noto Sans CJK SC", system-ui, sans-serif; max-width: 60em; margin: 0 auto; padding: 1em; color: #1a1a1a; background: #fff; }}
h1 {{ font-size: 1.6em; border-bottom: 4px solid #9b1c1c; padding-bottom: .4em; }}
li {{ margin: 1.2em 0; padding-left: .8em; border-left: 4px solid #9b1c1c; list-style: none; }}
li.warning {{ border-color: #8a5a00; }} li.info {{ border-color: #4a5560; }}
ul {{ padding: 0; }} p {{ margin: .2em 0; }}
code, pre {{ font-family: "Noto Sans Mono CJK SC", monospace; font-size: .85em; }}
pre {{ overflow-x: auto; background: #f3f4f6; padding: .4em .6em; margin: .4em 0; }}
mark {{ background: #ffd7d7; text-decoration: underline; }}
</style>
</head>
<body>
<main>
<h1>还有问题没有解决</h1>
<p>改好并保存后，这一页会自动变回网站。{extra}</p>
<ul>
{items}
</ul>
</main>
</body>
</html>
"""


def findings_page(diagnostics: Iterable[Diagnostic], extra: str) -> str:
    """A page that lists all unwaived findings, errors first; `extra` is a sentence of its own."""
    order = list(Severity)
    shown = sorted(
        (each for each in diagnostics if not each.waived), key=lambda each: order.index(each.severity)
    )
    return _PAGE.format(extra=escape(extra), items="\n".join(map(_item, shown)))


def _item(found: Diagnostic) -> str:
    place = found.place
    parts = [
        f'<li class="{found.severity.value}">',
        f"<p><strong>{_WORDS[found.severity]} {found.code}</strong> "
        f"<code>{escape(place.file)}:{place.line}:{place.column}</code></p>",
        f"<p>{escape(found.message)}</p>",
    ]
    if place.line_text.strip():
        start = place.column - 1
        line, end = place.line_text, start + place.length
        marked = f"{escape(line[:start])}<mark>{escape(line[start:end])}</mark>{escape(line[end:])}"
        parts.append(f"<pre>{marked}</pre>")
    if found.expected or found.actual:
        parts.append(
            f"<p>应为：{escape(found.expected or '（空）')}；实为：{escape(found.actual or '（空）')}</p>"
        )
    if found.remedy:
        parts.append(f"<p>办法：{escape(found.remedy)}</p>")
    return "\n".join([*parts, "</li>"])
