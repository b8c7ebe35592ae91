"""A whole site from its folder.

Knows content/site.yaml, content/departments.yaml and the order in which a site is put together.
Must not know what reports contain.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Map
from pathlib import Path

from sitegen import lazy_re as re
from sitegen.diagnostics import Diagnostic, Related, Severity, quoted
from sitegen.loading.decode import ID_PATTERN, ID_WORDS, decode, nearest
from sitegen.loading.forms.files import Forms, load_forms, own_forms
from sitegen.loading.reports.files import load_report
from sitegen.loading.reports.paths import report_paths
from sitegen.loading.reports.references import Known
from sitegen.loading.rules.keys import BAD_SETTING, WRONG_SHAPE
from sitegen.loading.rules.site import NO_REPORTS, NO_SITE, SAME_REPORT_TWICE
from sitegen.loading.site_file import DepartmentFile, RulesFile, SiteFile
from sitegen.loading.yaml_file import read_mapping
from sitegen.model.reports.report import Department, Report
from sitegen.model.reports.report_head import ReportHead
from sitegen.model.site import Duty, FontChoice, RuleChoice, RuleSettings, SiteConfig, SiteDefinition
from sitegen.reading.symlinks import link_on_the_way
from sitegen.reading.text import YAML_LIMIT, read_source
from sitegen.reading.yaml.nodes import Mapping, Node, Scalar, Sequence
from sitegen.source import Place, SourceFile

SETTINGS = "content/site.yaml"
DEPARTMENTS = "content/departments.yaml"


def load_definition(root: Path) -> tuple[SiteDefinition | None, tuple[Diagnostic, ...]]:
    """The site below `root` without its reports; None when its settings or departments cannot be read."""
    definition, _, _, problems = _definition(root)
    return definition, tuple(problems)


def all_problems(root: Path) -> tuple[Diagnostic, ...]:
    """Everything that is wrong below `root` where settings or departments cannot be read: reports are read all the
    same, so that all problems are told at once.
    """
    _, departments, forms, collected = _definition(root)
    known = Known(forms.usable, departments, forms.unusable)
    paths, found = report_paths(root)
    collected += found
    first: dict[str, tuple[ReportHead, Place]] = {}
    for path in paths:
        report, found = load_report(path, root, known)
        collected += found
        if report is None:
            continue
        if report.key in first:
            collected.append(twice(report, *first[report.key]))
        else:
            first[report.key] = (report.head, report.span.place)
    if not paths:
        collected.append(no_reports())
    return tuple(collected)


def _definition(
    root: Path,
) -> tuple[SiteDefinition | None, Map[str, Department], Forms, list[Diagnostic]]:
    """The frame, or what can be had of it: reports are read in any case."""
    config, problems = load_config(root)
    departments, found = load_departments(root)
    collected = [*problems, *found]
    forms = load_forms(root)
    collected += forms.problems
    if config is None or departments is None:
        return None, departments or {}, forms, collected
    collected += _unknown_duties(root, config, departments, forms)
    return SiteDefinition(config, departments, forms.usable, forms.unusable), departments, forms, collected


def no_reports() -> Diagnostic:
    """That the site has no report at all."""
    return NO_REPORTS.found(Place("content/reports", 1, 1), "content/reports 之下没有 report.yaml。")


def twice(report: Report, first: ReportHead, place: Place) -> Diagnostic:
    """That `report` has the key of another, which lies in the folder of `first`, at `place`."""
    return SAME_REPORT_TWICE.found(
        report.span.place,
        f"这份报告与 {first.folder} 里的是同一份（{first.key}）。",
        report=first.key,
        related=(Related(first.key, "", place),),
    )


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
            rules=_rule_settings(written.rules, node.get("规则")),
            duties=tuple(
                Duty(each.year, each.form, tuple(each.departments), each.deadline) for each in written.duties
            ),
            as_of=written.as_of,
            volumes=tuple(dict.fromkeys(written.volumes)),
            attachable=tuple(dict.fromkeys(written.attachable)),
            synonyms=tuple(tuple(dict.fromkeys(row)) for row in written.synonyms),
            fonts=_fonts(node.get("字体")) if written.fonts is not None else (),
        ),
        problems,
    )


_SEVERITIES = {"错误": Severity.ERROR, "警告": Severity.WARNING, "提示": Severity.INFO}


def _rule_settings(written: RulesFile | None, node: Node | None) -> RuleSettings:
    """The settings with the place of each."""
    if written is None or not isinstance(node, Mapping):
        return RuleSettings()
    severities, only, without = node.get("级别"), node.get("只查"), node.get("不查")
    entries = severities.entries if isinstance(severities, Mapping) else ()
    return RuleSettings(
        tuple(
            (RuleChoice(name, entry.key.span.place), _SEVERITIES[word])
            for entry, (name, word) in zip(entries, written.severities.items(), strict=True)
        ),
        _choices(written.only, only),
        _choices(written.without, without),
    )


def _fonts(node: Node | None) -> tuple[FontChoice, ...]:
    """The font files, each with its place."""
    entries = node.entries if isinstance(node, Mapping) else ()
    return tuple(
        FontChoice(entry.key.text, item.text, item.span.place)
        for entry in entries
        for item in (entry.value.items if isinstance(entry.value, Sequence) else (entry.value,))
        if isinstance(item, Scalar) and item.text
    )


def _choices(written: list[str], node: Node | None) -> tuple[RuleChoice, ...]:
    items = node.items if isinstance(node, Sequence) else ()
    return tuple(RuleChoice(name, item.span.place) for name, item in zip(written, items, strict=True))


def _unknown_duties(
    root: Path, config: SiteConfig, departments: Map[str, Department], forms: Forms
) -> list[Diagnostic]:
    """公开要求 that name a form or a department the site does not have."""
    node, _ = _settings(root, SETTINGS)
    listed = node.get("公开要求") if node is not None else None
    entries = listed.items if isinstance(listed, Sequence) else ()
    found = []
    for entry, duty in zip(entries, config.duties, strict=True):
        if duty.form not in forms.usable and duty.form not in forms.unusable:
            message = f"“公开要求”里的表单“{duty.form}”不存在。{nearest(duty.form, forms.usable)}"
            found.append(BAD_SETTING.found(entry.span.place, message))
        for name in duty.departments:
            if name not in departments:
                message = f"“公开要求”里的部门“{name}”不存在。{nearest(name, departments)}"
                found.append(BAD_SETTING.found(entry.span.place, message))
    return found


def sources_around(root: Path) -> Iterator[SourceFile]:
    """The files of the site that surround its reports, as they are written; those that cannot be read are left out."""
    for path in (root / SETTINGS, root / DEPARTMENTS, *own_forms(root)):
        source, _ = read_source(path, path.relative_to(root).as_posix(), YAML_LIMIT)
        if source is not None:
            yield source


def load_departments(root: Path) -> tuple[dict[str, Department] | None, tuple[Diagnostic, ...]]:
    """content/departments.yaml, by id in its order."""
    node, found = _settings(root, DEPARTMENTS)
    if node is None:
        return None, found
    departments: dict[str, Department] = {}
    problems = list(found)
    for entry in node.entries:
        if not re.fullmatch(ID_PATTERN, entry.key.text):
            message = f"部门编号{quoted(entry.key.text)}的写法不对，它会出现在网址里。"
            problems.append(BAD_SETTING.found(entry.key.span.place, message, remedy=ID_WORDS))
            continue
        if not isinstance(entry.value, Mapping):
            message = f"部门“{entry.key.text}”下面要写“名称: ……”。"
            problems.append(WRONG_SHAPE.found(entry.key.span.place, message))
            continue
        written, found = decode(DepartmentFile, entry.value)
        problems += found
        if written is not None:
            departments[entry.key.text] = Department(
                entry.key.text,
                written.name,
                written.short_name,
                written.jurisdiction,
                written.description,
                tuple(written.members),
                written.invented,
            )
    for department in departments.values():
        for name in department.members:
            if name not in departments or name == department.id:
                place = next(
                    entry for entry in node.entries if entry.key.text == department.id
                ).key.span.place
                message = f"“汇总”里的部门“{name}”不存在或就是它自己。{nearest(name, departments)}"
                problems.append(BAD_SETTING.found(place, message))
    return departments, tuple(problems)


def _settings(root: Path, name: str) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    path = root / name
    link = link_on_the_way(root, name)
    if link is not None:
        return None, (link,)
    if not path.is_file():
        return None, (NO_SITE.found(Place(name, 1, 1), f"没有 {name}。"),)
    return read_mapping(path, name)
