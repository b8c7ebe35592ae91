"""What can be wrong with the keys of any file that we read: unknown, missing, in the wrong shape.

Knows the rules' documentation only; `loading.decode` and those who read reports find the faults.
"""

from __future__ import annotations

from sitegen.diagnostics import Rule, Severity

UNKNOWN_FIELD = Rule(
    "FORM101",
    "unknown-field",
    Severity.ERROR,
    "表单里没有这一项",
    checks="报告、表单和设置文件里的每个名称，都要是表单或说明书里有的名称；资料缺失的范围要对得上报告里的项目。",
    why="写错名称的数据不会出现在任何表格里；若悄悄略过，公开的内容就少了一块。",
    example="支出:\n  汇总: {支岀合计: 100}    # “出”写成了“岀”",
    remedy="按提示改正名称；用 sitegen forms show 表单编号 可以看到全部名称。",
)
WRONG_SHAPE = Rule(
    "FORM102",
    "wrong-shape",
    Severity.ERROR,
    "内容的层次不对",
    checks="该是一个值的地方不能再分项，该分项的地方不能只写一个值，该分条的地方要用“- ”分条。",
    why="层次不对时，程序无法知道数字属于哪一行哪一列。",
    example="人员编制: {人数: 27}    # 应直接写 人员编制: 27",
    remedy="对照 sitegen new 生成的空白报告改正缩进和层次。",
)
MISSING_FIELD = Rule(
    "FORM103",
    "missing-required-field",
    Severity.ERROR,
    "必填项没有填",
    checks="表单标明必填的字段、列和表格，每份报告都要填写；标明“不全空”的列和行，至少填一格；单位由报告选择的，要写明单位。",
    why="缺少必填内容的报告不完整，不能公开。",
    example="年度: 2020    # 没有写 部门",
    remedy="补填；原始材料确实没有的，在“资料缺失”里写明范围和原因。",
    source="《预算法》第七十五条：决算草案应当收支真实、数额准确、内容完整。",
)
BAD_SETTING = Rule(
    "FORM117",
    "bad-setting",
    Severity.ERROR,
    "这一项的写法不对",
    checks="表单、设置文件和报告开头各项的写法：整数、日期、是否、可选范围。",
    why="写法不对，程序不能猜测原意。",
    example="年度: 二〇二〇",
    remedy="照问题里说的写法改正；各项怎么写，见“填报指南”和“表单”。",
)

RULES: tuple[Rule, ...] = (
    UNKNOWN_FIELD,
    WRONG_SHAPE,
    MISSING_FIELD,
    BAD_SETTING,
)
