"""Addresses of the web that stand bare in the text: `详见http://www.gov.cn/a。` is a link.

Knows where an address ends, which in Chinese no blank tells. Must not know which addresses are allowed.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_inline.state_inline import StateInline

from sitegen import lazy_re as re

BARE = "address"
"""The markup of a link that was written as a bare address."""

_SCHEME = re.compile(r"(?<![A-Za-z0-9+.\-])https?$", re.IGNORECASE)
_REST = re.compile(r"://[A-Za-z0-9][A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*")
_LONGEST_SCHEME = 6
_NOT_LAST = ".,;:!?'*_~&"


def add_addresses(parser: MarkdownIt, offset: str) -> None:
    """Make `parser` see bare addresses; `offset` is the key in `meta` for where a token begins."""

    def address(state: StateInline, silent: bool) -> bool:
        rest = _REST.match(state.src, state.pos, state.posMax)
        if rest is None or state.linkLevel > 0:
            return False
        scheme = _SCHEME.search(state.pending[-_LONGEST_SCHEME:])
        if scheme is None:
            return False
        end = _end(rest[0])
        start = state.pos - len(scheme[0])
        if not silent:
            written = scheme[0] + rest[0][:end]
            state.pending = state.pending[: -len(scheme[0])]
            opener = state.push("link_open", "a", 1)
            opener.attrs = {"href": written}
            words = state.push("text", "", 0)
            words.content = written
            closer = state.push("link_close", "a", -1)
            for token in (opener, words, closer):
                token.meta[offset] = start
            for token in (opener, closer):
                token.markup, token.info = BARE, "auto"
        state.pos += end
        return True

    parser.inline.ruler.before("link", BARE, address)


def _end(address: str) -> int:
    """Where the address ends: before marks of the sentence, and before a bracket that it does not open."""
    end = len(address)
    opened, closed = address.count("("), address.count(")")
    while end:
        last = address[end - 1]
        if last in _NOT_LAST:
            end -= 1
        elif last == ")" and closed > opened:
            end, closed = end - 1, closed - 1
        elif last == "(":
            end, opened = end - 1, opened - 1
        else:
            break
    return end
