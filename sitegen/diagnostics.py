"""Findings as plain data, and the rules that they cite.

Knows severities, what a rule's documentation consists of, and what a diagnostic carries. Must not
know any rule, nor how a diagnostic is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sitegen.source import Place
from sitegen.visible import visible


class Severity(StrEnum):
    """How bad a finding is: an error stops the build, a warning does with `--strict`."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


LONGEST = 200
"""Characters that a message quotes at once; its place says where the rest stands."""


def quoted(text: str) -> str:
    """`text` in quotation marks; those that it has itself become the inner ones (GB/T 15834)."""
    shown = text if len(text) <= LONGEST else f"{text[: LONGEST - 20]}……{text[-10:]}"
    return f"“{shown.replace('“', '‘').replace('”', '’')}”"


def _make_visible(found: object, *names: str) -> None:
    """Let the words of a frozen object steer nothing, whoever wrote them: here all of them enter a finding."""
    for name in names:
        object.__setattr__(found, name, visible(getattr(found, name)))


def _visible_place(place: Place) -> Place:
    """`place`, in a file whose name can be printed; its line stays as it is, because columns count in it."""
    return place._replace(file=visible(place.file))


@dataclass(frozen=True, slots=True)
class Related:
    """Another figure that takes part in a finding, with its place (None: nothing is written)."""

    fact: str
    value: str
    place: Place | None = None

    def __post_init__(self) -> None:
        _make_visible(self, "fact", "value")
        if self.place is not None:
            object.__setattr__(self, "place", _visible_place(self.place))


@dataclass(frozen=True, slots=True)
class Waiver:
    """The 数据说明 that covers a finding: reason, who approved it, until when (ISO date or 长期)."""

    reason: str
    approved_by: str
    until: str

    def __post_init__(self) -> None:
        _make_visible(self, "reason", "approved_by", "until")


@dataclass(frozen=True, slots=True)
class Edit:
    """Replaces the `place.length` characters at `place` by `text`."""

    place: Place
    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "place", _visible_place(self.place))


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    `message` says what is wrong and why it matters, `remedy` how to mend it, both in Chinese.
    `report` is the report's key, `fact` the address of the figure, both "" when there is none.
    `expected` and `actual` are for people ("640.83（640.80–640.86）万元"). `related` holds the terms of
    the identity or other figures that take part. `edits` mend it where that takes no judgement.
    `known` marks what a baseline lists: it was there before and fails nothing.
    """

    code: str
    name: str
    severity: Severity
    message: str
    place: Place
    remedy: str = ""
    report: str = ""
    fact: str = ""
    expected: str = ""
    actual: str = ""
    related: tuple[Related, ...] = ()
    waiver: Waiver | None = None
    edits: tuple[Edit, ...] = ()
    known: bool = False

    def __post_init__(self) -> None:
        _make_visible(self, "message", "remedy", "report", "fact", "expected", "actual")
        object.__setattr__(self, "place", _visible_place(self.place))

    @property
    def waived(self) -> bool:
        """Whether a 数据说明 covers this finding."""
        return self.waiver is not None

    @property
    def open(self) -> bool:
        """Whether it still has to be mended: neither waived nor known."""
        return self.waiver is None and not self.known


@dataclass(frozen=True, slots=True)
class Rule:
    """What can be wrong: a code, a name that says it, and the documentation in Chinese.

    `title` is one line; `checks` says what is looked at, `why` why it matters, `example` shows a
    wrong input, `remedy` how to mend it, `source` the law, standard or observed error behind it.
    Only a `waivable` rule may be covered by a 数据说明.
    """

    code: str
    name: str
    severity: Severity
    title: str
    checks: str
    why: str
    example: str
    remedy: str
    source: str = ""
    waivable: bool = False

    def found(
        self,
        place: Place,
        message: str,
        *,
        remedy: str = "",
        report: str = "",
        fact: str = "",
        expected: str = "",
        actual: str = "",
        related: tuple[Related, ...] = (),
        severity: Severity | None = None,
        edits: tuple[Edit, ...] = (),
    ) -> Diagnostic:
        """A diagnostic of this rule; `remedy` falls back to the rule's own."""
        return Diagnostic(
            code=self.code,
            name=self.name,
            severity=severity or self.severity,
            message=message,
            place=place,
            remedy=remedy or self.remedy,
            report=report,
            fact=fact,
            expected=expected,
            actual=actual,
            related=related,
            edits=edits,
        )
