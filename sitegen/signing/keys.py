"""Keys to sign with: from a PKCS#12 file, or on a token that never gives them away (PKCS#11).

Knows keys and certificates. Passphrases come in as text and are kept nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign.signers import Signer, SimpleSigner

from sitegen.files import TooLarge, read_limited
from sitegen.machine.os_errors import in_words
from sitegen.signing.names import name_of
from sitegen.visible import shown

LARGEST = 1024 * 1024
"""Bytes of a PKCS#12 file."""


class KeyProblem(Exception):
    """A key that cannot be used; says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Token:
    """A key on a token: the library that drives it, and the names it goes by. `key` is "" where the
    certificate's name is the key's.
    """

    module: Path
    label: str
    certificate: str
    key: str = ""


def key_from_file(path: Path, passphrase: str, *, now: datetime | None = None) -> Signer:
    """The key in the PKCS#12 file `path`. Raises KeyProblem."""
    try:
        data = read_limited(path, LARGEST, follow=True)
    except TooLarge as error:
        raise KeyProblem(f"{shown(path)} 太大，不像是证书文件。") from error
    except OSError as error:
        raise KeyProblem(f"读不了证书文件 {shown(path)}：{in_words(error)}。") from error
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(data, passphrase.encode() or None)
        if key is None or certificate is None:
            raise KeyProblem(f"证书文件 {shown(path)} 里没有私钥或证书。")
        signer: Signer | None = SimpleSigner.load_pkcs12_data(
            data, other_certs=[], passphrase=passphrase.encode() or None
        )
    except UnsupportedAlgorithm as error:
        raise KeyProblem(
            f"证书文件 {shown(path)} 的算法不能用在 PDF 签名里（国密 SM2 证书请用厂商的签名工具）。"
        ) from error
    except ValueError as error:
        raise KeyProblem(
            f"打不开证书文件 {shown(path)}：密码不对，或者它不是 PKCS#12 文件（.p12、.pfx）。"
        ) from error
    if signer is None:
        raise KeyProblem(f"证书文件 {shown(path)} 里的私钥不能用来签名。")
    _look_at(signer, now or datetime.now(UTC))
    return signer


@contextmanager
def key_on_token(token: Token, pin: str, *, now: datetime | None = None) -> Iterator[Signer]:
    """The key on `token`, as long as the session lasts. Raises KeyProblem."""
    try:
        from pkcs11.exceptions import PKCS11Error  # noqa: PLC0415 — few have a token; it is an extra
        from pyhanko.config.pkcs11 import TokenCriteria  # noqa: PLC0415
        from pyhanko.sign.general import SigningError  # noqa: PLC0415
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session  # noqa: PLC0415
    except ImportError as error:
        raise KeyProblem("使用 UKey 等硬件证书，要先运行 pip install 'pyhanko[pkcs11]'。") from error
    with ExitStack() as opened:
        try:
            session = opened.enter_context(
                open_pkcs11_session(
                    str(token.module), token_criteria=TokenCriteria(label=token.label), user_pin=pin
                )
            )
            signer = PKCS11Signer(session, cert_label=token.certificate, key_label=token.key or None)
            _look_at(signer, now or datetime.now(UTC))
        except (PKCS11Error, SigningError, OSError, RuntimeError) as error:
            said = f"{type(error).__name__} {error}".strip()
            raise KeyProblem(
                f"打不开硬件证书“{token.label}”：{said}。请核对驱动的路径、名称和口令。"
            ) from error
        # What fails from here on is told of the file that it failed for: the token was opened.
        yield signer


def _look_at(signer: Signer, now: datetime) -> None:
    """Whether the certificate may sign, today."""
    certificate: Any = signer.signing_cert
    if certificate is None:
        raise KeyProblem("没有找到证书。")
    name = name_of(certificate)
    if certificate.not_valid_after < now:
        raise KeyProblem(f"证书已经过期：{name}，有效期到 {certificate.not_valid_after:%Y-%m-%d}。")
    if certificate.not_valid_before > now:
        raise KeyProblem(f"证书还没有生效：{name}，{certificate.not_valid_before:%Y-%m-%d} 起有效。")
    usage = certificate.key_usage_value
    if usage is not None and not {"digital_signature", "non_repudiation"} & usage.native:
        raise KeyProblem(f"这张证书不能用来签名：{name}，它的用途里没有“数字签名”。")
