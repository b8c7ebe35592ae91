"""What is given inputs: everything that reads what others wrote.

Knows for each kind of file which valid ones there are, and by which door they go in. What a target raises is a fault;
what it may say of a bad input, it catches.
"""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from hypothesis import strategies as st
from jinja2 import Environment

from sitegen import baseline
from sitegen.artifacts.report_files import report_data, report_pages
from sitegen.cache.database import NAME, Database, KnownFile
from sitegen.cache.entries import Cache
from sitegen.checks.texts.text_dates import days, faults
from sitegen.diagnostics import Severity
from sitegen.errors import NoRelease, NotOurs, NotUsed
from sitegen.files import FileDigest
from sitegen.loading.reports.pictures import fault_of
from sitegen.loading.site import all_problems
from sitegen.numbers.figures import parse_figure
from sitegen.numbers.numerals import in_digits, numeral
from sitegen.privacy.detect import personal_data
from sitegen.publishable import alike, types, unfit_name
from sitegen.publishing.journal import Site as Published
from sitegen.publishing.manifest import MANIFEST, MARK
from sitegen.publishing.releases import verify as verify_release
from sitegen.reading.attached.read import texts_of
from sitegen.reading.attached.texts import Unreadable
from sitegen.reading.content_type import unfit_content
from sitegen.reading.formula import parse_identity, parse_reference
from sitegen.reading.formula_tokens import FormulaError
from sitegen.reading.lookalikes import looks_like
from sitegen.rendering.report_view import report_view
from sitegen.rendering.templates import environment
from sitegen.rendering.theme import find_theme
from sitegen.signing.verify import verify
from sitegen.site.records import BadRecord, CheckedReport, Product, read, written
from sitegen.source import SourceFile
from sitegen.trust.seal import Seal
from tests.fuzz.loop import Target
from tests.fuzz.mutations import mutated, mutated_archive, mutated_png, mutated_text
from tests.fuzz.serving import answered
from tests.fuzz.signed import signed
from tests.privacy import carriers
from tests.renderers import TITLES
from tests.site_tools import ROOT, SEED, TODAY, minimal
from tests.test_bad_inputs import FORM, HEAD, NARRATIVE
from tests.whole_site import check_site, load_site

TYPES = types()
SOURCE = SourceFile("narrative.md", "字")


def _site(folder: Path) -> Path:
    """A site below `folder` with every usual form, which has no report yet."""
    for name in ("site.yaml", "departments.yaml"):
        (folder / "content").mkdir(exist_ok=True)
        shutil.copy(ROOT / "content" / name, folder / "content" / name)
    (folder / SEED).parent.mkdir(parents=True)
    return folder


@cache
def _folder(name: str) -> Path:
    """A folder of this process, gone with it."""
    _kept.append(tempfile.TemporaryDirectory(prefix=f"sitegen-fuzz-{name}-"))
    return Path(_kept[-1].name)


_kept: list[tempfile.TemporaryDirectory[str]] = []


@cache
def _everything() -> Path:
    return _site(_folder("site"))


@cache
def _minimal() -> Path:
    return minimal(_folder("minimal"), FORM, f"{HEAD}金额: 1\n", "# 说明\n\n字。\n")


def _published(root: Path) -> None:
    """Check the site; where nothing is wrong, draw its pages."""
    site, found = load_site(root)
    verdicts = check_site(site, found, TODAY)
    wrong = [*found, *(each for verdict in verdicts for each in verdict.diagnostics)]
    if not any(each.severity is Severity.ERROR and not each.waived for each in wrong):
        for report, verdict in zip(site.reports, verdicts, strict=True):
            view = report_view(site.config, report, verdict, TITLES)
            report_pages(site.config, _templates(), report, verdict, view, TITLES, (), None)
            report_data(report, verdict)


@cache
def _templates() -> Environment:
    theme, _ = find_theme(ROOT, "gov")
    assert theme is not None
    return environment(theme)


def _report(text: str) -> None:
    (_everything() / SEED).write_text(text, encoding="utf-8", errors="surrogatepass")
    _published(_everything())


def _bytes_of_a_report(data: bytes) -> None:
    (_everything() / SEED).write_bytes(data)
    load_site(_everything())


def _narrative(text: str) -> None:
    (_minimal() / NARRATIVE).write_text(f"# 说明\n\n{text}", encoding="utf-8", errors="surrogatepass")
    _published(_minimal())


def _form(text: str) -> None:
    (_minimal() / "content/forms/demo.yaml").write_text(text, encoding="utf-8", errors="surrogatepass")
    all_problems(_minimal())


def _settings(text: str) -> None:
    for name in ("site.yaml", "departments.yaml"):
        (_folder("settings") / "content").mkdir(exist_ok=True)
        (_folder("settings") / "content" / name).write_text(text, encoding="utf-8", errors="surrogatepass")
    all_problems(_folder("settings"))


def _formula(text: str) -> None:
    for parse in (parse_identity, parse_reference):
        with suppress(FormulaError):
            parse(text, SOURCE, 1, 1)


def _words(text: str) -> None:
    parse_figure(text)
    numeral(text)
    in_digits(text)
    list(days(text))
    list(faults(text))


def _personal(text: str) -> None:
    for found in personal_data(text, text[:40]):
        assert 0 <= found.start < found.end <= len(text)
        assert found.masked


def _name(text: str) -> None:
    for kind in ("", ".pdf", "/a.docx"):
        unfit_name(text + kind, TYPES)
    unfit_content("a.txt", io.BytesIO(text.encode("utf-8", "surrogatepass")))
    alike(text.split())
    looks_like(text)


def _attached(*kinds: str) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        for kind in kinds:
            with suppress(Unreadable):
                for text in texts_of(f"a.{kind}", data):
                    assert isinstance(text.text, str)

    return run


def _picture(data: bytes) -> None:
    for kind in ("png", "jpg", "webp"):
        path = _folder("pictures") / f"a.{kind}"
        path.write_bytes(data)
        fault_of(path)


SEAL = Seal(bytes(32))
"""On everything that is kept here: what is found is damage, not forgery."""


def _database(data: bytes) -> None:
    path = _folder("ledger") / NAME
    path.write_bytes(data)
    database = Database(path.parent, TODAY.toordinal(), SEAL)
    assert set(database.find_all("kind", _RECORDS).items()) <= set(_RECORDS.items())
    database.files()
    list(database.sizes())
    database.keep("kind", _RECORDS)
    database.keep_files({"a": KnownFile("s", "d")}, ["b"])
    database.commit()
    assert database.find("kind", "a") == _RECORDS["a"]
    database.prune(TODAY.toordinal() + 1)
    database.close()


_RECORDS = {"a": b"one", "b": b"two" * 300}


@cache
def _whole_ledger() -> bytes:
    folder = _folder("whole-ledger")
    database = Database(folder, TODAY.toordinal(), SEAL)
    database.keep("kind", _RECORDS)
    database.keep_files({"content/site.yaml": KnownFile("1 2 3", "d")}, [])
    database.close()
    return (folder / NAME).read_bytes()


def _records(data: bytes) -> None:
    for kind in (CheckedReport, Product):
        with suppress(BadRecord):
            read(data, kind)
    cache_ = Cache(_folder("cache"), "kind", SEAL)
    path = _folder("cache") / "kind" / "na" / "me"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    assert cache_.find("name") in (None, _GROUP)
    path = _folder("cache") / "baseline.json"
    path.write_bytes(data)
    with suppress(baseline.BadBaseline):
        baseline.read(path)


_GROUP = {"a": b"one", "b": b"two" * 300}


@cache
def _whole_records() -> list[bytes]:
    cache_ = Cache(_folder("whole-cache"), "kind", SEAL)
    cache_.keep("name", _GROUP)
    product = Product({"a.html": FileDigest.of(b"a")}, links=(("a", "b"),), pages=2)
    finding = {
        "version": 1,
        "findings": [dict.fromkeys(("code", "report", "fact", "actual", "expected", "message"), "a")],
    }
    entry = (_folder("whole-cache") / "kind" / "na" / "me").read_bytes()
    return [entry, written(product), json.dumps(finding).encode(), b"[" * 50_000]


def _journal(data: bytes) -> None:
    output = _folder("journal") / "output"
    output.mkdir(exist_ok=True)
    (output / MARK).write_bytes(data)
    (output / MANIFEST).write_bytes(data)
    (_folder("journal") / ".output.unfinished").write_bytes(data)
    with suppress(NotOurs, NotUsed):
        site = Published.at(output)
        site.settle()
        site.begin()
    with suppress(NoRelease):
        verify_release(output)


def _request(text: str) -> None:
    status = answered(text.encode("utf-8", "surrogatepass"))
    assert status in (None, 101, 200, 400, 403, 404, 405, 414, 426, 431), status


def _pdf_signed(data: bytes) -> None:
    found = verify(data)
    assert not found.vouched, "nobody is trusted"


def _texts_below(pattern: str) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob(pattern))]


def _texts(pattern: str, *more: str) -> Callable[[], st.SearchStrategy[str]]:
    return lambda: mutated_text([*_texts_below(pattern), *more])


def _made(*makers: carriers.Make) -> list[bytes]:
    return [make("13800138000") for make in makers]


def _packed(*makers: carriers.Make) -> Callable[[], st.SearchStrategy[bytes]]:
    return lambda: st.one_of(mutated_archive(_made(*makers)), mutated(_made(*makers)))


def _pictures() -> list[bytes]:
    return _made(*(make for _, make in carriers.PICTURES.values()))


def _all_pictures() -> st.SearchStrategy[bytes]:
    png = next(each for each in _pictures() if each.startswith(b"\x89PNG"))
    return st.one_of(mutated(_pictures()), mutated_png(png))


_AMOUNTS = [
    "431.30",
    "一千二百三十四万零五元",
    "1,234.56万元",
    "-0.5%",
    "2020年2月30日",
    "2021.6.30",
    "二〇二〇年十二月",
    "百分之十二点五",
    "3台（套）",
    "≥95%",
]
_FORMULAS = [
    "收入.合计 = 支出.合计 + 结余.合计",
    "合计(支出.人员支出) ≤ 5万元",
    "绝对值(增减率) > 10%",
    "支出.人员支出[科协机关]",
    "(甲 - 乙) / 乙 * 100%",
]
_PERSONAL = [
    "联系电话 138-0013-8000",
    "身份证 110101199003070017",
    "家住湖南省岳阳市平江县某路12号",
    "卡号 6222 0200 0000 0000 000",
    "湘A12345",
    "zhang@qq.com",
    "一三八零零一三八零零零",
]
_NAMES = [
    "附件1.pdf",
    "INDEX.html",
    "report.csv ",
    "数据/明细.xlsx",
    "con.pdf",
    "a.php.pdf",
    "e\u0301.docx",
    ".htaccess",
]
_REQUESTS = [
    "GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n",
    "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n",
    "GET /%2e%2e/%00.html?a=b#c HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nRange: bytes=0-9\r\nIf-Modified-Since: x\r\n\r\n",
    "HEAD /assets/site.css HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 5\r\n\r\nabcde",
    "GET /livereload HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: eA==\r\nSec-WebSocket-Version: 13\r\n\r\n",
]
_PIECES = [
    "甲**乙**丙",
    "|甲|乙|\n|-|-|\n|1|2|\n",
    "> 引用\n> - 列表\n",
    "见[附件](http://a.cn)。",
    "![图](a.png)",
    "全年支出 {{ 金额 }}。[^1]\n\n[^1]: 注\n",
]

_ALL = (
    Target("report", _texts("content/reports/**/report.yaml", f"{HEAD}金额: 1\n"), _report),
    Target(
        "bytes",
        lambda: mutated([each.encode() for each in _texts_below("content/reports/**/report.yaml")]),
        _bytes_of_a_report,
    ),
    Target("narrative", _texts("content/reports/**/narrative.md", *_PIECES), _narrative),
    Target("form", _texts("sitegen/forms/*.yaml", FORM), _form),
    Target("settings", _texts("content/*.yaml"), _settings),
    Target("formula", lambda: mutated_text(_FORMULAS), _formula),
    Target("amounts", lambda: mutated_text(_AMOUNTS), _words),
    Target("personal", lambda: mutated_text(_PERSONAL), _personal),
    Target("names", lambda: mutated_text(_NAMES), _name),
    Target("docx", _packed(*list(carriers.WORD.values())[::4]), _attached("docx")),
    Target("xlsx", _packed(*list(carriers.EXCEL.values())[::2]), _attached("xlsx")),
    Target("ods", _packed(carriers.OTHERS["ods"][1]), _attached("ods", "odt")),
    Target("pdf", lambda: mutated(_made(*carriers.PDF.values())), _attached("pdf")),
    Target(
        "plain",
        lambda: mutated(_made(*(make for name, make in carriers.OTHERS.values()))),
        _attached("csv", "txt", "json", "html"),
    ),
    Target("metadata", _all_pictures, _attached("jpg")),
    Target("picture", _all_pictures, _picture),
    Target("ledger", lambda: mutated([_whole_ledger()]), _database),
    Target("records", lambda: mutated(_whole_records()), _records),
    Target(
        "journal",
        lambda: mutated([b"sitegen-manifest 1\n" + b"0" * 64 + b"  3  a.html\n", b"none\n"]),
        _journal,
    ),
    Target("request", lambda: mutated_text(_REQUESTS), _request),
    Target("signature", lambda: mutated([signed()]), _pdf_signed),
)
TARGETS = {target.name: target for target in _ALL}
