"""What tests of builds share: the steps that need not be done twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.incremental.pure_steps import PureSteps


@pytest.fixture(scope="session")
def pure_steps() -> Iterator[PureSteps]:
    steps = PureSteps()
    yield steps
    steps.close()


@pytest.fixture(autouse=True, scope="module")
def remembered(pure_steps) -> Iterator[None]:
    """Templates, indexes and PDFs are made once for the same input, whichever test asks for them."""
    with pytest.MonkeyPatch.context() as patch:
        pure_steps.remember(patch)
        yield
