"""What merely looks like personal data: amounts, codes, office telephones, days, tables of figures. All are made up."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterator

import docx
import openpyxl

Chance = random.Random


def _digits(chance: Chance, length: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(length))


def _like_mobile(chance: Chance) -> str:
    return chance.choice(["13", "15", "18", "19", "17"]) + _digits(chance, 9)


def _region(chance: Chance) -> str:
    return chance.choice(["430602", "110101", "510107", "620102", "420106", "530102"])


def _day(chance: Chance) -> str:
    return f"{chance.randrange(1990, 2026)}{chance.randrange(1, 13):02}{chance.randrange(1, 29):02}"


def _day_of_late(chance: Chance) -> str:
    """On which a code was given that a report still names."""
    return f"{chance.randrange(2010, 2026)}{_day(chance)[4:]}"


def _thousands(digits: str) -> str:
    return f"{int(digits):,}"


AMOUNTS: tuple[Callable[[Chance], str], ...] = (
    lambda c: f"合同总价{_like_mobile(c)}元，已支付",
    lambda c: f"预算{_like_mobile(c)}.{_digits(c, 2)}元",
    lambda c: f"累计 {_like_mobile(c)} 元。",
    lambda c: f"支出合计: {_like_mobile(c)}",
    lambda c: f"资产总计为{_like_mobile(c)}，负债合计{_like_mobile(c)}",
    lambda c: f"完成投资￥{_like_mobile(c)}",
    lambda c: f"全年用电{_like_mobile(c)}千瓦时",
    lambda c: f"阅读量{_like_mobile(c)}次，",
    lambda c: f"占{c.randrange(1, 9)}.{_like_mobile(c)}",
    lambda c: f"收入 {_thousands(_like_mobile(c))}.00",
    lambda c: f"| 基本支出 | {_thousands(_like_mobile(c))} | {_thousands(_digits(c, 10))} |",
    lambda c: f"补助{c.randrange(1, 9)}{_digits(c, 15)}元",
    lambda c: f"面积{_like_mobile(c)}平方米",
    lambda c: f"共计{_like_mobile(c)}万元",
    lambda c: f"合计 {_digits(c, 11)} {_digits(c, 12)} {_digits(c, 10)} {_like_mobile(c)} 1{_digits(c, 11)}",
    lambda c: (
        f"{c.randrange(100, 999)}.{_digits(c, 2)} {c.randrange(1000, 9999)}.{_digits(c, 2)} {c.randrange(1000, 9999)}.{_digits(c, 2)}"
    ),
    lambda c: (
        f"预算数 {c.randrange(100, 999)} {c.randrange(1000, 9999)} {c.randrange(1000, 9999)} {c.randrange(10, 99)}"
    ),
    lambda c: f"{c.randrange(10000, 99999)}-{c.randrange(100000, 999999)}元之间",
)
CODES: tuple[Callable[[Chance], str], ...] = (
    lambda c: f"统一社会信用代码 {c.choice('159')}1{_region(c)}MA{_digits(c, 7)}X",
    lambda c: f"统一社会信用代码：12{_region(c)[:4]}00{_digits(c, 9)}{c.randrange(9)}",
    lambda c: f"项目编号：{_region(c)}{_day_of_late(c)}{_digits(c, 4)}",
    lambda c: f"项目编码{_region(c)}{c.randrange(15, 25)}{_digits(c, 12)}",
    lambda c: (
        f"项目代码为{c.randrange(2018, 2026)}-{_region(c)}-{_digits(c, 2)}-{_digits(c, 2)}-{_digits(c, 6)}"
    ),
    lambda c: f"预算科目 20{_digits(c, 5)} {_digits(c, 7)} {_digits(c, 5)}",
    lambda c: f"指标文号：湘财预指〔{c.randrange(2018, 2026)}〕{_digits(c, 4)}号，指标号{_like_mobile(c)}",
    lambda c: f"合同编号{_like_mobile(c)}",
    lambda c: f"发票号码 {_digits(c, 20)}",
    lambda c: f"流水号：{_like_mobile(c)}",
    lambda c: f"凭证号 {_like_mobile(c)}、{_like_mobile(c)}",
    lambda c: f"XM{_like_mobile(c)}",
    lambda c: f"ZC-{_like_mobile(c)}-{_digits(c, 2)}",
    lambda c: f"GB/T {_digits(c, 5)}.1-{c.randrange(1990, 2024)}",
    lambda c: f"ISBN 978-7-{_digits(c, 3)}-{_digits(c, 5)}-{c.randrange(9)}",
    lambda c: (
        f"https://www.example.gov.cn/art/{c.randrange(2015, 2025)}/{c.randrange(1, 13)}/{c.randrange(1, 28)}/art_{_digits(c, 4)}_{_digits(c, 7)}.html"
    ),
    lambda c: f"设备序列号SN{_like_mobile(c)}",
    lambda c: f"订单{_digits(c, 18)}",
    lambda c: f"采购计划编号：{_region(c)}{_digits(c, 10)}",
    lambda c: f"档案号{_region(c)}-{_day(c)}-{_digits(c, 3)}",
    lambda c: f"A{_like_mobile(c)}B",
    lambda c: f"资产编号{c.randrange(2015, 2025)}{_digits(c, 12)}",
)
TELEPHONES: tuple[Callable[[Chance], str], ...] = (
    lambda c: f"0731-8{_digits(c, 7)}",
    lambda c: f"（0730）8{_digits(c, 6)}",
    lambda c: f"010-6{_digits(c, 3)} {_digits(c, 4)}",
    lambda c: f"电话：0731-8{_digits(c, 7)}-{_digits(c, 3)}",
    lambda c: f"联系电话 0{c.choice(['731', '10', '21', '755', '28'])} 8{_digits(c, 7)}",
    lambda c: f"400-{_digits(c, 3)}-{_digits(c, 4)}",
    lambda c: f"400{_digits(c, 7)}",
    lambda c: f"800-{_digits(c, 3)}-{_digits(c, 4)}",
    lambda _: "监督电话12345、12388",
    lambda c: f"+86-731-8{_digits(c, 7)}",
    lambda c: f"电话：8{_digits(c, 7)}、8{_digits(c, 7)}",
    lambda c: f"传真 0730-8{_digits(c, 6)} 邮编 {_digits(c, 6)}",
    lambda c: f"联系电话：0730 8{_digits(c, 3)} {_digits(c, 3)}\n邮编：414{_digits(c, 3)}",
)
MASKED: tuple[Callable[[Chance], str], ...] = (
    lambda c: f"{_like_mobile(c)[:3]}****{_digits(c, 4)}",
    lambda c: f"{_like_mobile(c)[:3]}XXXX{_digits(c, 4)}",
    lambda c: f"{_region(c)}********{_digits(c, 4)}",
    lambda c: f"6228 **** **** **** {_digits(c, 3)}",
    lambda _: "家庭住址：示例区****",
    lambda _: "ex***@qq.com",
    lambda c: f"湘F·{c.randrange(9)}***{c.randrange(9)}",
)  # fmt: skip
DAYS: tuple[Callable[[Chance], str], ...] = (
    lambda c: f"{c.randrange(1990, 2025)} {c.randrange(1990, 2025)} {c.randrange(1990, 2025)}",
    lambda _: "2019、2020、2021、2022、2023年",
    lambda _: "2019 2020 2021 2022 2023",
    lambda c: f"{c.randrange(2018, 2025)}-{c.randrange(1, 13):02}-{c.randrange(1, 28):02} {c.randrange(24):02}:{c.randrange(60):02}",
    lambda c: f"{c.randrange(2018, 2025)}.{c.randrange(1, 13)}.{c.randrange(1, 28)}-{c.randrange(2018, 2025)}.{c.randrange(1, 13)}.{c.randrange(1, 28)}",
    lambda c: f"{_day(c)}-{_day(c)}",
    lambda c: f"{_day(c)}{c.randrange(24):02}{c.randrange(60):02}{c.randrange(60):02}",
    lambda _: "二〇二一年、一九九八年",
    lambda c: f"1. {_digits(c, 3)} 2. {_digits(c, 4)} 3. {_digits(c, 4)}",
    lambda c: f"{c.randrange(1, 9)}-{c.randrange(1, 9)}-{c.randrange(100, 999)}",
)  # fmt: skip
WORDS: tuple[str, ...] = (
    "受助人家住偏远山村",
    "住在敬老院的老人",
    "改善居住环境，居住在棚户区的 12 户",
    "入住率 98%，入住在册 501 人",
    "常住人口 12 万人",
    "核对了受助人的家庭住址和联系方式",
    "办公地址：示例市幸福路1号2栋3单元201室",
    "地址：示例路1号行政中心3栋2单元501室",
    "地址：示例路1号县直机关大院2栋1单元301室",
    "全年办理13800138000件次",
    "电话138****8000、138001****0、1380013****",
    "身份证11010119900101****、110101********0015",
    "**投入138001380**元，*约1380013800*元，合计1380013800*（*为预计）",
    "尺寸1500*800*12、1380*130000毫米、15000*20000",
    "接待13800138000台次，较上年增加",
    "关注 @示例科普，版本 qq.com",
    "office@example.org",
    "kexie@example.gov.cn",
    "湘K2020001、川C20230123 号",
    "新A区 2 号地块，云S3平台，桂林2023年",
    "湘财预〔2020〕10号",
    "浙B2-20200012",
    "第 20200101110101199001011237 号",
    "档号 110101199001011230",
    "12 34 56 78 90 12 34 56 78",
    "5 5 5 10 10 10 5 5 5 10",
    "比例 1:3:8:0:0:1:3:8:0:0:0",
    "编号51000021R000000019951",
    "流水号 12800138000、23800138000",
    "0.13800138000",
    "1.13800138000",
    "折算率 1.13800138000",
    "| 甲 | 1.13800138000 | 2.13900139000 |",
    "甲\t1.13800138000\t1.2",
    "票据号码段13800138000-86000000-01",
    "收据号段：13800138000-13800138099",
    "会计科目 1001 1002 1012 1101 1121",
    "QQ群：123456789，客服QQ：800123456",
    "微信公众号：shilikexie，关注微信：shili2020，微信号：gh_1234567890ab",
    "通过QQ、微信发布，微信支付12345678元，微信阅读量12345678，QQ20230101",
    "微信号召力，微信：已开通，QQ号码已隐去，微信号：exa***88",
    "IP 地址 192.168.100.101:8080",
    "坐标 113.138001,29.380013",
    "居住证办理 138 件",
    "中标供应商：示例公司，住所：示例市幸福路12号",
    "住所地在示例路12号的单位",
    "电话138、12345678元",
    "拨款+ADAB-2020-3001",
    "规格 138×1234×5678 毫米",
    "分别为138、1234、5678元",
    "138,1234,5678",
    "[138,1234,5678]",
    "手机、电脑分别138,1234,5678台",
    "电话费、水费138、1234、5678元",
    "二〇二一年一月一日至二〇二二年十二月三十一日",
    "一九九八 一九九九 二〇〇〇",
    "1380013800①、1380013801②",
    "增长138001380¹²",
    "20190101一20191231，13800一13899",
    "发放补助资金13800138000元，享受补助13800人",
    "车辆编号AB12345，公车牌照费AB 12345元",
    "关注微博@sina.com，填写用户名@163.com",
    "https://www.example.gov.cn/138/0013/8000.html",
    "2023/01/01/1234/5678，13:00:00:1234",
    "湘财预〔2023〕0012号",
    "项目编号：430602201903150013，采购计划编号430602202003150019",
    "| 类 | 款 | 项 |\n|---|---|---|\n| 201 | 01 | 02 |",
    "| 单位 | 金额 |\n|---|---|\n| 甲 | 13,800,138,000.00 |",
    "3号楼201室会议室",
    "示例路12号办事大厅",
)


def innocent(seed: int, times: int) -> Iterator[str]:
    """Every way of writing, `times` over with other digits."""
    chance = Chance(seed)
    for make in (*AMOUNTS, *CODES, *TELEPHONES, *MASKED, *DAYS):
        for _ in range(times):
            yield make(chance)
    yield from WORDS


def figures(seed: int, rows: int) -> list[list[str]]:
    """A table as budgets have them: codes, names, counts of one digit to eight, a total, no two alike."""
    chance = Chance(seed)
    digits = [chance.randrange(1, 9) for _ in range(13)]
    head = ["科目编码", "项目", *(f"数量{at}" for at in range(len(digits))), "热线接听次数"]
    body = [
        [
            f"20{_digits(chance, 5)}",
            f"项目{at}",
            *(_digits(chance, min(8, width) if at % 3 else 1).lstrip("0") or "0" for width in digits),
            _digits(chance, 4),
        ]
        for at in range(rows)
    ]
    return [head, *body, ["", "合计", *(str(at) for at in digits), "1"]]


def csv_of(table: list[list[str]]) -> tuple[str, bytes]:
    """The `table` as a file: its name, its content."""
    written = io.StringIO()
    csv.writer(written).writerows(table)
    return "a.csv", written.getvalue().encode()


def xlsx_of(table: list[list[str]]) -> tuple[str, bytes]:
    """The same as a workbook, figures as figures."""
    book, saved = openpyxl.Workbook(), io.BytesIO()
    for row in table:
        book.active.append([int(cell) if cell.isdigit() and cell[0] != "0" else cell for cell in row])
    book.save(saved)
    return "a.xlsx", saved.getvalue()


def docx_of(table: list[list[str]]) -> tuple[str, bytes]:
    """The same in Word, with a paragraph of a figure each below it."""
    document, saved = docx.Document(), io.BytesIO()
    grid = document.add_table(8, len(table[0]))
    for cell, text in zip(grid._cells, [cell for row in table[:8] for cell in row], strict=True):
        cell.text = text
    for row in table[8:]:
        for cell in row[2:5]:
            document.add_paragraph(cell)
    document.save(saved)
    return "a.docx", saved.getvalue()
