"""All measurements, and the document that tells them: docs/checks-quality.md.

Knows how misses are explained. The seed is fixed, so that the document changes only when the checks,
the forms or the corpus do.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sitegen.diagnostics import Severity
from tests.recall import digits, plausible, published, unseen, unseen_texts
from tests.recall.corpus import Clean, clean_sites, more_sites
from tests.recall.digits import Digit, seeded_digits
from tests.recall.faults import seeded_faults
from tests.recall.figures import Seeded, seeded_figures
from tests.recall.personal import seeded_personal_data
from tests.recall.plausible import Fault, alarms_of_sense, seeded_faults_of_sense
from tests.recall.published import Case, cases
from tests.recall.sentences import false_alarms, load_sentences, seeded_later, seeded_sentences
from tests.site_tools import ROOT

DOCUMENT = ROOT / "docs/checks-quality.md"
SEED = 20261123

FIRST = "60%、59%、65%"
"""What was found in sentences-d.yaml, -e and -f the first time, before anybody looked at them."""


@dataclass(frozen=True)
class Measured:
    """Everything seeded, and every false alarm."""

    figures: tuple[Seeded, ...]
    faults: tuple[Seeded, ...]
    sentences: tuple[Seeded, ...]
    later: tuple[Seeded, ...]
    personal: tuple[Seeded, ...]
    digits: tuple[Digit, ...]
    sense: tuple[Fault, ...]
    published: tuple[Case, ...]
    alarms: tuple[tuple[str, str], ...]
    reports: int
    checks: int
    clean_sentences: int

    @property
    def parts(self) -> dict[str, tuple[Seeded, ...]]:
        """The seeded errors by heading."""
        return {
            "数字": self.figures,
            "正文里的数字": self.sentences,
            "正文里的数字（后来的句子）": self.later,
            "文字": self.faults,
            "个人信息": self.personal,
        }


def measure() -> Measured:
    """Seed everything into everything. Takes a minute or two."""
    with tempfile.TemporaryDirectory() as folder:
        sites = tuple(clean_sites(Path(folder)))
        more = tuple(more_sites(Path(folder)))
        return Measured(
            _all(seeded_figures, sites),
            _all(seeded_faults, sites),
            _all(seeded_sentences, sites),
            _all(seeded_later, sites),
            _all(seeded_personal_data, sites),
            tuple(each for clean in (*sites, *more) for each in seeded_digits(clean)),
            tuple(each for clean in sites for each in seeded_faults_of_sense(clean)),
            cases(),
            tuple(alarm for clean in sites for alarm in _alarms(clean)),
            sum(len(clean.site.reports) for clean in sites),
            sum(len(verdict.outcomes) for clean in sites for verdict in clean.verdicts),
            len(load_sentences()),
        )


def _all(seed, sites: tuple[Clean, ...]) -> tuple[Seeded, ...]:
    chance = random.Random(SEED)
    return tuple(each for clean in sites for each in seed(clean, chance))


def _alarms(clean: Clean) -> Iterable[tuple[str, str]]:
    for found in clean.found:
        if found.severity is not Severity.INFO:
            yield f"{clean.name}：{found.place.file}:{found.place.line}", f"{found.code}：{found.message}"
    yield from false_alarms(clean)
    yield from alarms_of_sense(clean)


def share(seeded: Iterable[Seeded]) -> tuple[int, int]:
    """How many of those that must be found were, and how many there are."""
    due = [each for each in seeded if each.reached]
    return sum(each.found for each in due), len(due)


def document(measured: Measured) -> str:
    """The Markdown of docs/checks-quality.md."""
    lines = [
        "# 核对得准不准",
        "",
        "<!-- 由 `make recall` 生成，不要手改。 -->",
        "",
        "校验规则的好坏可以量：往没有错的报告里一次放进一个错，看查不查得出；再看没有错的报告和句子会不会被冤枉。"
        "放什么错由固定的随机数决定，谁来量结果都一样。",
        "",
        f"没有错的报告共 {measured.reports} 份：已公开报告改正后的 5 套（四川、安徽、贵州、广西、车购税补助）、"
        f"示例站的报告（改正后）和虚构的示例市的两年报告，核对 {measured.checks} 项；"
        f"另有 {measured.clean_sentences} 句写法各异的正确句子，写句子的人不知道程序认得哪些写法。",
        "",
        "| 放进的错 | 次数 | 应当查出 | 查出 | 比例 |",
        "|---|--:|--:|--:|--:|",
    ]
    for title, seeded in measured.parts.items():
        found, due = share(seeded)
        lines.append(f"| {title} | {len(seeded)} | {due} | {found} | {_percent(found, due)} |")
    lines += ["", f"冤枉：{len(measured.alarms)} 处。", ""]
    lines += [f"- {where}　{what}" for where, what in measured.alarms]
    lines += [
        *_figures(measured.figures),
        *digits.lines(measured.digits),
        *plausible.lines(measured.sense),
        *published.lines(measured.published),
        *unseen.lines(),
        *unseen_texts.lines(),
        *_sentences(measured.sentences, measured.later),
        *_faults(measured.faults),
    ]
    lines += _personal(measured.personal)
    return "\n".join(lines).rstrip() + "\n"


def _percent(found: int, due: int) -> str:
    return f"{100 * found / due:.1f}%" if due else "—"


def _kinds(seeded: Iterable[Seeded]) -> list[str]:
    made, due, found = Counter[str](), Counter[str](), Counter[str]()
    for each in seeded:
        made[each.kind] += 1
        due[each.kind] += each.reached
        found[each.kind] += each.reached and each.found
    lines = ["| 放进的错 | 次数 | 应当查出 | 查出 |", "|---|--:|--:|--:|"]
    return lines + [f"| {kind} | {made[kind]} | {due[kind]} | {found[kind]} |" for kind in made]


def _figures(seeded: tuple[Seeded, ...]) -> list[str]:
    lines = [
        "",
        "## 数字",
        "",
        "每个数字依次改错：写错一位、相邻两位颠倒、正负号、差十倍、差一万倍、漏填、与同一行的邻格互换；评价等次逐一改成别的。"
        "有等式管到、改动又超出四舍五入余地的，应当查出；管不到的列在下面。",
        "",
        *_kinds(seeded),
        "",
        "按等式所在的规则：",
        "",
        "| 规则 | 应当查出 | 查出 |",
        "|---|--:|--:|",
    ]
    for family in sorted({each.family for each in seeded if each.reached}):
        found, due = share(each for each in seeded if each.family == family)
        lines.append(f"| {family} | {due} | {found} |")
    missed = [each for each in seeded if each.reached and not each.found]
    lines += ["", f"应当查出而没有查出：{len(missed)} 次。", ""]
    lines += [f"- {each.site} `{each.at}`：{each.kind}，{each.change}" for each in missed]
    free = [each for each in seeded if not each.reached]
    found = sum(each.found for each in free)
    lines += [
        "",
        f"没有等式管到的改动 {len(free)} 次，其中 {found} 次仍被查出（格式、大小关系、目标与完成值等）。没有查出的，按原因：",
        "",
    ]
    reasons: dict[str, list[Seeded]] = {}
    for each in free:
        if not each.found:
            reasons.setdefault(_reason(each), []).append(each)
    for reason, these in sorted(reasons.items()):
        places = Counter(f"{each.site} {each.at}" for each in these)
        shown = "；".join(f"{at}（{count} 次）" for at, count in places.most_common(8))
        more = f"；等 {len(places)} 处" if len(places) > 8 else ""
        lines.append(f"- {reason}：{len(these)} 次。{shown}{more}")
    return lines


def _reason(each: Seeded) -> str:
    if each.kind == "与邻格互换" and each.family:
        return "互换的两个数在同一个等式里，和不变"
    if each.family:
        return "改动在四舍五入的余地之内"
    return "没有等式管到这个数"


def _sentences(seeded: tuple[Seeded, ...], later: tuple[Seeded, ...]) -> list[str]:
    free = [each for each in seeded if not each.reached]
    held, due = share(later)
    return [
        "",
        "## 正文里的数字",
        "",
        "句子里由表里的数字得来的每一个数依次改错。所在的分句写出了表上的名称（标签、别名、常用的简称），"
        "或者写明是占比、增减、完成率的，应当查出；没有写的（“尚有…未支出”“扣…分”“支出…”）、"
        "约数、平均数、几项之和、两项之差、百分点不算应当查出，查出的也不计入比例。认不准的句子宁可不说，不冤枉人。",
        "",
        *_kinds(seeded),
        "",
        "应当查出而没有查出的：",
        "",
        *_by_quantity(each for each in seeded if each.reached and not each.found),
        "",
        f"没有写出名称的 {len(free)} 次，其中 {sum(each.found for each in free)} 次仍被查出。没有查出的：",
        "",
        *_by_quantity(each for each in free if not each.found),
        "",
        "### 后来的句子",
        "",
        "上面的句子在改进程序时反复看过，比例自然高。没看过的句子查得怎样，要看新写的一批头一次量的结果：先后三批，头一次各是"
        f" {FIRST}，第三批头一次还冤枉了两句，已经改正。后两批不计入上面的比例，现在应当查出 {due} 次，查出 {held} 次"
        f"（{_percent(held, due)}）。新的报告里的句子，能查出的大致就是六成到七成。没有查出的：",
        "",
        *_by_quantity(each for each in later if each.reached and not each.found),
    ]


def _by_quantity(seeded: Iterable[Seeded]) -> list[str]:
    quantities: dict[str, list[str]] = {}
    for each in seeded:
        before, _, rest = each.change.partition("［")
        old = rest.partition(" → ")[0]
        quantities.setdefault(f"{before}［{old}］{each.change.partition('］')[2]}", []).append(each.kind)
    return [f"- …{words}…（{'、'.join(kinds)}）" for words, kinds in quantities.items()]


def _faults(seeded: tuple[Seeded, ...]) -> list[str]:
    missed = [each for each in seeded if not each.found]
    lines = [
        "",
        "## 文字",
        "",
        "每段文字里依次放进一个毛病。放错的地方避开本来就可能对的：名称和第一个分句里的空格（姓名、标题常用空格分开）、"
        "后面连着别的字的重复词语（“该项目项目法人”）、序号的括号（“2）”也是序号）、“目的”“的确”一类词里的“的”。",
        "",
        *_kinds(seeded),
        "",
        f"没有查出 {len(missed)} 次：",
        "",
    ]
    return lines + [f"- {each.kind}：{each.change}（{each.site} {each.at}）" for each in missed]


def _personal(seeded: tuple[Seeded, ...]) -> list[str]:
    missed = [each for each in seeded if not each.found]
    lines = [
        "",
        "## 个人信息",
        "",
        "虚构的手机号、身份证号、银行卡号等，依次放进报告的每一种地方：数据、注释、备注、正文、附件的正文和属性。",
        "",
        *_kinds(seeded),
        "",
        f"没有查出 {len(missed)} 次。",
        "",
    ]
    return lines + [f"- {each.kind}，{each.at}：{each.change}" for each in missed]
