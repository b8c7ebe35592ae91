"""Which figure of a broken sum is named as the likelier slip, and when none is."""

from __future__ import annotations

from tests.site_tools import check, minimal

FORM = """\
表单: demo
名称: 演示表
单位: 万元
小数: 2
部分:
  一、收支:
    内容:
      收入:
        类型: 表格
        标识: income
        标题: 收入
        行:
          固定行:
            拨款: {标识: grant}
            事业收入: {标识: own}
            收入总计: {标识: income-total}
        列: {金额: {标识: amount}}
        校验: [收入总计 = 拨款 + 事业收入]
      支出:
        类型: 表格
        标识: expenditure
        标题: 支出
        行:
          固定行:
            基本支出: {标识: basic}
            项目支出: {标识: project}
            支出合计: {标识: spent}
            年末结转和结余: {标识: left}
            支出总计: {标识: expenditure-total}
        列: {支出金额: {标识: amount}}
        校验:
          - 支出合计 = 基本支出 + 项目支出
          - 支出总计 = 支出合计 + 年末结转和结余
    校验: ["收入[收入总计] = 支出[支出总计]"]
"""


def message(folder, form=FORM, suffix=None, **changes):
    """The finding on sums of a report in which figures are changed."""
    figures = {
        "拨款": "812.40", "事业收入": "87.60", "收入总计": "900.00", "基本支出": "500.25", "项目支出": "300.10",
        "支出合计": "800.35", "年末结转和结余": "99.65", "支出总计": "900.00",
    } | changes  # fmt: skip
    rows = [f"  {name}: {{{'金额' if index < 3 else '支出金额'}: {figure}{(suffix or {}).get(name, '')}}}\n" for index, (name, figure) in
            enumerate(figures.items())]  # fmt: skip
    text = "表单: demo\n部门: ju\n年度: 2020\n收入:\n" + "".join(rows[:3]) + "支出:\n" + "".join(rows[3:])
    checked = check(minimal(folder, form, text))
    return " ".join(each.message for each in checked.diagnostics if each.code in ("SUM101", "TAB101"))


def test_a_total_that_agrees_elsewhere_points_at_the_part(tmp_path):
    said = message(tmp_path, 年末结转和结余="96.65")
    assert "“支出.支出金额[支出总计]”与“收入[收入总计] = 支出[支出总计]”相符" in said
    assert "若“支出.支出金额[年末结转和结余]”是 99.65 万元，含有它的各式都成立" in said


def test_two_neighbours_swapped_are_found(tmp_path):
    said = message(tmp_path, 年末结转和结余="99.56")
    assert "若“支出.支出金额[年末结转和结余]”是 99.65 万元" in said


def test_a_part_that_no_single_digit_mends_is_not_named(tmp_path):
    said = message(tmp_path, 年末结转和结余="12.34")
    assert "更可能是某个分项填错了" in said
    assert "若“" not in said


def test_of_two_parts_that_would_do_none_is_named(tmp_path):
    form_sum = message(tmp_path, 基本支出="500.35", 支出合计="800.35")
    assert "基本支出 + 项目支出" in form_sum
    assert "若“" not in form_sum


def test_a_total_that_agrees_nowhere_is_not_cleared(tmp_path):
    said = message(tmp_path, 支出总计="900.07", 收入总计="901.00")
    assert said
    assert "相符" not in said


def test_sound_figures_are_silent(tmp_path):
    assert message(tmp_path) == ""


def test_a_blank_part_is_mentioned_only_where_it_may_make_up_for_the_difference(tmp_path):
    more, less = "850.35", "250.10"
    assert "未填，差额可能在此" in message(
        tmp_path / "more", 基本支出="", 支出合计=more, 年末结转和结余="49.65"
    )
    said = message(tmp_path / "less", 基本支出="", 支出合计=less, 年末结转和结余="649.90")
    assert said
    assert "未填" not in said


def test_yuan_written_for_ten_thousand_yuan_is_found(tmp_path):
    said = message(tmp_path, 年末结转和结余="996500.00")
    assert "若“支出.支出金额[年末结转和结余]”是 99.65 万元，含有它的各式都成立" in said


def test_one_total_that_mends_two_sums_is_named_in_both(tmp_path):
    said = message(tmp_path, 支出合计="830.35")
    assert said.count("若“支出.支出金额[支出合计]”是 800.35 万元，含有它的各式都成立") == 2


def test_a_coarse_rate_that_fits_both_does_not_clear_the_total(tmp_path):
    rate = "        校验:\n          - 支出合计 = 基本支出 + 项目支出\n"
    form = FORM.replace(
        "列: {支出金额: {标识: amount}}",
        "列: {支出金额: {标识: amount}, 上年数: {标识: before}, 比上年: {标识: rate, 类型: 百分比, 小数: 0}}",
    )
    form = form.replace(rate, rate + "          - 比上年 = 支出金额 ÷ 上年数\n")
    form = form.replace("收入[收入总计] = 支出[支出总计]", "收入.金额[收入总计] = 支出.支出金额[支出总计]")
    assert form.count("比上年") == 2
    said = message(
        tmp_path, form=form, 支出总计="900.07", 收入总计="901.00",
        suffix={"支出总计": ", 上年数: 1000.00, 比上年: 90%"},
    )  # fmt: skip
    assert "应为 900 万元" in said
    assert "相符" not in said


RATES = """\
表单: demo
名称: 演示表
单位: 万元
小数: 2
部分:
  一、收支:
    内容:
      支出:
        类型: 表格
        标识: spent
        标题: 支出
        行: {固定行: {养老: {标识: old}, 医疗: {标识: ill}}}
        列:
          支出数: {标识: amount}
      执行:
        类型: 表格
        标识: done
        标题: 执行
        行: {固定行: {养老保险: {标识: old}, 医疗保险: {标识: ill}}}
        列:
          预算数: {标识: planned}
          决算数: {标识: final}
          完成率: {标识: rate, 类型: 百分比}
        校验: [完成率 = 决算数 ÷ 预算数]
    校验: ["执行.决算数[养老保险] = 支出.支出数[养老]"]
"""


def test_a_right_rate_of_a_wrong_amount_points_at_the_amount(tmp_path):
    report = (
        "表单: demo\n部门: ju\n年度: 2020\n支出:\n  养老: {支出数: 282.10}\n  医疗: {支出数: 70.00}\n执行:\n"
        "  养老保险: {预算数: 285.00, 决算数: 281.20, 完成率: 98.98%}\n  医疗保险: {预算数: 70.00, 决算数: 70.00, 完成率: 100%}\n"
    )
    checked = check(minimal(tmp_path, RATES, report))
    said = [each.message for each in checked.diagnostics if "完成率[养老保险]" in each.message]
    assert len(said) == 1
    assert "“执行.决算数[养老保险]”是 282.10 万元" in said[0]
