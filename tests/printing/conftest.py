"""What tests of PDFs share: a press with one warm worker, the sample's PDFs, the validator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from sitegen.printing.fonts import FontSet, font_set
from sitegen.printing.job import Printed, PrintJob
from sitegen.printing.pool import PrintPool
from sitegen.rendering.theme import find_theme
from tests.renderers import renderer
from tests.site_tools import ROOT


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    return font_set({})


@pytest.fixture(scope="session")
def press(fonts) -> Iterator[PrintPool]:
    theme, _ = find_theme(ROOT, "gov")
    assert theme is not None
    with PrintPool(theme.file("print/pdf.css"), theme.folders, fonts, most=1) as pressing:
        yield pressing


@pytest.fixture(scope="session")
def printed(press) -> Callable[[PrintJob], Printed]:
    """Prints a job that must come out."""

    def one(job: PrintJob) -> Printed:
        (outcome,) = press.print([job])
        assert isinstance(outcome, Printed), outcome
        return outcome

    return one


@pytest.fixture(scope="session")
def sample(sample_site_with_pdfs) -> dict[str, bytes]:
    """Path → PDF of the sample site, as a build makes them."""
    site = sample_site_with_pdfs
    return {path: (site.output / path).read_bytes() for path in site.documents}


@pytest.fixture(scope="session")
def orders():
    """What the PDFs of a site are made of."""

    @cache
    def of(root):
        with renderer(root) as rendered:
            return rendered.requests()

    return of


@pytest.fixture(scope="session")
def made(orders, printed, sample):
    """What the PDFs of a site are made of, each with its PDF, which is printed once for all tests."""

    @cache
    def of(root):
        if root == ROOT:
            return [(order, sample[order.path]) for order in orders(root)]
        return [(order, printed(order.job).data) for order in orders(root)]

    return of
