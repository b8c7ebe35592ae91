"""What a text says at one place of what it tells at another: right texts are silent, wrong ones are named."""

from __future__ import annotations

import pytest

from sitegen.prose.relations.relations import Kind
from tests.prose.reading import relations_of

STAFF = "编制{}名（专业技术人员编制334人，管理人员编制{}人，工勤人员编制11人）"
LEFT = "2023年全县社会保险基金收入完成64053万元，完成年初预算65986万元的97.07%。全县社会保险基金支出62677万元。当年收支结余{}万元，年末滚存结余37046万元。"
CAUSES = "会议费支出12.5万元，比上年增加2.5万元，主要原因是更换设备，导致相关支出略有{}。"
ITEMS = "财政拨款支出预算4748.35万元，比上年减少19.79万元。\n\n财政拨款支出主要内容如下：\n\n1. 养老支出{}万元，用于退休人员。\n\n2. 医疗支出143.90万元，用于缴费。\n\n3. 执法支出4000.00万元。\n\n4. 住房支出{}万元。"
PURCHASES = "建厂房12.08万元；购置变压器{}万元；购置锅炉6.75万元；修路3.2万元；共计{}万元，已投入使用。"
NAMED = "公务接待费0.46万元，比上年减少0.3万元；公务用车购置及运行费7.00万元（其中购置费3.00万元，运行费4.00万元），比上年增加2.00万元。{}{}的主要原因是人员变化。"
SINCE_BUDGET = "公务接待费602.47万元，比年初预算减少516.57万元；公务用车运行维护费764.75万元，比年初预算增加83.70万元。\n\n“三公”经费支出中公务接待费{}预算数的主要原因是压减开支。"
GIVEN = "公务用车购置及运行费113.76万元，比上年增加27.00万元，主要原因是公务用车购置费{}。其中：公务用车购置费75.00万元，比上年增加27.00万元；公务用车运行费38.76万元。"
ALL = "“三公”经费支出2.29亿元，比上年减少0.88亿元。其中：公务接待费0.27亿元，比上年减少0.14亿元。\n\n“三公”经费总额和明细均比上年大幅{}，这是厉行节约的结果。"
COUNTED_OFF = "工程投资5200万元，分{}实施，第一段为东路，第二段为西路，第三段为北路。"
HEADED = "检查发现{}：一是预算5.2万元未用；二是制度不全；三是人员不足。"
DONE = "一般公共预算收入16.16亿元，完成年初预算的{}%，同比增加0.75亿元，增长4.83%。其中：税收收入10.28亿元，完成年初预算的100.99%，同比增加2.08亿元，增长{}%；非税收入5.88亿元，完成年初预算的86.77%，同比减少1.33亿元，下降18.48%。"
HEADS = "专项扶贫项目抽查{}个：抽查到户项目2个：养殖项目1500万元；贴息项目2343.3万元。抽查到村项目{}个：大棚147.8万元；冷库96.88万元；瓜蒌89.57万元等。"

PAIRS = {
    "numbers that head others": (HEADS.format(10, 8), [HEADS.format(11, 8), HEADS.format(10, 18)]),
    "rates of completion of the parts": (DONE.format("95.30", "25.36"), [DONE.format("59.30", "25.36")]),
    "posts and who fills them": (STAFF.format(350, 5), [STAFF.format(305, 5), STAFF.format(350, 15)]),
    "posts counted in 个, the mark before the bracket": (
        "编制数为350个，（专业技术人员编制334人，管理人员编制5人，工勤人员编制11人）。",
        ["编制数为350个，（专业技术人员编制343人，管理人员编制5人，工勤人员编制11人）。"],
    ),
    "what is left of income": (LEFT.format(1376), [LEFT.format(13760), LEFT.format(1367)]),
    "nothing is left of the same": (
        "基金收入总额72716万元。基金支出总额72716万元，收支持平。",
        [
            "基金收入总额72716万元。基金支出总额72176万元，收支持平。",
            "基金收入总额72716万元。基金支出总额72716万元，收支结余1000万元。",
        ],
    ),
    "the effect of a reason": (CAUSES.format("增加"), [CAUSES.format("减少")]),
    "an announced list": (ITEMS.format("261.47", "342.98"), [ITEMS.format("216.47", "342.98")]),
    "a list and its total": (PURCHASES.format("18.8", "40.83"), [PURCHASES.format("1.88", "40.83")]),
    "the change of what is named": (NAMED.format("公务接待费", "减少"), [NAMED.format("公务接待费", "增加")]),
    "the change behind brackets": (
        NAMED.format("公务用车购置及运行费", "增加"),
        [NAMED.format("公务用车购置及运行费", "减少")],
    ),
    "above and below the budget": (
        SINCE_BUDGET.format("低于"),
        [SINCE_BUDGET.format("高于"), SINCE_BUDGET.format("大于年初")],
    ),
    "a reason that is told with its change": (GIVEN.format("增加"), [GIVEN.format("减少")]),
    "all of the changes": (ALL.format("减少"), [ALL.format("增加")]),
    "counted off": (COUNTED_OFF.format("三段"), [COUNTED_OFF.format("四段"), COUNTED_OFF.format("2段")]),
    "counted off under a head": (
        HEADED.format("三个方面的问题"),
        [HEADED.format("两个方面的问题"), HEADED.format("4个问题")],
    ),
}


def broken(text: str) -> list[Kind]:
    return [each.kind for each in relations_of(f"# 情况说明\n\n{text}\n", 2023) if not each.holds]


@pytest.mark.parametrize("kind", PAIRS)
def test_right_texts_are_silent_and_wrong_ones_are_named(kind):
    right, wrong = PAIRS[kind]
    assert not broken(right)
    for each in wrong:
        assert broken(each), each


def test_what_is_drawn_up_is_no_post():
    assert broken("该项目共编制12个绩效目标指标，其中一级指标13个，二级指标9个，三级指标12个。")


SILENT = {
    "a large total without its decimals": "财政拨款支出预算328661万元，其中：城乡支出328000.54万元，住房支出661.25万元。",
    "heads of three levels": "抽查10个：到户4个：养殖2个：甲1.5万元；贴息2个：乙2.3万元。到村6个：丙1.8万元。",
    "rates of other budgets": "一般公共预算收入16.16亿元，完成调整预算的99.10%。其中：税收收入10.28亿元，完成年初预算的100.99%；非税收入5.88亿元，完成年初预算的86.77%。",
    "nothing is the sum of nothing else": "财政拨款支出预算中，一般公共预算拨款4748.35万元，比上年减少19.79万元；政府性基金拨款0万元，与上年持平；国有资本经营预算拨款0万元。",
    "the last item is not numbered like the others": "项目支出19044.27万元，主要用于以下方面：\n\n1.城乡支出13583.48万元；\n\n2.住房支出5160.04万元；\n\n3.农林支出202.52万元；\n\n4“.应急支出”98.23万元。",
    "the reason of another change": "公务接待费0.46万元，比上年减少0.3万元。培训费增加的主要原因是人员变化。",
    "the change of another heading": "公务接待费0.46万元，比上年减少0.3万元。\n\n# 绩效情况\n\n公务接待费增加的主要原因是人员变化。",
    "a reason that goes against the change": "会议费支出12.5万元，比上年增加2.5万元，主要原因是更换设备，但厉行节约使得相关支出减少。",
    "people who are counted twice": "实有人员50人，其中：党员30人，女职工25人，高级职称10人。",
    "more items in the next paragraph": "检查发现四个方面的问题：一是预算5.2万元未用；二是制度不全；三是人员不足。\n\n四是进度偏慢。",
    "a number of other things": "投入5.2万元，前两个方面已经完成。第一段为东路，第二段为西路，第三段为北路。",
    "what is left after transfers": "一般公共预算收入16.16亿元。一般公共预算支出42.76亿元。收支结余0.53亿元。",
    "income and spending that are balanced by transfers": "一般公共预算收入16.16亿元。一般公共预算支出42.76亿元，实现收支平衡。",
}


@pytest.mark.parametrize("kind", SILENT)
def test_what_may_well_be_is_silent(kind):
    assert not broken(SILENT[kind])
