"""Makes artifacts.

Knows the order and the progress of the work; the one place where an executor is chosen. Must not
know what artifacts are about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sitegen.build.artifact import Artifact, Made, Output


def execute(artifacts: Iterable[Artifact], progress: Callable[[int, int, str], None], what: str) -> Output:
    """Make `artifacts` one after the other. Raises ValueError when two have one path."""
    planned = tuple(artifacts)
    files: dict[str, Made] = {}
    for done, artifact in enumerate(planned):
        progress(done, len(planned), what)
        if artifact.path in files:
            raise ValueError(f"two artifacts for {artifact.path}")
        files[artifact.path] = artifact.make()
    progress(len(planned), len(planned), what)
    return Output(files)
