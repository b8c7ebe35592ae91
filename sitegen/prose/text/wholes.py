"""Wholes and the parts that are all they have, by their labels: 三公经费, 基本支出, 政府采购.

Knows the field's fixed divisions. Must not know sentences or arithmetic.
Source: 部门预算、决算公开的通用格式（财政部《地方预决算公开操作规程》，财预〔2016〕143 号）.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sitegen import lazy_re as re

_TRIPS, _CARS = r"^(?:安排)?因公出国", r"(?:公务用车|公车|车辆)"
_ITS_CARS = rf"^{_CARS}购置(?:费)?(?:及|和|与)(?:{_CARS})?运行(?:费)?(?:维护)?$|^{_CARS}$"
_BOUGHT, _RUN, _GUESTS = rf"^{_CARS}购置$", rf"^{_CARS}运行(?:维护)?$", r"^(?:公务|国内|公务招)?接待$"
_PURCHASE = r"^(?:政府采购{0}类?(?:采购)?|{0}类?采购)$"
_BOUGHT_AS = r"^(?:政府采购)?{0}(?:类)?(?:采购)?$"
_PURCHASES = r"^(?:政府采购|采购)(?:预算)?$"
_STAFF = r"编制|人员|职工|人数|在[职编岗]|实有"
_PARTS_OF: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"^三公$", (_TRIPS, _ITS_CARS, _GUESTS)),
    (r"^三公$", (_TRIPS, _BOUGHT, _RUN, _GUESTS)),
    (_ITS_CARS, (_BOUGHT, _RUN)),
    (r"^(?:一般公共预算)?(?:财政拨款)?(?:安排)?基本$", (r"^人员$", r"^(?:日常)?公用$")),
    (_PURCHASES, tuple(_PURCHASE.format(each) for each in ("货物", "工程", "服务"))),
    (
        r"(?:一般公共预算|公共财政预算|地方财政|地方公共财政)(?:地方|本级)?收入(?:合计|总计)?$",
        (r"^(?:其中)?税收(?:收入)?$", r"^非税(?:收入)?$"),
    ),
    (
        r"(?:一般公共|公共财政|全[省市县区州盟]|财政).*(?:支出|收入|公共)$|^一般公共$",
        (
            r"^(?:省|市|州|盟|县|区)(?:本)?级(?:支出|收入)?$",
            r"^(?:县区|市县|区县|乡镇|县市区)级?(?:支出|收入)?$",
        ),
    ),
    (
        r"项目$",
        (
            r"[评等]级.*优|^优秀?$",
            r"[评等]级.*良|^良好?$",
            r"[评等]级.*(?<!不)(?:合格|中)",
            r"[评等]级.*(?:不合格|差)",
        ),
    ),
    (r"^财政拨款收入$", (r"^一般公共预算", r"^政府性基金", r"^国有资本")),
)
"""Wholes and the parts that are all there are, by their labels."""
_IN_LISTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"支出$|支出合计$|支出总计$|支出总额$", (r"^基本$", r"^项目$")),
    (r"^三公$", (_TRIPS, _RUN, _GUESTS)),
    (_PURCHASES, tuple(_BOUGHT_AS.format(each) for each in ("货物", "工程", "服务"))),
    (r"离退休(?:人员|干部)?$", (r"^离休", r"^退休")),
    (_STAFF, (r"^专业技术", r"^管理", r"^工勤")),
    (r"参保|缴费人数", (r"^(?:在职|职)(?:职工|人员|人数)?$", r"^离?退休")),
    (_STAFF, (r"^行政", r"^事业", r"^工勤")),
    (_STAFF, (r"^在[职编岗]", r"^离休", r"^退休")),
    (r"收入$|收入合计$|收入总计$", (r"^税收(?:收入)?$", r"^非税(?:收入)?$")),
    *(
        (rf"债{each}|限额|余额", (rf"^一般(?:政府)?债{each}", rf"^专项(?:政府)?债{each}"))
        for each in ("务", "券")
    ),
)
"""Parts that are all there are where a list tells no other."""
_COMPLETE = tuple((re.compile(whole), tuple(map(re.compile, parts))) for whole, parts in _PARTS_OF)
_LISTED = (*_COMPLETE, *((re.compile(whole), tuple(map(re.compile, parts))) for whole, parts in _IN_LISTS))
_FEWEST = 1 + min(len(parts) for _, parts in _COMPLETE)
"""A whole and its parts."""
_THE_REST = re.compile(r"^其[他它余](?:支出|收入|费用|经费|资金|项目|各项|用车|类|方面|.{0,4}用车)?$")


def is_complete(whole: str, parts: list[str]) -> bool:
    """Whether parts of these labels are all that a whole of this label has: by what they are, or as the last of them
    is the rest.
    """
    return _THE_REST.match(parts[-1]) is not None or are_all_parts(whole, parts)


def are_all_parts(whole: str, parts: list[str]) -> bool:
    """Whether parts of these labels, listed behind it, are known to be all that a whole of this label has."""
    if whole.endswith(_BY_NAME):
        whole = _BY_NAME
    for pattern, each in _LISTED:
        if pattern.search(whole) and len(each) == len(parts) and not any(one.search(whole) for one in each):
            left = list(each)
            for part in parts:
                fit = next((one for one in left if one.search(part)), None)
                if fit is None:
                    break
                left.remove(fit)
            if not left:
                return True
    return False


_BY_NAME = "三公"
"""What has these parts whoever's it is: in a list it stands right before them."""


def may_be_known(labels: Collection[str]) -> bool:
    """Whether a known whole and all its parts may be among so many `labels`."""
    return len(labels) >= _FEWEST


def known_parts(labels: Collection[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each of `labels` that is a known whole, with those of the others that are all its parts; a part that several of
    them may be is unclear.
    """
    for pattern, each in _COMPLETE if may_be_known(labels) else ():
        wholes = [label for label in labels if pattern.search(label)]
        fitting = [[label for label in labels if part.search(label)] for part in each] if wholes else []
        if any(len(fit) > 2 for fit in fitting):
            continue
        for whole in wholes:
            found = [[label for label in fit if label != whole] for fit in fitting]
            parts = tuple(one[0] for one in found if len(one) == 1)
            if len(parts) == len(each) and len(set(parts)) == len(parts):
                yield whole, parts
