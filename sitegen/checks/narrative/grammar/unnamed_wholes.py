"""What an institution takes in or spends as a whole, told without the name that the form has for it.

Knows, by `phrases`, the words for the whole. Must not know quantities or facts.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import lazy_re as re
from sitegen.checks.narrative.grammar import phrases
from sitegen.checks.narrative.grammar.claims import Mention
from sitegen.checks.narrative.naming.names import Names


def wholes(
    text: str, names: Names, bodies: re.Pattern[str], mentions: tuple[Mention, ...]
) -> Iterator[Mention]:
    """科技馆当年收入 is its 收入合计, and so is 支出 that follows."""
    taken = [(mention.start, mention.end) for mention in mentions]
    body = ""
    found: list[tuple[re.Match[str], str]] = []
    for match in (*bodies.finditer(text), *phrases.ALL_OF_US.finditer(text)):
        its = phrases.ITS_WHOLE.match(text, match.end())
        if its is not None:
            found.append((its, match[0]))
    for match in phrases.ITS_OWN.finditer(text):
        its, named = phrases.ITS_WHOLE.match(text, match.end()), bodies.findall(text, 0, match.start())
        if its is not None and named:
            found.append((its, named[-1]))
    for its, body in found:
        found_too = [its, *(each for each in phrases.AND_WHOLE.finditer(text, its.end()))]
        limit = next((other.start() for other, _ in found if other.start() > its.start()), len(text))
        for each in found_too:
            start, end = each.span("general")
            name = names.general.get(each["general"])
            if name and end <= limit and not any(a < end and start < b for a, b in taken):
                yield Mention(start, end, name, body=body)
