"""The numbers that Word puts before paragraphs by itself: `任务1：` stands in no text of the file.

Knows numbering of WordprocessingML. Must not know paragraphs otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.importing.readers.package import Element

_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str
    text: str
    start: int


class Numbers:
    """Counts paragraphs as Word does."""

    def __init__(self, numbering: Element) -> None:
        self._levels: dict[tuple[str, int], _Level] = {}
        self._counts: dict[tuple[str, int], int] = {}
        root = numbering.first("numbering")
        if root is None:
            return
        abstract = {
            each.attributes.get("abstractNumId", ""): each for each in root if each.name == "abstractNum"
        }
        for number in root:
            tie = number.first("abstractNumId") if number.name == "num" else None
            if tie is not None:
                self._learn(number.attributes.get("numId", ""), abstract.get(tie.attributes.get("val", "")))
                for changed in number:
                    self._learn(number.attributes.get("numId", ""), changed)  # lvlOverride

    def _learn(self, number: str, levels: Element | None) -> None:
        for level in levels or ():
            if level.name == "lvl":
                told = {each.name: each.attributes.get("val", "") for each in level}
                start = told.get("start", "1")
                self._levels[number, whole(level.attributes.get("ilvl", "0"))] = _Level(
                    told.get("numFmt", ""), told.get("lvlText", ""), int(start) if start.isdigit() else 1
                )

    def before(self, paragraph: Element) -> str:
        """What Word writes before `paragraph`; "" for nothing."""
        told = paragraph.first("pPr", "numPr")
        tie = told.first("numId") if told is not None else None
        if told is None or tie is None:
            return ""
        number = tie.attributes.get("val", "")
        depth_told = told.first("ilvl")
        depth = whole(depth_told.attributes.get("val", "0")) if depth_told is not None else 0
        level = self._levels.get((number, depth))
        if level is None or level.kind in ("bullet", "none"):
            return ""
        self._counts[number, depth] = self._counts.get((number, depth), level.start - 1) + 1
        for deeper in range(depth + 1, 9):
            self._counts.pop((number, deeper), None)
        text = level.text
        for each in range(depth + 1):
            above = self._levels.get((number, each), level)
            count = self._counts.get((number, each), above.start)
            text = text.replace(f"%{each + 1}", _written(count, above.kind))
        return text


def _written(count: int, kind: str) -> str:
    if kind == "decimalZero":
        return f"{count:02}"
    if kind in ("lowerLetter", "upperLetter") and count <= 26:
        return chr((97 if kind[0] == "l" else 65) + count - 1)
    if kind.startswith("decimalEnclosed") and 1 <= count <= 20:
        return chr(0x2460 + count - 1)
    if kind.startswith(("chinese", "ideograph", "japanese", "taiwanese")) and count < 100:
        tens, ones = divmod(count, 10)
        return (("" if tens == 1 else _DIGITS[tens]) + "十" if tens else "") + (
            _DIGITS[ones] if ones or not tens else ""
        )
    return str(count)


def whole(written: str) -> int:
    """The number that an attribute gives; 0 for nonsense, never beyond what a page can have."""
    try:
        return max(min(int(float(written)), 1_000_000), -1_000_000)
    except (ValueError, OverflowError):
        return 0
