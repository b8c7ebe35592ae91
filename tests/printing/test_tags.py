"""The tag tree says what the page says: every cell with its headers, everything read once and in order."""

from __future__ import annotations

import itertools
import re

import pytest
from lxml import html

from tests.printing.jobs import job
from tests.printing.tag_tree import Tag, read
from tests.site_tools import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pdf")]

SCOPES = {"col": "/Column", "colgroup": "/Column", "row": "/Row", "rowgroup": "/Row"}
SITES = ("", "tests/sites/case-19-zongbiao", "tests/sites/case-06-corrected", "tests/sites/example-two-years")


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def visible(page: html.HtmlElement) -> html.HtmlElement:
    """The page as it is seen: without what is only for screen readers of the site. Tables of narratives,
    which have no ids, have a test of their own.
    """
    for element in page.xpath(
        "//*[contains(@class, 'visually-hidden')] | //head | //p[@class='running' or @class='origin' or @class='version']"
    ):
        element.drop_tree()
    for drawing in page.xpath("//svg"):
        for part in list(drawing):
            drawing.remove(part)
    return page


def cells(page: html.HtmlElement) -> list[tuple]:
    return [
        (
            cell.tag.upper(),
            cell.get("id") if cell.tag == "th" else "",
            SCOPES.get(cell.get("scope", ""), ""),
            int(cell.get("colspan", 1)),
            int(cell.get("rowspan", 1)),
            tuple(cell.get("headers", "").split()),
            squeezed(cell.text_content()),
        )
        for cell in page.iter("th", "td")
        if cell.xpath("ancestor::table[1]/@id")
    ]


def tagged_cells(root: Tag) -> list[tuple]:
    return [
        (
            cell.type,
            cell.id,
            str(cell.attributes.get("/Scope", "")),
            int(cell.attributes.get("/ColSpan", 1)),
            int(cell.attributes.get("/RowSpan", 1)),
            tuple(str(name) for name in cell.attributes.get("/Headers", ())),
            squeezed(cell.text),
        )
        for table in root.all("Table")
        for cell in table.all("TH", "TD")
        if not any(header.id.startswith("table") for header in table.all("TH"))
    ]


@pytest.fixture(scope="module", params=SITES)
def documents(request, made):
    """(HTML, tags) of every report of a site."""
    return [(order.job.html, read(data)) for order, data in made(ROOT / request.param)]


def test_every_cell_has_its_headers_scope_and_text(documents):
    for page, tags in documents:
        assert tagged_cells(tags.root) == cells(visible(html.fromstring(page)))


def test_every_header_can_be_looked_up(documents):
    for _, tags in documents:
        headers = [cell.id for cell in tags.root.all("TH")]
        assert len(set(headers)) == len(headers)
        assert tags.ids == dict.fromkeys(headers, "TH")
        named = {
            str(name) for cell in tags.root.all("TH", "TD") for name in cell.attributes.get("/Headers", ())
        }
        assert named <= set(headers)


def test_everything_is_read_once_and_in_order(documents):
    for page, tags in documents:
        seen = visible(html.fromstring(page))
        for link in seen.xpath("//nav[@class='contents']//a"):
            link.text = "§"
        for link in next(each for each in tags.root.all("L") if list(each.all("Link"))).all("Link"):
            link.content = ["§"]
        for figure in tags.root.all("Figure"):
            figure.content = []
        for bulleted in tags.root.all("L"):
            if bulleted.attributes["/ListNumbering"] != "/None":
                for item in bulleted.kids:
                    item.content = [part for part in item.kids if part.type != "Lbl"]
        # Blanks between the parts of a line of small print are drawn, not written.
        assert squeezed(tags.root.text) == squeezed(seen.text_content())


def test_nothing_real_is_decoration_and_nothing_is_neither(documents):
    for page, tags in documents:
        seen = html.fromstring(page)
        running = {
            squeezed(each.text_content())
            for each in seen.xpath("//p[@class='running' or @class='origin' or @class='version']")
        }
        # Heads are drawn again on every page, and names of groups that go on there.
        headers = {
            squeezed(each.text_content()) for each in seen.xpath("//thead//th | //tbody//th[@rowspan]")
        }
        for number, texts in enumerate(tags.artifacts, 1):
            said = squeezed("".join(texts))
            for known in sorted(running | headers | {f"—{number}—"}, key=len, reverse=True):
                said = said.replace(known, "")
            assert set(said) <= {"."}, f"page {number}: {said}"
        assert tags.untagged == []


def test_headings_go_down_step_by_step_and_lists_say_how_they_are_numbered(documents):
    for _, tags in documents:
        levels = [int(each.type[1]) for each in tags.root.all("H1", "H2", "H3", "H4", "H5", "H6")]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
        assert all("/ListNumbering" in each.attributes for each in tags.root.all("L"))
        assert all(kid.type in ("LI", "L", "Caption") for each in tags.root.all("L") for kid in each.kids)


def test_figures_have_alternatives_and_a_place_on_the_page(documents):
    for page, tags in documents:
        figures = list(tags.root.all("Figure"))
        assert len(figures) == len(html.fromstring(page).xpath("//svg | //img"))
        for figure in figures:
            left, bottom, right, top = (float(each) for each in figure.attributes["/BBox"])
            assert 0 <= left < right <= 842
            assert 0 <= bottom < top <= 842
            assert figure.alt


THREE_LEVELS = """<table id="t"><caption>三层表头</caption>
<thead>
<tr><th id="a" scope="col" rowspan="3">项目</th><th id="b" scope="colgroup" colspan="3">支出</th></tr>
<tr><th id="c" scope="col" rowspan="2" headers="b">合计</th><th id="d" scope="colgroup" colspan="2" headers="b">其中</th></tr>
<tr><th id="e" scope="col" headers="b d">人员</th><th id="f" scope="col" headers="b d">公用</th></tr>
</thead>{bodies}</table>"""


def three_levels(groups: int, rows: int, text: str = "") -> str:
    bodies = []
    for group in range(groups):
        lines = []
        for row in range(rows):
            name = f"g{group}r{row}"
            head = f'<th id="g{group}" scope="rowgroup" rowspan="{rows}">组{group}</th>' if row == 0 else ""
            figures = "".join(
                f'<td headers="{column} {name}">{group}.{row}{column}{text if column == "f" else ""}</td>'
                for column in "cef"
            )
            lines.append(
                f'<tr>{head}<th id="{name}" scope="row" headers="g{group}">行{row}</th>{figures}</tr>'
            )
        bodies.append(f"<tbody>{''.join(lines)}</tbody>")
    return THREE_LEVELS.format(bodies="".join(bodies)).replace(
        'rowspan="3">项目', 'rowspan="3" colspan="2">项目'
    )


def test_a_table_over_many_pages_is_one_table_with_one_head(printed):
    page = job(three_levels(3, 40))
    outcome = printed(page)
    tags = read(outcome.data)
    assert outcome.pages > 3
    (table,) = tags.root.all("Table")
    assert [kid.type for kid in table.kids] == ["Caption", "THead", "TBody", "TBody", "TBody"]
    assert len(list(table.all("TR"))) == 3 + 3 * 40
    assert tagged_cells(tags.root) == cells(html.fromstring(page.html))
    repeated = sum("人员" in "".join(texts) for texts in tags.artifacts)
    assert repeated == outcome.pages - 1


def test_a_row_torn_by_a_page_break_is_one_row(printed):
    page = job(three_levels(1, 2, "很长的说明。" * 900))
    outcome = printed(page)
    tags = read(outcome.data)
    assert outcome.pages > 2
    assert tagged_cells(tags.root) == cells(html.fromstring(page.html))


def test_a_paragraph_and_a_list_over_a_page_break_are_one_each(printed):
    text = "一段很长的话。" * 400
    page = job(f"<p>{text}</p><ol><li>{text}</li><li>二</li></ol>")
    tags = read(printed(page).data)
    assert [each.text for each in tags.root.all("P")] == [text]
    (list_,) = tags.root.all("L")
    assert [[part.type for part in item.kids] for item in list_.kids] == [["Lbl", "LBody"], ["Lbl", "LBody"]]
    assert list_.attributes["/ListNumbering"] == "/Decimal"
    assert list_.kids[0].kids[1].text == text


def test_tables_of_narratives_get_headers_by_their_place(printed):
    body = """<table><caption>乙</caption><thead><tr><th scope="col">年</th><th scope="col">数</th></tr></thead>
    <tbody><tr><th scope="row">2020</th><td>1</td></tr></tbody></table>
    <table><caption>丙</caption><thead><tr><th scope="col">年</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"""
    tags = read(printed(job(body)).data)
    names = {cell.id: cell.text for cell in tags.root.all("TH")}
    assert len(names) == 4
    said = [
        (cell.text, [names[str(each)] for each in cell.attributes["/Headers"]])
        for cell in tags.root.all("TD")
    ]
    assert said == [("1", ["数", "2020"]), ("1", ["年"])]


def test_links_say_where_they_lead(printed):
    import io

    import pikepdf

    body = '<p id="x"><a href="https://example.com/a">省厅 <b>通知</b></a>，<a href="#x">见上</a></p>'
    data = printed(job(body)).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        said = [str(each.Contents) for page in pdf.pages for each in page.get("/Annots", [])]
    assert list(dict.fromkeys(said)) == ["省厅 通知（https://example.com/a）", "见上"]
    assert [each.text for each in read(data).root.all("Link")] == ["省厅 通知", "见上"]


def test_a_picture_without_words_is_decoration(printed, tmp_path):
    from PIL import Image

    Image.new("RGB", (40, 20), "red").save(tmp_path / "a.png")
    tags = read(
        printed(job('<p><img src="a.png" alt="会场"><img src="a.png" alt=""></p>', folder=tmp_path)).data
    )
    assert [each.alt for each in tags.root.all("Figure")] == ["会场"]
