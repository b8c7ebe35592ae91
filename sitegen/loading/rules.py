"""What can be wrong with forms, reports and settings: the FORM and SITE families, and what else is seen while reading.

Knows the rules' documentation only; the modules of this package find the faults.
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
NO_SITE = Rule(
    "SITE101",
    "settings-missing",
    Severity.ERROR,
    "缺少站点设置",
    checks="站点目录里要有 content/site.yaml 和 content/departments.yaml。",
    why="没有站名和部门名录，页面就没有主办单位。",
    example="（content/site.yaml 不存在）",
    remedy="在该目录运行 sitegen init 生成，再改成自己的内容。",
)
SAME_REPORT_TWICE = Rule(
    "SITE102",
    "same-report-twice",
    Severity.ERROR,
    "同一份报告出现两次",
    checks="部门、年度、标识（默认为表单编号）三者相同的报告只能有一份。",
    why="两份报告会写到同一个网址，后一份会盖掉前一份。",
    example="两个文件都写着 部门: yueyang-kexie、年度: 2020、表单: demo",
    remedy="删去重复的一份；确是两份（如两个项目）的，各写一个“标识”。",
)
NO_REPORTS = Rule(
    "SITE103",
    "no-reports",
    Severity.WARNING,
    "一份报告也没有",
    checks="content/reports 之下至少有一个 report.yaml。",
    why="可能放错了目录，生成的将是空站。",
    example="（content/reports 是空的）",
    remedy="用 sitegen new 新建一份报告。",
)

STRAY_FILE = Rule(
    "SITE105",
    "stray-file",
    Severity.ERROR,
    "文件放错了地方或叫错了名字",
    checks="content/reports 之下的 YAML 文件都叫 report.yaml，正文 narrative.md 旁边有 report.yaml；没有 report.yaml.txt、narrative.txt、"
    "Narrative.md 这样叫错了名字的；content/forms 之下的表单以 .yaml 结尾。",
    why="叫别的名字的文件不会被读取，整份报告就悄悄地不见了。",
    example="content/reports/2020/yueyang-kexie/report.yml    # 应为 report.yaml",
    remedy="改成规定的文件名；不要的文件移出 content。",
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
    UNKNOWN_FIELD,
    WRONG_SHAPE,
    MISSING_FIELD,
    NOT_A_FIGURE,
    THOUSANDS_SEPARATOR,
    FULL_WIDTH_DIGITS,
    EXCESS_DECIMALS,
    FLOATING_POINT_NOISE,
    UNIT_MISSING,
    TEMPLATE_HINT,
    SPREADSHEET_DEBRIS,
    NOTHING_FILLED_IN,
    BAD_DATE,
    BAD_CHOICE,
    DUPLICATE_ROW,
    UNIT_CONFLICT,
    UNKNOWN_FORM,
    FORM_NOT_VALID_THEN,
    BAD_SETTING,
    COVERS_BUILT_IN,
    BAD_FORM,
    BAD_FORMULA,
    TEXT_IN_WRONG_PLACE,
    NO_SITE,
    SAME_REPORT_TWICE,
    NO_REPORTS,
    STRAY_FILE,
    FILES_LOOK_ALIKE,
    WRONG_FOLDER,
    UNIT_UNLIKE_OTHERS,
)
