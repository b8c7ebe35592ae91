"""Footnotes: `[^1]` in the text, `[^1]: …` in a paragraph of its own.

Knows markdown-it's states, and that a note may stand anywhere in the file, as in Pandoc. Must not know
how notes are numbered nor printed.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline.state_inline import StateInline

from sitegen import lazy_re as re

REFERENCE = "note_reference"
"""Type of the token that `[^…]` becomes, with what stands between `^` and `]` as the `name` in `meta`."""

OPEN, CLOSE = "note_open", "note_close"
"""Types of the tokens around the words of a note; the first has its `name` in `meta`."""

_REFERENCE = re.compile(r"\[\^([^\]\[\s]{1,40})\](?!\()")
_NOTE = re.compile(r"\[\^([^\]\[\s]{1,40})\]:[ \t]*")


def add_footnotes(parser: MarkdownIt) -> None:
    """Make `parser` see footnotes."""
    parser.inline.ruler.before("link", REFERENCE, _reference)
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    parser.block.ruler.before("paragraph", "note", _note, {"alt": interrupts})


def _reference(state: StateInline, silent: bool) -> bool:
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    if match is None or state.linkLevel > 0:
        return False
    if not silent:
        state.push(REFERENCE, "", 0).meta["name"] = match[1]
    state.pos = match.end()
    return True


def _note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    match = _note_at(state, start)
    if match is None or state.level > 0:
        return False
    if silent:
        return True
    stop = start + 1
    terminators = state.md.block.ruler.getRules("paragraph")
    while stop < end and not state.isEmpty(stop):
        if any(rule(state, stop, end, True) for rule in terminators):
            break
        stop += 1
    opener = state.push(OPEN, "", 1)
    opener.meta["name"] = match[1]
    opener.map = [start, stop]
    words = state.push("inline", "", 0)
    words.content = state.getLines(start, stop, state.blkIndent, False).strip()[match.end() - match.start() :]
    words.map = [start, stop]
    words.children = []
    state.push(CLOSE, "", -1)
    state.line = stop
    return True


def _note_at(state: StateBlock, line: int) -> re.Match[str] | None:
    return _NOTE.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])
