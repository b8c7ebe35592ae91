"""What is found: a kind of personal data, and where in the text.

Knows names for people. Must not know what any kind looks like.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What kind of personal data."""

    MOBILE = "手机号"
    RESIDENT_ID = "身份证号"
    BANK_CARD = "银行卡号"
    EMAIL = "个人电子邮箱"
    ADDRESS = "家庭住址"
    PLATE = "车牌号"
    CHAT = "QQ号或微信号"
    LOCATION = "拍摄地点"


@dataclass(frozen=True, slots=True)
class Found:
    """Personal data from `start` up to `end` of a text. `masked` may be shown: of the same length
    where the whole is a number. `mark` tells numbers apart that are masked alike ("" for what is not hidden).
    """

    kind: Kind
    start: int
    end: int
    masked: str
    mark: str = ""

    @property
    def told(self) -> str:
        """What may be shown, and a 数据说明 repeats."""
        return f"{self.masked}（校验 {self.mark}）" if self.mark else self.masked


def mark_of(kind: Kind, text: str) -> str:
    """What tells `text` from others of its `kind`, however it is divided. Short enough to leave thousands of numbers
    that it may be: with more digits whoever reads it would try all that a mask may hide, and find one.
    """
    plain = "".join(filter(str.isalnum, text)).upper()
    return hashlib.sha256(f"{kind.name} {plain}".encode()).hexdigest()[:MARK_DIGITS]


MARK_DIGITS = 2
"""One of 256: of the million mobiles behind a mask nearly four thousand have the same."""


def masked(number: str) -> str:
    """The first three and the last two characters, stars between."""
    line = number.replace("\n", " ")
    return line[:3] + "*" * (len(line) - 5) + line[-2:]
