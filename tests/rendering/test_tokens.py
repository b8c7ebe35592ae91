"""The colours of tokens.css keep their contrast in every scheme (WCAG 2.2 1.4.3, 1.4.6, 1.4.11)."""

from __future__ import annotations

import itertools
import re

import pytest

from tests.site_tools import ROOT

TOKENS = (ROOT / "themes/gov/assets/tokens.css").read_text(encoding="utf-8")
BLOCK = re.compile(r"(:root[^\s{]*)\s*\{([^{}]*)\}")
COLOUR = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{3,6});")


def declared(selector: str, number: int = 0) -> dict[str, str]:
    """The colours that the block of `selector` sets; `number` tells blocks of one selector apart."""
    found = [dict(COLOUR.findall(body)) for name, body in BLOCK.findall(TOKENS) if name == selector]
    return found[number]


LIGHT = declared(":root")
SCHEMES = {
    "light": (LIGHT, 4.5),
    "dark by the system": (LIGHT | declared(':root:not([data-scheme="light"])'), 4.5),
    "dark": (LIGHT | declared(':root[data-scheme="dark"]'), 4.5),
    "more contrast by the system": (LIGHT | declared(":root", 1), 7),
    "high contrast": (LIGHT | declared(':root:root[data-contrast="high"]'), 7),
}
TEXT = ("ink", "muted", "link", "link-visited", "accent", "good", "warning", "bad")
GROUNDS = ("ground", "surface", "band")


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * each for each in colour[1:])
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_right():
    assert round(contrast("#000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#fff"), 2) == 4.48


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_can_be_read_on_every_ground(scheme):
    colours, least = SCHEMES[scheme]
    weak = {
        f"{text} on {ground}": round(contrast(colours[text], colours[ground]), 2)
        for text, ground in itertools.product(TEXT, GROUNDS)
        if contrast(colours[text], colours[ground]) < least
    }
    assert weak == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_lines_that_carry_meaning_and_the_focus_can_be_seen(scheme):
    colours, _ = SCHEMES[scheme]
    for line, ground in itertools.product(("edge", "focus"), GROUNDS):
        assert contrast(colours[line], colours[ground]) >= 3, f"{line} on {ground}"
    assert contrast(colours["link"], colours["ground"]) >= 4.5


def test_both_ways_to_darkness_look_alike():
    assert SCHEMES["dark"][0] == SCHEMES["dark by the system"][0]
