"""The words of inline tokens.

Knows what each token of markdown-it adds to the words of its block. Must not know what may stand among them.

"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from markdown_it.token import Token
from sitegen.diagnostics import Edit
from sitegen.model.reports.narrative import FactReference, NoteReference
from sitegen.publishable import Unfit
from sitegen.reading.findings import Findings
from sitegen.reading.formula import parse_reference
from sitegen.reading.formula_tokens import FormulaError
from sitegen.reading.lines.places import TextPlaces
from sitegen.reading.lookalikes import look_alikes
from sitegen.reading.markdown.addresses import BARE
from sitegen.reading.markdown.delimiters import print_signs
from sitegen.reading.markdown.dialect import FACT, OFFSET, joins
from sitegen.reading.markdown.footnotes import REFERENCE
from sitegen.reading.markdown.links import Allowed, judge
from sitegen.reading.rules.files import CONTROL_CHARACTER, LOOK_ALIKE_CHARACTER
from sitegen.reading.rules.lines import FOOTNOTE
from sitegen.reading.rules.markdown import (
    BAD_REFERENCE,
    IMAGE_WITHOUT_TEXT,
    LINK_NOT_UNDERSTOOD,
    RAW_HTML,
    TEXT_TOO_DEEP,
)
from sitegen.reading.text import forbidden, without_forbidden
from sitegen.source import SourceFile, Span


def plain_text(tokens: Sequence[Token]) -> str:
    """The words of inline tokens, without markup; references as written."""
    return "".join(words_of(tokens, index) for index in range(len(tokens)))


def words_of(tokens: Sequence[Token], index: int) -> str:
    """What the token at `index` adds to the words of its block."""
    token = tokens[index]
    match token.type:
        case "softbreak":
            return "" if joins(tokens, index) else "\n"
        case "hardbreak":
            return "\n"
        case "fact":
            return "{{" + token.content + "}}"
        case "unclosed_fact":
            return "{{" + token.content
        case "image":
            return plain_text(token.children or [])
    return token.content
