"""Looks at the signatures of a PDF: whose they are, and whether the file is still what was signed.

Three questions that are not one: is what was signed unchanged, what was added to the file since, and is
the signer somebody whom the reader trusts. Certificates are judged by the files the reader gives, never
over the network: whether one was revoked is not known here. Must not know where PDFs lie.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from asn1crypto.x509 import Certificate
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    validate_pdf_signature,
    validate_pdf_timestamp,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import (
    DocumentTimestampStatus,
    PdfSignatureStatus,
    SignatureCoverageLevel,
)
from pyhanko_certvalidator import ValidationContext

from sitegen.files import digest
from sitegen.signing.names import name_of

Trusted = tuple[Certificate, ...]
"""Certificates whose holders, and those they vouch for, are trusted."""

_SIGNING = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})
"""Either will do, as in RFC 5280 and as when signing; pyHanko's default asks for the second."""


class Later(StrEnum):
    """What became of a file after it was signed."""

    NOTHING = "没有改动"
    TIMESTAMPS = "只加了时间戳或验证用的资料"
    SIGNATURES = "只加了别的签名"
    BYTES = "末尾多出没有签名的字节"
    CONTENT = "内容被改动过"
    BROKEN = "签名或文件的结构被破坏"


_HARMLESS = frozenset({Later.NOTHING, Later.TIMESTAMPS, Later.SIGNATURES})


class Trust(StrEnum):
    """What is known of a signer's certificate."""

    TRUSTED = "证书可信"
    SELF_SIGNED = "证书是签名人自己签发的，不在信任之列"
    UNKNOWN = "证书不是由信任的根证书签发的"
    EXPIRED = "证书已经过期，又没有可信的时间戳证明是过期以前签的"
    UNSUITABLE = "证书的用途、算法或有效期不符合签名的要求"


@dataclass(frozen=True, slots=True)
class SignatureView:
    """A signature or, with `is_timestamp`, a time stamp of the whole document.

    `time` is what the signer says; `stamped` what a trusted time-stamp server vouches for. `whole`: the
    file is covered from the first byte to the last. `fingerprint` is the SHA-256 of the certificate, in
    hexadecimal; "" if it could not be read.
    """

    signer: str
    fingerprint: str
    later: Later
    trust: Trust
    whole: bool = False
    time: datetime | None = None
    stamped: datetime | None = None
    is_timestamp: bool = False

    @property
    def intact(self) -> bool:
        """Whether what was signed is unchanged, and nothing was added since but signatures and time stamps."""
        return self.later in _HARMLESS

    @property
    def trusted(self) -> bool:
        """Whether the certificate leads to a trusted one, and was valid when it was used."""
        return self.trust is Trust.TRUSTED


@dataclass(frozen=True, slots=True)
class PdfView:
    """A PDF: its SHA-256 in hexadecimal, and its signatures, first signed first. If it could not be read,
    `problem` says why, in Chinese.
    """

    digest: str
    signatures: tuple[SignatureView, ...] = ()
    problem: str = ""

    @property
    def intact(self) -> bool:
        """Whether it could be read and no signature is broken; so is a file without any."""
        return not self.problem and all(each.intact for each in self.signatures)

    @property
    def vouched(self) -> bool:
        """Whether somebody who is trusted signed it, and no signature is broken."""
        signers = [each for each in self.signatures if not each.is_timestamp]
        return self.intact and any(each.trusted for each in signers)


def verify(data: bytes, trusted: Iterable[Certificate] = ()) -> PdfView:
    """Look at the PDF `data`; `trusted` are the certificates that the reader trusts. Raises nothing:
    whatever is wrong with the file is in the result.
    """
    roots = tuple(trusted)
    try:
        reader = PdfFileReader(io.BytesIO(data))
        if reader.encrypted:
            return PdfView(digest(data), problem="文件是加密的，看不到里面的签名")
        found = list(reader.embedded_signatures)
    except Exception:  # a broken file breaks pyHanko anywhere, its own assertions included
        said = "PDF 已经损坏或不完整" if data.startswith(b"%PDF-") else "不是 PDF 文件"
        return PdfView(digest(data), problem=said)
    return PdfView(digest(data), tuple(_look_at(each, roots) for each in found))


def certificates(paths: Sequence[Path]) -> Trusted:
    """The certificates in PEM or DER files; raises OSError, and ValueError with a Chinese sentence."""
    found: list[Certificate] = []
    for path in paths:
        try:
            found += load_certs_from_pemder([str(path)])  # type: ignore[no-untyped-call]
        except ValueError as error:
            raise ValueError(f"{path} 不是证书文件（PEM 或 DER）") from error
    return tuple(found)


def _look_at(signature: EmbeddedPdfSignature, roots: Trusted) -> SignatureView:
    stamp = signature.sig_object_type == "/DocTimeStamp"
    name, fingerprint = "（读不出签名人）", ""
    try:
        certificate = signature.signer_cert
        name, fingerprint = name_of(certificate), certificate.sha256.hex()
        status = _validated(signature, roots)
        stamped = _stamped(status)
        if stamped is not None and isinstance(status, PdfSignatureStatus) and not status.trusted:
            # A certificate that was valid when the server stamped the signature may have expired since.
            status = _validated(signature, roots, moment=stamped)
        return SignatureView(
            signer=name,
            fingerprint=fingerprint,
            later=_later(status),
            trust=_trust(status, certificate, roots),
            whole=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
            time=status.signer_reported_dt if isinstance(status, PdfSignatureStatus) else status.timestamp,
            stamped=stamped,
            is_timestamp=stamp,
        )
    except Exception:  # a forged file breaks pyHanko anywhere; whatever it was, this is no valid signature
        return SignatureView(name, fingerprint, Later.BROKEN, Trust.UNKNOWN, is_timestamp=stamp)


def _validated(
    signature: EmbeddedPdfSignature, roots: Trusted, moment: datetime | None = None
) -> PdfSignatureStatus | DocumentTimestampStatus:
    """What pyHanko says, with certificates judged as of `moment`, or of today."""
    context = ValidationContext(trust_roots=list(roots), allow_fetching=False, moment=moment)
    if signature.sig_object_type == "/DocTimeStamp":
        return validate_pdf_timestamp(signature, context)
    # The server's certificate is judged as of today even then: nobody vouches for it at that moment.
    today = ValidationContext(trust_roots=list(roots), allow_fetching=False)
    return validate_pdf_signature(
        signature, context, ts_validation_context=today, key_usage_settings=_SIGNING
    )


def _stamped(status: PdfSignatureStatus | DocumentTimestampStatus) -> datetime | None:
    """When a trusted server saw the signature."""
    stamp = status.timestamp_validity if isinstance(status, PdfSignatureStatus) else status
    return stamp.timestamp if stamp is not None and stamp.trusted else None


def _later(status: PdfSignatureStatus | DocumentTimestampStatus) -> Later:
    if not status.intact or not status.valid:
        return Later.CONTENT
    match status.modification_level:
        case ModificationLevel.NONE if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
            return Later.NOTHING
        case ModificationLevel.NONE:
            return Later.BYTES
        case ModificationLevel.LTA_UPDATES:
            return Later.TIMESTAMPS
        case ModificationLevel.FORM_FILLING:
            return Later.SIGNATURES
        case _:
            return Later.CONTENT


def _trust(
    status: PdfSignatureStatus | DocumentTimestampStatus, certificate: Certificate, roots: Trusted
) -> Trust:
    if status.trusted:
        return Trust.TRUSTED
    if certificate.issuer == certificate.subject and certificate not in roots:
        return Trust.SELF_SIGNED
    match status.trust_problem_indic:
        case AdESIndeterminate.EXPIRED | AdESIndeterminate.OUT_OF_BOUNDS_NO_POE:
            return Trust.EXPIRED
        case AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND:
            return Trust.UNKNOWN
    return Trust.UNSUITABLE
