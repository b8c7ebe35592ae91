"""JSON: the whole report, in a fixed order, with figures that keep their decimals."""

from __future__ import annotations

import json

from sitegen.exports.json import report_json
from tests.rendering import builder

DATA = report_json(builder.report(), builder.verdict())
CONTENT = json.loads(DATA)


def test_chinese_is_readable_and_the_order_fixed():
    assert "岳阳市科学技术协会".encode() in DATA
    assert report_json(builder.report(), builder.verdict()) == DATA
    assert list(CONTENT) == [
        "报告",
        "字段",
        "表格",
        "正文",
        "正文引用",
        "数据校验",
        "数据说明",
        "更正",
        "资料缺失",
    ]


def test_the_head():
    assert CONTENT["报告"]["编号"] == "2020/kexie/demo"
    assert CONTENT["报告"]["部门"] == {"标识": "kexie", "名称": "岳阳市科学技术协会"}
    assert CONTENT["报告"]["公开日期"] == "2021-06-30"


def test_fields_and_tables_have_every_fact_once():
    addresses = [field["地址"] for field in CONTENT["字段"]]
    for table in CONTENT["表格"]:
        addresses += [fact["地址"] for row in table["行"] for fact in row["值"].values()]
    assert sorted(addresses) == sorted(fact.address for fact in builder.report().facts())


def test_figures_are_strings_as_written():
    table = next(table for table in CONTENT["表格"] if table["名称"] == "支出")
    row = table["行"][1]
    assert row["值"]["基本支出"] == {
        "地址": "支出.基本支出[科协机关]",
        "状态": "数字",
        "值": "431.30",
        "单位": "万元",
    }
    assert table["行"][2]["值"]["基本支出"] == {"地址": "支出.基本支出[科技馆]", "状态": "未填"}


def test_rows_keep_groups_numbers_and_kinds():
    tables = {table["名称"]: table["行"] for table in CONTENT["表格"]}
    assert tables["绩效指标"][0]["分组"] == ["产出目标", "数量指标"]
    assert (tables["三公经费"][0]["类别"], tables["三公经费"][0]["行次"]) == ("heading", "1")


def test_texts_are_plain_with_the_facts_they_name():
    assert CONTENT["正文"] == {"职能职责概述": "全年支出合计{{支出.支出合计}}，兼顾 A < B。"}
    assert CONTENT["正文引用"] == {"支出.支出合计": "支出.支出合计[市科协及二级机构汇总]"}


def test_what_checking_came_to():
    assert CONTENT["数据校验"] == {"通过": 2, "说明": 1, "存疑": 0, "无法核对": 1, "不适用": 0}
    assert CONTENT["数据说明"] == [
        {
            "规则": "SUM101",
            "位置": builder.WAIVED,
            "核对结果": "相差 3.17 万元。",
            "说明": "按原报告公开。",
            "批准": "办公室",
            "有效期至": "长期",
        }
    ]
    assert CONTENT["资料缺失"][0] == {"范围": "部门意见", "说明": "原件没有"}
