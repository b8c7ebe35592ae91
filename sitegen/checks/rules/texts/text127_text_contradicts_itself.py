"""TEXT127: the narrative tells one thing twice, and differently."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks import wording
from sitegen.checks.narrative.rows.means import Mean, means
from sitegen.checks.narrative.statements.rule_outcomes import Reckoned, money
from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity, quoted
from sitegen.model.results.outcome import Outcome
from sitegen.prose.text.terms import Term

RULE = Rule(
    "TEXT127",
    "text-contradicts-itself",
    Severity.ERROR,
    "正文前后说法不一",
    checks="正文里同一年度、同一项、同一口径（预算或决算）的金额，几处写的相同；只差一个数字、两个数字颠倒、小数点错位或者单位不同的，"
    "算是写错，差得更远的当作两件事。说“决算数小于（大于、等于）预算数”“与预算持平”的，与前面的预算数、决算数或者完成率相符；"
    "说“高于目标”“未达到目标”“降至”“升至”的，与写出来的两个数的大小相符；说“减少的主要原因”“均比上年减少”“导致相关支出减少”的，写出来的增减是减少；“公务接待费低于预算数的主要原因”看同一节里同名的增减；"
    "说“收支平衡”“收支持平”“收支较上年……”的，两个总计相等。说“分三段”“三个方面的问题”的，后面列的是第一段到第三段、一是到三是；说“4个内设机构：办公室、财务科……”的，列出的名称是4个。"
    "购置费、出国费为零的，购置辆数、出国团组数也为零，反过来也一样。"
    "同一句里写了人数、金额的，或者金额在表里（214人次，人均接待费109.35元），“人均N元”“户均N元”只差一个数字、两个数字颠倒、小数点错位的，算是写错；没有说是什么的（保有量15辆，平均每辆2.78万元），用同一段前面的金额。"
    "两个五位以上的金额数字相同、只是单位或者小数点不同，或者只有相邻两个数字颠倒，又没有别的数字能印证的，提示可能是同一个数（警告）。"
    "说“超额完成（未完成）N的目标”“超概算”“比计划投资节约”“低于N的控制标准（限额、上限）”的，与前面的数相符；说“最高”“最低”“位列第一”的，与同一段并列的数相符；"
    "“回收有效问卷304份”与“根据340份有效问卷”这样两个数字颠倒的，算是写错。比上年增加、原因却只说压减节约的，提示（警告）。"
    "编号的各项分别说几个项目、几个单位的，同名的金额不当作同一项。",
    why="读者分不清哪一处是真的，其余的数字也就跟着不可信。",
    example="公务接待费支出3,086元……公务接待费支出3,806元",
    remedy="核对原始资料，改正写错的一处；不是同一项的，把名称写全（年度、口径）。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each thing that is told twice, or compared in words."""
    within = subject.within
    yield from within.outcomes(RULE)
    for mean in means(subject.report, subject.documents):
        if not within.contradicts(mean.sentence.passage, mean.sentence.offsets[mean.quantity.start]):
            yield _each(mean).outcome(RULE, subject.report.key)


def _each(mean: Mean) -> Reckoned:
    """What there is said to be for each, with the amount of a table that it is of."""
    sentence, quantity, number = mean.sentence, mean.quantity, mean.number
    due = money(mean.due, quantity, sentence)
    words, counted = (sentence.written(each.start, each.end) for each in (quantity, number))
    whole = mean.whole
    facts = () if isinstance(whole, Term) else (whole,)
    of = quoted(whole.clause) if isinstance(whole, Term) else f"“{whole.address}”{wording.value_of(whole)}"
    message = f"正文写平均 {words}，按{of}除以 {counted}是 {due}。"
    return Reckoned(sentence, quantity, "平均", facts, due, message, mean.agrees)
