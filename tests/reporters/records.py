"""A run made by hand: findings of every kind, small enough to read in each format.

Knows the record only; no site is read.
"""

from __future__ import annotations

from dataclasses import replace

from sitegen.diagnostics import Diagnostic, Edit, Related, Rule, Severity, Waiver
from sitegen.reporters.record import Record, RuleRecord
from sitegen.source import Place
from sitegen.text_figures import Compared, Fate, SentenceRead, TextsRead, Understood

KEXIE = "content/reports/2020/kexie/report.yaml"
KEXIE_KEY = "2020/kexie/demo"
CLEAN_KEY = "2021/kexie/demo"


def rule(code: str, name: str, severity: Severity, title: str, *, waivable: bool = False) -> Rule:
    return Rule(
        code,
        name,
        severity,
        title,
        checks=f"{title}的情形。",
        why="别人会用错。",
        example="合计: 1.0 # <错>\n```\n",
        remedy="对照原件改正。",
        source="财政部规定。" if waivable else "",
        waivable=waivable,
    )


SUM = rule("SUM101", "identity-does-not-hold", Severity.ERROR, "分项之和不等于合计", waivable=True)
ROUNDING = rule("SUM103", "rounding-difference", Severity.INFO, "因四舍五入而有出入")
UNTOLD = rule("YEAR101", "years-contradict", Severity.ERROR, "两年的数不一致")
DIGITS = rule("FORM106", "full-width-digits", Severity.WARNING, "数字用了全角")
FORMULA = rule("FORM119", "bad-formula", Severity.ERROR, "公式写错了")
NO_SITE = rule("SITE101", "settings-missing", Severity.ERROR, "没有站点设置")
STRAY = rule("SITE105", "stray-file", Severity.WARNING, "不会被读取的文件")

NOTHING = {"pass": 0, "fail": 0, "waived": 0, "not_checkable": 0, "not_applicable": 0}
RULES = (
    RuleRecord(SUM, Severity.ERROR, True, NOTHING | {"pass": 5, "fail": 1, "waived": 1, "not_checkable": 2}),
    RuleRecord(ROUNDING, Severity.INFO, True, NOTHING | {"pass": 5, "not_applicable": 1}),
    RuleRecord(UNTOLD, Severity.ERROR, True, NOTHING | {"not_checkable": 3}),
    RuleRecord(DIGITS, Severity.WARNING, True, NOTHING),
    RuleRecord(FORMULA, Severity.ERROR, True, NOTHING),
    RuleRecord(NO_SITE, Severity.ERROR, True, NOTHING),
    RuleRecord(STRAY, Severity.WARNING, False, NOTHING),
)
SUMMARY = {
    "pass": 10, "fail": 1, "waived": 1, "not_checkable": 5, "not_applicable": 1,
    "error": 3, "warning": 1, "info": 1, "known": 1,
}  # fmt: skip
FAMILIES = {"SUM": "表内核对（SUM）", "YEAR": "跨年核对（YEAR）", "FORM": "填得对不对（FORM）"}


def on(line: int, text: str, what: str, file: str = KEXIE) -> Place:
    """Where `what` stands in the source line `text`."""
    return Place(file, line, text.index(what) + 1, len(what), text)


BLANK = Place(KEXIE, 9, 9, 1, "    其他收入:")
PARTS = on(7, "    基本支出: 431.30", "431.30")
WIDE = on(8, "    项目支出: １50 # <b>&amp;", "１50")
FINDINGS = (
    NO_SITE.found(Place("content/site.yaml", 1, 1), "没有 content/site.yaml。", remedy=""),
    SUM.found(
        on(6, "    支出合计: 792.7", "792.7"),
        "“支出.支出合计[科协]”填 792.7 万元，应为 581.3 万元。[见](https://example.invalid/)：50%",
        report=KEXIE_KEY,
        fact="支出.支出合计[科协]",
        expected="581.3 万元（581.29～581.31）",
        actual="792.7 万元（792.695～792.705）",
        related=(
            Related("支出.基本支出[科协]", "431.30 万元", PARTS),
            Related("支出.其他收入[科协]", "未填", BLANK),
            Related("财政部核定数", "未填"),
        ),
    ),
    replace(
        SUM.found(
            PARTS,
            "“支出.基本支出[科协]”填 431.30 万元，应为 430 万元。",
            report=KEXIE_KEY,
            fact="支出.基本支出[科协]",
            expected="430 万元",
            actual="431.30 万元",
        ),
        waiver=Waiver("原件如此，<未作改动>。", "王某", "长期"),
    ),
    DIGITS.found(
        WIDE,
        "“支出.项目支出[科协]”的数字用了全角，已按 150 理解。",
        report=KEXIE_KEY,
        fact="支出.项目支出[科协]",
        expected="150",
        edits=(Edit(WIDE, "150"), Edit(Place(KEXIE, 8, 18, 0, WIDE.line_text), " ")),
    ),
    ROUNDING.found(
        PARTS, "因四舍五入，分项之和与合计略有出入。", report=KEXIE_KEY, fact="支出.基本支出[科协]"
    ),
    replace(
        SUM.found(BLANK, "“支出.其他收入[科协]”没有填。", report=KEXIE_KEY, fact="支出.其他收入[科协]"),
        known=True,
    ),
    FORMULA.found(on(3, "  校验: 甲 ＝ 乙", "＝", "内置表单/demo.yaml"), "公式里的“＝”不认识。"),
)

SAID = "支出合计792.7万元，占一成，约50人，其中甲<省>400万元、乙300万元，共计136人，增长5%。"


def figure(what: str, fate: Fate, *checks: Compared) -> Understood:
    """What was read of `what` in the sentence `SAID`."""
    start = SAID.index(what)
    return Understood(start, start + len(what), Place("content/narrative.md", 3, start + 1), checks, fate)


TEXTS = (
    TextsRead(
        KEXIE_KEY,
        (
            SentenceRead(
                "实际完成",
                SAID,
                Place("content/narrative.md", 3, 1),
                (
                    figure(
                        "792.7万元",
                        Fate.DIFFERS,
                        Compared(
                            "SUM101",
                            Fate.DIFFERS,
                            "支出合计",
                            (Related("支出.支出合计[科协]", "581.3 万元", Place(KEXIE, 6, 11)),),
                            (),
                        ),
                        Compared("SUM103", Fate.AGREES, "总数", (), ("400万元", "300万元")),
                    ),
                    figure("50人", Fate.ROUGH),
                    figure(
                        "400万元", Fate.EXPLAINED, Compared("SUM101", Fate.EXPLAINED, "", (), ("792.7万元",))
                    ),
                    figure("300万元", Fate.AGREES, Compared("SUM101", Fate.AGREES, "算式", (), ())),
                    figure("136人", Fate.UNREAD),
                    figure("5%", Fate.ALONE, Compared("SUM101", Fate.ALONE, "比上年增加", (), ())),
                ),
            ),
        ),
    ),
    TextsRead(CLEAN_KEY, ()),
)


def record(findings: tuple[Diagnostic, ...] = FINDINGS, **fields: object) -> Record:
    """The run with `findings`; other fields of the record as given."""
    made = Record(
        "0.1.0",
        "测试站 <一>",
        "2026-01-01",
        (KEXIE_KEY, CLEAN_KEY),
        RULES,
        findings,
        SUMMARY,
        FAMILIES,
        TEXTS,
    )
    return replace(made, **fields)  # type: ignore[arg-type]
