"""Which addresses a report's text may name."""

from __future__ import annotations

import pytest

from sitegen.reading.markdown.links import Allowed, Refused, judge

ASSETS = frozenset({"方案.pdf", "图 1.png", "附件/表#1.xlsx", "A.JPG", "架构.svg"})


@pytest.mark.parametrize(
    ("target", "address", "asset"),
    [
        ("https://www.gov.cn/zhengce/政策.htm?a=1#b",
         "https://www.gov.cn/zhengce/%E6%94%BF%E7%AD%96.htm?a=1#b", ""),
        ("HTTP://example.org", "HTTP://example.org", ""),
        ("https://www.gov.cn:8443/a", "https://www.gov.cn:8443/a", ""),
        ("https://中国abc.政务/", "https://xn--abc-u68dy61b.xn--zfr164b/", ""),
        ("mailto:kx@example.org", "mailto:kx@example.org", ""),
        ("方案.pdf", "%E6%96%B9%E6%A1%88.pdf", "方案.pdf"),
        ("./方案.pdf", "%E6%96%B9%E6%A1%88.pdf", "方案.pdf"),
        ("%E6%96%B9%E6%A1%88.pdf", "%E6%96%B9%E6%A1%88.pdf", "方案.pdf"),
        ("方案.pdf#page=2", "%E6%96%B9%E6%A1%88.pdf#page%3D2", "方案.pdf"),
        ("附件/表#1.xlsx", "%E9%99%84%E4%BB%B6/%E8%A1%A8%231.xlsx", "附件/表#1.xlsx"),
    ],
)  # fmt: skip
def test_addresses_that_are_allowed(target, address, asset):
    assert judge(target, ASSETS, image=False) == Allowed(address, asset)


@pytest.mark.parametrize(
    "target",
    ["", " ", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:x", "java\nscript:x", "\x01javascript:x",
     "%6Aavascript:x", "vbscript:x", "data:text/html,x", "file:///etc/passwd", "C:\\a", "ftp://a/b",
     "//evil/", "/etc/passwd", "\\\\evil\\a", "../../etc/passwd", "%2e%2e/x", "a/..%2f../x", "..%5cx",
     "http:", "http:evil", "https:///x", "https://[", "https://www.gov.cn@evil.org/", "https://a\u202eb.org/",
     "https://www.gоv.cn", "https://gov.cn。evil.com", "https://www.gov.cn%2eevil.com", "https://%65vil.com",
     "https://gov.cn:abc", "https://gov.cn:99999", "https://gοv.cn:8080/x", "https://ｇov.cn",
     "#top", "mailto:", "mailto:x", "方案.pdf\u200b", " 方案.pdf"],
)  # fmt: skip
def test_21_22_addresses_that_are_refused(target):
    verdict = judge(target, ASSETS, image=False)
    assert isinstance(verdict, Refused)
    assert verdict.rule.code == "TEXT102"


def test_files_that_are_not_there():
    verdict = judge("方案.doc", ASSETS, image=False)
    assert isinstance(verdict, Refused)
    assert verdict.rule.code == "TEXT103"
    same = judge("a.jpg", ASSETS, image=True)
    assert isinstance(same, Refused)
    assert "“A.JPG”" in same.reason


def test_images_are_files_of_the_folder_in_a_format_every_reader_has():
    assert judge("图 1.png", ASSETS, image=True) == Allowed("%E5%9B%BE%201.png", "图 1.png")
    assert judge("A.JPG", ASSETS, image=True) == Allowed("A.JPG", "A.JPG")
    for target in ("架构.svg", "https://example.org/a.png", "data:image/png;base64,x", "方案.pdf"):
        verdict = judge(target, ASSETS, image=True)
        assert isinstance(verdict, Refused)
        assert verdict.rule.code == "TEXT102"
