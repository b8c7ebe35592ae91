"""TEXT119: blanks where Chinese text has none."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import lazy_re as re
from sitegen.checks import proofreading
from sitegen.checks.rule import Subject
from sitegen.checks.texts import spaces
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome

RULE = Rule(
    "TEXT119",
    "odd-spaces",
    Severity.WARNING,
    "多余的空格",
    checks="句子里，汉字之间、中文标点前后没有空格；没有连续的空格、全角空格和不间断空格。"
    "段首缩进，汉字与数字、外文之间的一个空格，序号、小标题后面的空格，用空格排列的姓名、栏目和签字栏，书名号和引号里的空格不在此列。",
    why="空格会把词断开，搜索不到，读屏软件也会读错。",
    example="目前 已编写李四光、屠呦呦等科学家故事23期 。",
    remedy="删去空格；sitegen check --fix 可以代改。",
    source="公文校对的常规要求。",
    waivable=True,
)

_KINDS = (
    ("\u3000", "全角空格"),
    ("\t", "制表符"),
    ("[\u00a0\u2000-\u205f]", "特殊的空格"),
    (" {2}", "连续的空格"),
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each place, or one for the report."""
    found = proofreading.slips(subject.report, spaces.odd_spaces)
    return proofreading.outcomes(RULE, subject, found, _message, "没有多余的空格")


def _message(excerpt: str, slip: proofreading.Slip) -> str:
    passage, fault = slip
    blank = passage.text[fault.start : fault.end]
    kind = next((name for pattern, name in _KINDS if re.search(pattern, blank)), "空格")
    return f"“{excerpt}”里有多余的{kind}。"
