"""Documents of each format as paragraphs and grids of cells.

Knows formats. Must not know any form.
"""
