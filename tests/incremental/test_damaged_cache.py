"""Whatever happened to what builds keep below `.sitegen/cache`, and wherever it came from: the output is right.

Knows that folder as somebody does who copies, fills up or damages disks. Must not know what lies in it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from sitegen import pipeline
from tests.incremental.edits import Folder, Site, first_site, tiny_site
from tests.incremental.trees import FirstBuilds, Result, Tree, assert_same, built, everything, tree

pytestmark = pytest.mark.slow

CACHE = Path(".sitegen/cache")
Damage = Callable[[Path, Random, list[bytes]], None]


def truncate(path: Path, chance: Random, _others: list[bytes]) -> None:
    os.truncate(path, int(path.stat().st_size * chance.random()))


def flip_a_bit(path: Path, chance: Random, _others: list[bytes]) -> None:
    data = bytearray(path.read_bytes() or bytes(1))
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def flip_many_bits(path: Path, chance: Random, _others: list[bytes]) -> None:
    data = bytearray(path.read_bytes() or bytes(1))
    for _ in range(1 + len(data) // 500):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def take_for_another(path: Path, chance: Random, others: list[bytes]) -> None:
    path.write_bytes(chance.choice(others))


def fill_with_garbage(path: Path, chance: Random, _others: list[bytes]) -> None:
    path.write_bytes(chance.randbytes(chance.choice((10, path.stat().st_size, 100_000))))


def fill_with_zeros(path: Path, _chance: Random, _others: list[bytes]) -> None:
    """As after a power failure."""
    path.write_bytes(bytes(path.stat().st_size))


def empty(path: Path, _chance: Random, _others: list[bytes]) -> None:
    path.write_bytes(b"")


def make_a_folder(path: Path, _chance: Random, _others: list[bytes]) -> None:
    path.unlink()
    path.mkdir()
    (path / "something").write_bytes(b"in it")


def delete(path: Path, _chance: Random, _others: list[bytes]) -> None:
    path.unlink()


DAMAGES: tuple[Damage, ...] = (
    truncate,
    flip_a_bit,
    flip_many_bits,
    take_for_another,
    fill_with_garbage,
    fill_with_zeros,
    empty,
    make_a_folder,
    delete,
)


class Built:
    """A site that was built in `folder`; `changed` is what it is to become."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.folder = folder
        self.site = site
        self.disk = Folder(folder / "site")
        self.disk.write(site)
        self.before = self.build()
        # What is newer than the clocks of file systems tick may not be taken for known.
        time.sleep(2.1)
        assert_same(self.build(), self.before, {}, "built again")
        self.files = sorted(path for path in everything(folder / "site/.sitegen/cache"))
        self.first = FirstBuilds(folder / "first")

    def build(self) -> Result:
        return built(self.folder / "site", self.folder / "output", self.site.today)

    def copy(self, to: Path) -> Copy:
        """All of it as it is, times of files included."""
        for name in ("site", "output"):
            shutil.copytree(self.folder / name, to / name)
        return Copy(self, to)


class Copy:
    """A site that may be damaged, and then is to be built."""

    def __init__(self, original: Built, folder: Path) -> None:
        self.original = original
        self.root = folder / "site"
        self.output = folder / "output"
        self.cache = self.root / CACHE

    def damage(self, names: list[str], damages: tuple[Damage, ...], chance: Random) -> list[str]:
        """Do damage to the files; returns what was done."""
        others = [(self.cache / name).read_bytes() for name in self.original.files]
        done = []
        for name in names:
            harm = chance.choice(damages)
            harm(self.cache / name, chance, others)
            done.append(f"{harm.__name__} {name}")
        return done

    def edit(self) -> None:
        """One figure and one narrative become others, the same for every copy."""
        for path, old, new in (
            ("report.yaml", "负责人: 王某", "负责人: 李某"),
            ("narrative.md", "# 变动原因\n\n", "# 变动原因\n\n本年度有所增加。"),
        ):
            found = next(
                each for each in sorted(self.root.rglob(path)) if old in each.read_text(encoding="utf-8")
            )
            found.write_text(found.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    def put_back(self) -> None:
        """Undo all damage."""
        shutil.rmtree(self.cache)
        shutil.copytree(self.original.folder / "site" / CACHE, self.cache)

    def expect_the_same(self, where: str) -> None:
        """Build without a change."""
        now = built(self.root, self.output, self.original.site.today)
        assert_same(now, self.original.before, {}, where)

    def expect(self, where: str) -> None:
        """Build without a change, then with one, then once more: each time what a first build would make."""
        today, first = self.original.site.today, self.original.first
        for what in ("unchanged", "edited", "built again"):
            if what == "edited":
                self.edit()
            before = tree(self.output)
            now = built(self.root, self.output, today)
            assert now.published, f"{where}, {what}"
            assert_same(now, first.of(self.root, today), before, f"{where}, {what}")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Two reports, built."""
    return Built(tmp_path_factory.mktemp("tiny"), tiny_site())


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda each: each.__name__)
def test_every_file_is_damaged(tiny, tmp_path, damage):
    copy = tiny.copy(tmp_path)
    copy.damage(tiny.files, (damage,), Random(1))
    copy.expect("all files")


@pytest.mark.parametrize("seed", range(6))
def test_some_files_are_damaged_in_some_way(tiny, tmp_path, seed):
    chance = Random(seed)
    copy = tiny.copy(tmp_path)
    done = copy.damage(sorted(chance.sample(tiny.files, len(tiny.files) // 3)), DAMAGES, chance)
    copy.expect("; ".join(done))


def test_any_one_file_is_damaged(tiny, tmp_path):
    """File after file, each of a copy that is whole otherwise: what refers to it is still there."""
    chance = Random(2)
    for number, name in enumerate(tiny.files):
        copy = tiny.copy(tmp_path / str(number))
        done = copy.damage([name], DAMAGES, chance)
        copy.edit()
        now = built(copy.root, copy.output, tiny.site.today)
        assert_same(now, tiny.first.of(copy.root, tiny.site.today), {}, "; ".join(done))
        shutil.rmtree(tmp_path / str(number))


@pytest.mark.parametrize("seed", range(3))
def test_a_data_base_is_damaged_where_it_may_not_show(tiny, tmp_path, seed):
    """Most often where it says what it consists of: at the beginning. Only part of it is read in a build."""
    chance = Random(seed)
    copy = tiny.copy(tmp_path)
    for _ in range(25):
        copy.put_back()
        done = []
        for path in data_bases(copy.cache):
            data = bytearray(path.read_bytes())
            written = [at for at, byte in enumerate(data[: chance.choice((4_096, 8_192, len(data)))]) if byte]
            at, bit = chance.choice(written), chance.randrange(8)
            data[at] ^= 1 << bit
            path.write_bytes(data)
            done.append(f"bit {bit} of byte {at} in {path.name}")
        copy.expect_the_same("; ".join(done))


@pytest.mark.parametrize(
    "value", [None, 1, "文字", "", b"\xff\xfe", -1.5], ids=lambda value: type(value).__name__
)
def test_a_data_base_holds_other_values_than_were_put_in(tiny, tmp_path, value):
    """A bit may make a number of what was text. Of every column, some values are damaged."""
    copy = tiny.copy(tmp_path)
    for path in data_bases(copy.cache):
        with closing(sqlite3.connect(path)) as base:
            tables = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            columns = [
                (table, row[1]) for table in tables for row in base.execute(f"PRAGMA table_info({table})")
            ]
        assert columns
        for table, column in columns:
            copy.put_back()
            with closing(sqlite3.connect(path)) as base:
                values = base.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall()[::3]
                for (old,) in values:
                    base.execute(
                        f"UPDATE OR IGNORE {table} SET {column} = ? WHERE {column} = ?", (value, old)
                    )
                base.commit()
            copy.expect_the_same(f"{value!r} for {column} in {table} of {path.name}")


def data_bases(folder: Path) -> list[Path]:
    """Files of SQLite."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if path.read_bytes().startswith(b"SQLite format 3")]


@pytest.mark.parametrize("path", [".sitegen/cache", ".sitegen"])
@pytest.mark.parametrize("kind", ["file", "nothing"])
def test_where_the_folder_should_be_is_something_else(tiny, tmp_path, path, kind):
    """Not even root can write there. Links are refused: see tests/security."""
    copy = tiny.copy(tmp_path)
    place = copy.root / path
    shutil.rmtree(place)
    if kind == "file":
        place.write_text("a file", encoding="utf-8")
    copy.expect(f"{path} is {kind}")


@pytest.mark.parametrize("at", ["a file for each folder", "a folder for each file"])
def test_parts_of_the_folder_are_something_else(tiny, tmp_path, at):
    copy = tiny.copy(tmp_path)
    for each in sorted(copy.cache.iterdir()):
        if each.is_dir() and at.startswith("a file"):
            shutil.rmtree(each)
            each.write_bytes(b"")
        elif each.is_file() and at.startswith("a folder"):
            each.unlink()
            each.mkdir()
    copy.expect(at)


def test_a_site_may_be_moved(tiny, tmp_path):
    copy = tiny.copy(tmp_path / "here")
    (tmp_path / "there/deeper").mkdir(parents=True)
    shutil.move(tmp_path / "here", tmp_path / "there/deeper")
    moved = Copy(tiny, tmp_path / "there/deeper/here")
    assert not copy.root.exists()
    moved.expect("moved")


def test_a_site_may_take_the_place_of_another(tiny, tmp_path):
    """The same paths, other content, and what is kept of the one before."""
    copy = tiny.copy(tmp_path)
    shutil.rmtree(copy.root / "content")
    shutil.rmtree(copy.root / "themes")
    other = first_site()
    for report in other.reports:
        report.amount += 11
    Folder(copy.root).write(other)
    now = built(copy.root, copy.output, other.today)
    assert_same(now, tiny.first.of(copy.root, other.today), {}, "another site")
    assert now.published


@pytest.mark.parametrize("mixed", [False, True])
def test_what_was_kept_comes_from_another_site(tiny, tmp_path, mixed):
    """`mixed`: it lies beside what is the site's own."""
    copy = tiny.copy(tmp_path / "copy")
    other = tiny_site()
    other.name = "另一个市绩效公开"
    for report in other.reports:
        report.amount += 13
    Folder(tmp_path / "other").write(other)
    built(tmp_path / "other", tmp_path / "output", other.today)
    if not mixed:
        shutil.rmtree(copy.cache)
    shutil.copytree(tmp_path / "other" / CACHE, copy.cache, dirs_exist_ok=True)
    copy.expect("with foreign entries")


def test_what_was_kept_is_older_than_the_output(tiny, tmp_path):
    """As when only some folders are put back from a copy."""
    copy = tiny.copy(tmp_path)
    shutil.copytree(copy.root / ".sitegen", tmp_path / "kept")
    copy.expect("to begin with")
    shutil.rmtree(copy.root / ".sitegen")
    shutil.move(tmp_path / "kept", copy.root / ".sitegen")
    before: Tree = {}
    now = built(copy.root, copy.output, tiny.site.today)
    assert_same(now, tiny.first.of(copy.root, tiny.site.today), before, "put back")


@pytest.mark.parametrize("cold", [False, True])
def test_builds_at_the_same_time_are_both_right(tiny, tmp_path, cold):
    """Four builds of one site into folders of their own; `cold`: all find nothing to begin with."""
    copy = tiny.copy(tmp_path)
    copy.edit()
    if cold:
        shutil.rmtree(copy.cache)
    today = tiny.site.today
    children = [_forked(copy.root, tmp_path / f"output-{number}", tiny.site) for number in range(4)]
    assert [_exit_of(child) for child in children] == [0] * 4
    wanted = tiny.first.of(copy.root, today)
    for number in range(4):
        assert tree(tmp_path / f"output-{number}") == wanted.tree
    assert_same(built(copy.root, copy.output, today), wanted, {}, "afterwards")


def _forked(root: Path, output: Path, site: Site) -> int:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = 0 if pipeline.build(root, output, today=site.today, pdf=False).published else 2
        finally:
            os._exit(code)
    return child


def _exit_of(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
