"""DOC105: the title is about another project, or a body is not called as in the register."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import lazy_re as re
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.forms.spec import ValueType
from sitegen.model.reports.fact import Fact, State
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "DOC105",
    "names-do-not-agree",
    Severity.INFO,
    "标题与项目名称、单位名称与部门名录不合",
    checks="标题里写了项目的，与“项目名称”至少有两个连着的字相同；主管部门、实施单位一类填的名称，与部门名录里本部门的名称不能只差一个字。",
    why="标题和项目名称说的不是一件事，可能是套用了别的项目的表；名称差一个字，搜索和统计就成了两个单位。",
    example="标题: 2020年度长江禁捕项目自评表\n项目名称: 渔业成品油价格改革补贴",
    remedy="核对标题和项目名称，改正写错的；单位名称照部门名录写。本来就不同的不用改。",
    source="在已公开的报告中实际见过。",
    waivable=True,
)
SHORTEST_BODY, SHORTEST_PROJECT = 6, 3
"""Characters: shorter names may well differ in one, shorter remains of a title mean nothing."""
_NOT_HAN = re.compile(r"[^\u3400-\u9fff]+")
_USUAL = re.compile(
    r"[〇○零一二三四五六七八九\d]{4}年?度?|部门|单位|预算|决算|项目|支出|资金|专项|绩效|目标|完成|情况|自我|自评|评价|评估|报告|公开|表|书|的|关于|年度|整体|财政|补助|市级|县级|区级|省级|中央"
)
_BODY = re.compile("[局委办院校厅处所镇乡府站队会社团馆]|中心|公司|街道|学校|医院|大学")
_CODE = re.compile(r"^[\d\s]+[-—－]?\s*")


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for the title, and one for each body that is almost called as the department."""
    report = subject.report
    project = report.fields.get("项目名称")
    if project is not None and project.value.state is State.TEXT:
        yield from _title(report, project)
    for fact in report.fields.values():
        if fact.spec.type is ValueType.ORGANIZATION and fact.value.state is State.TEXT:
            yield from _body(report, fact)


def _title(report: Report, project: Fact) -> Iterator[Outcome]:
    left = report.title.replace(report.form.title, "　")
    bodies = [fact.value.text for fact in report.fields.values() if fact.spec.type is ValueType.ORGANIZATION]
    for name in sorted({report.department.name, report.department.short_name, report.department.jurisdiction, *bodies}, key=len, reverse=True):  # fmt: skip
        left = left.replace(_CODE.sub("", name), "　") if name else left
    pieces = [each for each in _NOT_HAN.split(_USUAL.sub("　", left)) if len(each) >= SHORTEST_PROJECT]
    if not pieces or _BODY.search(left):
        return
    statement = "标题说的是“项目名称”里的项目"
    name = project.value.text
    pairs = {name[at : at + 2] for at in range(len(name) - 1)}
    if any(each[at : at + 2] in pairs for each in pieces for at in range(len(each) - 1)):
        yield Outcome(RULE.code, Result.PASS, project.address, statement)
        return
    found = RULE.found(
        project.span.place,
        f"标题是《{report.title}》，“{project.address}”却是“{name}”，说的不像同一个项目。",
        report=report.key,
        fact=project.address,
        actual=name,
    )
    yield Outcome(RULE.code, Result.FAIL, project.address, statement, diagnostic=found)


def _body(report: Report, fact: Fact) -> Iterator[Outcome]:
    name, written = report.department.name, _CODE.sub("", fact.value.text)
    if len(name) < SHORTEST_BODY or written == name or not _one_apart(name, written):
        return
    found = RULE.found(
        fact.span.place,
        f"“{fact.address}”写的是“{written}”，部门名录里本部门是“{name}”，只差一个字。",
        report=report.key,
        fact=fact.address,
        expected=name,
        actual=written,
    )
    statement = f"“{fact.address}”与部门名录一致"
    yield Outcome(RULE.code, Result.FAIL, fact.address, statement, diagnostic=found)


def _one_apart(one: str, other: str) -> bool:
    """Whether two names differ in one character: another one, one more, or one less."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    same = len(one) == len(other)
    shorter, longer = sorted((one, other), key=len)
    return one[start + 1 :] == other[start + 1 :] if same else shorter[start:] == longer[start + 1 :]
