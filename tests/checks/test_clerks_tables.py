"""Tables of indicators as clerks of several provinces write them: nothing is accused, and a slip is found.

Each table is right; `slips` are rows put in place of the row of that name, and what is found then.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.site_tools import check, minimal

HEAD = "表单: demo\n部门: ju\n年度: 2020\n"
NOTHING = frozenset({"SCORE107", "SCORE108", "SCORE110", "SCORE113", "SCORE118", "SCORE119", "SCORE121"})


@dataclass(frozen=True)
class Clerk:
    """A table: its columns, its rows by group, and slips with the codes that find them."""

    name: str
    columns: str
    rows: str
    slips: tuple[tuple[str, str], ...]


FULL = "指标值 完成值 分值 得分 原因"
BARE = "指标值 完成值"
THREE = "性质 指标值 单位 完成值 分值 得分"
ROLES = {
    "指标值": "类型: 指标值, 角色: 目标",
    "完成值": "类型: 指标值, 角色: 实际",
    "分值": "类型: 得分, 小数: [精确, 2], 角色: 分值",
    "得分": "类型: 得分, 小数: [精确, 2], 角色: 得分",
    "原因": "类型: 文字, 角色: 原因",
    "性质": "类型: 文字, 角色: 指标性质",
    "单位": "类型: 文字, 角色: 计量单位",
}

CLERKS = (
    Clerk(
        "安徽，带符号",
        FULL,
        """
        产出|培训人次|≥500人次|512人次|20|20
        产出|培训合格率|≥95%|96.5%|10|10
        产出|完成时间|2020年12月底前|2020年11月|10|10
        产出|培训成本|≤30万元|28.4万元|10|10
        效益|就业人数|≥60人|66人|30|30
        满意度|学员满意度|≥90%|93.2%|10|10
        """,
        (
            ("产出|培训合格率|≥95%|94.9%|10|10", "SCORE107"),
            ("产出|完成时间|2020年12月底前|2021年1月15日|10|10", "SCORE107"),
            ("产出|培训成本|≤30万元|30.4万元|10|10", "SCORE107"),
            ("产出|培训成本|≤30万元|完成|10|10", "SCORE118"),
            ("产出|培训人次|≥500人次|5120人次|20|20", "SCORE119"),
            ("满意度|学员满意度|≥90%|≥90%|10|10", "SCORE113"),
            ("满意度|学员满意度|≥90%|0.93|10|10", "SCORE121"),
        ),
    ),
    Clerk(
        "湖南，只写数",
        FULL,
        """
        产出|举办培训|12期|12期|10|10
        产出|资金拨付及时率|100%|100%|10|10
        产出|安全责任事故|0|0|10|10
        产出|在职人员控制率|100%|95.10%|10|10
        产出|三公经费变动率|0%|-5.2%|10|10
        产出|结转结余率|2%|0|10|10
        效益|投诉办结率|100%|100%|10|10
        效益|重大投诉|0件|未发生|10|10
        满意度|群众满意度|90%|92%|10|10
        """,
        (
            ("产出|举办培训|12期|11期|10|10", "SCORE107"),
            ("产出|资金拨付及时率|100%|50%|10|10", "SCORE107"),
            ("产出|安全责任事故|0|1|10|10", "SCORE107"),
            ("产出|在职人员控制率|100%|103.5%|10|10", "SCORE107"),
            ("产出|三公经费变动率|0%|5.2%|10|10", "SCORE107"),
            ("效益|投诉办结率|100%|95%|10|10", "SCORE107"),
            ("产出|资金拨付及时率|100%|无|10|10", "SCORE118"),
            ("产出|资金拨付及时率|100%|1|10|10", "SCORE121"),
        ),
    ),
    Clerk(
        "湖南，不打分",
        BARE,
        """
        产出|储备到位率（5000吨稻谷、500吨成品粮）|100%|100%
        产出|明显变质比例|0|0
        产出|付息及时率|100%|100%
        成本指标|收购价格执行率|100%|100%
        成本指标|成本核算率|100%|100%
        成本指标|收购总成本|1500万元|1482万元
        效益|设备维护及安全性|高|高
        效益|市场波动引起的安全事件数|0起|0起
        """,
        (
            ("产出|储备到位率（5000吨稻谷、500吨成品粮）|100%|50%", "SCORE108"),
            ("产出|明显变质比例|0|0.3%", "SCORE108"),
            ("成本指标|收购价格执行率|100%|97%", "SCORE108"),
            ("成本指标|收购总成本|1500万元|1510万元", "SCORE108"),
            ("效益|市场波动引起的安全事件数|0起|2起", "SCORE108"),
            ("产出|付息及时率|100%|/", "SCORE118"),
            ("产出|付息及时率|100%|", "SCORE110"),
        ),
    ),
    Clerk(
        "云南，三列",
        THREE,
        """
        产出|公路养护里程|≥|120|公里|120.6|20|20
        产出|路面完好率|≥|95|%|96|20|20
        产出|完工时限|<=|12|月|11月|10|10
        效益|带动就业|≥|30|人|35人|30|30
        效益|制度健全性|定性|健全||健全|10|10
        满意度|沿线群众满意度|≥|90|%|91.3|10|10
        """,
        (
            ("产出|路面完好率|≥|95|%|94|20|20", "SCORE107"),
            ("产出|路面完好率|≥|95|%|0.96|20|20", "SCORE121"),
            ("效益|带动就业|≥|30|人|较多|30|30", "SCORE118"),
            ("效益|带动就业|≥|30|人|350人|30|30", "SCORE119"),
        ),
    ),
    Clerk(
        "四川，正向反向",
        THREE,
        """
        产出|平均响应|反向|30|分钟|26分钟|20|20
        产出|巡查次数|正向|240|次|251次|20|20
        产出|每公里造价|反向|150|万元|144.44万元|20|20
        效益|降低事故率|正向|10|%|12%|30|30
        满意度|满意度|正向|90|%|95.5%|10|10
        """,
        (
            ("产出|平均响应|反向|30|分钟|41分钟|20|20", "SCORE107"),
            ("产出|巡查次数|正向|240|次|239次|20|20", "SCORE107"),
            ("产出|每公里造价|反向|150|万元|151万元|20|20", "SCORE107"),
            ("产出|巡查次数|正向|240|次|2510次|20|20", "SCORE119"),
        ),
    ),
    Clerk(
        "湖北，扣了分写了原因",
        FULL,
        """
        产出|补贴渔船数|6艘|6艘|20|20
        产出|技能培训|≥40人|31人|20|15.5|渔民外出务工，次年春节前补训
        产出|补贴发放时间|6月底前|6月18日|20|20
        效益|退捕渔民转产率|≥98%|100%|30|30
        满意度|满意度|≥90%|96%|10|10
        """,
        (
            ("产出|技能培训|≥40人|31人|20|15.5", "SCORE108"),
            ("产出|补贴渔船数|6艘|5艘|20|20", "SCORE107"),
            ("产出|补贴发放时间|6月底前|7月2日|20|20", "SCORE107"),
            ("产出|补贴渔船数|6艘||20|20", "SCORE110"),
            ("产出|补贴渔船数|6艘|—|20|20", "SCORE118"),
        ),
    ),
    Clerk(
        "江苏，文字和区间",
        FULL,
        """
        产出|演出场次|不少于两百场|二百零六场|20|20
        产出|上座率|80%-100%|86%|20|20
        产出|采购完成率|100%|已完成|10|10
        产出|补助标准|500元/人|500元/人|10|10
        效益|社会影响|明显提升|明显提升|30|30
        满意度|投诉|不超过5件|无|10|10
        """,
        (
            ("产出|演出场次|不少于两百场|一百九十九场|20|20", "SCORE107"),
            ("产出|上座率|80%-100%|72%|20|20", "SCORE107"),
            ("产出|采购完成率|100%|未完成|10|10", "SCORE107"),
            ("产出|演出场次|不少于两百场|较多|20|20", "SCORE118"),
            ("满意度|投诉|不超过5件|7件|10|10", "SCORE107"),
        ),
    ),
    Clerk(
        "贵州，不打分，完成值带说明",
        BARE,
        """
        产出|新建通组公路里程|12公里|12.6公里（含断头路0.6公里）
        产出|改造危房户数|30户|31户
        产出|水土流失治理面积|8平方公里|8.2平方公里
        产出|审批办理时限|5个工作日|3个工作日
        效益|城镇登记失业率|4.5%|3.9%
        效益|失业人员再就业人数|500人|620人
        效益|违法案件查处数|30件|22件
        满意度|投诉率|1%|0.4%
        """,
        (
            ("产出|改造危房户数|30户|29户", "SCORE108"),
            ("产出|水土流失治理面积|8平方公里|7平方公里", "SCORE108"),
            ("产出|审批办理时限|5个工作日|8个工作日", "SCORE108"),
            ("效益|城镇登记失业率|4.5%|4.9%", "SCORE108"),
            ("满意度|投诉率|1%|1.4%", "SCORE108"),
        ),
    ),
    Clerk(
        "广西，卫生和环保",
        FULL,
        """
        产出|免费筛查人数|2.4万人|24350人|20|20
        产出|高血压患者规范管理率|60%|63.4%|10|10
        产出|传染病发病率|3‰|0.2%|10|10
        产出|PM2.5平均浓度|35微克|31微克|10|10
        产出|空气优良天数|330天|341天|10|10
        效益|能耗降低率|3%|3.4%|10|10
        效益|水质达标率|100%|100%|10|10
        满意度|居民满意度|85%|88%|10|10
        """,
        (
            ("产出|免费筛查人数|2.4万人|23950人|20|20", "SCORE107"),
            ("产出|传染病发病率|3‰|0.4%|10|10", "SCORE107"),
            ("产出|PM2.5平均浓度|35微克|38微克|10|10", "SCORE107"),
            ("产出|空气优良天数|330天|321天|10|10", "SCORE107"),
            ("效益|能耗降低率|3%|2.4%|10|10", "SCORE107"),
        ),
    ),
    Clerk(
        "重庆，成本指标里各种说法",
        FULL,
        """
        产出|宣传品|20份|20份|20|20
        成本指标|人均成本|0.5万元|0.48万元|10|10
        成本指标|成本节约率|5%|6%|10|10
        成本指标|会议费|3万元|2.1万元|10|10
        成本指标|成本控制率|100%|96%|10|10
        效益|带动增收|100万元|118万元|20|20
        满意度|满意率|95%|97%|10|10
        """,
        (
            ("成本指标|人均成本|0.5万元|0.52万元|10|10", "SCORE107"),
            ("成本指标|成本节约率|5%|4%|10|10", "SCORE107"),
            ("成本指标|会议费|3万元|3.1万元|10|10", "SCORE107"),
            ("成本指标|成本控制率|100%|104%|10|10", "SCORE107"),
            ("效益|带动增收|100万元|98万元|20|20", "SCORE107"),
        ),
    ),
)


def form(columns: list[str]) -> str:
    body = "\n".join(
        f"          {name}: {{标识: c{index}, {ROLES[name]}}}" for index, name in enumerate(columns)
    )
    return (
        "表单: demo\n名称: 演示表\n单位: 万元\n小数: 2\n部分:\n  一、自评:\n    内容:\n      绩效指标:\n"
        "        类型: 表格\n        标识: indicators\n        标题: 绩效指标\n"
        f"        行: {{清单: 三级指标, 分组: [一级指标]}}\n        列:\n{body}\n"
    )


def report(columns: list[str], rows: list[list[str]]) -> str:
    groups: dict[str, list[str]] = {}
    for group, name, *cells in rows:
        given = ", ".join(f'{column}: "{cell}"' for column, cell in zip(columns, cells, strict=False) if cell)
        groups.setdefault(group, []).append(f"    {name}: {{{given}}}")
    return HEAD + "绩效指标:\n" + "\n".join(f"  {name}:\n" + "\n".join(of) for name, of in groups.items())


def rows_of(clerk: Clerk) -> list[list[str]]:
    return [line.strip().split("|") for line in clerk.rows.strip().splitlines()]


def found(clerk: Clerk, rows: list[list[str]], folder) -> list[tuple[str, str]]:
    columns = clerk.columns.split()
    checked = check(minimal(folder, form(columns), report(columns, rows)))
    assert not [each for each in checked.diagnostics if each.code.startswith(("FORM", "YAML"))]
    return [(each.code, each.fact) for each in checked.diagnostics if each.code in NOTHING]


@pytest.mark.parametrize("clerk", CLERKS, ids=lambda clerk: clerk.name)
def test_a_correct_table_is_not_accused(clerk, tmp_path):
    assert found(clerk, rows_of(clerk), tmp_path) == []


@pytest.mark.parametrize(
    ("clerk", "slip", "code"),
    [(clerk, slip, code) for clerk in CLERKS for slip, code in clerk.slips],
    ids=[f"{clerk.name}: {slip}" for clerk in CLERKS for slip, _ in clerk.slips],
)
def test_a_slip_is_found_and_nothing_else(clerk, slip, code, tmp_path):
    changed = slip.split("|")
    rows = [changed if row[:2] == changed[:2] else row for row in rows_of(clerk)]
    assert rows != rows_of(clerk)
    said = found(clerk, rows, tmp_path)
    assert code in {each for each, _ in said}
    assert {fact.partition("[")[2] for _, fact in said} == {f"{changed[1]}]"}
