"""The fonts of the official copy: which there are, what they can show, and nothing beside them.

Pages on paper are set in five families, called after their use; which font each is, a site may say.
A configuration of fontconfig of our own shows the engine these fonts only, so that the same fonts give
the same pages on every machine, whatever else is installed there.

Knows font files and fontconfig. Must not know documents. 黑体, 楷体, 仿宋 and 小标宋 are the faces that
GB/T 9704-2012 prescribes for official documents.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from unicodedata import category
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont, TTLibError

SONG, HEI = "Noto Serif CJK SC", "Noto Sans CJK SC"

ROLES: Mapping[str, tuple[str, str]] = {
    "标题": ("公文标题", SONG),
    "正文": ("公文正文", SONG),
    "黑体": ("公文黑体", HEI),
    "楷体": ("公文楷体", SONG),
    "表格": ("公文表格", HEI),
}
"""What a font is used for → (the family that style sheets name, the family used if a site names none)."""

MARKS, MARKS_FILE = "sitegen marks", Path(__file__).parent / "marks.ttf"
"""Boxes, ticks and crosses of forms, which the usual fonts lack; made by scripts/marks-font."""

EXTRA = "补充"
"""Fonts that are only used for characters that the others lack."""

_RESTRICTED = 0x0002
"""OS/2.fsType: may not be embedded (OpenType specification, OS/2 table)."""


class UnusableFont(Exception):
    """A font that cannot be used; says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """A face of a font file. `families` are its names, `stamp` tells versions apart, `characters` are
    the code points that it can show.
    """

    path: Path
    index: int
    families: tuple[str, ...]
    stamp: str
    characters: frozenset[int]


@dataclass(frozen=True, slots=True)
class FontSet:
    """All fonts that documents are set in. `order` lists family names by the family of style sheets,
    best first.
    """

    files: tuple[FontFile, ...]
    order: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def stamp(self) -> str:
        """Tells sets of fonts apart that give different pages."""
        parts = [*sorted(file.stamp for file in self.files), *(repr(each) for each in self.order)]
        return sha256("\n".join(parts).encode()).hexdigest()

    @property
    def characters(self) -> frozenset[int]:
        """What can be shown."""
        return frozenset().union(*(file.characters for file in self.files))

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters of `text` that no font has, in the order of their first use."""
        known = self.characters
        return tuple(each for each in dict.fromkeys(text) if ord(each) not in known and not _is_silent(each))

    def configuration(self) -> str:
        """The configuration file for fontconfig: these files, nothing else."""
        folders = dict.fromkeys(file.path.parent for file in self.files)
        files = dict.fromkeys(file.path for file in self.files)
        lines = [
            '<?xml version="1.0"?>',
            '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
            "<fontconfig>",
        ]
        lines += [f"<dir>{escape(str(folder))}</dir>" for folder in folders]
        lines += ["<selectfont><rejectfont><glob>*</glob></rejectfont><acceptfont>"]
        lines += [f"<glob>{escape(str(path))}</glob>" for path in files]
        lines += ["</acceptfont></selectfont>"]
        for family, names in self.order:
            preferred = "".join(f"<family>{escape(name)}</family>" for name in names)
            lines += [
                f'<alias binding="same"><family>{escape(family)}</family><prefer>{preferred}</prefer></alias>'
            ]
        lines += [
            "<cachedir>/var/cache/fontconfig</cachedir>",
            '<cachedir prefix="xdg">fontconfig</cachedir>',
        ]
        return "\n".join([*lines, "</fontconfig>", ""])


def font_set(chosen: Mapping[str, Sequence[Path]]) -> FontSet:
    """The fonts to be used where a site has `chosen` some: by the words of ROLES and EXTRA.

    Raises UnusableFont for a chosen font that cannot be used, and where the usual fonts are not there.
    """
    own = {use: tuple(read_font(path) for path in paths) for use, paths in chosen.items()}
    extra = [name for file in own.get(EXTRA, ()) for name in file.families[:1]]
    files = [file for group in own.values() for file in group]
    order = []
    for use, (family, usual) in ROLES.items():
        names = [name for file in own.get(use, ()) for name in file.families[:1]]
        order.append((family, tuple(dict.fromkeys([*names, usual, SONG, HEI, *extra, MARKS]))))
    for family in (SONG, HEI):
        found = installed(family)
        if not found:
            raise UnusableFont(f"没有安装字体 {family}；请运行 sitegen doctor 查看怎样安装")
        files += found
    files.append(read_font(MARKS_FILE))
    return FontSet(tuple(files), tuple(order))


@cache
def installed(family: str) -> tuple[FontFile, ...]:
    """The regular and bold faces of `family` that this machine has."""
    listing = subprocess.run(  # noqa: S603 — the families are literals of this module
        ["fc-list", "-f", "%{file}\t%{index}\t%{weight}\n", f":family={family}"],  # noqa: S607 — found by PATH
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    ).stdout
    faces = (line.split("\t") for line in listing.splitlines())
    usable = {(Path(path), int(index)) for path, index, weight in faces if weight in ("80", "200")}
    return tuple(read_font(path, index) for path, index in sorted(usable))


@cache
def read_font(path: Path, index: int = 0) -> FontFile:
    """A face; raises UnusableFont for what cannot be embedded in an archivable file, or would not give
    the same pages everywhere.
    """
    try:
        with TTFont(path, fontNumber=index, lazy=True) as font:
            if "fvar" in font:
                raise UnusableFont(f"{path.name} 是可变字体，会使同样的报告生成不同的文件；请换成静态字体")
            if "glyf" not in font and "CFF " not in font:
                raise UnusableFont(f"{path.name} 没有可用的轮廓（位图字体或 CFF2）")
            if font["OS/2"].fsType & _RESTRICTED:
                raise UnusableFont(f"{path.name} 的许可不准嵌入文件；请向字体厂商取得可嵌入的版本")
            names = font["name"]
            found = [record.toUnicode() for id_ in (16, 1) for record in names.names if record.nameID == id_]
            head = font["head"]
            stamp = f"{path.stat().st_size} {head.fontRevision} {head.checkSumAdjustment} {index} {found[:1]}"
            return FontFile(
                path, index, tuple(dict.fromkeys(found)), stamp, frozenset(font.getBestCmap() or ())
            )
    except (OSError, TTLibError, KeyError) as error:
        raise UnusableFont(f"{path.name} 不是能读出的字体文件") from error


def _is_silent(character: str) -> bool:
    """Whether a character is not to be seen, and needs no glyph."""
    return character.isspace() or category(character) in _UNSEEN or character in _SELECTORS


_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Not those for private use, nor those that mean nothing yet: each is seen as a box."""
_SELECTORS: Iterable[str] = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
