"""Every kind of change makes again what follows from it, and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sitegen import pipeline
from sitegen.artifacts.pdf_printer import PdfPrinter
from sitegen.artifacts.report_renderer import ReportRenderer
from sitegen.artifacts.store import Store
from tests.incremental.edits import Folder, tiny_site
from tests.site_tools import ROOT, TODAY, copy_of, replace

pytestmark = pytest.mark.slow

EDITED, AFTER = "2022/shili-keji/yueyang-bumen-zhengti", "2023/shili-keji/yueyang-bumen-zhengti"
NARRATIVE = Path("content/reports/2022/shili-keji/yueyang-bumen-zhengti/narrative.md")


@dataclass
class Work:
    """Keys of reports that were checked and drawn, paths of lists that were made."""

    examined: set[str] = field(default_factory=set)
    drawn: set[str] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)

    @property
    def idle(self) -> bool:
        return not (self.examined or self.drawn or self.lists)


@pytest.fixture(scope="module")
def built_site(tmp_path_factory) -> Path:
    """A folder with the sample as it was built once: the site with what builds keep, and the output."""
    folder = tmp_path_factory.mktemp("built")
    site = copy_of(ROOT, folder / "site")
    assert pipeline.build(site, folder / "output", today=TODAY, pdf=False, jobs=1).published
    return folder


@pytest.fixture
def site(built_site, tmp_path):
    """A copy of that site, and of its output beside it."""
    shutil.copytree(built_site / "output", tmp_path / "output", symlinks=True)
    return shutil.copytree(built_site / "site", tmp_path / "site", symlinks=True)


@pytest.fixture
def work(site, tmp_path, monkeypatch):
    """Builds, and says what was done for it."""
    done = Work()
    examine, draw, keep = ReportRenderer.examine, ReportRenderer.draw, Store.keep

    def examining(self, task):
        done.examined.add(task.head.key)
        return examine(self, task)

    def drawing(self, task, *rest):
        done.drawn.add(task.head.key)
        return draw(self, task, *rest)

    def keeping(self, kind, name, files, base_url):
        done.lists.update(files if kind == "lists" else ())
        return keep(self, kind, name, files, base_url)

    monkeypatch.setattr(ReportRenderer, "examine", examining)
    monkeypatch.setattr(ReportRenderer, "draw", drawing)
    monkeypatch.setattr(Store, "keep", keeping)

    def build() -> Work:
        nonlocal done
        done = Work()
        assert pipeline.build(site, tmp_path / "output", today=TODAY, pdf=False, jobs=1).published
        return done

    return build


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + text, encoding="utf-8")


def test_nothing_after_nothing(work):
    assert work().idle


def test_a_file_that_was_only_touched_is_no_change(site, work):
    (site / NARRATIVE).touch()
    assert work().idle


def test_a_narrative(site, work):
    add(site / NARRATIVE, "\n\n全年未发生安全责任事故。\n")
    done = work()
    assert EDITED in done.examined
    assert {key.partition("/")[2].partition("/")[0] for key in done.examined} == {"shili-keji"}
    assert done.drawn == {EDITED, AFTER}, "the next year's is compared with it"
    assert {path for path in done.lists if path.startswith("departments/")} == {
        "departments/index.html",
        "departments/shili-keji/index.html",
    }
    assert {path for path in done.lists if path.startswith("years/")} == {"years/2022/index.html"}
    assert {path for path in done.lists if path.startswith("data/facts")} == {
        f"data/facts-2022.{kind}" for kind in ("csv", "xlsx", "json")
    }


def test_a_comment_in_the_figures(site, work):
    add(site / NARRATIVE.parent / "report.yaml", "\n# 备注：已核对。\n")
    assert work().drawn == {EDITED, AFTER}


def test_the_name_of_a_department(site, work):
    path = site / "content/departments.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("名称: 示例市科学技术局", "名称: 示例市科技局", 1), "utf-8"
    )
    done = work()
    assert {key.split("/")[1] for key in done.drawn} == {"shili-keji"}
    assert "departments/index.html" in done.lists
    assert "departments/yueyang-kexie/index.html" not in done.lists


def test_a_style_changes_every_page_but_no_check(site, work):
    theme = site / "themes/gov/assets"
    theme.mkdir(parents=True)
    (theme / "extra.css").write_text("p { margin: 0 }\n", "utf-8")
    done = work()
    assert done.examined == set()
    assert EDITED in done.drawn
    assert "index.html" in done.lists
    assert not any(path.endswith((".csv", ".json", ".xlsx")) for path in done.lists)


def test_what_ought_to_be_public_changes_lists_alone(site, work):
    path = site / "content/site.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("截止日期: ", "截止日期: 2030-01-01 # ", 1), encoding="utf-8")
    done = work()
    assert (done.examined, done.drawn) == (set(), set())
    assert "publication/index.html" in done.lists


def test_a_severity_changes_checks_but_no_page(site, work):
    add(site / "content/site.yaml", "\n规则:\n  级别: {PRIV106: 警告}\n")
    done = work()
    assert EDITED in done.examined
    assert done.drawn == set()


def test_a_report_that_is_gone_leaves_nothing_behind(site, work, tmp_path):
    for path in sorted((site / "content/reports/2024/shili-wenlv").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    replace(site / "content/site.yaml", "名称: ", "名称:  ")
    work()
    assert not (tmp_path / "output/reports/2024/shili-wenlv").exists()


@pytest.mark.parametrize(
    ("path", "text"),
    [(NARRATIVE, "\n\n又改了一句。\n"), (Path("content/departments.yaml"), "\n# 又改了一句\n")],
    ids=["report", "settings"],
)
def test_a_file_that_changes_while_the_site_is_built_ends_the_build(site, tmp_path, path, text):
    output = tmp_path / "elsewhere"
    shutil.rmtree(site / ".sitegen")

    def meddle(done: int, _of: int, what: str) -> None:
        if what == "读取和核对" and done == 1:
            add(site / path, text)

    with pytest.raises(pipeline.NotPublished, match=r"生成过程中 \S+ 被改动了"):
        pipeline.build(site, output, today=TODAY, pdf=False, jobs=1, progress=meddle)
    assert not output.exists()
    assert pipeline.build(site, output, today=TODAY, pdf=False).published


def test_a_pdf_that_was_lost_with_the_output_is_printed_again(tmp_path, monkeypatch):
    """The cache is there, but not whole: what is missing is made when it is to be published."""
    root, site, first = tmp_path / "site", tiny_site(), tmp_path / "first"
    Folder(root).write(site)
    assert pipeline.build(root, first, today=site.today).published
    kept = sorted(path for path in (root / ".sitegen/cache/pdf").rglob("*") if path.is_file())
    kept[0].unlink()
    printed = []
    real = PdfPrinter._printed
    monkeypatch.setattr(PdfPrinter, "_printed", lambda self, jobs: printed.extend(jobs) or real(self, jobs))
    second = tmp_path / "second"
    assert pipeline.build(root, second, today=site.today).published
    assert len(printed) == 1
    documents = [path.relative_to(first) for path in first.rglob("*.pdf")]
    assert len(documents) > 1
    for path in documents:
        assert (second / path).read_bytes() == (first / path).read_bytes()


def test_another_process_with_another_order_of_sets_finds_everything(site, work, tmp_path):
    for seed in ("1", "2"):
        command = [
            sys.executable,
            "-m",
            "sitegen",
            "--root",
            str(site),
            "build",
            "--no-pdf",
            "--today",
            "2026-01-01",
        ]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(
            [*command, "--output", str(tmp_path / seed)], check=True, env=environment, capture_output=True
        )
    assert work().idle
