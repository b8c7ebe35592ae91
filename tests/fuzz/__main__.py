"""`make fuzz`: every target for so long, each in a process of its own; or one input again that was kept."""

from __future__ import annotations

import argparse
import multiprocessing
import time
from pathlib import Path

from tests.fuzz.loop import Course, again, fuzz, limit_memory
from tests.fuzz.targets import TARGETS

KEPT = Path(".fuzz")


def main() -> int:
    """Returns 1 where something went wrong."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all without")
    asked.add_argument("--minutes", type=float, default=1, help="for each target")
    asked.add_argument("--again", type=Path, help="an input that was kept: run it once")
    asked.add_argument("--seed", type=int, default=int(time.time()))
    wanted = asked.parse_args()
    if wanted.again is not None:
        again(TARGETS[wanted.again.parent.name], wanted.again)
        return 0
    faults = 0
    for name in wanted.targets or TARGETS:
        course = _apart(name, wanted.minutes * 60, wanted.seed)
        growth = f"{course.began_with} → {course.ended_with} MB"
        print(
            f"{name}: {course.inputs} inputs, slowest {course.slowest:.2f} s, {growth}, {len(course.faults)} faults",
            flush=True,
        )
        for where, path in course.faults.items():
            print(f"  {where}: python -m tests.fuzz --again {path}", flush=True)
        faults += len(course.faults)
    return 1 if faults else 0


def _apart(name: str, seconds: float, seed: int) -> Course:
    with multiprocessing.get_context("fork").Pool(1, limit_memory) as pool:
        return pool.apply(_course, (name, seconds, seed))


def _course(name: str, seconds: float, seed: int) -> Course:
    return fuzz(TARGETS[name], seconds=seconds, kept=KEPT, seed=seed)


if __name__ == "__main__":
    raise SystemExit(main())
