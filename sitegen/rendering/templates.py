"""The template engine, set up so that mistakes show.

Every value is escaped, a name that does not exist is an error. Templates belong to a theme, which
is trusted code: they are not sandboxed. Must not know any page.
"""

from __future__ import annotations

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sitegen.rendering.theme import Theme
from sitegen.rendering.urls import asset, safe_url

EMBLEMS = ("emblem.svg", "emblem.png")
"""Files of a theme that are its emblem."""

_UNITS = ("字节", "KB", "MB", "GB")


def environment(theme: Theme) -> Environment:
    """The templates of `theme`."""
    templates = Environment(
        loader=FileSystemLoader(theme.templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    templates.globals["emblem"] = _emblem(theme)
    templates.filters["safe_url"] = safe_url
    templates.filters["file_size"] = file_size
    return templates


def _emblem(theme: Theme) -> str:
    """The theme's emblem, shown before the site's name: its path below assets/, "" where it has none."""
    return next((name for name in EMBLEMS if asset(name) in theme.assets), "")


def file_size(size: int) -> str:
    """`size` in bytes, for people: `312 KB`, `1.4 MB`."""
    amount, unit = float(size), 0
    while amount >= 1000 and unit < len(_UNITS) - 1:
        amount, unit = amount / 1024, unit + 1
    shown = f"{amount:.1f}" if unit > 1 and amount < 10 else f"{max(amount, 1 if size else 0):.0f}"
    return f"{shown} {_UNITS[unit]}"
