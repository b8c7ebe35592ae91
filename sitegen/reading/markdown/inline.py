"""The words of one block: links, images, references to facts, and what may not stand among them.

Knows markdown-it's inline tokens and the rules about them. Must not know blocks nor headings.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from markdown_it.token import Token

from sitegen import lazy_re as re
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
from sitegen.reading.markdown.dialect import FACT, OFFSET
from sitegen.reading.markdown.footnotes import REFERENCE
from sitegen.reading.markdown.links import Allowed, judge
from sitegen.reading.markdown.words import plain_text, words_of
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

MAX_DEPTH = 8
"""Emphasis and links inside one another."""

_BEFORE_FACT = re.compile(
    r"[0-9０-９]$|(?:[为是达到约]\d{1,15}|(?<!\d)0)\.$|(?<=[为是达到约长降：（，])[-−－]$"
)
"""Digits, points and signs that would join the figure; `1.` may number an item, and `甲-` subtract."""
_AFTER_FACT = re.compile(r"\.?[0-9０-９]")
_BEFORE_ADDRESS = re.compile(r"[<\s]*")


class InlineReader:
    """Reads the inline tokens of one text and makes them safe. `insertions` are the references
    found, in reading order, `assets` the files named, `uses` how often each footnote is referred to,
    in the order of their numbers; `notes` are those there are. `findings` take what is wrong.
    """

    def __init__(
        self,
        source: SourceFile,
        assets: Collection[str],
        unfit: Mapping[str, Unfit],
        notes: Collection[str],
        findings: Findings,
    ) -> None:
        self.insertions: list[FactReference | NoteReference] = []
        self.assets: dict[str, None] = {}
        self.uses: dict[str, int] = {}
        self._notes = notes
        self._numbers: dict[str, int] = {}
        self._source = source
        self._known = assets
        self._unfit = unfit
        self._findings = findings

    def read(self, tokens: Sequence[Token], places: TextPlaces, base: int = 0) -> None:
        """Check and change `tokens`, whose offsets count from `base` in the text of `places`."""
        print_signs(tokens, words_of)
        depth, deepest, searched = 0, MAX_DEPTH, base
        for index, token in enumerate(tokens):
            offset = base + int(token.meta.get(OFFSET, 0))
            depth += token.nesting
            if depth > deepest:
                deepest = len(tokens)
                message = f"强调和链接套得太深，最多 {MAX_DEPTH} 层。"
                self._findings.add(TEXT_TOO_DEEP, places.at(offset).place, message)
            match token.type:
                case "text":
                    searched = self._broken_link(token, places, searched)
                case "text_special":
                    self._escape(token, places.at(offset, len(token.markup)))
                case "html_inline":
                    self.raw_html(token.content, places.at(offset))
                case "link_open":
                    self._link(tokens, index, places, base)
                case "image":
                    self._image(token, places, offset)
                case "fact":
                    self._fact(token, places.at(offset, len(token.content) + 4))
                case "note_reference":
                    self._note(token, places.at(offset, len(token.meta["name"]) + 3))
                case "unclosed_fact":
                    place = places.at(offset, len(token.content) + 2).place
                    self._findings.add(BAD_REFERENCE, place, "“{{”没有在这一行里用“}}”结束。")

    def raw_html(self, html: str, span: Span) -> None:
        """Report `html`, which begins where `span` does."""
        shown = html.strip().split("\n")[0][:40]
        place = Span.at(self._source, span.line, span.column, max(1, len(shown))).place
        self._findings.add(RAW_HTML, place, f"正文里不能用 HTML 代码：{shown}")

    def _escape(self, token: Token, span: Span) -> None:
        for _, name in forbidden(token.content):
            self._findings.add(CONTROL_CHARACTER, span.place, f"“{token.markup}”写出了{name}。")
        if "\N{REPLACEMENT CHARACTER}" in token.content:
            # The parser puts it for whatever it does not let through: &#7; and &#0;.
            message = f"“{token.markup}”写出了不能用的控制字符。"
            self._findings.add(CONTROL_CHARACTER, span.place, message)
        line, after = self._source.line(span.line), span.column - 1 + len(token.markup)
        around = f"{line[max(0, span.column - 2) : span.column - 1]}{token.content}{line[after : after + 1]}"
        for found in look_alikes(around):
            if found.meant == "" and found.written == token.content:
                message = f"“{token.markup}”写出了{found.kind} U+{ord(found.written):04X}，肉眼看不出来。"
                self._findings.add(LOOK_ALIKE_CHARACTER, span.place, message, remedy="删去它。")
        token.content = without_forbidden(token.content)

    def _broken_link(self, token: Token, places: TextPlaces, searched: int) -> int:
        """Report `[文字](…` that the parser took for words. Returns where to search on."""
        middle = token.content.find("](")
        if middle < 0:
            return searched
        before = token.content[max(0, middle - 8) : middle]
        found = places.text.find(before + "](", searched)
        offset = max(found, searched) + len(before)
        message = "这里像是链接，但没有写完整，会原样印出来。"
        self._findings.add(LINK_NOT_UNDERSTOOD, places.at(offset, 2).place, message)
        return offset

    def _link(self, tokens: Sequence[Token], index: int, places: TextPlaces, base: int) -> None:
        token, last = tokens[index], index + 1
        while tokens[last].type != "link_close":
            last += 1
        close = tokens[last]
        start = base + int(token.meta[OFFSET])
        auto = token.info == "auto"
        bare = token.markup == BARE
        offset = start + (not bare) if auto else base + int(close.meta[OFFSET]) + 2
        if not plain_text(tokens[index + 1 : last]).strip():
            place = places.at(start - (not auto)).place
            self._findings.add(LINK_NOT_UNDERSTOOD, place, "链接的方括号里没有写文字。")
        target = str(token.attrs.get("href", ""))
        if bare and not isinstance(judge(target, self._known, image=False, unfit=self._unfit), Allowed):
            allowed = None  # the words are published as they are
        else:
            allowed = self._judge(token, target, places, offset)
        if allowed is None:
            token.hidden = close.hidden = True
            return
        token.attrSet("href", allowed.address)
        if allowed.address.lower().startswith("http"):
            token.attrSet("rel", "noopener noreferrer")

    def _image(self, token: Token, places: TextPlaces, offset: int) -> None:
        inner = token.children or []
        before = len(self.insertions)
        self.read(inner, places, offset + 2)
        if any(child.type in (FACT, REFERENCE) for child in inner):
            del self.insertions[before:]
            message = "图片的说明里不能引用数据，也不能有脚注。"
            self._findings.add(BAD_REFERENCE, places.at(offset, 2).place, message)
        words = plain_text(inner).strip()
        if not words:
            message = "图片没有文字说明，看不见图的人不知道它是什么。"
            written = without_forbidden(str(token.attrs.get("src", "")))[:60]
            remedy = f"在方括号里写明图上是什么：“![图上的内容]({written})”。"
            self._findings.add(IMAGE_WITHOUT_TEXT, places.at(offset, 2).place, message, remedy=remedy)
        target = str(token.attrs.get("src", ""))
        allowed = self._judge(token, target, places, offset + len(token.content) + 4)
        if allowed is None:
            token.type, token.content = "text", words
            return
        token.attrSet("src", allowed.address)
        token.attrSet("alt", words)

    def _judge(self, token: Token, target: str, places: TextPlaces, offset: int) -> Allowed | None:
        """What `target`, written at `offset` or after a bracket there, becomes; None if refused."""
        image = token.type == "image"
        verdict = judge(target, self._known, image=image, unfit=self._unfit)
        title = str(token.attrs.get("title", ""))
        if isinstance(verdict, Allowed) and without_forbidden(title) == title:
            if verdict.asset:
                self.assets[verdict.asset] = None
            return verdict
        match = _BEFORE_ADDRESS.match(places.text, offset)
        begin = match.end() if match else offset
        place = places.at(begin, len(target) if places.text.startswith(target, begin) else 1).place
        for _, name in forbidden(title):
            self._findings.add(CONTROL_CHARACTER, place, f"链接的标题里有{name}。")
        if not isinstance(verdict, Allowed):
            what = "图片" if image else "链接"
            message = f"{what}地址“{without_forbidden(target)[:60]}”不能用：{verdict.reason}。"
            edits: tuple[Edit, ...] = ()
            if verdict.meant and places.text.startswith(target, begin) and " " not in verdict.meant:
                edits = (Edit(place, verdict.meant),)
            self._findings.add(verdict.rule, place, message, edits=edits)
        return None

    def _fact(self, token: Token, span: Span) -> None:
        text = token.content.strip()
        column = span.column + 2 + len(token.content) - len(token.content.lstrip())
        try:
            reference = parse_reference(text, self._source, span.line, column)
        except FormulaError as error:
            place = Span.at(self._source, span.line, column + error.offset).place
            message = f"引用“{{{{{token.content}}}}}”读不懂：{error.message}。"
            self._findings.add(BAD_REFERENCE, place, message)
            token.type, token.content = "text", "{{" + token.content + "}}"
            return
        line = self._source.line(span.line)
        glued = _BEFORE_FACT.search(line[max(0, span.column - 20) : span.column - 1]) or _AFTER_FACT.match(
            line, span.column + len(token.content) + 3
        )
        if glued:
            message = f"引用“{{{{{token.content}}}}}”紧挨着“{glued[0]}”，公开出来会连成另一个数。"
            remedy = f"引用自己带着数字、正负号和单位，删去“{glued[0]}”，或者用文字隔开。"
            self._findings.add(BAD_REFERENCE, span.place, message, remedy=remedy)
        self.insertions.append(FactReference(reference, text, span))

    def _note(self, token: Token, span: Span) -> None:
        name = token.meta["name"]
        if name not in self._notes:
            message = f"脚注“[^{name}]”没有内容，会原样印出来。"
            remedy = f"另起一段写“[^{name}]: 脚注的内容”；不是脚注的，写成“\\[^{name}]”。"
            self._findings.add(FOOTNOTE, span.place, message, remedy=remedy)
            token.type, token.content = "text", f"[^{name}]"
            return
        self.uses[name] = self.uses.get(name, 0) + 1
        number = self._numbers.setdefault(name, len(self._numbers) + 1)
        self.insertions.append(NoteReference(number, self.uses[name]))
