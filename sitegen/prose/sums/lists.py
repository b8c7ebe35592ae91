"""Lists of parts behind 其中 and the like, and the whole they are of.

Knows how sentences and paragraphs list parts. Must not know shares or rules.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, takewhile

from sitegen import lazy_re as re
from sitegen.prose.relations.mending import is_one_slip_away
from sitegen.prose.relations.relations import Kind, Relation
from sitegen.prose.sums.item_lists import adds_up, announced, is_numbered, is_other_side, parts_behind
from sitegen.prose.sums.listed_parts import Listed, compared, is_close
from sitegen.prose.sums.parts_listed import NEAR, OPENING, is_total, parts_listed
from sitegen.prose.text import labels, wholes, words
from sitegen.prose.text.document import Document, Paragraph
from sitegen.prose.text.sentences import Sentence
from sitegen.prose.text.terms import BEFORE, Role, Term


def lists(document: Document) -> Iterator[Relation]:
    """Every list of amounts or of changes that can be told to be complete, or that exceeds its whole."""
    for index, paragraph in enumerate(document.paragraphs):
        if not paragraph.sentences:
            for whole, parts in announced(document, index):
                yield from compared(Listed(whole, parts, False))
        for place, (_, terms) in enumerate(paragraph.sentences):
            for listed in _listed(document, index, place):
                yield from compared(listed)
            yield from _plain(terms)


def _plain(terms: Sequence[Term]) -> Iterator[Relation]:
    """收入 10 万元；税收收入 6 万元；非税收入 4 万元: known parts right behind their whole, whatever opens the list."""
    levels = [
        term
        for term in terms
        if term.role is Role.LEVEL
        and term.kind == "money"
        and not term.depth
        and term.subject
        and not term.beside
    ]
    for index, whole in enumerate(levels[:-_TWO]):
        parts = [term for term in levels[index + 1 : index + 3] if not is_other_side(term, whole)]
        if len(parts) == _TWO and wholes.are_all_parts(whole.subject, [part.subject for part in parts]):
            yield Relation(Kind.SUM, (*parts, whole))


_TWO = 2


def _listed(document: Document, index: int, place: int) -> Iterator[Listed]:
    """The lists that a sentence opens: behind 其中, in brackets behind an amount, in the paragraphs that follow."""
    paragraph = document.paragraphs[index]
    sentence, terms = paragraph.sentences[place]
    text = sentence.text
    earlier_whole: Term | None = None
    starts, ends = ([term.quantity.start for term in terms], [term.quantity.end for term in terms])
    yield from _of_named(document, text, terms)
    for match in islice(OPENING.finditer(text), _MOST_OPENINGS):
        earlier = terms[: bisect_right(ends, match.start())]
        at_beginning = not earlier and match.start() <= _BEGINNING
        of_topic = at_beginning and _TOPIC.match(match[0]) is not None
        if at_beginning:
            earlier = paragraph.before(place)
        elif not earlier or match.start() - earlier[-1].quantity.end > NEAR:
            continue
        if match[0] == "(" and (
            not earlier
            or text[earlier[-1].quantity.end : match.start()] not in ("", ",")
            or words.AMONG.match(text, match.end())
        ):
            continue
        start = match.start() + (match[0] == "(")
        inside = 0 if at_beginning else text.count("(", 0, start) - text.count(")", 0, start)
        noted = _without_notes(earlier, inside)
        following = terms[bisect_left(starts, match.end()) :]
        for role, kind in _sorts(earlier, following):
            whole = _whole(noted, role, kind)
            if of_topic and role is Role.LEVEL:
                whole = _of_topic(earlier, kind, text, start, following)
            if whole is None and at_beginning and role is Role.LEVEL:
                whole = _that_fits(_topics(paragraph, place, kind), text, start, following)
            again = (
                earlier_whole is not None
                and role is Role.LEVEL
                and ";" in text[: match.start()][-NEAR:]
                and not (whole is not None and (is_total(whole, whole) or _is_more(whole, earlier_whole)))
            )
            whole = earlier_whole if again else whole
            if whole is not None and not _may_be_named(text, match, whole):
                whole = _of_both_sides(paragraph.before(place)) if role is Role.LEVEL else None
            if whole is None:
                continue
            parts = tuple(parts_listed(text, start, following, whole))
            end = parts[-1].quantity.end if parts else match.end()
            may_be_of_another = _LOOKED_AT.match(match[0]) is not None or _is_added(text, whole, sentence)
            if (
                len(parts) == 1
                and not (match[0] == "(" and _OF_SEVERAL.search(text, start, parts[0].quantity.start))
                and parts[0].amount.low > whole.amount.high
                and (
                    _is_right_behind(earlier, whole, match.start())
                    if whole.sentence is sentence
                    else match[0] == "其中" and _is_alone(earlier, whole)
                )
            ):
                yield Listed(whole, parts, True)
            if len(parts) > 1:
                open_ended = _is_open_ended(text, match, end, following, parts[0])
                earlier_whole = whole if role is Role.LEVEL else earlier_whole
                is_whole = _are_divided(match[0], text[end : end + NEAR], whole, parts)
                yield Listed(whole, parts, open_ended, is_whole, may_be_of_another)
                first = _in_one_breath(text, parts)
                if len(first) < len(parts) and whole.kind not in ("money", "proportion"):
                    yield Listed(whole, first, True, may_be_of_another=may_be_of_another)
    if place == len(paragraph.sentences) - 1 and _ENDS_OPEN.search(paragraph.passage.text[-NEAR:]):
        for role in (Role.LEVEL, Role.CHANGE):
            whole = _whole(terms, role, "money") if _opens_one(paragraph.passage.text, terms) else None
            parts = parts_behind(document, index, whole) if whole is not None else ()
            if whole is not None and len(parts) > 1:
                open_ended = not is_numbered(parts[0]) and not adds_up(parts, whole)
                yield Listed(whole, parts, open_ended)


def _of_named(document: Document, text: str, terms: Sequence[Term]) -> Iterator[Listed]:
    """基本支出中甲 6 万元，乙 4 万元: the list of an amount that was told by this name before."""
    opening = words.IN_WHICH.match(text) if terms else None
    if opening is None:
        return
    named = document.named_in_section(labels.label(opening["name"]), terms[0], terms[0].kind)
    for whole in named[:1]:
        first = bisect_left(terms, opening.end(), key=lambda term: term.quantity.start)
        parts = tuple(parts_listed(text, opening.end(), terms[first:], whole))
        if len(parts) > 1:
            open_ended = _is_open_ended(text, opening, parts[-1].quantity.end, terms, parts[0])
            yield Listed(whole, parts, open_ended, may_be_of_another=True)


def _is_open_ended(
    text: str, opening: re.Match[str], end: int, following: Sequence[Term], part: Term
) -> bool:
    """Whether a list that ends at `end` says that there is more, or holds an amount that was not read."""
    loosely = words.OPENS_LOOSELY.search(text, max(0, opening.start() - 2))
    opens_so = loosely is not None and loosely.end() <= opening.end() + 2
    unread = any(
        term.role is Role.UNCLEAR and term.kind == part.kind and term.depth == part.depth
        for term in following
    )
    return opens_so or words.ENDS_LOOSELY.search(text[end : end + 8]) is not None or unread


def _sorts(earlier: Sequence[Term], following: Sequence[Term]) -> Iterator[tuple[Role, str]]:
    """What a list may be of: amounts of its first number's kind; of the second's, too, where both are told before it
    (406 个，金额 9865 万元，其中甲 50 个，金额 1006 万元); or changes.
    """
    kinds = [term.kind for term in islice((each for each in following if each.kind != "proportion"), _TWO)]
    before = [term.kind for term in earlier[-_TWO:]]
    yield Role.LEVEL, kinds[0] if kinds else "money"
    if len(set(kinds)) == _TWO and set(kinds) == set(before):
        yield Role.LEVEL, kinds[1]
    yield Role.CHANGE, "money"


def _in_one_breath(text: str, parts: tuple[Term, ...]) -> tuple[Term, ...]:
    """Of things listed with 、 those before the first other mark: 甲 3 个、乙 2 个、丙 2 个，完工 1 个."""
    for index, (one, other) in enumerate(pairwise(parts), 1):
        if not text[one.quantity.end : other.quantity.start].startswith("、"):
            return parts[:index] if index > _TWO else parts
    return parts


def _are_divided(opening: str, behind: str, whole: Term, parts: Sequence[Term]) -> bool:
    """Whether things are told in full, sort by sort: between words that leave no part out."""
    unit = whole.quantity.unit
    if any(part.quantity.unit != unit or part.quantity.value > whole.quantity.value for part in parts):
        return False
    told = words.IN_FULL.match(opening) or words.NO_OTHERS.match(behind)
    return unit in _DIVIDED and told is not None


_DIVIDED = ("辆", "所", "家", "个", "台", "套", "座", "处", "项")
_ENDS_OPEN = re.compile(rf"(?:{words.AMONG.pattern})[:：,，]?\s*$")
_DETAILS = re.compile(r"具体[^,，。:：]*[:：,，]?\s*$")
_OF_SEVERAL = re.compile(r"[、和与及两三四五六七八九十各均]|共计?|合计")
"""双溪县 3 个（*安远、双溪两县*的 8 个）: of more than what stands before the bracket."""
_BEGINNING = 2
_MOST_OPENINGS = 40
"""Lists that a sentence may open: each is read to its end, which may be that of the sentence."""


def _opens_one(text: str, terms: Sequence[Term]) -> bool:
    """Whether what follows a sentence tells parts of its last amount: the details of several may be those of the first."""
    if _DETAILS.search(text[-NEAR:]) is None:
        return True
    return sum(term.role is Role.LEVEL and term.kind == "money" and not term.beside for term in terms) == 1


def _is_right_behind(earlier: Sequence[Term], whole: Term, start: int) -> bool:
    """Whether nothing but rates of it and a mark stand between a whole and 其中."""
    between = earlier[earlier.index(whole) + 1 :]
    behind = whole.sentence.text[earlier[-1].quantity.end : start]
    return behind in ("", ",", ";", ":", "(", ",(") and all(term.kind == "proportion" for term in between)


def _is_alone(earlier: Sequence[Term], whole: Term) -> bool:
    """Whether the sentence before a list tells its whole and no other amount, by a name that has no sides."""
    amounts = [
        term for term in earlier if term.kind == whole.kind and term.role in (Role.LEVEL, Role.UNCLEAR)
    ]
    return amounts == [whole] and bool(whole.subject)


_NAMED_BEFORE = re.compile(
    r"(?P<mark>^|[,、;:。(])(?P<name>[^,、;:。()\d]{0,16}(?:收入|支出))(?:主要|又|还)?$"
)
_NAMED_BEHIND = re.compile(r"(?P<name>收入|支出)[:：]")


def _may_be_named(text: str, opening: re.Match[str], whole: Term) -> bool:
    """Whether the words around the opening of a list name its whole or none at all: 收入包括甲、乙；支出包括丙 are the parts of
    two, and 乙, which stands before 支出包括, has none.
    """
    before = _NAMED_BEFORE.search(text, max(0, opening.start() - NEAR), opening.start())
    named = before or _NAMED_BEHIND.match(text, opening.end())
    if named is None:
        return True
    name, side = labels.label(named["name"]), named["name"][-2:]
    if side in whole.words or "收支" in whole.words:
        return name in labels.GENERIC or name in labels.NAMELESS or _is_end(name, whole.subject)
    other = "支出" if side == "收入" else "收入"
    listed = OPENING.search(text, 0, whole.quantity.start)
    return named is before and before["mark"] == "," and listed is None and other not in whole.words


def _of_both_sides(terms: Sequence[Term]) -> Term | None:
    """收支总预算 10 万元: what income and spending each come to; None where several are told."""
    found = [term for term in terms if term.role is Role.LEVEL and "收支" in term.words]
    return found[0] if len(found) == 1 else None


def _is_end(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


def _without_notes(earlier: Sequence[Term], inside: int) -> Sequence[Term]:
    """Those before a list, `inside` so many brackets, that are no notes to another: of 支出 10 万元（含结转 2 万元），其中…
    the 10 万元 are divided.
    """
    if not earlier or earlier[-1].depth <= inside:
        return earlier
    behind = earlier[-1].sentence.text.rfind("(", 0, earlier[-1].quantity.start)
    outside = [*takewhile(lambda term: term.quantity.end <= behind, earlier)]
    return outside if outside and outside[-1].quantity.end == behind else earlier


def _whole(earlier: Sequence[Term], role: Role, kind: str) -> Term | None:
    """The amount of `kind`, or the change, that stands last before the list."""
    if role is Role.CHANGE:
        tail = [term for term in earlier[-2:] if term.role in (Role.CHANGE, Role.RATE)]
        found = [term for term in tail if term.role is Role.CHANGE and term.kind == "money"]
        return found[-1] if found and earlier[-1] in tail else None
    return next(
        (
            term
            for term in reversed(earlier)
            if term.role is Role.LEVEL and term.kind == kind and not (term.beside or term.year == BEFORE)
        ),
        None,
    )


_LOOKED_AT = re.compile(r"[分从按].*[看分],?:?")
"""从部门看 opens a list of what was told before, whichever amount that is."""


def _is_more(term: Term, whole: Term) -> bool:
    """Whether an amount is no part of `whole`: 11 月发行 5 亿元，其中甲 2 亿元、乙 3 亿元；前 11 个月发行 90 亿元，其中甲 40 亿元…"""
    return term.kind == whole.kind and term.amount.low > whole.amount.high


def _is_added(text: str, whole: Term, sentence: Sentence) -> bool:
    """Whether what a list is of is itself one of several amounts that are added up: 加上补助 2 万元，其中：甲 1 万元，上年结余 3 万元."""
    return whole.sentence is sentence and words.ADDING.search(text, 0, whole.quantity.start) is not None


_TOPIC = re.compile(rf"构成|组成|{words.DIVIDED_BY.pattern}")
"""从构成看 opens a list of what the paragraph is about, not of the last amount before it."""
_TOLD = 6
"""Amounts of a sentence that the next can be meant to divide."""


def _of_topic(
    earlier: Sequence[Term], kind: str, text: str, start: int, following: Sequence[Term]
) -> Term | None:
    """Of the amounts that the sentence before tells, the only one, or the one that the parts nearly add up to."""
    told = [term for term in earlier if _whole([term], Role.LEVEL, kind)][-_TOLD:]
    if len(told) < _TWO:
        return told[0] if told else None
    return _that_fits(told, text, start, following)


def _that_fits(told: Sequence[Term], text: str, start: int, following: Sequence[Term]) -> Term | None:
    """Of amounts the only one that the parts add up to, nearly or but for one slip."""
    near = []
    for whole in told:
        parts = tuple(parts_listed(text, start, following, whole))
        adding = Relation(Kind.SUM, (*parts, whole))
        if len(parts) > 1 and (adding.holds or is_close(adding) or is_one_slip_away(adding)):
            near.append(whole)
    return near[0] if len(near) == 1 else None


def _topics(paragraph: Paragraph, place: int, kind: str) -> list[Term]:
    """The first amounts of a paragraph, which the sentence at `place` may divide, whatever stands between."""
    told = (term for _, terms in paragraph.sentences[:place] for term in terms)
    return [*islice((term for term in told if _whole([term], Role.LEVEL, kind)), _TWO)]
