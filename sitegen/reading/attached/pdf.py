"""A PDF: the words of its pages, and every text that its objects hold.

Knows pypdf, and what people forget about: values of forms, notes and their authors, stamps and signatures, bookmarks,
addresses of links, files within the file, alternative texts, properties.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from sitegen import lazy_re as re
from sitegen.reading.attached import xml
from sitegen.reading.attached.pictures import Everything
from sitegen.reading.attached.texts import Allowance, AttachedText, Unreadable

MAX_PAGES = 500
"""Pages that are read."""
MOST_OBJECTS = 300_000

_DIGIT = re.compile(r"\d")
_FEWEST_DIGITS = 11
"""Digits of the shortest number that is somebody's: with fewer, where they stand on the page does not matter."""
_FINE = 8.0
"""Blanks in the width of a character where a page is read as it stands: only what touches is joined."""
_WIDE_GAP = re.compile(" {4,}")

Inner = Callable[[str, bytes], Iterator[AttachedText]]

_WHERE = {
    "/Title": "书签", "/URI": "链接地址", "/V": "表单的值", "/DV": "表单的值", "/TU": "表单的说明", "/Opt": "表单的选项",
    "/Alt": "替代文字", "/ActualText": "替代文字", "/E": "替代文字", "/JS": "脚本", "/UF": "附件的名称", "/F": "附件的名称",
    "/Desc": "附件的说明", "/Contents": "批注", "/T": "批注的作者或表单的名称", "/Subj": "批注", "/RC": "批注",
}  # fmt: skip
_NO_TEXT = frozenset({
    "/ID", "/CreationDate", "/ModDate", "/M", "/DA", "/Lang", "/CharSet", "/FontFamily", "/Panose", "/Registry", "/Ordering",
    "/Parent", "/P", "/DS", "/Fingerprint", "/Perms", "/Sig", "/ByteRange", "/NeedAppearances",
})  # fmt: skip
"""What is no word, or leads back."""


def read_pdf(data: bytes, inner: Inner, allowance: Allowance) -> Iterator[AttachedText]:
    """Every text of a PDF; files within it are read by `inner`. Raises Unreadable, at the end if a part could not be
    read.
    """
    import pypdf  # noqa: PLC0415 — only where there is such a file

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells the terminal of every oddity
    document = pypdf.PdfReader(BytesIO(data))
    if document.is_encrypted and not document.decrypt(""):
        raise Unreadable("有密码")
    for name, value in (document.metadata or {}).items():
        yield AttachedText(f"文档属性“{name.lstrip('/')}”", str(value))
    objects = _Objects(inner, allowance)
    words = False
    for number, page in enumerate(document.pages, 1):
        if number > MAX_PAGES:
            raise Unreadable(f"超过 {MAX_PAGES} 页，后面的没有读")
        objects.drawn_with = page.get("/Resources")
        for text in objects.drawn(page, f"第 {number} 页"):
            words = words or bool(text.text.strip())
            yield text
        yield from objects.texts(page.get("/Annots"), f"第 {number} 页的批注")
    yield from objects.texts(document.trailer.get("/Root"), "")
    yield from objects.as_on_paper()
    if not words:
        raise Unreadable("只有图像，没有文字，像是扫描件")
    if objects.problems:
        raise Unreadable("；".join(objects.problems))


class _Objects:
    """Goes through objects, each once. What forms are drawn with that do not say it themselves is `drawn_with`."""

    def __init__(self, inner: Inner, allowance: Allowance) -> None:
        self._inner, self._allowance = inner, allowance
        self.drawn_with: Any = None
        self._drawn: list[tuple[Any, str]] = []
        self._seen: set[int] = set()
        self.problems: dict[str, None] = {}

    def texts(self, begin: Any, where: str) -> Iterator[AttachedText]:
        """Every text that `begin` leads to, which stands at `where` if that is known."""
        from pypdf.generic import (  # noqa: PLC0415 — as above
            ArrayObject,
            ByteStringObject,
            DictionaryObject,
            IndirectObject,
            StreamObject,
            TextStringObject,
        )

        left: list[tuple[str, Any]] = [("", begin)]
        while left:
            key, found = left.pop()
            if isinstance(found, IndirectObject):
                if found.idnum in self._seen:
                    continue
                self._seen.add(found.idnum)
                if len(self._seen) > MOST_OBJECTS:
                    raise Unreadable("内容太多，没有读完")
                found = found.get_object()
            if isinstance(found, StreamObject):
                yield from self._stream(found, key)
                if found.get("/Subtype") == "/Form":
                    yield from self._appearance(found, where or "图章或表单")
            if isinstance(found, DictionaryObject):
                if found.get("/Type") == "/Page":
                    continue
                if found.get("/Type") == "/Filespec" and "/EF" in found:
                    yield from self._file(found)
                left += ((name, value) for name, value in dict.items(found) if name not in _NO_TEXT)
            elif isinstance(found, ArrayObject):
                left += ((key, value) for value in found)
            elif isinstance(found, TextStringObject | ByteStringObject):
                text = found if isinstance(found, str) else found.decode("latin-1")
                self._allowance.take(len(text))
                yield AttachedText(where or _WHERE.get(key, f"“{key.lstrip('/')}”"), str(text))

    def _stream(self, stream: Any, key: str) -> Iterator[AttachedText]:
        """Metadata and forms in XML; scripts."""
        if stream.get("/Type") == "/Metadata" or key == "/XFA":
            told = Everything()
            try:
                xml.parse(BytesIO(stream.get_data().strip(b"\0 \r\n")), told, self._allowance)
            except Unreadable:
                yield AttachedText("文档属性（XMP）", stream.get_data().decode("utf-8", errors="replace"))
            yield from (AttachedText("文档属性（XMP）", text) for text in told.texts)
        elif key in ("/JS", "/RC"):
            yield AttachedText(_WHERE[key], stream.get_data().decode("utf-8", errors="replace"))

    def drawn(self, page: Any, where: str) -> Iterator[AttachedText]:
        """What `page` shows, in the order in which it was drawn."""
        text = page.extract_text()
        self._allowance.take(len(text))
        yield AttachedText(where, text)
        if len(_DIGIT.findall(text)) >= _FEWEST_DIGITS:
            self._drawn.append((page, where))

    def as_on_paper(self) -> Iterator[AttachedText]:
        """What was drawn, by where it stands, since pieces of one line may be drawn apart. To be asked last: it takes
        longer than all else.
        """
        for page, where in self._drawn:
            try:
                text = page.extract_text(
                    extraction_mode="layout",
                    layout_mode_space_vertically=False,
                    layout_mode_scale_weight=_FINE,
                )
            except Exception:  # anything, for odd pages; the next ones are to be read all the same
                self.problems[f"{where}的文字没有能按位置读"] = None
                continue
            text = _WIDE_GAP.sub("   ", text)
            self._allowance.take(len(text))
            yield AttachedText(where, text)

    def _appearance(self, form: Any, where: str) -> Iterator[AttachedText]:
        """What a stamp, a signature or a field shows, whatever its value is. It is a small page."""
        from pypdf import PageObject  # noqa: PLC0415 — as above
        from pypdf.generic import NameObject, NullObject  # noqa: PLC0415 — as above

        page = PageObject(form.indirect_reference.pdf if form.indirect_reference else None)
        page[NameObject("/Contents")] = form
        page[NameObject("/Resources")] = form.get("/Resources") or self.drawn_with or NullObject()
        yield from self.drawn(page, where)

    def _file(self, file: Any) -> Iterator[AttachedText]:
        """A file within the file."""
        name = str(file.get("/UF") or file.get("/F") or "附件")
        embedded = file["/EF"].get("/F") or file["/EF"].get("/UF")
        if embedded is None:
            return
        try:
            for text in self._inner(name, embedded.get_object().get_data()):
                yield AttachedText(f"其中的 {name}，{text.where}", text.text, text.head, text.is_location)
        except Unreadable as error:
            self.problems[f"其中的 {name}：{error}"] = None
