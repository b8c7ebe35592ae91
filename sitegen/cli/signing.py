"""What `sitegen sign` does, and prints.

Knows that the PDFs of a release are replaced with its manifest. Must not know how signing works.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyhanko.sign.signers import Signer

from sitegen.cli.passphrase import passphrase
from sitegen.cli.pdfs import by_release, of_release, pdfs, quiet, refuse_pipes
from sitegen.cli.terminal import Exit, console, refuse
from sitegen.errors import NotPublished
from sitegen.files import digest, write_atomic
from sitegen.machine.os_errors import in_words
from sitegen.publishing import manifest, releases
from sitegen.signing.keys import KeyProblem, Token, key_from_file, key_on_token
from sitegen.signing.sign import NotSignable, sign
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
    quiet()
    refuse_pipes(paths)
    files = tuple(pdfs(paths))
    if not files:
        refuse("这些位置没有 PDF 文件。")
    stored = already = 0
    problems: list[str] = []
    with _key(choice) as signer:
        for release, found in by_release(files).items():
            if release is not None and (changed := _changed(release)):
                problems.append(changed)
                continue
            mine, theirs = (found, []) if release is None else of_release(release, found)
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
