"""Outcomes of the arithmetic within a report's texts, each with the rule that answers for it.

Knows how contradictions are worded and placed. Must not know how they are found, or facts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from sitegen.checks import wording
from sitegen.checks.arithmetic import amount_of
from sitegen.checks.narrative.levels import Told
from sitegen.checks.narrative.outcomes import reading
from sitegen.diagnostics import Related, Rule, Severity, quoted
from sitegen.model.reports.passage import Passage
from sitegen.model.reports.report import Report
from sitegen.model.results.outcome import Outcome, Result
from sitegen.numbers.figures import unit_factor
from sitegen.numbers.intervals import Interval
from sitegen.prose.contradictions import Contradiction, contradictions, relations
from sitegen.prose.document import Document
from sitegen.prose.relations import Kind, Relation
from sitegen.prose.terms import Role, Term
from sitegen.prose.words import OVERSPENT
from sitegen.readings import Reading

ANSWERING = {
    Kind.SHARE: "TEXT121",
    Kind.ONE_WHOLE: "TEXT121",
    Kind.RATE: "TEXT122",
    Kind.RATE_OF_BASE: "TEXT122",
    Kind.GROWTH: "TEXT122",
    Kind.DIFFERENCE: "TEXT122",
    Kind.DIRECTION: "TEXT122",
    Kind.APART: "TEXT122",
    Kind.ENOUGH: "TEXT122",
    Kind.RISING: "TEXT127",
    Kind.FALLING: "TEXT127",
    Kind.CUT: "TEXT127",
    Kind.CHANGES: "TEXT122",
    Kind.MIXED: "TEXT122",
    Kind.POINTS: "TEXT122",
    Kind.BARE_RATE: "TEXT122",
    Kind.MEAN: "TEXT127",
    Kind.MULTIPLIED: "TEXT127",
    Kind.MEAN_OF_ALL: "TEXT127",
    Kind.COMPLETION: "TEXT123",
    Kind.COMPLETION_BY_CHANGE: "TEXT123",
    Kind.MIXED_COMPLETION: "TEXT123",
    Kind.SUM: "TEXT124",
    Kind.AT_MOST: "TEXT124",
    Kind.SAME: "TEXT127",
    Kind.MISTYPED: "TEXT127",
    Kind.SMALLER: "TEXT127",
    Kind.NOT_LARGER: "TEXT127",
    Kind.EQUAL: "TEXT127",
    Kind.BELOW: "TEXT127",
    Kind.ABOVE: "TEXT127",
    Kind.WHOLE: "TEXT127",
    Kind.AS_MANY: "TEXT127",
    Kind.NOTHING: "TEXT127",
}
"""The rule that answers for each kind of relation."""


class Within:
    """What the quantities of a report's texts say of one another, reckoned once for all rules."""

    def __init__(self, report: Report, texts: Iterable[Document], levels: Iterable[Told]) -> None:
        """`texts` are the report's; `levels` are the figures that are compared with facts: what follows from a wrong one is no fault of its own."""
        self._report = report.key
        right = {each.key: amount_of(each.fact) for each in levels if not each.agrees}
        found = [relations(text) for text in texts]
        self._holding: dict[str, list[Relation]] = defaultdict(list)
        self._contradictions: dict[str, list[Contradiction]] = defaultdict(list)
        judged: set[tuple[str, int]] = set()
        for one in found:
            for each in one:
                judged.update(term.key for term in _following(each))
                if each.holds:
                    self._holding[ANSWERING[each.kind]].append(each)
            for fault in contradictions(each for each in one if not _follows_from(each, right)):
                self._contradictions[ANSWERING[fault.relations[0].kind]].append(fault)
        self._judged = frozenset(judged)
        self._contradicted_terms = frozenset(
            term.key
            for faults in self._contradictions.values()
            for fault in faults
            for relation in fault.relations
            for term in relation.terms
        )

    def judges(self, passage: Passage, offset: int) -> bool:
        """Whether the proportion that begins at `offset` of `passage` is compared with numbers of the text itself."""
        return (passage.key, offset) in self._judged

    def contradicts(self, passage: Passage, offset: int) -> bool:
        """Whether the number that begins at `offset` of `passage` is one that cannot be right beside others of the text."""
        return (passage.key, offset) in self._contradicted_terms

    def outcomes(self, rule: Rule) -> Iterator[Outcome]:
        """What `rule` answers for: one outcome for each relation that holds and for each contradiction."""
        for each in self._holding[rule.code]:
            said, read = _said(each), _read([each])
            yield Outcome(rule.code, Result.PASS, each.terms[-1].sentence.passage.at, said, read=read)
        for one in self._contradictions[rule.code]:
            yield self._contradicted(rule, one)

    def _contradicted(self, rule: Rule, found: Contradiction) -> Outcome:
        relation = found.relations[0]
        at = found.suspect or _telling(relation)
        sentence, quantity = at.sentence, at.quantity
        others = [term for each in found.relations for term in each.terms if term is not at]
        message = _MESSAGES[relation.kind](relation)
        message += _others(found.relations, at)
        truncated = relation.holds_truncated
        if truncated:
            message += "像是截去了尾数，没有四舍五入。"
        word = relation.word
        if word is not None:
            others = [term for each in found.relations for term in each.terms]
            place = word.passage.place(word.start, word.end - word.start)
        else:
            place = sentence.place(quantity.start, quantity.end)
        diagnostic = rule.found(
            place,
            message,
            remedy=_remedy(found),
            report=self._report,
            fact=sentence.passage.at,
            expected=_due(relation),
            actual=relation.terms[-1].written,
            related=tuple(_related(term) for term in dict.fromkeys(others)),
            severity=Severity.WARNING if truncated or relation.kind in _DOUBTED else None,
        )
        read = _read(found.relations)
        said = _said(relation)
        return Outcome(rule.code, Result.FAIL, sentence.passage.at, said, diagnostic=diagnostic, read=read)


_MOST_TOLD = 3
"""Of the relations that one number is in and that do not hold."""


def _others(found: Sequence[Relation], at: Term) -> str:
    """What else `at` does not fit, with its numbers where another may be wrong: each may be a fault of its own."""
    if len(found) == 1:
        return ""
    apart = [each for each in found[1:] if each.terms[-1] is not found[0].terms[-1]]
    told = "".join(dict.fromkeys(_MESSAGES[each.kind](each) for each in apart[:_MOST_TOLD]))
    return f"{quoted(at.written)}与文中另外 {len(found) - 1} 处也对不上{f'：{told}' if told else '。'}"


def _follows_from(relation: Relation, right: Mapping[tuple[str, int], Interval | None]) -> bool:
    """Whether a relation holds with the amounts that tables hold in place of those that contradict them."""
    if not right or not any(term.key in right for term in relation.terms):
        return False
    return relation.held_by(
        [right.get(term.key) or each for term, each in zip(relation.terms, relation.amounts, strict=True)]
    )


def _following(relation: Relation) -> Iterator[Term]:
    """The proportions that follow from the others."""
    if relation.kind not in _WITHOUT_AMOUNT:
        yield from (term for term in relation.terms if term.kind == "proportion")


_WITHOUT_AMOUNT = frozenset(
    (
        Kind.DIRECTION,
        Kind.RISING,
        Kind.FALLING,
        Kind.CUT,
        Kind.BELOW,
        Kind.ABOVE,
        Kind.WHOLE,
        Kind.SMALLER,
        Kind.NOT_LARGER,
    )
)
"""Kinds that tell nothing of how much."""


_DOUBTED = frozenset((Kind.MISTYPED, Kind.CUT))
"""Kinds that are likely wrong, not surely."""


def _telling(relation: Relation) -> Term:
    """The term at which a contradiction is told: what follows from the others."""
    return relation.terms[-1]


def _read(found: Iterable[Relation]) -> Reading:
    return reading(term.figure for each in found for term in each.terms)


def _related(term: Term) -> Related:
    quantity = term.quantity
    return Related("正文", term.clause, term.sentence.place(quantity.start, quantity.end))


def _said(relation: Relation) -> str:
    stated = "、".join(f"“{term.clause}”" for term in relation.terms)
    return f"正文{stated}（{relation.word.written if relation.word is not None else relation.kind}）"


def _amount(value: Interval, like: Term) -> str:
    """`value` in the unit of `like`, changes with their direction."""
    number = value.nominal
    text = like.sentence.text[like.quantity.start : like.quantity.end]
    if like.kind == "proportion":
        scale = 100 if like.quantity.unit == "%" else 1000
        words = f"{wording.number(abs(number) * scale, 2)}{like.quantity.unit}"
    elif like.kind == "money":
        if like.sentence.passage.cell is not None:
            return wording.number(abs(number) / Fraction(unit_factor(like.quantity.unit)), 6)
        times = {"万": 10**4, "亿": 10**8}.get(next((each for each in "万亿" if each in text), ""), 1)
        unit = {1: "元", 10**4: "万元", 10**8: "亿元"}[times]
        words = f"{wording.number(abs(number) / times, 6)} {unit}"
    else:
        times = {"万": 10**4, "亿": 10**8}.get(text.removesuffix(like.quantity.unit)[-1:], 1)
        said = {1: "", 10**4: "万", 10**8: "亿"}[times]
        words = f"{wording.number(abs(number) / times, 6)} {said}{like.quantity.unit}"
    if like.role is Role.CHANGE and OVERSPENT.search(like.words):
        return f"{'超出' if number > 0 else '结余'} {words}"
    if like.role in (Role.CHANGE, Role.RATE):
        return "没有增减" if number == 0 else f"{'增加' if number > 0 else '减少'} {words}"
    return words if number >= 0 else f"-{words}"


def _due(relation: Relation) -> str:
    due, last = relation.due, relation.terms[-1]
    if due is not None and relation.kind is Kind.APART and last.sign < 0:
        due = -due  # how far apart they are, in the direction that the text tells
    return _amount(due, last) if due is not None else ""


def _follows(relation: Relation) -> str:
    *others, last = relation.terms
    from_what = "、".join(quoted(term.clause) for term in others)
    due = _due(relation)
    reckoned = f"计算是 {due}" if due else "对不上"
    return f"正文写{quoted(last.clause)}，按{from_what}{reckoned}。"


def _direction(relation: Relation) -> str:
    first, second = relation.terms
    return f"正文写{quoted(first.clause)}，又写{quoted(second.clause)}，一增一减，方向相反。"


def _one_whole(relation: Relation) -> str:
    part, share, other, other_share = relation.terms
    return (
        f"正文写{quoted(part.clause)}占 {share.written}、{quoted(other.clause)}占 {other_share.written}，"
        "用各数除以占比，推算出来的总数不是同一个数。"
    )


def _sum(relation: Relation) -> str:
    *parts, whole = relation.terms
    if len(parts) == 1:
        return f"正文写{quoted(parts[0].clause)}，超过了{quoted(whole.clause)}。"
    listed = " + ".join(part.written for part in parts)
    verb = "超过了总数" if relation.kind is Kind.AT_MOST else "不是总数"
    return f"正文各项 {listed} = {_due(relation)}，{verb}{quoted(whole.clause)}。"


def _changes(relation: Relation) -> str:
    *parts, whole = relation.terms
    listed = "、".join(quoted(part.clause) for part in parts)
    return f"正文各项增减{listed}，合计是{_due(relation)}，与总的增减{quoted(whole.clause)}不符。"


def _mixed(relation: Relation) -> str:
    *parts, whole, rate = relation.terms
    base, how = ("上年数", "增减幅度") if relation.kind is Kind.MIXED else ("预算数", "完成率")
    listed = "、".join(
        f"{quoted(part.clause)}{quoted(own.clause)}"
        for part, own in zip(parts[::2], parts[1::2], strict=True)
    )
    return (
        f"正文写{quoted(whole.clause)}{quoted(rate.clause)}，它的各项{listed}：按各数和{how}倒推，"
        f"各项的{base}加起来不是总数的{base}。"
    )


def _enough(relation: Relation) -> str:
    level, change = relation.terms
    return (
        f"正文写{quoted(level.clause)}，又写{quoted(change.clause)}：增加的比本年数还多，上年数就成了负数。"
    )


def _points(relation: Relation) -> str:
    first, second, points = relation.terms
    way = "高" if points.sign > 0 else "低"
    return f"正文写{quoted(first.clause)}，比{quoted(second.clause)}{way} {points.written}，两个百分比相减对不上。"


def _bare_rate(relation: Relation) -> str:
    level, change, rate = relation.terms
    return (
        f"正文写{quoted(rate.clause)}，没有单位；按{quoted(level.clause)}、{quoted(change.clause)}计算是 {_due(relation)}，"
        "像是漏了“%”。"
    )


def _same(relation: Relation) -> str:
    first, second = relation.terms
    return f"正文同一项有两个说法：一处写{quoted(first.clause)}，一处写{quoted(second.clause)}。"


def _mistyped(relation: Relation) -> str:
    first, second = relation.terms
    swapped = (
        first.written_unit == second.written_unit and first.quantity.decimals == second.quantity.decimals
    )
    how = "只有相邻两个数字颠倒" if swapped else "数字相同，只是单位或者小数点不同"
    return f"正文一处写{quoted(first.clause)}，一处写{quoted(second.clause)}，{how}，像是同一个数。"


def _word(relation: Relation) -> str:
    return relation.word.written if relation.word is not None else relation.kind


def _compared(relation: Relation) -> str:
    first, second = relation.terms
    return f"正文说{quoted(_word(relation))}，而文中的数字是{quoted(first.clause)}、{quoted(second.clause)}。"


def _against_rate(relation: Relation) -> str:
    return f"正文说{quoted(_word(relation))}，而文中写的是{quoted(relation.terms[0].clause)}。"


def _cut(relation: Relation) -> str:
    return f"正文写{quoted(relation.terms[0].clause)}，原因却只说{quoted(_word(relation))}，像是增减写反了，或者原因没有改。"


def _nothing(relation: Relation) -> str:
    money, count = relation.terms
    return f"正文写{quoted(money.clause)}，又写{quoted(count.clause)}：一个是零，一个不是。"


def _as_many(relation: Relation) -> str:
    told, last = relation.terms
    return f"正文写{quoted(told.clause)}，列出的却到{quoted(last.clause)}为止，共 {wording.number(last.amount.nominal)} 项。"


_MESSAGES = {
    Kind.RATE: _follows,
    Kind.RATE_OF_BASE: _follows,
    Kind.GROWTH: _follows,
    Kind.DIFFERENCE: _follows,
    Kind.COMPLETION: _follows,
    Kind.COMPLETION_BY_CHANGE: _follows,
    Kind.SHARE: _follows,
    Kind.DIRECTION: _direction,
    Kind.APART: _follows,
    Kind.ENOUGH: _enough,
    Kind.RISING: _against_rate,
    Kind.FALLING: _against_rate,
    Kind.CUT: _cut,
    Kind.ONE_WHOLE: _one_whole,
    Kind.SUM: _sum,
    Kind.AT_MOST: _sum,
    Kind.CHANGES: _changes,
    Kind.MIXED: _mixed,
    Kind.MIXED_COMPLETION: _mixed,
    Kind.POINTS: _points,
    Kind.MEAN: _follows,
    Kind.MULTIPLIED: _follows,
    Kind.MEAN_OF_ALL: _follows,
    Kind.BARE_RATE: _bare_rate,
    Kind.SAME: _same,
    Kind.MISTYPED: _mistyped,
    Kind.SMALLER: _compared,
    Kind.NOT_LARGER: _compared,
    Kind.EQUAL: _compared,
    Kind.BELOW: _against_rate,
    Kind.ABOVE: _against_rate,
    Kind.WHOLE: _against_rate,
    Kind.AS_MANY: _as_many,
    Kind.NOTHING: _nothing,
}


def _remedy(found: Contradiction) -> str:
    """What to do, with the only slip that would explain it where there is one."""
    if found.mended is None:
        return ""
    term = found.mended.term
    if not found.mended.written:
        return f"{quoted(term.clause)}的增减方向改过来，就都相符了；核对原始资料后改正。"
    return f"{quoted(term.written)}如果是 {found.mended.written}，就都相符了；核对原始资料后改正。"
