"""The Makefile, and the wheel: what is in it beyond Python."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def make(folder: Path, *arguments: str) -> str:
    # Without the variables of the `make test` that runs this.
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))
    }
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_help_is_the_default_and_lists_every_target():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert phony
    targets = {name for name in phony[1].split() if not name.startswith("system-")}
    printed = make(ROOT)
    assert {line.split()[0] for line in printed.splitlines()[1:]} == targets
    assert "\t" not in printed


@pytest.fixture
def checkout(tmp_path):
    """The files that the environment depends on, and an environment that is newer than they are."""
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, tmp_path)
        os.utime(tmp_path / name, (1000, 1000))
    node = tmp_path / "tests/node"
    (node / "node_modules").mkdir(parents=True)
    (tmp_path / ".venv").mkdir()
    for time, name in enumerate((".created", ".runtime-installed", ".dev-installed"), start=2000):
        (tmp_path / ".venv" / name).touch()
        os.utime(tmp_path / ".venv" / name, (time, time))
    for time, name in ((1000, "package-lock.json"), (3000, "node_modules/.installed")):
        (node / name).touch()
        os.utime(node / name, (time, time))
    return tmp_path


@pytest.mark.parametrize("target", ["site", "check", "serve", "test", "lint", "bench"])
def test_nothing_is_installed_twice(checkout, target):
    planned = make(checkout, "--dry-run", target)
    assert " pip " not in planned
    assert "npm" not in planned


def test_a_changed_lock_is_installed(checkout):
    os.utime(checkout / "requirements.lock", (5000, 5000))
    assert "--require-hashes" in make(checkout, "--dry-run", "site")


def test_a_site_needs_no_test_tools(checkout):
    (checkout / ".venv" / ".dev-installed").unlink()
    assert "requirements-dev" not in make(checkout, "--dry-run", "site")


@pytest.mark.slow
def test_a_wheel_has_the_forms_and_the_themes(tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", tmp_path]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    files = set(zipfile.ZipFile(wheel).namelist())
    forms = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("sitegen/forms/*.yaml")}
    themes = {
        "sitegen/" + path.relative_to(ROOT).as_posix()
        for path in ROOT.glob("themes/*/**/*")
        if path.is_file()
    }
    assert forms
    assert forms | themes <= files
    assert not [name for name in files if name.startswith(("tests/", "themes/", "bench/", "content/"))]
