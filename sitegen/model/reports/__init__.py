"""A report: facts in fields and tables, narrative, attachments, and which reports belong together."""
