"""What a form says of itself before its sections: the units of amounts, 评分, 公开.

Knows single keys of the head. Must not know sections.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sitegen.diagnostics import Diagnostic
from sitegen.loading.form_file import DisclosureFile, FormFile, ScoringFile
from sitegen.loading.form_value_keys import UnitsFile
from sitegen.loading.rules.forms import BAD_FORM
from sitegen.model.forms.form import Disclosure, Scoring
from sitegen.numbers.figures import MONEY_UNITS
from sitegen.reading.yaml.nodes import Mapping


def wrong_units(written: FormFile, node: Mapping) -> Iterator[Diagnostic]:
    """What is wrong with a choice of units, and with 小数 by unit."""
    at = node.get("单位")
    choices = written.unit.choices if isinstance(written.unit, UnitsFile) else []
    for unit in choices:
        if unit not in MONEY_UNITS and at is not None:
            message = f"“单位”的“可选”里，“{unit}”不是金额的单位。可写{'、'.join(MONEY_UNITS)}。"
            yield BAD_FORM.found(at.span.place, message)
    if isinstance(written.unit, UnitsFile) and len(choices) < 2 and at is not None:
        yield BAD_FORM.found(at.span.place, "“单位”的“可选”要写两个以上；只有一个的，直接写“单位: 万元”。")
    if len(set(choices)) < len(choices) and at is not None:
        yield BAD_FORM.found(at.span.place, "“单位”的“可选”里，有一个单位写了两次。")
    decimals = node.get("小数")
    if isinstance(written.precision, dict) and decimals is not None:
        wanted = choices or [str(written.unit)]
        for unit in wanted:
            if unit not in written.precision:
                yield BAD_FORM.found(decimals.span.place, f"“小数”按单位分写时，没有写“{unit}”的。")


def scoring_of(written: ScoringFile | None) -> Scoring | None:
    """评分 of a form."""
    if written is None:
        return None
    grades = sorted(written.grades.items(), key=lambda pair: -pair[1])
    return Scoring(written.full, written.total, written.grade, tuple(grades), tuple(written.weights.items()))


def disclosure_of(written: DisclosureFile | None) -> Disclosure:
    """公开 of a form."""
    if written is None:
        return Disclosure()
    return Disclosure(
        days=written.days,
        signatures=tuple(written.signatures),
        goals=tuple(written.goals.items()),
        change_notes={name: tuple(concepts) for name, concepts in written.change_notes.items()},
        threshold=Decimal(written.threshold.removesuffix("%")) / 100,
    )
