"""What can be wrong with any file before it is read as YAML or Markdown.

Knows the rules' documentation only; `reading.text` and `reading.symlinks` find most of the faults.
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

RULES: tuple[Rule, ...] = (
    UNREADABLE_FILE,
    WRONG_ENCODING,
    FILE_TOO_LARGE,
    CONTROL_CHARACTER,
    LOOK_ALIKE_CHARACTER,
)
