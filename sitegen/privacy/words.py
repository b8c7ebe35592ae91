"""What people say around numbers, as data: words that make it somebody's, words that make it something else.

Knows words. Must not know how numbers are found.
"""

from __future__ import annotations

from sitegen import lazy_re as re

_TELEPHONE = (
    r"电话|手机|联系|联络|致电|拨打|请[拨打]|来电|通话|\b(?:tel|telephone|phone|mobile|mob|cell|call)\b"
)

TELEPHONE_SAID = re.compile(_TELEPHONE, re.IGNORECASE)
"""The number after it is that of a telephone, and of nothing else that has numbers."""

MOBILE_SAID = re.compile(
    rf"{_TELEPHONE}|号码|微信|短信|热线|咨询|报名|\b(?:wx|vx|weixin|wechat|whatsapp|sms)\b", re.IGNORECASE
)
"""The number after it is one to call."""

RESIDENT_SAID = re.compile(r"身份证|身份号|公民|证件|\bID\b", re.IGNORECASE)
"""The number after it tells who somebody is."""

CARD_SAID = re.compile(
    r"银行卡|借记卡|信用卡|储蓄卡|社保卡|惠农卡|一卡通|卡号|[账帐][号户]|开户|打[到入]|存折|银行|[工农中建交招]行|信用社"
    r"|\b(?:visa|card)\b",
    re.IGNORECASE,
)
"""The number after it is that of an account."""

SAID_JUST_BEFORE = re.compile(
    rf"(?:{MOBILE_SAID.pattern}|{RESIDENT_SAID.pattern}|{CARD_SAID.pattern})[^\d\n，。；,;]{{0,6}}\Z",
    re.IGNORECASE,
)
"""Somebody's number follows at once."""

SAID_OF_ONE = re.compile(
    rf"(?:{_TELEPHONE}|微信|身份证|卡号|[账帐]号)(?:方式|号码?|本人|机|人|是|为|[:：\s])*\Z", re.IGNORECASE
)
"""One number of somebody follows, and nothing that is counted or paid."""

NAME_OF_NUMBERS = re.compile(
    r"\S{0,6}(?:电话|手机|联系方式|联络方式|身份证|证件|卡号|[账帐]号)(?:号码?)?\s*(?:[（(].{0,12}[)）])?",
    re.IGNORECASE,
)
"""A head of nothing but numbers of people."""

LATIN_SAID = frozenset(
    {"tel", "telephone", "phone", "mobile", "mob", "cell", "cellphone", "wx", "vx", "v", "weixin", "wechat",
     "whatsapp", "call", "sms", "id", "idno", "no", "card", "cardno", "visa", "hp", "ph", "qq", "m"}
)  # fmt: skip
"""Latin words that may be glued to a number: others make it part of a code."""

_JOINED = r"[“”\"'(（\[【:：=为是系达至到共约计\s]{0,6}(?:\d{4,25}\s?[、,，/和及与]\s?){0,3}\Z"
"""What may stand between such a word and the number: the word may be said of several."""


_ANY_CODE = r"(?<!身份证)(?<!证件)(?<!身份)编[号码]|代码|文号|No\.?|第"
"""Words that do not say what has that code."""
_THING = (
    "项目|采购|计划|合同|协议|资产|设备|档案|指标|预算|科目|标段|招标|文件|单位|机构|信用|商品|产品|许可|备案|凭证|票据|报告|文书"
    "|任务|课题|批次|业务|支付|申请|系统"
)
_CODE_OF_A_THING = (
    rf"(?:{_THING})[^\d\s，。；、]{{0,4}}(?:{_ANY_CODE})"
    r"|批号|批次号|流水号?|单号|合同号|订单|凭证号?|发票号?码?|备案号?|许可证?号?|注册号|登记号|登记证号|序列号|型号|条码|条形码|标准号"
    r"|票据号?|档号|案号|科目|[科项]目号|指标号?|产权证号?|资产号|卡片号|机构码|识别码|识别号|校验码|版本号?|标识码?|期刊号|书号"
    r"|ISBN|ISSN|DOI|IMEI|SN"
)

CODE_OF_A_BODY_SAID = re.compile(rf"(?:信用代码|信用码){_JOINED}")
"""The number that follows at once is the code under which a body is registered."""

CODE_SAID = re.compile(rf"(?:{_CODE_OF_A_THING}|{_ANY_CODE}){_JOINED}", re.IGNORECASE)
"""The number that follows at once is a code."""

AMOUNT_SAID = re.compile(
    r"(?:金额|总额|[合小共总]计|预算数?|决算数?|执行数?|支出|收入|资产|负债|余额|价款|总价|产值|税额|资金|经费|补助|投资|拨款|[￥¥$€]|RMB|人民币|CNY)"
    + _JOINED,
    re.IGNORECASE,
)
"""The number that follows at once is a sum."""

CURRENCY_OR_CELL = re.compile(r"[￥¥$€|\t\n]|RMB|CNY", re.IGNORECASE)
"""The sign of a currency, or that a sum stands in the cell behind its name."""

TOTAL_SAID = re.compile(r"金额|总额|[合小共总]计|[预决]算数|执行数|资产|负债|余额|价款|总价|产值|税额")
"""What nobody is in charge of, nor writes a telephone behind."""

KEY = re.compile(r"[ -]*[^\s:：，。；、\d]{2,12}(?:: +|,)")
"""The key of a file of figures, or the first cell of its line, before the number."""

PAID_TO_SOMEBODY = re.compile(
    rf"(?:领取|领到|代领|申领|享受|发放)(?:了|的)?[^\d\s，。；、]{{0,6}}(?:补助|资金|经费)(?:款|金)?{_JOINED}"
)
"""The money is what somebody gets."""

AMOUNT_HEAD = re.compile(
    r"(?:金额|总额|[合小共总]计|预算数?|决算数?|执行数?|支出|收入|余额|原值|净值)\s*(?:[（(].{0,6}[)）])?\s*$"
    r"|[（(](?:单位[:：])?[万亿]?元[)）]",
    re.MULTILINE,
)
"""The head of a column or row of sums."""

MULTIPLIED = re.compile(" ?[百千万亿]+(?![瓦克米百千万亿])")
"""The unit is of many, of which nobody has more than thousands of millions."""

UNIT = re.compile(
    r" ?(?:[百千万亿]+(?:[元人次户亩吨平立件个套份册度公株头]|美元)|元(?![某旦宵月])|[美欧港日]元|人民币|%|‰|[人件户台套个份册辆车班批场]次|平方|立方|公[里斤顷升]"
    r"|千[克米瓦]|吨|度电|字节|㎡|k[Wmg]|m[2²³])"
    r"|[件个人户米份册只条头株辆台套次亩分角万亿](?=[，。；、,;.）)]|\s*(?:\n|\Z))"
)
"""What follows makes it a number of something. Of a word that may begin another (人事科, 个人) it must be the end."""

FIRST_DIGITS_OF_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)

CARDS: tuple[tuple[str, tuple[int, ...], bool], ...] = (
    ("62[1-9]", (16, 17, 18, 19), False),
    ("620", (16, 17, 18, 19), True),
    ("955(?:8|100|9[5-9])", (16, 19), False),
    ("436742|456351|601382", (19,), False),
    ("601428|405512", (17,), False),
    ("690755", (15, 18), True),
    ("4", (16,), True),
    ("5[1-5]", (16,), True),
    ("35[2-8]", (16,), True),
    ("3[47]", (15,), True),
)
"""First digits of bank cards, their lengths, and whether only words tell them from codes: many codes begin with the
number of a province (43, 51, 62).
"""
