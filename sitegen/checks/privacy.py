"""Personal data in a text: numbers, addresses and plates that belong to somebody.

Knows what each kind looks like and what merely looks like it: office telephones, codes, amounts. A
pattern finds candidates, python-stdnum and phonenumbers decide. Must not know reports or files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

_EVEN = str.maketrans("０１２３４５６７８９＋－（）＠．", "0123456789+-()@.")
"""Same length: offsets stay."""
_FULL_WIDTH = re.compile("[０-９＋－＠．]")


class Kind(Enum):
    """What kind of personal data."""

    MOBILE = "手机号"
    RESIDENT_ID = "身份证号"
    BANK_CARD = "银行卡号"
    EMAIL = "个人电子邮箱"
    ADDRESS = "家庭住址"
    PLATE = "车牌号"


@dataclass(frozen=True, slots=True)
class Found:
    """Personal data from `start` up to `end` of a text. `masked` may be shown: of the same length
    where the whole is a number.
    """

    kind: Kind
    start: int
    end: int
    masked: str


# Letters and digits on either side make it part of a code; a decimal point, part of an amount.
_ALONE = r"(?<![0-9A-Za-z.])", r"(?![0-9A-Za-z]|\.\d)"
_GAP = r"[ \t\u3000\xa0-]{0,2}"
_AMOUNT = r"(?!\s*[元万亿%件个人次吨米户册份]|\s*平方)"
_MOBILE = re.compile(
    rf"(?:{_ALONE[0]}|(?<=[TtMm]el)|(?<=TEL))(?:\+?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}{_ALONE[1]}{_AMOUNT}"
)
_RESIDENT_ID = re.compile(
    rf"{_ALONE[0]}[1-8]\d{{5}}{_GAP}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]){_GAP}\d{{3}}[\dXx]{_ALONE[1]}"
)
_BANK_CARD = re.compile(rf"{_ALONE[0]}(?:62|4\d|5[1-5])(?:{_GAP}\d){{14,17}}{_ALONE[1]}{_AMOUNT}")
_EMAIL = re.compile(r"(?<![\w.+-])(?P<name>[\w.+-]+)@(?P<host>[\w-]+(?:\.[\w-]+)+)", re.ASCII)
_PRIVATE_HOSTS = re.compile(
    r"(?:vip\.)?(?:qq|foxmail|163|126|yeah|sina|sohu|tom|21cn|139|189|wo|aliyun|gmail|googlemail|outlook|hotmail|live|msn"
    r"|icloud|me|yahoo|proton|protonmail)\.(?:com|net|cn|com\.cn|me)",
    re.IGNORECASE,
)
_ADDRESS = re.compile("住址|家庭地址|居住地址|居住地|户籍地址|户籍所在地|常住地址|现住(?!房)")
_ADDRESS_TAIL = re.compile(r"\s*[:：是为在]?\s*(?P<where>[^,，。;；\n|)）]{4,40})")
_WHERE = re.compile(r"[省市区县镇乡村路街巷].*\d|\d.*[号栋室组]|[村寨屯组]")
_UNIT = re.compile(r"单元\s*\d{2,4}\s*(?:室|号|户|房)?")
_BEFORE_UNIT = re.compile(r"\d+\s*(?:号楼|栋|幢|座|楼)?\s*\d+\s*\Z")
"""3栋2*单元501室*: the word is rare and the digits before it are not, so the search begins with the word."""
_FARTHEST = 20
"""Characters from the digits of a building to 单元."""
_PLATE = re.compile(
    # Letters are rare in Chinese text: the search goes from one to the next and then looks back.
    r"[A-HJ-NP-Z](?<=[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼黔滇].)[ ·•.-]?"
    r"(?=(?:[A-HJ-NP-Z]*\d){3})(?:[A-HJ-NP-Z0-9]{5}|[A-HJ-NP-Z0-9]{6})(?![0-9A-Za-z])"
)
_RUN = re.compile(r"\d[\d \t\u3000\xa0-]{9,}\d")
"""What may hold a long number."""
_FEWEST_DIGITS = 11
_MASK = re.compile(r"[*＊×●]")


def personal_data(text: str) -> Iterator[Found]:
    """Everything personal in `text`. What is masked (138****5678) is not; what a mark or two tears apart is."""
    even = text.translate(_EVEN) if _FULL_WIDTH.search(text) else text
    yield from _found(even)
    if _TORN.search(even):
        yield from _torn(even)


_TORN = re.compile(r"(?<=[\w·•-])[*_]{1,2}(?=[\w·•-])")
"""Marks of emphasis that are printed as they stand: 138272**53615."""


def _torn(text: str) -> Iterator[Found]:
    """What is personal once the marks within it are left out."""
    marks = {at for match in _TORN.finditer(text) for at in range(*match.span())}
    kept = [at for at in range(len(text)) if at not in marks]
    for each in _found("".join(text[at] for at in kept)):
        start, end = kept[each.start], kept[each.end - 1] + 1
        left_out = end - start - (each.end - each.start)
        if left_out:
            yield Found(each.kind, start, end, f"{each.masked[:-1]}{'*' * left_out}{each.masked[-1]}")


def _found(even: str) -> Iterator[Found]:
    if any(sum(map(str.isdigit, run[0])) >= _FEWEST_DIGITS for run in _RUN.finditer(even)):
        for find in _OF_NUMBERS:
            yield from find(even)
    if "@" in even:
        yield from _emails(even)
    if any(word in even for word in ("住", "户籍", "家庭地址", "单元")):
        yield from _addresses(even)
    yield from _plates(even)


def _numbers(
    kind: Kind, pattern: re.Pattern[str], is_one: Callable[[str], bool]
) -> Callable[[str], Iterator[Found]]:
    def find(text: str) -> Iterator[Found]:
        for match in pattern.finditer(text):
            plain = re.sub(r"[^0-9Xx]", "", match[0])
            if is_one(plain):
                yield Found(kind, match.start(), match.end(), _masked(match[0]))

    return find


def _is_mobile(digits: str) -> bool:
    import phonenumbers  # noqa: PLC0415 — its tables take longer to load than a report to check

    national = digits[-11:]
    number = phonenumbers.parse(national, "CN")
    mobile = phonenumbers.PhoneNumberType.MOBILE
    return len(digits) in (11, 13) and phonenumbers.number_type(number) == mobile


def _is_resident_id(digits: str) -> bool:
    from stdnum.cn import ric  # noqa: PLC0415 — as above
    from stdnum.exceptions import ValidationError  # noqa: PLC0415

    # Its is_valid() also wants the district in its list, which lacks some that exist.
    try:
        ric.get_birth_date(digits.upper())
    except ValidationError:
        return False
    return bool(ric.calc_check_digit(digits.upper()) == digits[-1].upper())


def _is_bank_card(digits: str) -> bool:
    from stdnum import luhn  # noqa: PLC0415 — as above

    lengths = range(16, 20) if digits.startswith("62") else (16,)
    return len(digits) in lengths and bool(luhn.is_valid(digits)) and len(set(digits)) > 3


def _emails(text: str) -> Iterator[Found]:
    for match in _EMAIL.finditer(text):
        if _PRIVATE_HOSTS.fullmatch(match["host"]) or re.fullmatch(r"1[3-9]\d{9}", match["name"]):
            masked = f"{match['name'][0]}***@{match['host']}"
            yield Found(Kind.EMAIL, match.start(), match.end(), masked)


def _addresses(text: str) -> Iterator[Found]:
    taken: list[tuple[int, int]] = []
    for match in _ADDRESS.finditer(text):
        tail = _ADDRESS_TAIL.match(text, match.end())
        if tail is not None and _WHERE.search(tail["where"]) and not _MASK.search(tail["where"]):
            taken.append((match.start(), tail.end()))
            yield Found(Kind.ADDRESS, match.start(), tail.end(), f"{match[0]}…")
    for match in _UNIT.finditer(text):
        before = _BEFORE_UNIT.search(text, max(0, match.start() - _FARTHEST), match.start())
        if before is not None and not any(start <= before.start() < end for start, end in taken):
            yield Found(Kind.ADDRESS, before.start(), match.end(), "……单元……室")


def _plates(text: str) -> Iterator[Found]:
    for match in _PLATE.finditer(text):
        start = match.start() - 1
        plate = text[start : match.end()]
        yield Found(Kind.PLATE, start, match.end(), plate[:2] + "*" * (len(plate) - 3) + plate[-1])


def _masked(number: str) -> str:
    """The first three and the last two characters, stars between."""
    return number[:3] + "*" * (len(number) - 5) + number[-2:]


_OF_NUMBERS = (
    _numbers(Kind.MOBILE, _MOBILE, _is_mobile),
    _numbers(Kind.RESIDENT_ID, _RESIDENT_ID, _is_resident_id),
    _numbers(Kind.BANK_CARD, _BANK_CARD, _is_bank_card),
)
