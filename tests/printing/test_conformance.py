"""Every PDF is PDF/UA-1 and PDF/A-3a, by veraPDF; and veraPDF is really asked."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pikepdf
import pytest

from tests.printing.generated import indicators, report_of, spending
from tests.printing.jobs import job
from tests.site_tools import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pdf")]


def test_every_pdf_of_the_sample_site(sample, conformance):
    assert len(sample) > 20
    broken = {path: found for path, data in sample.items() if (found := conformance.broken(data))}
    assert broken == {}


@pytest.mark.parametrize("case", ["01", "03", "06", "08", "24"])
def test_every_real_report(case, made, conformance):
    for _, data in made(ROOT / f"tests/sites/case-{case}-corrected"):
        assert conformance.broken(data) == []


def test_what_no_report_has(printed, conformance):
    body = """<h2>表</h2><table><caption>甲</caption><thead><tr><th scope="col">项</th><th scope="col">数</th></tr></thead>
    <tbody><tr><th scope="row">一</th><td>1</td></tr></tbody></table>
    <ol><li>一<ul><li>二</li></ul></li><li><p>三</p><p>四</p></li></ol>
    <blockquote><p>引文</p></blockquote><pre>x = 1</pre><p><a href="https://example.com/">链接</a></p>"""
    assert conformance.broken(printed(job(body)).data) == []


def test_tables_in_parts_groups_over_pages_and_tables_without_rows(printed, conformance):
    tables = (
        spending(23, "123456789.00", 2, name="a"),
        indicators(12, 300, 6, "b"),
        spending(3, "1", 0, name="c"),
    )
    assert conformance.broken(printed(report_of(*tables)).data) == []


def test_a_file_without_its_marks_is_noticed(sample, conformance):
    with pikepdf.open(io.BytesIO(next(iter(sample.values())))) as pdf:
        del pdf.Root.MarkInfo
        output = io.BytesIO()
        pdf.save(output)
    assert any(line.startswith("ua1 ") for line in conformance.broken(output.getvalue()))


def test_a_font_whose_glyphs_cannot_be_found_is_noticed(tmp_path, conformance):
    """As WeasyPrint by itself embeds it: CIDs that are not its glyphs' numbers."""
    found = find_spec("pylopdf_fonts_zh_cn")
    assert found is not None
    assert found.submodule_search_locations is not None
    font = next(
        path for folder in found.submodule_search_locations for path in sorted(Path(folder).rglob("*.otf"))
    )
    page = f"""<html lang="zh"><title>字</title><style>@font-face {{ font-family: F; src: url("{font.as_uri()}") }}
    body {{ font-family: F }}</style><h1>岳阳市科学技术协会</h1></html>"""
    script = "import sys, weasyprint; sys.stdout.buffer.write(weasyprint.HTML(string=sys.stdin.read()).write_pdf(pdf_variant='pdf/a-3a'))"
    plain = subprocess.run(
        [sys.executable, "-c", script], input=page.encode(), capture_output=True, check=True, env=os.environ
    ).stdout
    assert any(
        (line.startswith("3a ") and ".notdef" in line) or "glyph" in line
        for line in conformance.broken(plain)
    )
