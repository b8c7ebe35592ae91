"""What clerks' files have and libraries lose, and what sheets hide."""

from __future__ import annotations

import io
import zipfile

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.comments import Comment

from sitegen.importing.readers.read import blocks_of
from sitegen.importing.readers.shown import shown
from sitegen.importing.source import Grid, Paragraph
from tests.importing.documents import saved

W = nsdecls("w")


def paragraphs(blocks):
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def texts(blocks):
    return [[cell.text for cell in row] for block in blocks if isinstance(block, Grid) for row in block.rows]


def notes(blocks):
    units = [cell for block in blocks for cell in (block.cells if isinstance(block, Grid) else (block,))]
    return [note for unit in units for note in unit.notes]


def in_word(xml):
    """The blocks of a document with a paragraph of this XML."""
    made = docx.Document()
    made.element.body.insert(0, parse_xml(f"<w:p {W}>{xml}</w:p>"))
    return blocks_of("a.docx", saved(made))


def test_tracked_changes_are_read_as_accepted_and_told():
    blocks = in_word(
        "<w:r><w:t>收入</w:t></w:r><w:ins w:id='1' w:author='a'><w:r><w:t>778.55</w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='a'><w:r><w:delText>700</w:delText></w:r></w:del>"
    )
    assert paragraphs(blocks)[0] == "收入778.55"
    assert any("修订" in note for note in notes(blocks))


def test_hidden_words_are_not_read_but_told():
    blocks = in_word("<w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r>")
    assert paragraphs(blocks)[0] == "甲"
    assert any("“乙”" in note for note in notes(blocks))


def test_content_controls_and_breaks():
    blocks = in_word(
        "<w:sdt><w:sdtContent><w:r><w:t>甲</w:t></w:r></w:sdtContent></w:sdt><w:r><w:br/><w:t>乙</w:t></w:r>"
    )
    assert paragraphs(blocks)[0] == "甲\n乙"


def test_numbers_that_word_counts_itself():
    made = docx.Document()
    made.part.numbering_part.element.insert(
        0,
        parse_xml(
            f"<w:abstractNum {W} w:abstractNumId='990'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
            "<w:numFmt w:val='decimal'/><w:lvlText w:val='任务%1：'/></w:lvl></w:abstractNum>"
        ),
    )
    made.part.numbering_part.element.append(
        parse_xml(f"<w:num {W} w:numId='991'><w:abstractNumId w:val='990'/></w:num>")
    )
    for text in ("开展科普", "服务产业"):
        paragraph = made.add_paragraph(text)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f"<w:numPr {W}><w:ilvl w:val='0'/><w:numId w:val='991'/></w:numPr>")
        )
    assert paragraphs(blocks_of("a.docx", saved(made))) == ["任务1：开展科普", "任务2：服务产业"]


def test_merged_cells_tables_within_tables_and_side_parts():
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "页眉"
    table = made.add_table(3, 2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "合"
    inner = table.cell(2, 1).add_table(1, 1)
    inner.cell(0, 0).text = "里"
    blocks = blocks_of("a.docx", saved(made))
    outer = next(block for block in blocks if isinstance(block, Grid))
    assert (outer.cells[0].text, outer.cells[0].bottom) == ("合", 2)
    assert ["里"] in texts(blocks)
    assert "页眉" in paragraphs(blocks)


# Sheets


def sheet(fill):
    book = openpyxl.Workbook()
    fill(book.active)
    return blocks_of("a.xlsx", saved(book))


def test_what_is_hidden_is_not_read_but_told():
    def fill(active):
        active["A1"], active["A2"], active["B1"] = "甲", "乙", "丙"
        active.row_dimensions[2].hidden = True
        active.column_dimensions["B"].hidden = True

    blocks = sheet(fill)
    assert texts(blocks) == [["甲"]]
    assert any("隐藏" in note and "A2" in note and "B1" in note for note in notes(blocks))


def test_a_hidden_sheet_is_told():
    book = openpyxl.Workbook()
    book.active["A1"] = "甲"
    other = book.create_sheet("去年")
    other["A1"] = "乙"
    other.sheet_state = "hidden"
    blocks = blocks_of("a.xlsx", saved(book))
    assert texts(blocks) == [["甲"]]
    assert any("隐藏" in note for note in notes(blocks))


def test_figures_as_they_are_shown():
    def fill(active):
        for row, (value, code) in enumerate(
            [
                (431.3, "0.00"),
                (1075.3000000000002, "General"),
                (387664.62, "#,##0.00"),
                (0.98, "0%"),
                (3.14159, "0.00"),
            ],
            1,
        ):
            active.cell(row, 1, value).number_format = code

    blocks = sheet(fill)
    assert texts(blocks) == [["431.30"], ["1075.3"], ["387664.62"], ["98%"], ["3.14"]]
    assert [note for note in notes(blocks) if "3.14159" in note]


def test_formulas_without_a_value_and_errors_are_told():
    def fill(active):
        active["A1"], active["A2"] = "=1+1", "#REF!"
        active["A2"].data_type = "e"

    blocks = sheet(fill)
    assert any("没有算出的值" in note for note in notes(blocks))
    assert any("出错的公式" in note for note in notes(blocks))


def test_comments_are_texts_of_their_own():
    def fill(active):
        active["A1"] = "甲"
        active["A1"].comment = Comment("到位晚了", "某人")

    assert any("到位晚了" in text for text in paragraphs(sheet(fill)))


@pytest.mark.parametrize(
    ("written", "code", "text"),
    [
        ("0", '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0.00"),
        ("-18.8", "#,##0.00_);[Red]\\(#,##0.00\\)", "-18.80"),
        ("27", '0"人"', "27人"),
        ("44377", "yyyy/m/d", "2021-06-30"),
        ("44377", 'yyyy"年"m"月"', "2021年6月"),
        ("38.766462", "0.00####", "38.766462"),
        ("1E+3", "General", "1000"),
        ("0.1", "0.###", "0.1"),
    ],
)
def test_formats(written, code, text):
    assert shown(written, code)[0] == text


@pytest.mark.parametrize("code", ["0!.0000", "#,##0.00,", "0.00E+00", "# ?/?"])
def test_formats_that_change_the_size_are_told(code):
    text, note = shown("123456", code)
    assert text == "123456"
    assert "格式" in note


def test_a_spreadsheet_of_opendocument():
    content = (
        '<o:document-content xmlns:o="o" xmlns:t="t" xmlns:x="x"><o:body><o:spreadsheet><t:table t:name="表">'
        '<t:table-row><t:table-cell t:number-columns-spanned="2"><x:p>合<x:s t:c="2"/>计</x:p></t:table-cell>'
        "<t:covered-table-cell/></t:table-row>"
        '<t:table-row><t:table-cell o:value-type="float" o:value="3.14159"><x:p>3.14</x:p></t:table-cell>'
        '<t:table-cell t:number-columns-repeated="16000"/></t:table-row>'
        '<t:table-row t:visibility="collapse"><t:table-cell><x:p>藏</x:p></t:table-cell></t:table-row>'
        "</t:table></o:spreadsheet></o:body></o:document-content>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("content.xml", content)
    blocks = blocks_of("a.ods", data.getvalue())
    grid = next(block for block in blocks if isinstance(block, Grid))
    assert (grid.cells[0].text, grid.cells[0].right) == ("合  计", 2)
    assert "3.14" in [cell.text for cell in grid.cells]
    assert any("3.14159" in note for note in notes(blocks))
    assert any("隐藏" in note for note in notes(blocks))


def test_lines_with_tabs_are_rows_of_a_table():
    blocks = blocks_of("a.txt", "标题\n甲\t1\n乙\t2\n\n完".encode("gbk"))
    assert paragraphs(blocks) == ["标题", "完"]
    assert texts(blocks) == [["甲", "1"], ["乙", "2"]]


def test_a_page_in_gbk_with_scripts():
    page = '<meta charset="gb2312"><script>var 甲 = 1</script><p>收入&nbsp;合计</p><table><tr><td>乙<br>丙</table>'
    blocks = blocks_of("a.html", page.encode("gbk"))
    assert texts(blocks) == [["乙\n丙"]]
    assert all("甲" not in text for text in paragraphs(blocks))
