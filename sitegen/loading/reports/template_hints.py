"""What a template leaves in a text where something was to be written: hints, and marks to be replaced.

Knows how templates word them, and what looks like them and is none: masked names and numbers, lines to be signed on,
questions that are quoted. Must not know reports or forms.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import lazy_re as re

_ASK = "说明|填写|填列|填报|填入|描述|概述|简述|列示|列出|列明|补充|注明|写明|删除|替换|插入|粘贴"
_TASK = rf"(?:请(?:简要|如实|据实|逐项|逐条|具体|详细|在此处?|自行|根据[^()（）]{{0,10}}?)*(?:{_ASK})|此处(?:请|应|需)?(?:{_ASK}|略|待)|待补充|待填)"
_FILL_IN = r"填写(?![^()（）]*(?:不|未|错|误|完成|完毕|规范|[了后时率的过]|\d))"
_TOLD = (
    r"说明(?!文字|书|稿|词|牌|性)|描述|概述|简述|列示|列出|列明|阐述|论述|分析|总结|介绍|反映|填写|填报|概括"
)
_LENGTH = r"(?:字数)?(?:(?:不超过|不少于|限于?|控制在)\s*\d+\s*字|\d+\s*字(?:以内|左右|以上|之内))"
_BRACKET = r"[^。；]{0,40}[(（][^()（）]{0,12}\d+\s*字(?:以内|左右|以上)?[^()（）]{0,6}[)）]"
_WHOLE = re.compile(
    rf"^{_BRACKET}[。:：]?$|^(?:{_TOLD}){_BRACKET}"
    r"|^(?:请填写|此处填写|请在此|填写说明[:：]|示例[:：])"
    r"|^[(（]?仍为模板提示语|^[(（]模板提示语"
)
"""In what is nothing but a hint, or begins with one."""
_MARK = r"(?:[×╳✕]{2,}|[Xx]{2,})"
_LINE = r"[_＿]{2,}"
_UNIT = r"(?:万元|亿元|元|[%％]|个百分点|人次|批次|平方米|公里)"
_CAUSE = "原因|内容|措施|依据|成效|问题|情况|用途"
_IS = r"(?:分别|主要|具体|有|包括|在于|如下)*[是为：:]*"
_ENDS = r"(?=\s*(?:[，。；;、,)）]|$))"
_WITHIN = re.compile(
    rf"[(（【\[]\s*(?:{_TASK}|{_FILL_IN})[^()（）【】\[\]]{{0,60}}[)）】\]]"
    rf"|[(（【\[]\s*(?:请|简要|简单|具体|详细|重点|据实|如实|根据[^()（）]{{0,20}}?|从[^()（）]{{0,20}}?方面)*(?:{_TOLD})"
    rf"[^()（）【】\[\]]{{0,60}}?{_LENGTH}[^()（）【】\[\]]{{0,6}}[)）】\]]|^[(（]{_LENGTH}[)）]$"
    rf"|(?:(?<=[：:。；])|^)\s*此处(?:请|应|需)?(?:{_ASK})[^，。；]{{0,30}}"
    rf"|(?<![\d×╳✕Xx]){_MARK}(?=\s*{_UNIT})|(?<![\d年月日_＿]){_LINE}(?=\s*{_UNIT})"
    rf"|(?<!\d)20[×╳✕Xx]{{2}}(?=年)|(?:(?<=[，。；、与和同比较至到])|^)[×╳✕Xx]{{2,4}}(?=年度?(?:[，。；、比较与预决初末]|$))"
    rf"|(?:(?:{_CAUSE}){_IS}|由于|主要是|主要为|主要用于)(?:{_MARK}|{_LINE}){_ENDS}",
    re.MULTILINE,
)
"""In a text that is written otherwise: a length alone may be that of what was written (征集口号（20字以内）)."""
_MARKED = re.compile(r"[×╳✕Xx_＿]|请|此处|填写|待补充|待填|\d\s*字")
"""What each of these has: rare, and sought in no time."""
_SIGN = re.compile(rf"{_MARKED.pattern}|[字示模]")
"""What each hint of either kind has: figures have none."""
_ASKED = re.compile(r"您|请问|问卷|调查表|签字|签名|签章|盖章|签收")
"""In texts that quote questions, or that are signed."""


def template_hint(text: str) -> str:
    """The template hint that `text` still contains, or ""."""
    match = (_WHOLE.search(text) or next(unfilled(text), None)) if _SIGN.search(text) is not None else None
    return match[0].strip() if match else ""


def unfilled(text: str) -> Iterator[re.Match[str]]:
    """What is left to be filled in or replaced within `text`: （请说明……）, ××万元, 原因是＿＿。"""
    if _MARKED.search(text) is None:
        return
    asked: bool | None = None
    quoted, begin = 0, 0
    for match in _WITHIN.finditer(text):
        asked = _ASKED.search(text) is not None if asked is None else asked
        quoted += text.count("“", begin, match.start()) - text.count("”", begin, match.start())
        begin = match.start()
        if not asked and quoted <= 0:
            yield match
