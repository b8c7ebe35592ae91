"""narrative.md as it is to be read: what people write otherwise than Markdown has it.

Knows what is looked for, and in which order. What is beyond doubt is read as it is meant, and told:
the edits write just what was read. What is not is told only. Must not know Markdown's tokens.
"""

from __future__ import annotations

from sitegen.reading.lines.draft import Draft, Mended
from sitegen.reading.lines.heading_lines import read_headings
from sitegen.reading.lines.paragraph_lines import read_paragraphs
from sitegen.reading.lines.stray_markers import read_marks
from sitegen.reading.lines.table_lines import read_tables
from sitegen.source import SourceFile


def mend(source: SourceFile) -> Mended:
    """`source` as it is to be read."""
    draft = Draft(source)
    read_headings(draft)
    tables = read_tables(draft)
    read_marks(draft)
    read_paragraphs(draft, tables)
    return draft.mended()
