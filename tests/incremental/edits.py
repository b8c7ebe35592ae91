"""A small site, and all kinds of edits of it, drawn at random.

Knows the files of a site and how its figures are written so that they agree. Must not know what a build does.
A site is a value: it can be copied, and its files are what `Site.files` says. The same seed makes the same edits.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from random import Random
from typing import NamedTuple

from PIL import Image

from tests.site_tools import ROOT

THEME = ROOT / "themes/gov"
SHARE = 4
"""Every so often a file gets the time back that it had, and one is written in place rather than replaced."""

SETTINGS = """\
名称: {name}
主办单位: 示例市财政局
{address}简介: {words}
主题: shi
统计截至: {as_of}
汇编: [{volumes}]
规则:
  级别: {{{severities}}}
公开要求:
{duties}"""

ACCOUNTS = """\
表单: shouzhi
名称: {name}
标题: "{{部门}}{{年度}}年度{title}"
单位: 万元
小数: 2
来源: 编写，供测试用。
概念:
  部门支出（决算）: 收支.支出合计
{concepts}公开:
  期限: {days}
  签章: [负责人]
  变动说明: {{变动原因: [部门支出（决算）]}}
部分:
  一、收支:
    内容:
      三公经费预算数: {{标识: three, 类型: 金额}}
      负责人: {{标识: head, 类型: 人名}}
      收支:
        类型: 表格
        标识: money
        标题: 收入支出情况
        必填: 是
        行: {{机构: 机构名称, 合计: 首行}}
        列:
          年初结转: {{标识: opening, 可负: 是}}
          收入合计: {{标识: income}}
          其中捐赠: {{标识: donated, 标签: {label}}}
          支出合计: {{标识: spent}}
          基本支出: {{标识: basic}}
          项目支出: {{标识: project}}
          年末结转: {{标识: closing, 可负: 是}}
        校验:
          - 支出合计 = 基本支出 + 项目支出
          - 年末结转 = 年初结转 + 收入合计 - 支出合计
          - {{公式: 年初结转 = 上年.收支.年末结转, 级别: 警告}}
  二、说明:
    内容:
      工作情况: {{标识: work, 类型: 正文}}
      变动原因: {{标识: reasons, 类型: 正文}}
"""

PROJECT = """\
表单: xiangmu
继承: mof-xiangmu-zhichu
名称: {name}
标题: "{{字段:项目名称}}{title}（{{年度}}年度）"
来源: 编写，供测试用。
{counted}部分:
  项目资金:
    内容:
      项目资金:
        列:
          全年执行数: {{标签: {label}}}
"""

INDICATORS = """\
绩效指标:
  产出指标:
    数量指标:
      办理事项数量: {年度指标值: ≥600件, 实际完成值: DONE件, 分值: 30, 得分: 30}
      培训人次: {年度指标值: ≥300人次, 实际完成值: 352人次, 分值: 20, 得分: 20}
  效益指标:
    社会效益指标:
      问题解决率: {年度指标值: ≥90%, 实际完成值: 93.4%, 分值: 30, 得分: 30}
  满意度指标:
    服务对象满意度指标:
      群众满意度: {年度指标值: ≥90%, 实际完成值: 96.2%, 分值: 10, 得分: 10}
总分: 100
评价等次: 优
"""

TEMPLATES: Mapping[str, Callable[[int], str]] = {
    "themes/shi/templates/base.html": lambda number: (
        (THEME / "templates/base.html")
        .read_text(encoding="utf-8")
        .replace("</footer>", f"<p>版式第{number}版</p>\n</footer>", 1)
    ),
    "themes/shi/templates/report.html": lambda number: (
        (THEME / "templates/report.html").read_text(encoding="utf-8") + f"{{# {number} #}}\n"
    ),
    "themes/shi/templates/home.html": lambda number: (
        f'{{% extends "page.html" %}}\n{{% block before %}}<p>各部门的报告都在这里，第{number}版。</p>{{% endblock %}}\n'
    ),
    "themes/shi/templates/pdf.html": lambda number: (
        (THEME / "templates/pdf.html")
        .read_text(encoding="utf-8")
        .replace("怎样核对这份文件", f"怎样核对这份文件（第{number}版）", 1)
    ),
    "themes/shi/templates/_values.html": lambda number: (
        (THEME / "templates/_values.html").read_text(encoding="utf-8") + "\n" * (number % 3)
    ),
}
STYLES: Mapping[str, Callable[[int], str]] = {
    "themes/shi/assets/tokens.css": lambda number: (
        (THEME / "assets/tokens.css").read_text(encoding="utf-8") + f"/* {number} */\n"
    ),
    "themes/shi/assets/own.css": lambda number: f".own {{ margin: {number}px }}\n",
    "themes/shi/print/pdf.css": lambda number: (
        (THEME / "print/pdf.css").read_text(encoding="utf-8")
        + f"h1 {{ letter-spacing: {number % 5 / 10}pt }}\n"
    ),
}
SCRIPTS: Mapping[str, Callable[[int], str]] = {
    "themes/shi/assets/sort.js": lambda number: (
        (THEME / "assets/sort.js").read_text(encoding="utf-8") + f"// {number}\n"
    ),
    "themes/shi/assets/own/hello.js": lambda number: f"console.log({number});\n",
}
THEME_FILES = {**TEMPLATES, **STYLES, **SCRIPTS}


@dataclass
class Department:
    """An entry of departments.yaml."""

    name: str
    short: str
    members: tuple[str, ...] = ()
    words: str = ""


@dataclass
class Report:
    """A report: `amount` is what all its figures follow from, in 0.01 万元. `off` is how much one sum is wrong,
    `odd` how much another is, for which there is a 数据说明 unless `until` is "".
    """

    folder: str
    form: str
    department: str
    year: int
    amount: int
    slug: str = ""
    openings: tuple[int, int] = (1_200, 300)
    three: int = 800
    off: int = 0
    odd: int = 0
    until: str = ""
    reason: str = "按原报告公开，未作改动。"
    published: str = ""
    note: str = ""
    corrected: str = ""
    words: list[str] = field(default_factory=list)
    mentions: bool = True
    picture: tuple[int, int] | None = None
    """Width and colour."""
    listed: list[str] | None = None
    """The lines of an attachment."""

    @property
    def path(self) -> str:
        return f"content/reports/{self.folder}/report.yaml"

    @property
    def narrative(self) -> str:
        return f"content/reports/{self.folder}/narrative.md"


@dataclass
class Accounts:
    """The rows of a report on shouzhi, the total first: each the figures of its columns."""

    rows: dict[str, dict[str, int]]

    @property
    def total(self) -> dict[str, int]:
        return next(iter(self.rows.values()))

    @property
    def closings(self) -> tuple[int, int]:
        """What the two units of a department have left."""
        _, first, second = (row["年末结转"] for row in self.rows.values())
        return first, second


@dataclass
class Form:
    """What differs in a form from edit to edit."""

    name: str
    title: str
    label: str
    linked: bool = True
    """Whether it has the 概念, or 计入, that other reports are compared by."""
    days: int = 20


@dataclass
class Site:
    """Everything that the files consist of, and the day of the build."""

    today: date
    departments: dict[str, Department]
    forms: dict[str, Form]
    reports: list[Report]
    name: str = "示例市绩效公开"
    words: str = "编写的站点，供测试用。"
    addressed: bool = True
    as_of: str = "2024-12-31"
    volumes: str = ""
    severities: dict[str, str] = field(default_factory=lambda: {"DOC101": "警告", "DOC103": "警告"})
    duties: list[tuple[int, str, str, str]] = field(default_factory=list)
    theme: dict[str, int] = field(default_factory=dict)
    remarks: dict[str, int] = field(default_factory=dict)
    """Lines of comment at the top of files."""
    broken: dict[str, str] = field(default_factory=dict)
    """What stands at the end of files that makes them unreadable."""
    touched: str = ""
    """A file that was saved without a change."""

    def files(self) -> dict[str, bytes]:
        """Every file of the site by its path."""
        texts = {
            "content/site.yaml": self._settings(),
            "content/departments.yaml": self._departments(),
            "content/forms/shouzhi.yaml": self._accounts_form(),
            "content/forms/xiangmu.yaml": self._project_form(),
            **{path: THEME_FILES[path](number) for path, number in self.theme.items()},
        }
        others: dict[str, bytes] = {}
        for report in self.reports:
            texts[report.path] = "\n".join(self._report(report)) + "\n"
            if report.form != "sangong-yusuan":
                texts[report.narrative] = self._narrative(report)
            folder = f"content/reports/{report.folder}"
            if report.picture is not None:
                others[f"{folder}/照片.png"] = picture(*report.picture)
            if report.listed is not None:
                texts[f"{folder}/清单.csv"] = "\n".join(report.listed) + "\n"
        for path, lines in self.remarks.items():
            if path in texts:
                texts[path] = "".join(f"# 备注{line}\n" for line in range(lines)) + texts[path]
        for path, end in self.broken.items():
            if path in texts:
                texts[path] += end
        return others | {path: text.encode() for path, text in texts.items()}

    def find(self, form: str, department: str, year: int) -> Report | None:
        """The first report of these."""
        sought = (form, department, year)
        return next(
            (each for each in self.reports if (each.form, each.department, each.year) == sought), None
        )

    def _settings(self) -> str:
        return SETTINGS.format(
            name=self.name,
            address="网址: https://example.org/jixiao\n" if self.addressed else "",
            words=self.words,
            as_of=self.as_of,
            volumes=self.volumes,
            severities=", ".join(f"{code}: {word}" for code, word in self.severities.items()),
            duties="".join(
                f"  - {{年度: {year}, 表单: {form}, 部门: [{who}], 截止日期: {day}}}\n"
                for year, form, who, day in self.duties
            ),
        )

    def _departments(self) -> str:
        return "".join(
            f"{name}:\n  名称: {each.name}\n  简称: {each.short}\n  示例: 是\n"
            + (f"  简介: {each.words}\n" if each.words else "")
            + (f"  汇总: [{', '.join(each.members)}]\n" if each.members else "")
            for name, each in self.departments.items()
        )

    def _accounts_form(self) -> str:
        form = self.forms["shouzhi"]
        concepts = "  部门项目支出（决算）: 收支.项目支出\n  三公经费（预算）: 三公经费预算数\n"
        return ACCOUNTS.format(
            name=form.name,
            title=form.title,
            label=form.label,
            days=form.days,
            concepts=concepts if form.linked else "",
        )

    def _project_form(self) -> str:
        form = self.forms["xiangmu"]
        return PROJECT.format(
            name=form.name, title=form.title, label=form.label, counted="" if form.linked else "计入: 删除\n"
        )

    def _report(self, report: Report) -> Iterator[str]:
        """The lines of report.yaml."""
        yield f"表单: {report.form}\n部门: {report.department}\n年度: {report.year}"
        if report.slug:
            yield f"标识: {report.slug}"
        yield f"批复日期: {report.year + 1}-05-10"
        if report.published:
            yield f"公开日期: {report.published}"
        if report.note:
            yield f"备注: {report.note}"
        if report.form == "shouzhi":
            yield from self._accounts_lines(report)
        elif report.form == "xiangmu":
            yield from _project_lines(report)
        else:
            yield from _three_lines(report)

    def accounts(self, report: Report) -> Accounts:
        """The figures of a report on shouzhi; that of a department which adds up others has theirs."""
        members = self.departments[report.department].members
        found = [self.find("shouzhi", name, report.year) for name in members]
        rows = {
            f"单位{name}": self.accounts(each).total
            for name, each in zip(members, found, strict=True)
            if each
        }
        if len(rows) < 2:
            first, second = report.openings
            rows = {
                "局机关": _row(report.amount, first),
                "服务中心": _row(8_000 + report.amount // 10, second),
            }
        columns = next(iter(rows.values()))
        total = {column: sum(row[column] for row in rows.values()) for column in columns}
        total["基本支出"] += report.off
        total["其中捐赠"] += report.odd
        return Accounts({"汇总": total} | rows)

    def _accounts_lines(self, report: Report) -> Iterator[str]:
        accounts = self.accounts(report)
        yield f"三公经费预算数: {money(report.three)}\n负责人: 王某\n收支:"
        for row, columns in accounts.rows.items():
            yield f"  {row}:"
            yield from (f"    {column}: {money(amount)}" for column, amount in columns.items())
        if report.odd and report.until:
            said = accounts.total["其中捐赠"]
            yield "数据说明:\n  - 规则: SUM101\n    位置: 收支.其中捐赠[汇总]"
            yield f"    实为: {bare(said)} 万元\n    应为: {bare(said - report.odd)} 万元"
            yield f"    说明: {report.reason}\n    批准: 财务科 王某\n    有效期至: {report.until}"
        if report.corrected:
            now = money(accounts.total["项目支出"])
            day = max(f"{report.year + 1}-08-12", report.published)
            yield f"更正:\n  - 日期: {day}\n    位置: 收支.项目支出[汇总]\n    原为: 1.00"
            yield f"    改为: {now if report.corrected == 'now' else report.corrected}\n    原因: 填报时漏了一项。"

    def _narrative(self, report: Report) -> str:
        shown = f"![办事大厅{report.year}年改造后的样子](照片.png)\n\n" if report.picture is not None else ""
        linked = "名单见[清单](清单.csv)。\n\n" if report.listed is not None else ""
        words = "".join(f"{sentence}\n\n" for sentence in report.words)
        if report.form == "xiangmu":
            goal = "# 预期目标\n\n全年办理事项不少于600件，群众满意度不低于90%。\n\n"
            spent = "全年执行 {{ 项目资金.全年执行数[年度资金总额] }}。\n\n" if report.mentions else ""
            return f"{goal}# 实际完成情况\n\n{spent}{words}{linked}{shown}".rstrip() + "\n"
        spent = (
            "全年支出 {{ 收支.支出合计 }}，其中项目支出 {{ 收支.项目支出[汇总] }}。\n\n"
            if report.mentions
            else ""
        )
        return f"# 工作情况\n\n{spent}{words}{linked}{shown}# 变动原因\n\n部门支出按进度安排。\n"


def _row(project: int, opening: int) -> dict[str, int]:
    income, basic = 40_000 + project // 50 * 50, 40_000
    return {
        "年初结转": opening,
        "收入合计": income,
        "其中捐赠": 500,
        "支出合计": basic + project,
        "基本支出": basic,
        "项目支出": project,
        "年末结转": opening + income - basic - project,
    }


def _project_lines(report: Report) -> Iterator[str]:
    fiscal, other = report.amount, 1_500
    yield f"项目名称: 办事大厅改造{report.slug}\n主管部门: 示例市局\n实施单位: 示例市服务中心\n项目资金:"
    for row, amount, score in (
        ("年度资金总额", fiscal + other + report.off, ", 分值: 10, 执行率: 100%, 得分: 10"),
        ("当年财政拨款", fiscal, ", 执行率: 100%"),
        ("其他资金", other, ", 执行率: 100%"),
    ):
        figure = money(amount)
        yield f"  {row}: {{年初预算数: {figure}, 全年预算数: {figure}, 全年执行数: {figure}{score}}}"
    yield INDICATORS.replace("DONE", str(600 + report.amount % 97)).rstrip()


def _three_lines(report: Report) -> Iterator[str]:
    vehicles = report.amount - 300
    yield f"三公经费预算:\n  合计: {money(report.amount + report.off)}\n  因公出国（境）费用: 1.00\n  公务接待费: 2.00"
    yield f"  公务用车购置及运行维护费: {money(vehicles)}\n  公务用车运行维护费: {money(vehicles)}\n  公务用车购置: 0"


def money(amount: int) -> str:
    """0.01 万元 as 万元 with two decimals."""
    return f"{'-' if amount < 0 else ''}{abs(amount) // 100}.{abs(amount) % 100:02d}"


def bare(amount: int) -> str:
    """The same without zeros at the end, as findings say it."""
    return money(amount).rstrip("0").rstrip(".")


def picture(width: int, colour: int) -> bytes:
    """A PNG of one colour."""
    data = BytesIO()
    Image.new("RGB", (width, 40), (colour, 90, 255 - colour)).save(data, "png")
    return data.getvalue()


def small_site() -> Site:
    """Three reports of one department, for what takes long."""
    site = first_site()
    site.reports = [each for each in site.reports if each.department == "ju-jia" and each.year == 2023]
    return site


def tiny_site() -> Site:
    """Two reports, for what is done very often."""
    site = small_site()
    site.reports = [each for each in site.reports if each.form == "shouzhi" or each.picture is not None]
    return site


def large_site() -> Site:
    """Enough small reports that it pays to start processes for them."""
    site = first_site()
    of_all = list(site.departments)
    for number in range(39):
        folder, department = f"2022/xiaobiao/{number}", of_all[number % len(of_all)]
        day = f"2023-05-{10 + number % 20}"
        site.reports.append(
            Report(
                folder, "sangong-yusuan", department, 2022, 700 + number, f"xiaobiao-{number}", published=day
            )
        )
    return site


def first_site() -> Site:
    """The site before any edit; it passes its checks."""
    site = Site(
        today=date(2026, 1, 1),
        departments={
            "ju-jia": Department("示例市甲局", "甲局"),
            "ju-yi": Department("示例市乙局", "乙局", words="虚构的部门，供测试用。"),
            "quanshi": Department("示例市本级", "市本级", ("ju-jia", "ju-yi")),
        },
        forms={
            "shouzhi": Form("收支情况表", "收支情况表", "其中：捐赠"),
            "xiangmu": Form("项目支出自评表", "项目支出自评表", "全年执行数（A）"),
        },
        reports=[],
        duties=[
            (2022, "shouzhi", "ju-jia, ju-yi, quanshi", "2023-06-30"),
            (2023, "shouzhi", "ju-jia, ju-yi, quanshi", "2024-06-30"),
            (2024, "shouzhi", "ju-jia", "2025-06-30"),
        ],
        theme={
            "themes/shi/templates/base.html": 1,
            "themes/shi/templates/home.html": 1,
            "themes/shi/assets/tokens.css": 1,
            "themes/shi/assets/sort.js": 1,
        },
    )
    for year in (2022, 2023):
        for number, department in enumerate(site.departments):
            amount = 20_000 + 3_000 * number + year % 7 * 100
            site.reports.append(
                Report(
                    f"{year}/{department}/shouzhi",
                    "shouzhi",
                    department,
                    year,
                    amount,
                    published=f"{year + 1}-05-{20 + number}",
                    words=[f"全年受理群众来件{year + number}件。"],
                )
            )
    three = Report("2023/ju-jia/sangong", "sangong-yusuan", "ju-jia", 2023, 800, published="2024-05-25")
    words = ["大厅新设窗口6个，方便了群众。"]
    hall = Report("2023/ju-jia/dating", "xiangmu", "ju-jia", 2023, 9_000, slug="dating", words=words)
    hall.picture, hall.listed = (60, 200), ["名称,数量", "窗口,6"]
    site.reports += [three, hall]
    for report in site.reports:
        if (report.form, report.department, report.year) == ("shouzhi", "ju-yi", 2022):
            report.odd, report.until = 317, "2026-03-31"
        if report.form == "shouzhi":
            last = site.find("shouzhi", report.department, report.year - 1)
            report.openings = site.accounts(last).closings if last is not None else report.openings
            report.three = 800 * max(1, len(site.departments[report.department].members))
        if (report.form, report.department) == ("shouzhi", "ju-jia"):
            report.corrected = "now"
    return site


# Kinds of edits: each changes the site and says in words what it did, or "" if there was nothing to change.


def _some(site: Site, chance: Random, form: str = "") -> Report:
    return chance.choice([each for each in site.reports if form in ("", each.form)] or site.reports)


def change_a_figure(site: Site, chance: Random) -> str:
    report = _some(site, chance)
    report.amount += chance.choice((1, 7, 10, 100))
    return f"{report.path}: amount {report.amount}"


def change_many_figures(site: Site, chance: Random) -> str:
    year = chance.choice((2022, 2023))
    for report in site.reports:
        if report.year == year:
            report.amount += chance.choice((0, 3, 400))
    return f"all of {year}"


def carry_something_else_over(site: Site, chance: Random) -> str:
    """The report of the next year is compared with it."""
    report = _some(site, chance, "shouzhi")
    last = site.find("shouzhi", report.department, report.year - 1)
    agree = last is not None and chance.random() < 0.5
    report.openings = site.accounts(last).closings if agree and last is not None else (1_300, 299)
    return f"{report.path}: openings {report.openings}"


def contradict_another_report(site: Site, chance: Random) -> str:
    report = _some(site, chance, "shouzhi")
    report.three = chance.choice((800, 800, 801, 950))
    return f"{report.path}: three {report.three}"


def round_a_sum(site: Site, chance: Random) -> str:
    report = _some(site, chance)
    report.off = 0 if report.off else 1
    return f"{report.path}: off {report.off}"


def make_a_sum_wrong(site: Site, chance: Random) -> str:
    report = _some(site, chance)
    report.off = 317
    return f"{report.path}: off {report.off}"


def change_a_narrative(site: Site, chance: Random) -> str:
    report = _some(site, chance, chance.choice(("shouzhi", "xiangmu")))
    words = f"全年编发简报{chance.randrange(10, 99)}期。"
    if len(report.words) > 1 and chance.random() < 0.5:
        report.words.pop()
    else:
        report.words.append(words)
    return f"{report.narrative}: {report.words[-1]}"


def mention_figures(site: Site, chance: Random) -> str:
    report = _some(site, chance, chance.choice(("shouzhi", "xiangmu")))
    report.mentions = not report.mentions
    return f"{report.narrative}: mentions {report.mentions}"


def write_badly(site: Site, chance: Random) -> str:
    """Findings of a text, that do not stop a build."""
    report = _some(site, chance, chance.choice(("shouzhi", "xiangmu")))
    report.words.append(chance.choice(("全年编发简报，，共12期。", "工作（完成得好。", "全年工作顺利，")))
    return f"{report.narrative}: {report.words[-1]}"


def move_lines(site: Site, chance: Random) -> str:
    paths = ["content/site.yaml", "content/departments.yaml", "content/forms/shouzhi.yaml"]
    path = chance.choice([*paths, *(each.path for each in site.reports)])
    site.remarks[path] = 0 if site.remarks.get(path) else chance.randrange(1, 4)
    return f"{path}: {site.remarks[path]} lines of comment"


def rename_a_department(site: Site, chance: Random) -> str:
    name = chance.choice(list(site.departments))
    department = site.departments[name]
    department.name = f"示例市{department.short}{chance.choice(('', '（本部）', '和服务中心'))}"
    department.words = chance.choice(("", "虚构的部门，供测试用。"))
    return f"{name}: {department.name}"


def reorder_departments(site: Site, chance: Random) -> str:
    names = list(site.departments)
    chance.shuffle(names)
    site.departments = {name: site.departments[name] for name in names}
    return ", ".join(names)


def change_who_is_added_up(site: Site, chance: Random) -> str:
    whole = site.departments["quanshi"]
    whole.members = () if whole.members else ("ju-jia", "ju-yi")
    return str(whole.members)


def change_a_form(site: Site, chance: Random) -> str:
    name = chance.choice(list(site.forms))
    form, number = site.forms[name], chance.randrange(10)
    match chance.randrange(4):
        case 0:
            form.name = f"{form.name[:6]}{number}"
        case 1:
            form.title = f"{form.title[:6]}{number}"
        case 2:
            form.label = f"{form.label[:4]}{number}"
        case _:
            form.days = 10 + number
    return f"{name}: {form}"


def change_concepts(site: Site, chance: Random) -> str:
    name = chance.choice(list(site.forms))
    site.forms[name].linked = not site.forms[name].linked
    return f"{name}: linked {site.forms[name].linked}"


def change_a_template(site: Site, chance: Random) -> str:
    return _change_of_theme(site, chance, TEMPLATES)


def change_a_style(site: Site, chance: Random) -> str:
    return _change_of_theme(site, chance, STYLES)


def change_a_script(site: Site, chance: Random) -> str:
    return _change_of_theme(site, chance, SCRIPTS)


def _change_of_theme(site: Site, chance: Random, files: Mapping[str, object]) -> str:
    path = chance.choice(list(files))
    if path in site.theme and chance.random() < 0.3:
        del site.theme[path]
    else:
        site.theme[path] = site.theme.get(path, 0) + 1
    site.theme.setdefault("themes/shi/assets/tokens.css", 1)  # there must be some file of the theme
    return f"{path}: {site.theme.get(path, 'removed')}"


def change_the_name_of_the_site(site: Site, chance: Random) -> str:
    site.name = f"示例市绩效公开{chance.randrange(9)}"
    site.words = chance.choice(("", "编写的站点，供测试用。"))
    return f"{site.name} {site.words}"


def change_the_address(site: Site, chance: Random) -> str:
    site.addressed = not site.addressed
    return f"addressed {site.addressed}"


def change_duties(site: Site, chance: Random) -> str:
    site.as_of = chance.choice(("2024-12-31", "2024-06-01", "2025-12-31"))
    if len(site.duties) > 2:
        site.duties.pop(chance.randrange(len(site.duties)))
    else:
        form = chance.choice(("shouzhi", "xiangmu", "sangong-yusuan"))
        site.duties.append((chance.choice((2022, 2023)), form, "ju-yi, ju-jia", "2024-05-22"))
    return f"{site.duties}, {site.as_of}"


def change_severities(site: Site, chance: Random) -> str:
    code = chance.choice(("SUM103", "DISC106", "YEAR101", "TEXT115", "YEAR102"))
    if code in site.severities:
        del site.severities[code]
    else:
        site.severities[code] = chance.choice(("警告", "提示"))
    return str(site.severities)


def change_volumes(site: Site, chance: Random) -> str:
    site.volumes = chance.choice(("", "部门", "年度", "部门, 年度"))
    return site.volumes


def add_a_report(site: Site, chance: Random) -> str:
    department = chance.choice(list(site.departments))
    form, year = chance.choice(list(site.forms)), chance.choice((2022, 2023, 2024))
    slug = "" if site.find(form, department, year) is None else f"di-{len(site.reports)}"
    folder = f"{year}/{department}/{form}-{len(site.reports)}"
    while any(each.folder == folder for each in site.reports):
        folder += "x"
    report = Report(folder, form, department, year, 9_000 if form == "xiangmu" else 21_000, slug=slug)
    report.words.append("全年工作按计划完成。")
    site.reports.append(report)
    return f"{report.path} {slug}"


def delete_a_report(site: Site, chance: Random) -> str:
    if len(site.reports) < 7:
        return ""
    report = _some(site, chance)
    site.reports.remove(report)
    return report.path


def rename_a_folder(site: Site, chance: Random) -> str:
    report = _some(site, chance)
    parent, _, name = report.folder.rpartition("/")
    report.folder = f"{parent}/{name.rpartition('.')[0] or name}.{chance.randrange(99)}"
    return report.path


def change_a_slug(site: Site, chance: Random) -> str:
    report = _some(site, chance)
    report.slug = chance.choice(("", "yi-hao", "er-hao", "san-hao"))
    return f"{report.path}: slug {report.slug}"


def change_a_year(site: Site, chance: Random) -> str:
    report = _some(site, chance)
    report.year = chance.choice((2021, 2022, 2023, 2024))
    return f"{report.path}: {report.year}"


def replace_a_picture(site: Site, chance: Random) -> str:
    report = _some(site, chance, chance.choice(("shouzhi", "xiangmu")))
    report.picture = chance.choice((None, (60, chance.randrange(256)), (chance.randrange(20, 90), 200)))
    return f"{report.path}: picture {report.picture}"


def change_an_attachment(site: Site, chance: Random) -> str:
    report = _some(site, chance, chance.choice(("shouzhi", "xiangmu")))
    if report.listed is None:
        report.listed = ["名称,数量"]
    elif len(report.listed) > 4:
        report.listed = None
    else:
        report.listed.append(chance.choice(("窗口,7", "桌椅,40", "联系人,13800138000")))
    return f"{report.path}: listed {report.listed}"


def change_when_it_was_published(site: Site, chance: Random) -> str:
    report = _some(site, chance)
    days = ("", f"{report.year + 1}-05-15", f"{report.year + 1}-05-29", f"{report.year + 1}-07-03")
    report.published = chance.choice(days)
    report.note = chance.choice(("", "本表数字来自决算。"))
    return f"{report.path}: published {report.published} {report.note}"


def change_an_explanation(site: Site, chance: Random) -> str:
    report = _some(site, chance, "shouzhi")
    report.odd = chance.choice((0, 317, 452))
    report.until = chance.choice(("长期", str(site.today + timedelta(days=chance.randrange(5, 400)))))
    report.reason = chance.choice(("按原报告公开，未作改动。", "捐赠含实物折价。"))
    return f"{report.path}: odd {report.odd} until {report.until}"


def withdraw_an_explanation(site: Site, chance: Random) -> str:
    report = _some(site, chance, "shouzhi")
    report.odd, report.until = 317, ""
    return report.path


def change_a_correction(site: Site, chance: Random) -> str:
    report = _some(site, chance, "shouzhi")
    report.corrected = "" if report.corrected else "now"
    return f"{report.path}: corrected {report.corrected}"


def correct_to_something_else(site: Site, chance: Random) -> str:
    report = _some(site, chance, "shouzhi")
    report.corrected = "3.21"
    return f"{report.path}: corrected {report.corrected}"


def let_time_pass(site: Site, chance: Random) -> str:
    site.today += timedelta(days=chance.choice((1, 60, 150)))
    return str(site.today)


def touch(site: Site, chance: Random) -> str:
    site.touched = chance.choice(sorted(site.files()))
    return site.touched


def break_a_file(site: Site, chance: Random) -> str:
    paths = ["content/site.yaml", "content/departments.yaml", "content/forms/shouzhi.yaml"]
    path = chance.choice([*paths, *(each.path for each in site.reports)])
    site.broken[path] = chance.choice(("又: [\n", "又：没有冒号\n", "\t制表符: 1\n", "表单: a\n表单: b\n"))
    return f"{path}: {site.broken[path]!r}"


def break_a_narrative(site: Site, chance: Random) -> str:
    report = _some(site, chance, chance.choice(("shouzhi", "xiangmu")))
    site.broken[report.narrative] = chance.choice(
        ("\n<b>粗</b>\n", "\n{{ 没有.这个 }}\n", "\n# 没有的栏目\n\n文字。\n")
    )
    return f"{report.narrative}: {site.broken[report.narrative]!r}"


def break_a_template(site: Site, chance: Random) -> str:
    site.theme.setdefault("themes/shi/templates/home.html", 1)
    site.broken["themes/shi/templates/home.html"] = '{% block main %}<a href="nowhere/">x</a>{% endblock %}'
    return "a link to nowhere"


def mend(site: Site) -> str:
    """Take back whatever stops the build, but for what no edit is to blame for."""
    found = [*site.broken]
    site.broken.clear()
    for report in site.reports:
        if report.off > 1 or report.corrected not in ("", "now") or (report.odd and not report.until):
            found.append(report.path)
        report.off = min(report.off, 1)
        report.corrected = "now" if report.corrected else ""
        if report.odd and not report.until:
            report.odd = 0
        if report.until not in ("", "长期") and report.until < str(site.today):
            report.until = "长期"
            found.append(report.path)
        if report.listed is not None:
            report.listed = [line for line in report.listed if not line.startswith("联系人")]
    keys: set[tuple[str, str, int, str]] = set()
    for report in site.reports:
        key = (report.form, report.department, report.year, report.slug or report.form)
        while key in keys:
            report.slug = f"{report.slug or 'bao'}-gao"
            key = (*key[:3], report.slug)
        keys.add(key)
    return ", ".join(found)


KINDS: tuple[Callable[[Site, Random], str], ...] = (
    change_a_figure,
    change_many_figures,
    carry_something_else_over,
    contradict_another_report,
    round_a_sum,
    make_a_sum_wrong,
    change_a_narrative,
    mention_figures,
    write_badly,
    move_lines,
    rename_a_department,
    reorder_departments,
    change_who_is_added_up,
    change_a_form,
    change_concepts,
    change_a_template,
    change_a_style,
    change_a_script,
    change_the_name_of_the_site,
    change_the_address,
    change_duties,
    change_severities,
    change_volumes,
    add_a_report,
    delete_a_report,
    rename_a_folder,
    change_a_slug,
    change_a_year,
    replace_a_picture,
    change_an_attachment,
    change_when_it_was_published,
    change_an_explanation,
    withdraw_an_explanation,
    change_a_correction,
    correct_to_something_else,
    let_time_pass,
    touch,
    break_a_file,
    break_a_narrative,
    break_a_template,
)


class Edit(NamedTuple):
    """What was edited; its `words` are for whom a failure puzzles."""

    number: int
    kind: str
    words: str

    def __str__(self) -> str:
        return f"edit {self.number}, {self.kind} ({self.words})"


class Editor:
    """Edits a site at random: each of `kinds` once, in an order of chance, then again. Some edits are undone."""

    def __init__(
        self, site: Site, seed: int, kinds: tuple[Callable[[Site, Random], str], ...] = KINDS
    ) -> None:
        self.site = site
        self._chance = Random(seed)
        self._kinds = kinds
        self._left: list[Callable[[Site, Random], str]] = []
        self._past = [deepcopy(site)]
        self._count = 0
        self._sound = deepcopy(site)
        self._refusals = 0

    def edit(self, *, refused: bool) -> Edit:
        """The next edit. `refused` is whether the site could not be built as it was; then it is likely to be
        mended, or what was done is undone; in the end it is made what it was when it could be built.
        """
        self._count += 1
        self.site.touched = ""
        self._refusals = self._refusals + 1 if refused else 0
        if not refused:
            self._sound = deepcopy(self.site)
        chance = self._chance.random()
        words = mend(self.site) if refused and chance < 0.6 else ""
        if words:
            made = Edit(self._count, "mend", words)
        elif self._refusals > 3:
            self.site = deepcopy(self._sound)
            made = Edit(self._count, "undo", "all since it could be built")
        elif chance > (0.7 if refused else 0.92):
            back = min(self._chance.randrange(1, 6), len(self._past))
            self.site = deepcopy(self._past[-back])
            made = Edit(self._count, "undo", f"{back} back")
        else:
            made = self._another()
        self._past.append(deepcopy(self.site))
        return made

    def _another(self) -> Edit:
        while True:
            if not self._left:
                self._left = self._chance.sample(self._kinds, len(self._kinds))
            kind = self._left.pop()
            words = kind(self.site, self._chance)
            if words:
                return Edit(self._count, kind.__name__, words)


class Folder:
    """A site's folder on the disk. Only what changed is written, by turns as different programs would."""

    def __init__(self, root: Path, seed: int = 0) -> None:
        self.root = root
        self._chance = Random(seed)
        self._files: dict[str, bytes] = {}

    def write(self, site: Site) -> None:
        """Make the files on the disk those of `site`."""
        files = site.files()
        gone = [self.root / path for path in self._files.keys() - files.keys()]
        for file in gone:
            file.unlink()
        for folder in {file.parent for file in gone}:
            if not any(folder.iterdir()):
                folder.rmdir()
        for path, data in files.items():
            if self._files.get(path) != data:
                self._save(self.root / path, data)
        if site.touched in files:
            (self.root / site.touched).touch()
        self._files = files

    def _save(self, path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.stat() if path.exists() else None
        if self._chance.randrange(SHARE):
            path.write_bytes(data)
        else:
            other = path.with_name(f".{path.name}.new")
            other.write_bytes(data)
            other.replace(path)
        if before is not None and not self._chance.randrange(
            SHARE
        ):  # as when unpacked, or copied with its time
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
