"""What is found: a kind of personal data, and where in the text.

Knows names for people. Must not know what any kind looks like.
"""

from __future__ import annotations

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
    where the whole is a number.
    """

    kind: Kind
    start: int
    end: int
    masked: str


def masked(number: str) -> str:
    """The first three and the last two characters, stars between."""
    line = number.replace("\n", " ")
    return line[:3] + "*" * (len(line) - 5) + line[-2:]
