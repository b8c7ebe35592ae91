"""The shortest texts of each kind: right ones are silent, wrong ones are named."""

from __future__ import annotations

import pytest

from tests.prose.reading import relations_of

RIGHT = {
    "the rest as last of a list, no whole of it before": "收入合计46.77万元，其中：事业收入0.55万元，财政拨款收入34.37万元，其他收入11.85万元。",
    "amounts in turn": "财政拨款收入、事业收入、其他收入分别为34.37万元、0.55万元、11.85万元，分别占收入合计的73.5%、1.2%、25.3%。",
    "budget, then year before": "会议费支出决算为44.30万元，比年初预算减少29.71万元，下降40.1%，比上年增加15.35万元，增长53.0%。",
    "two bases, both rising": "公用经费支出决算为67.3万元，比年初预算增加15.8万元，增长30.7%，比上年增加2.3万元，增长3.5%。",
    "brackets behind nothing": "（其中公务接待费9.00万元）\n\n（公务接待费9.00万元，其中：国内接待费8.00万元）。（含外宾接待1.00万元）。",
    "the rest in an open list": "收入合计88.02万元，主要包括财政拨款收入32.59万元、其他收入2.21万元等。",
    "divided twice": "城市更新项目投入35.48万元，其中：省级资金15.09万元，市级资金20.39万元；其中：已支付13.42万元，未支付22.06万元。",
    "divided twice, by use": "城市更新项目投入35.48万元，其中：省级资金15.09万元，市级资金20.39万元；按用途分，其中：工程费13.42万元，其他费用22.06万元。",
    "a small change rounded to nothing": "培训费支出14.40亿元，比上年减少0.00亿元，下降0.02%。",
    "parts of a part are no parts": "“三公”经费9.07万元，其中因公出国（境）费0.61万元，公务用车购置及运行维护费6.35万元，公务接待费2.11万元。\n\n公务用车购置费4.98万元，占公务用车购置及运行维护费的78.4%。",
    "names that share a word": "“三公”经费9.07万元，其中因公出国（境）费0.61万元，公务用车购置及运行维护费6.35万元，公务接待费2.11万元。\n\n设备购置专项支出45.09万元。",
    "running costs of another kind": "公务用车购置及运行维护费6.35万元，其中公务用车购置费4.98万元。\n\n机关运行经费支出43.23万元。",
    "services of another kind": "政府采购支出9.00万元，其中政府采购货物支出3.00万元、政府采购工程支出2.00万元、政府采购服务支出4.00万元。政府采购服务支出4.00万元，占比44.4%。\n\n一般公共服务支出108.40万元。",
    "another unit's whole": "局机关基本支出50.00万元。第一中学基本支出60.00万元。\n\n支出合计130.00万元，其中：基本支出110.00万元（其中人员经费90.00万元、公用经费20.00万元），项目支出20.00万元。",
    "another unit's amount, the department's change": "局机关公务接待费决算4.76万元。\n\n“三公”经费支出55.96万元，比上年减少11.14万元，下降16.6%，其中：公务接待费减少5.63万元，下降36.7%。",
    "half a year": "1-6月公务用车运行维护费支出3.63万元，完成年初预算的29.5%。\n\n公务用车购置及运行维护费10.64万元，其中公务用车购置费7.89万元、公务用车运行维护费2.75万元。",
    "half a year, one digit apart": "1-6月会议费支出0.1597万元。\n\n会议费支出0.1997万元。",
    "a budget near what was spent": "公务用车运行维护费预算5.16万元，决算5.13万元。\n\n公务用车运行维护费5.13万元。",
    "from the year before, one digit apart": "住房保障支出由上年的1.48万元降至1.08万元。\n\n住房保障支出1.08万元。",
    "last year's spending in the second clause": "上年公务接待费年初预算为0.86万元，支出决算为1.62万元，完成年初预算的188.4%。\n\n公务接待费支出0.98万元，比上年减少0.64万元，下降39.5%。",
    "next year's plan": "2024年预算安排公务接待费104.51万元。\n\n“三公”经费支出283.70万元，其中：公务接待费减少44.53万元，下降39.6%。",
    "a whole in brackets is not what is told of the part": "基本支出37.48万元，其中公用经费7.85万元，人员经费29.63万元。\n\n基本支出支出决算为37.48万元，占支出合计（41.67万元）的89.9%。",
    "a source of funds is not the whole": "一般公共服务支出、其他支出分别为67.27万元、32.73万元，占一般公共预算财政拨款支出的比重分别为67.3%、32.7%。\n\n培训费支出1.85万元（其中：财政拨款0.88万元）。",
    "parts of the amount before its completion": "财政拨款支出466.15万元，比上年增加25.07万元，增长5.68%。完成年初预算的106.79%，完成调整预算470.20万元的99.14%。其中行政运行281.36万元，占60.36%；审计业务112.75万元，占24.19%。",
    "a third part beside the usual two": "基本支出3038.92万元，其中人员经费2617.97万元，公用经费364.21万元，纳入财政专户的非税管理56.74万元。",
}
WRONG = {
    "the usual two parts and a third": "基本支出3083.92万元，其中人员经费2617.97万元，公用经费364.21万元，纳入财政专户的非税管理56.74万元。",
    "shares of the amount before its completion": "财政拨款支出466.15万元，完成调整预算470.20万元的99.14%。完成年初预算的106.79%。其中行政运行281.36万元，占63.06%。",
    "completion of a budget told within": "公务接待费支出决算为4.27万元，完成年初预算3.33万元的182.8%。",
    "share of a whole told within": "人员经费6.68万元，占基本支出20.72万元的23.2%。",
    "share of a whole in brackets": "人员经费支出决算为6.68万元，占全年基本支出（20.72万元）的23.2%。",
    "change from the year before, told as such": "公务接待费2023年决算38.04万元，2022年决算48.30万元，减少15.19万元，下降31.4%。",
    "change from last year's spending": "公务接待费支出12.7万元，上年支出17.5万元，减少8.4万元，下降27.4%。",
    "difference from the budget": "公务接待费支出决算27.85万元，比年初预算26.22万元增加5.23万元，增长23.1%。",
    "last of several budgets": "公务接待费预算2.77万元，决算2.67万元；比上年减少0.28万元，下降9.13%。",
    "parts in paragraphs behind a sentence": "基本支出决算为35.52万元。其中：\n\n（一）人员经费18.30万元；\n\n（二）公用经费27.22万元。",
    "a part larger than the whole in the next sentence": "本年度支出合计为12.79万元。其中：基本支出22.01万元；项目支出0.78万元。",
    "parts in brackets without a word": "基本支出16.46万元（人员经费15.80万元、公用经费1.38万元），项目支出1.10万元。\n\n基本支出16.46万元。",
    "the two parts of all expenses": "支出合计20.97万元，其中：基本支出20.52万元，项目支出0.38万元。",
    "a part behind a semicolon larger than the whole": "收入合计260.17万元，其中事业收入3.52万元；财政拨款收入255.47亿元；其他收入1.18万元。",
    "one thing told twice, three characters": "公用经费支出决算为774.9万元，用途符合规定。\n\n公用经费支出决算为747.9万元，主要用于日常工作。",
    "one thing told twice, in 万元 and 元": "公务用车运行维护费支出决算为4.44元。\n\n公务用车运行维护费支出决算为4.44万元，用途符合规定。",
}


@pytest.mark.parametrize("kind", RIGHT)
def test_what_is_right_is_silent(kind):
    found = relations_of(f"# 概述\n\n{RIGHT[kind]}\n", 2023)
    wrong = [
        (each.kind, [term.words + term.written for term in each.terms]) for each in found if not each.holds
    ]
    assert not wrong


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_wrong_is_named(kind):
    assert not all(each.holds for each in relations_of(f"# 概述\n\n{WRONG[kind]}\n", 2023))
