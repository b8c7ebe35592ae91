"""Sentences of reports on budgets, funds, purchases and audits: right texts are silent, wrong ones are named."""

from __future__ import annotations

import pytest

from tests.prose.reading import relations_of

PURCHASED = "2022年全国政府采购规模为36399.0亿元。\n\n从结构来看，货物、工程、服务采购规模分别为{}亿元、16961.2亿元和10038.6亿元，占全国政府采购规模比例为25.8%、{}%和27.6%。"
AWARDED = "全国政府采购授予中小企业合同金额为25797.2亿元。授予小微企业合同金额13968.1亿元，占授予中小企业合同金额的{}%。"
BUDGETS = "1-5月完成财政总收入4348万元，占年初预算{}万元的43.2%，同比下降{}%。其中：税收收入3511万元，占年初预算8465万元的41.5%，同比下降5.2%；非税收入837万元，占年初预算1600万元的52.3%，同比下降11.7%。"
COMPLETED = "地方收入完成28583万元，占调整预算105.47%，从征收部门来看：税务部门完成13866万元，占调整预算{}%；财政部门完成14717万元，占调整预算110.14%。"
INSURED = "养老保险基金收入21489亿元，其中：保险费收入17554亿元；财政补贴收入3038亿元。支出19117亿元。本年收支结余{}亿元。"
LEVELS = "2022年全国收入115566亿元。分中央和地方看，中央收入{}亿元，下降2.8%；地方收入66977亿元。"
ADDED = "一般公共预算收入4402万元，加上级转移支付收入1884万元，其中：一般转移支付收入1478万元（含结算补助收入132万元），上年结转{}万元，基金调入103万元，收入合计为6449万元。"
CLOSED = "政府性基金收入总计3319万元，其中本级收入103万元，上级补助收入{}万元，上年结余1885万元；支出总计3319万元，其中本级支出1703万元，调出资金{}万元，结转下年1513万元。"
DEBTS = "地方政府债务限额5.73亿元，其中一般债务4.68亿元，专项债务{}亿元。债务余额4.79亿元，其中一般债务3.76亿元，专项债务1.03亿元。"
AUDITED = (
    "水利局报审的水库除险加固工程施工结算价1464196.00元，经审计，审定结算价为{}元，多计工程价款601287.93元。"
)
LEFT = "收入总量为4746.7亿元。支出总量为4528.3亿元。收入总量减去支出总量后，结转资金{}亿元。"
WITHIN = "总支出7778.55万元，其中财政项目补助支出683.20万元，基本支出7095.35万元。基本支出中医疗业务支出{}万元，管理费用1111.10万元，其他支出115.82万元。"
UNITLESS = "总收入6628.72万元，相比2021年的总收入6871.82减少243.10万元，下降{}%。"
BODIES = "年末全县机构数共计196个。与上年年末机构数{}个相比增加7个。"
RECTIFIED = "共反映{}个问题，截至10月中旬，已整改1153个，整改率91.29%。"
CASES = {
    "shares in turn of a country's whole": (
        PURCHASED.format("9399.2", "46.6"),
        [PURCHASED.format("9939.2", "46.6"), PURCHASED.format("9399.2", "64.6")],
    ),
    "a whole known by the end of its name": (AWARDED.format("54.1"), [AWARDED.format("45.1")]),
    "budgets and rates behind them": (
        BUDGETS.format(10065, "6.5"),
        [BUDGETS.format(10056, "6.5"), BUDGETS.format(10065, "7.5")],
    ),
    "a list by who collects": (COMPLETED.format("100.93"), [COMPLETED.format("109.93")]),
    "a fund with parts": (INSURED.format(2371), [INSURED.format(2731)]),
    "levels of government": (LEVELS.format(48589), [LEVELS.format(45889)]),
    "a list within a sum": (ADDED.format(60), [ADDED.format(600)]),
    "all of an account": (
        CLOSED.format(1331, 103),
        [CLOSED.format(1313, 103), CLOSED.format(1331, 130)],
    ),
    "parts of the limit and of the debt": (DEBTS.format("1.05"), [DEBTS.format("1.55")]),
    "cut by audit": (AUDITED.format("862908.07"), [AUDITED.format("826908.07")]),
    "what all income leaves": (LEFT.format("218.4"), [LEFT.format("281.4")]),
    "a part taken up by its name": (WITHIN.format("5868.43"), [WITHIN.format("5886.43")]),
    "a base without a unit": (UNITLESS.format("3.54"), [UNITLESS.format("5.34")]),
    "compared in the next sentence": (BODIES.format(189), [BODIES.format(198)]),
    "what is done by a day": (RECTIFIED.format(1263), [RECTIFIED.format(1236)]),
}
RIGHT = {
    "parts of the amount told first": "1—7月，全国一般公共预算收入110762.46亿元，增长10%。\n\n其中，税收收入94503.12亿元；非税收入16259.34亿元。分级次看，中央一般公共预算收入52400.3亿元，增长9.6%。地方一般公共预算本级收入58362.16亿元。",
    "seen from another side": "全年支出90.20万元。从完成情况看，项目资金55.10万元，自筹资金65.30万元。",
    "what a part is made of": "转移支付资金2099万元，其中返还性收入52万元，一般性转移支付收入1937万元，主要是体制补助收入150万元，结算补助收入1745万元，其他补助收入42万元；专项转移支付收入110万元。",
    "no share of another country's whole": "全省一般公共预算收入3061.10亿元。\n\n教育支出15.20亿元，占全省教育支出的3.9%。",
    "brothers one slip from a sum": "政府采购支出10.766百万元。其中：政府采购工程支出0.365百万元，政府采购服务支出1.868百万元，政府采购货物支出8.533百万元。",
}


@pytest.mark.parametrize("kind", CASES)
def test_what_is_right_is_silent_and_what_is_wrong_is_named(kind):
    right, wrong = CASES[kind]
    assert _broken(right) == []
    assert all(_broken(each) for each in wrong)


@pytest.mark.parametrize("kind", RIGHT)
def test_what_looks_alike_is_silent(kind):
    assert _broken(RIGHT[kind]) == []


def _broken(text: str) -> list[str]:
    found = relations_of(f"# 概述\n\n{text}\n", 2022)
    return [
        f"{each.kind}: {[term.words + term.written for term in each.terms]}"
        for each in found
        if not each.holds
    ]
