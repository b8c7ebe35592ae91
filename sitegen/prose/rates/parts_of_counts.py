"""Parts of things that are counted, and what part they are: 30 个指标完成 27 个，完成率 90%; 抽检 30 批次、合格 28 批次，合格率 93.3%.

Knows that a rate is called by what was done to the last number. Must not know money or rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen import lazy_re as re
from sitegen.prose.relations.mending import mendings
from sitegen.prose.relations.relations import Kind, Relation, first_that_holds
from sitegen.prose.text.document import Document
from sitegen.prose.text.terms import Term

_RATE = re.compile(r"^(?P<verb>[\u4e00-\u9fff]{2})率(?:为|是|达到?)*$")
_DIFFERENCE = re.compile(r"(?:多|少|超额?|再|另|又|提前)$")
"""目标 50 个，*多*完成 2 个，完成率 104%: two is no part of fifty."""
_BY_NOW = re.compile(r"截[至止]")
"""反映 50 个问题，*截至 10 月*已整改 45 个: of all that were told before."""
_NEAR = 12
"""Characters between the last number and its rate."""


def parts_of_counts(document: Document) -> Iterator[Relation]:
    """Every such rate, with the number right before it and those of the same unit before that: it is wrong only if it is
    of none of them.
    """
    for paragraph in document.paragraphs:
        for place, (sentence, terms) in enumerate(paragraph.sentences):
            if "率" not in sentence.text:
                continue
            for index, rate in enumerate(terms):
                if rate.kind != "proportion" or rate.quantity.rough or not index:
                    continue
                said = _RATE.search(rate.words)
                if _OF_POSTS.search(rate.words):
                    yield from _staff([*paragraph.before(place), *terms[:index]], rate)
                elif said is not None and index > 1:
                    yield from _part(terms[: index - 1], terms[index - 1], rate, said["verb"])
                elif said is not None:
                    yield from _surely(_part(paragraph.before(place), terms[0], rate, said["verb"]))


def _part(before: Sequence[Term], part: Term, rate: Term, verb: str) -> Iterator[Relation]:
    if not _is_counted(part) or rate.quantity.start - part.quantity.end > _NEAR:
        return
    if not _is_done(part, verb) or part.sentence.text.find(";", part.quantity.end, rate.quantity.start) >= 0:
        return
    wholes = [
        each for each in reversed(before) if _is_counted(each) and each.quantity.unit == part.quantity.unit
    ]
    if any(_is_done(each, verb) and not _is_denied(each, verb) for each in wholes):
        return  # 满意 121 件、基本满意 7 件，满意率 94.53 %: of which of both, nobody says
    yield from first_that_holds(
        Relation(Kind.COMPLETION, (whole, part, rate))
        for whole in wholes
        if whole.quantity.value >= part.quantity.value > 0
        and (whole.period == part.period or _BY_NOW.match(part.period))
    )


def _is_denied(term: Term, verb: str) -> bool:
    return re.search(rf"[不未无没非]{verb}", term.words) is not None


def _surely(found: Iterator[Relation]) -> Iterator[Relation]:
    """Those that hold, or would but for one slip: of which of the numbers told earlier a rate is, it does not say."""
    return (each for each in found if each.holds or any(mendings(each)))


def _staff(before: Sequence[Term], rate: Term) -> Iterator[Relation]:
    """编制 96 人，在职 91 人，在编率 94.79 %: of all posts, whatever they are divided into."""
    people = [term for term in before if term.quantity.unit == "人" and not term.quantity.rough]
    posts = [term for term in people if _POSTS.search(term.words)][:1]
    staff = [term for term in people if _STAFF.search(term.words) and term not in posts][-1:]
    if posts and staff and staff[0].item <= posts[0].item:
        yield Relation(Kind.COMPLETION, (posts[0], staff[0], rate))


_OF_POSTS = re.compile(r"^,?(?:在编|在职(?:人员)?控制|人员控制|编制控制|编制使用|满编)率(?:为|是|达到?)*$")
_POSTS = re.compile(r"编制|定编")
_STAFF = re.compile(r"(?:在职|在编|实有)(?:在[职编])?(?:人员|人数|职工)*(?:为|是|共|有)*$")


def _is_counted(term: Term) -> bool:
    return term.kind not in ("money", "proportion", "百分点", "分", "元") and not term.quantity.rough


def _is_done(part: Term, verb: str) -> bool:
    """Whether the words of a number end in what its rate is called by, and do not tell by how much it differs."""
    words = re.sub(r"(?:的|了|有|为|是|共|已|数)+$", "", part.words)
    return words.endswith(verb) and _DIFFERENCE.search(words.removesuffix(verb)) is None
