"""Every rule does what its document in tests/rules says: what it reports, and what it leaves alone.

A document is Markdown. Each `##` heading begins a case: `应当报出：…` fires, `不应报出：…` stays silent.
The code blocks below it are the files of a site, named by what follows the language:

- `form`, `report`, `narrative`, `site`, `departments`: the file of that name; `last-year` is the
  report of the year before, `year-2018` one of the year before that, `another` a second report of
  this year, `member` and `second-member` this year's of the departments `guan` and `tuan`;
- `another-form`: a second form;
- `findings`: what the rule must report, one `line:column CODE fact` a line. Lines are counted in the
  block as it stands in the document. Findings elsewhere than in `report` begin with the block's name
  or with a path;
- `photograph`: a picture, in Base64;
- `without`: files that the site lacks.

Blocks before the first case are shared by all cases that do not bring their own. A report without
表单 gets the usual head (表单, 部门, 年度).
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from sitegen.artifacts.pdf_printer import fonts_of
from sitegen.checking import with_findings
from sitegen.loading.site import load_config
from sitegen.reading.rules.catalogue import RULES as READING_RULES
from sitegen.rendering.theme import find_theme
from tests.site_tools import ROOT, check, minimal

DOCUMENTS = sorted((ROOT / "tests/rules").glob("*.md"))
FIRES, SILENT = "应当报出：", "不应报出："

PLACES = {
    "report": "content/reports/2020/ju/report.yaml",
    "narrative": "content/reports/2020/ju/narrative.md",
    "last-year": "content/reports/2019/ju/report.yaml",
    "year-2018": "content/reports/2018/ju/report.yaml",
    "another": "content/reports/2020/ju/another/report.yaml",
    "member": "content/reports/2020/guan/report.yaml",
    "second-member": "content/reports/2020/tuan/report.yaml",
    "attachment": "content/reports/2020/ju/附件.txt",
    "twin": "content/reports/2020/ju/附件.TXT",
    "old-attachment": "content/reports/2020/ju/名单.doc",
    "damaged-attachment": "content/reports/2020/ju/明细.xlsx",
    "image": "content/reports/2020/ju/照片.gif",
    "photograph": "content/reports/2020/ju/照片.jpg",
    "damaged-image": "content/reports/2020/ju/照片.png",
    "form": "content/forms/demo.yaml",
    "another-form": "content/forms/another.yaml",
    "site": "content/site.yaml",
    "departments": "content/departments.yaml",
}
NAMES = {path: name for name, path in PLACES.items()}
IN_BASE64 = {"photograph"}
YEARS = {
    "report": 2020, "another": 2020, "member": 2020, "second-member": 2020, "last-year": 2019, "year-2018": 2018,
}  # fmt: skip
DEPARTMENTS = {"member": "guan", "second-member": "tuan"}

STRUCTURE = (*(rule.code for rule in READING_RULES), "FORM", "SITE")
"""Rules and families that say a file cannot be read as it was meant."""


@dataclass(frozen=True)
class Case:
    """One heading of a document with its blocks, the shared ones included."""

    document: Path
    line: int
    heading: str
    blocks: Mapping[str, str]

    @property
    def code(self) -> str:
        return self.document.name.split("-")[0]

    @property
    def fires(self) -> bool:
        return self.heading.startswith(FIRES)

    @property
    def findings(self) -> list[str]:
        """What the document says is found, without blank lines."""
        return [
            " ".join(line.split()) for line in self.blocks.get("findings", "").splitlines() if line.strip()
        ]

    @property
    def id(self) -> str:
        return f"{self.document.stem}:{self.line}-{'fires' if self.fires else 'silent'}"


def cases(document: Path) -> list[Case]:
    """The cases of a document in its order."""
    tokens = MarkdownIt().parse(document.read_text(encoding="utf-8"))
    shared: dict[str, str] = {}
    found: list[tuple[int, str, dict[str, str]]] = []
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            found.append((token.map[0] + 1, tokens[index + 1].content, {}))
        elif token.type == "fence":
            name = token.info.split()[-1]
            blocks = found[-1][2] if found else shared
            assert name in {*PLACES, "findings", "without"}, f"{document.name}: {name!r}"
            assert name not in blocks, f"{document.name}:{token.map[0] + 1}: two blocks {name!r}"
            blocks[name] = token.content
    return [Case(document, line, heading, shared | own) for line, heading, own in found]


CASES = [case for document in DOCUMENTS for case in cases(document)]


def head(name: str, body: str) -> str:
    """What is put before `body` to make it a whole report."""
    if body.startswith("表单:") or "\n表单:" in body:
        return ""
    return f"表单: demo\n部门: {DEPARTMENTS.get(name, 'ju')}\n年度: {YEARS[name]}\n"


def site_of(case: Case, folder: Path) -> tuple[Path, dict[str, int]]:
    """The site of a case, and by how many lines each of its reports is longer than its block."""
    blocks = case.blocks
    root = minimal(folder, blocks["form"], "")
    added: dict[str, int] = {}
    for name, path in PLACES.items():
        if name not in blocks:
            continue
        before = head(name, blocks[name]) if name in YEARS else ""
        added[name] = before.count("\n")
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        data = base64.b64decode(blocks[name]) if name in IN_BASE64 else (before + blocks[name]).encode()
        (root / path).write_bytes(data)
    for path in blocks.get("without", "").split():
        (root / path).unlink()
    return root, added


def found_in(case: Case, folder: Path) -> tuple[list[str], list[str]]:
    """What the case's rule finds, worded as in `findings`; and what other rules say is unreadable."""
    root, added = site_of(case, folder)
    checked = check(root)
    config, _ = load_config(root)
    if config is not None:
        checked = with_findings(checked, find_theme(root, config.theme)[1])
        checked = with_findings(checked, fonts_of(root, config)[1])
    found, unreadable = [], []
    for each in checked.diagnostics:
        if each.waived:
            continue
        name = NAMES.get(each.place.file, each.place.file)
        where = "" if name == "report" else f"{name} "
        line = each.place.line - added.get(name, 0)
        words = f"{where}{line}:{each.place.column} {each.code} {each.fact}".rstrip()
        if each.code == case.code:
            found.append(words)
        elif each.code.startswith(STRUCTURE) and each.code not in case.blocks["report"]:
            unreadable.append(f"{words}: {each.message}")
    return found, unreadable


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_rule(case, tmp_path):
    found, unreadable = found_in(case, tmp_path)
    assert found == case.findings, case.heading
    if not case.code.startswith(STRUCTURE):
        assert unreadable == [], "a slip in the document: its files cannot be read as they were meant"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_document_is_well_formed(case):
    assert case.heading.startswith((FIRES, SILENT))
    assert bool(case.findings) is case.fires
    assert all(case.code in line.split() for line in case.findings)
