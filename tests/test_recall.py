"""The checks find what they must and accuse nothing clean; docs/checks-quality.md tells just that."""

from __future__ import annotations

import pytest

from tests.recall.run import DOCUMENT, document, measure, share

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def measured():
    return measure()


def test_every_change_that_an_equality_reaches_is_found(measured):
    missed = [each for each in measured.figures if each.reached and not each.found]
    assert missed == []
    assert share(measured.figures)[1] > 1000


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
