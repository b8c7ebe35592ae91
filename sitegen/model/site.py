"""A site: its settings, departments, forms and reports.

Knows what was loaded. Must not know where files lie nor how pages look.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.model.form import Form
from sitegen.model.report import Department, Report


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """content/site.yaml. `base_url` is the public address without a final slash ("" when not
    known); `identifier` is the 网站标识码 given by the state.
    """

    name: str
    publisher: str
    base_url: str = ""
    identifier: str = ""
    description: str = ""
    contact: str = ""
    theme: str = "gov"


@dataclass(frozen=True)
class Site:
    """Everything that is published, in order: reports by year (latest first), department, form."""

    config: SiteConfig
    departments: Mapping[str, Department]
    forms: Mapping[str, Form]
    reports: tuple[Report, ...]
