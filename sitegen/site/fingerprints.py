"""What everything that is kept follows from, as one digest each.

Knows which inputs take part in what. Must not know how anything is made. What is missing here is not made
again when it changes, so it is better to name too much.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, distributions, requires, version
from pathlib import Path

import sitegen
from sitegen.cache.entries import key
from sitegen.checks.settings import Settings
from sitegen.files import digest
from sitegen.model.reports.relations import Relations
from sitegen.model.reports.report_head import ReportHead
from sitegen.model.site import RuleSettings, SiteConfig, SiteDefinition
from sitegen.site.records import CheckedReport


@dataclass(frozen=True, slots=True)
class ReportTask:
    """A report to work on, with digests of its folder and of those of the reports it is compared with, by
    folder.
    """

    relations: Relations
    sources: Mapping[str, str]

    @property
    def head(self) -> ReportHead:
        """The report."""
        return self.relations.head


@dataclass(frozen=True)
class Fingerprints:
    """Names of what is kept; of a site's `definition`, with the site's `settings` for rules, drawn by a theme whose
    files have the digest `theme`.
    """

    code: str
    rules: str
    shell: str
    theme: str
    forms: Mapping[str, str]
    departments: Mapping[str, str]

    @classmethod
    def of(cls, definition: SiteDefinition, settings: Settings, theme: str) -> Fingerprints:
        """The keys of a site."""
        severities = sorted((code, severity.value) for code, severity in settings.severities.items())
        return cls(
            code=own_code(),
            rules=repr((severities, sorted(settings.disabled), sorted(definition.config.attachable))),
            shell=repr(around_reports(definition.config)),
            theme=theme,
            forms={name: digest(repr(form).encode()) for name, form in definition.forms.items()},
            departments={name: repr(each) for name, each in definition.departments.items()},
        )

    def examined(self, task: ReportTask) -> str:
        """What checking a report comes to, but for the day."""
        return key("examined", self.code, self.rules, *self._compared(task))

    def facts(self, task: ReportTask) -> str:
        """A report's part of the files with all figures."""
        return key("facts", self.code, self._report(task, task.head))

    def printed(self, task: ReportTask, examined: CheckedReport, fonts: str) -> str:
        """A report's PDF."""
        return key("printed", fonts, self._drawn(task, examined))

    def pages(self, task: ReportTask, examined: CheckedReport, pdf: object) -> str:
        """A report's pages and data; `pdf` is what they say of its PDF."""
        return key("pages", self._drawn(task, examined), repr(pdf))

    def of_site(self, path: str, shows: str, *, drawn: bool) -> str:
        """A file of the whole site, by what it `shows`; if it is `drawn`, the theme takes part."""
        return key("site", self.code, self.theme if drawn else "", path, shows)

    def _drawn(self, task: ReportTask, examined: CheckedReport) -> str:
        related = task.relations
        earlier = self._report(task, related.earlier) if related.earlier is not None else ""
        editions = "\n".join(f"{each.key} {each.year}" for each in related.editions)
        own = self._report(task, task.head)
        return key(self._look, examined.verdict, own, earlier, editions)

    @cached_property
    def _look(self) -> str:
        return key(self.code, self.shell, self.theme)

    def _compared(self, task: ReportTask) -> list[str]:
        related = task.relations
        found = [self._report(task, task.head), related.earlier.key if related.earlier is not None else ""]
        found += (self._report(task, each) for each in related.compared)
        return [*found, str(len(related.siblings)), str(len(related.members))]

    def _report(self, task: ReportTask, head: ReportHead) -> str:
        """A report as its own files and its form say."""
        source = task.sources[head.folder]
        known = self._reports.get((head, source))
        if known is None:
            known = key(
                head.folder, head.key, source, self.forms[head.form], self.departments[head.department]
            )
            self._reports[head, source] = known
        return known

    @cached_property
    def _reports(self) -> dict[tuple[ReportHead, str], str]:
        """Most reports are asked for again and again: others are compared with them."""
        return {}


def around_reports(config: SiteConfig) -> SiteConfig:
    """What of the settings every page shows; the rest concerns lists or checks."""
    return replace(
        config,
        theme="",
        rules=RuleSettings(),
        duties=(),
        as_of=None,
        fonts=(),
        volumes=(),
        attachable=(),
        synonyms=(),
    )


@cache
def own_code() -> str:
    """Our own code, and what it builds upon: with another version nothing that was kept is of use."""
    folder = Path(sitegen.__file__).parent
    ours = (path.read_bytes() for path in sorted(folder.rglob("*.py")))
    return key(sys.version, digest(*ours), *_libraries())


def _libraries() -> list[str]:
    """Names and versions of what we need, or where we are not installed, of everything that is."""
    try:
        needed = {_name(each) for each in requires("sitegen") or () if "extra ==" not in each}
    except PackageNotFoundError:
        return sorted(f"{each.name} {each.version}" for each in distributions())
    return [f"{name} {version(name)}" for name in sorted(needed)]


def _name(requirement: str) -> str:
    """`uvicorn[standard]>=1.5` as `uvicorn`."""
    end = next((at for at, each in enumerate(requirement) if not (each.isalnum() or each in "-_.")), None)
    return requirement[:end]
