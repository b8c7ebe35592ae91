"""Nothing in content/ turns the search for personal data off."""

from __future__ import annotations

import pytest

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


def test_a_waiver_covers_one_number(tmp_path):
    waiver = WAIVER % ("说明", "实为: 138******00, ")
    assert "错误 0，" in said(tmp_path / "same", f"电话{MOBILE}。", waiver)
    assert "139******01" in said(tmp_path / "other", f"电话{MOBILE}，电话{OTHER}。", waiver)


def test_gaps_name_what_is_missing(tmp_path):
    assert "太笼统" in said(tmp_path, "平平淡淡。", "资料缺失: [{范围: '*', 说明: x}]\n")
