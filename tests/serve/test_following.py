"""What is saved is shown at once, every time, and what takes long follows."""

from __future__ import annotations

import asyncio
import json
import socket as sockets
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from tests.site_tools import ROOT, SEED, copy_of

pytestmark = pytest.mark.slow

PAGE = "reports/2020/yueyang-kexie/yueyang-bumen-zhengti/"
BESIDE = ("search/directory.bin", "data/facts-2020.csv")

LONGEST = 60
"""Seconds until a test gives up. Nothing is timed here: speed is for bench/."""


class Served:
    """`sitegen serve` on a copy of the sample."""

    def __init__(self, root: Path, port: int) -> None:
        self.root, self.port = root, port

    def read(self, path: str) -> str:
        with urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=LONGEST) as answer:
            return answer.read().decode("utf-8", "replace")

    async def connected(self) -> WebSocketClientConnection:
        socket = await websocket_connect(f"ws://127.0.0.1:{self.port}/livereload")
        hello = {"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}
        await socket.write_message(json.dumps(hello))
        assert json.loads(await told(socket))["command"] == "hello"
        await socket.write_message(json.dumps({"command": "info", "url": "http://127.0.0.1/"}))
        await asyncio.sleep(0.2)  # nothing answers this message
        return socket


async def told(socket: WebSocketClientConnection) -> str:
    message = await asyncio.wait_for(socket.read_message(), LONGEST)
    assert isinstance(message, str), "the connection was closed"
    return message


def free_port() -> int:
    with sockets.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
    root, port = copy_of(ROOT, tmp_path_factory.mktemp("site")), free_port()
    command = [sys.executable, "-m", "sitegen", "--root", str(root), "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        while "预览：" not in (line := process.stdout.readline()):
            assert line, "the preview has ended"
        yield Served(root, port)
        process.terminate()


def test_every_save_reloads_the_browser_however_soon_it_follows_another(served):
    narrative = (served.root / SEED).with_name("narrative.md")
    before = narrative.read_text(encoding="utf-8")

    async def save_twice() -> None:
        socket = await served.connected()
        for word in ("乙等之后再改一次。", "随即又改一次。"):
            narrative.write_text(f"{before}\n{word}\n", encoding="utf-8")
            assert json.loads(await told(socket))["command"] == "reload"
            assert word in served.read(PAGE)
        socket.close()

    asyncio.run(save_twice())


def test_the_search_and_the_files_with_all_figures_follow(served):
    def of_all() -> tuple[str, ...]:
        return tuple(map(served.read, BESIDE))

    before = of_all()
    path = served.root / SEED
    path.write_text(
        path.read_text(encoding="utf-8").replace("联系人: 杨岳", "联系人: 杨乐"), encoding="utf-8"
    )
    end = time.monotonic() + LONGEST
    while any(new == old for new, old in zip(of_all(), before, strict=True)):
        assert time.monotonic() < end, "they are as they were"
        time.sleep(0.2)


def test_a_mistake_reaches_the_browser_and_so_does_mending_it(served):
    path = served.root / SEED
    good = path.read_text(encoding="utf-8")

    async def break_and_mend() -> None:
        socket = await served.connected()
        path.write_text(good.replace("公共财政拨款: 140", "公共财政拨款: 150"), encoding="utf-8")
        assert json.loads(await told(socket))["command"] == "reload"
        with pytest.raises(OSError, match="500"):
            served.read(PAGE)
        path.write_text(good, encoding="utf-8")
        assert json.loads(await told(socket))["command"] == "reload"
        assert "<h1>" in served.read(PAGE)
        socket.close()

    asyncio.run(break_and_mend())
