"""Fonts: the site's own, the usual ones, and characters that none of them has."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pikepdf
import pymupdf
import pytest
import uharfbuzz as hb
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from sitegen import pipeline
from sitegen.artifacts.pdf_printer import fonts_of
from sitegen.model.site import FontChoice, SiteConfig
from sitegen.printing.fonts import MARKS_FILE, UnusableFont, font_set, read_font
from sitegen.printing.pool import PrintPool
from sitegen.printing.subsets import smaller
from sitegen.rendering.theme import find_theme
from sitegen.source import Place
from tests.printing.jobs import job
from tests.site_tools import ROOT, SEED, TODAY, copy_of, replace

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pdf")]

RARE = "\U00031234"
"""Of CJK extension G: the usual fonts do not have it."""


def font_file(path: Path, characters: str, *, family: str = "Rare", restricted: bool = False) -> Path:
    """A font in which every character is a square."""
    names = [".notdef", *(f"u{ord(each):X}" for each in characters)]
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for point in ((100, 700), (800, 700), (800, 0)):
        pen.lineTo(point)
    pen.closePath()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(each): f"u{ord(each):X}" for each in characters})
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, fsType=2 if restricted else 0)
    builder.setupPost()
    builder.save(path)
    return path


def test_what_the_usual_fonts_lack_is_named(fonts):
    assert fonts.missing("岳阳市𬭚家湾㙍 ✓×—“”℃㎡①\n\u3000") == ()
    assert fonts.missing(f"王{RARE}🙂{RARE}") == (RARE, "🙂")


def test_boxes_and_ticks_of_forms_are_drawn_and_can_be_copied(press, fonts, conformance):
    marks = "☐☑☒√✓✔✗✘✅❌□■◻◼⬜⬛❏❑🗹🗷⊠"
    assert fonts.missing(marks) == ()
    (outcome,) = press.print([job(f"<p>是否公开：{marks}</p><p><strong>{marks}</strong></p>")])
    assert outcome.warnings == ()
    assert conformance.broken(outcome.data) == []
    assert "sitegen-marks" in names_of(outcome.data)
    with pymupdf.open(stream=outcome.data) as document:
        assert document[0].get_text().replace("\n", "").count(marks) == 2


def test_characters_for_private_use_and_those_that_mean_nothing_are_missing(fonts):
    assert fonts.missing("\ue863甲\uf0fe\u0378") == ("\ue863", "\uf0fe", "\u0378")
    assert fonts.missing("甲\u200d\ufe0f\u3000\t") == ()


def test_the_font_of_marks_is_what_its_script_draws():
    before = MARKS_FILE.read_bytes()
    subprocess.run([sys.executable, ROOT / "scripts/marks-font"], check=True)
    assert MARKS_FILE.read_bytes() == before


def test_a_font_of_the_site_fills_the_gap_and_is_what_is_drawn(tmp_path, conformance):
    path = font_file(tmp_path / "rare.ttf", RARE)
    own = font_set({"补充": [path]})
    assert own.missing(RARE) == ()
    theme, _ = find_theme(ROOT, "gov")
    assert theme is not None
    with PrintPool(theme.file("print/pdf.css"), theme.folders, own, most=1) as press:
        (outcome,) = press.print([job(f"<p>王{RARE}</p>")])
    assert outcome.warnings == ()
    assert conformance.broken(outcome.data) == []
    assert "Rare" in names_of(outcome.data)


def test_a_font_for_a_use_is_taken_for_that_use(tmp_path):
    own = font_set({"标题": [font_file(tmp_path / "title.ttf", "试验", family="XiaoBiaoSong")]})
    theme, _ = find_theme(ROOT, "gov")
    assert theme is not None
    with PrintPool(theme.file("print/pdf.css"), theme.folders, own, most=1) as press:
        (outcome,) = press.print([job("<p>试验</p>")])
    assert names_of(outcome.data) >= {"XiaoBiaoSong", "Noto-Serif-CJK-SC"}


def names_of(data: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        return {str(font.BaseFont).partition("+")[2] for font in fonts}


def test_another_set_of_fonts_is_another_stamp(fonts, tmp_path):
    assert font_set({}).stamp == fonts.stamp
    one = font_set({"补充": [font_file(tmp_path / "a.ttf", "甲")]})
    other = font_set({"标题": [font_file(tmp_path / "b.ttf", "甲")]})
    assert len({fonts.stamp, one.stamp, other.stamp}) == 3


def variable(path: Path) -> Path:
    with TTFont(font_file(path, "甲")) as font:
        from fontTools.ttLib import newTable
        from fontTools.ttLib.tables._f_v_a_r import Axis
        from fontTools.varLib.models import normalizeLocation  # noqa: F401 — the table needs its package

        axis = Axis()
        axis.axisTag, axis.minValue, axis.defaultValue, axis.maxValue, axis.axisNameID = (
            "wght",
            400,
            400,
            700,
            1,
        )
        font["fvar"] = newTable("fvar")
        font["fvar"].axes = [axis]
        font.save(path)
    return path


def test_fonts_that_cannot_be_used_say_why(tmp_path):
    (tmp_path / "no.ttf").write_text("no font", encoding="utf-8")
    with pytest.raises(UnusableFont, match="不是能读出的"):
        read_font(tmp_path / "no.ttf")
    with pytest.raises(UnusableFont, match="不是能读出的"):
        read_font(tmp_path / "nowhere.ttf")
    with pytest.raises(UnusableFont, match="许可"):
        read_font(font_file(tmp_path / "restricted.ttf", "甲", restricted=True))
    with pytest.raises(UnusableFont, match="可变字体"):
        read_font(variable(tmp_path / "variable.ttf"))


def test_all_bad_fonts_of_a_site_are_told_at_once_with_their_places(tmp_path):
    choices = tuple(
        FontChoice("补充", name, Place("content/site.yaml", line, 9))
        for line, name in enumerate(["a.ttf", "../b.ttf"], 5)
    )
    found, problems = fonts_of(tmp_path, SiteConfig("站", "", fonts=choices))
    assert found is None
    assert [(each.code, each.place.line) for each in problems] == [("SITE107", 5), ("SITE107", 6)]


def test_a_character_that_no_font_has_stops_the_build_and_its_place_is_told(tmp_path):
    root = copy_of(ROOT, tmp_path, year=2020)
    replace(root / SEED, "\n联系人: 杨岳", f"\n联系人: 杨{RARE}")
    built = pipeline.build(root, tmp_path / "output", today=TODAY)
    assert not built.published
    (found,) = [each for each in built.checked.diagnostics if each.code == "OUT108"]
    assert (found.place.file, found.place.line, found.place.column) == (SEED, 7, 7)
    assert f"杨{RARE}" in found.place.line_text
    assert "U+31234" in found.message
    (root / "字体").mkdir()
    font_file(root / "字体/生僻字.ttf", RARE)
    settings = root / "content/site.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + "\n字体:\n  补充: 字体/生僻字.ttf\n", encoding="utf-8"
    )
    assert pipeline.build(root, tmp_path / "output", today=TODAY).published


def test_glyphs_keep_the_numbers_they_are_written_with():
    """In a CID-keyed font the CIDs become the numbers that were its glyphs'."""
    from importlib.util import find_spec

    found = find_spec("pylopdf_fonts_zh_cn")
    assert found is not None
    path = next(
        path for folder in found.submodule_search_locations for path in sorted(Path(folder).rglob("*.otf"))
    )
    with TTFont(path) as font:
        glyphs = {font.getGlyphID(font.getBestCmap()[ord(each)]) for each in "岳阳市"}
    with TTFont(io.BytesIO(smaller(hb.Face(hb.Blob(path.read_bytes())), glyphs))) as cut:
        table = cut["CFF "].cff[0]
        assert {int(name[3:]) for name in table.charset[1:]} == glyphs
