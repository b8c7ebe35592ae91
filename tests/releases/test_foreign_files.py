"""Files that sitegen did not write: whatever lies in a published folder is there after the next release, as it was."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.errors import CannotWrite, InTheWay, NotPublished
from sitegen.files import digest
from sitegen.publishing import atomic_swap, foreign_files, mounts, releases, replacement, staging
from sitegen.publishing.manifest import MANIFEST, MARK, SEAL
from sitegen.publishing.releases import deploy, rollback, verify
from tests.releases.tools import Files, at_call, in_child, publish, tree

A = {"index.html": b"a", "both.html": b"same", "deep/er/a.html": b"a"}
B = {"index.html": b"b", "both.html": b"same", "only-b.html": b"b"}
SPARE = ".output.spare"


@pytest.fixture
def output(tmp_path):
    publish(tmp_path / "output", A)
    return tmp_path / "output"


def state(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Everything below `folder` and beside it, to the last byte and second."""
    found = {}
    for path in (folder, *folder.parent.rglob("*")):
        if path.name != ".output.lock":
            of = path.lstat()
            found[str(path)] = (of.st_ino, of.st_mode, of.st_mtime_ns)
    return found


def put(folder: Path, path: str, data: bytes = b"theirs") -> Path:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


# What is kept


def test_files_folders_and_links_of_others_stay_through_every_release(output):
    for path in (
        ".well-known/acme-challenge/token",
        "baidu_verify.html",
        "deep/er/notes.txt",
        "下载/表 1.xls",
    ):
        put(output, path).chmod(0o640)
    (output / "空/文件夹").mkdir(parents=True)
    (output / "空").chmod(0o700)
    (output / "latest").symlink_to("index.html")
    (output / "broken").symlink_to("/nowhere")
    kept = (
        ".well-known/acme-challenge/token", "baidu_verify.html", "broken", "deep/er/notes.txt", "latest",
        "下载/表 1.xls", "空/文件夹/",
    )  # fmt: skip
    seen = {path: (output / path).lstat() for path in kept}
    for files in (B, A, A, {}, B):
        assert publish(output, files).kept == kept
        assert tree(output).items() >= files.items()
        for path, before in seen.items():
            now = (output / path).lstat()
            assert (now.st_mode, now.st_uid, now.st_size) == (before.st_mode, before.st_uid, before.st_size)
            assert stat.S_ISREG(before.st_mode) <= (now.st_ino == before.st_ino)
        assert stat.S_IMODE((output / "空").stat().st_mode) == 0o700
        assert (output / "latest").readlink() == Path("index.html")
        found = verify(output)
        assert found.intact
        assert found.extra == kept
    assert rollback(output).kept == kept
    assert tree(output).keys() >= {"baidu_verify.html"}


def test_what_its_owner_removes_or_edits_does_not_come_back(output):
    put(output, "a/gone.txt")
    put(output, "b/edited.txt")
    publish(output, B)
    (output / "a/gone.txt").unlink()
    (output / "a").rmdir()
    (output / "b/edited.txt").unlink()
    put(output, "b/edited.txt", b"newer")
    for files in (A, B, A):
        assert publish(output, files).kept == ("b/edited.txt",)
        assert tree(output) == {**files, "b/edited.txt": b"newer"}
    rollback(output)
    assert tree(output) == {**B, "b/edited.txt": b"newer"}
    assert not (output.with_name(SPARE) / "a").exists()


def test_a_log_that_somebody_writes_to_goes_on_being_written(output):
    with put(output, "access.log").open("ab", buffering=0) as log:
        publish(output, B)
        log.write(b" more")
    assert (output / "access.log").read_bytes() == b"theirs more"


def test_what_comes_at_the_last_moment_is_there_too(output, monkeypatch):
    swap = atomic_swap.exchange

    def late(one, other):
        put(one, ".well-known/acme-challenge/token")
        swap(one, other)

    monkeypatch.setattr(replacement, "exchange", late)
    assert publish(output, B).kept == (".well-known/acme-challenge/token",)
    monkeypatch.undo()
    publish(output, A)
    publish(output, B)
    assert tree(output) == {**B, ".well-known/acme-challenge/token": b"theirs"}


def test_without_hard_links_files_of_others_are_copied(output, monkeypatch):
    put(output, "theirs.txt").chmod(0o600)

    def no_links(*_arguments, **_options):
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(foreign_files.os, "link", no_links)
    publish(output, B)
    assert tree(output) == {**B, "theirs.txt": b"theirs"}
    assert stat.S_IMODE((output / "theirs.txt").stat().st_mode) == 0o600


def test_folders_of_others_keep_their_rights_times_and_attributes(output):
    put(output, "logs/today/access.log")
    put(output, "deep/er/notes.txt")
    folders = [output, *(output / path for path in ("logs", "logs/today", "deep/er"))]
    for number, folder in enumerate(reversed(folders)):
        folder.chmod(0o2770)
        os.utime(folder, (1_000_000_000, 1_000_000_000 + number))
    before = {folder: (folder.stat().st_mode, int(folder.stat().st_mtime)) for folder in folders}
    for files in (B, A, B):
        publish(output, files)
        assert {folder: folder.stat().st_mode for folder in folders} == {
            folder: mode for folder, (mode, _) in before.items()
        }
        for folder in folders[1:3]:
            assert int(folder.stat().st_mtime) == before[folder][1]
    rollback(output)
    assert stat.S_IMODE(output.stat().st_mode) == 0o2770


@pytest.mark.parametrize("root", [True, False], ids=["may give away", "may not"])
def test_folders_keep_their_owner_as_far_as_we_may_give_them_away(output, monkeypatch, root):
    put(output, "logs/access.log")
    given = []

    def chown(path, owner, group, **_options):
        if owner != -1 and not root:
            raise PermissionError(1, "not ours to give")
        given.append((Path(path).name, owner, group))

    monkeypatch.setattr(foreign_files.os, "chown", chown)
    publish(output, B)
    owner = os.geteuid() if root else -1
    assert given == [("logs", owner, os.getegid()), (SPARE, owner, os.getegid())]


@pytest.mark.parametrize("name", [".sitegen-evil.html", ".sitegen-", ".sitegen-manifest.html"])
def test_what_only_looks_like_a_name_of_ours_is_told_and_kept(output, name):
    put(output, name)
    assert verify(output).extra == (name,)
    for files in (B, A, B):
        assert publish(output, files).kept == (name,)
        assert (output / name).read_bytes() == b"theirs"
        assert verify(output).extra == (name,)


@pytest.mark.parametrize("publish_again", [lambda output: publish(output, B), rollback])
def test_a_file_called_like_one_that_is_being_written_is_told_and_kept(output, publish_again):
    publish(output, B)
    theirs = put(output, ".sitegen-part")
    before = state(output)
    with pytest.raises(InTheWay, match=r"\.sitegen-part"):
        publish_again(output)
    assert (state(output), theirs.read_bytes()) == (before, b"theirs")


def test_a_folder_of_ours_that_was_emptied_is_not_taken_for_theirs(output):
    (output / "deep/er/a.html").unlink()
    assert publish(output, B).kept == ()
    assert not (output / "deep").exists()


def test_whatever_fails_leaves_their_files(output):
    put(output, "theirs/1.txt")
    put(output, "theirs/2.txt")
    for call in (*range(1, 60, 3), *range(60, 150, 10)):

        def fail() -> None:
            raise OSError(5, "injected")

        in_child(lambda call=call, fail=fail: at_call(call, fail, lambda: publish(output, B)))
        assert tree(output).items() >= {"theirs/1.txt": b"theirs", "theirs/2.txt": b"theirs"}.items()
        publish(output, A)
        assert tree(output) == {**A, "theirs/1.txt": b"theirs", "theirs/2.txt": b"theirs"}


# What is refused


@pytest.mark.parametrize(
    ("theirs", "wanted"),
    [
        (("only-b.html",), ("only-b.html",)),
        (("x", "y/z"), ("x/index.html", "y")),
        (("x/index.html/note",), ("x/index.html",)),
        (("x/",), ("x",)),
        (("报告.html", "a.html"), ("报告.html", "a.html", "b.html")),
    ],
)
def test_what_lies_where_sitegen_would_write_is_listed_and_nothing_touched(output, theirs, wanted):
    for path in theirs:
        (output / path).mkdir() if path.endswith("/") else put(output, path)
    before = state(output)
    with pytest.raises(InTheWay, match="不是 sitegen 写的") as refused:
        publish(output, {**A, **dict.fromkeys(wanted, b"ours")})
    assert refused.value.paths == tuple(sorted(theirs))
    assert all(path in str(refused.value) for path in theirs)
    assert state(output) == before


def test_a_link_in_the_place_of_a_folder_of_ours_is_refused(output, tmp_path):
    (output / "deep").rename(tmp_path / "elsewhere")
    (output / "deep").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InTheWay, match=r"：deep。"):
        publish(output, A)
    assert (tmp_path / "elsewhere/er/a.html").read_bytes() == b"a"


def test_a_file_just_as_the_one_that_is_wanted_is_ours_from_then_on(output):
    put(output, "only-b.html", b"b")
    assert publish(output, B).kept == ()
    assert publish(output, A).kept == ()
    assert tree(output) == A


@pytest.mark.parametrize("path", [".sitegen-part/", ".sitegen-part/a/b", ".sitegen-seal/"])
def test_a_folder_in_the_place_of_a_file_of_ours_is_named(output, path):
    (output / SEAL).unlink()
    (output / path).mkdir() if path.endswith("/") else put(output, path)
    with pytest.raises(InTheWay, match=path):
        publish(output, B)
    assert tree(output).items() >= A.items()


@pytest.fixture
def for_anybody():
    """A folder that others may reach: pytest lets nobody into its own."""
    with TemporaryDirectory() as folder:
        yield Path(folder)


def test_folders_that_their_owner_made_read_only_are_carried(for_anybody):
    output = for_anybody / "output"

    def as_their_owner() -> None:
        if os.geteuid() == 0:
            os.setuid(12345)
        for files in (A, B):
            publish(output, files)
        put(output, "ro/deeper/1.txt")
        (output / "ro/deeper").chmod(0o555)
        (output / "ro").chmod(0o555)
        for files in (A, B, A):
            assert publish(output, files).kept == ("ro/deeper/1.txt",)
            assert stat.S_IMODE((output / "ro").stat().st_mode) == 0o555
        (output / "ro/deeper").chmod(0o755)
        (output / "ro/deeper/1.txt").unlink()
        put(output, "ro/deeper/2.txt")
        (output / "ro/deeper").chmod(0o555)
        assert publish(output, B).kept == ("ro/deeper/2.txt",)
        (output.with_name(SPARE) / "index.html").unlink()
        assert publish(output, A).kept == ("ro/deeper/2.txt",)

    os.chown(for_anybody, 12345 if os.geteuid() == 0 else -1, -1)
    assert in_child(as_their_owner) == 0


def test_what_cannot_have_a_second_name_is_refused(output):
    os.mkfifo(output / "pipe")
    with pytest.raises(InTheWay, match=r"管道、设备.*：pipe。"):
        publish(output, B)
    assert stat.S_ISFIFO((output / "pipe").stat().st_mode)
    assert (output / "index.html").read_bytes() == b"a"


@pytest.fixture
def mounted(tmp_path, monkeypatch):
    """Lets the system say that something of the same disk is mounted at a place."""

    def at(place: Path) -> None:
        name = str(place).replace("\\", "\\134").replace(" ", "\\040")
        line = f"36 35 {os.major(place.stat().st_dev)}:{os.minor(place.stat().st_dev)} /srv {name} rw - ext4 /dev/sda rw\n"
        (tmp_path / "mountinfo").write_text(line, encoding="utf-8")
        monkeypatch.setattr(mounts, "_LIST", tmp_path / "mountinfo")

    return at


@pytest.mark.parametrize("tree_of", ["output", SPARE])
@pytest.mark.parametrize("inside", [".well-known/a b", "deep", "only-b.html"])
def test_what_is_mounted_is_refused_and_stays_whole(output, mounted, tree_of, inside):
    publish(output, B)
    folder = output.with_name(tree_of)
    put(folder, f"{inside}/theirs.txt") if "." not in Path(inside).name else put(folder, inside)
    mounted(folder / inside)
    before = state(output)
    for act in (lambda: publish(output, A), lambda: rollback(output)):
        with pytest.raises(InTheWay, match="挂载") as refused:
            act()
        assert refused.value.paths == (f"{tree_of}/{inside}",)
        assert state(output) == before


def test_a_spare_that_is_mounted_itself_is_refused(output, mounted):
    publish(output, B)
    mounted(output.with_name(SPARE))
    before = state(output)
    with pytest.raises(InTheWay, match=f"挂载.*：{SPARE}。"):
        publish(output, A)
    assert state(output) == before


def test_a_published_folder_that_is_mounted_cannot_be_replaced_and_says_so_first(output, mounted):
    mounted(output)
    before = state(output)
    with pytest.raises(CannotWrite):
        publish(output, B)
    assert state(output) == before


def test_nothing_is_removed_across_a_mount(output, mounted):
    publish(output, B)
    spare = output.with_name(SPARE)
    mounted(spare / "deep")
    before = state(output)
    with pytest.raises(OSError, match="deep"):
        staging.discard(spare)
    assert state(output) == before


def test_the_mounts_of_this_machine_are_read():
    assert Path("/") in mounts.mounts(Path("/"))
    assert Path("/proc") in mounts.mounts(Path("/"))


def test_without_a_list_of_mounts_whole_file_systems_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr(mounts, "_LIST", tmp_path / "none")
    (tmp_path / "a/b").mkdir(parents=True)
    assert mounts.mounts(tmp_path) == ()
    monkeypatch.setattr(Path, "is_mount", lambda path: path == tmp_path / "a")
    assert mounts.mounts(tmp_path) == (tmp_path / "a",)
    assert mounts.mounts(tmp_path / "a") == (tmp_path / "a",)


@pytest.mark.parametrize("damage", [b"", b"sitegen-manifest 1\n", None])
def test_without_a_manifest_nobody_knows_what_is_ours(output, damage):
    if damage is None:
        (output / MANIFEST).unlink()
    else:
        (output / MANIFEST).write_bytes(damage)
    put(output, "theirs.txt")
    before = state(output)
    with pytest.raises(InTheWay) as refused:
        publish(output, B)
    assert "theirs.txt" not in refused.value.paths
    assert state(output) == before
    assert publish(output, A).kept == ("theirs.txt",)
    assert verify(output).intact


def test_going_back_to_a_release_that_has_no_place_for_them_is_refused(output):
    publish(output, B)
    put(output, "deep")
    with pytest.raises(InTheWay, match="deep"):
        rollback(output)
    assert tree(output) == {**B, "deep": b"theirs"}


# What is published from


def test_what_lies_beside_a_release_is_told_and_not_published(output, tmp_path):
    put(output, "baidu_verify.html")
    published = deploy(output, tmp_path / "www")
    assert published.left == ("baidu_verify.html",)
    assert tree(tmp_path / "www") == A


def test_what_is_not_for_the_public_is_not_published_elsewhere(output, tmp_path):
    wanted = {path: digest(data) for path, data in B.items()}
    releases.publish(output, wanted, B.__getitem__, note="没有 PDF")
    with pytest.raises(NotPublished, match="没有 PDF，只供查看"):
        deploy(output, tmp_path / "www")
    assert not (tmp_path / "www").exists()
    assert publish(output, B).changed, "the same files, but for the public now"
    deploy(output, tmp_path / "www")
    assert (tmp_path / "www" / MARK).read_bytes() == b""


# Any order of releases and of what others do

NAMES = st.sampled_from(["a", "b", "a/x", "a/y", "b/x/1", "c/d"])


def fits(files: Files) -> bool:
    return not any(other.startswith(f"{path}/") for path in files for other in files)


@given(
    st.lists(
        st.tuples(
            st.dictionaries(NAMES, st.sampled_from([b"1", b"2"])).filter(fits),
            st.dictionaries(NAMES, st.sampled_from([b"theirs", None])),
        ),
        max_size=4,
    )
)
@settings(max_examples=30)
def test_nothing_of_theirs_is_ever_lost(steps):
    with TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        ours: Files = {}
        publish(output, ours)
        theirs: dict[str, bytes] = {}
        for files, acts in steps:
            for path, data in acts.items():
                if data is None and path in theirs:
                    foreign_files.drop((path,), output)
                    del theirs[path]
                elif data is not None and fits({**ours, **theirs, path: b""}) and path not in ours:
                    put(output, path, data)
                    theirs[path] = data
            if fits({**files, **theirs}) and not files.keys() & theirs.keys():
                assert publish(output, files).kept == tuple(sorted(theirs))
                ours = files
            else:
                with pytest.raises(InTheWay):
                    publish(output, files)
            assert tree(output) == {**ours, **theirs}
