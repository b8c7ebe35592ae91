"""Signs PDFs.

An incremental update at the end of the file: what was there stays as it was, byte for byte, so tags,
PDF/UA and PDF/A stay too. The signature is not drawn: its field lies on no page's text, and a picture of
a seal proves nothing. Must not know where files lie.
"""

from __future__ import annotations

import io

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, Signer, sign_pdf
from pyhanko.sign.timestamps import HTTPTimeStamper

from sitegen.signing.verify import verify


class NotSignable(Exception):
    """A file that cannot be signed; says why, in Chinese."""


def sign(data: bytes, signer: Signer, *, reason: str = "", timestamp_url: str = "") -> bytes | None:
    """`data` with a signature by `signer` (PAdES B-B; B-T with a time-stamp server, which is asked over
    the network). None if it has one by the same certificate already, and has not been changed since.

    The first signature certifies the document: any change but further signatures breaks it. Raises
    NotSignable.
    """
    present = verify(data, ()) if data.startswith(b"%PDF-") else ()
    certificate = signer.signing_cert
    assert certificate is not None
    if any(each.intact and each.fingerprint == certificate.sha256.hex() for each in present):
        return None
    if any(not each.intact for each in present):
        raise NotSignable("文件签名以后被改动过，不能再签；请用重新生成的文件")
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(data))
        if writer.prev.encrypted:
            raise NotSignable("文件是加密的")
        metadata = PdfSignatureMetadata(
            field_name=f"Signature{len(present) + 1}",
            md_algorithm="sha256",
            reason=reason or None,
            subfilter=SigSeedSubFilter.PADES,
            certify=not present,
            docmdp_permissions=MDPPerm.FILL_FORMS,
        )
        stamper = HTTPTimeStamper(timestamp_url) if timestamp_url else None
        output = io.BytesIO()
        sign_pdf(writer, metadata, signer, timestamper=stamper, output=output)
    except (PdfReadError, ValueError, OSError) as error:
        raise NotSignable(f"不是完好的 PDF，或者时间戳服务没有应答（{error}）") from error
    return output.getvalue()


def is_pdf(data: bytes) -> bool:
    """Whether `data` can be read as a PDF."""
    try:
        PdfFileReader(io.BytesIO(data))
    except (PdfReadError, ValueError):
        return False
    return True
