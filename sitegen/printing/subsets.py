"""Fonts cut down to the glyphs that a document uses.

Done with uharfbuzz in place of the system's libharfbuzz-subset: the same version everywhere gives the
same bytes everywhere, nothing needs to be installed, and glyphs that are not used leave no holes
behind, which makes a PDF a fifth as large.

Knows OpenType and CFF. What WeasyPrint writes as a character's code is its glyph's number, so glyphs
must be found by that number: in a CID-keyed font the number becomes the CID.
"""

from __future__ import annotations

import io
from typing import Any

import pydyf
import uharfbuzz as hb
from fontTools.ttLib import TTFont
from weasyprint.text.ffi import ffi
from weasyprint.text.fonts import get_hb_object_data

_DROPPED = (
    "BASE",
    "DSIG",
    "EBDT",
    "EBLC",
    "EBSC",
    "GPOS",
    "GSUB",
    "JSTF",
    "LTSH",
    "PCLT",
    "SVG ",
    "VORG",
    "vmtx",
    "vhea",
)
"""Tables that are of no use in a PDF."""


class Library:
    """The fonts that this process has open. WeasyPrint reads a font file of 20 MB anew for every document."""

    def __init__(self) -> None:
        self._data: dict[int, bytes] = {}
        self._faces: dict[tuple[int, int], Any] = {}

    def data(self, hb_face: Any) -> bytes:
        """The content of the font file of HarfBuzz's `hb_face`, as WeasyPrint has it."""
        number = int(ffi.cast("uintptr_t", hb_face))
        if number not in self._data:
            self._data[number] = get_hb_object_data(hb_face)
        return self._data[number]

    def subset(self, font: Any, to_unicode: dict[int, str], hinting: bool) -> None:
        """Cut WeasyPrint's `font` down to the glyphs in `to_unicode`."""
        if not to_unicode:
            return
        number = int(ffi.cast("uintptr_t", font.hb_face)), font.index
        if number not in self._faces:
            self._faces[number] = hb.Face(hb.Blob(font.file_content), font.index)
        font.file_content = smaller(self._faces[number], set(to_unicode), hinting=hinting)


def smaller(face: Any, glyphs: set[int], *, hinting: bool = False) -> bytes:
    """The font `face` with `glyphs` only, which keep their numbers: as glyph numbers, or as CIDs of a
    CID-keyed font. Raises ValueError when the font cannot be cut down.
    """
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    compact = _is_cid_keyed(face)
    flags = hb.SubsetFlags.DESUBROUTINIZE | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    if not hinting:
        flags |= hb.SubsetFlags.NO_HINTING
    if not compact:
        flags |= hb.SubsetFlags.RETAIN_GIDS
    wanted.flags = flags
    plan = hb.SubsetPlan(face, wanted)
    result = plan.execute().blob.data
    if compact:
        numbers = plan.new_to_old_glyph_mapping
        return _with_cids(result, [numbers[new] for new in range(len(numbers))])
    return bytes(result)


def bare(pdf: Any) -> None:
    """Leave of CID-keyed fonts in `pdf` their CFF table only. Viewers find glyphs by CID in a bare table
    (ISO 32000-1, table 126, CIDFontType0C); in an OpenType file some take CIDs for glyph numbers.
    """
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and stream.extra.get("Subtype") == "/OpenType":
            face = hb.Face(hb.Blob(b"".join(stream.stream)))
            if _is_cid_keyed(face):
                stream.stream = [bytes(face.reference_table("CFF ").data)]
                stream.extra["Subtype"] = "/CIDFontType0C"


def _is_cid_keyed(face: Any) -> bool:
    """Whether the Top DICT of the CFF table begins with ROS (Adobe Technical Note 5176, 18)."""
    if "CFF " not in face.table_tags:
        return False
    with memoryview(face.reference_table("CFF ").data) as view:
        table = bytes(view[:2048])
    at = table[2]
    for _ in range(2):  # the Name INDEX, then the Top DICT INDEX
        count, size = int.from_bytes(table[at : at + 2], "big"), table[at + 2]
        offsets = [
            int.from_bytes(table[at + 3 + size * each : at + 3 + size * (each + 1)], "big")
            for each in range(count + 1)
        ]
        start = at + 2 + size * (count + 1)
        first = table[start + offsets[0] : start + offsets[1]]
        at = start + offsets[-1]
    return b"\x0c\x1e" in first


def _with_cids(data: bytes, cids: list[int]) -> bytes:
    """`data` with the CIDs that are asked for; unchanged where it has them."""
    font = TTFont(io.BytesIO(data), lazy=True)
    table = font["CFF "].cff[0]
    names = [".notdef", *(f"cid{cid:05d}" for cid in cids[1:])]
    if list(table.charset) == names:
        return bytes(data)
    renamed = dict(zip(table.charset, names, strict=True))
    strings = table.CharStrings
    strings.charStrings = {renamed[name]: number for name, number in strings.charStrings.items()}
    table.charset = names
    output = io.BytesIO()
    font.save(output, reorderTables=None)
    return output.getvalue()
