"""The web server of a preview, on livereload and tornado.

Knows HTTP: 127.0.0.1 only, GET and HEAD only, requests for this host from this origin only, files of
the preview only. Must not know how a site is built.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from livereload import Server
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from rich.console import Console
from tornado import web

from sitegen import lazy_re as re
from sitegen.files import links_below
from sitegen.pipeline import Built
from sitegen.serve.following import Follower
from sitegen.serve.preview import Preview

HOST = "127.0.0.1"
_NAMES = frozenset({"127.0.0.1", "localhost"})
_CSP = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_SCRIPT = '<script src="/livereload.js?host={host}&amp;port={port}"></script>\n</body>'


class NotServed(Exception):
    """There is no preview; the text says why, in Chinese."""


class PortInUse(NotServed):
    """The port cannot be listened on. `port` is its number."""

    def __init__(self, port: int) -> None:
        super().__init__(f"端口 {port} 已被占用，请用 --port 换一个。")
        self.port = port


def serve(root: Path, *, port: int, pdf: bool, console: Console, report: Callable[[Built], None]) -> None:
    """Build the site below `root`, serve it and rebuild on every change, until interrupted.

    Raises NotServed. `report` is called after every build.
    """
    for link in links_below(
        root / "content"
    ):  # whoever watches a folder follows them, to the end of the disk
        raise NotServed(
            f"{link} 是符号链接，不读它指向的内容；删去这个链接，把要用的文件本身复制过来，再预览。"
        )
    preview = Preview(root, pdf, report)
    preview.rebuild()
    folders = [root / name for name in ("content", "themes") if (root / name).is_dir()]

    def announce() -> None:
        console.print(f"预览：http://{HOST}:{port}/　保存后自动刷新；按 Ctrl+C 结束。")

    server = PreviewServer(preview, Follower(preview, folders), announce)
    try:
        server.serve(port=port, host=HOST, root=str(preview.folder), debug=False, live_css=False)
    except OSError as error:
        raise PortInUse(port) from error


class PreviewServer(Server):
    """livereload's server with our own handlers: its static handler would answer any host, and its
    injected script is inline, which the pages' Content-Security-Policy forbids.
    """

    def __init__(self, preview: Preview, follower: Follower, announce: Callable[[], None]) -> None:
        super().__init__(watcher=follower)
        self.preview = preview
        self.announce = announce

    def application(self, port: int, host: str, *_args: Any, **_options: Any) -> None:
        """Listen on `port` of `host`, and `announce` it only then; called by livereload."""
        LiveReloadHandler.watcher = self.watcher
        LiveReloadHandler.live_css = False
        make_application(self.preview, port).listen(port, address=host)
        self.announce()

    def _setup_logging(self) -> None:
        """Nothing: livereload's log is for developers; we say what clerks need to know."""


def make_application(preview: Preview, port: int) -> web.Application:
    """The handlers of a preview that is served on `port`."""
    return web.Application(
        [
            (r"/livereload", ReloadSocket, {"port": port}),
            (r"/livereload\.js", ReloadScript, {"port": port}),
            (r"/(.*)", PageHandler, {"preview": preview, "port": port}),
        ]
    )


def is_local(netloc: str, port: int) -> bool:
    """Whether `netloc` (host:port) is this server: other names may be somebody else's trick."""
    name, _, given = netloc.rpartition(":")
    return name in _NAMES and given == str(port)


class ReloadSocket(LiveReloadHandler):
    """Tells the browser to reload; only pages of this server may listen."""

    def initialize(self, port: int) -> None:
        """Keep the port."""
        self._port = port

    def prepare(self) -> None:
        """Refuse foreign hosts."""
        if not is_local(self.request.host, self._port):
            raise web.HTTPError(403)

    def check_origin(self, origin: str) -> bool:
        """Refuse foreign pages."""
        return is_local(urlsplit(origin).netloc, self._port)

    def on_message(self, message: str | bytes) -> None:
        """As livereload's; what is no message of its script ends the connection."""
        try:
            super().on_message(message)
        except (ValueError, TypeError, AttributeError, RecursionError):
            self.close()


class ReloadScript(LiveReloadJSHandler):
    """livereload's own script."""

    def initialize(self, port: int) -> None:
        """Keep the port."""
        self._port = port

    def prepare(self) -> None:
        """Refuse foreign hosts."""
        if not is_local(self.request.host, self._port):
            raise web.HTTPError(403)


class PageHandler(web.RequestHandler):
    """Files of the preview; the findings instead of pages while the build fails."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    def initialize(self, preview: Preview, port: int) -> None:
        """Keep what to serve."""
        self._preview = preview
        self._port = port

    def prepare(self) -> None:
        """Refuse foreign hosts (DNS rebinding)."""
        if not is_local(self.request.host, self._port):
            raise web.HTTPError(403)

    def head(self, path: str) -> None:
        """As GET; tornado drops the body."""
        self.get(path)

    def get(self, path: str) -> None:
        """Send the file at `path`, or the findings."""
        self.set_header("Cache-Control", "no-store")
        is_page = path == "" or path.endswith(("/", ".html"))
        if is_page and self._preview.findings is not None:
            self.set_status(500)
            self._send_page(self._preview.findings)
            return
        file = self._file(path)
        if file is None:
            raise web.HTTPError(404)
        if file.suffix == ".html":
            self._send_page(file.read_text(encoding="utf-8", errors="replace"))
            return
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.write(file.read_bytes())

    def _file(self, path: str) -> Path | None:
        """The file that `path` names, None if it is not a regular file inside the preview."""
        root = self._preview.folder.resolve()
        file = root / path
        if path == "" or path.endswith("/"):
            file /= "index.html"
        try:
            real = file.resolve(strict=True)
        except (OSError, ValueError):
            return None
        if not real.is_relative_to(root) or not real.is_file():
            return None
        hidden = any(part.startswith(".") for part in real.relative_to(root).parts)
        return None if hidden else real

    def _send_page(self, html: str) -> None:
        """A page with livereload's script, and without the policy that would forbid it."""
        script = _SCRIPT.format(host=HOST, port=self._port)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.write(_CSP.sub("", html).replace("</body>", script, 1))
