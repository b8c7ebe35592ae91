"""Packed documents: Word, Excel, PowerPoint and OpenDocument, with everything that is packed within them.

Knows which parts a package has and what people call them. Its members are measured before they are opened, and
opened one at a time.
"""

from __future__ import annotations

import codecs
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from posixpath import basename

from sitegen import lazy_re as re
from sitegen.reading.attached import xml
from sitegen.reading.attached.documents import DocumentReader
from sitegen.reading.attached.encodings import readable
from sitegen.reading.attached.pictures import is_picture
from sitegen.reading.attached.plain import read_markup
from sitegen.reading.attached.sheets import SheetReader, Styles
from sitegen.reading.attached.texts import Allowance, AttachedText, Unreadable, may_be_told

UNPACKED_LIMIT = 300 * 1024 * 1024
"""Bytes of what a packed document unpacks to."""
LARGEST_WITHIN = 50 * 1024 * 1024
"""Bytes of a file within the file."""
MOST_MEMBERS = 20_000

Inner = Callable[[str, bytes], Iterator[AttachedText]]
"""Reads a file within the file by its name and content; raises Unreadable."""

_PARTS = (
    ("header", "页眉"), ("footer", "页脚"), ("footnotes", "脚注"), ("endnotes", "尾注"), ("comments", "批注"),
    ("threadedComment", "批注"), ("person", "批注的作者"), ("chart", "图表"), ("drawing", "图形"), ("diagrams", "图形"),
    ("core.xml", "文档属性"), ("app.xml", "文档属性"), ("custom.xml", "文档属性"), ("meta.xml", "文档属性"), (".rels", "链接"),
    ("sharedStrings", "不在格子里的文字"), ("workbook", "工作表的名称"), ("table", "表格"), ("pivot", "透视表"),
    ("externalLink", "外部链接"), ("slide", "幻灯片"), ("people", "批注的作者"),
)  # fmt: skip
_PROPERTIES = {
    "creator": "作者", "initial-creator": "作者", "lastModifiedBy": "最后修改者", "title": "标题", "subject": "主题",
    "keywords": "关键词", "keyword": "关键词", "description": "备注", "category": "类别", "Manager": "经理", "Company": "单位",
}  # fmt: skip
_MARKUP = (".xml", ".rels", ".vml")
_INNER = (".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".ods", ".odt",
          ".pdf", ".txt", ".csv", ".svg", ".gif")  # fmt: skip
_CLOSED = re.compile(
    r"(?:embeddings/.*\.(?:bin|xls|doc|ppt)|vbaProject\.bin|xl/worksheets/.*\.bin|xl/.*workbook\.bin)$",
    re.IGNORECASE,
)
_PACKED = re.compile(
    rb"PK\x03\x04|\xd0\xcf\x11\xe0|\{\\rtf|Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ|MIME-Version:|.{0,2000}Content-Transfer-Encoding:",
    re.DOTALL | re.IGNORECASE,
)
"""How a part begins whose words are written otherwise than one reads them."""
_EMPTY_DEFLATED = 2
"""Bytes of nothing, packed."""
_SHEET = re.compile(r"xl/(?:work|chart|dialog|macro)sheets/[^/]+\.xml$", re.IGNORECASE)
_SHARED = "xl/sharedStrings.xml"
_BEGIN = b"PK\x03\x04"
"""How each part of one begins."""
_END = b"PK\x05\x06"
"""How the end of a packed document begins."""
_END_BYTES = 22


def read_archive(data: bytes, inner: Inner, allowance: Allowance) -> Iterator[AttachedText]:
    """Every text of a packed document; what is packed within it is read by `inner`. Raises Unreadable at the end if a
    part could not be read.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            yield from _around(data, archive.infolist())
            yield from _Package(archive, inner, allowance).texts()
            if _unlisted(data, archive):
                raise Unreadable("里面有目录里没有列出的部分")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise Unreadable("文件损坏，解不开") from error
    except RuntimeError as error:  # what zipfile raises for want of a password
        raise Unreadable("有密码") from error


def _around(data: bytes, members: list[zipfile.ZipInfo]) -> Iterator[AttachedText]:
    """What stands before, behind and beside what is packed, and what the parts are called."""
    first = min((member.header_offset for member in members), default=0)
    last = data.rfind(_END) + _END_BYTES
    yield AttachedText("文件开头", readable(data[:first]))
    yield AttachedText("文件末尾", readable(data[last:]))
    for member in members:
        if may_be_told(member.filename):
            yield AttachedText("其中的文件名", member.filename)
        yield AttachedText("其中的备注", readable(member.comment))


def _unlisted(data: bytes, archive: zipfile.ZipFile) -> bool:
    """Whether parts lie between those that are listed, where no program shows them."""
    end = None
    for member in sorted(archive.infolist(), key=lambda each: each.header_offset):
        begin = member.header_offset
        if end is not None and _BEGIN in data[end:begin]:
            return True
        lengths = data[begin + 26 : begin + 28], data[begin + 28 : begin + 30]
        end = begin + 30 + sum(int.from_bytes(each, "little") for each in lengths) + member.compress_size
    return end is not None and _BEGIN in data[end : archive.start_dir]


class _Package:
    def __init__(self, archive: zipfile.ZipFile, inner: Inner, allowance: Allowance) -> None:
        self._archive, self._inner, self._allowance = archive, inner, allowance
        members = archive.infolist()
        if len(members) > MOST_MEMBERS or sum(each.file_size for each in members) > UNPACKED_LIMIT:
            raise Unreadable("解开后太大")
        # Folders, and parts without a byte, which LibreOffice writes, are no XML and say nothing.
        self._names = [each.filename for each in members if each.file_size]
        self._problems: dict[str, None] = {}
        if len(set(self._names)) < len(self._names):
            self._problems["里面有同名的部分"] = None
        if any(not each.file_size and each.compress_size > _EMPTY_DEFLATED for each in members):
            self._problems["里面有的部分大小不实"] = None

    def texts(self) -> Iterator[AttachedText]:
        if not any(name in self._names for name in ("[Content_Types].xml", "content.xml")):
            raise Unreadable("不是 Office 文档")
        if self._is_encrypted():
            raise Unreadable("有密码")
        sheets = self._sheet_names()
        if any(name.startswith("xl/") for name in self._names):
            yield from self._workbook(sheets)
        for name in self._names:
            shown = basename(name)
            if _CLOSED.search(name):
                self._problems["里面有宏" if "vba" in name else f"里面嵌着读不出的 {shown}"] = None
            elif name.lower().endswith(_INNER):
                yield from self._within(name, shown)
            elif name in sheets or name == _SHARED:
                continue
            elif name.lower().endswith(_MARKUP):
                yield from self._part(name)
            else:
                yield from self._unknown(name, shown)
        if self._problems:
            raise Unreadable("；".join(self._problems))

    def _is_encrypted(self) -> bool:
        manifest = "META-INF/manifest.xml"
        return manifest in self._names and b"encryption-data" in self._archive.read(manifest)

    def _parse(self, name: str, handler: xml.Handler) -> None:
        with self._archive.open(name) as stream:
            xml.parse(stream, handler, self._allowance)

    def _drained(self, name: str, handler: xml.Handler, found: list[AttachedText]) -> Iterator[AttachedText]:
        """What `handler` finds in a part, as it comes."""
        with self._archive.open(name) as stream:
            for _ in xml.pieces(stream, handler, self._allowance):
                yield from found
                found.clear()

    def _part(self, name: str) -> Iterator[AttachedText]:
        where = next((label for part, label in _PARTS if part in name), "正文")
        found: list[AttachedText] = []
        reader = DocumentReader(lambda text, head: found.append(AttachedText(where, text, head)))
        if where == "文档属性":
            reader = _PropertyReader(lambda text, head: found.append(AttachedText(f"{where}{head}", text)))
        yield from self._drained(name, reader, found)

    def _within(self, name: str, shown: str, read_as: str = "") -> Iterator[AttachedText]:
        try:
            if self._archive.getinfo(name).file_size > LARGEST_WITHIN:
                raise Unreadable("太大，没有读")
            for text in self._inner(read_as or shown, self._archive.read(name)):
                yield AttachedText(f"其中的 {shown}，{text.where}", text.text, text.head, text.is_location)
        except Unreadable as error:
            # A picture is not damaged for us: the document is what people open.
            if "media/" not in name and "thumbnail" not in name:
                self._problems[f"其中的 {shown}：{error}"] = None

    def _unknown(self, name: str, shown: str) -> Iterator[AttachedText]:
        """A part whose name says nothing: Word finds even the body by what leads to it, not by its name."""
        with self._archive.open(name) as stream:
            data = stream.read(LARGEST_WITHIN + 1)
        if is_picture(data):
            yield from self._within(name, shown, f"{shown}.jpg")
        elif data[4:8] == b"ftyp":
            self._problems[f"里面有读不出的图片或视频 {shown}"] = None
        elif len(data) > LARGEST_WITHIN or _PACKED.match(data):
            self._problems[f"里面嵌着读不出的 {shown}"] = None
        elif data.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<?xml"):
            yield from self._part(name)
        else:
            words = readable(data)
            self._allowance.take(len(words))
            where = f"其中的 {shown}"
            yield AttachedText(where, words)
            if "<" in words or "&" in words:
                yield from (
                    AttachedText(where, each.text) for each in read_markup(words.encode(), self._allowance)
                )

    def _sheet_names(self) -> dict[str, str]:
        """The sheets by the name of their part."""
        told = _Told()
        for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
            if name in self._names:
                self._parse(name, told)
        parts = {
            f"xl/{target.removeprefix('/xl/')}": told.sheets.get(tie, "")
            for tie, target in told.targets.items()
        }
        return {name: parts.get(name) or basename(name) for name in self._names if _SHEET.match(name)}

    def _workbook(self, sheets: dict[str, str]) -> Iterator[AttachedText]:
        strings: list[str] = []
        styles = Styles()
        if _SHARED in self._names:
            self._parse(_SHARED, _Strings(strings))
        if "xl/styles.xml" in self._names:
            self._parse("xl/styles.xml", styles)
        unused = set(range(len(strings)))
        for part, sheet in sheets.items():
            found: list[AttachedText] = []

            def emit(
                cell: str, text: str, head: str, sheet: str = sheet, found: list[AttachedText] = found
            ) -> None:
                self._allowance.take(len(text))
                found.append(AttachedText(f"工作表“{sheet}”{cell}", text, head))

            yield from self._drained(part, SheetReader(strings, styles, emit, unused.discard), found)
        for index in sorted(unused):
            yield AttachedText("不在格子里的文字", strings[index])


class _Told(xml.Handler):
    """The sheets that a workbook names, and where its relations lead."""

    def __init__(self) -> None:
        self.sheets: dict[str, str] = {}
        self.targets: dict[str, str] = {}

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            self.sheets[attributes.get("id", "")] = attributes.get("name", "")
        elif name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


class _Strings(xml.Handler):
    """The shared strings of a workbook, in order."""

    def __init__(self, strings: list[str]) -> None:
        self._strings = strings
        self._pieces: list[str] = []
        self._spoken: list[str] = []
        self._inside = 0
        self._phonetic = False

    def begin(self, name: str, _: dict[str, str]) -> None:
        self._inside += name == "t"
        self._phonetic = self._phonetic or name == "rPh"  # how the words before are spoken

    def words(self, text: str) -> None:
        if self._inside:
            (self._spoken if self._phonetic else self._pieces).append(text)

    def end(self, name: str) -> None:
        self._inside -= name == "t"
        self._phonetic = self._phonetic and name != "rPh"
        if name == "si":
            spoken = ["\n", *self._spoken] if self._spoken else []
            self._strings.append("".join([*self._pieces, *spoken]))
            self._pieces, self._spoken = [], []


class _PropertyReader(DocumentReader):
    """Properties of a document; the head of each is its name."""

    def __init__(self, emit: Callable[[str, str], None]) -> None:
        super().__init__(lambda text, _: emit(text, self._label()))
        self._names: list[str] = []

    def _label(self) -> str:
        named = (_PROPERTIES.get(name) for name in reversed(self._names))
        return next((f"“{label}”" for label in named if label), "")

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self._names.append(name)
        super().begin(name, attributes)

    def end(self, name: str) -> None:
        super().end(name)
        self._names.pop()
