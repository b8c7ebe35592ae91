"""A whole site from its folder.

Knows content/site.yaml, content/departments.yaml and the order in which a site is put together.
Must not know what reports contain.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from pydantic import Field

from sitegen.diagnostics import Diagnostic, Related
from sitegen.loading.decode import Spec, decode
from sitegen.loading.form_file import ID_PATTERN, Id
from sitegen.loading.forms import load_forms
from sitegen.loading.reports import Known, load_report, report_paths
from sitegen.loading.rules import BAD_SETTING, NO_REPORTS, NO_SITE, SAME_REPORT_TWICE, WRONG_SHAPE
from sitegen.loading.yaml_file import read_mapping
from sitegen.model.report import Department, Report
from sitegen.model.site import Site, SiteConfig
from sitegen.reading.nodes import Mapping
from sitegen.source import Place

SETTINGS = "content/site.yaml"
DEPARTMENTS = "content/departments.yaml"


class SiteFile(Spec):
    """content/site.yaml."""

    name: Annotated[str, Field(min_length=1)] = Field(alias="名称")
    publisher: str = Field("", alias="主办单位")
    base_url: Annotated[str, Field(pattern=r"^(https?://[^\s/]+(/[^\s]*)?)?$")] = Field("", alias="网址")
    identifier: str = Field("", alias="网站标识码")
    description: str = Field("", alias="简介")
    contact: str = Field("", alias="联系方式")
    theme: Id = Field("gov", alias="主题")


class DepartmentFile(Spec):
    """One entry of content/departments.yaml."""

    name: Annotated[str, Field(min_length=1)] = Field(alias="名称")
    short_name: str = Field("", alias="简称")
    jurisdiction: str = Field("", alias="地区")
    description: str = Field("", alias="简介")


def load_site(root: Path) -> tuple[Site | None, tuple[Diagnostic, ...]]:
    """The site below `root`; None when its settings or departments cannot be read.

    Everything that can be read is read, so that all problems are reported at once.
    """
    config, problems = load_config(root)
    departments, found = load_departments(root)
    collected = [*problems, *found]
    forms, found = load_forms(root)
    collected += found
    reports: dict[str, Report] = {}
    paths, found = report_paths(root)
    collected += found
    for path in paths:
        report, found = load_report(path, root, Known(forms, departments or {}))
        collected += found
        if report is None:
            continue
        if report.key in reports:
            first = reports[report.key]
            collected.append(
                SAME_REPORT_TWICE.found(
                    report.span.place,
                    f"这份报告与 {first.folder} 里的是同一份（{report.key}）。",
                    report=report.key,
                    related=(Related(first.key, "", first.span.place),),
                )
            )
        else:
            reports[report.key] = report
    if not paths:
        collected.append(
            NO_REPORTS.found(Place("content/reports", 1, 1), "content/reports 之下没有 report.yaml。")
        )
    if config is None or departments is None:
        return None, tuple(collected)
    ordered = sorted(reports.values(), key=lambda report: (-report.year, report.department.id, report.slug))
    return Site(config, departments, forms, tuple(ordered)), tuple(collected)


def load_config(root: Path) -> tuple[SiteConfig | None, tuple[Diagnostic, ...]]:
    """content/site.yaml."""
    node, problems = _settings(root, SETTINGS)
    if node is None:
        return None, problems
    written, found = decode(SiteFile, node)
    if written is None:
        return None, (*problems, *found)
    return (
        SiteConfig(
            name=written.name,
            publisher=written.publisher,
            base_url=written.base_url.rstrip("/"),
            identifier=written.identifier,
            description=written.description,
            contact=written.contact,
            theme=written.theme,
        ),
        problems,
    )


def load_departments(root: Path) -> tuple[dict[str, Department] | None, tuple[Diagnostic, ...]]:
    """content/departments.yaml, by id in its order."""
    node, found = _settings(root, DEPARTMENTS)
    if node is None:
        return None, found
    departments: dict[str, Department] = {}
    problems = list(found)
    for entry in node.entries:
        if not re.fullmatch(ID_PATTERN, entry.key.text):
            message = f"部门编号“{entry.key.text}”要用小写字母、数字和连字符，它会出现在网址里。"
            problems.append(BAD_SETTING.found(entry.key.span.place, message))
            continue
        if not isinstance(entry.value, Mapping):
            message = f"部门“{entry.key.text}”下面要写“名称: ……”。"
            problems.append(WRONG_SHAPE.found(entry.key.span.place, message))
            continue
        written, found = decode(DepartmentFile, entry.value)
        problems += found
        if written is not None:
            departments[entry.key.text] = Department(
                entry.key.text, written.name, written.short_name, written.jurisdiction, written.description
            )
    return departments, tuple(problems)


def _settings(root: Path, name: str) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    path = root / name
    if not path.is_file():
        return None, (NO_SITE.found(Place(name, 1, 1), f"没有 {name}。"),)
    return read_mapping(path, name)
