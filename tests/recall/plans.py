"""Faults that no equality shows, as a list: how each kind is seeded, and which rules must tell it.

The right answer is known from how a fault is made, not from the checker. Must not know how a changed
report is checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sitegen.checks.scores.scoring import Indicator, indicators
from sitegen.model.reports.fact import Fact, State
from sitegen.model.reports.report import Report
from tests.recall.corpus import Clean

_HIGHER_IS_BETTER = re.compile(r"(?:合格|及时|完工|覆盖|保障|满意|知晓|达标|完成)[率度](?:\W|$)")
_AT_LEAST = re.compile(r"(?:≥|不少于|不低于)?\s*(\d+(?:\.\d+)?)(\D*)")
_HEAD = re.compile(r"^(?:表单|部门|年度|标识|来源|标题): .*$", re.MULTILINE)


@dataclass(frozen=True)
class Change:
    """Other values in the place of some, or other text of files of the report; `words` tell of it."""

    at: str
    words: str
    values: Mapping[Fact, str] = field(default_factory=dict)
    texts: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    """By the name of the file, what makes its new text of the old one."""


@dataclass(frozen=True)
class Plan:
    """A kind of fault, how it is seeded, and the rules of which one must tell it."""

    kind: str
    seed: Callable[[Clean, Report], Iterator[Change]]
    codes: frozenset[str]


def _each(report: Report) -> Iterator[tuple[Indicator, Fact]]:
    """Indicators with a target of their own, filled in."""
    for each in indicators(report):
        if each.target is not None and each.actual.value.text and each.target.value.text:
            yield each, each.target


def _percent(target: Fact, indicator: Indicator, number: str) -> dict[Fact, str]:
    """What makes a bare `number` % the target, in forms with a column for the sign or without."""
    if indicator.sign is None:
        return {target: f"{number}%"}
    return {target: number, indicator.sign: ""}


def _missed(_: Clean, report: Report) -> Iterator[Change]:
    for each, target in _each(report):
        if each.weight is None or each.score is None or not each.weight.figure or each.score.figure is None:
            continue
        if _HIGHER_IS_BETTER.search(each.row.label) and "%" in _written(each, target):
            values = {
                **_percent(target, each, "100"),
                each.actual: "50%",
                each.score: each.weight.value.text,
            }
            yield Change(each.actual.address, "100%，完成 50%，满分", values)


def _none(_: Clean, report: Report) -> Iterator[Change]:
    for each, target in _each(report):
        if each.actual.figure and _AT_LEAST.fullmatch(target.value.text):
            yield Change(each.actual.address, f"{target.value.text}，完成“无”", {each.actual: "无"})


def _tripled(_: Clean, report: Report) -> Iterator[Change]:
    for each, target in _each(report):
        match = _AT_LEAST.fullmatch(target.value.text)
        sign = each.sign.value.text if each.sign is not None else target.value.text[0]
        if each.reason is None or match is None or sign != "≥":
            continue
        if Decimal(match[1]) >= 2:
            unit = match[2] or each.actual.value.text.lstrip("0123456789.")
            actual = f"{Decimal(match[1]) * 3:f}{unit}"
            yield Change(
                each.actual.address,
                f"{target.value.text}，完成 {actual}",
                {each.actual: actual, each.reason: ""},
            )


def _copied(_: Clean, report: Report) -> Iterator[Change]:
    for each, target in _each(report):
        text = (each.sign.value.text if each.sign is not None else "") + target.value.text
        if text[0] in "≥≤" or len(text) >= 8:
            yield Change(each.actual.address, f"完成值写“{text}”", {each.actual: text})


def _one(_: Clean, report: Report) -> Iterator[Change]:
    for fact in report.facts():
        if fact.unit == "%" and fact.spec.numeric and fact.figure == 100:
            yield Change(fact.address, f"{fact.value.text} → 1", {fact: "1"})
    for each, target in _each(report):
        if each.actual.value.text == "100%":
            yield Change(each.actual.address, f"{target.value.text}，完成 100% → 1", {each.actual: "1"})


def _blank(_: Clean, report: Report) -> Iterator[Change]:
    for each in indicators(report):
        if each.score is not None and each.score.figure:
            yield Change(each.actual.address, "完成值空白，有得分", {each.actual: ""})
            yield Change(each.actual.address, "完成值“—”，有得分", {each.actual: "—"})


def _all_in_yuan(clean: Clean, report: Report) -> Iterator[Change]:
    if any(each.report is report and each.earlier is not None for each in clean.subjects):
        values = {
            fact: f"{fact.figure * 10000:f}"
            for fact in report.facts()
            if fact.unit == "万元" and fact.figure and fact.spec.numeric
        }
        yield Change(report.title, f"{len(values)} 个金额都乘一万", values)


def _row_in_yuan(_: Clean, report: Report) -> Iterator[Change]:
    for data in report.tables.values():
        spent = [column for column in data.table.leaves if column.name.endswith("执行数")]
        for row in data.value_rows:
            for column in spent:
                fact = data.cell(row.key, column.name)
                if fact is not None and fact.unit == "万元" and fact.figure:
                    yield Change(
                        fact.address, f"{fact.value.text} 乘一万", {fact: f"{fact.figure * 10000:f}"}
                    )


def _title(_: Clean, report: Report) -> Iterator[Change]:
    title = report.title.replace(str(report.year), str(report.year - 1))
    if title == report.title:
        return

    def put(text: str) -> str:
        return re.sub(r"^标题: .*\n", "", text, flags=re.MULTILINE) + f"标题: {title}\n"

    yield Change("标题", title, texts={"report.yaml": put})


def _day(day: str) -> Callable[[Clean, Report], Iterator[Change]]:
    def seed(_: Clean, report: Report) -> Iterator[Change]:
        year = int(day[:4]) if day[0] != "-" else report.year + int(day.partition("/")[0])
        written = f"{year}-06-30"

        def put(text: str) -> str:
            return re.sub(r"^公开日期: .*\n", "", text, flags=re.MULTILINE) + f"公开日期: {written}\n"

        yield Change("公开日期", written, texts={"report.yaml": put})

    return seed


def _sentences(*sentences: str) -> Callable[[Clean, Report], Iterator[Change]]:
    """Each sentence as a paragraph at the end of the narrative; {} is the report's year, {上年} the one before."""

    def seed(clean: Clean, report: Report) -> Iterator[Change]:
        if not clean.path(report).with_name("narrative.md").is_file():
            return
        for sentence in sentences:
            words = sentence.replace("{}", str(report.year)).replace("{上年}", str(report.year - 1))

            def put(text: str, words: str = words) -> str:
                return f"{text.rstrip()}\n\n{words}\n"

            yield Change("narrative.md", words, texts={"narrative.md": put})

    return seed


def _mark(mark: str) -> Callable[[Clean, Report], Iterator[Change]]:
    def seed(_: Clean, report: Report) -> Iterator[Change]:
        for data in report.tables.values():
            facts = [fact for fact in data if fact.value.state in (State.FIGURE, State.TEXT)]
            for fact in facts[:2] + facts[-2:]:
                yield Change(fact.address, f"{fact.value.text} → {mark}", {fact: mark})

    return seed


def _empty(_: Clean, report: Report) -> Iterator[Change]:
    def head(text: str) -> str:
        return "\n".join(_HEAD.findall(text)) + "\n"

    texts = {"report.yaml": head, "narrative.md": lambda _: ""}
    yield Change(report.title, "只有表单、部门、年度、标题、来源", texts=texts)


def _written(indicator: Indicator, target: Fact) -> str:
    """The target and result as written, with the unit of the column where there is one."""
    return f"{target.value.text}{indicator.actual.value.text}"


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


PLANS = (
    Plan("目标只写 100%，完成 50%，得满分", _missed, _codes("SCORE107")),
    Plan("目标是数，完成值写“无”", _none, _codes("SCORE118")),
    Plan("完成值是目标的三倍，没有原因", _tripled, _codes("SCORE119 SCORE124")),
    Plan("完成值照抄目标", _copied, _codes("SCORE113")),
    Plan("百分比的栏目写 1", _one, _codes("SCORE104 SCORE107 SCORE121")),
    Plan("完成值空白或“—”，却有得分", _blank, _codes("SCORE110")),
    Plan("全部金额写成元", _all_in_yuan, _codes("YEAR104")),
    Plan("一个执行数写成元", _row_in_yuan, _codes("YEAR104 SCORE109")),
    Plan("标题是上一年度的", _title, _codes("YEAR103")),
    Plan("公开日期在将来", _day("2031"), _codes("DISC108")),
    Plan("公开日期在报告年度以前", _day("-9/"), _codes("DISC108")),
    Plan(
        "文字里的日期、年份不会是真的",
        _sentences(
            "{}年2月30日召开了总结会。",
            "{}1年12月完成全部任务。",
            "截至2036年12月31日，已完成全部任务。",
            "9月31日通过了验收。",
            "{上年}年，我单位将继续加强资金管理。",
        ),
        _codes("TEXT126"),
    ),
    Plan(
        "写出的算式不成立",
        _sentences(
            "完成率为136/143=91.50%。",
            "得分为（63.46-32）÷32=93.31%。",
            "追加767.86/年初1922.76=49.94%。",
            "合计12.5+7.5+3=24万元。",
            "补助标准800×3=2300元。",
        ),
        _codes("TEXT125"),
    ),
    *(
        Plan(f"表格软件的出错标记（{mark}）", _mark(mark), _codes("FORM121"))
        for mark in ("#REF!", "#DIV/0!", "#N/A", "=SUM(B2:B5)")
    ),
    Plan("正文里的出错标记", _sentences("全年支出#REF!万元。", "执行率#DIV/0!。"), _codes("FORM121")),
    Plan("整份没有填", _empty, _codes("DISC109 FORM103")),
)


RIGHT = _sentences(
    "{}年2月28日召开了总结会。",
    "{}年12月完成全部任务。",
    "项目计划于2036年12月31日以前全部完成。",
    "9月30日通过了验收。",
    "完成率为136/143=95.10%。",
    "得分为（63.46-32）÷32=98.31%。",
    "追加767.86/年初1922.76=39.94%。",
    "合计12.5+7.5+3=23万元。",
    "补助标准800×3=2400元。",
)
"""The same without a fault: nothing may be said of them."""
