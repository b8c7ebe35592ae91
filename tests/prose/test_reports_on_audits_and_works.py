"""Sentences of audits, works and budgets that were adjusted: with one quantity changed they are named, as they are they are silent."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.prose.reading import relations_of

FEW = settings(max_examples=15)
AMOUNTS = st.integers(200_000, 900_000).filter(lambda number: number % 10)
SHARES = st.integers(111, 489)


def broken(text: str) -> list[str]:
    found = relations_of(f"# 概述\n\n{text}\n", 2023)
    return [f"{each.kind}: {[term.clause for term in each.terms]}" for each in found if not each.holds]


def money(hundredths: int) -> str:
    return f"{Decimal(hundredths) / 100:.2f}"


def rate(part: int, whole: int) -> str:
    return f"{100 * Decimal(part) / Decimal(whole):.2f}"


def digit_off(number: str) -> str:
    """It with its first digit but one changed."""
    place = next(at for at, each in enumerate(number) if at and each.isdigit())
    return f"{number[:place]}{(int(number[place]) + 5) % 10}{number[place + 1 :]}"


@FEW
@given(AMOUNTS, SHARES)
def test_what_was_added_to_a_budget_is_a_part_of_the_budget_at_the_start(plan, thousandths):
    added = plan * thousandths // 1000
    for told in ("全年追加{}万元，追加比例{}%", "年中调增{}万元，调整幅度为{}%"):
        text = f"年初预算{money(plan)}万元，{told}。"
        assert not broken(text.format(money(added), rate(added, plan)))
        assert broken(text.format(money(added), digit_off(rate(added, plan))))


@FEW
@given(AMOUNTS, SHARES)
def test_by_how_much_spending_differs_is_a_rate_of_the_budget(plan, thousandths):
    more = plan * thousandths // 1000
    text = f"支出年初预算为{money(plan)}万元，支出决算{money(plan + more)}万元，比预算增加{money(more)}万元，预决算差异率{{}}%。"
    assert not broken(text.format(rate(more, plan)))
    assert broken(text.format(rate(more, plan + more)))
    assert broken(text.format(digit_off(rate(more, plan))))


@FEW
@given(st.lists(AMOUNTS, min_size=4, max_size=7), st.sampled_from(["万元", "亩", "km"]))
def test_a_list_that_nothing_opens(parts, unit):
    named = "、".join(
        f"{name}{money(part)}{unit}" for name, part in zip("甲乙丙丁戊己庚", parts, strict=False)
    )
    text = f"已落实{{}}{unit}，建设了{named}。"
    assert not broken(text.format(money(sum(parts))))
    assert broken(text.format(digit_off(money(sum(parts)))))


@FEW
@given(st.lists(st.integers(1, 40), min_size=3, max_size=6))
def test_things_told_together_behind_their_list(parts):
    named = "、".join(f"{name}会议{part}次" for name, part in zip("甲乙丙丁戊己", parts, strict=False))
    assert not broken(f"召开{named}，共{sum(parts)}次。")
    assert broken(f"召开{named}，共{sum(parts) + 1}次。")


@FEW
@given(st.lists(st.tuples(st.integers(1, 9), AMOUNTS), min_size=3, max_size=4))
def test_things_and_their_money_add_up_together(groups):
    things, amounts = (sum(each) for each in zip(*groups, strict=True))

    def text(things: int, amounts: str) -> str:
        told = "；".join(
            f"结果为“{grade}”的项目有{number}项，涉及金额为{money(amount)}万元"
            for grade, (number, amount) in zip("优良中差", groups, strict=False)
        )
        return f"评价了{things}个，涉及资金{amounts}万元。评价结果显示，{told}。"

    assert not broken(text(things, money(amounts)))
    assert broken(text(things + 1, money(amounts)))
    assert broken(text(things, digit_off(money(amounts))))
    assert not broken(text(things + 1, money(amounts + 77_777)))


@FEW
@given(AMOUNTS, AMOUNTS)
def test_what_is_left_is_the_first_without_the_second(greater, lesser):
    low, high = sorted((greater, lesser + 7))
    for told in (
        "资产总额{}元，负债总额{}元，净资产总额{}元",
        "固定资产净值{2}万元，固定资产原值{0}万元，减去累计折旧{1}万元",
        "应收租金{}万元，实收{}万元，欠收{}万元",
        "收入总计{}元；支出总计{}元；本年盈余{}元",
        "过程满分{}分，得{}分，扣{}分",
    ):
        right = [money(high), money(low), money(high - low)]
        assert not broken(told.format(*right)), told
        assert broken(told.format(*right[:2], digit_off(right[2]))), told
    assert not broken(f"资产总额{money(low)}元，负债总额{money(high)}元，净资产-{money(high - low)}元。")
    assert broken(f"资产总额{money(low)}元，负债总额{money(high)}元，净资产{money(high - low)}元。")


CASES = {
    "saved money is no rough number": (
        "公务接待费预算20万元，实际支出14.36万元，比预算节约5.64万元。",
        ["公务接待费预算20万元，实际支出14.36万元，比预算节约6.54万元。"],
    ),
    "of the start of the year": (
        "年初结转12.35万元，年末结转5.45万元，比年初减少6.9万元。",
        ["年初结转12.35万元，年末结转5.54万元，比年初减少6.9万元。"],
    ),
    "a rate of control": (
        "“三公”经费预算20万元，实际支出14.36万元，控制率71.8%。",
        ["“三公”经费预算20万元，实际支出14.36万元，控制率78.1%。"],
    ),
    "posts that are filled": (
        "核定编制96名，其中行政编制18名、事业编制78名。年末实有在职人员91人，在编率94.79%。",
        [
            "核定编制96名，其中行政编制18名、事业编制78名。年末实有在职人员91人，在编率97.49%。",
            "核定编制96名，其中行政编制18名、事业编制78名。年末实有在职人员19人，在编率94.79%。",
        ],
    ),
    "what was put right of what was found": (
        "审计发现的3个问题已出具报告。截至12月底，已整改2个，整改率66.67%。",
        ["审计发现的3个问题已出具报告。截至12月底，已整改2个，整改率67.67%。"],
    ),
    "what came and went": (
        "共有车辆37辆，比上年末净减3辆（报废5辆，新购2辆）。",
        [
            "共有车辆37辆，比上年末净增3辆（报废5辆，新购2辆）。",
            "共有车辆37辆，比上年末净减4辆（报废5辆，新购2辆）。",
        ],
    ),
    "offices that are named in full": (
        "下设办公室、执法一队、执法二队、监督审理室等4个科室。",
        ["下设办公室、执法一队、执法二队、监督审理室等3个科室。"],
    ),
    "parts that a colon opens": (
        "新建堤防工程10.414km：右岸5.127km，左岸5.287km；拆除跌水1座。",
        ["新建堤防工程10.414km：右岸5.172km，左岸5.287km；拆除跌水1座。"],
    ),
    "parts behind a longer opening": (
        "运行经费支出386.42万元，比2022年度减少28.17万元，下降6.79%。具体构成为：办公费146.35万元，差旅费131.08万元，工会经费108.99万元。",
        [
            "运行经费支出386.42万元，比2022年度减少28.17万元，下降6.79%。具体构成为：办公费146.35万元，差旅费113.08万元，工会经费108.99万元。"
        ],
    ),
    "parts of both sides": (
        "收入总计4822702.6元，其中：财政拨款收入4448701元、事业收入374001.6元；支出总计4991124.6元，其中：业务活动费用2857451.18元、单位管理费用2133673.42元；本年盈余-168422元。",
        [
            "收入总计4822702.6元，其中：财政拨款收入4448701元、事业收入374001.6元；支出总计4991124.6元，其中：业务活动费用2857541.18元、单位管理费用2133673.42元；本年盈余-168422元。"
        ],
    ),
    "parts of paragraphs that a whole contains": (
        "人员经费合计：136.11万元。包含：\n\n（1）工资福利支出130.53万元。\n\n（2）对个人和家庭的补助5.58万元。",
        [
            "人员经费合计：163.11万元。包含：\n\n（1）工资福利支出130.53万元。\n\n（2）对个人和家庭的补助5.58万元。"
        ],
    ),
    "parts of bodies": (
        "3个部门结转资金共318.45万元未上缴，分别为区教体局205.30万元、区民政局64.75万元、区医保局48.40万元。",
        [
            "3个部门结转资金共318.45万元未上缴，分别为区教体局205.30万元、区民政局67.45万元、区医保局48.40万元。"
        ],
    ),
    "of what was looked at": (
        "抽查23笔上级专项转移支付16480万元，其中7笔4326万元超过30日才下达，占抽查金额的26.25%。",
        ["抽查23笔上级专项转移支付16480万元，其中7笔4326万元超过30日才下达，占抽查金额的62.25%。"],
    ),
    "of what was expected": (
        "基金预算收入186.52亿元，为调整预期184.10亿元的101.3%。",
        ["基金预算收入186.52亿元，为调整预期184.10亿元的98.7%。"],
    ),
}


@pytest.mark.parametrize("kind", CASES)
def test_what_is_right_is_silent_and_what_is_wrong_is_named(kind):
    right, wrong = CASES[kind]
    assert broken(right) == []
    for each in wrong:
        assert broken(each), each


SILENT = {
    "a month and all months so far": "11月发行新增地方债491亿元，其中一般债券36亿元、专项债券455亿元；前11个月，发行新增地方债47468亿元，其中一般债券7182亿元、专项债券40286亿元。",
    "what the sentence before counts, too": "召开全体会议5次。召开专题会议1次、常委会议4次、主席会议12次，共22次。",
    "what is added and taken away": "一般公共预算收入23303万元，加上上级补助收入4789万元、调入资金10211万元，减去上解支出2593万元，收入总量为35710万元。",
    "rates of what is 0 to the last place": "政府采购支出决算0.88千元，比年初预算0.88千元增加0.00千元，增长0.14%。",
    "works of several kinds": "河道总长9.75km，其中甲段长5.133km，乙段4.617km；堤防长6.23km；护岸共4段，长3.47km。",
    "a rate of sorts of what was done": "立案128件，立案的提案全部办复，委员表示满意的121件、基本满意的7件，满意率94.53%。",
    "offices of which some are named": "下设办公室、执法一队、执法二队等4个科室。",
    "one more of what was told before": "召开全体会议5次，专题会议1次、常委会议4次、主席会议12次，共22次。",
    "numbers of several years": "入学学生分别为1000人，1200人、1300人、1400人和1500人。",
    "what a colon does not divide": "完成投资500.30万元：省级补助320.20万元，已支付290.10万元。",
    "things that are not all told": "抽查23个项目16480.00万元，发现7个项目4326.00万元未下达，3个项目1210.00万元闲置。",
    "a loan that is not assets": "资产总额900.00万元，其中流动资产总额300.00万元，负债总额500.00万元，净资产400.00万元。",
    "a total of what is left out": "编制96名，其中行政编制18名。在职人员88人，在编率91.67%。",
}


@pytest.mark.parametrize("kind", SILENT)
def test_what_may_well_be_is_silent(kind):
    assert broken(SILENT[kind]) == []


TABLE = """\
| 序号 | 项目 | 单位 | 资金规模 |
|---|---|---|---|
| 1 | 稳岗补贴 | 区科技局 | 460 |
| 2 | 运维经费 | 区文旅委 | {} |
| 3—4 | 电力迁改等项目 | 园区 | 11722.71 |
| 5 | 征地拆迁 | 区住建委 | 5467.69 |
| 合计 | | | 30388.4 |"""


def test_the_only_column_of_a_table_adds_up_to_its_total():
    assert not broken(TABLE.format(12738))
    assert broken(TABLE.format(12783))
    assert broken(TABLE.format(1273.8))
    assert not broken(TABLE.format(9000))
