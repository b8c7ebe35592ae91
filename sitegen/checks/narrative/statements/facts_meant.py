"""Names in a sentence to facts: of which year, of which institution.

Knows how a sentence says whose figures it speaks of. Must not know claims. A fact is tied only if
nothing else can be meant; what might be meant as well is kept, and agreeing with it is agreement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sitegen import lazy_re as re
from sitegen.checks.equations.arithmetic import amount_of
from sitegen.checks.narrative.grammar.claims import Mention, Whole
from sitegen.checks.narrative.grammar.membership import Belongs, belongs, whole_row
from sitegen.checks.narrative.naming.cells import (
    column_of,
    facts_of,
    is_other_side,
    of_line,
    row_meant,
    states,
)
from sitegen.checks.narrative.naming.columns import BUDGETS, Kind, Sort, Wanted, changes, sorts, wanted
from sitegen.checks.narrative.naming.names import Meaning, Names
from sitegen.checks.narrative.naming.namesakes import (
    Said,
    has_enough_digits,
    named_by_fund,
    namesakes,
    of_another_fund,
)
from sitegen.checks.narrative.naming.number_slips import is_slip
from sitegen.checks.narrative.naming.thing_columns import of_column_named
from sitegen.checks.narrative.naming.years_told import COMPARING, YEAR, told_year
from sitegen.model.forms.spec import ValueType
from sitegen.model.forms.table import InstitutionRows
from sitegen.model.reports.fact import Fact, State
from sitegen.model.reports.report import Report
from sitegen.model.reports.table_data import Row, TableData
from sitegen.numbers.figures import unit_kind
from sitegen.numbers.intervals import Interval, total
from sitegen.prose.text.quantities import Quantity

_CODE = re.compile(r"^[\dA-Za-z]{6,}\s*[-—]\s*")
"""The code that budget systems put before a project's name."""
_CLOSING = re.compile(
    r"(?:年末|期末|滚存)[^,;]{0,6}(?:结余|结转|余额)|(?:结余|结转|余额)[^,;]{0,4}(?:年末|期末)"
)
_THIS_YEAR = re.compile(r"全年|(?<![上去前]年)(?<![上去前\d])年[末底]")
_OPENING = re.compile(r"(?:上年|年初|期初)[^,;]{0,6}(?:结余|结转|余额)")


@dataclass(frozen=True, slots=True)
class Tied:
    """The fact that is meant, and others that may be meant by the same words. It is not `sure` where the figure may
    be no part of the whole that the sentence tells parts of; it is not the `only` one where the name stands for
    several that differ.
    """

    fact: Fact
    others: tuple[Fact, ...] = ()
    sure: bool = True
    only: bool = True
    this_year: tuple[Fact, ...] = ()
    """The report's own figures that the words would mean, did they not tell another year."""
    namesakes: tuple[Fact, ...] = ()
    """Figures of the same name in lists, which no other words tell apart, and of names that end so: never accused."""

    def of_this_year(self, stated: Quantity) -> Fact | None:
        """The report's own figure that is stated, of so many digits that it is no chance, as one of another year."""
        if self.agrees(stated.amount) or not has_enough_digits(stated.value):
            return None
        return next(
            (each for each in self.this_year if (own := amount_of(each)) and own.agrees(stated.amount)), None
        )

    def agrees(self, stated: Interval) -> bool:
        """Whether what is stated may be the fact's figure, or one of the others'."""
        amounts = [amount_of(each) for each in (self.fact, *self.others, *self.namesakes)]
        if any(amount is not None and amount.agrees(stated) for amount in amounts):
            return True
        return any(total(each).agrees(stated) for each in self._together())

    def _together(self) -> Iterator[list[Interval]]:
        """What the name stands for in several tables, column by column: a text may tell what they come to."""
        columns: dict[str, dict[str, Interval]] = {}
        for each in (self.fact, *self.others):
            amount = amount_of(each)
            if amount is not None and "[" in each.address:
                table = each.address.partition(".")[0]
                columns.setdefault(column_of(each), {}).setdefault(table, amount)
        yield from ([*found.values()] for found in columns.values() if len(found) > 1)

    def accused(self, stated: Quantity) -> Fact | None:
        """The fact that the number written says otherwise; None where it may be right."""
        facts = [each for each in (self.fact, *self.others) if amount_of(each) is not None]
        if self.agrees(stated.amount):
            return None
        if self.of_this_year(stated) is not None:
            return self.fact
        for each in facts:
            amount = amount_of(each)
            if amount is not None and is_slip(stated, amount.nominal):
                return each
        return self.fact if self.sure else None


@dataclass(frozen=True)
class Ties:
    """Ties the names of a sentence to facts of `report`, or of `last_year` where it says so."""

    report: Report
    last_year: Report | None
    names: Names

    def tie(
        self,
        text: str,
        mention: Mention,
        kind: str,
        *,
        wide: bool = False,
        said: Said | None = None,
        beside: tuple[Quantity, ...] = (),
    ) -> Tied | None:
        """What `mention` in the sentence `text` means, among figures whose unit is of `kind`. With
        `wide`, figures of other institutions than the one named may be meant too. Where it is `said`
        to be an amount, the words up to there tell columns apart. `beside` are other quantities of the sentence: those
        of the whole of a table tell that its columns' names mean the whole. Where the sentence or its heading speaks of
        a fund, the row that is called by it as well is meant, if the form has one, and the other may be.
        """
        plain = self._tied(text, mention, kind, wide, said, beside)
        fuller = named_by_fund(mention.name, self.names, text[: mention.start], said)
        own = self._tied(text, replace(mention, name=fuller), kind, wide, said, beside) if fuller else None
        if plain is None or own is None:
            return plain
        may_be = (*own.namesakes, *plain.namesakes, plain.fact, *plain.others)
        return replace(own, sure=own.sure and plain.sure, namesakes=may_be)

    def _tied(
        self,
        text: str,
        mention: Mention,
        kind: str,
        wide: bool,
        said: Said | None,
        beside: tuple[Quantity, ...],
    ) -> Tied | None:
        """What the name itself means."""
        year, told = (self.report.year - 1, True) if mention.last else self._year_of(text, mention)
        report = self._report_of(year)
        want = Wanted()
        if said is not None:
            span = (mention.start, mention.end)
            told = told or self._is_of_the_whole_year(text, mention, said.before)
            want = wanted(text, span, said.at, 0 if told else None, said.before)
        if report is None:
            before = year == self.report.year - 1 and said is not None
            return self._of_last_year(mention, kind, replace(want, year=-1)) if before else None
        row, sure = self._institution(text, mention)
        if row is _UNCLEAR:
            if not wide:
                return None
            row = ""
        wide = wide or not sure
        candidates: list[Fact] = []
        others: list[Fact] = []
        certain = not mention.narrowed
        gap = text[mention.end : said.at] if said is not None else ""
        for meaning in self._meanings(mention):
            if is_other_side(meaning, mention.name, gap):
                continue
            found = facts_of(
                report, meaning, row, kind, want, wide=wide, line=self._line(meaning, mention, beside)
            )
            member = self._belongs(
                report, meaning, mention.whole, [fact for fact, is_meant in found if is_meant]
            )
            if member is Belongs.NOT and not (mention.whole is not None and mention.whole.above):
                continue
            certain = certain and member is Belongs.SURE
            for fact, is_meant in found:
                if fact.figure is not None and unit_kind(fact.unit or fact.spec.unit) == kind:
                    (candidates if is_meant else others).append(fact)
        if not candidates and others and all(fact.spec.type is ValueType.SCORE for fact in others):
            return Tied(others[-1], tuple(others[:-1]), certain)
        if not candidates:
            return None
        named = of_column_named(report, (*candidates, *others), _heading(said))
        if named:
            others = [fact for fact in (*candidates, *others) if fact not in named]
            return Tied(named[0], named[1:], certain, namesakes=tuple(others))
        certain = certain and not of_another_fund(report, candidates[0], text[: mention.start], said)
        return Tied(
            candidates[0],
            (*candidates[1:], *others),
            certain,
            only=_all_same(candidates),
            namesakes=self._namesakes.get((mention.name, kind), ()) if report is self.report else (),
        )

    @cached_property
    def _namesakes(self) -> Mapping[tuple[str, str], tuple[Fact, ...]]:
        return namesakes(self.report, self.names)

    def _belongs(self, report: Report, meaning: Meaning, whole: Whole | None, facts: list[Fact]) -> Belongs:
        """Whether the figures of `meaning` may be parts of `whole`."""
        if whole is None:
            return Belongs.SURE
        wholes = [
            (
                each,
                [fact for fact, _ in facts_of(report, each, "", "money", Wanted(), wide=True, line=None)],
            )
            for each in self._meanings(Mention(0, 0, whole.of or whole.name))
        ]
        return belongs(report, meaning, facts, whole, wholes)

    def budgets(
        self, text: str, mention: Mention, beside: tuple[Quantity, ...]
    ) -> Iterator[tuple[list[Fact], list[Fact]]]:
        """Of each row that `mention` in the sentence `text` may be of: this year's budgets, and what was spent."""
        for data, key in self._rows_of(text, mention, beside):
            found = [each for each in self._cells(data, key, "money") if each[0].year in (None, 0)]
            budgets = [fact for sort, fact in found if sort.kind in BUDGETS]
            yield budgets, [fact for sort, fact in found if sort.kind is Kind.SPENT]

    def years(
        self, text: str, mention: Mention, kind: str, beside: tuple[Quantity, ...]
    ) -> Iterator[tuple[Fact, Fact]]:
        """This year's figure and the one before it, of the same sort, that stand in one row that `mention` is of."""
        for data, key in self._rows_of(text, mention, beside):
            cells = self._cells(data, key, kind)
            for before, old in cells:
                if before.year == -1 and before.kind is not Kind.OTHER:
                    yield from ((new, old) for now, new in cells if now == replace(before, year=0))

    def changes(self, text: str, mention: Mention, kind: str, beside: tuple[Quantity, ...]) -> Iterator[Fact]:
        """The changes since last year, in units of `kind`, that stand in a row that `mention` is of."""
        for data, key in self._rows_of(text, mention, beside):
            for name in changes(data.table, self.report.year, self.report.form.title):
                fact = data.cell(key, name)
                if fact is not None and unit_kind(fact.unit or fact.spec.unit) == kind:
                    yield fact

    def _rows_of(
        self, text: str, mention: Mention, beside: tuple[Quantity, ...]
    ) -> Iterator[tuple[TableData, str]]:
        """The rows of this year that `mention` may be of, by their keys; none if another year is told."""
        row = self._institution(text, mention)[0]
        if row is _UNCLEAR or mention.last or self._year_of(text, mention)[0] != self.report.year:
            return
        for meaning in self._meanings(mention):
            if meaning.table is not None:
                data = self.report.tables[meaning.table.name]
                line = self._line(meaning, mention, beside)
                if meaning.line is not None:
                    yield data, meaning.line.name
                elif not isinstance(data.table.rows, InstitutionRows):
                    if line is not None:
                        yield data, line.key
                else:
                    yield data, row_meant(data, row)

    def _line(self, meaning: Meaning, mention: Mention, beside: tuple[Quantity, ...]) -> Row | None:
        """The line that a column's name alone means: the whole, where the sentence speaks of no other, or states a
        figure of the whole beside.
        """
        if not meaning.of_lines or meaning.line is not None or meaning.table is None:
            return None
        data = self.report.tables[meaning.table.name]
        whole = whole_row(data)
        return whole if whole is not None and (mention.alone or states(data, whole, beside)) else None

    def _cells(self, data: TableData, key: str, kind: str) -> list[tuple[Sort, Fact]]:
        """The figures of a row in units of `kind`, each with what its column holds."""
        kinds = sorts(data.table, self.report.year, self.report.form.title)
        return [
            (kinds[column.name], fact)
            for column in data.table.leaves
            if column.spec.numeric
            and (fact := data.cell(key, column.name)) is not None
            and unit_kind(fact.unit or fact.spec.unit) == kind
        ]

    def _of_last_year(self, mention: Mention, kind: str, want: Wanted) -> Tied | None:
        """What this year's report says itself of the year before: in a column of its own, or what it began with."""
        found: list[tuple[Fact, int | None]] = []
        now: list[Fact] = []
        for meaning in self._meanings(mention):
            if meaning.field is not None or meaning.table is None or meaning.line is None or meaning.column:
                return None
            data = self.report.tables[meaning.table.name]
            kinds = sorts(meaning.table, self.report.year, self.report.form.title)
            for fact, _ in of_line(data, meaning.line.name, kind, want, self.report):
                found.append((fact, kinds[column_of(fact)].year))
            own = [
                fact for fact, _ in of_line(data, meaning.line.name, kind, replace(want, year=0), self.report)
            ]
            now += (fact for fact in own if fact.figure is not None)
            opening = self._opening(data, meaning.line.name)
            if opening and all(year is None for _, year in found):
                whole = [data.cell(opening, column_of(fact)) for fact in own[:1]]
                facts = [fact for fact in whole if fact is not None and fact.figure is not None]
                return Tied(facts[0], sure=False, this_year=tuple(now[:1])) if facts else None
        only = found[0] if len(found) == 1 else None
        if only is None or only[1] != -1 or only[0].figure is None:
            return None
        return Tied(only[0], this_year=tuple(now))

    def _opening(self, data: TableData, line: str) -> str:
        """The only line that says what the year began with, beside one that says what it ended with; "" if none."""
        if _CLOSING.search(line) is None:
            return ""
        found = [row.key for row in data.value_rows if _OPENING.search(row.key)]
        return found[0] if len(found) == 1 else ""

    def _meanings(self, mention: Mention) -> Iterator[Meaning]:
        """What a name may stand for; a column of the line named right before it is that cell."""
        found = self.names.meanings.get(mention.name, ())
        if not mention.of:
            yield from found
            return
        lines = [each for each in self.names.meanings.get(mention.of, ()) if each.line is not None]
        for meaning in found:
            for each in lines:
                if meaning.column is not None and each.table is meaning.table:
                    yield replace(meaning, line=each.line)

    def _year_of(self, text: str, mention: Mention) -> tuple[int | None, bool]:
        """The year that the words before the name speak of, None if unclear, and whether they tell it."""
        return told_year(text, mention.start, mention.name, self.report.year)

    def _is_of_the_whole_year(self, text: str, mention: Mention, before: str) -> bool:
        """Whether the sentence says 全年 or 年末 of what it names, and no other year was told before."""
        begin = text.rfind("。", 0, mention.start) + 1
        if _THIS_YEAR.search(text, begin, mention.start) is None:
            return False
        told = [each for each in YEAR.finditer(before) if not COMPARING.search(before, 0, each.start())]
        last = told[-1] if told else None
        return last is None or last["this"] is not None or last["year"] == str(self.report.year)

    def _report_of(self, year: int | None) -> Report | None:
        if year == self.report.year:
            return self.report
        return self.last_year if self.last_year is not None and year == self.last_year.year else None

    def _institution(self, text: str, mention: Mention) -> tuple[str, bool]:
        """The institution that is spoken of and whether that is sure: not if it is named in an earlier
        clause; "" for none, _UNCLEAR for a list of several.
        """
        if mention.body:
            return self._rows.get(mention.body, ""), True
        found = list(self._institutions.finditer(text, 0, mention.end))
        if not found:
            return "", True
        if len(found) > 1 and re.fullmatch(r"[、和与及,]", text[found[-2].end() : found[-1].start()]):
            return _UNCLEAR, False
        sure = not re.search("[,;]", text[found[-1].end() : mention.start])
        return self._rows[found[-1][0]], sure

    @cached_property
    def bodies(self) -> re.Pattern[str]:
        """Finds the department and the institutions of the report by name."""
        department = self.report.department
        named = [
            fact.value.text
            for fact in self.report.fields.values()
            if fact.value.state is State.TEXT and fact.spec.type in _NAMING
        ]
        uncoded = [_CODE.sub("", name) for name in named]
        return _any_of([*self._rows, department.name, department.short_name, *named, *uncoded])

    @cached_property
    def _institutions(self) -> re.Pattern[str]:
        return _any_of(self._rows)

    @cached_property
    def _rows(self) -> dict[str, str]:
        """The institutions' names, and 机关 and 本级 for the only one of that kind, each with its row."""
        keys = [
            row.key
            for data in self.report.tables.values()
            if isinstance(data.table.rows, InstitutionRows)
            for row in data.value_rows
        ]
        names = {_even(key): key for key in keys if len(key) > 1}
        offices = {key for key in keys if key.endswith(("机关", "本级"))}
        if len(offices) == 1:
            names |= {**dict.fromkeys(_OFFICE, offices.pop()), **names}
        return names


def _heading(said: Said | None) -> str:
    """The heading over what is said."""
    return said.heading.partition(" ")[0] if said is not None else ""


_UNCLEAR = "\0"
_OFFICE = ("机关本级", "局机关", "机关", "本级")
_NOT_OFFICE = "(?!运行|事业|单位|干部|工会|党|作风|工作|职工|各|建设|服务)"
_NAMING = frozenset({ValueType.LINE, ValueType.ORGANIZATION})
"""Types of fields that name the project or the body that a report is about."""


def _even(name: str) -> str:
    return name.translate(str.maketrans("（）", "()"))


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Finds the longest of `names`, written evenly."""
    words = sorted({_even(name) for name in names if len(name) > 1}, key=len, reverse=True)
    parts = (re.escape(word) + (_NOT_OFFICE if word in _OFFICE else "") for word in words)
    return re.compile("|".join(parts) if words else r"(?!)")


def _all_same(facts: list[Fact]) -> bool:
    amounts = [amount for fact in facts if (amount := amount_of(fact)) is not None]
    return all(amount.equals(amounts[0]) for amount in amounts)
