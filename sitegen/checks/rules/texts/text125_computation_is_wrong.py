"""TEXT125: a computation that a text writes out does not come to what it says."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.rule import Subject
from sitegen.checks.texts.computations import Computation, computations
from sitegen.diagnostics import Rule, Severity, quoted
from sitegen.model.reports.passage import Passage
from sitegen.model.results.outcome import Outcome, Result
from sitegen.text_figures import Figure, Reading

RULE = Rule(
    "TEXT125",
    "computation-is-wrong",
    Severity.ERROR,
    "文字里写的算式不成立",
    checks="文字和正文里写明的算式，如 136/143=95.10%、（63.46-32）÷32=98.31%、追加767.86/年初1922.76=39.94%，按所写的数重算，"
    "按结果写到的位数比较；乘除的数按四舍五入留出余地。有约数、读不全、单位混着写的不查。",
    why="算式写出来就是给人验算的；算错了，据此打的分、说的增减也就错了。",
    example="计算过程: 136/143=91.50%    # 应为 95.10%",
    remedy="重新计算，改正结果；写错的是算式里的数的，改正那个数。",
    source="在已公开的报告中常见。",
    waivable=True,
)
PLACES = 4


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each computation."""
    for passage in subject.report.passages:
        for each in computations(passage.text):
            yield _outcome(subject.report.key, passage, each)


def _outcome(report: str, passage: Passage, each: Computation) -> Outcome:
    written = passage.text[each.start : each.end].strip()
    statement = f"算式{quoted(written)}"
    read = Reading((Figure(passage.key, each.start, each.end, "算式"),))
    if each.holds:
        return Outcome(RULE.code, Result.PASS, passage.at, statement, read=read)
    due, stated = (
        wording.with_unit(wording.number(value, PLACES), each.unit) for value in (each.due, each.stated)
    )
    found = RULE.found(
        passage.place(each.start, each.end - each.start),
        f"{passage.at}里的算式{quoted(written)}不成立：按所写的数计算是 {due}，写的是 {stated}。",
        report=report,
        fact=passage.at,
        expected=due,
        actual=stated,
    )
    return Outcome(RULE.code, Result.FAIL, passage.at, statement, diagnostic=found, read=read)
