"""Every rule on what a file may be before anybody asks what it says: the YAML family, and TEXT as far as it is on writing.

Knows the modules of this package. Must not know who finds what.
"""

from __future__ import annotations

from sitegen.diagnostics import Rule
from sitegen.reading.rules import files, lines, markdown, yaml

RULES: tuple[Rule, ...] = (*files.RULES, *yaml.RULES, *lines.RULES, *markdown.RULES)
