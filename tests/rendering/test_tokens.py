"""tokens.css keeps its contrast in every scheme (WCAG 2.2 1.4.3, 1.4.6, 1.4.11), and type and targets their sizes."""

from __future__ import annotations

import itertools
import re

import pytest

from tests.site_tools import ROOT

TOKENS = (ROOT / "themes/gov/assets/tokens.css").read_text(encoding="utf-8")
BLOCK = re.compile(r"(:root[^\s{]*)\s*\{([^{}]*)\}")
COLOUR = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{3,6});")
NUMBER = re.compile(r"--([a-z-]+):\s*([0-9.]+)(?:%|rem|px|em)?;")
ELDER = ':root[data-mode="elder"]'
STEPS = ("", *(f'[data-size="{step}"]' for step in (1, 2, 3)))


def blocks(selector: str) -> list[str]:
    """The bodies of the blocks of `selector`, as they come in the file."""
    return [body for name, body in BLOCK.findall(TOKENS) if name == selector]


def declared(selector: str, number: int = 0) -> dict[str, str]:
    """The colours that the block of `selector` sets; `number` tells blocks of one selector apart."""
    return dict(COLOUR.findall(blocks(selector)[number]))


def numbers(selector: str) -> dict[str, float]:
    return {name: float(value) for name, value in NUMBER.findall(blocks(selector)[0])}


LIGHT = declared(":root")
BY_SYSTEM = ':root:not([data-scheme="light"])'
BY_CHOICE = ':root[data-scheme="dark"]'
DARK = LIGHT | declared(BY_CHOICE)
SCHEMES = {
    "light": (LIGHT, 4.5),
    "dark by the system": (LIGHT | declared(BY_SYSTEM), 4.5),
    "dark": (DARK, 4.5),
    "more contrast by the system": (LIGHT | declared(":root", 1), 7),
    "more contrast, dark": (DARK | declared(BY_CHOICE, 1), 7),
    "more contrast, dark by the system": (DARK | declared(BY_SYSTEM, 1), 7),
    "yellow on black": (declared(':root:root[data-contrast="high"]'), 7),
    "black on white": (declared(':root:root[data-contrast="white"]'), 7),
    "on paper": (declared(":root:root:root:root"), 7),
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
def test_every_scheme_has_every_colour(scheme):
    assert SCHEMES[scheme][0].keys() == LIGHT.keys()


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
    for line, ground in itertools.product(("edge", "focus", "accent"), GROUNDS):
        assert contrast(colours[line], colours[ground]) >= 3, f"{line} on {ground}"


def test_all_ways_to_darkness_look_alike():
    assert SCHEMES["dark"][0] == SCHEMES["dark by the system"][0]
    assert SCHEMES["more contrast, dark"][0] == SCHEMES["more contrast, dark by the system"][0]


def test_paper_outranks_every_choice():
    names = {name: name.count(":root") + name.count("[") for name, _ in BLOCK.findall(TOKENS)}
    paper = names.pop(":root:root:root:root")
    assert all(rank < paper for rank in names.values())


def test_type_starts_at_18_pixels_and_grows_to_30():
    base = numbers(":root")["base"] * 16 / 100
    sizes = [base * (numbers(f":root{step}")["scale"] if step else 1) for step in STEPS]
    assert [round(size / base, 2) for size in sizes] == [1, 1.15, 1.35, 1.65]
    assert sizes[0] >= 18
    elder = numbers(ELDER)["base"] * 16 / 100
    sizes = [elder * (numbers(f"{ELDER}{step}")["scale"] if step else 1) for step in STEPS]
    assert sizes == sorted(set(sizes))
    assert sizes[0] * numbers(ELDER)["small"] >= 18
    assert sizes[0] > base
    assert round(sizes[-1]) == 30


def test_lines_and_targets_are_large_enough():
    site, elder = numbers(":root"), numbers(":root") | numbers(ELDER)
    assert min(site["leading"], elder["leading"]) >= 1.3
    assert min(site["target"], elder["target"]) >= 44
    assert elder["target-main"] >= 60
    assert site["ring"] >= 3
