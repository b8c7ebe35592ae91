"""What `sitegen sign` and `sitegen verify` do, and print.

Knows where PDFs lie and how their signatures are told. A passphrase comes from a prompt that does not
show it, from a file, or from the environment; never from the command line, where every user of the
machine could read it. Must not know how signing works.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
from asn1crypto.x509 import Certificate
from pyhanko.sign.signers import Signer

from sitegen.build import manifest, releases
from sitegen.build.refusals import NotPublished
from sitegen.cli import releases as release_commands
from sitegen.cli.terminal import Exit, console, refuse
from sitegen.files import digest, write_atomic
from sitegen.signing.keys import KeyProblem, Token, key_from_file, key_on_token
from sitegen.signing.sign import NotSignable, sign
from sitegen.signing.verify import SignatureView, certificates, verify


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """Which key to sign with: a file, or a token; and where its passphrase comes from."""

    file: Path | None
    token: Token | None
    passphrase_file: Path | None
    passphrase_variable: str | None


def sign_all(paths: Sequence[Path], choice: KeyChoice, *, reason: str, timestamp_url: str) -> Exit:
    """Sign the PDFs in `paths`: files, and folders with all theirs. A folder that is a release becomes a
    new one, as a whole.
    """
    _quiet()
    files = list(_pdfs(paths))
    if not files:
        refuse("这些位置没有 PDF 文件。")
    problems: list[str] = []
    signed: dict[Path, bytes] = {}
    already = 0
    with _key(choice) as signer:
        for path in files:
            try:
                data = sign(path.read_bytes(), signer, reason=reason, timestamp_url=timestamp_url)
            except (NotSignable, OSError) as error:
                problems.append(f"{path}：{error}。")
                continue
            if data is None:
                already += 1
            else:
                signed[path] = data
    problems += _stored(paths, signed)
    out = console()
    for problem in problems:
        out.print(problem, style="red")
    kept = f"，{already} 个已经有这张证书的签名" if already else ""
    out.print(f"已签名 {len(signed)} 个 PDF{kept}，{len(problems)} 个没有签成。")
    return Exit.FINDINGS if problems else Exit.CLEAN


def _quiet() -> None:
    """PyHanko's log is for developers; what it found is told in our words."""
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)


def _stored(paths: Sequence[Path], signed: dict[Path, bytes]) -> Iterator[str]:
    """Put the signed files in place; says what went wrong."""
    rest = dict(signed)
    for folder in paths:
        release = manifest.read(folder) if folder.is_dir() else None
        if release is None:
            continue
        mine = {
            path.relative_to(folder).as_posix(): data
            for path, data in signed.items()
            if folder in path.parents
        }
        wanted = {**release.digests(), **{path: digest(data) for path, data in mine.items()}}
        try:
            releases.publish(folder, wanted, lambda path, mine=mine: mine[path])  # type: ignore[misc]
        except NotPublished as error:
            yield str(error)
        for path in mine:
            rest.pop(folder / path, None)
    for file, data in rest.items():
        try:
            write_atomic(file, data)
        except OSError as error:
            yield f"{file}：写不进去（{error.strerror}）。"


def verify_all(paths: Sequence[Path], trust: Sequence[Path]) -> Exit:
    """Look at releases and PDFs: is everything as it was published, and as it was signed."""
    _quiet()
    try:
        roots = certificates(trust)
    except (ValueError, OSError) as error:
        refuse(f"读不了信任的证书：{error}")
    outcome = Exit.CLEAN
    for path in paths:
        if path.is_dir() and release_commands.verify(path) is not Exit.CLEAN:
            outcome = Exit.FINDINGS
        for file in _pdfs([path]):
            if not _told(file, roots, alone=not path.is_dir()):
                outcome = Exit.FINDINGS
    return outcome


def _told(path: Path, roots: Iterable[Certificate], *, alone: bool) -> bool:
    """Print what is to be said of a PDF; whether all is well. Unsigned ones are only told of when they
    were asked for by name.
    """
    out = console()
    try:
        data = path.read_bytes()
    except OSError as error:
        out.print(f"{path}：读不了（{error.strerror}）。", style="red")
        return False
    found = verify(data, roots)
    if alone:
        out.print(f"{path}\n  SHA-256  {digest(data)}")
        if not found:
            out.print("  没有签名。")
    elif found:
        out.print(str(path))
    for each in found:
        out.print(f"  {_words(each)}", style="" if each.intact else "red")
    return all(each.intact for each in found)


def _words(each: SignatureView) -> str:
    when = f"，签于 {each.time:%Y-%m-%d %H:%M}" if each.time is not None else ""
    if not each.intact:
        return f"签名无效：{each.signer}{when}。{each.problem}。"
    whole = "" if each.whole else "后面又加了签名；"
    trust = "证书可信" if each.trusted else "证书不在信任之列（用 --trust 指明信任的根证书）"
    return f"签名有效：{each.signer}{when}，内容没有改动；{whole}{trust}。"


def _pdfs(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(path.rglob("*.pdf"))
        else:
            yield path


@contextmanager
def _key(choice: KeyChoice) -> Iterator[Signer]:
    passphrase = _passphrase(choice)
    try:
        if choice.token is not None:
            with key_on_token(choice.token, passphrase) as signer:
                yield signer
        else:
            assert choice.file is not None
            yield key_from_file(choice.file, passphrase)
    except KeyProblem as error:
        refuse(str(error))


def _passphrase(choice: KeyChoice) -> str:
    if choice.passphrase_file is not None:
        try:
            return choice.passphrase_file.read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            refuse(f"读不了密码文件 {choice.passphrase_file}：{error}")
    if choice.passphrase_variable is not None:
        given = os.environ.get(choice.passphrase_variable)
        if given is None:
            refuse(f"没有环境变量 {choice.passphrase_variable}。")
        return given
    said: str = click.prompt("证书的密码", hide_input=True, default="", show_default=False, err=True)
    return said
