"""Every rule on forms, reports and settings: the FORM and SITE families, and what else is seen while loading.

Knows the modules of this package. Must not know who finds what.
"""

from __future__ import annotations

from sitegen.diagnostics import Rule
from sitegen.loading.rules import forms, keys, reports, site, values

RULES: tuple[Rule, ...] = (*keys.RULES, *values.RULES, *forms.RULES, *reports.RULES, *site.RULES)
