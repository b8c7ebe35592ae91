"""Publishing, going back, verifying, publishing elsewhere: what is written, what is refused, what is said."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from sitegen.errors import Busy, CannotWrite, Differs, NoRelease, NotOurs, NotPublished, NotUsed
from sitegen.files import digest
from sitegen.publishing import atomic_swap, manifest, releases, staging
from sitegen.publishing.manifest import MANIFEST, SEAL, BadManifest, Entry, Manifest, parse
from sitegen.publishing.releases import Care, deploy, rollback, verify
from tests.releases.tools import publish, some_release, tree

A = {"index.html": b"a", "both.html": b"same", "deep/er/only-a.html": b"a"}
B = {"index.html": b"b", "both.html": b"same", "only-b.html": b"b"}
C = {"index.html": b"c", "both.html": b"same", "only-b.html": b"b"}


@pytest.fixture
def output(tmp_path):
    return tmp_path / "output"


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """Which file lies under each name and when it was written."""
    return {
        str(path.relative_to(folder)): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.name != ".output.lock"
    }


# What is written


def test_a_release_replaces_another_to_the_last_file(output):
    for files in (A, B, C, A, {}, B):
        publish(output, files)
        assert tree(output) == files
        assert verify(output).whole
        assert not [path for path in output.rglob("*") if path.is_dir() and not any(path.iterdir())]


def test_beside_the_site_there_are_only_the_release_before_and_the_lock(output):
    publish(output, A)
    assert sorted(path.name for path in output.parent.iterdir()) == [".output.lock", "output"]
    publish(output, B)
    assert sorted(path.name for path in output.parent.iterdir()) == [
        ".output.lock",
        ".output.spare",
        "output",
    ]


def test_an_equal_release_writes_nothing(output):
    first = publish(output, A)
    before = state(output.parent)
    again = publish(output, A)
    assert not again.changed
    assert again.release == first.release
    assert state(output.parent) == before


def test_only_what_neither_of_two_releases_has_is_asked_for(output):
    publish(output, A)
    publish(output, B)
    asked = []

    def content(path):
        asked.append(path)
        return C[path]

    published = releases.publish(output, {path: digest(data) for path, data in C.items()}, content)
    assert asked == ["index.html"]
    assert (published.written, published.linked, published.removed) == (1, 1, 1)


def test_a_file_and_a_folder_may_change_places(output):
    for files in ({"a": b"1"}, {"a/b": b"2"}, {"a/b/c": b"3"}, {"a": b"1"}):
        publish(output, files)
        assert tree(output) == files


def test_the_manifest_depends_on_the_files_alone(output, tmp_path):
    publish(output, A)
    publish(output, B)
    publish(tmp_path / "elsewhere", dict(reversed(B.items())))
    assert (output / MANIFEST).read_bytes() == (tmp_path / "elsewhere" / MANIFEST).read_bytes()
    assert (output / MANIFEST).read_text().splitlines()[:2] == [
        "sitegen-manifest 1",
        f"{digest(b'same')}  4  both.html",
    ]


def test_everybody_may_read_whatever_the_umask(output):
    publish(output, {})
    output.chmod(0o2750)
    old = os.umask(0o077)
    try:
        publish(output, A)
        publish(output, B)
        publish(output, A)
    finally:
        os.umask(old)
    assert output.stat().st_mode & 0o7777 == 0o2750, "what the folder itself allows is its owner's choice"
    assert (output / "deep").stat().st_mode & 0o777 == 0o755
    assert (output / "deep/er/only-a.html").stat().st_mode & 0o777 == 0o644


# Shared files


def test_a_file_shared_by_two_releases_never_changes_in_place(output):
    publish(output, A)
    publish(output, B)
    other = output.with_name(".output.spare")
    assert (output / "both.html").samefile(other / "both.html")
    with (output / "both.html").open("rb") as open_before:
        changed = {**A, "both.html": b"new text"}
        publish(output, changed)
        publish(output, {**B, "both.html": b"newer text"})
        assert open_before.read() == b"same"
    assert tree(other) == changed
    assert verify(other).whole


def test_without_hard_links_files_are_copied(output, monkeypatch):
    def no_links(*_arguments):
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(staging.os, "link", no_links)
    publish(output, A)
    wanted = {path: digest(data) for path, data in B.items()}
    releases.publish(output, wanted, {path: B[path] for path in ("index.html", "only-b.html")}.__getitem__)
    assert tree(output) == B
    assert not (output / "both.html").samefile(output.with_name(".output.spare") / "both.html")


# What people do by hand


def test_our_files_that_were_changed_by_hand_are_put_right_and_told(output):
    publish(output, A)
    publish(output, B)
    (output / "index.html").write_bytes(b"edited by hand")
    (output / "only-b.html").unlink()
    assert publish(output, B).mended == ("index.html", "only-b.html")
    assert (output.with_name(".output.spare") / "index.html").read_bytes() == b"edited by hand"
    for files in (B, C, B, A):
        assert publish(output, files).mended == ()
        assert tree(output) == files


def test_an_edit_that_kept_the_size_is_seen_by_its_time(output):
    publish(output, A)
    written = (output / MANIFEST).stat().st_mtime_ns
    (output / "index.html").write_bytes(b"X")
    os.utime(output / "index.html", ns=(written, written + 1_000_000_000))
    assert publish(output, A).written == 1
    assert tree(output) == A


def test_an_emptied_folder_is_filled_again(output):
    publish(output, A)
    for path in output.glob("[!.]*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert publish(output, A).changed
    assert tree(output) == A


def test_a_removed_folder_is_made_again(output):
    publish(output, A)
    publish(output, B)
    shutil.rmtree(output)
    publish(output, B)
    assert tree(output) == B


@pytest.mark.parametrize("damage", ["edited", "gone", "a link"])
def test_a_published_file_that_is_not_what_it_was_is_not_taken_over(output, tmp_path, damage):
    shared = {"deep/er/same.html": b"same", "deep/er/too.html": b"too"}
    publish(output, {"index.html": b"a", **shared})
    file = output / "deep/er/same.html"
    elsewhere = tmp_path / "elsewhere"
    if damage == "edited":
        file.write_bytes(b"SAME")
    elif damage == "gone":
        file.unlink()
    else:
        file.rename(elsewhere)
        file.symlink_to(elsewhere)
    publish(output, {"index.html": b"b", **shared})
    assert tree(output) == {"index.html": b"b", **shared}
    assert not any(path.is_symlink() for path in output.rglob("*"))
    assert verify(output).whole


def test_a_preview_is_brought_up_to_date_too(output):
    for files in (A, B, C, A, C, B):
        publish(output, files, Care.PREVIEW)
        assert tree(output) == files
        assert verify(output).whole
    (output.with_name(".output.spare") / "index.html").unlink()
    publish(output, C)
    assert tree(output) == C


def test_an_audit_finds_what_kept_its_size_and_time(output):
    publish(output, A)
    publish(output, B)
    for folder in (output, output.with_name(".output.spare")):
        times = (folder / "index.html").stat()
        (folder / "index.html").write_bytes(b"X")
        os.utime(folder / "index.html", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert not publish(output, B).changed
    publish(output, B, Care.AUDIT)
    assert tree(output) == B
    publish(output, A)
    assert tree(output) == A


def test_nothing_is_written_through_a_link_that_somebody_made_in_the_spare(output):
    elsewhere = output.parent / "elsewhere"
    elsewhere.mkdir()
    publish(output, A)
    publish(output, {**A, "deep/er/only-a.html": b"b"})
    folder = output.with_name(".output.spare") / "deep"
    shutil.rmtree(folder)
    folder.symlink_to(elsewhere)
    for version in (b"3", b"4"):
        publish(output, {**A, "deep/er/only-a.html": version, "deep/new": version})
        assert not any(elsewhere.iterdir())
        assert verify(output).whole


# Whose folder it is


def test_a_folder_of_somebody_else_is_refused(output):
    output.mkdir()
    (output / "thesis.docx").write_bytes(b"")
    with pytest.raises(NotOurs, match="不敢覆盖"):
        publish(output, A)
    assert [path.name for path in output.parent.iterdir()] == ["output"]
    assert [path.name for path in output.iterdir()] == ["thesis.docx"]


def test_a_neighbour_of_somebody_else_is_refused(output):
    publish(output, A)
    for neighbour in (".output.spare", ".output.aside"):
        output.with_name(neighbour).mkdir()
        (output.with_name(neighbour) / "thesis.docx").write_bytes(b"")
        with pytest.raises(NotOurs):
            publish(output, B)
        assert tree(output) == A
        assert (output.with_name(neighbour) / "thesis.docx").is_file()
        shutil.rmtree(output.with_name(neighbour))


@pytest.mark.parametrize("name", [".output.lock", ".output.unfinished"])
@pytest.mark.parametrize("text", [b"hello", b"x" * 5_000, b"none of yours\n"])
def test_a_file_of_somebody_else_in_the_place_of_ours_is_left_alone(output, name, text):
    publish(output, A)
    output.with_name(name).write_bytes(text)
    for act in (lambda: publish(output, B), lambda: rollback(output)):
        with pytest.raises(NotUsed, match="不是 sitegen 写的"):
            act()
    assert output.with_name(name).read_bytes() == text
    assert tree(output) == A


@pytest.mark.parametrize("left", [b"", bytes(20), b"0123abc", b"none", b"none\n", b"a" * 64 + b"\n"])
def test_what_a_power_failure_leaves_of_the_journal_is_ours(output, left):
    publish(output, A)
    output.with_name(".output.unfinished").write_bytes(left)
    publish(output, B)
    assert tree(output) == B


def test_an_empty_folder_is_anybodys(output):
    output.mkdir()
    publish(output, A)
    assert tree(output) == A


def test_a_link_to_the_folder_stays_a_link(output, tmp_path):
    link = tmp_path / "www"
    link.symlink_to(output)
    publish(output, A)
    publish(link, B)
    assert link.is_symlink()
    assert tree(output) == B


def test_a_file_in_the_place_of_the_folder_is_refused(output):
    output.write_bytes(b"")
    with pytest.raises(CannotWrite, match="不是目录"):
        publish(output, A)


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "../up", "a/../b", "a//b", "./a", "a/", "a\nb", "\ud800", ".sitegen-manifest"]
)
def test_paths_that_do_not_belong_into_a_release_are_refused(output, path):
    with pytest.raises(BadManifest):
        publish(output, {path: b""})
    assert not output.exists()


def test_a_name_cannot_be_a_file_and_a_folder_at_once(output):
    with pytest.raises(BadManifest):
        publish(output, {"a": b"", "a/b/c": b""})


def test_a_file_that_changes_meanwhile_is_not_published(output):
    publish(output, A)
    with pytest.raises(Differs, match=r"index\.html 在发布过程中变了"):
        releases.publish(output, {"index.html": digest(b"b")}, lambda _path: b"other")
    assert tree(output) == A
    assert sorted(path.name for path in output.parent.iterdir()) == [".output.lock", "output"]
    publish(output, B)
    assert tree(output) == B


# Two at once


def test_a_second_publication_is_told_who_has_the_first(output):
    publish(output, A)
    ready, tell = os.pipe()
    child = os.fork()
    if child == 0:

        def wait(_path):
            os.write(tell, b"!")
            signal.pause()

        try:
            releases.publish(output, {"index.html": digest(b"?")}, wait)
        finally:
            os._exit(1)
    try:
        os.read(ready, 1)
        for attempt in (lambda: publish(output, B), lambda: rollback(output)):
            with pytest.raises(Busy, match=f"进程 {child}，.*正在往 .* 发布"):
                attempt()
        assert tree(output) == A
        assert verify(output).whole
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    publish(output, B)
    assert tree(output) == B


# Disks


@pytest.fixture
def small_disk(tmp_path, monkeypatch):
    """A folder on a disk of 1 MB; where nothing may be mounted, one in which the second megabyte fails."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "none", disk], capture_output=True, check=False
    )
    if mounted.returncode == 0:
        yield disk
        subprocess.run(["umount", disk], check=True)
        return
    write = staging._write

    def limited(folder, path, data):
        used = {each.stat().st_ino: each.stat().st_size for each in disk.rglob("*") if each.is_file()}
        if sum(used.values()) + len(data) > 1_000_000:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(folder, path, data)

    monkeypatch.setattr(staging, "_write", limited)
    yield disk


def test_a_full_disk_leaves_the_site_and_gives_the_space_back(small_disk):
    output = small_disk / "output"
    large = {f"{number}.html": os.urandom(50_000) for number in range(30)}
    publish(output, A)
    publish(output, B)
    for _ in range(2):
        with pytest.raises(CannotWrite, match=r"磁盘已满；腾出空间再试。公开的网站没有改动。"):
            publish(output, large)
        assert tree(output) == B
        assert verify(output).whole
        assert not output.with_name(".output.spare").exists()
    publish(output, C)
    assert tree(output) == C


def test_a_folder_where_nothing_may_be_written_is_left_alone(output, monkeypatch):
    publish(output, A)
    publish(output, B)
    if os.geteuid() == 0:  # whom no mode stops
        opened = os.open

        def refused(path, flags, *arguments, **options):
            if flags & (os.O_WRONLY | os.O_RDWR):
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return opened(path, flags, *arguments, **options)

        monkeypatch.setattr(os, "open", refused)
    else:
        for path in output.parent.rglob("*"):
            path.chmod(path.stat().st_mode & 0o555)
        output.parent.chmod(0o555)
    with pytest.raises(CannotWrite, match=r"\.output\.lock 时出错：没有权限；.*。公开的网站没有改动。"):
        publish(output, C)
    assert tree(output) == B
    output.parent.chmod(0o755)


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.EXDEV, "自己是挂载点"), (errno.EBUSY, "自己是挂载点"), (errno.EIO, "磁盘读写出错")],
)
def test_folders_that_cannot_be_exchanged_stay_as_they_are(output, monkeypatch, code, words):
    publish(output, A)
    monkeypatch.setattr(atomic_swap, "_swap", lambda: lambda _one, _other: code)
    with pytest.raises(CannotWrite, match=f"{words}.*公开的网站没有改动。"):
        publish(output, B)
    assert tree(output) == A
    monkeypatch.undo()
    publish(output, B)
    assert tree(output) == B


@pytest.mark.parametrize(
    "swap", [None, lambda _one, _other: errno.EINVAL], ids=["no call", "not on this disk"]
)
def test_without_the_exchange_the_folders_are_renamed(output, monkeypatch, swap):
    monkeypatch.setattr(atomic_swap, "_swap", lambda: swap)
    for files in (A, B, C):
        publish(output, files)
        assert tree(output) == files
    rollback(output)
    assert tree(output) == B


def test_the_system_of_this_machine_exchanges_folders_in_one_call(tmp_path):
    assert atomic_swap._swap() is not None
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    atomic_swap.exchange(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a/b").exists()
    assert (tmp_path / "b/a").exists()


# Going back


def test_going_back_and_forth(output):
    publish(output, A)
    second = publish(output, B)
    rollback(output)
    assert tree(output) == A
    assert rollback(output).release == second.release
    assert tree(output) == B
    rollback(output)
    publish(output, C)
    assert tree(output) == C


def test_there_is_no_going_back_to_what_is_not_there(output):
    with pytest.raises(NoRelease):
        rollback(output)
    publish(output, A)
    with pytest.raises(NoRelease, match="没有保留完整的上一版"):
        rollback(output)


def test_there_is_no_going_back_to_what_was_never_published(output, monkeypatch):
    publish(output, A)
    publish(output, B)
    monkeypatch.setattr(releases, "put_in_place", lambda _site: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        publish(output, C)
    monkeypatch.undo()
    assert tree(output.with_name(".output.spare")) == C
    with pytest.raises(NoRelease):
        rollback(output)
    assert tree(output) == B


def test_there_is_no_going_back_to_what_was_edited(output):
    publish(output, A)
    publish(output, B)
    (output.with_name(".output.spare") / "index.html").write_bytes(b"X")
    with pytest.raises(Differs, match="被改动过"):
        rollback(output)
    assert tree(output) == B


# Verifying


def test_every_difference_is_found(output):
    publish(output, A)
    assert verify(output).whole
    (output / "index.html").write_bytes(b"X")
    (output / "both.html").unlink()
    (output / "deep/added.html").touch()
    (output / "empty").mkdir()
    (output / "link").symlink_to("index.html")
    (output / "deep/er/only-a.html").rename(output / "deep/er/a")
    (output / "deep/er/only-a.html").symlink_to("a")  # of the right size, with the right content
    found = verify(output)
    assert not found.whole
    assert found.changed == ("deep/er/only-a.html", "index.html")
    assert found.missing == ("both.html",)
    assert found.extra == ("deep/added.html", "deep/er/a", "empty/", "link")


def test_without_a_whole_manifest_nothing_can_be_verified(output):
    with pytest.raises(NoRelease):
        verify(output)
    publish(output, A)
    text = (output / MANIFEST).read_bytes()
    for damaged in (
        b"",
        b"\xff",
        text[:-1],
        text[:-20],
        text.replace(b"manifest 1", b"manifest 2"),
        text * 2,
    ):
        (output / MANIFEST).write_bytes(damaged)
        with pytest.raises(NoRelease, match="没有完整的发布清单"):
            verify(output)
    publish(output, A)
    assert verify(output).whole


def test_a_manifest_is_read_as_it_was_written():
    manifest = Manifest({"绩效/2020 年.html": Entry(digest(b"x"), 1), "a  b": Entry(digest(b""), 0)})
    assert parse(manifest.text) == manifest
    assert parse(manifest.text).release == manifest.release == digest(manifest.text)


# Elsewhere


@pytest.fixture
def on_another_disk():
    """A folder where temporary files stay: on another disk, where those of the tests lie in memory."""
    with TemporaryDirectory(dir="/var/tmp") as folder:
        yield Path(folder)


def test_a_site_is_published_elsewhere(output, tmp_path, on_another_disk):
    for target in (tmp_path / "a" / "www", on_another_disk / "www"):
        for files in (A, B, C):
            publish(output, files)
            published = deploy(output, target)
            assert tree(target) == files
            assert published.release == verify(output).release == verify(target).release
        assert not deploy(output, target).changed
        assert tree(rolled_back(target)) == B


def rolled_back(target: Path) -> Path:
    rollback(target)
    return target


def test_a_defaced_target_is_put_right(output, tmp_path):
    publish(output, A)
    target = tmp_path / "www"
    deploy(output, target)
    times = (target / "index.html").stat()
    (target / "index.html").write_bytes(b"X")
    os.utime(target / "index.html", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert deploy(output, target).changed
    assert tree(target) == A


def test_a_source_that_is_not_what_it_says_is_not_published(output, tmp_path):
    publish(output, A)
    (output / "index.html").write_bytes(b"X")
    (output / "both.html").unlink()
    with pytest.raises(Differs, match="2 处和清单不符"):
        deploy(output, tmp_path / "www")
    assert not (tmp_path / "www").exists()


def test_a_manifest_cannot_reach_out_of_its_folder(output, tmp_path):
    publish(output, A)
    evil = f"sitegen-manifest 1\n{digest(b'')}  0  ../stolen\n"
    (output / MANIFEST).write_text(evil)
    with pytest.raises(NoRelease):
        deploy(output, tmp_path / "www")


@pytest.mark.parametrize("target", ["output", "output/inside", "."])
def test_a_site_is_not_published_into_itself(output, tmp_path, target):
    publish(output, A)
    with pytest.raises(NotPublished, match="一个在另一个里面"):
        deploy(output, tmp_path / target)
    assert tree(output) == A


def test_going_through_many_releases_stays_exact(output):
    for version in (0, 1, 2, 5, 4, 4, 0, 9):
        publish(output, some_release(version))
        assert tree(output) == some_release(version)
        assert verify(output).whole


# Trees that somebody else put there


def same_size_and_time(file: Path, data: bytes) -> None:
    """Another content, of which neither size nor time tells."""
    times = file.stat()
    assert len(data) == times.st_size
    file.write_bytes(data)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def restored(folder: Path) -> None:
    """Let `folder` be a copy of what it was, as from an archive: names, sizes and times are the same."""
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy, copy_function=shutil.copy2, symlinks=True)
    shutil.rmtree(folder)
    copy.rename(folder)


@pytest.mark.parametrize("care", [Care.USUAL, Care.PREVIEW])
@pytest.mark.parametrize("place", ["output", ".output.spare"])
@pytest.mark.parametrize("alone", [True, False], ids=["nothing else", "beside the other"])
def test_a_tree_that_was_put_there_is_read_before_it_is_published(output, care, place, alone):
    publish(output, B)
    publish(output, A)
    folder = output.with_name(place)
    other = output.with_name({"output": ".output.spare", ".output.spare": "output"}[place])
    restored(folder)
    same_size_and_time(folder / "both.html", b"evil")
    if alone:
        shutil.rmtree(other)
    for files in (B, A, C):
        publish(output, files, care)
        assert tree(output) == files


def test_a_tree_is_not_believed_when_its_manifest_was_touched_or_its_seal_is_another(output):
    for spoil in (
        lambda: os.utime(output / MANIFEST),
        lambda: (output / SEAL).write_text("0" * 64 + "\n" + "0" * 64, encoding="ascii"),
        lambda: (output / SEAL).write_bytes(b"\xff"),
        (output / SEAL).unlink,
    ):
        publish(output, A)
        same_size_and_time(output / "index.html", b"X")
        spoil()
        assert publish(output, A).mended == ("index.html",)
        assert tree(output) == A


def test_a_tree_of_ours_is_not_read_again(output, monkeypatch):
    publish(output, A)
    publish(output, B)
    monkeypatch.setattr(manifest, "_same_content", lambda *_: pytest.fail("was read"))
    assert publish(output, C).changed
    assert not publish(output, C).changed


def test_going_back_to_a_release_that_we_did_not_make_is_refused(output):
    publish(output, A)
    publish(output, B)
    spare = output.with_name(".output.spare")
    restored(spare)
    assert tree(output) == B
    rollback(output)
    assert tree(output) == A, "a copy of what we made, every byte of which is verified"
    forged = {**B, "index.html": b"X"}
    (spare / "index.html").write_bytes(b"X")
    entries = {path: Entry(digest(data), len(data)) for path, data in forged.items()}
    (spare / MANIFEST).write_bytes(Manifest(entries).text)
    with pytest.raises(NoRelease, match="没有用现在的密钥盖的印"):
        rollback(output)
    assert tree(output) == A


def test_under_another_key_everything_is_read_and_nothing_goes_back(output, monkeypatch):
    publish(output, A)
    publish(output, B)
    monkeypatch.setenv("SITEGEN_CACHE_KEY", "another key, of another machine")
    with pytest.raises(NoRelease, match="换过用户、密钥"):
        rollback(output)
    same_size_and_time(output / "index.html", b"X")
    assert publish(output, B).mended == ("index.html",)
    assert tree(output) == B
