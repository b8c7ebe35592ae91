"""TEXT117: a bracket or a quotation mark without its partner."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sitegen.checks import proofreading
from sitegen.checks.rule import Subject
from sitegen.checks.texts import brackets
from sitegen.diagnostics import Rule, Severity
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome

RULE = Rule(
    "TEXT117",
    "unpaired-brackets-or-quotes",
    Severity.WARNING,
    "括号或引号不成对",
    checks="（）“”‘’《》【】〔〕〈〉「」『』成对，不交叉。同一标题下的各段连起来看。"
    "序号“1）”“a)”、外文的撇号、区间“[80,90)”不在此列。",
    why="少了一半，读者分不清哪些是注释、哪些是引用的话、文件名到哪里为止。",
    example="认真实施《岳阳市全民科学素质行动计划纲要实施方案（2016-2020》",
    remedy="补上缺的一半，或删去多余的一半；交叉的，把里面的一对先关上。",
    source="GB/T 15834—2011《标点符号用法》。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each mark, or one for the report."""
    return proofreading.outcomes(RULE, subject, _slips(subject.report), _message, "括号和引号成对")


def _slips(report: Report) -> Iterator[proofreading.Slip]:
    """A quotation may run over paragraphs; elsewhere each text stands alone."""
    for heading, group in groupby(report.passages, lambda each: each.at if each.narrative else None):
        passages = list(group)
        for texts in [passages] if heading is not None else [[each] for each in passages]:
            for index, fault in brackets.unpaired([proofreading.words(each) for each in texts]):
                yield texts[index], fault


def _message(excerpt: str, slip: proofreading.Slip) -> str:
    passage, fault = slip
    return f"“{passage.text[fault.start]}”没有配成对：{excerpt}"
