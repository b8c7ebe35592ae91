"""`--no-skips`: what is left out fails; what is known to fail, and says why, does not."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = "pytester"

LEFT_OUT = {
    "mark": "@pytest.mark.skip(reason='later')\ndef test(): pass",
    "condition": "@pytest.mark.skipif(True, reason='never')\ndef test(): pass",
    "call": "def test(): pytest.skip('not today')",
    "fixture": "@pytest.fixture\ndef x(): pytest.skip('none')\ndef test(x): pass",
    "xfail_without_reason": "@pytest.mark.xfail\ndef test(): assert False",
    "xfail_call_without_reason": "def test(): pytest.xfail()",
    "module": "pytest.skip('all', allow_module_level=True)",
    "import": "pytest.importorskip('no_such_module')\ndef test(): pass",
}
FINE = {
    "passes": "def test(): pass",
    "xfail_with_reason": "@pytest.mark.xfail(reason='upstream bug')\ndef test(): assert False",
}


@pytest.fixture
def run(pytester):
    pytester.makeconftest(Path(__file__).parents[1].joinpath("conftest.py").read_text(encoding="utf-8"))

    def run(modules: dict[str, str], *options: str):
        pytester.makepyfile(**{f"test_{name}": f"import pytest\n{code}" for name, code in modules.items()})
        return pytester.runpytest("-p", "no:cacheprovider", "--continue-on-collection-errors", *options)

    return run


@pytest.mark.parametrize("processes", ["0", "1"])
def test_what_is_left_out_fails(run, processes):
    result = run(LEFT_OUT | FINE, "--no-skips", "-n", processes)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.assert_outcomes(passed=1, xfailed=1, errors=5, failed=3)
    for name in LEFT_OUT:
        result.stdout.fnmatch_lines(f"*test_{name}.py*under --no-skips*")


def test_without_the_option_it_does_not(run):
    result = run(LEFT_OUT | FINE)
    assert result.ret == pytest.ExitCode.OK
    result.assert_outcomes(passed=1, skipped=6, xfailed=3)


def test_what_is_fine_stays_so(run):
    result = run(FINE, "--no-skips")
    assert result.ret == pytest.ExitCode.OK
    result.assert_outcomes(passed=1, xfailed=1)


def test_no_tests_at_all_is_a_failure(run):
    assert run({"nothing": ""}, "--no-skips").ret == pytest.ExitCode.NO_TESTS_COLLECTED
