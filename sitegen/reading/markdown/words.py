"""The words of inline tokens.

Knows what each token of markdown-it adds to the words of its block. Must not know what may stand among them.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from sitegen.reading.markdown.dialect import joins


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
