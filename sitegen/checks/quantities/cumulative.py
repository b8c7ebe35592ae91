"""Which indicators count what adds up with time: kilometres built, people trained.

Knows names and units of indicators. Must not know forms, reports or rules.
"""

from __future__ import annotations

from sitegen import lazy_re as re

_NOT_ADDED_UP = re.compile(
    "率|比例|比重|占比|满意|均|每|单位|单价|标准|价格|成本|定额|期限|时限|时间|时长|年限|周期|排名|名次|等级|浓度|指数|系数|保有|存量|在[园校岗册]"
)
_ADDED_UP = re.compile(
    r"(?:公里|千米|米|亩|公顷|平方米|立方米|吨|公斤|人次|人|名|户|家|个|座|处|条|台|套|辆|件|项|场|次|期|批|株|棵|册|本|份|篇|宗|所|间|头|只|盏|万?元|亿元)"
)


def adds_up(name: str, unit: str) -> bool:
    """Whether an indicator called `name` in `unit` counts what is done: a part of the time has a part of it."""
    times = unit[1:] if unit[:1] in ("万", "亿", "千") and len(unit) > 1 else unit
    return _NOT_ADDED_UP.search(name) is None and any(_ADDED_UP.fullmatch(each) for each in (unit, times))
