"""What the figures of a form are called in prose.

Knows labels, 别名 and the usual short forms of both. Must not know sentences' grammar. A name that
could mean many things (合计, 其他) is no name by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sitegen import lazy_re as re
from sitegen.model.forms.form import Field, Form
from sitegen.model.forms.table import Column, FixedRows, Line, ListRows, Table

_TOO_GENERAL = frozenset(["合计", "总计", "小计", "其他", "总额", "金额", "数额", "数量", "单位", "得分", "分值", "备注", "项目", "说明", "预算", "执行", "完成", "年初", "决算", "收入", "支出", "结余", "人员", "本部门", "本单位"])  # fmt: skip
_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]+[、.]|\(?[一二三四五六七八九十\d]+\)|\d+[、.]|其中:)+")
_GRAND_TOTAL = re.compile(r"(收入|支出)合计")
_ALL = ("总", "全部", "部门", "全年", "本年")
_TOTAL_SCORE = (
    "自评得分", "自评总分", "自评总得分", "自评综合得分", "绩效自评得分", "绩效自评总分", "绩效评价得分", "综合得分", "综合评分", "评价总分",
    "总得分",
)  # fmt: skip
"""What texts call the score of the whole, whatever its field is called."""
_OTHERWISE = (
    ("运行维护费", "运行费", "运维费"),
    ("出国(境)费", "出国(境)经费"),
    ("购置及运行", "购置和运行", "购置与运行"),
)
"""Names of costs that mean the same."""
_SAME = (
    ("结转下年", "结转下年支出", "结转下年使用", "结转下年度", "结转次年", "年终结转"),
    ("上年结转", "上年结转收入", "年初结转", "上年结转资金"),
    ("调入资金", "调入资金收入"),
)
"""Names of lines that mean the same."""
_WITHOUT_FEE = 4
"""Characters: 公务接待 for 公务接待费, but not 培训 for 培训费."""
_WITHOUT_NUMBER = 4
"""Characters: 教职工 for 教职工总数, but not 项目 for 项目总数."""
_TOTAL_OF = 5
"""Characters: 收入合计, 本年合计 without 合计 say too little."""
_TOTALS = frozenset({"合计", "总计", "总额", "小计"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name stands for: a field, a column, or a line of a table; both of the latter together
    name one cell.
    """

    field: Field | None = None
    table: Table | None = None
    column: Column | None = None
    line: Line | None = None

    @property
    def of_lines(self) -> bool:
        """Whether it is a column of a table whose rows the form prints: which of them, it does not say."""
        return self.column is not None and self.table is not None and isinstance(self.table.rows, FixedRows)


@dataclass(frozen=True)
class Names:
    """The names of a form: each with everything it may mean, and a pattern that finds the longest.
    `general` holds what 收入 and 支出 alone mean, said of an institution; `lines` are the names of lines, `columns`
    those that mean nothing but a column of tables with lines.
    """

    meanings: dict[str, tuple[Meaning, ...]]
    pattern: re.Pattern[str]
    general: dict[str, str]
    lines: frozenset[str]
    columns: frozenset[str]


@lru_cache(maxsize=64)
def names_of(form: Form) -> Names:
    """The names of `form`'s figures, written as `sentences` writes text."""
    found: dict[str, list[Meaning]] = {}

    def add(words: tuple[str, ...], meaning: Meaning) -> None:
        for word in words:
            found.setdefault(word, []).append(meaning)

    for field in form.fields.values():
        if field.spec.numeric:
            add(_variants(field.name, field.label, *field.aliases), Meaning(field=field))
    for table in form.tables.values():
        if isinstance(table.rows, ListRows):
            continue
        for column in table.leaves:
            if column.spec.numeric:
                meaning = Meaning(table=table, column=column)
                add(_variants(column.name, column.label, *column.aliases), meaning)
        if isinstance(table.rows, FixedRows):
            for line in table.rows.lines:
                if not line.heading:
                    meaning = Meaning(table=table, line=line)
                    add(_variants(line.name, line.label, *line.aliases, *_of_table(table, line)), meaning)
    total = form.fields.get(form.scoring.total) if form.scoring is not None else None
    for word in _TOTAL_SCORE if total is not None else ():
        found.setdefault(word, [Meaning(field=total)])
    for word in [each for each in found if each.endswith("合计") and len(each) > _TOTAL_OF]:
        found.setdefault(word.removesuffix("合计"), list(found[word]))  # “三公”经费合计 is “三公”经费
    words = sorted(found, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, words)) if words else r"(?!)")
    general = {
        word: name
        for word in ("收入", "支出")
        for name in (f"{word}合计", f"本年{word}合计")
        if name in found
    }
    lines = frozenset(word for word, meant in found.items() if any(each.line is not None for each in meant))
    columns = frozenset(word for word, meant in found.items() if all(each.of_lines for each in meant))
    return Names({word: tuple(meant) for word, meant in found.items()}, pattern, general, lines, columns)


def _of_table(table: Table, line: Line) -> tuple[str, ...]:
    """合计 of the table 三公经费预算 is also called 三公经费预算合计, its 公务接待费 公务接待费预算."""
    kinds = [kind for kind in ("预算", "决算") if kind in table.name or kind in table.caption]
    found = [f"{name}{kind}" for name in (line.name, *line.aliases) for kind in kinds]
    if line.name in _TOTALS:
        found += [f"{name}{word}" for name in (table.name, table.caption) for word in (line.name, "")]
    return tuple(found)


def _said_otherwise(name: str) -> Iterator[str]:
    """What else `name` is called in texts."""
    for words in _OTHERWISE:
        for one in words:
            if one in name:
                yield from (name.replace(one, other) for other in words if other != one)
                break


def _variants(*written: str) -> tuple[str, ...]:
    """`written` evenly, without ordinals and remarks in brackets, with 费 and 费用 for each other."""
    found: dict[str, None] = {}
    for name in written:
        even = re.sub(r"[“”\"‘’\s]", "", name).translate(str.maketrans("（）：．", "():."))
        plain = _ORDINAL.sub("", even)
        for each in (plain, re.sub(r"\([^()]*\)", "", plain)):
            found[each] = None
            if (total := _GRAND_TOTAL.fullmatch(each)) is not None:
                found.update(dict.fromkeys(f"{word}{total[1]}" for word in _ALL))
                found[f"{total[1]}总额"] = None
            if each.endswith("费用"):
                found[each[:-1]] = None
            elif each.endswith("费"):
                found[each + "用"] = None
                for other in (each, *_said_otherwise(each)):
                    found |= dict.fromkeys((other, other + "用"))
                    if not other.endswith("经费") and len(other) > _WITHOUT_FEE:
                        found[other[:-1]] = None
            if each.endswith("总数") and len(each) > _WITHOUT_NUMBER:
                found[each[:-2]] = None
            if each.endswith("数") and len(each) > 4:
                found[each[:-1]] = None
            elif each.endswith(("预算", "决算", "执行")):
                found[each + "数"] = None
    for each in [*found]:
        found |= dict.fromkeys(other for names in _SAME if each in names for other in names)
    return tuple(each for each in found if len(each) > 1 and each not in _TOO_GENERAL)
