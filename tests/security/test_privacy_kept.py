"""Nothing in content/ turns the search for personal data off."""

from __future__ import annotations

import pytest

from sitegen.loading.reports.attachments import MOST_TOLD
from sitegen.privacy.kinds import Kind, mark_of, masked
from tests.calling import call
from tests.security.test_published_names import FORM, HEAD
from tests.site_tools import minimal

MOBILE = "138" + "0013" + "8000"
OTHER = "139" + "0013" + "8001"
WAIVER = "数据说明: [{规则: PRIV101, 位置: %s, %s说明: x, 批准: x, 有效期至: 长期}]\n"


def said(folder, text: str, waiver: str = "", settings: str = "") -> str:
    """What `check` says of a report with that text."""
    root = minimal(folder, FORM, HEAD + waiver, f"# 说明\n\n{text}\n")
    with (root / "content/site.yaml").open("a", encoding="utf-8") as stream:
        stream.write(settings)
    return call("check", "--root", str(root)).stdout


@pytest.mark.parametrize("rules", ["不查: [PRIV]", "只查: [SUM]", "级别: {PRIV101: 提示}"])
def test_settings_keep_it(tmp_path, rules):
    assert "错误 PRIV101" in said(tmp_path, f"电话{MOBILE}。", settings=f"规则: {{{rules}}}\n")


@pytest.mark.parametrize("at", ["'*'", "'*说*'", "'说*'", "说明"])
def test_a_waiver_names_place_and_what_was_found(tmp_path, at):
    assert "错误 PRIV101" in said(tmp_path, f"电话{MOBILE}。", WAIVER % (at, ""))


def mobiles(number: int) -> list[str]:
    """Made-up mobiles that are masked alike."""
    return ["138" + f"{100_003 + 7 * at:06d}" + "78" for at in range(number)]


def waiver_of(number: str, at: str = "说明") -> str:
    """A line of 数据说明 for it."""
    actual = f"{masked(number)}（校验 {mark_of(Kind.MOBILE, number)}）"
    return f"  - {{规则: PRIV101, 位置: {at}, 实为: {actual}, 说明: x, 批准: 王某, 有效期至: 长期}}\n"


def test_a_waiver_covers_one_number(tmp_path):
    waiver = "数据说明:\n" + waiver_of(MOBILE)
    assert "错误 0，" in said(tmp_path / "same", f"电话{MOBILE}。", waiver)
    assert "139******01" in said(tmp_path / "other", f"电话{MOBILE}，电话{OTHER}。", waiver)


def test_a_waiver_covers_no_number_that_is_masked_alike(tmp_path):
    first, *others = mobiles(30)
    text = "\n\n".join(f"电话{number}。" for number in (first, *others))
    assert f"错误 {len(others)}，" in said(tmp_path, text, "数据说明:\n" + waiver_of(first))


def test_the_mask_alone_covers_nothing_and_the_finding_says_what_would(tmp_path):
    out = said(tmp_path, f"电话{MOBILE}。", WAIVER % ("说明", "实为: 138******00, "))
    assert "WAIVE104" in out
    assert mark_of(Kind.MOBILE, MOBILE) in out


def test_each_place_has_its_own_waiver(tmp_path):
    text, waiver = f"电话{MOBILE}。\n\n手机{MOBILE}。", waiver_of(MOBILE)
    assert "错误 1，" in said(tmp_path / "one", text, "数据说明:\n" + waiver)
    assert "错误 0，" in said(tmp_path / "two", text, "数据说明:\n" + waiver + waiver)


@pytest.mark.parametrize("more", [2, 40])
def test_what_is_too_much_to_be_told_is_counted(tmp_path, more):
    """However many are waived, those behind them are not."""
    numbers = mobiles(MOST_TOLD + more)
    at = "content/reports/2020/ju/a.csv"
    waivers = "".join(waiver_of(number, at) for number in numbers)
    root = minimal(tmp_path, FORM, HEAD + "数据说明:\n" + waivers, "# 说明\n\n[附件](a.csv)\n")
    (root / at).write_text("电话\n" + "\n".join(numbers) + "\n", encoding="utf-8")
    out = call("check", "--root", str(root)).stdout
    assert f"还有 {more} 处手机号" in out
    assert "错误 PRIV101" in out


def test_gaps_name_what_is_missing(tmp_path):
    assert "太笼统" in said(tmp_path, "平平淡淡。", "资料缺失: [{范围: '*', 说明: x}]\n")


@pytest.mark.parametrize("name", ["' '", "\u3000", "\u2800", "—", "无", "/", "……", "\u3164"])
def test_somebody_approves(tmp_path, name):
    waiver = "数据说明:\n" + waiver_of(MOBILE).replace("王某", name)
    assert "错误 0，" not in said(tmp_path, f"电话{MOBILE}。", waiver)


@pytest.mark.parametrize(
    ("until", "holds"), [("9999-12-31", False), ("2099-01-01", False), ("2028-12-31", True)]
)
def test_no_waiver_holds_for_a_lifetime(tmp_path, until, holds):
    waiver = "数据说明:\n" + waiver_of(MOBILE).replace("长期", until)
    assert ("错误 0，" in said(tmp_path, f"电话{MOBILE}。", waiver)) is holds
