"""Targets that the text of the goals tells by the indicators' names, compared with the table of targets.

Knows what indicators are called in running text, and how numbers are miswritten. Must not know results. A goal may sum
up, round or split what the table has, so only a slip is wrong for sure: a digit, a decimal point, a unit of that kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sitegen import lazy_re as re
from sitegen.checks.narrative.naming.number_slips import miswritten
from sitegen.checks.narrative.naming.rows import Aimed, alike, told_targets
from sitegen.model.reports.passage import Passage
from sitegen.model.reports.report import Report
from sitegen.prose.text.sentences import Sentence, sentences

_GOALS = re.compile(r"目标")
_NO_GOALS = re.compile(r"完成|实现|达成|结果|落实|原因|偏离|上年|上一年|去年")
"""What headings of texts say that tell goals, and of those that tell what became of them."""
_TOLD = re.compile(
    r"(?:数量?|人数|面积|长度|总量|总数)?(?:为|是|达到?|到|共计?|不?[少低高多大小]于|不?超过|控制在|约|≥|≤|:)*"
    r"(?P<number>(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<unit>[^\d\W_]{1,4}|%)"
)
_PART = re.compile(r"其中|[每各]|上年|去年|累计|至20\d\d年|到20\d\d年|分别|第[一二三四]")
"""Words of the clause before a name after which a part, a share or another time is told."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_FEWEST = 2
"""Digits that no other number of the same name has, a decimal point apart, by chance."""


@dataclass(frozen=True, slots=True)
class GoalTarget:
    """In `sentence`, the goal called `name` is said to be the number from `start` up to `end`; the table has another
    `target`, unless it `agrees`.
    """

    sentence: Sentence
    name: str
    start: int
    end: int
    target: Aimed
    agrees: bool


def goal_targets(report: Report) -> Iterator[GoalTarget]:
    """Every target of a table that the texts of the goals tell by its name."""
    telling = [each for each in report.passages if _tells_goals(report, each)]
    if not telling:
        return
    targets = told_targets(report)
    read = "\n".join(sentence.text for each in telling for sentence in sentences(each))
    named = sorted((name for name in targets if name in read), key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, named)) or r"(?!)")
    for passage in telling if named else ():
        for sentence in sentences(passage):
            yield from _in_sentence(sentence, report.year, pattern, targets)


def _tells_goals(report: Report, passage: Passage) -> bool:
    if "[" in passage.at or "." in passage.at:
        return False
    stated = passage.at in {goal for goal, _ in report.form.disclosure.goals}
    return stated or (_GOALS.search(passage.at) is not None and _NO_GOALS.search(passage.at) is None)


def _in_sentence(
    sentence: Sentence, year: int, pattern: re.Pattern[str], targets: Mapping[str, tuple[Aimed, ...]]
) -> Iterator[GoalTarget]:
    text = sentence.text
    for name in pattern.finditer(text):
        told = _TOLD.match(text, name.end())
        clause = max(text.rfind(mark, 0, name.start()) for mark in ",;:") + 1
        years = {
            int(each) for each in _YEAR.findall(text, text.rfind(";", 0, name.start()) + 1, name.start())
        }
        if told is None or years - {year} or _PART.search(text, clause, name.start()) is not None:
            continue
        meant = targets[name[0]]
        number = Decimal(told["number"].replace(",", ""))
        of_unit = [each for each in meant if told["unit"].startswith(each.unit)]
        agreeing = [each for each in of_unit if each.value == number]
        wrong = [each for each in of_unit if _is_slip(number, each.value)] or [
            each for each in meant if each.value == number and _is_other_unit(told["unit"], each.unit)
        ]
        for found in (agreeing or wrong)[:1]:
            end = told.start("unit") + min(len(told["unit"]), max(1, len(found.unit)))
            yield GoalTarget(sentence, name[0], told.start("number"), end, found, agrees=bool(agreeing))


def _is_slip(number: Decimal, due: Decimal) -> bool:
    """Whether `number` is `due` with a slip of the pen in it, or with its decimal point elsewhere."""
    one, other = Fraction(number), Fraction(due)
    if not one or not other:
        return False
    places = max(-int(each.as_tuple().exponent) for each in (number, due))
    scale = 10 ** max(0, places)
    if miswritten(int(one * scale), int(other * scale)) or _is_turned(str(number), str(due)):
        return True
    digits = len(str(number).replace(".", "").strip("0"))
    return digits >= _FEWEST and max(one / other, other / one) in (10, 100, 1000)


def _is_turned(one: str, other: str) -> bool:
    """Whether two numbers of two digits have them in the other order: of the same name and unit, that is no chance."""
    return len(one) == _FEWEST and one == other[::-1] and one != other


def _is_other_unit(unit: str, due: str) -> bool:
    """Whether a thing is measured in `unit` as well as in `due`: 米 for 公里."""
    return any(unit.startswith(each) for each in alike((due,)))
