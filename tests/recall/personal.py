"""Invented personal data put into every kind of place of the clean reports.

The numbers are made up by rule: right in form, belonging to nobody known.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
import pymupdf
from openpyxl.comments import Comment

from sitegen.model.reports.report import Report
from tests.recall.corpus import Clean
from tests.recall.figures import Seeded


def mobile(chance: random.Random) -> str:
    """A mobile number, as people write them."""
    head = chance.choice(["134", "138", "150", "158", "177", "186", "189", "199"])
    middle, last = f"{chance.randrange(10**4):04}", f"{chance.randrange(10**4):04}"
    form = chance.choice(
        ["{}{}{}", "{}-{}-{}", "{} {} {}", "+86 {}{}{}", "86-{}{}{}", "（{}{}{}）", "手机{}{}{}"]
    )
    return form.format(head, middle, last)


def resident_id(chance: random.Random) -> str:
    """A resident ID: district, birthday, order, check digit (GB 11643-1999)."""
    district = chance.choice(["110101", "310104", "430602", "510107", "520323"])
    birthday = f"{chance.randrange(1950, 2005)}{chance.randrange(1, 13):02}{chance.randrange(1, 29):02}"
    body = f"{district}{birthday}{chance.randrange(1, 1000):03}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    rest = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11
    check = "10X98765432"[rest]
    return body + (check.lower() if chance.random() < 0.2 else check)


def bank_card(chance: random.Random) -> str:
    """A UnionPay card number: prefix, account, Luhn digit (ISO/IEC 7812)."""
    prefix = chance.choice(["622848", "622202", "621700", "621661", "622588"])
    body = prefix + "".join(str(chance.randrange(10)) for _ in range(12))
    total = 0
    for index, digit in enumerate(reversed(body)):
        doubled = int(digit) * (2 if index % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    number = body + str(-total % 10)
    return " ".join(number[at : at + 4] for at in range(0, 19, 4)) if chance.random() < 0.4 else number


def email(chance: random.Random) -> str:
    """An address at a provider for private persons."""
    name = chance.choice(["wanghong", "li.ming", "zhang_wei", "chen88"])
    return f"{name}{chance.randrange(10, 999)}@{chance.choice(['qq.com', '163.com', '126.com', 'sina.com', 'gmail.com', '139.com'])}"


def plate(chance: random.Random) -> str:
    """A licence plate."""
    province = chance.choice("京湘川黔皖渝云桂")
    letter = chance.choice("ABCDF")
    body = "".join(chance.choice("0123456789") for _ in range(5))
    return chance.choice(
        [f"{province}{letter}·{body}", f"{province}{letter}{body}", f"{province}{letter}D{body}"]
    )


def address(chance: random.Random) -> str:
    """A home."""
    return f"家庭住址：示例区幸福路{chance.randrange(1, 300)}号{chance.randrange(1, 20)}栋{chance.randrange(1, 5)}单元{chance.randrange(101, 2000)}室"


KINDS: dict[str, tuple[str, Callable[[random.Random], str]]] = {
    "手机号": ("PRIV101", mobile),
    "身份证号": ("PRIV102", resident_id),
    "银行卡号": ("PRIV103", bank_card),
    "个人电子邮箱": ("PRIV104", email),
    "家庭住址": ("PRIV105", address),
    "车牌号": ("PRIV106", plate),
}


def _in_yaml_value(folder: Path, data: str) -> None:
    _append(folder / "report.yaml", f'\n备注: "有问题请联系{data}。"\n')


def _in_yaml_comment(folder: Path, data: str) -> None:
    _append(folder / "report.yaml", f"\n# 经办人{data}\n")


def _in_explanation(folder: Path, data: str) -> None:
    _append(
        folder / "report.yaml",
        "\n数据说明:\n  - {规则: SUM101, 位置: 没有这一项, 说明: '由"
        + data
        + "核实', 批准: 示例, 有效期至: 长期}\n",
    )


def _in_narrative(folder: Path, data: str) -> None:
    _append(folder / "narrative.md", f"\n\n办理此事请找{data}。\n")


def _in_narrative_emphasised(folder: Path, data: str) -> None:
    # Emphasis begins and ends beside letters and digits only.
    inner = (at for at in range(len(data) // 2, 0, -1) if data[at - 1].isalnum() and data[at].isalnum())
    middle = next(inner)
    _append(folder / "narrative.md", f"\n\n- 联系：{data[:middle]}**{data[middle:]}**\n")


def _in_word(folder: Path, data: str) -> None:
    document = docx.Document()
    document.add_paragraph("附件一：参加人员名单")
    document.add_paragraph(f"张某 {data} 已签到")
    document.save(str(folder / "名单.docx"))


def _in_word_table(folder: Path, data: str) -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "张某", data
    document.save(str(folder / "名单.docx"))


def _in_word_header(folder: Path, data: str) -> None:
    document = docx.Document()
    document.add_paragraph("正文")
    document.sections[0].header.paragraphs[0].text = f"经办：{data}"
    document.save(str(folder / "通知.docx"))


def _in_word_property(folder: Path, data: str) -> None:
    document = docx.Document()
    document.add_paragraph("正文")
    document.core_properties.author = data
    document.save(str(folder / "通知.docx"))


def _in_sheet(folder: Path, data: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["B7"] = "姓名", data
    book.save(folder / "明细.xlsx")


def _in_hidden_sheet(folder: Path, data: str) -> None:
    book = openpyxl.Workbook()
    hidden = book.create_sheet("底稿")
    hidden.sheet_state = "hidden"
    hidden["C3"] = data
    book.save(folder / "明细.xlsx")


def _in_sheet_comment(folder: Path, data: str) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "合计"
    book.active["A1"].comment = Comment(f"问{data}", "示例")
    book.save(folder / "明细.xlsx")


def _in_sheet_property(folder: Path, data: str) -> None:
    book = openpyxl.Workbook()
    book.properties.lastModifiedBy = data
    book.save(folder / "明细.xlsx")


def _pdf(folder: Path, text: str, metadata: dict[str, str]) -> None:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 72), text, fontname="china-s")
    document.set_metadata(metadata)
    document.save(folder / "扫描件.pdf")


def _in_pdf(folder: Path, data: str) -> None:
    _pdf(folder, f"联系人 {data}", {})


def _in_pdf_property(folder: Path, data: str) -> None:
    _pdf(folder, "正文", {"author": data})


PLACES: dict[str, Callable[[Path, str], None]] = {
    "报告的备注": _in_yaml_value,
    "报告的注释": _in_yaml_comment,
    "数据说明": _in_explanation,
    "正文": _in_narrative,
    "正文，强调断开": _in_narrative_emphasised,
    "Word 附件的正文": _in_word,
    "Word 附件的表格": _in_word_table,
    "Word 附件的页眉": _in_word_header,
    "Word 附件的属性": _in_word_property,
    "Excel 附件的单元格": _in_sheet,
    "Excel 附件的隐藏工作表": _in_hidden_sheet,
    "Excel 附件的批注": _in_sheet_comment,
    "Excel 附件的属性": _in_sheet_property,
    "PDF 附件的正文": _in_pdf,
    "PDF 附件的属性": _in_pdf_property,
}


def seeded_personal_data(clean: Clean, chance: random.Random) -> Iterator[Seeded]:
    """Every kind of personal data in every kind of place, in one report of the site."""
    report = next((each for each in clean.site.reports if each.prose), None)
    if report is None:
        return
    for kind, (code, make) in KINDS.items():
        for place, put in PLACES.items():
            data = make(chance)
            yield Seeded(
                kind,
                clean.name,
                report.key,
                place,
                data,
                "PRIV",
                True,
                _found(clean, report, put, data, code),
            )


def _found(clean: Clean, report: Report, put: Callable[[Path, str], None], data: str, code: str) -> bool:
    folder = clean.path(report).parent
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    put(folder, data)
    try:
        _, found = clean.reload(report, only=code)
    finally:
        for path in folder.iterdir():
            if path.is_file() and path not in before:
                path.unlink()
        for path, content in before.items():
            path.write_bytes(content)
    return any(each.code == code for each in found)


def _append(path: Path, text: str) -> None:
    whole = path.read_text(encoding="utf-8")
    key = text.split(":", 1)[0].strip()
    # A key of the head may be there already: YAML allows each once.
    if key in ("备注", "数据说明") and f"\n{key}:" in whole:
        whole = whole.replace(f"\n{key}:", f"\n{key}旧:", 1)
    path.write_text(whole.rstrip("\n") + "\n" + text, encoding="utf-8")
