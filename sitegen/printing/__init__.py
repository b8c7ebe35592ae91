"""From HTML to the official copy: a PDF that is tagged, archivable and the same on every day.

Knows WeasyPrint, PDF and fonts. Must not know the model, nor how the HTML came about.
"""
