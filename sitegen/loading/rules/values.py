"""What can be wrong with a single value of a report.

Knows the rules' documentation only; `loading.reports.values` finds most of the faults.
"""

from __future__ import annotations

from sitegen.diagnostics import Rule, Severity

NOT_A_FIGURE = Rule(
    "FORM104",
    "not-a-figure",
    Severity.ERROR,
    "该填数字的地方不是数字",
    checks="金额、数值、整数、百分比、得分只能写阿拉伯数字，可带负号、小数点和单位。",
    why="科学记数、时间写法、下划线、前导零等写法，不同软件会读成不同的数。",
    example="支出合计: 1e3\n项目支出: 000123\n编制: 12:30:45",
    remedy="只写阿拉伯数字；没有数据就留空，不适用的写“不适用”。",
)
THOUSANDS_SEPARATOR = Rule(
    "FORM105",
    "thousands-separator",
    Severity.WARNING,
    "数字里有千位分隔符",
    checks="数字中的逗号按千位分隔符理解；分隔不规则的按 FORM104 报错。",
    why="数据里不写分隔符，页面上会自动加；手写的逗号容易与小数点、顿号混淆。",
    example="总计: 25,754,899.39",
    remedy="去掉逗号。",
)
FULL_WIDTH_DIGITS = Rule(
    "FORM106",
    "full-width-digits",
    Severity.WARNING,
    "数字用了全角字符",
    checks="数字、小数点、负号、百分号要用半角字符。",
    why="全角数字在表格软件里不是数，公开数据的使用者读不出来。",
    example="支出合计: １０７５．３",
    remedy="改成半角字符。",
)
EXCESS_DECIMALS = Rule(
    "FORM107",
    "excess-decimals",
    Severity.WARNING,
    "小数位数超过表单规定",
    checks="数字的小数位数不超过表单为该项规定的位数。",
    why="同一张表精度不一，合计与分项就会对不上。",
    example="支出合计: 1075.304    # 表单规定以万元为单位保留两位小数",
    remedy="按规定位数四舍五入后填写，或检查单位是否写错。",
)
FLOATING_POINT_NOISE = Rule(
    "FORM108",
    "floating-point-noise",
    Severity.ERROR,
    "数字带有计算误差的尾巴",
    checks="小数位数多得不合情理（超出规定六位以上，或达到十位）的数字。原数说得准的，其余核对按去掉尾巴的数进行；说不准的（没有规定位数而误差不小，"
    "或百分比栏里不超过 1 的数），有它的式子无法核对。",
    why="这是从表格软件粘贴时带出的二进制误差，不是真实数据。",
    example="公务接待费: 0.0900000762939453",
    remedy="查明原数，按表单规定的位数填写；百分比的栏目里带上 %，不写表格软件存的小数。",
    source="在已公开的报告中实际见过。",
)
TEMPLATE_HINT = Rule(
    "FORM110",
    "template-hint-left",
    Severity.ERROR,
    "模板的填写提示没有删掉",
    checks="文字里留有“说明……（100字以内）”“请填写……”“此处填写”“（请说明……）”“（说明……，300字以内）”一类模板提示，或者与表单给这一项的“提示”一字不差；"
    "也没有等着换成数字和文字的“××万元”“20××年”“原因是××××”“＿＿万元”。隐去的姓名和号码（张××、138××××）、签字的横线、照录的问卷不算。",
    why="说明这一项没有真正填写，公开出去有损公信。",
    example="年度目标完成情况: 说明年度目标完成情况(100字以内)",
    remedy="换成实际内容；没有内容就留空，没有要说明的连提示一起删掉。",
    source="在已公开的报告中实际见过。",
)
SPREADSHEET_DEBRIS = Rule(
    "FORM121",
    "spreadsheet-debris",
    Severity.ERROR,
    "留着表格软件的出错标记或公式",
    checks="内容和正文里没有 #REF!、#DIV/0!、#N/A、#VALUE!、#NAME?、#NULL!、#NUM!、########，也没有整格的公式（=SUM(A1:A3)）。",
    why="这是表格里的公式出了错或没有算出来，不是数据；公开出去，读者不知道是多少。",
    example='执行率: "#DIV/0!"\n支出合计: =SUM(B2:B5)',
    remedy="打开原来的表格，查明真实的数填上；没有数据就留空，不适用的写“不适用”；转录的原件就是如此的，留空并写“资料缺失”。",
    source="在已公开的报告中常见。",
)
BAD_DATE = Rule(
    "FORM111",
    "bad-date",
    Severity.ERROR,
    "日期不存在或写法不对",
    checks="日期写成 2021-06-30、2021年6月30日、2021.6.30 或 2021/6/30，而且确有这一天。",
    why="公开是否及时要按日期核对。",
    example="公开日期: 2025-02-30",
    remedy="改成真实日期。",
)
BAD_CHOICE = Rule(
    "FORM112",
    "not-one-of-the-choices",
    Severity.ERROR,
    "不在可选范围内",
    checks="选项类的内容只能是表单列出的几种之一。",
    why="写法不一，就不能统计和比较。",
    example="评价等次: 优秀    # 可选：优、良、中、差",
    remedy="改成可选的写法。",
)
UNIT_CONFLICT = Rule(
    "FORM114",
    "unit-conflict",
    Severity.ERROR,
    "数字后面写的单位与表单不一致",
    checks="数字后面若写了单位，要与表单为该项规定的单位相同。",
    why="元和万元差一万倍，宁可停下来问，也不替填报人换算。",
    example="支出合计: 10753000元    # 表单的单位是万元",
    remedy="按表单的单位填写数字，不写单位。",
)

RULES: tuple[Rule, ...] = (
    NOT_A_FIGURE,
    THOUSANDS_SEPARATOR,
    FULL_WIDTH_DIGITS,
    EXCESS_DECIMALS,
    FLOATING_POINT_NOISE,
    TEMPLATE_HINT,
    SPREADSHEET_DEBRIS,
    BAD_DATE,
    BAD_CHOICE,
    UNIT_CONFLICT,
)
