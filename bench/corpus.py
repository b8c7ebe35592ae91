"""The corpus: a made-up site of any size, whose figures differ from report to report and add up.

Knows the files of a site and how the accounts are written into them. Must not know what is measured with it.
The same seed writes the same files. What an edit changes is made anew from the seed, so that the report stays as
consistent as it was.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from random import Random

from bench.accounts import (
    FORMS,
    OF_A_DEPARTMENT,
    UNITS,
    YEARS,
    Account,
    account_at,
    accounts,
    department_id,
    department_name,
)
from bench.wording import ACHIEVED, AIMED, DUTIES, FUNCTIONS, GOALS, INDICATORS, PEOPLE, WORKS

STATE = "corpus.json"
"""Seed, size and number of edits so far, beside `content`."""
MONEY: Mapping[str, Mapping[str, str]] = {
    "收入": {"收入合计": "income", "上年结转": "carried", "公共财政拨款": "public", "其他收入": "other"},
    "支出": {"支出合计": "spent", "基本支出": "basic", "人员支出": "personnel", "公用支出": "operating",
             "项目支出": "project", "当年结余": "balance", "累计结余": "cumulative"},
    "三公经费": {"三公经费合计": "three_public", "公务接待费": "reception", "公务用车运维费": "vehicles",
                 "公务用车购置费": "purchase", "因公出国费": "abroad"},
    "固定资产": {"固定资产合计": "assets", "在用固定资产": "in_use", "出租固定资产": "leased"},
}  # fmt: skip
"""Tables and columns of the form, with the figures that stand there."""


def corpus(root: Path, reports: int, seed: int = 1) -> Path:
    """Write a site of so many reports to the new folder `root`; returns `root`."""
    content = root / "content"
    (content / "forms").mkdir(parents=True)
    departments = -(-reports // OF_A_DEPARTMENT)
    _write(content / "site.yaml", _settings(departments))
    _write(content / "departments.yaml", "".join(_department(number) for number in range(departments)))
    for form, title in FORMS.items():
        _write(content / f"forms/{form}.yaml", _form(form, title))
    for account in islice(accounts(seed), reports):
        folder = root / account.folder
        folder.mkdir(parents=True)
        _write(folder / "report.yaml", report_yaml(account))
        _write(folder / "narrative.md", narrative(account))
    _write(root / STATE, json.dumps({"seed": seed, "reports": reports, "edits": 0}))
    return root


def edit_figure(root: Path) -> Path:
    """Raise one figure and the sums that contain it; returns the folder of the report. Which report, and by how
    much, differs from edit to edit. The narrative does not mention it.
    """
    account, edit = _next_edit(root)
    folder = root / account.folder
    _write(folder / "report.yaml", report_yaml(account.with_more_reception(edit % 97 + 1)))
    return folder


def edit_narrative(root: Path) -> Path:
    """Add a sentence to a narrative, never the same; returns the folder of the report."""
    account, edit = _next_edit(root)
    folder = root / account.folder
    _write(folder / "narrative.md", narrative(account, edit))
    return folder


def forget_builds(root: Path) -> None:
    """Remove what building the site left behind, so that the next build is the first."""
    for left in (*root.glob("output*"), root / ".sitegen"):
        shutil.rmtree(left, ignore_errors=True)


def _next_edit(root: Path) -> tuple[Account, int]:
    """The report to be edited next, as it was written, and the number of the edit, from 1."""
    state = json.loads((root / STATE).read_text(encoding="utf-8"))
    seed, reports, edit = state["seed"], state["reports"], state["edits"] + 1
    _write(root / STATE, json.dumps({**state, "edits": edit}))
    return account_at(seed, Random(f"{seed}/{edit}").randrange(reports)), edit


def report_yaml(account: Account) -> str:
    """The text of report.yaml."""
    short = FUNCTIONS[account.department % len(FUNCTIONS)]
    rows = {f"{short}汇总": account.whole} | {
        f"{number}、{name}": unit
        for number, (name, unit) in enumerate(zip(UNITS, account.units, strict=True), start=1)
    }
    lines = [
        f"表单: {account.form}",
        f"部门: {department_id(account.department)}",
        f"年度: {account.year}",
        f"批复日期: {account.year + 1}-05-10",
        f"公开日期: {account.year + 1}-05-{12 + account.department % 16}",
        "来源: 编写，供测量用。单位、人员、数字都是虚构的。",
        "",
        f"联系人: {_person(account, 0)}",
        f"联络电话: {8_600_000 + account.department * 40 + account.year % 40}",
        f"人员编制: {account.staff + 6}",
        f"实有人数: {account.staff}",
        "",
    ]
    for table, columns in MONEY.items():
        lines.append(f"{table}:")
        for name, figures in rows.items():
            lines.append(f"  {name}:")
            lines += (f"    {column}: {money(getattr(figures, at))}" for column, at in columns.items())
        lines.append("")
    lines += [*_indicators(account), "", f"绩效自评综合得分: {money(account.score)}分", "评价等次: 优", ""]
    lines.append("评价人员:")
    for number, position in enumerate(("副局长", "办公室主任", "财务科科长", "业务科科长")):
        lines += [f"  {_person(account, number)}:", f"    职务职称: {position}", f"    单位: {short}"]
    lines += [
        f"评价组组长签字: {_person(account, 0)}",
        f"部门（单位）负责人签章: {_person(account, 4)}",
        f"财政部门归口业务科室负责人签章: {_person(account, 5)}",
        f"填报人: {_person(account, 1)}",
        f"联系电话: {8_500_000 + account.department}",
    ]
    return "\n".join(lines) + "\n"


def _indicators(account: Account) -> Iterator[str]:
    """The table of indicators: the WORKS, then those of all reports, each with what was achieved."""
    works = [
        (f"{work.name}不少于{work.least}{work.unit}", f"{done}{work.unit}")
        for work, done in zip(WORKS, account.done, strict=True)
    ]
    rates = (f"{money(rate)}%" for rate in account.rates)
    yield "绩效指标:"
    for goal, groups in INDICATORS.items():
        yield f"  {goal}:"
        for group, names in groups.items():
            yield f"    {group}:"
            # zip asks the names first, so that no rate is taken and lost when they end.
            for number, (name, achieved) in enumerate(
                zip(names, rates, strict=False) if names else works, start=1
            ):
                yield f"      指标{number}：{name}:"
                yield f"        完成情况: {achieved}"


def narrative(account: Account, edit: int = 0) -> str:
    """The text of narrative.md; every `edit` but 0 says something else of its work."""
    name, whole = department_name(account.department), account.whole
    done = list(zip(WORKS, account.done, strict=True))
    share = f"{100 * whole.project / whole.spent:.2f}"
    achieved = [
        f"{number}.{work.name}。{text.format(n=amount, unit=work.unit, year=account.year)}"
        for number, ((work, amount), text) in enumerate(zip(done, ACHIEVED, strict=True), start=1)
    ]
    results = [
        f"{number}.{work.name}{amount}{work.unit}，超出年初目标{amount - work.least}{work.unit}。"
        if amount > work.least
        else f"{number}.{work.name}{amount}{work.unit}，与年初目标持平。"
        for number, (work, amount) in enumerate(done, start=1)
    ]
    parts: dict[str, list[str]] = {
        "职能职责概述": [DUTIES.format(name=name)],
        "年度主要工作内容": [f"任务{number}：{goal}。" for number, goal in enumerate(GOALS, start=1)],
        "年度部门（单位）总体运行情况及取得的成绩": [
            f"{account.year}年，{name}收入合计{money(whole.income)}万元，其中：公共财政拨款{money(whole.public)}万元，"
            f"其他收入{money(whole.other)}万元。{_growth(account)}",
            f"支出合计{money(whole.spent)}万元，其中：基本支出{money(whole.basic)}万元，"
            f"项目支出{money(whole.project)}万元，项目支出占支出合计的{share}%。",
            *achieved,
            *([f"全年编发工作简报{edit}期。"] if edit else []),
        ],
        "预期目标": [f"目标{number}：{aim}" for number, aim in enumerate(AIMED, start=1)],
        "实际完成": results,
    }
    return "\n\n".join(f"# {title}\n\n" + "\n\n".join(texts) for title, texts in parts.items()) + "\n"


def _growth(account: Account) -> str:
    """What the narrative says of last year."""
    if account.before is None:
        return ""
    now, then = account.whole.income, account.before.income
    return f"收入合计比上年{'增长' if now >= then else '下降'}{abs(now - then) * 100 / then:.2f}%。"


def money(amount: int) -> str:
    """0.01 万元 as 万元 with two decimals."""
    return f"{'-' if amount < 0 else ''}{abs(amount) // 100}.{abs(amount) % 100:02d}"


def _person(account: Account, number: int) -> str:
    """A made-up name; those of one report differ."""
    surnames, given = PEOPLE
    place = account.department * 7 + account.year + number
    return surnames[place % len(surnames)] + given[(place // len(surnames) + number) % len(given)]


def _settings(departments: int) -> str:
    everybody = ", ".join(map(department_id, range(departments)))
    duties = "".join(
        f"  - {{年度: {year}, 表单: zhengti, 截止日期: {year + 1}-06-30, 部门: [{everybody}]}}\n"
        for year in YEARS[-3:]
    )
    return (
        "名称: 示例市绩效公开\n主办单位: 示例市财政局\n网址: https://example.org\n"
        f"统计截至: {YEARS[-1] + 1}-12-31\n公开要求:\n{duties}"
    )


def _department(number: int) -> str:
    return f"{department_id(number)}:\n  名称: {department_name(number)}\n  地区: 示例市\n  示例: 是\n"


def _form(form: str, title: str) -> str:
    """Only the first variant's figures are the department's; the others would contradict them."""
    concepts = "" if form == next(iter(FORMS)) else "概念: 删除\n"
    return (
        f"表单: {form}\n继承: yueyang-bumen-zhengti\n名称: {title}\n标题: 示例市{{年度}}年度{title}\n"
        f"地区: 示例市\n适用年度: {{起: {YEARS[0]}}}\n来源: 编写，供测量用。\n{concepts}"
    )


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
