"""`sitegen doctor`'s knowledge: complete, true of this machine, and cheap to import."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from sitegen.machine import doctor
from sitegen.machine.probes import find_chromium

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def parts() -> dict[str, doctor.Part]:
    return {part.name: part for part in doctor.examine()}


def test_all_is_there_when_the_tests_run(parts):
    missing = {part.name for part in parts.values() if not part.present}
    assert missing <= {"LibreOffice"}, "which no test needs: a script stands in for it"


def test_names_are_unique_and_every_part_says_what_it_is_for(parts):
    assert len(parts) == len(doctor.examine())
    for part in parts.values():
        assert part.needed_for, part
        assert part.cost, part
        assert part.command, part


def test_packages_are_those_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {re.split(r"[<>=\[]", line)[0] for line in project["dependencies"]} == set(doctor.PACKAGES)


def test_oldest_python_is_that_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=" + ".".join(map(str, doctor.OLDEST_PYTHON))


def test_libraries_are_looked_up_as_weasyprint_does():
    import weasyprint

    source = (Path(weasyprint.__file__).parent / "text" / "ffi.py").read_text(encoding="utf-8")
    for names in doctor.PANGO:
        for name in names:
            assert f"'{name}'" in source, name


def test_versions_are_told(parts):
    for name in ("Python", "weasyprint", "Pango", "字体 Noto Sans CJK SC", "Chromium", "Java", "Poppler"):
        assert re.match(r"\d+(\.\d+)+", parts[name].version), name


def test_only_a_required_part_blocks():
    part = doctor.Part("x", present=False, version="", needed_for="", cost="", command="")
    assert part.blocking
    assert not replace(part, present=True).blocking
    assert not replace(part, required=False).blocking


def test_what_the_tests_alone_need_is_not_required(parts):
    optional = {part.name for part in parts.values() if not part.required}
    assert optional == {"Chromium", "Java", "LibreOffice", "Poppler", "SoftHSM"}


def test_a_bare_machine(monkeypatch, tmp_path):
    """Nothing on PATH, no library, no package: all parts but Python are absent, and nothing raises."""

    def no_version(name: str) -> str:
        raise doctor.metadata.PackageNotFoundError(name)

    def no_library(name: str) -> None:
        raise OSError(name)

    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    monkeypatch.setattr(doctor.metadata, "version", no_version)
    monkeypatch.setattr(doctor.ctypes, "CDLL", no_library)
    parts = doctor.examine()
    assert [part.name for part in parts if part.present] == ["Python"]
    assert "常规体、粗体" in next(part.cost for part in parts if part.name.startswith("字体"))


def program(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_playwrights_own_chromium_counts(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    assert find_chromium() is None
    path = program(tmp_path / "chromium-1255" / "chrome-linux64", "chrome")
    assert find_chromium() == str(path)


def test_a_snap_does_not_count(monkeypatch, tmp_path):
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    monkeypatch.setattr(doctor.shutil, "which", {"chromium": "/snap/bin/chromium"}.get)
    assert find_chromium() is None


def test_importing_it_imports_nothing_heavy():
    code = "import sys, sitegen.machine.doctor; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    heavy = {"weasyprint", "pydantic", "jinja2", "rich", "click", "livereload", "yaml", "markdown_it"}
    assert heavy.isdisjoint(loaded.split())
