"""Where the label of a link ends: what markdown-it finds, without its detours.

Its own search asks every rule about every bracket that no bracket closes, once for each of the brackets before it up to
the limit of nesting. Knows markdown-it's states. Must not know what a link may point to.
"""

from __future__ import annotations

from types import ModuleType

from markdown_it import MarkdownIt, helpers
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

_NONE = -1


class Bracketed(StateInline):
    """Knows where the last bracket closes."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> None:  # noqa: N803
        super().__init__(src, md, env, outTokens)
        self.last_close = src.rfind("]")


def add_labels(parser: MarkdownIt) -> None:
    """Make `parser` look for labels as it is done here."""
    own = ModuleType("helpers")
    own.__dict__.update({name: getattr(helpers, name) for name in helpers.__all__}, parseLinkLabel=label_end)
    parser.helpers = own


def label_end(state: StateInline, start: int, disableNested: bool = False) -> int:  # noqa: N803 — markdown-it's name
    """Where the bracket closes that opens at `start`; -1 where none does, or where a link stands within."""
    assert isinstance(state, Bracketed)
    if start > state.last_close:
        return _NONE
    text, limit, known = state.src, state.posMax, state.cache
    begun, at, depth, found = state.pos, start + 1, 1, _NONE
    while at < limit:
        sign = text[at]
        if sign == "]":
            depth -= 1
            if not depth:
                found = at
                break
        before, at = at, known.get(at, _NONE)
        if at < 0:
            state.pos = before
            state.md.inline.skipToken(state)
            at = state.pos
        if sign == "[":
            if at == before + 1:  # but a sign
                depth += 1
            elif disableNested:
                break
    state.pos = begun
    return found
