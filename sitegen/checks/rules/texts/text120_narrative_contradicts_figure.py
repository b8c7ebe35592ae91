"""TEXT120: a figure in the narrative is not the one in the tables."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.narrative.marks.grades import Graded, grades
from sitegen.checks.narrative.marks.marks import Mark, marks
from sitegen.checks.narrative.marks.total_marks import TotalMark, total_marks
from sitegen.checks.narrative.rows.dates import Dated, misdated
from sitegen.checks.narrative.rows.extremes import Extreme, extremes
from sitegen.checks.narrative.rows.goal_targets import GoalTarget, goal_targets
from sitegen.checks.narrative.statements.levels import Told
from sitegen.checks.narrative.statements.marks_of_it import MarkOfIt, marks_of_it
from sitegen.checks.narrative.statements.other_years import OtherYear, other_years
from sitegen.checks.narrative.statements.rule_outcomes import Reckoned, figure, reading, with_percentages
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Related, Rule, Severity, quoted
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.passage import Passage
from sitegen.model.results.outcome import Outcome, Result
from sitegen.numbers.figures import plain_figure
from sitegen.prose.text.terms import Role
from sitegen.text_figures import Figure

RULE = Rule(
    "TEXT120",
    "narrative-contradicts-figure",
    Severity.ERROR,
    "正文里的数字与表里的不一致",
    checks="正文写明了名称和数值的（支出合计1,075.3万元），与报告里同一项、同一单位、同一年度的数字相符；"
    "单位和小数位数相同的，要一模一样；不同的（10,753,000元，0.11亿元），粗的要是细的四舍五入得来的。“约”“余”“以上”之类的数不比较。"
    "一行有几栏的，按句子说的预算、决算（支出）、上年找那一栏，表里没有那一栏的不比较；分不清的与任一栏相符即可。"
    "写明是上一年（年末结余写成上一年年末的，与上年结余比）、数却是本年的（2023 年度的报告写“2022年度政府采购支出总额386.52万元”），提示年份可能写错了。"
    "一个名称在几处都有、各不相同的，与每一处都不符才报；文中另有与表相符的，这一处说的是别的地方、别的账本或者另一个总数，不像写错的，不报。“其中”各项（也可以分段写）属于前面说的那一项；表里不在它下面的，或者前面写明"
    "“一般公共预算财政拨款”的，只在像是写错一位、颠倒、漏位、差单位时才报。"
    "只写栏名（年初预算为…，支出决算为…）而没有说是哪一行的，说的是合计才比较，“行政运行（项）”一类的各项不与合计比。"
    "写完成情况的正文里照指标的名称写的数（出院人次20156人次），与指标的实际完成值比较；"
    "辆数、团组、批次、人次（国内公务接待83批次，购置车辆1辆）与表里的整数比较，写明“全年”“本年”的只与本年的比。"
    "指标的数与表里一样、单位却写成别的（3000吨写成3000公斤，5.42亿条写成5.42万条）的也报。没有照名称写的金额，六位以上的数字与表里的一样、"
    "只差万和亿的，或者名称与表里的一行相近、只差一位或颠倒的，也报。"
    "“评价等级为良”与所填的等级比（同一句写了得分的，得分要是总分），“5个项目为优，1个为良”与表里各等级的行数比；"
    "“得分18.77分，得分率93.85%”前面的数是表里一行的，与这一行的得分除以分值比；"
    "“得分最低的是甲项目，78.95分”与表里甲的数、与别的行比；“绩效得分96.93分”“综合得分”等总分的别的叫法，与总分比；"
    "写的是别的年度、一句里几个数却都是本年的，提示年份。"
    "“该项未扣分”“得满分”与句子里点名的指标比；"
    "照指标或者一级、二级指标的名称写的得分、满分、得分率、扣分（资金管理得10.77分，扣1.23分）与打分表比，扣分可以分几处写，比扣的多了才报。",
    why="同一份报告里一个数字有两个说法，读者不知道该信哪一个。",
    example="正文：2020年支出合计1,057.3万元　　支出.支出合计：1075.3",
    remedy="核对两处，改正写错的一处；正文里也可以用 {{ }} 引用，数字由表里带出，永不出错。",
    source="XBRL Calculations 1.1：同一事实的两个写法，精确程度不同的，区间相交即为相符。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each figure that the narrative names."""
    told = (each for each in subject.percentages if each.term.role is Role.UNCLEAR)
    return with_percentages(RULE, subject.report.key, _outcomes(subject), told, subject.within.judges)


def _outcomes(subject: Subject) -> Iterator[Outcome]:
    for told in subject.levels:
        yield _outcome(subject, told)
    for goal in goal_targets(subject.report):
        yield _of_goal(subject, goal)
    for each in misdated(subject.report):
        yield _of_day(subject, each)
    for mark in marks(subject.report):
        if not subject.within.contradicts(mark.sentence.passage, mark.sentence.offsets[mark.quantity.start]):
            yield _of_marks(mark).outcome(RULE, subject.report.key)
    for of_it in marks_of_it(subject.report):
        yield _of_it(of_it).outcome(RULE, subject.report.key)
    for graded in grades(subject.report):
        yield _of_grade(subject, graded)
    for extreme in extremes(subject.report):
        yield _of_extreme(extreme).outcome(RULE, subject.report.key)
    named = {told.key for told in subject.levels}
    for total in total_marks(subject.report):
        if figure(total.sentence, total.quantity)[:2] not in named:
            yield _of_total(total).outcome(RULE, subject.report.key)
    told_by_name = {
        (told.sentence.passage.key, told.sentence.offsets[0]) for told in subject.levels if told.instead
    }
    for dated in other_years(subject.report, subject.stated_rows):
        if (dated.sentence.passage.key, dated.sentence.offsets[0]) not in told_by_name:
            yield _of_year_told(dated).outcome(RULE, subject.report.key)


def _of_goal(subject: Subject, goal: GoalTarget) -> Outcome:
    """The outcome of comparing what the goals say with the table of targets."""
    sentence, fact = goal.sentence, goal.target.fact
    start, end = sentence.offsets[goal.start], sentence.offsets[goal.end - 1] + 1
    words, due = (
        sentence.written(goal.start, goal.end),
        f"{plain_figure(goal.target.value)}{goal.target.unit}",
    )
    message = f"目标里写{quoted(goal.name)} {words}，指标表里“{fact.address}”填的是 {due}。"
    told = Figure(sentence.passage.key, start, end, goal.name)
    return _compared(subject, sentence.passage, told, fact, message, due, goal.agrees)


def _of_marks(mark: Mark) -> Reckoned:
    """What an indicator or a group of them is said to have got, or to have lost, with its marks."""
    rate = mark.quantity.unit == "%"
    due = f"{wording.number(mark.due.nominal * (100 if rate else 1), 2)}{mark.quantity.unit}"
    words = mark.sentence.written(mark.quantity.start, mark.quantity.end)
    message = f"正文写{quoted(mark.name)}{mark.said} {words}，按表里的分值和得分是 {due}。"
    said = f"{mark.name}{mark.said}"
    return Reckoned(mark.sentence, mark.quantity, said, mark.facts, due, message, mark.agrees)


def _of_it(told: MarkOfIt) -> Reckoned:
    """What the indicator that a sentence has named is said to have got or lost."""
    most, score = told.told.most.nominal, told.told.score.nominal
    due = f"分值 {wording.number(most, 2)}，得分 {wording.number(score, 2)}"
    message = f"正文说{quoted(told.name)}{told.said}，打分表里这一项的{due}。"
    return Reckoned(told.sentence, told.words, told.name, told.told.facts, due, message, told.agrees)


def _of_grade(subject: Subject, graded: Graded) -> Outcome:
    """The outcome of comparing a grade, or how many rows have it, with the table's or the field's."""
    sentence, fact = graded.sentence, graded.fact
    start, end = sentence.offsets[graded.start], sentence.offsets[graded.end - 1] + 1
    words, of = sentence.written(graded.start, graded.end), fact.address.partition("[")[0]
    message = f"正文写{quoted(words)}，“{of}”填的是{quoted(graded.due)}。"
    told = Figure(sentence.passage.key, start, end, of)
    return _compared(subject, sentence.passage, told, fact, message, graded.due, graded.agrees)


def _of_extreme(extreme: Extreme) -> Reckoned:
    """The row that is said to have the most or the least, with the row that has what is told."""
    sentence, quantity, own = extreme.sentence, extreme.quantity, extreme.fact
    words = sentence.written(quantity.start, quantity.end)
    due = wording.value_of(own)
    message = f"正文写{quoted(extreme.words)}的是{quoted(extreme.name)}，{words}，“{own.address}”填的是 {due}"
    facts = (own,) if extreme.other is None else (own, extreme.other)
    if extreme.other is not None:
        message += f"，“{extreme.other.address}”是 {wording.value_of(extreme.other)}"
    said = f"{extreme.words}{extreme.name}"
    return Reckoned(sentence, quantity, said, facts, due, f"{message}。", extreme.agrees)


def _of_total(total: TotalMark) -> Reckoned:
    """The marks of the whole, told by another name than the form's."""
    words = total.sentence.written(total.quantity.start, total.quantity.end)
    due = wording.value_of(total.fact)
    message = f"正文写{quoted(total.called)}是 {words}，“{total.fact.address}”填的是 {due}。"
    return Reckoned(total.sentence, total.quantity, total.called, (total.fact,), due, message, total.agrees)


def _of_year_told(dated: OtherYear) -> Reckoned:
    """A year that is not the report's, with this year's figures told of it."""
    words = dated.sentence.written(dated.words.start, dated.words.end)
    told = "、".join(f"“{fact.address}”{wording.value_of(fact)}" for fact in dated.facts)
    message = f"正文写的是 {words}，后面的数却是本年（{dated.due}）的：{told}。年份可能写错了。"
    due = f"{dated.due}年"
    return Reckoned(
        dated.sentence,
        dated.words,
        "",
        dated.facts,
        due,
        message,
        agrees=False,
        remedy="核对年份，写错的改过来。",
    )


def _of_day(subject: Subject, dated: Dated) -> Outcome:
    """The outcome of comparing a day that a text tells with the table's."""
    passage, fact = dated.passage, dated.fact
    due = wording.value_of(fact)
    message = f"这里写的是“{passage.text[dated.start : dated.end]}”，“{fact.address}”填的是 {due}。"
    told = Figure(passage.key, dated.start, dated.end)
    return _compared(subject, passage, told, fact, message, due, dated.agrees)


def _compared(
    subject: Subject, passage: Passage, told: Figure, fact: Fact, message: str, due: str, agrees: bool
) -> Outcome:
    words, addresses = passage.text[told.start : told.end], (fact.address,)
    statement, read = f"正文“{told.meaning}{words}” = {fact.address}", reading((told,), (fact,))
    if agrees:
        return Outcome(RULE.code, Result.PASS, passage.at, statement, facts=addresses, read=read)
    found = RULE.found(
        passage.place(told.start, told.end - told.start),
        message,
        remedy="核对两处，改正写错的一处。",
        report=subject.report.key,
        fact=passage.at,
        expected=due,
        actual=words,
        related=(Related(fact.address, due, fact.span.place),),
    )
    return Outcome(
        RULE.code, Result.FAIL, passage.at, statement, diagnostic=found, facts=addresses, read=read
    )


def _contradiction(told: Told, due: str) -> str:
    return "" if told.instead is told.fact else f"，“{told.fact.address}”填的是 {due}"


def _of_year(subject: Subject, told: Told) -> str:
    if told.instead is None:
        return ""
    year = subject.report.year
    return f"这个数是“{told.instead.address}”（{year} 年）的，句子里说的却是 {year - 1} 年，年份可能写错了。"


def _outcome(subject: Subject, told: Told) -> Outcome:
    sentence, quantity, fact = told.sentence, told.quantity, told.fact
    at, words = sentence.passage.at, sentence.written(quantity.start, quantity.end)
    said = f"正文“{told.name}”{words} = {fact.address}"
    read = reading((figure(sentence, quantity, told.name),), (fact,))
    if told.agrees:
        return Outcome(RULE.code, Result.PASS, at, said, facts=(fact.address,), read=read)
    due = wording.value_of(fact)
    found = RULE.found(
        sentence.place(quantity.start, quantity.end),
        f"正文写{quoted(told.name)}是 {words}{_contradiction(told, due)}。{_of_year(subject, told)}",
        remedy=(
            f"核对两处，改正写错的一处；正文里也可以写 {{{{ {fact.address} }}}}，数字由表里带出，永不出错。"
        ),
        report=subject.report.key,
        fact=at,
        expected=due,
        actual=words,
        related=(Related(fact.address, due, fact.span.place),),
    )
    return Outcome(RULE.code, Result.FAIL, at, said, diagnostic=found, facts=(fact.address,), read=read)
