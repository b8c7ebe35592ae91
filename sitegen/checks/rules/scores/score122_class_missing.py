"""SCORE122: a class of indicators that the standard wants is not there."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.rule import Subject
from sitegen.checks.scores.scoring import indicator_tables, is_cut_off
from sitegen.diagnostics import Rule, Severity
from sitegen.model.forms.form import Scoring
from sitegen.model.forms.table import ListRows
from sitegen.model.reports.table_data import Row, RowKind, TableData
from sitegen.model.results.outcome import Outcome, Result

RULE = Rule(
    "SCORE122",
    "class-missing",
    Severity.WARNING,
    "缺一类指标",
    checks="指标按产出、效益、满意度分类的（一级指标里有“产出指标”，或有“效益指标”“满意度指标”中的一类），要有产出和效益；"
    "表单的“分组分值”列有满意度的，还要有满意度。哪一级写了都算；原件截断的、按别的办法分类的不查。",
    why="只有产出没有效益，说明做了事，没有说明有什么用；分值也就全给了别的指标。",
    example="产出指标: …（3 项）\n满意度指标: …（1 项，40 分）    # 没有效益指标",
    remedy="补上这一类指标；确不适用的，在“数据说明”里写明。",
    source="财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）：自评指标包括产出、效益、满意度，权重原则上为 50%、30%、10%。",
    waivable=True,
)
_CLASSES = {
    "产出": ("产出", "数量指标", "质量指标", "时效指标"),
    "效益": ("效益", "效果", "可持续影响", "影响力"),
    "满意度": ("满意",),
}


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each class, in a table whose indicators are grouped by them."""
    report, scoring = subject.report, subject.report.form.scoring or Scoring()
    for data in indicator_tables(report):
        items = [row for row in data.rows if row.kind is RowKind.ITEM]
        if not isinstance(data.table.rows, ListRows) or not items or not _by_classes(data):
            continue
        due = [
            name
            for name in _CLASSES
            if name != "满意度" or any("满意" in group for group, _ in scoring.weights)
        ]
        missing = [name for name in due if not any(_is_of(row, name) for row in items)]
        facts = (data.table.name,)
        for name in due:
            if name not in missing:
                yield Outcome(RULE.code, Result.PASS, data.table.name, f"有{name}指标")
        if not missing:
            continue
        statement = f"有{'、'.join(missing)}指标"
        if is_cut_off(report):
            reason = "部分指标资料缺失"
            yield Outcome(RULE.code, Result.NOT_CHECKABLE, data.table.name, statement, reason)
            continue
        empty = [_empty(data, name) for name in missing]
        at = next((row for row in empty if row is not None), items[0]).span.place
        what = "、".join(
            f"{name}指标{'没有写' if row is None else '下面没有指标'}"
            for name, row in zip(missing, empty, strict=True)
        )
        found = RULE.found(
            at,
            f"“{data.table.caption}”里{what}：这张表按产出、效益、满意度分类，每一类都要有指标。",
            remedy=f"补上{'、'.join(missing)}指标；确不适用的，在“数据说明”里写明。",
            report=report.key,
            fact=data.table.name,
            expected="、".join(f"{name}指标" for name in missing),
        )
        yield Outcome(RULE.code, Result.FAIL, data.table.name, statement, diagnostic=found, facts=facts)


def _is_of(row: Row, name: str) -> bool:
    """Whether an indicator is of the class, whatever level says so."""
    return any(word in text for word in _CLASSES[name] for text in (*row.groups, row.label))


def _empty(data: TableData, name: str) -> Row | None:
    """The heading of a class that has nothing below it."""
    words = _CLASSES[name]
    return next(
        (row for row in data.rows if row.kind is RowKind.EMPTY and any(w in row.groups[0] for w in words)),
        None,
    )


def _by_classes(data: TableData) -> bool:
    """Whether the outermost groups are classes of the standard."""
    tops = {row.groups[0].strip() for row in data.rows if row.groups}
    return any(top in ("产出指标", "产出", "产出类指标") for top in tops) or any(
        top in ("效益指标", "满意度指标") for top in tops
    )
