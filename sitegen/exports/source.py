"""The figures as the clerk wrote them: report.yaml without its comments.

Comments are notes to colleagues; no rule looks at them, so they are not published. Knows YAML's tokens.
"""

from __future__ import annotations

import yaml

from sitegen import lazy_re as re

_COMMENT = re.compile(r"[ \t]*#[^\n]*")


def without_comments(text: str) -> str:
    """`text` without comments; everything else as it was. Raises yaml.YAMLError for what is no YAML."""
    kept: list[str] = []
    at = 0
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        start, end = token.start_mark.index, token.end_mark.index
        kept += [_COMMENT.sub("", text[at:start]), text[start:end]]
        at = max(at, end)
    return "".join([*kept, _COMMENT.sub("", text[at:])])
