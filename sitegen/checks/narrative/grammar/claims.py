"""What a sentence can claim of figures: levels, shares, changes, completion, appositions.

Knows positions in the sentence. Must not know words or facts.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.prose.text.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Whole:
    """What the figures that follow are told to be parts of: `name`, or `name` of the line `of`; "" where it has none
    that is known. `amount` is what it is said to be (None: nothing). It stands `above` where only the item of a list
    before is about it: what follows may have left it.
    """

    name: str
    of: str = ""
    amount: Quantity | None = None
    above: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """What the text before a sentence leaves to be understood: the `whole` that it tells parts of, and the line that
    is `spoken` of: "" none, None one that the form does not have.
    """

    whole: Whole | None = None
    spoken: str | None = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure's name in a sentence. What narrows it down: `of`, the line that is spoken of (基本支出预算数 is
    预算数 of 基本支出), `body`, the institution that the words tell, `last`, whether it is last year's, `whole`, what
    it is told to be a part of. `alone` is a column's name of which the sentence says no line; a `narrowed` one
    may mean the money of one source alone.
    """

    start: int
    end: int
    name: str
    of: str = ""
    body: str = ""
    last: bool = False
    whole: Whole | None = None
    alone: bool = False
    narrowed: bool = False


ALL = "全部"
"""The `body` of a figure that is the total of all institutions."""


@dataclass(frozen=True, slots=True)
class Level:
    """`mention` is said to be `quantity`."""

    mention: Mention
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Share:
    """`part` (a name, else the quantity before) is said to be `quantity` of `whole`; `level` is what the part is
    said to be itself.
    """

    part: Mention | Quantity
    whole: Mention | Quantity
    quantity: Quantity
    level: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """`subject`, at `level` where that is said, is said to have changed since last year by `quantity`:
    `sign` 1 up, −1 down. `year` is the one compared with (None: last year). `other` is the same change
    stated in another unit (10 万元, 5%) and with its own sign. A `bare` change does not say since when
    (16 亿元，下降 8%). `than` is what it is compared with if that is said: 预算 or 决算.
    """

    subject: Mention | None
    level: Quantity | None
    sign: int
    quantity: Quantity
    year: int | None = None
    other: Quantity | None = None
    bare: bool = False
    than: str = ""
    other_sign: int = 0


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
class Apposition:
    """`whole`, and in brackets right behind it nothing but its parts, each with its name."""

    whole: Quantity
    parts: tuple[Level, ...]


Claim = Level | Share | Change | Completion | Apposition


@dataclass(frozen=True)
class Read:
    """A sentence's names and quantities in order, and what it claims of them. `whole` is what a 其中 behind it
    would tell parts of.
    """

    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]
    claims: tuple[Claim, ...]
    whole: Whole | None = None
