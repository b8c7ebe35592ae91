"""Documents made from reports of many forms come back as the same reports: every figure, no other."""

from __future__ import annotations

import pytest

from sitegen.exports.xlsx import report_xlsx
from sitegen.importing.placing.ledger import Fate
from sitegen.importing.placing.place import place
from sitegen.importing.readers.read import blocks_of
from sitegen.importing.source import Document
from tests.importing import documents
from tests.importing.placing import missing, texts_that_differ, wanted, wrong
from tests.rendering.pages_under_test import examples, keys

MADE = {
    "docx": documents.word,
    "xlsx": documents.workbook,
    "html": documents.page,
}


def placed(report, kind, data):
    return place(report.form, Document(f"a.{kind}", blocks_of(f"a.{kind}", data)))


@pytest.mark.parametrize("kind", MADE)
@pytest.mark.parametrize("key", keys())
def test_every_fact_comes_back(key, kind):
    _, report, _ = examples()[key]
    found = placed(report, kind, MADE[kind](report))
    assert wrong(report, found) == []
    assert missing(report, found) == []
    assert texts_that_differ(report, found) == []


@pytest.mark.parametrize("key", keys())
def test_the_published_workbook_comes_back(key):
    _, report, verdict = examples()[key]
    found = placed(report, "xlsx", report_xlsx(report, verdict))
    assert wrong(report, found) == []
    assert missing(report, found) == []


@pytest.mark.parametrize("key", keys())
def test_nothing_of_the_document_is_unaccounted_for(key):
    _, report, _ = examples()[key]
    document = Document("a.docx", blocks_of("a.docx", documents.word(report)))
    found = place(report.form, document)
    texts = [(unit.at, unit.text) for unit in document.units() if unit.text or unit.notes]
    assert [(entry.at, entry.text) for entry in found.entries] == texts
    if report.form.id != "demo":  # its groups and items without groups may as well be headings
        assert not [entry for entry in found.entries if entry.fate is Fate.UNCLEAR]
    assert sum(entry.fate is Fate.PLACED for entry in found.entries) >= len(wanted(report)) - 5
