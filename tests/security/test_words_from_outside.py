"""Names, keys, values, titles and arguments that would steer a terminal or command a runner, by every command."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.trust.seal import VARIABLE, own_key_file
from tests.calling import call
from tests.releases.tools import publish
from tests.runner_log import commands, unseen
from tests.site_tools import minimal
from tests.test_bad_inputs import FORM as SOUND_FORM
from tests.test_bad_inputs import HEAD

EVIL = "\x1b[31m\n::error::x\u202e ##[error]y\u200b##vso[z]"
"""In the name of a folder, so that every path has it."""
QUOTED = r'"甲\n  ::error::x\n##[error]y ##vso[z]"'
"""In YAML, without what no YAML may hold."""
HIDDEN = r'"\e[31m\n  ::error::x\u202e"'

FORM = f"""\
表单: demo
名称: {QUOTED}
地区: {QUOTED}
单位: 万元
小数: 2
部分:
  一、概况:
    内容:
      金额: {{标识: amount, 类型: 金额}}
      说明: {{标识: text, 类型: 正文}}
"""
REPORT = f"""\
表单: demo
部门: ju
年度: 2020
金额: {QUOTED}
说明: {QUOTED}
{HIDDEN}: {HIDDEN}
{QUOTED}: 1
数据说明: {QUOTED}
"""
SOUND_REPORT = f"{HEAD}金额: 1\n"
NARRATIVE = "## 说明\n\n::error::x 12万元&#27;[31m，##[error]13万元&#x202e;。\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    root = minimal(tmp_path_factory.mktemp("a") / EVIL / "site", FORM, REPORT, NARRATIVE)
    settings = root / "content/site.yaml"
    settings.write_text(
        f"名称: {QUOTED}\n主办单位: {QUOTED}\n{QUOTED}: {QUOTED}\n主题: {QUOTED}\n", encoding="utf-8"
    )
    publish(root / "output", {"index.html": b""})
    (root / "output" / EVIL.replace("/", "")).write_bytes(b"")
    (root / "none.json").write_bytes(b"no baseline")
    return root


COMMANDS = (
    ("check",),
    ("check", "--verbose", "--show-waived", "--explain-text"),
    ("check", "--diff"),
    ("check", "--baseline", EVIL),
    ("check", EVIL),
    ("check", "--output-file", f"{EVIL}/x"),
    *(("check", "--format", form) for form in ("json", "sarif", "github", "junit", "html")),
    ("build", "--no-pdf", "--jobs", "1"),
    ("publish", "www"),
    ("rollback",),
    ("verify",),
    ("sign", "output", "--key", "none", "--passphrase-env", EVIL),
    ("new", "--form", "wenzi-baogao", "--department", EVIL, "--year", "2020"),
    ("new", "--form", EVIL, "--department", "ju", "--year", "2020"),
    ("new", "--form", "wenzi-baogao", "--department", "ju", "--year", EVIL),
    ("init", "other"),
    ("forms", "list"),
    ("forms", "show", "demo"),
    ("forms", "show", EVIL),
    ("forms", "schema", "demo"),
    ("new", "--form", "wenzi-baogao", "--department", "ju", "--year", "2020", "--slug", EVIL),
    ("check", "--baseline", "none.json"),
    ("cache", "info"),
    ("cache", "prune"),
    ("explain", EVIL),
    (EVIL,),
    (f"--{EVIL}",),
    ("serve", "--port", EVIL),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command).replace(EVIL, "EVIL"))
def test_no_command_hides_or_obeys_what_it_prints(root, command):
    done = call(*command, cwd=root)
    assert "内部出错" not in done.stderr
    assert "Traceback" not in done.stderr
    for said in (done.stdout, done.stderr):
        assert unseen(said) == []
        meant = ("::error ", "::warning ", "::notice ") if "github" in command else ()
        assert [line for line in commands(said) if not line.startswith(meant)] == []


def test_what_is_wrong_with_the_key_of_the_cache_is_told_as_harmlessly(tmp_path, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / EVIL))
    key = own_key_file()
    assert key is not None
    key.parent.mkdir(parents=True)
    key.write_text("no key", encoding="ascii")
    key.chmod(0o600)
    done = call("check", "--root", str(minimal(tmp_path / "site", SOUND_FORM, SOUND_REPORT)))
    assert "不是密钥" in done.stderr
    assert unseen(done.stderr) == []
    assert commands(done.stderr) == []


def test_results_in_a_file_are_as_harmless(root, tmp_path):
    call("check", "--output-file", str(tmp_path / "result.txt"), cwd=root)
    said = (tmp_path / "result.txt").read_text(encoding="utf-8")
    assert r"##\x5berror" in said
    assert unseen(said) == []
    assert commands(said) == []
