"""How somebody is reached who is at home: private mail, chats, home addresses, plates of cars.

Knows how they are written. Must not know how numbers are found.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sitegen import lazy_re as re
from sitegen.privacy.kinds import Found, Kind

_AT = r"(?:[ \u200b]{0,3}(?:@|艾特)[ \u200b]{0,3}|\s?[(（\[【{]\s?(?:a|at|A|AT|@|艾特)\s?[)）\]】}]\s?)"
_DOT = r"(?:[.。]|点| ?[(（\[【{] ?(?:dot|DOT|点|\.) ?[)）\]】}] ?| \. ?)"
_EMAIL = re.compile(
    rf"(?<![\w.+-])(?P<name>[A-Za-z0-9_.+-]{{1,64}}){_AT}(?P<host>[A-Za-z0-9-]{{1,63}}(?:{_DOT}[A-Za-z0-9-]{{1,63}}){{1,5}})",
    re.ASCII,
)
_CHINESE_NAME = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]){_AT}(?P<host>[A-Za-z0-9-]{{1,63}}(?:{_DOT}[A-Za-z0-9-]{{1,63}}){{1,3}})",
    re.ASCII,
)
_NO_NAME = re.compile(
    r"(?:用户名?|[账帐][号户]|邮箱|信箱|邮件|姓名|名称?|某|您|你的|我的|地址|拼音|号码|编号|关注|微博|隐去)\Z"
)
"""What stands for a name that everybody puts in for himself."""
_AT_IN_WORDS = re.compile(r"[aA][tT]?\s?[)）\]】}]|艾特")
_PRIVATE_HOSTS = re.compile(
    r"(?:(?:vip|mail)\.)?(?:qq|263|88|eyou|foxmail|163|126|yeah|sina|sohu|tom|21cn|139|189|wo|aliyun|gmail|googlemail|outlook|hotmail|live|msn"
    r"|icloud|me|mac|yahoo|ymail|rocketmail|proton|protonmail|gmx|yandex|naver|188)\.(?:com|net|cn|com\.(?:cn|hk|tw)|co\.(?:uk|jp)|me)",
    re.IGNORECASE,
)

_LABEL = re.compile(
    r"住\s{0,4}址|住\s{0,4}所(?!地)|家庭地址|居住地址|居住地(?!区)|户籍地[址区]?|户籍所在地|户口所在地|常住地址|通讯住址"
    "|现住(?!房|[址地])|现居(?!民|住)|家住|居住[在于]|住在(?<!入住在)|暂住(?!证|人)|租住|住(?=[:：])"
)
_HOME_HEAD = re.compile(
    r"(?:住\s*址|家庭地址|居住地址?|户籍地址?|户籍所在地|户口所在地|常住地址)\s*(?:[（(][^（()）\n]{0,12}[)）])?\s*$",
    re.MULTILINE,
)
"""The head of a column of homes."""
_FIRM = re.compile(r"公司|企业|法定代表人|供应商|中标|成交|代理机构|[甲乙丙]方")
"""住所 is also where a firm is registered."""
_TAIL = re.compile(r"\s*[:：是为在于]?\s*(?P<where>[^,，。;；\n|)）]{3,40})")
_MAY_BE_HOME = (
    "住",
    "居",
    "户籍",
    "户口",
    "家庭地址",
    "单元",
    "室",
    "小区",
    "花园",
    "公寓",
    "家园",
    "新村",
    "苑",
)
_AREA = re.compile(r"[省市区县镇乡村路街巷].*\d|\d.*[号栋室组]|[村寨屯组]")
_COUNT = r"(?:\d{1,5}|[一二三四五六七八九十百零〇]{1,5})"
_EXACT = re.compile(
    rf"[路街巷弄道坊里村屯寨庄社苑园庭](?:[^，。；]{{0,6}}?){_COUNT}\s*(?:号(?!地块|线|文|令|公路)|栋|幢|座|弄|室|单元|组)"
    rf"|(?:小区|花园|公寓|大院|家园|新村|苑)\s*{_COUNT}\s*(?:号楼|栋|幢|座|-)\s*\d"
)
_LOOSE_LABELS = ("址", "所在地", "居住地", "户籍地")
"""Labels of a form, behind which any place is a home."""

_UNIT = re.compile(r"单元\s*\d{2,4}\s*(?:室|号|户|房)?")
_BEFORE_UNIT = re.compile(r"\d+\s*(?:号楼|栋|幢|座|楼)?\s*\d+\s*\Z")
"""3栋2*单元501室*: the word is rare and the digits before it are not, so the search begins with the word."""
_LOOK_BACK = 60
"""Characters before 住所 in which a firm may be named."""
_FARTHEST = 20
"""Characters from the digits of a building to 单元."""
_DASHED_HOME = re.compile(r"(?:小区|花园|公寓|家园|新村|苑)\s*\d{1,3}[栋幢]?-\d{1,2}-\d{2,4}\s*[室号户房]?")
_OFFICE = re.compile(r"办公|注册地|单位地|公司地|经营地|机构地|通[讯信]地址|服务[中大]|大厦|写字楼")
_OFFICES = re.compile(r"(?:中心|大楼|大厦|机关|办公[楼室区]?)(?:大院|院内)?\s*\Z")
"""What stands at once before the building of an office; 中心 that a street or an estate is called by is followed by its name."""

_PLATE = re.compile(
    # Letters are rare in Chinese text: the search goes from one to the next and then looks back.
    r"[A-HJ-Za-hj-z](?:(?<=[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼黔滇].)"
    r"|(?<=[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼黔滇][ .].))[ .\u200b-]{0,3}"
    r"(?=(?:[A-HJ-NP-Za-hj-np-z]*\d){3})(?:[A-HJ-NP-Za-hj-np-z0-9]{5,6}"
    r"|[A-HJ-NP-Za-hj-np-z0-9]{4}(?:[学警港澳领挂试超]|应急))(?![0-9A-Za-z])"
)
_SEPARATE = r"[ .\u200b-]{0,3}"
_UNIFORMED_PLATE = re.compile(
    rf"(?<![A-Za-z])(?:WJ|wj){_SEPARATE}(?:[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼黔滇]){_SEPARATE}\d{{4}}[0-9A-Za-z](?![0-9A-Za-z])"
)
"""Of the armed police."""
_PLATE_SAID = re.compile(
    rf"(?:车牌|车号|号牌|牌号|牌照)(?:号码?)?[:：为是\s]{{0,2}}(?P<plate>(?:WJ\d\d|[军海空北沈兰济南广成使武][A-Z]?|[A-Z]{{2}}"
    rf"|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼黔滇]{_SEPARATE}[A-Z]){_SEPARATE}\d{{5,6}})(?![0-9A-Za-z])"
)
"""Of the army, of embassies, of offices: what looks like a code without a word for what it is."""
_SMALL_PLATE = re.compile(r".[a-z](?:[df]?\d{5}|\d{4}[学警港澳领挂试超])")
_CAR_SAID = re.compile(r"[车牌驾]")


_NUMBER_OF_QQ = (
    r"(?!20\d{6}(?!\d))[1-9]\d{4,10}(?![\d.,:/-]*\d|[A-Za-z_@]|\*{3}|\s?[万亿元人次户个条年月日%])"
)
_NAME_OF_WECHAT = r"(?!gh_|www\b|http)(?:[A-Za-z][A-Za-z0-9_-]{5,19}|[1-9]\d{5,10})(?![\w.@*-])"
"""gh_ is what programs call accounts of public bodies."""
_CHAT = re.compile(
    rf"(?<![A-Za-z])[Qq]{{2}}\s?(?:号码?|[账帐]号)?\s?[:：为是]?\s?(?P<number>{_NUMBER_OF_QQ})"
    r"|(?:微信|(?<![A-Za-z])(?:[Ww][Xx]|[Vv][Xx]|[Ww]e[Cc]hat|[Ww]eixin))"
    rf"\s?(?:(?:号码?|[账帐]号|ID)\s?[:：为是]?|[:：])\s?(?P<name>{_NAME_OF_WECHAT})",
    re.ASCII,
)
_MAY_BE_CHAT = re.compile("[QqWwVv微]")
"""How each begins: sought in a tenth of the time."""
_CHAT_OF_AN_OFFICE = re.compile(
    r"(?:客服|官方|公众|公共|政务|单位|企业|服务|咨询|关注|群)[^，。；、\n]{0,6}\Z"
)
_CHAT_HEADS = (
    (re.compile(r"QQ\s*(?:号码?|[账帐]号)?\s*$", re.IGNORECASE | re.MULTILINE), re.compile(_NUMBER_OF_QQ)),
    (re.compile(r"微信\s*(?:号码?|[账帐]号)?\s*$", re.MULTILINE), re.compile(_NAME_OF_WECHAT)),
)
"""Heads of columns, and what stands below."""


def contacts(text: str, head: str = "") -> Iterator[Found]:
    """Everything in the evenly written `text` by which somebody is reached in private; `head` is what a table
    says above it.
    """
    if "@" in text or _AT_IN_WORDS.search(text):
        yield from _emails(text)
    homes = tuple(_homes(text)) if any(word in text for word in _MAY_BE_HOME) else ()
    yield from homes
    if not homes and _is_home(text, head):
        yield Found(Kind.ADDRESS, 0, len(text), "……")
    yield from _plates(text)
    yield from _chats(text, head)


def _chats(text: str, head: str) -> Iterator[Found]:
    for match in _CHAT.finditer(text) if _MAY_BE_CHAT.search(text) else ():
        if not _CHAT_OF_AN_OFFICE.search(text, max(0, match.start() - _FARTHEST), match.start()):
            group = match.lastgroup or 0
            yield _chat(match[group], match.start(group))
    for said, account in _CHAT_HEADS if says_what(head) else ():
        if said.search(head) and account.fullmatch(text.strip()):
            yield _chat(text, 0)


def _chat(account: str, start: int) -> Found:
    hidden = f"{account[0]}{'*' * (len(account) - 2)}{account[-1]}"
    return Found(Kind.CHAT, start, start + len(account), hidden)


def _emails(text: str) -> Iterator[Found]:
    for match in (*_EMAIL.finditer(text), *_CHINESE_NAME.finditer(text)):
        host = re.sub(_DOT, ".", match["host"])
        if not match["name"].isascii() and _NO_NAME.search(
            text, max(0, match.start() - 3), match.start() + 1
        ):
            continue
        if _PRIVATE_HOSTS.fullmatch(host) or re.fullmatch(r"1[3-9]\d{9}", match["name"]):
            yield Found(Kind.EMAIL, match.start(), match.end(), f"{match['name'][0]}***@{host}")


@lru_cache(maxsize=1024)
def says_what(head: str) -> bool:
    """Whether `head` says of its column what the texts alone do not."""
    return _is_of_homes(head) or any(said.search(head) for said, _ in _CHAT_HEADS)


def _is_home(text: str, head: str) -> bool:
    """Whether `text` is a place and `head` says that its column has homes."""
    return _is_of_homes(head) and _AREA.search(text) is not None and not _is_masked(text)


def _is_of_homes(head: str) -> bool:
    return _HOME_HEAD.search(head) is not None


def _is_masked(where: str) -> bool:
    return any(mark in where for mark in "*×●")


def _homes(text: str) -> Iterator[Found]:
    taken: list[tuple[int, int]] = []
    for match in _LABEL.finditer(text):
        tail = _TAIL.match(text, match.end())
        if tail is None or _is_masked(tail["where"]):
            continue
        if match[0].endswith("所") and _FIRM.search(text, max(0, match.start() - _LOOK_BACK), match.start()):
            continue
        loose = match[0].endswith(_LOOSE_LABELS)
        if (_AREA if loose else _EXACT).search(tail["where"]):
            taken.append((match.start(), tail.end()))
            yield Found(Kind.ADDRESS, match.start(), tail.end(), f"{match[0]}…")

    def free(start: int) -> bool:
        before = text[max(0, start - _FARTHEST) : start]
        return not any(begin <= start < end for begin, end in taken) and not (
            _OFFICE.search(before) or _OFFICES.search(before)
        )

    for match in _UNIT.finditer(text):
        before = _BEFORE_UNIT.search(text, max(0, match.start() - _FARTHEST), match.start())
        if before is not None and free(before.start()):
            yield Found(Kind.ADDRESS, before.start(), match.end(), "……单元……室")
    for match in _DASHED_HOME.finditer(text):
        if free(match.start()):
            yield Found(Kind.ADDRESS, match.start(), match.end(), "……室")


def _plates(text: str) -> Iterator[Found]:
    for match in _PLATE.finditer(text):
        start = match.start() - (2 if text[match.start() - 1] == " " else 1)
        plate = text[start : match.end()]
        if (
            plate.upper() == plate
            or _SMALL_PLATE.fullmatch(plate)
            or _CAR_SAID.search(text, max(0, start - 12), start)
        ):
            yield _plate(plate, start)
    if "J" in text or "j" in text:
        yield from (_plate(match[0], match.start()) for match in _UNIFORMED_PLATE.finditer(text))
    if _CAR_SAID.search(text):
        for match in _PLATE_SAID.finditer(text):
            if not _PLATE.search(text, match.start("plate"), match.end()):
                yield _plate(match["plate"], match.start("plate"))


def _plate(plate: str, start: int) -> Found:
    return Found(Kind.PLATE, start, start + len(plate), plate[:2] + "*" * (len(plate) - 3) + plate[-1])
