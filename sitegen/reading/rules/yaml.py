"""What can be wrong with a file as YAML.

Knows the rules' documentation only; `reading.yaml` finds the faults.
"""

from __future__ import annotations

from sitegen.diagnostics import Rule, Severity

SYNTAX_ERROR = Rule(
    "YAML105",
    "syntax-error",
    Severity.ERROR,
    "YAML 写法有误",
    checks="缩进、冒号、引号、括号合乎 YAML 的写法。",
    why="写法有误就读不出内容，后面的问题也查不到。",
    example="年度：2020    # 用了全角冒号",
    remedy="按提示改正：冒号用半角，后面空一格；缩进用空格，同级对齐；引号、括号成对。",
    source="YAML 1.1 规范。",
)
NESTING_TOO_DEEP = Rule(
    "YAML106",
    "nesting-too-deep",
    Severity.ERROR,
    "层次太深",
    checks="层次不超过 32 层。",
    why="报告用不到这么深的层次；太深的文件会使程序崩溃。",
    example="[[[[[[[[[[…",
    remedy="检查括号和缩进。",
)
DUPLICATE_KEY = Rule(
    "YAML107",
    "duplicate-key",
    Severity.ERROR,
    "同一个名称写了两次",
    checks="同一层里名称不重复。",
    why="一般软件只取后一个，前一个数字就悄悄丢了。",
    example="支出合计: 100\n支出合计: 120",
    remedy="留下正确的一个，删去另一个。",
    source="YAML 1.1 规范第 3.2.1.3 节：键必须唯一。",
)
ANCHOR_OR_ALIAS = Rule(
    "YAML108",
    "anchor-or-alias",
    Severity.ERROR,
    "用了锚点、别名或合并键",
    checks="不使用 &名称、*名称 和 <<。",
    why="它们能让很小的文件展开成极大的内容；报告要所见即所得。",
    example="甲: &a {数: 1}\n乙: *a",
    remedy="把内容直接写出来；文字以 & 或 * 开头的，加上引号。",
)
TAG = Rule(
    "YAML109",
    "tag",
    Severity.ERROR,
    "用了类型标记",
    checks="不使用以 ! 开头的类型标记，如 !!python/object。",
    why="类型标记可以让读取者执行程序；报告里只有文字和数字。",
    example="数: !!python/object/apply:os.system [ls]",
    remedy="删去标记；文字以 ! 开头的，加上引号。",
)
KEY_IS_NOT_TEXT = Rule(
    "YAML110",
    "key-is-not-text",
    Severity.ERROR,
    "冒号左边不是名称",
    checks="冒号左边只能是一段文字。",
    why="别的写法无法对应到表单的名称。",
    example="? [甲, 乙]\n: 1",
    remedy="把冒号左边改成名称。",
)
EMPTY_FILE = Rule(
    "YAML111",
    "empty-file",
    Severity.ERROR,
    "文件是空的",
    checks="文件里有内容。",
    why="空文件多半是没有保存好。",
    example="（0 字节的 report.yaml）",
    remedy="重新保存，或删去这个文件；空白报告用 sitegen new 生成。",
)
SEVERAL_DOCUMENTS = Rule(
    "YAML112",
    "several-documents",
    Severity.ERROR,
    "一个文件里有多份内容",
    checks="一个文件只有一份内容，没有分隔用的 ---。",
    why="只读第一份，后面的就丢了。",
    example="年度: 2020\n---\n年度: 2021",
    remedy="分成几个文件，各放一份。",
)
VALUE_TAKEN_FOR_COMMENT = Rule(
    "YAML113",
    "value-taken-for-comment",
    Severity.ERROR,
    "内容被当成了注释",
    checks="冒号后面紧接着以“#”开头的内容（#REF!、#DIV/0!、########、#12），紧贴在引号、括号后面的“#”，表格软件的出错标记；"
    "“#”后面空一格的提示（# 填在职人数）不在此列。已经填了内容，后面又有“#3楼”一类的，只警告。",
    why="YAML 把“ #”后面的都当成注释，不作声地丢掉：填了的一项公开出来却是“未填”。",
    example="执行数: #REF!\n地址: #3楼",
    remedy="是内容的，前后加英文引号；表格软件的出错标记，改成真实的数；是注释的，“#”前后各空一格。",
    source="YAML 1.2 规范第 6.6 节；yaml-test-suite SU5Z、9JBA、CVW2、X4QW。",
)

RULES: tuple[Rule, ...] = (
    SYNTAX_ERROR,
    NESTING_TOO_DEEP,
    DUPLICATE_KEY,
    ANCHOR_OR_ALIAS,
    TAG,
    KEY_IS_NOT_TEXT,
    EMPTY_FILE,
    SEVERAL_DOCUMENTS,
    VALUE_TAKEN_FOR_COMMENT,
)
