"""Pictures of a text: whether they can be shown and printed.

Knows what Pillow says of a file. Must not know texts. Nothing here raises; why a picture cannot be used is said.
"""

from __future__ import annotations

import warnings
from pathlib import Path

from sitegen.files import PICTURE_BYTES, PICTURE_PIXELS
from sitegen.loading.isolated import Patience
from sitegen.reading.markdown.links import Assets

_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}


class Pictures(Assets):
    """The files of the report in `folder`, by their paths; each picture that a text shows is looked into once, as long
    as there is `patience`.
    """

    def __new__(cls, paths: frozenset[str], folder: Path, patience: Patience) -> Pictures:
        """A set, which knows where its files lie."""
        made = super().__new__(cls, paths)
        made.folder, made.patience, made.faults = folder, patience, {}
        return made

    folder: Path
    patience: Patience
    faults: dict[str, str]

    def fault(self, path: str) -> str:
        """Why the picture cannot be shown, in Chinese; "" if it can."""
        if path not in self.faults:
            self.faults[path] = self.patience.apart(fault_of, self.folder / path)
        return self.faults[path]


def fault_of(path: Path) -> str:
    """Why the picture at `path` cannot be shown, in Chinese; "" if it can. Can be done in any process."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 — needed only where there is a picture

    due = _FORMATS.get(path.suffix.lower(), "")
    try:
        size = path.stat().st_size
        if size == 0:
            return "文件是空的"
        if size > PICTURE_BYTES:
            return f"文件超过 {PICTURE_BYTES // 1024**2} MiB，请缩小"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of large pictures, which have a limit of ours
            with Image.open(path, formats=("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")) as picture:
                if picture.format != due:
                    return f"文件名是 {path.suffix}，内容却是 {picture.format} 图片"
                width, height = picture.size
                if width * height > PICTURE_PIXELS:
                    return f"有 {width}×{height} 个像素，超过 {PICTURE_PIXELS // 10_000} 万，请缩小"
                picture.verify()  # the checksums, which loading passes over
            with Image.open(path, formats=(due,)) as picture:
                picture.load()
    except UnidentifiedImageError:
        return "内容不是图片，或已损坏"
    except Exception:  # the library raises anything for a damaged file
        return "图片损坏，读不完"
    return ""
