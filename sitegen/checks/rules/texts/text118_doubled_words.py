"""TEXT118: a word written twice."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import proofreading
from sitegen.checks.rule import Subject
from sitegen.checks.texts import typography
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome

RULE = Rule(
    "TEXT118",
    "doubled-words",
    Severity.WARNING,
    "字词重复",
    checks="“的”“了”“和”“是”“在”“及”等字，“工作”“项目”“完成”“资金”等词，不连着写两遍。"
    "汉语里本来就有的重叠（人人、渐渐、研究研究、等等）和前后属于两个词的（目的的、为了了解、行为为）不在此列。",
    why="重复的字词是录入时的手误，有时另一个词被它顶掉了。",
    example="2020年本部门的的主要工作",
    remedy="删去一个；本该是另一个词的，改过来。虚词的重复，sitegen check --fix 可以代改。",
    source="公文校对的常规要求。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each word, or one for the report."""
    found = proofreading.slips(subject.report, typography.doubled_words)
    return proofreading.outcomes(RULE, subject, found, _message, "字词不重复")


def _message(excerpt: str, slip: proofreading.Slip) -> str:
    passage, fault = slip
    return f"“{excerpt}”里，“{passage.text[fault.start : fault.end]}”重复了。"
