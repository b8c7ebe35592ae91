"""Names of files, and which files can be worked with at all.

Knows which names can be written and put into an address, which files programs leave behind, and how large a file may be before anybody opens
it. Must not know what any file is for.
"""

from __future__ import annotations

from sitegen import lazy_re as re
from sitegen.reading.text import forbidden

LARGEST = 256 * 1024 * 1024
"""Bytes of a file of content. What reads it has a limit of its own, which is lower; this is where even a digest would
take too long, as of a sparse file of 20 GB.
"""

_BREAKS = re.compile(r"[\t\n\r]")

_LEFT_OVER = re.compile(
    r"thumbs\.db|ehthumbs(?:_vista)?\.db|desktop\.ini|icon\r"  # Windows, macOS
    r"|\.ds_store|\._.*"
    r"|~\$.*|~wr[a-z]\d+\.tmp|\.~.*"  # Word, WPS, LibreOffice
    r"|.*~|\#.*\#|.*\.sw[a-p]",  # Emacs, vim
    re.IGNORECASE,
)


def left_over(name: str) -> bool:
    """Whether a file called `name` was made by a program beside what people made, and is nothing that anybody reads."""
    return _LEFT_OVER.fullmatch(name) is not None


def unusable(name: str, size: int) -> str:
    """Why a file or folder called `name`, of `size` bytes, cannot be worked with, in Chinese; "" if it can."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return "名称不是 UTF-8 编码的文字，多半来自别的系统或旧的压缩包；请改名"
    if next(forbidden(name), None) is not None or _BREAKS.search(name):
        return "名称里有控制字符或看不见的字符；请改名"
    if size > LARGEST:
        return f"有 {size:,} 字节，超过 {LARGEST // 1024**2} MiB，不能放在站点里"
    return ""
