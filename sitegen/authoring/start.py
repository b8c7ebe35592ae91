"""The files of a new site, and of a new report in a site.

Knows the least that loads. Must not overwrite anything.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from sitegen import lazy_re as re
from sitegen.authoring.schema import report_schema
from sitegen.authoring.skeleton import skeleton
from sitegen.files import link_within, write_atomic
from sitegen.loading.decode import ID_PATTERN, ID_WORDS, nearest
from sitegen.loading.reports.files import read_head
from sitegen.loading.reports.narratives import NARRATIVE
from sitegen.loading.reports.paths import REPORT, REPORTS, report_paths
from sitegen.loading.reports.references import called
from sitegen.loading.site import DEPARTMENTS, load_departments
from sitegen.model.forms.form import Form
from sitegen.model.reports.report import Department
from sitegen.visible import shown, visible

SCHEMAS = ".schemas"
"""The folder of JSON Schemas, below a site's root."""

FILES: Mapping[str, str] = {
    "content/site.yaml": """\
# 站点设置。改成自己的内容。
名称: 某某市绩效公开
主办单位: 某某市财政局
# 网址: https://example.gov.cn/jixiao
# 网站标识码:
简介: 各部门绩效自评报告
主题: gov
""",
    "content/departments.yaml": """\
# 部门名录。左边是编号（小写字母、数字、连字符，会出现在网址里），下面是名称。
example-bureau:
  名称: 某某市示例局
  简称: 示例局
  地区: 某某市
""",
    ".gitignore": "output/\n.output.*\n.sitegen/\n.schemas/\n",
}
"""Path → content of what `sitegen init` writes."""


class Refused(Exception):
    """Nothing was written. `message` says why, in Chinese."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def new_site(folder: Path) -> tuple[Path, ...]:
    """Write the files of a new site below `folder` and return their paths; raises Refused, OSError."""
    _refuse_links(folder, (*FILES, SCHEMAS))
    return _write(folder, FILES)


def new_report(root: Path, form: Form, department: str, year: int, slug: str | None) -> tuple[Path, ...]:
    """Write a blank report below `root`/content/reports and return the paths; raises Refused, OSError."""
    refuse_unknown(root, department, slug)
    there = report_called(root, f"{year}/{department}/{slug or form.id}")
    if there is not None:
        raise Refused(
            f"{shown(there.as_posix())} 已经是这份报告（同一部门、年度和标识），没有改动任何文件；要另填一份，加上 --slug。"
        )
    folder = Path(REPORTS) / str(year) / department / (slug or form.id)
    schema = Path(SCHEMAS) / f"{form.id}.schema.json"
    above = "/".join([".."] * len(folder.parts))
    blank = skeleton(form, department, year, slug, f"{above}/{schema.as_posix()}")
    files = {(folder / REPORT).as_posix(): blank.report}
    if blank.narrative:
        files[(folder / NARRATIVE).as_posix()] = blank.narrative
    schema_text = json.dumps(report_schema(form), ensure_ascii=False, indent=1)
    return write_report(root, files, {schema.as_posix(): schema_text})


def refuse_unknown(root: Path, department: str, slug: str | None) -> None:
    """Raise Refused for a department that the site does not have, and for a slug that is none."""
    _refuse_links(root, (DEPARTMENTS,))
    departments, _ = load_departments(root)
    if department not in (departments or {}):
        raise Refused(f"没有编号为“{shown(department)}”的部门；{_meant(department, departments or {})}")
    if slug is not None and not re.fullmatch(ID_PATTERN, slug):
        raise Refused(f"标识“{shown(slug)}”的写法不对：{ID_WORDS}")


def write_report(root: Path, files: Mapping[str, str], besides: Mapping[str, str]) -> tuple[Path, ...]:
    """Write `files`, none of which may be there, below `root`, and what may be there already `besides`; raises Refused,
    OSError.
    """
    _refuse_links(root, (*files, *besides))
    return _write(root, files, besides)


def _meant(department: str, departments: Mapping[str, Department]) -> str:
    """What to say to whoever wrote `department` for an id."""
    name = called(departments).get(department)
    if name is not None:
        return f"“{shown(department)}”是部门的名称，编号是“{name}”：--department {name}"
    return nearest(department, departments) or "先写进 content/departments.yaml。"


def report_called(root: Path, key: str) -> Path | None:
    """The report of the site below `root` that has this key, wherever it lies."""
    heads = ((path, read_head(path, root)) for path in report_paths(root)[0])
    return next(
        (path.relative_to(root) for path, head in heads if head is not None and head.key == key), None
    )


def _refuse_links(folder: Path, names: Iterable[str]) -> None:
    """Nothing is written through a link: it may lead to files of somebody else."""
    root = folder.resolve()
    for name in names:
        link = link_within(root, root / name)
        if link is not None:
            raise Refused(
                f"{shown(link)} 是符号链接，不往它指向的地方写，没有改动任何文件；删去这个链接再试：rm {shlex.quote(visible(str(link)))}"
            )


def _write(
    folder: Path, files: Mapping[str, str], besides: Mapping[str, str] | None = None
) -> tuple[Path, ...]:
    """Write `files` below `folder`, all or none, and what may be there already `besides`; refuses before writing any
    if one of the former is there.
    """
    for name in files:
        if (folder / name).exists():
            raise Refused(f"{shown(folder / name)} 已经存在，没有改动任何文件。")
    paths = {folder / name: text for name, text in {**(besides or {}), **files}.items()}
    new = {each for path in paths for each in (path, *path.parents) if not each.exists()}
    try:
        for path, text in paths.items():
            write_atomic(path, text.encode())
    except OSError:
        for each in sorted(new, key=lambda each: len(each.parts), reverse=True):
            with suppress(OSError):  # it was not made, or somebody else has put something there meanwhile
                each.rmdir() if each.is_dir() else each.unlink()
        raise
    return tuple(folder / name for name in files)
