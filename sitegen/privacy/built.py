"""Whether digits are built as a mobile or an identity is.

Knows that libraries decide it: phonenumbers, python-stdnum. Must not know what stands around them.
"""

from __future__ import annotations

from datetime import date

from sitegen.privacy.words import FIRST_DIGITS_OF_PROVINCES

NEW_RESIDENT = 18
"""Digits of a resident's identity."""
OLD_RESIDENT = 15
"""Digits of a resident's identity of before 1999."""


def is_mobile(national: str) -> bool:
    """Whether the number of eleven digits is that of a mobile in China."""
    import phonenumbers  # noqa: PLC0415 — its tables take longer to load than a report to check

    number = phonenumbers.parse(national, "CN")
    return bool(phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE)


def is_day(written: str) -> bool:
    """Whether somebody may have been born that day."""
    try:
        day = date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        return False
    return 1900 <= day.year <= 2099


def check_digit_fits(digits: str) -> bool:
    """Whether the last of eighteen digits fits the others."""
    from stdnum.cn import ric  # noqa: PLC0415 — as above

    # Its is_valid() also wants the district in its list, which lacks some that exist.
    return bool(ric.calc_check_digit(digits) == digits[-1])


def fits_body(digits: str) -> bool:
    """Whether they are built as the code of a body (统一社会信用代码)."""
    from stdnum.cn import uscc  # noqa: PLC0415 — as above

    return bool(uscc.calc_check_digit(digits) == digits[-1])


def fits_resident(digits: str) -> bool:
    """Whether they are built as the identity of somebody, new or old."""
    if digits[:2] not in FIRST_DIGITS_OF_PROVINCES or not digits[:17].isdigit():
        return False
    if len(digits) == OLD_RESIDENT:
        return is_day(f"19{digits[6:12]}")
    return is_day(digits[6:14]) and check_digit_fits(digits)
