"""What a text says that an indicator it has named has got or lost, without naming it again: 完成率为 94%，…，该项未扣分.

Knows the words for that. Must not know marks that follow a name (`marks`) or rules. A sentence that names several indicators is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sitegen import lazy_re as re
from sitegen.checks.narrative.marks.marks import Scored, scored
from sitegen.checks.narrative.statements.rule_outcomes import Words
from sitegen.model.reports.report import Report
from sitegen.prose.text.sentences import Sentence, every_sentence

_IT = r"(?:该|此|本|上述|这)(?:一|个)?(?:项|条)?(?:三级)?(?:指标|项目)?(?:自评|评价|评分)*"
_SAID = re.compile(
    rf"(?<=[,;:。(的])(?:因此|所以|故|但|由此|为此|,)*{_IT}(?P<words>(?P<none>未(?:被)?扣分|不扣分|没有扣分|无扣分|未失分|不予扣分)|(?:得|获|评|给|自评)(?P<full>满分)"
    r"|(?:共|合计|酌情|相应|自评)*扣(?:减|除|去|掉)?了?(?P<off>\d+(?:\.\d+)?)分|(?:自评|实际)?得(?:分)?(?:为|是)?(?P<got>\d+(?:\.\d+)?)分)(?=[,;。)]|$)"
)
_MAY = re.compile("未扣|未被扣|不扣|没有扣|无扣|未失|不予扣|满分|扣|得")
_ANOTHER = re.compile(r"上年|去年|上一年|若|如果|如未|则|每|目标得分|建议")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class MarkOfIt:
    """At `words` of `sentence`, the text says `said` of the indicator called `name`, which `told` has otherwise or not."""

    sentence: Sentence
    words: Words
    name: str
    said: str
    told: Scored
    agrees: bool


def marks_of_it(report: Report) -> Iterator[MarkOfIt]:
    """Every such telling in the texts of the report."""
    plans = {goal for goal, _ in report.form.disclosure.goals}
    passages = [each for each in report.passages if each.at not in plans and _MAY.search(each.text)]
    found = (
        {name: each for name, each in scored(report).items() if len(name) >= _SHORTEST} if passages else {}
    )
    if not found:
        return
    names = re.compile("|".join(map(re.escape, sorted(found, key=len, reverse=True))))
    for passage in passages:
        for sentence in every_sentence(passage):
            if _MAY.search(sentence.text) and not set(map(int, _YEAR.findall(sentence.text))) - {report.year}:
                yield from _in_sentence(sentence, names, found)


def _in_sentence(
    sentence: Sentence, names: re.Pattern[str], found: Mapping[str, Scored]
) -> Iterator[MarkOfIt]:
    for said in _SAID.finditer(sentence.text):
        begin = max(sentence.text.rfind(";", 0, said.start("words")), 0)
        if _ANOTHER.search(sentence.text, begin, said.start("words")):
            continue
        named = set(names.findall(sentence.text, begin, said.start()))
        if len(named) == 1:
            name = named.pop()
            words = Words(said.start("words"), said.end("words"))
            told = found[name]
            yield MarkOfIt(sentence, words, name, said["words"], told, _agrees(told, said))


def _agrees(told: Scored, said: re.Match[str]) -> bool:
    lost = told.most.nominal - told.score.nominal
    if said["off"]:
        return lost >= Fraction(said["off"])  # reasons may be told apart
    if said["got"]:
        return told.score.nominal == Fraction(said["got"])
    return lost == 0
