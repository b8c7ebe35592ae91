"""What can be wrong with the lines of a text: marks that make no heading, table, paragraph or note.

Knows the rules' documentation only; `reading.lines` finds most of the faults.
"""

from __future__ import annotations

from sitegen.diagnostics import Rule, Severity

HEADING_NOT_UNDERSTOOD = Rule(
    "TEXT112",
    "heading-not-understood",
    Severity.ERROR,
    "标题没有写对",
    checks="标题是半角“#”（一到六个）、一个半角空格、名称；顶格写，不放在列表或引用里，名称不为空，不用画线代替。"
    "只是空格、井号用了别的字符的，按标题读，只警告。",
    why="写错的标题会成为上一段的文字，下面的内容就归错了项。",
    example="#职能职责概述    # 缺空格\n＃ 预期目标    # 全角的井号",
    remedy="写成“# 名称”；文字本身以 # 开头的，前面加反斜杠：\\#。",
)
TABLE_ROW_UNEVEN = Rule(
    "TEXT113",
    "table-row-uneven",
    Severity.ERROR,
    "表格的一行与表头格数不同",
    checks="正文里的表格，每一行的格数与表头相同。少了的只警告。",
    why="多出来的格子不会显示，内容就丢了；少了格子的，后面的数会对不上列。",
    example="| 项目 | 金额 |\n|---|---|\n| 培训 | 3 | 万元 |",
    remedy="给表头补上一列，或合并格子；没有内容的格子也要用竖线隔开；格子里要写竖线的，写成 \\|。",
)
TABLE_NOT_UNDERSTOOD = Rule(
    "TEXT128",
    "table-not-understood",
    Severity.ERROR,
    "表格没有写对",
    checks="像表格的几行是 Markdown 的表格：竖线、横线用半角，第二行是 |---|---|，每行格数相同。用全角竖线“｜”、横线“－”“—”画的，"
    "没有第二行的，从 Word、表格软件粘贴来的（用制表符隔开），意思没有疑问的按表格读，只警告。",
    why="写错的表格会印成一段连在一起的文字，数字对不上栏目。",
    example="｜项目｜金额｜\n｜－－｜－－｜\n｜培训｜3｜",
    remedy="写成 Markdown 的表格：第一行表头，第二行 |---|---|，以下每行一项。",
    source="GitHub Flavored Markdown 规范，表格。",
)
LINE_TAKEN_FOR_ROW = Rule(
    "TEXT129",
    "line-taken-for-row",
    Severity.WARNING,
    "表格下面的文字会成为表格的一行",
    checks="表格与下面的文字之间空一行。",
    why="紧接在表格下面的一行，一般软件会当作表格的一行；这里按文字读。",
    example="| 项目 | 金额 |\n|---|---|\n| 培训 | 3 |\n以上单位：万元",
    remedy="在表格下面空一行；sitegen check --fix 可以代改。",
    source="GitHub Flavored Markdown 规范，例 202。",
)
TABLE_HEADER_EMPTY = Rule(
    "TEXT130",
    "table-header-empty",
    Severity.WARNING,
    "表头有空格子",
    checks="正文里的表格，表头的每一格都写了名称。",
    why="读屏软件读一个数字时先读它的列名；列名空着，听的人不知道是什么数。",
    example="| | 预算 |\n|---|---|\n| 培训 | 3 |",
    remedy="写上这一列是什么，如“项目”。",
    source="WCAG 2.2 1.3.1。",
)
PARAGRAPHS_RUN_TOGETHER = Rule(
    "TEXT131",
    "paragraphs-run-together",
    Severity.WARNING,
    "几段会连成一段",
    checks="段与段之间空一行。没有空行、而下一行有首行缩进、序号、“栏目：”，或上一行是小标题的，按分段读；像是分段而不能肯定的，只提醒。",
    why="Markdown 把没有空行隔开的几行连成一段：从 Word 粘贴来的几段会连在一起，标题与正文也会连在一起。",
    example="一、部门概况\n本部门内设五个科室。",
    remedy="在两段之间空一行；sitegen check --fix 可以代改没有疑问的。",
    source="CommonMark 规范，段落。",
)
MARK_NOT_PRINTED = Rule(
    "TEXT132",
    "mark-not-printed",
    Severity.WARNING,
    "符号会当作记号，不印出来",
    checks="行首数字前面的“>”“-”“+”，会不会被 Markdown 当作引用、列表的记号。一行只有 >90% 一类的，按大于号读。"
    "数字之间、字中间的“*”“_”（5*3*2米、张**、159****9860）不是记号，照原样印出来，不报。",
    why="被当作记号的符号不印出来：“>90%”会印成“90%”，“- 18.8”会少了负号。",
    example="> 90%",
    remedy="符号前面加反斜杠：\\>；大于号也可以写“＞”，负号紧挨着数字写。",
    source="CommonMark 规范，引用、列表、强调。",
)
FOOTNOTE = Rule(
    "TEXT133",
    "footnote-not-understood",
    Severity.WARNING,
    "脚注没有写对",
    checks="正文里的 [^1] 在文件里有一行“[^1]: 内容”，这样的一行也有正文用到，同一个脚注只写一次。",
    why="没有内容的脚注，读者找不到；没有用到的脚注，不知道说的是哪一处。",
    example="在编人员26人[^1]    # 没有“[^1]: …”这一行",
    remedy="另起一段写“[^1]: 内容”；不用的删去。",
)

RULES: tuple[Rule, ...] = (
    HEADING_NOT_UNDERSTOOD,
    TABLE_ROW_UNEVEN,
    TABLE_NOT_UNDERSTOOD,
    LINE_TAKEN_FOR_ROW,
    TABLE_HEADER_EMPTY,
    PARAGRAPHS_RUN_TOGETHER,
    MARK_NOT_PRINTED,
    FOOTNOTE,
)
