"""The words of disclosure texts that say what a quantity is, as tables; the patterns are made of them.

Knows sentences written evenly (half-width digits and marks, no blanks, no quotation marks). Must not know arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterable

from sitegen import lazy_re as re

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
    "多出",
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
MEASURES = ["额", "数额", "金额", "总额", "幅度", "幅", "比例", "比率", "率", "数", "了", "的"]
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


def _starts(characters: str, *words: str) -> str:
    """What a pattern looks ahead for that can begin only with one of `characters`, or as one of `words` does. Where it
    has many branches, this spares most of the work: nearly everywhere none of them begins.
    """
    return f"(?=[{re.escape(''.join(sorted({*characters, *(word[0] for word in words)})))}])"


SINCE = re.compile(
    rf"{_starts('按可同相比较对与')}(?:按?(?:可比|同)口径)?(?:(?:相[比较]于?|对比|[比较与同]于?)(?:{_AGO})(?:\([^()]*\))?(?:{any_of(_OF_THEN)})*(?:相比较?|比较?|对比)?"
    rf"|同口径(?:[比较]?(?P<year2>(?:19|20)\d\d)年)?|同比(?:上一?年度?|去年)?(?:同期)?)[,:]?"
)
"""*比上年*增加 5 万元; *较 2022 年度决算数*减少 5 万元."""
SINCE_START = re.compile(
    r"(?:相[比较]于?|[比较与同]于?)(?:本年|上年|20\d\d年)?年初(?:数|余额)?(?:相比)?[,:]?"
)
"""*比年初*增加 5 万元."""
SINCE_BUDGET = re.compile(
    r"(?:相[比较]于?|对比|[比较与同]于?)(?:(?:本年|当年|全年|年度|调整后?|部门|20\d\d年度?)的?)*(?:年初)?(?:部门)?(?:支出|收入|总|调整)?预算"
    r"(?:数|安排|金额|的)*(?:相比较?|比较?)?[,:]?"
)
"""*比年初预算*减少 5 万元."""
_WHAT_CHANGED = ["部门决算支出", "决算支出", "支出", "收入", "决算", "预算"]
OTHER_WAY = rf"\((?:{any_of([*UP, *DOWN])})(?:率|额)?\)"
"""What a form offers and nobody struck out: 下降*（增长）*."""
_WHAT = ["支出", "收入", "经费", "资金", "费用", "数"]
"""What is said to have changed behind the word for it: 比上年减少*支出* 5 万元."""
CHANGED = re.compile(
    rf"{_starts('实仅只略小大共同各', *UP, *DOWN, *SIGNED)}(?:实际|仅|只|略有?|小幅|大幅|共|同比|各)*(?P<way>{any_of([*UP, *DOWN, *SIGNED])})(?:{OTHER_WAY})?(?:{any_of(MEASURES)})*"
    rf"(?P<what>{any_of(_WHAT)})?(?:{any_of(IS)})?$"
)
"""减少*了* 5 万元, at the end of the words before a number."""
CHANGED_TO = re.compile(rf"(?P<way>{any_of([*UP, *DOWN, '变化', '变'])})(?:至|到|为)(?:了)?$")
"""由 6 万元*降至* 5 万元."""
OVER = re.compile(
    rf"(?:{any_of([w for w in (*UP, *DOWN) if len(w) > 1 and w not in WEAK])})(?!能力|工程|行动|项目|计划|经费|水平)"
)
"""Words of change within a clause that do not stand right before its number: it is unclear what the number is."""

_FUNDS = re.compile(
    r"(?:一般公共|政府性基金|国有资本经营|社会保险基金|公共财政)预算"
    r"|预算(?=结余|财政|单位|内|外|管理|拨款|科目|执行(?!率)|结[余转]|稳定|周转|收入(?!预算)|支出(?!预算|数)|收支|总收入|总支出)|部门预算(?!数)"
)
_BUDGET = re.compile(r"预算|计划(?:数|安排)")
_DONE = re.compile(r"决算|执行|实际|完成|列支|支付|支出数")
YEAR_BEFORE = re.compile(r"上一?年(?!度?末?结[转余])|去年|前一年")
"""Words of a clause that speaks of the year before, besides those that compare with it."""
_OPENS = re.compile(r"^(?:截[至止]|到|至)?(?:20\d\d年)?度?\d*月?\d*日?[底末]?,?")

SHARE = re.compile(
    r"(?:约|仅|只|均|各)?占(?:到|了)?(?P<whole>[^占,;:]*?)(?:的)?(?:比重|比例|比率|比)?(?:分别|各)?(?:为|是|达到?|约|:|,)*$"
    r"|(?:所占|的)(?:比重|比例|比)(?:分别)?(?:为|是|达到?|:)*$|(?:比重|占比)(?:分别)?(?:为|是|达到?|:)*$"
)
"""*占支出合计的* 40 %; *占比* 40 %."""
PLANNED_WHOLE = re.compile(
    r"(?:本年|当年|全年|年度|年初|调整|部门|下达|批复|安排|财政|本|的|后)*(?:预算|计划|任务|目标|预期)(?:总额|总数|安排|金额|资金|数|的)*"
)
"""The whole of 占年初预算的 40 %: a rate of completion."""
COMPLETION = re.compile(
    rf"{_starts('完执预资支项总综全年调使为占相部控')}(?:"
    r"(?:完成|执行)(?:了)?(?P<what>[^,;:]*?(?:预算|计划|目标|任务)[^,;:占]*?)?的?(?:比例)?(?:为|是|达到?|约)*$"
    r"|(?:预算|资金|支出|项目|总体|综合|全年|年度|年初|调整|执行)*(?:执行率|完成率|完成比例|完成进度|支出进度|支出率|执行进度|使用率|支付率|(?<![人余转员])控制率|完成程度)(?:为|是|达到?|约|:)*$"
    r"|(?:为|占|相当于)(?:本年|当年|全年|年度|年初|调整|部门|年|的|后)*预算(?:数|安排|金额|总额)*的$"
    r"|(?:年初|全年|调整|年度|部门)预算(?:数)?的$)"
)
"""*完成年初预算的* 83.33 %."""
SHORT_OF_BUDGET = re.compile(r"(?P<short>短收|欠收)|超收")
"""收入 5 万元，完成预算 6 万元的 83.33 %，*短收* 1 万元."""
AND_OF_BUDGET = re.compile(r"[、,和及与](?:完成)?(?:年初|全年|年度|调整后?|变动)(?:的)?预算(?:数)?的?")
"""完成年初预算的 83.33 %*、调整预算的* 90 %."""

OF_ONE_FUND = re.compile(r"其中(?:一般公共预算|政府性基金|国有资本经营预算|财政拨款|财政资金)")
"""*其中一般公共预算财政拨款*“三公”经费 8 万元 is a part of the 10 万元 that were told before under the same name."""
SORT_OF_BUDGET = re.compile(r"年初|全年|调整")
"""Which of a year's budgets: the first, or what became of it."""

OF_ANOTHER_BASE = re.compile(rf"口径|{SINCE_BUDGET.pattern}")
"""In the words of a rate of change that is not of the plain amount of the year before."""
OTHER_SCOPE = re.compile(r"\([^()]*(?:同|可比)口径[^()]*\)")
"""收入*（同口径）*5 万元: not the amount that changes and rates beside it are all of."""
_UNSURE = (
    r"每|平均|人均|户均|年均|不超过|不高于|不低于|不少于|(?<![\u4e00-\u9fff])以[上下内]|上限|(?<!债务)限额|标准|预计(?!执行|完成)|预期|力争|争取|目标|拟|如果|假设|应当|控制在|计划(?!数|安排|投资)"
    r"|历年|近[两三五]年|同类|剔除|扣除|不含|不包括|不包含|减去|其他各项"
)
UNSURE = re.compile(rf"{_UNSURE}|(?<!收入)(?<!支出)累计")
"""Words that make a number another thing than the plain amount of what is named."""
UNSURE_OF_MONTHS = re.compile(_UNSURE)
"""UNSURE where several months are told of: 1-6 月*累计*完成 5 万元 is the plain amount of these."""
SEVERAL_MONTHS = re.compile(r"[-—~至到]|季度|半年")
_PERIOD = re.compile(
    r"(?=[\d前一二三四上下截])(?:(?:\d{1,2}[-—~至到])?\d{1,2}月份?(?!\d{0,2}[日号])|前?[一二三四1-4]{1,3}季度|[上下]半年"
    r"|(?<![支执])截[至止]\D{0,3}(?:20\d\d年)?\d{0,2}月?\d{0,2}[日底末]?)"
)
_WHOLE_YEAR = re.compile(r"(?:12|十二)月(?:31日|底|末)|年[底末]|全年")


ALL_YEAR = re.compile(r"(?:19|20)\d\d年|全年|年度|本年|当年|上年")
"""Words that speak of a whole year."""


def period(text: str) -> str:
    """The part of a year that `text` says the figures after it are of; "" for none."""
    found = ""
    for match in _PERIOD.finditer(text):
        found = "" if _WHOLE_YEAR.search(match[0]) else match[0]
    return found


TRANSFERRED = re.compile(r"^[从由将把]|[,;]从|调剂|收回|退回|缴回|冲减|抵[扣减]")


def is_planned(words: str) -> bool | None:
    """Whether a clause speaks of what was planned (True), of what was spent (False), or says neither (None)."""
    plain = _FUNDS.sub("", words)
    if _BUDGET.search(plain):
        return None if _DONE.search(plain) else True
    return False if _DONE.search(plain) else None


def of_now(words: str) -> str:
    """A clause that speaks of the year before, without the words that say so."""
    return re.sub(r"(?:上一?年|去年|前一年)度?(?:的|同期)?(?!末?结[转余])", "", words)


def sign_of(way: str) -> int:
    """1 for more, −1 for less; 1 where the number itself says which."""
    return -1 if way in DOWN else 1


COUNTED = re.compile(r"批次|人次")
FROM_RATE = re.compile(r"[由从](?:上年度?|去年|上一年度?|年初|20\d\d年度?)?(?:同期)?的?$")
"""*由上年的* 90.12 % 提高到 95.34 %."""
RISEN_TO = re.compile(
    r"[,]?(?P<way>提高|提升|上升|增长|增加|升|回升|下降|降低|回落|下滑|减少|降)(?:至|到|为)(?:了)?(?:本年的?|20\d\d年的?)?"
)
BEFORE_RATE = re.compile(r"[,;(](?:而)?(?:上年度?|去年|上一年度?)(?:同期)?(?:占比|占|比重)?(?:为|是)?")
"""占 40 %*，上年占* 38 %，提高 2 个百分点."""
EACH = re.compile(
    r"(?:^|[,;(])(?:(?P<head>人均|户均)|平均每(?P<each>[人名户批辆台场个期次间座所处套件家条项只头亩栋眼]|批次|人次|公里|平方米))"
    r"(?:支出|费用|开支|经费|补助|补贴|接待费|培训费|花费|消费|金额|投入|发放|接待|耗资|造价|成本|投资|奖补|支付|建设|改造|单价)*(?:为|是|约|达到?)?$"
)
"""*人均* 450 元: an amount of money divided by the people that are told."""
EACH_OF = {"人均": ("人", "人次"), "户均": ("户",), "人": ("人",), "名": ("人",), "次": ("次", "批次")}
"""The units of what there is some for each of; others are their own."""
BARE_RATE = re.compile(
    rf"[,、;](?:同比)?(?P<way>{any_of([*UP, *DOWN])})(?:幅度|率)?(?:了|为)?(?P<number>\d{{1,3}}\.\d{{1,2}})(?=[,;)]|$)"
)
"""减少 5 万元*，下降 9.09*: the number lacks its %."""
POINTS = re.compile(r"\)?(?P<way>高|提高|上升|增加|快|多|低|下降|降低|减少|回落|慢|少)(?:出|了)?$")
"""Words between a rate and by how many 个百分点 another is above or below it."""
_GROWTH = r"的?(?:增幅|增速|增长率|增长速度|增长幅度)"
ABOVE_GROWTH = re.compile(
    rf"(?P<way>高于|快于|低于|慢于)(?P<name>[^,;:]{{4,24}}?){_GROWTH}"
    rf"|比(?P<name2>[^,;:]{{4,24}}?){_GROWTH}(?P<way2>高|快|低|慢)(?:出|了)?"
)
"""增长 25 %，*高于教育支出增幅* 7.7 个百分点."""
LOWER = frozenset(["低", "低于", "慢于", "下降", "降低", "减少", "回落", "慢", "少"])
ADJACENT = re.compile(
    rf"[,(、;]?(?:(?:同比|环比|约|共)*,?)(?:{any_of([*UP, *DOWN, *SIGNED])})(?:{OTHER_WAY})?(?:{any_of(MEASURES)})*(?:{any_of(IS)})?"
)
"""Words between a change and the same change in another unit: 减少 5 万元*，下降* 10 %."""
THAN = re.compile(
    rf"[,(]?(?:[比较]|相[比较]于?|与|同)(?:{_AGO})(?:{any_of(_OF_THEN)})*(?:为)?".replace("(?P<year>", "(?:")
)
"""5 万元*，较上年的* 6 万元减少 1 万元."""
THAN_NAMED = re.compile(
    rf"[,(]?(?:[比较]|相[比较]于?|与|同)(?:{_AGO})(?:的)?(?P<name>(?:[^,;:()]|\([^,;:()]{{1,12}}\)){{2,24}}?)(?:为)?".replace(
        "(?P<year>", "(?:"
    )
)
"""451 万元*比 2014 年“三公”经费预算* 287 万元增加 164 万元: only where a change follows."""
NAMED_THAN = re.compile(
    rf"(?P<name>[^,;:]{{2,24}}?)(?:[比较]|相[比较]于?)(?:{_AGO})(?:{any_of(_OF_THEN)})*(?:为)?".replace(
        "(?P<year>", "(?:"
    )
)
"""*年度资金较 2023 年的* 286 万元增加 34 万元: only where a change follows."""
COMPARING = re.compile(r"^(?:相比较?|比较|对比),?")
CHANGES_BEHIND = re.compile(
    rf"(?:(?:相比较?|比较|对比),?)?(?:{any_of(_WHAT_CHANGED)})?(?:{any_of(w for w in (*UP, *DOWN) if w not in WEAK)}|(?:净|共)?[多少增减降](?=\d))"
)
THAN_BUDGET = re.compile(
    r"[比较](?:本年|当年|全年|年度|部门|20\d\d年度?)*(?:年初|调整后?)?(?:部门)?(?:支出|收入|总)?预算(?:数|安排|金额|的)*(?:为)?"
)
"""5 万元，*较年初预算* 6 万元减少 1 万元."""
UNCHANGED = re.compile(
    r"(?P<name>[^,;:]{2,40}?)(?:相?[比较与同]于?)[^,;]*?(?:持平|无增减|无变化|没有变化|一致|相同|不变)[^,;]*"
)
"""*公务用车运行费比预算无增减变化*，比上年增加 5 万元."""
OF_WHOLE = re.compile(r"(?P<verb>占|完成|为)(?:了)?(?P<whole>[^占,;:]{2,40}?)(?:的)?")
"""*占基本支出* 20 万元的 5 %."""
OF_THAT = re.compile(r"\)?的(?:比重|比例)?(?:为|是)?|\)的?(?:比重|比例)(?:为|是)?")
"""占基本支出 20 万元*的* 5 %."""
ANOTHERS = re.compile(r"同类|同级|各(?:县|市|区)|全(?:系统|行业)")
"""Wholes that a report's own amounts are not."""
REGIONS = re.compile(r"全[国省市县区州盟旗]")
"""What begins the name of a whole that is the report's own only where it tells an amount of just this name."""
AMONG = re.compile(
    r"其中|包括|(?<!不)包含(?!在|了)|分别是|分别为|具体(?:安排|支出|分项|构成|明细)?(?:情况)?(?:如下|为|是)|以下(?:几?个?方面|几项)|分项(?:情况)?(?:是|为|如下)|(?:构成(?:如下|为|是)?|组成)(?!,?(?:共|合计|总计))"
)
"""What opens a list of parts."""
DIVIDED_BY = re.compile(
    r"按[^,;:。()\d]{1,10}(?:分类|科目|划分|分|用途|性质|来源)(?:科目)?[,:]"
    r"|[分从按][^,;:。()\d]{1,12}(?:来?看|来?分)[,:]"
    r"|在[^,;:。()\d]{0,10}(?:收入|支出|经费|资金|拨款|费用|总[数额量])当?中,"
)
"""支出 10 万元。*按经济分类科目，*甲 6 万元，乙 4 万元: opens a list, too."""
IN_WHICH = re.compile(r"^(?P<name>[^,;:。()\d]{2,16}(?:收入|支出|资金|经费|投资))(?:当?中),?(?=[^\d,;]*\d)")
"""*税收收入中，*甲 6 万元，乙 4 万元: opens a list of what was told by this name."""
ANNOUNCES = re.compile(
    r"(?:的)?(?:主要|具体)?(?:内容|用途|构成|明细|用于以下方面|分项情况|安排情况)(?:为|是)?(?:如下)?[:：]?\s*$"
)
"""财政拨款支出*主要内容如下：*"""
MAINLY = re.compile(r"[,(]?主要(?:是|有|为|包括)[^,;:。()]{2,24}")
"""甲 9 万元*，主要是乙* 5 万元: what a part is made of."""
IN_FULL = re.compile(r"包括|包含|分别[是为]|具体[是为]|组成|构成")
"""What opens a list of all the things that were counted."""
NO_OTHERS = re.compile(r"[,;。(]?(?:此外)?,?(?:均?无|没有)其[他它余]")
"""What says behind a list that it told all."""
OPENS_LOOSELY = re.compile(r"主要(?!领导|负责)|重点|例如|比如|有")
"""Words right before or behind the opening of a list that need not be complete."""
ENDS_LOOSELY = re.compile(r"等(?!于|级|次|量)")
"""A word behind the last part of a list that need not be complete."""
ENDS_LIST = re.compile(
    r"差异|差额|差距|相差|按[^,;]*计算|单[车价]|单位(?:成本|造价|投资|价格|面积|运行)|每[辆人户个]|人均|平均"
)
"""Words behind which a list of parts is over."""
ADDING = re.compile(
    r"(?:^|[,;。])(?:再|另|并)?加(?:上(?![级年解划])|(?=上[级年解划]|调入|动用|转移|债务|债券|结转|返还|中央|省|市))"
)
"""收入 10 万元*，加上*上年结转 2 万元，收入合计 12 万元."""
ADDED_UP = re.compile(r"(?:合计|总计|总量|总额|共计)(?:为|是|达到?|:)?$")
TAKING_AWAY = re.compile(r"^(?:并)?(?:扣除|减去|减除|剔除|再减|减)(?!少|免|收|支)")
"""收入 10 万元，加上补助 2 万元，*扣除*上解 1 万元，财力 11 万元."""
SUBTOTAL = re.compile(r"(?:总收入|总支出|总财力|可用财力)(?:为|是|达到?|:)?$")
"""收入 10 万元，加上补助 2 万元，*总收入* 12 万元，加上结余…: adds up what was told so far."""
TOTAL_OF_SIDE = re.compile(r"(?P<side>收入|支出)(?:合计|总计|总量)(?:为|是|达到?|:)?$")
"""*收入总计* 10 万元: all of one side, that balances the other."""
BALANCES = {
    "收入": re.compile(r"上年(?:末)?(?:滚存)?(?:结转|结余|结存)[^,;]{0,6}$"),
    "支出": re.compile(r"(?:结转下年|年终结[余转]|年末结[余转])[^,;]{0,6}$"),
}
"""The part of all income, and of all spending, that closes the account."""
TOTAL = re.compile(
    r"^[^,;]{0,4}(?:合计|总计|共计|总共)|(?:合计|总计|总量|总额|共计|总收入|总支出|总财力|财力)(?:为|是|达到?|:)?$"
)
CARRIED_OVER = re.compile(r"(?:结转下年|年终结[余转]|年末结[余转]|滚存结[余转]|结余)[^,;]{0,8}$")
"""What is left of income over spending."""
IN_TURN = re.compile(r"分别|依次")
"""甲、乙*分别*为 1 万元、2 万元: words of names and numbers that are told apart, in the same order."""
COMPOSED = re.compile(
    r"由(?P<list>[^。;]+?)(?P<parts>(?:等)?(?:[一二两三四五六七八九十\d]+(?:个|大)?(?:部分|方面|类|项|块))?(?:共同)?)(?:组成|构成)"
)
"""*由*甲 3 公里、乙 2 公里*两部分组成*."""
ADDED_TO_BUDGET = re.compile(
    r"(?:追加|追增|调增|增加|新增|补充)(?:安排|下达)?(?:了|预算|资金|经费|指标|金额|额|数)*(?:共计?|为)?$"
)
TAKEN_FROM_BUDGET = re.compile(
    r"(?:追减|调减|核减|压减|减少|压缩|收回|调出|统筹)(?:了|预算|资金|经费|指标|金额|额|数)*(?:共计?|为)?$"
)
"""年初预算 10 万元，年中*追加* 2 万元、*收回* 1 万元，全年预算 11 万元."""
OF_THE_START = re.compile(r"年初[^,;]{0,6}预算|批复预算|预算批复|原预算|期初预算")
AFTER_ALL = re.compile(r"(?:全年|调整后?的?|变动后?的?|年末|最终|追加后|总)(?:财政|部门|支出|收入|项目)*预算")
BALANCED = re.compile(r"收支(?:相抵|平衡|两抵)|收支总?相?等")
APART = re.compile(r"(?:差值|差额|相差|差距|差异)(?:数|额)?(?:为|是|:)?$")
"""支出 5 万元，年初预算 6 万元，*差值为* 1 万元."""
OVERSPENT = re.compile(r"(?:超支|超出|节约|结余|节省)(?:资金)?(?:了|为)?$")
"""支出 7 万元，预算 6 万元，*超支* 1 万元."""
LEFT = re.compile(
    r"(?:预算|年末|资金|项目|当年|本年|尚有)*(?:结余|剩余|尚余|余额)|[^,;]{0,4}(?:尚)?未(?:支付|使用|执行|支出|拨付)"
)
REASON = re.compile(
    r"(?P<way>增加|增长|上升|减少|下降|降低)的?(?:主要)?原因"
    r"|(?:决算|支出)数?(?:(?P<more>大于|高于|多于)|小于|低于|少于)(?:上一?年|去年|20\d\d年)度?(?:支出)?(?:决算)?数?的?(?:主要)?(?:原因|情况)"
    r"|(?:(?P<above>大于|高于|多于|超过)|小于|低于|少于)(?P<budget>(?:年初|全年|调整后?|部门)?预算)数?的?(?:主要)?原因"
)
"""Words that take up a change told before."""
REASON_IS_CHANGE = re.compile(
    r"主要原因(?:是|为|[:：])?(?P<name>[^,，。;；:：、\d]{4,24}?)(?:有所|大幅|略有?|明显|相应)?(?P<way>增加|增长|上升|减少|下降|降低)(?=[。;；]|$)"
)
"""*主要原因是公务用车购置费增加*。 One reason, and no other."""
RELATED = re.compile(
    r"(?:原因(?:是|为|[:：])|主要是|由于)[^。;；]{2,80}?(?P<said>(?:导致|致使|使得?|造成|等)相关(?:支出|经费|费用|开支|工资福利|福利)(?:有所|大幅|略有?|明显|相应)?"
    r"(?P<way>增加|增长|上升|减少|下降|降低))(?=[。;；]|$)"
)
"""主要原因是更换设备，*导致相关支出增加*。"""
ON_THE_OTHER_HAND = re.compile(r"但|虽|同时|而|抵|上年|去年|节约|结余")
"""Words of a reason that may go against the change."""
ALL_CHANGED = re.compile(
    rf"均(?:[比较]|相[比较]于?|与)(?:上一?年|去年|20\d\d年)度?(?:同期|决算数?|相比)*(?:有所|大幅|略有?|明显|小幅|不同程度)*(?:的|地)?(?P<way>{any_of(w for w in (*UP, *DOWN) if len(w) > 1 and w not in WEAK)})(?![^,，。;；]*\d)"
)
"""支出总额和明细*均比上年大幅减少*."""
RATE_OF_TWO = re.compile(r"(?:执行率|支付率|拨付率|使用率|支出率|支出进度|完成率|到位率|控制率)")
RECEIVED = re.compile(r"资金|预算|投资|下达|到位|安排|指标|经费|批复")
PAID = re.compile(r"支付|拨付|支出|使用|执行|完成|列支|已用")
"""What 执行率 is of: what was received, and what was paid of it."""
ASKED = re.compile(r"(?:送审|报审|申报|上报|送评)[^,;:、()\d]{0,40}$")
GRANTED = re.compile(r"(?:审定|核定|审核确认|审核后|审后|评定)[^,;:、()\d]{0,8}$")
CUT_BY_AUDIT = re.compile(
    r"(?:[审核评](?P<way>减|增)|多[计报])[^,;:、()\d]{0,6}?(?P<rate>率|幅度|比例)?(?:为|是|达到?)?$"
)
"""送审造价 100 万元，审定造价 90 万元，*净核减造价* 10 万元，*核减率* 10 %."""
