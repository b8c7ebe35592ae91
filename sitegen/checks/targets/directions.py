"""Whether more or less is better, where a target is a bare number: 100%, 735人次, 0起, 30万元.

Knows words in the names of indicators. Must not know tables or results. What can be read both ways
(结转结余率, 预算调整率, 补助标准) has no direction.
"""

from __future__ import annotations

from dataclasses import replace

from sitegen import lazy_re as re
from sitegen.checks.targets.statements import Goal, Target
from sitegen.model.forms.formula import Relation
from sitegen.numbers.figures import MONEY_UNITS, PROPORTIONS

UP, DOWN = Relation.AT_LEAST, Relation.AT_MOST
_OPEN = (None, Relation.EQUAL)
"""Clerks write = for what is to be reached as well."""

STATED = {
    "正向": UP,
    "正向指标": UP,
    "反向": DOWN,
    "反向指标": DOWN,
    "逆向": DOWN,
    "逆向指标": DOWN,
    "负向": DOWN,
}
"""Words of a form or a report that say it."""

_HARM = (
    "事故|投诉|差错|错误|出错|错案|错报|错漏|失误|隐患|受害|受灾|发生|亏损|赤字|债务|迟到|旷课|旷工|脱销|断供|退票|退汇|"
    "PM2\\.5|PM10|细颗粒物|污染物|误差|超支|超标|超期|超时|逾期|拖欠|违规|违约|违纪|违法|变质|霉变|损耗|损失|损坏|"
    "死亡|病死|发病|患病|感染|伤亡|受伤|失业|返贫|致贫|辍学|失学|流失|空置|闲置|负债|不合格|不达标|不良|次品|残次|"
    "故障|缺陷|停电|停水|漏损|泄漏|误报|漏报|漏检|迟报|复发|犯罪|发案|案件|信访|上访|舆情|纠纷|退货|退件|返工|"
    "偏差|偏离|超编|超概|能耗|耗能|水耗|消耗|排放|浓度|污染事件|安全事件|突发事件|群体性事件|火灾|灾情|缺失|破损|"
    "拥堵|积压|噪声|噪音|缺勤|漏诊|误诊|并发症|不良反应|变动|波动"
)
_SPENT = "三公|公用经费|行政经费|运行经费|经费|费用|支出|成本|债务|能耗|排放|事故|投诉|案件|发案"
_WORK = (
    "处理|处置|办理|办结|受理|查处|查办|整改|演练|培训|宣传|预防|防范|防治|检查|排查|巡查|督查|监测|监控|检测|化解|"
    "调解|调处|救援|救助|救治|治疗|补偿|赔付|治理|打击|侦破|破获|审理|审结|结案|下降|降低|减少|缩短|节约|节省|节支|"
    "压减|压缩|核算|核查|纠正|回复|答复|回访|接待|响应|清理|清偿|修复|抢修|维修|追缴|挽回|盘活|消除|攻坚|复绿|分析|评估|调查|统计|再就业|帮扶|劝返|返校|安置|参保|慰问|资助"
)
_HARMFUL = re.compile(_HARM)
_HARM_COUNTED = re.compile(
    rf"(?:{_HARM})(?:发生|出现|产生|情况|问题|行为|现象|事件)*"
    r"(?:次数|起数|件数|数量|个数|人数|宗数|例数|金额|面积|总量|数值|量|值|数)?$"
)
_WORKED = re.compile(_WORK)
_EITHER_WAY = re.compile(
    r"处理|处置|办理|受理|查处|查办|审理|审结|结案|侦破|破获|调解|调处|接待|回复|答复|打击|赔付|补偿|抢修"
)
"""Work that is done as often as there is occasion: more of it is neither good nor bad."""
_HARMFUL_RATE = re.compile(
    rf"(?:{_HARM}|控制|成本|费用|人员伤亡|贫困|未[^，、]{{1,4}})(?:发生|出现|产生|事件|次数|件数?|情况)?$"
    rf"|(?:{_SPENT})[^，、]{{0,6}}(?:增长|增加|上升|增幅|占比?)$"
)
_UNCLEAR_RATE = re.compile(
    r"(?:结转|结余|结转资金|调整|调剂|变更|追加|周转|占用|占比?|价格|收费|税|利|检出|阳性|查出)$"
    r"|(?:抗菌|抗生素|激素|农药|化肥|一次性)[^，、]{0,6}使用$"
    r"|(?:病|疫|虫|草|火|血压|血糖|血脂|污染|噪声|扬尘|风险|隐患|险|质量|人口|有害生物)[^，、]{0,6}控制$"
)
_PORTION = re.compile(r"(?:比例|占比|比重|比率)$")
_GOOD_PORTION = re.compile(
    r"(?:完成|覆盖|合格|达标|受益|参与|满意|到位|优良|优秀|及时|准确|执行|支付|发放|通过|录用|采用|整改|毕业|就业|达到|"
    r"符合|实现|建成|投入使用|真实|好转|改善|提高|提升|增长|减少|降低|下降|缩短|节约|完好)[^，、]{0,4}$"
)
_GROWTH = re.compile(r"增长|增加|提高|提升|新增|增收|收入|利润|盈余|收益|产值|增幅")
_LESS_IS_DONE = re.compile(r"下降|降低|减少|缩短|节约|节省|节支|压减|压缩|降幅")
_STANDARD = re.compile(
    r"标准|系数|用量|使用量|消费量|用水量|用电量|单价|定额|限额|价格|票价|等级|级别|浓度范围|间隔|比例尺"
)
_SPENDING = re.compile(r"支出|经费|预算|费|投入|资金|采购")
_DELIVERED = re.compile(
    r"完成|带动|争取|引进|引资|招商|筹集|募集|发放|拨付|兑现|支付|补助|补贴|奖励|回收|交易|销售|新增|到位|节约|节省|节支|"
    r"减少|降低|挽回|追缴|创造|实现|收入|产值|增收|税收|利润|收益|营收"
)
_COST = re.compile(r"成本|造价|花费")
_TIME_UNITS = re.compile(r"^(?:个?工作日|天|日|个?小时|分钟|分|个月|个?季度|周)$")
_TAKES_TIME = re.compile(
    r"时限|时间|用时|耗时|时长|周期|工期|期限|响应|时效|等候|等待|办理|审批|办结|拨付|支付|下达|到账|审核|评审"
)
_LASTS = re.compile(
    r"开放|服务|培训|值守|值班|运行|运营|播出|展出|展览|质保|保修|保质|寿命|志愿|优良|在岗|学习|学时|活动|使用|供热|供水|实习"
)
_CONTROLLED = re.compile(r"(?:经费|费用?|成本|支出|预算|编制|人员|规模|造价|投资)[^，、]{0,4}控制")
_TIME_SPENT = re.compile(r"时限|时间|用时|耗时|工期|周期|工作日|天数|期限")
_DONE_LESS = re.compile(r"(?:下降|降低|减少|缩短|节约|节省|压减|压缩|降幅)(?:率|幅度|比例|量|额|数)?$")
_RANK = re.compile(r"排名|名次|位次")
_COST_GROUP = re.compile(r"成本")
_TIME_GROUP = re.compile(r"时效")
_ASIDE = re.compile(r"[（(【\[][^（）()【】\[\]]*[)）】\]]|^\W*(?:指标|目标)?\d+\s*[:：、.．]\s*")


def directed(
    goals: tuple[Goal, ...], name: str, groups: tuple[str, ...] = (), stated: str = ""
) -> tuple[Goal, ...]:
    """`goals` where a bare number has the direction that `stated` (正向, 反向), or else the `name` of the
    indicator and its `groups`, give it; and one that is to be equal (＝100%) tells by them which side is better.
    """
    if stated == "定性" or not any(isinstance(each, Target) and each.relation in _OPEN for each in goals):
        return goals
    return tuple(_directed(each, name, groups, STATED.get(stated)) for each in goals)


def _directed(goal: Goal, name: str, groups: tuple[str, ...], stated: Relation | None) -> Goal:
    if not isinstance(goal, Target) or goal.relation not in _OPEN:
        return goal
    found = stated or _direction(goal, _ASIDE.sub("", name).strip(), groups)
    if goal.relation is Relation.EQUAL:
        return replace(goal, better=found)
    if stated is not None:
        return replace(goal, relation=stated)
    return replace(goal, relation=found, presumed=True) if found is not None else goal


def _direction(goal: Target, name: str, groups: tuple[str, ...]) -> Relation | None:
    share = goal.unit in PROPORTIONS or (not goal.unit and re.search(r"率$|比例$|占比$|满意度$", name))
    found = _of_share(name) if share else _of_amount(name, goal.unit, groups)
    if goal.value != 0 or found is DOWN:
        return found
    # Nothing can be less than nothing: a bare 0 forbids, unless it may stand for no growth.
    return None if found is None or _GROWTH.search(name) else DOWN


def _of_share(name: str) -> Relation | None:
    if _DONE_LESS.search(name):
        return UP
    end = name.rfind("率")
    if end >= 0:
        head = name[:end]
        if _UNCLEAR_RATE.search(head):
            return None
        return DOWN if _HARMFUL_RATE.search(head) else UP
    if _PORTION.search(name):
        head = _PORTION.sub("", name)
        if _HARMFUL_RATE.search(head):
            return DOWN
        return UP if _GOOD_PORTION.search(head) else None
    if _LESS_IS_DONE.search(name):
        return UP
    if re.search(rf"(?:{_SPENT})[^，、]{{0,8}}(?:增长|增加|上升|增幅|变动)", name):
        return DOWN
    if "控制" in name:
        return DOWN if _CONTROLLED.search(name) else None
    if _UNCLEAR_RATE.search(name) or "占" in name:
        return None
    if _HARMFUL.search(name):
        return UP if _WORKED.search(name) else DOWN if _HARM_COUNTED.search(name) else None
    return DOWN if _COST.search(name) else UP


def _of_amount(name: str, unit: str, groups: tuple[str, ...]) -> Relation | None:
    if _STANDARD.search(name):
        return None
    if _RANK.search(name):
        return DOWN
    costs = any(_COST_GROUP.search(group) for group in groups)
    money = unit in MONEY_UNITS
    if _LESS_IS_DONE.search(name):
        return UP
    if _HARMFUL.search(name):
        if _WORKED.search(name):
            return None if _EITHER_WAY.search(name) else UP
        return DOWN if _HARM_COUNTED.search(name) else None
    if _TIME_UNITS.match(unit):
        if _LASTS.search(name):
            return UP
        takes_time = _TAKES_TIME.search(name) or any(_TIME_GROUP.search(group) for group in groups)
        return DOWN if takes_time else None
    if _COST.search(name) or _CONTROLLED.search(name):
        return DOWN
    if not unit and (_TIME_SPENT.search(name) or any(_TIME_GROUP.search(group) for group in groups)):
        return None
    if costs:
        return DOWN if money or not unit else None
    if money and _SPENDING.search(name) and not _DELIVERED.search(name):
        return None
    return UP
