"""Marks that texts tell by the name of an indicator or of a group of them: 资金管理得10.77分，扣1.23分; 过程类得分率93.85%.

Knows the words between such a name and its marks, and what a group's marks come to. Must not know rules. What is taken
off may be told reason by reason, so only more than was taken off, or a slip for it, is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sitegen import lazy_re as re
from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.narrative.naming.number_slips import is_slip
from sitegen.checks.narrative.naming.rows import plain_name
from sitegen.model.forms.table import Role
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import TableData
from sitegen.numbers.intervals import Interval, total
from sitegen.prose.text.quantities import Quantity, quantities
from sitegen.prose.text.sentences import Sentence, sentences

_KIND = r"(?:类|项|指标|方面|部分|一项|情况|维度)"
_SAID = re.compile(
    rf"(?P<kind>{_KIND}*)(?:自评|评价|评分|实际|实得|的|共|总|本次|,|:|\()*"
    r"(?:(?P<rate>得分率)|(?P<off>扣(?:减|除|去|掉)?了?|失分)|(?P<most>满分|分值|权重|标准分)|(?P<got>得分?))?(?:为|是|共|合计|:)*$"
)
_TOLD = re.compile(r"(?:满分|分值|权重|得分?|扣)(?:为|是)?\d+(?:\.\d+)?分[,、]")
"""Other marks that are told of the same."""
_ANOTHER = re.compile(r"上年|去年|上一年|平均|每[项个发处有]|一处|一项不|累计|目标|如|若|则")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_AND = ("、", "和", "及", "与")
_LONGEST = 24
_SHORTEST, _SHORTEST_OF_KIND = 4, 2
"""Characters of a name that says itself what it is, and of one with 类, 指标 behind it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """In `sentence`, `quantity` is said to be the marks of what is called `name`: by `facts` it is `due`, and `agrees` or not."""

    sentence: Sentence
    quantity: Quantity
    name: str
    said: str
    facts: tuple[Fact, ...]
    due: Interval
    agrees: bool


@dataclass(frozen=True, slots=True)
class Scored:
    """The `score` of an indicator or of a group, of at `most` so many marks."""

    facts: tuple[Fact, ...]
    score: Interval
    most: Interval


def marks(report: Report) -> Iterator[Mark]:
    """Every mark that the texts of the report tell by name."""
    known = scored(report)
    if not known:
        return
    names = re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True))))
    for passage in report.passages:
        if not passage.narrative or "分" not in passage.text:
            continue
        for sentence in sentences(passage):
            if not set(map(int, _YEAR.findall(sentence.text))) - {report.year}:
                yield from _in_sentence(sentence, names, known)


def _in_sentence(sentence: Sentence, names: re.Pattern[str], known: Mapping[str, Scored]) -> Iterator[Mark]:
    text = sentence.text
    for quantity in quantities(text):
        if quantity.unit not in ("分", "%") or quantity.rough:
            continue
        begin = max(0, quantity.start - _LONGEST)
        for name in names.finditer(text, begin, quantity.start):
            said = _SAID.fullmatch(_TOLD.sub("", text[name.end() : quantity.start]))
            clause = max(text.rfind(mark, 0, name.start()) for mark in ",;:、") + 1
            if said is None or _ANOTHER.search(text, clause, quantity.start) is not None:
                continue
            if said["off"] and text[name.start() - 1 : name.start()] in _AND:
                break  # 甲、乙和丙，共扣 2 分: what all of them lost
            if len(name[0]) >= (_SHORTEST_OF_KIND if said["kind"] else _SHORTEST):
                found = _mark(sentence, quantity, name[0], said, known[name[0]])
                if found is not None:
                    yield found
                break


def _mark(
    sentence: Sentence, quantity: Quantity, name: str, said: re.Match[str], told: Scored
) -> Mark | None:
    """What is told, if it is right or wrong for sure."""
    stated = quantity.amount
    if (quantity.unit == "%") is not bool(said["rate"]):
        return None
    if said["rate"]:
        due, sure = told.score / told.most, True
    elif said["off"]:
        due = told.most - told.score
        sure = due.is_less(stated)
    elif said["most"]:
        due, sure = told.most, True
    else:
        due, sure = told.score, said["got"] is not None
    agrees = due.agrees(stated) or (said["got"] is None and said["off"] is None and told.most.agrees(stated))
    if not (agrees or sure or is_slip(quantity, due.nominal)):
        return None
    words = said["rate"] or said["off"] or said["most"] or "得分"
    return Mark(sentence, quantity, name, words, told.facts, due, agrees)


def scored(report: Report) -> dict[str, Scored]:
    """The indicators and their groups by name; names that several have are left out."""
    found: dict[str, list[Scored]] = defaultdict(list)
    for data in report.tables.values():
        for name, told in _of_table(data):
            found[name].append(told)
    return {
        name: told[0] for name, told in found.items() if len(told) == 1 and len(name) >= _SHORTEST_OF_KIND
    }


def _of_table(data: TableData) -> Iterator[tuple[str, Scored]]:
    score, most = data.table.with_role(Role.SCORE), data.table.with_role(Role.WEIGHT)
    if score is None or most is None:
        return
    groups: dict[str, list[Scored]] = defaultdict(list)
    for row in data.value_rows:
        got, of = data.cell(row.key, score.name), data.cell(row.key, most.name)
        amounts = [amount_of(fact) if fact is not None else None for fact in (got, of)]
        if got is None or of is None or amounts[0] is None or amounts[1] is None:
            continue
        told = Scored((got, of), amounts[0], amounts[1])
        if not row.sums and amounts[1].nominal:
            yield plain_name(row.label), told
            for group in row.groups:
                groups[group].append(told)
    for group, parts in groups.items():
        facts = tuple(part.facts[0] for part in parts)
        yield (
            plain_name(group),
            Scored(facts, total(each.score for each in parts), total(each.most for each in parts)),
        )
