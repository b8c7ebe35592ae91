"""`sitegen sign` and `sitegen verify` as they are called: whole folders, real reports, a token."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12

from sitegen.files import digest
from sitegen.publishing import releases
from sitegen.signing.verify import verify
from tests.calling import Done, call, fresh
from tests.signing.test_signing import PASSPHRASE, authority, folder, plain  # noqa: F401 — fixtures

MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")


@pytest.fixture
def secret(tmp_path) -> Path:
    path = tmp_path / "passphrase"
    path.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return path


@pytest.fixture
def release(tmp_path, plain):  # noqa: F811
    """A small release with two PDFs."""
    files = {"index.html": b"<p>", "a/report.pdf": plain, "b/report.pdf": plain + b"\n"}
    output = tmp_path / "output"
    releases.publish(output, {path: digest(data) for path, data in files.items()}, files.__getitem__)
    return output


def sign(*arguments, by=call) -> Done:
    return by("sign", *map(str, arguments))


def test_a_release_is_signed_as_a_whole_and_verified(release, folder, secret):  # noqa: F811
    done = sign(release, "--key", folder / "good.p12", "--passphrase-file", secret, by=fresh)
    assert done.returncode == 0, done.stderr
    assert "已签名 2 个 PDF" in done.stdout
    checked = fresh("verify", str(release), "--trust", str(folder / "root.pem"))
    assert checked.returncode == 0
    assert checked.stdout.count("签名有效：") == 2
    assert checked.stdout.count("证书可信") == 2
    assert "一致" in checked.stdout
    again = sign(release, "--key", folder / "good.p12", "--passphrase-file", secret)
    assert "已签名 0 个 PDF，2 个已经有" in again.stdout


def test_what_was_changed_after_signing_is_told(release, folder, secret):  # noqa: F811
    sign(release, "--key", folder / "good.p12", "--passphrase-file", secret)
    path = release / "a/report.pdf"
    data = path.read_bytes()
    path.write_bytes(data.replace(b"612", b"613", 1))
    done = call("verify", str(release))
    assert done.returncode == 1
    assert "签名无效" in done.stdout
    assert "内容被改  a/report.pdf" in done.stdout


def test_a_single_file_is_signed_where_it_lies(tmp_path, plain, folder):  # noqa: F811
    path = tmp_path / "one.pdf"
    path.write_bytes(plain)
    os.environ["SITEGEN_TEST_PASSPHRASE"] = PASSPHRASE
    try:
        done = sign(path, "--key", folder / "good.p12", "--passphrase-env", "SITEGEN_TEST_PASSPHRASE")
    finally:
        del os.environ["SITEGEN_TEST_PASSPHRASE"]
    assert done.returncode == 0, done.stderr
    checked = call("verify", str(path))
    assert digest(path.read_bytes()) in checked.stdout
    assert "没有核对证书可不可信" in checked.stdout


def test_an_unsigned_file_is_told_to_be_so(tmp_path, plain):  # noqa: F811
    path = tmp_path / "one.pdf"
    path.write_bytes(plain)
    done = call("verify", str(path))
    assert done.returncode == 0
    assert "没有签名" in done.stdout


def test_all_that_cannot_be_signed_is_told_and_the_rest_is_signed(tmp_path, plain, folder, secret):  # noqa: F811
    (tmp_path / "good.pdf").write_bytes(plain)
    (tmp_path / "bad.pdf").write_bytes(b"no pdf")
    (tmp_path / "worse.pdf").write_bytes(b"%PDF-1.7\n")
    done = sign(tmp_path, "--key", folder / "good.p12", "--passphrase-file", secret)
    assert done.returncode == 1
    assert "bad.pdf" in done.stdout
    assert "worse.pdf" in done.stdout
    assert verify((tmp_path / "good.pdf").read_bytes()).signatures[0].intact


@pytest.mark.parametrize("inside", ["a/report.pdf", "a"])
def test_a_part_of_a_release_is_signed_with_its_manifest(release, folder, secret, inside):  # noqa: F811
    done = sign(release / inside, "--key", folder / "good.p12", "--passphrase-file", secret)
    assert "已签名 1 个 PDF，0 个" in done.stdout
    checked = call("verify", str(release))
    assert checked.returncode == 0
    assert "2 个 PDF，其中 1 个没有签名" in checked.stdout


@pytest.mark.parametrize("slipped", ["a/report.pdf", "index.html"])
def test_a_release_that_somebody_changed_is_not_vouched_for(release, plain, folder, secret, slipped):  # noqa: F811
    (release / slipped).write_bytes(plain.replace(b"612", b"613"))
    before = {path: path.read_bytes() for path in release.rglob("*.pdf")}
    done = sign(release, "--key", folder / "good.p12", "--passphrase-file", secret)
    assert done.returncode == 1
    assert "和清单不一致" in done.stdout
    assert "已签名 0 个" in done.stdout
    assert {path: path.read_bytes() for path in release.rglob("*.pdf")} == before


def test_what_somebody_put_beside_a_release_is_not_signed(release, plain, folder, secret):  # noqa: F811
    (release / "other.pdf").write_bytes(plain)
    done = sign(release, "--key", folder / "good.p12", "--passphrase-file", secret)
    assert done.returncode == 1
    assert "other.pdf：不是 sitegen 写的，没有签。" in done.stdout
    assert "已签名 2 个 PDF，1 个没有签成" in done.stdout
    assert (release / "other.pdf").read_bytes() == plain


def test_a_file_named_twice_is_signed_once(release, folder, secret):  # noqa: F811
    named = (release, release / "a/report.pdf", release / ".." / "output")
    done = sign(*named, "--key", folder / "good.p12", "--passphrase-file", secret)
    assert "已签名 2 个 PDF，0 个" in done.stdout
    assert call("verify", str(release)).returncode == 0


def test_whoever_names_whom_to_trust_gets_no_unsigned_file_for_good(tmp_path, plain, folder, secret):  # noqa: F811
    trust = ("--trust", str(folder / "root.pem"))
    path = tmp_path / "one.pdf"
    path.write_bytes(plain)
    assert call("verify", str(path), *trust).returncode == 1
    sign(path, "--key", folder / "good.p12", "--passphrase-file", secret)
    assert call("verify", str(path), *trust).returncode == 0
    assert call("verify", str(path), "--trust", str(folder / "own.pem")).returncode == 1


def test_a_folder_of_pdfs_that_is_no_release_says_so(tmp_path, plain):  # noqa: F811
    (tmp_path / "one.PDF").write_bytes(plain)
    done = call("verify", str(tmp_path))
    assert done.returncode == 0
    assert "没有发布清单" in done.stdout
    assert "1 个 PDF，其中 1 个没有签名" in done.stdout
    (tmp_path / "bad.pdf").write_bytes(b"no pdf")
    assert call("verify", str(tmp_path)).returncode == 1


def test_a_release_whose_manifest_was_removed_is_no_plain_folder(release):
    (release / ".sitegen-manifest").unlink()
    assert call("verify", str(release)).returncode == 2


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_first_line_of_the_file_is_the_passphrase(tmp_path, plain, folder, secret, mark):  # noqa: F811
    path = tmp_path / "one.pdf"
    path.write_bytes(plain)
    secret.write_text(f"{mark}{PASSPHRASE}\r\nchanged in May\n", encoding="utf-8")
    done = sign(path, "--key", folder / "good.p12", "--passphrase-file", secret)
    assert done.returncode == 0, done.stderr


def test_a_passphrase_is_never_typed_for_all_to_see(release, folder):  # noqa: F811
    done = subprocess.run(
        [sys.executable, "-m", "sitegen", "sign", release, "--key", folder / "good.p12"],
        input=PASSPHRASE,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
    )
    assert done.returncode == 2
    assert "--passphrase-file" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--key", "good.p12", "--passphrase-file", "nowhere"], "密码文件"),
        (["--key", "good.p12", "--passphrase-env", "SITEGEN_NOT_SET"], "环境变量"),
        (["--key", "expired.p12", "--passphrase-file", "SECRET"], "过期"),
        (["--key", "good.p12", "--passphrase-file", "SECRET", "--passphrase-env", "HOME"], "只能写一个"),
        (["--passphrase-file", "SECRET"], "--key"),
        (["--key", "good.p12", "--token", "a", "--token-module", "b", "--certificate", "c"], "选一样"),
    ],
)
def test_refusals_say_what_to_do(release, folder, secret, arguments, said):  # noqa: F811
    given = [
        str(folder / each) if each.endswith(".p12") else each.replace("SECRET", str(secret))
        for each in arguments
    ]
    done = sign(release, *given)
    assert done.returncode == 2
    assert said in done.stderr


def test_no_option_takes_a_passphrase():
    words = call("sign", "--help").stdout
    assert "--passphrase-file" in words
    assert "--passphrase " not in words
    assert "--password" not in words


@pytest.fixture(scope="module")
def token(tmp_path_factory, folder):  # noqa: F811
    """A token in software, with the bureau's key and certificate on it. Its library bears no fork.

    One for all tests: the library reads where its tokens lie when a process loads it, and not again.
    """
    import pkcs11
    from pkcs11.util.x509 import decode_x509_certificate

    place = tmp_path_factory.mktemp("token")
    (place / "tokens").mkdir()
    configuration = place / "softhsm2.conf"
    configuration.write_text(f"directories.tokendir = {place / 'tokens'}\n", encoding="utf-8")
    key, certificate, _ = pkcs12.load_key_and_certificates(
        (folder / "good.p12").read_bytes(), PASSPHRASE.encode()
    )
    pem = place / "key.pem"
    pem.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    softhsm = ["softhsm2-util", "--token", "财政局", "--pin", "1234"]
    module = next(path for path in MODULES if Path(path).exists())
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SOFTHSM2_CONF", str(configuration))
        subprocess.run(
            [
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                "财政局",
                "--pin",
                "1234",
                "--so-pin",
                "5678",
            ],
            check=True,
            capture_output=True,
        )
        subprocess.run(
            [*softhsm, "--import", pem, "--label", "signing", "--id", "01"], check=True, capture_output=True
        )
        with pkcs11.lib(module).get_token(token_label="财政局").open(rw=True, user_pin="1234") as session:
            attributes = decode_x509_certificate(certificate.public_bytes(Encoding.DER))
            session.create_object(
                {
                    **attributes,
                    pkcs11.Attribute.TOKEN: True,
                    pkcs11.Attribute.LABEL: "signing",
                    pkcs11.Attribute.ID: b"\1",
                }
            )
        yield ["--token-module", module, "--token", "财政局", "--certificate", "signing"]


@pytest.mark.slow
def test_a_token_signs_without_giving_its_key_away(tmp_path, plain, token):  # noqa: F811
    path = tmp_path / "one.pdf"
    path.write_bytes(plain)
    (tmp_path / "pin").write_text("1234", encoding="utf-8")
    done = sign(path, *token, "--passphrase-file", tmp_path / "pin", by=fresh)
    assert done.returncode == 0, done.stderr
    assert verify(path.read_bytes()).signatures[0].intact


@pytest.mark.slow
def test_a_token_with_another_pin_says_so(tmp_path, plain, token):  # noqa: F811
    path = tmp_path / "one.pdf"
    path.write_bytes(plain)
    (tmp_path / "pin").write_text("0000", encoding="utf-8")
    done = sign(path, *token, "--passphrase-file", tmp_path / "pin", by=fresh)
    assert done.returncode == 2
    assert "打不开硬件证书" in done.stderr
    assert path.read_bytes() == plain


@pytest.mark.slow
@pytest.mark.xdist_group("pdf")
def test_a_signed_report_is_still_compliant(tmp_path, folder, secret, sample_site_with_pdfs, conformance):  # noqa: F811
    output = copytree(sample_site_with_pdfs.output, tmp_path / "output")
    path = output / "reports/2020/yueyang-kexie/yueyang-bumen-zhengti/report.pdf"
    before = path.read_bytes()
    assert sign(output, "--key", folder / "good.p12", "--passphrase-file", secret).returncode == 0
    after = path.read_bytes()
    assert after.startswith(before)
    assert conformance.broken(after) == []
