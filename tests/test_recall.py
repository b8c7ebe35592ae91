"""The checks find what they must and accuse nothing clean; docs/checks-quality.md tells just that."""

from __future__ import annotations

import random

import pytest

from tests.recall.changed import changed
from tests.recall.corpus import ON_FIGURES, clean_sites
from tests.recall.digits import Said, stepped
from tests.recall.plans import PLANS
from tests.recall.run import DOCUMENT, document, measure, share

pytestmark = [pytest.mark.slow, pytest.mark.repeating]


@pytest.fixture(scope="module")
def measured():
    return measure()


def _all(found):
    return {(each.code, each.severity, each.report, each.fact, each.message) for each in found}


def test_a_figure_changed_in_memory_is_checked_as_one_changed_in_its_file(tmp_path):
    chance = random.Random(7)
    for clean in clean_sites(tmp_path):
        for report in clean.site.reports:
            facts = [fact for fact in report.facts() if fact.figure is not None]
            for fact in chance.sample(facts, min(8, len(facts))):
                text = chance.choice([*stepped(fact.value.text), "0", "12.345"])
                path = clean.path(report)
                original = path.read_text(encoding="utf-8")
                lines = original.splitlines(keepends=True)
                line, start, end = fact.span.line - 1, fact.span.column - 1, fact.span.end_column - 1
                lines[line] = lines[line][:start] + text + lines[line][end:]
                path.write_text("".join(lines), encoding="utf-8")
                read, found = clean.reload(report)
                path.write_text(original, encoding="utf-8")
                again, problems = changed(report, {fact: text})
                assert {each.address: each.interval() for each in again.facts()} == {
                    each.address: each.interval() for each in read.facts()
                }
                assert _all((*problems, *clean.findings(report, again, problems))) == _all(found)
                on_figures = clean.findings(report, again, problems, of_figures=True)
                words = {each for each in _all(clean.found) if each[0] in ON_FIGURES.disabled}
                assert _all(on_figures) | words >= _all(found)


def test_every_change_that_an_equality_reaches_is_found(measured):
    missed = [each for each in measured.figures if each.reached and not each.found]
    assert missed == []
    assert share(measured.figures)[1] > 1000


def test_a_last_digit_that_an_equality_reaches_is_found_or_told(measured):
    assert [each for each in measured.digits if each.untold] == []
    in_yuan = [each for each in measured.digits if each.reached and each.unit == "元"]
    assert [each for each in in_yuan if each.said is not Said.FOUND] == []
    assert len(in_yuan) > 300
    assert sum(each.reached for each in measured.digits) > 2000


def test_faults_that_no_equality_shows_are_found(measured):
    shares = {}
    for plan in PLANS:
        these = [each.found for each in measured.sense if each.kind == plan.kind]
        shares[plan.kind] = sum(these) / len(these)
    assert min(shares.values()) >= 0.75, shares
    assert sum(shares.values()) / len(shares) >= 0.95
    assert sum(each.found for each in measured.sense) / len(measured.sense) >= 0.95


def test_published_reports_show_what_is_noted_and_nothing_else(measured):
    assert [
        (each.name, each.missed, each.alarms) for each in measured.published if each.missed + each.alarms
    ] == []


def test_personal_data_is_found_wherever_it_stands(measured):
    assert [each for each in measured.personal if not each.found] == []
    assert len(measured.personal) > 100


def test_faults_of_writing_are_found(measured):
    found, due = share(measured.faults)
    assert found / due >= 0.98


def test_contradictions_in_the_narrative_are_found(measured):
    found, due = share(measured.sentences)
    assert found / due >= 0.90
    assert due > 1000


def test_contradictions_in_later_sentences_are_mostly_found(measured):
    found, due = share(measured.later)
    assert found / due >= 0.65
    assert due > 200


def test_nothing_clean_is_accused(measured):
    assert measured.alarms == ()
    assert measured.clean_sentences >= 150


def test_the_document_is_up_to_date(measured):
    assert DOCUMENT.read_text(encoding="utf-8") == document(measured), "run: make recall"
