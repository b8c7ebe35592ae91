"""What can go wrong with PDFs: the rules, apart from the code that finds it, which takes long to import."""

from __future__ import annotations

from sitegen.diagnostics import Rule, Severity

PDF_WARNING = Rule(
    "OUT106",
    "pdf-warning",
    Severity.ERROR,
    "生成 PDF 时有警告",
    checks="WeasyPrint 生成 PDF 时没有任何警告（图片读不出、样式不认识等）。",
    why="警告意味着 PDF 与网页不一致，可能少字少图。",
    example='Failed to load image at "http://example.com/a.png"',
    remedy="按警告内容处理：图片读不出的换成 PNG 或 JPEG，放在报告的目录里；样式有错的改正主题的 print/pdf.css。",
)
GLYPH_MISSING = Rule(
    "OUT108",
    "glyph-missing",
    Severity.ERROR,
    "字体里没有这个字",
    checks="PDF 里的每个字，站点的字体里都有。",
    why="没有的字在 PDF 里只显示一个方框，人名、地名的生僻字最容易这样。",
    example="职务: 王𱁬    （思源宋体、思源黑体里没有“𱁬”）",
    remedy=(
        "先核对是不是打错的字或表情符号。确是生僻字的，找一个有这个字、许可允许嵌入的静态字体（TTF 或 OTF），"
        "放在站点目录里，在 content/site.yaml 的“字体”下写“补充: 字体/文件名.ttf”。"
    ),
)
PDF_FAILED = Rule(
    "OUT109",
    "pdf-failed",
    Severity.ERROR,
    "PDF 没有生成出来",
    checks="每份 PDF 在限定的时间和内存里生成完。",
    why="有的内容（极大的图片、几千行的表）会让排版程序停不下来，拖住全站的发布。",
    example="超过 120 秒没有生成完，已停止",
    remedy="把特别长的表格作为附件提供，把大图片缩小到一页能看清的大小，再生成。",
)
TOO_LONG = Rule(
    "OUT110",
    "table-too-long-for-pdf",
    Severity.ERROR,
    "表格太长，不能排进 PDF",
    checks="一份报告的表格合计不超过 3000 行。",
    why="八千行的表在 PDF 里有两百多页，没有人能读，排版要十几秒、几百 MB 内存。",
    example="“支出明细”有 8000 行",
    remedy="报告里只留汇总，明细放在 CSV 或 Excel 附件里，在正文里链接。",
)
RUNS_OVER = Rule(
    "OUT111",
    "runs-over-on-paper",
    Severity.ERROR,
    "PDF 里有字伸出格子或页边",
    checks="PDF 的每一页上，字不伸出所在的格子，字和图片不伸出页边。",
    why="伸出来的数字和旁边的叠在一起，读不出来，还会读错；伸出页边的被裁掉。",
    example="三十层分组、一个不断开的五百位编号，一页排不下",
    remedy=(
        "表格太宽时，程序依次缩小字号、横排、按栏分成几部分；仍排不下的，减少分组的层数，或把一张表分成两张。"
        "改过字体或主题的，换回默认的再试。"
    ),
)
FONT_UNUSABLE = Rule(
    "SITE107",
    "font-unusable",
    Severity.ERROR,
    "指定的字体不能用",
    checks="content/site.yaml“字体”里的文件存在，能读出，是静态字体，许可允许嵌入。",
    why="可变字体会使同样的报告每次生成不同的文件；不准嵌入的字体不能放进存档的 PDF。",
    example="字体:\n  标题: 字体/小标宋.ttf    # 没有这个文件",
    remedy="改正路径（从站点目录写起），或换一个字体文件；不写“字体”就用思源宋体和思源黑体。",
)
RULES = (PDF_WARNING, GLYPH_MISSING, PDF_FAILED, TOO_LONG, RUNS_OVER, FONT_UNUSABLE)
