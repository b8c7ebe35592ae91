"""Input, output and errors of the process, whatever they are: closed, full, of an encoding that lacks characters.

Knows descriptors and encodings. Must not know what is printed.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

_NAMES = ("stdin", "stdout", "stderr")


def make_usable() -> None:
    r"""Let every stream lead somewhere, and print what an encoding lacks as \U00020bb7: a name or a finding must
    never end the program. Where a descriptor is closed, the next file that is opened would get its number, and what
    is printed would go into it.
    """
    for number, name in enumerate(_NAMES):
        stream = getattr(sys, name)
        if stream is None:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
            mode = "w" if number else "r"
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))
        elif number and isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def in_utf8() -> None:
    """Print in UTF-8, whatever the terminal has: what follows is a document for programs."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def silence() -> None:
    """Let nothing more be printed: nobody is there to read it, or nothing can be written."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream, number in ((sys.stdout, 1), (sys.stderr, 2)):
        try:
            stream.flush()
        except (OSError, ValueError):
            os.dup2(nowhere, number)
