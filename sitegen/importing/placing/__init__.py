"""Where in a report the cells and paragraphs of a document belong.

Knows a form's words. Must not know formats of files.
"""
