"""What a picture says besides what is seen: EXIF, XMP, IPTC, comments, texts of PNG, and where it was taken.

Knows how JPEG, PNG, WebP, GIF and TIFF are divided. No picture is decoded.
"""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import chain

from sitegen import lazy_re as re
from sitegen.reading.attached import xml
from sitegen.reading.attached.encodings import decoded, expect_whole, readable
from sitegen.reading.attached.texts import Allowance, AttachedText, Unreadable

_TAGS = {
    0x010E: "说明", 0x010F: "相机", 0x0110: "相机", 0x0131: "软件", 0x013B: "作者", 0x013C: "电脑", 0x8298: "版权", 0x9286: "备注",
    0x9C9B: "标题", 0x9C9C: "备注", 0x9C9D: "作者", 0x9C9E: "关键词", 0x9C9F: "主题", 0xA430: "相机主人", 0xA431: "相机编号",
}  # fmt: skip
_OF_WINDOWS = range(0x9C9B, 0x9CA0)
_GPS, _EXIF = 0x8825, 0x8769
_LATITUDE, _LONGITUDE = 2, 4
_LONGEST = 1 << 20
"""Bytes of an unpacked text."""


_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"GIF8")


def is_picture(data: bytes) -> bool:
    """Whether `data` begins like one of those that are read here, whatever its name is."""
    return data.startswith(_BEGINNINGS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def read_picture(data: bytes, allowance: Allowance) -> Iterator[AttachedText]:
    """Every text that is kept in a picture; raises Unreadable for what is none."""
    if data.startswith(b"\xff\xd8"):
        yield from _jpeg(data, allowance)
    elif data.startswith(b"\x89PNG\r\n\x1a\n"):
        yield from _png(data, allowance)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        yield from _webp(data, allowance)
    elif data[:4] in (b"II*\0", b"MM\0*"):
        yield from _exif(data)
    elif data.startswith((b"GIF8", b"BM")):
        yield from _gif(data)
    else:
        raise Unreadable("不是真正的图片")


def _text(where: str, text: str) -> AttachedText:
    return AttachedText(f"图片信息“{where}”", text)


_EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"
"""Before a piece of XMP that is too long for one segment; 32 characters name it, then come its length and where the
piece belongs, four bytes each.
"""
_PIECE_AT, _PIECE = slice(len(_EXTENSION) + 36, len(_EXTENSION) + 40), slice(len(_EXTENSION) + 40, None)


_MARKER = re.compile(rb"\xff+(?P<kind>[^\x00\xd0-\xd7\xff])")
"""What begins a segment: any number of FF may fill the gap before it. In the picture itself FF 00 and FF D0 to D7
are part of the data.
"""
_OF_THE_PICTURE = frozenset({*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD})
"""Segments of tables and numbers from which the picture is drawn."""
_ALONE = frozenset({0x01, 0xD8})
"""Markers without a content."""


def _jpeg(data: bytes, allowance: Allowance) -> Iterator[AttachedText]:
    at = 2
    pieces: list[tuple[bytes, bytes]] = []
    while (marker := _MARKER.search(data, at)) and marker["kind"] != b"\xd9":
        kind, begin = marker["kind"][0], marker.end()
        if kind in _ALONE:
            at = begin
            continue
        at = begin + max(2, int.from_bytes(data[begin : begin + 2], "big"))
        body = data[begin + 2 : at]
        if kind == 0xE1 and body.startswith(_EXTENSION):
            pieces.append((body[_PIECE_AT], body[_PIECE]))
        elif kind not in _OF_THE_PICTURE:
            yield from _segment(kind, body, allowance)
    if pieces:
        yield from _xmp(b"".join(piece for _, piece in sorted(pieces)), allowance)
    if marker:
        yield from _behind(data[marker.end() :], allowance)


def _segment(kind: int, body: bytes, allowance: Allowance) -> Iterator[AttachedText]:
    if kind == 0xFE:
        yield _text("注释", _words(body))
    elif kind == 0xE1 and body.startswith(b"Exif\0\0"):
        yield from _exif(body[6:])
    elif kind == 0xE1 and b"\0" in body:
        yield from _xmp(body.partition(b"\0")[2].lstrip(b"\0"), allowance)
    else:
        if kind == 0xED:
            yield from _iptc(body)
        yield from _unknown("附加数据", body)


def _behind(data: bytes, allowance: Allowance) -> Iterator[AttachedText]:
    """What stands behind the end of a picture: another picture, as telephones write it, or anything."""
    at = data.find(b"\xff\xd8\xff")
    yield from _appended(data if at < 0 else data[:at])
    if at >= 0:
        yield from _jpeg(data[at:], allowance)


def _appended(data: bytes) -> Iterator[AttachedText]:
    """What stands behind a picture and is none. Raises Unreadable for what is packed."""
    yield from _unknown("图片后面", data)
    if b"PK\x03\x04" in data:
        raise Unreadable("图片后面还接着压缩包")


def _unknown(where: str, data: bytes) -> Iterator[AttachedText]:
    """The words in data of which nobody knows what they mean."""
    words = readable(data.removeprefix(b"JFIF\0"))
    if any(map(str.isalnum, words)):
        yield _text(where, words)


_CHUNKS_OF_THE_PICTURE = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"bKGD", b"hIST", b"pHYs", b"tIME",
     b"acTL", b"fcTL", b"fdAT", b"cICP"}
)  # fmt: skip


def _png(data: bytes, allowance: Allowance) -> Iterator[AttachedText]:
    at, is_over = 8, False
    while at + 12 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if is_over and not (kind.isalpha() and at + 12 + length <= len(data)):
            break  # no chunk: programs have put anything behind the end
        is_over = is_over or kind == b"IEND"
        body = data[at + 8 : at + 8 + length]
        if kind == b"eXIf":
            yield from _exif(body)
        elif kind in (b"tEXt", b"zTXt", b"iTXt"):
            yield from _png_text(kind, body, allowance)
        elif kind == b"iCCP":
            name, _, profile = body.partition(b"\0")
            yield from _unknown("颜色", name + b"\n" + _unpacked(profile[1:]))
        elif kind not in _CHUNKS_OF_THE_PICTURE:
            yield from _unknown("附加数据", body)
        at += 12 + length
    yield from _appended(data[at:])


def _unpacked(data: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        unpacked = unpacking.decompress(data, _LONGEST)
    except zlib.error as error:
        raise Unreadable("图片信息解不开") from error
    if unpacking.unconsumed_tail:
        raise Unreadable("图片信息太长，没有读完")
    return unpacked


def _png_text(kind: bytes, body: bytes, allowance: Allowance) -> Iterator[AttachedText]:
    key, _, rest = body.partition(b"\0")
    packed = kind == b"zTXt"
    if kind == b"iTXt":
        packed = rest[:1] == b"\1"
        rest = rest[2:].partition(b"\0")[2].partition(b"\0")[2]
    elif packed:
        rest = rest[1:]
    if packed:
        rest = _unpacked(rest)
    if key == b"XML:com.adobe.xmp":
        yield from _xmp(rest, allowance)
    elif raw := _RAW_PROFILE.match(key + b"\0" + rest[:_LONGEST]):
        yield from _profile(raw["kind"], bytes.fromhex(_NO_DIGIT.sub(b"", raw["digits"]).decode()), allowance)
    else:
        yield _text(_words(key), _words(rest))


_RAW_PROFILE = re.compile(
    rb"Raw profile type (?P<kind>\w+)\0\s*\w+\s+\d+\s(?P<digits>(?:\s*[0-9A-Fa-f]{2})*)"
)
"""How ImageMagick writes into a PNG what a JPEG has in segments: its name, its length, and its bytes in digits."""
_NO_DIGIT = re.compile(rb"\s")


def _profile(kind: bytes, body: bytes, allowance: Allowance) -> Iterator[AttachedText]:
    if body.startswith(b"Exif\0\0"):
        yield from _exif(body[6:])
    elif kind.lower() in (b"exif", b"app1") and body[:4] in (b"II*\0", b"MM\0*"):
        yield from _exif(body)
    elif kind.lower() in (b"xmp", b"app1"):
        yield from _xmp(body.rpartition(b"xap/1.0/\0")[2], allowance)
    else:
        yield from _iptc(body)


_WEBP_PICTURE = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ANIM", b"ANMF", b"ALPH"})


def _webp(data: bytes, allowance: Allowance) -> Iterator[AttachedText]:
    at = 12
    while at + 8 <= len(data):
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + length]
        if kind == b"EXIF":
            yield from _exif(body.removeprefix(b"Exif\0\0"))
        elif kind == b"XMP ":
            yield from _xmp(body, allowance)
        elif kind not in _WEBP_PICTURE:
            yield from _unknown("附加数据", body)
        at += 8 + length + length % 2


_GIF_COMMENT = re.compile(rb"\x21\xfe((?:[\x01-\xff].{1,255}?)+?)\x00", re.DOTALL)


def _gif(data: bytes) -> Iterator[AttachedText]:
    for match in _GIF_COMMENT.finditer(data[: 1 << 16]):
        yield _text("注释", _words(match[1][1:]))
    yield from _unknown("附加数据", data[len(b"GIF89a") :])


def _iptc(body: bytes) -> Iterator[AttachedText]:
    at = 0
    while (at := body.find(b"\x1c\x02", at)) >= 0:
        length = int.from_bytes(body[at + 3 : at + 5], "big")
        yield _text("IPTC", _words(body[at + 5 : at + 5 + length]))
        at += 5 + length


def _exif(data: bytes) -> Iterator[AttachedText]:
    from PIL import Image  # noqa: PLC0415 — only where there is such a picture

    exif = Image.Exif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # how Pillow says that it leaves something out
            exif.load(data)
            own, more, place = dict(exif), exif.get_ifd(_EXIF), exif.get_ifd(_GPS)
    except Exception as error:  # whatever a damaged one makes of it
        raise Unreadable("图片信息损坏") from error
    for tag, value in chain(own.items(), more.items()):
        text = _exif_words(tag, value)
        if text:
            yield _text(_TAGS.get(tag, "EXIF"), text)
    if place.get(_LATITUDE) and place.get(_LONGITUDE):
        yield AttachedText("图片信息“拍摄地点”", "经纬度", is_location=True)
    for value in place.values():
        if isinstance(value, str):
            yield _text("拍摄地点", value)


def _exif_words(tag: int, value: object) -> str:
    if isinstance(value, str):
        return value
    if not isinstance(value, bytes):
        return ""
    if tag in _OF_WINDOWS:
        return value.decode("utf-16-le", errors="replace").rstrip("\0")
    if tag == 0x9286:
        code, words = value[:8], value[8:]
        encodings = ("utf-16-be", "utf-16-le") if code.startswith(b"UNICODE") else ("utf-8",)
        return " ".join(words.decode(each, errors="replace") for each in encodings)
    return ""


def _xmp(data: bytes, allowance: Allowance) -> Iterator[AttachedText]:
    told = Everything()
    try:
        xml.parse(BytesIO(data.strip(b"\0 \r\n")), told, allowance)
    except Unreadable as error:
        raise Unreadable(f"图片信息（XMP）{error}") from error
    yield from (_text("XMP", text) for text in told.texts)
    if {"GPSLatitude", "GPSLongitude"} <= told.names:
        yield AttachedText("图片信息“拍摄地点”", "经纬度", is_location=True)


class Everything(xml.Handler):
    """All words and attributes of XML in which anything may be told, and the names that occur."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.names: set[str] = set()
        self._pieces: list[str] = []

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self._flush()
        self.names |= {name, *attributes}
        self.texts += (each for each in attributes.values() if each.strip())

    def words(self, text: str) -> None:
        self._pieces.append(text)

    def end(self, _: str) -> None:
        self._flush()

    def aside(self, text: str) -> None:
        self.texts.append(text)

    def _flush(self) -> None:
        text = "".join(self._pieces).strip()
        self._pieces = []
        if text:
            self.texts.append(text)


def _words(data: bytes) -> str:
    try:
        expect_whole(data)
    except Unreadable:
        return data.decode("latin-1")
    return decoded(data)
