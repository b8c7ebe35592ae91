"""What can be wrong with a text as Markdown: what it may not contain, its headings, links, pictures and references.

Knows the rules' documentation only; `reading.markdown` finds most of the faults.
"""

from __future__ import annotations

from sitegen.diagnostics import Rule, Severity

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
    "表格、图片、压缩包等，网页、SVG、脚本、程序、带宏的文档不能公开；内容以这种类型应有的样子开头，文字不以网页的标签开头；里面没有打开时会运行、会连到别处的：宏、脚本、"
    "程序，PDF 的脚本和启动程序、发送数据的动作，DDE 域、会自动更新的链接、从别处取来的模板，RTF 里嵌着的文件。",
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

RULES: tuple[Rule, ...] = (
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
)
