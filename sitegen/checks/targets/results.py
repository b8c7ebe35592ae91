"""What a result says: a figure, a range, that something is done or not, when, or that there was nothing.

Knows how results are worded. Must not know what was due.
"""

from __future__ import annotations

from decimal import Decimal

from sitegen import lazy_re as re
from sitegen.checks.targets.deadlines import period
from sitegen.checks.targets.statements import (
    KNOWN_UNIT,
    NUMBER,
    STATED,
    Achieved,
    Goal,
    Target,
    stated_targets,
    unit_of,
)
from sitegen.model.forms.formula import Relation
from sitegen.numbers.figures import Figure, parse_figure, unit_factor, unit_kind
from sitegen.numbers.numerals import in_digits

WHOLE = Decimal(1)

_BEFOREHAND = re.compile(r"^(?:已经?|实际|均|都)+")
_PLAIN_RESULT = re.compile(
    rf"(?:完成|达到|达|实现|为)?\s*({NUMBER})\s*({KNOWN_UNIT}|[^\W\d_]{{0,6}}?)(?:/[^\W\d_]{{1,6}})?(?:完成)?"
)
_DONE = re.compile(r"(?:按[时期]|按计划|及时|如期|年内|全部|全面|顺利)*完成")
_NOT_DONE = re.compile(
    r"(?:尚|还|仍)?(?:未|没有|没)(?:能|按[时期]|按计划|年内|全部)*"
    r"(?:完成|达标|达到|实现|开展|实施|执行|启动|落实|到位)(?:预期|年度|年初)?(?:目标|指标|任务)?"
)
_NOTHING = re.compile(
    r"(?:暂)?(?:无|没有|零)|零(?:发生|事故|投诉|差错)"
    r"|(?:未|没有|无)(?:发生|出现|发现|接到|收到|产生)[^，,。；;、\d]{0,14}"
    r"|无[^，,。；;、\d]{0,10}(?:事故|事件|投诉|差错|违规|违纪|案件|问题|发生|现象)"
)


def achieved_figure(value: Decimal, unit: str) -> Achieved:
    """A result that is a figure; a proportion of 100 % or more is done."""
    proportion = unit_kind(unit) == "proportion"
    done = True if proportion and value * unit_factor(unit) >= WHOLE else None
    return Achieved(value, value, unit, done=done)


def achieved(text: str, year: int = 2000) -> Achieved | None:
    """What a result in words says: 已完成95%, 95%以上, 两次, 未完成, 11月18日; None where that is not certain."""
    plain = _BEFOREHAND.sub("", in_digits(text).strip().rstrip("。；;．. "))
    if _DONE.fullmatch(plain):
        return Achieved(done=True)
    if _NOT_DONE.fullmatch(plain):
        return Achieved(done=False)
    if _NOTHING.fullmatch(plain):
        return Achieved(Decimal(0), Decimal(0), nothing=True)
    when = period(plain, year)
    if when is not None:
        return Achieved(when=when, done=True)
    match = _PLAIN_RESULT.fullmatch(plain)
    if match is not None:
        parsed = parse_figure(match[1] + unit_of(match[2]))
        return achieved_figure(parsed.value, parsed.unit) if isinstance(parsed, Figure) else None
    if re.search(r"\w", STATED.sub("", plain)):
        return None
    bounds = [each for each in stated_targets(plain) if isinstance(each, Target)]
    return _bounded(bounds) if bounds and len({each.unit for each in bounds}) == 1 else None


def _bounded(bounds: list[Target]) -> Achieved | None:
    """The results that satisfy all `bounds`; None where a side is bounded twice."""
    low = [each for each in bounds if each.relation in (Relation.AT_LEAST, Relation.GREATER)]
    high = [each for each in bounds if each.relation in (Relation.AT_MOST, Relation.LESS)]
    if len(low) > 1 or len(high) > 1 or len(low) + len(high) < len(bounds):
        return None
    return Achieved(
        low[0].value if low else None,
        high[0].value if high else None,
        bounds[0].unit,
        bool(low) and low[0].relation is Relation.GREATER,
        bool(high) and high[0].relation is Relation.LESS,
    )


def restates(goals: tuple[Goal, ...], result: Achieved) -> bool:
    """Whether `result` is the bound that was due and no more, in whatever words: 95%以上 for ≥95%."""
    if result.least == result.most:
        return False
    bounds = [each for each in goals if isinstance(each, Target) and not each.presumed]
    due = _bounded(bounds) if bounds and len(bounds) == len(goals) else None
    if due is None or due.least == due.most or (due.unit and result.unit and due.unit != result.unit):
        return False
    return (due.least, due.most) == (result.least, result.most)


def is_share(value: Decimal, unit: str, due: Decimal, due_unit: str) -> bool:
    """Whether a figure of at most 1 without a unit may be a part of the whole (1 for 100 %, 0.95 for 95 %),
    because the other of the two is a percentage beyond 10 %.
    """
    return not unit and due_unit == "%" and 0 < value <= 1 and due > 10
