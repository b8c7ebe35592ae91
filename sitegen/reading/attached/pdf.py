"""A PDF: the words of its pages, and every text that its objects hold.

Knows pypdf, and what people forget about: values of forms, notes and their authors, stamps and signatures, bookmarks,
addresses of links, files within the file, alternative texts, properties.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from typing import Any

from sitegen import lazy_re as re
from sitegen.reading.attached import xml
from sitegen.reading.attached.encodings import readable
from sitegen.reading.attached.pdf_layout import on_paper
from sitegen.reading.attached.pdf_leftovers import Unread, comments, left_over
from sitegen.reading.attached.pictures import Everything
from sitegen.reading.attached.plain import read_markup
from sitegen.reading.attached.texts import Allowance, AttachedText, Unreadable, may_be_told

MAX_PAGES = 500
"""Pages that are read."""
MOST_OBJECTS = 300_000
MOST_SHOWN = 100_000
"""Pieces of text that are read once more by where they stand; of a page with many each counts for several, since the
time grows with their square.
"""
_MANY_SHOWN = 5_000
MOST_DRAWN = 120_000
"""Pieces of text of a file that are read at all."""
MOST_BYTES = (1_500_000, 3_000_000)
"""Of what draws a page, and of all that is drawn: a map has millions of lines and hardly a word."""
_DIGIT = re.compile(r"\d")
_FEWEST_DIGITS = 11
"""Digits of the shortest number that is somebody's: with fewer, where they stand on the page does not matter."""
Inner = Callable[[str, bytes], Iterator[AttachedText]]

_WHERE = {
    "/Title": "书签", "/URI": "链接地址", "/V": "表单的值", "/DV": "表单的值", "/TU": "表单的说明", "/Opt": "表单的选项",
    "/Alt": "替代文字", "/ActualText": "替代文字", "/E": "替代文字", "/JS": "脚本", "/UF": "附件的名称", "/F": "附件的名称",
    "/Desc": "附件的说明", "/Contents": "批注", "/T": "批注的作者或表单的名称", "/Subj": "批注", "/RC": "批注",
}  # fmt: skip
_PICTURES = "/XObject"
"""Below it are forms that a page has drawn, and pictures."""
_SHOWING = frozenset({b"Tj", b"TJ", b"'", b'"'})
_DRAWS = re.compile(rb"(?:Tj|TJ|['\"])\s")
_NO_DRAWING = frozenset({"/Length1", "/Length2", "/FunctionType", "/CMapName", "/Width", "/ShadingType"})
"""What streams have that hold fonts, numbers and pictures."""
_OLD = "改动前留下、看不见的内容"
_NO_TEXT = frozenset({
    "/ID", "/CreationDate", "/ModDate", "/M", "/DA", "/Lang", "/CharSet", "/FontFamily", "/Panose", "/Registry", "/Ordering",
    "/Parent", "/P", "/DS", "/Font", "/Fingerprint", "/Perms", "/Sig", "/ByteRange", "/NeedAppearances",
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
        objects.turn_to(page)
        for text in objects.drawn(page, f"第 {number} 页"):
            words = words or bool(text.text.strip())
            yield text
        yield from objects.texts(page.get("/Annots"), f"第 {number} 页的批注")
        yield from objects.texts(page.get("/Resources"), f"第 {number} 页的图案")
    yield from objects.texts(document.trailer.get("/Root"), "")
    yield from objects.left_over(document, data)
    yield from objects.as_on_paper()
    if objects.problems:
        raise Unreadable("；".join(objects.problems))
    if not words:
        raise Unreadable("只有图像，没有文字，像是扫描件")


def _number(found: Any) -> int:
    """The number of an object, -1 if it has none."""
    reference = getattr(found, "indirect_reference", None)
    return reference.idnum if reference is not None else -1


def _contents(page: Any) -> list[int]:
    """The numbers of what draws a page."""
    from pypdf.generic import ArrayObject, IndirectObject  # noqa: PLC0415 — as above

    raw = dict.get(page, "/Contents")
    parts = raw.get_object() if isinstance(raw, IndirectObject) else raw
    each = [raw, *(parts if isinstance(parts, ArrayObject) else ())]
    return [one.idnum for one in each if isinstance(one, IndirectObject)]


def _size(page: Any) -> int:
    """How many bytes draw it."""
    drawn = page.get_contents()
    return len(drawn.get_data()) if drawn is not None else 0


class _Objects:
    """Goes through objects, each once. What forms are drawn with that do not say it themselves is `drawn_with`."""

    def __init__(self, inner: Inner, allowance: Allowance) -> None:
        self._inner, self._allowance = inner, allowance
        self.drawn_with: Any = None
        self._drawn: list[tuple[Any, str, int]] = []
        self._seen: set[int] = set()
        self._resources: dict[int, Any] = {}
        """What each stream that draws is drawn with."""
        self._shown = self._bytes = 0
        self.problems: dict[str, None] = {}

    def turn_to(self, page: Any) -> None:
        """Go on with `page`."""
        self.drawn_with = page.get("/Resources")
        self._seen |= {_number(page), *_contents(page)}
        self._resources |= dict.fromkeys(_contents(page), self.drawn_with)

    def left_over(self, document: Any, data: bytes) -> Iterator[AttachedText]:
        """What the document no longer leads to, and anybody can get out of the file all the same."""
        from pypdf import PageObject  # noqa: PLC0415 — as above
        from pypdf.generic import DictionaryObject, StreamObject  # noqa: PLC0415 — as above

        reached = frozenset(self._seen)
        found = [*left_over(document, data, reached)]
        for _, page in found:
            if isinstance(page, DictionaryObject) and page.get("/Type") == "/Page":
                old = PageObject(document)
                old.update(dict.items(page))  # as they are written, so that references stay
                unread = {*_contents(old)} - self._seen
                self.drawn_with = old.get("/Resources") or self.drawn_with
                self._resources |= dict.fromkeys(_contents(old), self.drawn_with)
                self._seen |= unread
                if unread:
                    yield from self._old(old)
        for number, each in found:
            if isinstance(each, Unread):
                self.problems["改动前留下的内容有读不出的"] = None
                continue
            yield from self.texts(each, _OLD)
            if (
                not isinstance(each, StreamObject)
                or _NO_DRAWING & set(each)
                or each.get("/Subtype") == "/Form"
            ):
                continue
            if each.get("/Type") == "/EmbeddedFile":
                self.problems["里面有已经删掉、却还留着的附件"] = None
            elif each.get("/Type") is None and _DRAWS.search(each.get_data()):
                yield from self._appearance(each, _OLD, self._resources.get(number))
        for comment in comments(data):
            yield AttachedText(_OLD, readable(comment))

    def _old(self, page: Any) -> Iterator[AttachedText]:
        try:
            yield from self.drawn(page, _OLD)
        except Unreadable:
            raise
        except Exception:  # whatever a page makes of it whose parts are no longer there
            self.problems["改动前留下的内容有读不出的"] = None

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
                is_drawn = found.get("/Subtype") == "/Form" and key != _PICTURES
                if is_drawn or "/PatternType" in found:
                    yield from self._appearance(found, where or "图章或表单")
            if isinstance(found, DictionaryObject):
                if found.get("/Type") == "/Page":
                    continue
                if "/EF" in found:
                    yield from self._file(found)
                yield from (AttachedText(where or "名称", name) for name in found if may_be_told(name))
                left += (
                    (_PICTURES if key == _PICTURES else name, value)
                    for name, value in dict.items(found)
                    if name not in _NO_TEXT or (isinstance(value, str) and name == "/P")
                )
            elif isinstance(found, ArrayObject):
                left += ((key, value) for value in found)
            elif isinstance(found, TextStringObject | ByteStringObject):
                text = found if isinstance(found, str) else found.decode("latin-1")
                self._allowance.take(len(text))
                place = where or _WHERE.get(key, f"“{key.lstrip('/')}”")
                yield AttachedText(place, str(text))
                if key == "/RC":
                    yield from (
                        replace(each, where=place) for each in read_markup(text.encode(), self._allowance)
                    )

    def _stream(self, stream: Any, key: str) -> Iterator[AttachedText]:
        """Metadata and forms in XML; scripts; what a photograph says of itself."""
        if stream.get("/Type") == "/Metadata" or key == "/XFA":
            told = Everything()
            try:
                xml.parse(BytesIO(stream.get_data().strip(b"\0 \r\n")), told, self._allowance)
            except Unreadable:
                yield AttachedText("文档属性（XMP）", stream.get_data().decode("utf-8", errors="replace"))
            yield from (AttachedText("文档属性（XMP）", text) for text in told.texts)
        elif stream.get("/Filter") == "/DCTDecode":
            with suppress(Unreadable):  # a picture is not damaged for us: the document is what people open
                yield from self._inner("图片.jpg", stream._data)
        elif key in ("/JS", "/RC"):
            yield AttachedText(_WHERE[key], stream.get_data().decode("utf-8", errors="replace"))

    def drawn(self, page: Any, where: str) -> Iterator[AttachedText]:
        """What `page` shows, in the order in which it was drawn."""
        size = _size(page)
        self._bytes += size
        if size > MOST_BYTES[0] or self._bytes > MOST_BYTES[1]:
            self.problems["有的页画的东西太多，没有读"] = None
            return
        meant: list[str] = []
        before = self._shown

        def look(operator: bytes, operands: list[Any], *_: Any) -> None:
            if operator in _SHOWING:
                pieces = operands[0] if operands else ""
                self._shown += len(pieces) if isinstance(pieces, list) else 1
            if self._shown > MOST_DRAWN:
                raise Unreadable("文字分成太多段，没有读完")
            if operator == b"BDC" and len(operands) > 1 and isinstance(operands[1], dict):
                meant.append(str(operands[1].get("/ActualText", "")))

        text = page.extract_text(visitor_operand_before=look)
        self._allowance.take(len(text))
        yield AttachedText(where, text)
        yield AttachedText(where, "".join(meant))
        if len(_DIGIT.findall(text)) >= _FEWEST_DIGITS:
            self._drawn.append((page, where, self._shown - before))

    def as_on_paper(self) -> Iterator[AttachedText]:
        """What was drawn, by where it stands, since pieces of one line may be drawn apart. To be asked last: it takes
        longer than all else.
        """
        left: float = MOST_SHOWN
        for page, where, shown in self._drawn:
            cost = shown * (1 + shown / _MANY_SHOWN)
            try:
                if cost > left:
                    raise Unreadable("分成太多段")
                left -= cost
                text = on_paper(page)
            except Exception:  # anything, for odd pages; the next ones are to be read all the same
                self.problems["有的页的文字没有能按位置再读一遍"] = None
                continue
            self._allowance.take(len(text))
            yield AttachedText(where, text)

    def _appearance(self, form: Any, where: str, drawn_with: Any = None) -> Iterator[AttachedText]:
        """What a stamp, a signature or a field shows, whatever its value is. It is a small page."""
        from pypdf import PageObject  # noqa: PLC0415 — as above
        from pypdf.generic import NameObject, NullObject  # noqa: PLC0415 — as above

        page = PageObject(form.indirect_reference.pdf if form.indirect_reference else None)
        page[NameObject("/Contents")] = form
        page[NameObject("/Resources")] = (
            form.get("/Resources") or drawn_with or self.drawn_with or NullObject()
        )
        yield from self._old(page) if where == _OLD else self.drawn(page, where)

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
