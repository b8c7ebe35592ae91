"""Signatures of PDFs, and whether a site is as it was built.

Knows names of commands, options and help. Must not do the work.
"""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli.terminal import FILE, ChineseCommand, refuse, root_option


@click.command(cls=ChineseCommand)
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH..."
)
@click.option("--key", type=FILE, metavar="FILE", help="证书文件（PKCS#12，.p12 或 .pfx）。")
@click.option("--token-module", type=FILE, metavar="FILE", help="硬件证书（UKey）的 PKCS#11 驱动。")
@click.option("--token", metavar="NAME", help="硬件证书的名称。")
@click.option("--certificate", metavar="NAME", help="硬件里证书的名称。")
@click.option("--token-key", default="", metavar="NAME", help="硬件里私钥的名称；默认与证书同名。")
@click.option("--passphrase-file", type=FILE, metavar="FILE", help="密码写在这个文件的第一行。")
@click.option("--passphrase-env", metavar="NAME", help="密码在这个环境变量里。")
@click.option("--reason", default="", metavar="TEXT", help="签名的理由，写进签名里。")
@click.option("--timestamp-url", default="", metavar="URL", help="时间戳服务的网址；写了的，签名时要上网。")
@click.pass_context
def sign(
    context: click.Context,
    paths: tuple[Path, ...],
    key: Path | None,
    token_module: Path | None,
    token: str | None,
    certificate: str | None,
    token_key: str,
    passphrase_file: Path | None,
    passphrase_env: str | None,
    reason: str,
    timestamp_url: str,
) -> None:
    """给 PDF 签名（PAdES）。PATH 是 PDF 文件，或放着 PDF 的目录，如 output。"""
    from sitegen.cli import signing
    from sitegen.signing.keys import Token

    on_token = (token_module, token, certificate)
    if (key is None) == (None in on_token):
        refuse(
            "用 --key 指明证书文件，或者用 --token-module、--token、--certificate 指明硬件证书，两样选一样。"
        )
    chosen = None
    if token_module is not None and token is not None and certificate is not None:
        chosen = Token(token_module, token, certificate, token_key)
    choice = signing.KeyChoice(key, chosen, passphrase_file, passphrase_env)
    context.exit(signing.sign_all(paths, choice, reason=reason, timestamp_url=timestamp_url))


@click.command(cls=ChineseCommand)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
@root_option
@click.option(
    "--trust",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="信任的根证书（PEM），可以写几次。",
)
@click.pass_context
def verify(context: click.Context, paths: tuple[Path, ...], root: Path, trust: tuple[Path, ...]) -> None:
    """核对生成的网站有没有被改动，PDF 的签名是不是有效。PATH 默认为站点目录下的 output。"""
    from sitegen.cli import verifying

    context.exit(verifying.verify_all(paths or (root / "output",), trust))
