"""What can be wrong with a file before anybody asks what it says: the YAML and TEXT families.

Knows the rules' documentation only; the modules of this package find the faults.
"""

from __future__ import annotations

from sitegen.diagnostics import Rule, Severity

UNREADABLE_FILE = Rule(
    "YAML101",
    "unreadable-file",
    Severity.ERROR,
    "文件打不开",
    checks="文件存在，是普通文件，有读取的权限；content/ 本身和里面的文件、文件夹都不是符号链接。",
    why="读不到的文件不会出现在站点里；链接可以指向站点之外，别人的文件、密码会随网站公开。",
    example="（content/reports/2020/a/report.yaml 没有读取权限）",
    remedy="检查文件名和权限，确认没有被别的程序占用；是链接的，换成文件本身。",
)
WRONG_ENCODING = Rule(
    "YAML102",
    "wrong-encoding",
    Severity.ERROR,
    "文件不是 UTF-8 编码",
    checks="文件用 UTF-8 编码（可以带 BOM）；GBK、UTF-16 等不行。",
    why="编码不同，汉字会变成乱码，甚至数字也读错。",
    example="（用旧版记事本另存的 ANSI 文件）",
    remedy="用编辑器打开后“另存为”，编码选 UTF-8；或运行 iconv -f GBK -t UTF-8 原文件 > 新文件。",
)
FILE_TOO_LARGE = Rule(
    "YAML103",
    "file-too-large",
    Severity.ERROR,
    "文件太大",
    checks="YAML 文件不超过 1 MiB、20 万个值，Markdown 文件不超过 512 KiB，其中的行和标记（`|` `*` `[` 一类）合计不超过 5 万个。",
    why="一份报告只有几十 KB；大得多的文件多半是放错了，也会拖垮生成。",
    example="（一百万行的 report.yaml）",
    remedy="检查是否放错了文件；确实很长的内容拆成几份报告或附件。",
)
CONTROL_CHARACTER = Rule(
    "YAML104",
    "control-character",
    Severity.ERROR,
    "文件里有看不见的控制字符",
    checks="不含控制字符（制表、换行除外）、改变文字方向的字符（如 U+202E）和看不见的空白（如 U+200B），"
    "写成转义或实体的也算。",
    why="这些字符看不见，却能让显示的数字与实际的不一样，或让两个看似相同的名称不相等。",
    example='说明: "\\u202E321"    # 显示出来是 123',
    remedy="删去这个字符；从别处粘贴来的文字，先贴到记事本里再复制。",
    source="CVE-2021-42574（Trojan Source）。",
)
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
LOOK_ALIKE_CHARACTER = Rule(
    "YAML114",
    "look-alike-character",
    Severity.WARNING,
    "字看上去对，其实是另一个字符",
    checks="不含部首符号（⾦、⽀、⻓）、竖排和小写的标点（︵、﹐）、兼容字、公式字母和数字（𝟏𝟎𝟎）、连字（ﬁ）、分成几个字符写的字母（é 写成 e 加声调符）、汉字后面的字形选择符、"
    "不起作用的连接符，没有自造字和 �。能一个换一个的，已按普通的字读。",
    why="从 PDF 复制来的文字里常有：看上去一样，搜索却找不到，读屏软件念不出，数字不被当作数字。",
    example="资⾦⽀出    # “⾦”“⽀”是部首符号，不是“金”“支”",
    remedy="换成普通的字；sitegen check --fix 可以代改。",
    source="Unicode 15 EquivalentUnifiedIdeograph.txt、兼容分解。",
)
RAW_HTML = Rule(
    "TEXT101",
    "raw-html",
    Severity.ERROR,
    "正文里有 HTML 标签",
    checks="正文只用 Markdown，不写 HTML 标签。",
    why="HTML 能夹带脚本，也会破坏无障碍结构。",
    example="<script>alert(1)</script>",
    remedy="改用 Markdown 写法；确实要显示尖括号的，写成 \\<。",
)
UNSAFE_LINK = Rule(
    "TEXT102",
    "unsafe-link",
    Severity.ERROR,
    "链接或图片的地址不允许",
    checks="链接只能是 http、https、mailto 地址，或报告目录里的文件；"
    "图片只能是报告目录里的 PNG、JPEG、WebP 文件。",
    why="javascript: 一类地址会在读者的浏览器里运行程序；../ 会指到别处的文件，SVG 图片可以夹带脚本。",
    example="[点这里](javascript:alert(1))",
    remedy="改成允许的地址，把要用的文件放进报告目录。",
)
MISSING_FILE = Rule(
    "TEXT103",
    "missing-file",
    Severity.ERROR,
    "正文引用的文件不存在",
    checks="正文里的图片和附件都在报告目录里。",
    why="公开后图片是空的，附件下载不了。",
    example="![活动现场](photo.png)    # 目录里没有 photo.png",
    remedy="把文件放进报告目录，或改正文件名（区分大小写）。",
)
UNFIT_ATTACHMENT = Rule(
    "TEXT134",
    "attachment-not-publishable",
    Severity.ERROR,
    "这个文件不能作附件公开",
    checks="正文链接的附件和图片：名称不与网站自己生成的文件（index.html、checks、datapackage.json、report.pdf、report.csv、"
    "report.xlsx、report.json）相同，不分大小写、全角半角；名称在 Windows 上存得下来，与别的附件不止差大小写；类型是常用的文档、"
    "表格、图片、压缩包等，网页、SVG、脚本、程序、带宏的文档不能公开；内容以这种类型应有的样子开头，文字不以网页的标签开头，RTF 里没有嵌着的文件。",
    why="名称相同的附件会盖掉核对过的网页和数据；网页、脚本会在读者的浏览器或网站的服务器上运行，可以冒充网站说话。",
    example="[数据](report.csv)、[说明](说明.html)",
    remedy="照问题里说的给文件改名，或另存为 PDF 等常用的格式，链接也照着改。少见的类型，由网站管理员加进 site.yaml 的“附件类型”。",
)
UNUSABLE_PICTURE = Rule(
    "TEXT135",
    "picture-unusable",
    Severity.ERROR,
    "图片用不了",
    checks="正文里的图片能完整读出，内容与文件名的格式相符（PNG、JPEG、WebP），不超过 2500 万像素、20 MiB。",
    why="损坏的图片在网页上是空白，PDF 生成不了；太大的图片耗尽内存。",
    example="![活动现场](photo.png)    # photo.png 其实是网页，或没有传完",
    remedy="用看图软件打开它，另存为 PNG 或 JPEG，再放进报告目录。",
)
IMAGE_WITHOUT_TEXT = Rule(
    "TEXT104",
    "image-without-text",
    Severity.ERROR,
    "图片没有文字说明",
    checks="每幅图片在方括号里写明内容。",
    why="看不见画面的读者只能听到这段说明。",
    example="![](photo.png)",
    remedy="在方括号里写明图上是什么。",
    source="WCAG 2.2 1.1.1。",
)
TEXT_TOO_DEEP = Rule(
    "TEXT105",
    "text-nested-too-deep",
    Severity.ERROR,
    "引用或列表套得太深",
    checks="引用、列表、强调的层次不超过 8 层。",
    why="层次太深时一般软件会悄悄丢掉内容。",
    example="> > > > > > > > > > 文字",
    remedy="减少层次，改用小标题分段。",
)
OUTSIDE_HEADING = Rule(
    "TEXT106",
    "text-outside-heading",
    Severity.ERROR,
    "文字不在任何标题之下",
    checks="narrative.md 里的文字都写在“# 正文名”标题之下。",
    why="不知道属于哪一项的文字，没有地方公开，会丢失。",
    example="（文件开头）一些文字\n# 职能职责概述",
    remedy="在文字前面加上所属的标题。",
)
DUPLICATE_HEADING = Rule(
    "TEXT107",
    "duplicate-heading",
    Severity.ERROR,
    "同一个标题写了两次",
    checks="每个一级标题只出现一次。",
    why="两段文字只能公开一段，另一段会丢失。",
    example="# 预期目标\n…\n# 预期目标",
    remedy="合并两段，或改正其中一个标题。",
)
HEADING_SKIP = Rule(
    "TEXT108",
    "heading-skips-a-level",
    Severity.ERROR,
    "标题跳级",
    checks="正文里的小标题从 ## 开始，一级一级往下。",
    why="读屏用户靠标题级别了解结构。",
    example="# 预期目标\n#### 第一项",
    remedy="减少 # 的个数。",
    source="WCAG 2.2 1.3.1。",
)
BAD_REFERENCE = Rule(
    "TEXT109",
    "bad-fact-reference",
    Severity.ERROR,
    "引用数字的写法不对",
    checks="{{ }} 里写的是事实的地址：表.列[行]、表.列 或 字段；两边不紧挨着数字、小数点、正负号，后面不再写单位。",
    why="写法不对就取不到数字。",
    example="支出 {{ 支出. }}",
    remedy="写成 {{ 支出.支出合计[科技馆] }} 的样子；要显示两个花括号本身，写成 \\{{。",
)
UNKNOWN_FACT = Rule(
    "TEXT110",
    "unknown-fact",
    Severity.ERROR,
    "正文引用的数字不存在",
    checks="{{ }} 里的地址在本报告里有数字。",
    why="引用不到数字，正文就缺了一块。",
    example="全年支出 {{ 支出.支岀合计 }}",
    remedy="按提示改正地址；没有行名的，表里要有合计行。",
)
LINK_NOT_UNDERSTOOD = Rule(
    "TEXT111",
    "link-not-understood",
    Severity.ERROR,
    "链接没有写对",
    checks="`[文字](地址)` 的写法完整，地址里没有空格。",
    why="写错的链接会连同方括号原样印在页面上，点不开。",
    example="[实施方案](实施 方案.pdf)",
    remedy="地址里有空格的，用尖括号括起来：`[文字](<地址>)`；不是链接的，写成 `\\[`。",
)
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
    UNREADABLE_FILE,
    WRONG_ENCODING,
    FILE_TOO_LARGE,
    CONTROL_CHARACTER,
    SYNTAX_ERROR,
    NESTING_TOO_DEEP,
    DUPLICATE_KEY,
    ANCHOR_OR_ALIAS,
    TAG,
    KEY_IS_NOT_TEXT,
    EMPTY_FILE,
    SEVERAL_DOCUMENTS,
    VALUE_TAKEN_FOR_COMMENT,
    LOOK_ALIKE_CHARACTER,
    RAW_HTML,
    UNSAFE_LINK,
    MISSING_FILE,
    UNFIT_ATTACHMENT,
    UNUSABLE_PICTURE,
    IMAGE_WITHOUT_TEXT,
    TEXT_TOO_DEEP,
    OUTSIDE_HEADING,
    DUPLICATE_HEADING,
    HEADING_SKIP,
    BAD_REFERENCE,
    UNKNOWN_FACT,
    LINK_NOT_UNDERSTOOD,
    HEADING_NOT_UNDERSTOOD,
    TABLE_ROW_UNEVEN,
    TABLE_NOT_UNDERSTOOD,
    LINE_TAKEN_FOR_ROW,
    TABLE_HEADER_EMPTY,
    PARAGRAPHS_RUN_TOGETHER,
    MARK_NOT_PRINTED,
    FOOTNOTE,
)
