"""How to find out which libraries, fonts and programs there are, and of which version.

Knows how each tells. Must not know what it is needed for.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from sitegen import lazy_re as re

BROWSERS = ("chromium", "google-chrome-stable", "google-chrome")
OFFICES = ("soffice", "libreoffice")


def find_chromium() -> str | None:
    """The path of a Chromium or Chrome that tests can drive; None when there is none.

    One packed as a snap does not count: it cannot read files under /tmp. Playwright's own does.
    """
    for name in BROWSERS:
        path = shutil.which(name)
        if path and not path.startswith("/snap/"):
            return path
    cache = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright"
    found = sorted(Path(cache).glob("chromium-*/chrome-linux*/chrome"))
    return str(found[-1]) if found else None


def find_office() -> str | None:
    """The path of LibreOffice; None when there is none."""
    return next((path for name in OFFICES if (path := shutil.which(name))), None)


def library(names: Iterable[str]) -> ctypes.CDLL | None:
    """The library that has one of `names`, loaded."""
    for name in names:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None


def font_version(family: str, weight: int) -> str:
    """The version of `family` in this weight on fontconfig's scale; "" when there is none."""
    listing = _output(["fc-list", "-f", "%{fontversion}\n", f":family={family}:weight={weight}"])
    number = listing.split("\n", 1)[0]
    # A 16.16 fixed-point number.
    return f"{int(number) / 65536:.3f}" if number.isdecimal() else ""


def first_version(command: list[str]) -> str:
    """The first version that `command` prints; "" when it prints none."""
    found = re.search(r"\d+(?:\.\d+)+", _output(command))
    return found.group() if found else ""


def _output(command: list[str]) -> str:
    """What a command prints on either stream; "" when it cannot be run or takes too long."""
    try:
        done = subprocess.run(  # noqa: S603 - the commands are literals of this module
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=10,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace")
