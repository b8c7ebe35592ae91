"""关于本站, 无障碍声明, 搜索, and the page for addresses that lead nowhere.

Knows what the site says of itself, and what the tests measured. Must not know reports.
"""

from __future__ import annotations

from collections.abc import Callable

from sitegen.rendering import urls
from sitegen.rendering.accessibility import Measured
from sitegen.rendering.pages.context import Context
from sitegen.rendering.parts import (
    Entries,
    Entry,
    Heading,
    Item,
    Listing,
    ListingRow,
    PageView,
    Part,
    SearchForm,
    Terms,
    Text,
)
from sitegen.rendering.views import Link


def about(context: Context) -> PageView:
    """关于本站."""
    config, path = context.config, urls.ABOUT
    pairs = (
        ("网站", config.name),
        ("主办单位", config.publisher),
        ("联系方式", config.contact),
        ("网站标识码", config.identifier),
    )
    return context.page(
        "about",
        path,
        "关于本站",
        f"{config.name}是什么，数据怎样核对，有问题找谁。",
        (
            Part("site", "本站", (Terms(tuple((name, Item(value)) for name, value in pairs if value)),)),
            Part(
                "checking",
                "数据怎样核对",
                (
                    Text(
                        (
                            "每份报告发布之前，程序核对表内合计、表与表之间、年度之间、评分与等级，也核对正文里写到的数字。"
                            "不符的，要么改正，要么写明原因，经批准后随报告一同公开。每份报告的“数据校验”列出查了什么、结果如何。",
                            "核对只能发现前后矛盾，不能证明数字属实；数字由编制报告的部门负责。",
                        )
                    ),
                ),
            ),
            Part(
                "use",
                "怎样使用",
                (
                    Text(
                        (
                            "所有内容不用脚本也能看。打开脚本后，可以搜索、放大字号、加强对比度、使用长者模式、听朗读、给表格排序。"
                            "本站不用 Cookie，不向其他网站发送任何信息；阅读设置只存在您自己的浏览器里。",
                        )
                    ),
                ),
            ),
        ),
        lead=config.description,
    )


def accessibility(context: Context, measured: Measured) -> PageView:
    """无障碍声明, made from what the tests measured."""
    path = urls.ACCESSIBILITY
    rows = tuple(
        ListingRow(Item(each.what), (Item(each.tool), Item(each.scope), Item(each.result)))
        for each in measured.tests
    )
    headings = tuple(map(Heading, ("查什么", "工具", "范围", "结果")))
    return context.page(
        "accessibility",
        path,
        "无障碍声明",
        "本站怎样照顾看不清、看不见、用键盘或用读屏软件的读者，查过什么，还有什么不足。",
        (
            Part(
                "standard",
                "遵循的标准",
                (
                    Text(
                        (
                            "本站按《网页内容无障碍指南》（WCAG）2.2 的 AA 级制作，并照顾《信息技术 互联网内容无障碍可访问性技术要求与测试方法》"
                            "（GB/T 37668—2019）和网站适老化改造的要求：字号、对比度可调，全部功能可用键盘，可点的地方不小于 44 像素，没有广告和弹窗。",
                        )
                    ),
                ),
            ),
            Part(
                "tests",
                "查过什么",
                (
                    Text(
                        (
                            f"下面的结果由自动测试得出，用的程序是 sitegen {measured.version}，测试的是它的示例站。",
                        )
                    ),
                    Listing("accessibility-tests", "无障碍测试", headings, rows),
                    Text(("自动测试查不出全部问题；没有请残障人士实际试用过的，以实际使用的感受为准。",)),
                ),
            ),
            Part("limits", "还有什么不足", (Text(measured.limits),)),
            Part(
                "contact",
                "遇到困难怎么办",
                (Text((context.config.contact or "请联系主办单位。",)),),
            ),
        ),
    )


def search(context: Context) -> PageView:
    """搜索; without scripts, the ways to everything."""
    path = urls.SEARCH
    years = tuple(
        Entry(Link(f"{year}年度", urls.relative(path, urls.year(year))), f"{len(reports)} 份")
        for year, reports in context.by_year.items()
    )
    return context.page(
        "search",
        path,
        "搜索",
        "搜索报告的文字、数字、部门和表单。",
        (
            Part("ways", "按年度查找", (Entries(years),) if years else ()),
            Part("others", "其他途径", (_ways(path, urls.relative),)),
        ),
    )


def not_found(context: Context) -> PageView:
    """The page that a server shows for an address that leads nowhere."""
    path = urls.NOT_FOUND
    base = context.config.base_url

    def rooted(_origin: str, target: str) -> str:
        return urls.rooted(base, target)

    return context.page(
        "not-found",
        path,
        "没有这个页面",
        "网址可能写错了，或者页面已经移走。",
        (
            Part("search", "", (SearchForm(rooted(path, urls.SEARCH)),)),
            Part("others", "可以从这里找", (_ways(path, rooted),)),
        ),
        lead="网址可能写错了，或者页面已经移走。",
    )


def _ways(path: str, to: Callable[[str, str], str]) -> Entries:
    pages = (
        ("首页", urls.HOME),
        ("全部部门", urls.DEPARTMENTS),
        ("全部表单", urls.FORMS),
        ("公开情况", urls.PUBLICATION),
        ("更正记录", urls.CORRECTIONS),
        ("数据下载", urls.DATA),
    )
    return Entries(tuple(Entry(Link(label, to(path, target))) for label, target in pages))
