"""TEXT123: a rate of execution stated in the narrative does not follow from the figures."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sitegen.checks import wording
from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.narrative.grammar.claims import Completion, Mention
from sitegen.checks.narrative.naming.columns import is_other_budget
from sitegen.checks.narrative.rows.achievements import Achieved, achieved_parts
from sitegen.checks.narrative.rows.delays import Delay, delays
from sitegen.checks.narrative.rows.distances import Distance, distances
from sitegen.checks.narrative.statements.ratios import follow
from sitegen.checks.narrative.statements.rule_outcomes import Reckoned, outcome, percent, with_percentages
from sitegen.checks.narrative.statements.statements import Option, Statement
from sitegen.checks.rule import Subject
from sitegen.checks.scores.scoring import execution_lines
from sitegen.checks.targets import Achievement
from sitegen.diagnostics import Rule, Severity, quoted
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome
from sitegen.numbers.figures import unit_factor
from sitegen.prose.text.terms import MOST_WORDS, Role, clause_of

RULE = Rule(
    "TEXT123",
    "completion-does-not-follow",
    Severity.ERROR,
    "正文里的预算完成率与数字不符",
    checks="“完成预算的N%”“预算执行率N%”“占年初预算的N%”与执行数除以预算数的结果相符，“支付率”“使用率”与支付数除以到位数的结果相符。"
    "文中写了这两个数的，用文中的；没有写的，用句子点名的那一行的预算数，没有点名的用合计的。"
    "指标的完成值后面写“完成目标的N%”“超额完成N%”“比目标多（少、缩短、提前）N”的，与指标表里的目标比；"
    "期限指标的名称后面写“比计划提前（推迟）N天”的，与完成的日期是早是晚比。"
    "没有写预算数、写了“比预算减少（增加）多少”的，由差额推算。"
    "各项加起来等于总数、都写了完成率的，用完成率倒推出的各项预算数，加起来是总数的预算数。"
    "前面的数是表里一行的，与这一行的执行率或预算数、执行数比，像是写错一位、颠倒的才报。写明年初预算、调整预算的，只与那一个比；中间写了追加、调减的，不比。没有预算的（0），写100%的不算错。像是截去了尾数的，是警告。",
    why="执行率决定预算执行得分，正文与表不一致，评分就说不清。",
    example="年初预算1,000万元，实际支出950万元，执行率98%（应为95%）",
    remedy="重新计算；分清是年初预算还是调整后的预算。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each rate that is stated of a budget."""
    told = (each for each in subject.percentages if each.term.role is Role.COMPLETION)
    return with_percentages(RULE, subject.report.key, _outcomes(subject), told, subject.within.judges)


def _outcomes(subject: Subject) -> Iterator[Outcome]:
    within = subject.within
    yield from within.outcomes(RULE)
    for statement in subject.statements:
        claim, sentence = statement.claim, statement.sentence
        if isinstance(claim, Completion) and not within.judges(
            sentence.passage, sentence.offsets[claim.quantity.start]
        ):
            budgets, spent = _operands(subject.report, statement, claim)
            budgets = _of_that_sort(statement, claim, budgets)
            result = follow(claim.quantity.amount, spent, budgets, lambda done, planned: done / planned)
            said = "完成预算"
            yield outcome(RULE, subject.report.key, statement, claim.quantity, result, said, percent(result))
    for each in achieved_parts(subject.stated_rows):
        sentence = each.stated.sentence
        if not within.judges(sentence.passage, sentence.offsets[each.quantity.start]):
            yield _of_target(each).outcome(RULE, subject.report.key)
    for distance in distances(subject.stated_rows):
        yield _from_target(distance).outcome(RULE, subject.report.key)
    for delay in delays(subject.report):
        yield _from_deadline(delay).outcome(RULE, subject.report.key)


def _of_target(achieved: Achieved) -> Reckoned:
    """The part of a target that is told, with result and target of the indicator."""
    stated, quantity, fact = achieved.stated, achieved.quantity, achieved.told.fact
    sentence = stated.sentence
    said = f"{sentence.written(stated.start, stated.end)}{'超额完成' if achieved.beyond else '完成目标的'}"
    words = sentence.written(quantity.start, quantity.end)
    due = f"{wording.number(achieved.due.nominal * 100, 2)}%"
    result = sentence.written(stated.quantity.start, stated.quantity.end)
    message = f"正文写{quoted(said)} {words}，按完成 {result}和指标表里的目标计算是 {due}。"
    return Reckoned(sentence, quantity, said, (fact,), due, message, achieved.agrees)


def _from_target(distance: Distance) -> Reckoned:
    """How far a result is said to be from its target, with both."""
    stated, quantity, goal = distance.stated, distance.quantity, distance.told.goal
    assert goal is not None, "a distance is from a target"
    sentence, unit = stated.sentence, stated.quantity.unit
    words = sentence.written(stated.quantity.end, quantity.end).lstrip("，,")
    said = sentence.written(stated.start, stated.quantity.end)
    factor = Fraction(unit_factor(unit))
    way = "多" if distance.due.nominal > 0 else "少"
    due = f"{way} {wording.number(abs(distance.due.nominal) / factor, 2)}{unit}"
    due = due if distance.due.nominal else "正好达到目标"
    aim = f"{wording.number(goal.nominal / factor, 2)}{unit}"
    message = f"正文写{quoted(said)}，{quoted(words)}；指标表里的目标是 {aim}，按数字是{due}。"
    remedy = "核对完成值和目标，方向或数字写错的改正。"
    return Reckoned(sentence, quantity, said, (distance.told.fact,), due, message, distance.agrees, remedy)


def _from_deadline(delay: Delay) -> Reckoned:
    """What is said to have been early or late, with its deadline and the day it was done."""
    sentence, actual = delay.sentence, delay.indicator.actual
    words, goal = f"{delay.name}{delay.said}", delay.indicator.target_words
    due = "提前或按期" if delay.indicator.achievement is Achievement.MET else "晚于目标"
    message = f"正文写{quoted(words)}；指标表里的目标是{quoted(goal)}，完成 {wording.value_of(actual)}，按日期是{due}。"
    remedy = "核对完成的日期和正文，写反的改正。"
    return Reckoned(sentence, delay.quantity, delay.name, (actual,), due, message, delay.agrees, remedy)


def _operands(
    report: Report, statement: Statement, claim: Completion
) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    """What may be meant by the budget and by what was spent of it. What the sentence states comes first, and where it
    states both, nothing else is meant. Figures of a table are meant only where what is said to be spent is what was:
    of the row that is named, else of the whole.
    """
    stated = statement.options(claim.spent) if claim.spent is not None else ()
    budgets = tuple(option for each in claim.budgets for option in statement.options(each))
    if budgets:
        return budgets, stated
    lines = [line for line in execution_lines(report) if line.whole]
    whole_spent = _of(lines[0].spent) if lines and lines[0].spent is not None else ()
    if claim.budget is not None:
        return _named(statement, claim, claim.budget, stated), stated or whole_spent
    if claim.subject is not None:
        for planned, spent in statement.budgets(claim.subject):
            if not stated or _agree(stated, spent):
                budgets += planned
    elif not stated or _agree(stated, whole_spent):
        budgets = _of(lines[0].budget) if lines and lines[0].budget is not None else ()
    return budgets, stated or whole_spent


def _of_that_sort(statement: Statement, claim: Completion, budgets: tuple[Option, ...]) -> tuple[Option, ...]:
    """The budgets that 完成*年初*预算的 or 完成*调整*预算的 can be of."""
    text, end = statement.sentence.text, claim.quantity.start
    told = clause_of(text[max(0, end - MOST_WORDS) : end])
    return tuple(
        each for each in budgets if each.fact is None or not is_other_budget(told, each.fact.address)
    )


def _named(
    statement: Statement, claim: Completion, budget: Mention, stated: tuple[Option, ...]
) -> tuple[Option, ...]:
    """The budget that is named, unless what is said to be spent is not what was of the row that it is of."""
    found = statement.options(budget)
    if not stated or claim.subject is None or not budget.of:
        return found
    rows = [spent for _, spent in statement.budgets(claim.subject) if spent]
    return found if not rows or any(_agree(stated, spent) for spent in rows) else ()


def _agree(stated: tuple[Option, ...], spent: tuple[Option, ...]) -> bool:
    return any(each.amount.agrees(option.amount) for each in stated for option in spent)


def _of(fact: Fact) -> tuple[Option, ...]:
    amount = amount_of(fact)
    return (Option(amount, "money", fact),) if amount is not None else ()
