"""`make bench`: what checking, building, previewing and printing cost.

The corpus is made up (`bench.corpus`), every report as large as a real one; the PDF is that of the seed report.
Peers that `make bench-peers` has installed are measured in the same run. The machine is shared: compare figures of
one run only.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.corpus import corpus
from bench.measure import table
from bench.peers import PEERS
from bench.peers.__main__ import TOOLS, measured
from bench.saving import saving
from bench.site import commands, many_projects


def main() -> None:
    """Measure and print."""
    arguments = _arguments()
    print(
        f"{arguments.reports} reports, medians of {arguments.rounds} rounds, peak of all processes",
        flush=True,
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = corpus(folder / "site", arguments.reports, arguments.seed)
        for found in commands(root, arguments.rounds):
            print(found, flush=True)
        print(
            f"a narrative saved, until its page is shown {saving(root, arguments.rounds):.2f} s", flush=True
        )
        print(
            table([("many reports of one department", many_projects(folder, arguments.rounds))]), flush=True
        )
        _apart("bench.running", str(root), str(arguments.rounds))
        _apart("bench.printing")
        for peer in PEERS:
            if peer.available(TOOLS):
                print(table(measured(peer, root, folder / peer.name, arguments.rounds)), flush=True)


def _apart(*module: str) -> None:
    """Runs in a process of its own: what is held in this one would be counted for all that it starts."""
    subprocess.run([sys.executable, "-m", *module], check=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="what sitegen costs")
    parser.add_argument("--reports", type=int, default=200, help="size of the site (default: 200)")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each command (default: 3)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other figures (default: 1)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
