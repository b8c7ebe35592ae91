"""`python -m sitegen` and the `sitegen` command.

Knows that whatever goes wrong must end in a clear line and exit code 2, never a traceback.
"""

from __future__ import annotations

import os
import sys

import click

from sitegen.cli.main import cli
from sitegen.cli.terminal import Exit
from sitegen.cli.usage import hint, in_chinese


def main() -> None:
    """Run the command line."""
    try:
        code = cli(prog_name="sitegen", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else Exit.CLEAN)
    except click.Abort:
        print("已中断。", file=sys.stderr)
        sys.exit(Exit.USAGE)
    except click.ClickException as error:
        print(f"{in_chinese(error)}\n{hint(error)}", file=sys.stderr)
        sys.exit(Exit.USAGE)
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
        sys.exit(Exit.USAGE)


if __name__ == "__main__":
    main()
