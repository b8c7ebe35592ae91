"""A signed PDF, made once a process."""

from __future__ import annotations

import io
import tempfile
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from sitegen.signing.keys import key_from_file
from sitegen.signing.sign import sign


@cache
def signed() -> bytes:
    """A page, signed by somebody whom nobody trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "甲")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    page, output = pikepdf.new(), io.BytesIO()
    page.add_blank_page()
    page.save(output)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "key.p12"
        path.write_bytes(
            pkcs12.serialize_key_and_certificates(b"a", key, certificate, None, BestAvailableEncryption(b"x"))
        )
        made = sign(output.getvalue(), key_from_file(path, "x"), reason="试")
    assert made is not None
    return made
