"""The text of the files that lie beside a report: Word, Excel, PDF, plain text.

Knows which library reads which format, and what people forget about in a file: hidden sheets,
comments, headers, deleted text, properties. Must not know what is sought in the text. Nothing here
raises; what cannot be read is said.
"""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from sitegen.files import TooLarge, read_limited
from sitegen.model.attachment import AttachedText, Attachment
from sitegen.reading.names import unusable

LIMIT = 50 * 1024 * 1024
"""Bytes of an attachment."""

UNPACKED_LIMIT = 300 * 1024 * 1024
"""Bytes of what a packed document (docx, xlsx) unpacks to."""

MAX_PAGES = 500
"""Pages of a PDF that are read."""

REPORT = "report.yaml"
NOT_ATTACHED = frozenset({REPORT, "narrative.md"})
_IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff"})
_PLAIN = frozenset({".txt", ".csv", ".json", ".md", ".xml", ".html", ".htm", ".yaml", ".yml"})
_OLD = frozenset({".doc", ".xls", ".ppt", ".wps", ".et", ".dps", ".rtf"})
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PROPERTIES = {
    "author": "作者", "creator": "作者", "last_modified_by": "最后修改者", "lastModifiedBy": "最后修改者",
    "title": "标题", "subject": "主题", "keywords": "关键词", "comments": "备注", "description": "备注",
    "category": "类别", "manager": "经理", "company": "单位",
}  # fmt: skip


class Unreadable(Exception):
    """A file whose text cannot be had; the message says why, in Chinese."""


def load_attachments(folder: Path, root: Path) -> tuple[Attachment, ...]:
    """Every file in and below `folder` but the report's own and those of reports further down; links
    are not followed.
    """
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(
            name
            for name in folders
            if not os.path.lexists(here / name / REPORT) and name[0] != "." and not unusable(name, 0)
        )
        own = NOT_ATTACHED if here == folder else frozenset[str]()
        found += [here / name for name in sorted(names) if name not in own and name[0] != "."]
    files = (path for path in found if _is_usable(path))
    return tuple(_attachment(path, path.relative_to(root).as_posix()) for path in files)


def _is_usable(path: Path) -> bool:
    try:
        state = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(state.st_mode) and not unusable(path.name, state.st_size)


def _attachment(path: Path, shown: str) -> Attachment:
    kind = path.suffix.lower()
    if kind in _IMAGES:
        return Attachment(shown, is_image=True)
    reader = _READERS.get(kind) or (_plain if kind in _PLAIN else None)
    if reader is None:
        return Attachment(
            shown, problem="旧格式" if kind in _OLD else f"不认识的格式 {kind or '（没有扩展名）'}"
        )
    texts: list[AttachedText] = []
    problem = ""
    try:
        texts.extend(each for each in reader(read_limited(path, LIMIT)) if each.text.strip())
    except TooLarge:
        problem = f"超过 {LIMIT // 1024**2} MiB"
    except Unreadable as error:
        problem = str(error)
    except Exception as error:  # the libraries raise anything for a damaged file
        problem = f"文件损坏，或不是真正的 {kind}（{type(error).__name__}）"
    return Attachment(shown, tuple(texts), problem)


def _word(data: bytes) -> Iterator[AttachedText]:
    import docx  # noqa: PLC0415 — needed only where there is such a file
    from lxml import etree  # noqa: PLC0415

    _check_unpacked(data)
    document = docx.Document(BytesIO(data))
    yield from _properties(document.core_properties)
    for part in document.part.package.iter_parts():
        name = str(part.partname)
        if not name.endswith(".xml"):
            continue
        element = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
        # A paragraph's words, in pieces of any formatting; deleted ones are still in the file.
        for paragraph in element.iter(f"{_W}p"):
            words = "".join(
                node.text or "" for node in paragraph.iter(f"{_W}t", f"{_W}delText", f"{_W}instrText")
            )
            yield AttachedText(
                _WORD_PARTS.get(name.rpartition("/")[2].rstrip("0123456789.xml"), "正文"), words
            )
        if name.startswith("/docProps"):
            yield AttachedText("文档属性", " ".join(element.itertext()))


_WORD_PARTS = {
    "header": "页眉",
    "footer": "页脚",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "comments": "批注",
}


def _sheet(data: bytes) -> Iterator[AttachedText]:
    import openpyxl  # noqa: PLC0415 — as above

    _check_unpacked(data)
    book = openpyxl.load_workbook(BytesIO(data))
    yield from _properties(book.properties)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                where = f"工作表“{sheet.title}”{cell.coordinate}"
                if cell.value is not None:
                    yield AttachedText(where, _cell_text(cell.value))
                if cell.comment is not None:
                    yield AttachedText(f"{where} 的批注", cell.comment.text)
        for edge, name in ((sheet.oddHeader, "页眉"), (sheet.oddFooter, "页脚")):
            for part in (edge.left, edge.center, edge.right):
                yield AttachedText(f"工作表“{sheet.title}”的{name}", part.text or "")
    for name, defined in book.defined_names.items():
        yield AttachedText(f"名称“{name}”", f"{name} {defined.attr_text or ''}")


def _cell_text(value: object) -> str:
    """A number as its digits: 13800138000.0 is 13800138000."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _pdf(data: bytes) -> Iterator[AttachedText]:
    import pypdf  # noqa: PLC0415 — as above

    document = pypdf.PdfReader(BytesIO(data))
    if document.is_encrypted and not document.decrypt(""):
        raise Unreadable("有密码")
    for name, value in (document.metadata or {}).items():
        yield AttachedText(f"文档属性“{name.lstrip('/')}”", str(value))
    metadata = document.xmp_metadata
    if metadata is not None:
        yield AttachedText(
            "文档属性（XMP）", " ".join(metadata.dc_creator or []) + " " + str(metadata.pdf_keywords or "")
        )
    words = False
    for number, page in enumerate(document.pages, 1):
        if number > MAX_PAGES:
            raise Unreadable(f"超过 {MAX_PAGES} 页，后面的没有读")
        text = page.extract_text()
        words = words or bool(text.strip())
        yield AttachedText(f"第 {number} 页", text)
        for annotation in page.get("/Annots") or ():
            yield AttachedText(f"第 {number} 页的批注", str(annotation.get_object().get("/Contents", "")))
    if not words:
        raise Unreadable("只有图像，没有文字，像是扫描件")


def _plain(data: bytes) -> Iterator[AttachedText]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            yield AttachedText(f"第 {number} 行", line)
        return
    raise Unreadable("不是 UTF-8 或 GBK 编码的文字")


def _properties(properties: object) -> Iterator[AttachedText]:
    for name, label in _PROPERTIES.items():
        value = getattr(properties, name, None)
        if isinstance(value, str):
            yield AttachedText(f"文档属性“{label}”", value)


def _check_unpacked(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if sum(member.file_size for member in archive.infolist()) > UNPACKED_LIMIT:
            raise Unreadable("解开后太大")


_READERS: dict[str, Callable[[bytes], Iterator[AttachedText]]] = {
    ".docx": _word,
    ".xlsx": _sheet,
    ".pdf": _pdf,
}
