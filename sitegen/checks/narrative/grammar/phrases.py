"""The words that may stand between names and quantities, and what they say.

Knows sentences written evenly (half-width digits and marks, no quotation marks). Must not know names or
facts. What is not listed here unties a name from a quantity.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sitegen import lazy_re as re

_YEAR_AGO = r"(?:上年度?|去年|上一年度?|(?P<year>20\d\d)年度?)"
_UP = "净增|增加|增长|增收|增支|上升|提高|扩大|增幅|增|多"
_DOWN = "净减|减少|下降|减收|减支|降低|压减|压缩|缩减|降幅|减|少"
_BY = rf"(?P<way>{_UP}|{_DOWN})"

LEVEL = re.compile(
    r"(?:类科目|(?:类|款|项)级?科目|\((?:类|款|项)\))?(?:的)?(?:总额|总数|总量|金额|数额|规模|费用|支出|收入|数|情况|账面(?:总值|价值|原值)|总值|原值)?"
    r"(?:全年|当年|本年|年度|累计|年末(?:数|余额)?)?"
    r"(?:共计|合计|总计|共有|共|合|均|为|是|达到|达|实际|实现|完成|支出|列支|发生|使用|评定|得|仍有|尚有|还有|有|正好|:|,)*"
)
"""甲*共计* 5 万元."""
OF_KIND = re.compile(
    r"(?:类科目|(?:类|款|项)级?科目|\((?:类|款|项)\))?(?:的)?(?:支出|收入|经费|资金)*(?:年初|期初|全年|年度|本年|当年|调整后?的?)?"
    r"(?:预算|决算)(?:支出|收入|安排|批复|下达|资金|总额|总计|合计|数|额)*(?:共计|共|为|是|达到|达|:)*"
)
"""甲*年初预算为* 5 万元, whether or not the form has such a column."""
GOES_ON_SPENT = re.compile(
    r",(?:全年|当年|实际|累计|已|共)*(?:支出|列支|执行|使用)(?:数|决算|金额)?(?:为|是|了|共|达)?"
)
"""甲预算 5 万元*，支出* 4 万元."""
NOT_SPENT = re.compile(r"收入|结余|结转|拨款")
OF = re.compile(r"(?:支出|收入|经费|费用|资金)?的?")
"""基本支出*的*预算数, “三公”经费*支出*年初预算."""
RESPECTIVELY = re.compile(r"(?:的)?(?:支出|收入|金额)?(?:分别|依次)(?:为|是|达到?|完成|支出|得)?")
LISTED = re.compile(r"(?:、|和|及|以及|与|,)+")
AND = re.compile(r"和|及|以及|与")
NEW_CLAUSE = re.compile(r"[,;](?!.*其中)")
ADJUSTED = re.compile(r"剔除|扣除|不含|不包括|不计|除.*外|加上(?!年)|减去|含|包括|合并")
"""Words after which a name means less or more than the figure."""
ELSEWHERE = re.compile(r"全[国省市县区州盟旗镇乡]|各[县市区乡镇地]|兄弟|同类|其他(?:单位|部门|市|县)")
"""Words after which names mean others' figures."""
HERE = re.compile(r"[我本](?=[局校镇县市区会院单部馆中站所])|全[局校会院馆部]")
_FUNDS = r"(?:一般公共预算|政府性基金预算|政府性基金|国有资本经营预算)(?:财政)?(?:拨款)?|财政拨款"
NARROWED = re.compile(rf"(?:{_FUNDS})(?:支出|收入|资金)?(?:安排)?的?$")
"""Words right before a name after which it may mean the money of one source alone: 一般公共预算财政拨款*基本支出."""
SCORE = re.compile(r"得分$|总分$|评分$")
OF_A_PROJECT = re.compile(r"项目(?:支出)?(?:绩效)?$")
"""项目*自评得分* in a department's report is not its own."""
GENERAL_HEAD = re.compile(r"[^,;。:]{0,10}(?:情况|方面|来看|总体)[:,]")
"""*预算执行情况：*年初预算 5 万元: the whole is spoken of."""
ATTRIBUTE = re.compile(r"的(?![\d一二三四五六七八九半]|主要|原因)")
"""支出 5 万元*的*项目 is a project."""
PART_OF_YEAR = re.compile(
    r"截[至止](?:到)?(?:20\d\d年)?(?!12月)\d{1,2}月|上半年|前[一二三]个?季度|第?[一二三]季度|(?<!\d)\d{1,2}(?:月)?[-—–~至到](?!12月)\d{1,2}月"
)
"""From here on a sentence tells what was spent in a part of the year."""
ALL_SPENT = re.compile(r"(?:全年|本年|当年|全部)(?:支出|收入)")
"""Names that say no line: 甲预算 5 万元，*全年支出* 4 万元."""
BY_NATURE = re.compile(r"三公|因公出国|公务(?:用车|接待)|机关运行")
"""Names that mean money of the budget anyway."""
OPENERS = re.compile(
    rf"(?:{_FUNDS}|(?:支出|资金)?安排的|开支(?={_FUNDS})|共(?:安排|组织)|(?:安排|组织)(?=因公|国内|公务)|"
    r"(?:与|比|较|同)(?:上年度?|去年|上一年度?|20\d\d年度?)(?:同期|决算数?|预算数?)*(?:相比较?|比较|对比)|\d{4}年度?|20\d\d|本年度?|当年|全年|今年|上年度?|去年|上一年度?|年末|年底|年初|截至|截止|\d+月\d*日?底?|末|底|其中|:|"
    r"我[局校镇县市区会院单位部门]+|本[局校镇县市区会院单位部门级馆]+|部门|单位|整体|全部|全系统|全口径|实际|累计|财政|决算|"
    r"按照?|根据|经费|资金|方面|的|在|共|年度|部门整体支出|整体支出|本?项目|该项目|专项|工作|从?[^,。]{0,6}来?看|"
    r"全市|全县|全局|全校|各项|日常|本次|收支相抵|以|加|用|动用|取得|[市县区]?(?:编办|编委|机构编制部门)|核定|批准|"
    r"\d+[.、]|\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十]+是|[一二三四五六七八九十]+、|[,。、(])*"
)
"""What may stand before a name without changing what it means."""

_OF_ALL = (
    r"(?:全部|全年|当年|本年|同期|[本我][局校院会馆镇]|本单位|本部门|我单位|全[局校会院馆]|部门|单位)?(?:的)?"
)
SHARE = re.compile(rf"[,(、]?(?:约|仅|只)?占(?:了)?{_OF_ALL}")
"""甲 5 万元，*占*乙的 10%. Whatever else stands before 占 makes its subject unclear."""
SHARE_OF_STATED = re.compile(rf"[,(、]?(?:约|仅|只)?(?:占(?:了)?{_OF_ALL}|为|完成)")
"""甲 5 万元，*占*（*为、完成*）年初预算 6 万元的 10%."""
SHARED = re.compile(r"[,(]?(?:仅|只|约)?(?:占|完成|所占|为)[^,;:。()]{0,24}")
"""甲 5 万元，*占支出合计的* 10%，比上年减少……: what follows is told of 甲."""
SHARES = re.compile(rf"[,(]?(?:分别|依次)占(?:了)?{_OF_ALL}")
OF_IT = re.compile(
    r"(?:的|支出|收入|预算|决算|合计|总计|总额|总数|总量|比重|比例|比率|比)*(?:为|是|达到|达)?"
)
SHARE_ALONE = re.compile(
    r"[,(]?(?:占(?:全[局校会院馆部]的?)?(?:比(?:重|例)?)?[,:]?|所占比(?:重|例)|比(?:重|例)(?=为|是))(?:为|是|达到|达|:)?"
)
ONLY_SHARE = re.compile(
    r"(?:支出|经费|资金)?(?:(?:仅|只|共)?占(?:比)?(?:为)?|(?:所占|的)比(?:重|例)(?:为|是))"
)
BY_BODY = re.compile(
    r"(?:,(?![比较同])[^,;。%\d]{2,8}(?=,))?(?:的|中|,|;|:|其中|按(?:照)?[^,;:。]{0,4}(?:划分|分|看)|分单位看?|从[^,;:。]{0,6}看)*"
)
"""本年支出*按单位划分：*机关占 10%."""
IN = re.compile(r"(?:在|从|\d{4}年度?|本年度?)*$")
AMONG = re.compile(r"(?:支出|经费)?(?:决算|预算)?数?(?:中|里|构成看?),")
"""*在*甲*中，*乙占 10%."""
IS_OF = re.compile(r"(?:数|金额|总额)?(?:为|是|相当于|达到)")
"""甲*为*乙的 10%."""

_COMPARED = (
    rf"(?P<compared>(?:按?(?:同口径|可比口径),?)?(?:(?:比|较|与|同|和)?{_YEAR_AGO}"
    r"(?:同期|(?:支出|收入)?(?:年初|调整)?(?:决算|预算)(?:支出|收入|安排)?数?|年初数?|实际|执行数?|完成数?|支出|收入|相比较?|比较|末|比)*"
    r"|[比较]年初(?:数|余额)?|同比))"
)
_CHANGE = rf"{_COMPARED}[,]?(?:实际|仅|只|略|小幅|净)*{_BY}(?:了|额|幅|率)?(?:为|达到?)?"
_AMOUNT = r"(?:的)?(?:支出|收入|经费|费用|资金|安排|年初|决算|预算|执行|总额|总数|总量|金额|规模|数|额)*"
CHANGE = re.compile(rf"[,(]?{_CHANGE}")
CHANGE_OF = re.compile(rf"{_AMOUNT}[,(]?{_CHANGE}")
"""甲*支出决算数比上年减少* 5 万元."""
_SINCE = re.compile(
    rf"(?:^|[,;。:])[^,;。:\d]{{0,6}}(?P<compared>(?:按?(?:同口径|可比口径),?)?(?:比|较|与|同|和){_YEAR_AGO}"
    r"(?:同期|(?:支出|收入)?(?:年初|调整)?(?:决算|预算)(?:支出|收入|安排)?数?|实际|执行数?|完成数?)*(?:相比较?|比较|对比)),?"
)
"""*与 2022 年相比，*甲减少 5 万元."""
AGAIN = re.compile(
    rf"[,(、](?:同比)?(?:增长率|下降率|增减率|{_UP}|{_DOWN})(?:比例|幅度|率)?(?:为|是|达到?|了)?"
)
"""比上年减少 5 万元，*降幅* 10%."""
JUST_BY = re.compile(rf"[,(、](?:同比|共)?{_BY}(?:了|额|率|度)?(?:为|达到?|是)?")
MERELY_BY = re.compile(rf"{_AMOUNT}{_BY}(?:了|额)?")
"""比上年减少 5 万元，其中甲*减少* 3 万元."""
THAN = re.compile(rf"[,(]?[比较]{_YEAR_AGO}(?:决算数?|实际|支出|收入)*的?(?:为)?")
"""*较 2022 年的* 5 万元多 1 万元."""
BY = re.compile(rf"(?:净|略|实际|仅)?{_BY}(?:了|额|幅)?")
TO = re.compile(
    r"(?:降|升|增|减|调整|压缩|压减|增加|减少|下降|上升|提高|增长|变)(?:低|少|加|长)?(?:至|到|为)"
)
FROM = re.compile(r"由(?:(?P<last>上年度?|去年|上一年度?)[^,;。]{0,3}|[^,;。]{0,8})")
"""*由上年的* 6 万元*降至* 5 万元."""

COMPLETION = re.compile(r"[,(]?(?:仅|已|实际)*(?:完成|占|达到?|为)(?:了)?")
BUDGET_SELF = re.compile(r"[,(]?(?:完成|占)(?:了)?(?:年度|全年|当年|年初|调整)?预算数?的(?:比例为)?$")
BUDGET_NAMED = re.compile(r".*预算.*的")
"""完成*年初预算数的* 95%."""
RATE_OF_TWO = re.compile(r"[,(]?(?:预算|资金)?(?:执行率|完成率|支出进度)(?:为|是|达到|达|:)?")
ADDED = re.compile(r"(?:追加|调增|调减|追减|核减|核增)(?:了|预算|资金|经费)*(?:为)?$")
"""年初预算 10 万元，年中*追加* 2 万元，调整后……: it is still the same budget."""
BUDGETED = re.compile(r"预算(?:数|安排|资金|总额|金额|下达)*(?:为|是|共|:)?$")
SPENT = re.compile(r"(?:实际|全年|已)*(?:执行|支出|完成|使用|决算)+(?:数|金额|资金)?(?:为|了|:)?$")
SPENT_NAME = re.compile(r"(?:全年|本年|实际|财政拨款)*(?:支出|执行|完成|决算)+数?")
"""Names that say no more than that money was spent."""

GOES_ON = re.compile(r"[,、;(]?(?:和|及)?(?:其中)?[:,]?")
IS_JUST = re.compile(r"(?:为|是|有|:)?")
ITS_WHOLE = re.compile(
    r"(?:当年|全年|本年度?|年度)?(?P<general>收入|支出)(?=\d|合计|总额|共|为|是|达|正好|占|的(?:比重|比例)?\d)"
)
ALL_OF_US = re.compile(r"全(?:局|校|会|院|系统|部门)(?=收入|支出)")
ITS_OWN = re.compile(r"[本全](?:馆|中心|站|所|队)(?=(?:当年|全年|本年度?|年度)?(?:收入|支出))")
"""科技馆支出 5 万元，占*本馆*收入的 10%."""
"""科技馆*当年收入* 200 万元."""
AND_WHOLE = re.compile(r"[,、;](?P<general>收入|支出)(?=\d|合计|总额|共|为|是|达)")

PLAN = re.compile(
    r"预计|预期(?!总?净?(?:收益|收入|现金流))|力争|争取|如果|假设|应当|调整为|拟(?!定)|计划(?=完成|达到|安排|投入|支出|使用|为|:)"
)
"""From here on the sentence tells what is to come."""
TARGET = re.compile(r"目标(?=为|是|值|:)|确保|不低于|不超过|控制在")
"""Up to the end of the clause the sentence tells what should be."""


STOP = re.compile("。")
"""Between sentences that are read as one."""


def sign(way: str) -> int:
    """1 for more, −1 for less."""
    return -1 if re.fullmatch(_DOWN, way) else 1


def ends(words: re.Pattern[str], text: str) -> list[int]:
    """Where each of `words` in `text` ends."""
    return [match.end() for match in words.finditer(text)]


def last(found: Sequence[int], end: int) -> int:
    """The last of the places `found` up to `end`; -1 for none."""
    return found[at - 1] if (at := bisect_right(found, end)) else -1


@dataclass(frozen=True, slots=True)
class Since:
    """What a sentence compares with: the figure of `year` (None: last year; 0: one that no report tells, such as a
    year's start or one that was made comparable), and `than`, 预算 or 决算 where it says so.
    """

    year: int | None = None
    than: str = ""


def since(change: re.Match[str]) -> Since:
    """What the words of a change compare with."""
    compared = change["compared"]
    year = int(change["year"]) if change["year"] else None
    if "口径" in compared or (
        "年初" in compared and ("预算" not in compared or not re.search("上|去|20", compared))
    ):
        year = 0
    than = next((word for word in ("预算", "决算") if word in compared), "")
    return Since(year, than)


def sign_again(text: str, start: int, end: int, sign_before: int) -> int:
    """The sign of a change that is told again between `start` and `end`: that of its own word, if it has one."""
    told = re.search(rf"{_UP}|{_DOWN}", text[start:end])
    return sign(told[0]) if told is not None else sign_before


def since_told_before(text: str, end: int) -> Since | None:
    """What the sentence that goes on at `end` says at its beginning that it compares with."""
    begin = text.rfind("。", 0, end) + 1
    found = None
    for match in _SINCE.finditer(text, begin, end):
        found = since(match)
    return found
