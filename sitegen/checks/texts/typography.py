"""Mechanical faults of Chinese text: punctuation, brackets, doubled words, blanks.

Knows characters and GB/T 15834. Works on a text alone and never guesses: what could be meant is no
fault, and what could be mended in two ways is left to people. Must not know reports, files, rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from sitegen import lazy_re as re


class Fault(NamedTuple):
    """What is wrong from `start` up to, not including, `end`. `replacement` mends it; None where
    people must decide.
    """

    start: int
    end: int
    replacement: str | None = None


Finder = Callable[[str], tuple[Fault, ...]]
"""Finds the faults of one kind in a text, in order, none overlapping another."""

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
"""Chinese characters, for use inside a character class."""

STOPS, OPENING, CLOSING = "，。、；：？！", "（“‘《【〔〈「『", "）”’》】〕〉」』"
NUMERAL = "一二三四五六七八九十百"

NEAR = 120
"""How many characters a fault can depend on. Without a bound, long lines take forever."""

FOREIGN = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what is no Chinese text."""

_OPAQUE = re.compile(
    r"\{\{[^\n]*?(?:\}\}|$)"  # references
    r"|(?:(?<![A-Za-z0-9+])[A-Za-z][A-Za-z0-9+]*://|www\.)[!-~]*[A-Za-z0-9/=#&_~-]"
    r"|(?<![A-Za-z0-9._%+*-])[A-Za-z0-9._%+*-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|&#?[A-Za-z0-9]+;",
    re.MULTILINE,
)


_OPAQUE_HAS = ("{{", "://", "www.", "@", "&")
"""One of these is in whatever is opaque."""


@lru_cache(maxsize=512)
def masked(text: str) -> str:
    """`text` with references, addresses of the web and of e-mail made opaque, of the same length."""
    if not any(mark in text for mark in _OPAQUE_HAS):
        return text
    return _OPAQUE.sub(lambda match: FOREIGN * len(match[0]), text)


def corrected(text: str, faults: Sequence[Fault]) -> str:
    """`text` with those of `faults` mended that have a replacement."""
    for fault in sorted(faults, reverse=True):
        if fault.replacement is not None:
            text = text[: fault.start] + fault.replacement + text[fault.end :]
    return text


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of `text`, each with its offset."""
    offset = 0
    for line in text.split("\n"):
        yield offset, line
        offset += len(line) + 1


def around(line: str, start: int, end: int) -> tuple[str, str]:
    """What stands near before `start` and after `end`: as far as a fault can depend on it."""
    return line[max(0, start - NEAR) : start], line[end : end + NEAR]


# Doubled punctuation

_DOUBLED = re.compile(r"[，、；：](?:[ \u3000]*[，。、；：？！])+|[。？！](?:[ \u3000]*[，。、；：])+")


def doubled_punctuation(text: str) -> tuple[Fault, ...]:
    """`，。` and the like; not `？！` nor `！！！`, nor a mark behind a closing quote."""
    return tuple(
        Fault(match.start(), match.end(), _one_of(re.sub(r"\s", "", match[0])))
        for match in _DOUBLED.finditer(masked(text))
    )


def _one_of(marks: str) -> str | None:
    """The one mark that is meant; None where that is not certain. `。。。` may be an ellipsis."""
    kinds = set(marks)
    if len(kinds) == 1:
        return marks[0] if len(marks) < 3 or marks[0] != "。" else None
    ends = kinds & set("。？！")
    return marks[-1] if ends == {marks[-1]} and "：" not in kinds else None


# Unfinished paragraphs

_LAST = frozenset(f"，、,({OPENING}")
_UNFINISHED = re.compile(rf"[^\s{OPENING}(][ \u3000]*([，、,{OPENING}(])\s*\Z")


def unfinished_end(text: str) -> tuple[Fault, ...]:
    """A comma or an opening bracket or quote as the last character. Words may be missing."""
    if text.rstrip()[-1:] not in _LAST:
        return ()
    match = _UNFINISHED.search(masked(text))
    if match is None or not _CHINESE.search(text):
        return ()
    return (Fault(match.start(1), match.end(1)),)


# Half-width punctuation

FULL = {",": "，", ".": "。", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_MARK = re.compile(r"(?<![ \t])[ \t]*([,;:.]|[?!]+)[ \t]*")
_CALL = re.compile(r"(?<![A-Za-z0-9_])[A-Za-z][A-Za-z0-9_]*\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")
_SOUNDS = frozenset(
    "阿艾安巴柏拜贝本比彼波伯卜博布不查茨达大戴丹德邓狄迪丁都顿尔法费夫弗甫盖甘高戈格古哈罕汉翰汗赫"
    "霍基吉加迦江杰金卡凯坎康柯科克肯孔库拉莱赖兰郎勒雷黎里理丽力莉利林琳隆卢鲁路伦罗洛马玛麦买曼"
    "梅蒙米密敏明莫姆穆木娜纳奈尼努诺帕皮普齐奇恰乔切琼热日茹萨赛塞森沙山莎什史斯苏索塔泰坦汤唐"
    "特提廷亭图吐托瓦维温沃乌伍西希夏娅雅亚延叶耶伊依因英尤约扎詹珍孜兹"
)
"""Characters that write the sound of foreign names: `阿依古丽.买买提` lacks a ·, no full stop."""

_RATIO = re.compile(rf"[{HAN}]{{1,8}}(?::[{HAN}]{{1,8}}){{1,5}}[ ]*(?:[=＝]|之?比|为[ ]*\d)")
_NO_SENTENCE_BEFORE_DOT = re.compile(rf"(?:^|[^{HAN}])(?:第?[{NUMERAL}甲乙丙丁]+|（[{NUMERAL}0-9]+）)$")
_AFTER_DOT = re.compile(
    rf"$|[{CLOSING})]|[{HAN}“‘《（【]|\d{{1,2}}[.、．)）](?!\d)|（?[{NUMERAL}]+[、）]|(?:19|20)\d\d年"
)
_HALF_WIDTH = re.compile(r"[,.;:?!()]")
_OPERATORS = "+-−×÷*/=＝<>≥≤＋－^"
_CHINESE = re.compile(f"[{HAN}]")
_CHINESE_ENDS = re.compile(rf"[{HAN}{CLOSING}]")
_CHINESE_BEGINS = re.compile(rf"[{HAN}“‘《（【]")
_LATIN = re.compile(r"[A-Za-z0-9=]")
_ROUND = re.compile("[()（）]")
INTERVAL = re.compile(
    r"[\[［][^\[\]()（）［］\n]{0,16}[,，、][^\[\]()（）［］\n]{0,16}[)）]"
    r"|[(（][^\[\]()（）［］\n]{0,16}[,，、][^\[\]()（）［］\n]{0,16}[\]］]"
)
"""`[80,90)`: intervals that hold one of their ends."""
_SENTENCE = re.compile("[，。；]")
_NUMERALS_ONLY = re.compile(f"[{NUMERAL}]+")
_FORMULA_BEFORE = re.compile(rf"[A-Za-z0-9{re.escape(_OPERATORS)}]\s*$")


def half_width_punctuation(text: str) -> tuple[Fault, ...]:
    """`, . ; : ? !` in Chinese, brackets of two widths, and half-width brackets around Chinese in a
    sentence. Names and labels (`发放(缴纳)覆盖率`) and ordinals (`指标1:`) are written so, and pass.
    """
    if not _HALF_WIDTH.search(text):
        return ()
    # Calls, as in IF(执行率>1,满分,…), are opaque here only: elsewhere their brackets count.
    opaque = masked(text)
    if "(" in opaque:
        opaque = _CALL.sub(lambda match: FOREIGN * len(match[0]), opaque)
    found = [
        Fault(offset + start, offset + end, replacement)
        for offset, line in _lines(opaque)
        for start, end, replacement in (*_half_marks(line), *_half_brackets(line))
    ]
    return tuple(sorted(found))


def _half_marks(line: str) -> Iterator[Fault]:
    ratios = [match.span() for match in _RATIO.finditer(line)] if ":" in line else []
    for match in _MARK.finditer(line):
        mark = match[1]
        before, after = around(line, match.start(), match.end())
        if ":" in mark and any(low <= match.start(1) < high for low, high in ratios):
            continue
        if _is_half(mark, before, after, match.end() > match.end(1)):
            full = "".join(FULL[each] for each in mark)
            yield Fault(match.start(), match.end() if after else match.end(1), full)


def _is_half(mark: str, before: str, after: str, blank_follows: bool) -> bool:
    """Whether `mark` between `before` and `after` belongs to Chinese text."""
    left, right = before[-1:], after[:1]
    if right and right in ",.;:?!":
        return False
    chinese = _CHINESE_ENDS.match(left) is not None
    match mark:
        case ".":
            return _is_full_stop(before, after, chinese)
        case ":":
            return chinese
        case "," | ";":
            if not after:
                return chinese and mark == ";"  # a comma at the end is no comma: words are missing
            return chinese or (not blank_follows and left != "" and _CHINESE_BEGINS.match(right) is not None)
    return chinese and not _LATIN.match(right)


def _is_full_stop(before: str, after: str, chinese: bool) -> bool:
    if not chinese:
        return not after and before[-1:] in ("%", "％", "‰", "℃") and _CHINESE.search(before) is not None
    if _NO_SENTENCE_BEFORE_DOT.search(before) or not _AFTER_DOT.match(after):
        return False
    return not (before[-1] in _SOUNDS and after[:1] in _SOUNDS and after != "")


def _half_brackets(line: str) -> Iterator[Fault]:
    if not _ROUND.search(line):
        return
    sentence = _SENTENCE.search(line) is not None
    for start, end in _round_pairs(INTERVAL.sub(lambda match: FOREIGN * len(match[0]), line)):
        opening, inner, closing = line[start], line[start + 1 : min(end, start + NEAR)], line[end]
        if (opening == "(") is not (closing == ")"):
            at = start if opening == "(" else end
            yield Fault(at, at + 1, FULL[line[at]])
        elif opening == "(" and sentence and _is_remark(*around(line, start, end + 1), inner):
            yield Fault(start, start + 1, "（")
            yield Fault(end, end + 1, "）")


def _is_remark(before: str, after: str, inner: str) -> bool:
    """Whether brackets hold Chinese words: no ordinal, no part of a formula or of a number of a contract."""
    return (
        _CHINESE.search(inner) is not None
        and _NUMERALS_ONLY.fullmatch(inner) is None
        and not set(inner) & set(_OPERATORS)
        and _FORMULA_BEFORE.search(before) is None
        and after.lstrip()[:1] not in tuple(_OPERATORS)
    )


def _round_pairs(line: str) -> Iterator[tuple[int, int]]:
    stack: list[int] = []
    for offset, character in enumerate(line):
        if character in "(（":
            stack.append(offset)
        elif character in ")）" and stack:
            yield stack.pop(), offset


# Doubled words

_SINGLE = {
    "的": ("目标鹄", "确士卡"),
    "了": ("甚", "解结却然事断如"),
    "和": ("总共饱温缓柔平祥调中融随求谐附应违亲人谦", "气美睦谐平县顺田静林龙硕布政解约议谈"),
    "及": ("普涉以波触危顾提企推旁论言料殃惠遍埃", "时格第早其至物待"),
    "与": ("参赠给授付", "会否此其时共日世众"),
    "由": ("理自缘事案来情因经", ""),
    "是": ("但还只可于凡总要若或而正便即倒算老既硬就真都也不如", "非否"),
    "在": ("现正存实所潜内外自", "职校建编岗线册读用途库场任乡家座位地野世学营院产研飞于押逃即"),
    "为": ("行作认以成因更人较极尤颇最名称视无有何", "民此何了主难期止首数人农企老国政善官医师生党公"),
}
"""Characters that are words, each with those before and after it that make two of them right:
目的|的, 为了|了解, 行为|为, 在|在职.
"""

_CERTAIN = frozenset("的了和及与由")

_WORDS = {
    **dict.fromkeys(
        (
            "开展", "进行", "加强", "实施", "提高", "通过", "根据", "按照", "以及", "由于", "因此", "已经",
            "其中", "同时", "我们", "对于", "关于", "全面", "积极", "深入", "严格", "切实", "充分", "确保",
            "实现", "完成", "推进", "进一步",
        ),
        "率值情时方细条会版量数期段间",
    ),
    "工作": "量人者队组站室日证餐经",
    "项目": "法库单负经管总预支绩资实组建申部决立审验收结清名",
    "资金": "到使管来安投支拨执分下筹性总规结额量需总预绩",
    "情况": "说汇通简",
    "措施": "",
}  # fmt: skip
"""Words of which there are never two in a row, except before a character with which the second
begins a word of its own: 该项目|项目法人, 任务完成|完成率.
"""

_NOUNS = frozenset(("工作", "项目", "资金", "情况", "措施"))
"""Where two stand, another word may be meant."""

_TWICE = re.compile(
    f"([{''.join(_SINGLE)}])\\1+|({'|'.join(sorted(_WORDS, key=len, reverse=True))})\\2+|([{HAN}][{HAN}])\\3"
)

_MEANT_TWICE = frozenset(
    [
        "研究",
        "讨论",
        "商量",
        "学习",
        "考虑",
        "了解",
        "交流",
        "锻炼",
        "体验",
        "感受",
        "调查",
        "打听",
        "收拾",
        "比较",
        "很多",
        "许多",
        "非常",
        "特别",
        "好好",
        "谢谢",
        "或多",
        "或少",
        "慢慢",
        "渐渐",
        "哈哈",
        "一个",
        "一件",
        "一步",
    ]
)
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两")
_WORD_ENDS = frozenset("，。、；：！？）”》的和与及或等")
"""Before anything else the second word may begin another: 部门|部门预算."""


def _is_slip(word: str, before: str, after: str) -> bool:
    """Whether two characters that come twice are no doubling that is meant (一个一个, 二〇二〇, 研究研究)."""
    return not (
        word in _MEANT_TWICE
        or word[0] == word[1]
        or word[0] in _NUMERALS
        or word[1] in _NUMERALS
        or (after != "" and after not in _WORD_ENDS)
        or before in _NUMERALS
    )


def doubled_words(text: str) -> tuple[Fault, ...]:
    """`的的`, `工作工作` and others that are hardly ever right. `研究研究`, `年年` and the like pass."""
    hidden = masked(text)
    found: list[Fault] = []
    for match in _TWICE.finditer(hidden):
        before, after = hidden[: match.start()][-1:], hidden[match.end() : match.end() + 1]
        word = match[1] or match[2] or match[3]
        if match[3]:
            wrong, certain = _is_slip(word, before, after), False
        elif match[1]:
            wrong = before not in tuple(_SINGLE[word][0]) and after not in tuple(_SINGLE[word][1])
            certain = word in _CERTAIN
        else:
            wrong, certain = after not in tuple(_WORDS[word]), word not in _NOUNS
        if wrong:
            found.append(Fault(match.start(), match.end(), word if certain else None))
    return tuple(found)
