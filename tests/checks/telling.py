"""What rules find wrong with texts told beside the tables of one report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sitegen.checks.rule import Subject
from sitegen.reading.markdown.narrative import parse_narrative
from sitegen.source import SourceFile
from tests.site_tools import minimal
from tests.whole_site import load_site


def faults_of(
    folder: Path, form: str, report: str, rules: Iterable[Any], heading: str
) -> Callable[..., list[str]]:
    """A function from a text, under `heading` or one that it is given, to the words that each finding is at."""
    told = load_site(minimal(folder, form, report))[0].reports[0]
    asked = tuple(rules)

    def found(words: str, heading: str = heading) -> list[str]:
        texts, _ = parse_narrative(SourceFile("narrative.md", f"# {heading}\n\n{words}\n"), frozenset())
        subject = Subject(replace(told, prose={each.heading: each for each in texts}))
        outcomes = [outcome for rule in asked for outcome in rule.check(subject)]
        return [each.diagnostic.actual for each in outcomes if each.diagnostic is not None]

    return found
