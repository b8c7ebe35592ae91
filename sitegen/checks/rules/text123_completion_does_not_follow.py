"""TEXT123: a rate of execution stated in the narrative does not follow from the figures."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sitegen.checks import wording
from sitegen.checks.arithmetic import amount_of
from sitegen.checks.narrative.achievements import Achieved, achieved_parts
from sitegen.checks.narrative.claims import Completion, Mention
from sitegen.checks.narrative.columns import is_other_budget
from sitegen.checks.narrative.distances import Distance, distances
from sitegen.checks.narrative.outcomes import figure, outcome, percent, reading
from sitegen.checks.narrative.ratios import follow
from sitegen.checks.narrative.statements import Option, Statement
from sitegen.checks.rule import Subject
from sitegen.checks.scoring import execution_lines
from sitegen.diagnostics import Related, Rule, Severity, quoted
from sitegen.figures import unit_factor
from sitegen.model.outcome import Outcome, Result
from sitegen.model.report import Fact, Report
from sitegen.prose.terms import MOST_WORDS, clause_of

RULE = Rule(
    "TEXT123",
    "completion-does-not-follow",
    Severity.ERROR,
    "正文里的预算完成率与数字不符",
    checks="“完成预算的N%”“预算执行率N%”“占年初预算的N%”与执行数除以预算数的结果相符，“支付率”“使用率”与支付数除以到位数的结果相符。"
    "文中写了这两个数的，用文中的；没有写的，用句子点名的那一行的预算数，没有点名的用合计的。"
    "指标的完成值后面写“完成目标的N%”“超额完成N%”“比目标多（少、缩短、提前）N”的，与指标表里的目标比。"
    "写明年初预算、调整预算的，只与那一个比；中间写了追加、调减的，不比。没有预算的（0），写100%的不算错。像是截去了尾数的，是警告。",
    why="执行率决定预算执行得分，正文与表不一致，评分就说不清。",
    example="年初预算1,000万元，实际支出950万元，执行率98%（应为95%）",
    remedy="重新计算；分清是年初预算还是调整后的预算。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each rate that is stated of a budget."""
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
            yield _of_target(subject.report.key, each)
    for distance in distances(subject.stated_rows):
        yield _from_target(subject.report.key, distance)


def _of_target(report: str, achieved: Achieved) -> Outcome:
    """The outcome of comparing the part of a target that is told with result and target of the indicator."""
    sentence, quantity, fact = achieved.stated.sentence, achieved.quantity, achieved.told.fact
    at, words = sentence.passage.at, sentence.written(quantity.start, quantity.end)
    name = sentence.written(achieved.stated.start, achieved.stated.end)
    said = "超额完成" if achieved.beyond else "完成目标的"
    statement, addresses = f"正文“{name}{said}”{words}", (fact.address,)
    read = reading((figure(sentence, quantity, f"{name}{said}"),), (fact,))
    if achieved.agrees:
        return Outcome(RULE.code, Result.PASS, at, statement, facts=addresses, read=read)
    due = f"{wording.number(achieved.due.nominal * 100, 2)}%"
    result = sentence.written(achieved.stated.quantity.start, achieved.stated.quantity.end)
    found = RULE.found(
        sentence.place(quantity.start, quantity.end),
        f"正文写{quoted(name)}{said} {words}，按完成 {result}和指标表里的目标计算是 {due}。",
        report=report,
        fact=at,
        expected=due,
        actual=words,
        related=(Related(fact.address, wording.value_of(fact), fact.span.place),),
    )
    return Outcome(RULE.code, Result.FAIL, at, statement, diagnostic=found, facts=addresses, read=read)


def _from_target(report: str, distance: Distance) -> Outcome:
    """The outcome of comparing how far a result is said to be from its target with both."""
    stated, quantity, fact = distance.stated, distance.quantity, distance.told.fact
    sentence = stated.sentence
    at, words = sentence.passage.at, sentence.written(stated.quantity.end, quantity.end).lstrip("，,（(")
    said = sentence.written(stated.start, stated.quantity.end)
    statement, addresses = f"正文“{said}”{words}", (fact.address,)
    read = reading((figure(sentence, quantity, words),), (fact,))
    if distance.agrees:
        return Outcome(RULE.code, Result.PASS, at, statement, facts=addresses, read=read)
    goal = distance.told.goal
    unit = stated.quantity.unit
    assert goal is not None, "a distance is from a target"
    factor = Fraction(unit_factor(unit))
    due = f"{'多' if distance.due.nominal > 0 else '少'} {wording.number(abs(distance.due.nominal) / factor, 2)}{unit}"
    due = due if distance.due.nominal else "正好达到目标"
    found = RULE.found(
        sentence.place(quantity.start, quantity.end),
        f"正文写{quoted(said)}，{quoted(words)}；指标表里的目标是 {wording.number(goal.nominal / factor, 2)}{unit}，按数字是{due}。",
        remedy="核对完成值和目标，方向或数字写错的改正。",
        report=report,
        fact=at,
        expected=due,
        actual=words,
        related=(Related(fact.address, wording.value_of(fact), fact.span.place),),
    )
    return Outcome(RULE.code, Result.FAIL, at, statement, diagnostic=found, facts=addresses, read=read)


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
