"""Characters that look like others, or like nothing, and are another character to a computer.

Knows where they come from (text copied out of a PDF, vertical type, formulas, fonts of symbols) and
which ordinary character is meant. Works on a text alone. Must not know files or rules.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from sitegen import lazy_re as re


class LookAlike(NamedTuple):
    """What stands at `offset`: `written`, of which kind, and what is meant instead; None where
    people must say.
    """

    offset: int
    written: str
    kind: str
    meant: str | None


_OLD_FORMS = {"戶": "户", "靑": "青", "黃": "黄"}
"""Characters of other places that Unicode gives for a radical, and ours that has the same shape."""

_RADICALS = (
    "⺊卜⺌小⺐尢⺒巳⺓幺⺛旡⺜日⺝月⺞歺⺟母⺠民⺦丬⺧牛⺩王⺫目⺬示⺯糹⺰纟⺶羊⺻聿⻁虎⻂衤⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻐钅⻑長⻓长⻔门"
    "⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻮齿⻯竜⻰龙⻳龟㇐一㇑丨㇒丿㇔丶㇚亅㇟乚㇠乙"
)
"""Radicals and strokes for which Unicode has no decomposition, each followed by the character
(EquivalentUnifiedIdeograph.txt), as far as both have one shape.
"""

_FORMS = (
    "︐，︑、︒。︓：︔；︕！︖？︗〖︘〗︙…︱—︵（︶）︷｛︸｝︹〔︺〕︻【︼】︽《︾》︿〈﹀〉﹁「﹂」﹃『﹄』﹇［﹈］"
    "﹐，﹑、﹒．﹔；﹕：﹖？﹗！﹘—﹙（﹚）﹛｛﹜｝﹝〔﹞〕﹟＃﹠＆﹡＊﹢＋﹣-﹤＜﹥＞﹦＝﹨＼﹩＄﹪%﹫＠"
)
"""Punctuation of vertical type and small forms, each followed by the ordinary mark."""

_RADICAL, _FORM, _COMPATIBLE = "部首符号", "竖排或小写的标点", "兼容字"
_LETTER, _LIGATURE, _SELECTOR = "公式字母", "连字", "看不见的字形选择符"
_PIECES = "分成几个字符写的字母"
_JOINER, _PRIVATE, _GONE = "看不见的连接符", "自造字（别人的电脑上是方框或别的字）", "已经丢失的字"


def _pairs(text: str) -> dict[str, str]:
    return dict(zip(text[::2], text[1::2], strict=True))


def _table() -> Mapping[str, tuple[str, str]]:
    """Each character that looks like others: its kind, and what is meant."""
    found = {character: (_RADICAL, meant) for character, meant in _pairs(_RADICALS).items()}
    found |= {character: (_FORM, meant) for character, meant in _pairs(_FORMS).items()}
    kinds = (
        (range(0x2E80, 0x2FD6), _RADICAL),
        (range(0xF900, 0xFADA), _COMPATIBLE),
        (range(0xFB00, 0xFB07), _LIGATURE),
        (range(0x1D400, 0x1D800), _LETTER),
        (range(0x2F800, 0x2FA1E), _COMPATIBLE),
    )
    for codes, kind in kinds:
        for character in map(chr, codes):
            meant = unicodedata.normalize("NFKC", character)
            if meant != character and meant.isprintable():
                found.setdefault(character, (kind, _OLD_FORMS.get(meant, meant)))
    return MappingProxyType(found)


_TABLE = _table()
SUSPECT = (
    "\u200c\u200d\u2e80-\u2fd5\u31c0-\u31e3\ue000-\uf8ff\uf900-\ufad9\ufb00-\ufb06\ufe00-\ufe19\ufe30-\ufe4f"
    "\ufe50-\ufe6f\ufffd\U0001d400-\U0001d7ff\U0002f800-\U0002fa1d\U000e0100-\U000e01ef\U000f0000-\U0010fffd"
)
"""Characters that may be others than they look, to be put in brackets of a pattern."""
_SUSPECT = re.compile(f"[{SUSPECT}]")
ACCENTS = "\u0300-\u036f"
_IN_PIECES = re.compile(rf"\w[{ACCENTS}]+")
"""A letter with its accents as characters of their own, as some computers and PDFs give it."""

_SCRIPTS_THAT_JOIN = re.compile("[\u0600-\u0dff\u1000-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]")
"""Arabic (Uygur), Indic and Mongolian letters take other shapes beside a joiner."""

_PICTURE_SELECTORS = "\ufe0e\ufe0f"
_HAN_MARKS = re.compile(
    "[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]"
)


def look_alikes(text: str) -> Iterator[LookAlike]:
    """Every character of `text` that is another one than it looks, in order."""
    found = _single(text) if _IN_PIECES.search(text) is None else sorted((*_single(text), *_in_pieces(text)))
    yield from found


def _in_pieces(text: str) -> Iterator[LookAlike]:
    for match in _IN_PIECES.finditer(text):
        whole = unicodedata.normalize("NFC", match[0])
        if whole != match[0]:
            yield LookAlike(match.start(), match[0], _PIECES, whole)


def _single(text: str) -> Iterator[LookAlike]:
    for match in _SUSPECT.finditer(text):
        character, offset = match[0], match.start()
        code = ord(character)
        known = _TABLE.get(character)
        if known is not None:
            yield LookAlike(offset, character, *known)
        elif 0xE000 <= code <= 0xF8FF or code >= 0xF0000:
            yield LookAlike(offset, character, _PRIVATE, None)
        elif character == "\N{REPLACEMENT CHARACTER}":
            yield LookAlike(offset, character, _GONE, None)
        elif character in "\u200c\u200d":
            if not _joins(text, offset):
                yield LookAlike(offset, character, _JOINER, "")
        elif 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
            before, after = text[offset - 1 : offset], text[offset + 1 : offset + 2]
            if (
                character not in _PICTURE_SELECTORS
                or not before
                or _HAN_MARKS.match(before)
                or after.isdigit()
            ):
                yield LookAlike(offset, character, _SELECTOR, "")
        elif 0x2E80 <= code <= 0x31E3:
            yield LookAlike(offset, character, _RADICAL, None)


def meant(text: str) -> str:
    """`text` with what is meant in place of each character that is another one than it looks."""
    pieces, end = [], 0
    for found in look_alikes(text):
        if found.meant is not None:
            pieces += [text[end : found.offset], found.meant]
            end = found.offset + len(found.written)
    return "".join((*pieces, text[end:]))


def ordinary(text: str) -> str:
    """`text` with the ordinary character in place of each that looks like it, of the same length:
    what takes another number of characters stays.
    """
    return _SUSPECT.sub(_one_for_one, text)


def composed(text: str) -> str:
    """`text` with one character for each letter that is written in pieces (Unicode's form C)."""
    return _IN_PIECES.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)


def looks_like(name: str) -> str:
    """What names have in common that look alike: width, case, blanks and composition are left out."""
    plain = unicodedata.normalize("NFKC", ordinary(name)).casefold()
    return "".join(character for character in plain if character.isprintable() and not character.isspace())


def _one_for_one(match: re.Match[str]) -> str:
    _, meant = _TABLE.get(match[0], ("", match[0]))
    return meant if len(meant) == 1 else match[0]


def _joins(text: str, offset: int) -> bool:
    """Whether the joiner at `offset` has letters that it joins, or pictures, beside it."""
    beside = (text[offset - 1 : offset], text[offset + 1 : offset + 2])
    return any(
        _SCRIPTS_THAT_JOIN.match(each) or unicodedata.category(each) in ("So", "Sk", "Mn")
        for each in beside
        if each
    )
