"""Files imported as a report: read → choose the form → place → the two files of a report.

Knows the order, and what must be known before a report can be written. Must not know what is printed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.authoring.schema import report_schema
from sitegen.authoring.start import SCHEMAS, Refused, refuse_unknown, report_called, write_report
from sitegen.files import TooLarge, link_within, read_limited, write_atomic
from sitegen.importing.again import Change, NotMerged, again
from sitegen.importing.choosing import candidates, clearly_first, in_words_of, year_of
from sitegen.importing.placing.ledger import Entry
from sitegen.importing.placing.place import Placed, place
from sitegen.importing.readers.converted import TO, converted
from sitegen.importing.readers.read import blocks_of
from sitegen.importing.source import Block, Document
from sitegen.importing.units import unit_of
from sitegen.importing.writing import Head, Texts, texts
from sitegen.loading.isolated import Patience
from sitegen.loading.reports.attachments import LIMIT
from sitegen.loading.reports.narratives import NARRATIVE
from sitegen.loading.reports.paths import REPORT, REPORTS
from sitegen.loading.site import load_departments
from sitegen.machine.os_errors import in_words
from sitegen.model.forms.form import Form
from sitegen.reading.attached.texts import Unreadable
from sitegen.visible import shown

SECONDS = 40
"""Of the processor, to read a file: a PDF of a hundred pages takes half of it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person who imports says; None where the document shall tell."""

    root: Path
    files: tuple[Path, ...]
    form: Form | None = None
    department: str | None = None
    year: int | None = None
    slug: str | None = None
    to: Path | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import comes to. `folder` is where the report lies or will (None: not said); `changes` what becomes
    different there.
    """

    names: tuple[str, ...]
    form: Form
    year: int
    placed: Placed
    texts: Texts
    folder: Path | None
    report: str
    narrative: str
    is_new: bool
    changes: tuple[Change, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What became of every text."""
        return self.placed.entries

    @property
    def is_clean(self) -> bool:
        """Whether nothing that was there is changed or taken away."""
        return not any(change.before for change in self.changes)


def imported(asked: Asked, forms: Sequence[Form], *, dry: bool) -> Imported:
    """What the files come to on one of `forms`; raises Refused, which says why. With `dry` the department need not be
    known.
    """
    document = read(asked.files)
    year = asked.year or year_of(document)
    if year is None:
        raise Refused(
            "从标题里看不出是哪一年的（没有写，或者写了几个年份）；用 --year 写明，如 --year 2023。"
        )
    if asked.form is not None:
        form, placed = asked.form, place(in_words_of(asked.form, year), document)
    else:
        form, placed = _chosen(forms, document, year, _region(asked))
    if not placed.count:
        raise Refused(
            f"“{form.title}”（{form.id}）的表头和栏目，在文件里一个也没有找到；请用 --form 换一个表单，sitegen forms list 列出全部。"
        )
    unit = unit_of(document, form.units) if form.units else ""
    if asked.department is None and not dry:
        raise Refused(
            "请用 --department 写明是哪个部门的（编号见 content/departments.yaml）；只想看看结果的，加上 --dry-run。"
        )
    head = Head(form.id, asked.department or "", year, asked.slug or "", unit)
    made = texts(placed, head)
    names = tuple(path.name for path in asked.files)
    if asked.department is None:
        return Imported(names, form, year, placed, made, None, made.report, made.prose, True, ())
    folder = _folder(asked, form, year)
    return _over(Imported(names, form, year, placed, made, folder, made.report, made.prose, True, ()), folder)


def _region(asked: Asked) -> str:
    """Where the department is; "" where that is not said."""
    departments, _ = load_departments(asked.root)
    department = (departments or {}).get(asked.department or "")
    return department.jurisdiction if department is not None else ""


def _chosen(forms: Sequence[Form], document: Document, year: int, region: str) -> tuple[Form, Placed]:
    valid = [form for form in forms if (form.first_year or 0) <= year <= (form.last_year or 9999)]
    found = candidates(valid, document, year)
    first = clearly_first(found, region)
    if first is not None:
        return first.form, first.placed
    near = [
        f"{each.form.id}（{each.form.title}，{each.placed.count} 处）"
        for each in found[:3]
        if each.placed.count
    ]
    if not near:
        raise Refused(
            "没有一个表单的表头和栏目在文件里找得到；请用 --form 指明表单，sitegen forms list 列出全部。"
        )
    raise Refused(
        f"看不出是哪个表单：{'、'.join(near)}都放得进一些。请用 --form 指明，如 --form {found[0].form.id}。"
    )


def read(files: Sequence[Path]) -> Document:
    """The documents at `files` as one; raises Refused."""
    blocks: list[Block] = []
    patience = Patience(SECONDS * len(files), each=SECONDS)
    for path in files:
        found = _found(path, patience)
        if isinstance(found, str):
            raise Refused(f"读不了 {shown(path)}：{found}。没有改动任何文件。")
        blocks += found
    return Document("、".join(path.name for path in files), tuple(blocks))


def _found(path: Path, patience: Patience) -> tuple[Block, ...] | str:
    """What the file at `path` holds, or why that cannot be told."""
    try:
        if path.suffix.lower() in TO:
            return patience.apart(_read, *converted(path))
        return patience.apart(_read, path.name, read_limited(path, LIMIT, follow=True))
    except Unreadable as error:
        return str(error)
    except TooLarge:
        return f"超过 {LIMIT // 1024**2} MiB"
    except OSError as error:
        return in_words(error)


def _read(name: str, data: bytes) -> tuple[Block, ...] | str:
    """The blocks of a file, or why they cannot be had. Can be done in any process."""
    try:
        return blocks_of(name, data)
    except Unreadable as error:
        return str(error)


def _folder(asked: Asked, form: Form, year: int) -> Path:
    """Where the report is to lie, as a path; raises Refused."""
    assert asked.department is not None
    refuse_unknown(asked.root, asked.department, asked.slug)
    there = report_called(asked.root, f"{year}/{asked.department}/{asked.slug or form.id}")
    if asked.to is not None:
        folder = asked.to.absolute()
        if there is not None and folder.resolve() != (asked.root / there).parent:
            raise Refused(
                f"{shown(there.as_posix())} 已经是这份报告（同一部门、年度和标识）；要改它，去掉 --to；要另填一份，加上 --slug。"
            )
        return folder
    if there is not None:
        return (asked.root / there).parent
    return asked.root / REPORTS / str(year) / asked.department / (asked.slug or form.id)


def _over(new: Imported, folder: Path) -> Imported:
    """`new` over the report that may lie in `folder`."""
    link = link_within(new_root(folder), folder / REPORT)
    if link is not None:
        raise Refused(f"{shown(link)} 是符号链接，不往它指向的地方写，没有改动任何文件。")
    if not (folder / REPORT).exists():
        return new
    try:
        report = (folder / REPORT).read_text(encoding="utf-8")
        prose = (folder / NARRATIVE).read_text(encoding="utf-8") if (folder / NARRATIVE).exists() else ""
        found = again(report, prose, new.texts)
    except (NotMerged, UnicodeDecodeError):
        raise Refused(
            f"{shown(folder / REPORT)} 有读不懂的地方，不敢改动；先运行 sitegen check 改好它，或者用 --to 导入到别的文件夹再对照。"
        ) from None
    return Imported(
        new.names,
        new.form,
        new.year,
        new.placed,
        new.texts,
        folder,
        found.report,
        found.narrative,
        False,
        found.changes,
    )


def new_root(folder: Path) -> Path:
    """The folder above `folder` that is there."""
    return next(each for each in (folder, *folder.parents) if each.is_dir()).resolve()


def written(root: Path, new: Imported) -> tuple[Path, ...]:
    """Write the files; returns the paths of those that are new or different. Raises Refused, OSError."""
    assert new.folder is not None
    files = {new.folder / REPORT: new.report}
    if new.narrative:
        files[new.folder / NARRATIVE] = new.narrative
    if new.is_new and new.folder.is_relative_to(root):
        schema = f"{SCHEMAS}/{new.form.id}.schema.json"
        text = json.dumps(report_schema(new.form), ensure_ascii=False, indent=1)
        return write_report(
            root, {path.relative_to(root).as_posix(): text for path, text in files.items()}, {schema: text}
        )
    changed = {
        path: text for path, text in files.items() if not path.exists() or path.read_text("utf-8") != text
    }
    for path, text in changed.items():
        write_atomic(path, text.encode())
    return tuple(changed)
