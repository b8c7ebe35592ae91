"""Signatures: valid, compliant, kept, and seen through when something changed."""

from __future__ import annotations

import base64
import builtins
import io
import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pikepdf
import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from sitegen.files import digest
from sitegen.signing.keys import KeyProblem, Token, key_from_file, key_on_token
from sitegen.signing.sign import NotSignable, sign
from sitegen.signing.verify import Later, PdfView, Trust, certificates, verify

NOW = datetime.now(UTC)
PASSPHRASE = "芝麻开门 secret"

SM2 = base64.b64decode(
    "MIIEDAIBAzCCA8IGCSqGSIb3DQEHAaCCA7MEggOvMIIDqzCCAmIGCSqGSIb3DQEHBqCCAlMwggJPAgEAMIICSAYJKoZIhvcN"
    "AQcBMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAjKpQUObDYdPQICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQME"
    "ASoEECG/R3K8N4UTs0B5YsVTAO2AggHgOqZ7eqkz/0h5+sGB13BXpNJj7cl5LT+6Qhue+rrd3L7NN66/JQPRZz6pHXmujsDe"
    "sdUgkaPlCgX5dkUHYhIH9sTAxEorePAeBbwHoNZYe7ep3+ayvNGstMyz5i1/UEMMyo9rDZstucKavwswfxgIN0sH+0mB40Um"
    "IiW10GyWaMGoiQuUh6OOu9mHe+awwBgeKXFoNCjoAadPqlFlSDSImSj7X505yzY933hyQNb8JCpb12APE3udV8jScw5s+bqS"
    "eXp4Nk3yjHV8pbHUSYS0Paz24y/qhWic8xD4T6DMoPKxEa5Ua7WWTmMyuq+E4BCklKHI/wm5HrkklcZ11nnjNfSNZxylKse0"
    "+qXyMa1di6sCxZa3O4Z2N09uGTaj2dm7AIxQh8kGdqHrMMZ2aRXB7mhhYWhWdNJyulDEaBIAUGsMKqEMmMdfgK60SbyN7ITJ"
    "kWiHxs6wFrqDph8xdsjXKYawjwBgsCCpynlWKIrZYTe+zg3wzKpAzZFOFEhGGSqi2m4a3k+iQ6OsnT+bcjuW9scjZFVrbVru"
    "DsmiX5i1ByE7nUaDXza16yH6v/bZP7TqbGdci4H/FRvFSwG/CUh2y0+5twqI22WTkCWWJoDGGp7ZqXrB882LQ78SShmwqyYG"
    "MIIBQQYJKoZIhvcNAQcBoIIBMgSCAS4wggEqMIIBJgYLKoZIhvcNAQwKAQKgge8wgewwVwYJKoZIhvcNAQUNMEowKQYJKoZI"
    "hvcNAQUMMBwECOJIrVHQm/qfAgIIADAMBggqhkiG9w0CCQUAMB0GCWCGSAFlAwQBKgQQlMK/Fz6UPBwfN6QeCLpwywSBkDD2"
    "KwFeeKRbGNsLqyjSzQ1VpJE4RN9suPNEWLlX9hvbyInvJSJx6LF4pXV5TpRBkav2uETYaE7ecYP22yNq4A4wKo48Ruc1H+6t"
    "UXiBtPRy/0nyEZIOmQTfBjSvr0rlLSH4DSC+2n94FXBIFPqP9+CQosi8d9UrYsHlXsH+AjjvaJiQB7LHHTcoJH8JYQsGtzEl"
    "MCMGCSqGSIb3DQEJFTEWBBTI8D5HU/hw0+J9C0cfe4Bmjgx6uDBBMDEwDQYJYIZIAWUDBAIBBQAEIH5Zos4u9hx6tBi15J6I"
    "4gM+Z0IRjUBExqhPslv04RcxBAjXkp0BpvNwggICCAA="
)
"""A PKCS#12 file with a key on the curve of SM2, which cryptography cannot make; its passphrase is x."""


def certificate(
    name: str, key, issuer=None, issuer_key=None, *, days: int = 30, ca: bool = False, usage=(True, True)
):
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=60))
        .not_valid_after(NOW + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(*usage, not any(usage), False, False, ca, ca, False, False), critical=True
        )
    )
    return builder.sign(issuer_key or key, hashes.SHA256())


@pytest.fixture(scope="module")
def authority():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return certificate("某某数字证书认证中心", key, ca=True), key


@pytest.fixture(scope="module")
def folder(tmp_path_factory, authority):
    """A folder with the keys of a finance bureau, in several states of repair."""
    folder = tmp_path_factory.mktemp("keys")
    root, root_key = authority
    (folder / "root.pem").write_bytes(root.public_bytes(Encoding.PEM))
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    for name, options in {
        "good": {},
        "expired": {"days": -1},
        "wrong-use": {"usage": (False, False)},
        "plain-use": {"usage": (True, False)},
    }.items():
        leaf = certificate("示例市财政局", key, root, root_key, **options)
        data = pkcs12.serialize_key_and_certificates(
            b"key", key, leaf, [root], BestAvailableEncryption(PASSPHRASE.encode())
        )
        (folder / f"{name}.p12").write_bytes(data)
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    own = certificate("自己签的", other)
    data = pkcs12.serialize_key_and_certificates(b"key", other, own, None, BestAvailableEncryption(b"x"))
    (folder / "own.p12").write_bytes(data)
    (folder / "own.pem").write_bytes(own.public_bytes(Encoding.PEM))
    data = pkcs12.serialize_key_and_certificates(None, None, own, None, BestAvailableEncryption(b"x"))
    (folder / "keyless.p12").write_bytes(data)
    (folder / "sm2.p12").write_bytes(SM2)
    return folder


@pytest.fixture(scope="module")
def signer(folder):
    return key_from_file(folder / "good.p12", PASSPHRASE)


@pytest.fixture(scope="module")
def plain() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    output = io.BytesIO()
    pdf.save(output)
    return output.getvalue()


@pytest.fixture(scope="module")
def signed(plain, signer) -> bytes:
    data = sign(plain, signer, reason="绩效公开")
    assert data is not None
    return data


def roots(folder):
    return certificates([folder / "root.pem"])


def seen(data, trusted=()):
    """The only signature of `data`."""
    (found,) = verify(data, trusted).signatures
    return found


def test_a_signature_is_valid_whole_and_trusted_by_whom_one_trusts(signed, folder):
    found = seen(signed, roots(folder))
    assert found.intact
    assert found.whole
    assert found.trusted
    assert found.signer == "示例市财政局"
    assert abs(found.time - NOW) < timedelta(hours=6)
    assert verify(signed, roots(folder)).vouched


def test_what_was_there_before_stays_byte_for_byte(plain, signed):
    assert signed.startswith(plain)


def test_without_a_reason_to_trust_it_is_intact_but_not_trusted(signed, plain, folder):
    assert (seen(signed).intact, seen(signed).trust) == (True, Trust.UNKNOWN)
    own = sign(plain, key_from_file(folder / "own.p12", "x"))
    found = seen(own, roots(folder))
    assert (found.intact, found.trust) == (True, Trust.SELF_SIGNED)
    assert seen(own, certificates([folder / "own.pem"])).trusted
    assert not verify(own, roots(folder)).vouched


def test_a_certificate_for_digital_signatures_alone_is_trusted(plain, folder):
    """Many departments' certificates do not name non-repudiation."""
    found = seen(sign(plain, key_from_file(folder / "plain-use.p12", PASSPHRASE)), roots(folder))
    assert found.trusted


def test_an_unsigned_file_has_no_signature_and_what_is_no_pdf_is_told(plain):
    assert verify(plain) == PdfView(digest(plain))
    assert verify(b"no pdf").problem == "不是 PDF 文件"
    assert "损坏" in verify(plain[:200]).problem
    assert not verify(b"no pdf").intact
    for number in (b"+-.1", b"1e9", b"9" * 400):
        end = f"trailer << /Size {number.decode()} /Root {number.decode()} >>".encode()
        assert verify(b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \n" + end + b"\nstartxref\n9\n%%EOF").problem


def test_an_encrypted_file_is_neither_signed_nor_taken_for_unsigned(signer):
    pdf, output = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.save(output, encryption=pikepdf.Encryption(user="", owner="secret"))
    assert "加密" in verify(output.getvalue()).problem
    with pytest.raises(NotSignable, match="加密"):
        sign(output.getvalue(), signer)


def test_a_flipped_byte_is_noticed(signed):
    start, before, after, length = (
        PdfFileReader(io.BytesIO(signed)).embedded_signatures[0].sig_object["/ByteRange"]
    )
    for at in (*range(start, before, 61), *range(after, after + length, 61)):
        changed = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
        found = verify(changed)
        assert not any(each.intact for each in found.signatures), at


def test_bytes_after_the_end_are_noticed(signed, signer):
    found = seen(signed + b"\n% added\n")
    assert (found.later, found.intact, found.whole) == (Later.BYTES, False, False)
    with pytest.raises(NotSignable, match="改动"):
        sign(signed + b"\n% added\n", signer)


def test_a_result_makes_plain_json(signed, folder):
    text = json.dumps(asdict(verify(signed, roots(folder))), default=str, ensure_ascii=False)
    assert "证书可信" in text


@pytest.fixture(scope="module")
def server():
    """A time-stamp server, and its certificate."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "时间戳服务")])
    own = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=60))
        .not_valid_after(NOW + timedelta(days=60))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate = asn1_x509.Certificate.load(own.public_bytes(Encoding.DER))
    private = asn1_keys.PrivateKeyInfo.load(
        key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    )
    stamper = DummyTimeStamper(certificate, private)

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            answer = stamper.request_tsa_response(asked).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as listening:
        Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}/", certificate, stamper
        listening.shutdown()


def test_a_time_stamp_counts_from_servers_one_trusts(plain, signer, folder, server):
    url, authority, _ = server
    data = sign(plain, signer, timestamp_url=url)
    assert seen(data, roots(folder)).stamped is None
    found = seen(data, (*roots(folder), authority))
    assert abs(found.stamped - NOW) < timedelta(hours=6)
    assert found.trusted


def test_a_stamped_signature_outlives_its_certificate(plain, folder, server):
    url, authority, stamper = server
    # Signed while it was valid, as the server knows; by now it is not.
    late = key_from_file(folder / "expired.p12", PASSPHRASE, now=NOW - timedelta(days=5))
    stamper.fixed_dt = NOW - timedelta(days=5)
    try:
        data = sign(plain, late, timestamp_url=url)
    finally:
        stamper.fixed_dt = None
    assert seen(data, (*roots(folder), authority)).trusted
    assert seen(data, roots(folder)).trust is Trust.EXPIRED
    assert seen(sign(plain, late), roots(folder)).trust is Trust.EXPIRED


def test_a_time_stamp_of_the_document_breaks_no_signature(signed, folder, server):
    _, authority, stamper = server
    output = io.BytesIO()
    PdfTimeStamper(stamper).timestamp_pdf(
        IncrementalPdfFileWriter(io.BytesIO(signed)), "sha256", output=output
    )
    found, stamp = verify(output.getvalue(), (*roots(folder), authority)).signatures
    assert (found.later, found.whole) == (Later.TIMESTAMPS, False)
    assert (stamp.is_timestamp, stamp.intact, stamp.trusted) == (True, True, True)


def test_a_server_that_does_not_answer_is_told(plain, signer):
    with pytest.raises(NotSignable, match="时间戳服务"):
        sign(plain, signer, timestamp_url="http://127.0.0.1:9/")


def test_a_change_appended_after_signing_is_noticed(signed):
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/MediaBox"] = generic.ArrayObject([generic.NumberObject(each) for each in (0, 0, 100, 100)])
    writer.update_container(page)
    output = io.BytesIO()
    writer.write(output)
    found = seen(output.getvalue())
    assert (found.later, found.whole) == (Later.CONTENT, False)


def test_signing_again_changes_nothing_and_another_signer_adds_one(signed, signer, folder):
    assert sign(signed, signer) is None
    twice = sign(signed, key_from_file(folder / "own.p12", "x"))
    first, second = verify(twice).signatures
    assert (first.later, first.whole) == (Later.SIGNATURES, False)
    assert (second.later, second.whole) == (Later.NOTHING, True)


def test_what_was_changed_after_signing_is_not_signed_again(signed, signer):
    changed = signed[:20] + bytes([signed[20] ^ 1]) + signed[21:]
    with pytest.raises(NotSignable):
        sign(changed, signer)


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.7\nbroken"])
def test_what_is_no_pdf_is_not_signed(data, signer):
    with pytest.raises(NotSignable):
        sign(data, signer)


@pytest.mark.parametrize(
    ("name", "passphrase", "said"),
    [
        ("good.p12", "wrong", "密码不对"),
        ("root.pem", "x", "不是 PKCS#12"),
        ("expired.p12", PASSPHRASE, "过期"),
        ("wrong-use.p12", PASSPHRASE, "用途"),
        ("nowhere.p12", "x", "读不了"),
        ("keyless.p12", "x", "没有私钥"),
        ("sm2.p12", "x", "SM2"),
    ],
)
def test_keys_that_cannot_be_used_say_why(folder, name, passphrase, said):
    with pytest.raises(KeyProblem, match=said):
        key_from_file(folder / name, passphrase)


def test_a_token_without_its_library_names_the_command(monkeypatch):
    real = builtins.__import__

    def without(name, *arguments, **options):
        if name.split(".")[0] == "pkcs11":
            raise ImportError(name)
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    with (
        pytest.raises(KeyProblem, match=r"pip install 'pyhanko\[pkcs11\]'"),
        key_on_token(Token(Path("driver.so"), "财政局", "signing"), "1234"),
    ):
        pass
