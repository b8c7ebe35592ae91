"""Whether a text says why a budget was adjusted during the year.

Knows words of adjusting and of causes, and names of columns that hold such words (调整预算数). Must not know rules.
"""

from __future__ import annotations

from sitegen import lazy_re as re

_NAMES = re.compile(
    "调整(?:后的?)?(?:全年)?预算数?|调整后的?(?:资金|金额|经费|数)?|(?:年初|全年)?预算(?:数|资金)?调整(?:数|率|额|幅度)"
    "|调整数|结转(?:和|与|及|、)?结余(?:资金|数|率|额)?|结余结转(?:资金|数|率|额)?|年末结转|结转(?:到|至)?下年度?"
)
"""Names of figures and columns: that one of them is mentioned says nothing of a reason."""

_DENIED = re.compile(
    "(?:未|没有|没|无|不)(?:进行|作|做|发生|存在|涉及|予以)?(?:任何)?(?:预算|资金|指标)?(?:的)?"
    "(?:调整|追加|追减|调增|调减|压减|核减|增减|变动)"
)
_SENTENCE = re.compile("[^。；;！？!?\n]+")
_MONEY = re.compile("预算|资金|经费|拨款|指标|年初|年中|元")
_DONE = re.compile("追加|追减|调增|调减|核减|核增|增拨|追补")
"""What is done to budgets alone: the word is a reason by itself."""

_CHANGED = re.compile(
    f"{_DONE.pattern}|调整|压减|压缩|收回|划转|划入|划出|调剂|新增|下达|结转|统筹|接受|收到|争取|拨入"
    r"|(?:增加|减少|变更|取消)[^，]{0,8}(?:预算|资金|经费|指标|拨款|项目|任务|\d)|预算[^，]{0,8}(?:增加|减少|变更|取消)"
)
_BUDGET = re.compile(
    "预算|年初|年中|追加|指标下达|下达[^，]{0,8}(?:资金|经费|指标)|(?:上年|以前年度|往年)[^，]{0,4}结转"
)
_CAUSE = re.compile(
    "因(?![此而素地])|由于|原因|为了|为(?:保障|保证|满足|推进|落实|应对|做好|解决|加快|支持|确保|完成|贯彻|加强|配合|开展)"
    "|根据|按照|依据|按[^，。]{1,12}(?:要求|规定|文件|通知)|主要(?:是|用于|为)|系(?!统|列|数)|用于|需要|所致|导致"
    "|追加|追减|下达|收回|划转|划入|划出|调剂|新增|取消|接受|收到|争取|拨入|(?:上年|以前年度|往年)[^，]{0,4}结转"
    "|(?:预算|指标|年中)[^，]{0,6}(?:压减|压缩)|(?:压减|压缩)[^，]{0,6}(?:预算|指标)"
)
_OF_BUDGET = re.compile("预算|追加|追减|调增|调减|压减|核减|核增|增拨|收回|划转|调剂|结转|下达|调整")


def speaks_of_budget(text: str) -> bool:
    """Whether a reason, short as reasons in tables are, speaks of the budget at all."""
    return _OF_BUDGET.search(_bare(text)) is not None


def says_why_adjusted(text: str) -> bool:
    """Whether a sentence of `text`, or it and the next one, says that a budget changed and for what reason."""
    sentences = [_bare(sentence) for sentence in _SENTENCE.findall(text)]
    for sentence, following in zip(sentences, [*sentences[1:], ""], strict=True):
        if _DONE.search(sentence) and _MONEY.search(sentence):
            return True
        if _CHANGED.search(sentence) and _BUDGET.search(sentence) and _CAUSE.search(sentence + following):
            return True
    return False


def _bare(text: str) -> str:
    """`text` without names of columns and what it denies."""
    return _DENIED.sub("", _NAMES.sub("预算", "".join(text.split())))
