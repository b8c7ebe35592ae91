"""What can be wrong with the files of a site, whatever is in them.

Knows the rules' documentation only; `loading.site` and those who look for files find the faults.
"""

from __future__ import annotations

from sitegen.diagnostics import Rule, Severity

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

RULES: tuple[Rule, ...] = (
    NO_SITE,
    SAME_REPORT_TWICE,
    NO_REPORTS,
    STRAY_FILE,
)
