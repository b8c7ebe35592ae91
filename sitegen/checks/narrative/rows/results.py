"""What texts tell of rows by the rows' own names: results of indicators, counts.

Knows which texts tell results, and how a sentence says that a figure is something else: a target, a
part, another time or place. Must not know what the rows are. What is not said plainly is no claim, and where
one text tells a row several times and once rightly, the others are of parts or other times.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from sitegen import lazy_re as re
from sitegen.checks.narrative.grammar import phrases
from sitegen.checks.narrative.naming.number_slips import is_slip
from sitegen.checks.narrative.naming.rows import WORD, Told, alike, told_rows
from sitegen.checks.narrative.naming.years_told import year_begun_with
from sitegen.model.forms.table import Role
from sitegen.model.reports.passage import Passage
from sitegen.model.reports.report import Report
from sitegen.prose.text.quantities import Quantity
from sitegen.prose.text.sentences import Sentence, sentences

_RESULTS = re.compile(r"完成|成效|效果|效益|产出|绩效|结果|评价|自评|实施|执行|总结|履职|成果|实现|落实")
_NO_RESULTS = re.compile(
    r"目标(?!.*(?:完成|实现|达成|结果|落实))|计划|安排|打算|建议|上年|上一年|去年|下一步|概况"
)
"""What headings of texts say that tell results, and of those that do not."""
_ASIDE = re.compile(r"问题|原因|偏差|偏离")
"""What headings say of texts that tell some results, among much else: there, only a slip is surely one."""
_ANOTHER_YEAR = re.compile(r"上年|上一年|去年")
_NO_COUNTS = re.compile(r"目标|计划|安排|打算|建议|上年|上一年|去年|下一步")
_TARGET = re.compile(
    r"编制|核定|批准|目标|计划|要求|任务|标准|指标值|预期|预计|应当|力争|确保|[高低少多超]于|不超过|以[上下内]|≥|≤"
)
_ACTUAL = re.compile(r"实际|完成(?!率)|完工|达到|实现")
_ELSEWHERE = re.compile(
    r"半年|季度|月份|累计|以来|历年|近[两二三四五六\d]年|同期|基期|期初|年初|此前|前年|五年|三年"
    r"|(?<![比较与同由])(?:上年|去年|上一年)|(?<!\d)(?!12月(?:底|末|31日))\d{1,2}月"
    r"|第[一二三四五六\d]+[批次期轮标]|(?:^|[,;])在[^,;]{1,15},|(?<![我本全])[县区乡镇村道厂站院校所馆][,:]"
)
"""Words before a name after which it may mean a part, another time or place."""
_OF_EACH = re.compile(r"每[年月人户个]|平均")
"""Words behind which figures are, up to a semicolon, what there is of them for each."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|[-—~])")
_THIS_YEAR = re.compile(r"全年|本年|当年|今年")
_LEAD = re.compile(
    r"(?:产出|效益|满意度?|数量|质量|时效|成本|社会|经济|生态|可持续|影响|服务对象|绩效|指标|方面|情况|[完达]成|实现|:)*"
)
"""What may begin a clause before a name, beside the usual openers."""
_VERB = re.compile(r"(?:举办|组织|开展|召开|办结|建成|新建|发放|编印|编制|出版|签订)?了?$")
"""What may stand right before a name: what was done."""
_NUMBER = re.compile(
    rf"(?P<gap>{phrases.LEVEL.pattern})(?P<number>(?<![\d.,])(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)(?P<times>[万亿]?)"
)
_MORE = re.compile(
    r"(?P<gap>[、,及和共计接待来访累来宾人数]{0,6})(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?P<times>[万亿]?)(?=人次|人|批)"
)
"""国内公务接待83批次、*620*人次."""
_ENDS = re.compile(r"$|[,;:、()\d]|和|及|与|以及|比|较|同比")
"""What stands after a unit: nothing that makes another of it."""
_GOAL_NUMBER = re.compile(r"(?:目标|任务)[\d一二三四五六七八九十]+[:、.]?")
_FEWEST = 3
"""Digits: fewer may be those of another number by chance."""
_CHANCE = 6
"""Digits of several figures together that are the same by no chance."""
_POWERS = (10**4, 10**8)
_TIMES = {"": 0, "万": 4, "亿": 8}


@dataclass(frozen=True, slots=True)
class Stated:
    """In `sentence`, the name from `start` up to `end` is said to be `quantity`; `told` are the figures that it
    may mean, and whether any `agrees`.
    """

    sentence: Sentence
    start: int
    end: int
    quantity: Quantity
    told: tuple[Told, ...]
    agrees: bool
    misdated: bool = False
    """Whether its sentence tells another year, of which it then tells the report's own figures."""

    @property
    def stands(self) -> bool:
        """Whether the figure is right, or is wrong for sure: where the name says little, only a slip is."""
        return (
            self.agrees
            or any(each.sure for each in self.told)
            or any(is_slip(self.quantity, each.amount.nominal) for each in self.told)
        )


def stated_rows(report: Report) -> Iterator[Stated]:
    """Every figure of a row that a text of `report` tells by the row's name."""
    telling = [
        each for passage in report.passages if sentences(passage) and (each := _telling(report, passage))
    ]
    read = "\n".join(sentence.text for each in telling for sentence in sentences(each.passage))
    rows = told_rows(report, read) if telling else {}
    named = sorted((name for name in rows if name in read), key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, named)) or r"(?!)")
    around = _objects_pattern(rows, read)
    if not named and around is None:
        return
    doubted = {name: tuple(replace(each, sure=False) for each in told) for name, told in rows.items()}
    found: list[Stated] = []
    for each in telling:
        meant = doubted if each.aside else rows
        for sentence in sentences(each.passage):
            stated = [*_in_sentence(sentence, report.year, pattern, meant)]
            stated = stated or _of_wrong_year(sentence, report.year, pattern, meant)
            found += (one for one in stated if (each.counts if one.told[0].count else each.results))
            if each.results and around is not None:
                found += _around_objects(sentence, report.year, around, meant)
    right = {_said(each) for each in found if each.agrees}
    yield from (each for each in found if each.agrees or _said(each) not in right)


def _said(stated: Stated) -> tuple[str, str, str]:
    """Where what is told in which unit: one name may stand for 批次 and for 人次."""
    name = stated.sentence.text[stated.start : stated.end]
    return stated.sentence.passage.at, name, stated.quantity.unit


class _Telling(NamedTuple):
    """A text that tells `results`, or `counts`; `aside` if it is about something else."""

    passage: Passage
    results: bool
    counts: bool
    aside: bool = False


def _telling(report: Report, passage: Passage) -> _Telling | None:
    """What a text tells; None for nothing."""
    table, dot, cell = passage.at.partition(".")
    heading = passage.at
    if dot:
        data = report.tables.get(table)
        if data is None or data.table.with_role(Role.ACTUAL) is not None:
            return None
        heading = cell.partition("[")[0]
    elif "[" in heading:
        return None
    if heading in {goal for goal, _ in report.form.disclosure.goals}:
        return None
    if heading in {result for _, result in report.form.disclosure.goals}:
        return _Telling(passage, results=True, counts=True)
    aside = _ASIDE.search(heading) is not None and _ANOTHER_YEAR.search(heading) is None
    results = aside or (_RESULTS.search(heading) is not None and _NO_RESULTS.search(heading) is None)
    counts = _NO_COUNTS.search(heading) is None
    return _Telling(passage, results, counts, aside) if results or counts else None


def _in_sentence(
    sentence: Sentence, year: int, pattern: re.Pattern[str], rows: Mapping[str, tuple[Told, ...]]
) -> Iterator[Stated]:
    text, last, plain = sentence.text, -1, 0
    like_goals: list[Stated] = []
    for name in pattern.finditer(text):
        told = _of_year(rows[name[0]], text[: name.start()], year)
        number = _NUMBER.match(text, name.end())
        if number is None:
            continue
        if not _is_meant(text, name, number, year, last, told) and not _has_its_digits(number, text, told):
            continue
        while number is not None:
            stated = _stated(sentence, name, number, told) or _in_other_unit(sentence, name, number, told)
            if stated is None:
                break
            last = stated.quantity.end
            is_result = stated.agrees or not _is_goal(stated) or _is_done(text, name, number["gap"])
            if stated.stands:
                plain += stated.agrees and not _is_goal(stated)
                if is_result:
                    yield stated
                else:
                    like_goals.append(stated)
            told = tuple(each for each in told if each not in stated.told)
            number = _MORE.match(text, last) if stated.told[0].count else None
    if plain > 1:
        yield from like_goals  # what tells several other results tells no goals between them


def _of_wrong_year(
    sentence: Sentence, year: int, pattern: re.Pattern[str], rows: Mapping[str, tuple[Told, ...]]
) -> list[Stated]:
    """What a sentence tells that begins with the year before or after, where several of its figures are the report's own:
    then the year is wrong, and it tells this one's.
    """
    told = year_begun_with(sentence.text, year)
    if told is None:
        return []
    found = [
        replace(each, misdated=True) for each in _in_sentence(sentence, int(told["year"]), pattern, rows)
    ]
    right = {each.told[0].fact.address: each.quantity.value for each in found if each.agrees}
    digits = sum(len(f"{value:f}".replace(".", "").strip("0")) for value in right.values())
    return found if len(right) > 1 and digits >= _CHANCE else []


def _has_its_digits(number: re.Match[str], text: str, told: tuple[Told, ...]) -> bool:
    """Whether what is told is a row's result but for 万 or 亿: then it is meant, whatever stands before its name."""
    for each in told:
        for unit in each.units:
            quantity = None if each.count else _quantity(text, number, unit)
            if quantity is not None and len(number["number"].replace(".", "").strip("0")) >= _FEWEST:
                ratio = each.amount.nominal / Fraction(quantity.value) if quantity.value else Fraction(0)
                return ratio in _POWERS or (ratio != 0 and 1 / ratio in _POWERS)
    return False


def _of_year(told: tuple[Told, ...], before: str, year: int) -> tuple[Told, ...]:
    """Without figures of last year, where the words `before` the name tell this one."""
    if not _THIS_YEAR.search(before) and str(year) not in _YEAR.findall(before):
        return told
    return tuple(each for each in told if not each.last) or told


def _objects_pattern(rows: Mapping[str, tuple[Told, ...]], read: str) -> re.Pattern[str] | None:
    """Finds 改造28条道路, where a row is called 改造道路; None if no row is called so of which `read` has both words."""
    named = {
        name: told
        for name, told in rows.items()
        if len(name) == 2 * WORD
        and name[:WORD] in read
        and name[WORD:] in read
        and not any(each.count for each in told)
    }
    if not named:
        return None
    verbs, objects = ({name[:WORD] for name in named}, {name[WORD:] for name in named})
    units = {
        unit for told in named.values() for each in told for unit in each.units if unit not in ("%", "‰")
    }
    verb, unit, thing = (
        "|".join(map(re.escape, sorted(words, key=len, reverse=True))) for words in (verbs, units, objects)
    )
    return re.compile(
        rf"(?P<verb>{verb})(?P<gap>了?)(?P<number>(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)(?P<times>[万亿]?)"
        rf"(?P<unit>{unit})(?P<thing>{thing})"
    )


def _around_objects(
    sentence: Sentence, year: int, around: re.Pattern[str], rows: Mapping[str, tuple[Told, ...]]
) -> Iterator[Stated]:
    """Figures told between what was done and what it was done to."""
    text = sentence.text
    for match in around.finditer(text):
        told = tuple(
            each for each in rows.get(match["verb"] + match["thing"], ()) if match["unit"] in each.units
        )
        if not told or not _is_meant(text, match, match, year, -1, told):
            continue
        digits = match["number"].replace(",", "")
        decimals, shift = len(digits.partition(".")[2]), _TIMES[match["times"]]
        start, end = match.start("number"), match.end("unit")
        quantity = Quantity(
            start, end, Decimal(digits).scaleb(shift), decimals - shift, match["unit"], rough=False
        )
        agrees = any(each.amount.agrees(quantity.amount) for each in told)
        stated = Stated(sentence, match.start(), match.end(), quantity, told, agrees)
        if stated.stands and not (_is_goal(stated) and not agrees):
            yield stated


def _stated(
    sentence: Sentence, name: re.Match[str], number: re.Match[str], told: tuple[Told, ...]
) -> Stated | None:
    for unit in dict.fromkeys(unit for each in told for unit in each.units):
        quantity = _quantity(sentence.text, number, unit)
        if quantity is not None:
            meant = tuple(each for each in told if unit in each.units)
            agrees = any(each.amount.agrees(quantity.amount) for each in meant)
            return Stated(sentence, name.start(), name.end(), quantity, meant, agrees)
    return None


def _in_other_unit(
    sentence: Sentence, name: re.Match[str], number: re.Match[str], told: tuple[Told, ...]
) -> Stated | None:
    """The very number of a row, told in another unit than it has there: 3000 公斤 for 3000 吨."""
    for each in told:
        for unit in sorted(alike(each.units)):
            quantity = _quantity(sentence.text, number, unit) if each.sure else None
            if quantity is not None and each.amount.equals(quantity.amount):
                return Stated(
                    sentence, name.start(), name.end(), quantity, (replace(each, goal=None),), False
                )
    return None


def _is_goal(stated: Stated) -> bool:
    return any(each.goal is not None and each.goal.agrees(stated.quantity.amount) for each in stated.told)


def _is_done(text: str, name: re.Match[str], gap: str) -> bool:
    """Whether the words around the name say that what is told was achieved, and nothing of a target."""
    clause = max(text.rfind(mark, 0, name.start()) for mark in ",;:") + 1
    head = text[clause : name.start()]
    return _ACTUAL.search(gap) is not None or (_ACTUAL.search(head) is not None and not _TARGET.search(head))


def _is_meant(
    text: str, name: re.Match[str], number: re.Match[str], year: int, last: int, told: tuple[Told, ...]
) -> bool:
    """Whether the sentence speaks of the row as such and of what was achieved. `last` is where the figure
    before ends that was told so.
    """
    before, start = text[: name.start()], name.start()
    years = {int(each) for each in _YEAR.findall(before)}
    if years - {year} or _ELSEWHERE.search(before) or phrases.ELSEWHERE.search(before):
        return False
    if _OF_EACH.search(before, before.rfind(";") + 1):
        return False
    if "其中" in before and not told[0].count:
        return False
    target = max((each.end() for each in _TARGET.finditer(before, _group(before))), default=-1)
    if target >= 0 and not _ACTUAL.search(before, target):
        return False
    end = min((at for mark in ",;" if (at := text.find(mark, number.end())) >= 0), default=len(text))
    clause = max(before.rfind(mark) for mark in ",;)") + 1
    around = text[clause:start] + number["gap"] + text[number.end() : end]
    if _TARGET.search(around) or "累计" in number["gap"] or phrases.PLAN.search(before):
        return False
    if 0 <= last < start and last >= clause:
        return re.fullmatch(r"[、和及与]|以及", text[last:start]) is not None
    lead = _LEAD.match(before, clause)
    verb = _VERB.search(before, clause)
    begin, end = lead.end() if lead is not None else clause, verb.start() if verb is not None else start
    return phrases.OPENERS.fullmatch(before, min(begin, end), end) is not None


def _group(before: str) -> int:
    """Where the clauses begin whose targets are still spoken of: behind a semicolon, and behind the number of a goal
    (目标2:), unless what stands before is headed as a target (年度目标: ……;……).
    """
    number = _GOAL_NUMBER.match(before)
    begin = number.end() if number is not None else 0
    head = before.find(":", begin)
    if head >= 0 and _TARGET.search(before, begin, head):
        return begin
    return max(begin, before.rfind(";") + 1)


def _quantity(text: str, number: re.Match[str], unit: str) -> Quantity | None:
    """The number, if it is in `unit` and neither rough nor goes on."""
    digits = number["number"].replace(",", "")
    decimals = len(digits.partition(".")[2])
    for at, shift in ((number.end(), _TIMES[number["times"]]), (number.end("number"), 0)):
        if text.startswith(unit, at) and _ENDS.match(text, at + len(unit)):
            start, end = number.start("number"), at + len(unit)
            return Quantity(start, end, Decimal(digits).scaleb(shift), decimals - shift, unit, rough=False)
    return None
