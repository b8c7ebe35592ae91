"""What can be wrong with a report as a whole, and with the folder that it lies in.

Knows the rules' documentation only; `loading.reports` finds most of the faults.
"""

from __future__ import annotations

from sitegen.diagnostics import Rule, Severity

NOTHING_FILLED_IN = Rule(
    "DISC109",
    "nothing-filled-in",
    Severity.ERROR,
    "整份报告没有填",
    checks="报告至少填了一项：一个数字、一段文字，或者在“备注”里说明为什么是空的。",
    why="新建之后没有填写的报告，公开出去是一份空表，读者会当成什么也没有发生。",
    example="表单: demo\n部门: ju\n年度: 2020    # 下面各项都空着",
    remedy="填写报告；暂时不填的，把文件夹移出 content；原件就是空表的，在“备注”里写明。",
)
DUPLICATE_ROW = Rule(
    "FORM113",
    "duplicate-row",
    Severity.ERROR,
    "同一张表里有两行同名",
    checks="去掉序号之后，一张表里每一行的名称不能相同。",
    why="名称相同就分不清数字属于哪一行。",
    example="支出:\n  1、科技馆: {支出合计: 1}\n  2、科技馆: {支出合计: 2}",
    remedy="改正其中一行的名称，或合并两行。",
)
UNKNOWN_FORM = Rule(
    "FORM115",
    "unknown-form-or-department",
    Severity.ERROR,
    "没有这个表单或部门",
    checks="报告的“表单”要是内置表单或 content/forms 里的表单，“部门”要在 content/departments.yaml 里。",
    why="不知道表单，就不知道该有哪些内容；不知道部门，就不知道由谁公开。",
    example="表单: demo-2",
    remedy="用 sitegen forms list 查看全部表单；新部门先写进 content/departments.yaml。",
)
FORM_NOT_VALID_THEN = Rule(
    "FORM116",
    "form-not-valid-in-that-year",
    Severity.WARNING,
    "表单不适用于这一年度",
    checks="报告的年度在表单“适用年度”之内。",
    why="各年的表式不同，用错年份的表式会缺项或多项。",
    example="表单: demo\n年度: 2015    # 该表单从 2018 年起用",
    remedy="换用当年的表单，或改正年度。",
)
TEXT_IN_WRONG_PLACE = Rule(
    "FORM120",
    "text-in-wrong-file",
    Severity.ERROR,
    "正文应写在 narrative.md",
    checks="表单中的正文项写在 narrative.md 的同名标题之下，不写在 report.yaml 里。",
    why="同一内容只写一处，才不会两处不一致。",
    example="职能职责概述: 开展学术交流……    # 写在了 report.yaml",
    remedy="移到 narrative.md 的同名标题之下。",
)
FILES_LOOK_ALIKE = Rule(
    "SITE108",
    "files-look-alike",
    Severity.WARNING,
    "两个文件的名称看上去一样",
    checks="一份报告的文件夹里，没有只差大小写、全角半角、空格，或者看上去完全一样（字母与附加符号分开写、部首符号）的文件名。",
    why="读者分不清是哪一个；换一台电脑打开、解压时，一个会盖掉另一个。",
    example="附件1.pdf、附件１.pdf",
    remedy="留下一个，或换一个看得出区别的名称。",
    source="Unicode 标准附件 15（规范化）；Windows、macOS 的文件名不分大小写。",
)
WRONG_FOLDER = Rule(
    "DOC104",
    "report-in-wrong-folder",
    Severity.WARNING,
    "报告放在别的年度或别的部门的文件夹里",
    checks="报告放在 content/reports/年度/部门编号/ 之下的，文件夹的年度、部门与报告里写的“年度”“部门”相同。文件夹另取名字的不比较。",
    why="照去年的报告复制一份，忘了改年度；或者把一个部门的报告写成了另一个部门的：数字会公开在别人名下。",
    example="content/reports/2019/keji-ju/report.yaml 里写着 年度: 2021",
    remedy="改正报告里的“年度”或“部门”；写得没有错的，把文件夹移到对应的位置。",
)
UNIT_UNLIKE_OTHERS = Rule(
    "DOC106",
    "unit-unlike-others",
    Severity.INFO,
    "单位与别的部门不同",
    checks="同一年度、同一类表单（“概念”都相同），同一个概念的金额，别的部门（至少两个）都用同一个单位，只有这个部门用另一个。",
    why="别的部门用万元，只有一个部门用元，读者并排看时容易差一万倍；也可能是单位选错了表单。",
    example="三公经费（预算）：甲局 35.6 万元，乙局 20 万元，丙局 250000 元",
    remedy="核对这份报告所用的表单和单位；确实用这个单位的，不用改。",
)

RULES: tuple[Rule, ...] = (
    NOTHING_FILLED_IN,
    DUPLICATE_ROW,
    UNKNOWN_FORM,
    FORM_NOT_VALID_THEN,
    TEXT_IN_WRONG_PLACE,
    FILES_LOOK_ALIKE,
    WRONG_FOLDER,
    UNIT_UNLIKE_OTHERS,
)
