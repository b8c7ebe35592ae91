"""The tag tree of a PDF: its structure as a screen reader reads it, from the elements of the HTML."""
