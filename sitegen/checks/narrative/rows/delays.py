"""Whether texts say of what has a deadline that it was early where the table has it late: 封顶时间比计划提前 18 天.

Knows the words for it behind an indicator's name. Must not know rules, or how findings are worded. By how many days is
not compared: people count them differently.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sitegen import lazy_re as re
from sitegen.checks.scores.scoring import Indicator, indicators
from sitegen.checks.targets import Achievement, Deadline
from sitegen.model.reports.report import Report
from sitegen.prose.text.quantities import Quantity
from sitegen.prose.text.sentences import Sentence, sentences

_SAID = re.compile(
    r"(?:完成|实际|也|均|已){0,2}(?:[比较](?:合同|原|既定|预定|年初|年度|规定)*(?:计划|目标|要求|工期|时限|约定|定)(?:的?(?:时间|日期|工期|期限))?)?"
    r"(?:(?P<early>提前|提早|早)|(?P<late>推迟|延迟|滞后|延后|延期|晚|逾期))了?(?P<number>\d+)(?P<unit>个月|天|日)"
)
_NO_WORDS = re.compile(r"[\W_]+")
_WHEN = re.compile(r"(?:的)?(?:时间|时限|日期|时效|期限|及时性)$")
_SHORTEST = 4
_ELSEWHERE = re.compile(r"上年|去年|上一年|预计|计划(?=于)|下一步|力争|确保|通知|申请|预约")


@dataclass(frozen=True, slots=True)
class Delay:
    """In `sentence`, of `indicator` called `name` it is `said` by how much it was early or late, at `quantity`; that
    `agrees` with when it was done, or not.
    """

    sentence: Sentence
    indicator: Indicator
    name: str
    said: str
    quantity: Quantity
    agrees: bool


def delays(report: Report) -> Iterator[Delay]:
    """Every such word of an indicator whose only target is a deadline and of which it is sure whether it was met."""
    known: dict[str, Indicator] = {}
    for each in indicators(report):
        sure = each.achievement in (Achievement.MET, Achievement.MISSED)
        if sure and len(each.targets) == 1 and isinstance(each.targets[0], Deadline):
            name = _NO_WORDS.sub("", each.row.label)
            known |= {called: each for called in (name, _WHEN.sub("", name)) if len(called) >= _SHORTEST}
    if not known:
        return
    names = re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True))))
    goals = {goal for goal, _ in report.form.disclosure.goals}
    for passage in report.passages:
        if "[" in passage.at or passage.at in goals:
            continue
        for sentence in sentences(passage):
            for named in names.finditer(sentence.text):
                found = _said(sentence, named, known[named[0]])
                if found is not None:
                    yield found


def _said(sentence: Sentence, name: re.Match[str], indicator: Indicator) -> Delay | None:
    text = sentence.text
    said = _SAID.match(text, name.end())
    clause = max(text.rfind(mark, 0, name.start()) for mark in ",;:") + 1
    if said is None or _ELSEWHERE.search(text, clause, said.end()) is not None:
        return None
    quantity = Quantity(
        said.start("number"), said.end(), Decimal(said["number"]), 0, said["unit"], rough=False
    )
    met = indicator.achievement is Achievement.MET
    agrees = met if said["early"] else not met
    return Delay(sentence, indicator, name[0], text[name.end() : said.end()], quantity, agrees)
