"""A YAML file whose top level must be a mapping.

Knows size limits and the one shape all our files share. Must not know their keys.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from sitegen.diagnostics import Diagnostic
from sitegen.loading.rules.keys import WRONG_SHAPE
from sitegen.reading.text import YAML_LIMIT, read_source
from sitegen.reading.yaml.nodes import Mapping
from sitegen.reading.yaml.tree import parse_yaml


def read_mapping(
    path: Path, shown: str, only: Collection[str] | None = None
) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    """The top-level mapping of the file, shown as `shown` in messages; None when there is none. `only` as in
    `parse_yaml`.
    """
    source, problems = read_source(path, shown, YAML_LIMIT)
    if source is None:
        return None, problems
    node, found = parse_yaml(source, only)
    problems += found
    if node is None:
        return None, problems
    if not isinstance(node, Mapping):
        return None, (*problems, WRONG_SHAPE.found(node.span.place, "文件的内容应当是“名称: 内容”的若干项。"))
    return node, problems
