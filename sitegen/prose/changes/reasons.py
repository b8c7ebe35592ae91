"""Reasons that tell the opposite of a change: 比上年增加 5 万元，主要原因是厉行节约，压减会议费.

Knows words for saving money, and words that tell of more. Must not know arithmetic or rules. Only a reason that tells of
nothing but saving is one.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import lazy_re as re
from sitegen.prose.relations.relations import Kind, Relation, Word
from sitegen.prose.text import words
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import Role

_REASON = re.compile(
    r"[,(](?:其)?(?:主要)?(?:原因(?:是|为|系|在于)?|是因为|是由于|主要是(?:因为|由于)?|由于|系),?:?(?P<told>[^;。)]+)"
)
_SAVED = re.compile(
    r"压减|压缩|厉行节约|过紧日子|从严控制|严格控制|严控|削减|节约(?:开支|支出|经费)|勤俭节约|精简"
)
_MORE = re.compile(
    r"增|新|多|涨|提高|上升|提升|扩|购置|更新|补[发缴助贴]|调整|恢复|追加|划[转入]|合并|结转|上年|去年|同期|基数|疫情|但|同时|改革|换届|启动|开展|举办|搬迁|维修|项目"
)
_SAVING = re.compile(r"结余|节约|节余|剩余|收入|上缴|收回|存款|利息")
"""Names of what grows where money is saved."""


def reasons(document: Document) -> Iterator[Relation]:
    """Every growth since last year whose reason in the same sentence is that money was saved."""
    for paragraph in document.paragraphs:
        for sentence, terms in paragraph.sentences:
            if _SAVED.search(sentence.text) is None:
                continue
            for index, term in enumerate(terms):
                if term.role not in (Role.CHANGE, Role.RATE) or term.sign < 0:
                    continue
                told = _REASON.match(sentence.text, term.quantity.end)
                if (
                    told is None
                    or _MORE.search(told["told"])
                    or not _SAVED.search(told["told"])
                    or _SAVING.search(sentence.text, 0, term.quantity.start)
                ):
                    continue
                since = [each.words for each in terms[max(0, index - 1) : index + 1]]
                if any(words.SINCE.search(each) for each in since):
                    start, end = told.span("told")
                    offsets = sentence.offsets
                    said = Word(paragraph.passage, offsets[start], offsets[end - 1] + 1)
                    yield Relation(Kind.CUT, (term,), said)
