"""Pages of a small site, by year, and examples of how queries are cut."""

from __future__ import annotations

from sitegen.search.directory import (
    DIRECTORY,
    ListedDepartment,
    ListedReport,
    SitePages,
    directory,
    numbers_of,
    shard_path,
    shards_for,
    text_path,
)
from sitegen.search.document import Document, document_of
from sitegen.search.index import made
from sitegen.search.lookup import Index
from sitegen.search.page import SearchPage
from sitegen.search.synonyms import SYNONYMS

PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><title>{title} - 绩效公开</title></head><body>
<nav>导航里的词</nav>
<main><article>
<p class="eyebrow"><a href="#">{department}</a></p>
<h1>{title}</h1>
<nav class="contents"><h2 id="contents">目录</h2></nav>
<section><h2 id="s-1">一、基本概况</h2><h3 id="f-duties">职能职责概述</h3>
<div class="prose"><p>{prose}</p></div></section>
<section><h2 id="s-2">二、收支情况</h2>
<table id="t-expenditure"><caption><span>支出和结余情况</span><sup class="mark"><a href="#n">注1</a></sup></caption>
<thead><tr><th scope="col">机构名称</th><th scope="col">支出合计</th></tr></thead>
<tbody><tr><th scope="row">1、机关</th><td><data value="{figure}">{figure}</data></td></tr>
<tr><th scope="row">2、下属单位</th><td><span class="visually-hidden">空白</span></td></tr></tbody></table>
<p class="table-note">原表未标单位。</p></section>
</article></main><footer>页脚里的词</footer></body></html>
"""

KEXIE = "reports/2020/kexie/zhengti/index.html"
KEJI = "reports/2021/keji/zhengti/index.html"
JIAOTONG = "reports/2021/jiaotong/xiangmu/index.html"
WENLV = "reports/2021/wenlv/sangong/index.html"
HOME = "index.html"


def page(url: str, title: str, prose: str, figure: str = "0.00", **labels: str) -> SearchPage:
    html = PAGE.format(title=title, prose=prose, figure=figure, department=labels.get("部门", ""))
    return SearchPage(url, html, tuple(labels.values()))


def years() -> dict[str, tuple[SearchPage, ...]]:
    """The pages of the site by year."""
    return {
        "2020": (
            page(
                KEXIE,
                "岳阳市2020年度部门整体支出绩效评价自评报告",
                "“三公”经费支出11.30万元，比上年下降。岳阳市科协机关人员支出372.33万元。",
                "1,075.30",
                年度="2020年度",
                部门="岳阳市科学技术协会",
                表单="部门整体支出绩效评价自评报告",
                等级="优",
            ),
        ),
        "2021": (
            page(
                KEJI,
                "科技局2021年度部门整体支出绩效自评报告",
                "负责人陈璟，𬭚元素研究，㙍头村项目。&lt;不是标签&gt;",
                "107.53",
                年度="2021年度",
                部门="科技局",
                表单="部门整体支出绩效评价自评报告",
                等级="良",
            ),
            page(
                JIAOTONG,
                "交通局2021年度项目支出绩效自评报告",
                "公路养护，“三公”经费按规定公开。",
                "372.335",
                年度="2021年度",
                部门="交通局",
                表单="项目支出绩效自评表",
                等级="优",
            ),
            page(
                WENLV,
                "文旅局2021年度“三公”经费预算",
                "公共文化经费由三个科室使用。科普与协作。",
                "20",
                年度="2021年度",
                部门="文旅局",
                表单="三公经费预算表",
            ),
        ),
        "site": (page(HOME, "绩效公开", "按年度、按部门查看各部门的报告。"),),
    }


def many(count: int) -> tuple[SearchPage, ...]:
    """So many pages of one year."""
    return tuple(
        page(
            f"reports/2019/d{number}/zhengti/index.html",
            f"第{number}局2019年度报告",
            "".join(chr(0x4E00 + number * 40 + step) for step in range(40))
            + f"支出{number}.{number % 10}5万元，",
            f"{number * 13}.{number % 100:02}",
            年度="2019年度",
            部门=f"第{number}局",
        )
        for number in range(count)
    )


PHRASES = {
    "": [],
    "，。": [],
    "科协": [["科", "协"]],
    "三公经费": [["三", "公", "经", "费"]],
    "“三公”经费": [["三", "公", "经", "费"]],
    "《三公》 经费": [["三", "公"], ["经", "费"]],
    "支出、结余": [["支", "出"], ["结", "余"]],
    "科协 科协": [["科", "协"]],
    "1075.30": [["1075.3"]],
    "1,075.30": [["1075.3"]],
    "１０７５．３": [["1075.3"]],
    "１，０７５．３０": [["1075.3"]],
    "1075.3万元": [["1075.3", "万", "元"]],
    "644.00": [["644"]],
    "0.50": [["0.5"]],
    "12,34": [["12"], ["34"]],
    "2021.6.30": [["2021.6"], ["30"]],
    "5G基站": [["5", "g", "基", "站"]],
    "Café": [["cafe"]],
    "𬭚": [["𬭚"]],
    "㙍头": [["㙍", "头"]],
    "科\u200b协": [["科", "协"]],
    "-18.8%": [["18.8"]],
    'a"b': [["a", "b"]],
}
"""Query → its phrases, for Python and JavaScript alike."""


SHORT_NAMES = {"岳阳市科学技术协会": "市科协"}


def site_pages(pages: tuple[SearchPage, ...]) -> SitePages:
    """What is said of `pages`, of which those without labels belong to no department."""
    departments: dict[str, list[ListedReport]] = {}
    for each in pages:
        if each.labels:
            year, department, form, grade = (*each.labels, "", "")[:4]
            listed = ListedReport(each.url, int(year.removesuffix("年度")), form, grade)
            departments.setdefault(department, []).append(listed)
    return SitePages(
        {each.url: None for each in pages if not each.labels},
        tuple(
            ListedDepartment(
                f"departments/{number}/index.html", name, SHORT_NAMES.get(name, ""), tuple(listed)
            )
            for number, (name, listed) in enumerate(departments.items())
        ),
        SYNONYMS,
    )


def every_page() -> tuple[SearchPage, ...]:
    """All pages of the site."""
    return tuple(each for pages in (*years().values(), many(60)) for each in pages)


class Indexed:
    """An index of `pages`: its `files` by path, and a `lookup` in it. Departments have pages of their own."""

    def __init__(self, pages: tuple[SearchPage, ...]) -> None:
        listed = site_pages(pages)
        own = tuple(
            SearchPage(each.url, f"<main><h1>{each.name}</h1><p>报告目录</p></main>", (each.name,))
            for each in listed.departments
        )
        self.pages = (*pages, *own)
        self.numbers = numbers_of(listed.groups)
        documents: dict[int, Document] = {self.numbers[each.url]: document_of(each) for each in self.pages}
        shards = shards_for(len(self.pages))
        self.shards = dict(made(((number, each.grams) for number, each in sorted(documents.items())), shards))
        self.texts = {number: each.text for number, each in documents.items()}
        self.files = {
            DIRECTORY: directory(listed, shards, ("one", "two")),
            **{shard_path(number): data for number, data in self.shards.items()},
            **{text_path(number): data for number, data in self.texts.items()},
        }
        self.lookup = Index(shards, self.shards.__getitem__, self.texts.__getitem__, self.numbers)
