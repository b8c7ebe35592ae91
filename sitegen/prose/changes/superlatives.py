"""Words that say which of several figures is the highest or the lowest: 得分率 90.86 %，为四类指标中最低.

Knows these words, and which figures of a paragraph are of one measure. Must not know rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from sitegen import lazy_re as re
from sitegen.prose.relations.relations import Kind, Relation, Word
from sitegen.prose.text import labels
from sitegen.prose.text.document import Document, Paragraph
from sitegen.prose.text.terms import BEFORE, Role, Term

_MOST_OF_ALL = re.compile(
    r"(?P<low>最低|最小|最少)|最高|最大|最多|(?:位居|居|位列|列|排名|排在?)(?:第一|首位)|居首(?!位)"
)
_OF_THESE = re.compile(
    r"[,(](?:也|均)?(?:为|是|在|属于?)?(?:[以这上述]{0,2}[一二两三四五六七八九十\d]*[^,;\d年省市县区国]{0,8}(?:中|里|当中))?的?"
    r"(?P<measure>[^,;\d]{0,6}?)的?"
)
"""Between a figure and the word that is said of it: *，为四类指标中得分率*最低."""
_OF_NAMED = re.compile(
    r"(?:其中|以)?(?P<name>[^,;:。\d]{1,24}?)(?P<measure>占比|比重|[^,;:。\d]{2}率|满意度|支出|投入|金额)?的?"
)
"""*其中职业教育占比*最大."""
_IS = re.compile(r"(?:为|是|达到?|约|:)+$")
_ELSEWHERE = re.compile(r"其中|包括|历年|近[两三五十]年")
_FEWEST = 3
"""Figures of one measure that must be told for a word to be of all of them."""
_NEAREST = 24


def superlatives(document: Document) -> Iterator[Relation]:
    """Every figure that is said to be the highest or the lowest of those told beside it, with the one that is."""
    for paragraph in document.paragraphs:
        for place, (sentence, terms) in enumerate(paragraph.sentences):
            for match in _MOST_OF_ALL.finditer(sentence.text):
                before = [term for term in terms if term.quantity.end <= match.start()]
                for subject in islice(_subjects(sentence.text, before, match), 1):
                    yield from _compared(paragraph, place, before, subject, match)


def _subjects(text: str, before: Sequence[Term], match: re.Match[str]) -> Iterator[Term]:
    """The figure that the word can be of: the one right before it, or the one of what is named there."""
    if not before:
        return
    last = before[-1]
    said = _OF_THESE.fullmatch(text, last.quantity.end, match.start())
    if said is not None and _measure(last).endswith(said["measure"]):
        yield last
    clause = max(text.rfind(mark, last.quantity.end, match.start()) for mark in ",;(") + 1
    named = _OF_NAMED.fullmatch(text, clause, match.start()) if clause else None
    if named is not None:
        label = labels.label(named["name"])
        yield from (term for term in reversed(before) if term.subject == label and label)


def _compared(
    paragraph: Paragraph, place: int, before: Sequence[Term], subject: Term, match: re.Match[str]
) -> Iterator[Relation]:
    """The figure beside the one that is really the highest or the lowest of its measure."""
    group = [term for term in before if _is_beside(term, subject)]
    if len(group) < _FEWEST and subject.kind == "proportion":
        earlier = [
            term
            for _, terms in paragraph.sentences[max(0, place - _NEAREST) : place]
            for term in terms[-_NEAREST:]
        ]
        group = [term for term in (*earlier[-_NEAREST:], *before) if _is_beside(term, subject)]
    if len(group) < _FEWEST or any(term.sentence is not subject.sentence for term in group[-1:]):
        return
    text = subject.sentence.text
    start = group[0].quantity.end if group[0].sentence is subject.sentence else 0
    if _ELSEWHERE.search(text, start, before[-1].quantity.end):
        return  # 甲 95 %，其中乙 99 %；丙 97 %: these are not beside one another
    offsets = subject.sentence.offsets
    word = Word(paragraph.passage, offsets[match.start()], offsets[match.end() - 1] + 1)
    if match["low"]:
        lowest = min(group, key=lambda term: (term.amount.nominal, term is not subject))
        yield Relation(Kind.NOT_LARGER, (subject, lowest), word)
    else:
        highest = max(group, key=lambda term: (term.amount.nominal, term is subject))
        yield Relation(Kind.NOT_LARGER, (highest, subject), word)


def _is_beside(term: Term, subject: Term) -> bool:
    """Whether a figure is of the same measure as another, of the same time, and of something else."""
    if term.kind != subject.kind or term.quantity.rough or term.role in (Role.CHANGE, Role.RATE):
        return False
    if (
        term.year != subject.year
        or term.year == BEFORE
        or term.period != subject.period
        or term.depth != subject.depth
    ):
        return False
    if subject.kind == "proportion":
        return term.role is subject.role and _measure(term) == _measure(subject) != ""
    return term.role is Role.LEVEL and term.item == subject.item and not term.beside and bool(term.subject)


def _measure(term: Term) -> str:
    """What a figure measures, by the end of its words: 得分率, 占比."""
    if term.role is Role.SHARE:
        return "占比"
    return _IS.sub("", term.words)[-3:]
