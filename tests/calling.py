"""`sitegen` as it is called, in a process of its own that has loaded it already.

Knows processes. Must not know what any command does.

A second is lost in loading Python and sitegen each time a test calls it. Here the call is a child of the tests'
own process: what runs is `python -m sitegen`, and arguments, folder, environment, outputs and exit status are
those of a process. What is tested of the start itself takes a fresh interpreter: `fresh`.
"""

from __future__ import annotations

import ctypes
import gc
import os
import resource
import runpy
import subprocess
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import NoReturn

Done = subprocess.CompletedProcess[str]


def fresh(*arguments: str, cwd: Path | None = None) -> Done:
    """Run `sitegen` in an interpreter of its own. Never a traceback."""
    command = [sys.executable, "-m", "sitegen", *arguments]
    return _untraced(subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False))


@dataclass(frozen=True)
class Limits:
    """What a call may use: seconds of the processor, and megabytes of memory besides those that the tests have."""

    seconds: int = 10
    megabytes: int = 1024

    def impose(self) -> None:
        """On this process."""
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + self.megabytes * 1024 * 1024,) * 2)
        spent = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
        resource.setrlimit(resource.RLIMIT_CPU, (spent + self.seconds,) * 2)


def call(*arguments: str, cwd: Path | None = None, limits: Limits | None = None, plain: bool = False) -> Done:
    """Run `sitegen` in a child of this process, within `limits`; `plain` as a user who may not
    read everything. Never a traceback."""
    with TemporaryFile() as output, TemporaryFile() as errors:
        child = os.fork()
        if child == 0:
            if limits is not None:
                limits.impose()
            if plain:
                _lose_privileges()
            _become(arguments, cwd, output.fileno(), errors.fileno())
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said = []
        for file in (output, errors):
            file.seek(0)
            said.append(file.read().decode())
    return _untraced(subprocess.CompletedProcess(arguments, code, *said))


def _lose_privileges() -> None:
    """Let permissions hold for this process, even where root runs the tests: capset(2) with no capability."""
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    ctypes.CDLL(None).capset(header, (ctypes.c_uint32 * 6)())


def _untraced(done: Done) -> Done:
    assert "Traceback" not in done.stdout + done.stderr, done.stdout + done.stderr
    return done


def _become(arguments: tuple[str, ...], cwd: Path | None, output: int, errors: int) -> NoReturn:
    """End this process as `python -m sitegen` would."""
    gc.freeze()  # otherwise all memory of the parent is copied while garbage is looked for
    code: object = 1
    try:
        for opened, number in ((os.open(os.devnull, os.O_RDONLY), 0), (output, 1), (errors, 2)):
            os.dup2(opened, number)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 — of a descriptor
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        if cwd is not None:
            os.chdir(cwd)
        sys.argv = ["sitegen", *arguments]
        runpy.run_module("sitegen", run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as end:
        code = end.code
        if code is not None and not isinstance(code, int):
            print(code, file=sys.stderr)
            code = 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 0)
