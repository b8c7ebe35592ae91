"""From a rule's code to its documentation.

Knows every rule there is, whichever floor it comes from. Must not know how findings are made.
"""

from __future__ import annotations

from sitegen.checks.catalogue import CHECKS
from sitegen.checks.settings import RULES as SETTING_RULES
from sitegen.checks.waivers import RULES as WAIVER_RULES
from sitegen.diagnostics import Rule, Severity
from sitegen.inspection.rules import RULES as OUTPUT_RULES
from sitegen.loading.rules.catalogue import RULES as LOADING_RULES
from sitegen.printing.rules import RULES as PRINTING_RULES
from sitegen.reading.rules.catalogue import RULES as READING_RULES
from sitegen.rendering.theme import RULES as THEME_RULES
from sitegen.search.rules import RULES as SEARCH_RULES

SEVERITIES = {
    Severity.ERROR: "错误（不改正就不能生成）",
    Severity.WARNING: "警告（加 --strict 时视同错误）",
    Severity.INFO: "提示",
}

FAMILIES = {
    "YAML": "文件能不能读（YAML）",
    "TEXT": "正文（TEXT）",
    "FORM": "填得对不对（FORM）",
    "SITE": "站点设置（SITE）",
    "SUM": "表内核对（SUM）",
    "TAB": "跨表核对（TAB）",
    "YEAR": "跨年核对（YEAR）",
    "DOC": "各报告之间核对（DOC）",
    "SCORE": "评分核对（SCORE）",
    "GOAL": "目标与完成（GOAL）",
    "PRIV": "个人信息（PRIV）",
    "DISC": "公开要求（DISC）",
    "WAIVE": "数据说明（WAIVE）",
    "OUT": "生成的页面（OUT）",
}
"""Families in the order of the catalogue, with their Chinese names."""


def family(rule: Rule) -> str:
    """The letters of the rule's code."""
    return rule.code.rstrip("0123456789")


OF_BUILDING = frozenset(
    rule.code for rules in (THEME_RULES, OUTPUT_RULES, PRINTING_RULES, SEARCH_RULES) for rule in rules
)
"""What only building can find."""


RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *READING_RULES,
            *LOADING_RULES,
            *THEME_RULES,
            *SETTING_RULES,
            *(check.RULE for check in CHECKS),
            *WAIVER_RULES,
            *OUTPUT_RULES,
            *PRINTING_RULES,
            *SEARCH_RULES,
        ),
        key=lambda rule: (list(FAMILIES).index(family(rule)), rule.code),
    )
)
"""All rules, in the order of their families, and in each by code."""

BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}


def page(rule: Rule, level: int = 1) -> str:
    """The documentation of `rule` as Markdown, its heading at `level`."""
    mark = "#" * level
    lines = [
        f"{mark} {rule.code} {rule.title}",
        "",
        f"名称：`{rule.name}`　级别：{SEVERITIES[rule.severity]}　"
        f"{'可以写数据说明' if rule.waivable else '不能用数据说明放过'}",
        "",
        f"**查什么**　{rule.checks}",
        "",
        f"**为什么**　{rule.why}",
        "",
        "**例子**",
        "",
        "```text",
        rule.example,
        "```",
        "",
        f"**怎么改**　{rule.remedy}",
        "",
    ]
    if rule.source:
        lines += [f"**依据**　{rule.source}", ""]
    return "\n".join(lines)


def catalogue() -> str:
    """All rules as one Markdown document: docs/校验规则.md."""
    parts = [
        "# 校验规则",
        "",
        "<!-- 由 `sitegen explain --all` 生成，不要手改。 -->",
        "",
        f"共 {len(RULES)} 条。每条都可以用 `sitegen explain 编号` 在终端里查看。",
        "",
    ]
    for code, title in FAMILIES.items():
        rules = [rule for rule in RULES if family(rule) == code]
        parts += [f"## {title}", "", *(page(rule, 3) for rule in rules)]
    return "\n".join(parts).rstrip() + "\n"
