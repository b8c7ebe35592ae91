"""The marks of the whole that a text tells by another name than the form's: 我局部门整体支出绩效得分 96.93 分.

Knows what texts call these marks. Must not know marks of indicators (`marks`) or rules. What names anything besides, whose marks it may be, is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen import lazy_re as re
from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.scores.scoring import total_fact
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.prose.text.quantities import Quantity, quantities
from sitegen.prose.text.sentences import Sentence, sentences

_CALLED = re.compile(
    r"(?:最终|综合|总体|本次|本年度?|年度|全年|部门|单位|项目|整体|支出|预算|绩效|目标|自我|自评|评价|评定|考核|管理|结果|的)*"
    r"(?P<called>(?:自评|绩效|评价|综合|总|最终|整体)(?:评价|自评|综合|支出绩效)*(?:总?得分|总分|总?评分|分数|总成绩|分值))(?:合计|共计|为|是|:|达到?|得)*"
)
_LEAD = re.compile(
    r"(?:经|通过|根据|按照?|依据|对照)?(?:[我本该](?:局|委|办|院|校|会|厅|部|中心|单位|部门|馆|站|所|队|镇|街道|处|项目))?(?:20\d\d年度?)?(?:的|在)*"
)
_ANOTHER = re.compile(
    r"上年|去年|上一年|平均|其中|目标|力争|满分|第三方|专家|财政|复核|抽查|一级|二级|三级|指标|[各每该]|\d个"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")


@dataclass(frozen=True, slots=True)
class TotalMark:
    """In `sentence`, `quantity` is said to be the total, by the name `called`; the form's is `fact`, and `agrees` or not."""

    sentence: Sentence
    quantity: Quantity
    called: str
    fact: Fact
    agrees: bool


def total_marks(report: Report) -> Iterator[TotalMark]:
    """Every telling of the total of the report by such a name."""
    total = total_fact(report)
    amount = amount_of(total) if total is not None else None
    if total is None or amount is None:
        return
    department = report.department
    bodies = re.compile(
        "|".join(re.escape(each) for each in (department.name, department.short_name) if each) or "(?!)"
    )
    plans = {goal for goal, _ in report.form.disclosure.goals}
    for passage in report.passages:
        if passage.narrative and passage.at not in plans and "分" in passage.text:
            for sentence in sentences(passage):
                if set(map(int, _YEAR.findall(sentence.text))) - {report.year}:
                    continue
                for quantity in quantities(sentence.text):
                    called = _called(sentence.text, quantity, bodies)
                    if called and called not in (total.address, total.spec.unit):
                        yield TotalMark(sentence, quantity, called, total, amount.agrees(quantity.amount))


def _called(text: str, quantity: Quantity, bodies: re.Pattern[str]) -> str:
    """But for the names of `bodies`, what the clause before a number calls the total; "" where it may speak of something else."""
    if quantity.unit != "分" or quantity.rough:
        return ""
    begin = max(text.rfind(mark, 0, quantity.start) for mark in ",;:。") + 1
    if begin == quantity.start:  # 绩效自评得分：96.93 分
        begin = max(text.rfind(mark, 0, begin - 1) for mark in ",;。") + 1
    clause = bodies.sub("", text[begin : quantity.start])
    if _ANOTHER.search(text, max(text.rfind("。", 0, begin), 0), quantity.start):
        return ""
    lead = _LEAD.match(clause)
    told = _CALLED.fullmatch(clause, lead.end() if lead is not None else 0)
    return told["called"] if told is not None else ""
