"""SCORE125: a target is counted in what its name cannot be counted in, or a result in what its target cannot."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import lazy_re as re
from sitegen.checks import wording
from sitegen.checks.quantities.proportions import bare_name
from sitegen.checks.rule import Subject
from sitegen.checks.scores.planned import Planned, planned
from sitegen.checks.scores.scoring import Indicator, indicators
from sitegen.checks.targets import Goal, Target
from sitegen.diagnostics import Rule, Severity
from sitegen.model.reports.fact import Fact
from sitegen.model.results.outcome import Outcome, Result
from sitegen.numbers.figures import PROPORTIONS

RULE = Rule(
    "SCORE125",
    "unit-contradicts-name",
    Severity.WARNING,
    "指标的单位与名称不合",
    checks="名称是满意度、合格率、覆盖率、完成率一类的，指标值不用人、次、个、元等单位；名称是人次、人数、次数、户数一类的，不用 % 。"
    "只查名称的末尾说得准的；满意度按“分”计的、频率、效率一类的不查。指标值是百分数的，完成值不写成人、个、元等（≥95% 完成 96.8人）。",
    why="满意度 95 人，说不出是一百人里的 95 人，还是只问了 95 人；完成以后无从比较。",
    example="服务对象满意度: {指标性质: ≥, 指标值: 95, 计量单位: 人}",
    remedy="改正单位；单位没有错的，改指标的名称（满意人数、培训完成率）。",
    source="财政部《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》（财预〔2021〕101号）。",
    waivable=True,
)
_RATE = re.compile(
    r"满意度$|(?:满意|合格|及格|达标|优良|优秀|知晓|公开|准确|及时|按时|完好|成活|通过|覆盖|参与|受益|出勤|就业|毕业|"
    r"完成|到位|执行|增长|支付|发放|兑现|验收合格)率$"
)
_COUNT = re.compile(r"(?:人次|人数|户数|次数|场次|件数|个数|家数|份数|批次|期数|项数)$")
_SHARE_OF_COUNT = re.compile(r"率|比|占|增|完成|提高|提升|减少|下降|降低|压减|缩减|达标|覆盖|合格|变化|变动")
_COUNTED = re.compile(
    r"[十百千万亿]?(?:人次|人|名|户次|户|个|次|场次|场|项|件|份|家|批次|批|期|套|台|元|千元|天|个?工作日)"
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each target whose name tells what it is counted in, and for each result of a percentage that is
    counted otherwise.
    """
    yield from _of_targets(subject)
    for indicator in indicators(subject.report):
        due, said = _only_unit(indicator.targets), indicator.achieved
        if due in PROPORTIONS and said is not None and said.unit and said.least is not None:
            yield _of_result(subject, indicator, due, said.unit)


def _only_unit(goals: tuple[Goal, ...]) -> str:
    """The unit that all of `goals` are in; "" where there is none, or several."""
    units = {goal.unit for goal in goals if isinstance(goal, Target)}
    return next(iter(units)) if len(units) == 1 else ""


def _of_result(subject: Subject, indicator: Indicator, due: str, unit: str) -> Outcome:
    actual = indicator.actual
    statement = f"{indicator.row.label}：完成值与指标值的单位相合"
    addresses = (actual.address,)
    if _COUNTED.fullmatch(unit) is None:
        return Outcome(RULE.code, Result.PASS, actual.address, statement, facts=addresses)
    found = RULE.found(
        actual.span.place,
        f"“{indicator.row.label}”的指标值是“{indicator.target_words}”，完成值的单位写的却是“{unit}”，无从比较。",
        remedy=f"单位写错的，改成 {due}；数的确实是个数的，换算成百分数。",
        report=subject.report.key,
        fact=actual.address,
        expected=due,
        actual=wording.value_of(actual),
    )
    return Outcome(RULE.code, Result.FAIL, actual.address, statement, diagnostic=found, facts=addresses)


def _of_targets(subject: Subject) -> Iterator[Outcome]:
    for each in planned(subject.report):
        unit = _only_unit(each.goals)
        name = bare_name(each.row.label)
        rate, count = _RATE.search(name) is not None, _is_count(name)
        if not unit or not (rate or count):
            continue
        statement = f"{each.row.label}：单位与名称相合"
        at = _at(each)
        facts = tuple(dict.fromkeys((each.target.address, at.address)))
        wrong = _COUNTED.fullmatch(unit) is not None if rate else unit in PROPORTIONS
        if not wrong:
            yield Outcome(RULE.code, Result.PASS, at.address, statement, facts=facts)
            continue
        due = "百分数" if rate else "个数"
        found = RULE.found(
            at.span.place,
            f"“{each.row.label}”按名称是{due}，单位写的却是“{unit}”。",
            remedy="是百分数的单位写 %；数的确实是个数的，改指标的名称（满意人数、合格件数）。"
            if rate
            else "写出是多少个（人次、次……）；要说的是完成了计划的百分之几的，指标改称完成率。",
            report=subject.report.key,
            fact=at.address,
            expected="%" if rate else "人次、人、次等",
            actual=unit,
        )
        yield Outcome(RULE.code, Result.FAIL, at.address, statement, diagnostic=found, facts=facts)


def _is_count(name: str) -> bool:
    return _COUNT.search(name) is not None and _SHARE_OF_COUNT.search(name) is None


def _at(each: Planned) -> Fact:
    """Where the unit stands: in its column, else beside the target."""
    return each.unit if each.unit is not None and each.unit.value.text.strip() else each.target
