"""Other site generators, given the same reports: what they cost is what sitegen is measured against."""

from bench.peers.eleventy import ELEVENTY
from bench.peers.hugo import HUGO
from bench.peers.peer import NotInstallable, Peer
from bench.peers.pelican import PELICAN

__all__ = ["ELEVENTY", "HUGO", "PEERS", "PELICAN", "NotInstallable", "Peer"]

PEERS: tuple[Peer, ...] = (HUGO, ELEVENTY, PELICAN)
