"""Every target of the fuzzing for a moment, always with the same inputs; `make fuzz` has others each time."""

from __future__ import annotations

import pytest

from tests.fuzz.loop import Target, again, fuzz
from tests.fuzz.targets import TARGETS

pytestmark = pytest.mark.repeating

INPUTS = 10


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_raises(tmp_path, name):
    course = fuzz(TARGETS[name], inputs=INPUTS, kept=tmp_path)
    assert course.inputs == INPUTS
    assert not course.faults, [path.with_suffix(".traceback").read_text() for path in course.faults.values()]


def test_a_fault_is_kept_with_what_brings_it_about(tmp_path):
    target = Target("zero", TARGETS["formula"].inputs, lambda text: 1 / ("=" not in text))
    (path,) = fuzz(target, inputs=50, kept=tmp_path).faults.values()
    assert "ZeroDivisionError" in path.with_suffix(".traceback").read_text()
    with pytest.raises(ZeroDivisionError):
        again(target, path)
