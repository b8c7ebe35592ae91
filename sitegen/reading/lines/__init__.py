"""The lines of a narrative as they are to be read: headings, lists, tables and paragraphs as people paste them.

Knows lines, not blocks: what is done here is done before Markdown is read.
"""
