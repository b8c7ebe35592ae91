"""The words of disclosure texts that say what a quantity is, as tables; the patterns are made of them.

Knows sentences written evenly (half-width digits and marks, no blanks, no quotation marks). Must not know arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

UP = [
    "净增加",
    "净增",
    "增加",
    "增长",
    "增收",
    "增支",
    "上升",
    "升高",
    "提高",
    "提升",
    "上涨",
    "上浮",
    "追加",
    "调增",
    "增幅",
    "涨幅",
    "超支",
    "超出",
    "增",
    "多",
]
DOWN = [
    "净减少",
    "净减",
    "减少",
    "减收",
    "减支",
    "下降",
    "降低",
    "下滑",
    "下浮",
    "回落",
    "压减",
    "压缩",
    "压降",
    "削减",
    "缩减",
    "核减",
    "调减",
    "节约",
    "节省",
    "结余",
    "降幅",
    "减幅",
    "跌幅",
    "减",
    "降",
    "少",
]
SIGNED = ["增减变动", "增减变化", "增减", "变动", "变化"]
"""Words of a change whose number carries the sign itself."""
WEAK = frozenset(["多", "少", "增", "减", "降", "超支", "超出", "结余", "节约", "节省"])
"""Words of a change only where the clause says what is compared."""
MEASURES = [
    "支出",
    "收入",
    "经费",
    "资金",
    "费用",
    "额",
    "数额",
    "金额",
    "总额",
    "幅度",
    "幅",
    "比例",
    "比率",
    "率",
    "数",
    "了",
    "的",
]
IS = ["为", "是", "达到", "达", "约为", "即", ":", ","]

_AGO = r"(?:上一?年度?|去年度?|前一年度?|(?P<year>(?:19|20)\d\d)年度?)"
_OF_THEN = [
    "同期",
    "同口径",
    "年末",
    "年初",
    "年底",
    "决算",
    "预算",
    "执行",
    "实际",
    "完成",
    "支出",
    "收入",
    "批复",
    "安排",
    "总",
    "数",
    "额",
    "度",
    "末",
    "初",
    "的",
    "水平",
    "情况",
    "金额",
]


def any_of(words: Iterable[str]) -> str:
    """A pattern that finds the longest of `words`."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


SINCE = re.compile(
    rf"(?:按?(?:可比|同)口径)?(?:(?:相[比较]于?|对比|[比较与同]于?)(?:{_AGO})(?:{any_of(_OF_THEN)})*(?:相比较?|比较?|对比)?"
    rf"|同口径(?:[比较]?(?P<year2>(?:19|20)\d\d)年)?|同比(?:上一?年度?|去年)?(?:同期)?)[,:]?"
)
"""*比上年*增加 5 万元; *较 2022 年度决算数*减少 5 万元."""
SINCE_BUDGET = re.compile(
    r"(?:相[比较]于?|对比|[比较与同]于?)(?:(?:本年|当年|全年|年度|调整后?|部门|20\d\d年度?)的?)*(?:年初)?(?:部门)?(?:支出|收入|总|调整)?预算"
    r"(?:数|安排|金额|的)*(?:相比较?|比较?)?[,:]?"
)
"""*比年初预算*减少 5 万元."""
OTHER_WAY = rf"\((?:{any_of([*UP, *DOWN])})(?:率|额)?\)"
"""What a form offers and nobody struck out: 下降*（增长）*."""
CHANGED = re.compile(
    rf"(?:实际|仅|只|略有?|小幅|大幅|共|同比|各)*(?P<way>{any_of([*UP, *DOWN, *SIGNED])})(?:{OTHER_WAY})?(?:{any_of(MEASURES)})*(?:{any_of(IS)})?$"
)
"""减少*了* 5 万元, at the end of the words before a number."""
CHANGED_TO = re.compile(rf"(?P<way>{any_of([*UP, *DOWN, '变化', '变'])})(?:至|到|为)(?:了)?$")
"""由 6 万元*降至* 5 万元."""
OVER = re.compile(any_of([w for w in (*UP, *DOWN) if len(w) > 1 and w not in WEAK]))
"""Words of change within a clause that do not stand right before its number: it is unclear what the number is."""

_FUNDS = re.compile(
    r"(?:一般公共|政府性基金|国有资本经营|社会保险基金)预算|预算(?=财政|单位|内|外|管理|拨款|科目|执行(?!率))|部门预算(?!数)"
)
_BUDGET = re.compile(r"预算|计划(?:数|安排)")
_DONE = re.compile(r"决算|执行|实际|完成|列支|支付|支出数")
_BEFORE = re.compile(r"上一?年(?!度?末?结[转余])|去年|前一年")
_OPENS = re.compile(r"^(?:截[至止]|到|至)?(?:20\d\d年)?度?\d*月?\d*日?[底末]?,?")

WHOSE = re.compile(
    r"(?:.*(?:局|委|办|厅|部|院|会|中心|校|站|所|队|馆|处|政协|人大|法院|检察院|街道|镇|乡|村|大学|学院|医院|协会|联合会))?"
    r"(?:本|我|区|县|市|省|级|部门|单位|系统|一般公共预算|政府性基金预算?|财政拨款|安排|预算|总|年度|按功能|支出|收入|全口径)*"
)
"""What may stand before a name without making it another."""
SHARE = re.compile(
    r"(?:约|仅|只|均|各)?占(?:到|了)?(?P<whole>[^占,;:]*?)(?:的)?(?:比重|比例|比率|比)?(?:分别|各)?(?:为|是|达到?|约|:|,)*$"
    r"|(?:所占|的)(?:比重|比例|比)(?:分别)?(?:为|是|达到?|:)*$|(?:比重|占比)(?:分别)?(?:为|是|达到?|:)*$"
)
"""*占支出合计的* 40 %; *占比* 40 %."""
PLANNED_WHOLE = re.compile(
    r"(?:本年|当年|全年|年度|年初|调整|部门|下达|批复|安排|财政|本|的|后)*(?:预算|计划)(?:总额|总数|安排|金额|资金|数|的)*"
)
"""The whole of 占年初预算的 40 %: a rate of completion."""
COMPLETION = re.compile(
    r"(?:完成|执行)(?:了)?(?P<what>[^,;:]*?(?:预算|计划|目标|任务)[^,;:占]*?)?的?(?:比例)?(?:为|是|达到?|约)*$"
    r"|(?:预算|资金|支出|项目|总体|综合|全年|年度|年初|调整|执行)*(?:执行率|完成率|完成比例|完成进度|支出进度|支出率|执行进度|使用率|支付率|完成程度)(?:为|是|达到?|约|:)*$"
    r"|(?:为|占|相当于)(?:本年|当年|全年|年度|年初|调整|部门|的|后)*预算(?:数|安排|金额|总额)*的$"
    r"|(?:年初|全年|调整|年度|部门)预算(?:数)?的$"
)
"""*完成年初预算的* 83.33 %."""

UNSURE = re.compile(
    r"每|平均|人均|户均|年均|不超过|不高于|不低于|不少于|以上|以下|以内|上限|限额|标准|预计|预期|力争|争取|目标|拟|如果|假设|应当|控制在|计划(?!数|安排|投资)"
    r"|累计|历年|近[两三五]年|同类|剔除|扣除|不含|不包括|减去|其他各项"
)
"""Words that make a number another thing than the plain amount of what is named."""
_PERIOD = re.compile(
    r"(?:\d{1,2}[-—~至到])?\d{1,2}月份?(?!\d{0,2}[日号])|前?[一二三四1-4]{1,3}季度|[上下]半年"
    r"|(?<![支执])截[至止]\D{0,3}(?:20\d\d年)?\d{0,2}月?\d{0,2}[日底末]?"
)
_WHOLE_YEAR = re.compile(r"(?:12|十二)月(?:31日|底|末|份)?|年[底末]|全年")


def period(text: str) -> str:
    """The part of a year that `text` says the figures after it are of; "" for none."""
    found = ""
    for match in _PERIOD.finditer(text):
        found = "" if _WHOLE_YEAR.search(match[0]) else match[0]
    return found


TRANSFERRED = re.compile(r"^[从由将把]|[,;]从|调剂|收回|退回|缴回|冲减|抵[扣减]")

_DROPPED = re.compile(
    r"按?(?:可比|同)口径|(?:19|20)\d\d年?度?|截[至止].*?[日底末]|\d+月份?|本单位|本部门|本级|本局|我局|我单位|我部门|我委|我院|我校|本年度?|当年|全年"
    r"|其中|累计|共计|合计支出|总计各是|类科目|科目|\([类款项]\)|[的了]|实际|全口径|全部|财政拨款安排"
)
_OF_THREE_PUBLIC = re.compile(
    r"(?:一般公共预算|政府性基金预算?|财政拨款|安排|开支|及|支出|决算|中|拨款)+(?=三公|因公|公务|公车|国内|接待|出国|公用经费|会议费|培训费)"
)
"""Where the money comes from, said of what is paid from nothing else."""
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d+[、.]|[①-⑳]|[一二三四五六七八九]是|\d{5,}[-—]?|\d{4}[-—]|在|共|从|对|用于|包括|分别|主要|按|已|加上|及|和|以及)*"
)
_LEVEL_TAIL = re.compile(
    r"(?:支出决算数?|决算支出数?|决算总额|支出年初预算数?|年初预算数?|年初部门预算数?|年度预算数?|全年预算数?|调整后?预算数?|支出预算数?|预算支出数?|预算安排|预算总额|预算数?|决算数?|执行数?"
    r"|安排|支出|列支|费用|经费|费|数|资金|总额|总量|金额|合计|总计|规模)*(?:累计)?(?:完成|安排|支出|发生|使用|下达|批复|到位|实现|为|是|共|共计|合计|达到?|总计|实际|有|分别|仅|仍有|约)*$"
)
_IS_TAIL = re.compile(r"(?:为|是|共计?|达到?|有|分别|完成|仅|约)+$")
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
    ]
)
"""Labels that say only that money was planned or spent, of what was named before."""


def label(words: str) -> str:
    """What `words` before a number name, without the year, without who speaks and without the verb: the same
    for 2023年度公务接待费支出决算为 and 公务接待费.
    """
    plain = _DROPPED.sub("", _WITHOUT_MARKS.sub("", _NUMBERED.sub("", words)))
    plain = _NUMBERED.sub("", _OF_THREE_PUBLIC.sub("", plain))
    short = _LEVEL_TAIL.sub("", plain)
    if short.endswith("三公"):
        return "三公"  # whoever spends it: a report tells its own
    if len(short) < 2 or (short.endswith(_SIDES) and plain != short and _TOTAL.search(plain)):
        return _IS_TAIL.sub("", plain)
    return short


def is_planned(words: str) -> bool | None:
    """Whether a clause speaks of what was planned (True), of what was spent (False), or says neither (None)."""
    plain = _FUNDS.sub("", words)
    if _BUDGET.search(plain):
        return None if _DONE.search(plain) else True
    return False if _DONE.search(plain) else None


def is_before(words: str) -> bool:
    """Whether a clause speaks of the year before, as 去年 and the like say."""
    return _BEFORE.search(SINCE.sub("", words)) is not None


def sign_of(way: str) -> int:
    """1 for more, −1 for less; 1 where the number itself says which."""
    return -1 if way in DOWN else 1


POINTS = re.compile(r"\)?(?P<way>高|提高|上升|增加|快|多|低|下降|降低|减少|回落|慢|少)(?:出|了)?$")
"""Words between a rate and by how many 个百分点 another is above or below it."""
LOWER = frozenset(["低", "下降", "降低", "减少", "回落", "慢", "少"])
ADJACENT = re.compile(
    rf"[,(、;]?(?:(?:同比|环比|约|共)*,?)(?:{any_of([*UP, *DOWN, *SIGNED])})(?:{OTHER_WAY})?(?:{any_of(MEASURES)})*(?:{any_of(IS)})?"
)
"""Words between a change and the same change in another unit: 减少 5 万元*，下降* 10 %."""
THAN = re.compile(rf"[,(]?[比较](?:{_AGO})(?:{any_of(_OF_THEN)})*(?:为)?".replace("(?P<year>", "(?:"))
"""5 万元*，较上年的* 6 万元减少 1 万元."""
THAN_BUDGET = re.compile(
    r"[比较](?:本年|当年|全年|年度|部门|20\d\d年度?)*(?:年初|调整后?)?(?:部门)?(?:支出|收入|总)?预算(?:数|安排|金额|的)*(?:为)?"
)
"""5 万元，*较年初预算* 6 万元减少 1 万元."""
OF_WHOLE = re.compile(r"(?P<verb>占|完成|为)(?:了)?(?P<whole>[^占,;:]{2,40}?)(?:的)?")
"""*占基本支出* 20 万元的 5 %."""
OF_THAT = re.compile(r"\)?的(?:比重|比例)?(?:为|是)?|\)的?(?:比重|比例)(?:为|是)?")
"""占基本支出 20 万元*的* 5 %."""
ANOTHERS = re.compile(r"^全[国省市县区州盟旗]|同类|同级|各(?:县|市|区)|全(?:系统|行业)")
"""Wholes that a report's own amounts are not."""
AMONG = re.compile(
    r"其中|包括|分别是|分别为|具体(?:如下|为|是)|以下(?:几?个?方面|几项)|分项(?:情况)?(?:是|为|如下)|构成(?:如下|为|是)?|组成"
)
"""What opens a list of parts."""
OPENS_LOOSELY = re.compile(r"主要|重点|例如|比如|有")
"""Words right before or behind the opening of a list that need not be complete."""
ENDS_LOOSELY = re.compile(r"等(?!于|级|次|量)")
"""A word behind the last part of a list that need not be complete."""
ADDING = re.compile(r"(?:^|[,;。])(?:再|另|并)?加上?")
"""收入 10 万元*，加上*上年结转 2 万元，收入合计 12 万元."""
ADDED_UP = re.compile(r"(?:合计|总计|总量|总额|共计)(?:为|是|达到?|:)?$")
BALANCED = re.compile(r"收支(?:相抵|平衡|两抵)|收支总?相?等")
RATE_OF_TWO = re.compile(r"(?:执行率|支付率|拨付率|使用率|支出率|支出进度|完成率|到位率)")
RECEIVED = re.compile(r"资金|预算|投资|下达|到位|安排|指标|经费|收入")
PAID = re.compile(r"支付|拨付|支出|使用|执行|完成|列支")
"""What 执行率 is of: what was received, and what was paid of it."""

_TRIPS, _CARS = r"^(?:安排)?因公出国", r"(?:公务用车|公车|车辆)"
_ITS_CARS = rf"^{_CARS}购置(?:费)?(?:及|和|与)(?:{_CARS})?运行(?:费)?(?:维护)?$|^{_CARS}$"
_BOUGHT, _RUN, _GUESTS = rf"^{_CARS}购置$", rf"^{_CARS}运行(?:维护)?$", r"^(?:公务|国内|公务招)?接待$"
_PURCHASE = r"^(?:政府采购)?{0}(?:类)?(?:采购)?$"
_PARTS_OF: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"^三公$", (_TRIPS, _ITS_CARS, _GUESTS)),
    (r"^三公$", (_TRIPS, _BOUGHT, _RUN, _GUESTS)),
    (_ITS_CARS, (_BOUGHT, _RUN)),
    (r"^(?:一般公共预算)?(?:财政拨款)?(?:安排)?基本$", (r"^人员$", r"^(?:日常)?公用$")),
    (
        r"^(?:政府采购|采购)(?:预算)?$",
        (_PURCHASE.format("货物"), _PURCHASE.format("工程"), _PURCHASE.format("服务")),
    ),
    (r"收入$|收入合计$|收入总计$", (r"^税收(?:收入)?$", r"^非税(?:收入)?$")),
    (
        r"支出$|收入$|支出合计$|收入合计$|预算$|公共$",
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
)
"""Parts that are all there are where a list tells no other."""
_COMPLETE = tuple((re.compile(whole), tuple(map(re.compile, parts))) for whole, parts in _PARTS_OF)
_LISTED = (*_COMPLETE, *((re.compile(whole), tuple(map(re.compile, parts))) for whole, parts in _IN_LISTS))
_THE_REST = re.compile(r"^其[他它余](?:支出|收入|费用|经费|资金|项目|各项|用车|类|方面|.{0,4}用车)?$")


def is_complete(whole: str, parts: list[str]) -> bool:
    """Whether parts of these labels are all that a whole of this label has: by what they are, or as the last of them
    is the rest.
    """
    return _THE_REST.match(parts[-1]) is not None or are_all_parts(whole, parts)


def are_all_parts(whole: str, parts: list[str]) -> bool:
    """Whether parts of these labels, listed behind it, are known to be all that a whole of this label has."""
    for pattern, each in _LISTED:
        if pattern.search(whole) and len(each) == len(parts):
            left = list(each)
            for part in parts:
                fit = next((one for one in left if one.search(part)), None)
                if fit is None:
                    break
                left.remove(fit)
            if not left:
                return True
    return False


def known_parts(labels: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each of `labels` that is a known whole, with those of the others that are all its parts; a part that several of
    them may be is unclear.
    """
    labels = tuple(labels)
    for pattern, each in _COMPLETE:
        for whole in labels:
            if not pattern.search(whole):
                continue
            found = [[label for label in labels if label != whole and part.search(label)] for part in each]
            parts = tuple(one[0] for one in found if len(one) == 1)
            if len(parts) == len(each) and len(set(parts)) == len(parts):
                yield whole, parts
