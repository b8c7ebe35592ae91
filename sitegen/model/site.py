"""A site without its reports: settings, departments, forms.

Knows what was loaded. Must not know where files lie nor how pages look.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sitegen.diagnostics import Severity
from sitegen.model.forms.form import Form
from sitegen.model.reports.report import Department
from sitegen.source import Place


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """A code or the letters of a family, as the settings name rules, and where they do."""

    pattern: str
    place: Place

    def names(self, code: str) -> bool:
        """Whether the rule `code` is meant."""
        return self.pattern in (code, code.rstrip("0123456789"))


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """规则 in content/site.yaml: severities by rule, which rules alone are to run (none: all), which
    are not to run.
    """

    severities: tuple[tuple[RuleChoice, Severity], ...] = ()
    only: tuple[RuleChoice, ...] = ()
    without: tuple[RuleChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """公开要求: that these `departments` publish a report on `form` for `year` by `deadline`."""

    year: int
    form: str
    departments: tuple[str, ...]
    deadline: date


@dataclass(frozen=True, slots=True)
class FontChoice:
    """字体 in content/site.yaml: a file below the site's folder, what it is used for (标题, 正文, 黑体, 楷体,
    表格, 补充), and where that is said.
    """

    use: str
    path: str
    place: Place


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
    rules: RuleSettings = RuleSettings()
    duties: tuple[Duty, ...] = ()
    as_of: date | None = None
    """统计截至: the day of which the site tells what is missing (None: the day it is built)."""
    fonts: tuple[FontChoice, ...] = ()
    volumes: tuple[str, ...] = ()
    """汇编: by what reports are collected in volumes, 部门 or 年度."""
    attachable: tuple[str, ...] = ()
    """附件类型: types of files that texts may link to, besides the usual ones."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """同义词: names of one thing, each row of another, by any of which readers may search."""


@dataclass(frozen=True)
class SiteDefinition:
    """A site without its reports."""

    config: SiteConfig
    departments: Mapping[str, Department]
    forms: Mapping[str, Form]
    unusable: frozenset[str] = frozenset()
    """Ids of forms with faults of their own."""
