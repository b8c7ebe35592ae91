"""What words say of numbers beside them, told with many words: right texts are silent, wrong ones are named."""

from __future__ import annotations

from random import Random

import pytest

from tests.prose.reading import relations_of

TOWNS = ["清河镇", "东山乡", "柳林街道", "白石镇", "南塘乡"]
THINGS = [
    ("改造公厕", "座"),
    ("新建蓄水池", "处"),
    ("硬化产业路", "条"),
    ("配备移动终端", "台"),
    ("流转土地", "亩"),
    ("新增就业", "户"),
]


def wrong(text: str, year: int = 2023) -> list[tuple[str, str]]:
    """The relations that do not hold, each with the words of the text that say it."""
    found = relations_of(f"# 完成情况\n\n{text}\n", year)
    return [
        (each.kind, each.word.written if each.word is not None else "") for each in found if not each.holds
    ]


def target(random: Random) -> tuple[str, str]:
    """A result beside its task or limit, as it should be and not."""
    thing, unit = random.choice(THINGS)
    less, more = sorted(random.sample(range(120, 980), 2))
    done = random.choice(["超额完成", "完成", "圆满完成"])
    task = random.choice(["的年度目标任务", "的目标", "的年度任务", "的计划任务"])
    limit = random.choice(["的控制标准", "的限额", "的预算控制数", "的定额标准", "的上限", "的最高限价"])
    below = random.choice(["低于", "未超过", "没有突破", "不高于"])
    if random.random() < 0.5:
        return (
            f"{thing}{more}{unit}，{done}{less}{unit}{task}。",
            f"{thing}{less}{unit}，{done}{more}{unit}{task}。",
        )
    cost = random.choice(["单位造价", "每公里成本", "人均培训费", "单场活动支出"])
    return f"{cost}{less}元，{below}{more}元{limit}。", f"{cost}{more}元，{below}{less}元{limit}。"


def budget(random: Random) -> tuple[str, str]:
    """A budget with what was added to it and taken away."""
    first, added, taken = random.randint(40000, 90000), random.randint(2000, 9000), random.randint(1000, 9000)
    add = random.choice(["年中追加", "追加预算", "调增", "年中新增安排", "追加资金"])
    take = random.choice(["调减", "收回", "核减预算", "压减"])
    end = random.choice(["全年预算", "调整预算数为", "调整后预算为", "变动后预算"])
    steps = [(add, added)] + ([(take, -taken)] if random.random() < 0.5 else [])
    due = first + sum(by for _, by in steps)
    told = "，".join(f"{word}{abs(by) / 100:.2f}万元" for word, by in steps)

    def text(last: int) -> str:
        return f"补助资金年初预算{first / 100:.2f}万元，{told}，{end}{last / 100:.2f}万元。"

    return text(due), text(due + random.choice([1000, -1000, 900]))


def composed(random: Random) -> tuple[str, str]:
    """A whole and the parts that it is said to consist of."""
    thing, unit = random.choice(THINGS)
    names = random.sample(TOWNS, random.randint(2, 4))
    parts = [random.randint(101, 399) for _ in names]
    listed = "、".join(f"{name}{part}{unit}" for name, part in zip(names, parts, strict=True))
    count = "二三四"[len(names) - 2]
    tail = random.choice([f"{count}部分组成", "组成", "构成", f"{count}部分构成"])
    how = random.choice(
        [
            "全年{thing}{whole}{unit}，由{listed}{tail}。",
            "全年{thing}{whole}{unit}。{thing}由{listed}{tail}。",
            "{thing}由{listed}{tail}，共{whole}{unit}。",
        ]
    )

    def text(whole: int) -> str:
        return how.format(thing=thing, unit=unit, listed=listed, tail=tail, whole=whole)

    return text(sum(parts)), text(sum(parts) + random.choice([100, -100, 10]))


def superlative(random: Random) -> tuple[str, str]:
    """The highest or the lowest of several rates."""
    names = random.sample(TOWNS, random.randint(3, 5))
    rates = sorted(random.sample(range(7000, 9900), len(names)))
    highest = random.random() < 0.5
    measure = random.choice(["执行率", "支付率", "完成率", "满意度"])
    word = random.choice(["最高", "居首", "位列第一"]) if highest else "最低"
    among = (
        random.choice(["，在各单位中", "，是几个单位中", "，为其中"])
        if word in ("最高", "最低")
        else "，在各单位中"
    )
    among = among.replace("为其中", "是以上单位中")

    def text(own: int) -> str:
        order = [rate for rate in rates if rate != own] + [own]
        told = "，".join(f"{name}{measure}{rate / 100:.2f}%" for name, rate in zip(names, order, strict=True))
        return f"{told}{among}{word}。"

    return text(rates[-1] if highest else rates[0]), text(rates[1])


def twice(random: Random) -> tuple[str, str]:
    """A number before and behind the name of what is counted."""
    name, unit = random.choice(
        [("有效问卷", "份"), ("抽查项目", "个"), ("受访群众", "人"), ("走访农户", "户")]
    )
    number = random.choice([304, 1286, 571, 2963])
    turned = f"{number}"[:-2] + f"{number}"[:-3:-1]
    verb = random.choice(["回收", "共收到", "核对"])
    how = random.choice(["根据{}{unit}{name}统计", "在{}{unit}{name}中", "对{}{unit}{name}进行分析"])

    def text(again: str) -> str:
        return f"本次{verb}{name}{number}{unit}。\n\n{how.format(again, unit=unit, name=name)}，满意度较高。"

    return text(f"{number}"), text(turned)


def saving(random: Random) -> tuple[str, str]:
    """A change with the reason that money was saved."""
    name = random.choice(["机关运行经费", "会议费", "公务接待费"])
    since = random.choice(["比上年", "较2022年", "比2022年度"])
    why = random.choice(["，主要原因是", "，原因是", "，主要是"])
    reason = random.choice(
        ["落实过紧日子要求，压减办公费、差旅费", "厉行节约，从严控制支出", "严格控制开支标准"]
    )
    up, down = random.choice([("增加", "减少"), ("增长", "下降")])
    number = "3.86万元" if up == "增加" else "4.48%"
    return (
        f"{name}支出90.00万元，{since}{down}{number}{why}{reason}。",
        f"{name}支出90.00万元，{since}{up}{number}{why}{reason}。",
    )


@pytest.mark.parametrize("told", [saving, twice, target, budget, composed, superlative])
def test_right_words_are_silent_and_wrong_ones_named(told):
    for seed in range(60):
        right, false = told(Random(f"{told.__name__} {seed}"))
        assert not wrong(right), right
        assert wrong(false), false


SILENT = [
    "会议费支出90.00万元，比上年增加3.86万元，主要原因是上年厉行节约，基数较低。",
    "会议费支出90.00万元，比上年增加3.86万元，主要原因是新增两个会议；同时严格控制其他会议。",
    "结余资金90.00万元，比上年增加3.86万元，主要原因是厉行节约，压减支出。",
    "会议费支出90.00万元，比上年增加3.86万元，主要原因是在压减一般性支出的同时承办全省会议。",
    "培训1,538人次，完成年度目标1,500人次的102.53%。",
    "项目资金36.80万元，超过50万元以上标准的项目3个。",
    "年初预算100.00万元，比上年增加20.00万元，全年预算130.00万元。",
    "年初预算100.00万元，上年结转5.00万元，追加20.00万元，调整预算125.00万元。",
    "全年改造管网236公里。管网由甲镇82公里、乙镇95公里、丙镇49公里等组成。",
    "甲镇执行率95.00%，乙镇执行率90.00%，丙镇执行率88.00%，乙镇执行率为近三年最高。",
    "甲镇执行率95.00%，其中水利执行率99.00%；乙镇执行率97.00%，为两镇中最高。",
    "甲镇执行率95.00%，乙镇执行率97.00%，丙镇执行率98.00%，低于全市最高的99.00%。",
    "投诉3件，完成5件以内的控制目标。",
    "每公里成本36.80万元，控制在38.00万元以内。",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_may_be_right_is_silent(text):
    assert not wrong(text)
