"""JUnit XML: well-formed whatever the text, fit for the schema, read by a reader of other people."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import junitparser
import pytest
from lxml import etree

from sitegen.diagnostics import Severity
from sitegen.reporters import words
from sitegen.reporters.junit import report
from tests.reporters.records import record
from tests.reporters.strategies import given_any_record

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "junit.xsd"))


def parsed(document):
    return etree.fromstring(document.encode())


@given_any_record
def test_every_document_fits_the_schema(made):
    root = parsed(report(made))
    SCHEMA.assertValid(root)
    failures = root.findall("testsuite/testcase/failure")
    expected = [found for found in made.diagnostics if found.open and found.severity is Severity.ERROR]
    assert len(failures) == len(expected) == int(root.get("failures"))
    messages = {words.one_line(found.message) for found in expected}
    assert {failure.get("message") for failure in failures} == messages


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('classname="SUM.SUM103"', ""),
        ('tests="4"', 'tests="four"'),
        ("<failure ", "<failed "),
        ("</testsuites>", "<property/></testsuites>"),
    ],
)
def test_the_schema_refuses(old, new):
    document = report(record())
    assert SCHEMA.validate(parsed(document))
    assert old in document
    if new.startswith("<failed"):
        document = document.replace("</failure>", "</failed>")
    assert not SCHEMA.validate(parsed(document.replace(old, new)))


def test_the_schema_takes_what_pytest_writes(tmp_path):
    (tmp_path / "test_it.py").write_text(
        "import pytest\n"
        "def test_passes(): print('out')\n"
        "def test_fails(): assert 0\n"
        "def test_is_left_out(): pytest.skip('why')\n"
    )
    options = ["-p", "no:cacheprovider", "-o", "junit_family=xunit2", "-o", "junit_logging=all"]
    written = tmp_path / "junit.xml"
    command = [sys.executable, "-m", "pytest", *options, f"--junitxml={written}", str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    SCHEMA.assertValid(etree.parse(written))


def cases(made=None):
    suites = junitparser.JUnitXml.fromstring(report(made or record()).encode())
    return {suite.name: {case.name: case for case in suite} for suite in suites}


def test_another_reader_sees_suites_and_failures():
    suites = junitparser.JUnitXml.fromstring(report(record()).encode())
    assert [suite.name for suite in suites] == [
        "表内核对（SUM）",
        "跨年核对（YEAR）",
        "填得对不对（FORM）",
        "SITE",
    ]
    written = (suites.tests, suites.failures, suites.errors)
    counted = [(suite.tests, suite.failures, suite.errors, suite.skipped) for suite in suites]
    suites.update_statistics()
    assert written == (suites.tests, suites.failures, suites.errors) == (9, 3, 0)
    assert counted == [(suite.tests, suite.failures, suite.errors, suite.skipped) for suite in suites]


def test_only_open_errors_fail():
    for suite in cases().values():
        for name, case in suite.items():
            told = "".join(each.text or "" for each in case.result) or case.system_out or ""
            assert case.is_failure is (" 错误 " in told), name


def test_a_rule_without_findings():
    clean = cases(record(()))
    assert clean["表内核对（SUM）"]["分项之和不等于合计"].is_passed
    assert "5 项通过" in clean["表内核对（SUM）"]["分项之和不等于合计"].system_out
    assert clean["填得对不对（FORM）"]["数字用了全角"].is_passed
    assert clean["填得对不对（FORM）"]["数字用了全角"].system_out is None


def test_what_did_not_run_or_cannot_be_told_is_no_pass():
    clean = cases(record(()))
    assert clean["SITE"]["不会被读取的文件"].is_skipped
    assert clean["跨年核对（YEAR）"]["两年的数不一致"].is_skipped
    (reason,) = clean["跨年核对（YEAR）"]["两年的数不一致"].result
    assert "3 项无法核对" in reason.message
