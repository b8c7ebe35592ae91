"""Signs PDFs.

An incremental update at the end of the file: what was there stays as it was, byte for byte, so tags,
PDF/UA and PDF/A stay too. The signature is not drawn: a widget on a page would have to be tagged, hence
its page's structure be changed, and a picture of a seal proves nothing. Must not know where files lie.
"""

from __future__ import annotations

import io

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, Signer, sign_pdf
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError

from sitegen.signing.verify import verify


class NotSignable(Exception):
    """A file that cannot be signed; says why, in Chinese, without a full stop."""


def sign(data: bytes, signer: Signer, *, reason: str = "", timestamp_url: str = "") -> bytes | None:
    """`data` with a signature by `signer` (PAdES B-B; B-T with a time-stamp server, which is asked over
    the network). None if it has one by the same certificate already, and has not been changed since.

    The first signature certifies the document: any change but further signatures breaks it. Raises
    NotSignable.
    """
    present = verify(data)
    if present.problem:
        raise NotSignable(present.problem)
    if not present.intact:
        raise NotSignable("文件签名以后被改动过，不能再签；请用重新生成的文件")
    certificate = signer.signing_cert
    assert certificate is not None
    if any(each.fingerprint == certificate.sha256.hex() for each in present.signatures):
        return None
    metadata = PdfSignatureMetadata(
        field_name=f"Signature{len(present.signatures) + 1}",
        reason=reason or None,
        subfilter=SigSeedSubFilter.PADES,
        certify=not present.signatures,
        docmdp_permissions=MDPPerm.FILL_FORMS,  # the strictest that lets others sign as well
    )
    stamper = HTTPTimeStamper(timestamp_url) if timestamp_url else None
    output = io.BytesIO()
    try:
        sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(data)), metadata, signer, timestamper=stamper, output=output
        )
    except TimestampRequestError as error:
        raise NotSignable(f"时间戳服务 {timestamp_url} 没有给出时间戳，请核对网址和网络") from error
    except PdfError as error:
        raise NotSignable("PDF 已经损坏或不完整") from error
    except (ValueError, RuntimeError) as error:  # RuntimeError is what tokens raise
        raise NotSignable(f"没有签成（{type(error).__name__} {error}）") from error
    return output.getvalue()
