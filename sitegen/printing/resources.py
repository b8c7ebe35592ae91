"""Where a document's images and style sheets come from: a few folders, nothing else.

Knows addresses and folders. There is no network, no file outside the folders, whatever a document
asks for: WeasyPrint by itself would fetch `http:` addresses and embed any file of the machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from PIL import Image
from weasyprint.urls import URLFetcher, URLFetcherResponse

from sitegen.files import PICTURE_BYTES, PICTURE_PIXELS, TooLarge, read_limited


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
            return _opened(url, self._of_theme(Path(url2pathname(parts.path))), self._theme)
        raise Refused("只能使用主题和报告目录里的文件")

    def _of_theme(self, path: Path) -> Path:
        """The file that stands for `path`: of the theme's folders, the first that has a file wins."""
        names = [path.relative_to(folder) for folder in self._theme if path.is_relative_to(folder)]
        files = (folder / name for name in names for folder in self._theme)
        return next(filter(Path.is_file, files), path)


def _opened(url: str, path: Path, roots: tuple[Path, ...]) -> URLFetcherResponse:
    real = path.resolve()
    if not any(real.is_relative_to(root.resolve()) for root in roots):
        raise Refused("文件在主题和报告目录之外")
    try:
        data = read_limited(real, PICTURE_BYTES)
    except TooLarge as error:
        raise Refused(f"文件超过 {PICTURE_BYTES // 1024 // 1024} MB") from error
    if real.suffix.lower() not in (".css", ".svg"):
        data = _printable(data)
    return URLFetcherResponse(url, data)


def _printable(data: bytes) -> bytes:
    """The picture as it can be drawn; refuses those that are too large, which the head of the file says."""
    try:
        with Image.open(BytesIO(data)) as image:
            width, height = image.size
            if width * height > PICTURE_PIXELS:
                raise Refused(f"图片有 {width}×{height} 个像素，超过 {PICTURE_PIXELS // 10000} 万")
            return _of_eight_bits(image) if image.mode.startswith("I") else data
    except (OSError, Image.DecompressionBombError) as error:
        raise Refused("不是能读出的图片") from error


def _of_eight_bits(image: Image.Image) -> bytes:
    """A grey picture with two bytes a pixel, which WeasyPrint does not know, with one."""
    grey = image.convert("I").point(lambda value: value / 256).convert("L")
    held = BytesIO()
    grey.save(held, "PNG")
    return held.getvalue()
