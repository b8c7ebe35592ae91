"""The lock files: complete, hashed, in accord with pyproject.toml, with one another and with what runs."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")


def entries(lock: str) -> dict[str, tuple[Requirement, int]]:
    """What `lock` pins, by name, each with the number of its hashes."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    found = re.findall(r"^(\S.*?) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.MULTILINE)
    pins = [(Requirement(requirement), hashes.count("--hash")) for requirement, hashes in found]
    return {canonicalize_name(pin.name): (pin, number) for pin, number in pins}


def pinned(pin: Requirement) -> str:
    """The one version that `pin` allows."""
    (specifier,) = pin.specifier
    assert specifier.operator == "==", pin
    return specifier.version


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_a_hashed_pin_or_a_comment(lock):
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert len(pins) == len(entries(lock)) > 10
    for pin, hashes in entries(lock).values():
        assert pinned(pin)
        assert hashes


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_and_no_path(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links| @ |-r /", text)


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"] + PROJECT["build-system"]["requires"]),
        ("requirements-dev.lock", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]),
    ],
)
def test_what_the_project_asks_for_is_locked(lock, wanted):
    locked = entries(lock)
    for requirement in map(Requirement, wanted):
        pin, _ = locked[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(pinned(pin)), f"run `make lock`: {requirement}"


def test_both_locks_agree():
    runtime, everything = map(entries, LOCKS)
    assert {name: pinned(pin) for name, (pin, _) in runtime.items()}.items() <= {
        name: pinned(pin) for name, (pin, _) in everything.items()
    }.items()


def test_what_runs_is_what_is_locked():
    for name, (pin, _) in entries("requirements-dev.lock").items():
        if pin.marker is None or pin.marker.evaluate():
            assert metadata.version(name) == pinned(pin), name
