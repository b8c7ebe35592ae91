"""Our Markdown: CommonMark with tables and with figures in the text, less what loses words.

Knows markdown-it-py. Left out of CommonMark, because each makes words vanish or change without a
sound: link definitions (`[注]: …` would disappear), headings underlined by `---`, code by
indentation (a clerk's first-line indent) or between fences (one that is not closed swallows every
heading after it). Added: `{{ … }}`, emphasis beside Chinese punctuation, footnotes, bare addresses, and
the offset of inline tokens. Must not know what is allowed in a report.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.parser_inline import ParserInline
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import html_inline
from markdown_it.rules_inline.state_inline import Scanned, StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from sitegen import lazy_re as re
from sitegen.reading.markdown.addresses import add_addresses
from sitegen.reading.markdown.delimiters import is_wide, scan
from sitegen.reading.markdown.footnotes import add_footnotes
from sitegen.reading.markdown.labels import Bracketed, add_labels

FACT = "fact"
"""Type of the token that `{{ … }}` becomes; its content is what stands between the braces."""

UNCLOSED = "unclosed_fact"
"""Type of the token that `{{` without an end becomes, with the rest of its line."""

INSERTION_MARK = "\0"
"""What the renderer puts where a fact or the number of a footnote stands. No text holds it: the parser
replaces U+0000.
"""

MAX_NESTING = 40
"""Where markdown-it drops content; what is allowed must lie far below, and recursion above."""

NEAR = 32
"""How many tokens without words a line end looks across for the words beside it."""

OFFSET = "offset"
"""In a token's `meta`: where it begins in the text of its block (for a link: in its label)."""


def dialect() -> MarkdownIt:
    """A parser and renderer of our Markdown.

    Raw HTML becomes tokens, so that it can be reported, and is rendered as text.
    """
    options = {"html": True, "maxNesting": MAX_NESTING, "xhtmlOut": False}
    parser = _Parser("commonmark", options, renderer_cls=Renderer)
    parser.inline = _InlineParser()
    parser.configure("commonmark", options_update=options)
    parser.disable(["code", "fence", "lheading", "reference", "text_join"])
    parser.enable("table")
    parser.inline.ruler.before("escape", FACT, _fact)
    parser.inline.ruler.at("html_inline", _html)
    add_footnotes(parser)
    add_addresses(parser, OFFSET)
    add_labels(parser)
    return parser


def joins(tokens: Sequence[Token], index: int) -> bool:
    """Whether the line end at `index` stands between Chinese characters, where no space belongs."""
    before = next(
        (each.content for each in reversed(tokens[max(0, index - NEAR) : index]) if each.content), ""
    )
    after = next((each.content for each in tokens[index + 1 : index + 1 + NEAR] if each.content), "")
    return before != "" and after != "" and is_wide(before[-1]) and is_wide(after[0])


class _Parser(MarkdownIt):
    """Leaves addresses as written: judging and encoding them is done in one place, later."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 — markdown-it's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 — markdown-it's name
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 — markdown-it's name
        return True


class _InlineState(Bracketed):
    """Notes where tokens begin, and knows emphasis beside Chinese."""

    endless_comment: int = sys.maxsize
    """Where the first `<!--` stands that nothing ends."""

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta[OFFSET] = self.pos
        return token

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        return scan(self.src, start, self.posMax, splits_words=canSplitWord)


class _InlineParser(ParserInline):
    """markdown-it's own, with our state."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _InlineState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _fact(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if not state.src.startswith("{{", start, state.posMax):
        return False
    line_end = state.src.find("\n", start, state.posMax)
    limit = line_end if line_end >= 0 else state.posMax
    close = state.src.find("}}", start + 2, limit)
    if not silent:
        token = state.push(FACT if close >= 0 else UNCLOSED, "", 0)
        token.content = state.src[start + 2 : close if close >= 0 else limit]
    state.pos = close + 2 if close >= 0 else limit
    return True


# A comment whose end depends on nothing but the dashes behind its `<!--`.
_SHORT_COMMENT = re.compile(r"<!---?>|<!--(?:---)*-->")


def _html(state: StateInline, silent: bool) -> bool:
    """As markdown-it, but what follows a comment without an end is not searched again for one from
    each further `<!--`, as cmark does it too.

    It is the same comment still: by the pattern of the parser's pattern, every character but `-`
    ends a step of the search, so that a later one goes the same way from there on.
    """
    assert isinstance(state, _InlineState)
    start = state.pos
    if not state.src.startswith("<!--", start):
        return html_inline(state, silent)
    if start > state.endless_comment and not _SHORT_COMMENT.match(state.src, start):
        return False
    found = html_inline(state, silent)
    if not found and start + len("<!--") <= state.posMax:
        state.endless_comment = min(start, state.endless_comment)
    return found


class Renderer(RendererHTML):
    """HTML of checked tokens; a method for each type of token, as markdown-it has it."""

    def fact(self, _tokens: Sequence[Token], _index: int, _options: OptionsDict, _env: EnvType) -> str:
        return INSERTION_MARK

    def note_reference(
        self, _tokens: Sequence[Token], _index: int, _options: OptionsDict, _env: EnvType
    ) -> str:
        return INSERTION_MARK

    def unclosed_fact(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return escapeHtml("{{" + tokens[idx].content)

    def text_special(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return self.text(tokens, idx, options, env)

    def html_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"<p>{self.text(tokens, idx, options, env)}</p>\n"

    def html_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return self.text(tokens, idx, options, env)

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return self.renderToken(tokens, idx, options, env)

    def softbreak(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return "" if joins(tokens, idx) else "\n"

    def table_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        caption = escapeHtml(str(tokens[idx].meta.get("caption", "")))
        return f"<table>\n<caption>{caption}</caption>\n"
