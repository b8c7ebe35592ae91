"""What was found at first sight in reports whose writers had not read the program.

Knows the figures of each round as they were noted then: they cannot be measured again, for what was missed has been
mended since. The reports stay in tests/unseen. Must not know how anything is checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Round:
    """Faults noted beforehand, those that can be decided from the data and the form, those found; findings
    in all, and those that accuse what is right.
    """

    name: str
    reports: str
    noted: int
    decidable: int
    found: int
    findings: int
    wrong: int


ROUNDS = (
    Round("第一轮（2026 年 11 月）", "浙江、四川、广东、甘肃、北京、福建、山东、河南、黑龙江，13 份", 88, 81, 63, 98, 3),
    Round("第二轮（2026 年 11 月）", "河北、山西、广西、上海、湖北、辽宁、云南、新疆、重庆，14 份", 103, 86, 67, 105, 2),
    Round("第三轮（2026 年 11 月）", "江苏、安徽、内蒙古、云南、陕西、天津、江西、海南，13 份", 100, 96, 63, 89, 4),
    Round("第四轮（2026 年 11 月）", "河北、黑龙江、湖北、广东、重庆、青海，6 份", 48, 48, 34, 50, 1),
    Round("第五轮（2026 年 11 月）", "湖南、福建、甘肃、山西、吉林、贵州、宁夏、新疆，9 份", 59, 54, 41, 58, 2),
    Round("第六轮（2026 年 11 月）", "北京、上海、浙江、四川、山东、河南、广西、辽宁、西藏，10 份", 81, 80, 49, 75, 7),
    Round("第七轮（2026 年 11 月）", "湖北、四川、内蒙古、山东、广西、广东、浙江、河南、陕西、黑龙江，12 份", 94, 94, 74, 113, 3),
    Round("第八轮（2026 年 11 月）", "河北、安徽、江苏、贵州、新疆，7 份", 56, 56, 49, 70, 2),
    Round("第九轮（2026 年 11 月）", "湖南、江西、天津、云南、山西、吉林、广西、青海，10 份", 84, 84, 72, 125, 23),
)  # fmt: skip


def lines() -> Iterator[str]:
    """The section of docs/checks-quality.md."""
    yield from (
        "",
        "## 没有见过程序的人写的报告",
        "",
        "写的人只看过《表单》和《填报指南》，照各地公开的表样编写或转录，先记下哪些有错、哪些是对的，再看程序怎么说。"
        "下面是每一轮第一眼的结果；漏掉的和冤枉的，按种类改过以后不再算。报告留在 tests/unseen。",
        "",
        "| 轮次 | 报告 | 记下的错 | 其中能断定的 | 查出 | 比例 | 问题 | 冤枉 |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
    )
    for each in ROUNDS:
        share = f"{100 * each.found / each.decidable:.0f}%"
        yield (
            f"| {each.name} | {each.reports} | {each.noted} | {each.decidable} | {each.found} | {share} "
            f"| {each.findings} | {each.wrong} |"
        )
    yield from (
        "",
        "第二轮漏掉的十五处里，十三处在正文。第三轮也多数在正文：表里的数、得分几乎都查得出，漏掉的是单位写错、方向写反、年份写错、"
        "没有照表里的名称写的数。第四轮表里、得分里的二十七处查出二十四处，正文里的二十一处查出十处。"
        "第五轮表里的三十一处都查出了，正文里的二十三处查出十处。"
        "第六轮的版式离全国通行的自评表最远：表里的四十处查出三十三处，正文里的四十处查出十六处，七处冤枉出于四个原因。"
        "第七轮常见的、少见的版式各半：表里的四十七处查出四十四处，正文里的四十七处查出三十处。"
        "第八轮表里的三十一处都查出了，正文里的二十五处查出十八处；正文的核对还要改进。"
        "第九轮表里的四十处都查出了，正文里的四十四处查出三十二处；冤枉的二十三处（十八条在正文，五条在表里）出于十三个原因，"
        "多在分不清一个数说的是谁：“其中”后面的“比上年”说的是总数还是其中一项，并列的两项是不是整体和部分，写明别的口径的数拿去与表比；"
        "表里的是商算到分位却当成精确的数、各行计量单位不同的表也比小数位数。",
    )
