"""What can be wrong with a form.

Knows the rules' documentation only; `loading.forms` finds the faults.
"""

from __future__ import annotations

from sitegen.diagnostics import Rule, Severity

UNIT_MISSING = Rule(
    "FORM109",
    "unit-missing",
    Severity.ERROR,
    "金额没有单位",
    checks="表单中每个金额类的字段、列和行都能得到单位：自己的、表格的或整张表单的。",
    why="元和万元差一万倍；没有单位的金额不能公开，也不能核对。",
    example="表单: demo\n部分:\n  一、概况:\n    内容:\n      预算: {标识: budget, 类型: 金额}    # 没有单位",
    remedy="在表单里写“单位: 万元”。",
)
BAD_FORM = Rule(
    "FORM118",
    "form-contradicts-itself",
    Severity.ERROR,
    "表单自相矛盾",
    checks="表单的名称不重复，继承不成环，行列种类齐全，评分指到的字段存在，标签和标题里的花括号（{年度} 等）程序认得；"
    "每个“角色”（和分值、任选、合计行、方向）都有核对用得上。",
    why="表单是核对的依据，自身不通就什么也核对不了。",
    example="表单: a\n继承: a",
    remedy="照问题里说的改正表单文件；写法见“表单”一章。",
)
BAD_FORMULA = Rule(
    "FORM119",
    "bad-formula",
    Severity.ERROR,
    "表单里的公式读不懂或算不出",
    checks="校验公式合乎写法，其中的每个名称都在表单里；相加、相比的是同一种量（元与人、得分与百分比不是），"
    "没有写单位的数看得出是什么单位。",
    why="算不出的公式不能悄悄略过，否则错误的数字就有了空子。",
    example="校验:\n  - 支出合计 = 基本支出 + 项目之出",
    remedy="改正公式；写法和单位的规矩见“表单”一章的“校验公式”。",
)
COVERS_BUILT_IN = Rule(
    "FORM122",
    "covers-built-in-form",
    Severity.INFO,
    "站点的表单顶替了同一编号的内置表单",
    checks="content/forms 里的表单，编号不与内置表单相同。",
    why="编号相同的，用站点的这一份，内置的不再使用：原来的校验公式、必填项可能就此没有了，换新版本得到的改进也用不上。",
    example="表单: demo    # content/forms/demo.yaml，内置的表单也叫这个编号",
    remedy="有意顶替的不用改。只想改几处的，换一个编号，写“继承: 内置的编号”，再写要改的地方。",
)

RULES: tuple[Rule, ...] = (
    UNIT_MISSING,
    BAD_FORM,
    BAD_FORMULA,
    COVERS_BUILT_IN,
)
