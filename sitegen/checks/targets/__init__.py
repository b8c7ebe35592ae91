"""Whether a result meets its target: met, missed, or nobody can tell."""

from __future__ import annotations

from sitegen.checks.targets.comparison import Achievement, compare, measure
from sitegen.checks.targets.directions import directed
from sitegen.checks.targets.results import achieved, achieved_figure, is_share, restates
from sitegen.checks.targets.statements import (
    Achieved,
    Completion,
    Deadline,
    Goal,
    Target,
    is_sign,
    stated_targets,
    target_of_columns,
)

__all__ = [
    "Achieved",
    "Achievement",
    "Completion",
    "Deadline",
    "Goal",
    "Target",
    "achieved",
    "achieved_figure",
    "compare",
    "directed",
    "is_share",
    "is_sign",
    "measure",
    "restates",
    "stated_targets",
    "target_of_columns",
]
