"""A value as a clerk would have typed it from the document.

Knows what the writing of a value does not mean: commas of thousands, wide digits, blanks in names, ends of lines in labels.
Must not change what it says: decimals stay as they are.
"""

from __future__ import annotations

import unicodedata

from sitegen import lazy_re as re
from sitegen.model.forms.spec import ValueSpec, ValueType

_THOUSANDS = re.compile(r"[-+]?[¥￥]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?[%％]?")
_HAN_GAP = re.compile(r"(?<=[\u4e00-\u9fff·])\s+(?=[\u4e00-\u9fff·])")
_MINUS = re.compile(r"^[−－﹣](?=\d)")
_LINES = frozenset({ValueType.NARRATIVE, ValueType.LINE, ValueType.MEASURE})


def typed(text: str, spec: ValueSpec) -> str:
    """`text` of a document, as it is typed where `spec` says what belongs."""
    text = text.replace("\xa0", " ").strip()
    if spec.type in _LINES and "\n" in text:
        return "\n".join(line.strip() for line in text.split("\n") if line.strip())
    text = re.sub(r"\s*\n\s*", "", text)
    if spec.type is ValueType.PERSON:
        return _HAN_GAP.sub("", text)
    if spec.numeric:
        plain = unicodedata.normalize("NFKC", _MINUS.sub("-", text)).strip()
        if _THOUSANDS.fullmatch(plain):
            return plain.replace(",", "").lstrip("¥")
        return plain if re.fullmatch(r"[-+]?\d+(?:\.\d+)?[%]?", plain) else text
    return text


_BLOCK_MARK = re.compile(r"^(?=[#>*+|=~`-])|^(?=[＃〉])")
_ITEM = re.compile(r"^(\d{1,9})([.)])(?=\s)")


def paragraphs(text: str) -> str:
    """Lines of a document as paragraphs of Markdown that say the same: what stands at the beginning of a line there is
    no mark of Markdown.
    """
    lines = (line.strip() for line in text.split("\n"))
    return "\n\n".join(_ITEM.sub(r"\1\\\2", _BLOCK_MARK.sub(r"\\", line)) for line in lines if line)
