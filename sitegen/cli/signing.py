"""What `sitegen sign` and `sitegen verify` do, and print.

Knows where PDFs lie, that those of a release are replaced with their manifest, and how signatures are
told. Must not know how signing works.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pyhanko.sign.signers import Signer

from sitegen.cli import releases as release_commands
from sitegen.cli.passphrase import passphrase
from sitegen.cli.terminal import Exit, console, refuse
from sitegen.errors import NotPublished
from sitegen.files import digest, write_atomic
from sitegen.os_errors import in_words
from sitegen.publishing import manifest, releases
from sitegen.signing.keys import KeyProblem, Token, key_from_file, key_on_token
from sitegen.signing.sign import NotSignable, sign
from sitegen.signing.verify import PdfView, SignatureView, Trusted, certificates, verify
from sitegen.visible import shown


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """Which key to sign with: a file, or a token; and where its passphrase comes from."""

    file: Path | None
    token: Token | None
    passphrase_file: Path | None
    passphrase_variable: str | None


def sign_all(paths: Sequence[Path], choice: KeyChoice, *, reason: str, timestamp_url: str) -> Exit:
    """Sign the PDFs in `paths`: files, and folders with all theirs. Those that belong to a release make a
    new one of it, as a whole; a release that is not as it was published is not signed.
    """
    _quiet()
    _refuse_pipes(paths)
    files = tuple(_pdfs(paths))
    if not files:
        refuse("这些位置没有 PDF 文件。")
    stored = already = 0
    problems: list[str] = []
    with _key(choice) as signer:
        for release, found in _by_release(files).items():
            if release is not None and (changed := _changed(release)):
                problems.append(changed)
                continue
            mine, theirs = (found, []) if release is None else _of_release(release, found)
            problems += [f"{shown(path)}：不是 sitegen 写的，没有签。" for path in theirs]
            signed: dict[Path, bytes] = {}
            for path in mine:
                try:
                    data = sign(path.read_bytes(), signer, reason=reason, timestamp_url=timestamp_url)
                except NotSignable as error:
                    problems.append(f"{shown(path)}：{error}。")
                except OSError as error:
                    problems.append(f"{shown(path)}：读不了（{in_words(error)}）。")
                else:
                    if data is None:
                        already += 1
                    else:
                        signed[path] = data
            count, failed = _stored(signed) if release is None else _published(release, signed)
            stored += count
            problems += failed
    out = console()
    for problem in problems:
        out.print(problem, style="red")
    kept = f"，{already} 个已经有这张证书的签名" if already else ""
    out.print(f"已签名 {stored} 个 PDF{kept}，{len(files) - stored - already} 个没有签成。")
    return Exit.FINDINGS if problems else Exit.CLEAN


def verify_all(paths: Sequence[Path], trust: Sequence[Path]) -> Exit:
    """Look at releases and PDFs: is everything as it was published, and as it was signed. With `trust`, a
    PDF that nobody trusted has signed is a finding too.
    """
    _quiet()
    _refuse_pipes(trust)
    try:
        roots = certificates(trust)
    except OSError as error:
        refuse(f"读不了信任的证书 {shown(error.filename)}：{in_words(error)}。")
    except ValueError as error:
        refuse(f"{error}。")
    outcome = Exit.CLEAN
    _refuse_pipes(paths)
    for path in paths:
        files = tuple(_pdfs([path]))
        if path.is_dir() and _verified_folder(path, files) is not Exit.CLEAN:
            outcome = Exit.FINDINGS
        unsigned = 0
        for file in files:
            try:
                found = verify(file.read_bytes(), roots)
            except OSError as error:
                console().print(f"{shown(file)}：读不了（{in_words(error)}）。", style="red")
                outcome = Exit.FINDINGS
                continue
            good = found.vouched if trust else found.intact
            unsigned += not (found.signatures or found.problem)
            if not good or found.signatures or not path.is_dir():
                _tell(file, found, roots, good=good)
            if not good:
                outcome = Exit.FINDINGS
        if path.is_dir():
            console().print(f"{shown(path)}：{len(files)} 个 PDF，其中 {unsigned} 个没有签名。")
    return outcome


def _refuse_pipes(paths: Iterable[Path]) -> None:
    """Refuse what is neither a file nor a folder: a pipe would be waited for, a device has no end."""
    for path in paths:
        if not path.is_file() and not path.is_dir():
            refuse(f"{shown(path)} 不是普通文件，也不是文件夹。")


def _verified_folder(folder: Path, files: tuple[Path, ...]) -> Exit:
    """Compare a release with its manifest. A folder of PDFs that was never one has none, and says so."""
    if _is_release(folder) or not files:
        return release_commands.verify(folder)
    console().print(
        f"{shown(folder)} 没有发布清单，不是 sitegen 发布的网站；只核对里面的 PDF。", style="yellow"
    )
    return Exit.CLEAN


def _tell(path: Path, found: PdfView, roots: Trusted, *, good: bool) -> None:
    out = console()
    out.print(f"{shown(path)}\n  SHA-256  {found.digest}")
    if found.problem:
        out.print(f"  {found.problem}。", style="red")
    elif not found.signatures:
        out.print("  没有签名。", style="" if good else "red")
    for each in found.signatures:
        out.print(f"  {_words(each, roots)}", style="" if good else "red")


def _words(each: SignatureView, roots: Trusted) -> str:
    what = "时间戳" if each.is_timestamp else "签名"
    if each.stamped is not None:
        when = f"，可信的时间戳证明签于 {_local(each.stamped)}"
    else:
        when = f"，自报签于 {_local(each.time)}" if each.time is not None else ""
    if not each.intact:
        return f"{what}无效：{each.signer}{when}。签名以后：{each.later}。"
    whole = "" if each.whole else "（这个签名不包括后加的部分）"
    trust = each.trust if roots else "没有核对证书可不可信（用 --trust 指明信任的根证书）"
    return f"{what}有效：{each.signer}{when}。签名以后：{each.later}{whole}；{trust}。"


def _local(time: datetime) -> str:
    """In the reader's time zone, as on the clock on the wall."""
    return f"{time.astimezone():%Y-%m-%d %H:%M}"


def _quiet() -> None:
    """PyHanko's log is for developers; what it found is told in our words."""
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


def _pdfs(paths: Iterable[Path]) -> Iterator[Path]:
    """The PDFs in `paths`, each once, however often it was named. Links are not followed into: a file is
    replaced where it lies.
    """
    seen: set[Path] = set()
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else (path,)
        for file in inside:
            real = file.resolve()
            if real not in seen and (file == path or (file.suffix.lower() == ".pdf" and file.is_file())):
                seen.add(real)
                yield file


def _is_release(folder: Path) -> bool:
    """Whether a release lies in `folder`, or did: one file of ours may have been removed."""
    return (folder / manifest.MANIFEST).exists() or (folder / manifest.MARK).exists()


def _by_release(files: Iterable[Path]) -> Mapping[Path | None, list[Path]]:
    """`files` by the release that they belong to; None for those that belong to none."""
    known: dict[Path, Path | None] = {}
    found: dict[Path | None, list[Path]] = {}
    for file in files:
        folder = file.resolve().parent
        if folder not in known:
            known[folder] = next(filter(_is_release, (folder, *folder.parents)), None)
        found.setdefault(known[folder], []).append(file)
    return found


def _changed(release: Path) -> str:
    """Why `release` may not be signed; "" if it may. A signature must not vouch for what somebody slipped in."""
    try:
        intact = releases.verify(release).intact
    except NotPublished as error:
        return str(error)
    return (
        ""
        if intact
        else f"{shown(release)} 和清单不一致，里面的 PDF 都没有签；用 sitegen verify 查看，重新生成后再签。"
    )


def _of_release(release: Path, files: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Those of `files` that the release consists of, and the others, which somebody put beside them."""
    known = manifest.read(release)
    entries = known.entries if known is not None else {}
    divided: tuple[list[Path], list[Path]] = ([], [])
    for path in files:
        divided[path.resolve().relative_to(release).as_posix() not in entries].append(path)
    return divided


def _published(release: Path, signed: Mapping[Path, bytes]) -> tuple[int, tuple[str, ...]]:
    """Publish `release` with the signed files in it; how many are, and what went wrong."""
    mine = {path.resolve().relative_to(release).as_posix(): data for path, data in signed.items()}
    known = manifest.read(release)
    if known is None or not mine:
        return 0, ()
    wanted = {**known.digests(), **{path: digest(data) for path, data in mine.items()}}
    try:
        note = manifest.note_in(release)
        releases.publish(
            release, wanted, lambda path: mine.get(path) or (release / path).read_bytes(), note=note
        )
    except NotPublished as error:
        return 0, (str(error),)
    return len(mine), ()


def _stored(signed: Mapping[Path, bytes]) -> tuple[int, tuple[str, ...]]:
    """Put files that belong to no release in place; how many are, and what went wrong."""
    problems = []
    for path, data in signed.items():
        try:
            write_atomic(path.resolve(), data)
        except OSError as error:
            problems.append(f"{shown(path)}：写不进去（{in_words(error)}）。")
    return len(signed) - len(problems), tuple(problems)


@contextmanager
def _key(choice: KeyChoice) -> Iterator[Signer]:
    secret = passphrase(choice.passphrase_file, choice.passphrase_variable)
    try:
        if choice.token is not None:
            with key_on_token(choice.token, secret) as signer:
                yield signer
        else:
            assert choice.file is not None
            yield key_from_file(choice.file, secret)
    except KeyProblem as error:
        refuse(str(error))
