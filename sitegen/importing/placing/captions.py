"""What stands above a header, and says which table it is, or that it is another.

Knows captions. Must not know how headers are matched.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen import lazy_re as re
from sitegen.importing.placing.head import Head
from sitegen.importing.placing.vocabulary import Vocabulary
from sitegen.importing.placing.words import norm
from sitegen.importing.source import Paragraph

_NEAREST = 4
"""Texts above a header among which its own caption stands."""
_TELLING = 4
"""Characters of a caption that is no everyday word."""
_WHOSE = re.compile(
    r".*(?:年|年度|年部门|局|部|委|委员会|办|办公室|院|校|中心|单位|部门|公司|会|站|所|处|馆|街道|镇|乡|政府"
    r"|表\d*|附件\d*|\d[\d.-]*|[一二三四五六七八九十）.．-])"
)
"""What may stand before a caption without making it another's: whose it is, of which year, its number."""


def _above(head: Head, before: Sequence[Paragraph]) -> list[str]:
    """The texts above a header, the nearest first."""
    texts = [each.text for each in before][-6:]
    texts += [cell.text for row in range(head.top) for cell in head.grid.rows[row]][-6:]
    return [norm(text) for text in reversed(texts)]


def distance(words: Vocabulary, head: Head, before: Sequence[Paragraph]) -> int:
    """How near above the header the table's caption stands."""
    wanted = words.captions[head.table.name]
    above = _above(head, before)
    return next((at for at, text in enumerate(above) if any(word in text for word in wanted)), 99)


def is_named(head: Head, before: Sequence[Paragraph]) -> bool:
    """Whether the table's own caption stands just above."""
    own = {norm(head.table.caption), norm(head.table.name)}
    return any(text in own for text in _above(head, before)[:_NEAREST])


def is_of_another(words: Vocabulary, head: Head, before: Sequence[Paragraph]) -> bool:
    """Whether the caption above is one that only ends like the table's: 财政拨款收入支出决算总表 is no 收入支出决算总表."""
    wanted = sorted(words.captions[head.table.name], key=len, reverse=True)
    for text in _above(head, before):
        word = next((word for word in wanted if text.endswith(word)), "")
        if text == word or len(word) >= _TELLING:
            return not (text == word or _WHOSE.fullmatch(text.removesuffix(word)))
    return False


def has_nameless(head: Head) -> bool:
    """Whether anything stands below a header that is blank: the headers may have slipped aside."""
    grid = head.grid
    for blank in grid.rows[head.body - 1]:
        if (
            blank.text
            or blank.top < head.top
            or blank in head.labels
            or not head.left < blank.middle < head.right
        ):
            continue
        below = [
            cell.text.strip()
            for row in range(head.body, grid.height)
            for cell in grid.rows[row]
            if cell.top == row and cell.text and blank.left <= cell.middle < blank.right
        ]
        if below and below != [str(number) for number in range(1, len(below) + 1)]:
            return True
    return False
