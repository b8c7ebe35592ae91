"""The whole that a share is of: named, told before, or all that the sentence speaks of.

Knows where texts tell it. Must not know whether the share is right, nor rules.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen import lazy_re as re
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.text import labels, words
from sitegen.prose.text.document import Document, Paragraph
from sitegen.prose.text.terms import Role, Term


def wholes_of(document: Document, paragraph: Paragraph, place: int, part: Term, share: Term) -> list[Term]:
    """The amounts that a share may be of: told right before it, so named, or the one whose parts are listed."""
    text = part.sentence.text
    label = share.whole
    terms = paragraph.sentences[place][1]
    if share.inside:
        return [terms[terms.index(share) - 1]]
    if not label:
        own = _counted_before(terms, part) or _named_with_it(document, part)
        if own:
            return own
        opening = _IN_WHICH.search(text, 0, part.quantity.start)
        if opening is not None:
            found = _same_time(document, part, document.named(labels.label(opening["whole"]), part))
            if found:
                return found
        at = max((each.start() for each in words.AMONG.finditer(text, 0, part.quantity.start)), default=-1)
        if 0 <= at <= _BEGINNING:
            last = _last_level(paragraph, place, part)
            return [whole for whole in last if not part.subject or whole.subject != part.subject]
        whole = [
            term
            for term in terms
            if term.quantity.end <= at
            and term.role is Role.LEVEL
            and term.kind == part.kind
            and not term.beside
        ]
        if whole and _is_beside(terms, whole[-1], at, part, share):
            return []
        return [*whole[-1:], *_said_before(document, terms, part, share)]
    named = called(document, label, part) or _ending_in(label, [*paragraph.before(place), *terms], part)
    found = [term for term in _same_time(document, part, named) if term is not part]
    return [term for term in found if not _was_paid_of(share, term, part)] if found else []


_OF_WHOSE = re.compile(r"(?P<whole>[^其当,;:、()\d]{2,16})中(?=[^央小心等间期])")
"""*专任教师中*双师型教师 311 人."""


_FUND_PAID = re.compile(r"资金(?:实际|累计|共|全年)*(?:支出|执行|支付|使用)")


def _named_with_it(document: Document, part: Term) -> list[Term]:
    """The amounts that the words of a part name as its whole."""
    whose = _OF_WHOSE.match(part.words)
    if whose is None:
        return []
    found = _same_time(document, part, document.named(labels.label(whose["whole"]), part))
    return found if all(whole.quantity.unit == part.quantity.unit for whole in found) else []


def _counted_before(terms: Sequence[Term], part: Term) -> list[Term]:
    """The number of things right before some of them: 48 个小区中有 39 个."""
    index = terms.index(part) - 1
    if index < 0 or terms[index].quantity.unit != part.quantity.unit or terms[index].quantity.rough:
        return []
    between = part.sentence.text[terms[index].quantity.end : part.quantity.start]
    return [terms[index]] if _AMONG_THEM.fullmatch(between) else []


_AMONG_THEM = re.compile(r"[^,;:()\d]{0,12}中,?(?:已|共)?有?")


def _is_beside(terms: Sequence[Term], whole: Term, at: int, part: Term, share: Term) -> bool:
    """Whether a list of what `whole` holds, opened at `at`, is over before `part`, which is a part of the same as `whole`, which has
    a share itself: 甲 6 万元，占 60 %，其中乙 3 万元；丙 4 万元，占 40 %.
    """
    own = [
        term
        for term in terms
        if term.role is Role.SHARE and not term.inside and whole.quantity.end <= term.quantity.start < at
    ]
    if not own or ";" not in part.sentence.text[at : part.quantity.start]:
        return False
    return not Relation(Kind.SHARE, (part, whole, share)).holds


def _was_paid_of(share: Term, whole: Term, part: Term) -> bool:
    """Whether a whole is what was paid of a fund, where the share is of the fund: 占中央资金的 60 % beside 中央资金支出 5 万元."""
    paid = _FUND_PAID.search(whole.words) is not None
    return (
        paid
        and share.words.find("资金") >= 0
        and not (_FUND_PAID.search(share.words) or words.PAID.search(part.words))
    )


def called(document: Document, label: str, near: Term, kind: str = "") -> Sequence[Term]:
    """The amounts of what `label` names; of a whole country or county only those of just this name."""
    found = document.named(label, near, kind)
    return [term for term in found if term.subject == label] if words.REGIONS.match(label) else found


def _ending_in(label: str, told: Sequence[Term], part: Term) -> list[Term]:
    """Of the amounts `told` right before a part the last whose name ends as its whole is called: 占授予中小企业合同金额的 54.1 % is of what was
    told as 全国政府采购授予中小企业合同金额.
    """
    if len(label) < _LONG or words.REGIONS.match(label):
        return []
    found = [
        term
        for term in told
        if term.role is Role.LEVEL
        and term.kind == part.kind
        and not term.beside
        and term.quantity.end
        <= (part.quantity.start if term.sentence is part.sentence else term.quantity.end)
        and term.subject.endswith(label)
    ]
    return found[-1:]


_LONG = 6
"""Characters of a name by whose end another is known."""


def _said_before(document: Document, terms: Sequence[Term], part: Term, share: Term) -> list[Term]:
    """The whole that the sentence has named for the share before: the parts of a part may have shares of it, too."""
    named = [
        term
        for term in terms
        if term.role is Role.SHARE and term.whole and term.quantity.end <= share.quantity.start
    ]
    return _same_time(document, part, called(document, named[-1].whole, part)) if named else []


_BEGINNING = 2


def _last_level(paragraph: Paragraph, place: int, part: Term) -> list[Term]:
    """The amount of the sentence before, if it is the only one: else it is unclear of which this one tells parts.
    A sentence that only compares the amount (完成年初预算的 98 %) passes to the one before it.
    """
    while earlier := paragraph.before(place):
        standing = [term for term in earlier if term.role is Role.LEVEL and not term.beside]
        if standing:
            found = [term for term in standing if term.kind == part.kind and not term.planned]
            return found if len(found) == 1 else []
        place -= 1
    return []


def _same_time(document: Document, part: Term, found: Sequence[Term]) -> list[Term]:
    """Of wholes those of the year of a part; what was spent is no part of what was planned."""
    year = document.year_of(part)
    planned = part.planned or document.is_budget
    return [term for term in found if document.year_of(term) == year and (planned or not term.planned)]


_IN_WHICH = re.compile(r"(?:^|[,;。])(?P<whole>[^,;:。]{2,60}?)(?:中|里|构成看?)[,:]")
