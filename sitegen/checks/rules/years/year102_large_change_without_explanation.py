"""YEAR102: a figure differs much from last year's, and the report does not say why."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sitegen import lazy_re as re
from sitegen.checks import wording
from sitegen.checks.concepts import Term, concepts, evenly, names_of, same_kind
from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.rule import Subject
from sitegen.checks.sibling import Origin
from sitegen.checks.texts.words import is_no_reason, lacks_narrative, narrative, text_of
from sitegen.diagnostics import Rule, Severity
from sitegen.model.forms.spec import ValueType
from sitegen.model.reports.fact import Fact
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "YEAR102",
    "large-change-without-explanation",
    Severity.WARNING,
    "比上年变动大，没有说明",
    checks="表单列为“概念”的数，比上年报告的变动达到表单规定的幅度（不写的是 30%）的，要说明原因：表单用“变动说明”指定了"
    "一栏正文的，那一栏不能空着或写“无”；没有指定的，正文里要有一段提到这个数并说到增减或原因。",
    why="大幅增减最受关注，也最可能是填错了数；说明了原因，读者才能判断。",
    example="三公经费（决算）：今年 15.20 万元，上年 8.03 万元，增加 89.29%；增减变动原因说明写“无”",
    remedy="核对两年的数；属实的，写明增减多少、为什么。",
    source="财政部《地方预决算公开操作规程》（财预〔2016〕143号）：说明“三公”经费等增减变化的原因；30% 是本程序取的界限。",
    waivable=True,
)
_CHANGE = re.compile(r"增|减|变动|变化|上升|下降|提高|降低|原因|由于|主要是|因[^此而]|上年|去年|同比|持平")


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each concept of which both years have a figure, where the form has room for words."""
    report, last_year = subject.report, subject.last_year
    if last_year is None:
        return
    for name, fact in concepts(report):
        before = last_year.concept(name)
        notes = _notes(report, name)
        if before is None or (not notes and not _has_room(report)):
            continue
        if fact.figure is not None or before.figure is not None:
            yield _compared(subject, name, fact, Term(Origin.of(last_year), before), notes)


def _compared(subject: Subject, name: str, fact: Fact, before: Term, notes: tuple[str, ...]) -> Outcome:
    report = subject.report
    limit = report.form.disclosure.threshold
    statement = f"{name}：比上年变动 {wording.number(Fraction(limit) * 100)}% 以上的要说明"
    facts = (fact.address,)
    now, then = amount_of(fact), amount_of(before.fact)

    def unknown(reason: str) -> Outcome:
        return Outcome(RULE.code, Result.NOT_CHECKABLE, fact.address, statement, reason, facts=facts)

    if now is None or then is None:
        return unknown("今年或上年没有填")
    if not same_kind(fact, before.fact):
        return unknown("两年的单位不是一类")
    change = now.nominal - then.nominal
    if then.nominal == 0 and change != 0:
        return unknown("上年是 0，算不出幅度")
    if abs(change) < abs(then.nominal) * Fraction(limit) or change == 0:
        return Outcome(RULE.code, Result.PASS, fact.address, statement, facts=facts)
    said = _is_explained(report, name, notes)
    if said is None:
        return unknown("正文资料缺失")
    if said:
        return Outcome(RULE.code, Result.PASS, fact.address, statement, facts=facts)
    rate = wording.number(abs(change / then.nominal) * 100, 2)
    actual = f"{'增加' if change > 0 else '减少'} {rate}%"
    where = f"“{'”、“'.join(notes)}”里" if notes else "正文里"
    found = RULE.found(
        fact.span.place,
        f"“{fact.address}”{wording.value_of(fact)}，上年 {wording.value_of(before.fact)}，{actual}，{where}没有说明。",
        report=report.key,
        fact=fact.address,
        expected="说明增减的原因",
        actual=actual,
        related=(before.related,),
    )
    return Outcome(RULE.code, Result.FAIL, fact.address, statement, diagnostic=found, facts=facts)


def _notes(report: Report, concept: str) -> tuple[str, ...]:
    """The narrative fields in which the form wants changes of the concept explained."""
    notes = report.form.disclosure.change_notes
    return tuple(name for name, explained in notes.items() if concept in explained)


def _has_room(report: Report) -> bool:
    """Whether the form has narrative that is not reserved for other concepts' changes."""
    reserved = {
        *report.form.disclosure.change_notes,
        *(table.empty_note for table in report.form.tables.values()),
    }
    return any(
        field.spec.type is ValueType.NARRATIVE and field.name not in reserved
        for field in report.form.fields.values()
    )


def _is_explained(report: Report, concept: str, notes: tuple[str, ...]) -> bool | None:
    """Whether the change is explained; None where the source lacks the text that could do so."""
    if notes:
        texts = [text_of(report, name) for name in notes]
        if any(text is not None and not is_no_reason(text) for text in texts):
            return True
        return None if None in texts else False
    names = names_of(report, concept)
    if any(
        _CHANGE.search(passage.text) and any(name in evenly(passage.text) for name in names)
        for passage in narrative(report)
    ):
        return True
    return None if lacks_narrative(report) else False
