"""Things that are done and things that are not yet: 问题 50 项，已整改 40 项，正在整改 10 项.

Knows words for what is done and for what is left to do. Must not know parts that are only named or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen import lazy_re as re
from sitegen.prose.relations.mending import mendings
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import BEFORE, Role, Term

_VERB = r"(?P<verb>整改|支付|拨付|使用|完成|完工|开工|发放|执行|办结|兑付|安排|投入|收回|上缴|到位|验收|化解|落实)"
_DONE = re.compile(rf"(?:已(?:经|完成|全部)*{_VERB}|{_VERB.replace('verb', 'verb2')}(?:到位|完毕))")
_LEFT = re.compile(rf"(?:未|尚未|没有|正在|持续|部分){_VERB}")
_MAY_TELL = re.compile("未|正在|持续|部分")
_MOST = 12


def complements(document: Document) -> Iterator[Relation]:
    """Both with the amount before them that they are all of: that they add up to; where there is only one, also the one that they
    would add up to but for one slip.
    """
    for paragraph in document.paragraphs:
        for sentence, terms in paragraph.sentences:
            if len(terms) > len(("done", "left")) and _MAY_TELL.search(sentence.text):
                yield from _of(terms)


def _of(terms: Sequence[Term]) -> Iterator[Relation]:
    for index, term in enumerate(terms):
        verb = _verb(_DONE, term)
        if verb is None or _verb(_LEFT, term) is not None:
            continue
        near = [each for each in terms[max(0, index - _MOST) : index + _MOST] if _is_like(each, term)]
        left = [each for each in near if _verb(_LEFT, each) == verb]
        wholes = [
            each
            for each in near
            if each.quantity.end <= term.quantity.start and each not in left and _verb(_DONE, each) is None
        ]
        tried = [Relation(Kind.SUM, (term, left[0], whole)) for whole in wholes] if len(left) == 1 else []
        fits = [each for each in tried if each.holds]
        if fits or (len(tried) == 1 and any(mendings(tried[0]))):
            yield (fits or tried)[0]


def _verb(said: re.Pattern[str], term: Term) -> str | None:
    match = said.search(term.words)
    if match is None:
        return None
    found = match.groupdict()
    return found["verb"] or found.get("verb2")


def _is_like(one: Term, other: Term) -> bool:
    return (
        one.quantity.unit == other.quantity.unit
        and one.role in (Role.LEVEL, Role.UNCLEAR)
        and not (one.quantity.rough or one.beside or one.depth or one.year == BEFORE)
        and one.kind != "proportion"
    )
