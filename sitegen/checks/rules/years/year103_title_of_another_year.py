"""YEAR103: the title, the span of a project, or the year told with the total score, is not that of the report."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import lazy_re as re
from sitegen.checks import wording
from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.narrative.grammar.claims import Level
from sitegen.checks.rule import Subject
from sitegen.checks.scores.scoring import total_fact
from sitegen.checks.texts.text_dates import spans
from sitegen.diagnostics import Rule, Severity
from sitegen.model.reports.fact import Fact, State
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome, Result
from sitegen.source import Place

RULE = Rule(
    "YEAR103",
    "title-of-another-year",
    Severity.WARNING,
    "标题、起止年份与报告的年度不合",
    checks="标题里写了“某某年度”或“某某年部门决算”一类的，其中有报告的年度；实施期、起止时间写了几年到几年的，包含报告的年度（只提示）；"
    "正文写“某某年度……自评得分N分”、分数就是本报告总分的，是报告的年度。",
    why="标题和年度不一致，多半是照去年的报告复制以后漏改了一处，读者会把它当成另一年的报告。",
    example="年度: 2021\n标题: 市科协2020年度部门整体支出绩效自评报告",
    remedy="改正标题或年度。",
    waivable=True,
)
TITLE = "标题"
_DIGITS = str.maketrans("０１２３４５６７８９〇○零一二三四五六七八九", "0123456789000123456789")
_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:年度|年?(?=(?:部门|单位|“?三公|预算|决算|绩效|整体支出|项目支出绩效|财政拨款)))",
    re.ASCII,
)
_ANY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)", re.ASCII)
_TOLD = re.compile(r"(?<!\d)((?:19|20)\d\d)年度?", re.ASCII)
_ELSEWHERE = re.compile(r"上年|去年|上一年|同期|连续|[比较与同]|根据|按照|依据|印发|[〔\[]")
"""Words that may speak of other years, or of a document of one."""
_FEWEST = 3
"""Digits: 95 may be the score of any year."""
_PERIOD = re.compile(r"起止|实施期|项目周期|实施周期|期限|年限|建设期")


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for a title that names years, and one for each span of years."""
    report = subject.report
    even = report.title.translate(_DIGITS)
    named = {int(each) for each in _YEAR.findall(even)}
    if named:
        covered = any(first <= report.year <= last for first, last in spans(report.title))
        fits = covered or report.year in {int(each) for each in _ANY_YEAR.findall(even)}
        years = "、".join(map(str, sorted(named)))
        message = f"标题写的是 {years} 年，报告是 {report.year} 年度。"
        yield _outcome(report, TITLE, "标题里的年份是报告的年度", message, years, fits=fits)
    yield from _scores(subject)
    for fact in report.facts():
        if fact.value.state is not State.TEXT or not _PERIOD.search(fact.address):
            continue
        for first, last in spans(fact.value.text):
            fits = first <= report.year <= last
            message = f"“{fact.address}”是 {first} 年到 {last} 年，不包含报告的 {report.year} 年度。"
            yield _outcome(
                report, fact.address, "起止年份包含报告的年度", message, fact.value.text, fits=fits, fact=fact
            )


def _scores(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each sentence that tells the report's own total score as one of the years that it names."""
    report, total = subject.report, total_fact(subject.report)
    amount = amount_of(total) if total is not None else None
    if total is None or amount is None or len(str(total.figure).replace(".", "").strip("0")) < _FEWEST:
        return
    earlier = total_fact(subject.earlier) if subject.earlier is not None else None
    if earlier is not None and earlier.figure == total.figure:
        return
    for statement in subject.statements:
        claim, sentence = statement.claim, statement.sentence
        if not isinstance(claim, Level) or not amount.agrees(claim.quantity.amount):
            continue
        meant = statement.ties.names.meanings.get(claim.mention.name, ())
        if claim.mention.of or not any(each.field and each.field.name == total.address for each in meant):
            continue
        begin = sentence.text.rfind("。", 0, claim.mention.start) + 1
        before = sentence.text[begin : claim.mention.start]
        years = list(_TOLD.finditer(before))
        if len(years) != 1 or _ELSEWHERE.search(before):
            continue
        fits = int(years[0][1]) == report.year
        at, words = sentence.passage.at, years[0][0]
        start = begin + years[0].start()
        message = (
            f"正文写的是{words}的得分，{wording.value_of(total)}却是本报告（{report.year} 年度）的总分。"
        )
        place = sentence.place(start, start + len(words))
        statement_words = "总分的年份是报告的年度"
        yield _outcome(report, at, statement_words, message, words, fits=fits, place=place)


def _outcome(
    report: Report,
    at: str,
    statement: str,
    message: str,
    actual: str,
    *,
    fits: bool,
    fact: Fact | None = None,
    place: Place | None = None,
) -> Outcome:
    if fits:
        return Outcome(RULE.code, Result.PASS, at, statement)
    found = RULE.found(
        place or (fact or report).span.place,
        message,
        report=report.key,
        fact=at,
        actual=actual,
        severity=Severity.INFO if fact is not None else None,
    )
    return Outcome(RULE.code, Result.FAIL, at, statement, diagnostic=found)
