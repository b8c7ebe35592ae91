"""What all tests share: `--no-skips`, who runs what, what is made once a run, and the browser that they drive.

Knows pytest and the outside programs of the tests. Must not know what any test tests.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Generator, Iterator
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from sitegen.machine.probes import find_chromium

os.environ["SITEGEN_CACHE_KEY"] = "one for all tests; that of who runs them is left alone"

settings.register_profile("sitegen", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("sitegen")  # no test says how long anything takes: machines are shared

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--no-skips",
        action="store_true",
        help="fail on every skip, and on an xfail without a reason: nothing is left out unseen",
    )
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


def note_what_was_run() -> None:
    """Let coverage, where it is measured, note what this process has run: a child that held it would note all of it
    once more when it ends, which takes longer than most children take for their work.
    """
    coverage = sys.modules.get("coverage")
    measured = coverage.Coverage.current() if coverage is not None else None
    if measured is not None:
        measured.switch_context("")


def pytest_configure() -> None:
    os.register_at_fork(before=note_what_was_run)
    if "TMPDIR" not in os.environ:
        from tests.in_memory import keep_temporary_files_in_memory

        keep_temporary_files_in_memory()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object):
    """Modules and groups stay together. `tests` is imported late, in all of this file: test_no_skips copies it."""
    if config.getoption("dist") != "loadgroup":
        return None
    from tests.schedule import Scheduling

    return Scheduling(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where several processes share the tests, the longest come first."""
    if hasattr(config, "workerinput"):
        from tests.schedule import ordered

        items[:] = ordered(items)


def pytest_collection_finish() -> None:
    """Thousands of tests are no garbage: whoever looks for some need not look through them each time."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def golden(request: pytest.FixtureRequest):
    """Compares a text with a file beside the test; `--update-golden` writes the file anew."""

    def compare(name: str, text: str) -> None:
        path = request.path.parent / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), "pytest --update-golden writes it anew"

    return compare


def refuse_skip(report: Report) -> Report:
    """Turn a skip, or an xfail that gives no reason, into a failure."""
    expected = hasattr(report, "wasxfail")
    if not report.skipped or (expected and report.wasxfail):
        return report
    what = "xfail without a reason" if expected else "skipped"
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
    report.outcome = "failed"
    report.longrepr = f"{report.nodeid}: {what} under --no-skips. {reason}".rstrip()
    if expected:
        del report.wasxfail
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """What runs the same lines thousands of times is not traced: that trebles its time, and covers nothing more."""
    if item.get_closest_marker("repeating") is None:
        return (yield)
    tracing = sys.gettrace()
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracing)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    return refuse_skip(report) if item.config.getoption("--no-skips") else report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    return refuse_skip(report) if collector.config.getoption("--no-skips") else report


@pytest.fixture(scope="session")
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """What all processes of this run share."""
    from tests.shared import Shared

    own = tmp_path_factory.getbasetemp()
    of_a_worker = hasattr(request.config, "workerinput")
    sharing = Shared((own.parent if of_a_worker else own) / "shared")
    yield sharing
    assert sharing.changed() == [], "a test has changed what others read; let it make a copy"


@pytest.fixture(scope="session")
def sample_site(shared):
    """The sample site without PDFs."""
    from tests.samples import sample

    return sample(shared, pdf=False)


@pytest.fixture(scope="session")
def sample_site_with_pdfs(shared):
    """The sample site as it is published."""
    from tests.samples import sample

    return sample(shared, pdf=True)


@pytest.fixture(scope="session")
def conformance(tmp_path_factory: pytest.TempPathFactory):
    """The validator of PDFs, whose virtual machine takes seconds to start and minutes to warm up."""
    from tests.printing.conformance import Conformance

    with Conformance(tmp_path_factory.mktemp("verapdf")) as validator:
        yield validator


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the Chromium that browser tests drive."""
    path = find_chromium()
    assert path, "no Chromium: run `make test`, or scripts/system-packages test"
    return path


@pytest.fixture(scope="session")
def driven(chromium: str) -> Iterator[tuple[Browser, asyncio.AbstractEventLoop]]:
    """The one Chromium of a worker, which talks to nobody of its own accord, and the loop that drives it."""
    arguments = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=arguments)
        loop = asyncio.get_running_loop()
        asyncio._set_running_loop(None)
        yield launched, loop
        asyncio._set_running_loop(loop)
        launched.close()


@pytest.fixture
def browser(driven: tuple[Browser, asyncio.AbstractEventLoop]) -> Iterator[Browser]:
    """The running Chromium, in which nothing is open yet and nothing stays open."""
    launched, loop = driven
    # Playwright leaves its loop marked as running in this thread. Tests without a browser, and what they
    # test, run loops of their own, so the mark is there only while a test has the browser.
    asyncio._set_running_loop(loop)
    assert launched.contexts == []
    yield launched
    for context in launched.contexts:
        context.close()
    asyncio._set_running_loop(None)
