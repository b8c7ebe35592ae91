"""Quantities in correct sentences made wrong, one at a time.

The sentences are in sentences-*.yaml: what follows from a report's figures stands in 【…】. They were
written without regard to what the checker understands. A quantity is due to be checked if its clause
names a figure as the form does (label, 别名, short form), or if it is a percentage that its clause calls
a share, a change since last year or a rate of execution; 尚有 5 万元, 扣 0.2 分 name nothing. What is
said to be about so much, an average, a sum or a difference of some figures is not due.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import yaml

from sitegen.checks.narrative.naming.names import names_of
from sitegen.checks.rule import Subject
from sitegen.checks.rules.texts import (
    text120_narrative_contradicts_figure,
    text121_share_does_not_follow,
    text122_change_does_not_follow,
    text123_completion_does_not_follow,
    text124_parts_exceed_the_whole,
    text127_text_contradicts_itself,
)
from sitegen.diagnostics import Diagnostic
from sitegen.model.reports.report import Report
from sitegen.reading.markdown.narrative import parse_narrative
from sitegen.source import SourceFile
from tests.recall.corpus import Clean
from tests.recall.figures import Seeded

_FOLDER = Path(__file__).parent
FILES = tuple(_FOLDER / f"sentences-{name}.yaml" for name in "bcd")
LATER = tuple(_FOLDER / f"sentences-{name}.yaml" for name in "ef")
"""Written after the checks were made, and looked at once: nearer to what a new report may expect."""
RULES = (
    text120_narrative_contradicts_figure,
    text121_share_does_not_follow,
    text122_change_does_not_follow,
    text123_completion_does_not_follow,
    text124_parts_exceed_the_whole,
    text127_text_contradicts_itself,
)
_CLAUSE = re.compile(r"[，。；：（）]")
_RATIO = re.compile(r"占|同比|[比较](?:上年|去年|20)|降|升|增|减|完成.*预算|执行率")
_DERIVED = re.compile(
    r"约|人均|[月年平]均|上述|[两三][家项个者年]|节约|少支|不含|[比较](?!上年|去年|20).*[低高多少]"
)
_MARKED = re.compile(r"【([^【】]*)】")
_QUANTITY = re.compile(r"(?P<number>-?[\d,]+(?:\.\d+)?)(?P<unit>.*)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A correct sentence about `report`; `marks` are its quantities, from and to."""

    report: str
    text: str
    marks: tuple[tuple[int, int], ...]


def load_sentences(files: tuple[Path, ...] = (*FILES, *LATER)) -> tuple[Sentence, ...]:
    """The sentences of the files, their marks taken out of the text."""
    entries = [each for file in files for each in yaml.safe_load(file.read_text(encoding="utf-8"))]
    found = []
    for entry in entries:
        text, marks = "", []
        last = 0
        for match in _MARKED.finditer(entry["text"]):
            text += entry["text"][last : match.start()]
            marks.append((len(text), len(text) + len(match[1])))
            text += match[1]
            last = match.end()
        found.append(Sentence(entry["report"], text + entry["text"][last:], tuple(marks)))
    return tuple(found)


def findings_of(clean: Clean, report: Report, text: str) -> tuple[Diagnostic, ...]:
    """What the rules on narrative find when `text` is all the narrative of `report`."""
    texts, _ = parse_narrative(SourceFile("narrative.md", f"# 自评说明\n\n{text}\n"), frozenset())
    changed = replace(report, prose={"自评说明": texts[0]})
    edition = (report.form.id, report.department.id, report.slug, report.year - 1)
    last_year = next(
        (
            each
            for each in clean.site.reports
            if (each.form.id, each.department.id, each.slug, each.year) == edition
        ),
        None,
    )
    subject = Subject(changed, last_year)
    outcomes = [outcome for rule in RULES for outcome in rule.check(subject)]
    return tuple(
        o.diagnostic
        for o in outcomes
        if o.diagnostic is not None and o.diagnostic.place.file == "narrative.md"
    )


def seeded_sentences(clean: Clean, chance: random.Random) -> Iterator[Seeded]:
    """Every marked quantity made wrong in every way."""
    return _seeded(clean, chance, FILES)


def seeded_later(clean: Clean, chance: random.Random) -> Iterator[Seeded]:
    """The same with the sentences that were held out."""
    return _seeded(clean, chance, LATER)


def _seeded(clean: Clean, chance: random.Random, files: tuple[Path, ...]) -> Iterator[Seeded]:
    reports = {report.key: report for report in clean.site.reports}
    for sentence in load_sentences(files):
        if sentence.report not in reports:
            continue
        report = reports[sentence.report]
        for start, end in sentence.marks:
            due = _is_due(report, sentence.text, start, end)
            for kind, wrong in _wrong(sentence.text[start:end], chance):
                text = sentence.text[:start] + wrong + sentence.text[end:]
                found = bool(findings_of(clean, report, text))
                words = f"{sentence.text[max(0, start - 14) : start]}［{sentence.text[start:end]} → {wrong}］{sentence.text[end : end + 6]}"
                yield Seeded(kind, clean.name, report.key, sentence.text[:12], words, "TEXT", due, found)


def false_alarms(clean: Clean) -> Iterator[tuple[str, str]]:
    """Correct sentences that are accused, and of what."""
    reports = {report.key: report for report in clean.site.reports}
    for sentence in load_sentences():
        if sentence.report in reports:
            for found in findings_of(clean, reports[sentence.report], sentence.text):
                yield sentence.text, f"{found.code}：{found.message}"


def _is_due(report: Report, text: str, start: int, end: int) -> bool:
    clause = _CLAUSE.split(text[:start].translate(str.maketrans("（）", "()", "“”")))[-1]
    if _DERIVED.search(clause) or text[start:end].endswith(("百分点", "倍")):
        return False
    named = names_of(report.form).pattern.search(clause) is not None
    return named or (text[end - 1] == "%" and _RATIO.search(clause) is not None)


def _wrong(words: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    match = _QUANTITY.match(words)
    assert match is not None, f"no quantity: {words}"
    number, unit = match["number"], match["unit"]
    places = [index for index, character in enumerate(number) if character.isdigit()]
    value = Decimal(number.replace(",", ""))
    index = places[chance.randrange(max(1, len(places) - 1))]
    digit = chance.choice([each for each in "123456789" if each != number[index]])
    ways = [("一位写错", number[:index] + digit + number[index + 1 :] + unit)]
    pairs = [
        (a, b) for a, b in pairwise(places) if number[a] != number[b] and not (a == 0 and number[b] == "0")
    ]
    if pairs:
        a, b = pairs[0]
        swapped = list(number)
        swapped[a], swapped[b] = number[b], number[a]
        ways.append(("相邻两位颠倒", "".join(swapped) + unit))
    ways.append(("差十倍", f"{value * 10:f}{unit}"))
    if unit.startswith("万元") and value != 0:
        ways.append(("万元写成元", number + unit[1:]))
    for kind, text in ways:
        if text != words and not (value == 0 and kind == "差十倍"):
            yield kind, text
