"""The preview answers this machine only, shows findings while there are any, and comes back."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.testing import bind_unused_port
from tornado.websocket import websocket_connect

from sitegen.serve.preview import Preview
from sitegen.serve.server import make_application
from tests.site_tools import ROOT, SEED, copy_of, replace


class Client:
    """Talks to a preview that is served in a thread."""

    def __init__(self, preview: Preview, port: int) -> None:
        self.preview = preview
        self.port = port

    def request(self, path: str, method: str = "GET", **headers: str):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, body, dict(answer.getheaders())


@pytest.fixture(scope="module")
def client(tmp_path_factory) -> Iterator[Client]:
    root: Path = copy_of(ROOT, tmp_path_factory.mktemp("site"))
    preview = Preview(root, pdf=False, report=lambda _built: None)
    preview.rebuild()
    socket, port = bind_unused_port()
    ready = threading.Event()
    loops: list[IOLoop] = []

    def run() -> None:
        loop = IOLoop(make_current=True)
        loops.append(loop)
        server = HTTPServer(make_application(preview, port))
        server.add_socket(socket)
        loop.add_callback(ready.set)
        loop.start()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(10)
    yield Client(preview, port)
    loops[0].add_callback(loops[0].stop)
    thread.join(10)


def test_pages_come_with_the_reload_script_and_without_the_policy_that_forbids_it(client):
    status, body, headers = client.request("/")
    assert status == 200
    assert f"/livereload.js?host=127.0.0.1&amp;port={client.port}" in body
    assert "Content-Security-Policy" not in body
    assert headers["Cache-Control"] == "no-store"
    assert client.request("/livereload.js")[0] == 200
    assert client.request("/assets/site.css")[0] == 200


def test_a_mistake_shows_the_findings_and_mending_it_brings_the_page_back(client):
    path = client.preview.root / SEED
    good = path.read_text(encoding="utf-8")
    replace(path, "公共财政拨款: 140,", "公共财政拨款: 150,")
    client.preview.rebuild()
    status, body, _ = client.request("/")
    assert status == 500
    assert "SUM101" in body
    assert "公共财政拨款" in body
    assert "livereload.js" in body, "the page goes away by itself"
    path.write_text(good, encoding="utf-8")
    client.preview.rebuild()
    assert client.request("/")[0] == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example"])
def test_foreign_hosts_are_refused(client, host):
    assert client.request("/", Host=host)[0] == 403


def test_a_foreign_name_for_this_machine_is_refused_at_the_right_port_too(client):
    """What a page that has its own name lead here would send."""
    for path in ("/", "/livereload.js"):
        assert client.request(path, Host=f"evil.example:{client.port}")[0] == 403


def test_this_host_by_name_is_answered(client):
    assert client.request("/", Host=f"localhost:{client.port}")[0] == 200


def test_a_socket_from_a_foreign_page_is_refused(client):
    headers = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Origin": "http://evil.example",
    }
    assert client.request("/livereload", **headers)[0] == 403


@pytest.mark.parametrize(
    "path",
    [
        "/../../content/site.yaml",
        "/%2e%2e/%2e%2e/content/site.yaml",
        "//etc/passwd",
        "/.sitegen-output",
        "/nowhere",
    ],
)
def test_nothing_outside_the_preview_is_served(client, path):
    assert client.request(path)[0] in (400, 404)


def test_hidden_folders_are_not_served(client):
    hidden = client.preview.folder / ".git"
    hidden.mkdir()
    (hidden / "config").write_bytes(b"a")
    try:
        assert client.request("/.git/config")[0] == 404
    finally:
        shutil.rmtree(hidden)


@pytest.mark.parametrize("frame", ["not json", "[]", "7", "{}", "[" * 100_000, b"\xff"])
def test_a_broken_frame_ends_its_connection_and_nothing_else(client, caplog, frame):
    async def answer() -> object:
        socket = await websocket_connect(f"ws://127.0.0.1:{client.port}/livereload")
        await socket.write_message(frame, binary=isinstance(frame, bytes))
        return await socket.read_message()

    assert asyncio.run(asyncio.wait_for(answer(), 10)) is None
    assert not caplog.records
    assert client.request("/livereload.js")[0] == 200


def test_links_that_lead_out_are_not_followed(client):
    link = client.preview.folder / "leak.yaml"
    link.symlink_to(client.preview.root / "content/site.yaml")
    try:
        assert client.request("/leak.yaml")[0] == 404
    finally:
        link.unlink()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_only_get_and_head(client, method):
    assert client.request("/", method)[0] == 405
    assert client.request("/", "HEAD")[:2] == (200, "")
