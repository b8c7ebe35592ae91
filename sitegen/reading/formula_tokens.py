"""Formulas cut into names, numbers, rows and signs, for `reading.formula`.

Knows how full-width and other signs are read, and how long a formula may be. Must not know the grammar.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen import lazy_re as re
from sitegen.model.forms.formula import FUNCTIONS

MAX_LENGTH = 2000
"""Characters in a formula."""

MAX_OPERATIONS = 200
"""Signs of addition, multiplication and the like in a formula: each is a floor of the tree that is walked."""

MAX_FACTORS = 20
"""Signs of multiplication and division: every factor has digits of its own, and so has what comes of them."""

_NAME = re.compile(r"[^\W\d][\w·]*(?:（\w+）[\w·]*)*")
NUMBER = re.compile(r"(?P<digits>[0-9]+(?:\.[0-9]+)?)(?P<unit>\s*(?:[%％‰℃㎡]|[^\W\d_]+))?")
_ROW = re.compile(r"\[([^\[\]]*)\]")
_SIGNS = {
    "＝": "=", "＋": "+", "－": "-", "−": "-", "*": "×", "/": "÷", "／": "÷", "（": "(", "）": ")",
    "，": ",", "、": ",", "：": ":", "＜": "<", "＞": ">", "≦": "≤", "≧": "≥", "<=": "≤", ">=": "≥", "<>": "≠", "!=": "≠",
    "．": ".",
}  # fmt: skip
_SIGN = re.compile(r"<=|>=|<>|!=|[≠=＝+＋\-－−*×/／÷()（），、,:：<＜>＞≤≦≥≧.．]")


class FormulaError(Exception):
    """A formula that cannot be read. `message` is Chinese, `offset` counts characters from 0."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula; `kind` is name, number, row, end, or the sign itself."""

    kind: str
    text: str
    offset: int


def tokens(text: str) -> list[Token]:
    """The pieces of `text`, the last of kind end. Raises FormulaError."""
    if len(text) > MAX_LENGTH:
        raise FormulaError(f"公式太长（超过 {MAX_LENGTH} 字）", 0)
    tokens: list[Token] = []
    offset = 0
    while offset < len(text):
        if text[offset].isspace():
            offset += 1
            continue
        if match := NUMBER.match(text, offset):
            tokens.append(Token("number", match[0], offset))
        elif match := _NAME.match(text, offset):
            # 合计（甲） with full-width brackets is a call, not a name.
            called = next((name for name in FUNCTIONS if match[0].startswith(name + "（")), None)
            name = called or match[0]
            tokens.append(Token("name", name, offset))
            offset += len(name)
            continue
        elif match := _ROW.match(text, offset):
            tokens.append(Token("row", match[1].strip(), offset))
        elif match := _SIGN.match(text, offset):
            tokens.append(Token(_SIGNS.get(match[0], match[0]), match[0], offset))
        else:
            raise FormulaError(f"公式中不能使用“{text[offset]}”", offset)
        offset = match.end()
    tokens.append(Token("end", "", len(text)))
    for kinds, most in (("+-×÷", MAX_OPERATIONS), ("×÷", MAX_FACTORS)):
        signs = [token for token in tokens if token.kind in kinds and token.kind]
        if len(signs) > most:
            words = "、".join(f"“{kind}”" for kind in kinds)
            raise FormulaError(f"公式太长：{words}一共超过 {most} 个，请分成几个公式", signs[most].offset)
    return tokens
