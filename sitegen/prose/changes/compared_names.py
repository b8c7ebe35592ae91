"""Words that say which of two named amounts is the greater: 非税收入 59 万元，规模已超过税收收入.

Knows these words and names. Must not know budgets and targets (`comparisons`) or rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import lazy_re as re
from sitegen.prose.relations.relations import Kind, Relation, Word
from sitegen.prose.text import labels
from sitegen.prose.text.document import Document, Paragraph
from sitegen.prose.text.sentences import Sentence
from sitegen.prose.text.terms import BEFORE, Role, Term

_WORD = re.compile(r"(?P<more>超过|高于|多于|大于)|低于|少于|小于|不及|不如")
_BEFORE = re.compile(r"(?P<head>[^,;:。()\d]{0,20}?)(?:已经?|均|仍|首次|明显|大幅|略|稍|远)*$")
_BEHIND = re.compile(r"(?:了|同期)?(?P<name>[^,;:。()\d]{2,20}?)(?=[,;。()]|$)")
_FAR = 20
"""Characters before the word in which stands what is compared."""
_MEASURE = re.compile(r"(?:规模|总量|总额|金额|数额|数量|人数|体量|收入规模|支出规模|也|且|并|其|在)*")
_DENIED = re.compile(
    r"没有|未|不(?![及如])|如果|若|是否|凡|目标|预算|计划|要求|预期|任务|上年|去年|同期|标准|平均|增[速幅长]|占比|比重|率"
)


def compared_names(document: Document) -> Iterator[Relation]:
    """Every such word with the amount right before it, or named before it, and the one of what is named behind it."""
    for paragraph in document.paragraphs:
        text = paragraph.passage.text
        if any(word in text for word in ("过", "于", "及", "如")):
            yield from _in_paragraph(paragraph)


def _in_paragraph(paragraph: Paragraph) -> Iterator[Relation]:
    told: dict[str, list[Term]] = {}
    for sentence, terms in paragraph.sentences:
        for term in terms:
            if _is_told(term):
                told.setdefault(term.subject, []).append(term)
        for word in _WORD.finditer(sentence.text):
            yield from _compared(told, sentence, terms, word)


def _compared(
    told: dict[str, list[Term]], sentence: Sentence, terms: tuple[Term, ...], word: re.Match[str]
) -> Iterator[Relation]:
    text = sentence.text
    clause = max(text.rfind(mark, 0, word.start()) for mark in ",;:。()") + 1
    before = _BEFORE.search(text, max(clause, word.start() - _FAR), word.start())
    behind = _BEHIND.match(text, word.end())
    if before is None or behind is None or _DENIED.search(text, before.start(), behind.end()):
        return
    second = told.get(labels.label(behind["name"]), ())
    first = _subject(told, terms, before, text)
    if first is None or len(second) != 1 or not _are_alike(first, second[0]):
        return
    start, end = sentence.offsets[word.start()], sentence.offsets[behind.end() - 1] + 1
    pair = (second[0], first) if word["more"] else (first, second[0])
    yield Relation(Kind.SMALLER, pair, Word(sentence.passage, start, end))


def _is_told(term: Term) -> bool:
    return (
        term.role is Role.LEVEL
        and term.kind != "proportion"
        and bool(term.subject)
        and term.subject not in labels.GENERIC
        and not (term.quantity.rough or term.beside or term.planned)
        and term.year != BEFORE
    )


def _subject(
    told: dict[str, list[Term]], terms: tuple[Term, ...], match: re.Match[str], text: str
) -> Term | None:
    """What is compared: the amount of what is named before the word, else the one right before it but for its share and its rate."""
    named = told.get(labels.label(match["head"]), ())
    if named:
        return named[0] if len(named) == 1 else None
    if _MEASURE.fullmatch(match["head"]) is None:
        return None
    before = [term for term in terms if term.quantity.end <= match.start()]
    while before and before[-1].kind == "proportion":
        before.pop()
    if not before or not _is_told(before[-1]):
        return None
    last = before[-1]
    return last if not re.search("[;。]", text[last.quantity.end : match.start()]) else None


def _are_alike(first: Term, second: Term) -> bool:
    return (
        first is not second
        and first.kind == second.kind
        and first.year == second.year
        and first.period == second.period
    )
