"""The sample site, built once a worker, and a server for it: pages of file: have no storage and no search."""

from __future__ import annotations

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copytree
from threading import Thread

import pytest


@pytest.fixture(scope="session")
def site(sample_site, tmp_path_factory) -> tuple[Path, tuple[str, ...]]:
    """Folder and pages of the sample site, without PDFs: a copy, to which more may be added."""
    output = tmp_path_factory.mktemp("site") / "output"
    return copytree(sample_site.output, output), sample_site.pages


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """A browser that goes on to another page hangs up: that is no news."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@pytest.fixture(scope="session")
def address(site):
    """Where the sample site is served, without a final slash."""
    (site[0] / "favicon.ico").write_bytes(b"")
    server = _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(site[0])))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
