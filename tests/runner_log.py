"""What a terminal hides of a text, and what the machines that run builds obey in it, by rules of their own."""

from __future__ import annotations

import re
import unicodedata

BIDI = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI", "BN"}


def unseen(text: str) -> list[str]:
    """The characters of `text` that show nothing or steer what is shown, by what Unicode says of them."""
    return [
        each
        for each in text.replace("\r\n", "\n")
        if each not in "\n\t"
        and (
            unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"} or unicodedata.bidirectional(each) in BIDI
        )
    ]


def commands(text: str) -> list[str]:
    """The lines that a runner would obey, as GitHub's runner and Azure's agent read them."""
    lines = re.split(r"[\r\n\v\f\x85\u2028\u2029]", text)
    return [line for line in lines if line.lstrip().startswith("::") or re.search(r"##\w*\[", line)]
