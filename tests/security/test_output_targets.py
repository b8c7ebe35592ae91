"""Where a site may be written: never among what it, or another site, is made from, by whatever name."""

from __future__ import annotations

from pathlib import Path

import pytest

import sitegen
from sitegen.errors import NotPublished
from sitegen.publishing.destinations import refuse_among_sources
from tests.calling import call
from tests.releases.tools import publish, tree
from tests.site_tools import minimal
from tests.test_bad_inputs import FORM, HEAD

RELEASE = {"index.html": b"a"}


@pytest.fixture
def root(tmp_path):
    root = minimal(tmp_path / "around/site", FORM, f"{HEAD}金额: 1\n")
    for folder in ("themes/gov", ".git", ".sitegen/cache", "tools"):
        (root / folder).mkdir(parents=True)
    (root / "way").symlink_to("content/reports")
    publish(root / "output", RELEASE)
    return root


def everything(folder: Path) -> set[tuple[str, int]]:
    return {(str(path), path.lstat().st_mtime_ns) for path in folder.rglob("*")}


@pytest.mark.parametrize(
    ("target", "why"),
    [
        (".", "是一个站点的目录"),
        ("tools/..", "是一个站点的目录"),
        ("..", "的外面一层"),
        ("../..", "的外面一层"),
        ("content", "那里是报告和设置"),
        ("content/out", "那里是报告和设置"),
        ("content/reports/2020/ju", "那里是报告和设置"),
        ("tools/../content/out", "那里是报告和设置"),
        ("way/out", "是符号链接"),
        ("themes", "那里是主题"),
        ("themes/gov/static", "那里是主题"),
        (".sitegen", "那里是程序自己的内容"),
        (".sitegen/preview", "那里是程序自己的内容"),
        (".git/out", "那里是程序自己的内容"),
        ("output/more", "那里是另一个生成的网站"),
    ],
)
def test_no_site_is_written_among_what_it_is_made_from(root, tmp_path, target, why):
    publish(tmp_path / "source", RELEASE)
    before = everything(tmp_path)
    for arguments in (
        ("build", "--no-pdf", "--output", str(root / target)),
        ("publish", "--output", str(tmp_path / "source"), str(root / target)),
    ):
        done = call(*arguments, "--root", str(root))
        assert done.returncode == 2
        assert why in done.stderr
        assert done.stderr.count("\n") == 2, "one line, and where to look the call up"
    assert everything(tmp_path) == before


def test_another_site_is_as_safe_as_ones_own(root, tmp_path):
    other = minimal(tmp_path / "other", FORM, f"{HEAD}金额: 1\n")
    for target in (other, other / "content/out"):
        with pytest.raises(NotPublished, match=r"站点的目录|报告和设置"):
            refuse_among_sources(target, root)


@pytest.mark.parametrize(
    ("target", "why"),
    [
        (".git", "程序自己的内容"),
        (".sitegen/cache/out", "程序自己的内容"),
        (".new/out", "程序自己的内容"),
        ("themes/zz", "主题"),
        ("Themes/zz", "主题"),
        ("../.www.spare", "备用的一份"),
        ("../.www.aside/out", "备用的一份"),
        ("../.git/out", "程序自己的内容"),
    ],
)
def test_a_folder_that_would_be_made_is_refused_by_its_name(tmp_path, target, why):
    site = minimal(tmp_path / "site", FORM, f"{HEAD}金额: 1\n")
    for root in (site, tmp_path / "another"):
        with pytest.raises(NotPublished, match=why):
            refuse_among_sources(site / target, root)
    assert not (site / target).exists()


def test_a_linked_content_is_known_by_any_name(root, tmp_path):
    (root / "content").rename(tmp_path / "reports")
    (root / "content").symlink_to(tmp_path / "reports")
    with pytest.raises(NotPublished, match="报告和设置"):
        refuse_among_sources(tmp_path / "reports/out", root)


def test_the_program_is_not_written_over(root):
    with pytest.raises(NotPublished, match="sitegen 的程序"):
        refuse_among_sources(Path(sitegen.__file__).parent / "forms/out", root)


def test_other_places_are_free(root, tmp_path, monkeypatch):
    for target in ("output", "public", "tools/out", "../out", "../site-2"):
        refuse_among_sources(root / target, root)
    refuse_among_sources(tmp_path / "www", root)
    monkeypatch.chdir(tmp_path)
    refuse_among_sources(Path(), tmp_path / "no site at all")


def test_a_built_folder_keeps_what_others_put_there(root):
    (root / "output/baidu_verify.html").write_bytes(b"theirs")
    done = call("build", "--no-pdf", "--root", str(root))
    assert done.returncode == 0, done
    assert "有 1 个不是 sitegen 写的，原样留着：\n保留  baidu_verify.html\n" in done.stdout
    assert tree(root / "output")["baidu_verify.html"] == b"theirs"

    published = call("publish", str(root / "www"), "--root", str(root))
    assert published.returncode == 2
    assert "没有 PDF，只供查看，没有发布" in published.stderr
    assert not (root / "www").exists()


def test_what_lies_in_the_way_is_listed(root):
    (root / "output/data").write_bytes(b"theirs")
    before = everything(root / "output")
    done = call("build", "--no-pdf", "--root", str(root))
    assert done.returncode == 2
    assert (
        "不是 sitegen 写的文件，占了要写的位置；移走或改名以后再来：data。公开的网站没有改动。" in done.stderr
    )
    assert everything(root / "output") == before
