"""GOAL104: the goal of the year is the long-term goal, copied."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import lazy_re as re
from sitegen.checks.rule import Subject
from sitegen.checks.scores.goals import are_alike, bare, joined
from sitegen.diagnostics import Related, Rule, Severity
from sitegen.model.forms.spec import ValueType
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "GOAL104",
    "annual-goal-is-long-term-goal",
    Severity.INFO,
    "年度目标与长期目标一样",
    checks="表单里既有年度目标又有长期（实施期、中期）目标的，两栏正文去掉序号和标点以后是不是（几乎）一样；不到 8 个字的不比较。",
    why="长期目标说几年要做到什么，年度目标说今年做哪一步；两栏一样，看不出今年要做多少。一年就做完的项目，两栏一样是对的。",
    example="# 实施期目标\n建成高标准农田12万亩。\n\n# 年度目标\n建成高标准农田12万亩。",
    remedy="写今年要做到的；一年做完的项目不用改。",
    waivable=True,
)
SHORTEST = 8
_LONG_TERM = re.compile("(?:长期|实施期|中期|中长期).{0,4}目标")
_ANNUAL = re.compile("(?:年度|本年|当年).{0,4}目标")
_RESULT = re.compile("完成|情况|结果")


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each pair of goals that the report states."""
    report = subject.report
    names = [
        field.name
        for field in report.form.fields.values()
        if field.spec.type is ValueType.NARRATIVE
        and not _RESULT.search(field.name)
        and field.name in report.prose
    ]
    for long_term in filter(_LONG_TERM.search, names):
        for annual in names:
            if not _ANNUAL.search(annual) or _LONG_TERM.search(annual):
                continue
            statement = f"“{annual}”不照抄“{long_term}”"
            first, second = joined(report, long_term), joined(report, annual)
            same = bare(first) == bare(second) and len(bare(second)) >= SHORTEST
            if not same and not are_alike(first, second):
                yield Outcome(RULE.code, Result.PASS, annual, statement)
                continue
            found = RULE.found(
                report.prose[annual].span.place,
                f"“{annual}”与“{long_term}”的文字几乎一样。",
                report=report.key,
                fact=annual,
                related=(Related(long_term, f"{len(bare(first))} 字", report.prose[long_term].span.place),),
            )
            yield Outcome(RULE.code, Result.FAIL, annual, statement, diagnostic=found)
