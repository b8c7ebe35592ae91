"""Where a document's images and style sheets come from: a few folders, nothing else.

Knows addresses and folders. There is no network, no file outside the folders, whatever a document
asks for: WeasyPrint by itself would fetch `http:` addresses and embed any file of the machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from PIL import Image
from weasyprint.urls import URLFetcher, URLFetcherResponse

from sitegen.files import TooLarge, read_limited

LARGEST = 20 * 1024 * 1024
"""Bytes of an image or style sheet."""

MOST_PIXELS = 25_000_000
"""Of an image: an A4 page at 300 dpi has 9 million. A picture of a hundred million pixels can hide in
12 KB and take 800 MB to draw."""


class Refused(ValueError):
    """What a document asked for is not to be had; says why, in Chinese."""


class FolderFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Opens files of the theme by their `file:` addresses, of a report by addresses below its own."""

    def __init__(self, folders: Iterable[tuple[str, Path]], theme: tuple[Path, ...]) -> None:
        super().__init__(allowed_protocols=())
        self._folders = tuple(folders)
        self._theme = theme

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 — WeasyPrint's signature
        """The file that `url` stands for; raises Refused, OSError."""
        for base, folder in self._folders:
            if url.startswith(base):
                path = folder / unquote(urlsplit(url[len(base) :]).path)
                if path.suffix.lower() == ".svg":
                    raise Refused("报告里不能用 SVG 图片")
                return _opened(url, path, (folder,))
        parts = urlsplit(url)
        if parts.scheme == "file" and not parts.netloc:
            return _opened(url, Path(url2pathname(parts.path)), self._theme)
        raise Refused("只能使用主题和报告目录里的文件")


def _opened(url: str, path: Path, roots: tuple[Path, ...]) -> URLFetcherResponse:
    real = path.resolve()
    if not any(real.is_relative_to(root.resolve()) for root in roots):
        raise Refused("文件在主题和报告目录之外")
    try:
        data = read_limited(real, LARGEST)
    except TooLarge as error:
        raise Refused(f"文件超过 {LARGEST // 1024 // 1024} MB") from error
    if real.suffix.lower() not in (".css", ".svg"):
        _look_at(real)
    return URLFetcherResponse(url, data)


def _look_at(path: Path) -> None:
    """Refuse pictures that are too large to draw; the head of the file says how large they are."""
    try:
        with Image.open(path) as image:
            width, height = image.size
    except (OSError, Image.DecompressionBombError) as error:
        raise Refused("不是能读出的图片") from error
    if width * height > MOST_PIXELS:
        raise Refused(f"图片有 {width}×{height} 个像素，超过 {MOST_PIXELS // 10000} 万")
