"""The Nu HTML checker and html-validate find nothing on any page of the sample site."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.nu_checker import complaints
from tests.site_tools import ROOT

pytestmark = pytest.mark.slow

NODEJS = str(Path(sys.executable).with_name("node"))
NODE = ROOT / "tests/node"
HTML_VALIDATE = NODE / "node_modules/html-validate/bin/html-validate.mjs"


@pytest.fixture(scope="module")
def pages(sample_site) -> list[str]:
    return [str(sample_site.output / page) for page in sample_site.pages]


def html_validate(paths: list[str]) -> list[str]:
    assert HTML_VALIDATE.is_file(), "no html-validate: run `make test`"
    command = [NODEJS, str(HTML_VALIDATE), "--config", str(NODE / "htmlvalidate.json"), "--formatter", "json"]
    done = subprocess.run([*command, *paths], capture_output=True, text=True, check=False)
    return [
        f"{file['filePath']}:{each['line']}: {each['ruleId']}: {each['message']}"
        for file in json.loads(done.stdout)
        for each in file["messages"]
    ]


def test_the_nu_checker_finds_nothing(pages):
    assert complaints(pages) == []


def test_html_validate_finds_nothing(pages):
    assert html_validate(pages) == []


def test_the_validators_would_find_something(tmp_path):
    broken = tmp_path / "broken.html"
    broken.write_text("<!DOCTYPE html><html><head></head><body><p><div></p></body></html>", encoding="utf-8")
    assert complaints([str(broken)])
    assert html_validate([str(broken)])
