"""What can be wrong with finished pages: the OUT family, as far as pages tell.

Knows the rules' documentation only; `inspection.pages` finds the faults.
"""

from __future__ import annotations

from sitegen.diagnostics import Rule, Severity

BROKEN_LINK = Rule(
    "OUT101",
    "broken-link",
    Severity.ERROR,
    "链接指向不存在的页面或位置",
    checks="站内每个链接、图片、样式和锚点都有对应的文件和位置。",
    why="失效链接在政府网站检查中要扣分，读者也打不开。",
    example='<a href="../2019/">上一年</a>    （没有这个页面）',
    remedy="若改过主题模板，改正其中的链接；否则请把这条信息报告给 sitegen 的维护者。",
    source="《政府网站与政务新媒体检查指标》：附件无法下载、链接无法打开。",
)
DUPLICATE_ID = Rule(
    "OUT102",
    "duplicate-id",
    Severity.ERROR,
    "页面里有两个相同的 id",
    checks="一个页面里 id 不重复，表格单元格 headers 里的 id 都存在。",
    why="读屏软件靠 id 找到表头；重复或缺失就会念错列名。",
    example='<th id="a">…</th><th id="a">…</th>',
    remedy="检查表单里的“标识”是否重复，或改正主题模板。",
    source="WCAG 2.2 技术 H43；HTML 标准。",
)
HEAD_MISSING = Rule(
    "OUT103",
    "title-or-language-missing",
    Severity.ERROR,
    "页面没有标题或语言",
    checks="每个页面有非空的 title、lang 属性和唯一的一级标题。",
    why="读屏软件先读标题，按语言选择发音。",
    example="<html><head></head>…",
    remedy="改正主题模板。",
    source="WCAG 2.2 2.4.2、3.1.1。",
)
HEADING_SKIP = Rule(
    "OUT104",
    "heading-skips-a-level",
    Severity.ERROR,
    "标题跳级",
    checks="标题一级一级往下，不从 h2 直接到 h4。",
    why="读屏用户用标题级别了解页面结构。",
    example="<h2>收支情况</h2><h4>收入</h4>",
    remedy="改正主题模板，或正文里的标题级别。",
    source="WCAG 2.2 1.3.1。",
)
ALTERNATIVE_MISSING = Rule(
    "OUT105",
    "caption-or-alternative-missing",
    Severity.ERROR,
    "表格没有标题，或图片没有替代文字",
    checks="每张表有 caption，每幅图有 alt，每个表头单元格有 scope。",
    why="看不见画面的读者只能靠这些文字。",
    example="<table><tr><th>收入合计</th>…",
    remedy="改正主题模板；正文里的图片在方括号里写说明。",
    source="WCAG 2.2 1.1.1、1.3.1。",
)
RULES = (BROKEN_LINK, DUPLICATE_ID, HEAD_MISSING, HEADING_SKIP, ALTERNATIVE_MISSING)
