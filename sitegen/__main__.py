"""`python -m sitegen` and the `sitegen` command.

Knows that whatever goes wrong must end in one line and exit code 2, never a traceback.
"""

from __future__ import annotations

import os
import sys

from sitegen.cli.main import cli


def main() -> None:
    """Run the command line."""
    try:
        cli(prog_name="sitegen")
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if os.environ.get("SITEGEN_TRACEBACK"):
            raise
        print(
            f"sitegen 内部出错（{type(error).__name__}: {error}）。这不是报告的问题，原有的输出没有改动。\n"
            "请带上 SITEGEN_TRACEBACK=1 再运行一次，把输出报告给 sitegen 的维护者。",
            file=sys.stderr,
        )
        sys.exit(2)


if __name__ == "__main__":
    main()
