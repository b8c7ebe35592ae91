"""Chinese numerals: 三十, 两千零五, 百分之九十五点五.

Knows how whole numbers are spelt, and before which measure words a numeral is a count. Must not
know forms or reports. What is spelt in a way that can be read twice (三百五, 二〇二〇) is no numeral.
"""

from __future__ import annotations

from sitegen import lazy_re as re

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_CHARACTERS = "零〇一二两三四五六七八九十百千万亿"
_LIMIT = 10**12

MEASURES = (
    "万元", "亿元", "元", "万人次", "人次", "批次", "场次", "班次", "人", "名", "个", "次", "场", "项", "篇", "份",
    "期", "台", "套", "辆", "件", "户", "家", "所", "座", "处", "条", "本", "册", "批", "天", "公里", "亩", "吨",
)  # fmt: skip
"""What is counted; 级, 等 and 类 are ranks and not among them."""

_PERCENT = re.compile(rf"百分之([{_CHARACTERS}]+)(?:点([零〇一二三四五六七八九]+))?")
_COUNT = re.compile(
    rf"(?<![第\d.{_CHARACTERS}])([{_CHARACTERS}]+)"
    rf"(?=(?:{'|'.join(MEASURES)})(?:$|[\W_]|及?以[上下内]|左右))"
)


def numeral(text: str) -> int | None:
    """The whole number that `text` spells, below 10¹²; None where it spells none in the usual way."""
    plain = text.replace("两", "二").replace("〇", "零")
    plain = "一" + plain if plain.startswith("十") else plain
    total = section = digit = 0
    for character in plain:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _SMALL:
            section, digit = section + digit * _SMALL[character], 0
        elif character in _LARGE:
            total, section, digit = total + (section + digit) * _LARGE[character], 0, 0
        else:
            return None
    value = total + section + digit
    return value if value < _LIMIT and spelt(value) == plain else None


def spelt(value: int) -> str:
    """`value`, from 0 to 10¹² − 1, in numerals without short forms: 10 is 一十, 2 is 二."""
    if value == 0:
        return "零"
    words, skipped = "", False
    for size, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, value = divmod(value, size)
        if section:
            words += ("零" if words and (section < 1000 or skipped) else "") + _section(section) + name
        skipped = not section
    return words


def _section(value: int) -> str:
    """A number below 10,000."""
    words = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            words += "零一二三四五六七八九"[digit] + name
        elif words and value and not words.endswith("零"):
            words += "零"
    return words


def in_digits(text: str) -> str:
    """`text` with its counts and percentages in digits: 不少于两次 → 不少于2次, 百分之九十五 → 95%."""
    return _COUNT.sub(_count, _PERCENT.sub(_percent, text))


def _percent(match: re.Match[str]) -> str:
    whole = numeral(match[1])
    if whole is None:
        return match[0]
    decimals = "".join(str(_DIGITS[each]) for each in (match[2] or "").replace("〇", "零"))
    return f"{whole}{'.' + decimals if decimals else ''}%"


def _count(match: re.Match[str]) -> str:
    value = numeral(match[1])
    return match[0] if value is None else str(value)
