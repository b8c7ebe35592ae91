"""Looks at the signatures of a PDF: whose they are, and whether the file is still what was signed.

Three questions that are not one: is what was signed unchanged, is anything in the file not signed, and
is the signer whom somebody trusts. Must not know where files lie.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asn1crypto.x509 import Certificate
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext


@dataclass(frozen=True, slots=True)
class SignatureView:
    """A signature. `intact`: what was signed is unchanged, and nothing was added after it but further
    signatures. `whole`: it covers the file from the first byte to the last. `trusted`: the certificate
    leads to one that is trusted. `fingerprint` is the SHA-256 of the certificate.
    """

    signer: str
    time: datetime | None
    intact: bool
    whole: bool
    trusted: bool
    fingerprint: str
    problem: str = ""


def verify(data: bytes, trusted: Iterable[Certificate]) -> tuple[SignatureView, ...]:
    """The signatures of the PDF `data`, first signed first; none for a file that cannot be read."""
    context = ValidationContext(trust_roots=list(trusted), allow_fetching=False)
    try:
        signatures = list(PdfFileReader(io.BytesIO(data)).embedded_signatures)
    except (PdfReadError, ValueError):
        return ()
    return tuple(_look_at(each, context) for each in signatures)


def _look_at(signature: EmbeddedPdfSignature, context: ValidationContext) -> SignatureView:
    name, fingerprint = "（读不出）", ""
    try:
        certificate = signature.signer_cert
        name, fingerprint = certificate.subject.human_friendly, certificate.sha256.hex()
        status = validate_pdf_signature(signature, signer_validation_context=context)
    except (SignatureValidationError, PdfReadError, ValueError):
        return SignatureView(name, None, False, False, False, fingerprint, "签名或文件的结构被破坏")
    level = status.modification_level
    untouched = level is not None and level <= ModificationLevel.FORM_FILLING
    intact = status.intact and status.valid and untouched
    return SignatureView(
        signer=name,
        time=status.signer_reported_dt,
        intact=intact,
        whole=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        trusted=status.trusted,
        fingerprint=fingerprint,
        problem="" if intact else "签名以后文件被改动过",
    )


def certificates(paths: Sequence[Path]) -> tuple[Certificate, ...]:
    """The certificates in PEM or DER files; raises ValueError, OSError."""
    return tuple(load_certs_from_pemder([str(path) for path in paths]))  # type: ignore[no-untyped-call]
