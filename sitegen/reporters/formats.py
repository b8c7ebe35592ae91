"""The formats of `sitegen check` that are one document each.

Knows their names. The list is literal; text, which is printed piece by piece, is not in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sitegen.reporters import github, html, json, junit, sarif
from sitegen.reporters.record import Record

FORMATS: Mapping[str, Callable[[Record], str]] = {
    "json": json.report,
    "sarif": sarif.report,
    "github": github.report,
    "junit": junit.report,
    "html": html.report,
}
"""What writes each format, by the word that `--format` takes. Every document ends with a newline."""

CHOICES = ("text", *FORMATS)
"""What `--format` can be."""
