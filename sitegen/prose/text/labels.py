"""What words before a number name: the same label for one thing, however a sentence builds it in.

Knows the words that say when, who and how much, and leaves them out. Must not know arithmetic.
"""

from __future__ import annotations

from functools import lru_cache

from sitegen import lazy_re as re

_DROPPED = re.compile(
    r"按?(?:可比|同)口径|(?:19|20)\d\d年?度?|截[至止].*?[日底末]|\d+月份?|本单位|本部门|本级|本局|我单位|我部门|我[厅局委院校办会]|本年度?|当年|全年"
    r"|其中|累计|共计|合计支出|总计各是|类科目|科目|\([类款项]\)|[的了]|实际|全口径|全部|财政拨款安排"
)
_OF_THREE_PUBLIC = re.compile(
    r"(?:一般公共预算|政府性基金预算?|财政拨款|安排|开支|及|支出|决算|中|拨款)+(?=三公|因公|公务|公车|国内|接待|出国|公用经费|会议费|培训费)"
)
_BEHIND_THREE_PUBLIC = re.compile(r"(?<=三公)(?:经费)?(?:一般公共预算)?财政拨款")
"""Where the money comes from, said of what is paid from nothing else."""
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d+[、.]|[①-⑳]|[一二三四五六七八九]是|\d{5,}[-—]?|\d{4}[-—]|在|共|从|对|原因[为是]|用于|包括|分别|主要|按|已|加上(?![级年解划])|加(?=上[级年解划])|及|和|以及)*"
)
_LEVEL_TAIL = re.compile(
    r"(?=[支决年全调预执安列费经数资总金合规累完发使下批到实为是共达有分仅仍约])"  # else most of it is tried everywhere
    r"(?:支出决算数?|决算支出数?|决算总额|支出年初预算数?|年初预算数?|年初部门预算数?|年度预算数?|全年预算数?|调整后?预算数?|支出预算数?|预算支出数?|预算安排|预算总额|预算数?|决算数?|执行数?"
    r"|安排|支出|列支|费用|经费|费|数|资金|总额|总量|金额|合计|总计|规模)*(?:累计)?(?:完成|安排|支出|发生|使用|下达|批复|到位|实现|为|是|共|共计|合计|达到?|总计|实际|有|分别|仅|仍有|约)*$"
)
_IS_TAIL = re.compile(r"(?:为|是|共计?|达到?|有|分别|完成|仅|约)+$")
_KIND_TAIL = re.compile(r"(?:决算|预算)数?$")
_UNITLESS = re.compile(r"\d+\.\d+")
_WITHOUT_MARKS = re.compile(r"[,:;、\"“”()\[\]【】《》<>·\-—…/]")

_SIDES = ("收入", "支出", "收支")
_TOTAL = re.compile(r"合计|总计|总额|总量")
"""What is left of 收入合计 and 收入总计, which are not the same."""
GENERIC = frozenset(
    [
        "支出",
        "收入",
        "资金",
        "经费",
        "费用",
        "金额",
        "预算",
        "决算",
        "合计",
        "总计",
        "总额",
        "项目",
        "其他",
        "上年",
        "年末",
        "年初",
        "结余",
        "结转",
        "支出合计",
        "收入合计",
        "安排",
        "部门",
        "单位",
        "资产",
        "采购",
        "小计",
        "数量",
        "数",
    ]
)
"""Labels that name too little for two places to be known to mean the same."""

NAMELESS = frozenset(
    [
        "",
        "支出决算",
        "决算支出",
        "年初预算",
        "预算",
        "决算",
        "全年预算",
        "调整预算",
        "支出预算",
        "实际支出",
        "支出数",
        "决算数",
        "预算数",
        "财政拨款支出",
        "支出",
        "年初部门预算",
        "本年支出",
        "执行",
        "实际完成",
        "实现",
    ]
)
"""Labels that say only that money was planned or spent, of what was named before."""


@lru_cache(maxsize=4096)
def label(words: str) -> str:
    """What `words` before a number name, without the year, without who speaks and without the verb: the same
    for 2023年度公务接待费支出决算为 and 公务接待费.
    """
    plain = _DROPPED.sub("", _WITHOUT_MARKS.sub("", _NUMBERED.sub("", _UNITLESS.sub("", words))))
    plain = _NUMBERED.sub("", _BEHIND_THREE_PUBLIC.sub("经费", _OF_THREE_PUBLIC.sub("", plain)))
    short = _LEVEL_TAIL.sub("", plain)
    if len(short) < 2 or (short.endswith(_SIDES) and plain != short and _TOTAL.search(plain)):
        return (
            _KIND_TAIL.sub("", _IS_TAIL.sub("", plain)) if _TOTAL.search(plain) else _IS_TAIL.sub("", plain)
        )
    return short


WHOSE = re.compile(
    r"(?:全[省市县区州盟旗]|本|我|区|县|市|省|级|部门|单位|系统|一般公共预算|政府性基金预算?|财政拨款|安排|预算|总|年度|按功能|支出|收入|全口径)*"
)
"""What may stand before a name without making it another. An institution's own name makes it another: 县图书馆公用经费 is not
that of the report, whose own name is no part of labels.
"""
_OF_BODY = re.compile(rf".*(?:[省市县区州盟旗镇乡局委办院校处站所]|街道|中心)(?:{WHOSE.pattern})")
_IN_ALL = re.compile(r"(?:总|合计|经费|费用?|支出|额)*")


def is_of(longer: str, name: str, *, of_body: bool) -> bool:
    """Whether a label is `name` with nothing more than whose it is before it, an institution's too if it may be `of_body`, and
    that it is all of it behind it.
    """
    start = longer.find(name)
    if start < 0 or _IN_ALL.fullmatch(longer, start + len(name)) is None:
        return False
    return WHOSE.fullmatch(longer, 0, start) is not None or (
        of_body and _OF_BODY.fullmatch(longer, 0, start) is not None
    )
