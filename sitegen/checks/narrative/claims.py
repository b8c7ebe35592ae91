"""What a sentence can claim of figures: levels, shares, changes, completion, parts, appositions, compositions.

Knows positions in the sentence. Must not know words or facts.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.prose.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure's name in a sentence. What narrows it down: `of`, the name right before it (基本支出预算数
    is 预算数 of 基本支出), `body`, the institution that the words tell, `last`, whether it is last year's.
    """

    start: int
    end: int
    name: str
    of: str = ""
    body: str = ""
    last: bool = False


ALL = "全部"
"""The `body` of a figure that is the total of all institutions."""


@dataclass(frozen=True, slots=True)
class Level:
    """`mention` is said to be `quantity`."""

    mention: Mention
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Share:
    """`part` (a name, else the quantity before) is said to be `quantity` of `whole`."""

    part: Mention | Quantity
    whole: Mention | Quantity
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Change:
    """`subject`, at `level` where that is said, is said to have changed since last year by `quantity`:
    `sign` 1 up, −1 down. `year` is the one compared with (None: last year). `other` is the same change
    stated in another unit (10 万元, 5%), `base` the figure before, where the sentence says it. A `bare` change
    does not say since when (16 亿元，下降 8%).
    """

    subject: Mention | None
    level: Quantity | None
    sign: int
    quantity: Quantity
    year: int | None = None
    other: Quantity | None = None
    base: Quantity | None = None
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Completion:
    """Of `budget` (a name; None: the budget as such) `quantity` is said to be spent; `spent` is what the
    sentence says was, `budgets` what it says the budget is, `subject` the last name before, whose budget it may be.
    """

    budget: Mention | None
    spent: Quantity | None
    quantity: Quantity
    budgets: tuple[Quantity, ...] = ()
    subject: Mention | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """`whole`, of which (其中) the `parts` are said to be contained."""

    whole: Quantity
    parts: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Apposition:
    """`whole`, and in brackets right behind it nothing but its parts, each with its name."""

    whole: Quantity
    parts: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """`parts` of one whole that is not named, each with its share of it, in the same order."""

    parts: tuple[Quantity, ...]
    shares: tuple[Quantity, ...]


Claim = Level | Share | Change | Completion | Parts | Apposition | Composition


@dataclass(frozen=True)
class Read:
    """A sentence's names and quantities in order, and what it claims of them."""

    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]
    claims: tuple[Claim, ...]
