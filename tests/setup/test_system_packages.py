"""`scripts/system-packages` on machines that lack something, played by small programs on PATH."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from sitegen.machine import doctor

SCRIPT = Path(__file__).parents[2] / "scripts" / "system-packages"
LIBRARIES = "libpango-1.0.so.0", "libpangoft2-1.0.so.0"


class Machine:
    """A folder of programs that say what a machine has, and a log of what is done to it.

    A user other than root, without sudo, with everything installed, until a test says otherwise.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "bin"
        self.folder.mkdir()
        self.log = folder / "log"
        self.log.touch()
        for tool in ("sh", "grep", "find", "env", "true", "touch", "chmod"):
            (self.folder / tool).symlink_to(str(shutil.which(tool)))
        for name in ("chromium", "javac", "make", "pdftotext", "softhsm2-util"):
            self.program(name)
        self.program("id", "echo 1000")
        self.program("sleep")
        self.libraries(*LIBRARIES)
        self.program("fc-list", "echo Noto")
        (self.folder / "jaxb-runtime.jar").touch()

    def program(self, name: str, code: str = ":") -> None:
        path = self.folder / name
        path.unlink(missing_ok=True)
        path.write_text(f"#!/bin/sh\n{code}\n", encoding="utf-8")
        path.chmod(0o755)

    def libraries(self, *names: str) -> None:
        lines = "\\n".join(f"\t{name} (libc6,x86-64) => /lib/{name}" for name in names)
        self.program("ldconfig", f"printf '{lines}\\n'")

    def without(self, name: str) -> None:
        (self.folder / name).unlink()

    def apt(self, *packed: str, effect: str = ":") -> None:
        """An apt-get that has the packages `packed`, and does `effect` when it installs."""
        self.program("apt-get", f'echo "$*" >>{self.log}\ncase $* in *install*) {effect} ;; esac')
        cases = "".join(f"{name}) echo 'Candidate: 1.0' ;; " for name in packed)
        self.program("apt-cache", f"case $2 in {cases} *) echo 'Candidate: (none)' ;; esac")

    def appear(self, *names: str) -> str:
        """The effect that programs of these names are there."""
        paths = " ".join(str(self.folder / name) for name in names)
        return f"touch {paths}; chmod 755 {paths}"

    def become_root(self) -> None:
        self.program("id", "echo 0")

    def run(self, group: str, **environment: str) -> subprocess.CompletedProcess[str]:
        # The script adds the folders of ldconfig to the end of PATH: ours come first.
        setting = {"PATH": str(self.folder), "HOME": str(self.folder), "JAVA_LIBRARIES": str(self.folder)}
        return subprocess.run(
            ["/bin/sh", SCRIPT, group],
            env={**setting, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def done(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines()


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


@pytest.mark.parametrize("group", ["make", "site", "test"])
def test_silent_when_all_is_there(machine, group):
    machine.apt()
    machine.become_root()
    result = machine.run(group)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert machine.done == []


def test_without_permission_one_line_says_what_to_type(machine):
    machine.libraries()
    machine.program("fc-list")
    machine.apt("libpango-1.0-0")
    machine.program("sudo", "exit 1")
    result = machine.run("site")
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1].endswith(
        "apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 fonts-noto-cjk"
    )
    assert machine.done == []


def test_without_apt_one_line_says_what_to_type(machine):
    machine.become_root()
    machine.program("fc-list")
    result = machine.run("site")
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1


def test_root_installs_what_is_missing(machine):
    machine.without("chromium")
    machine.without("javac")
    machine.become_root()
    machine.apt("chromium", "default-jdk-headless", effect=machine.appear("chromium", "javac"))
    result = machine.run("test")
    assert result.returncode == 0, result.stderr
    update, install = machine.done
    assert update.endswith("update")
    assert install.endswith("install --yes --no-install-recommends chromium default-jdk-headless")


def test_sudo_without_a_password_will_do(machine):
    machine.without("make")
    machine.apt("make", effect=machine.appear("make"))
    machine.program("sudo", '[ "$1" = -n ] && shift && exec "$@"')
    result = machine.run("make")
    assert result.returncode == 0, result.stderr
    assert len(machine.done) == 2


def test_a_failed_installation_is_tried_once_more_and_then_told(machine):
    machine.without("javac")
    machine.become_root()
    machine.apt("default-jdk-headless", effect="exit 100")
    result = machine.run("test")
    assert result.returncode == 1
    assert "default-jdk-headless" in result.stderr.splitlines()[-1]
    assert [line.split()[-1] for line in machine.done] == ["update"] + ["default-jdk-headless"] * 2


def test_chromium_comes_from_playwright_where_it_is_packed_as_a_snap(machine, tmp_path):
    machine.without("chromium")
    machine.become_root()
    machine.apt()
    python = tmp_path / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    chrome = tmp_path / "browsers" / "chromium-1" / "chrome-linux" / "chrome"
    mkdir, touch = shutil.which("mkdir"), shutil.which("touch")
    python.write_text(
        f'#!/bin/sh\necho "$*" >>{machine.log}\n{mkdir} -p {chrome.parent}\n{touch} {chrome}\n',
        encoding="utf-8",
    )
    python.chmod(0o755)
    result = machine.run(
        "test", VENV=str(tmp_path / "venv"), PLAYWRIGHT_BROWSERS_PATH=str(tmp_path / "browsers")
    )
    assert result.returncode == 0, result.stderr
    assert machine.done[-1] == "-m playwright install --with-deps chromium"


PYTHONS = [
    ('case $2 in *print*) echo 3.10 ;; *"(3, 11)"*) exit 1 ;; esac', "3.11"),
    (
        "case $2 in *print*) echo 3.12 ;; *ensurepip*) exit 1 ;; esac",
        "apt-get install --no-install-recommends python3.12-venv",
    ),
    ("exit 127", "python3"),
]


@pytest.mark.parametrize(("code", "said"), PYTHONS, ids=["too old", "without venv", "broken"])
def test_a_python_that_will_not_do(machine, code, said):
    machine.program("python3", code)
    result = machine.run("python")
    assert result.returncode == 1
    assert said in result.stderr.splitlines()[-1]


def test_a_python_that_will_do(machine):
    machine.program("python3", "case $2 in *print*) echo 3.13 ;; esac")
    result = machine.run("python")
    assert (result.returncode, result.stderr) == (0, "")


def test_no_python_at_all(machine):
    result = machine.run("python")
    assert result.returncode == 1
    assert result.stderr.endswith("python3-venv\n")


OF_OWN_CHOICE = ("LibreOffice",)
"""What few need, takes half a gigabyte and is installed by nobody but its user."""


def test_doctor_names_the_same_packages():
    script = SCRIPT.read_text(encoding="utf-8")
    for part in doctor.examine():
        if "apt-get" in part.command and part.name not in OF_OWN_CHOICE:
            for package in part.command.split("--no-install-recommends ")[1].split():
                assert package in script, part.name


def test_an_unknown_group_is_refused(machine):
    assert os.access(SCRIPT, os.X_OK)
    result = machine.run("everything")
    assert result.returncode == 1
    assert "usage" in result.stderr
