"""Form files to `Form`s, 继承 worked in.

Knows where forms lie and which of them win. Must not know what their keys mean, nor reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path

from sitegen.diagnostics import Diagnostic
from sitegen.loading.decode import nearest
from sitegen.loading.forms.builder import build_form
from sitegen.loading.forms.inheritance import MisplacedChange, extend, plain_form
from sitegen.loading.rules.forms import BAD_FORM, COVERS_BUILT_IN
from sitegen.loading.rules.keys import BAD_SETTING
from sitegen.loading.rules.site import STRAY_FILE
from sitegen.loading.yaml_file import read_mapping
from sitegen.model.forms.form import (
    Form,
)
from sitegen.reading.file_names import left_over, unusable
from sitegen.reading.symlinks import link_on_the_way
from sitegen.reading.yaml.nodes import Mapping, Scalar
from sitegen.source import Place

BUILT_IN = "内置表单"
"""How places in built-in form files are shown."""

FOLDER = "content/forms"
"""Where the site's own forms lie, below its root."""

Problems = list[Diagnostic]

Mappings = dict[str, Mapping]
"""Form files by the id of their form."""


def built_in_forms() -> Path:
    """The folder of the forms that come with sitegen."""
    return Path(str(resources.files("sitegen"))) / "forms"


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms by id. `unusable` are the ids of those that have faults, which `problems` tell: that a
    report's form is missing then needs no telling.
    """

    usable: dict[str, Form]
    unusable: frozenset[str]
    problems: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Folder:
    """The form files of a folder by the id of their form, the names of those that cannot be read, and what
    is wrong with them.
    """

    nodes: Mappings
    unread: frozenset[str]
    problems: tuple[Diagnostic, ...]


def load_forms(root: Path) -> Forms:
    """Every form: built in, and those of `root`/content/forms, which win."""
    built_in, own = _built_in(), _own(root)
    problems = [*built_in.problems, *own.problems]
    for name in sorted(built_in.nodes.keys() & own.nodes.keys()):
        message = f"内置表单里也有“{name}”，现在用的是站点的这一份，内置的不用了。"
        problems.append(COVERS_BUILT_IN.found(own.nodes[name].span.place, message))
    nodes = {**built_in.nodes, **own.nodes}
    forms: dict[str, Form] = {}
    for name in sorted(nodes):
        settled = not own.nodes.keys() & _ancestors(name, nodes)
        form, found = _settled_form(name) if settled else _form(name, nodes)
        problems += found
        if form is not None:
            forms[name] = form
    names = nodes.keys() | built_in.unread | own.unread
    return Forms(forms, frozenset(names - forms.keys()), tuple(dict.fromkeys(problems)))


@cache
def _built_in() -> _Folder:
    """The forms that come with sitegen, which stay as they are while it runs."""
    files = sorted(built_in_forms().glob("*.yaml"))
    return _read({path.name: path.resolve() for path in files}, BUILT_IN)  # some installers make links


@cache
def _settled_form(name: str) -> tuple[Form | None, tuple[Diagnostic, ...]]:
    """A built-in form that rests on none of a site's own."""
    return _form(name, _built_in().nodes)


def own_forms(root: Path) -> tuple[Path, ...]:
    """The files of the site's own forms."""
    return tuple(path for path in _beside_forms(root) if path.suffix == ".yaml")


def _own(root: Path) -> _Folder:
    """The site's own forms."""
    link = link_on_the_way(root, FOLDER)
    if link is not None:
        return _Folder({}, frozenset(), (link,))
    found = _read({path.name: path for path in own_forms(root)}, FOLDER)
    stray = (path.name for path in _beside_forms(root) if path.suffix.lower() == ".yml")
    problems = (
        STRAY_FILE.found(
            Place(f"{FOLDER}/{name}", 1, 1), f"“{name}”不会被读取，表单的文件名要以 .yaml 结尾。"
        )
        for name in stray
    )
    return replace(found, problems=(*problems, *found.problems))


def _beside_forms(root: Path) -> Iterator[Path]:
    """What lies where forms do and is called like a YAML file; nothing behind a link."""
    if link_on_the_way(root, FOLDER) is None:
        for path in sorted((root / FOLDER).glob("*.[yY]*[mM][lL]")):
            if not (left_over(path.name) or unusable(path.name, 0)):
                yield path


def _read(files: dict[str, Path], shown: str) -> _Folder:
    """The forms in the `files`, by name, of a folder that is `shown` so."""
    problems: Problems = []
    unread: set[str] = set()
    nodes: dict[str, Mapping] = {}
    for name, path in files.items():
        node, found = read_mapping(path, f"{shown}/{name}")
        problems += found
        form_id = node.get("表单") if node is not None else None
        if node is None:
            unread.add(name.removesuffix(".yaml"))
            continue
        if not isinstance(form_id, Scalar) or not form_id.text:
            problems.append(BAD_SETTING.found(node.span.place, "表单文件要有一项“表单: 编号”。"))
        elif form_id.text in nodes:
            problems.append(BAD_FORM.found(form_id.span.place, f"表单编号“{form_id.text}”已有别的文件在用。"))
        else:
            nodes[form_id.text] = node
    return _Folder(nodes, frozenset(unread), tuple(problems))


def _ancestors(name: str, nodes: Mappings) -> set[str]:
    """`name`, the form that it extends, the one that this extends, and so on."""
    found: set[str] = set()
    while name in nodes and name not in found:
        found.add(name)
        parent = nodes[name].get("继承")
        name = parent.text if isinstance(parent, Scalar) else ""
    return found


def _form(name: str, nodes: Mappings) -> tuple[Form | None, tuple[Diagnostic, ...]]:
    merged, problems = _merged(name, nodes)
    form, found = build_form(merged) if merged is not None else (None, ())
    return form, (*problems, *found)


def _merged(
    name: str, nodes: Mappings, below: tuple[str, ...] = ()
) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    node = nodes[name]
    parent = node.get("继承")
    try:
        if not isinstance(parent, Scalar) or not parent.text:
            return plain_form(node), ()
        if parent.text in (*below, name):
            chain = " → ".join((*below, name, parent.text))
            return None, (BAD_FORM.found(parent.span.place, f"继承成了环：{chain}。"),)
        if parent.text not in nodes:
            hint = nearest(parent.text, nodes)
            return None, (BAD_FORM.found(parent.span.place, f"没有可继承的表单“{parent.text}”。{hint}"),)
        base, problems = _merged(parent.text, nodes, (*below, name))
        return (extend(base, node) if base is not None else None), problems
    except MisplacedChange as error:
        return None, (BAD_FORM.found(error.node.span.place, f"{error.message}。"),)
