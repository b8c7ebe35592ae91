"""`make bench-peers`: sitegen beside other site generators, on the same reports.

Knows what is measured and in which order. Each peer is paired with sitegen: first builds, then builds after
nothing, a narrative or a figure was changed. HTML only, because the peers make nothing else; sitegen checks
every figure meanwhile. What is not installed is installed first, below `.sitegen/bench-peers`.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bench.corpus import corpus, edit_figure, edit_narrative, forget_builds
from bench.measure import Pair, in_pairs, table
from bench.peers import PEERS, NotInstallable, Peer
from bench.peers.peer import OUTPUT
from bench.peers.sheet import REPORTS
from bench.peers.words import differences
from bench.site import build
from sitegen.loading.reports.paths import report_paths

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / ".sitegen/bench-peers"
COMPARED = 20
"""Reports whose pages are compared, spread over the site."""


def main() -> None:
    """Install, build, compare, measure, print."""
    arguments = _arguments()
    for peer in arguments.peers:
        if not peer.available(TOOLS):
            print(f"installing {' '.join(peer.packages)}", flush=True)
            try:
                peer.install(TOOLS)
            except NotInstallable as missing:
                raise SystemExit(f"{peer.name} needs {missing}, which is not there") from missing
    print(f"HTML of {arguments.reports} reports; medians of {arguments.rounds} rounds; peak of all processes")
    with tempfile.TemporaryDirectory() as name:
        root = corpus(Path(name) / "site", arguments.reports, arguments.seed)
        for peer in arguments.peers:
            print(table(measured(peer, root, Path(name) / peer.name, arguments.rounds)), flush=True)


def measured(peer: Peer, root: Path, folder: Path, rounds: int) -> Iterator[tuple[str, Pair]]:
    """Each piece of work with its pair. Every one leaves both sites as they should be, for the next."""
    peer.prepare(root, folder)
    edited: list[str] = []
    ours = ("sitegen", build(root))
    theirs = (peer.name, peer.build(folder, TOOLS))

    def forget() -> None:
        forget_builds(root)
        peer.forget_builds(folder)

    def after(edit: Callable[[Path], Path]) -> Callable[[], None]:
        def work() -> None:
            report = edit(root)
            peer.update(root, report, folder)
            edited.append(report.relative_to(root / REPORTS).as_posix())

        return work

    yield "first build", in_pairs(ours, theirs, forget, rounds)
    compare(peer, root, folder, _spread(root))
    yield "nothing changed", in_pairs(ours, theirs, lambda: None, rounds)
    yield "a narrative edited", in_pairs(ours, theirs, after(edit_narrative), rounds)
    yield "a figure edited", in_pairs(ours, theirs, after(edit_figure), rounds)
    compare(peer, root, folder, edited)


def compare(peer: Peer, root: Path, folder: Path, reports: Iterable[str]) -> None:
    """End the measurement, with the reason, when the peer's pages of these reports do not show what ours do."""
    for report in reports:
        ours = (root / OUTPUT / "reports" / report / "index.html").read_text(encoding="utf-8")
        theirs = peer.page(folder, report).read_text(encoding="utf-8")
        if found := differences(ours, theirs):
            raise SystemExit("\n".join((f"{peer.name} shows {report} otherwise:", *found)))


def _spread(root: Path) -> list[str]:
    """Some reports, from all over the site."""
    reports = sorted(path.parent.relative_to(root / REPORTS).as_posix() for path in report_paths(root)[0])
    return reports[:: -(-len(reports) // COMPARED)]


def _arguments() -> argparse.Namespace:
    names = {peer.name: peer for peer in PEERS}
    parser = argparse.ArgumentParser(prog="python -m bench.peers", description="sitegen beside its peers")
    parser.add_argument("--reports", type=int, default=1000, help="size of the site (default: 1000)")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each command (default: 3)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other figures (default: 1)")
    parser.add_argument(
        "--peer", action="append", choices=tuple(names), help="only this one; may be repeated"
    )
    arguments = parser.parse_args()
    arguments.peers = tuple(names[name] for name in arguments.peer or names)
    return arguments


if __name__ == "__main__":
    main()
