"""Grades, extremes, marks, totals, directions of counts and years that texts tell beside tables: right ones are never accused."""

from __future__ import annotations

import pytest

from sitegen.checks.rules.texts import text120_narrative_contradicts_figure, text122_change_does_not_follow
from tests.checks.telling import faults_of

RULES = (text120_narrative_contradicts_figure, text122_change_does_not_follow)
FORM = """表单: demo
名称: 演示表
单位: 万元
小数: [0, 2]
评分:
  总分: 自评总分
部分:
  一、数据:
    内容:
      自评总分: {标识: total, 类型: 得分}
      项目:
        类型: 表格
        标识: projects
        标题: 项目自评
        行: {清单: 项目名称}
        列:
          预算数: {标识: budget}
          执行数: {标识: spent}
          自评得分: {标识: score, 类型: 得分, 小数: [精确, 2]}
          自评等级: {标识: grade, 类型: 文字}
      基金:
        类型: 表格
        标识: funds
        标题: 收支
        行:
          项目: 项目
          固定行:
            收入合计: {标识: income}
            利息收入: {标识: interest}
            年末滚存结余: {标识: closing}
        列:
          各项合计: {标识: all}
          居民医保: {标识: resident, 标签: 城乡居民基本医疗保险基金}
          工伤保险: {标识: injury, 标签: 工伤保险基金}
      预算完成:
        类型: 表格
        标识: completion
        标题: 预算完成
        行:
          项目: 项目
          固定行:
            基金合计: {标识: sum}
        列:
          收入预算数: {标识: income-budget}
          收入决算数: {标识: income-final}
          支出预算数: {标识: outlay-budget}
          支出决算数: {标识: outlay-final}
      人数:
        类型: 表格
        标识: people
        标题: 参保人数
        行:
          项目: 项目
          固定行:
            居民参保: {标识: a, 类型: 整数, 单位: 人}
            职工参保: {标识: b, 类型: 整数, 单位: 人}
        列:
          上年末: {标识: last, 类型: 整数, 单位: 人, 标签: "{上年}年末"}
          本年末: {标识: this, 类型: 整数, 单位: 人, 标签: "{年度}年末"}
          增减: {标识: change, 类型: 整数, 单位: 人, 可负: 是}
      说明: {标识: text, 类型: 正文, 标题自拟: 是}
"""
REPORT = """表单: demo
部门: ju
年度: 2022
公开日期: 2023-09-01
自评总分: 96.93
项目:
  教师培训: {预算数: 180, 执行数: 172.35, 自评得分: 96.58, 自评等级: 优}
  校园安防改造: {预算数: 320, 执行数: 224.64, 自评得分: 84.02, 自评等级: 良}
  康复设备购置: {预算数: 86, 执行数: 51.17, 自评得分: 78.95, 自评等级: 中}
  送教上门: {预算数: 24.5, 执行数: 24.5, 自评得分: 99, 自评等级: 优}
基金:
  收入合计: {各项合计: 9120.35, 居民医保: 8305.12, 工伤保险: 815.23}
  利息收入: {各项合计: 207.63, 居民医保: 186.47, 工伤保险: 21.16}
  年末滚存结余: {各项合计: 6191.31, 居民医保: 5163.65, 工伤保险: 1027.66}
预算完成:
  基金合计: {收入预算数: 42960, 收入决算数: 43010, 支出预算数: 40500, 支出决算数: 40224}
人数:
  居民参保: {上年末: 186520, 本年末: 188365, 增减: 1845}
  职工参保: {上年末: 9840, 本年末: 8595, 增减: -1245}
"""
RIGHT = (
    "自评等级为“优”的2个，“良”的1个，“中”的1个，没有“差”的项目。",
    "4个项目中，优2个、良1个、中1个。",
    "2个项目为优，1个为良，1个为中。",
    "得分最低的是康复设备购置项目，78.95分。",
    "得分最高的是送教上门，99分；支出最多的是校园安防改造，执行224.64万元。",
    "上年得分最低的是校园安防改造，78.95分。",
    "我局2022年度部门整体支出绩效得分96.93分。",
    "第三方评价得分90.10分，自评得分96.93分。",
    "教师培训项目绩效得分96.58分。",
    "居民参保人数比上年末增加1845人，职工参保比上年减少1245人。",
    "扩面1845人，比计划增加45人。",
    "2022年，年末滚存结余6191.31万元，利息收入207.63万元。",
    "2021年，收入合计8120.35万元，利息收入197.63万元。2022年略有增长。",
    "2021年批复收入合计9120.35万元，利息收入207.63万元。2022年执行。",
    "社保基金总量43010万元，社保基金支出40224万元，结余2786万元。",
)
WRONG = (
    ("自评等级为“优”的3个，“良”的1个，“中”的1个，没有“差”的项目。", "优”的3个"),
    ("4个项目中，优2个、良2个、中1个。", "良2个"),
    ("评价结果优等2个、良等1个、中等2个。", "中等2个"),
    ("2个项目为优，2个为良，1个为中。", "2个为良"),
    ("得分最低的是校园安防改造项目，78.95分。", "78.95分"),
    ("自评得分最高的为教师培训，96.58分。", "96.58分"),
    ("执行最多的是教师培训，224.64万元。", "224.64万元"),
    ("预算数最小的是康复设备购置，预算24.5万元。", "24.5万元"),
    ("我局2022年度部门整体支出绩效得分96.39分。", "96.39分"),
    ("经自评，综合得分93.96分。", "93.96分"),
    ("总得分为99.63分，各项任务完成。", "99.63分"),
    ("居民参保人数比上年末减少1845人。", "1845人"),
    ("职工参保同比增加1245人，主要是企业新增用工。", "1245人"),
    ("2021年，收入合计9120.35万元，利息收入207.63万元。2022年底全部到位。", "2021年"),
)
UNDER_HEADINGS = (
    ("三、工伤保险基金", "利息收入21.16万元，年末滚存结余1072.66万元。", ["1072.66万元"]),
    ("二、城乡居民基本医疗保险基金", "利息收入186.47万元，年末滚存结余5163.65万元。", []),
    ("一、总体情况", "利息收入207.63万元，年末滚存结余6191.31万元。", []),
)


@pytest.fixture(scope="module")
def faults(tmp_path_factory):
    """What the rules find wrong with a text of the report: the words that each finding is at."""
    return faults_of(tmp_path_factory.mktemp("site"), FORM, REPORT, RULES, "情况说明")


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_or_tells_something_else_is_left_alone(faults, text):
    assert faults(text) == []


@pytest.mark.parametrize(("text", "wrong"), WRONG)
def test_what_the_tables_say_otherwise_is_found(faults, text, wrong):
    assert faults(text) == [wrong]


@pytest.mark.parametrize(("heading", "text", "wrong"), UNDER_HEADINGS)
def test_a_heading_tells_the_column(faults, heading, text, wrong):
    assert faults(text, heading) == wrong
