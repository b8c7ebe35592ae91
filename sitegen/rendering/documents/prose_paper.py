"""Texts on paper: tables whose columns follow what stands in them, pictures and long words within the margins.

Knows the HTML that narratives are read into, which has no cells over several columns or rows. Must not know
Markdown, nor how HTML becomes a PDF.
"""

from __future__ import annotations

from html import unescape

from sitegen import lazy_re as re
from sitegen.rendering.grids.widths import TALL, Column, length, setting, typical

_TABLE = re.compile(r"<table>\s*(<caption>.*?</caption>)?(.*?)</table>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_UNBROKEN = re.compile(r"[-\N{MINUS SIGN}]?\d[\d,.]*%?|[A-Za-z]+")
_LONGEST_WORD = 8.0
"""Ems that a word of letters may ask for; longer ones are broken."""

_LEAST = 2.0
_LONG_WORDS = re.compile(
    r"<(p|li|h[1-6]|blockquote|figcaption|caption)>((?:(?!</\1>).)*?[!-;=?-~]{30,})", re.DOTALL
)
"""What has a word, an address for instance, that may not fit into a line."""

_PICTURE = re.compile(r"<p>(?=<img\b[^>]*>\s*</p>)")


def with_broken_words(page: str) -> str:
    """`page`, with a mark on what has words that may have to be broken: looking for them everywhere takes a twentieth
    of the time.
    """
    return _LONG_WORDS.sub(r'<\1 class="long-words">\2', page)


def on_paper(html: str) -> str:
    """A text for print."""
    html = _PICTURE.sub('<p class="picture">', html)
    return _TABLE.sub(_set, html) if "<table>" in html else html


def _set(found: re.Match[str]) -> str:
    """A table with the widths of its columns, its type, and marks on its tall rows."""
    rows = [[_plain(cell) for cell in _CELL.findall(row)] for row in _ROW.findall(found[2])]
    across = max(map(len, rows), default=0)
    if not across:
        return found[0]
    columns = [
        _column([row[at] for row in rows if at < len(row)], [row[at] for row in rows[1:] if at < len(row)])
        for at in range(across)
    ]
    how = setting(columns)
    widths = "".join(f'<col style="width: {100 * width / sum(how.widths):.3f}%">' for width in how.widths)
    tall = iter([any(how.lines(at, length(cell)) > TALL for at, cell in enumerate(row)) for row in rows])
    body = re.sub("<tr>", lambda _: '<tr class="tall">' if next(tall) else "<tr>", found[2])
    kind = f' class="{how.type}"' if how.type else ""
    table = f"<table{kind}>\n{found[1] or ''}<colgroup>{widths}</colgroup>{body}</table>"
    return f'<div class="wide">{table}</div>' if how.lies else table


def _plain(cell: str) -> str:
    return unescape(_TAG.sub("", cell)).strip()


def _column(cells: list[str], body: list[str]) -> Column:
    """What a column of these `cells` needs. Its share is what its cells would take, within bounds; no form says
    that they were too many for an upright page.
    """
    lengths = [length(cell) for cell in cells]
    words = [word for cell in cells for word in _UNBROKEN.findall(cell)]
    whole = max((_needed(word) for word in words), default=0.0)
    usual = typical([length(cell) for cell in body]) or typical(lengths)
    return Column(min(max(usual, _LEAST), 16.0) / 1000, _LEAST, whole, usual)


def _needed(word: str) -> float:
    return min(length(word), _LONGEST_WORD) if word[0].isalpha() else length(word)
