"""Documents that people have, Word, Excel, PDF, made into reports.

Knows forms, and documents as grids of cells and paragraphs. Must not know what a command prints.
"""
