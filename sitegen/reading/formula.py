"""Formulas as a finance clerk writes them, parsed to a tree.

Knows the grammar: `支出合计 = 基本支出 + 项目支出`, `当年结余 = 收入.收入合计 - 支出合计`,
`总计 = 合计(甲:丙)`, `支出.人员支出[科协机关]`. Full-width signs are read as half-width ones. Must not
know forms: whether a name exists is settled in sitegen.loading.

    identity   = expression ("=" | "≤" | "≥" | "<" | ">" | "≠") expression
    expression = term { ("+" | "-") term }
    term       = factor { ("×" | "÷") factor }            also * and /
    factor     = "-" factor | number [unit] | call | "(" expression ")" | reference
    call       = ("合计" | "最小" | "最大" | "绝对值") "(" argument { "," argument } ")"
    argument   = expression | reference ":" reference
    reference  = ["上年."] name { "." name } [ "[" row "]" ]
    unit       = "%" | "‰" | word                        5万元, 90%, 20分, 3人
"""

from __future__ import annotations

from decimal import Decimal

from sitegen.model.forms.formula import (
    ABSOLUTE,
    FUNCTIONS,
    Call,
    Expression,
    LineRange,
    Negation,
    Number,
    Operation,
    Reference,
    Relation,
)
from sitegen.numbers.figures import MAX_DIGITS, unit_factor
from sitegen.reading.formula_tokens import NUMBER, FormulaError, Token, tokens
from sitegen.source import SourceFile, Span

LAST_YEAR = "上年"

_PERCENT = {"％": "%"}


def parse_identity(
    text: str, source: SourceFile, line: int, column: int
) -> tuple[Expression, Relation, Expression]:
    """Both sides and the relation of an identity; (line, column) is where `text` begins.

    Raises FormulaError.
    """
    parser = _Parser(text, source, line, column)
    left = parser.expression()
    sign = parser.take(*[relation.value for relation in Relation])
    right = parser.expression()
    parser.finish()
    return left, Relation(sign.kind), right


def parse_reference(text: str, source: SourceFile, line: int, column: int) -> Reference:
    """The reference that `text` is; raises FormulaError when it is anything else."""
    parser = _Parser(text, source, line, column)
    reference = parser.reference()
    parser.finish()
    return reference


class _Parser:
    def __init__(self, text: str, source: SourceFile, line: int, column: int) -> None:
        self._tokens = tokens(text)
        self._next = 0
        self._depth = 0
        self._source = source
        self._line = line
        self._column = column

    @property
    def _token(self) -> Token:
        return self._tokens[self._next]

    def take(self, *kinds: str) -> Token:
        token = self._token
        if token.kind not in kinds:
            found = f"“{token.text}”" if token.kind != "end" else "公式的末尾"
            wanted = "、".join({"name": "名称", "number": "数字"}.get(kind, f"“{kind}”") for kind in kinds)
            raise FormulaError(f"此处应为{wanted}，却是{found}", token.offset)
        self._next += 1
        return token

    def finish(self) -> None:
        if self._token.kind != "end":
            raise FormulaError(f"多出了“{self._token.text}”", self._token.offset)

    def expression(self) -> Expression:
        self._depth += 1
        if self._depth > 50:
            raise FormulaError("括号套得太深", self._token.offset)
        left = self._term()
        while self._token.kind in ("+", "-"):
            operator = self.take("+", "-").kind
            left = Operation(operator, left, self._term())
        self._depth -= 1
        return left

    def _term(self) -> Expression:
        left = self._factor()
        while self._token.kind in ("×", "÷"):
            operator = self.take("×", "÷").kind
            left = Operation(operator, left, self._factor())
        return left

    def _factor(self) -> Expression:
        if self._token.kind == "-":
            self.take("-")
            self._depth += 1
            if self._depth > 50:
                raise FormulaError("负号太多", self._token.offset)
            operand = self._factor()
            self._depth -= 1
            return Negation(operand)
        if self._token.kind == "number":
            return self._number()
        if self._token.kind == "(":
            self.take("(")
            inner = self.expression()
            self.take(")")
            return inner
        if self._token.text in FUNCTIONS and self._tokens[self._next + 1].kind == "(":
            return self._call()
        return self.reference()

    def _number(self) -> Number:
        token = self.take("number")
        match = NUMBER.fullmatch(token.text)
        assert match is not None, "the token was made by it"
        if len(match["digits"]) > MAX_DIGITS:
            raise FormulaError(f"数字太长（超过 {MAX_DIGITS} 位）", token.offset)
        written = (match["unit"] or "").strip()
        unit = _PERCENT.get(written, written) or None
        value = Decimal(match["digits"]) * (unit_factor(unit) if unit is not None else 1)
        span = Span.at(self._source, self._line, self._column + token.offset, len(token.text))
        return Number(value, token.text, unit, span)

    def _call(self) -> Call:
        name = self.take("name")
        self.take("(")
        arguments = [self._argument(name.text)]
        while self._token.kind == ",":
            self.take(",")
            arguments.append(self._argument(name.text))
        self.take(")")
        if name.text == ABSOLUTE and len(arguments) != 1:
            raise FormulaError("绝对值() 只有一个参数", name.offset)
        if name.text in ("最小", "最大") and len(arguments) != 2:
            raise FormulaError(f"{name.text}() 要有两个参数", name.offset)
        return Call(name.text, tuple(arguments))

    def _argument(self, function: str) -> Expression:
        first = self.expression()
        if self._token.kind != ":":
            return first
        colon = self.take(":")
        last = self.reference()
        if function != "合计" or not isinstance(first, Reference):
            raise FormulaError("“起:止”只能用在 合计() 里，两端都是行名", colon.offset)
        return LineRange(first, last)

    def reference(self) -> Reference:
        first = self.take("name")
        names = [first.text]
        row: str | None = None
        end = first
        while self._token.kind == ".":
            self.take(".")
            end = self.take("name")
            names.append(end.text)
        length = end.offset + len(end.text) - first.offset
        if self._token.kind == "row":
            token = self.take("row")
            if not token.text:
                raise FormulaError("方括号里要写行名", token.offset)
            row = token.text
            length = self._tokens[self._next - 1].offset + len(token.text) + 2 - first.offset
        last_year = names[0] == LAST_YEAR and len(names) > 1
        if last_year:
            names = names[1:]
        span = Span.at(self._source, self._line, self._column + first.offset, length)
        return Reference(tuple(names), row, last_year, span)
