"""Files that carry a text where people do not look: every part of documents, tables, PDFs and pictures."""

from __future__ import annotations

import io
import math
import re
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import openpyxl
import pikepdf
import pymupdf
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image, PngImagePlugin

Make = Callable[[str], bytes]
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def escaped(text: str) -> str:
    """`text` as XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def repacked(data: bytes, changed: dict[str, bytes | str | Callable[[str], str]]) -> bytes:
    """The packed document `data` with parts put in, or changed by a function of their text."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(name for name in changed if name not in old.namelist())]:
            change = changed.get(name)
            content = old.read(name) if change is None or callable(change) else change
            new.writestr(name, change(content.decode()) if callable(change) else content)
    return packed.getvalue()


# Word


def word(body: str, **more: str) -> bytes:
    """A Word file with the XML `body`; `more` are parts: comments, footnotes, header1, chart1."""
    saved = io.BytesIO()
    docx.Document().save(saved)
    types = {"comments": "comments", "footnotes": "footnotes", "header1": "header", "endnotes": "endnotes"}

    def listed(text: str) -> str:
        kinds = "".join(
            f'<Override PartName="/word/{part}.xml" ContentType="application/vnd.openxmlformats-'
            f'officedocument.wordprocessingml.{types[part]}+xml"/>'
            for part in more
        )
        return text.replace("</Types>", f"{kinds}</Types>")

    def related(text: str) -> str:
        ties = "".join(
            f'<Relationship Id="rX{part}" Type="{_OFFICE}/{types[part]}" Target="{part}.xml"/>'
            for part in more
        )
        return text.replace("</Relationships>", f"{ties}</Relationships>")

    return repacked(
        saved.getvalue(),
        {
            "word/document.xml": lambda text: text.replace("<w:body>", f"<w:body>{body}", 1),
            "[Content_Types].xml": listed,
            "word/_rels/document.xml.rels": related,
            **{f"word/{part}.xml": f"<?xml version='1.0'?>{text}" for part, text in more.items()},
        },
    )


def run(text: str) -> str:
    """A run of a Word paragraph."""
    return f'<w:r><w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    """A Word paragraph."""
    return f"<w:p>{''.join(runs)}</w:p>"


def halves(text: str) -> tuple[str, str]:
    """`text` in two, within its number."""
    middle = len(text) // 2
    return text[:middle], text[middle:]


def _part(name: str, inner: str) -> str:
    return f"<w:{name} {_W}>{inner}</w:{name}>"


def _word_saved(change: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document()
    document.add_paragraph("正文")
    change(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _property(name: str) -> Make:
    return lambda text: _word_saved(lambda document: setattr(document.core_properties, name, text))


def _custom(text: str) -> bytes:
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property pid="2" name="电话"><vt:lpwstr>{escaped(text)}</vt:lpwstr></property></Properties>'
    )
    return repacked(word(paragraph(run("正文"))), {"docProps/custom.xml": custom})


def _app(text: str) -> bytes:
    app = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Company>{escaped(text)}</Company></Properties>"
    )
    return repacked(word(paragraph(run("正文"))), {"docProps/app.xml": app})


def _hyperlink(text: str) -> bytes:
    tie = f'<Relationship Id="rH" Type="{_OFFICE}/hyperlink" Target="tel:{escaped(text)}" TargetMode="External"/>'
    return repacked(
        word(paragraph(run("正文"))),
        {
            "word/_rels/document.xml.rels": lambda old: old.replace(
                "</Relationships>", f"{tie}</Relationships>"
            )
        },
    )


def _drawing(text: str) -> str:
    return (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        f'wordprocessingDrawing"><wp:docPr id="1" name="图" descr="{escaped(text)}"/></wp:inline></w:drawing></w:r>'
    )


def _text_box(text: str) -> str:
    return (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        f"{paragraph(run(text))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def _chart(text: str) -> bytes:
    chart = (
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart><c:cat>'
        f"<c:strCache><c:pt><c:v>{escaped(text)}</c:v></c:pt></c:strCache></c:cat></c:chart></c:chartSpace>"
    )
    return repacked(word(paragraph(run("正文"))), {"word/charts/chart1.xml": chart})


def _embedded(text: str) -> bytes:
    return repacked(word(paragraph(run("正文"))), {"word/embeddings/Sheet1.xlsx": sheet(text)})


def _boxes(text: str) -> str:
    cells = "".join(f"<w:tc>{paragraph(run(each))}</w:tc>" for each in text)
    label = f"<w:tc>{paragraph(run('手机号码'))}</w:tc>"
    return f"<w:tbl><w:tr>{label}{cells}</w:tr></w:tbl>"


def cells(*rows: list[str]) -> str:
    """A Word table."""
    written = ("".join(f"<w:tc>{paragraph(run(each))}</w:tc>" for each in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in written) + "</w:tbl>"


_TAB = "<w:r><w:tab/></w:r>"


def _ruby(base: str, above: str) -> str:
    return f"<w:r><w:ruby><w:rt>{run(above)}</w:rt><w:rubyBase>{run(base)}</w:rubyBase></w:ruby></w:r>"


def thirds(text: str) -> list[str]:
    """`text` as people divide a telephone."""
    return [text[:3], text[3:7], text[7:]]


def _control(text: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{escaped(text)}"/></w:sdtPr>'
        f"<w:sdtContent>{paragraph(run('正文'))}</w:sdtContent></w:sdt>"
    )


def _picture_in_word(text: str) -> bytes:
    return repacked(word(paragraph(run("正文"))), {"word/media/image1.jpeg": _exif(0x13B)(text)})


WORD: dict[str, Make] = {
    "paragraph": lambda text: word(paragraph(run(text))),
    "runs": lambda text: word(paragraph(*map(run, halves(text)))),
    "line break": lambda text: word(paragraph(run("12"), "<w:r><w:br/></w:r>", run(text))),
    "tab": lambda text: word(paragraph(run("7"), "<w:r><w:tab/></w:r>", run(text), "<w:r><w:tab/></w:r>", run("8"))),
    "soft hyphen": lambda text: word(
        paragraph(run(halves(text)[0]), "<w:r><w:softHyphen/></w:r>", run(halves(text)[1]))
    ),
    "no-break hyphen": lambda text: word(
        paragraph(run(text[:3]), "<w:r><w:noBreakHyphen/></w:r>", run(text[3:7]),
                  "<w:r><w:noBreakHyphen/></w:r>", run(text[7:]))
    ),
    "zero-width blank": lambda text: word(paragraph(run("\u200b".join(halves(text))))),
    "table": lambda text: word(f"<w:tbl><w:tr><w:tc>{paragraph(run('1'))}</w:tc><w:tc>{paragraph(run(text))}</w:tc></w:tr></w:tbl>"),
    "boxes, a digit each": lambda text: word(_boxes(text)),
    "paragraphs of a cell": lambda text: word(
        f"<w:tbl><w:tr><w:tc>{''.join(paragraph(run(each)) for each in thirds(text))}</w:tc></w:tr></w:tbl>"
    ),
    "pieces with tabs": lambda text: word(paragraph(run(text[:3]), _TAB, run(text[3:7]), _TAB, run(text[7:]))),
    "above other words": lambda text: word(paragraph(*map(_ruby, "电话号", thirds(text)))),
    "below other words": lambda text: word(paragraph(*map(_ruby, text, "音" * len(text)))),
    "circles of a font": lambda text: word(
        paragraph("".join(f'<w:r><w:sym w:font="Wingdings" w:char="F08{digit}"/></w:r>' for digit in text))
    ),
    "cells of a row below heads": lambda text: word(cells(["姓名", "甲", "乙", "丙"], ["张某", *thirds(text)])),
    "cells of a row": lambda text: word(cells(thirds(text))),
    "cells of a row, a digit each": lambda text: word(cells(["张某", *text])),
    "cells of a column below a head": lambda text: word(cells(["张某"], *([each] for each in thirds(text)))),
    "cells below a label, in one row": lambda text: word(
        cells(["姓名", "联系电话", "", ""], ["张某", *thirds(text.replace("00", "12"))])
    ),
    "paragraphs": lambda text: word("".join(paragraph(run(piece)) for piece in (text[:3], text[3:7], text[7:]))),
    "paragraphs, behind a label": lambda text: word(
        "".join(paragraph(run(piece)) for piece in (f"电话：{text[:4]}", text[4:8], text[8:]))
    ),
    "symbols of a font": lambda text: word(
        paragraph("".join(f'<w:r><w:sym w:font="Symbol" w:char="F0{ord(digit):02X}"/></w:r>' for digit in text))
    ),
    "formula": lambda text: word(
        paragraph("".join(f'<m:r xmlns:m="m"><m:t>{piece}</m:t></m:r>' for piece in (text[:3], text[3:])))
    ),
    "remark of XML": lambda text: word(f"<!-- {text} -->"),
    "instruction of XML": lambda text: word(f"<?tel {text}?>"),
    "value of a choice": lambda text: word(
        f'<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:value="{text}"/></w:dropDownList></w:sdtPr></w:sdt>'
    ),
    "text of a numbering": lambda text: word(f'<w:lvl><w:lvlText w:val="{text}"/></w:lvl>'),
    "attribute nobody has heard of": lambda text: word(f'<w:neu w:neu="{text}"/>'),
    "name of a part": lambda text: repacked(word(paragraph(run("正文"))), {f"word/{text}.xml": "<a/>"}),
    "before the archive": lambda text: f"{text}\n".encode() + word(paragraph(run("正文"))),
    "behind the archive": lambda text: word(paragraph(run("正文"))) + f"\n{text}".encode(),
    "header": lambda text: word(paragraph(run("正文")), header1=_part("hdr", paragraph(run(text)))),
    "footnote": lambda text: word(
        paragraph(run("正文")), footnotes=_part("footnotes", f'<w:footnote w:id="2">{paragraph(run(text))}</w:footnote>')
    ),
    "endnote": lambda text: word(
        paragraph(run("正文")), endnotes=_part("endnotes", f'<w:endnote w:id="2">{paragraph(run(text))}</w:endnote>')
    ),
    "comment": lambda text: word(
        paragraph(run("正文")), comments=_part("comments", f'<w:comment w:id="1">{paragraph(run(text))}</w:comment>')
    ),
    "author of a comment": lambda text: word(
        paragraph(run("正文")),
        comments=_part("comments", f'<w:comment w:id="1" w:author="{escaped(text)}">{paragraph(run("好"))}</w:comment>'),
    ),
    "insertion": lambda text: word(paragraph(f'<w:ins w:id="1" w:author="甲">{run(text)}</w:ins>')),
    "deletion": lambda text: word(
        paragraph(f'<w:del w:id="1" w:author="甲"><w:r><w:delText>{escaped(text)}</w:delText></w:r></w:del>')
    ),
    "deletion within": lambda text: word(
        paragraph(run(halves(text)[0]), "<w:del w:id='1'><w:r><w:delText>7</w:delText></w:r></w:del>",
                  run(halves(text)[1]))
    ),
    "author of a revision": lambda text: word(
        paragraph(f'<w:ins w:id="1" w:author="{escaped(text)}">{run("正文")}</w:ins>')
    ),
    "alternative text": lambda text: word(paragraph(_drawing(text))),
    "text box": lambda text: word(paragraph(run("8"), _text_box(text), run("9"))),
    "hyperlink": _hyperlink,
    "field": lambda text: word(
        paragraph(run("见"), f"<w:r><w:instrText>HYPERLINK \"tel:{escaped(text)}\"</w:instrText></w:r>")
    ),
    "content control": lambda text: word(_control(text)),
    "chart": _chart,
    "embedded workbook": _embedded,
    "picture with EXIF": _picture_in_word,
    **{
        f"part {name}": lambda text, name=name: repacked(word(paragraph(run("正文"))), {f"word/{name}": text})
        for name in ("a.html", "a.md", "a.json", "a.unknown", "embeddings/Package.dat", "afchunk")
    },
    "part in HTML": lambda text: repacked(
        word(paragraph(run("正文"))), {"word/a.htm": "<p>{}<b>{}</b></p>".format(*halves(text))}
    ),
    "body under another name": lambda text: repacked(
        word(paragraph(run("正文"))), {"word/main.bin": f"<?xml version='1.0'?>{_part('p', run(text))}"}
    ),
    "body called styles": lambda text: repacked(
        word(paragraph(run("正文"))), {"word/styles.xml": f"<?xml version='1.0'?>{_part('p', run(text))}"}
    ),
    "author": _property("author"),
    "last modified by": _property("last_modified_by"),
    "keywords": _property("keywords"),
    "company": _app,
    "custom property": _custom,
}  # fmt: skip


# Excel


def sheet(text: str) -> bytes:
    """A workbook with `text` in a cell."""
    return _book(lambda _, page: page.__setitem__("B2", text))


def _book(change: Callable[[openpyxl.Workbook, openpyxl.worksheet.worksheet.Worksheet], object]) -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = "项目"
    change(book, book.active)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _written(change: Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], object]) -> bytes:
    saved = io.BytesIO()
    book = xlsxwriter.Workbook(saved)
    change(book, book.add_worksheet("明细"))
    book.close()
    return saved.getvalue()


def _hidden(text: str) -> bytes:
    def change(book: openpyxl.Workbook, _: object) -> None:
        page = book.create_sheet("底稿")
        page.sheet_state = "veryHidden"
        page["C3"] = text

    return _book(change)


def _header(which: str) -> Make:
    def change(page: openpyxl.worksheet.worksheet.Worksheet, text: str) -> None:
        getattr(page, which).center.text = text

    return lambda text: _book(lambda _, page: change(page, text))


def _validation(text: str) -> bytes:
    def change(_: object, page: openpyxl.worksheet.worksheet.Worksheet) -> None:
        rule = DataValidation(type="list", formula1=f'"张某,{text}"')
        page.add_data_validation(rule)
        rule.add("C1")

    return _book(change)


def _link(text: str) -> bytes:
    return _written(lambda _, page: page.write_url("B2", f"mailto:{text}@example.org", string="写信"))


def _commented(text: str, author: str) -> bytes:
    return _book(lambda _, page: setattr(page["A1"], "comment", Comment(text, author)))


def _orphan(text: str) -> bytes:
    return repacked(
        _written(lambda _, page: page.write("A1", "项目")),
        {"xl/sharedStrings.xml": lambda old: old.replace("</sst>", f"<si><t>{escaped(text)}</t></si></sst>")},
    )


def _rich(text: str) -> bytes:
    return _written(
        lambda book, page: page.write_rich_string(
            "B2", halves(text)[0], book.add_format({"bold": True}), halves(text)[1]
        )
    )


def _in_chart(text: str) -> bytes:
    def change(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=明细!$A$1:$A$3"})
        chart.set_title({"name": text})
        page.insert_chart("D4", chart)

    return _written(change)


def _digits_in_cells(text: str) -> bytes:
    return _written(lambda _, page: [page.write(2, at, each) for at, each in enumerate(["手机号码", *text])])


def _shown_by(code: str, value: str) -> bytes:
    return _written(lambda book, page: page.write("B2", int(value), book.add_format({"num_format": code})))


def _in_sheet(markup: str) -> bytes:
    """A workbook whose sheet has `markup` behind its cells."""
    return repacked(
        sheet("好"),
        {"xl/worksheets/sheet1.xml": lambda old: old.replace("</sheetData>", f"</sheetData>{markup}", 1)},
    )


EXCEL: dict[str, Make] = {
    "cell": sheet,
    **{
        f"number shown as {shown}": lambda text, shown=shown: _written(
            lambda book, page: [
                page.write("B1", "手机"),
                page.write("B2", int(text), book.add_format({"num_format": shown})),
            ]
        )
        for shown in ("#,##0", "0.00", '"$"0')
    },
    "number": lambda text: _book(lambda _, page: page.__setitem__("B2", int(text))),
    "cells of a row": lambda text: _book(lambda _, page: page.append(["", text[:3], text[3:7], text[7:]])),
    "cells of a column, a digit each": lambda text: _book(
        lambda _, page: [page.append([digit]) for digit in ("手机", *text)]
    ),
    "words of a format": lambda text: _book(
        lambda _, page: setattr(page["B2"], "number_format", f'"电话{text}"')
    ),
    **{
        f"format {code}": lambda text, code=code, shown=shown: _shown_by(
            code.replace("A", text[:3]).replace("B", text[7:]), text[shown]
        )
        for code, shown in (
            ('"A00"0', slice(5, None)),
            ('"A"00000000', slice(3, None)),
            (r"[Red]\A00000000;0", slice(3, None)),
            ('"A"0000"B"', slice(3, 7)),
            ('"电话A-"0000"-B"', slice(3, 7)),
        )
    },
    "format of a text": lambda text: _written(
        lambda book, page: page.write_string(
            "B2", text[4:], book.add_format({"num_format": f'"{text[:4]}"@'})
        )
    ),
    "figures that a formula joins": lambda text: _written(
        lambda _, page: page.write_formula("B2", f"={text[:3]}&{text[3:7]} & {text[7:]}", None, "")
    ),
    "texts that a function joins": lambda text: _written(
        lambda _, page: page.write_formula(
            "B2", 'CONCATENATE("{}","{}","{}")'.format(*thirds(text)), None, ""
        )
    ),
    "spoken": lambda text: repacked(
        sheet("好"),
        {
            "xl/worksheets/sheet1.xml": lambda old: old.replace(
                "</sheetData>",
                '<row r="9"><c r="A9" t="inlineStr"><is><t>某某某</t>'
                + "".join(f"<rPh><t>{each}</t></rPh>" for each in thirds(text))
                + "</is></c></row></sheetData>",
            )
        },
    ),
    "texts that a formula joins": lambda text: _written(
        lambda _, page: page.write_formula("B2", f'="{text[:3]}"&"{text[3:]}"', None, "")
    ),
    "description of a connection": lambda text: repacked(
        _book(lambda _, page: page), {"xl/connections.xml": f'<c><connection description="{text}"/></c>'}
    ),
    "error of a cell": lambda text: repacked(
        _book(lambda _, page: page.append([1])),
        {
            "xl/worksheets/sheet1.xml": lambda old: re.sub(
                '<c r="A1".*?</c>', f'<c r="A1" t="e"><v>{text}</v></c>', old
            )
        },
    ),
    "rich text": _rich,
    "value of a formula": lambda text: _written(
        lambda _, page: page.write_formula("B2", "=C1&D1", None, text)
    ),
    "formula": lambda text: _book(lambda _, page: page.__setitem__("B2", f'="{text}"')),
    "hidden sheet": _hidden,
    "header": _header("oddHeader"),
    "header of the first page": _header("firstHeader"),
    "footer of even pages": _header("evenFooter"),
    "name of a sheet": lambda text: _book(lambda book, _: book.create_sheet(text)),
    "link": _link,
    "list of a validation": _validation,
    "comment": lambda text: _commented(text, "某人"),
    "author of a comment": lambda text: _commented("好", text),
    "defined name": lambda text: _written(lambda book, _: book.define_name("负责人", f'="{text}"')),
    "orphan string": _orphan,
    "filter": lambda text: _in_sheet(
        f'<autoFilter ref="A1:A2"><filterColumn colId="0"><filters><filter val="{text}"/></filters></filterColumn>'
        "</autoFilter>"
    ),
    "text of a colour": lambda text: _in_sheet(
        f'<conditionalFormatting sqref="A1"><cfRule type="containsText" priority="1" text="{text}"/>'
        "</conditionalFormatting>"
    ),
    "formula of a colour": lambda text: _in_sheet(
        '<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1">'
        f'<formula>A1="{text}"</formula></cfRule></conditionalFormatting>'
    ),
    "part of another kind": lambda text: repacked(sheet("好"), {"xl/notes.txt2": text}),
    "chart": _in_chart,
    "digit per cell": _digits_in_cells,
    "text box": lambda text: _written(lambda _, page: page.insert_textbox("C3", text)),
    "author": lambda text: _book(lambda book, _: setattr(book.properties, "creator", text)),
    "company": lambda text: _written(lambda book, _: book.set_properties({"company": text})),
    "custom property": lambda text: _written(lambda book, _: book.set_custom_property("电话", text)),
}


# PDF


def _pdf(change: Callable[[pymupdf.Document, pymupdf.Page], object]) -> bytes:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 72), "正文", fontname="china-s")
    change(document, page)
    return document.tobytes()


def _with_pikepdf(change: Callable[[pikepdf.Pdf], object]) -> bytes:
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(_pdf(lambda *_: None))) as pdf:
        change(pdf)
        pdf.save(saved)
    return saved.getvalue()


def _form(text: str) -> bytes:
    def change(_: object, page: pymupdf.Page) -> None:
        field = pymupdf.Widget()
        field.field_name, field.field_value = "phone", text
        field.field_type, field.rect = pymupdf.PDF_WIDGET_TYPE_TEXT, pymupdf.Rect(72, 100, 300, 120)
        page.add_widget(field)

    return _pdf(change)


def _annotation(key: str) -> Make:
    def change(page: pymupdf.Page, text: str) -> None:
        note = page.add_text_annot((100, 100), "好")
        note.set_info(**{key: text})
        note.update()

    return lambda text: _pdf(lambda _, page: change(page, text))


def _address(text: str) -> bytes:
    return _pdf(
        lambda _, page: page.insert_link(
            {"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(0, 0, 9, 9), "uri": f"tel:{text}"}
        )
    )


def _xmp(text: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:description"] = text

    return _with_pikepdf(change)


def _alternative(text: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        element = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Figure, Alt=text))
        pdf.Root.StructTreeRoot = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=element)

    return _with_pikepdf(change)


def _script(text: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{text}')")

    return _with_pikepdf(change)


def _with_appearance(kind: str, *, nested: bool = False, resources: bool = True) -> Make:
    """A stamp or a signed field that shows the text; its value says nothing."""

    def change(pdf: pikepdf.Pdf, text: str) -> None:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        fonts = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        form = _form_of(pdf, f"BT /F1 14 Tf 5 5 Td (Signed by {text}) Tj ET", fonts if resources else None)
        if nested:
            form = _form_of(pdf, "/X Do", pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form)))
        page = pdf.pages[0]
        page.Resources.Font.F1 = font
        shown = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name(kind),
            Rect=[50, 500, 350, 530],
            AP=pikepdf.Dictionary(N=form),
        )
        shown = pdf.make_indirect(shown)
        page.Annots = pikepdf.Array([shown])
        if kind == "/Widget":
            shown.FT, shown.T = pikepdf.Name.Sig, "signature"
            pdf.Root.AcroForm = pikepdf.Dictionary(Fields=page.Annots)

    return lambda text: _with_pikepdf(lambda pdf: change(pdf, text))


def _form_of(pdf: pikepdf.Pdf, content: str, resources: pikepdf.Dictionary | None) -> pikepdf.Stream:
    form = pdf.make_stream(
        content.encode(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 300, 30]
    )
    if resources is not None:
        form.Resources = resources
    return form


def _drawn_in_order(order: Callable[[list[int]], list[int]]) -> Make:
    """Digits that stand beside one another on the page, drawn in another order."""

    def change(page: pymupdf.Page, text: str) -> None:
        width = pymupdf.get_text_length("0", fontsize=14)
        for at in order([*range(len(text))]):
            page.insert_text((72 + at * width, 100), text[at], fontsize=14)
            page.insert_text((72, 300 + at * 20), "words")

    return lambda text: _pdf(lambda _, page: change(page, text))


def _in_pieces(order: tuple[int, ...], *, turn: float = 0, step: float = 1.0) -> Make:
    """The number in as many pieces as `order` has, drawn in that order within one text, `turn` degrees from level;
    each stands `step` of its width behind the one before.
    """

    def make(text: str) -> bytes:
        many = len(order)
        cuts = [len(text) * at // many for at in range(many + 1)]
        width = pymupdf.get_text_length("0", fontsize=12) * step
        right, up = math.cos(math.radians(turn)), math.sin(math.radians(turn))

        def change(pdf: pikepdf.Pdf) -> None:
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
            pdf.pages[0].Resources.Font.F1 = font
            shown = " ".join(
                f"{right:.4f} {up:.4f} {-up:.4f} {right:.4f} {300 + right * width * cuts[at]:.3f} "
                f"{300 + up * width * cuts[at]:.3f} Tm ({text[cuts[at] : cuts[at + 1]]}) Tj"
                for at in order
            )
            pdf.pages[0].contents_add(f"q BT /F1 12 Tf {shown} ET Q".encode())

        return _with_pikepdf(change)

    return make


def _page_with_words(pdf: pikepdf.Pdf, text: str) -> pikepdf.Dictionary:
    """What is drawn with the fonts of the page and shows the text."""
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    return _form_of(
        pdf, f"BT /F1 14 Tf 5 5 Td ({text}) Tj ET", pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    )


def _pattern(pdf: pikepdf.Pdf, text: str) -> None:
    tile = _page_with_words(pdf, text)
    tile.Type, tile.PatternType, tile.PaintType, tile.TilingType = pikepdf.Name.Pattern, 1, 1, 1
    del tile.Subtype
    pdf.pages[0].Resources.Pattern = pikepdf.Dictionary(P1=tile)


def _mask(pdf: pikepdf.Pdf, text: str) -> None:
    mask = pikepdf.Dictionary(S=pikepdf.Name.Luminosity, G=_page_with_words(pdf, text))
    pdf.pages[0].Resources.ExtGState = pikepdf.Dictionary(G=pikepdf.Dictionary(SMask=mask))


def _meant(pdf: pikepdf.Pdf, text: str) -> None:
    pdf.pages[0].contents_add(f"/Span <</ActualText ({text})>> BDC EMC".encode())


def _rich_note(pdf: pikepdf.Pdf, text: str) -> None:
    first, second = halves(text)
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.FreeText,
        Rect=[0, 0, 9, 9],
        RC=f"<p>{first}<b>{second}</b></p>",
    )
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])


def _file_of_a_note(pdf: pikepdf.Pdf, text: str) -> None:
    file = pikepdf.Dictionary(F="a.txt", EF=pikepdf.Dictionary(F=pdf.make_stream(text.encode())))
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, Rect=[0, 0, 9, 9], FS=file
    )
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])


def _destination(pdf: pikepdf.Pdf, text: str) -> None:
    pdf.Root.Dests = pikepdf.Dictionary({f"/{text}": pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit])})


def _label_of_a_page(pdf: pikepdf.Pdf, text: str) -> None:
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, pikepdf.Dictionary(P=text)]))


def _photograph(pdf: pikepdf.Pdf, text: str) -> None:
    photograph = pdf.make_stream(
        _exif(0x13B)(text), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=8, Height=8,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    pdf.pages[0].Resources.XObject = pikepdf.Dictionary(I=photograph)


def _redacted(change: Callable[[pymupdf.Document, pymupdf.Page], object]) -> Make:
    """A page whose words were taken away afterwards, saved as programs do: behind what the file held before."""

    def make(text: str) -> bytes:
        saved = io.BytesIO(_pdf(lambda _, page: page.insert_text((72, 100), text)))
        with TemporaryDirectory() as folder:
            path = Path(folder) / "a.pdf"
            path.write_bytes(saved.getvalue())
            document = pymupdf.open(path)
            change(document, document[0])
            document.save(path, incremental=True, encryption=pymupdf.PDF_ENCRYPT_KEEP)
            return path.read_bytes()

    return make


def _wiped(_: object, page: pymupdf.Page) -> None:
    page.add_redact_annot(pymupdf.Rect(0, 80, 500, 120))
    page.apply_redactions()


def _page_taken_out(document: pymupdf.Document, _: object) -> None:
    document.new_page().insert_text((72, 72), "other words")
    document.delete_page(0)


def _packed_object(text: str) -> bytes:
    """An object that nothing leads to, packed together with the others."""
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(_pdf(lambda *_: None))) as pdf:
        pdf.Root.Old = pdf.make_indirect(pikepdf.Dictionary(Note=text))
        pdf.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    with pikepdf.open(saved) as pdf:
        del pdf.Root.Old
        root = pdf.Root.unparse(resolved=True)
        number = pdf.Root.objgen[0]
        size, start = int(pdf.trailer.Size), saved.getvalue().rfind(b"startxref")
    before = saved.getvalue()[start:].split()[1].decode()
    data = saved.getvalue() + b"\n"
    body = b"%d 0 obj\n%s\nendobj\n" % (number, root)
    table = f"xref\n{number} 1\n{len(data):010d} 00000 n \n"
    trailer = f"trailer\n<</Size {size} /Root {number} 0 R /Prev {before}>>\n"
    return data + body + f"{table}{trailer}startxref\n{len(data) + len(body)}\n%%EOF\n".encode()


PDF: dict[str, Make] = {
    **{f"three pieces drawn as {order}": _in_pieces(order) for order in permutations(range(3))},
    "digits drawn from the last to the first": _in_pieces(tuple(range(10, -1, -1))),
    "digits drawn in disorder, far apart": _in_pieces((1, 0, 5, 3, 9, 2, 10, 4, 8, 6, 7), step=1.3),
    **{f"three pieces, turned by {turn}": _in_pieces((2, 0, 1), turn=turn) for turn in (30, 90, 180, 270)},
    "words that were taken away": _redacted(_wiped),
    "page that was taken out": _redacted(_page_taken_out),
    "packed object that nothing leads to": _packed_object,
    "comment behind the end": lambda text: _pdf(lambda *_: None) + f"\n% {text}\n".encode(),
    **{
        name: lambda text, change=change: _with_pikepdf(lambda pdf: change(pdf, text))
        for name, change in (
            ("pattern", _pattern),
            ("mask", _mask),
            ("meant text", _meant),
            ("rich annotation", _rich_note),
            ("file of an annotation", _file_of_a_note),
            ("name of a place", _destination),
            ("label of a page", _label_of_a_page),
            ("photograph", _photograph),
        )
    },
    "stamp": _with_appearance("/Stamp"),
    "signature": _with_appearance("/Widget", nested=True),
    "stamp with the fonts of the page": _with_appearance("/Stamp", resources=False),
    "page, last digit first": _drawn_in_order(lambda places: places[::-1]),
    "page, every other digit later": _drawn_in_order(lambda places: places[::2] + places[1::2]),
    "page": lambda text: _pdf(lambda _, page: page.insert_text((72, 100), text)),
    "page, in two lines": lambda text: _pdf(
        lambda _, page: page.insert_text((72, 100), ["电话" + text[:3], text[3:]], fontname="china-s")
    ),
    "form": _form,
    "outline": lambda text: _pdf(lambda document, _: document.set_toc([[1, text, 1]])),
    "embedded file": lambda text: _pdf(lambda document, _: document.embfile_add("a", text.encode(), "a.txt")),
    "embedded workbook": lambda text: _pdf(
        lambda document, _: document.embfile_add("a", sheet(text), "a.xlsx")
    ),
    "name of an embedded file": lambda text: _pdf(
        lambda document, _: document.embfile_add("a", b"x", filename=f"{text}.txt")
    ),
    "address of a link": _address,
    "annotation": _annotation("content"),
    "author of an annotation": _annotation("title"),
    "author": lambda text: _pdf(lambda document, _: document.set_metadata({"author": text})),
    "keywords": lambda text: _pdf(lambda document, _: document.set_metadata({"keywords": text})),
    "XMP": _xmp,
    "alternative text": _alternative,
    "script": _script,
}


# Pictures


def _picture(kind: str, **saving: object) -> bytes:
    saved = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(saved, kind, **saving)
    return saved.getvalue()


def _exif(tag: int, kind: str = "JPEG") -> Make:
    def make(text: str) -> bytes:
        exif = Image.Exif()
        exif[tag] = text
        return _picture(kind, exif=exif)

    return make


def _user_comment(text: str) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + text.encode("utf-16-be")
    return _picture("JPEG", exif=exif)


def _title_of_windows(text: str) -> bytes:
    exif = Image.Exif()
    exif[0x9C9D] = text.encode("utf-16-le") + b"\0\0"
    return _picture("JPEG", exif=exif)


def _png(**texts: Callable[[PngImagePlugin.PngInfo, str], None]) -> Make:
    (add,) = texts.values()

    def make(text: str) -> bytes:
        info = PngImagePlugin.PngInfo()
        add(info, text)
        return _picture("PNG", pnginfo=info)

    return make


def _xmp_packet(text: str) -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>'
        f"{escaped(text)}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def _iptc(text: str) -> bytes:
    value = text.encode()
    record = b"\x1c\x02\x78" + len(value).to_bytes(2, "big") + value
    block = b"8BIM\x04\x04\0\0" + len(record).to_bytes(4, "big") + record
    payload = b"Photoshop 3.0\0" + block
    plain = _picture("JPEG")
    return plain[:2] + b"\xff\xed" + (len(payload) + 2).to_bytes(2, "big") + payload + plain[2:]


def located(kind: str, *, filled: bool = False) -> bytes:
    """A picture that says where it was taken."""
    exif = Image.Exif()
    exif[0x10F] = "相机"
    exif.get_ifd(0x8825).update({1: "N", 2: (29.0, 22.0, 0.0), 3: "E", 4: (113.0, 7.0, 0.0)})
    picture = _picture(kind, exif=exif)
    return _filled(picture) if filled else picture


def _raw_profile(text: str) -> str:
    """EXIF as ImageMagick writes it into a PNG."""
    exif = Image.Exif()
    exif[0x13B] = text
    body = b"Exif\0\0" + exif.tobytes().removeprefix(b"Exif\0\0")
    digits = body.hex()
    lines = "\n".join(digits[at : at + 72] for at in range(0, len(digits), 72))
    return f"\nexif\n{len(body):8}\n{lines}\n"


def _long_xmp(text: str) -> bytes:
    """XMP in two pieces, which a JPEG holds in segments of their own."""
    packet, plain = _xmp_packet(text), _picture("JPEG")
    segments = b""
    for begin, end in ((100, len(packet)), (0, 100)):
        place = len(packet).to_bytes(4, "big") + begin.to_bytes(4, "big")
        body = b"http://ns.adobe.com/xmp/extension/\0" + b"A" * 32 + place + packet[begin:end]
        segments += b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body
    return plain[:2] + segments + plain[2:]


def _filled(jpeg: bytes) -> bytes:
    """`jpeg` with two bytes that fill the gap before its second segment, as ISO 10918-1, B.1.1.2 allows."""
    begin = jpeg.index(b"\xff\xe1")
    return jpeg[:begin] + b"\xff\xff" + jpeg[begin:]


def _with_segment(kind: int, text: str, encoding: str = "utf-8") -> bytes:
    plain, body = _picture("JPEG"), text.encode(encoding)
    return plain[:2] + bytes([0xFF, kind]) + (len(body) + 2).to_bytes(2, "big") + body + plain[2:]


def _with_chunk(kind: bytes, body: bytes) -> bytes:
    plain = _picture("PNG")
    chunk = len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
    return plain[:33] + chunk + plain[33:]


PICTURES: dict[str, tuple[str, Make]] = {
    "PNG, chunk behind its end": (
        "a.png",
        lambda text: _picture("PNG") + compressed_text(b"Author", text.encode()),
    ),
    "JPEG in a document under another name": (
        "a.docx",
        lambda text: repacked(word(paragraph(run("正文"))), {"word/media/image1.emf": _exif(0x13B)(text)}),
    ),
    "JPEG, filled gap": ("a.jpg", lambda text: _filled(_exif(0x13B)(text))),
    "JPEG, private segment": ("a.jpg", lambda text: _with_segment(0xEB, text)),
    "JPEG, comment in UTF-16": ("a.jpg", lambda text: _with_segment(0xFE, text, "utf-16-le")),
    "JPEG, behind its end": ("a.jpg", lambda text: _picture("JPEG") + text.encode()),
    "JPEG, picture behind its end": ("a.jpg", lambda text: _picture("JPEG") + _exif(0x13B)(text)),
    "PNG, private chunk": ("a.png", lambda text: _with_chunk(b"prVt", text.encode())),
    "PNG, colours": ("a.png", lambda text: _with_chunk(b"iCCP", b"x\0\0" + zlib.compress(text.encode()))),
    "PNG, behind its end": ("a.png", lambda text: _picture("PNG") + text.encode()),
    "GIF, behind its end": ("a.gif", lambda text: _picture("GIF") + text.encode()),
    "JPEG, artist": ("a.jpg", _exif(0x13B)),
    "JPEG, description": ("a.jpg", _exif(0x10E)),
    "JPEG, comment of the user": ("a.jpg", _user_comment),
    "JPEG, title of Windows": ("a.jpg", _title_of_windows),
    "JPEG, comment": ("a.jpg", lambda text: _picture("JPEG", comment=text)),
    "JPEG, XMP": ("a.jpg", lambda text: _picture("JPEG", xmp=_xmp_packet(text))),
    "JPEG, IPTC": ("a.jpg", _iptc),
    "JPEG, XMP in pieces": ("a.jpg", _long_xmp),
    "PNG, raw profile": (
        "a.png",
        _png(add=lambda info, text: info.add_text("Raw profile type exif", _raw_profile(text), zip=True)),
    ),
    "PNG, tEXt": ("a.png", _png(add=lambda info, text: info.add_text("Author", text))),
    "PNG, zTXt": ("a.png", _png(add=lambda info, text: info.add_text("Author", text, zip=True))),
    "PNG, iTXt": ("a.png", _png(add=lambda info, text: info.add_itxt("Author", "作者" + text, zip=True))),
    "PNG, EXIF": ("a.png", _exif(0x13B, "PNG")),
    "PNG, XMP": (
        "a.png",
        _png(add=lambda info, text: info.add_itxt("XML:com.adobe.xmp", _xmp_packet(text).decode())),
    ),
    "WebP, EXIF": ("a.webp", _exif(0x13B, "WEBP")),
    "WebP, XMP": ("a.webp", lambda text: _picture("WEBP", xmp=_xmp_packet(text))),
}
LOCATED: dict[str, tuple[str, str]] = {
    "JPEG": ("a.jpg", "JPEG"),
    "PNG": ("a.png", "PNG"),
    "WebP": ("a.webp", "WEBP"),
}


# Others


def _open_document(text: str) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
            'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><table:table table:name="表一"><table:table-row>'
            f"<table:table-cell><text:p>电话<text:span>{escaped(halves(text)[0])}</text:span>{escaped(halves(text)[1])}"
            "</text:p></table:table-cell></table:table-row></table:table></office:document-content>",
        )
    return saved.getvalue()


def _page(text: str) -> bytes:
    first, second = halves(text)
    return f"<!doctype html><title>页</title><p>电话{first}<b>{second}</b></p>".encode()


def _text_document(body: str) -> bytes:
    return repacked(
        _open_document("好好"),
        {
            "content.xml": '<d xmlns:table="t" xmlns:text="x" xmlns:draw="d" xmlns:presentation="p" xmlns:svg="s">'
            f"{body}</d>"
        },
    )


def _open_cells(*rows: list[str]) -> str:
    written = (
        "".join(f"<table:table-cell><text:p>{each}</text:p></table:table-cell>" for each in row)
        for row in rows
    )
    return (
        "<table:table>"
        + "".join(f"<table:table-row>{row}</table:table-row>" for row in written)
        + "</table:table>"
    )


def _slide_words(*pieces: str) -> str:
    return f"<a:p xmlns:a='a'>{''.join(f'<a:r><a:t>{each}</a:t></a:r>' for each in pieces)}</a:p>"


def _slides(part: str, content: str) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(f"ppt/{part}.xml", content)
    return saved.getvalue()


def _page_with(*rows: list[str]) -> str:
    return (
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{each}</td>" for each in row) + "</tr>" for row in rows)
        + "</table>"
    )


OTHERS: dict[str, tuple[str, Make]] = {
    "odt, cells of a row": ("a.odt", lambda text: _text_document(_open_cells(["张某", *thirds(text)]))),
    "odt, a digit a cell": ("a.odt", lambda text: _text_document(_open_cells(["张某", *text]))),
    "odt, cells of a column": (
        "a.odt",
        lambda text: _text_document(_open_cells(*([each] for each in thirds(text)))),
    ),
    "odt, above other words": (
        "a.odt",
        lambda text: _text_document(
            "<text:p>"
            + "".join(
                f"<text:ruby><text:ruby-base>字</text:ruby-base><text:ruby-text>{each}</text:ruby-text></text:ruby>"
                for each in thirds(text)
            )
            + "</text:p>"
        ),
    ),
    "odp, notes": (
        "a.odp",
        lambda text: _text_document(
            f"<draw:page><presentation:notes><draw:frame><text:p>{text}</text:p></draw:frame></presentation:notes></draw:page>"
        ),
    ),
    "odp, alternative text": (
        "a.odp",
        lambda text: _text_document(f"<draw:frame><svg:desc>{text}</svg:desc></draw:frame>"),
    ),
    "pptx, notes": ("a.pptx", lambda text: _slides("notesSlides/notesSlide1", _slide_words(*halves(text)))),
    "pptx, alternative text": (
        "a.pptx",
        lambda text: _slides("slides/slide1", f'<s><cNvPr descr="{text}"/></s>'),
    ),
    "pptx, boxes": (
        "a.pptx",
        lambda text: _slides("slides/slide1", f"<s>{''.join(map(_slide_words, thirds(text)))}</s>"),
    ),
    "part in HTML, above other words": (
        "a.docx",
        lambda text: repacked(
            word(paragraph(run("正文"))),
            {"word/a.htm": "<ruby>" + "".join(f"字<rt>{each}</rt>" for each in thirds(text)) + "</ruby>"},
        ),
    ),
    "part in HTML, lines": (
        "a.docx",
        lambda text: repacked(
            word(paragraph(run("正文"))), {"word/a.htm": "<div>" + "</div><div>".join(thirds(text))}
        ),
    ),
    "json, pieces in a list": ("a.json", lambda text: str(thirds(text)).replace("'", '"').encode()),
    "json, pieces in lines": (
        "a.json",
        lambda text: "[\n{}\n]".format(",\n".join(f'"{each}"' for each in thirds(text))).encode(),
    ),
    "json, digits of another plane": ("a.json", lambda text: f'{{"a": "\\ud835\\udfcf{text[1:]}"}}'.encode()),
    "text, a digit in UTF-7": ("a.txt", lambda text: f"{text[:3]}+ADA-{text[4:]}".encode()),
    "part in HTML with a table": (
        "a.docx",
        lambda text: repacked(
            word(paragraph(run("正文"))), {"word/a.htm": _page_with(["张某", *thirds(text)])}
        ),
    ),
    "csv": ("a.csv", lambda text: f"姓名,电话\n张某,{text}\n".encode()),
    "csv in GBK": ("a.csv", lambda text: f"姓名,电话\n张某,{text}\n".encode("gb18030")),
    "csv that a program spoiled": ("a.csv", lambda text: f"姓名,电话\n张某,{text}.0\n".encode()),
    "csv with an exponent": ("a.csv", lambda text: f"姓名,电话\n张某,{int(text):.9E}\n".encode()),
    **{
        f"csv in {encoding} without a mark": (
            "a.csv",
            lambda text, encoding=encoding: f"姓名,电话\n张某,{text}\n".encode(encoding),
        )
        for encoding in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
    },
    "text filled up with NUL": ("a.txt", lambda text: f"张某{text}".encode() + b"\0" * 9),
    "text in UTF-16": ("a.txt", lambda text: f"张某\t{text}\n".encode("utf-16")),
    "csv, pieces in cells": ("a.csv", lambda text: f"{text[:3]},{text[3:7]},{text[7:]}\n".encode()),
    "csv, a digit a cell": ("a.csv", lambda text: ",".join(text).encode()),
    "text in lines": ("a.txt", lambda text: f"电话：{text[:3]}\n{text[3:7]}\n\n{text[7:]}\n".encode()),
    "text in UTF-7": (
        "a.txt",
        lambda text: f"+{b64encode(text.encode('utf-16-be')).decode().strip('=')}-".encode(),
    ),
    "json lines": ("a.json", lambda text: f'{{"a": 1}}\n{{"a": "\\u003{text[0]}{text[1:]}"}}\n'.encode()),
    "json that no program reads": ("a.json", lambda text: f'{{"a": "\\u003{text[0]}{text[1:]}",}}'.encode()),
    "json, a number with an exponent": ("a.json", lambda text: f'{{"电话": {int(text):.9e}}}'.encode()),
    "json": ("a.json", lambda text: f'{{"电话": "\\u003{text[0]}{text[1:]}"}}'.encode()),
    "xlsm": ("a.xlsm", sheet),
    "ods": ("a.ods", _open_document),
    "ods, value that is shown rounded": (
        "a.ods",
        lambda text: repacked(
            _open_document("好好"),
            {
                "content.xml": lambda old: old.replace(
                    "</table:table-row>",
                    f'<table:table-cell office:value="{text}"><text:p>1.38E+10</text:p></table:table-cell>'
                    "</table:table-row>",
                )
            },
        ),
    ),
}


def compressed_text(keyword: bytes, text: bytes) -> bytes:
    """A zTXt chunk of a PNG."""
    body = b"zTXt" + keyword + b"\0\0" + zlib.compress(text)
    return (len(body) - 4).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
