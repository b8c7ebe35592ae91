"""Percentages told behind an amount of a row, grades, and means of amounts told before: right ones are never accused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitegen.checks.rule import Subject
from sitegen.checks.rules.texts import (
    text120_narrative_contradicts_figure,
    text121_share_does_not_follow,
    text122_change_does_not_follow,
    text123_completion_does_not_follow,
    text124_parts_exceed_the_whole,
    text127_text_contradicts_itself,
)
from sitegen.reading.markdown.narrative import parse_narrative
from sitegen.source import SourceFile
from tests.checks.telling import faults_of
from tests.site_tools import minimal
from tests.whole_site import load_site

RULES = (
    text120_narrative_contradicts_figure,
    text121_share_does_not_follow,
    text122_change_does_not_follow,
    text123_completion_does_not_follow,
    text127_text_contradicts_itself,
)
FORM = """表单: demo
名称: 演示表
单位: 万元
小数: [0, 2]
评分:
  总分: 评价得分
  等级: 评价等级
  等级表: {优: 90, 良: 75, 中: 60, 差: 0}
部分:
  一、数据:
    内容:
      评价得分: {标识: score, 类型: 得分}
      评价等级: {标识: grade, 类型: 选项, 选项: [优, 良, 中, 差]}
      收入:
        类型: 表格
        标识: income
        标题: 收入
        行:
          项目: 项目
          固定行:
            利润收入: {标识: profit}
            股利股息收入: {标识: dividend, 标签: 股利、股息收入}
            产权转让收入: {标识: sale}
            本年收入小计: {标识: all, 标签: 本年收入合计}
        列:
          上年执行数: {标识: last, 标签: "{上年}年执行数"}
          预算数: {标识: budget, 标签: "{年度}年预算数"}
          为上年执行: {标识: ratio, 标签: 预算数为上年执行数的%, 类型: 百分比}
      项目支出总额: {标识: sum, 类型: 金额}
      实物量:
        类型: 表格
        标识: counts
        标题: 实物量
        行:
          项目: 项目
          固定行:
            出国团组数: {标识: groups, 类型: 整数, 单位: 个}
            出国人次: {标识: people, 类型: 整数, 单位: 人次}
            国内接待批次: {标识: batches, 类型: 整数, 单位: 批次}
        列:
          上年数量: {标识: last-n, 标签: "{上年}年", 类型: 整数}
          本年数量: {标识: n, 标签: "{年度}年", 类型: 整数}
      盘活台账:
        类型: 表格
        标识: used
        标题: 盘活台账
        行: {清单: 资产}
        列:
          盘活收益: {标识: gain}
      资产:
        类型: 表格
        标识: assets
        标题: 资产
        行:
          项目: 项目
          固定行:
            固定资产: {标识: fixed}
            公共基础设施: {标识: public}
        列:
          期末数: {标识: end}
          占比: {标识: part, 类型: 百分比}
      评分表:
        类型: 表格
        标识: marks
        标题: 评分表
        行: {清单: 指标, 分组: [一级指标]}
        列:
          权重: {标识: weight, 类型: 得分, 角色: 分值}
          得分: {标识: mark, 类型: 得分, 角色: 得分}
      项目:
        类型: 表格
        标识: projects
        标题: 项目自评
        行: {清单: 项目}
        列:
          自评等级: {标识: own, 类型: 选项, 选项: [优, 良, 中, 差]}
      说明: {标识: text, 类型: 正文}
"""
REPORT = """表单: demo
年度: 2020
部门: ju
评价得分: 94.77
评价等级: 优
收入:
  利润收入: {上年执行数: 2380.00, 预算数: 2655.00, 为上年执行: 111.55}
  股利股息收入: {上年执行数: 320.00, 预算数: 345.00, 为上年执行: 107.81}
  产权转让收入: {上年执行数: 860.00, 预算数: 500.00, 为上年执行: 58.14}
  本年收入小计: {上年执行数: 3600.00, 预算数: 3550.00, 为上年执行: 98.61}
项目支出总额: 4620.70
实物量:
  出国团组数: {上年数量: 0, 本年数量: 1}
  出国人次: {上年数量: 0, 本年数量: 4}
  国内接待批次: {上年数量: 83, 本年数量: 96}
盘活台账:
  门面房: {盘活收益: 23.98}
  合计: {盘活收益: 23.98}
资产:
  固定资产: {期末数: 8548.41, 占比: 50.11}
  公共基础设施: {期末数: 5315.70, 占比: 31.16}
评分表:
  过程:
    资金管理: {权重: 12, 得分: 10.77}
    项目管理: {权重: 8, 得分: 8}
项目:
  道路养护: {自评等级: 优}
  桥梁检测: {自评等级: 优}
  路灯电费: {自评等级: 良}
"""
RIGHT = (
    "本年收入3550.00万元，下降1.39%。",
    "利润收入2655.00万元，增长11.55%；股利、股息收入345.00万元，增长7.81%；产权转让收入500.00万元，下降41.86%。",
    "产权转让收入500.00万元，同口径下降17.46%。",
    "产权转让收入500.00万元，比年初计划下降41.68%。",
    "本年收入3550.00万元，市本级增长13.9%。",
    "固定资产8548.41万元，占50.11%。",
    "资金管理得分10.77分，得分率89.75%。",
    "资金管理满分12分，得10.77分，扣1.23分；项目管理得满分8分。",
    "过程类指标得分18.77分，资金管理扣1分。",
    "资金管理每发现一处问题扣2分。",
    "2019年资金管理得11.50分。",
    "2019年评价等级为良。",
    "绩效评价得分94.77分，评价等级为“优”。",
    "评价等级力争为良以上。",
    "其中道路养护项目评价等级为良。",
    "路灯电费自评80分，等级为良。",
    "从结果看，2个项目为优，1个项目为良。",
    "全市其他单位有5个项目为优。",
    "公务用车运行维护费41.66万元，保有量15辆，平均每辆2.78万元。",
    "项目支出预算4620.70万元。涉及预算3903.70万元，占项目支出预算的84.48%。",
    "因公出国（境）团组1个、4人次。",
    "公务接待费比上年增加1.49万元，国内接待96批次，主要原因是接待批次增加。",
    "公务接待费比预算减少1.49万元，主要原因是接待批次减少。",
    "公务接待费比上年减少1.49万元，主要原因是上年接待批次增加较多。",
    "取得盘活收益23.98万元。",
    "2018年81.73万元、2019年51.04万元、2020年86.43万元，三年平均73.07万元。",
    "2018年81.73万元、2019年51.04万元、2020年86.43万元，五年平均66.20万元。",
    "全年30个数量指标完成27个，完成率90%。",
    "全年30个项目完成27个，资金支付率93%。",
    "发放问卷600份，回收588份，有效580份，有效率96.67%。",
    "发放问卷600份，回收588份，有效580份，有效率98.64%。",
    "2020年度收入总计100万元。与2019年度相比，收入总计增加5万元。",
    "2020年决算90万元，与2020年年初预算100万元相比，减少10万元。",
    "2020年收入100万元，2021年安排收入105万元，与2020年相比，增加5万元。",
    "公务用车运行维护费41.66万元。年末保有量15辆，其中特种车3辆，每辆平均2.78万元。",
)
WRONG = (
    ("2020年项目支出预算4620.70万元。涉及预算3903.70万元，占项目支出预算的88.44%。", "88.44%"),
    ("因公出国（境）团组1个、14人次。", "14人次"),
    ("公务接待费比上年增加1.49万元，国内接待96批次，主要原因是接待批次减少。", "接待批次减少"),
    ("取得盘活收益23.98元。", "23.98元"),
    ("2018年81.73万元、2019年51.04万元、2020年86.43万元，三年平均70.73万元。", "70.73万元"),
    ("全年30个数量指标完成27个，完成率93%。", "93%"),
    ("抽检45批次，合格42批次，合格率95.33%。", "95.33%"),
    ("2020年度收入总计100万元。与2020年度相比，收入总计增加5万元。", "与2020年度"),
    ("本年收入3550.00万元，增长1.39%。", "1.39%"),
    ("产权转让收入500.00万元，主要是转让股权减少，下降48.16%。", "48.16%"),
    (
        "利润收入2655.00万元，增长11.55%；股利、股息收入345.00万元，增长7.81%；产权转让收入500.00万元，下降20%。",
        "20%",
    ),
    ("资金管理得分10.77分，得分率97.85%。", "97.85%"),
    ("绩效评价得分94.77分，评价等级为“良”。", "良"),
    ("资金管理指标满分12分，得10.77分，扣2.13分。", "2.13分"),
    ("资金管理扣1.32分。", "1.32分"),
    ("资金管理得分10.87分。", "10.87分"),
    ("过程类得分18.87分。", "18.87分"),
    ("综上，本项目评价结果为中。", "中"),
    ("从自评结果看，1个项目为优，2个项目为良。", "1个项目为优"),
    ("公务用车运行维护费41.66万元。年末保有量15辆，平均每辆27.8万元。", "27.8万元"),
)


@pytest.fixture(scope="module")
def faults(tmp_path_factory):
    """What the rules find wrong with a text of the report: the words that each finding is at."""
    return faults_of(tmp_path_factory.mktemp("site"), FORM, REPORT, RULES, "说明")


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_or_tells_something_else_is_left_alone(faults, text):
    assert faults(text) == []


@pytest.mark.parametrize(("text", "wrong"), WRONG)
def test_what_the_row_says_otherwise_is_found(faults, text, wrong):
    assert faults(text) == [wrong]


def test_every_fault_that_has_one_number_in_common_is_told(faults, tmp_path_factory):
    report = load_site(minimal(tmp_path_factory.mktemp("site"), FORM, REPORT))[0].reports[0]
    words = (
        "公务用车运行维护费31.45万元，比上年增加1.75万元，增长5.27%，其中：加油10.62万元，维修12.80万元，"
        "保险5.93万元，其他支出2.60万元。"
    )
    texts, _ = parse_narrative(SourceFile("narrative.md", f"# 说明\n\n{words}\n"), frozenset())
    subject = Subject(replace(report, prose={each.heading: each for each in texts}))
    told = "".join(
        each.diagnostic.message
        for rule in (text122_change_does_not_follow, text124_parts_exceed_the_whole)
        for each in rule.check(subject)
        if each.diagnostic
    )
    assert "5.27%" in told
    assert "= 31.95 万元" in told
