"""TEXT126: a date or year in a text cannot be right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sitegen import lazy_re as re
from sitegen.checks.rule import Subject
from sitegen.checks.texts import text_dates
from sitegen.diagnostics import Diagnostic, Rule, Severity
from sitegen.model.reports.passage import Passage
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "TEXT126",
    "date-in-text-cannot-be-right",
    Severity.WARNING,
    "文字里的日期或年份不会是真的",
    checks="文字和正文里没有日历上没有的日期（2020年2月30日、9月31日），没有多一位或写错的年份（20211年12月、2201年度），起止的年份不颠倒，写到月、日的也不颠倒，完工、竣工不早于开工；"
    "当作已经发生来说的日期不晚于公开日期和今天；落款的日期不早于报告年度的前一年；不说某个过去的年度“将继续”做什么；"
    "决算、自评、评价的报告写“截至某年12月31日，共有车辆（资产、人员）……”“……全部完成”“基准日为某年12月31日”的，是报告的年度，不是上一年。",
    why="日期抄错、去年的文字没有改，读者就不知道这份报告说的是哪一年的事。",
    example="截至2027年12月31日，已完成全部建设任务。    # 2021 年公开的报告\n2019年，我局将继续加强管理。    # 2020 年度的报告",
    remedy="核对日期，改正写错的；从去年的报告里复制来的，改成今年的。",
    source="在已公开的报告中实际见过。",
    waivable=True,
)
_STATE = re.compile(
    r"(?P<day>截[至止]到?\s*(?P<year>(?:19|20)\d\d)年(?:12月31日|12月底|年?[底末]))[^。；;\d]{0,30}?(?:[共现尚]有|拥有|保有|占有|占用|为|有)"
    r"[^。；;\d]{0,20}?(?:车辆|用车|车\d|资产|房屋|设备|[在实]有?人|在职|在编|编制)"
)
"""What a year ended with: *截至 2021 年 12 月 31 日，共有车辆*."""
_DONE_BY = re.compile(
    r"(?P<day>截[至止]到?\s*(?P<year>(?:19|20)\d\d)年(?:12月31日|12月底|年?[底末]))[，,]?[^。；;\d]{0,24}?(?:全部|均已|都已)(?:按期|如期|顺利)?(?:完成|完工|竣工|验收)"
    r"|(?:基准日|截止日|时点)(?:期)?(?:为|是|：|:)?\s*(?P<base>(?P<base_year>(?:19|20)\d\d)年12月31日)"
)
"""By when all was done, and of which day an evaluation speaks: *截至 2021 年 12 月 31 日*，各项任务全部完成."""
_YEAR = re.compile(r"(?:19|20)\d\d(?=\s*年)")
_SETTLED = re.compile(r"决算|自评|评价")
_PLANNED = re.compile(r"预算(?!执行|绩效)|申报|上年|上一年|去年")
STATEMENT = "文字里的日期和年份合乎日历和报告的年度"
_EARLIER_PLAN = re.compile(
    r"(?<!\d)((?:19|20)\d\d)年度?[，,]?(?:里|中)?[，,]?(?:我[们局委办院校所站镇乡县市区]|我单位|我中心|本单位|本部门)?"
    r"[，,]?(?:将|要)(?:继续|进一步|不断|加[大强快]|再接再厉)"
)
_SIGNATURE = re.compile(
    r"[^。；，,;]{0,30}?(?P<day>(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)[）)]?\s*"
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each date that cannot be right, or one for the report."""
    failed = False
    passages = subject.report.passages
    latest = _latest(subject)
    for index, passage in enumerate(passages):
        is_last = index + 1 == len(passages) or passages[index + 1].at != passage.at
        for fault in _faults(subject.report, passage, latest, is_last=is_last and passage.narrative):
            failed = True
            found = _found(subject, passage, fault)
            yield Outcome(RULE.code, Result.FAIL, passage.at, STATEMENT, diagnostic=found)
    if passages and not failed:
        yield Outcome(RULE.code, Result.PASS, "正文和文字", STATEMENT)


def _latest(subject: Subject) -> date | None:
    """The last day that the report can tell of; None where nothing says."""
    report = subject.report
    known = [subject.today, report.corrections[-1].day if report.corrections else report.published]
    return min((day for day in known if day is not None), default=None)


def _faults(
    report: Report, passage: Passage, latest: date | None, *, is_last: bool
) -> Iterator[text_dates.Fault]:
    text = passage.text
    if not text_dates.has_date(text):
        return
    yield from text_dates.faults(text)
    for each in text_dates.days(text):
        if each.past and latest is not None and each.day > latest and each.day.year > report.year:
            message = f"“{text[each.start : each.end]}”说成已经过去，却晚于 {latest.isoformat()}"
            yield text_dates.Fault(each.start, each.end, message)
    for match in _EARLIER_PLAN.finditer(text) if "继续" in text or "将" in text or "要" in text else ():
        if int(match[1]) < report.year:
            message = f"报告是 {report.year} 年度，这里却说 {match[1]} 年将要怎样，像是上一年的文字没有改"
            yield text_dates.Fault(match.start(), match.start() + 5, message)
    if _SETTLED.search(report.form.title) and not _PLANNED.search(f"{report.form.title} {passage.at}"):
        yield from _ended_before(report.year, text)
    signed = _SIGNATURE.fullmatch(text) if is_last else None
    if signed is not None and int(signed["day"][:4]) < report.year - 1:
        message = f"报告是 {report.year} 年度，落款却是“{signed['day']}”"
        yield text_dates.Fault(*signed.span("day"), message)


def _ended_before(year: int, text: str) -> Iterator[text_dates.Fault]:
    """What is told to be so at the end of the year before, in a sentence that does not compare with it."""
    for match in _STATE.finditer(text) if "截" in text else ():
        sentence = text[text.rfind("。", 0, match.start()) + 1 : (text + "。").index("。", match.end())]
        if int(match["year"]) == year - 1 and str(year) not in sentence and not _PLANNED.search(sentence):
            message = f"报告是 {year} 年度，这里说的却是“{match['day']}”，像是上一年的文字没有改"
            yield text_dates.Fault(*match.span("day"), message)
    for match in _DONE_BY.finditer(text) if "12月" in text or "截" in text else ():
        group = "base" if match["base"] else "day"
        told = match["base_year"] or match["year"]
        begin = text.rfind("。", 0, match.start()) + 1
        around = text[begin : (text + "。").index("。", match.end())] if match["base"] else text
        if int(told) == year - 1 and set(_YEAR.findall(around)) == {told} and not _PLANNED.search(around):
            message = f"报告是 {year} 年度，这里说的却是“{match[group]}”，像是上一年的文字没有改"
            yield text_dates.Fault(*match.span(group), message)


def _found(subject: Subject, passage: Passage, fault: text_dates.Fault) -> Diagnostic:
    return RULE.found(
        passage.place(fault.start, fault.end - fault.start),
        f"{fault.message}。",
        report=subject.report.key,
        fact=passage.at,
        actual=passage.text[fault.start : fault.end],
    )
