"""Signatures: valid, compliant, kept, and seen through when something changed."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

from sitegen.signing.keys import KeyProblem, key_from_file
from sitegen.signing.sign import NotSignable, sign
from sitegen.signing.verify import certificates, verify

NOW = datetime.now(UTC)
PASSPHRASE = "芝麻开门 secret"


def certificate(
    name: str, key, issuer=None, issuer_key=None, *, days: int = 30, ca: bool = False, signing: bool = True
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
            x509.KeyUsage(signing, signing, not signing, False, False, ca, ca, False, False), critical=True
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
    for name, options in {"good": {}, "expired": {"days": -1}, "wrong-use": {"signing": False}}.items():
        leaf = certificate("示例市财政局", key, root, root_key, **options)
        data = pkcs12.serialize_key_and_certificates(
            b"key", key, leaf, [root], BestAvailableEncryption(PASSPHRASE.encode())
        )
        (folder / f"{name}.p12").write_bytes(data)
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    own = certificate("自己签的", other)
    data = pkcs12.serialize_key_and_certificates(b"key", other, own, None, BestAvailableEncryption(b"x"))
    (folder / "own.p12").write_bytes(data)
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


def test_a_signature_is_valid_whole_and_trusted_by_whom_one_trusts(signed, folder):
    (found,) = verify(signed, roots(folder))
    assert found.intact
    assert found.whole
    assert found.trusted
    assert "示例市财政局" in found.signer
    assert abs(found.time - NOW) < timedelta(minutes=10)


def test_what_was_there_before_stays_byte_for_byte(plain, signed):
    assert signed.startswith(plain)


def test_without_a_reason_to_trust_it_is_intact_but_not_trusted(signed, plain, folder):
    (found,) = verify(signed, ())
    assert (found.intact, found.trusted) == (True, False)
    (own,) = verify(sign(plain, key_from_file(folder / "own.p12", "x")), roots(folder))
    assert (own.intact, own.trusted) == (True, False)


def test_an_unsigned_file_has_no_signature(plain):
    assert verify(plain, ()) == ()
    assert verify(b"no pdf", ()) == ()


def test_a_flipped_byte_is_noticed(signed):
    for at in (20, len(signed) // 3):
        changed = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
        assert not any(each.intact for each in verify(changed, ()))


def test_a_change_appended_after_signing_is_noticed(signed):
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/MediaBox"] = generic.ArrayObject([generic.NumberObject(each) for each in (0, 0, 100, 100)])
    writer.update_container(page)
    output = io.BytesIO()
    writer.write(output)
    (found,) = verify(output.getvalue(), ())
    assert not found.intact
    assert not found.whole


def test_signing_again_changes_nothing_and_another_signer_adds_one(signed, signer, folder):
    assert sign(signed, signer) is None
    twice = sign(signed, key_from_file(folder / "own.p12", "x"))
    assert [each.intact for each in verify(twice, ())] == [True, True]


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
    ],
)
def test_keys_that_cannot_be_used_say_why(folder, name, passphrase, said):
    with pytest.raises(KeyProblem, match=said):
        key_from_file(folder / name, passphrase)
