"""The ready-made CI: each file keeps to its platform's schema, and its commands do what the documents say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from lxml import etree
from pre_commit import clientlib

from sitegen import __version__
from tests.site_tools import ROOT, SEED, copy_of, cut

pytestmark = pytest.mark.slow

WORKFLOW = ROOT / "docs/ci/github-workflow.yml"
GITLAB = ROOT / "docs/ci/gitlab-ci.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
GUIDE = ROOT / "docs/持续集成.md"


def loaded(path: Path):
    """The YAML, every scalar as text: `on` is no truth value."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def ours(lines) -> list[str]:
    return [line for line in lines if line.startswith("sitegen ")]


def workflow_steps():
    return loaded(WORKFLOW)["jobs"]["check"]["steps"]


WORKFLOW_COMMANDS = ours(step.get("run", "") for step in workflow_steps())
GITLAB_COMMANDS = ours(loaded(GITLAB)["check"]["script"])
BLOCKS = re.findall(r"^```sh\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
GUIDE_COMMANDS = ours(line for block in BLOCKS for line in block.splitlines())


# What the platforms take


def problems(kind: str, path: Path) -> subprocess.CompletedProcess[str]:
    """What the platform's published schema, as check-jsonschema ships it, says of the file."""
    options = ["--builtin-schema", f"vendor.{kind}"]
    if kind == "gitlab-ci":
        options += ["--data-transform", "gitlab-ci"]
    command = [sys.executable, "-m", "check_jsonschema", *options, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("kind", "path"), [("github-workflows", WORKFLOW), ("gitlab-ci", GITLAB)])
def test_the_file_fits_the_schema_of_its_platform(kind, path):
    done = problems(kind, path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("kind", "path", "old", "new"),
    [
        ("github-workflows", WORKFLOW, "runs-on:", "run-on:"),
        ("gitlab-ci", GITLAB, "when: always", "when: ever"),
    ],
)
def test_the_schema_would_tell(kind, path, old, new, tmp_path):
    text = path.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / path.name).write_text(text.replace(old, new), encoding="utf-8")
    assert problems(kind, tmp_path / path.name).returncode == 1


def test_the_hook_is_one_that_pre_commit_takes():
    (hook,) = clientlib.load_manifest(str(HOOKS))
    assert (hook["id"], hook["language"], hook["pass_filenames"]) == ("sitegen-check", "python", False)


def test_the_workflow_is_given_no_more_than_it_needs():
    assert loaded(WORKFLOW)["permissions"] == {"contents": "read", "security-events": "write"}
    checkouts = [step["with"] for step in workflow_steps() if "checkout" in step.get("uses", "")]
    assert [each["persist-credentials"] for each in checkouts] == ["false", "false"]


@pytest.mark.parametrize("path", [WORKFLOW, GITLAB])
def test_nothing_secret_and_nothing_kept_is_within_reach_of_a_stranger(path):
    text = path.read_text(encoding="utf-8")
    for word in ("secrets.", "pull_request_target", "actions/cache", "sitegen build", "TOKEN"):
        assert word not in text
    assert loaded(GITLAB)["check"]["cache"] == []


@pytest.fixture
def proposed(tmp_path):
    """A clone of a project, as a runner has it of a merge request that would run programs of its own."""
    project, clone = tmp_path / "project", tmp_path / "clone"
    (project / "tools").mkdir(parents=True)
    (project / "requirements.txt").write_text("./tools/sitegen.whl\n")
    (project / "tools/sitegen.whl").write_text("ours")
    (project / "themes/gov").mkdir(parents=True)
    (project / "themes/gov/page.html").write_text("ours")
    git(project, "init", "--quiet", "--initial-branch", "main")
    git(project, "add", "--all")
    commit(project)
    git(tmp_path, "clone", "--quiet", str(project), str(clone))
    git(clone, "checkout", "--quiet", "-b", "proposal")
    (clone / "requirements.txt").write_text("evil\n")
    (clone / "tools/sitegen.whl").write_text("theirs")
    (clone / "pip.py").write_text("print('theirs')")
    (clone / "themes/evil").mkdir()
    for theme in ("evil", "gov"):
        (clone / "themes" / theme / "page.html").write_text("theirs")
    git(clone, "add", "--all")
    commit(clone)
    return clone


def commit(root: Path) -> None:
    git(root, "-c", "user.name=x", "-c", "user.email=x@example.invalid", "commit", "--quiet", "-m", "x")


def python_that_tells(folder: Path) -> Path:
    """A program called `python` that prints what pip would install, and what would be taken for pip."""
    folder.mkdir()
    (folder / "python").write_text(
        '#!/bin/sh\ncat "$5" tools/sitegen.whl; test -e pip.py && echo theirs\ntrue\n'
    )
    (folder / "python").chmod(0o755)
    return folder


def test_gitlab_installs_what_the_target_branch_says(proposed, tmp_path):
    script = "set -e\n" + "\n".join(loaded(GITLAB)["check"]["before_script"])
    path = f"{python_that_tells(tmp_path / 'bin')}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}
    done = subprocess.run(
        ["bash", "-c", script], cwd=proposed, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "./tools/sitegen.whl\nours"
    assert (proposed / "requirements.txt").read_text() == "evil\n", "what is proposed is what is checked"


def test_github_installs_what_the_target_branch_says():
    site, trusted = (step["with"] for step in workflow_steps() if "checkout" in step.get("uses", ""))
    assert "ref" not in site
    assert trusted["ref"] == "${{ github.base_ref || github.sha }}"
    assert loaded(WORKFLOW)["defaults"]["run"]["working-directory"] == site["path"]
    (install,) = (step for step in workflow_steps() if "pip" in step.get("run", ""))
    assert install["working-directory"] == trusted["path"]
    for step in workflow_steps():
        if step.get("run", "").startswith("sitegen"):
            assert "working-directory" not in step


def test_a_preview_of_a_proposal_has_no_theme_of_its_own(proposed):
    git(proposed, "fetch", "--quiet", "origin", "main")
    (recipe,) = (block for block in BLOCKS if "rm -rf themes" in block)
    assert run(recipe, proposed).returncode == 0
    assert [path.name for path in (proposed / "themes").iterdir()] == ["gov"]
    assert (proposed / "themes/gov/page.html").read_text() == "ours"


# What the commands do


def run(command: str, root: Path) -> subprocess.CompletedProcess[str]:
    """The command as a runner runs it, in the folder of the site, with the `sitegen` of this environment."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command]
    return subprocess.run(
        shell, cwd=root, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False
    )


@pytest.fixture
def clean(tmp_path):
    """The sample site with its real report."""
    return copy_of(ROOT, tmp_path / "clean", year=2020)


@pytest.fixture
def broken(tmp_path):
    """The same site without the explanations of its report: it has errors."""
    root = copy_of(ROOT, tmp_path / "broken", year=2020)
    cut(root / SEED, "数据说明:")
    return root


def read(path: Path) -> None:
    """The file is of the kind that its name says."""
    if path.suffix == ".html":
        assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    elif path.suffix == ".xml":
        assert etree.parse(path).getroot().tag == "testsuites"
    else:
        assert json.loads(path.read_text(encoding="utf-8"))["version"]


def kept_by_workflow() -> set[str]:
    steps = [step["with"] for step in workflow_steps() if step.get("uses", "").count("upload")]
    return {
        name.removeprefix("site/")
        for step in steps
        for name in (step.get("path", "") + "\n" + step.get("sarif_file", "")).split()
    }


def kept_by_gitlab() -> set[str]:
    artifacts = loaded(GITLAB)["check"]["artifacts"]
    return {*artifacts["paths"], *artifacts["reports"].values()}


@pytest.mark.parametrize(
    ("commands", "kept"),
    [(WORKFLOW_COMMANDS, kept_by_workflow()), (GITLAB_COMMANDS, kept_by_gitlab())],
    ids=["github", "gitlab"],
)
class TestCommands:
    def test_on_a_clean_site_all_succeed(self, commands, kept, clean):
        assert len(commands) == 3
        assert [run(command, clean).returncode for command in commands] == [0, 0, 0]
        for name in kept:
            read(clean / name)

    def test_on_a_broken_site_every_file_is_written_and_the_last_command_fails(self, commands, kept, broken):
        done = [run(command, broken) for command in commands]
        assert [each.returncode for each in done] == [0, 0, 1]
        assert SEED in done[-1].stdout
        for name in kept:
            read(broken / name)

    def test_a_wrong_call_is_not_taken_for_findings(self, commands, kept, tmp_path):
        assert {run(command, tmp_path).returncode for command in commands} <= {1, 2}
        assert not any((tmp_path / name).exists() for name in kept)


def test_the_workflow_annotates(broken):
    lines = run(WORKFLOW_COMMANDS[-1], broken).stdout.splitlines()
    assert any(line.startswith(f"::error file={SEED},line=") for line in lines)


def test_every_command_of_the_guide_runs(clean):
    assert len(GUIDE_COMMANDS) > 8
    strict = [command for command in GUIDE_COMMANDS if "--strict" in command]
    done = {command: run(command, clean) for command in GUIDE_COMMANDS}
    failed = {
        command: each.stderr for command, each in done.items() if each.returncode and command not in strict
    }
    assert failed == {}
    assert all(done[command].returncode in {0, 1} for command in strict)
    for name in re.findall(r"--output-file (\S+)", "\n".join(GUIDE_COMMANDS)):
        read(clean / name)


def test_with_the_baseline_of_the_guide_old_findings_fail_nothing(broken):
    written, *later = [command for command in GUIDE_COMMANDS if "baseline.json" in command]
    assert run("sitegen check", broken).returncode == 1
    assert run(written, broken).returncode == 0
    assert later
    assert [run(command, broken).returncode for command in later] == [0] * len(later)


def test_the_guide_names_every_format():
    from sitegen.reporters.formats import CHOICES

    text = GUIDE.read_text(encoding="utf-8")
    assert [name for name in CHOICES if f"| `{name}` |" not in text] == []


def test_the_guide_pins_this_version():
    assert re.findall(r"^sitegen==(.*)$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE) == [__version__]


# The hook, run by pre-commit itself


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)


def commit_check(root: Path, cache: Path) -> subprocess.CompletedProcess[str]:
    """pre-commit's verdict on all files of `root`, with our hook but the `sitegen` of this environment."""
    (hook,) = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    local = {"repos": [{"repo": "local", "hooks": [hook | {"language": "system"}]}]}
    (root / ".pre-commit-config.yaml").write_text(yaml.safe_dump(local, allow_unicode=True), encoding="utf-8")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "PRE_COMMIT_HOME": str(cache)}
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def test_the_hook_lets_a_clean_site_through(clean, tmp_path):
    done = commit_check(clean, tmp_path / "cache")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout


def test_the_hook_stops_a_broken_one(broken, tmp_path):
    done = commit_check(broken, tmp_path / "cache")
    assert done.returncode == 1
    assert SEED in done.stdout


def test_the_hook_is_not_run_where_nothing_of_the_site_changed(tmp_path):
    root = tmp_path / "other"
    root.mkdir()
    (root / "README.md").write_text("无关\n", encoding="utf-8")
    assert "no files to check" in commit_check(root, tmp_path / "cache").stdout
