"""A file of any format as a document.

Knows which module reads which format, by the end of the name, and what to say of formats that nothing here reads. The only
way into this package.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from sitegen.importing.readers.converted import TO
from sitegen.importing.readers.excel import read_workbook
from sitegen.importing.readers.markup import read_lines, read_page
from sitegen.importing.readers.opendocument import read_spreadsheet
from sitegen.importing.readers.package import MACROS
from sitegen.importing.readers.pdf import read_pdf
from sitegen.importing.readers.word import read_word
from sitegen.importing.source import Block
from sitegen.reading.attached.texts import Unreadable

_READERS: dict[str, Callable[[bytes], tuple[Block, ...]]] = {
    ".docx": read_word,
    ".xlsx": read_workbook,
    ".ods": read_spreadsheet,
    ".pdf": read_pdf,
    **dict.fromkeys((".html", ".htm"), read_page),
    **dict.fromkeys((".txt", ".tsv"), read_lines),
}
_MACROS = frozenset({".docm", ".xlsm", ".dotm", ".xltm", ".xlsb"})
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".gif", ".webp"})


def blocks_of(name: str, data: bytes) -> tuple[Block, ...]:
    """The blocks of the file called `name` with the content `data`; raises Unreadable, and nothing else."""
    kind = PurePosixPath(name).suffix.lower()
    if kind not in _READERS:
        if kind in _MACROS:
            raise Unreadable(MACROS)
        if kind in _PICTURES:
            raise Unreadable("是图片，读不出里面的字；请导入 Word、Excel 原件，或者照着填写")
        known = "、".join((*_READERS, *TO))
        raise Unreadable(f"不认识的格式 {kind or '（没有扩展名）'}；可以导入的是 {known}")
    try:
        return _READERS[kind](data)
    except Unreadable:
        raise
    except MemoryError:
        raise
    except Exception as error:  # anything, for a damaged file
        raise Unreadable(f"文件损坏，或不是真正的 {kind}。请用原来的程序打开，另存一次再导入") from error
