"""What is put in: valid files with faults, as hypothesis strategies.

Knows bytes, characters, and that packed files are packed. Must not know who reads them.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

Whole = TypeVar("Whole", bytes, str)
Edit = tuple[str, float, float, Whole]
"""What is done, where it begins, how much of the rest it takes (both of 1), and what is put there."""

WHATS = ("replace", "insert", "repeat", "move", "cut", "swap")
MOST_EDITS = 6
MOST_REPEATED = 2_000

_SIGNS = st.sampled_from([
    "\n", "\n\n", " ", "\t", "\r", "\0", "\u2028", "\ufeff", "\u200b", "\u202e", "\x1b[31m", "\ue863", "𠮷", "é", "e\u0301", "#", "# ", "|", "|-|\n", "[", "]",
    "](", "![", "*", "**", "_", "`", "<", "<b>", "<!--", "&amp;", "&#0;", "\\", "{{", "}}", "[^1]", "[^1]: ", "> ", "- ", "1. ", ": ", "- - ", "? ", "&a ", "*a", "!!int ",
    "'", '"', "{", "}", ",", "，", "。", "、", "；", "（", "）", "“", "”", "0", "1", "9", "-", "−", "+", "%", "％", "万元", "亿", "元", "万", "十", "百", "千", "零", "两", "半", "年", "月", "日",
    "1e9", "1e999", "0.000000000000000001", "99999999999999999999999999", "1,234.56", "１２", "Ⅷ", "①", "½", "=", "≤", "≥", "/", "×", "÷", "(", ")", "合计(", "绝对值(",
    "其中：", "分别为", "占", "增长", "比上年", "减少", "完成", "http://a.cn", "a@b.cn", "13800138000", "110101199003070017", "../", "%2e%2e/", "report.yaml", "CON", "2020-02-30", "9999年13月",
])  # fmt: skip
"""What means something to somebody."""

texts = st.one_of(_SIGNS, st.text(max_size=8), st.lists(_SIGNS, max_size=12).map("".join))

_BYTES = st.sampled_from(
    [b"\0", b"\xff", b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80", b"\r\n", b">>", b"<<", b"obj", b"stream\n", b"R", b"/", b"PK"]
)  # fmt: skip
binaries = st.one_of(_BYTES, st.binary(max_size=8), texts.map(lambda text: text.encode("utf-8", "replace")))


def edits(pieces: st.SearchStrategy[Whole]) -> st.SearchStrategy[list[Edit[Whole]]]:
    """Some edits that put in `pieces`."""
    fraction = st.floats(0, 1, exclude_max=True)
    one = st.tuples(st.sampled_from(WHATS), fraction, fraction.map(lambda share: share**4), pieces)
    return st.lists(one, min_size=1, max_size=MOST_EDITS)


def edited(whole: Whole, changes: Sequence[Edit[Whole]]) -> Whole:
    """`whole` after `changes`."""
    for what, where, share, piece in changes:
        begin = int(where * len(whole))
        end = begin + int(share * (len(whole) - begin)) + 1
        taken = whole[begin:end]
        match what:
            case "replace":
                whole = whole[:begin] + piece + whole[end:]
            case "insert":
                whole = whole[:begin] + piece + whole[begin:]
            case "repeat":
                times = min(MOST_REPEATED, 1 + int(share * 10_000))
                whole = whole[:begin] + (piece or taken[:20]) * times + whole[begin:]
            case "move":
                whole = whole[:begin] + whole[end:] + taken
            case "cut":
                whole = whole[:begin]
            case "swap":
                whole = whole[:begin] + taken[::-1] + whole[end:]
    return whole


def mutated_text(seeds: Sequence[str]) -> st.SearchStrategy[str]:
    """One of `seeds` with faults; a text of nothing but faults."""
    return st.one_of(
        st.builds(edited, st.sampled_from(seeds), edits(texts)), st.lists(texts, max_size=40).map("".join)
    )


def mutated(seeds: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """One of `seeds` with faults."""
    return st.builds(edited, st.sampled_from(seeds), edits(binaries))


def mutated_archive(seeds: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """One of the packed `seeds` with faults in one of its members, which is packed again."""
    fraction = st.floats(0, 1, exclude_max=True)
    return st.builds(_in_a_member, st.sampled_from(seeds), fraction, edits(binaries))


def _in_a_member(data: bytes, which: float, changes: Sequence[Edit[bytes]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        names = old.namelist()
        chosen = names[int(which * len(names))]
        for name in names:
            content = old.read(name)
            new.writestr(name, edited(content, changes) if name == chosen else content)
    return packed.getvalue()


def mutated_png(seed: bytes) -> st.SearchStrategy[bytes]:
    """A PNG with faults in its chunks, whose checksums are right."""
    return st.builds(_in_a_chunk, st.just(seed), st.floats(0, 1, exclude_max=True), edits(binaries))


def _in_a_chunk(data: bytes, which: float, changes: Sequence[Edit[bytes]]) -> bytes:
    chunks, at = [], 8
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        chunks.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + length]))
        at += 12 + length
    chosen = int(which * len(chunks))
    written = [data[:8]]
    chunks[chosen] = chunks[chosen][0], edited(chunks[chosen][1], changes)
    for kind, body in chunks:
        check = zlib.crc32(kind + body)
        written.append(len(body).to_bytes(4, "big") + kind + body + check.to_bytes(4, "big"))
    return b"".join(written)
