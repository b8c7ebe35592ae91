"""How long it takes in a preview from saving a file to the new page.

Knows the preview as a browser does: a socket that says when to reload, and pages. Must not know how it is built.
"""

from __future__ import annotations

import asyncio
import json
import socket
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from tornado.websocket import WebSocketClientConnection, websocket_connect

from bench.corpus import edit_narrative
from bench.site import sitegen

LONGEST = 120
"""Seconds that what can wait may take."""


def saving(root: Path, rounds: int) -> float:
    """Median seconds from a narrative that is saved to its page, read after the reload that was told."""
    with _preview(root) as port:
        return statistics.median(asyncio.run(_rounds(root, port, rounds + 1))[1:])


async def _rounds(root: Path, port: int, rounds: int) -> list[float]:
    browser = await _connected(port)
    found = []
    for _ in range(rounds):
        start = time.perf_counter()
        folder = edit_narrative(root)
        await browser.read_message()
        page = folder.relative_to(root / "content").as_posix()
        _read(port, f"{page}/")
        found.append(time.perf_counter() - start)
        await _completed(root)
    browser.close()
    return found


async def _completed(root: Path) -> None:
    """What could wait has been made: there is another release."""
    manifest = root / ".sitegen/preview/.sitegen-manifest"
    before, end = manifest.stat().st_mtime_ns, time.monotonic() + LONGEST
    while manifest.stat().st_mtime_ns == before:
        assert time.monotonic() < end, "what can wait is not made"
        await asyncio.sleep(0.1)


async def _connected(port: int) -> WebSocketClientConnection:
    browser = await websocket_connect(f"ws://127.0.0.1:{port}/livereload")
    hello = {"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}
    await browser.write_message(json.dumps(hello))
    await browser.read_message()
    await browser.write_message(json.dumps({"command": "info", "url": "http://127.0.0.1/"}))
    return browser


@contextmanager
def _preview(root: Path) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    command = sitegen(root, "serve", "--port", str(port))
    with subprocess.Popen(
        command.arguments, cwd=command.folder, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        while "http://" not in (line := process.stdout.readline()):
            assert line, "the preview has ended"
        try:
            yield port
        finally:
            process.terminate()


def _read(port: int, path: str) -> bytes:
    with urlopen(f"http://127.0.0.1:{port}/{path}") as answer:
        return bytes(answer.read())
