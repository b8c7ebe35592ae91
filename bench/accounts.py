"""The figures of a made-up site: what every department took in and spent, year after year.

Knows the tables of the form yueyang-bumen-zhengti and what they must agree in, last year's report included. Must
not know how a report is written. The same seed gives the same accounts, in whatever order they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from random import Random
from typing import NamedTuple

from bench.wording import FUNCTIONS, INDICATORS, PLACES, WORKS

FORMS: Mapping[str, str] = {
    "zhengti": "部门整体支出绩效评价自评报告",
    "zhengti-jiguan": "机关本级整体支出绩效评价自评报告",
    "zhengti-shiye": "所属事业单位整体支出绩效评价自评报告",
    "zhengti-zhuanxiang": "专项资金整体支出绩效评价自评报告",
    "zhengti-zhongqi": "部门整体支出绩效中期评估报告",
}
"""Five variants of one form, so that a department has several reports a year, all of the same size."""
YEARS = range(2015, 2025)
OF_A_DEPARTMENT = len(YEARS) * len(FORMS)
RATES = sum(len(names) for groups in INDICATORS.values() for names in groups.values())
UNITS = ("局机关", "服务中心", "技术推广站")


class Figures(NamedTuple):
    """One row of the money tables, in 0.01 万元. What is a sum is a property, so it cannot be wrong."""

    carried: int
    public: int
    other: int
    personnel: int
    operating: int
    project: int
    reception: int
    vehicles: int
    purchase: int
    abroad: int
    in_use: int
    leased: int

    @property
    def income(self) -> int:
        return self.public + self.other

    @property
    def basic(self) -> int:
        return self.personnel + self.operating

    @property
    def spent(self) -> int:
        return self.basic + self.project

    @property
    def balance(self) -> int:
        return self.income - self.spent

    @property
    def cumulative(self) -> int:
        return self.carried + self.balance

    @property
    def three_public(self) -> int:
        return self.reception + self.vehicles + self.purchase + self.abroad

    @property
    def assets(self) -> int:
        return self.in_use + self.leased


@dataclass(frozen=True)
class Account:
    """One report: whose, what year, and all that differs from others. `before` are last year's figures of
    the whole, None in the first year; `done` is how much of each of the WORKS was done; `rates` and `score`
    are in 0.01.
    """

    department: int
    form: str
    year: int
    units: tuple[Figures, ...]
    before: Figures | None
    done: tuple[int, ...]
    rates: tuple[int, ...]
    staff: int
    score: int

    @property
    def folder(self) -> str:
        """Where it lies, below the site's root."""
        return f"content/reports/{self.year}/{department_id(self.department)}/{self.form}"

    @property
    def whole(self) -> Figures:
        """The row of totals."""
        return Figures(*map(sum, zip(*self.units, strict=True)))

    def with_more_reception(self, amount: int) -> Account:
        """The same, but the first unit spent `amount` (0.01 万元) more on receptions."""
        first, *others = self.units
        raised = first._replace(reception=first.reception + amount)
        return replace(self, units=(raised, *others))


def accounts(seed: int) -> Iterator[Account]:
    """All reports without end, one department after the other, each from its first year on."""
    for department in count():
        yield from sorted(
            (each for form in FORMS for each in history(seed, department, form)), key=lambda each: each.year
        )


def account_at(seed: int, place: int) -> Account:
    """The one at `place` among the `accounts`, from 0."""
    department, rest = divmod(place, OF_A_DEPARTMENT)
    year, form = divmod(rest, len(FORMS))
    return history(seed, department, tuple(FORMS)[form])[year]


def department_id(number: int) -> str:
    """The id of a department; the folder names are as wide for ten as for a thousand."""
    return f"bumen-{number:04d}"


def department_name(number: int) -> str:
    """示例市临江区教育局: every department has its own."""
    place, function = divmod(number, len(FUNCTIONS))
    again, place = divmod(place, len(PLACES))
    return f"示例市{PLACES[place]}{f'第{again + 1}' if again else ''}{FUNCTIONS[function]}"


def history(seed: int, department: int, form: str) -> list[Account]:
    """The reports of a department on one form, in the order of their years: each takes over what the
    year before left.
    """
    random = Random(f"{seed}/{department}/{form}")
    units = tuple(_first_year(random, share) for share in (100, 35, 15))
    staff = random.randint(25, 160)
    found: list[Account] = []
    for year in YEARS:
        before = found[-1].whole if found else None
        units = tuple(_next_year(random, unit) for unit in units) if found else units
        done = tuple(random.randint(work.least, 3 * work.least) for work in WORKS)
        rates = tuple(random.randint(8600, 9990) for _ in range(RATES))
        score = random.randint(9000, 9890)
        found.append(Account(department, form, year, units, before, done, rates, staff, score))
    return found


def _first_year(random: Random, share: int) -> Figures:
    """A unit that is `share` hundredths of a bureau."""
    amount = partial(_amount, random, share)
    public, other = amount(150_000, 400_000), amount(5_000, 60_000)
    personnel, operating = amount(30_000, 50_000), amount(8_000, 20_000)
    balance = amount(-4_000, 4_000)
    return Figures(
        carried=amount(2_000, 30_000),
        public=public,
        other=other,
        personnel=personnel,
        operating=operating,
        project=public + other - personnel - operating - balance,
        reception=amount(2_000, 4_000),
        vehicles=amount(2_000, 4_000),
        purchase=amount(1_000, 2_000),
        abroad=amount(500, 1_000),
        in_use=amount(60_000, 300_000),
        leased=amount(1_000, 9_000),
    )


def _next_year(random: Random, unit: Figures) -> Figures:
    """What became of a unit a year later; less than what YEAR102 wants explained."""
    grown = Figures(*(figure * random.randint(960, 1060) // 1000 for figure in unit))
    balance = random.randint(-unit.income // 60, unit.income // 60)
    return grown._replace(carried=unit.cumulative, project=grown.income - grown.basic - balance)


def _amount(random: Random, share: int, least: int, most: int) -> int:
    return random.randint(least * share // 100, most * share // 100)
