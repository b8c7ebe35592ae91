"""From files to a `Site`: forms, settings, reports, narratives.

Knows the form language and the report language. Must not know rules that compare figures, pages
or outputs. Whatever is wrong in a file becomes a diagnostic; loading never raises for it.
"""
