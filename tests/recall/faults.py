"""Faults of writing put into every text of the clean reports, one at a time."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from sitegen.model.reports.passage import Passage
from sitegen.model.reports.report import Report
from tests.recall.corpus import Clean, signature
from tests.recall.figures import Seeded

_CHINESE = "[\u4e00-\u9fff]"
_DOUBLED = ("工作", "项目", "资金", "完成", "单位", "情况")

Place = tuple[int, int, str]
"""From, to, and what takes the place of the characters between."""


def _after_comma(text: str) -> list[Place]:
    return [(match.end(), match.end(), "。") for match in re.finditer("，", text)]


def _doubled_mark(text: str) -> list[Place]:
    return [(match.end(), match.end(), match[0]) for match in re.finditer("[，。、；]", text)]


def _ends_in_comma(text: str) -> list[Place]:
    return [(len(text) - 1, len(text), "，")] if text.endswith("。") else []


def _half_width(text: str) -> list[Place]:
    marks = {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")"}
    found = re.finditer(rf"(?<={_CHINESE})[，；：（）](?={_CHINESE})", text)
    return [(match.start(), match.end(), marks[match[0]]) for match in found]


def _unpaired(text: str) -> list[Place]:
    # Without its first bracket （2） is 2), which is right too.
    ordinals = [match.span() for match in re.finditer(r"（[\d一二三四五六七八九十]{1,3}）", text)]
    return [
        (match.start(), match.end(), "")
        for match in re.finditer("[（）“”《》]", text)
        if not any(start <= match.start() < end for start, end in ordinals)
    ]


def _doubled_particle(text: str) -> list[Place]:
    # Not where the second may begin a word of its own: 目的|的确.
    found = re.finditer(rf"(?<={_CHINESE})(?<![目标])的(?=[^确士卡])(?={_CHINESE})", text)
    return [(match.end(), match.end(), match[0]) for match in found]


def _doubled_word(text: str) -> list[Place]:
    # Before other characters the second may begin a word of its own: 该项目|项目法人.
    found = re.finditer(rf"(?:{'|'.join(_DOUBLED)})(?=[，。、；：的和与及]|$)", text)
    return [(match.end(), match.end(), match[0]) for match in found]


def _blank(text: str) -> list[Place]:
    # In names a blank may part words on purpose, and a heading from its text in a first clause.
    first = re.search("[，。；]", text)
    found = re.compile(rf"(?<={_CHINESE})(?={_CHINESE})").finditer(text, first.end()) if first else ()
    return [(match.start(), match.start(), " ") for match in found]


FAULTS: dict[str, Callable[[str], list[Place]]] = {
    "逗号后面又有句号": _after_comma,
    "标点重复": _doubled_mark,
    "段落以逗号结尾": _ends_in_comma,
    "半角标点": _half_width,
    "括号、引号、书名号少一半": _unpaired,
    "虚词重复": _doubled_particle,
    "词语重复": _doubled_word,
    "汉字之间有空格": _blank,
}


def seeded_faults(clean: Clean, chance: random.Random) -> Iterator[Seeded]:
    """Every kind of fault once in every text where it can occur."""
    for report in clean.site.reports:
        before = signature(clean.found)
        for passage in report.passages:
            for kind, places in FAULTS.items():
                options = [place for place in places(passage.text) if _literal(passage, place)]
                if options:
                    yield _seed(clean, report, passage, kind, chance.choice(options), before)


def _literal(passage: Passage, place: Place) -> bool:
    start, end, _ = place
    first = min(start, len(passage.text) - 1)
    return passage.is_literal(first, max(1, end - start)) and (start == 0 or passage.is_literal(start - 1, 1))


def _seed(
    clean: Clean,
    report: Report,
    passage: Passage,
    kind: str,
    place: Place,
    before: frozenset[tuple[str, str, str, str]],
) -> Seeded:
    start, end, text = place
    at = passage.place(start - 1) if start > 0 else passage.place(start)
    path: Path = clean.root / at.file
    original = path.read_text(encoding="utf-8")
    lines = original.splitlines(keepends=True)
    column = at.column if start > 0 else at.column - 1
    line = lines[at.line - 1]
    lines[at.line - 1] = line[:column] + text + line[column + end - start :]
    path.write_text("".join(lines), encoding="utf-8")
    _, found = clean.reload(report)
    path.write_text(original, encoding="utf-8")
    around = passage.text[max(0, start - 6) : start] + f"［{text or '删去' + passage.text[start:end]}］"
    return Seeded(
        kind,
        clean.name,
        report.key,
        passage.at,
        around + passage.text[end : end + 6],
        "TEXT",
        True,
        signature(found) != before,
    )
