"""Proportions that are parts of a whole by their name: none is above 100 %.

Knows words at the end of names. Must not know reports or rules. What compares with a plan, an earlier year or
another whole (完成率, 增长率, 执行率, 到位率, 参保率, 利用率) may exceed 100 %, and is not here.
"""

from __future__ import annotations

from sitegen import lazy_re as re

_PARTS = (
    "满意度|满意率|好评率|合格率|及格率|达标率|优良率|优秀率|良好率|知晓率|知晓度|公开率|准确率|正确率|真实率|差错率|"
    "及时率|按时率|准时率|完好率|成活率|存活率|治愈率|好转率|出勤率|到课率|巩固率|认可度|认同度|支持率|合规率|就业率|毕业率|"
    "结业率|升学率|完成学业率|学业完成率|学位授予率|"
    "通过率|覆盖率|覆盖面|覆盖度|参与率|受益率|"
    "办结率|审结率|答复率|回复率|回访率|采纳率|整改率|化解率|持证率|持证上岗率|在岗率|返岗率|公示率|公告率|归档率|送达率|可用率|在线率|"
    "有效率|优质率|良种率|绿化率|辍学率|入园率|净入学率|故障率|误差率|损耗率|漏损率|闲置率|空置率|投诉率"
)
_LOOSE = re.compile(r"(?:覆盖|参与|受益)[率面度]$|到位及时率$")
"""Clerks call by these names, too, what was done of what was planned."""
_MAY_EXCEED = re.compile(
    r"完成|执行|达成|实现|任务|计划|目标|实施|开展|推进|建设|[开完]工|竣工|投入|落实|进度|预算|支出|支付|到位|拨付|兑[付现]|发放|"
    r"收入|收益|回报|投资|利润|毛利|溢价|贡献|征|收缴|缴|清欠|入库|盘活|周转|周期|流动|速动|负债|杠杆|倍|增|升|提高|降|减|节|缩|变[动化]|"
    r"调整|控制|利用|使用|占用|普及|毛入|参[保合训学加]|参?续保|达产|产销|自给|供[应给]|储备|保障|配[备置比]|师生|床|采购|销售|交易|签约|引进|"
    r"接种|免疫|转换|上座|上课|出租|出勤|载|负荷|饱和|密度|生产|出栏|存栏|产[出量]|效率|频率|功率|速率|汇率|税率|利率|费率|概率|分辨率|"
    r"比率|容积|分摊|动员|响应|处理|处置|收集|回收|安装|检[查测]|抽|巡|培训|服务"
)
"""Words in the names of rates that are of a plan, of an earlier year, or of another whole than what is counted."""

_PART = re.compile(rf"(?:{_PARTS})(?:指标|比例|情况)?$")
_ASIDE = re.compile(
    r"[（(【\[][^（）()【】\[\]]*[)）】\]]|^\W*(?:指标|目标)?\d+\s*[:：、.．]\s*|(?:指标|情况)$"
)
_STATED = re.compile(r"(?:[≥≤><=＞＜＝≧≦]|不低于|不少于|不小于|达到?|高于|大于|超过|为)\s*\d.*$")
_COMPARED = re.compile(r"增长|增加|增幅|提高|提升|上升|下降|降低|同比|环比|目标完成|计划完成|任务完成")


def bare_name(name: str) -> str:
    """`name` without what stands in brackets, its number, and a target that is written into it."""
    return _ASIDE.sub("", _STATED.sub("", _ASIDE.sub("", name.strip()))).strip()


def is_part_of_whole(name: str) -> bool:
    """Whether what is called `name` cannot be above 100 %."""
    plain = bare_name(name)
    return _PART.search(plain) is not None and _COMPARED.search(plain) is None


def is_rate_of_parts(name: str) -> bool:
    """Whether `name` is that of a rate, and has no word that would let it be above 100 %."""
    plain = bare_name(name)
    return plain.endswith("率") and _MAY_EXCEED.search(plain) is None and _COMPARED.search(plain) is None


def is_loosely_named(name: str) -> bool:
    """Whether `name` is used as well for what was done of a plan, or is of no rate that is known."""
    plain = bare_name(name)
    return _LOOSE.search(plain) is not None or _PART.search(plain) is None
