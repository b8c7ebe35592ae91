"""A preview that is served in this process, to be asked anything.

Knows sockets. Must not know what is asked.
"""

from __future__ import annotations

import re
import socket
import tempfile
import threading
from functools import cache
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.testing import bind_unused_port

from sitegen.serve.preview import Preview
from sitegen.serve.server import make_application

PATIENCE = 0.2
"""Seconds to wait for an answer: a request that is not over gets none."""
SECRET = b"secret of the folder above"
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")


def answered(request: bytes) -> int | None:
    """The status of the answer to `request`, None without one. What lies outside the preview is never sent."""
    port = _port()
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.settimeout(PATIENCE)
        connection.sendall(request.replace(b"{port}", str(port).encode()))
        answer = b""
        try:
            while (piece := connection.recv(1 << 16)) and len(answer) < 1 << 20:
                answer += piece
                if b"\r\n\r\n" in answer and len(answer) < 1 << 16:
                    break
        except (TimeoutError, ConnectionResetError):
            pass
    assert SECRET not in answer
    status = _STATUS.match(answer)
    return int(status[1]) if status else None


@cache
def _port() -> int:
    folder = tempfile.mkdtemp(prefix="sitegen-fuzz-served-")
    preview = Preview(Path(folder), pdf=False, report=lambda _built: None)
    preview.folder.mkdir(parents=True)
    (preview.folder.parent / "secret.html").write_bytes(SECRET)
    (preview.folder / "index.html").write_text("<p>甲</p>", encoding="utf-8")
    listening, port = bind_unused_port()
    ready = threading.Event()

    def run() -> None:
        loop = IOLoop(make_current=True)
        HTTPServer(make_application(preview, port)).add_socket(listening)
        loop.add_callback(ready.set)
        loop.start()

    threading.Thread(target=run, daemon=True).start()
    assert ready.wait(10)
    return int(port)
