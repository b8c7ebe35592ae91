"""Talks to Pagefind.

Knows its service protocol: messages of JSON in base64, ended by commas, answered in turn. Pages are
given one by one, because Pagefind numbers those of a folder in the order in which the file system
happens to list them. (Pagefind's own Python interface waits a tenth of a second before it reads each
answer.) Must not know what a page is, nor which of the files are needed.
"""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from tempfile import TemporaryDirectory, TemporaryFile
from threading import Thread
from typing import IO, Any

from pagefind.service import get_executable

_END = b","
_BLOCK = 1 << 16


class SearchFailed(Exception):
    """Pagefind is missing, or did not do what it was asked to."""


def index_files(
    texts: Iterable[tuple[str, str]], *, language: str, include_characters: str
) -> dict[str, bytes]:
    """All files that Pagefind makes of `texts`, (address, HTML) in their order, by path."""
    config = {"force_language": language, "include_characters": include_characters}
    asked: list[dict[str, Any]] = [{"type": "NewIndex", "config": config}]
    for address, text in texts:
        page = {"index_id": 0, "file_path": None, "url": address, "file_contents": text}
        asked.append({"type": "AddFile", **page})
    asked.append({"type": "GetFiles", "index_id": 0})
    files = _ask(asked)["files"]
    return {each["path"]: b64decode(each["content"]) for each in sorted(files, key=lambda each: each["path"])}


def _ask(asked: list[dict[str, Any]]) -> dict[str, Any]:
    """The answer to the last of the requests; raises SearchFailed if any fails."""
    program = get_executable()
    if program is None:
        raise SearchFailed("Pagefind is not installed")
    pipe = subprocess.PIPE
    # A folder of its own: Pagefind reads a configuration from where it is started.
    with TemporaryDirectory(prefix="sitegen-search-") as folder, TemporaryFile() as errors:
        process = subprocess.Popen(  # noqa: S603 - Pagefind's program, no shell, no argument from outside
            [str(program), "--service"], cwd=folder, stdin=pipe, stdout=pipe, stderr=errors
        )
        assert process.stdin is not None
        assert process.stdout is not None
        writer = Thread(target=_write, args=(process.stdin, asked), daemon=True)
        writer.start()
        try:
            for answer in _answers(process.stdout):
                payload: dict[str, Any] = answer["payload"]
                if payload["type"] == "Error":
                    raise SearchFailed(str(payload.get("message", payload)))
                if answer.get("message_id") == len(asked):
                    return payload
            errors.seek(0)
            words = errors.read().decode(errors="replace").strip()
            raise SearchFailed(f"Pagefind ended too early: {words or process.wait()}")
        finally:
            process.kill()  # it waits for more, and holds nothing that needs saving
            process.wait()
            writer.join()
            process.stdout.close()
            with suppress(OSError):
                process.stdin.close()


def _write(to: IO[bytes], asked: list[dict[str, Any]]) -> None:
    try:
        for number, payload in enumerate(asked, start=1):
            to.write(b64encode(json.dumps({"message_id": number, "payload": payload}).encode()) + _END)
        to.flush()
    except OSError:
        pass  # Pagefind has ended; who reads its answers says so


def _answers(stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    parts: list[bytes] = []
    while block := stream.read1(_BLOCK):  # type: ignore[attr-defined]  # a pipe is buffered
        *ends, rest = block.split(_END)
        for end in ends:
            yield json.loads(b64decode(b"".join((*parts, end))))
            parts.clear()
        parts.append(rest)
