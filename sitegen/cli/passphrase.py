"""Where a passphrase comes from: a file, the environment, or a prompt that does not show it.

Never from the command line, where every user of the machine could read it. Must not know what it opens.
"""

from __future__ import annotations

import getpass
import os
import warnings
from pathlib import Path

import click

from sitegen import lazy_re as re
from sitegen.cli.terminal import refuse
from sitegen.files import TooLarge, read_limited
from sitegen.machine.os_errors import in_words
from sitegen.visible import shown

_LARGEST = 64 * 1024
"""Bytes of a file with a passphrase."""


def passphrase(file: Path | None, variable: str | None) -> str:
    """The first line of `file`, or the environment's `variable`, or what the user types; refuses when
    there is none.
    """
    if file is not None and variable is not None:
        refuse("--passphrase-file 和 --passphrase-env 只能写一个。")
    if file is not None:
        return _first_line(file)
    if variable is not None:
        given = os.environ.get(variable)
        if given is None:
            refuse(f"没有环境变量 {variable}。")
        return given
    return _asked()


def _first_line(file: Path) -> str:
    try:
        data = read_limited(file, _LARGEST, follow=True)
        text = data.decode("utf-8-sig")  # Windows's editor puts a mark first
    except TooLarge:
        refuse(f"密码文件 {shown(file)} 太大，不像是密码文件。")
    except OSError as error:
        refuse(f"读不了密码文件 {shown(file)}：{in_words(error)}。也可以用 --passphrase-env。")
    except UnicodeDecodeError:
        refuse(f"密码文件 {shown(file)} 不是 UTF-8 编码。")
    return re.split(r"\r\n?|\n", text, maxsplit=1)[0]


def _asked() -> str:
    with warnings.catch_warnings():
        # Where the terminal would show what is typed, getpass warns and goes on: we do not.
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            typed: str = click.prompt("证书的密码", hide_input=True, default="", show_default=False, err=True)
        except getpass.GetPassWarning:
            refuse("这里不能隐藏输入的密码；请用 --passphrase-file 或 --passphrase-env。")
    return typed
